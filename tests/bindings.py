"""bindings.py -- massc.py as programs use it; bindings.lua runs it.

    PYTHON tests/bindings.py plain|numbers|labels PROGRAM FOLDER EXPERIMENT...

plain: without numpy. numbers: with it; files of the library are compared with those of PROGRAM. labels: with pandas and
xarray, whose objects are held against the files. Prints a line a check, "ok" or "not ok".
"""
import gc
import math
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
import weakref

mode, program, folder, *experiments = sys.argv[1:]
warnings.simplefilter("error")
if mode == "plain":
    sys.modules["numpy"] = None         # as where it is not installed
sys.path.insert(0, "generator/library")
import massc                            # noqa: E402

decay = """
model Decay
  state x = 1 [mV]    "potential"
  param k = 1 [1/ms] in [0, 2]  "rate"
  x' = -k*x
end
network
  nodes 3
end
simulate rk4 with dt = 0.01 ms, duration = 1 ms
record x every 0.25 ms
observe end_x = mean(last(x) over node)
explore rates
  k = [0, 1, 2]
end
"""
# Two Ornstein-Uhlenbeck processes, each with a coupling to both.
wandering = """
model Wander
  state x = 0
  param k = 0.5 [1/ms]
  input c
  x' = -k*x + c
end
network
  nodes 2
  graph weights = ones
  coupling c = Linear(x) with G = 0.1
  stimulus outside on c = u with u = 0
  noise additive with sigma = 0.2, key = 3
end
simulate euler with dt = 0.1 ms, duration = 5 ms
record x
observe m = mean(x over time)
explore rates
  k = [0.5, 1]
end
"""
# Some minutes of work on any machine.
endless = """
model Turn
  state x = 1
  state y = 0
  x' = y
  y' = -x
end
simulate rk4 with dt = 0.001 ms, duration = 1000 s
observe m = mean(x)
explore all
  initial.x = grid(1, 2, 10000)
end
"""


def check(good, title):
    print("ok" if good else "not ok", "-", title)
    sys.stdout.flush()


def raises(kind, work):
    """What [work] raised, if it is of that kind."""
    try:
        work()
    except kind as error:
        return error
    return None


def run_program(path, out, formats):
    subprocess.run([program, "run", path, "--quiet", "--out", f"{folder}/{out}", "--format", formats], check=True, stdout=subprocess.DEVNULL)


def files(out):
    found = {}
    for name in os.listdir(f"{folder}/{out}"):
        with open(f"{folder}/{out}/{name}", "rb") as file:
            found[name] = file.read()
    return found


# ---- without numpy ---------------------------------------------------------------


def look_plain():
    model = massc.compile(decay)
    result = model.run("rates")
    end = result["end_x"]
    check(isinstance(end, memoryview) and end.shape == (3,) and end.readonly, "arrays are memoryviews, read-only")
    check(all(abs(x - math.exp(-k)) < 1e-9 for k, x in zip(result["k"], end)), "and hold the solution")
    x = result.series["x"]
    check(x.dims == ("k", "time", "node") and x.values.shape == (3, 4, 3) and list(x.time) == [0.25, 0.5, 0.75, 1], "series, too")
    check(abs(x.values[1, 3, 2] - math.exp(-1)) < 1e-9, "with their numbers")
    model.set("initial.x", [1, 2, 3])
    x = model.run("rates").series["x"].values
    check([x[0, 0, i] for i in range(3)] == [1, 2, 3], "a list sets a value for each node")


# ---- with numpy ------------------------------------------------------------------


def look_at_names():
    model = massc.compile(decay)
    check(model.explorations == ["rates"] and model.nodes == 3 and model.modes == 1, "explorations and nodes")
    k = model.quantities["dynamics.k"]
    check((k.alone, k.unit, k.doc, k.shape, k.value, k.lo, k.hi) == ("k", "1/ms", "rate", (), 1, 0, 2), "a parameter")
    check(model.states["x"].unit == "mV" and model.states["x"].doc == "potential", "a state")
    check(list(model.entries("observation")) == ["end_x"] and list(model.entries("recording")) == ["x"], "what comes out")
    axis = model.entries("axis")
    check([(a.owner, a.samples) for a in axis.values()] == [("rates", 3)] and model.points() == 3, "axes, and points")
    check(model["k"] == 1 and model["dynamics.k"] == 1 and raises(KeyError, lambda: model["q"]), "values by name")


