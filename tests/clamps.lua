-- clamps.lua -- bounds of states, after the step and at each stage, against steps taken here.
--
--   lua5.4 tests/clamps.lua out/massc
--
-- Two nodes that drive each other run into their bounds again and again. `clamp ... per stage` is what TVB
-- does: x = bounded(x) behind the initial value, behind each predictor, noise and all, and behind the step.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local arrays = require "arrays"
local tables = require "tables"
local lab = require "lab" (arg[1])
kit.uses("tests/clamps.lua")
kit.uses("tests/arrays.lua")

local DT, STEPS, NODES, SIGMA = 0.25, 40, 2, 0.3
local START = { { 1.7, 0.2 }, { -0.4, 3 } }             -- x and y of each node; x of the first above its bound, as y of the second
local GAINS = { 0.5, 2, 5 }                             -- of the coupling: the points

-- x in [0, 1.5], y in (-inf, 0.8]; or without bounds
local function bound(state, v)
  if state == 1 then return math.min(math.max(v, 0), 1.5) end
  return math.min(v, 0.8)
end

local function coupled(gain, s) return { gain*s[2][1], gain*s[1][1] } end

local function rates(s, c)
  local out = {}
  for i = 1, NODES do
    local x, y = s[i][1], s[i][2]
    out[i] = { 1.3*x*(1 - x) - 2*y + 0.7*c[i], x - 0.4*y + 0.3*c[i] }
  end
  return out
end

-- h*(sum of weights*slopes) added, with noise z (or none), then bounded or not.
local function moved(s, h, slopes, weights, z, bounded)
  local out = {}
  for i = 1, NODES do
    out[i] = {}
    for k = 1, 2 do
      local sum = 0
      for j, w in ipairs(weights) do sum = sum + w*slopes[j][i][k] end
      local v = s[i][k] + h*sum + (z and SIGMA*math.sqrt(DT)*z[i][k] or 0)
      out[i][k] = bounded and bound(k, v) or v
    end
  end
  return out
end

local schemes = {
  euler = { a = {}, b = { 1, { 1 } } },
  heun = { a = { { 1, { 1 } } }, b = { 2, { 1, 1 } }, every = true },
  rk4 = { a = { { 2, { 1 } }, { 2, { 0, 1 } }, { 1, { 0, 0, 1 } } }, b = { 6, { 1, 2, 2, 1 } } },
}

