-- models.lua -- equations as Lua, typed from the papers, beside the text that massc is given.
--
-- Each has
--   text       how the model is written in the language; nil for one of the library
--   states     their names, in the order of the arrays below
--   rhs, couplings, after, stimulus    as tests/reference/evaluator.lua has them
-- Sources: TVB's defaults (Sanz-Leon et al. 2015) of Generic2dOscillator, JansenRit (Jansen, Rit
-- 1995), WilsonCowan (1972), Epileptor (Jirsa et al. 2014), MontbrioPazoRoxin (2015);
-- Deco et al. 2013 for ReducedWongWang; Kuramoto 1975; Stuart-Landau with a stimulus.
local models = {}
local exp, sin, cos, pi = math.exp, math.sin, math.cos, math.pi

local linear = {}
function linear.of(state, gain)
  return {
    pre = function(source) return source[state] end,
    post = function(sum, p) return p[gain]*sum end,
  }
end

models.Generic2dOscillator = {
  states = { "V", "W" },
  couplings = { linear.of(1, "G") },
  rhs = function(y, c, p, _, madd)
    local V, W, d, tau = y[1], y[2], 0.02, 1
    return {
      d*tau*(madd(3, V*V, -(V*V*V)) + W + c[1]),
      d/tau*(madd(p.b, V, p.a) - W),
    }
  end,
}

models.ReducedWongWang = {
  states = { "S" },
  couplings = { linear.of(1, "G") },
  rhs = function(y, c, p, _, madd)
    local S = y[1]
    local x = madd(0.2609, c[1], madd(0.6*0.2609, S, 0.33))
    local u = madd(0.27, x, -0.108)
    local H = u/(1 - exp(-154*u))
    return { -S/100 + (1 - S)*H*p.gamma }
  end,
}

models.JansenRit = {
  text = [[
model JansenRit
  state y0 = 0.1
  state y1 = 0.1
  state y2 = 0.1
  state y3 = 0.1
  state y4 = 0.1
  state y5 = 0.1
  param A = 3.25
  param B = 22
  param a = 0.1
  param b = 0.05
  param v0 = 5.52
  param nu_max = 0.0025
  param r = 0.56
  param J = 135
  param a_1 = 1
  param a_2 = 0.8
  param a_3 = 0.25
  param a_4 = 0.25
  param mu = 0.22
  input net
  S(v) = 2*nu_max/(1 + exp(r*(v0 - v)))
  y0' = y3
  y1' = y4
  y2' = y5
  y3' = A*a*S(y1 - y2) - 2*a*y3 - a^2*y0
  y4' = A*a*(mu + a_2*J*S(a_1*J*y0) + net) - 2*a*y4 - a^2*y1
  y5' = B*b*a_4*J*S(a_3*J*y0) - 2*b*y5 - b^2*y2
end
coupling SigmoidalJansenRit
  from y1, y2
  param G = 1
  param cmax = 0.005
  param midpoint = 6
  param r = 0.56
  pre = cmax/(1 + exp(r*(midpoint - (y1_j - y2_j))))
  post = G*sum
end
]],
  states = { "y0", "y1", "y2", "y3", "y4", "y5" },
  couplings = { {
    pre = function(y) return 0.005/(1 + exp(0.56*(6 - (y[2] - y[3])))) end,
    post = function(sum, p) return p.G*sum end,
  } },
  rhs = function(y, c, p, _, madd)
    local function S(v) return 0.005/(1 + exp(0.56*(5.52 - v))) end
    local A, B, a, b, J = 3.25, 22, 0.1, 0.05, 135
    return {
      y[4], y[5], y[6],
      madd(-a*a, y[1], madd(-2*a, y[4], A*a*S(y[2] - y[3]))),
      madd(-a*a, y[2], madd(-2*a, y[5], A*a*(p.mu + 0.8*J*S(J*y[1]) + c[1]))),
      madd(-b*b, y[3], madd(-2*b, y[6], B*b*0.25*J*S(0.25*J*y[1]))),
    }
  end,
}

models.WilsonCowan = {
  text = [[
model WilsonCowan
  state E = 0.1
  state I = 0.1
  param c_ee = 12
  param c_ei = 4
  param c_ie = 13
  param c_ii = 11
  param a_e = 1.2
  param b_e = 2.8
  param a_i = 1
  param b_i = 4
  param tau = 10
  param P = 0
  input net
  x_e = c_ee*E - c_ei*I + P + net
  x_i = c_ie*E - c_ii*I
  s_e = 1/(1 + exp(-a_e*(x_e - b_e))) - 1/(1 + exp(a_e*b_e))
  s_i = 1/(1 + exp(-a_i*(x_i - b_i))) - 1/(1 + exp(a_i*b_i))
  E' = (-E + (1 - E)*s_e)/tau
  I' = (-I + (1 - I)*s_i)/tau
end
]],
  states = { "E", "I" },
  couplings = { linear.of(1, "G") },
  rhs = function(y, c, p, _, madd)
    local E, I = y[1], y[2]
    local x_e, x_i = 12*E - 4*I + p.P + c[1], 13*E - 11*I
    local s_e = 1/(1 + exp(-1.2*(x_e - 2.8))) - 1/(1 + exp(1.2*2.8))
    local s_i = 1/(1 + exp(-(x_i - 4))) - 1/(1 + exp(4))
    return { madd(1 - E, s_e, -E)/10, madd(1 - I, s_i, -I)/10 }
  end,
}

