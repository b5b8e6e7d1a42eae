/* ulp.h -- the elementary functions of one precision against a wider reference.
 *
 * unit_math_f32.c and unit_math_f64.c set REAL and the suite's name and include
 * this: singles are held against the doubles of the C library, doubles against
 * its long doubles. An ulp is that of the exact value.
 */
#include <check.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LANES 1
#define WIDTH 1
#define select lanes_select             /* <sys/select.h> has one, too */
#include "../../templates/math/real.c"

#if REAL == 4
#define MATH(name) "../../templates/math/f32/" name
#define WIDE(f) f
#define SUITE "math_f32"
typedef double wide;
enum { DIGITS = FLT_MANT_DIG, LEAST = FLT_MIN_EXP, MOST = FLT_MAX_EXP, SHIFT = 23 };
#else
#define MATH(name) "../../templates/math/f64/" name
#define WIDE(f) f##l
#define SUITE "math_f64"
typedef long double wide;
enum { DIGITS = DBL_MANT_DIG, LEAST = DBL_MIN_EXP, MOST = DBL_MAX_EXP, SHIFT = 52 };
#endif

#include MATH("abs.c")
#include MATH("sqrt.c")
#include MATH("sign.c")
#include MATH("heaviside.c")
#include MATH("min.c")
#include MATH("max.c")
#include MATH("round.c")
#include MATH("floor.c")
#include MATH("ceil.c")
#include MATH("trunc.c")
#include MATH("mod.c")
#include MATH("hypot.c")
#include MATH("exp.c")
#include MATH("exp2.c")
#include MATH("expm1.c")
#include MATH("log.c")
#include MATH("log1p.c")
#include MATH("log2.c")
#include MATH("log10.c")
#include MATH("pow.c")
#include MATH("sinh.c")
#include MATH("cosh.c")
#include MATH("tanh.c")
#include MATH("quarter.c")
#include MATH("sin.c")
#include MATH("cos.c")
#include MATH("tan.c")
#include MATH("atan.c")
#include MATH("atan2.c")
#include MATH("asin.c")
#include MATH("acos.c")
#include MATH("erf.c")
#include MATH("erfc.c")

/* ---- how far off ---------------------------------------------------------- */

static double off(num got, wide want)
{
    int e;
    num rounded = (num)want;

    if (isnan(want) || isnan(got))
        return isnan(want) && isnan(got) ? 0 : HUGE_VAL;
    if (isinf(rounded) || isinf(got))
        return got == rounded ? 0 : HUGE_VAL;
    WIDE(frexp)(want, &e);
    if (want == 0 || e < LEAST)
        e = LEAST;                      /* gradual underflow */
    return (double)WIDE(fabs)(WIDE(ldexp)(got - want, DIGITS - e));
}

/* xorshift64*: the same numbers every time. */
static uint64_t bits(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state*0x2545f4914f6cdd1d;
}

/* Every exponent and both signs alike; infinities and NaNs now and then. */
static num any(uint64_t *state)
{
    return as_real((word)(bits(state) >> (64 - 8*REAL)));
}

static num between(uint64_t *state, double lo, double hi)
{
    return (num)(lo + (hi - lo)*((double)(bits(state) >> 11)*0x1p-53));
}

/* ---- functions of one argument -------------------------------------------- */

struct one {
    const char *name;
    num (*ours)(num);
    wide (*theirs)(wide);
    double bound;                       /* ulp */
    double lo, hi;                      /* looked at closely */
    double limit;                       /* NaN beyond; 0: none */
};

#define ONE(f, bound, lo, hi, limit) { #f, m_##f, WIDE(f), bound, lo, hi, limit }

