-- order.lua -- each solver has its order: halving the time step divides the error
-- of a harmonic oscillator, whose solution is known, by 2^order.
--
-- lua5.4 tests/order.lua out/massc. Euler 1, Heun and midpoint 2, Runge-Kutta 4; the coupled
-- pair shows what freezing the coupling costs (order 1), and that recomputing it
-- at every stage keeps the order.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local massc = arg[1]
local folder = kit.folder()

local steps = { 0.04, 0.02, 0.01, 0.005 }

-- Errors of last(x) at t = 2, of the last node, for each time step.
local function errors(text, exact)
  local file = kit.write(folder .. "/model.mass", text)
  local output, code = kit.run(massc .. " run " .. file .. " --quiet --engine tcc --out " .. folder)
  if code ~= 0 then kit.check(false, "it runs", output) end
  local out = {}
  for i, row in ipairs(tables.read(kit.read(folder .. "/steps.csv") or "")) do
    local nodes = tables.numbers(row.end_x)
    out[i] = math.abs(nodes[#nodes] - exact)
  end
  return out
end

local function has_order(name, list, order)
  local shown = {}
  for i = 2, #list do
    shown[#shown + 1] = math.log(list[i - 1]/list[i], 2)
  end
  local good = #list == #steps
  for _, o in ipairs(shown) do good = good and math.abs(o - order) < 0.1 end
  kit.check(good, name, "observed orders " .. table.concat(shown, ", "))
end

local alone = [[
model Spring
  state x = 1
  state v = 0
  x' = v
  v' = -x
end
simulate %s with dt = 0.01, duration = 2
observe end_x = last(x)
explore steps
  simulate.dt = [%s]
end
]]

for scheme, order in kit.sorted { euler = 1, heun = 2, rk4 = 4, midpoint = 2, srk4 = 4, exponential_euler = 1 } do
  local text = alone:format(scheme, table.concat(steps, ", "))
  has_order(scheme .. " has order " .. order, errors(text, math.cos(2)), order)
end

-- What is linear in a state of its own equation exponential Euler solves exactly, with steps of any length:
-- n' = (1 - n)*a - n*b, whatever v is; and a stiff decay. What is not linear is linearised.
local gates = [[
model Gate
  state v = 2
  state n = 0.1
  state s = 1
  param a = 0.5
  v' = 0
  n' = (1 - n)*a*v - n*0.25
  s' = -1000*s + 3
end
simulate exponential_euler with dt = %s, duration = 4
observe end_x = [last]
explore steps
  simulate.dt = [4, 2, 0.5]
end
]]
for name, exact in kit.sorted { n = 0.8 + (0.1 - 0.8)*math.exp(-1.25*4), s = 0.003 } do
  local file = kit.write(folder .. "/model.mass", (gates:format("4"):gsub("%[last%]", "last(" .. name .. ")")))
  kit.run(massc .. " run " .. file .. " --quiet --engine tcc --out " .. folder)
  local rows, far = tables.read(kit.read(folder .. "/steps.csv") or ""), 0
  for _, row in ipairs(rows) do far = math.max(far, math.abs(tonumber(row.end_x) - exact)) end
  kit.check(#rows == 3 and far < 1e-14, ("exponential_euler is exact where %s is linear"):format(name), far)
end

-- x1' = x2, x2' = -x1 through the coupling: two nodes, weights +1 and -1.
local pair = [=[
coupling Sum
  from x
  pre  = x_j
  post = sum
end
model Node
  state x = 0
  input c
  x' = c
end
network
  nodes 2
  dynamics Node with x = [1, 0]
  graph    weights = [[0, 1], [-1, 0]]
  coupling c = Sum(x)
end
simulate %s with dt = 0.01, duration = 2, coupling = %s
observe end_x = last(x)
explore steps
  simulate.dt = [%s]
end
]=]

-- The last node: x2(t) = -sin t from x1(0) = 1, x2(0) = 0.
for _, case in ipairs { { "heun", "per_stage", 2 }, { "rk4", "per_stage", 4 },
                        { "heun", "frozen", 1 }, { "rk4", "frozen", 1 } } do
  local scheme, coupling, order = table.unpack(case)
  local text = pair:format(scheme, coupling, table.concat(steps, ", "))
  has_order(("%s, coupling %s, has order %d"):format(scheme, coupling, order),
            errors(text, -math.sin(2)), order)
end

kit.finish()
