-- coupled.lua -- couplings of several outputs, of watched quantities, with values for edges and for either end, against a
-- network worked out here.
--
--   lua5.4 tests/coupled.lua out/massc
--
-- Three couplings: one waits for what another feeds, since the watched quantity it reads is made of that; one reads and feeds
-- two things at once. The integration below knows nothing of the program; sums go over the sources in order, as there, but
-- products are not fused, so that numbers agree to a few units in the last place.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local massc = arg[1]
local lab = require "lab" (massc)
local check = kit.check

local engines = { "tcc" }
for _, compiler in ipairs { "gcc", "clang" } do
  if kit.has(compiler) then engines[#engines + 1] = compiler else kit.skip(compiler .. " is not there") end
end

local definitions = [=[
coupling Pair "what two nodes give each other, twice"
  from s, h
  to up, down
  param wE = 1 per edge
  param wI = 1 per edge
  param G = 2 per node
  square(v) = v*v
  half = s_j/2
  pre  = wE*half*G_i, wI*square(h_j - s_i)*tanh(G)
  post = sum1 + sum2*s_i, G*sum - h_i
end
coupling Plain
  from q
  pre = q_j
  post = sum
end
model M
  state a = 0.1
  state b = 0.2
  param k = 0.5
  input up, down, other, both
  r = k*a + other
  watch r
  a' = -a + 0.01*up - 0.02*down + 0.1*other + b
  b' = -b/2 + 0.1*both
end
]=]

local function number(x) return ("%.17g"):format(x) end
local function row(values)
  local out = {}
  for i, x in ipairs(values) do out[i] = number(x) end
  return "[" .. table.concat(out, ", ") .. "]"
end
local function shown(m)
  local rows = {}
  for i, values in ipairs(m) do rows[i] = row(values) end
  return "[" .. table.concat(rows, ",\n    ") .. "]"
end

-- A matrix that looks like any; of [dense] one no number is 0, else most are.
local function matrix(n, seed, dense)
  local m = {}
  for i = 1, n do
    m[i] = {}
    for j = 1, n do
      local x = (7*i + 11*j + seed*(3*i + j)) % 17
      m[i][j] = (dense or x < 6) and (x - 5)/8 or 0
    end
  end
  return m
end

local function vector(n, seed)
  local v = {}
  for i = 1, n do v[i] = ((5*i + seed) % 7)/5 - 0.3 end
  return v
end

-- ---- a program of its own -----------------------------------------------------------------------------

local function sums(n, w, term)
  local out = {}
  for i = 1, n do
    out[i] = 0
    for j = 1, n do
      if w[i][j] ~= 0 then out[i] = out[i] + w[i][j]*term(i, j) end
    end
  end
  return out
end

-- { up, down, other, both } of all nodes, and r.
local function inputs(p, a, b)
  local other = sums(p.n, p.w, function(_, j) return b[j] end)
  local r, up, down = {}, {}, {}
  for i = 1, p.n do r[i] = p.k*a[i] + other[i] end
  local one = sums(p.n, p.w, function(i, j) return p.wE[i][j]*(a[j]/2)*p.G[i] end)
  local two = sums(p.n, p.w, function(i, j)
    local x = p.G[j]
    return p.wI[i][j]*(r[j] - a[i])^2*((math.exp(2*x) - 1)/(math.exp(2*x) + 1))
  end)
  for i = 1, p.n do up[i], down[i] = one[i] + two[i]*a[i], p.G[i]*two[i] - r[i] end
  return up, down, other, sums(p.n, p.w, function(_, j) return a[j] end)
end

local function slopes(p, a, b, up, down, other, both)
  local da, db = {}, {}
  for i = 1, p.n do
    da[i] = -a[i] + 0.01*up[i] - 0.02*down[i] + 0.1*other[i] + b[i]
    db[i] = -b[i]/2 + 0.1*both[i]
  end
  return da, db
end

local function added(x, h, dx)
  local out = {}
  for i = 1, #x do out[i] = x[i] + h*dx[i] end
  return out
end

-- Heun; [frozen]: inputs are those at the beginning of the step.
local function run(p, steps, dt, frozen)
  local a, b = table.move(p.a, 1, p.n, 1, {}), table.move(p.b, 1, p.n, 1, {})
  for _ = 1, steps do
    local u, d, o, q = inputs(p, a, b)
    local a1, b1 = slopes(p, a, b, u, d, o, q)
    local ap, bp = added(a, dt, a1), added(b, dt, b1)
    if not frozen then u, d, o, q = inputs(p, ap, bp) end
    local a2, b2 = slopes(p, ap, bp, u, d, o, q)
    for i = 1, p.n do
      a[i], b[i] = a[i] + dt/2*(a1[i] + a2[i]), b[i] + dt/2*(b1[i] + b2[i])
    end
  end
  return a, b
end

-- ---- the same as a text -------------------------------------------------------------------------------

local function experiment(p, frozen, axes)
  return definitions .. ([=[
network
  nodes %d
  dynamics M with a = %s, b = %s, k = %s
  graph weights = %s
  coupling up, down = Pair(a, r) with G = %s%s
  coupling both = Plain(a)
  coupling other = Plain(b)
end
simulate heun with dt = 0.05, duration = 1%s
observe end_a = last(a)
observe end_b = last(b)
observe end_r = last(r)
explore e
%s
end
]=]):format(p.n, row(p.a), row(p.b), number(p.k), shown(p.w), row(p.G), axes and "" or ", wE = " .. shown(p.wE) .. ", wI = " .. shown(p.wI),
            frozen and ", coupling = frozen" or "", axes or "")
end

local function parameters(n, dense)
  return { n = n, k = 0.5, w = matrix(n, 1, dense), wE = matrix(n, 2, true), wI = matrix(n, 3, true), G = vector(n, 3),
           a = vector(n, 1), b = vector(n, 2) }
end

local function after(p, frozen)
  local a, b = run(p, 20, 0.05, frozen)
  local _, _, other = inputs(p, a, b)
  local r = {}
  for i = 1, p.n do r[i] = p.k*a[i] + other[i] end
  return a, b, r
end

local function bytes(title, text, options)
  local first
  for _, engine in ipairs(engines) do
    for _, lanes in ipairs { "", "--lanes 1", "--lanes 4 --threads 2" } do
      lab.engine = engine
      local _, output = lab.run(text, ("%s %s"):format(lanes, options or ""))
      first = first or lab.csv()
      check(#first > 0 and lab.csv() == first, ("%s: %s %s gives the same bytes"):format(title, engine, lanes), output)
    end
  end
  lab.engine = "tcc"
end

for _, case in ipairs { { 3, true }, { 5, false }, { 20, true }, { 24, false } } do
  local n, dense = case[1], case[2]
  local p = parameters(n, dense)
  for _, frozen in ipairs { false, true } do
    local title = ("%d nodes, %s%s"):format(n, dense and "dense" or "sparse", frozen and ", frozen" or "")
    local a, b, r = after(p, frozen)
    local text = experiment(p, frozen)
    lab.gives(title .. ": a", text, "end_a", { a })
    lab.gives(title .. ": b", text, "end_b", { b })
    lab.gives(title .. ": the watched r", text, "end_r", { r })
    if not frozen then bytes(title, text, "--no-netcdf") end
  end
end

-- ---- axes ---------------------------------------------------------------------------------------------

for _, n in ipairs { 3, 20 } do
  local p = parameters(n, false)
  local one, two = matrix(n, 2, true), matrix(n, 5, true)
  local axes = ("coupling.up.wE = [%s, %s]\ncoupling.up.wI = [0.5, 2]\n"):format(shown(one), shown(two))
  local want = {}
  for _, e in ipairs { one, two } do
    for _, i in ipairs { 0.5, 2 } do
      p.wE, p.wI = e, {}
      for k = 1, n do
        p.wI[k] = {}
        for j = 1, n do p.wI[k][j] = i end
      end
      want[#want + 1] = (after(p))
    end
  end
  local text = experiment(p, false, axes)
  lab.gives(("an axis of matrices and one of numbers, %d nodes"):format(n), text, "end_a", want)
  bytes(("axes, %d nodes"):format(n), text, "--no-netcdf")
  local function last_of(csv) return csv:match('"([^"]*)","[^"]*","[^"]*",0\n$') end
  lab.run(text, "--no-netcdf")
  local swept = last_of(lab.csv())
  lab.run(experiment(p, false, ""), "--no-netcdf " .. kit.quote("--set=up.wE=" .. shown(two)) .. " --set wI=2")
  check(swept and last_of(lab.csv()) == swept, ("a point of the axis is --set of it, %d nodes"):format(n), lab.csv())
  lab.run(text, "")
  local whole = lab.csv()
  local said, code = lab.call("run --from out/e.nc --quiet --out again")
  check(code == 0 and kit.read(lab.home .. "/again/e.csv") == whole, ("a result is run again, %d nodes"):format(n), said)
end

-- ---- the past -----------------------------------------------------------------------------------------

-- What edges read of the past is the state, and what is made of it, so many steps ago; what the target has is that of now.
local late = (definitions:gsub("  r = k%*a %+ other\n", "  r = k*a*a + b\n"):gsub("other, both", "both"):gsub(" %+ 0%.1%*other", ""))

local function late_run(p, lags, steps, dt, frozen)
  local past = { { p.a, p.b } }
  local function rate(a, b, i) return p.k*a[i]*a[i] + b[i] end
  local function slope(n, a, b, at)
    local was = function(i, j) return past[math.max(0, n - lags[i][j]) + 1] end
    local one = sums(p.n, p.w, function(i, j) return p.wE[i][j]*(was(i, j)[1][j]/2)*p.G[i] end)
    local two = sums(p.n, p.w, function(i, j)
      local y, e = was(i, j), math.exp(2*p.G[j])
      return p.wI[i][j]*(rate(y[1], y[2], j) - at[1][i])^2*((e - 1)/(e + 1))
    end)
    local both, da, db = sums(p.n, p.w, function(_, j) return at[1][j] end), {}, {}
    for i = 1, p.n do
      da[i] = -a[i] + 0.01*(one[i] + two[i]*at[1][i]) - 0.02*(p.G[i]*two[i] - rate(at[1], at[2], i)) + b[i]
      db[i] = -b[i]/2 + 0.1*both[i]
    end
    return da, db
  end
  for n = 0, steps - 1 do
    local a, b = past[n + 1][1], past[n + 1][2]
    local a1, b1 = slope(n, a, b, { a, b })
    local ap, bp = added(a, dt, a1), added(b, dt, b1)
    local a2, b2 = slope(n, ap, bp, frozen and { a, b } or { ap, bp })
    local an, bn = {}, {}
    for i = 1, p.n do an[i], bn[i] = a[i] + dt/2*(a1[i] + a2[i]), b[i] + dt/2*(b1[i] + b2[i]) end
    past[n + 2] = { an, bn }
  end
  return past[steps + 1][1]
end

for _, n in ipairs { 3, 20 } do
  for _, frozen in ipairs { true, false } do
    local p, lags, delays = parameters(n, n == 20), {}, {}
    for i = 1, n do
      lags[i], delays[i] = {}, {}
      for j = 1, n do
        lags[i][j] = (3*i + 5*j) % 7
        delays[i][j] = 0.05*lags[i][j]
      end
    end
    local text = late .. ([=[
network
  nodes %d
  dynamics M with a = %s, b = %s
  graph weights = %s
  graph delays = %s
  coupling up, down = delayed Pair(a, r) with G = %s, wE = %s, wI = %s
  coupling both = Plain(a)
end
simulate heun with dt = 0.05, duration = 1%s
observe end_a = last(a)
explore e
end
]=]):format(n, row(p.a), row(p.b), shown(p.w), shown(delays), row(p.G), shown(p.wE), shown(p.wI), frozen and ", coupling = frozen" or "")
    local title = ("delayed, %d nodes%s"):format(n, frozen and ", frozen" or "")
    lab.gives(title, text, "end_a", { late_run(p, lags, 20, 0.05, frozen) })
    if not frozen then bytes(title, text, "--no-netcdf") end
  end
end

-- ---- one output, several inputs; equal nodes ----------------------------------------------------------------

local function two_inputs(uses)
  return [=[
model N
  state x = [1, 2, 4]
  input c, d
  x' = c - 2*d
end
network
  graph weights = [[0, 1, 0], [0, 0, 3], [5, 0, 0]]
]=] .. uses .. "\nend\nsimulate euler with dt = 0.5, duration = 1\nobserve m = last(x)\nexplore e\nend\n"
end
local function stepped(x)
  local s = { x[2], 3*x[3], 5*x[1] }
  return { x[1] - 0.5*s[1], x[2] - 0.5*s[2], x[3] - 0.5*s[3] }
end
local want = stepped(stepped { 1, 2, 4 })
lab.gives("one output feeds two inputs", two_inputs("  coupling c, d = Linear(x)"), "m", { want })
lab.gives("as two couplings do", two_inputs("  coupling c = Linear(x)\n  coupling d = Linear(x)"), "m", { want })

local equal = {}
for _, path in ipairs(kit.files("models/couplings", "%.mass$")) do equal[#equal + 1] = path:match("([^/]+)%.mass$") end
for _, name in ipairs(equal) do
  local pair = name == "PreSigmoidal" or name == "SigmoidalJansenRit"
  local text = ([=[
model N
  state x = 0.3
  state y = 0.7
  input c%s
  x' = c - x/3
  y' = x - y%s
end
network
  nodes 18
  graph weights = ones - eye
  coupling c%s = %s(x%s)
end
simulate rk4 with dt = 0.1, duration = 3
observe m = last(x)
explore e
end
]=]):format(name == "PreSigmoidal" and ", d" or "", name == "PreSigmoidal" and " + d" or "", name == "PreSigmoidal" and ", d" or "", name,
            pair and ", y" or "")
  local rows, output = lab.run(text, "--no-netcdf")
  local first, all = rows[1] and rows[1].m:match("%[([^,]*),"), rows[1] and rows[1].m or ""
  local _, count = all:gsub((first or "?"):gsub("%p", "%%%0"), "")
  check(first and count == 18, name .. ": equal nodes stay equal to the bit", all .. output)
end
kit.finish()
