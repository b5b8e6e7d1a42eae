#!/usr/bin/env python3
"""couplings.py -- what each coupling of the library gives at chosen states, by mpmath.

    python3 tests/reference/couplings.py > tests/reference/couplings.json

Needs mpmath (python3 -m venv v && v/bin/pip install mpmath). Typed from the formulas of TVB's
tvb.simulator.coupling (2.9) and tvboptim's coupling modules (0.4): with weights w[i][j] to i from j, and the
values x[k][j] of source k at node j, the outputs [output][node]. Parameters are the defaults of those, or drawn.
"""
import json
import random

from mpmath import exp, mp, mpf, sin, tanh

mp.dps = 40
random.seed(11)
NODES = 4


def summed(w, term):
    return [sum((w[i][j]*term(i, j) for j in range(NODES)), mpf(0)) for i in range(NODES)]


def one(pre, post):
    """A coupling of one source and one output: pre(x_j, x_i, p), post(sum, p)."""
    return lambda x, w, p: [[post(s, p) for s in summed(w, lambda i, j: pre(x[0][j], x[0][i], p))]]


def jansen_rit(x, w, p):
    rate = [p.cmin + (p.cmax - p.cmin)/(1 + exp(p.r*(p.midpoint - (x[0][j] - x[1][j])))) for j in range(NODES)]
    return [[p.G*s for s in summed(w, lambda i, j: rate[j])]]


def dynamic_threshold(x, w, p):
    a = [p.H*(p.Q + tanh(p.G*(p.P*x[0][j] - x[1][j]))) for j in range(NODES)]
    return [summed(w, lambda i, j: a[j]), a]


def source(j, i, p):
    return j


# Sources, defaults, formula, range of the states.
couplings = {
    "Linear": (1, dict(G=1, b=0), one(source, lambda s, p: p.G*s + p.b), 2),
    "LinearTvb": (1, dict(a="0.00390625", b=0), one(source, lambda s, p: p.a*s + p.b), 40),
    "Scaling": (1, dict(a="0.00390625"), one(source, lambda s, p: p.a*s), 40),
    "Difference": (1, dict(G=1), one(lambda j, i, p: j - i, lambda s, p: p.G*s), 2),
    "DifferenceTvb": (1, dict(a="0.1"), one(lambda j, i, p: j - i, lambda s, p: p.a*s), 2),
    "Kuramoto": (1, dict(G=1), one(lambda j, i, p: sin(j - i), lambda s, p: p.G*s), 6),
    "Sigmoidal": (1, dict(cmin=-1, cmax=1, midpoint=0, a=1, sigma=230),
                  one(source, lambda s, p: p.cmin + (p.cmax - p.cmin)/(1 + exp(-p.a*(s - p.midpoint)/p.sigma))), 100),
    "Sigmoid": (1, dict(G=1, a=1, b=0, slope=1, midpoint=0),
                one(source, lambda s, p: p.G/(1 + exp(-p.slope*((p.a*s + p.b) - p.midpoint)))), 2),
    "SigmoidalJansenRit": (2, dict(G=1, cmin=0, cmax="0.005", midpoint=6, r="0.56"), jansen_rit, 10),
    "PreSigmoidal": (2, dict(H="0.5", Q=1, G=60, P=1), dynamic_threshold, "0.05"),
    "PreSigmoidalStatic": (1, dict(H="0.5", Q=1, G=60, P=1, theta="0.5"),
                           one(lambda j, i, p: p.H*(p.Q + tanh(p.G*(p.P*j - p.theta))), lambda s, p: s), "0.6"),
    "HyperbolicTangent": (1, dict(a=1, b=1, midpoint=0, sigma=1),
                          one(lambda j, i, p: p.a*(1 + tanh((p.b*j - p.midpoint)/p.sigma)), lambda s, p: s), 2),
    "Tanh": (1, dict(G="0.5", scale=2), one(source, lambda s, p: p.G*tanh(p.scale*s)), 1),
}


class Numbers:
    def __init__(self, values):
        self.__dict__.update({k: mpf(float(v)) for k, v in values.items()})


def short(x):
    return float("%.12g" % x)


def draw(reach):
    return short(random.uniform(-1, 1)*float(reach))


def case(sources, values, formula, reach):
    x = [[draw(reach) for _ in range(NODES)] for _ in range(sources)]
    w = [[0 if i == j or random.random() < 0.25 else short(random.uniform(-0.5, 1)) for j in range(NODES)] for i in range(NODES)]
    exact = [[mpf(v) for v in row] for row in x], [[mpf(v) for v in row] for row in w]
    outputs = formula(*exact, Numbers(values))
    return dict(x=x, weights=w, parameters={k: float(v) for k, v in values.items()},
                outputs=[[float(v) for v in row] for row in outputs])


def main():
    lines = []
    for name, (sources, defaults, formula, reach) in couplings.items():
        cases = [case(sources, defaults, formula, reach), case(sources, defaults, formula, reach)]
        for _ in range(3):
            cases.append(case(sources, {k: short(float(v)*random.uniform(0.5, 1.5) + random.uniform(-0.1, 0.1))
                                        for k, v in defaults.items()}, formula, reach))
        lines.append('"%s":[\n %s]' % (name, ",\n ".join(json.dumps(c) for c in cases)))
    print("{%s}" % ",\n".join(lines))


main()
