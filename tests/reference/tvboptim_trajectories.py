#!/usr/bin/env python3
"""tvboptim_trajectories.py -- thirty short runs of networks, without tvboptim and without this project.

    pip install jax numpy; python3 tests/reference/tvboptim_trajectories.py

Reads the numbers that tvboptim made, tvboptim_trajectories.json beside it, makes the same from the equations, and prints how
far they are apart (some 1e-15). What each run is made of is in `runs` below. With --blocks: the noise of rww_block_noise_heun,
as it stands in the JSON. Normal numbers are jax.random.normal's in double precision, key 7.
"""
import json
import os
import sys

import numpy as np

os.environ["JAX_PLATFORMS"] = "cpu"
import jax

jax.config.update("jax_enable_x64", True)
exp, pi, KEY = np.exp, np.pi, jax.random.key(7)
reference = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "tvboptim_trajectories.json")))
W, D = np.array(reference["weights"]), np.array(reference["delays"])
N = 3


def normal(shape, key=KEY):
    return np.array(jax.random.normal(key, shape))


# ---- equations: (states, inputs, time) to (derivatives, auxiliaries); c["x"] is a row for each input -------------

def wong_wang(y, c, t, w=.6, I_o=.33):
    x = w*.2609*y[0] + I_o + .2609*(c["instant"][0] + c["delayed"][0])
    u = .27*x - .108
    H = u/(1 - exp(-154*u))
    return [-y[0]/100 + (1 - y[0])*H*.641], [H]


def oscillator(y, c, t, stimulus=lambda t: 0):
    V, U = y
    return [.02*(-V**3 + 3*V**2 + U + c["delayed"][0] + c["instant"][0]) + stimulus(t), .02*(-2 - 10*V - U)], []


def jansen_rit(y, c, t):
    S = lambda v: 2*.0025/(1 + exp(.56*(5.52 - v)))
    a, b = .1, .05
    return [y[3], y[4], y[5], 3.25*a*S(y[1] - y[2]) - 2*a*y[3] - a*a*y[0],
            3.25*a*(.22 + .8*135*S(135*y[0]) + c["instant"][0] + c["delayed"][0]) - 2*a*y[4] - a*a*y[1],
            22*b*(.25*135*S(.25*135*y[0])) - 2*b*y[5] - b*b*y[2]], []


def hopf(y, c, t, a=.5, omega=1):
    k = a - y[0]**2 - y[1]**2
    return [k*y[0] - omega*y[1] + c["delayed"][0] + c["instant"][0], k*y[1] + omega*y[0] + c["delayed"][1]], []


def kuramoto(y, c, t):
    return [1 + c["delayed"][0] + c["instant"][0]], []


def wilson_cowan(y, c, t, P=1):
    local = c["instant"][0] + c["instant"][1]
    xe, xi = 12*y[0] - 4*y[1] + P + c["delayed"][0] + local, 13*y[0] - 11*y[1] + local
    Se = 1/(1 + exp(-1.2*(xe - 2.8))) - 1/(1 + exp(1.2*2.8))
    Si = 1/(1 + exp(-(xi - 4))) - 1/(1 + exp(4))
    return [(-y[0] + (1 - y[0])*Se)/10, (-y[1] + (1 - y[1])*Si)/10], []


def montbrio(y, c, t):
    r, V = y
    return [1/pi + 2*V*r, V*V - (pi*r)**2 - 5 + 15*r + c["instant"][0] + c["delayed"][0]], []


def epileptor(y, c, t):
    x1, y1, z, x2, y2, g = y
    f1 = np.where(x1 < 0, -x1**2 + 3*x1, -x2 + .6*(z - 4)**2)
    h = 4*(x1 + 1.6) + np.where(z < 0, -.1*z**7, 0)
    return [y1 - z + 3.1 + f1*x1, 1 - 5*x1**2 - y1, .00035*(h - z), -y2 + x2 - x2**3 + .45 + 2*g - .3*(z - 3.5),
            (-y2 + np.where(x2 < -.25, 0, 6*(x2 + .25)))/10, -.01*(g - .1*x1)], []


# ---- couplings: what they read; pre of (x_j, x_i); post of the sums, a row each -------------------------------------

def linear(reads, G):
    return dict(reads=reads, pre=lambda j, i: j, post=lambda s: G*s)


def difference(reads, G):
    return dict(reads=reads, pre=lambda j, i: j - i, post=lambda s: G*s, local=True)


