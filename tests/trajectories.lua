-- trajectories.lua -- the states of the first 1000 steps, against a program of its own.
--
--   lua5.4 tests/trajectories.lua out/massc [measure]
--
-- tests/reference/evaluator.lua has the schemes and couplings, models.lua beside it the
-- equations, typed from the papers, fused.lua the fma. Every state of every node behind every
-- step is held to 1e-13 of the range it runs through, with products that are fused into sums
-- and without. `measure` prints how far they are apart. And the oscillator as another program
-- gives it (tests/reference/oscillator_states.csv says which), to all its digits.
package.path = "tests/?.lua;tests/reference/?.lua;" .. package.path
local kit = require "kit"
local npy = require "npy"
local lab = require "lab" (arg[1])
local evaluator = require "evaluator"
local fused = require "fused"
local models = require "models"
local tables = require "tables"
local measure = arg[2] == "measure"

local STEPS, BOUND = 1000, 1e-13

-- Axis: the swept parameter; text: the lines of the network; states: initial values a node.
local cases = {
  { "Generic2dOscillator", axis = "a", values = { -2, -1, 0, 1, 2, 5 }, nodes = 1, dt = 0.25, p = { b = -10, G = 0 },
    text = "", states = { { 0.1, 0.1 } } },
  { "Generic2dOscillator", axis = "dynamics.b", as = "b", values = { -12, -10, -3 }, nodes = 3, dt = 0.25, p = { a = 1.8, G = 0.2 },
    text = "coupling instant = Linear(V) with G = 0.2", with = "a = 1.8", states = { { 0.1, 0.1 }, { -0.5, 0.2 }, { 1, 1 } } },
  { "ReducedWongWang", axis = "coupling.instant.G", as = "G", values = { 0.1, 0.4, 0.7, 1, 1.3 }, nodes = 7, dt = 0.5,
    p = { gamma = 0.641 }, text = "coupling instant = Linear(S)",
    states = { { 0.1 }, { 0.2 }, { 0.3 }, { 0.05 }, { 0.6 }, { 0.15 }, { 0.9 } } },
  { "JansenRit", axis = "mu", values = { 0.05, 0.12, 0.22, 0.3 }, nodes = 5, dt = 0.1, p = { G = 10 },
    text = "coupling net = SigmoidalJansenRit(y1, y2) with G = 10",
    states = { { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 }, { 0.05, 8, 4, 0, 0.2, -0.1 }, { 0.2, 20, 10, 0, 0, 0 },
               { 0, -3, 2, 0.01, 0, 0.3 }, { 0.1, 5, 5, 0, 1, 1 } } },
  { "WilsonCowan", axis = "P", values = { 0.5, 1, 1.25, 2 }, nodes = 4, dt = 0.2, p = { G = 0.8 },
    text = "coupling net = Linear(E) with G = 0.8", states = { { 0.1, 0.1 }, { 0.4, 0.2 }, { 0.2, 0.5 }, { 0.05, 0 } } },
  { "Epileptor", axis = "x0", values = { -2.4, -2, -1.6 }, nodes = 3, dt = 0.05, p = { G = 0.1 },
    text = "coupling cx0 = Difference(x1)\n  coupling cx1 = Difference(x2)",
    states = { { -1.6, -12, 3.5, -1, 0, -0.1 }, { -1, -8, 3, -0.5, 0.1, 0 }, { 0.5, -2, 2.9, 0.1, 0.3, 0.2 } } },
  { "MontbrioPazoRoxin", axis = "J", values = { 10, 14, 15, 20 }, nodes = 5, dt = 0.01, p = { eta = -5, G = 0.3 },
    text = "coupling rates = Linear(r) with G = 0.3\n  coupling volts = Difference(V) with G = 0.05",
    states = { { 0.1, 0.1 }, { 0.5, -1 }, { 1.2, 0.3 }, { 0.02, -2 }, { 0.8, 0 } } },
  { "Kuramoto", axis = "coupling.net.G", as = "G", values = { 0, 0.05, 0.2 }, nodes = 6, dt = 0.1, p = { omega = 0.3 },
    text = "coupling net = Phases(theta)", states = { { 0.1 }, { 1 }, { 2 }, { 3 }, { 4.5 }, { 6 } } },
  { "StuartLandau", axis = "a", values = { -0.1, 0.05, 0.3 }, nodes = 2, dt = 0.1, before = 40,
    p = { omega = 0.3, amplitude = 0.2 }, text = "stimulus on x = A*cos(0.7*t) with A = 0.2 at nodes 0",
    states = { { 0.1, 0 }, { -0.4, 0.3 } } },
}

