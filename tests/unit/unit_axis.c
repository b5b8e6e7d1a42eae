/* unit_axis.c -- the values of single axes, and what an axis may not be.
 *
 * The figures were printed by tvboptim 0.4 and JAX 0.10; those given to the last
 * bit by an independent numpy port of their arithmetic.
 */
#include "space/space.h"
#include "libcheck.h"
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Opens a space of one axis that draws with its own key, and checks that it worked. */
static struct space *open_axis(struct space *s, struct axis *a, int bytes)
{
    struct fail f = { 0 };
    *s = (struct space){ .bytes = bytes, .axes = a, .count = 1 };
    a->path = a->path ? a->path : "x";
    ck_assert_msg(space_open(s, &f) == 0, "%s", f.text);
    return s;
}

static void check_values(struct axis a, int bytes, const double *expected, double tolerance)
{
    struct space s;
    open_axis(&s, &a, bytes);
    for (long i = 0; i < a.n; i++)
        ck_assert_double_eq_tol(axis_value(&a, bytes, i, 0), expected[i],
                                tolerance * fabs(expected[i]) + 1e-300);
    space_close(&s);
}

/* ---- grids ---- */

START_TEST(grid_holds_the_bits_of_xla)
{
    double two[] = { 0, 0.2f, 0.4f, 0.6f, 0.8f, 1, 1.2f, 1.4f, 1.6f, 1.8000001f, 2 };
    check_values((struct axis){ .kind = AXIS_GRID, .lo = 0, .hi = 2, .n = 11 }, 4, two, 0);
    double sweep[] = { 0x1.99999ap-4, 0x1.d41d42p-3, 0x1.6db6dcp-2, 0x1.f15f18p-2, 0x1.3a83a8p-1,
                       0x1.7c57c6p-1, 0x1.be2be4p-1, 1 };
    check_values((struct axis){ .kind = AXIS_GRID, .lo = 0.1, .hi = 1, .n = 8 }, 4, sweep, 0);
}
END_TEST

/* 0.1 + i 0.9/7, as fractions. */
START_TEST(grid_holds_the_doubles_nearest_to_its_decimals)
{
    double wide[] = { 0x1.999999999999ap-4, 0x1.d41d41d41d41dp-3, 0x1.6db6db6db6db7p-2,
                      0x1.f15f15f15f15fp-2, 0x1.3a83a83a83a84p-1, 0x1.7c57c57c57c58p-1,
                      0x1.be2be2be2be2cp-1, 1 };
    check_values((struct axis){ .kind = AXIS_GRID, .lo = 0.1, .hi = 1, .n = 8 }, 8, wide, 0);
    double longer[] = { 0.1, 0.4, 0.7 };
    check_values((struct axis){ .kind = AXIS_GRID, .lo = 0.1, .hi = 0.7, .n = 3, .lo_text = "100000000000000000000e-21",
                                .hi_text = "0.7000000000000000000000000" }, 8, longer, 0);
}
END_TEST

START_TEST(grid_of_one_point_is_its_low_bound)
{
    double low[] = { -3.5 };
    check_values((struct axis){ .kind = AXIS_GRID, .lo = -3.5, .hi = 1, .n = 1 }, 4, low, 0);
    check_values((struct axis){ .kind = AXIS_GRID, .lo = -3.5, .hi = 1, .n = 1 }, 8, low, 0);
}
END_TEST

START_TEST(huge_grid_costs_nothing)
{
    struct axis a = { .kind = AXIS_GRID, .lo = 0, .hi = 1, .n = 1000000000000000 };
    struct space s;
    open_axis(&s, &a, 8);
    ck_assert_int_eq(s.points, 1000000000000000);
    ck_assert_double_eq(axis_value(&a, 8, a.n - 1, 0), 1);
    ck_assert_double_eq_tol(axis_value(&a, 8, a.n / 2, 0), 0.5, 1e-12);
    space_close(&s);
}
END_TEST

