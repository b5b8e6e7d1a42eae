"""peers.py -- the bench's workloads as users of other systems run them, in turn with massc.

    python peers.py MASSC FOLDER [ROW...]

FOLDER is the checkout, with the weights of tests/bench/weights.lua. bench.lua calls it with the
interpreter in $MASSC_PEERS, which has what is to be compared: tvboptim (with JAX), numba, neurolib;
what is missing is left out. Each peer is warm (compiled before it is timed), on two threads, and in the form
that is fastest here; massc is warm, too (its kernel is in the cache), with two threads.

Prints a line for each pair of a peer and an engine, with tabs between: row, peer, engine, peer's and massc's seconds (medians of
ROUNDS alternating turns), their ratio (a median of the turns'), its least and greatest, and how far the results lie
apart, as a share of the greatest, or "-" where they are not of the same equations.
"""
import csv
import json
import os
import statistics
import subprocess
import sys
import time

os.environ.setdefault("XLA_FLAGS", "--xla_force_host_platform_device_count=2")
os.environ.setdefault("NUMBA_NUM_THREADS", "2")
import numpy as np

ROUNDS = int(os.environ.get("MASSC_BENCH_ROUNDS", "5"))
MASSC, FOLDER = sys.argv[1], sys.argv[2]
BENCH = os.path.join(FOLDER, "tests", "bench")
OUT = os.path.join(FOLDER, "out", "bench", "peers")


def matrix(name):
    return np.loadtxt(os.path.join(FOLDER, "out", "bench", name + ".csv"), delimiter=",", dtype=np.float32)


# ---- massc ---------------------------------------------------------------------


def run_massc(file, exploration, engine, options, files=False):
    stats = os.path.join(OUT, "stats.json")
    command = [MASSC, "run", os.path.join(BENCH, file + ".mass"), exploration, "--engine", engine, "--quiet",
               "--threads", "2", "--stats", stats, "--no-netcdf" if files else "--no-files", "--out", OUT] + options
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    with open(stats) as f:
        return json.load(f)[0]["simulate_s"]


def massc_column(file, exploration, column, options):
    run_massc(file, exploration, "gcc", options, files=True)
    with open(os.path.join(OUT, exploration + ".csv")) as f:
        return np.array([float(row[column]) for row in csv.DictReader(f)])


# ---- turns ---------------------------------------------------------------------


def once(run):
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def apart(a, b):
    if a is None:
        return "-"
    return "%.1e" % (np.max(np.abs(np.asarray(a, np.float64).ravel() - b)) / np.max(np.abs(b)))


def pair(row, peer, run, result, file, exploration, column, options, engines):
    """Times run() and massc in turn; result is what the last run() gave, or None."""
    numbers = massc_column(file, exploration, column, options)
    for engine in engines:
        ours = lambda: run_massc(file, exploration, engine, options)
        run(), ours()
        times = []
        for turn in range(ROUNDS):
            a = once(run) if turn % 2 == 0 else None
            b = ours()
            times.append((a if a is not None else once(run), b))
        ratios = sorted(a / b for a, b in times)
        print("\t".join([row, peer, engine] + ["%.6g" % x for x in (
            statistics.median(a for a, _ in times), statistics.median(b for _, b in times),
            statistics.median(ratios), ratios[0], ratios[-1])] + [apart(result(), numbers)]), flush=True)


def fastest(forms):
    """The form whose second run is the shortest; forms that fail are left out."""
    best = None
    for form in forms:
        try:
            form()
            took = once(form)
        except Exception as e:
            print("# a form of the peer fails: %s" % str(e).split("\n")[0][:100], flush=True)
            continue
        if best is None or took < best[0]:
            best = (took, form)
    return best[1]


# ---- tvboptim ------------------------------------------------------------------


