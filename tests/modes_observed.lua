-- modes_observed.lua -- what is observed of a model with modes, what it is given, and what files, pictures and scripts
-- make of it, against plain arithmetic.
--
--   lua5.4 tests/modes_observed.lua out/massc
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local arrays = require "arrays"
local tables = require "tables"
local lab = require "lab" (arg[1])
local check, run, home = kit.check, lab.run, lab.home

local MODES = 3
local A = { { -1, 0.5, 0.25 }, { 0.1, -2, 0.3 }, { 0.7, 0.2, -1.5 } }
local k = { 1, 2.5, 3 }

local function list(x)
  if type(x) ~= "table" then return ("%.17g"):format(x) end
  local out = {}
  for i, y in ipairs(x) do out[i] = list(y) end
  return "[" .. table.concat(out, ", ") .. "]"
end

-- Rows of e, or nothing and what was said.
local function rows(text, options)
  local out, output, code = run(text, options)
  check(code == 0, "it runs", code ~= 0 and output)
  return out
end

-- ---- plain arithmetic ---------------------------------------------------------------------------

-- Euler of x' = dot(x, A) - k*x at some nodes, each from [node][mode].
local function integrate(x, steps, dt)
  local samples = {}
  for n = 1, steps do
    local new = {}
    for node, v in ipairs(x) do
      new[node] = {}
      for i = 1, MODES do
        local slope = -k[i]*v[i]
        for j = 1, MODES do slope = slope + v[j]*A[j][i] end
        new[node][i] = v[i] + dt*slope
      end
    end
    x = new
    samples[n] = new
  end
  return samples
end

local linear = ([==[
model Linear3
  modes 3
  state x = [1, 2, 3]
  param A = %s
  param k = %s
  h(v) = v[1] + sum(v over mode)
  pass(u, v) = u + h(v)
  all = h(pass(x, 0*x) - h(0*x))
  watch all
  x' = dot(x, A) - k*x
end
network
  nodes 2
  dynamics Linear3
end
simulate euler with dt = 0.1 ms, duration = 2 ms
%%s
explore e
  initial.x = [[[1, 2, 3], [-1, 0.5, 0]]]
end
]==]):format(list(A), list(k))

local function fold(samples, f, from)
  local all = from
  for _, s in ipairs(samples) do
    for node, v in ipairs(s) do
      for mode, x in ipairs(v) do all = f(all, x, node, mode) end
    end
  end
  return all
end