def look_at_settings():
    model = massc.compile(decay)
    model["k"] = 3
    check(model["k"] == 3, "a number is set")
    model.set("simulate.duration", "0.5 ms").set("simulate.dt = 5 us")
    check(model["simulate.dt"] == 0.005 and model.run("rates").series["x"].time.tolist() == [0.25, 0.5], "texts with units are set")
    model["initial.x"] = numpy.array([1, 2, 3])
    check(numpy.array_equal(numpy.ravel(model["initial.x"]), [1, 2, 3]), "an array is set")
    x = model.run("rates").series["x"].values
    check(numpy.array_equal(x[0, 0], [1, 2, 3]), "and used")
    model = massc.compile(decay).axis("k", [0, 0.5]).axis("initial.x = [1, 2]")
    check(model.run("rates").dims == {"k": 2, "initial.x": 2}, "axes are set")
    model = massc.compile(decay).precision("single")
    end = model.run("rates")["end_x"]
    check(numpy.array_equal(end, end.astype(numpy.float32)), "single precision")


def look_at_errors():
    error = raises(massc.ModelError, lambda: massc.compile(decay.replace("-k*x", "-kk*x")))
    check(error and error.code == 1 and "<text>:5:9: error:" in str(error) and "^~" in str(error), "an error has its place and a caret")
    first = error.diagnostics[0]
    check((first.severity, first.file, first.line, first.column, first.end_column) == ("error", "<text>", 5, 9, 11), "and says where it is")
    model = massc.compile(decay)
    error = raises(massc.ModelError, lambda: model.set("simulate.dt", "0.1 mV"))
    check(error and "[mV] is no unit of time" in str(error), "a setting that is not taken")
    check(model.run("rates")["end_x"].shape == (3,), "changes nothing")
    check(raises(massc.ModelError, lambda: model.text("model M\n")) and model.run("rates")["end_x"].shape == (3,), "nor does a text with errors")
    model.text(decay.replace("k = 1 ", "k = 2 "))
    check(model["k"] == 2, "a good one takes the place of the one before")
    check(raises(massc.UsageError, lambda: model.run("rate")), "an exploration nobody knows")
    check(raises(massc.UsageError, lambda: model.run("rates", engine="icc")), "an engine nobody knows")
    check(raises(massc.UsageError, lambda: model.set("k\0", 1)), "a NUL in a text")
    check(raises(massc.ResourceError, lambda: massc.load(f"{folder}/nowhere.mass")), "a file that is not there")
    check(raises(massc.ResourceError, lambda: model.run("rates").save("/dev/null/x")), "a folder that cannot be")
    check(raises(KeyError, lambda: model.run("rates")["x_end"]), "a column that does not exist")
    model.close()
    check(raises(ValueError, lambda: model.run("rates")), "a closed model")


def look_at_memory():
    model = massc.compile(decay)
    result = model.run("rates")
    a, b = result["end_x"], result["end_x"]
    check(numpy.shares_memory(a, b) and not a.flags.owndata and not a.flags.writeable, "arrays are views")
    owner = weakref.ref(result._owner)
    part, before = result.series["x"].values[1], result.series["x"].values[1].tolist()
    del a, b, result, model
    gc.collect()
    for _ in range(20):
        massc.compile(decay).run("rates")
    check(owner() is not None and part.tolist() == before, "a view keeps what it shows")
    del part
    gc.collect()
    check(owner() is None, "and the last one lets it go")


def look_at_callbacks():
    seen, lines = [], []
    model = massc.compile(decay)
    model.log(lambda severity, line: lines.append((severity, line)))
    model.run("rates", engine="tcc", progress=seen.append)
    check(seen and seen[-1].fraction == 1 and seen[-1].points_done == 3 and seen[-1].exploration == "rates", "progress")
    check(any(severity == "note" and "tcc" in line for severity, line in lines), "the log says what runs do")
    raises(massc.ModelError, lambda: model.set("k = 1 mV"))
    check(any(severity == "error" for severity, line in lines), "and what is wrong")
    model.log(None)
    del lines[:]
    model.run("rates")
    check(not lines, "until nobody listens")

    def stop(_):
        raise ZeroDivisionError
    check(raises(ZeroDivisionError, lambda: massc.compile(endless).run(progress=stop)), "what progress raises ends the run")


def later(work):
    timer = threading.Timer(0.3, work)
    timer.start()
    return timer


def took(work):
    start = time.monotonic()
    error = raises(BaseException, work)
    return error, time.monotonic() - start


def look_at_ends():
    model = massc.compile(endless)
    later(model.cancel)
    error, seconds = took(lambda: model.run())
    check(isinstance(error, massc.Stopped) and error.code == 130 and seconds < 5, "cancel ends a run")
    later(lambda: os.kill(os.getpid(), signal.SIGINT))
    error, seconds = took(lambda: model.run())
    check(isinstance(error, KeyboardInterrupt) and seconds < 5, "Ctrl-C ends a run")
    later(lambda: os.kill(os.getpid(), signal.SIGUSR1))
    signal.signal(signal.SIGUSR1, lambda *_: ticks.append(1))
    ticks = []
    later(lambda: later(model.cancel))
    error, _ = took(lambda: model.run())
    check(isinstance(error, massc.Stopped) and ticks == [1], "other signals are handled while it works")
    model.set("simulate.duration = 1 ms")
    check(model.run().rows == 10000, "the model goes on to work")


