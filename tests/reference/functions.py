#!/usr/bin/env python3
"""functions.py -- the elementary functions at chosen points, by mpmath.

    python3 tests/reference/functions.py > tests/reference/functions.csv

Needs mpmath (python3 -m venv v && v/bin/pip install mpmath). A cell is the double
nearest to the value and what that lacks, as "0.1 -5.6e-18". What C's Annex F says of
infinities, NaN and the sign of zeros is taken from the C library, and where the
language has functions of its own, from the words of docs/language.md.
"""
import ctypes
import math
import random
import struct

from mpmath import mp, mpf

mp.prec = 2400                                  # sin of 1e308 needs half of it
libm = ctypes.CDLL("libm.so.6")


def c_function(name, count):
    f = getattr(libm, name)
    f.restype = ctypes.c_double
    f.argtypes = [ctypes.c_double]*count
    return f


def single(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def floored(a, b):
    r = mp.fmod(abs(a), abs(b))                 # of magnitudes; mpmath's own sign rules stay out
    r = -r if a < 0 else r
    return r + b if r != 0 and (r < 0) != (b < 0) else r


ONE = {
    "exp": mp.exp, "log": mp.log, "log10": lambda x: mp.log(x)/mp.log(10),
    "log2": lambda x: mp.log(x)/mp.log(2), "log1p": lambda x: mp.log(1 + x),
    "expm1": lambda x: mp.exp(x) - 1, "exp2": lambda x: mpf(2)**x, "sqrt": mp.sqrt,
    "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "asin": mp.asin, "acos": mp.acos,
    "atan": mp.atan, "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh, "erf": mp.erf,
    "erfc": lambda x: mp.erfc(x) if abs(x) < 40 else mpf(2)**-2000 + (2 if x < 0 else 0), "abs": abs, "sign": mp.sign, "floor": mp.floor, "ceil": mp.ceil,
    "round": mp.nint, "trunc": lambda x: mp.floor(x) if x > 0 else mp.ceil(x),
    "heaviside": lambda x: mpf(x >= 0),
    "exprel": lambda x: (mp.exp(x) - 1)/x, "logrel": lambda x: mp.log(1 + x)/x,
    "sinrel": lambda x: mp.sin(x)/x, "tanhrel": lambda x: mp.tanh(x)/x,
}
TWO = {
    "atan2": mp.atan2, "mod": floored, "min": min, "max": max, "pow": lambda x, y: x**y,
    "hypot": lambda x, y: mp.sqrt(x*x + y*y),
}
LIBM = {"abs": "fabs", "round": "rint"}

# Where an argument is not finite or zero, or the value is zero.
OWN = {
    "sign": lambda x: x if x != x or x == 0 else math.copysign(1, x),
    "heaviside": lambda x: x if x != x else float(x >= 0),
    "exprel": lambda x: x if x != x else 1.0 if x == 0 else x if x > 0 else 0.0,
    "logrel": lambda x: 1.0 if x == 0 else 0.0 if x > 0 else math.inf if x == -1 else math.nan,
    "sinrel": lambda x: x if x != x else 1.0 if x == 0 else 0.0,
    "tanhrel": lambda x: x if x != x else 1.0 if x == 0 else 0.0,
    "min": lambda x, y: math.nan if x != x or y != y else min(x, y),
    "max": lambda x, y: math.nan if x != x or y != y else max(x, y),
}


def own_mod(a, b):
    if a != a or b != b or b == 0 or math.isinf(a):
        return math.nan
    if math.isinf(b):
        return math.copysign(0, b) if a == 0 else a if (a < 0) == (b < 0) else b
    return math.copysign(0, b)


OWN["mod"] = own_mod


def special(name, args):
    f = OWN.get(name) or c_function(LIBM.get(name, name), len(args))
    return f(*args)


def value(name, f, args):
    """The exact value, or a float that is infinite, NaN or a zero with its sign."""
    if any(not math.isfinite(a) or a == 0 for a in args):
        y = special(name, args)
        if not math.isfinite(y) or y == 0 or name in ("min", "max", "sign", "heaviside"):
            return y
        if name in OWN:
            return mpf(y)
        if name == "atan2" or any(not math.isfinite(a) for a in args):      # atan(inf) is pi/2, ...
            return {"atan": lambda: mp.pi/2*(1 if args[0] > 0 else -1)}.get(name, lambda: limit(name, args, y))()
    try:
        y = f(*[mpf(a) for a in args])
    except (ValueError, ZeroDivisionError, OverflowError):
        return special(name, args)
    if isinstance(y, mp.mpc) or not mp.isfinite(y):
        return special(name, args)
    return y if y != 0 else special(name, args)


def limit(name, args, y):
    if name == "atan2":                         # a multiple of pi/4
        return mp.pi/4*round(y/(math.pi/4))
    return mpf(y)


def cell(y):
    if isinstance(y, float):
        return repr(y)
    high = float(y) if abs(y) < mpf(2)**1024*(1 - mpf(2)**-54) else math.copysign(math.inf, y)
    if math.isinf(high):
        return repr(high)
    return "%r %r" % (high, float(y - mpf(high)))


def points():
    edges = [0.0, 1.0, 0.5, 2.0, 1.5, 2.5, 3.5, 0.25, 0.625, 0.7071067690849304, 3.0, 7.0, 10.0,
             100.0, 1000.0, 0.75, 0.99999994, 1.0000001, 0.9999999999999999, 1.0000000000000002,
             2.0**-149, 2.0**-126, 2.0**-1074, 2.0**-1022, 2.0**-30, 2.0**-60, 1e-8, 1e-17,
             88.72283, 88.72284, 89.5, 92.9, 103.9, 104.0, 709.782712893384, 709.7827128933841,
             710.4758600739439, 716.35, 745.1332191019411, 745.1332191019412, 1023.5, 1074.5,
             9.3, 10.05, 17.3, 26.5, 26.7, 27.2, 6.0, 19.5, 37.0, 1.5707963267948966,
             3.141592653589793, 3.1415927410125732, 22.0, 65536.5, 2.0**23 - 0.5, 2.0**24 + 2,
             2.0**43, 2.0**52 + 1, 2.0**53, 1e18, 1e22, 16367173*2.0**72, 3.4028234663852886e38,
             6381956970095103*2.0**797, 1.7976931348623157e308]
    random.seed(7)
    edges += [single(random.uniform(-8, 8)) for _ in range(12)]
    edges += [random.uniform(0, 3) for _ in range(6)]
    list_ = [x for e in edges for x in (e, -e)]
    return list_ + [math.inf, -math.inf, math.nan]


def pairs():
    some = [0.0, 1.0, -1.0, 0.5, -0.5, 3.0, -3.0, 2.0**-149, 2.0**-1074, 1e18, -1e18, 1e300,
            3.4028234663852886e38, 1.5, -7.25, math.inf, -math.inf, math.nan, -0.0]
    list_ = [(x, y) for x in some for y in some]
    return list_ + [(1e300, 3e-300), (0.1, 0.3), (-1e-30, 1.0), (1.0000001, 1e9), (0.9999, 7e6),
                    (2.0, 1023.99), (2.0, -1074.0), (10.0, 308.0), (10.0, -320.0), (1e-200, 1e-200)]


def main():
    print("x,y," + ",".join(list(ONE) + list(TWO)))
    for x in points():
        print("%r,," % x + ",".join(cell(value(n, f, [x])) for n, f in ONE.items()) + ","*len(TWO))
    for x, y in pairs():
        print("%r,%r" % (x, y) + ","*len(ONE) + "," + ",".join(cell(value(n, f, [x, y])) for n, f in TWO.items()))


main()
