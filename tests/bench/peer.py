"""peer.py -- the pure functions of the bench in JAX, as its users run them.

Prints "NAME SECONDS" for each: once compiled, the best of a few, on the same machine.
bench.lua runs it with the interpreter in $MASSC_PEER_PYTHON, if there is one.
"""
import sys
import time

import jax
import jax.numpy as jnp


def model(a, b):
    return a * b


def best(run, repeat=7):
    seconds = []
    run()
    for _ in range(repeat):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def space(n):
    """All pairs of n gridded and n drawn values, the last fastest."""
    a = jnp.linspace(0.0, 1.0, n)
    b = jax.random.uniform(jax.random.split(jax.random.key(789), 3)[2], (n,))
    return [x.ravel() for x in jnp.meshgrid(a, b, indexing="ij")]


def main():
    one, many = jax.jit(model), jax.jit(jax.vmap(model))
    whole = jax.jit(lambda n: jax.vmap(model)(*space(n)), static_argnums=0)
    for name, n in ("timing", 5), ("million", 1000):
        a, b = space(n)
        print(name, "vectorised", best(lambda: many(a, b).block_until_ready()))
        print(name, "space+vectorised", best(lambda: whole(n).block_until_ready()))
        count = min(n * n, 2000)
        points = list(zip(a[:count], b[:count]))
        seconds = best(lambda: [one(x, y).block_until_ready() for x, y in points], 3)
        print(name, "sequential", seconds * n * n / count)
    print("python", "version", sys.version.split()[0], "jax", jax.__version__)


if __name__ == "__main__":
    main()
