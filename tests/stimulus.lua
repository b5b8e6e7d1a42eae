-- stimulus.lua -- a stimulus arrives when, where and as strongly as it should.
--
--   lua5.4 tests/stimulus.lua out/massc
--
-- Results are those of closed forms and of the integrator of tests/schemes.lua.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local tables = require "tables"
local lab = require "lab" (arg[1])
local exact = require "schemes"
local check, gives, run, says = kit.check, lab.gives, lab.run, lab.says
local step, integrate, pulse, train, ramp, each = exact.step, exact.integrate, exact.pulse, exact.train, exact.ramp, exact.each

-- ---- schemes: the stimulus is taken at the time of each stage -------------------

local leak = [[
model Leak
  state x = 0.5
  x' = -0.3*x*x
end
network
  stimulus on x = %s
end
simulate %s with dt = %s, duration = 6
observe end_x = last(x)
explore e
%s
end
]]

-- Edges lie on steps, on half steps and between them.
local function schemes()
  for _, scheme in ipairs { "euler", "heun", "rk4" } do
    for _, h in ipairs { 0.25, 0.5, 0.0625 } do
      local function one(what, text, axis, values, f)
        gives(("%s, dt %g: %s"):format(scheme, h, what), leak:format(text, scheme, h, axis), "end_x",
              each(values, function(v)
                return integrate(scheme, function(t, x) return { -0.3*x[1]*x[1] + f(t, v) } end,
                                 { 0.5 }, h, 6)[1]
              end), nil, 1e-13)
      end
      one("amplitudes", "amplitude*pulse(t, onset, 1) with amplitude = 1, onset = 2",
          "  stimulus.amplitude = [0, 1, -0.25]", { 0, 1, -0.25 }, function(t, a) return a*pulse(t, 2, 1) end)
      one("onsets", "0.75*pulse(t, onset, width) with onset = 2 ms, width = 1.5 ms",
          "  stimulus.onset = [0, 1 ms, 1.125, 0.0023 s, 7]", { 0, 1, 1.125, 2.3, 7 },
          function(t, o) return 0.75*pulse(t, o, 1.5) end)
      one("widths", "0.75*pulse(t, 0.5, width) with width = 1", "  width = grid(0, 2, 5)", { 0, 0.5, 1, 1.5, 2 },
          function(t, w) return 0.75*pulse(t, 0.5, w) end)
      one("trains", "0.5*pulse_train(t, period, 0.5) with period = 1", "  period = [1, 2, 3]", { 1, 2, 3 },
          function(t, p) return 0.5*train(t, p, 0.5) end)
      one("duties", "0.5*pulse_train(t, 2, duty) with duty = 1", "  duty = [0, 0.25, 0.5, 1]", { 0, 0.25, 0.5, 1 },
          function(t, d) return 0.5*train(t, 2, d) end)
      one("ramps", "0.5*ramp(t, start, 4) with start = 1", "  start = [0, 1, 3.75, 6]", { 0, 1, 3.75, 6 },
          function(t, s) return 0.5*ramp(t, s, 4) end)
      one("sines", "sin(2*pi*t/period) with period = 1", "  period = [0.7, 1.3, 5]", { 0.7, 1.3, 5 },
          function(t, p) return math.sin(2*math.pi*t/p) end)
    end
  end
  local text = leak:format("ramp(t, 2, 2) with a = 1", "euler", 0.5, "  stimulus.a = [1]"):gsub("= ramp", "= a*ramp")
  gives("a ramp without length is a step, 1 from stop on", text, "end_x", {
    integrate("euler", function(t, x) return { -0.3*x[1]*x[1] + (t >= 2 and 1 or 0) } end, { 0.5 }, 0.5, 6)[1] })
  gives("time steps as an axis", leak:format("a*pulse(t, 1, 2) with a = 1", "rk4", 0.5, "  simulate.dt = [0.5, 0.25, 0.125]"),
        "end_x", each({ 0.5, 0.25, 0.125 }, function(h)
          return integrate("rk4", function(t, x) return { -0.3*x[1]*x[1] + pulse(t, 1, 2) } end, { 0.5 }, h, 6)[1]
        end), nil, 1e-13)
  gives("single precision", "precision single\n" .. leak:format("a*pulse(t, 1, 2) with a = 1", "heun", 0.25, "  a = [1, 2]"),
        "end_x", each({ 1, 2 }, function(a)
          return integrate("heun", function(t, x) return { -0.3*x[1]*x[1] + a*pulse(t, 1, 2) } end, { 0.5 }, 0.25, 6)[1]
        end), nil, 1e-5)
end

-- ---- nodes: told apart by what they weigh in the sum -----------------------------

local three = [=[
model Still
  state x = 0
  param place = [1, 10, 100]
  seen = place*x
  x' = 0
  watch seen
end
network
  nodes 3
  stimulus on x = a*pulse(t, 0, 1)%s with a = %s
end
simulate euler with dt = 0.5, duration = 0.5
observe all = sum(seen)
explore e
%s
end
]=]

local function nodes()
  local function one(title, at, value, axis, want)
    gives(title, three:format(at, value, axis), "all", want)
  end
  one("every node", "", "1", "  a = [2, 4]", { 111, 222 })
  one("one node", " at node 1", "1", "  a = [2, 4]", { 10, 20 })
  one("two nodes", " at nodes 2, 0", "1", "  a = [2, 4]", { 101, 202 })
  one("a list of the nodes", "", "[2, 4, 6]", "  dynamics.place = [1]", { 1 + 2 + 3 })
  one("a list of the nodes, at some", " at nodes 1, 2", "[2, 4, 6]", "  initial.x = [0]", { 20 + 300 })
  one("an axis of lists", "", "1", "  a = [[2, 4, 6], [0, 0, 2]]", { 1 + 20 + 300, 100 })
  one("an axis of lists, at some", " at nodes 0, 1", "1", "  stimulus.a = [[2, 4, 6], [0, 0, 2]]", { 21, 0 })
  one("draws of each node differ", " at node 0", "1", "  a ~ Uniform(1, 2) n 2 per node broadcast key 42",
      each({ 0x3fdb4f8123c40884, 0x3f8ebd996d6e8400 }, function(bits)
        return 0.5*(1 + string.unpack("<d", string.pack("<I8", bits)))
      end))