START_TEST(log_grid_is_geometric)
{
    double decades[] = { 0.001, 0.01, 0.1, 1 }, four_ulp = 4 * 0x1p-23;
    check_values((struct axis){ .kind = AXIS_LOG_GRID, .lo = 0.001, .hi = 1, .n = 4 }, 4, decades,
                 four_ulp);
    check_values((struct axis){ .kind = AXIS_LOG_GRID, .lo = 0.001, .hi = 1, .n = 4 }, 8, decades,
                 4 * 0x1p-52);
    double odd[] = { 0.0029999991, 0.021070343, 0.14798649, 1.0393754, 7.3000007 };
    check_values((struct axis){ .kind = AXIS_LOG_GRID, .lo = 0.003, .hi = 7.3, .n = 5 }, 4, odd,
                 four_ulp);
    check_values((struct axis){ .kind = AXIS_LOG_GRID, .lo = 0.003, .hi = 7.3, .n = 1 }, 4, odd,
                 four_ulp);
}
END_TEST

START_TEST(range_counts_its_points)
{
    struct { double lo, hi, step; long n; double second; } cases[] = {
        { -10, 10, 1, 21, -9 }, { 0, 1, 0.1, 11, 0.1 }, { 0, 1, 0.3, 4, 1 / 3. },
        { 5, 5, 1, 1, 5 }, { 0, 1, 4, 1, 0 },
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct axis a = { .kind = AXIS_RANGE, .lo = cases[c].lo, .hi = cases[c].hi, .step = cases[c].step };
        struct space s;
        open_axis(&s, &a, 8);
        ck_assert_int_eq(a.n, cases[c].n);
        ck_assert_double_eq(axis_value(&a, 8, 0, 0), cases[c].lo);
        if (a.n > 1) {
            ck_assert_double_eq_tol(axis_value(&a, 8, 1, 0), cases[c].second, 1e-12);
            ck_assert_double_eq(axis_value(&a, 8, a.n - 1, 0), cases[c].hi);
        }
        space_close(&s);
    }
}
END_TEST

START_TEST(list_has_the_precision_of_the_space)
{
    double values[] = { 0.1, 0.2, 0.3, 0.4, 0.5, NAN };
    struct axis a = { .kind = AXIS_LIST, .n = 3, .rank = 1, .shape = { 2 }, .values = values };
    struct space s;
    open_axis(&s, &a, 4);
    ck_assert_double_eq(axis_value(&a, 4, 1, 0), 0.3f);
    ck_assert(isnan(axis_value(&a, 4, 2, 1)));
    ck_assert_double_eq(axis_value(&a, 8, 1, 1), 0.4);
    space_close(&s);
}
END_TEST

/* ---- draws ---- */

struct statistics { double mean, deviation, least, most, median; };

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static struct statistics describe(struct axis *a)
{
    struct space s;
    open_axis(&s, a, 4);
    double *x = malloc((size_t)a->n * sizeof *x), sum = 0, square = 0;
    ck_assert_ptr_nonnull(x);
    for (long i = 0; i < a->n; i++)
        sum += x[i] = axis_value(a, 4, i, 0);
    for (long i = 0; i < a->n; i++)
        square += (x[i] - sum / a->n) * (x[i] - sum / a->n);
    qsort(x, (size_t)a->n, sizeof *x, compare);
    struct statistics d = { sum / a->n, sqrt(square / a->n), x[0], x[a->n - 1],
                            (x[(a->n - 1) / 2] + x[a->n / 2]) / 2 };
    free(x);
    space_close(&s);
    return d;
}

START_TEST(uniform_with_its_own_key)
{
    struct axis a = { .kind = AXIS_UNIFORM, .lo = 0, .hi = 1, .n = 100, .own_key = 1, .key = 42 };
    struct statistics d = describe(&a);
    ck_assert_double_eq_tol(d.mean, 0.514, 0.0005);
    ck_assert_double_eq_tol(d.least, 0.010, 0.0005);
    ck_assert_double_eq_tol(d.most, 0.992, 0.0005);
}
END_TEST