static const double hard[] = {
    0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 1.5, -1.5, 2.5, -2.5, 0.625, 0.7, 10.0, 1000.0,
    0.34657359027997264, 0.69314718055994531, 1.0397207708399179, 0.70710678118654752,
    1.4142135623730950, 0.66666666666666667, 1.3333333333333333, 0.41421356237309503,
    2.4142135623730950, 1.5707963267948966, 3.1415926535897931, 4.7123889803846897,
    0.78539816339744828, 2.3561944901923448, 88.72, 88.73, 103.9, 104.1, 709.78, 709.79, 745.1,
    745.2, 710.47, 89.41, 1e-3, 1e-5, 1e-8, 1e-16, 1e-30, 1e-38, 1e-40, 1e-45, 1e-300, 1e-310,
    4.9406564584124654e-324, 8388607.5, 8388608.0, 8388609.0, 4503599627370495.5,
    4503599627370497.0, 1e30, 1e38, 1e300, HUGE_VAL, NAN
};

static void look(const struct one *f, num x, double *worst, num *at)
{
    wide want = f->limit > 0 && fabs((double)x) > f->limit ? (wide)NAN : f->theirs(x);
    double d = off(f->ours(x), want);

    if (!(d <= *worst)) {
        *worst = d;
        *at = x;
    }
}

static void judge(const struct one *f, double worst, num at)
{
    if (worst > f->bound)
        ck_abort_msg("%s(%a) is %.17g, %.3f ulp from %.21Lg; %.2f are allowed", f->name, (double)at,
                     (double)f->ours(at), worst, (long double)f->theirs(at), f->bound);
}

static void close_to_hard(const struct one *f)
{
    double worst = 0;
    num at = 0;

    for (size_t i = 0; i < sizeof hard/sizeof *hard; i++)
        for (int sign = 0; sign < 2; sign++)
            for (int step = -8; step <= 8; step++) {
                num x = (num)(sign ? -hard[i] : hard[i]);
                look(f, isfinite(x) ? as_real(as_word(x) + step) : x, &worst, &at);
            }
    judge(f, worst, at);
}

static void everywhere(const struct one *f, int count)
{
    uint64_t state = 42;
    double worst = 0;
    num at = 0;

    for (int i = 0; i < count; i++)
        look(f, any(&state), &worst, &at);
    for (int i = 0; i < count; i++)
        look(f, between(&state, f->lo, f->hi), &worst, &at);
    judge(f, worst, at);
}

/* ---- functions of two arguments ------------------------------------------- */

struct two {
    const char *name;
    num (*ours)(num, num);
    wide (*theirs)(wide, wide);
    double bound;
};

static void pair(const struct two *f, num x, num y)
{
    wide want = f->theirs(x, y);
    num got = f->ours(x, y);
    double d = off(got, want);

    if (d > f->bound)
        ck_abort_msg("%s(%a, %a) is %.17g, %.3f ulp from %.21Lg; %.2f are allowed", f->name,
                     (double)x, (double)y, (double)got, d, (long double)want, f->bound);
    if (got == 0 && want == 0 && !signbit(got) != !signbit(want))
        ck_abort_msg("%s(%a, %a) has the wrong zero", f->name, (double)x, (double)y);
}

static void pairs_of_hard(const struct two *f)
{
    static const double more[] = { 3, 4, 5, -7, 7, 16777215, 9007199254740991, 0.33333333333333331 };
    double at[80];
    int n = 0;

    for (size_t i = 0; i < sizeof hard/sizeof *hard; i += 1)
        at[n++] = hard[i];
    for (size_t i = 0; i < sizeof more/sizeof *more; i++)
        at[n++] = more[i];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            pair(f, (num)at[i], (num)at[j]);
            pair(f, (num)-at[i], (num)at[j]);
            pair(f, (num)at[i], (num)-at[j]);
            pair(f, (num)-at[i], (num)-at[j]);
        }
}

static void pairs_everywhere(const struct two *f, int count)
{
    uint64_t state = 7;

    for (int i = 0; i < count; i++) {
        num x = any(&state), y = any(&state);
        pair(f, x, y);
        x = between(&state, -4, 4), y = between(&state, -4, 4);
        pair(f, x, y);
    }
}
