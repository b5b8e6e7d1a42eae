/* axis.c -- the values of one axis, computed from the number of the sample.
 *
 * In double precision a grid is exact: its values are the doubles nearest to those
 * of the decimals that the user wrote. In single precision it is the peer's, and what
 * looks roundabout there is the arithmetic of XLA: a grid multiplies by the
 * reciprocal of n-1 and fuses one multiply-add, so that grid(0, 2, 11) holds 1.8000001,
 * and a logarithmic grid takes the power at both ends too. Every multiply-add that is
 * fused is written fma; the compiler must not fuse others (-ffp-contract=off).
 */
#include "space.h"
#include "base/number.h"
#include "latin.h"
#include "sobol.h"
#include <float.h>
#include <math.h>

static const long MOST = 1L << 62;          /* samples, elements, points */

/* ---- values ---- */

/* XLA writes out the loop of a short grid, and multiplies by the 1 of the second value
 * no more: there the other product is fused. */
static float grid32(float lo, float hi, long n, long i)
{
    enum { WRITTEN_OUT = 34 };
    if (n == 1 || i == 0)
        return lo;
    if (i == n - 1)
        return hi;
    float r = 1.0f / (float)(n - 1), at = (float)i;
    if (i == 1 && n <= WRITTEN_OUT)
        return fmaf(lo, 1.0f - r, hi * r);
    return fmaf(at, hi * r, lo * (1.0f - at * r));
}

static void read_bounds(const struct axis *a, struct exact *lo, struct exact *hi)
{
    if (!a->lo_text || !exact_read(a->lo_text, lo))
        exact_shortest(a->lo, lo);
    if (!a->hi_text || !exact_read(a->hi_text, hi))
        exact_shortest(a->hi, hi);
}

static double grid64(const struct axis *a, long i)
{
    const struct exact_short *s = &a->exactly;
    if (i == 0)
        return a->lo;
    if (i == a->n - 1)
        return a->hi;
    if (s->unit > 0)
        return (s->lo * (double)(a->n - 1 - i) + s->hi * (double)i) / s->unit;
    struct exact lo, hi;
    read_bounds(a, &lo, &hi);
    return exact_between(&lo, &hi, i, a->n - 1);
}

/* A grid between decimal logarithms, raised again. XLA multiplies the factor
 * from natural to decimal logarithms into r first, but not for the ends. */
static float log_grid32(float lo, float hi, long n, long i)
{
    const float decimal = 0.434294492f;
    float ln_lo = (float)log(lo), ln_hi = (float)log(hi), x;
    if (n == 1) {
        x = ln_lo * decimal;
    } else if (i == n - 1) {
        x = ln_hi * decimal;
    } else {
        float r = 1.0f / (float)(n - 1), at = (float)i;
        x = fmaf(at, ln_hi * (decimal * r), ln_lo * decimal * (1.0f - at * r));
    }
    return (float)pow(10.0, x);
}

static double log_grid64(const struct axis *a, long i)
{
    if (i == 0)
        return a->lo;
    if (i == a->n - 1)
        return a->hi;
    return twofold_exp_between(a->log_lo, a->log_hi, i, a->n - 1);
}

/* Of d.ddd and a power of ten, so that numbers near the ends of the range keep their digits. */
static struct twofold log_of(const struct exact *x)
{
    struct exact leading = *x;
    leading.exponent = 1 - x->count;
    return twofold_add_tens(twofold_log(exact_twofold(&leading)), x->exponent - leading.exponent);
}

static void prepare(struct axis *a)
{
    struct exact lo, hi;
    read_bounds(a, &lo, &hi);
    a->exactly = exact_shorten(&lo, &hi, a->n > 1 ? a->n - 1 : 1);
    if (a->kind != AXIS_LOG_GRID)
        return;
    a->log_lo = log_of(&lo);
    a->log_hi = log_of(&hi);
}

/* A broadcast axis draws one sample of the law per point: the same numbers as
 * the first elements of an independent draw, because elements count flat. */
static double law_value(const struct axis *a, int bytes, long i, long e)
{
    long each = axis_elements(a);
    if (a->broadcast) {
        long drawn = a->law.many ? a->law.count : 1;
        e %= drawn;
        each = drawn;
    }
    return random_sample(&a->law, a->draw, (uint64_t)(i * each + e), (uint64_t)(a->n * each), bytes);
}

/* Both are computed in double, in two roundings, and rounded to the precision then. */
static double spread(const struct axis *a, int bytes, double at)
{
    double x = a->lo + (a->hi - a->lo)*at;
    return bytes == 4 ? (float)x : x;
}