START_TEST(laws_with_their_own_key)
{
    struct axis a = { .kind = AXIS_LAW, .n = 1000, .own_key = 1, .key = 42,
                      .law = { .kind = DIST_NORMAL, .a = { 0.5, 0.15 } } };
    struct statistics d = describe(&a);
    ck_assert_double_eq_tol(d.mean, 0.506, 0.0005);
    ck_assert_double_eq_tol(d.deviation, 0.146, 0.0005);
    a.law = (struct random_law){ .kind = DIST_BETA, .a = { 2, 5 } };
    d = describe(&a);
    ck_assert_double_eq_tol(d.mean, 0.285, 0.0005);
    ck_assert_double_eq_tol(d.least, 0.007, 0.0005);
    ck_assert_double_eq_tol(d.most, 0.933, 0.0005);
    a.law = (struct random_law){ .kind = DIST_LOG_NORMAL, .a = { 0, 0.5 } };
    d = describe(&a);
    ck_assert_double_eq_tol(d.mean, 1.145, 0.0005);
    ck_assert_double_eq_tol(d.median, 1.045, 0.0005);
}
END_TEST

static const double normals[24] = {         /* Normal(0, 1), key 456, shape (3, 2, 4) */
    0.9912940263748169, -1.2127206325531006, -0.28042837977409363, 0.02664930932223797,
    -0.0719708502292633, 0.3858999013900757, -0.5076543092727661, -1.598730444908142,
    0.1477719247341156, 0.023854218423366547, 0.23211327195167542, -1.8426120281219482,
    -0.6257234811782837, 1.257555603981018, -0.41065868735313416, -1.1612852811813354,
    0.23259644210338593, 1.1090528964996338, 1.1329880952835083, 1.2022607326507568,
    0.016811808571219444, -0.483857661485672, 0.6724951267242432, -0.04278302192687988,
};

static struct axis normal_matrix(int broadcast)
{
    return (struct axis){ .kind = AXIS_LAW, .n = 3, .rank = 2, .shape = { 2, 4 }, .own_key = 1,
                          .key = 456, .broadcast = broadcast,
                          .law = { .kind = DIST_NORMAL, .a = { 0, 1 } } };
}

START_TEST(shapes_are_drawn_element_by_element_or_once)
{
    struct axis a = normal_matrix(0), b = normal_matrix(1);
    struct space s;
    open_axis(&s, &a, 4);
    space_close(&s);
    open_axis(&s, &b, 4);
    space_close(&s);
    ck_assert_int_eq(axis_elements(&a), 8);
    for (long i = 0; i < 3; i++)
        for (long e = 0; e < 8; e++) {
            ck_assert_double_eq(axis_value(&a, 4, i, e), normals[i * 8 + e]);
            ck_assert_double_eq(axis_value(&b, 4, i, e), normals[i]);
        }
}
END_TEST

START_TEST(grid_and_uniform_repeat_their_value)
{
    struct axis a = { .kind = AXIS_GRID, .lo = 0, .hi = 1, .n = 5, .rank = 1, .shape = { 68 } };
    struct axis u = { .kind = AXIS_UNIFORM, .lo = 0, .hi = 1, .n = 5, .rank = 1, .shape = { 68 } };
    struct space s;
    open_axis(&s, &a, 4);
    space_close(&s);
    open_axis(&s, &u, 4);
    space_close(&s);
    ck_assert_int_eq(axis_elements(&a), 68);
    for (long e = 0; e < 68; e++) {
        ck_assert_double_eq(axis_value(&a, 4, 2, e), 0.5);
        ck_assert_double_eq(axis_value(&u, 4, 2, e), axis_value(&u, 4, 2, 0));
    }
}
END_TEST

START_TEST(dirichlet_sums_to_one)
{
    double alpha[] = { 1, 2, 3 };
    struct axis a = { .kind = AXIS_LAW, .n = 4, .rank = 2, .shape = { 2, 3 }, .own_key = 1, .key = 1,
                      .law = { .kind = DIST_DIRICHLET, .many = alpha, .count = 3 } };
    struct space s;
    for (a.broadcast = 0; a.broadcast < 2; a.broadcast++) {
        open_axis(&s, &a, 8);
        for (long i = 0; i < 4; i++) {
            double sum = 0;
            for (long e = 0; e < 6; e++)
                sum += axis_value(&a, 8, i, e);
            ck_assert_double_eq_tol(sum, 2, 1e-12);
            int same = axis_value(&a, 8, i, 0) == axis_value(&a, 8, i, 3);
            ck_assert_int_eq(same, a.broadcast);
        }
        space_close(&s);
    }
}
END_TEST