def look_at_steps():
    model = massc.compile(wandering)
    whole = model.run("rates")
    sim = model.simulate("rates", 1)
    check(sim.shape == (1, 2, 1) and (sim.done, sim.steps, sim.time) == (0, 50, 0), "a simulation before its first step")
    seen = []
    while sim.done < sim.steps:
        seen.append(sim.step(7).state[0, :, 0])
    x = whole.series["x"].values[1]
    check(numpy.array_equal(seen, [x[min(7*i + 6, 49)] for i in range(8)]), "seven steps at a time are the same to the bit")
    check(numpy.array_equal(sim.result.series["x"].values[0], x) and numpy.array_equal(sim.result["m"][0], whole["m"][1]), "so is what is recorded and observed")
    check(raises(massc.UsageError, lambda: sim.result.save(folder)), "files are those of runs")
    sim = model.simulate("rates", 0).step(20)
    kept, there = sim.snapshot(), sim.state
    ahead = sim.step(10).state
    check(numpy.array_equal(sim.restore(kept).state, there) and sim.done == 20 and numpy.array_equal(sim.step(10).state, ahead), "back and forth again")
    other = model.simulate("rates", 0).restore(kept)
    check(numpy.array_equal(other.step(10).state, ahead), "a snapshot goes on in another simulation")
    check(raises(massc.Error, lambda: other.restore(kept[:-1])) and raises(massc.Error, lambda: other.restore(b"massc")), "half a snapshot is none")
    watched = sim.result.series["x"].values
    del sim, other
    gc.collect()
    check(numpy.array_equal(watched[0, :30], whole.series["x"].values[0, :30]) and numpy.isnan(watched[0, 30:]).all(), "arrays outlive it, and are NaN where it did not come")


# Euler-Maruyama, by hand.
def look_at_inputs():
    model = massc.compile(wandering)
    normals = numpy.random.default_rng(0).standard_normal((50, 2))
    model["stimulus.outside.u"] = [0, 0]        # so that it has a number for each node
    sim = model.simulate("rates", 0, data="stimulus.outside.u")
    check(sim.noise_width() == 2, "the width of a noise")
    sim.give_noise(normals)
    x, rate, drive = numpy.array([0.5, -0.25]), 0.5, numpy.zeros(2)
    sim.state = x.reshape(1, 2, 1)
    for i in range(50):
        if i == 25:
            rate = 2.0
            sim.set("k", rate)
        if i == 10:
            drive = numpy.array([1.0, -2.0])
            sim.give_input("c", drive)
        x = x + 0.1*(-rate*x + 0.1*x.sum() + drive) + numpy.sqrt(0.1)*0.2*normals[i]
        sim.step()
    check(numpy.allclose(sim.state[0, :, 0], x, rtol=1e-12, atol=0), "state, noise, input and parameter from the caller")
    check(raises(massc.Error, lambda: sim.set("coupling.c.G", 1)), "what is no data in the kernel is not set")
    check(raises(ValueError, lambda: setattr(sim, "state", [1, 2, 3])), "a state of another shape")
    model.close()
    check(sim.done == 50, "a simulation keeps its model")
    model = massc.compile(endless)
    sim = model.simulate("all", 3)
    later(lambda: os.kill(os.getpid(), signal.SIGINT))
    error, seconds = took(lambda: sim.step(sim.steps))
    check(isinstance(error, KeyboardInterrupt) and seconds < 5 and 0 < sim.done < sim.steps, "Ctrl-C ends steps")
    done = sim.done
    check(sim.step(10).done == done + 10, "which go on")
    with model.simulate("all") as other:
        other.step(10)
    check(raises(ValueError, lambda: other.done), "a simulation is closed")


