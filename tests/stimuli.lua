-- stimuli.lua -- several stimuli: each where, when and as strongly as it should, on states and inputs, and their sums.
--
--   lua5.4 tests/stimuli.lua out/massc
--
-- Results are those of the integrator of tests/schemes.lua.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local schemes = require "schemes"
local lab = require "lab" (arg[1])
local gives = lab.gives
local pulse, each = schemes.pulse, schemes.each

-- ---- several on states and inputs of one node -----------------------------------------

local one = [[
model M
  state x = 0.5
  state y = -0.25
  input c, d
  x' = -0.3*x + 0.5*c
  y' = x - y + 0.25*x*c + d
end
network
  stimulus on x, y = a*pulse(t, 1 ms, 2 ms) with a = 1
  stimulus kick on x = a*pulse(t, onset, 1.5 ms) with a = -0.5, onset = 2 ms
  stimulus hum on c, y = sin(w*t) with w = 2
  stimulus push on d, c = 0.125*t
end
simulate %s with dt = 0.25, duration = 6
observe end_x = last(x)
observe end_y = last(y)
observe top_c = max(c)
explore e zip
  group first
    stimulus.a = [1, 1, -1, -1]
    kick.onset = [2, 2 ms, 0.5, 0.0005 s]
    stimulus.hum.w = [2, 3, 2, 3]
  end
end
]]
local points = { { 1, 2, 2 }, { 1, 2, 3 }, { -1, 0.5, 2 }, { -1, 0.5, 3 } }

local function slopes(a, onset, w)
  return function(t, x)
    local all, kick, hum, push = a*pulse(t, 1, 2), -0.5*pulse(t, onset, 1.5), math.sin(w*t), 0.125*t
    local c, d = hum + push, push
    return { -0.3*x[1] + 0.5*c + all + kick, x[1] - x[2] + 0.25*x[1]*c + d + all + hum }
  end
end

local function several()
  for _, scheme in ipairs { "euler", "heun", "rk4" } do
    local want = each(points, function(p) return schemes.integrate(scheme, slopes(table.unpack(p)), { 0.5, -0.25 }, 0.25, 6) end)
    local text = one:format(scheme)
    gives(scheme .. ": several on states and inputs, onsets by lane", text, "end_x", each(want, function(x) return x[1] end), nil, 1e-12)
    gives(scheme .. ": the other state", text, "end_y", each(want, function(x) return x[2] end), nil, 1e-12)
    gives(scheme .. ": a sum on an input is seen", text, "top_c", each(points, function(p)
      local top = -math.huge
      for n = 1, 24 do top = math.max(top, math.sin(p[3]*n*0.25) + 0.125*n*0.25) end
      return top
    end), nil, 1e-12)
  end
end

-- ---- what couplings feed, too -----------------------------------------------------------

local two = [=[
model Leak
  state x = 1
  param r = [0.5, 0.25, 0.75]
  input c
  x' = -r*x + 2*c
end
network
  nodes 3
  graph weights = [[0, 1, 0.5], [0.25, 0, 0], [2, 1, 0]]
  coupling c = Linear(x) with G = 0.1
  stimulus on c = a*pulse(t, onset, 1 ms) with a = [0.5, 0, -0.25], onset = 1 ms
  stimulus late on c, x = w*ramp(t, 2 ms, 3 ms) with w = 0.125 at nodes 1, 2
end
simulate %s with dt = 0.125, duration = 4, coupling = %s
observe m = last(x)
explore e
  stimulus.onset = [1, 0.5]
  late.w = [0.125, 0]
end
]=]

local function with_coupling()
  local weights, r, a = { { 0, 1, 0.5 }, { 0.25, 0, 0 }, { 2, 1, 0 } }, { 0.5, 0.25, 0.75 }, { 0.5, 0, -0.25 }
  for _, scheme in ipairs { "euler", "heun", "rk4" } do
    for _, mode in ipairs { "frozen", "per_stage" } do
      local function want(onset, w)
        local sum = {}
        return schemes.integrate(scheme, function(t, x, stage)
          local k = {}
          for i = 1, stage == 1 and 3 or mode == "per_stage" and 3 or 0 do
            sum[i] = 0
            for j = 1, 3 do sum[i] = sum[i] + weights[i][j]*x[j] end
          end
          for i = 1, 3 do
            local late = i > 1 and w*schemes.ramp(t, 2, 3) or 0
            k[i] = -r[i]*x[i] + 2*(0.1*sum[i] + a[i]*pulse(t, onset, 1) + late) + late
          end
          return k
        end, { 1, 1, 1 }, 0.125, 4)
      end
      gives(("%s, %s: a stimulus on an input that a coupling feeds"):format(scheme, mode), two:format(scheme, mode), "m",
            { want(1, 0.125), want(1, 0), want(0.5, 0.125), want(0.5, 0) }, nil, 1e-12)
    end
  end
end

kit.uses("tests/stimuli.lua")
kit.uses("tests/schemes.lua")
kit.uses("models/couplings/Linear.mass")
for _, engine in ipairs { "tcc", "gcc", "clang" } do
  lab.engine = engine
  several()
  with_coupling()
end
kit.finish()