/* ---- keys ---- */

START_TEST(keys_are_split_from_a_seed)
{
    struct axis a = { .kind = AXIS_KEYS, .has_seed = 1, .seed = 0, .n = 2 };
    struct space s;
    open_axis(&s, &a, 4);
    struct random_key first = axis_key(&a, 4, 0), second = axis_key(&a, 4, 1);
    ck_assert(first.hi == 1797259609u && first.lo == 2579123966u);
    ck_assert(second.hi == 928981903u && second.lo == 3453687069u);
    ck_assert_double_eq(axis_value(&a, 4, 1, 0), 928981903);
    ck_assert_double_eq(axis_value(&a, 4, 1, 1), 3453687069);
    space_close(&s);
}
END_TEST

START_TEST(keys_are_made_of_listed_seeds)
{
    double seeds[] = { 7, -1, 1099511627781 };
    struct axis a = { .kind = AXIS_KEYS, .values = seeds, .n = 3 };
    struct space s;
    open_axis(&s, &a, 8);
    struct random_key seven = axis_key(&a, 4, 0), minus = axis_key(&a, 4, 1), cut = axis_key(&a, 4, 2);
    ck_assert(seven.hi == 0 && seven.lo == 7);
    ck_assert(minus.hi == 0 && minus.lo == 0xffffffff);
    ck_assert(cut.hi == 0 && cut.lo == 5);
    struct random_key wide = axis_key(&a, 8, 2);
    ck_assert(wide.hi == 256 && wide.lo == 5);
    space_close(&s);
}
END_TEST

/* ---- what is refused ---- */

static double numbers[] = { 1, 2.5, 1e300 };

