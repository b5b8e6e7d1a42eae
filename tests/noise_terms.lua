-- noise_terms.lua -- terms of the noise: gains, colour, correlation, in every scheme, to the last digits.
--
--   lua5.4 tests/noise_terms.lua out/massc
--
-- With numbers from files a run is no random one: tests/reference/noisy.lua does the same steps. A
-- trajectory of another program (tvboptim, double precision, its key 7) is held to 1e-10.
package.path = "tests/?.lua;tests/reference/?.lua;" .. package.path
local kit = require "kit"
local arrays = require "arrays"
local tables = require "tables"
local noisy = require "noisy"
local lab = require "lab" (arg[1])
local check, run, home = kit.check, lab.run, lab.home
kit.uses("tests/noise_terms.lua")
kit.uses("tests/reference/noisy.lua")

local STEPS, H = 40, 0.125

local frame = [[
model M
  state x = 0
  state y = -0.2
  param k = 0.7
  u = k*x*y
  x' = -x + y/2 - x^3
  y' = x - k*y + sin(t)
end
network
  nodes 3
  dynamics M with x = [0.3, -0.5, 1]
%s
end
simulate %s with dt = 0.125 ms, duration = 5 ms
observe end_x = last(x)
observe end_y = last(y)
explore e
%s
end
]]

-- ---- numbers ------------------------------------------------------------------------------

-- Any numbers of about that size do; the sum of four of a linear congruence.
local seed = 1
local function number()
  local sum = -2
  for _ = 1, 4 do
    seed = (6364136223846793005*seed + 1442695040888963407)
    sum = sum + (seed >> 40)/2^24
  end
  return sum*math.sqrt(3)
end

