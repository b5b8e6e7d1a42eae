-- noisy.lua -- stochastic schemes for a system of two states, written down from their formulas.
--
--   local x, y = noisy.walk(scheme, terms, h, steps)
--
-- x' = -x + y/2 - x^3, y' = x - k*y + sin(t) at three nodes that do not know of each other, with
-- k = 0.7, from x = 0.3, -0.5, 1 and y = -0.2. A term of the noise:
--
--   on       numbers of its states, 1 for x and 2 for y
--   z        [step][number][node], normal numbers
--   gain     function(v, t, node, number): of the states v = { x, y } at this node
--   tau      time constant, or nil
--   states   matrix of correlation of its states, or nil; nodes: of nodes
--   later    the gain is the mean of those at the start and at the predicted end (Stratonovich, Heun)
--
-- Cholesky, Euler-Maruyama, Heun, Runge-Kutta with the noise at the end (rk4) or in its stages
-- (srk4, Ruemelin 1982), midpoint, exponential Euler with the diagonal of the Jacobian.
local noisy = { k = 0.7, x = { 0.3, -0.5, 1 }, y = -0.2 }

local function rates(v, t)
  local x, y = v[1], v[2]
  return { -x + y/2 - x^3, x - noisy.k*y + math.sin(t) }
end

local function own_slopes(v)
  return { -1 - 3*v[1]^2, -noisy.k }
end

local function exprel(x)
  if math.abs(x) < 1e-3 then return 1 + x/2*(1 + x/3*(1 + x/4*(1 + x/5))) end
  return (math.exp(x) - 1)/x
end

-- A = L*L', row by row.
local function cholesky(a)
  local l = {}
  for i = 1, #a do
    l[i] = {}
    for j = 1, i do
      local sum = a[i][j]
      for k = 1, j - 1 do sum = sum - l[i][k]*l[j][k] end
      if i == j then
        l[i][i] = math.sqrt(math.max(0, sum))
      else
        l[i][j] = l[j][j] ~= 0 and sum/l[j][j] or 0
      end
    end
  end
  return l
end

-- The numbers of a step, correlated over nodes, then over states.
local function correlated(term, n)
  local z, out = term.z[n], {}
  local over_nodes, over_states = term.nodes and cholesky(term.nodes), term.states and cholesky(term.states)
  local mixed = {}
  for s = 1, #term.on do
    mixed[s] = {}
    for i = 1, 3 do
      local sum = over_nodes and 0 or z[s][i]
      for j = 1, over_nodes and i or 0 do sum = sum + over_nodes[i][j]*z[s][j] end
      mixed[s][i] = sum
    end
  end
  for s = 1, #term.on do
    out[s] = {}
    for i = 1, 3 do
      local sum = over_states and 0 or mixed[s][i]
      for r = 1, over_states and s or 0 do sum = sum + over_states[s][r]*mixed[r][i] end
      out[s][i] = sum
    end
  end
  return out
end

local function plus(v, h, slope, more)
  local out = {}
  for s = 1, 2 do out[s] = v[s] + h*slope[s] + more[s] end
  return out
end

local function scaled(v, k) return { k*v[1], k*v[2] } end

-- w: increments with the gains of the start; smooth: those of them that last as long as the step; later(v): of
-- gains at another state.
local schemes = {}
function schemes.euler(v, t, h, w) return plus(v, h, rates(v, t), w) end
function schemes.heun(v, t, h, w, _, later)
  local k1 = rates(v, t)
  local ahead = plus(v, h, k1, w)
  local k2 = rates(ahead, t + h)
  return plus(v, h/2, { k1[1] + k2[1], k1[2] + k2[2] }, later(ahead))
end
local function fourth(v, t, h, w, part)
  local k1 = rates(v, t)
  local k2 = rates(plus(v, h/2, k1, scaled(w, part/2)), t + h/2)
  local k3 = rates(plus(v, h/2, k2, scaled(w, part/2)), t + h/2)
  local k4 = rates(plus(v, h, k3, scaled(w, part)), t + h)
  return plus(v, h/6, { k1[1] + 2*k2[1] + 2*k3[1] + k4[1], k1[2] + 2*k2[2] + 2*k3[2] + k4[2] }, w)
end
function schemes.rk4(v, t, h, w) return fourth(v, t, h, w, 0) end
function schemes.srk4(v, t, h, w) return fourth(v, t, h, w, 1) end
function schemes.midpoint(v, t, h, w)
  local half = plus(v, h/2, rates(v, t), scaled(w, 0.5))
  return plus(v, h, rates(half, t + h/2), w)
end
function schemes.exponential_euler(v, t, h, w, smooth)
  local f, a, out = rates(v, t), own_slopes(v), {}
  for s = 1, 2 do
    local white = w[s] - smooth[s]
    out[s] = v[s] + h*exprel(h*a[s])*f[s] + white*math.sqrt(exprel(2*h*a[s])) + smooth[s]*exprel(h*a[s])
  end
  return out
end
noisy.schemes = schemes

-- What a step adds to the states of a node, of all terms; apart what of it is coloured.
local function increments(terms, numbers, colours, v, t, h, node)
  local all, smooth = { 0, 0 }, { 0, 0 }
  for k, term in ipairs(terms) do
    for s, state in ipairs(term.on) do
      local g = term.gain(v, t, node, s)
      local w = term.tau and g*h/math.sqrt(2*term.tau)*colours[k][s][node] or g*math.sqrt(h)*numbers[k][s][node]
      all[state] = all[state] + w
      if term.tau then smooth[state] = smooth[state] + w end
    end
  end
  return all, smooth
end

-- The process of each coloured term behind step [n]; what it was stands in [colours].
local function move(terms, numbers, colours, h, n)
  for k, term in ipairs(terms) do
    local stays = term.tau and math.exp(-h/term.tau)
    for s = 1, term.tau and #term.on or 0 do
      for i = 1, 3 do
        local z = numbers[k][s][i]
        colours[k][s][i] = n == 1 and z or stays*colours[k][s][i] + math.sqrt(1 - stays^2)*z
      end
    end
  end
end

function noisy.walk(scheme, terms, h, steps)
  local v, colours = {}, {}
  for i = 1, 3 do v[i] = { noisy.x[i], noisy.y } end
  for k, term in ipairs(terms) do
    colours[k] = {}
    for s = 1, #term.on do colours[k][s] = { 0, 0, 0 } end
  end
  for n = 1, steps do
    local numbers, t = {}, (n - 1)*h
    for k, term in ipairs(terms) do numbers[k] = correlated(term, n) end
    move(terms, numbers, colours, h, n)
    for i = 1, 3 do
      local here = v[i]
      local w, smooth = increments(terms, numbers, colours, here, t, h, i)
      local function later(ahead)
        local out = { w[1], w[2] }
        for k, term in ipairs(terms) do
          for s, state in ipairs(term.later and term.on or {}) do
            local z = math.sqrt(h)*numbers[k][s][i]
            out[state] = out[state] + (term.gain(ahead, t + h, i, s) - term.gain(here, t, i, s))*z/2
          end
        end
        return out
      end
      v[i] = schemes[scheme](here, t, h, w, smooth, later)
    end
  end
  local x, y = {}, {}
  for i = 1, 3 do x[i], y[i] = v[i][1], v[i][2] end
  return x, y
end

return noisy