static const struct { struct axis axis; int bytes; const char *text; } refused[] = {
    { { .kind = AXIS_GRID, .lo = 1, .hi = 0, .n = 5 }, 8,
      "axis 'coupling.instant.G': low bound (1) must be less than high bound (0); write grid(0, 1, 5)" },
    { { .kind = AXIS_GRID, .lo = 0.5, .hi = 0.5, .n = 3 }, 8,
      "axis 'coupling.instant.G': low bound (0.5) must be less than high bound (0.5); "
      "write [0.5] for a single value" },
    { { .kind = AXIS_GRID, .lo = 0, .hi = 1, .n = 0 }, 8,
      "axis 'coupling.instant.G': grid size must be positive, got 0; one point is the low bound" },
    { { .kind = AXIS_GRID, .lo = 0, .hi = NAN, .n = 2 }, 8,
      "axis 'coupling.instant.G': high bound (nan) must be a finite number" },
    { { .kind = AXIS_GRID, .lo = -INFINITY, .hi = 0, .n = 2 }, 8,
      "axis 'coupling.instant.G': low bound (-inf) must be a finite number" },
    { { .kind = AXIS_GRID, .lo = 0, .hi = 1e300, .n = 2 }, 4,
      "axis 'coupling.instant.G': high bound (1e+300) is too large for single precision; "
      "write precision double" },
    { { .kind = AXIS_LOG_GRID, .lo = 0, .hi = 1, .n = 2 }, 8,
      "axis 'coupling.instant.G': low bound must be positive for log scale, got 0; "
      "write grid for even steps" },
    { { .kind = AXIS_LOG_GRID, .lo = 1, .hi = -1, .n = 2 }, 8,
      "axis 'coupling.instant.G': high bound must be positive for log scale, got -1; "
      "write grid for even steps" },
    { { .kind = AXIS_LOG_GRID, .lo = 10, .hi = 1, .n = 3 }, 8,
      "axis 'coupling.instant.G': low bound (10) must be less than high bound (1); "
      "write loggrid(1, 10, 3)" },
    { { .kind = AXIS_LOG_GRID, .lo = 1e-50, .hi = 1, .n = 3 }, 4,
      "axis 'coupling.instant.G': low bound (1e-50) is too small for single precision; "
      "write precision double" },
    { { .kind = AXIS_RANGE, .lo = 0, .hi = 1, .step = 0 }, 8,
      "axis 'coupling.instant.G': step must be positive, got 0; write grid(0, 1, n) for n points" },
    { { .kind = AXIS_RANGE, .lo = 0, .hi = 1, .step = -0.1 }, 8,
      "axis 'coupling.instant.G': step must be positive, got -0.1; write range(0, 1, 0.1)" },
    { { .kind = AXIS_RANGE, .lo = 0, .hi = 1, .step = NAN }, 8,
      "axis 'coupling.instant.G': step (nan) must be a finite number" },
    { { .kind = AXIS_RANGE, .lo = 1, .hi = 0, .step = -0.25 }, 8,
      "axis 'coupling.instant.G': low bound (1) must not exceed high bound (0); write range(0, 1, 0.25)" },
    { { .kind = AXIS_RANGE, .lo = 0, .hi = 1e300, .step = 1 }, 8,
      "axis 'coupling.instant.G': step (1) makes more than 2^62 points; write a larger one" },
    { { .kind = AXIS_LIST, .n = 0, .values = numbers }, 8,
      "axis 'coupling.instant.G': the list is empty; write at least one value" },
    { { .kind = AXIS_LIST, .n = 3, .values = numbers }, 4,
      "axis 'coupling.instant.G': value (1e+300) is too large for single precision; "
      "write precision double" },
    { { .kind = AXIS_UNIFORM, .lo = 0, .hi = 1, .n = -1 }, 8,
      "axis 'coupling.instant.G': sample size must be positive, got -1; write 1 or more" },
    { { .kind = AXIS_UNIFORM, .lo = 2, .hi = 1, .n = 3 }, 8,
      "axis 'coupling.instant.G': low bound (2) must be less than high bound (1); "
      "write uniform(1, 2, 3)" },
    { { .kind = AXIS_LAW, .law = { .kind = DIST_NORMAL, .a = { 0, 1 } }, .n = 0 }, 8,
      "axis 'coupling.instant.G': sample size must be positive, got 0; write n 1 or more" },
    { { .kind = AXIS_LAW, .law = { .kind = DIST_DIRICHLET, .many = numbers, .count = 3 }, .n = 1 }, 8,
      "axis 'coupling.instant.G': a sample of Dirichlet with 3 parameters has 3 elements, "
      "but 1 are wanted" },
    { { .kind = AXIS_KEYS, .values = numbers, .n = 3 }, 8,
      "axis 'coupling.instant.G': 2.5 is not a key; keys are whole numbers up to 2^53" },
    { { .kind = AXIS_KEYS, .has_seed = 1, .n = 0 }, 8,
      "axis 'coupling.instant.G': number of keys must be positive, got 0; write 1 or more" },
    { { .kind = AXIS_GRID, .lo = 0, .hi = 1, .n = 2, .rank = 2, .shape = { 3, 0 } }, 8,
      "axis 'coupling.instant.G': dimension 2 of the shape must be positive, got 0" },
    { { .kind = AXIS_GRID, .lo = 0, .hi = 1, .n = (1L << 62) + 1 }, 8,
      "axis 'coupling.instant.G': grid size (4611686018427387905) must not exceed 2^62" },
    { { .kind = AXIS_LOG_GRID, .lo = 1, .hi = 2, .n = 0 }, 8,
      "axis 'coupling.instant.G': grid size must be positive, got 0; one point is the low bound" },
    { { .kind = AXIS_LOG_GRID, .lo = 1, .hi = NAN, .n = 2 }, 8,
      "axis 'coupling.instant.G': high bound (nan) must be a finite number" },
    { { .kind = AXIS_LOG_GRID, .lo = 1, .hi = 0, .n = 2 }, 8,
      "axis 'coupling.instant.G': high bound must be positive for log scale, got 0; write grid for even steps" },
    { { .kind = AXIS_LOG_GRID, .lo = 2, .hi = 2, .n = 3 }, 8,
      "axis 'coupling.instant.G': low bound (2) must be less than high bound (2); write [2] for a single value" },
    { { .kind = AXIS_RANGE, .lo = -INFINITY, .hi = 1, .step = 1 }, 8,
      "axis 'coupling.instant.G': low bound (-inf) must be a finite number" },
    { { .kind = AXIS_RANGE, .lo = 1, .hi = 0, .step = 0 }, 8,
      "axis 'coupling.instant.G': low bound (1) must not exceed high bound (0); write range(0, 1, 1)" },
    { { .kind = AXIS_UNIFORM, .lo = 0, .hi = INFINITY, .n = 1 }, 8,
      "axis 'coupling.instant.G': high bound (inf) must be a finite number" },
    { { .kind = AXIS_UNIFORM, .lo = 2, .hi = 2, .n = 1 }, 8,
      "axis 'coupling.instant.G': low bound (2) must be less than high bound (2); write [2] for a single value" },
    { { .kind = AXIS_UNIFORM, .lo = -1e308, .hi = 1e308, .n = 1 }, 8,
      "axis 'coupling.instant.G': distance of the bounds (inf) must be a finite number" },
    { { .kind = AXIS_LIST, .n = 1L << 61, .values = numbers, .rank = 1, .shape = { 4 } }, 8,
      "axis 'coupling.instant.G': more than 2^62 values" },
    { { .kind = AXIS_LAW, .law = { .kind = DIST_DIRICHLET, .many = numbers, .count = 3 }, .n = 1, .rank = 2, .shape = { 3, 2 } }, 8,
      "axis 'coupling.instant.G': a sample of Dirichlet with 3 parameters has 3 elements, but 2 are wanted" },
    { { .kind = AXIS_KEYS, .values = numbers, .n = 1, .rank = 1, .shape = { 2 } }, 8,
      "axis 'coupling.instant.G': a sample is one key and has no shape" },
    { { .kind = AXIS_KEYS, .values = numbers + 2, .n = 1 }, 8,
      "axis 'coupling.instant.G': 1e+300 is not a key; keys are whole numbers up to 2^53" },
    { { .kind = AXIS_GRID, .lo = 0, .hi = 1, .n = 2, .rank = 5 }, 8,
      "axis 'coupling.instant.G': a sample has 0 to 4 dimensions, not 5" },
    { { .kind = AXIS_GRID, .lo = 0, .hi = 1, .n = 2, .rank = -1 }, 8,
      "axis 'coupling.instant.G': a sample has 0 to 4 dimensions, not -1" },
    { { .kind = AXIS_GRID, .lo = 0, .hi = 1, .n = 2, .rank = 2, .shape = { 1L << 61, 4 } }, 8,
      "axis 'coupling.instant.G': a sample has more than 2^62 elements" },
    { { .kind = (enum axis_form)99 }, 8, "axis 'coupling.instant.G': unknown kind 99" },
    { { .kind = AXIS_LAW, .n = 1L << 61, .rank = 1, .shape = { 4 } }, 8,
      "axis 'coupling.instant.G': more than 2^62 numbers to draw" },
};

