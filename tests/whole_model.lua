-- whole_model.lua -- a model and a network with all kinds of numbers that may be given: of nodes, of modes, with units,
-- by a formula, of couplings, delays, noise and stimuli.
return [=[
model M
  input c
  modes 2
  state x = 0.25
  state y = 0.5
  param a = [0.5, 0.75]
  param b = 2 [mV]
  param k = 3*b
  param far = 0.3 [ms]
  x' = y - a*x + c + 0.01*b
  y' = -x + 0.001*k + 0.1*x(t - far)
end
coupling C
  from x
  param G = 0.125
  pre = x_j
  post = G*sum
end
network
  nodes 3
  dynamics M
  graph weights = [[0, 1, 0], [0, 0, 1], [1, 1, 0]]
  graph lengths = [[0, 1, 0], [0, 0, 2], [1, 2, 0]] with speed = 4
  coupling c = delayed C(x)
  noise gain on x = s*(1 + y^2) with s = 0.01
  noise additive on y with sigma = 0.02, tau = 2 ms
  stimulus kick on x = height*pulse(t, onset, 1) with height = 0.5, onset = 0.4
end
]=]
