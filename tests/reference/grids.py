"""Writes grids.txt: what axes hold, computed without this project.

    pip install jax numpy; python3 grids.py > grids.txt

A line is a form, its arguments, a precision, and the values. In double precision
(f64) they are the doubles nearest to the exact values of the decimals, by fractions
(grid, range) and by 80 decimal digits (loggrid). In single precision (f32) they are
what jax.numpy.linspace gives on a CPU with fused multiply-adds.
"""
from decimal import Decimal, getcontext
from fractions import Fraction
import random
import jax
import jax.numpy as jnp
import numpy

getcontext().prec = 80
dice = random.Random(20)


def show(form, args, bits, values):
    print(form, ",".join(args), bits, *values)


def grid(lo, hi, n):
    lo, hi = Fraction(lo), Fraction(hi)
    return [lo if n == 1 else lo + i*(hi - lo)/(n - 1) for i in range(n)]


def log_grid(lo, hi, n):
    a, b = Decimal(lo), Decimal(hi)
    inner = [float((a.ln() + i*(b.ln() - a.ln())/(n - 1)).exp()) for i in range(1, n - 1)]
    return [float(lo)] + inner + [float(hi)][:n - 1]


def steps(lo, step, n):
    return [Fraction(lo) + i*Fraction(step) for i in range(n)]


def decimal(places, most):
    return f"{dice.randrange(-most, most)/10**places:.{places}f}"


def pair(places, most):
    lo, hi = decimal(places, most), decimal(places, most)
    return (lo, hi) if float(lo) < float(hi) else (hi, lo) if float(hi) < float(lo) else pair(places, most)


def doubles():
    known = [(".1", ".7", 7), ("0.1", "1", 10), ("-0.3", "0.3", 7), ("0.5", "0.5", 1), ("0", "1", 11),
             ("1e-20", "1e20", 5), ("-1e300", "1.5e300", 4), ("1e-310", "3e-310", 3),
             ("0.12345678901234567", "7.7", 6), ("0.1", "0.70000000000000007", 7),
             ("0.30000000000000000000001", "0.9", 4), ("-1.7976931348623157e308", "1.7976931348623157e308", 3)]
    drawn = [(*pair(dice.randrange(0, 7), 10**dice.randrange(1, 9)), dice.choice([2, 3, 5, 8, 11, 31]))
             for _ in range(60)]
    for lo, hi, n in known + drawn:
        show("grid", [lo, hi, str(n)], "f64", [repr(float(x)) for x in grid(lo, hi, n)])
    for lo, step, n in [("0", "0.1", 31), ("-0.7", "0.35", 9), ("0.01", "0.07", 12), ("0.25", "0.5", 1),
                        ("1e-3", "1e-4", 20)] + [
            (decimal(3, 5000), f"{dice.randrange(1, 2000)/10**4:.4f}", dice.randrange(2, 25)) for _ in range(30)]:
        values = steps(lo, step, n)
        hi = values[-1]
        text = str(Decimal(hi.numerator)/Decimal(hi.denominator))
        show("range", [lo, text, step], "f64", [repr(float(x)) for x in values])
    for lo, hi, n in [("0.1", "10", 3), ("0.37", "5.1", 9), ("1e-4", "1e-2", 3), ("0.001", "1", 4),
                      ("1e-300", "1e300", 7), ("2", "2", 1), ("0.01", "100", 5), ("3e-320", "1", 4),
                      ("1", "1e15", 16)] + [
            (f"{dice.randrange(1, 999)/10**3:.3f}", f"{dice.randrange(1, 99)*1.0:.1f}", dice.choice([3, 7, 17]))
            for _ in range(30)]:
        show("loggrid", [lo, hi, str(n)], "f64", [repr(x) for x in log_grid(lo, hi, n)])


def singles():
    bounds = [("0", "1"), ("0", "2"), ("0.1", "1"), ("0.1", "0.7"), ("-1", "0.3"), ("0.1", "0.8"), ("-2.5", "7.3")]
    for lo, hi in bounds:
        for n in [1, 2] + list(range(3, 35)):
            values = numpy.asarray(jnp.linspace(float(lo), float(hi), n), dtype=numpy.float32)
            show("grid", [lo, hi, str(n)], "f32", [str(x) for x in values])


print(f"# written by grids.py with jax {jax.__version__}")
doubles()
singles()
