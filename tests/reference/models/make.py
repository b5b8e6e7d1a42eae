#!/usr/bin/env python3
"""make.py -- points at which the models of the library are known, by programs that know nothing of massc.

    python3 tests/reference/models/make.py REFERENCE_FOLDER EQUATIONS [NAME...]

Needs numpy, scipy and mpmath (python3 -m venv v && v/bin/pip install numpy scipy mpmath). REFERENCE_FOLDER has
tvb_dfun.json (what the Python functions of TVB give), golden_models.json (tvboptim's) and nm_eval.py;
EQUATIONS is the text with the blocks of all models. Writes NAME.json beside this file, for each model of files.py:

    {"model": NAME, "tolerance": 1e-12, "initial": {...}, "range": {...}, "sets": [SET, ...]}

"initial" and "range" are what states start from, and typical ranges of states and parameters, where the sources say so.
A set is what `massc eval NAME --at` reads, with what is wanted: state and input hold a value a node (a list of modes
where the model has them) in the units that the file declares, parameters those that differ from the file's.
"derivatives" are in the state's unit per ms, of a map the next states; "auxiliaries" derived quantities.
"of_jacobian" is the tolerance of Jacobians where that is not 1e-10, "rounded" what they leave out.
"jacobian" has, of node 0, what a derivative changes with each state, input and parameter; what is left out is 0.

Random points are drawn in the ranges of the blocks and computed in 60 digits; a point at which doubles lose
more than a twentieth of the tolerance is drawn again. What the two reference files hold is written as it stands, after
the block of the same model has been held against it.
"""
import importlib.util
import json
import os
import random
import re
import sys

import numpy
from mpmath import mp, mpf

sys.dont_write_bytecode = True
import blocks
from files import FILES
from variants import texts

HERE = os.path.dirname(os.path.abspath(__file__))
NODES = 4
STEP = mpf(10)**-25
COLUMN = {"y0": (-1, 1), "y1": (-5, 50), "y2": (-5, 30)}
EXTERNAL = {"external_input_%s" % k: (0, 0.003) for k in ("ex_ex", "ex_in", "in_ex", "in_in")}


