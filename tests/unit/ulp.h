/* ulp.h -- the elementary functions of one precision against a wider reference.
 *
 * unit_math_f32.c and unit_math_f64.c set REAL and the suite's name and include
 * this: singles are held against the doubles of the C library, doubles against
 * its long doubles. An ulp is that of the exact value. Every function is looked at
 * around points where its text takes another way, at random bit patterns, which
 * are all exponents alike, and closely where it has digits to lose.
 *
 * With ULP_TABLE=n the suite tells the worst it found with n times as many points:
 * docs/numbers.md has that of 20.
 */
#include "libcheck.h"
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(path) #path
#define LANES 1
#define WIDTH 1
#include "../../templates/math/real.c"

#if REAL == 4
#define MATH(name) TEXT(../../templates/math/f32/name.c)
#define WIDE(f) f
#define SUITE "math_f32"
#define TURNS 1e5  
typedef double wide;
enum { DIGITS = FLT_MANT_DIG, LEAST = FLT_MIN_EXP };
#else
#define MATH(name) TEXT(../../templates/math/f64/name.c)
#define WIDE(f) f##l
#define SUITE "math_f64"
#define TURNS 1e13
typedef long double wide;
enum { DIGITS = DBL_MANT_DIG, LEAST = DBL_MIN_EXP };
#endif

#include MATH(word)
#include MATH(abs)
#include MATH(sqrt)
#include MATH(sign)
#include MATH(heaviside)
#include MATH(min)
#include MATH(max)
#include MATH(round)
#include MATH(floor)
#include MATH(ceil)
#include MATH(trunc)
#include MATH(mod)
#include MATH(hypot)
#include MATH(exp)
#include MATH(exp2)
#include MATH(expm1)
#include MATH(exprel)
#include MATH(log)
#include MATH(log1p)
#include MATH(logrel)
#include MATH(log2)
#include MATH(log10)
#include MATH(pow)
#include MATH(sinh)
#include MATH(cosh)
#include MATH(tanh)
#include MATH(tanhrel)
#include MATH(far)
#include MATH(quarter)
#include MATH(half)
#include MATH(sin)
#include MATH(sinrel)
#include MATH(cos)
#include MATH(tan)
#include MATH(atan)
#include MATH(atan2)
#include MATH(asin)
#include MATH(acos)
#include MATH(erf)
#include MATH(erfc)

/* ---- how far off ---------------------------------------------------------- */

static double off(num got, wide want)
{
    int e;
    num rounded = (num)want;

    if (isnan(want) || isnan(got))
        return isnan(want) && isnan(got) ? 0 : HUGE_VAL;
    if (isinf(rounded) || isinf(got))
        return got == rounded ? 0 : HUGE_VAL;
    if (got == 0 && want == 0 && !signbit(got) != !signbit(want))
        return HUGE_VAL;
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
};

#define ONE(f, bound, lo, hi) { #f, m_##f, WIDE(f), bound, lo, hi }
#define TWO(f, bound) { #f, m_##f, WIDE(f), bound }

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
    double d = off(f->ours(x), f->theirs(x));

    if (!(d <= *worst)) {
        *worst = d;
        *at = x;
    }
}

static int times(void)
{
    const char *n = getenv("ULP_TABLE");

    return n ? atoi(n) : 1;
}

static void tell(const char *name, double worst, double bound)
{
    if (getenv("ULP_TABLE"))
        printf(SUITE " %-8s %.3f of %.2f\n", name, worst, bound);
}