local function observations()
  local samples = integrate({ { 1, 2, 3 }, { -1, 0.5, 0 } }, 20, 0.1)
  local flat, total, of_mode, of_node = {}, 0, { 0, 0, 0 }, { 0, 0 }
  for _, v in ipairs(samples[20]) do for _, x in ipairs(v) do flat[#flat + 1] = x end end
  total = fold(samples, function(all, x) return all + x end, 0)
  fold(samples, function(_, x, node, mode) of_mode[mode] = of_mode[mode] + x/40; of_node[node] = of_node[node] + x/60 end)
  local mean = total/120
  local var = fold(samples, function(all, x) return all + (x - mean)^2/120 end, 0)
  local most = fold(samples, function(all, x) return math.max(all, x) end, -math.huge)
  local end_of = samples[20]
  local function gives(line, want) lab.gives(line, linear:format(line), "o", { want }, nil, 1e-12) end
  gives("observe o = last(x)", flat)
  gives("observe o = mean(x)", mean)
  gives("observe o = sum(x)", total)
  gives("observe o = var(x)", var)
  gives("observe o = std(x over time, node, mode)", math.sqrt(var))
  gives("observe o = max(x)", most)
  gives("observe o = mean(x over time, node)", of_mode)
  gives("observe o = mean(x over time, mode)", of_node)
  gives("observe o = last(mean(x over node))", { (end_of[1][1] + end_of[2][1])/2, (end_of[1][2] + end_of[2][2])/2, (end_of[1][3] + end_of[2][3])/2 })
  gives("observe o = last(sum(x over mode))", { end_of[1][1] + end_of[1][2] + end_of[1][3], end_of[2][1] + end_of[2][2] + end_of[2][3] })
  gives("observe o = last(min(x over mode, node))", math.min(table.unpack(flat)))
  gives("observe o = last(x[2] at node 1)", end_of[2][3])
  gives("observe o = last(x[1])", { end_of[1][2], end_of[2][2] })
  gives("observe o = last(x at node 0)", end_of[1])
  gives("observe o = last(x[i-1] at node 0)", { end_of[1][3], end_of[1][1], end_of[1][2] })
  gives("observe o = last(dot(k, x))", { k[1]*end_of[1][1] + k[2]*end_of[1][2] + k[3]*end_of[1][3],
                                          k[1]*end_of[2][1] + k[2]*end_of[2][2] + k[3]*end_of[2][3] })
  local function h(v) return v[2] + v[1] + v[2] + v[3] end
  gives("observe o = last(h(x))", { h(end_of[1]), h(end_of[2]) })
  gives("observe o = last(all)", { h(end_of[1]), h(end_of[2]) })
  gives("observe o = last(pass(1, x))", { 1 + h(end_of[1]), 1 + h(end_of[2]) })
  gives("observe o = last(pass(x, k)) at node 0", { end_of[1][1] + h(k), end_of[1][2] + h(k), end_of[1][3] + h(k) })
  gives("observe o = last(x - mean(x over node)) at node 1",
        { (end_of[2][1] - end_of[1][1])/2, (end_of[2][2] - end_of[1][2])/2, (end_of[2][3] - end_of[1][3])/2 })
  gives("observe o = max(std(x over node) over time, mode)", (function()
    local best = 0
    for _, s in ipairs(samples) do for i = 1, 3 do best = math.max(best, math.abs(s[1][i] - s[2][i])/2) end end
    return best
  end)())
  gives("observe o = mean(k*x over time) at node 1", (function()
    local out = { 0, 0, 0 }
    for _, s in ipairs(samples) do for i = 1, 3 do out[i] = out[i] + k[i]*s[2][i]/20 end end
    return out
  end)())
end

-- More offsets than there are axes for.
local function offsets()
  local N, terms, x = 20, {}, {}
  for i = 1, N do x[i] = 0.1*(i*7 % 11) - 0.3 end
  for d = 1, N - 1 do terms[d] = ("%g*x[i+%d]"):format(0.01*d, d) end
  local text = ("model Far\n  modes %d\n  state x = %s\n  x' = -x + %s\nend\nsimulate euler with dt = 0.1 ms, duration = 1 ms\n"
                .. "observe o = last(x)\nexplore e\n  initial.x = [%s]\nend\n"):format(N, list(x), table.concat(terms, " + "), list(x))
  for _ = 1, 10 do
    local new = {}
    for i = 1, N do
      local slope = -x[i]
      for d = 1, N - 1 do slope = slope + 0.01*d*x[(i - 1 + d) % N + 1] end
      new[i] = x[i] + 0.1*slope
    end
    x = new
  end
  lab.gives("offsets beyond counting", text, "o", { x }, nil, 1e-12)
end

-- ---- values ------------------------------------------------------------------------------------------

local plain = [[
model Plain
  modes 3
  state x = %s
  param a = %s
  param b = %s
  param c = %s
  x' = a*x + b + dot(c, x)
end
network
  nodes 2
  dynamics Plain %s
end
simulate euler with dt = 1 ms, duration = 1 ms
observe o = last(x)
explore e
  %s
end
]]

-- One step of 1 ms.
local function step(x, a, b, c)
  local out = {}
  for node = 1, 2 do
    local function of(v, i) return type(v) ~= "table" and v or (type(v[node]) == "table" and v[node][i] or v[i]) end
    for i = 1, 3 do
      local dot = 0
      for j = 1, 3 do dot = dot + of(c, j)*of(x, j) end
      out[#out + 1] = of(x, i) + of(a, i)*of(x, i) + of(b, i) + dot
    end
  end
  return out
end

local function values()
  local function gives(title, with, axes, want, options)
    lab.gives(title, plain:format("[1, 2, 3]", "2", "[10, 20, 30]", "[1, 0, -1]", with, axes), "o", want, options)
  end
  local b, c, x = { 10, 20, 30 }, { 1, 0, -1 }, { 1, 2, 3 }
  gives("as declared", "", "a = [2]", { step(x, 2, b, c) })
  gives("behind with: a number for all modes", "with b = 5", "a = [2]", { step(x, 2, 5, c) })
  gives("behind with: each mode", "with b = [1, 2, 4]", "a = [2]", { step(x, 2, { 1, 2, 4 }, c) })
  gives("behind with: each mode of each node", "with b = [[1, 2, 4], [3, 5, 7]]", "a = [2]", { step(x, 2, { { 1, 2, 4 }, { 3, 5, 7 } }, c) })
  gives("a number has values for nodes", "with a = [2, 3]", "b = [1]", { (function()
    local one, two = step(x, 2, 1, c), step(x, 3, 1, c)
    return { one[1], one[2], one[3], two[4], two[5], two[6] }
  end)() })
  gives("initial values by --set", "", "a = [2]", { step({ 4, 5, 6 }, 2, b, c) }, "--set initial.x=[4,5,6]")
  gives("initial values of nodes by --set", "", "a = [2]", { step({ { 4, 5, 6 }, { 7, 8, 9 } }, 2, b, c) }, "--set 'initial.x=[[4,5,6],[7,8,9]]'")
  gives("an axis of numbers", "", "b = [1, 2]", { step(x, 2, 1, c), step(x, 2, 2, c) })
  gives("an axis of vectors", "", "b = [[1, 2, 3], [4, 5, 6]]", { step(x, 2, { 1, 2, 3 }, c), step(x, 2, { 4, 5, 6 }, c) })
  gives("an axis of initial values of modes and nodes", "", "initial.x = [[[1, 2, 3], [4, 5, 6]], [[0, 0, 1], [0, 1, 0]]]",
        { step({ { 1, 2, 3 }, { 4, 5, 6 } }, 2, b, c), step({ { 0, 0, 1 }, { 0, 1, 0 } }, 2, b, c) })
end

local function formulas()
  local text = [==[
model Formulas
  modes 3
  param a = 2
  param v = [1, 2, 3]
  param A = [[1, 0, 0], [0, 2, 0], [1, 1, 1]]
  param w = half(v)*a
  param n = sum(v over mode)
  param m = dot(v, A)
  param r = v[i+1]
  half(q) = q/2 + mean(q over mode)
  state x = w
  state y = 0
  x' = m
  y' = r + n + v[2]
end
simulate euler with dt = 1 ms, duration = 1 ms
observe o = last(x)
observe p = last(y)
observe q = w
explore e
  a = [2, 4]
end
]==]
  -- half(v) is 2.5, 3, 3.5; dot(v, A) is 4, 7, 3
  lab.gives("vectors that follow from others", text, "o", { { 9, 13, 10 }, { 14, 19, 17 } })
  lab.gives("of other modes", text, "p", { { 11, 12, 10 }, { 11, 12, 10 } })
  local output, code = lab.call("show model.mass --json")
  check(code == 0 and output:find('"w".-%[%s*5,%s*6,%s*7%s*%]'), "what they are is shown", output:match('"w".-}'))
end

-- ---- files ------------------------------------------------------------------------------------------------

local function files()
  local samples = integrate({ { 1, 2, 3 }, { -1, 0.5, 0 } }, 20, 0.1)
  local text = linear:format("record x every 1 ms\nobserve o = last(x)")
  local wrong
  run(text, "--format csv,nc,npy")
  local lines = tables.read(kit.read(home .. "/out/e.x.csv") or "")
  check(#lines == 12, "a line a sample, node and mode", #lines)
  for n, line in ipairs(lines) do
    local at = n - 1
    local t, node, mode = at//6 + 1, at//3 % 2, at % 3
    local want = samples[10*t][node + 1][mode + 1]
    if tonumber(line.time) ~= t or tonumber(line.node) ~= node or tonumber(line.mode) ~= mode or math.abs(tonumber(line.x) - want) > 1e-12 then
      wrong = ("line %d: %s %s %s %s"):format(n, line.time, line.node, line.mode, line.x)
    end
  end
  check(not wrong, "time, node and mode stand in front", wrong)
  local shape, values = arrays.read_npy(home .. "/out/e.x.npy")
  check(shape and list(shape) == "[1, 2, 2, 3]" and math.abs(values[6] - samples[10][2][3]) < 1e-12, "[rows][time][node][mode]", shape and list(shape))
  shape, values = arrays.read_npy(home .. "/out/e.o.npy")
  check(shape and list(shape) == "[1, 2, 3]" and math.abs(values[6] - samples[20][2][3]) < 1e-12, "[rows][node][mode]", shape and list(shape))
  if kit.has("ncdump") then
    local head = kit.run("ncdump -h " .. home .. "/out/e.nc")
    check(head:find("mode = 3 ;", 1, true) and head:find("double x%([^,]+, time, node, mode%)")
          and head:find("double o%([^,]+, node, mode%)"), "dimensions of the file", head)
  else
    kit.skip("dimensions of the file", "ncdump is not installed")
  end
end

-- ---- other doors ----------------------------------------------------------------------------------------

local function doors()
  run(linear:format("record x every 1 ms\nobserve o = last(x)"))
  local text = lab.call "plot out/e.nc x --at node=1 --term --size 60x10"
  check(text:find("mode:", 1, true), "a curve a mode", text)
  text = lab.call "plot out/e.nc o --term --size 60x12"
  check(text:find("node", 1, true) and text:find("mode", 1, true), "nodes and modes are a map", text)
  kit.write(home .. "/look.lua", [==[
local massc = require "massc"
local r = massc.load("model.mass"):run("e")
local x = r.series.x
print(table.concat(x.dims, " "), table.concat(x.shape, " "))
print(x:value(1, 2, 2, 3) == x[1][2][2][3], r[1].o[2][3] == x:value(1, 2, 2, 3))
]==])
  text = lab.call "lua look.lua"
  check(text == "row time node mode\t1 2 2 3\ntrue\ttrue\n", "in Lua", text)
  text = lab.call "run --from out/e.nc --out again --quiet"
  check(kit.read(home .. "/again/e.csv") == lab.csv(), "a result is run again", text)
  text = lab.call "diff out/e.nc again/e.nc"
  check(text:find("the same", 1, true), "with nothing that differs", text)
end

-- What trials draw, and what is made of all of them.
local function trials()
  local text = [==[
model Drawn
  modes 3
  state x = [1, 2, 3] ~ Normal(0, 1)
  x' = 0*x
end
network
  nodes 2
  dynamics Drawn
end
simulate euler with dt = 1 ms, duration = 2 ms
observe o = last(x)
observe m = mean(last(x) over trial)
observe s = std(last(x) over trial) + mean(last(x) over trial)
observe u = mean(mean(x over time, node) over trial)
record x
observe c = mean(x over trial)
explore e key 5
  trials 40
end
]==]
  local out = rows(text)
  local sum, all = {}, {}
  for r, row in ipairs(out) do
    all[r] = tables.numbers(row.o)
    for i, v in ipairs(all[r]) do sum[i] = (sum[i] or 0) + v/40 end
  end
  local m, t, wrong = tables.numbers(out[1] and out[1].m or ""), tables.numbers(out[1] and out[1].u or ""), nil
  local s = tables.numbers(out[1] and out[1].s or "")
  for i = 1, 6 do
    local spread = 0
    for r = 1, 40 do spread = spread + (all[r][i] - sum[i])^2/40 end
    if not (m[i] and math.abs(m[i] - sum[i]) < 1e-14) then wrong = "mean " .. i end
    if not (s[i] and math.abs(s[i] - sum[i] - math.sqrt(spread)) < 1e-13) then wrong = "spread " .. i end
  end
  for i = 1, 3 do
    if not (t[i] and math.abs(t[i] - (sum[i] + sum[i + 3])/2) < 1e-14) then wrong = "mean of nodes " .. i end
  end
  check(#out == 40 and not wrong, "what is made of trials", wrong)
  local distinct, count = {}, 0
  for _, v in ipairs(all[1] or {}) do
    count = count + (distinct[v] and 0 or 1)
    distinct[v] = true
  end
  check(count == 6, "each mode of each node is drawn", list(all[1] or {}))
  local lines = tables.read(kit.read(home .. "/out/e.c.csv") or "")
  check(#lines == 12 and math.abs(tonumber(lines[6].c) - sum[6]) < 1e-14 and lines[6].mode == "2", "a series that is made of trials", #lines)
end

observations()
offsets()
values()
formulas()
files()
doors()
trials()
kit.uses("tests/arrays.lua")
kit.finish()