static double sobol_value(const struct axis *a, int bytes, long i)
{
    return spread(a, bytes, sobol_point(a->dimension, (uint64_t)i, a->own_key ? random_bits64(a->draw, 0) : 0));
}

/* No sample has the number that the key of the order is split with. */
static double latin_value(const struct axis *a, int bytes, long i)
{
    uint64_t part = latin_place(random_split(a->draw, UINT64_MAX), (uint64_t)i, (uint64_t)a->n);
    return spread(a, bytes, ((double)part + random_uniform(a->draw, (uint64_t)i, 0, 1, bytes))/(double)a->n);
}

static double listed(const struct axis *a, int bytes, long i, long e)
{
    double value = a->values[i * axis_elements(a) + e];
    return bytes == 4 ? (float)value : value;
}

static double key_word(const struct axis *a, int bytes, long i, long e)
{
    struct random_key key = axis_key(a, bytes, i);
    return e ? key.lo : key.hi;
}

double axis_value(const struct axis *a, int bytes, long i, long e)
{
    int single = bytes == 4 && !a->is_time;
    switch (a->kind) {
    case AXIS_GRID:
    case AXIS_RANGE:
        return single ? grid32((float)a->lo, (float)a->hi, a->n, i) : grid64(a, i);
    case AXIS_LOG_GRID:
        return single ? log_grid32((float)a->lo, (float)a->hi, a->n, i)
                      : log_grid64(a, i);
    case AXIS_LIST:
        return listed(a, single ? 4 : 8, i, e);
    case AXIS_UNIFORM:
        return random_uniform(a->draw, (uint64_t)i, a->lo, a->hi, bytes);
    case AXIS_SOBOL:
        return sobol_value(a, single ? 4 : 8, i);
    case AXIS_LATIN:
        return latin_value(a, bytes, i);
    case AXIS_LAW:
        return law_value(a, bytes, i, e);
    case AXIS_KEYS:
        return key_word(a, bytes, i, e);
    }
    return NAN;
}

/* Ends in the unit of the kernel; 0: they are no decimals there. */
static int scaled_bounds(const struct axis *a, struct exact *lo, struct exact *hi)
{
    if (a->scale.times != a->scale.parts)
        return 0;
    read_bounds(a, lo, hi);
    lo->exponent += a->scale.tens;
    hi->exponent += a->scale.tens;
    return 1;
}

static double grid_inside(const struct axis *a, int single, long i)
{
    struct exact lo, hi;
    if (!scaled_bounds(a, &lo, &hi))
        return scale_take(a->scale, axis_value(a, single ? 4 : 8, i, 0), single);
    if (a->kind == AXIS_LOG_GRID && !single && i > 0 && i < a->n - 1)
        return twofold_exp_between(twofold_add_tens(a->log_lo, a->scale.tens), twofold_add_tens(a->log_hi, a->scale.tens),
                                   i, a->n - 1);
    if (!single)
        return exact_between(&lo, &hi, a->kind == AXIS_LOG_GRID && i > 0 ? 1 : i, a->n < 2 || a->kind == AXIS_LOG_GRID ? 1 : a->n - 1);
    double from = exact_between(&lo, &hi, 0, 1), to = exact_between(&lo, &hi, 1, 1);
    return a->kind == AXIS_LOG_GRID ? log_grid32((float)from, (float)to, a->n, i) : grid32((float)from, (float)to, a->n, i);
}

double axis_inside(const struct axis *a, int bytes, long i, long e)
{
    if (scale_is_one(a->scale) || a->kind == AXIS_KEYS)
        return axis_value(a, bytes, i, e);
    if (a->kind == AXIS_GRID || a->kind == AXIS_RANGE || a->kind == AXIS_LOG_GRID)
        return grid_inside(a, bytes == 4, i);
    if (a->kind == AXIS_LIST)
        return scale_take(a->scale, a->values[i * axis_elements(a) + e], 0);
    return scale_take(a->scale, axis_value(a, bytes, i, e), bytes == 4);
}

struct random_key axis_key(const struct axis *a, int bytes, long i)
{
    if (a->has_seed)
        return random_split(random_key(a->seed, bytes), (uint64_t)i);
    return random_key((int64_t)a->values[i], bytes);
}

int axis_draws(const struct axis *a)
{
    return (a->kind == AXIS_UNIFORM || a->kind == AXIS_LATIN || a->kind == AXIS_LAW) && !a->own_key;
}

long axis_elements(const struct axis *a)
{
    long n = 1;
    for (int d = 0; d < a->rank; d++)
        n *= a->shape[d];
    return n;
}

/* ---- checks ---- */

struct shortest { char text[NUMBER_SHORTEST]; };

