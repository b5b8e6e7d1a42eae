"""Prints the lines of random.txt that draw from MultivariateNormal.

    pip install jax numpyro scipy; python3 multivariate.py

The normals are jax.random.normal(key, (n, d)) in the precision of the line, the factor is LAPACK's (scipy), and what
is made of them is computed in double and rounded to the precision once. What numpyro makes of them, whose sums
are of that precision, is held against it here.
"""
import jax
import numpy
import numpyro.distributions as dist
from scipy.linalg import cholesky

CASES = [
    ([0.5], [[4.0]]),
    ([0.0, 1.0], [[1.0, 0.5], [0.5, 2.0]]),
    ([-1.0, 10.0, 0.25], [[2.0, -1.2, 0.3], [-1.2, 1.0, 0.0], [0.3, 0.0, 0.75]]),
    ([1.0, 2.0, 3.0, 4.0, 5.0], (0.5*numpy.eye(5) + 0.5).tolist()),
]


def line(bits, seed, mean, covariance):
    jax.config.update("jax_enable_x64", bits == 64)
    real = numpy.float64 if bits == 64 else numpy.float32
    mean, covariance = numpy.array(mean), numpy.array(covariance)
    eps = numpy.array(jax.random.normal(jax.random.key(seed), (3, len(mean)), dtype=real), dtype=numpy.float64)
    values = (mean + eps @ cholesky(covariance, lower=True).T).astype(real)
    theirs = dist.MultivariateNormal(jax.numpy.array(mean, dtype=real), jax.numpy.array(covariance, dtype=real)).sample(
        jax.random.key(seed), (3,))
    assert numpy.allclose(values, theirs, rtol=0, atol=1e-14*50 if bits == 64 else 5e-6), (values, theirs)
    numbers = [*mean, *covariance.ravel(), "/", *values.ravel()]
    print("law MultivariateNormal", bits//8, seed, 8, *(x if x == "/" else float(x).hex() for x in numbers))


for bits in 32, 64:
    for seed in 0, 42:
        for mean, covariance in CASES:
            line(bits, seed, mean, covariance)