def load(folder):
    spec = importlib.util.spec_from_file_location("nm_eval", os.path.join(folder, "nm_eval.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain(x):
    """A number of mpmath, or an array of them, as doubles."""
    return [float(v) for v in x] if isinstance(x, numpy.ndarray) else float(x)


def is_real(x):
    return all(isinstance(v, mpf) and mp.isfinite(v) for v in (x if isinstance(x, numpy.ndarray) else [x]))


class Model:
    def __init__(self, name, spec, nm_eval, all_texts, ranges):
        self.name, self.spec = name, spec
        self.block = blocks.Block(nm_eval, all_texts[spec["block"]])
        self.told = ranges.get(spec["block"], {})
        self.rename, self.ms = spec.get("rename", {}), spec.get("ms", 1)
        self.values = spec.get("values", {})
        self.tolerance = spec.get("tolerance", 1e-12)
        back = {v: k for k, v in self.rename.items()}
        self.parameters = [back.get(p, p) for p in self.block.nm.par if back.get(p, p) not in spec.get("fixed", ())]
        self.chosen = dict(spec.get("choose", {}), **spec.get("along", {}))
        self.timed = re.search(r"\bt\b", self.block.text.split("\n", 1)[1]) is not None
        self.random = random.Random(name)
        self.draws = dict(COLUMN if spec["block"] in ("JansenRit", "Jansen1995") else {}, **spec.get("draw", {}))

    # ---- values ----
    def of_block(self, parameters):
        given = dict(self.values)
        given.update(parameters)
        return {self.rename.get(n, n): v for n, v in given.items()}

    def inputs_of_block(self, inputs):
        return {self.spec["inputs"][n]: v for n, v in inputs.items()}

    def exact(self, state, inputs, parameters, t):
        rates, values = self.block.exact(state, self.inputs_of_block(inputs), self.of_block(parameters), t)
        return {n: rates[n]/self.ms for n in self.block.states}, values

    # ---- drawing ----
    def uniform(self, lo, hi):
        return float("%.12g" % self.random.uniform(lo, hi))

    def draw_state(self, n):
        nm = self.block.nm
        lo, hi = nm.rng.get(n, (0, 0))
        if n in self.draws:
            lo, hi = self.draws[n]
        elif not lo < hi:
            start = nm.x0.get(n, 0.1)
            lo, hi = start - 0.5*abs(start) - 0.5, start + 0.5*abs(start) + 0.5
        if self.block.modes > 1:
            return [self.uniform(lo, hi) for _ in range(self.block.modes)]
        return self.uniform(lo, hi)

    def draw_inputs(self):
        lo, hi = self.draws.get("inputs", (-0.1, 0.1))
        def one():
            return [self.uniform(lo, hi) for _ in range(self.block.modes)] if self.block.modes > 1 else self.uniform(lo, hi)
        return {n: one() for n in self.spec["inputs"]}

    def draw_parameters(self):
        drawn = {}
        for n in self.parameters:
            value = self.values.get(n, self.block.nm.par[self.rename.get(n, n)])
            if n in self.chosen or n in self.spec.get("held", ()):
                continue
            if n in EXTERNAL:
                drawn[n] = self.uniform(*EXTERNAL[n])
            elif value == 0:
                drawn[n] = self.uniform(0.01, 0.1)
            else:
                drawn[n] = float("%.12g" % (value*self.random.uniform(0.8, 1.2)))
        return drawn

    def draw_time(self):
        return self.uniform(*self.draws.get("t", (0, 20))) if self.timed else 0

    # ---- a point ----
    def error(self, state, inputs, parameters, t, want):
        """What the double evaluation of the block lacks, relative to each derivative."""
        got = self.block.double(state, self.inputs_of_block(inputs), self.of_block(parameters), t)
        worst = 0
        for n in self.block.states:
            exact = numpy.array(plain(want[n]))
            with numpy.errstate(all="ignore"):
                lack = numpy.abs(got[n]/self.ms - exact)/numpy.abs(exact)
            lack = numpy.where(got[n]/self.ms == exact, 0, lack)
            worst = max(worst, float(numpy.max(lack)))
        return worst if worst == worst else float("inf")

    def point(self, parameters, t, fixed_state=None):
        """A state, its inputs and derivatives at which doubles keep their digits."""
        for attempt in range(400):
            state = {n: self.draw_state(n) for n in self.block.states}
            state.update(fixed_state or {})
            inputs = self.draw_inputs()
            try:
                if fixed_state:                       # the limit, from beside the hole
                    near = {n: v + mpf(10)**-30 if n in fixed_state else v for n, v in state.items()}
                    want, _ = self.exact(near, inputs, parameters, t)
                    return state, inputs, want
                want, _ = self.exact(state, inputs, parameters, t)
            except (ZeroDivisionError, ValueError, TypeError):
                continue
            if all(is_real(v) for v in want.values()) and self.error(state, inputs, parameters, t, want) <= self.tolerance/20:
                return state, inputs, want
        return None

    def jacobian(self, state, inputs, parameters, t):
        """{"state": {of: {by: x}}, "input": ..., "parameter": ...}: x is a number, or of modes a matrix [of][by] or a list."""
        out = {kind: {n: {} for n in self.block.states} for kind in ("state", "input", "parameter")}

        def difference(change):
            up, down = change(STEP), change(-STEP)
            return {n: (up[n] - down[n])/(2*STEP) for n in self.block.states}

        def keep(kind, by, slopes):
            for n, x in slopes.items():
                if any(v != 0 for v in numpy.atleast_1d(numpy.array(plain(x)))):
                    out[kind][n][by] = plain(x)

        def with_one(kind, by, new):
            if kind == "state":
                return self.exact(dict(state, **{by: new}), inputs, parameters, t)[0]
            if kind == "input":
                return self.exact(state, dict(inputs, **{by: new}), parameters, t)[0]
            return self.exact(state, inputs, dict(parameters, **{by: new}), t)[0]

        def matrices(kind, by, old):
            columns = []
            for k in range(self.block.modes):
                columns.append(difference(lambda h: with_one(kind, by, [mpf(v) + (h if i == k else 0) for i, v in enumerate(old)])))
            for n in self.block.states:
                matrix = [[float(columns[k][n][i]) for k in range(self.block.modes)] for i in range(self.block.modes)]
                if any(any(r) for r in matrix):
                    out[kind][n][by] = matrix

        for kind, all_of in (("state", state), ("input", inputs)):
            for by, old in all_of.items():
                if self.block.modes > 1:
                    matrices(kind, by, old)
                else:
                    keep(kind, by, difference(lambda h: with_one(kind, by, mpf(old) + h)))
        for by, old in self.block.vectors.items():
            matrices("parameter", by, list(old))
        for by in self.parameters:
            if by in self.spec.get("choose", {}) or by == "Rin" and parameters.get(by) == 0 or by in self.spec.get("rounded", ()):
                continue                              # a choice; or at the edge of one
            value = parameters.get(by, self.values.get(by, self.block.nm.par[self.rename.get(by, by)]))
            keep("parameter", by, difference(lambda h: self.exact(state, inputs, dict(parameters, **{by: mpf(value) + h}), t)[0]))
        return out

    def set(self, what, parameters, states=None, jacobian=False):
        t = self.draw_time()
        found = [self.point(parameters, t, s) for s in (states or [None]*NODES)]
        lost = found.count(None)
        found = [f for f in found if f]
        if lost or not found:
            print("%s: %s: %d points of %d found" % (self.name, what, len(found), len(found) + lost))
        one = {"what": what, "parameters": parameters, "t": t,
               "state": {n: [f[0][n] for f in found] for n in self.block.states},
               "input": {n: [f[1][n] for f in found] for n in self.spec["inputs"]},
               "derivatives": {n: [plain(f[2][n]) for f in found] for n in self.block.states}}
        if jacobian and found:
            state, inputs, _ = found[0]
            one["jacobian"] = self.jacobian(state, inputs, parameters, t)
        return one

    # ---- what is declared ----
    def declared(self, tvboptim):
        """Initial values of states, typical ranges of states and parameters, as far as the sources have any."""
        nm = self.block.nm
        initial = dict(nm.x0)
        if "tvboptim" in self.spec and "tvb" not in self.spec:
            r = tvboptim["derivatives"][self.spec["tvboptim"][0]]
            initial = dict(zip(r["state_names"], r["initial_state"]))
        initial.update(self.spec.get("initial", {}))
        ranges = {n: list(nm.rng[n]) for n in self.block.states if n in nm.rng and nm.rng[n][0] < nm.rng[n][1]}
        back = {v: k for k, v in self.rename.items()}
        ranges.update({back.get(n, n): r for n, r in self.told.items() if back.get(n, n) in self.parameters})
        return {"initial": initial, "range": ranges}

    # ---- what the reference files hold ----
    def agree(self, one, what):
        """How far the block is from a set that was read, relative to each derivative: as it is and with a floor."""
        worst = worst_floor = 0
        for n in self.block.states:
            top = numpy.max(numpy.abs(numpy.array(one["derivatives"][n])))
            for i, given in enumerate(one["derivatives"][n]):
                want, _ = self.exact({k: v[i] for k, v in one["state"].items()}, {k: v[i] for k, v in one["input"].items()},
                                     one["parameters"], 0)
                lack = numpy.abs(numpy.array(plain(want[n])) - numpy.array(given))
                worst = max(worst, float(numpy.max(lack/numpy.maximum(numpy.abs(given), 1e-300))))
                worst_floor = max(worst_floor, float(numpy.max(lack/numpy.maximum(numpy.abs(given), 1e-3*top + 1e-300))))
        note = "" if worst <= self.tolerance else "  beyond the tolerance"
        print("%s: %s is %.1e from the block, %.1e with a floor%s" % (self.name, what, worst, worst_floor, note))

    def of_tvb(self, reference):
        name, rows = self.spec["tvb"]
        r = reference[name]
        modes = r["modes"] > 1

        def nodes(values):
            return [list(v) if modes else v[0] for v in values]
        parameters = {}
        for n, v in r["parameters"].items():
            if n in ("P_e", "P_i"):                 # TVB has vectors, the files ten parameters
                parameters.update({"P%d%s" % (i, n[1:]): x for i, x in enumerate(v)})
            elif n not in self.spec.get("dropped", ()):
                parameters[n] = v[0]
        one = {"what": "tvb_dfun.json", "parameters": parameters, "t": 0,
               "state": {n: nodes(r["state"][i]) for i, n in enumerate(r["state_variables"])},
               "input": {n: nodes(r["coupling"][i]) for n, i in rows.items()},
               "derivatives": {n: nodes(r["derivative"][i]) for i, n in enumerate(r["state_variables"])}}
        self.agree(one, "tvb_dfun.json")
        return one

    def of_tvboptim(self, reference, which):
        name, rows = self.spec["tvboptim"]
        r, names = reference[which][name], reference["derivatives"][name]
        given = dict(r["coupling"])
        given.update(r["external"])
        one = {"what": "golden_models.json, %s" % which, "t": 0,
               "parameters": {n: v for n, v in r["params"].items() if n not in self.spec.get("dropped", ())},
               "state": dict(zip(names["state_names"], r["state"])),
               "input": {n: given[c][i] for n, (c, i) in rows.items()},
               "derivatives": dict(zip(names["state_names"], r["derivatives"])),
               "auxiliaries": dict(zip(names["aux_names"], r["auxiliaries"]))}
        self.agree(one, which)
        return one

    def sets(self, tvb, tvboptim):
        out = []
        if "tvb" in self.spec:
            out.append(self.of_tvb(tvb))
        if "tvboptim" in self.spec:
            out += [self.of_tvboptim(tvboptim, which) for which in ("derivatives", "derivatives_alt")]
        out.append(self.set("the values of the file", {}))
        if self.parameters:
            choices = [{n: v} for n, values in self.spec.get("choose", {}).items() for v in values]
            for n, values in self.spec.get("along", {}).items():
                count = max(len(choices), len(values))
                choices = [dict(choices[i] if choices else {}, **{n: values[i % len(values)]}) for i in range(count)]
            choices = choices or [{}]
            for c in choices:
                what = "random parameters" + "".join(", %s = %g" % kv for kv in c.items())
                out.append(self.set(what, dict(self.draw_parameters(), **c), jacobian=True))
        else:
            out[-1] = self.set("the values of the file", {}, jacobian=True)
        if "at" in self.spec:
            for n, values in self.spec["at"].items():
                out.append(self.set("where a quotient has a hole", {}, [{n: float(v)} for v in values]))
        return out


def dump(path, name, spec, tolerance, declared, sets):
    def line(value):
        return json.dumps(value, separators=(",", ":"))
    more = "".join(',"%s":%s' % (k, line(spec[k])) for k in ("of_jacobian", "rounded") if k in spec)
    more += "".join(',\n"%s":%s' % (k, line(v)) for k, v in declared.items())
    text = '{"model":%s,"tolerance":%g%s,\n"sets":[\n' % (line(name), tolerance, more)
    text += ",\n".join("{" + ",\n ".join("%s:%s" % (line(k), line(v)) for k, v in one.items()) + "}" for one in sets)
    with open(path, "w") as file:
        file.write(text + "]}\n")


def main():
    folder, equations, wanted = sys.argv[1], sys.argv[2], sys.argv[3:]
    nm_eval = load(folder)
    with open(equations) as file:
        all_texts, ranges = blocks.read(file.read())
    all_texts.update(texts(all_texts))
    read = [json.load(open(os.path.join(folder, n))) for n in ("tvb_dfun.json", "golden_models.json")]
    for name, spec in FILES.items():
        short = name.split("/")[-1]
        if not wanted or short in wanted:
            model = Model(short, spec, nm_eval, all_texts, ranges)
            dump(os.path.join(HERE, short + ".json"), short, spec, model.tolerance, model.declared(read[1]), model.sets(*read))


main()