def look_at_threads():
    model, said = massc.compile(endless), []
    worker = threading.Thread(target=lambda: said.append(raises(massc.Stopped, model.run)))
    worker.start()
    time.sleep(0.2)
    check(raises(RuntimeError, lambda: model.set("simulate.dt = 0.002 ms")) and raises(RuntimeError, model.close), "a model is one thread's at a time")
    model.cancel()
    worker.join()
    check(said and said[0] is not None, "cancel reaches a run of another thread")
    tables = [None]*8

    def work(i):
        own = massc.compile(decay.replace("k*x", f"{i + 1}*k*x"))
        tables[i] = own.run("rates")["end_x"]
    workers = [threading.Thread(target=work, args=[i]) for i in range(8)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    check(all(abs(tables[i][1] - math.exp(-i - 1)) < 1e-6 for i in range(8)), "eight threads, eight models")


def look_at_files():
    for path in experiments:
        model = massc.load(path)
        run_program(path, "program", "csv,npy")
        for name in model.explorations:
            model.run(name).save(f"{folder}/library", "csv,npy")
        theirs, ours = files("program"), files("library")
        names = [name for name in theirs if not name.endswith(".json")]
        check(names and all(theirs[name] == ours.get(name) for name in names), f"the bytes of massc run: {os.path.basename(path)}")


def look_at_module():
    here = os.path.abspath("generator/library")
    line = [sys.executable, "-c", f"import sys; sys.path.insert(0, {here!r}); import massc; print(massc.version())"]
    said = subprocess.run(line, cwd="/", capture_output=True, text=True)
    check(said.stdout == massc.version() + "\n", "the module finds the build tree from elsewhere")
    said = subprocess.run(line, env={**os.environ, "MASSC_LIBRARY": "/nowhere.so"}, capture_output=True, text=True)
    check("ImportError: libmassc is not found; name it in $MASSC_LIBRARY" in said.stderr, "a library that is not there")
    import ast
    with open("generator/library/massc.py") as file:
        ast.parse(file.read(), feature_version=(3, 8))
    check(True, "the module is Python 3.8")


# ---- with labels -----------------------------------------------------------------


def same_variable(ours, theirs):
    if ours.dims != theirs.dims or ours.shape != theirs.shape:
        return False
    a, b = ours.values, theirs.values
    kept = a.astype(b.dtype)
    units = ours.attrs.get("units")         # what readers of files would take for a unit of their own is spelt out of their way there
    units = {"seconds": "s", "hours": "h"}.get(units, units) == theirs.attrs.get("units")
    return units and (numpy.array_equal(kept, b, equal_nan=True) if b.dtype.kind == "f" else list(kept.ravel()) == list(b.ravel()))


def same_column(ours, theirs):
    """A column and its texts in the CSV file, the shortest that read back, of floats as floats."""
    if not isinstance(ours.iloc[0], (float, int, numpy.number)):
        return True                         # keys, arrays and names
    texts = theirs.map(float)
    return all(x == y or numpy.float32(x) == numpy.float32(y) or x != x and y != y for x, y in zip(ours, texts))


def look_at_dataset(path):
    model = massc.load(path)
    run_program(path, "labels", "csv,nc")
    for name in model.explorations:
        result = model.run(name)
        ours = result.to_xarray()
        with xarray.open_dataset(f"{folder}/labels/{name}.nc") as theirs:
            wrong = [v for v in theirs.variables if v not in ours.variables or not same_variable(ours[v].variable, theirs[v].variable)]
            check(not wrong and set(ours.variables) == set(theirs.variables) and set(ours.coords) == set(theirs.coords),
                  f"the dataset of {os.path.basename(path)}, {name}{': ' if wrong else ''}{' '.join(map(str, wrong))}")
        frame, table = result.to_pandas(), pandas.read_csv(f"{folder}/labels/{name}.csv", dtype=str)
        check(list(frame) == list(table) and all(same_column(frame[c], table[c]) for c in frame),
              f"the frame of {os.path.basename(path)}, {name}")


def look_at_labels():
    for path in experiments:
        look_at_dataset(path)
    result = massc.compile(decay).run("rates")
    data, frame = result.to_xarray(), result.to_pandas()
    check(numpy.shares_memory(data.x.values, result.series["x"].values), "a DataArray is a view")
    check(numpy.shares_memory(frame["end_x"].values, result["end_x"]), "a column of a DataFrame is a view")
    check(data.x.dims == ("k", "time", "node") and data.x.attrs["units"] == "mV" and data.k.attrs["units"] == "1/ms", "with units")
    check(abs(float(data.x.sel(k=1, time=0.5, node=2)) - math.exp(-0.5)) < 1e-9, "found by its labels")
    long = result.series["x"].to_pandas()
    check(long.index.names == ["k", "time", "node"] and len(long) == 36, "a series in long form")


if mode == "plain":
    look_plain()
else:
    import numpy
if mode == "numbers":
    for look in (look_at_names, look_at_settings, look_at_errors, look_at_memory, look_at_callbacks, look_at_ends, look_at_steps,
                 look_at_inputs, look_at_threads, look_at_files, look_at_module):
        look()
if mode == "labels":
    import pandas
    import xarray
    look_at_labels()
print("done")
