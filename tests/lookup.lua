-- lookup.lua -- functions given by points: held against lines drawn here.
--
--   lua5.4 tests/lookup.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local arrays = require "arrays"
local json = require "json"
local tables = require "tables"
local lab = require "lab" (arg[1])
local check, run, home = kit.check, lab.run, lab.home

local engines = { "tcc" }
for _, compiler in ipairs { "gcc", "clang" } do
  if kit.has(compiler) then engines[#engines + 1] = compiler
  else kit.skip("kernels by " .. compiler, "it is not installed") end
end

local function line(points, x)
  if x ~= x then return x end
  if x <= points[1][1] then return points[1][2] end
  for i = 2, #points do
    local a, b = points[i - 1], points[i]
    if x < b[1] then return a[2] + (x - a[1])*((b[2] - a[2])/(b[1] - a[1])) end
  end
  return points[#points][2]
end

local function list(points)
  local out = {}
  for i, p in ipairs(points) do out[i] = ("[%.17g, %.17g]"):format(p[1], p[2]) end
  return "[" .. table.concat(out, ", ") .. "]"
end

-- A wave of n points from -2 to 3, of uneven steps.
local function wave(n)
  local out = {}
  for i = 0, n - 1 do
    local x = -2 + 5*i/(n - 1)
    out[#out + 1] = { x + (i > 0 and i < n - 1 and 0.3*math.sin(7*i)/n or 0), math.sin(3*x) + 0.2*i }
  end
  return out
end

-- What f is at each point of an axis: a row each.
local reads = [[
model Reads
  state x = 0
  param a = 0
  table f(v) = %s
  y = f(a) + 0*x
  x' = 0*x
end
simulate euler with dt = 1 ms, duration = 1 ms
observe o = last(y)
explore e
  a = %s
end
]]

local function at(points, xs, options)
  local rows, output = run(reads:format(list(points), "[" .. table.concat(xs, ", ") .. "]"), options)
  local out = {}
  for i, row in ipairs(rows) do out[i] = tonumber(row.o) or (row.o == "" or row.o == "nan") and 0/0 or row.o end
  return out, output
end

local function values()
  for _, n in ipairs { 2, 3, 8, 9, 40, 300 } do
    local points, xs = wave(n), {}
    for i = 0, 60 do xs[#xs + 1] = ("%.17g"):format(-3 + 7*i/60) end
    for _, p in ipairs(points) do xs[#xs + 1] = ("%.17g"):format(p[1]) end
    for _, engine in ipairs(engines) do
      lab.engine = engine
      local got, output = at(points, xs)
      local wrong = #got ~= #xs and output
      for i, x in ipairs(got) do
        local want = line(points, tonumber(xs[i]))
        if math.abs(x - want) > 4e-16*math.max(1, math.abs(want)) then wrong = wrong or ("at %s: %.17g, not %.17g"):format(xs[i], x, want) end
        if i > 61 and x ~= points[i - 61][2] then wrong = wrong or ("point %d is not met"):format(i - 61) end
      end
      check(not wrong, ("%d points by %s"):format(n, engine), wrong)
    end
    lab.engine = "tcc"
  end
end

-- Few points are written out, more are looked at in a row, many are searched by halves; those beyond the end change nothing
-- before it.
local function three_ways()
  local few = wave(8)
  local more, many = { table.unpack(few) }, { table.unpack(few) }
  more[#more + 1] = { 100, -7 }
  for i = 0, 91 do many[#many + 1] = { 100 + i, -7 } end
  local xs = {}
  for i = 0, 200 do xs[#xs + 1] = ("%.17g"):format(-3 + 5.9*i/200) end
  for _, engine in ipairs(engines) do
    for _, real in ipairs { "f64", "f32" } do
      lab.engine = engine
      local a, said = at(few, xs, "--real " .. real)
      local b, c = at(more, xs, "--real " .. real), at(many, xs, "--real " .. real)
      local wrong = #a ~= #xs and said
      for i, x in ipairs(a) do
        if x ~= b[i] or x ~= c[i] then wrong = wrong or ("at %s: %.17g, %.17g and %.17g"):format(xs[i], x, b[i], c[i]) end
      end
      check(not wrong, ("written out and searched, %s, %s"):format(engine, real), wrong)
    end
  end
  lab.engine = "tcc"
end

-- A state that is no number stays none, infinity is held.
local function ends()
  for _, n in ipairs { 3, 20, 100 } do
    local text = ([[
model Ends
  state x = 0
  table f(v) = %s
  big = 1e300*1e300*(1 + x)
  y = f(big)
  z = f(-big)
  w = f(big - big)
  x' = 0*x
end
simulate euler with dt = 1 ms, duration = 1 ms
observe o = last(y)
observe p = last(z)
observe q = last(w)
explore e
  initial.x = [0, 1]
end
]]):format(list(wave(n)))
    local rows, output = run(text)
    local row, points = rows[1] or {}, wave(n)
    check(tonumber(row.o) == points[n][2] and tonumber(row.p) == points[1][2], n .. " points: the ends are held", output)
    check(row.q == "" or row.q:lower():find "nan", n .. " points: no number in, none out", row.q)
  end
end

-- ---- where tables stand -----------------------------------------------------------------------------

local function files()
  local points = wave(12)
  local csv, flat, turned = {}, {}, {}
  for i, p in ipairs(points) do
    csv[i] = ("%.17g,%.17g"):format(p[1], p[2])
    flat[2*i - 1], flat[2*i] = p[1], p[2]
    turned[i], turned[12 + i] = p[1], p[2]
  end
  kit.write(home .. "/points.csv", table.concat(csv, "\n") .. "\n")
  arrays.npy(home .. "/points.npy", { 12, 2 }, flat)
  arrays.npy(home .. "/turned.npy", { 2, 12 }, turned)
  local xs = "[-2.5, -1, 0.3, 1.7, 2.9, 4]"
  run(reads:format(list(points), xs))
  local want = lab.csv()
  for _, name in ipairs { "points.csv", "points.npy", "turned.npy" } do
    local _, output, code = run(reads:format('"' .. name .. '"', xs))
    check(code == 0 and lab.csv() == want, "of " .. name, output)
  end
end

local function units()
  local text = [==[
model Gate
  state V = -60 [mV]
  param tau = 10 [ms]
  table rate(v [mV]) = [[-80, 0.1], [-40, 0.5], [0, 2]] [1/ms]
  V' = -(V + 65 mV)*rate(V)
end
simulate euler with dt = 0.1 ms, duration = 0.1 ms
observe o = last(V)
explore e
  tau = [1]
end
]==]
  -- rate(-60 mV) is 0.3/ms
  lab.gives("units of points", text, "o", { -60 - 0.1*5*0.3 }, nil, 1e-13)
  lab.gives("the same in volts", text:gsub("rate%(v %[mV%]%) = [^\n]*", "rate(v [V]) = [[-0.08, 100], [-0.04, 500], [0, 2000]] [Hz]"), "o", { -60 - 0.1*5*0.3 }, nil, 1e-13)
end

local coupled = [==[
model Node
  state x = [0.5, 1.5, 2.5]
  input c
  x' = c - x
end
coupling Shaped
  from x
  param G = 2
  table f(v) = %s
  g(u) = f(u)/2
  pre = %s
  post = G*f(sum)
end
network
  nodes 3
  dynamics Node
  graph weights = [[0, 1, 0.5], [1, 0, 0], [0.25, 2, 0]]
  coupling c = Shaped(x)
end
simulate euler with dt = 0.1 ms, duration = 0.1 ms
observe o = last(x)
explore e
  coupling.c.G = [1, 2]
end
]==]

local function couplings()
  local w, x = { { 0, 1, 0.5 }, { 1, 0, 0 }, { 0.25, 2, 0 } }, { 0.5, 1.5, 2.5 }
  for _, n in ipairs { 4, 20 } do
    local points = wave(n)
    local function f(v) return line(points, v) end
    for _, pre in ipairs { { "g(x_j)", function(j) return f(x[j])/2 end }, { "g(x_j - x_i)", function(j, i) return f(x[j] - x[i])/2 end } } do
      local want = {}
      for r = 1, 2 do
        want[r] = {}
        for i = 1, 3 do
          local sum = 0
          for j = 1, 3 do sum = sum + w[i][j]*pre[2](j, i) end
          want[r][i] = x[i] + 0.1*(r*f(sum) - x[i])
        end
      end
      for _, engine in ipairs(engines) do
        lab.engine = engine
        lab.gives(("a coupling of %d points, %s, %s"):format(n, pre[1], engine), coupled:format(list(points), pre[1]), "o", want)
      end
      lab.engine = "tcc"
    end
  end
end

-- Of each mode, of many nodes, and in sweeps the same bits on all engines.
local function everywhere()
  local text = ([==[
model Many
  modes 3
  state x = [0.1, -1, 2]
  param k = [1, 2, 3]
  param a = f(k)
  param g = 0.5
  input c
  table f(v) = %s
  table h(v) = [[0, 1], [1, 0], [2, 5]]
  x' = f(x) - x + g*h(x[i-1]) + 0.1*dot(a, x) + f(g) + c + 0.01*f(t)
end
coupling Shaped
  from x
  table f(v) = %s
  pre = f(x_j)
  post = 0.1*sum
end
network
  nodes 5
  dynamics Many
  graph weights = ones - eye
  coupling c = Shaped(x)
  noise additive with sigma = 0.1, key = 1
end
simulate heun with dt = 0.1 ms, duration = 5 ms
observe m = mean(f(x))
observe l = last(x)
observe b = f(2) + a
explore e
  g = grid(-1, 2, 50)
end
]==]):format(list(wave(90)), list(wave(25)))
  local first
  for _, engine in ipairs(engines) do
    lab.engine = engine
    for threads = 1, 3, 2 do
      local _, output, code = run(text:gsub("observe b[^\n]*\n", ""), "--threads " .. threads)
      first = first or lab.csv()
      check(code == 0 and lab.csv() == first and #first > 1000, ("%s, %d threads"):format(engine, threads), output)
    end
  end
  lab.engine = "tcc"
end

-- More numbers of points than there are axes for.
local function sizes()
  local lines, want = {}, { 0, 0, 0 }
  local at = { -0.7, 0.31, 2.2 }
  for n = 9, 40 do
    lines[#lines + 1] = ("  table f%d(v) = %s"):format(n, list(wave(n)))
    for i = 1, 3 do want[i] = want[i] + line(wave(n), at[i]) end
  end
  local sum = {}
  for n = 9, 40 do sum[#sum + 1] = ("f%d(a)"):format(n) end
  local text = ("model Sizes\n  state x = 0\n  param a = 0\n%s\n  y = %s + 0*x\n  x' = 0*x\nend\nsimulate euler with dt = 1 ms, duration = 1 ms\n"
                .. "observe o = last(y)\nexplore e\n  a = [-0.7, 0.31, 2.2]\nend\n"):format(table.concat(lines, "\n"), table.concat(sum, " + "))
  lab.gives("tables of all sizes", text, "o", want)
end

-- The slope is that of the line.
local function changes()
  for _, n in ipairs { 5, 30, 100 } do
    local points = wave(n)
    lab.write(("model Slopes\n  state x = 0\n  table f(v) = %s\n  x' = 3*f(2*x)\nend\n"):format(list(points)))
    local wrong
    for i = 0, 20 do
      local x = -1.2 + 2.9*i/20 + 1e-3
      kit.write(home .. "/at.json", ('{ "state": { "x": %.17g } }'):format(x))
      local good, said = pcall(json.read, (lab.call "eval model.mass --at at.json --jacobian"))
      local want = 0
      for k = 2, n do
        if 2*x >= points[k-1][1] and 2*x < points[k][1] then want = 6*(points[k][2] - points[k-1][2])/(points[k][1] - points[k-1][1]) end
      end
      local got = good and said.jacobian.state.x.x[1] or 0/0
      if not (math.abs(got - want) <= 1e-14*math.max(1, math.abs(want))) then wrong = wrong or ("at %g: %s, not %.17g"):format(x, got, want) end
    end
    check(not wrong, n .. " points: the slope", wrong)
  end
end

values()
three_ways()
ends()
files()
units()
couplings()
everywhere()
sizes()
changes()
kit.uses("tests/json.lua")
kit.uses("tests/arrays.lua")
kit.finish()