-- Of a term with so many states: a file, and [step][state][node].
local function file_of(name, states)
  local flat, z = {}, {}
  for n = 1, STEPS do
    z[n] = {}
    for s = 1, states do
      z[n][s] = {}
      for i = 1, 3 do
        z[n][s][i] = number()
        flat[#flat + 1] = z[n][s][i]
      end
    end
  end
  arrays.npy(home .. "/" .. name, { STEPS, states, 3 }, flat)
  return z
end

local two, one, other = file_of("two.npy", 2), file_of("one.npy", 1), file_of("other.npy", 1)

-- ---- cases: lines of the network, and the same for the reference --------------------------

local node_matrix = { { 1, 0.3, -0.4 }, { 0.3, 1, 0.2 }, { -0.4, 0.2, 1 } }
local node_text = "[[1, 0.3, -0.4], [0.3, 1, 0.2], [-0.4, 0.2, 1]]"
local function fixed(g) return function() return g end end

local additive = { text = "noise additive on y, x with sigma.x = 0.3, sigma.y = [0.1, 0.2, 0.4], draws = \"two.npy\"",
                   { on = { 2, 1 }, z = two, gain = function(_, _, node, s) return s == 2 and 0.3 or ({ 0.1, 0.2, 0.4 })[node] end } }
local multiplicative = { text = "noise m = multiplicative on y with sigma = 0.3, state_scaling = 0.5, draws = \"one.npy\"",
                         { on = { 2 }, z = one, gain = function(v) return 0.3*(1 + 0.5*math.abs(v[2])) end } }
local function root(v, t) return 0.4*math.sqrt(1 + v[2]^2) + noisy.k*v[1]*v[2]*0.1 + 0.05*math.cos(t) end
local formula = { text = "noise g on x = s*sqrt(1 + y^2) + u*r + 0.05*cos(t) with s = 0.4, r = 0.1, draws = \"other.npy\"",
                  { on = { 1 }, z = other, gain = root } }
local coloured = { text = "noise slow = additive on x with sigma = 0.5, tau = 2 ms, draws = \"one.npy\"",
                   { on = { 1 }, z = one, gain = fixed(0.5), tau = 2 } }
local coloured_gain = { text = "noise c on y, x = s*(1 + x^2) with s = 0.5, tau = 0.3 ms, draws = \"two.npy\"",
                        { on = { 2, 1 }, z = two, gain = function(v) return 0.5*(1 + v[1]^2) end, tau = 0.3 } }
local states = { text = "noise additive on x, y with sigma = 0.3, state_correlation = [[1, -0.6], [-0.6, 1]], draws = \"two.npy\"",
                 { on = { 1, 2 }, z = two, gain = fixed(0.3), states = { { 1, -0.6 }, { -0.6, 1 } } } }
local nodes = { text = "noise additive on x, y with sigma = 0.3, node_correlation = " .. node_text .. ", draws = \"two.npy\"",
                { on = { 1, 2 }, z = two, gain = fixed(0.3), nodes = node_matrix } }
local everything = { text = "noise all = multiplicative on y, x with nsig.x = 0.08, nsig.y = 0.02, state_scaling = 0.2, tau = 1 ms, "
                            .. "state_correlation = [[1, 1], [1, 1]], node_correlation = " .. node_text .. ", draws = \"two.npy\"",
                     { on = { 2, 1 }, z = two, tau = 1, states = { { 1, 1 }, { 1, 1 } }, nodes = node_matrix,
                       gain = function(v, _, _, s) return math.sqrt(2*(s == 2 and 0.08 or 0.02))*(1 + 0.2*math.abs(v[3 - s])) end } }

local function together(...)
  local out = { text = "" }
  for i, case in ipairs { ... } do
    out.text = out.text .. (i > 1 and "\n  " or "") .. case.text
    out[i] = case[1]
  end
  return out
end

local function later(case)
  local out = { text = case.text:gsub(" with ", " stratonovich with ", 1) }
  out[1] = { later = true }
  for key, value in pairs(case[1]) do out[1][key] = value end
  return out
end

local cases = {
  { "a strength for each state and node", additive },
  { "TVB's nsig", { text = "noise additive on x with nsig = 0.045, draws = \"one.npy\"", { on = { 1 }, z = one, gain = fixed(0.3) } } },
  { "multiplicative", multiplicative },
  { "a formula of states, parameters, derived quantities and time", formula },
  { "coloured", coloured },
  { "coloured, a formula", coloured_gain },
  { "correlated states", states },
  { "correlated nodes", nodes },
  { "coloured, correlated, multiplicative", everything },
  { "five terms", together(additive, multiplicative, formula, coloured, everything) },
}

-- ---- held against the reference -------------------------------------------------------------

local function farthest(row, name, want)
  local got, most = tables.numbers(row[name]), 0
  for i = 1, 3 do most = math.max(most, math.abs((got[i] or 0/0) - want[i]) ) end
  return #got == 3 and most or math.huge
end

local function follows(title, scheme, case)
  local rows, output = run(frame:format("  " .. case.text, scheme, "  k = [0.7]"))
  local x, y = noisy.walk(scheme, case, H, STEPS)
  local far = rows[1] and math.max(farthest(rows[1], "end_x", x), farthest(rows[1], "end_y", y)) or math.huge
  check(far < 2e-14, ("%s: %s"):format(scheme, title), rows[1] and ("%.3g apart"):format(far) or output)
end

for _, scheme in ipairs { "euler", "heun", "rk4", "midpoint", "srk4", "exponential_euler" } do
  for _, case in ipairs(cases) do follows(case[1], scheme, case[2]) end
end
follows("multiplicative, Stratonovich", "heun", later(multiplicative))
follows("a formula, Stratonovich", "heun", later(formula))
follows("with others, Stratonovich", "heun", together(additive, later(multiplicative), later(formula), coloured))

-- ---- another program ---------------------------------------------------------------------------

-- tvboptim: MultiplicativeNoise(sigma=0.05, state_scaling=0.5, apply_to="V", key=7), Heun, frozen coupling.
local peer = {
  v = { { 0.015989687385879865, -0.026739856788422913, -0.01194854110794736 }, { 0.1535733899544235, -0.050548964135621745, 0.03017494257565057 },
        { 0.10473917684631953, -0.10717165156424127, -0.035356523656790574 } },
  w = { { -0.0041559292415557884, -0.0037286197933073667, -0.003876550291407299 },
        { -0.1329632145164535, -0.07033779787981287, -0.11847815254346966 }, { -0.2938910088359823, -0.10688600193904821, -0.20802366672858327 } },
}
local times = { 0.1, 2.6, 5 }
local text = [=[
use Generic2dOscillator
use Difference
network
  dynamics Generic2dOscillator with V = 0, W = 0
  graph weights = [[0, 0.5, 0.1], [0.2, 0, 0.7], [0.9, 0.3, 0]]
  coupling instant = Difference(V) with G = 0.3
  noise multiplicative on V with sigma = 0.05, state_scaling = 0.5, key = 7
end
simulate heun with dt = 0.1 ms, duration = 5 ms, coupling = frozen
]=]
for i, t in ipairs(times) do text = text .. ("observe v%d = V at %g ms\nobserve w%d = W at %g ms\n"):format(i, t, i, t) end
local rows, output = run(text .. "explore e\n  noise.key = [7]\nend\n")
local far = rows[1] and 0 or math.huge
for i = 1, rows[1] and 3 or 0 do
  far = math.max(far, farthest(rows[1], "v" .. i, peer.v[i]), farthest(rows[1], "w" .. i, peer.w[i]))
end
check(far < 1e-15, "multiplicative noise as tvboptim has it", rows[1] and far .. " apart" or output)
kit.finish()