static struct shortest decimal(double x)
{
    struct shortest d;
    number_shortest(d.text, x, 0);
    return d;
}

static int check_number(const struct axis *a, const char *what, double x, int bytes, struct fail *f)
{
    if (!isfinite(x))
        return fail(f, EXIT_MODEL, "axis '%s': %s (%s) must be a finite number", a->path, what,
                    decimal(x).text);
    if (bytes == 4 && fabs(x) > FLT_MAX)
        return fail(f, EXIT_MODEL, "axis '%s': %s (%s) is too large for single precision; "
                    "write precision double", a->path, what, decimal(x).text);
    return 0;
}

static int check_bounds(const struct axis *a, int bytes, struct fail *f)
{
    if (check_number(a, "low bound", a->lo, bytes, f))
        return -1;
    return check_number(a, "high bound", a->hi, bytes, f);
}

static int check_size(const struct axis *a, const char *what, const char *way_out, struct fail *f)
{
    if (a->n < 1)
        return fail(f, EXIT_MODEL, "axis '%s': %s must be positive, got %ld; %s", a->path, what, a->n,
                    way_out);
    if (a->n > MOST)
        return fail(f, EXIT_MODEL, "axis '%s': %s (%ld) must not exceed 2^62", a->path, what, a->n);
    return 0;
}

/* [form] is how the axis is written, for the way out. */
static int check_order(const struct axis *a, const char *form, struct fail *f)
{
    int is_wide = a->kind == AXIS_UNIFORM || a->kind == AXIS_SOBOL || a->kind == AXIS_LATIN;
    if (a->lo < a->hi || (a->lo == a->hi && a->n == 1 && !is_wide))
        return 0;
    struct shortest lo = decimal(a->lo), hi = decimal(a->hi);
    if (a->lo == a->hi)
        return fail(f, EXIT_MODEL, "axis '%s': low bound (%s) must be less than high bound (%s); "
                    "write [%s] for a single value", a->path, lo.text, hi.text, lo.text);
    return fail(f, EXIT_MODEL, "axis '%s': low bound (%s) must be less than high bound (%s); "
                "write %s(%s, %s, %ld)", a->path, lo.text, hi.text, form, hi.text, lo.text, a->n);
}

static int check_grid(const struct axis *a, int bytes, struct fail *f)
{
    if (check_size(a, "grid size", "one point is the low bound", f) || check_bounds(a, bytes, f))
        return -1;
    return check_order(a, "grid", f);
}

static int check_log_grid(const struct axis *a, int bytes, struct fail *f)
{
    const char *way_out = "write grid for even steps";
    if (check_size(a, "grid size", "one point is the low bound", f) || check_bounds(a, bytes, f))
        return -1;
    if (a->lo <= 0)
        return fail(f, EXIT_MODEL, "axis '%s': low bound must be positive for log scale, got %s; %s",
                    a->path, decimal(a->lo).text, way_out);
    if (a->hi <= 0)
        return fail(f, EXIT_MODEL, "axis '%s': high bound must be positive for log scale, got %s; %s",
                    a->path, decimal(a->hi).text, way_out);
    if (bytes == 4 && a->lo < FLT_MIN)
        return fail(f, EXIT_MODEL, "axis '%s': low bound (%s) is too small for single precision; "
                    "write precision double", a->path, decimal(a->lo).text);
    return check_order(a, "loggrid", f);
}

static int check_range(struct axis *a, int bytes, struct fail *f)
{
    if (check_bounds(a, bytes, f) || check_number(a, "step", a->step, bytes, f))
        return -1;
    struct shortest lo = decimal(a->lo), hi = decimal(a->hi), step = decimal(fabs(a->step));
    if (a->lo > a->hi)
        return fail(f, EXIT_MODEL, "axis '%s': low bound (%s) must not exceed high bound (%s); "
                    "write range(%s, %s, %s)", a->path, lo.text, hi.text, hi.text, lo.text,
                    a->step == 0 ? "1" : step.text);
    if (a->step == 0)
        return fail(f, EXIT_MODEL, "axis '%s': step must be positive, got 0; write grid(%s, %s, n) "
                    "for n points", a->path, lo.text, hi.text);
    if (a->step < 0)
        return fail(f, EXIT_MODEL, "axis '%s': step must be positive, got -%s; write range(%s, %s, %s)",
                    a->path, step.text, lo.text, hi.text, step.text);
    double steps = rint((a->hi - a->lo) / a->step);
    if (!(steps < (double)MOST))
        return fail(f, EXIT_MODEL, "axis '%s': step (%s) makes more than 2^62 points; write a larger one",
                    a->path, step.text);
    a->n = (long)steps + 1;
    return 0;
}