def tvboptim_forms(prepare_form, count):
    """Forms of one parallel execution: with the whole trajectory or with its reduction as it goes, so many
    points at once. And how to get at the results of the form that ran last."""
    import jax
    import jax.numpy as jnp
    from tvboptim.execution import ParallelExecution
    from tvboptim.experimental.network_dynamics.solvers import Heun
    from tvboptim.types.spaces import Space

    last = {}
    steps = [1]

    def init(template, n_steps):
        steps[0] = n_steps
        return jnp.zeros(())

    reducer = (init, lambda acc, block: acc + jnp.mean(block[:, 0]) * block.shape[0], lambda acc: acc / steps[0])

    def form(streams, at_once):
        if streams:
            solve, state = prepare_form(Heun(block_size=100), reduce=reducer)
            model = solve
        else:
            solve, state = prepare_form(Heun())
            model = lambda c: jnp.mean(solve(c).ys[:, 0])
        execution = ParallelExecution(model, Space(state, mode="product"), n_vmap=at_once, n_pmap=2)

        def run():
            last["values"] = jax.block_until_ready(execution.run().results)

        return run

    return [form(streams, n) for streams in (False, True) for n in (64, 512, (count + 1) // 2)], \
        lambda: np.asarray(last["values"]).ravel()[:count]


def tvboptim_g2d(duration):
    from tvboptim.experimental.network_dynamics import prepare
    from tvboptim.experimental.network_dynamics.dynamics.tvb import Generic2dOscillator
    from tvboptim.types.spaces import GridAxis

    def prepare_form(solver, **more):
        solve, config = prepare(Generic2dOscillator(), solver, t0=0.0, t1=duration, dt=0.01, n_nodes=1, **more)
        config.dynamics.a = GridAxis(-10.0, 10.0, 201)
        config.dynamics.b = GridAxis(-10.0, 10.0, 201)
        return solve, config

    return tvboptim_forms(prepare_form, 201 * 201)


def tvboptim_rww(weights, lengths, dt, duration, couplings, sigmas):
    import jax
    from tvboptim.experimental.network_dynamics import Network, prepare
    from tvboptim.experimental.network_dynamics.coupling import DelayedLinearCoupling, LinearCoupling
    from tvboptim.experimental.network_dynamics.dynamics.tvb import ReducedWongWang
    from tvboptim.experimental.network_dynamics.graph import DenseDelayGraph, DenseGraph
    from tvboptim.experimental.network_dynamics.noise import AdditiveNoise
    from tvboptim.types.spaces import GridAxis

    def prepare_form(solver, **more):
        noise = AdditiveNoise(sigma=1e-3, apply_to="S", key=jax.random.key(0))
        if lengths is None:
            name, coupling, graph = "instant", LinearCoupling(incoming_states="S", G=0.5), DenseGraph(weights)
        else:
            name, coupling = "delayed", DelayedLinearCoupling(incoming_states="S", G=0.5)
            graph = DenseDelayGraph(weights, lengths / 3)
        network = Network(ReducedWongWang(), {name: coupling}, graph, noise=noise)
        solve, config = prepare(network, solver, t0=0.0, t1=duration, dt=dt, **more)
        config.coupling[name].G = GridAxis(*couplings)
        config.noise.sigma = GridAxis(*sigmas)
        return solve, config

    return tvboptim_forms(prepare_form, couplings[2] * sigmas[2])


def jax_pure():
    import jax
    import jax.numpy as jnp

    grid = jnp.linspace(0.0, 1.0, 1000)
    a, b = [x.ravel() for x in jnp.meshgrid(grid, grid, indexing="ij")]
    function = jax.jit(jax.vmap(lambda a, b: a * jnp.exp(-b) + jnp.tanh(a * b)))
    last = {}

    def run():
        last["values"] = function(a, b).block_until_ready()

    return run, lambda: np.asarray(last["values"])


# ---- numba ---------------------------------------------------------------------


def numba_g2d(steps):
    import numba

    block, f = 64, np.float32

    @numba.njit(fastmath=True, parallel=True)
    def sweep(a, b, steps, dt, out):
        for at in numba.prange((a.size + block - 1) // block):
            V = np.zeros(block, np.float32)
            W = np.zeros(block, np.float32)
            total = np.zeros(block, np.float32)
            pa = np.zeros(block, np.float32)
            pb = np.zeros(block, np.float32)
            n = min(block, a.size - at * block)
            for l in range(n):
                pa[l] = a[at * block + l]
                pb[l] = b[at * block + l]
            half, d, e = np.float32(0.5) * dt, np.float32(0.02), np.float32(3)
            for _ in range(steps):
                for l in range(block):
                    v, w = V[l], W[l]
                    dv = d * (e * v * v - v * v * v + w)
                    dw = d * (pa[l] + pb[l] * v - w)
                    v2, w2 = v + dt * dv, w + dt * dw
                    dv2 = d * (e * v2 * v2 - v2 * v2 * v2 + w2)
                    dw2 = d * (pa[l] + pb[l] * v2 - w2)
                    V[l] = v + half * (dv + dv2)
                    W[l] = w + half * (dw + dw2)
                    total[l] += V[l]
            for l in range(n):
                out[at * block + l] = total[l] / steps

    grid = np.linspace(-10, 10, 201).astype(f)
    a, b = [np.ascontiguousarray(x.ravel()) for x in np.meshgrid(grid, grid, indexing="ij")]
    out = np.zeros(a.size, f)
    return lambda: sweep(a, b, steps, f(0.01), out), lambda: out


# ---- neurolib ------------------------------------------------------------------


def neurolib_ww(weights, dt, duration):
    """Its Wong-Wang model has two populations a node; one point at a time, as its users run it."""
    from neurolib.models.ww import WWModel

    model = WWModel(Cmat=weights.astype(np.float64), Dmat=np.zeros(weights.shape))
    model.params["dt"], model.params["duration"] = dt, duration
    return model.run


# ---- rows ----------------------------------------------------------------------


def g2d():
    duration = 40.0
    options = ["--set", "simulate.duration=%g" % duration]
    rest = ("g2d_grid", "grid201", "mean_V", options)

    def tvboptim():
        forms, result = tvboptim_g2d(duration)
        pair("g2d", "tvboptim", fastest(forms), result, *rest, ["gcc", "clang", "tcc"])

    def numba():
        run, result = numba_g2d(int(round(duration / 0.01)))
        pair("g2d", "numba", run, result, *rest, ["gcc", "clang"])

    return [tvboptim, numba]


def rww76():
    duration = 100.0
    rest = ("rww76", "grid", "mean_S", ["--set", "simulate.duration=%g" % duration])

    def tvboptim():
        forms, result = tvboptim_rww(matrix("w76"), None, 0.1, duration, (0.1, 3.0, 32), (1e-4, 5e-3, 16))
        pair("rww76", "tvboptim", fastest(forms), result, *rest, ["gcc", "clang", "tcc"])

    def neurolib():
        one = neurolib_ww(matrix("w76"), 0.1, duration)
        one()
        seconds = statistics.median(once(one) for _ in range(ROUNDS))
        ours = statistics.median(run_massc("rww76", "grid", "gcc", rest[3]) for _ in range(ROUNDS))
        each = seconds * 512 / 2            # points one after the other, on two threads
        print("\t".join(["rww76", "neurolib", "gcc"] + ["%.6g" % x for x in (each, ours, each / ours, each / ours, each / ours)] + ["-"]), flush=True)

    return [tvboptim, neurolib]


def rww84_delays():
    def tvboptim():
        forms, result = tvboptim_rww(matrix("w84"), matrix("l84"), 1.0, 1000.0, (0.1, 3.0, 16), (1e-4, 5e-3, 4))
        pair("rww84_delays", "tvboptim", fastest(forms), result, "rww84_delays", "sweep", "mean_S", [], ["gcc", "clang"])

    return [tvboptim]


def pure():
    def jax():
        run, result = jax_pure()
        pair("pure", "jax", run, result, "pure", "grid", "y", [], ["gcc", "clang", "tcc"])

    return [jax]


def main():
    os.makedirs(OUT, exist_ok=True)
    os.environ["XDG_CACHE_HOME"] = OUT
    rows = {f.__name__: f for f in (g2d, rww76, rww84_delays, pure)}
    for name in sys.argv[3:] or rows:
        for peer in rows[name]():
            try:
                peer()
            except Exception as e:
                print("# %s, %s: %s" % (name, peer.__name__, str(e).split("\n")[0][:200]), flush=True)


if __name__ == "__main__":
    main()