-- x of node 0 and y of node 1 behind each step.
local function walked(scheme, gain, per_stage, frozen, noise)
  local s = moved(START, 0, {}, {}, nil, per_stage)
  local xs, ys = {}, {}
  for n = 1, STEPS do
    local z, c = noise and noise[n], coupled(gain, s)
    local slopes = { rates(s, c) }
    for _, row in ipairs(scheme.a) do
      local stage = moved(s, DT/row[1], slopes, row[2], scheme.every and z, per_stage)
      slopes[#slopes + 1] = rates(stage, frozen and c or coupled(gain, stage))
    end
    s = moved(s, DT/scheme.b[1], slopes, scheme.b[2], z, true)
    xs[n], ys[n] = s[1][1], s[2][2]
  end
  return xs, ys
end

local text = [[
model Bounded
  state x = [1.7, -0.4] clamp [0, 1.5] %s
  state y = [0.2, 3] clamp [-inf, 0.8] %s
  input c from x
  x' = 1.3*x*(1 - x) - 2*y + 0.7*c
  y' = x - 0.4*y + 0.3*c
end
network
  nodes 2
  graph weights = ones - eye
  coupling c = Linear(x) with G = 1
%s
end
simulate %s with dt = 0.25, duration = 10, coupling = %s
observe xs = x at node 0
observe ys = y at node 1
explore e
  coupling.c.G = [0.5, 2, 5]
end
]]

local function close(rows, name, want)
  local got = tables.column(rows, name)
  if #got ~= #want then return ("%d samples, not %d"):format(#got, #want) end
  for i, v in ipairs(want) do
    if math.abs(got[i] - v) > 1e-12*math.max(1, math.abs(v)) then return ("sample %d: %.17g, not %.17g"):format(i, got[i], v) end
  end
end

local function same_steps(title, name, per_stage, mode, noise)
  local bounds = per_stage and "per stage" or ""
  local _, output = lab.run(text:format(bounds, bounds, noise and ('  noise additive with sigma = 0.3, draws = "z.npy"') or "", name, mode),
                            "--format csv,nc")
  local wrong
  local xs, ys = {}, {}
  for _, gain in ipairs(GAINS) do
    local x, y = walked(schemes[name], gain, per_stage, mode == "frozen", noise)
    table.move(x, 1, #x, #xs + 1, xs)
    table.move(y, 1, #y, #ys + 1, ys)
  end
  wrong = close(tables.read(kit.read(lab.home .. "/out/e.xs.csv") or ""), "xs", xs)
          or close(tables.read(kit.read(lab.home .. "/out/e.ys.csv") or ""), "ys", ys)
  kit.check(not wrong, ("%s: %s, %s%s"):format(lab.engine, title, name, noise and ", noise" or ""), wrong and wrong .. "\n" .. output)
  return xs
end

local function differ(a, b)
  for i, v in ipairs(a) do
    if math.abs(v - b[i]) > 1e-3 then return true end
  end
end

-- Noise of the file: [realisation, step, state, node].
local noise, list, seed = {}, {}, 1
for n = 1, STEPS do
  noise[n] = { {}, {} }
  for state = 1, 2 do
    for node = 1, NODES do
      seed = seed*16807 % 2147483647
      noise[n][node][state] = 4*(seed/2147483647) - 2
      list[#list + 1] = noise[n][node][state]
    end
  end
end
arrays.npy(lab.home .. "/z.npy", { STEPS, 2, NODES }, list)

for _, engine in ipairs { "tcc", "gcc", "clang" } do
  lab.engine = engine
  if engine == "tcc" or kit.has(engine) then
    for _, name in ipairs { "euler", "heun", "rk4" } do
      local staged = same_steps("clamped at each stage", name, true, "per_stage")
      local after = same_steps("clamped after the step", name, false, "per_stage")
      kit.check(differ(staged, after), name .. ": the stages matter")
    end
    same_steps("clamped at each stage, coupling frozen", "heun", true, "frozen")
    same_steps("clamped at each stage", "heun", true, "per_stage", noise)
    same_steps("clamped at each stage", "rk4", true, "per_stage", noise)
    same_steps("clamped after the step", "heun", false, "per_stage", noise)
  end
end
lab.engine = "tcc"

-- Swept and drawn initial values are held as well, and no bound hides what is not finite.
local one = "model M\n  state x = 1 %s\n  x' = %s\nend\nsimulate heun with dt = 1, duration = 3\n"
            .. "observe least = min(x)\nobserve most = max(x)\nexplore e\n  initial.x = [-2, 1, 7]\nend\n"
lab.gives("swept initial values", one:format("clamp [0, 4] per stage", "0*x"), "most", { 0, 1, 4 })
lab.gives("after the step so, too", one:format("clamp [0, 4]", "0*x"), "most", { 0, 1, 4 })
lab.gives("a rate that sees the bound first", one:format("clamp [0, 4] per stage", "if x > 4 then -8 else if x < 0 then 6 else 0"), "least", { 0, 1, 4 })
lab.gives("and one that sees what lies beyond", one:format("clamp [0, 4]", "if x > 4 then -8 else if x < 0 then 6 else 0"), "least", { 1, 1, 4 })
lab.gives("what is not finite", one:format("clamp [0, 4] per stage", "if x < 4 then 0 else 1e308*exp(x*x)"), "status", { 0, 0, 1 })
lab.gives("in single precision", "precision single\n" .. one:format("clamp [0.1, inf] per stage", "0*x"), "least", { 0.1, 1, 7 }, nil, 1e-7)
lab.gives("in another unit", "model M\n  state x = 5 [V] clamp [0, 2] per stage\n  x' = 0*x\nend\nsimulate heun with dt = 1 ms, duration = 3 ms\n"
          .. "observe most = max(x)\nexplore e\nend\n", "most", { 2 })
kit.finish()