START_TEST(faults_are_named)
{
    struct axis a = refused[_i].axis;
    a.path = "coupling.instant.G";
    struct space s = { .bytes = refused[_i].bytes, .axes = &a, .count = 1 };
    struct fail f = { 0 };
    ck_assert_int_eq(space_open(&s, &f), -1);
    ck_assert_str_eq(f.text, refused[_i].text);
    ck_assert_int_eq(f.code, 1);
    space_close(&s);
}
END_TEST

/* A grid of short decimals is computed in doubles: whole numbers, and what they are divided by. */
START_TEST(short_grids_are_whole_numbers)
{
    struct axis a = { .path = "x", .kind = AXIS_GRID, .lo = 0.1, .hi = 0.5, .n = 5 }, one = { .path = "y", .kind = AXIS_GRID, .lo = 2, .hi = 2, .n = 1 };
    struct fail f = { 0 };
    ck_assert(axis_check(&a, 8, &f) == 0 && axis_check(&one, 8, &f) == 0);
    ck_assert(a.exactly.lo == 1 && a.exactly.hi == 5 && a.exactly.unit == 40);
    ck_assert(one.exactly.lo == 2 && one.exactly.hi == 2 && one.exactly.unit == 1);
}
END_TEST

/* What is just allowed. */
static const struct { struct axis axis; int bytes; long n; } allowed[] = {
    { { .kind = AXIS_GRID, .lo = 0.5, .hi = 0.5, .n = 1 }, 8, 1 }, { { .kind = AXIS_LOG_GRID, .lo = 0.5, .hi = 0.5, .n = 1 }, 8, 1 },
    { { .kind = AXIS_GRID, .lo = 0, .hi = FLT_MAX, .n = 1L << 62 }, 4, 1L << 62 }, { { .kind = AXIS_LOG_GRID, .lo = FLT_MIN, .hi = 1, .n = 2 }, 4, 2 },
    { { .kind = AXIS_RANGE, .lo = 2, .hi = 2, .step = 1 }, 8, 1 }, { { .kind = AXIS_RANGE, .lo = 0, .hi = 1, .step = 0.4 }, 8, 3 },
    { { .kind = AXIS_LIST, .n = 1, .values = numbers, .rank = 4, .shape = { 1, 2, 1, 1 } }, 8, 1 },
    { { .kind = AXIS_KEYS, .n = 1, .values = (const double[]){ -0x1p53 } }, 8, 1 },
    { { .kind = AXIS_LAW, .law = { .kind = DIST_NORMAL, .a = { 0, 1 } }, .n = 1L << 60, .rank = 1, .shape = { 4 } }, 8, 1L << 60 },
    { { .kind = AXIS_LAW, .law = { .kind = DIST_DIRICHLET, .many = numbers, .count = 3 }, .n = 1, .rank = 2, .shape = { 2, 3 } }, 8, 1 },
    { { .kind = AXIS_LAW, .law = { .kind = DIST_DIRICHLET, .many = numbers, .count = 1 }, .n = 1 }, 8, 1 },
};

