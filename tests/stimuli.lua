-- stimuli.lua -- several stimuli: each where, when and as strongly as it should, on states and inputs, and their sums.
--
--   lua5.4 tests/stimuli.lua out/massc
--
-- Results are those of the integrator of tests/schemes.lua.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local schemes = require "schemes"
local tables = require "tables"
local lab = require "lab" (arg[1])
local check, gives = kit.check, lab.gives
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

-- ---- two trajectories of tvboptim ------------------------------------------------------------
-- Of its Generic2dOscillator on three nodes, in double: V and W of each node behind the first step, the 26th and the last
-- of 50, and the mean and spread of all numbers. The inputs are its PulseInput(onset=1, duration=2, amplitude=0.5) and
-- SineInput(frequency=0.3, amplitude=0.5, phase=0.1).
local peer = {
  g2d_ext_pulse_rk4 = {
    first = { { -3.9973213093652905e-06, -3.9973213093652905e-06, -3.9973213093652905e-06 }, { -0.0039959760253334134, -0.0039959760253334134, -0.0039959760253334134 } },
    mid = { { 0.82213992852403728, 0.82252010198962455, 0.8228996276351449 }, { -0.23155504609115998, -0.23159396354285799, -0.23163283269038296 } },
    last = { { 1.0937807087498179, 1.0958068854544072, 1.0978220431719383 }, { -0.8015954380197835, -0.80218070900409899, -0.80276379352215033 } },
    mean = 0.17356416250879234, std = 0.58974015542789815,
  },
  g2d_ext_sine_heun = {
    first = { { 0.0096046670640507637, 0.0096046670640507637, 0.0096046670640507637 }, { -0.0040459167083234148, -0.0040459167083234148, -0.0040459167083234148 } },
    mid = { { 0.20091017595767713, 0.20143128140918348, 0.20195059564294845 }, { -0.26746580109712986, -0.26756795414578072, -0.26766988453331508 } },
    last = { { 0.53398822128839707, 0.53484311971283549, 0.53569082790769362 }, { -0.4530451679580707, -0.45343286977188341, -0.45381835876830323 } },
    mean = 0.02633417081636652, std = 0.30167248661892798,
  },
}
local g2d = [=[
use Generic2dOscillator
network
  nodes 3
  graph    weights = [[0, 0.5, 0.1], [0.2, 0, 0.7], [0.9, 0.3, 0]]
  coupling instant = Linear(V) with G = 0.1
  stimulus = %s
end
simulate %s with dt = 0.1 ms, duration = 5 ms, coupling = frozen
record V, W
explore e
  initial.V = [0]
  initial.W = 0
end
]=]
local said = {
  g2d_ext_pulse_rk4 = { "a*pulse(t, onset, 2 ms) with a = 0.5, onset = 1 ms", "rk4" },
  g2d_ext_sine_heun = { "a*sine(t, f, phase) with a = 0.5, f = 300 [Hz], phase = 0.1", "heun" },
}

local function peers(engine)
  for name, want in pairs(peer) do
    lab.run(g2d:format(table.unpack(said[name])), "--format csv")
    local rows, total, squares = {}, 0, 0
    for _, r in ipairs(tables.read(kit.read(lab.home .. "/out/e.results.csv") or "")) do
      local n, node = math.floor(r.time/0.1 + 0.5), math.tointeger(tonumber(r.node)) + 1
      for s, state in ipairs { "V", "W" } do
        rows[n] = rows[n] or { {}, {} }
        rows[n][s][node] = tonumber(r[state])
        total, squares = total + r[state], squares + r[state]^2
      end
    end
    local worst = math.max(math.abs(total/300 - want.mean), math.abs(math.sqrt(squares/300 - (total/300)^2) - want.std))
    for n, of in pairs { [1] = want.first, [26] = want.mid, [50] = want.last } do
      for s = 1, 2 do
        for node = 1, 3 do worst = math.max(worst, math.abs((rows[n] and rows[n][s][node] or 1e9) - of[s][node])) end
      end
    end
    check(worst <= 1e-10, engine .. ": " .. name, worst)
  end
end

-- ---- waves -------------------------------------------------------------------------------------

local wave = [[
model Still
  state x = 0
  x' = 0
end
network
  stimulus on x = %s
end
simulate rk4 with dt = 0.125 ms, duration = 9 ms
observe m = last(x)
explore e
%s
end
]]

local function waves(engine)
  local function of(f) return schemes.integrate("rk4", function(t) return { f(t) } end, { 0 }, 0.125, 9)[1] end
  local function sine(f, phase) return of(function(t) return math.sin(2*math.pi*f*t + phase) end) end
  gives(engine .. ": sines", wave:format("sine(t, f, phase) with f = 0.2, phase = 0", "  stimulus.f = [0.05, 0.3]\n  phase = [0, 1.5]"), "m",
        { sine(0.05, 0), sine(0.05, 1.5), sine(0.3, 0), sine(0.3, 1.5) }, nil, 1e-12)
  gives(engine .. ": a sine in hertz, without a phase", wave:format("sine(t, f) with f = 50 [Hz]", "  stimulus.f = [50, 0.3 kHz]"), "m",
        { sine(0.05, 0), sine(0.3, 0) }, nil, 1e-12)
  local function chirp(length, from, to) return of(function(t) return math.sin(2*math.pi*(from*t + (to - from)*t*t/(2*length))) end) end
  gives(engine .. ": chirps", wave:format("chirp(t, length, f0, f1) with length = 5 ms, f0 = 0.1, f1 = 0.4", "  length = [5, 10]\n  f1 = [0.4, 0.05]"),
        "m", { chirp(5, 0.1, 0.4), chirp(5, 0.1, 0.05), chirp(10, 0.1, 0.4), chirp(10, 0.1, 0.05) }, nil, 1e-12)
  gives(engine .. ": a chirp that begins later", wave:format("pulse(t, o, 6 ms)*chirp(t - o, 5 ms, f, 4*f) with o = 1 ms, f = 0.1 [kHz]",
        "  stimulus.o = [1, 2]"), "m", each({ 1, 2 }, function(o)
          return of(function(t) return pulse(t, o, 6)*math.sin(2*math.pi*(0.1*(t - o) + 0.3*(t - o)^2/10)) end)
        end), nil, 1e-12)
end

kit.uses("tests/stimuli.lua")
kit.uses("tests/schemes.lua")
kit.uses("models/couplings/Linear.mass")
kit.uses("models/Generic2dOscillator.mass")
for _, engine in ipairs { "tcc", "gcc", "clang" } do
  lab.engine = engine
  several()
  with_coupling()
  peers(engine)
  waves(engine)
end
kit.finish()
