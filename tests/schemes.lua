-- schemes.lua -- explicit schemes in a few lines, and functions of time: what stimuli are held against.
--
--   schemes.integrate("heun", f, x, h, duration)   one state vector x, its derivative f(t, x, stage); the last state
--   schemes.integrate(..., see)                    see(n, x) behind step n, counted from 1
local schemes = { step = {} }
local step = schemes.step

local function along(x, h, k)
  local out = {}
  for i in ipairs(x) do out[i] = x[i] + h*k[i] end
  return out
end

function step.euler(f, t, x, h)
  return along(x, h, f(t, x, 1))
end

function step.heun(f, t, x, h)
  local a = f(t, x, 1)
  local b = f(t + h, along(x, h, a), 2)
  return along(along(x, h/2, a), h/2, b)
end

function step.rk4(f, t, x, h)
  local a = f(t, x, 1)
  local b = f(t + h/2, along(x, h/2, a), 2)
  local c = f(t + h/2, along(x, h/2, b), 3)
  local d = f(t + h, along(x, h, c), 4)
  local out = {}
  for i in ipairs(x) do out[i] = x[i] + h/6*(a[i] + 2*b[i] + 2*c[i] + d[i]) end
  return out
end

function schemes.integrate(scheme, f, x, h, duration, see)
  for n = 0, math.floor(duration/h + 0.5) - 1 do
    x = step[scheme](f, n*h, x, h)
    if see then see(n + 1, x) end
  end
  return x
end

function schemes.pulse(t, onset, width)
  return onset <= t and t < onset + width and 1 or 0
end

function schemes.train(t, period, duty)
  return (t % period)/period < duty and 1 or 0
end

function schemes.ramp(t, start, stop)
  return math.max(0, math.min(1, (t - start)/(stop - start)))
end

function schemes.each(values, f)
  local out = {}
  for i, x in ipairs(values) do out[i] = f(x) end
  return out
end

return schemes
