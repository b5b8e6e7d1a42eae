"""blocks.py -- right-hand sides in the neutral notation of models_equations.md, with 60 digits.

nm_eval.py, beside the reference files, reads a block and evaluates it in double; here the same
text is evaluated by mpmath, so that what comes out is right to the last digit of a double. The
double one says how well a point is conditioned (see make.py).

lc(expr), a local coupling, is an input like any other here: local_0, local_1 ... in the order in which
different ones appear. Values that vary over modes are arrays.
"""
import re

import numpy
from mpmath import mp, mpf

mp.dps = 60
NUMBER = re.compile(r"(?<![\w.])(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)(?![\w.])")


def closing(text, start):
    depth = 0
    for i in range(start, len(text)):
        depth += (text[i] == "(") - (text[i] == ")")
        if depth == 0:
            return i


def locals_as_inputs(text):
    """The text with local_0, local_1 ... for lc(...), and their number."""
    seen = []
    while True:
        found = re.search(r"\blc\(", text)
        if not found:
            break
        end = closing(text, found.end() - 1)
        inside = text[found.end():end]
        if inside not in seen:
            seen.append(inside)
        text = text[:found.start()] + "local_%d" % seen.index(inside) + text[end + 1:]
    return text + "".join("\ncin local_%d <- none" % i for i in range(len(seen)))


def number(x):
    return numpy.array([mpf(v) for v in x], dtype=object) if isinstance(x, (list, tuple, numpy.ndarray)) else mpf(x)


def code(expr):
    return compile(NUMBER.sub(lambda m: 'm_("%s")' % m[1], expr.strip()), expr, "eval")


def if_(c, a, b):
    return a if c else b


NAMES = dict(
    m_=mpf, exp=mp.exp, log=mp.log, sin=mp.sin, cos=mp.cos, tanh=mp.tanh, cosh=mp.cosh, sqrt=mp.sqrt, abs=abs,
    sign=mp.sign, erfc=mp.erfc, atan2=mp.atan2, min=min, max=max, IF=if_,
    mdot=lambda v, matrix: numpy.array([sum(v[i]*matrix[i][k] for i in range(len(v))) for k in range(len(v))], dtype=object),
    msum=sum)


class Block:
    """One block: nm is nm_eval's reading of it."""

    def __init__(self, nm_eval, text):
        self.text = locals_as_inputs(text)
        self.nm = nm = nm_eval.NM(self.text)
        self.states, self.modes = nm.sv, nm.modes
        self.order = [(n, code(e)) for n, e in nm.dpar]
        self.functions = [(n, args, NUMBER.sub(lambda m: 'm_("%s")' % m[1], e)) for n, args, e in nm.fun]
        self.lets = [(n, code(e)) for n, e in nm.aux]
        self.rates = {n: code(e) for n, e in (nm.der or nm.map).items()}
        self.matrices = {n: [[mpf(repr(float(x))) for x in row] for row in m] for n, m in nm.mat.items()}
        self.vectors = {n: number([repr(float(x)) for x in v]) for n, v in nm.vec.items()}

    def exact(self, state, inputs, parameters, t):
        """Derivatives and intermediate values, all numbers of mpmath; arguments may be."""
        g = dict(NAMES, pi=+mp.pi, t=number(t))
        g.update(self.matrices)
        g.update(self.vectors)
        for n, v in self.nm.par.items():
            g[n] = mpf(repr(v))
        g.update({n: number(v) for n, v in parameters.items()})
        for n, e in self.order:
            g[n] = eval(e, g)
        for n, args, e in self.functions:
            exec("def %s(%s): return %s" % (n, ", ".join(args), e), g)
        g.update({n: number(v) for n, v in state.items()})
        g.update({n: number(inputs.get(n, 0)) for n in self.nm.cin})
        for n, e in self.lets:
            g[n] = eval(e, g)
        return {n: eval(self.rates[n], g) for n in self.states}, g

    def double(self, state, inputs, parameters, t):
        def array(v):
            return numpy.array(v, dtype=float) if isinstance(v, list) else numpy.float64(v)
        with numpy.errstate(all="ignore"):
            rates, _ = self.nm.rhs({n: array(v) for n, v in state.items()},
                                   {n: array(inputs.get(n, 0)) for n in self.nm.cin}, parameters, 0.0, t)
        return {n: numpy.asarray(rates[n], dtype=float) for n in self.states}


def read(text):
    """Texts of the blocks by name, and {name: {parameter: [lo, hi]}}, as the text tells behind a block."""
    texts, ranges = {}, {}
    for found in re.finditer(r"```nm\n(.*?)```", text, re.S):
        name = re.search(r"model (\S+)", found[1])[1]
        texts[name] = found[1]
        told = re.match(r"\s*Parameter ranges:(.*?)(\n\n|\n\*|$)", text[found.end():], re.S)
        pairs = re.findall(r"(\w+) \[([^,\]]+),\s*([^\]]+)\]", told[1]) if told else []
        ranges[name] = {n: [float(lo), float(hi)] for n, lo, hi in pairs if float(lo) < float(hi)}
    return texts, ranges
