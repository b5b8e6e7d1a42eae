/* axis.c -- what an axis shows, and where its ticks lie. */
#include "picture.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/number.h"

void axis_hold(struct plot_axis *a, double x)
{
    if (!isfinite(x))
        return;
    a->lo = x < a->lo ? x : a->lo;
    a->hi = x > a->hi ? x : a->hi;
}

/* One value is shown in the middle of a range as wide as itself. */
static void widen(struct plot_axis *a)
{
    double half = a->lo == 0 ? 1 : fabs(a->lo)/2;
    if (a->log) {
        a->lo /= 2;
        a->hi *= 2;
    } else {
        a->lo -= half;
        a->hi += half;
    }
}

/* So near to 0 that steps between ticks would be 0: a linear axis shows 0, a logarithmic one begins here. */
#define LEAST 1e-300

static void leave_least(struct plot_axis *a)
{
    if (a->log) {
        a->lo = fmax(a->lo, LEAST);
        a->hi = fmax(a->hi, LEAST);
    } else if (fabs(a->lo) < LEAST && fabs(a->hi) < LEAST) {
        a->lo = a->hi = 0;
    }
}

void axis_fit(struct plot_axis *a, double margin)
{
    if (a->lo > a->hi) {
        a->lo = a->log ? 1 : 0;
        a->hi = a->log ? 10 : 1;
    }
    leave_least(a);
    if (!(a->hi - a->lo > 1e-12*fmax(fabs(a->lo), fabs(a->hi))))
        widen(a);
    if (a->log) {
        double factor = pow(a->hi/a->lo, margin);
        a->lo /= factor;
        a->hi *= factor;
        return;
    }
    double more = margin*(a->hi - a->lo);
    a->lo -= more;
    a->hi += more;
}

double axis_step(const struct plot_axis *a, int n)
{
    double rough = (a->hi/n - a->lo/n);
    double power = pow(10, floor(log10(rough)));
    double times = rough/power;
    double step = (times <= 1.001 ? 1 : times <= 2.001 ? 2 : times <= 5.001 ? 5 : 10)*power;
    return a->whole && step < 1 ? 1 : step;
}

double axis_place(const struct plot_axis *a, double x)
{
    double at = a->log ? log(x/a->lo)/log(a->hi/a->lo) : (x/2 - a->lo/2)/(a->hi/2 - a->lo/2);
    return a->down ? 1 - at : at;
}

struct plot_number axis_digits(double x, int digits)
{
    struct plot_number n;
    int short_enough = digits < 7 && (x == 0 || (fabs(x) < 1e37 && fabs(x) > 1e-37));       /* for a float */
    double power = x == 0 || !isfinite(x) ? 1 : pow(10, digits - 1 - floor(log10(fabs(x))));
    double rounded = isfinite(x*power) && power > 0 ? round(x*power)/power : x;
    if (!short_enough && x != 0 && isfinite(x)) {       /* powers so large or small are not exact */
        snprintf(n.text, sizeof n.text, "%.*e", digits - 1, x);
        rounded = strtod(n.text, NULL);
    }
    number_shortest(n.text, rounded, short_enough);
    return n;
}

struct plot_number axis_number(double x)
{
    return axis_digits(x, 5);
}

long axis_first_tick(const struct plot_axis *a, double step)
{
    return (long)(a->log ? ceil(log10(a->lo) - 1e-9) : ceil(a->lo/step - 1e-9));
}

double axis_tick(const struct plot_axis *a, double step, long i)
{
    double x = a->log ? pow(10, (double)i) : (double)i*step;
    return fabs(x) < 1e-9*fmax(fabs(a->lo), fabs(a->hi)) && !a->log ? 0 : x;
}

/* ---- all ticks ---- */

/* Decades between the ends, which count. */
static long decades_of(const struct plot_axis *a, long *first)
{
    *first = axis_first_tick(a, 1);
    return (long)floor(log10(a->hi) + 1e-9) - *first + 1;
}

int axis_has_decades(const struct plot_axis *a)
{
    long first;
    return decades_of(a, &first) >= 2;
}

static int decade_ticks(const struct plot_axis *a, double at[TICKS_MOST])
{
    long first, all = decades_of(a, &first), every = (all + TICKS_MOST - 1)/TICKS_MOST;
    int count = 0;
    for (long i = 0; i < all; i += every)
        at[count++] = axis_tick(a, 1, first + i);
    return count;
}

static int equal_ticks(const struct plot_axis *a, int n, double at[TICKS_MOST])
{
    double step = axis_step(a, n);
    long first = axis_first_tick(a, step);
    int count = 0;
    for (long i = first; count < TICKS_MOST && axis_tick(a, step, i) <= a->hi; i++)
        at[count++] = axis_tick(a, step, i);
    return count;
}

/* Of each decade the multiples by the digits of [times]; at most two decades lie between the ends. */
static int multiples(const struct plot_axis *a, const char *times, double at[TICKS_MOST])
{
    int count = 0;
    long first = (long)floor(log10(a->lo)) - 1;
    for (long i = first; i < first + 4; i++)
        for (const char *digit = times; *digit; digit++) {
            double x = strtod(axis_number((*digit - '0')*pow(10, (double)i)).text, NULL);
            if (x >= a->lo*(1 - 1e-9) && x <= a->hi*(1 + 1e-9))
                at[count++] = x;
        }
    return count;
}

int axis_ticks(const struct plot_axis *a, int n, double at[TICKS_MOST])
{
    enum { ENOUGH = 3, SHORT = 6, DIGITS = 12 };
    static const char *const sets[] = { "125", "12357", "123456789" };
    if (!a->log)
        return equal_ticks(a, n, at);
    if (axis_has_decades(a))
        return decade_ticks(a, at);
    for (size_t i = 0; i < sizeof sets/sizeof *sets; i++) {
        int count = multiples(a, sets[i], at);
        if (count >= ENOUGH)
            return count;
    }
    const struct plot_axis linear = { .lo = a->lo, .hi = a->hi };
    int count = equal_ticks(&linear, SHORT, at);
    for (int i = 0; i < count; i++)
        at[i] = strtod(axis_digits(at[i], DIGITS).text, NULL);
    return count;
}
