-- evaluator.lua -- trajectories of a network, by a program of its own: schemes and sums of
-- couplings are written here by hand, from the formulas, for one point at a time.
--
--   evaluator.run(model, setup, madd)
--
-- A model, see tests/reference/models.lua: states, and
--   rhs(y, c, p, t, madd)    the slopes of a node with the states y and the inputs c
--   couplings[i]             pre(source, target, p, madd) and post(sum, p, madd) of input i
--   after(y, p)              what bounds make of the states of a node behind a step
--   stimulus(t, node, p)     what is added to the slopes, a number a state
-- A setup: p (parameters), initial (states a node), nodes, weights[i][j] from j to i,
-- scheme, dt, steps, before (steps of the transient), frozen.
-- madd(a, b, c) is a*b + c, in one rounding or in two.
local evaluator = {}

-- The inputs of each node, all weights of a row times what the sources give, in their order.
local function inputs(model, setup, y, madd)
  local all = {}
  for i = 1, setup.nodes do
    local c = {}
    for k, coupling in ipairs(model.couplings or {}) do
      local sum = 0
      for j = 1, setup.nodes do
        sum = madd(setup.weights[i][j], coupling.pre(y[j], y[i], setup.p, madd), sum)
      end
      c[k] = coupling.post(sum, setup.p, madd)
    end
    all[i] = c
  end
  return all
end

local function slopes(model, setup, y, t, madd, frozen)
  local c, all = frozen or inputs(model, setup, y, madd), {}
  for i = 1, setup.nodes do
    all[i] = model.rhs(y[i], c[i], setup.p, t, madd)
    if model.stimulus then
      for s, x in ipairs(model.stimulus(t, i, setup.p)) do all[i][s] = all[i][s] + x end
    end
  end
  return all
end

-- The states y moved along k by h.
local function moved(y, k, h, madd)
  local new = {}
  for i, states in ipairs(y) do
    new[i] = {}
    for s, x in ipairs(states) do new[i][s] = madd(h, k[i][s], x) end
  end
  return new
end

-- Weights times slopes, added up.
local function blend(weights, list)
  local sum = {}
  for i in ipairs(list[1]) do
    sum[i] = {}
    for s in ipairs(list[1][i]) do
      sum[i][s] = 0
      for n, k in ipairs(list) do sum[i][s] = sum[i][s] + weights[n]*k[i][s] end
    end
  end
  return sum
end

local schemes = {}

function schemes.euler(f, y, t, dt, madd)
  return moved(y, f(y, t), dt, madd)
end

function schemes.heun(f, y, t, dt, madd)
  local k1 = f(y, t)
  local k2 = f(moved(y, k1, dt, madd), t + dt)
  return moved(y, blend({ 1, 1 }, { k1, k2 }), dt/2, madd)
end

function schemes.rk4(f, y, t, dt, madd)
  local k1 = f(y, t)
  local k2 = f(moved(y, k1, dt/2, madd), t + dt/2)
  local k3 = f(moved(y, k2, dt/2, madd), t + dt/2)
  local k4 = f(moved(y, k3, dt, madd), t + dt)
  return moved(y, blend({ 1, 2, 2, 1 }, { k1, k2, k3, k4 }), dt/6, madd)
end

-- states[step][node][state] behind the steps 1, 2, ... of the observed time.
function evaluator.run(model, setup, madd)
  local y, out, before = {}, {}, setup.before or 0
  for i = 1, setup.nodes do
    y[i] = table.move(setup.initial[i] or setup.initial[1], 1, #model.states, 1, {})
  end
  for n = 1, before + setup.steps do
    local t = (n - 1 - before)*setup.dt
    local frozen = setup.frozen and inputs(model, setup, y, madd)
    local function f(states, at) return slopes(model, setup, states, at, madd, frozen) end
    y = schemes[setup.scheme](f, y, t, setup.dt, madd)
    if model.after then
      for i = 1, setup.nodes do model.after(y[i], setup.p) end
    end
    if n > before then out[n - before] = y end
  end
  return out
end

return evaluator
