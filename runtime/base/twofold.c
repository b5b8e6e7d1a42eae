/* twofold.c -- numbers as sums of two doubles: about 104 bits.
 *
 * Sums and products are Dekker's and Knuth's: the rounding error of an operation
 * is a double and is kept. exp halves its argument nine times and sums eleven terms
 * of its series; log takes two of Newton's steps.
 */
#include "twofold.h"
#include <math.h>

static struct twofold quick_sum(double a, double b)     /* |a| >= |b| */
{
    double s = a + b;
    return (struct twofold){ s, b - (s - a) };
}

static struct twofold sum(double a, double b)
{
    double s = a + b, v = s - a;
    return (struct twofold){ s, (a - (s - v)) + (b - v) };
}

static struct twofold add(struct twofold a, struct twofold b)
{
    struct twofold s = sum(a.hi, b.hi), t = sum(a.lo, b.lo);
    s = quick_sum(s.hi, s.lo + t.hi);
    return quick_sum(s.hi, s.lo + t.lo);
}

static struct twofold times(struct twofold a, struct twofold b)
{
    double p = a.hi*b.hi;
    return quick_sum(p, fma(a.hi, b.hi, -p) + (a.hi*b.lo + a.lo*b.hi));
}

static struct twofold scaled(struct twofold a, double power_of_two)
{
    return (struct twofold){ a.hi*power_of_two, a.lo*power_of_two };
}

static struct twofold over(struct twofold a, double b)
{
    double q = a.hi/b, p = q*b;
    struct twofold r = add(a, (struct twofold){ -p, -fma(q, b, -p) });
    return quick_sum(q, r.hi/b);
}

/* k ln 2 for a whole k below 2^20: three pieces, the first two short enough for k. */
static struct twofold of_ln2(double k)
{
    const double first = 0x1.62e42fefp-1, second = 0x1.473de6afp-34,
                 third = 0x1.3c7673007e5edp-69;
    return add(add((struct twofold){ k*first, 0 }, (struct twofold){ k*second, 0 }),
               (struct twofold){ k*third, 0 });
}

/* exp(r) - 1, |r| < 0.4 */
static struct twofold small_exp(struct twofold r)
{
    enum { HALVINGS = 9, TERMS = 11 };
    r = scaled(r, 0x1p-9);
    struct twofold term = r, all = r;
    for (int n = 2; n <= TERMS; n++) {
        term = over(times(term, r), n);
        all = add(all, term);
    }
    for (int n = 0; n < HALVINGS; n++)
        all = add(scaled(all, 2), times(all, all));
    return all;
}

/* exp(x)/2^[*power] */
static struct twofold exp_scaled(struct twofold x, int *power)
{
    double k = rint(x.hi*1.4426950408889634);
    struct twofold away = of_ln2(-k);
    *power = (int)k;
    return add((struct twofold){ 1, 0 }, small_exp(add(x, away)));
}

struct twofold twofold_log(struct twofold x)
{
    int e, power;
    frexp(x.hi, &e);
    x = (struct twofold){ ldexp(x.hi, -e), ldexp(x.lo, -e) };
    struct twofold y = { log(x.hi), 0 };
    for (int step = 0; step < 2; step++) {
        struct twofold inverse = exp_scaled((struct twofold){ -y.hi, -y.lo }, &power);
        inverse = scaled(inverse, ldexp(1, power));
        y = add(y, add(times(x, inverse), (struct twofold){ -1, 0 }));
    }
    return add(y, of_ln2(e));
}

struct twofold twofold_add_tens(struct twofold x, int n)
{
    const struct twofold ln10 = { 0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53 };
    return add(x, times(ln10, (struct twofold){ n, 0 }));
}

double twofold_exp_between(struct twofold lo, struct twofold hi, long i, long m)
{
    int power;
    struct twofold left = { (double)(m - i), 0 }, right = { (double)i, 0 };
    struct twofold x = over(add(times(lo, left), times(hi, right)), (double)m);
    struct twofold y = exp_scaled(x, &power);
    return ldexp(y.hi, power);
}