static void judge(const struct one *f, double worst, num at)
{
    tell(f->name, worst, f->bound);
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
                look(f, isfinite(x) ? as_real(m_minus(as_word(x), step)) : x, &worst, &at);
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

static double pair(const struct two *f, num x, num y)
{
    wide want = f->theirs(x, y);
    num got = f->ours(x, y);
    double d = off(got, want);

    if (d > f->bound)
        ck_abort_msg("%s(%a, %a) is %.17g, %.3f ulp from %.21Lg; %.2f are allowed", f->name,
                     (double)x, (double)y, (double)got, d, (long double)want, f->bound);
    return d;
}

static void pairs_of_hard(const struct two *f)
{
    static const double more[] = { 3, 4, 5, -7, 7, 16777215, 9007199254740991, 1.0/3 };
    double at[80];
    int n = 0;

    for (size_t i = 0; i < sizeof hard/sizeof *hard; i++)
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
    double worst = 0;

    for (int i = 0; i < count; i++) {
        num x = any(&state), y = any(&state);
        worst = fmax(worst, pair(f, x, y));
        x = between(&state, -4, 4), y = between(&state, -4, 4);
        worst = fmax(worst, pair(f, x, y));
    }
    tell(f->name, worst, f->bound);
}

/* As Python's %: what is left of x, with the sign of y. */
static wide floored(wide x, wide y)
{
    wide r = WIDE(fmod)(x, y);

    return r == 0 ? WIDE(copysign)(r, y) : (r < 0) != (y < 0) ? r + y : r;
}

/* f(x)/x where f(x) = x + ..., 1 at 0. */
static wide relative(wide f, wide x, wide at_infinity)
{
    return x == 0 ? 1 : isinf(x) ? at_infinity : f/x;
}

static wide exprel(wide x) { return relative(WIDE(expm1)(x), x, x > 0 ? HUGE_VAL : 0); }
static wide logrel(wide x) { return relative(WIDE(log1p)(x), x, x > 0 ? 0 : NAN); }
static wide sinrel(wide x) { return relative(WIDE(sin)(x), x, 0); }
static wide tanhrel(wide x) { return relative(WIDE(tanh)(x), x, 0); }

/* The bounds the heads of the functions promise. */
static const struct one functions[] = {
    ONE(exp,   0.95, -104, 90),
    ONE(exp2,  0.95, -150, 128),
    ONE(expm1, 1.1, -2, 2),
    ONE(log,   REAL == 4 ? 0.92 : 0.56, 0, 4),
    ONE(log1p, REAL == 4 ? 0.92 : 1.01, -1, 3),
    ONE(log2,  0.51, 0, 4),
    ONE(log10, 0.51, 0, 4),
    ONE(tanh,  REAL == 4 ? 1.1 : 1.25, -2, 2),
    ONE(sinh,  1.7, -3, 3),
    ONE(cosh,  1.4, -6, 6),
    ONE(sin,   1.85, -TURNS, TURNS),
    ONE(cos,   1.85, -TURNS, TURNS),
    ONE(tan,   2.3, -TURNS, TURNS),
    ONE(asin,  2.3, -1, 1),
    ONE(acos,  1.2, -1, 1),
    ONE(atan,  1.9, -3, 3),
    ONE(erf,   1.5, -3, 3),
    ONE(erfc,  3.5, -1, REAL == 4 ? 10 : 27),
    ONE(sqrt,  0.5, 0, 4),
    ONE(floor, 0, -10, 10),
    ONE(ceil,  0, -10, 10),
    ONE(trunc, 0, -10, 10),
    { "round", m_round, WIDE(rint), 0, -10, 10 },
    { "exprel",  m_exprel,  exprel,  2.5, REAL == 4 ? -20 : -40, REAL == 4 ? 100 : 720 },
    { "logrel",  m_logrel,  logrel,  2.5, -1, 3 },
    { "sinrel",  m_sinrel,  sinrel,  2.5, -30, 30 },
    { "tanhrel", m_tanhrel, tanhrel, 2.75, -3, 3 },
    { "abs",   m_abs,   WIDE(fabs), 0, -1, 1 },
};

static const struct two pairs[] = {
    TWO(pow, 1.4), TWO(atan2, 2), TWO(hypot, 1.2), { "mod", m_mod, floored, 0.5 }
};

/* ---- what needs no reference ---------------------------------------------- */

static int same(num a, num b)
{
    return isnan(a) ? isnan(b) : a == b && !signbit(a) == !signbit(b);
}

START_TEST(steps_and_choices)
{
    static const double in[] = { -HUGE_VAL, -2.5, -0.0, 0.0, 1e-45, 3.0, HUGE_VAL, NAN };
    static const double sign[] = { -1, -1, -0.0, 0, 1, 1, 1, NAN };
    static const double step[] = { 0, 0, 1, 1, 1, 1, 1, NAN };

    for (int i = 0; i < 8; i++) {
        num x = (num)in[i];
        num tiny = x == 0 && in[i] > 0;         /* 1e-45 is no number here */
        ck_assert_msg(tiny || same(m_sign(x), (num)sign[i]), "sign(%g)", in[i]);
        ck_assert_msg(tiny || same(m_heaviside(x), (num)step[i]), "heaviside(%g)", in[i]);
        for (int j = 0; j < 8; j++) {
            num y = (num)in[j], least = m_min(x, y), most = m_max(x, y);
            if (isnan(x) || isnan(y))
                ck_assert_msg(isnan(least) && isnan(most), "min, max(%g, %g)", in[i], in[j]);
            else
                ck_assert_msg(least == (x < y ? x : y) && most == (x > y ? x : y),
                              "min, max(%g, %g)", in[i], in[j]);
        }
    }
}
END_TEST

/* Around the tops of the wave, where the rounding of a polynomial shows: n*pi/2 + d with d
 * from an ulp to 2^-8. */
START_TEST(no_sine_above_one)
{
    uint64_t state = 11;

    for (int i = 0; i < 200000*times(); i++) {
        wide top = (wide)(bits(&state) >> 54)*1.57079632679489661923L;
        num x = (num)(top + WIDE(ldexp)(between(&state, -1, 1), -(int)(bits(&state) % DIGITS) - 8));
        ck_assert_msg(m_sin(x) >= -1 && m_sin(x) <= 1, "sin(%a) is %a", (double)x, (double)m_sin(x));
        ck_assert_msg(m_cos(x) >= -1 && m_cos(x) <= 1, "cos(%a) is %a", (double)x, (double)m_cos(x));
    }
    ck_assert(m_cos(0) == 1 && m_cos((num)-0.0) == 1);
}
END_TEST

START_TEST(hard_points)
{
    close_to_hard(&functions[_i]);
}
END_TEST

START_TEST(all_exponents)
{
    everywhere(&functions[_i], 200000*times());
}
END_TEST

START_TEST(hard_pairs)
{
    pairs_of_hard(&pairs[_i]);
}
END_TEST

START_TEST(all_pairs)
{
    pairs_everywhere(&pairs[_i], 200000*times());
}
END_TEST

static Suite *math_suite(void)
{
    Suite *s = suite_create(SUITE);
    TCase *t = tcase_create("ulp");
    int ones = sizeof functions/sizeof *functions, twos = sizeof pairs/sizeof *pairs;

    tcase_set_timeout(t, 60*times());
    tcase_add_loop_test(t, hard_points, 0, ones);
    tcase_add_loop_test(t, all_exponents, 0, ones);
    tcase_add_loop_test(t, hard_pairs, 0, twos);
    tcase_add_loop_test(t, all_pairs, 0, twos);
    tcase_add_test(t, no_sine_above_one);
    tcase_add_test(t, steps_and_choices);
    suite_add_tcase(s, t);
    return s;
}