def sines(G):
    return dict(reads=[0], pre=lambda j, i: np.sin(j - i), post=lambda s: G*s, local=True)


def rates(G):
    return dict(reads=[1, 2], pre=lambda j, i: (.005/(1 + exp(.56*(6 - (j[0] - j[1])))))[None], post=lambda s: G*s)


def logistic(G, slope, midpoint):
    return dict(reads=[0], pre=lambda j, i: j, post=lambda s: G/(1 + exp(-slope*(s - midpoint))))


def tanh_of_sum(G, scale):                      # one row for an input of two: the peer reads it twice
    return dict(reads=[0], pre=lambda j, i: j, post=lambda s: np.repeat(G*np.tanh(scale*s), 2, 0))


# ---- the integrator ---------------------------------------------------------------------------------------------------

class Reader:
    """The inputs of one coupling, and the past it keeps."""

    def __init__(self, k, y, dt, D, scheme, per_stage):
        self.k, self.y0 = k, y
        self.rows = None
        if not k.get("delayed"):
            return
        steps = max(0, int(np.ceil(D.max()/dt - 1e-9)))
        self.linear = k.get("linear")
        self.rows = np.repeat(y[k["reads"]][None], steps + 1 + bool(self.linear), 0)
        shift = 0 if scheme == "euler" or (k.get("local") and not per_stage) else .5
        if self.linear:
            d = np.clip(D/dt - shift, 0, steps)
            self.lag = np.floor(d).astype(int)
            self.part = d - self.lag
        else:
            self.lag = np.clip(np.rint(D/dt).astype(int), 0, steps)

    def past(self, lag):
        return np.stack([self.rows[len(self.rows) - 1 - lag, q, np.arange(N)[None, :]] for q in range(len(self.k["reads"]))])

    def __call__(self, y):
        own = y[self.k["reads"]]
        x_j, x_i = np.repeat(own[:, None, :], N, 1), np.repeat(own[:, :, None], N, 2)
        if self.rows is not None:
            x_j = self.past(self.lag)
            if self.linear:
                x_j = (1 - self.part)*x_j + self.part*self.past(self.lag + 1)
        return self.k["post"]((self.k["pre"](x_j, x_i)*W).sum(-1))

    def push(self, y):
        if self.rows is not None:
            self.rows = np.concatenate([self.rows[1:], y[self.k["reads"]][None]], 0)


def run(f, start, steps, couplings, dt=.1, scheme="heun", per_stage=False, noise=None, D=D, bounds=None, draws=None, auxiliary=False):
    """noise: (sigma, states or None, scale of |y|)."""
    y = np.repeat(np.array(start, float)[:, None], N, 1)
    readers = {name: Reader(k, y, dt, D, scheme, per_stage) for name, k in couplings.items()}
    on = list(range(len(start))) if noise is None or noise[1] is None else noise[1]
    draws = normal((steps, len(on), N)) if draws is None else draws
    zero = {"instant": np.zeros((2, N)), "delayed": np.zeros((2, N))}
    out = []
    for n in range(steps):
        inputs = lambda y: {**zero, **{name: r(y) for name, r in readers.items()}}
        first, dW = inputs(y), np.zeros_like(y)
        def slope(t, x):
            d, aux = f(x, inputs(x) if per_stage else first, t)
            return np.array(d), aux
        if noise:
            dW[on] = noise[0]*(1 + noise[2]*np.abs(y[on]))*np.sqrt(dt)*draws[n]
        t = n*dt
        k1, aux = slope(t, y)
        if scheme == "euler":
            y = y + dt*k1 + dW
        elif scheme == "heun":
            y = y + dt*.5*(k1 + slope(t + dt, y + dt*k1 + dW)[0]) + dW
        else:
            k2 = slope(t + .5*dt, y + .5*dt*k1)[0]
            k3 = slope(t + .5*dt, y + .5*dt*k2)[0]
            k4 = slope(t + dt, y + dt*k3)[0]
            y = y + dt/6*(k1 + 2*k2 + 2*k3 + k4) + dW
        y = y if bounds is None else np.clip(y, *bounds)
        for r in readers.values():
            r.push(y)
        out.append(np.concatenate([y, aux]) if auxiliary else y)
    return np.array(out)


def blocks():
    """The peer draws each 16 steps with the key folded with the number of the block."""
    return np.concatenate([normal((16 if b < 3 else 2, 1, N), jax.random.fold_in(KEY, b)) for b in range(4)])