models.Epileptor = {
  text = [[
model Epileptor
  state x1 = -1.6
  state y1 = -12
  state z = 3.5
  state x2 = -1
  state y2 = 0
  state g = -0.1
  param a = 1
  param b = 3
  param c = 1
  param d = 5
  param r = 0.00035
  param x0 = -1.6
  param Iext = 3.1
  param slope = 0
  param Iext2 = 0.45
  param tau = 10
  param aa = 6
  param bb = 2
  param Kvf = 0.5
  param Kf = 0.2
  param Ks = 1
  param tt = 1
  input cx0, cx1
  f1 = if x1 < 0 then -a*x1^2 + b*x1 else slope - x2 + 0.6*(z - 4)^2
  fz = if z < 0 then -0.1*z^7 else 0
  h  = 4*(x1 - x0) + fz
  f2 = if x2 < -0.25 then 0 else aa*(x2 + 0.25)
  x1' = tt*(y1 - z + Iext + Kvf*cx0 + f1*x1)
  y1' = tt*(c - d*x1^2 - y1)
  z'  = tt*r*(h - z + Ks*cx0)
  x2' = tt*(-y2 + x2 - x2^3 + Iext2 + bb*g - 0.3*(z - 3.5) + Kf*cx1)
  y2' = tt*(-y2 + f2)/tau
  g'  = tt*(-0.01)*(g - 0.1*x1)
end
coupling Difference
  from x
  param G = 0.1
  pre  = x_j - x_i
  post = G*sum
end
]],
  states = { "x1", "y1", "z", "x2", "y2", "g" },
  couplings = {
    { pre = function(j, i) return j[1] - i[1] end, post = function(sum, p) return p.G*sum end },
    { pre = function(j, i) return j[4] - i[4] end, post = function(sum) return 0.1*sum end },
  },
  rhs = function(y, c, p, _, madd)
    local x1, y1, z, x2, y2, g = table.unpack(y)
    local f1 = x1 < 0 and madd(3, x1, -(x1*x1)) or madd(0.6, (z - 4)*(z - 4), -x2)
    local h = 4*(x1 - p.x0) - (z < 0 and 0.1*z^7 or 0)
    local f2 = x2 < -0.25 and 0 or 6*(x2 + 0.25)
    return {
      madd(f1, x1, madd(0.5, c[1], y1 - z + 3.1)),
      madd(-5, x1*x1, 1) - y1,
      0.00035*(h - z + c[1]),
      madd(0.2, c[2], madd(-0.3, z - 3.5, madd(2, g, x2 - y2 - x2*x2*x2 + 0.45))),
      (f2 - y2)/10,
      -0.01*(g - 0.1*x1),
    }
  end,
}

models.MontbrioPazoRoxin = {
  text = [[
model MontbrioPazoRoxin
  state r = 0.1 clamp [0, inf]
  state V = 0.1
  param tau = 1
  param I = 0
  param Delta = 1
  param J = 15
  param eta = -5
  param cr = 1
  param cv = 1
  input rates, volts
  r' = (Delta/(pi*tau) + 2*V*r)/tau
  V' = (V^2 - (pi*tau*r)^2 + eta + J*tau*r + I + cr*rates + cv*volts)/tau
end
coupling Difference
  from x
  param G = 0.1
  pre  = x_j - x_i
  post = G*sum
end
]],
  states = { "r", "V" },
  couplings = {
    linear.of(1, "G"),
    { pre = function(j, i) return j[2] - i[2] end, post = function(sum) return 0.05*sum end },
  },
  rhs = function(y, c, p, _, madd)
    local r, V, tau = y[1], y[2], 1
    local x = pi*tau*r
    return {
      madd(2*V, r, 1/(pi*tau))/tau,
      (madd(p.J*tau, r, V*V - x*x + p.eta) + c[1] + c[2])/tau,
    }
  end,
  after = function(y) y[1] = math.max(y[1], 0) end,
}

models.Kuramoto = {
  text = [[
model Kuramoto
  state theta = 0.1 wrap [0, 2*pi]
  param omega = 0.3
  input net
  theta' = omega + net
end
coupling Phases
  from theta
  param G = 1
  pre  = sin(theta_j - theta_i)
  post = G*sum
end
]],
  states = { "theta" },
  couplings = { {
    pre = function(j, i) return sin(j[1] - i[1]) end,
    post = function(sum, p) return p.G*sum end,
  } },
  rhs = function(_, c, p) return { p.omega + c[1] } end,
  after = function(y) y[1] = y[1] - 2*pi*math.floor(y[1]/(2*pi)) end,
}

-- In a transient the stimulus is there too, at negative times.
models.StuartLandau = {
  text = [[
model StuartLandau
  state x = 0.1
  state y = 0
  param a = 0.05
  param omega = 0.3
  param G = 0
  x' = (a - x^2 - y^2)*x - omega*y
  y' = (a - x^2 - y^2)*y + omega*x
end
]],
  states = { "x", "y" },
  rhs = function(s, _, p, _, madd)
    local x, y = s[1], s[2]
    local grow = p.a - x*x - y*y
    return { grow*x - p.omega*y, grow*y + p.omega*x }
  end,
  stimulus = function(t, node, p)
    return { node % 2 == 1 and p.amplitude*cos(0.7*t) or 0, 0 }
  end,
}

return models
