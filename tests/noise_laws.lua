-- noise_laws.lua -- what noise does to a system, against formulas.
--
--   lua5.4 tests/noise_laws.lua out/massc
--
-- Moments, correlations and autocorrelations over many nodes, each an independent path: keys are fixed, and
-- an estimate may be 4 of its own standard errors away, which are computed from the formula too. Orders of
-- convergence where a solution is known for each path (Kloeden, Platen, Numerical Solution of Stochastic
-- Differential Equations, 4.4), by numbers from a file, so that coarse steps see the path of fine ones.
package.path = "tests/?.lua;" .. package.path
local kit = require "kit"
local arrays = require "arrays"
local tables = require "tables"
local lab = require "lab" (arg[1])
local check, run, home = kit.check, lab.run, lab.home
kit.uses("tests/noise_laws.lua")

local NODES = 20000

-- got, what it should be, its standard error.
local function within(title, got, want, error_)
  local far = got and math.abs(got - want)/error_ or math.huge
  check(far < 4, title, ("%s, not %.6g: %.2g standard errors of %.3g"):format(got, want, far, error_))
  return far
end

local function table_of(text, options)
  local rows, output = run(text, options)
  check(#rows > 0, "it runs", output)
  return rows
end

local function number(row, name) return tonumber(row and row[name]) end

-- ---- coloured noise: x' = 0 adds dt*c each step ------------------------------------------------

local function coloured(tau, dt, steps)
  return ([[
model Sum
  state x = 0
  x2 = x^2
  watch x2
  x' = 0
end
network
  nodes %d
  noise additive on x with sigma = 0.5, tau = %g ms, key = 4
end
simulate euler with dt = %g ms, duration = %g ms
observe square = last(mean(x2 over node))
explore e
  initial.x = [0]
end
]]):format(NODES, tau, dt, dt*steps)
end

-- Variance of the sum of so many values of the process, whose variance is sigma^2/(2*tau).
local function variance_of_sum(sigma, tau, dt, steps)
  local stays, sum = math.exp(-dt/tau), 0
  for lag = 0, steps - 1 do sum = sum + (lag == 0 and 1 or 2)*(steps - lag)*stays^lag end
  return dt^2*sigma^2/(2*tau)*sum
end

for _, case in ipairs { { 2, 0.1, 1, "from the first step on" }, { 2, 0.1, 2, "and in the second" }, { 2, 0.5, 40, "autocorrelated" },
                        { 0.2, 0.5, 40, "steps longer than its time constant" }, { 10, 1, 30, "slow" } } do
  local tau, dt, steps, title = table.unpack(case)
  local want = variance_of_sum(0.5, tau, dt, steps)
  within("Ornstein-Uhlenbeck: " .. title, number(table_of(coloured(tau, dt, steps))[1], "square"), want, want*math.sqrt(2/NODES))
end
-- As tau goes to 0 it is white noise of that sigma: sigma^2*t, 20 ms, but for 2*tau/t and dt.
local small = number(table_of(coloured(0.05, 0.01, 2000))[1], "square")
within("Ornstein-Uhlenbeck: tends to white noise", small, 0.25*20*(1 - 0.05/20), 0.25*20*math.sqrt(2/NODES))

-- Autocorrelation, from the increments of two steps: corr(c(0), c(m*dt)) = exp(-m*dt/tau).
local function series(text, name)
  lab.write(text)
  local output, code = lab.call("run model.mass e --engine tcc --quiet --out out --format csv,npy")
  if code ~= 0 then check(false, "it runs", output) return nil end
  return arrays.read_npy(home .. "/out/e." .. name .. ".npy")
end
local PATHS, SAMPLES = 4000, 30
local shape, x = series(coloured(2, 0.5, SAMPLES):gsub("nodes %d+", "nodes " .. PATHS):gsub("observe s", "record x\nobserve s"), "x")
check(shape and #x == SAMPLES*PATHS, "states of all nodes are recorded", shape and table.concat(shape, " "))
local function increment(n, i) return x[n*PATHS + i] - (n > 0 and x[(n - 1)*PATHS + i] or 0) end
for _, lag in ipairs { 1, 2, 4, 8, 20 } do
  local sum, squares = 0, 0
  for i = 1, PATHS do
    sum = sum + increment(0, i)*increment(lag, i)
    squares = squares + increment(0, i)^2
  end
  local want = math.exp(-lag*0.5/2)
  within(("Ornstein-Uhlenbeck: correlation %d steps on"):format(lag), sum/PATHS/(0.5^2*0.5^2/(2*2)), want, math.sqrt((1 + want^2)/PATHS))
end

-- ---- geometric Brownian motion: moments in both senses ----------------------------------------------

local function brownian(noise, scheme, dt, more)
  return ([[
model Brownian
  state x = 1
  param mu = 0.3
  param s = 0.5
  x2 = x^2
  watch x2
  x' = mu*x
end
network
  nodes %d
  noise %s
end
simulate %s with dt = %.17g ms, duration = 1 ms
observe m1 = last(mean(x over node))
observe m2 = last(mean(x2 over node))
%s
]]):format(NODES, noise, scheme, dt, more or "explore e\n  mu = [0.3]\nend")
end

local mu, s = 0.3, 0.5
local function moments(title, text, first, second, fourth)
  local row = table_of(text)[1]
  within(title .. ": mean", number(row, "m1"), first, math.sqrt((second - first^2)/NODES))
  within(title .. ": mean square", number(row, "m2"), second, math.sqrt((fourth - second^2)/NODES))
end
-- By Euler-Maruyama E[x^k] is multiplied in each step by E[(1 + mu*h + s*sqrt(h)*z)^k].
local function powers(a, b)     -- E[(a + b*z)^2], ^4
  return a^2 + b^2, a^4 + 6*a^2*b^2 + 3*b^4
end
do
  local h, n = 1/64, 64
  local second, fourth = powers(1 + mu*h, s*math.sqrt(h))
  moments("Ito, Euler", brownian("on x = s*x with key = 3", "euler", h), (1 + mu*h)^n, second^n, fourth^n)
  check(math.abs((1 + mu*h)^n/math.exp(mu) - 1) < 1e-3 and math.abs(second^n/math.exp(2*mu + s^2) - 1) < 5e-3, "which are near those of the equation")
  -- Heun multiplies by 1 + u + u^2/2 with u = mu*h + s*sqrt(h)*z; moments of u^k by those of z.
  local a, b = mu*h, s*math.sqrt(h)
  local z = { [0] = 1, 0, 1, 0, 3, 0, 15, 0, 105 }
  local function choose(m, k) local c = 1 for i = 1, k do c = c*(m - i + 1)/i end return c end
  local u = {}
  for m = 0, 8 do
    u[m] = 0
    for k = 0, m do u[m] = u[m] + choose(m, k)*a^(m - k)*b^k*z[k] end
  end
  local function power(p, q)   -- product of polynomials
    local out = {}
    for i = 0, 8 do out[i] = 0 end
    for i = 0, #p do for j = 0, #q do if i + j <= 8 then out[i + j] = out[i + j] + p[i]*q[j] end end end
    return out
  end
  local one = { [0] = 1, 1, 0.5 }
  local two = power(one, one)
  local four = power(two, two)
  local function mean(p) local sum = 0 for i = 0, #p do sum = sum + p[i]*u[i] end return sum end
  moments("Stratonovich, Heun", brownian("on x = s*x stratonovich with key = 3", "heun", h), mean(one)^n, mean(two)^n, mean(four)^n)
  check(math.abs(mean(one)^n/math.exp(mu + s^2/2) - 1) < 1e-2 and mean(one)^n/math.exp(mu) - 1 > 0.1, "which has the drift mu + s^2/2")
  -- Heun with Ito's gain: 1 + a + a^2/2 + (1 + a/2)*b*z.
  second, fourth = powers(1 + a + a^2/2, (1 + a/2)*b)
  moments("Ito, Heun", brownian("on x = s*x with key = 3", "heun", h), (1 + a + a^2/2)^n, second^n, fourth^n)
end

-- ---- correlated noise ------------------------------------------------------------------------------

do
  local row = table_of(([=[
model Three
  state x = 0
  state y = 0
  state z = 0
  xx = x*x
  xy = x*y
  xz = x*z
  yz = y*z
  watch xx, xy, xz, yz
  x' = 0
  y' = 0
  z' = 0
end
network
  nodes %d
  noise additive on x, y, z with sigma.x = 0.5, sigma.y = 1, sigma.z = 2, key = 2, state_correlation = [[1, 0.8, -0.3], [0.8, 1, 0.1], [-0.3, 0.1, 1]]
end
simulate euler with dt = 0.1 ms, duration = 2 ms
observe mxx = last(mean(xx over node))
observe mxy = last(mean(xy over node))
observe mxz = last(mean(xz over node))
observe myz = last(mean(yz over node))
explore e
  initial.x = [0]
end
]=]):format(NODES))[1]
  local t = 2
  within("correlated: variance", number(row, "mxx"), 0.25*t, 0.25*t*math.sqrt(2/NODES))
  for name, r in kit.sorted { mxy = { 0.5*1, 0.8 }, mxz = { 0.5*2, -0.3 }, myz = { 1*2, 0.1 } } do
    within("correlated: " .. name, number(row, name), r[1]*r[2]*t, r[1]*t*math.sqrt((1 + r[2]^2)/NODES))
  end
end

-- ---- the stationary variance of x' = -x with additive noise ----------------------------------------

-- By linearity it is the sum of squares of the answer to one kick: sigma^2/2 but for the scheme's error. That
-- divides by 2^order as the step is halved.
do
  local steps = { 0.4, 0.2, 0.1, 0.05 }
  local z = { 1 }
  for n = 2, 800 do z[n] = 0 end
  arrays.npy(home .. "/kick.npy", { 800, 1, 1 }, z)
  for scheme, order in kit.sorted { euler = 1, rk4 = 1, heun = 2, midpoint = 2, srk4 = 2, exponential_euler = 0 } do
    local rows = table_of(([=[
model Decay
  state x = 0
  x2 = x^2
  watch x2
  x' = -x
end
network
  nodes 1
  noise additive on x with sigma = 1, draws = "kick.npy"
end
simulate %s with dt = 0.4 ms, duration = 40 ms
observe v = sum(x2)
explore e
  simulate.dt = [%s]
end
]=]):format(scheme, table.concat(steps, ", ")))
    local shown, good = {}, #rows == #steps
    for i, row in ipairs(rows) do
      shown[i] = math.abs(number(row, "v")/0.5 - 1)
      good = good and (order == 0 and shown[i] < 1e-12 or order > 0 and (i == 1 or math.abs(math.log(shown[i - 1]/shown[i], 2) - order) < 0.25))
    end
    check(good, scheme .. (order == 0 and ": the variance is exact" or ": the variance has weak order " .. order), table.concat(shown, ", "))
  end
  local wide = table_of(([=[
model Decay
  state x = 0
  x2 = x^2
  watch x2
  x' = -x
end
network
  nodes %d
  noise additive on x with sigma = 1
end
simulate exponential_euler with dt = 2 ms, duration = 40 ms
observe v = last(mean(x2 over node))
explore e
  simulate.dt = [2]
end
]=]):format(NODES))
  within("exponential_euler: steps of twice the time constant", number(wide[1], "v"), 0.5, 0.5*math.sqrt(2/NODES))
end

-- ---- strong and weak orders ---------------------------------------------------------------------------

local seed = 7
local function uniform()
  seed = 6364136223846793005*seed + 1442695040888963407
  return ((seed >> 11) + 0.5)/2^53
end
local function normal() return math.sqrt(-2*math.log(uniform()))*math.cos(2*math.pi*uniform()) end

-- Paths of a Brownian motion to t = 1 in so many steps: z[step][path].
local FINE, PATH = 512, 1500
local fine = {}
for n = 1, FINE do
  fine[n] = {}
  for i = 1, PATH do fine[n][i] = normal() end
end
local levels = { 8, 16, 32, 64 }
local ends = {}
for i = 1, PATH do
  ends[i] = 0
  for n = 1, FINE do ends[i] = ends[i] + fine[n][i]/math.sqrt(FINE) end
end
for _, steps in ipairs(levels) do
  local flat, each = {}, FINE//steps
  for n = 0, steps - 1 do
    for i = 1, PATH do
      local sum = 0
      for k = 1, each do sum = sum + fine[n*each + k][i] end
      flat[#flat + 1] = sum/math.sqrt(each)
    end
  end
  arrays.npy(("%s/w%d.npy"):format(home, steps), { steps, 1, PATH }, flat)
end

-- Errors of each level: mean distance from the solution of a path, distance of the means.
local function errors(model, noise, scheme, exact)
  local strong, weak = {}, {}
  for level, steps in ipairs(levels) do
    local text = ("%snetwork\n  nodes %d\n  noise %s, draws = \"w%d.npy\"\nend\nsimulate %s with dt = %.17g ms, duration = 1 ms\n"
                  .. "observe end_x = last(x)\nexplore e\n  initial.x = [%s]\nend\n"):format(model, PATH, noise, steps, scheme, 1/steps, model:match("state x = (%S+)"))
    lab.write(text)
    local output, code = lab.call("run model.mass e --engine tcc --quiet --out out --format csv,npy")
    if code ~= 0 then check(false, "it runs", output) return nil end
    local _, got = arrays.read_npy(home .. "/out/e.end_x.npy")
    local sum, mean = 0, 0
    for i = 1, PATH do
      sum = sum + math.abs(got[i] - exact(i))
      mean = mean + got[i] - exact(i)
    end
    strong[level], weak[level] = sum/PATH, math.abs(mean/PATH)
  end
  return strong, weak
end

-- The slope of a line through the logarithms, by least squares.
local function slope(list)
  local sx, sy, sxx, sxy, n = 0, 0, 0, 0, #list
  for i, e in ipairs(list) do
    local y = -math.log(e, 2)
    sx, sy, sxx, sxy = sx + i, sy + y, sxx + i*i, sxy + i*y
  end
  return (n*sxy - sx*sy)/(n*sxx - sx^2)
end

local function has_order(title, list, order, slack)
  local got = list and slope(list) or 0
  check(math.abs(got - order) < (slack or 0.15), ("%s: order %g"):format(title, order), ("%.3f: %s"):format(got, list and table.concat(list, ", ")))
end

local geometric = "model B\n  state x = 1\n  param mu = 1\n  param s = 0.5\n  x' = mu*x\nend\n"
local strong, weak = errors(geometric, "on x = a*s*x with a = 1", "euler", function(i) return math.exp(1 - 0.125 + 0.5*ends[i]) end)
has_order("geometric Brownian motion, Ito, Euler: strong", strong, 0.5)
has_order("geometric Brownian motion, Ito, Euler: weak", weak, 1)
strong, weak = errors(geometric, "on x = a*s*x stratonovich with a = 1", "heun", function(i) return math.exp(1 + 0.5*ends[i]) end)
has_order("geometric Brownian motion, Stratonovich, Heun: strong", strong, 1)
has_order("geometric Brownian motion, Stratonovich, Heun: weak", weak, 1)
-- Heun's drift with Ito's gain goes to Ito's solution, not to the other one.
strong = errors(geometric, "on x = a*s*x with a = 1", "heun", function(i) return math.exp(1 - 0.125 + 0.5*ends[i]) end)
has_order("geometric Brownian motion, Ito, Heun: strong", strong, 0.5)

-- x = (1 + b*t + a*b*W)/sqrt(1 + t): additive noise whose strength is a function of time.
local fading = "model F\n  state x = 1\n  x' = 1/sqrt(1 + t) - x/(2*(1 + t))\nend\n"
for _, scheme in ipairs { "euler", "heun", "rk4", "srk4", "midpoint", "exponential_euler" } do
  strong = errors(fading, "on x = a/sqrt(1 + t) with a = 0.5", scheme, function(i) return (1 + 1 + 0.5*ends[i])/math.sqrt(2) end)
  has_order("noise that fades, " .. scheme .. ": strong", strong, 1)
end

-- x' = -x^3 + ... with additive noise: against the scheme of the finest path, by Euler in Lua.
local cubic = "model C\n  state x = 1\n  x' = x - x^3\nend\n"
local finest = {}
for i = 1, PATH do
  local v = 1
  for n = 1, FINE do
    local h = 1/FINE
    local w = 0.5*math.sqrt(h)*fine[n][i]
    local k1 = v - v^3
    local p = v + h*k1 + w
    v = v + h/2*(k1 + p - p^3) + w
  end
  finest[i] = v
end
local distance = {}
for _, scheme in ipairs { "euler", "heun", "rk4", "srk4", "midpoint", "exponential_euler" } do
  strong = errors(cubic, "additive on x with sigma = 0.5", scheme, function(i) return finest[i] end)
  distance[scheme] = strong and strong[1] or math.huge
  has_order("additive noise, " .. scheme .. ": strong", strong, 1, 0.2)
end
check(distance.srk4 < 0.7*distance.rk4, "noise in the stages is nearer to the path", ("%g, without %g"):format(distance.srk4, distance.rk4))
kit.finish()
