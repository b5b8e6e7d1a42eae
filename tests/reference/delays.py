#!/usr/bin/env python3
"""delays.py -- networks with delays, step by step in double precision.

    python3 tests/reference/delays.py > tests/reference/delays.json

Typed from the description of tvboptim's integrator (0.4): a coupling keeps the last D + 1 states, D the longest
delay in steps. "nearest" reads state n - k, k = rint(tau/dt), halves to even; "linear" at d = tau/dt - s, never below
0, between the states floor(d) and floor(d) + 1 ago, where s is the mean time of the stages (Euler 0, Heun and RK4
half a step), or 0 where the coupling also reads the target's own state and is frozen over the step. Before the
first step all states are the initial one. The nodes are Wong and Wang's reduced ones.
"""
import json
import math
import random

random.seed(7)
NODES, STEPS, DT = 5, 60, 0.1
P = dict(a=0.270, b=0.108, d=154.0, gamma=0.641, tau_s=100.0, w=0.6, J_N=0.2609, I_o=0.33)


def short(x):
    return float("%.6g" % x)


W = [[0 if random.random() < 0.2 else short(random.uniform(0, 0.6)) for _ in range(NODES)] for _ in range(NODES)]
TAU = [[0 if i == j else short(random.uniform(0, 2.4)) for j in range(NODES)] for i in range(NODES)]
TAU[0][1], TAU[1][2], TAU[2][3] = 0.25, 1.25, 0.75      # halves of a step
START = [short(random.uniform(0.05, 0.6)) for _ in range(NODES)]


def rate(S, c):
    x = P["w"]*P["J_N"]*S + P["I_o"] + P["J_N"]*c
    u = P["a"]*x - P["b"]
    H = u/(1 - math.exp(-P["d"]*u))
    return -S/P["tau_s"] + (1 - S)*H*P["gamma"]


def rint(x):
    return int(round(x))        # Python's rounds halves to even


def run(method, linear, per_stage, difference, G=0.7):
    past = [START]              # newest last; what is older than the first is the first
    shift = 0 if method == "euler" or (difference and not per_stage) else 0.5

    def at(j, k):
        return past[max(len(past) - 1 - k, 0)][j]

    def source(i, j):
        if not linear:
            return at(j, rint(TAU[i][j]/DT))
        d = max(TAU[i][j]/DT - shift, 0)
        k = math.floor(d)
        f = d - k
        return (1 - f)*at(j, k) + f*at(j, k + 1)

    def coupled(y):
        return [G*sum(W[i][j]*(source(i, j) - (y[i] if difference else 0)) for j in range(NODES)) for i in range(NODES)]

    out = []
    for _ in range(STEPS):
        y = past[-1]
        frozen = coupled(y)

        def f(state):
            c = coupled(state) if per_stage else frozen
            return [rate(s, x) for s, x in zip(state, c)]

        def ahead(h, k):
            return [a + h*b for a, b in zip(y, k)]

        k1 = f(y)
        if method == "euler":
            new = ahead(DT, k1)
        elif method == "heun":
            k2 = f(ahead(DT, k1))
            new = [a + DT*0.5*(b + c) for a, b, c in zip(y, k1, k2)]
        else:
            k2 = f(ahead(0.5*DT, k1))
            k3 = f(ahead(0.5*DT, k2))
            k4 = f(ahead(DT, k3))
            new = [a + DT/6*(b + 2*c + 2*d + e) for a, b, c, d, e in zip(y, k1, k2, k3, k4)]
        past.append(new)
        out.append(new)
    return [out[i] for i in (0, 1, 5, 12, 24, STEPS - 1)]


def main():
    cases = [dict(method=m, linear=l, per_stage=p, difference=d, states=run(m, l, p, d))
             for m in ("euler", "heun", "rk4") for l in (False, True) for p in (False, True) for d in (False, True)]
    head = dict(nodes=NODES, dt=DT, steps=STEPS, weights=W, delays=TAU, start=START, at=[1, 2, 6, 13, 25, STEPS])
    print(json.dumps(head)[:-1] + ',\n"cases": [\n' + ",\n".join(json.dumps(c) for c in cases) + "]}")


main()
