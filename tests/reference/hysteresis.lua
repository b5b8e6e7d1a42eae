-- hysteresis.lua -- the states of rest of two coupled Wilson-Cowan nodes, found without integrating anything.
--
-- Both nodes are alike (E, I) and excite each other by G*E. At rest I follows from E, since with
--   s_e = E/(1 - E) and s_i = I/(1 - I)
-- the inhibitory equation is monotone in I, and the excitatory one says which input P it takes:
--   P = b_e + log(y/(1 - y))/a_e - (c_ee + G)*E + c_ei*I,  y = s_e + 1/(1 + exp(a_e*b_e)).
-- So P is a function of E; where it turns are the folds, and between them a P has three states of rest.
local hysteresis = {}

-- Wilson and Cowan (1972), figure 4.
local c_ee, c_ei, c_ie, c_ii, a_e, b_e, a_i, b_i, tau = 12, 4, 13, 11, 1.2, 2.8, 1, 4, 10
local rest_e, rest_i = 1/(1 + math.exp(a_e*b_e)), 1/(1 + math.exp(a_i*b_i))

local function sigmoid_i(x) return 1/(1 + math.exp(-a_i*(x - b_i))) - rest_i end

-- The place in [lo, hi] where f changes its sign.
local function root(f, lo, hi)
  local sign = f(lo) > 0
  for _ = 1, 200 do
    local middle = (lo + hi)/2
    if (f(middle) > 0) == sign then lo = middle else hi = middle end
  end
  return (lo + hi)/2
end

local function inhibited(E) return root(function(I) return (1 - I)*sigmoid_i(c_ie*E - c_ii*I) - I end, -rest_i/(1 - rest_i), 0.5) end

local function input(E, G)
  local y = E/(1 - E) + rest_e
  return b_e + math.log(y/(1 - y))/a_e - (c_ee + G)*E + c_ei*inhibited(E)
end

-- The extreme of [sign]*P between lo and hi, by golden sections; E and P there.
local function extreme(G, lo, hi, sign)
  local golden = (math.sqrt(5) - 1)/2
  while hi - lo > 1e-9 do
    local left, right = hi - golden*(hi - lo), lo + golden*(hi - lo)
    if sign*input(left, G) > sign*input(right, G) then hi = right else lo = left end
  end
  return (lo + hi)/2, input((lo + hi)/2, G)
end

-- The quiet branch ends where P is greatest, the active one where it is least.
function hysteresis.folds(G)
  local quiet, up = extreme(G, 0.001, 0.2, 1)
  local active, down = extreme(G, quiet, 0.48, -1)
  return { quiet_until = up, quiet_E = quiet, active_from = down, active_E = active }
end

-- The shares at which y is 0 and 1: no input leads further.
local least, most = -rest_e/(1 - rest_e), (1 - rest_e)/(2 - rest_e)

-- E on a branch at P, or nil.
function hysteresis.at_rest(G, P, branch)
  local f = hysteresis.folds(G)
  if branch == "quiet" then return P < f.quiet_until and root(function(E) return input(E, G) - P end, least + 1e-12, f.quiet_E) or nil end
  return P > f.active_from and root(function(E) return input(E, G) - P end, f.active_E, most - 1e-12) or nil
end

-- Whether all small disturbances die out: those that both nodes share, and those in which they differ.
function hysteresis.is_stable(G, E)
  local I = inhibited(E)
  local s_e, s_i = E/(1 - E), I/(1 - I)
  local slope_e, slope_i = a_e*(s_e + rest_e)*(1 - s_e - rest_e), a_i*(s_i + rest_i)*(1 - s_i - rest_i)
  for _, g in ipairs { G, -G } do
    local ee, ei = (-1 - s_e + (1 - E)*slope_e*(c_ee + g))/tau, -(1 - E)*slope_e*c_ei/tau
    local ie, ii = (1 - I)*slope_i*c_ie/tau, (-1 - s_i - (1 - I)*slope_i*c_ii)/tau
    if not (ee + ii < 0 and ee*ii - ei*ie > 0) then return false end
  end
  return true
end

return hysteresis
