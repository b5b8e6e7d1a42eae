"""readers.py -- results as xarray, pandas and NumPy read them; readers.lua runs it.

    PYTHON tests/readers.py PROGRAM FOLDER EXPERIMENT

Runs the oscillator's experiment and reads what it wrote, with warnings as errors. Numbers of one
format are held against those of the others, names and units against the model's text. Prints a line
a check, "ok" or "not ok".
"""
import importlib.util
import json
import subprocess
import sys
import warnings

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import xarray

warnings.simplefilter("error")
program, folder, experiment = sys.argv[1:]


def check(good, title):
    print("ok" if good else "not ok", "-", title)


def run(path, out):
    subprocess.run([program, "run", path, "--quiet", "--out", f"{folder}/{out}", "--format", "csv,nc,npy"],
                   check=True, stdout=subprocess.DEVNULL)


def opened(name):
    return xarray.open_dataset(f"{folder}/{name}.nc")


def dims(array):
    return dict(zip(array.dims, array.shape))


run(experiment, "o")

# The line of the published page, as it stands there.
plt.figure()
image = opened("o/ab_grid").mean_V.plot.imshow(x="a", y="b")
left, right, *ends = image.get_extent()
check((left, right, sorted(ends)) == (-10.5, 10.5, [-10.5, 10.5]), "imshow(x=\"a\", y=\"b\") spans a and b")
check(plt.gca().get_xlabel().startswith("offset of the slow nullcline"), "the axis has the parameter's text")
grid = opened("o/ab_grid")
check(dims(grid.mean_V) == {"a": 21, "b": 21} and list(grid.coords) == ["a", "b"], "ab_grid: dimensions, coordinates")
check(grid.mean_V.sel(a=-10, b=10) == grid.mean_V[0, 20] and float(grid.a[3]) == -7, "ab_grid: values by their labels")

sweep = opened("o/a_sweep")
check(dims(sweep.results) == {"a": 6, "time": 80000, "state": 2, "node": 1}, "a_sweep: dimensions")
check(list(sweep.a.values) == [-2, -1, 0, 1, 2, 5] and list(sweep.state.values) == ["V", "W"], "a_sweep: coordinates")
check(sweep.time.dtype == np.float64 and sweep.time.attrs["units"] == "ms", "the time stays a number, in ms")
check(np.array_equal(sweep.time.values, np.arange(1, 80001)/100), "times are the doubles of their decimals")
lines = sweep.results.sel(state="V").isel(node=0).plot.line(hue="a", x="time")
check(len(lines) == 6 and plt.gca().get_xlabel() == "time [ms]", "a line a value of a, over the time in ms")
by_sample = sweep.results.mean("time").sel(state="V").isel(node=0)
check(np.allclose(by_sample, sweep.mean_V, rtol=0, atol=1e-14), "mean_V is the mean of what is recorded")
check(dims(opened("o/trials").results) == {"trial": 10, "time": 80000, "state": 2, "node": 1}, "trials: dimensions")

# Another reader of the same files, where it is installed: it knows HDF5, not libnetcdf.
if importlib.util.find_spec("h5netcdf"):
    for name in "o/a_sweep", "o/ab_grid", "o/trials":
        other = xarray.open_dataset(f"{folder}/{name}.nc", engine="h5netcdf")
        check(other.equals(opened(name)) and set(other.attrs) == set(opened(name).attrs), f"{name}: h5netcdf reads what netCDF4 does")


def exact(path):
    """pandas' own reader of numbers may be an ulp off, by its version."""
    return pd.read_csv(f"{folder}/{path}", dtype=str).apply(lambda column: column.map(float))


table = pd.read_csv(f"{folder}/o/a_sweep.csv")
check(list(table.columns) == ["a", "mean_V", "mean_W", "std_V", "std_W", "status"], "the columns of the CSV file")
check(np.array_equal(exact("o/a_sweep.csv").mean_V, sweep.mean_V), "pandas has the numbers of xarray")
check(table.dtypes["status"] == np.int64 and table.dtypes["mean_V"] == np.float64, "and their types")
long = pd.read_csv(f"{folder}/o/a_sweep.results.csv")
check(list(long.columns) == ["a", "time", "node", "V", "W"] and len(long) == 480000, "the long form")
long = exact("o/a_sweep.results.csv")
check(np.array_equal(long[["V", "W"]].values.reshape(6, 80000, 2), sweep.results.values[..., 0]), "and its numbers")
wide = long[long.node == 0].pivot(index="time", columns="a", values="V")
check(np.array_equal(wide[5].values, sweep.results.sel(a=5, state="V", node=0)), "pivoted by the axis")

check(np.array_equal(np.load(f"{folder}/o/a_sweep.results.npy", mmap_mode="r"), sweep.results), "a mapped NPY file")
check(np.array_equal(np.load(f"{folder}/o/ab_grid.mean_V.npy"), grid.mean_V), "a column as NPY, in the table's shape")

# Units that a reader may take for something else; arrays, keys, a point that dies, a zip.
model = """
model M
  state x = 1 [mV]
  state y = 2 [nA]
  param a = 1 [seconds]
  param p = 1 [hours]
  x' = -a*x
  y' = p*x*y^2
end
network
  nodes 3
  noise additive with sigma = 0.01
end
simulate euler with dt = 0.1 ms, duration = 2 ms
record x, y every 0.5 ms
observe l = last(x)
observe m = mean(x over time)
explore keys
  noise.key = split(0, 2)
end
explore drawn zip
  a ~ Normal(0, 1) n 4
  p = [0, 1, 2, 1e300]
end
"""
with open(f"{folder}/units.mass", "w") as file:
    file.write(model)
run(f"{folder}/units.mass", "u")
drawn = opened("u/drawn")
check(drawn.a.dtype == np.float64 and drawn.p.dtype == np.float64, "values in seconds and hours stay numbers")
check(drawn.a.attrs["drawn"] == "Normal(0, 1)" and "drawn" not in drawn.p.attrs, "what was drawn says so")
check(set(drawn.results.coords) == {"point", "a", "p", "time", "state", "node"}, "the axes of a zip are coordinates of its points")
check(drawn.results.attrs["units_x"] == "mV" and drawn.results.attrs["units_y"] == "nA", "each state has its unit")
check(int(drawn.status[3]) > 0 and bool(drawn.results[3].isnull().any()), "samples of a point that died are missing")
check(dims(drawn.m) == {"point": 4, "node": 3} and dims(drawn.l) == {"point": 4, "node": 3}, "values of nodes")
keys = opened("u/keys")
check(keys["noise.key"].dtype == np.uint32 and keys["noise.key"].shape == (2, 2), "keys are pairs of words")
check("noise.key" in keys.coords, "and a coordinate")
lists = pd.read_csv(f"{folder}/u/drawn.csv")
check(np.array_equal(np.array([json.loads(cell) for cell in lists.l]), drawn.l, equal_nan=True), "lists of CSV are JSON")
text = repr(sweep)
check("Dimensions:  (a: 6, time: 80000, state: 2, node: 1)" in text and "title:" in text, "what xarray prints")