# ---- the runs ---------------------------------------------------------------------------------------------------------

def delayed(k, **more):
    return dict(k, delayed=True, **more)


small = (.01, None, 0)
runs = {}
for scheme in "euler", "heun", "rk4":
    s = linear([0], .7)
    runs["rww_instant_" + scheme] = run(wong_wang, [.1], 50, dict(instant=s), scheme=scheme, noise=small)
    runs["rww_instant_perstage_" + scheme] = run(wong_wang, [.1], 50, dict(instant=s), scheme=scheme, noise=small, per_stage=True)
    runs["rww_delayed_" + scheme] = run(wong_wang, [.1], 50, dict(delayed=delayed(s)), scheme=scheme, noise=small)
    runs["rww_delayed_linear_" + scheme] = run(wong_wang, [.1], 50, dict(delayed=delayed(s, linear=True)), scheme=scheme, noise=small)
runs["rww_delayed_sparse_heun"] = runs["rww_delayed_heun"]
runs["length_graph_heun"] = run(wong_wang, [.1], 50, dict(delayed=delayed(s)), noise=small, D=10*D/4)
runs["rww_voi_aux_heun"] = run(wong_wang, [.1], 50, dict(instant=s), noise=small, auxiliary=True)
runs["rww_bounded_heun"] = run(wong_wang, [.1], 50, dict(instant=linear([0], 3)), noise=(.2, None, 0), bounds=(0, .15))
runs["rww_block_noise_heun"] = run(wong_wang, [.1], 50, dict(instant=s), noise=small, draws=blocks())
runs["jr_delayed_sig_heun"] = run(jansen_rit, [0, 5, 5, 0, 0, 0], 40, dict(delayed=delayed(rates(5))), dt=.5, noise=(1e-3, [4], 0))
runs["g2d_diff_multnoise_heun"] = run(oscillator, [0, 0], 50, dict(instant=difference([0], .3)), noise=(.05, [0], .5))
runs["g2d_ext_pulse_rk4"] = run(lambda y, c, t: oscillator(y, c, t, lambda t: .5*(1 <= t < 3)), [0, 0], 50,
                                dict(instant=linear([0], .1)), scheme="rk4")
runs["g2d_ext_sine_heun"] = run(lambda y, c, t: oscillator(y, c, t, lambda t: .5*np.sin(2*pi*.3*t + .1)), [0, 0], 50,
                                dict(instant=linear([0], .1)))
runs["suphopf_delayed2_heun"] = run(hopf, [.1, 0], 50, dict(delayed=delayed(linear([0, 1], .2))), noise=small)
runs["mpr_instant2_heun"] = run(montbrio, [.1, 0], 100, dict(instant=linear([0, 1], .2)), dt=.01, noise=small)
runs["kuramoto_delayed_heun"] = run(kuramoto, [.1], 50, dict(delayed=delayed(sines(.5))), noise=small)
runs["kuramoto_delayed_linear_perstage_heun"] = run(kuramoto, [.1], 50, dict(delayed=delayed(sines(.5), linear=True)), noise=small, per_stage=True)
runs["kuramoto_delayed_linear_frozen_heun"] = run(kuramoto, [.1], 50, dict(delayed=delayed(sines(.5), linear=True)), noise=small)
runs["epileptor_heun"] = run(epileptor, [-1.5, -10, 3.5, -1, 0, 0], 50, {})
runs["wc_sigmoid_heun"] = run(wilson_cowan, [.1, .05], 40, dict(delayed=delayed(logistic(.5, 2, .1))), dt=.5)
runs["wc_tanh_onerow_heun"] = run(wilson_cowan, [.1, .05], 40, dict(instant=tanh_of_sum(.5, 2)), dt=.5)
runs["g2d_sigmoid_heun"] = run(oscillator, [0, 0], 50, dict(instant=logistic(.3, 3, .05)))

if "--blocks" in sys.argv:
    print(json.dumps(blocks()[:, 0].tolist()))
else:
    for name, want in reference["trajectories"].items():
        y = runs[name]
        rows = [(y[0], want["first"]), (y[len(y)//2], want["mid"]), (y[-1], want["last"]), (y.mean(), want["mean"]), (y.std(), want["std"])]
        print("%-38s %.1e" % (name, max(np.abs(got - np.array(x)).max() for got, x in rows)))