end

-- Fixed weights, values of the nodes and the nodes of a stimulus share one array.
local function larger()
  local n, h, g = 24, 0.125, 0.01
  local rate, at = {}, { [3] = 1, [20] = 1 }
  for i = 1, n do rate[i] = i/n end
  local text = ([[
model Leak
  state x = 1
  param r = [%s]
  input c
  x' = -r*x + c
end
network
  nodes %d
  graph    weights = ones - eye
  coupling c = Linear(x) with G = %g
  stimulus on x = a*pulse(t, 1, 2) at nodes 2, 19 with a = 1
end
simulate heun with dt = %g, duration = 4
observe m = mean(x)
explore e
  stimulus.a = [0, 1, 3]
end
]]):format(table.concat(rate, ", "), n, g, h)
  gives("a larger network", text, "m", each({ 0, 1, 3 }, function(a)
    local function f(t, x)
      local all, k = 0, {}
      for i = 1, n do all = all + x[i] end
      for i = 1, n do k[i] = -rate[i]*x[i] + g*(all - x[i]) + a*(at[i] or 0)*pulse(t, 1, 2) end
      return k
    end
    local x, total = {}, 0
    for i = 1, n do x[i] = 1 end
    for s = 0, 31 do
      x = step.heun(f, s*h, x, h)
      for i = 1, n do total = total + x[i] end
    end
    return total/n/32
  end), nil, 1e-12)
end

-- ---- the model's input ------------------------------------------------------------

local input = [[
use Generic2dOscillator
network
%s
end
simulate heun with dt = 0.125, duration = 20
observe end_V = last(V)
observe seen = max(stimulus)
explore e
  dynamics.a = [-2, 0.5]
%s
end
]]

local function inputs()
  local function want(a, s)
    local function f(t, x)
      local V, W = x[1], x[2]
      return { 0.02*(-V^3 + 3*V^2 + W) + s*pulse(t, 5, 2), 0.02*(a - 10*V - W) }
    end
    return integrate("heun", f, { 0.1, 0.1 }, 0.125, 20)[1]
  end
  local text = input:format("  stimulus = s*pulse(t, 5 ms, 2 ms) with s = 0.1", "  stimulus.s = [0, 0.1, 0.3]")
  local rows = gives("feeds the input of a model", text, "end_V",
        { want(-2, 0), want(-2, 0.1), want(-2, 0.3), want(0.5, 0), want(0.5, 0.1), want(0.5, 0.3) })
  check(rows[3] and rows[3].seen == "0.3" and rows[1].seen == "0", "an input can be observed", rows[3] and rows[3].seen)
  local literal = "arithmetic literal\n" .. input          -- a rate that is a product and a stimulus is no product
  local plain = run(literal:format("", ""))
  local off = run(literal:format("  stimulus = s*pulse(t, 5, 2) with s = 0", ""))
  check(#plain == 2 and plain[1].end_V == off[1].end_V, "no stimulus is a stimulus of 0")
end

-- ---- names, options, what it costs --------------------------------------------------

local function options()
  local text = leak:format("a*pulse(t, onset, 1 ms) with a = 1, onset = 2 ms", "heun", 0.25, "  stimulus.a = [1, 2]")
  local function want(a, onset)
    return integrate("heun", function(t, x) return { -0.3*x[1]*x[1] + a*pulse(t, onset, 1) } end, { 0.5 }, 0.25, 6)[1]
  end
  gives("--set", text, "end_x", { want(1, 3), want(2, 3) }, "--set stimulus.onset=3")
  gives("--set with a unit", text, "end_x", { want(1, 3), want(2, 3) }, "--set 'onset=0.003 s'")
  gives("--axis", text, "end_x", { want(1, 1), want(1, 4), want(2, 1), want(2, 4) }, "--axis 'stimulus.onset=[1, 4 ms]'")
  local rows = run(text)
  check(rows[2] and rows[2]["stimulus.a"] == "2", "the column has the name of the axis", lab.csv())
  says("a name that is not there", 1, { "unknown quantity 'stimulus.onst'; did you mean 'stimulus.onset'?" },
       "run model.mass --set stimulus.onst=1")
  lab.write("arithmetic literal\n" .. text:gsub("stimulus.a = %[1, 2%]", "initial.x = [1, 2]"))
  local with = lab.call("run model.mass e --dump c")
  check(with:find("stimulus.a = 1", 1, true), "the text says what is fixed", with)
  local zero = lab.call("run model.mass e --dump c --set stimulus.a=0"):gsub("\n %* [^\n]*", "")
  lab.write((kit.read(lab.home .. "/model.mass"):gsub("network.-\nend\n", "")))
  local none = lab.call("run model.mass e --dump c"):gsub("\n %* [^\n]*", "")
  check(#none > 1000 and zero ~= with, "kernels are shown")
  kit.same(zero, none, "a stimulus of 0 costs nothing")
end

kit.uses("tests/stimulus.lua")
kit.uses("tests/schemes.lua")
kit.uses("models/Generic2dOscillator.mass")
kit.uses("models/couplings/Linear.mass")
schemes()
nodes()
larger()
inputs()
options()
kit.finish()
