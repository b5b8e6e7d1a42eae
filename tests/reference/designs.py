"""Writes designs.txt: Sobol' points and the draws of a Latin hypercube, computed without this project.

    pip install scipy jax; python3 designs.py > designs.txt

    sobol D I...      points I of dimension D, from 0, of scipy.stats.qmc.Sobol(128, scramble=False), times 2^30
    uniform K N U...  jax.random.uniform(key(K), (N,)) in double precision
    bits K W          jax.random.bits(key(K), (1,), uint64), by halves
"""
import warnings
import jax
import numpy
from scipy.stats import qmc

jax.config.update("jax_enable_x64", True)
warnings.simplefilter("ignore")
DIMENSIONS = 128


def sobol():
    first = qmc.Sobol(DIMENSIONS, scramble=False).random(32)
    places = [100, 1023, 65535, 2**20 + 12345, 2**30 - 1]
    print("places", *range(32), *places)
    far = []
    for place in places:
        sequence = qmc.Sobol(DIMENSIONS, scramble=False)
        sequence.fast_forward(place)
        far.append(sequence.random(1)[0])
    points = numpy.concatenate([first, numpy.array(far)])*2**30
    assert (points == numpy.floor(points)).all()
    for d in range(DIMENSIONS):
        print("sobol", d, *(int(x) for x in points[:, d]))


def uniforms():
    for key, n in [(0, 1), (5, 2), (7, 3), (42, 16), (3, 300)]:
        print("uniform", key, n, *(repr(float(u)) for u in jax.random.uniform(jax.random.key(key), (n,))))


def bits():
    for key in [3, 42]:
        word = int(jax.random.bits(jax.random.key(key), (1,), "uint64")[0])
        print("bits", key, word >> 32, word & 0xffffffff)


sobol()
uniforms()
bits()
