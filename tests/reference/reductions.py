"""reductions.py -- reductions of a run against NumPy's over the series of the same run.

    python3 reductions.py FOLDER NAME SERIES        (called by tests/reductions.lua)

Of the files NAME.HOW_OUTER[_INNER]_all.npy it prints by how much they are off what NumPy
gives in double, at most, in units of the last place of the run's precision: of the result,
of spreads in those of what is spread.
"""
import glob
import os
import re
import sys
import numpy as np

folder, name, series = sys.argv[1:]
samples = np.load(f"{folder}/{name}.{series}.npy")         # point, time, node
unit = np.finfo(samples.dtype).eps
x = samples.astype(np.float64)
first = lambda a, axis: np.take(a, 0, axis[0] if isinstance(axis, tuple) else axis)
last = lambda a, axis: np.take(a, -1, axis[0] if isinstance(axis, tuple) else axis)
kinds = {k: getattr(np, k) for k in ("mean", "std", "var", "min", "max", "sum")} | {"first": first, "last": last}
worst = {}
for path in sorted(glob.glob(f"{folder}/{name}.*_all.npy")):
    how, _, rest = re.match(r".*\.(both|time_of_node|node_of_time|time|node)(_)(.*)_all\.npy", path).groups()
    outer, inner = (rest.split("_") + [None])[:2]
    f, g = kinds[outer], kinds.get(inner)
    want = {"both": lambda: f(x, (1, 2)), "time": lambda: f(x, 1), "node": lambda: f(x, 2),
            "time_of_node": lambda: f(g(x, 2), 1), "node_of_time": lambda: f(g(x, 1), 1)}[how]()
    got = np.load(path).reshape(want.shape)
    what = x if inner is None else g(x, 2 if how == "time_of_node" else 1)   # the numbers that are reduced last
    most = np.abs(what).max()
    # One rounding of them moves a spread by that much, a variance by 2 std times it.
    yard = {"std": most, "var": 2 * most * np.sqrt(np.abs(want))}.get(outer, np.abs(want))
    worst[how, outer, inner] = np.max(np.abs(got - want) / np.maximum(yard, np.finfo(samples.dtype).tiny)) / unit
for key, off in worst.items():
    print(*(k for k in key if k), f"{off:.2g} ulp")
print(len(worst), "reductions, at most", f"{max(worst.values()):.3g} ulp, of", os.path.basename(folder), samples.dtype, samples.shape)