-- From node j to node i; some are 0.
local function weight(i, j)
  return i == j and 0 or (3*i + 5*j) % 7/10
end

local function list_of(count, f)
  local list = {}
  for i = 1, count do list[i] = f(i) end
  return list
end

-- "[x, y]" of state [s] of all nodes.
local function initial(case, s)
  return ("[%s]"):format(table.concat(list_of(case.nodes, function(i) return ("%.17g"):format(case.states[i][s]) end), ", "))
end

local function text_of(case, model, scheme, frozen)
  local with = list_of(#model.states, function(s)
    return ("%s = %s"):format(model.states[s], case.nodes > 1 and initial(case, s) or case.states[1][s])
  end)
  if case.with then with[#with + 1] = case.with end
  local rows = list_of(case.nodes, function(i)
    return ("[%s]"):format(table.concat(list_of(case.nodes, function(j) return weight(i, j) end), ", "))
  end)
  return ([[
%s
network
  nodes %d
  dynamics %s with %s
  graph weights = [%s]
  %s
end
simulate %s with dt = %s ms, duration = %.17g ms, transient = %.17g ms%s
record %s
explore e
  %s = [%s]
end
]]):format(model.text or "use " .. case[1], case.nodes, case[1], table.concat(with, ", "), table.concat(rows, ", "), case.text, scheme,
    case.dt, STEPS*case.dt, (case.before or 0)*case.dt, frozen and ", coupling = frozen" or "", table.concat(model.states, ", "),
    case.axis, table.concat(case.values, ", "))
end

-- What the run recorded: a function of point, step, state and node, from 1.
local function recorded(case, model)
  local name = #model.states > 1 and "results" or model.states[1]
  local numbers, shape, kind = npy.read(("%s/out/e.%s.npy"):format(lab.home, name))
  kit.check(#numbers == #case.values*STEPS*#model.states*case.nodes and kind == "f8", case[1] .. ": its numbers", table.concat(shape, " "))
  return function(point, n, s, i)
    return numbers[(((point - 1)*STEPS + n - 1)*#model.states + s - 1)*case.nodes + i]
  end
end

-- By how much of its range each state of [want] is off from f(step, state, node), at most.
local function apart(case, model, want, f)
  local worst, where, moved = 0, "", math.huge
  for s, state in ipairs(model.states) do
    local low, high, off, at = math.huge, -math.huge, 0, 0
    for n = 1, STEPS do
      for i = 1, case.nodes do
        local x = want[n][i][s]
        low, high = math.min(low, x), math.max(high, x)
        local d = math.abs(f(n, s, i) - x)
        if not (d <= off) then off, at = d, n end
      end
    end
    moved = math.min(moved, high - low)
    if not (off/(high - low) <= worst) then worst, where = off/(high - low), ("%s behind step %d"):format(state, at) end
  end
  return worst, where, moved
end

local function unfused(a, b, c) return a*b + c end

local function hold(case, scheme, frozen)
  local model, points = models[case[1]], {}
  for _, value in ipairs(case.values) do
    local setup = { p = {}, initial = case.states, nodes = case.nodes, scheme = scheme, dt = case.dt, steps = STEPS,
                    before = case.before, frozen = frozen,
                    weights = list_of(case.nodes, function(i) return list_of(case.nodes, function(j) return weight(i, j) end) end) }
    for name, x in pairs(case.p) do setup.p[name] = x end
    setup.p[case.as or case.axis] = value
    points[#points + 1] = { fused = evaluator.run(model, setup, fused.double), apart = evaluator.run(model, setup, unfused) }
  end
  for _, engine in ipairs(frozen and { "tcc" } or { "tcc", "gcc" }) do
    local title = ("%s, %d nodes, %s%s, %s"):format(case[1], case.nodes, scheme, frozen and ", frozen" or "", engine)
    lab.engine = engine
    local _, output, code = lab.run(text_of(case, model, scheme, frozen), "--format npy")
    if not kit.check(code == 0, title .. ": runs", output) then return end
    local f = recorded(case, model)
    for p, want in ipairs(points) do
      local function got(n, s, i) return f(p, n, s, i) end
      local with, where, moved = apart(case, model, want.fused, got)
      local without, where_without = apart(case, model, want.apart, got)
      if measure then
        print(("# %-60s point %d: fused %.1e, not %.1e, between %.1e; range %.2g"):format(title, p, with, without,
              apart(case, model, want.fused, function(n, s, i) return want.apart[n][i][s] end), moved))
      end
      kit.check(moved > 1e-3, ("%s, point %d: every state moves"):format(title, p), moved)
      kit.check(with <= BOUND, ("%s, point %d: fused"):format(title, p), ("%.2g of the range, %s"):format(with, where))
      kit.check(without <= BOUND, ("%s, point %d: not fused"):format(title, p), ("%.2g of the range, %s"):format(without, where_without))
    end
  end
end

-- ---- another program's oscillator ------------------------------------------------------------

local PEER_STEPS = 80000

-- Mean and spread of a list, in two passes.
local function spread(list)
  local sum, squares = 0, 0
  for _, x in ipairs(list) do sum = sum + x end
  local mean = sum/#list
  for _, x in ipairs(list) do squares = squares + (x - mean)^2 end
  return mean, math.sqrt(squares/#list)
end

-- As many digits as were printed: of first and std 8 decimals, of last and mean 9 digits.
local printed = { first = "%.8f", last = "%.9g", mean = "%.9g", std = "%.8f" }

local function peer()
  local file = kit.read(kit.uses("tests/reference/oscillator_states.csv")):gsub("#[^\n]*\n", "")
  local moments = tables.read(kit.read(kit.uses("tests/reference/oscillator.csv")))
  local text = { "use Generic2dOscillator\nnetwork\n  dynamics Generic2dOscillator with V = 0.1, W = 0.1\nend\n",
                 "simulate heun with dt = 0.01 ms, duration = 800 ms\nrecord V, W\n" }
  for _, kind in ipairs { "first", "last", "mean", "std" } do
    for _, s in ipairs { "V", "W" } do text[#text + 1] = ("observe %s_%s = %s(%s)\n"):format(kind, s, kind, s) end
  end
  lab.engine = "tcc"
  local rows, output = lab.run(table.concat(text) .. "explore e\n  a = [-2, -1, 0, 1, 2, 5]\nend\n", "--format csv,npy")
  kit.check(#rows == 6, "the oscillator runs", output)
  local numbers, shape = npy.read(lab.home .. "/out/e.results.npy")
  kit.same(table.concat(shape, " "), "6 80000 2 1", "six points, 80000 steps, two states, a node")
  for p, row in ipairs((tables.read(file))) do
    for s, state in ipairs { "V", "W" } do
      local list = list_of(PEER_STEPS, function(n) return numbers[((p - 1)*PEER_STEPS + n - 1)*2 + s] end)
      local own = { first = list[1], last = list[PEER_STEPS] }
      own.mean, own.std = spread(list)
      for kind, format in kit.sorted(printed) do
        local name = kind .. "_" .. state
        local want = format:format(tonumber(row[name] or moments[p][name]))
        kit.same(format:format(own[kind]), want, ("a = %s: %s of the series"):format(row.a, name))
        kit.same(format:format(tonumber(rows[p][name])), want, ("a = %s: %s"):format(row.a, name))
      end
    end
  end
end

for _, name in ipairs { "trajectories", "reference/evaluator", "reference/fused", "reference/models" } do kit.uses("tests/" .. name .. ".lua") end
for _, case in ipairs(cases) do
  for _, scheme in ipairs { "euler", "heun", "rk4" } do hold(case, scheme) end
  if case.nodes > 1 then hold(case, "heun", true) end
end
peer()
kit.finish()