static int check_spread(const struct axis *a, const char *form, int bytes, struct fail *f)
{
    if (check_size(a, "sample size", "write 1 or more", f) || check_bounds(a, bytes, f)
        || check_order(a, form, f))
        return -1;
    if (a->kind == AXIS_SOBOL && a->n > 1L << SOBOL_BITS)
        return fail(f, EXIT_MODEL, "axis '%s': %ld Sobol' points are more than there are, 2^53", a->path, a->n);
    return check_number(a, "distance of the bounds", a->hi - a->lo, bytes, f);
}

/* A value that is not finite may be meant (a missing measurement) and stays. */
static int check_list(const struct axis *a, int bytes, struct fail *f)
{
    if (a->n < 1)
        return fail(f, EXIT_MODEL, "axis '%s': the list is empty; write at least one value", a->path);
    long each = axis_elements(a);
    if (a->n > MOST / each)
        return fail(f, EXIT_MODEL, "axis '%s': more than 2^62 values", a->path);
    for (long i = 0; i < a->n * each; i++)
        if (isfinite(a->values[i]) && check_number(a, "value", a->values[i], bytes, f))
            return -1;
    return 0;
}

static int check_law(const struct axis *a, struct fail *f)
{
    if (check_size(a, "sample size", "write n 1 or more", f))
        return -1;
    long each = axis_elements(a);
    if (a->n > MOST / each)
        return fail(f, EXIT_MODEL, "axis '%s': more than 2^62 numbers to draw", a->path);
    const struct random_kind *kind = &random_kinds[a->law.kind];
    if (!random_takes_list(kind))
        return 0;
    long last = a->rank ? a->shape[a->rank - 1] : 1;
    if (last != a->law.count)
        return fail(f, EXIT_MODEL, "axis '%s': a sample of %s with %d %s has %d elements, but %ld are wanted", a->path, kind->name,
                    a->law.count, random_takes_matrix(kind) ? "means" : "parameters", a->law.count, last);
    return 0;
}

static int check_keys(const struct axis *a, struct fail *f)
{
    if (a->rank)
        return fail(f, EXIT_MODEL, "axis '%s': a sample is one key and has no shape", a->path);
    if (check_size(a, "number of keys", "write 1 or more", f))
        return -1;
    for (long i = 0; i < a->n && !a->has_seed; i++)
        if (!(fabs(a->values[i]) <= 0x1p53) || a->values[i] != rint(a->values[i]))
            return fail(f, EXIT_MODEL, "axis '%s': %s is not a key; keys are whole numbers up to 2^53",
                        a->path, decimal(a->values[i]).text);
    return 0;
}

static int check_shape(const struct axis *a, struct fail *f)
{
    if (a->rank < 0 || a->rank > 4)
        return fail(f, EXIT_MODEL, "axis '%s': a sample has 0 to 4 dimensions, not %d", a->path, a->rank);
    long elements = 1;
    for (int d = 0; d < a->rank; d++) {
        if (a->shape[d] < 1)
            return fail(f, EXIT_MODEL, "axis '%s': dimension %d of the shape must be positive, got %ld",
                        a->path, d + 1, a->shape[d]);
        if (a->shape[d] > MOST / elements)
            return fail(f, EXIT_MODEL, "axis '%s': a sample has more than 2^62 elements", a->path);
        elements *= a->shape[d];
    }
    return 0;
}

static int check_kind(struct axis *a, int bytes, struct fail *f)
{
    switch (a->kind) {
    case AXIS_GRID:     return check_grid(a, bytes, f);
    case AXIS_LOG_GRID: return check_log_grid(a, bytes, f);
    case AXIS_RANGE:    return check_range(a, bytes, f);
    case AXIS_LIST:     return check_list(a, bytes, f);
    case AXIS_UNIFORM:  return check_spread(a, "uniform", bytes, f);
    case AXIS_SOBOL:    return check_spread(a, "sobol", bytes, f);
    case AXIS_LATIN:    return check_spread(a, "latin", bytes, f);
    case AXIS_LAW:      return check_law(a, f);
    case AXIS_KEYS:     return check_keys(a, f);
    }
    return fail(f, EXIT_MODEL, "axis '%s': unknown kind %d", a->path, (int)a->kind);
}

int axis_check(struct axis *a, int bytes, struct fail *f)
{
    if (check_shape(a, f) || check_kind(a, bytes, f))
        return -1;
    if (a->kind == AXIS_GRID || a->kind == AXIS_LOG_GRID || a->kind == AXIS_RANGE)
        prepare(a);
    return 0;
}