START_TEST(edges_are_allowed)
{
    struct axis a = allowed[_i].axis;
    a.path = "x";
    struct fail f = { 0 };
    ck_assert_msg(axis_check(&a, allowed[_i].bytes, &f) == 0, "%s", f.text);
    ck_assert_int_eq(a.n, allowed[_i].n);
}
END_TEST

Suite *suite_axis(void);

Suite *suite_axis(void)
{
    Suite *suite = suite_create("axis");
    TCase *values = tcase_create("values"), *faults = tcase_create("faults");
    tcase_add_test(values, grid_holds_the_bits_of_xla);
    tcase_add_test(values, grid_holds_the_doubles_nearest_to_its_decimals);
    tcase_add_test(values, grid_of_one_point_is_its_low_bound);
    tcase_add_test(values, huge_grid_costs_nothing);
    tcase_add_test(values, log_grid_is_geometric);
    tcase_add_test(values, range_counts_its_points);
    tcase_add_test(values, list_has_the_precision_of_the_space);
    tcase_add_test(values, uniform_with_its_own_key);
    tcase_add_test(values, laws_with_their_own_key);
    tcase_add_test(values, shapes_are_drawn_element_by_element_or_once);
    tcase_add_test(values, grid_and_uniform_repeat_their_value);
    tcase_add_test(values, dirichlet_sums_to_one);
    tcase_add_test(values, keys_are_split_from_a_seed);
    tcase_add_test(values, keys_are_made_of_listed_seeds);
    tcase_add_loop_test(faults, faults_are_named, 0, (int)(sizeof refused / sizeof *refused));
    tcase_add_test(values, short_grids_are_whole_numbers);
    tcase_add_loop_test(faults, edges_are_allowed, 0, (int)(sizeof allowed / sizeof *allowed));
    suite_add_tcase(suite, values);
    suite_add_tcase(suite, faults);
    return suite;
}
