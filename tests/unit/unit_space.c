/* unit_space.c -- the tables spaces make, their orders, and what is said of them.
 *
 * Tables printed by tvboptim are repeated as printed.
 */
#include "space/space.h"
#include "libcheck.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct axis grid(const char *path, double lo, double hi, long n)
{
    return (struct axis){ .path = path, .kind = AXIS_GRID, .lo = lo, .hi = hi, .n = n };
}

static struct axis uniform(const char *path, double lo, double hi, long n)
{
    return (struct axis){ .path = path, .kind = AXIS_UNIFORM, .lo = lo, .hi = hi, .n = n };
}

static struct axis list(const char *path, const double *values, long n, const char *group)
{
    return (struct axis){ .path = path, .kind = AXIS_LIST, .values = values, .n = n, .group = group };
}

static void open_space(struct space *s)
{
    struct fail f = { 0 };
    ck_assert_msg(space_open(s, &f) == 0, "%s", f.text);
}

/* Value of axis a in row i. */
static double cell(const struct space *s, long i, int a)
{
    long sample[16], trial;
    space_samples(s, i, sample, &trial);
    return axis_value(&s->axes[a], s->bytes, sample[a], 0);
}

/* Compares with figures printed to [decimals]. */
static void check_table(const struct space *s, const double *expected, long rows, double tolerance)
{
    for (long i = 0; i < rows; i++)
        for (int a = 0; a < s->count; a++)
            ck_assert_double_eq_tol(cell(s, i, a), expected[i * s->count + a], tolerance);
}

/* ---- the tables of the peer's pages ---- */

START_TEST(preview)
{
    struct axis axes[] = { grid("coupling_strength", 0, 2, 4), uniform("noise_level", 0.01, 0.1, 3) };
    struct space s = { .mode = SPACE_PRODUCT, .key = 123, .bytes = 4, .axes = axes, .count = 2 };
    double expected[] = { 0, 0.0265, 0, 0.0876, 0, 0.0204, 2 / 3., 0.0265, 2 / 3., 0.0876 };
    open_space(&s);
    ck_assert_int_eq(s.points, 12);
    ck_assert_str_eq(s.warning, "");
    check_table(&s, expected, 5, 0.00005);
    space_close(&s);
}
END_TEST

START_TEST(draws_of_double_precision_are_others)
{
    struct axis axes[] = { grid("coupling_strength", 0, 2, 4), uniform("noise_level", 0.01, 0.1, 3) };
    struct space s = { .key = 123, .bytes = 8, .axes = axes, .count = 2 };
    open_space(&s);
    ck_assert_double_eq(cell(&s, 0, 1), 0.07032478994385281);
    ck_assert_double_eq(cell(&s, 2, 1), 0.045805185922021714);
    space_close(&s);
}
END_TEST

START_TEST(demo)
{
    struct axis axes[] = { grid("coupling", 0, 1, 6), uniform("noise", 0.01, 0.1, 6) };
    struct space s = { .mode = SPACE_ZIP, .key = 42, .bytes = 4, .axes = axes, .count = 2 };
    double expected[] = { 0, 0.070052, 0.2, 0.074934, 0.4, 0.021412, 0.6, 0.041885, 0.8, 0.047898,
                          1, 0.013787 };
    open_space(&s);
    ck_assert_int_eq(s.points, 6);
    check_table(&s, expected, 6, 0.0000005);
    ck_assert_int_eq(s.dim_count, 1);
    ck_assert_str_eq(s.dims[0].name, "point");
    space_close(&s);
}
END_TEST

START_TEST(simulation_state)
{
    double noise[] = { 0.01, 0.02, 0.05 };
    struct axis axes[] = { grid("coupling.strength", 0.1, 0.8, 5), uniform("coupling.delay", 5, 25, 3),
                           list("model.noise_amplitude", noise, 3, NULL) };
    struct space s = { .key = 789, .bytes = 4, .axes = axes, .count = 3 };
    double declared[] = { 0.1, 16.82, 0.01, 0.1, 16.82, 0.02, 0.1, 16.82, 0.05, 0.1, 18.92, 0.01 };
    open_space(&s);
    ck_assert_int_eq(s.points, 45);
    check_table(&s, declared, 4, 0.005);
    space_close(&s);
    s.sorted = 1;                           /* the peer's rows: delay is slowest */
    double sorted[] = { 0.1, 16.82, 0.01, 0.1, 16.82, 0.02, 0.1, 16.82, 0.05, 0.275, 16.82, 0.01 };
    open_space(&s);
    check_table(&s, sorted, 4, 0.005);
    ck_assert_double_eq_tol(cell(&s, 15, 1), 18.92, 0.005);
    space_close(&s);
}
END_TEST

START_TEST(mixed_with_beta)
{
    double sigma[] = { 1e-4, 5e-4, 1e-3 };
    struct axis axes[] = {
        { .path = "coupling.instant.G", .kind = AXIS_LAW, .n = 4,
          .law = { .kind = DIST_BETA, .a = { 2, 5 } } },
        list("noise.sigma", sigma, 3, NULL),
    };
    struct space s = { .key = 0, .bytes = 4, .axes = axes, .count = 2 };
    double g[] = { 0.681876, 0.138849, 0.532662, 0.422139 };
    open_space(&s);
    for (long i = 0; i < 12; i++) {
        ck_assert_double_eq_tol(cell(&s, i, 0), g[i / 3], 0.0000005);
        ck_assert_double_eq_tol(cell(&s, i, 1), sigma[i % 3], 1e-10);
    }
    space_close(&s);
}
END_TEST

START_TEST(product)
{
    struct axis axes[] = { grid("param_a", 0, 1, 3), grid("param_b", 0, 1, 2) };
    struct space s = { .bytes = 4, .axes = axes, .count = 2 };
    double expected[] = { 0, 0, 0, 1, 0.5, 0, 0.5, 1, 1, 0, 1, 1 };
    open_space(&s);
    ck_assert_int_eq(s.points, 6);
    check_table(&s, expected, 6, 1e-12);
    ck_assert_int_eq(s.dim_count, 2);
    ck_assert_str_eq(s.dims[1].name, "param_b");
    ck_assert_int_eq(s.dims[1].axis, 1);
    space_close(&s);
}
END_TEST

START_TEST(zip_of_unequal_axes)
{
    struct axis axes[] = { grid("param_a", 0, 1, 3), grid("param_b", 0, 1, 2) };
    struct space s = { .mode = SPACE_ZIP, .bytes = 4, .axes = axes, .count = 2 };
    double expected[] = { 0, 0, 0.5, 1 };
    open_space(&s);
    ck_assert_int_eq(s.points, 2);
    check_table(&s, expected, 2, 1e-12);
    ck_assert_str_eq(s.warning, "WARNING: In zip mode, effective axes have different sizes [3, 2]. "
                                "Using minimum size 2, losing 1 combinations.");
    space_close(&s);
}
END_TEST

static const double ones[] = { 1, 2, 3 }, tens[] = { 10, 20, 30 };

START_TEST(groups)
{
    struct axis axes[] = { list("setting_a", ones, 3, "settings"), list("setting_b", tens, 3, "settings"),
                           grid("param_x", 0, 1, 4) };
    struct space s = { .key = 42, .bytes = 4, .axes = axes, .count = 3 };
    open_space(&s);
    ck_assert_int_eq(s.points, 12);
    for (long i = 0; i < 12; i++) {
        ck_assert_double_eq(cell(&s, i, 0), 1 + i / 4);
        ck_assert_double_eq(cell(&s, i, 1), 10 * (1 + i / 4));
        ck_assert_double_eq_tol(cell(&s, i, 2), (i % 4) / 3., 1e-7);
    }
    ck_assert_int_eq(s.dim_count, 2);
    ck_assert_str_eq(s.dims[0].name, "settings");
    ck_assert_int_eq(s.dims[0].axis, -1);
    space_close(&s);
}
END_TEST

START_TEST(unequal_group_is_cut)
{
    struct axis axes[] = { list("b", ones, 3, "settings"), list("c", tens, 2, "settings"),
                           grid("a", 0, 1, 5) };
    struct space s = { .bytes = 8, .axes = axes, .count = 3 };
    const char *group = "WARNING: Axes in group 'settings' have different sizes [3, 2]. "
                        "Using minimum size 2.";
    open_space(&s);
    ck_assert_int_eq(s.points, 10);
    ck_assert_str_eq(s.warning, group);
    space_close(&s);
    s.mode = SPACE_ZIP;
    open_space(&s);
    ck_assert_int_eq(s.points, 2);
    ck_assert(strncmp(s.warning, group, strlen(group)) == 0);
    ck_assert_str_eq(s.warning + strlen(group),
                     "\nWARNING: In zip mode, effective axes have different sizes [2, 5]. "
                     "Using minimum size 2, losing 3 combinations.");
    space_close(&s);
}
END_TEST

/* A group stands where its first member stands, and in front if [sorted]. */
START_TEST(group_stands_at_its_first_member)
{
    struct axis axes[] = { grid("x", 0, 1, 2), list("z", ones, 3, "g"), grid("a", 0, 1, 2),
                           list("y", tens, 3, "g") };
    struct space s = { .bytes = 8, .axes = axes, .count = 4 };
    const char *declared[] = { "x", "g", "a" }, *sorted[] = { "g", "a", "x" };
    for (s.sorted = 0; s.sorted < 2; s.sorted++) {
        open_space(&s);
        ck_assert_int_eq(s.dim_count, 3);
        for (int d = 0; d < 3; d++)
            ck_assert_str_eq(s.dims[d].name, s.sorted ? sorted[d] : declared[d]);
        ck_assert_int_eq(axes[1].dim, axes[3].dim);
        space_close(&s);
    }
}
END_TEST

START_TEST(keys_and_arrays_are_axes_like_others)
{
    double vectors[] = { 1, 2, 3, 4, 5, 6 };
    struct axis axes[] = {
        { .path = "noise.key", .kind = AXIS_KEYS, .has_seed = 1, .seed = 0, .n = 2 },
        { .path = "graph.weights", .kind = AXIS_LIST, .values = vectors, .n = 3, .rank = 1, .shape = { 2 } },
    };
    struct space s = { .bytes = 4, .axes = axes, .count = 2 };
    long sample[2];
    open_space(&s);
    ck_assert_int_eq(s.points, 6);
    space_samples(&s, 4, sample, NULL);
    ck_assert_uint_eq(axis_key(&axes[0], 4, sample[0]).hi, 928981903u);
    ck_assert_double_eq(axis_value(&axes[1], 4, sample[1], 1), 4);
    space_close(&s);
}
END_TEST

START_TEST(trials_vary_fastest)
{
    struct axis axes[] = { grid("a", 0, 1, 2) };
    struct space s = { .bytes = 8, .axes = axes, .count = 1, .trials = 3, .mode = SPACE_ZIP };
    open_space(&s);
    ck_assert_int_eq(s.points, 6);
    ck_assert_str_eq(s.dims[0].name, "a");
    ck_assert_str_eq(s.dims[1].name, "trial");
    for (long i = 0; i < 6; i++) {
        long sample[1], trial;
        space_samples(&s, i, sample, &trial);
        ck_assert_int_eq(sample[0], i / 3);
        ck_assert_int_eq(trial, i % 3);
    }
    space_close(&s);
}
END_TEST

START_TEST(no_axes_are_one_point)
{
    struct space s = { .bytes = 8, .mode = SPACE_ZIP };
    long trial = -1;
    open_space(&s);
    ck_assert_int_eq(s.points, 1);
    space_samples(&s, 0, NULL, &trial);
    ck_assert_int_eq(trial, 0);
    space_close(&s);
}
END_TEST

/* ---- draws ---- */

/* As nested dictionaries sort: a component that ends comes first, then code points. */
START_TEST(draw_order_is_by_component)
{
    const char *sorted[] = { "A.z", "_b", "a", "a.b", "a.b_c", "a_b", "ab.c", "\xc3\xa9" };
    struct axis axes[8];
    struct space s = { .key = 5, .bytes = 8, .axes = axes, .count = 8, .mode = SPACE_ZIP };
    for (int a = 0; a < 8; a++)
        axes[a] = uniform(sorted[(a * 5 + 3) % 8], 0, 1, 2);
    open_space(&s);
    for (int a = 0; a < 8; a++) {
        struct random_key expected = random_split(random_key(5, 8), (uint64_t)((a * 5 + 3) % 8) + 1);
        ck_assert(axes[a].draw.hi == expected.hi && axes[a].draw.lo == expected.lo);
    }
    space_close(&s);
}
END_TEST

START_TEST(own_key_still_takes_a_number)
{
    struct axis axes[] = { uniform("a", 0, 1, 2), uniform("b", 0, 1, 2), uniform("c", 0, 1, 2) };
    struct space s = { .key = 9, .bytes = 4, .axes = axes, .count = 3 };
    open_space(&s);
    double before = cell(&s, 0, 2);
    space_close(&s);
    axes[1].own_key = 1;
    axes[1].key = 42;
    open_space(&s);
    ck_assert_double_eq(cell(&s, 0, 2), before);
    ck_assert(axes[1].draw.hi == 0 && axes[1].draw.lo == 42);
    space_close(&s);
}
END_TEST

/* ---- what is refused, and what is said ---- */

static void check_refusal(struct space s, const char *text)
{
    struct fail f = { 0 };
    ck_assert_int_eq(space_open(&s, &f), -1);
    ck_assert_str_eq(f.text, text);
    ck_assert_int_eq(f.code, 1);
    space_close(&s);
}

START_TEST(spaces_that_cannot_be)
{
    struct axis twice[] = { grid("a.b", 0, 1, 2), grid("c", 0, 1, 2), uniform("a.b", 0, 1, 2) };
    check_refusal((struct space){ .bytes = 8, .axes = twice, .count = 3 },
                  "axis 'a.b' is declared twice; keep one");
    struct axis huge[] = { grid("a", 0, 1, 1L << 40), grid("b", 0, 1, 1L << 40) };
    check_refusal((struct space){ .bytes = 8, .axes = huge, .count = 2 },
                  "axis 'a': with its 1099511627776 positions the space has more than 2^62 points; "
                  "write zip, or fewer values");
    struct axis named[] = { grid("g", 0, 1, 2), list("b", ones, 3, "g") };
    check_refusal((struct space){ .bytes = 8, .axes = named, .count = 2 },
                  "'g' names two dimensions of the space; rename the group");
    check_refusal((struct space){ .bytes = 8, .trials = -1 },
                  "the number of trials must not be negative, got -1");
}
END_TEST

/* Of several names the one whose second dimension comes first. */
START_TEST(names_of_two_dimensions)
{
    struct axis axes[] = { list("i", ones, 3, "x"), list("j", ones, 3, "y"), list("k", tens, 3, "y"), grid("p", 0, 1, 2), grid("q", 0, 1, 2),
                           grid("r", 0, 1, 2) };
    axes[3].label = "y";
    axes[4].label = axes[5].label = "x";
    struct space s = { .bytes = 8, .axes = axes, .count = 6 };
    struct fail f = { 0 };
    ck_assert_int_eq(space_open(&s, &f), -1);
    ck_assert_str_eq(f.text, "'y' names two dimensions of the space; rename the group");
    ck_assert_int_eq(s.fault, 3);
    axes[3].label = "z";
    f = (struct fail){ 0 };
    ck_assert_int_eq(space_open(&s, &f), -1);
    ck_assert_str_eq(f.text, "'x' names two dimensions of the space; rename the group");
    ck_assert_int_eq(s.fault, 4);
    axes[4].label = "w", axes[5].label = "v";
    open_space(&s);
    ck_assert_int_eq(s.fault, -1);
    space_close(&s);
}
END_TEST

START_TEST(one_point_and_none)
{
    struct axis a = grid("a", 0, 1, 1);
    struct space s = { .bytes = 8, .axes = &a, .count = 1 }, none, part;
    struct fail f = { 0 };
    long row = 7;
    char text[100];
    open_space(&s);
    ck_assert(space_index(&s, -1, &row, &f) == 0 && row == 0);
    ck_assert_int_eq(space_index(&s, 1, &row, &f), -1);
    ck_assert_str_eq(f.text, "index 1 is out of range: the space has 1 point, 0 (or -1)");
    f = (struct fail){ 0 };
    ck_assert_int_eq(space_slice(&s, (struct space_range){ .start = 1, .has_start = 1 }, &part, &f), -1);
    ck_assert_str_eq(f.text, "slice 1: of 1 point is empty: the space has 1 point, 0");
    space_part(&s, 0, 0, &none);
    f = (struct fail){ 0 };
    ck_assert_int_eq(space_index(&none, 0, &row, &f), -1);
    ck_assert_str_eq(f.text, "index 0 is out of range: the space has no points");
    f = (struct fail){ 0 };
    ck_assert_int_eq(space_slice(&none, (struct space_range){ .step = -2, .has_step = 1 }, &part, &f), -1);
    ck_assert_str_eq(f.text, "slice ::-2 of 0 points is empty: the space has no points");
    space_describe(&s, text, sizeof text);
    ck_assert_str_eq(text, "Space(N=1, mode='product', axes=1)");
    space_close(&s);
    s.mode = SPACE_ZIP;
    open_space(&s);
    space_describe(&s, text, sizeof text);
    ck_assert_str_eq(text, "Space(N=1, mode='zip', axes=1)");
    space_close(&s);
}
END_TEST

START_TEST(many_sizes_fit_in_the_warning)
{
    static struct axis axes[300];
    static char names[300][16];
    struct space s = { .bytes = 8, .axes = axes, .count = 300, .mode = SPACE_ZIP };
    for (int a = 0; a < 300; a++) {
        snprintf(names[a], sizeof names[a], "a%d", a);
        axes[a] = grid(names[a], 0, 1, 1000000 + a);
    }
    open_space(&s);
    ck_assert_int_eq(s.points, 1000000);
    ck_assert(strncmp(s.warning, "WARNING: In zip mode", 20) == 0);
    ck_assert_ptr_nonnull(strstr(s.warning, "Using minimum size 1000000, losing 44850 combinations."));
    space_close(&s);
}
END_TEST

START_TEST(described_as_the_peer_does)
{
    struct axis axes[] = { list("a", ones, 3, "g"), list("b", tens, 3, "g"), grid("x", 0, 1, 2) };
    struct space s = { .bytes = 8, .axes = axes, .count = 3 }, part;
    char text[100];
    open_space(&s);
    space_describe(&s, text, sizeof text);
    ck_assert_str_eq(text, "Space(N=6, mode='product', axes=3, groups=1)");
    space_part(&s, 2, 3, &part);
    space_describe(&part, text, sizeof text);
    ck_assert_str_eq(text, "Space(N=3, mode='zip', axes=3, groups=1)");
    space_close(&s);
}
END_TEST

/* ---- indices and slices ---- */

START_TEST(indices)
{
    struct axis axes[] = { grid("a", 0, 1, 12) };
    struct space s = { .bytes = 8, .axes = axes, .count = 1 };
    struct fail f = { 0 };
    long row;
    open_space(&s);
    ck_assert(space_index(&s, -1, &row, &f) == 0 && row == 11);
    ck_assert(space_index(&s, -12, &row, &f) == 0 && row == 0);
    ck_assert(space_index(&s, 11, &row, &f) == 0 && row == 11);
    long outside[] = { 12, -13, LONG_MAX, LONG_MIN };
    for (int i = 0; i < 4; i++) {
        f = (struct fail){ 0 };
        ck_assert_int_eq(space_index(&s, outside[i], &row, &f), -1);
        ck_assert_int_eq(f.code, 2);
        char text[200];
        snprintf(text, sizeof text, "index %ld is out of range: the space has 12 points, 0 to 11 "
                 "(or -12 to -1)", outside[i]);
        ck_assert_str_eq(f.text, text);
    }
    space_close(&s);
}
END_TEST

START_TEST(slices_that_hold_nothing)
{
    struct axis axes[] = { grid("a", 0, 1, 12) };
    struct space s = { .bytes = 8, .axes = axes, .count = 1 }, part;
    struct { struct space_range range; const char *text; } cases[] = {
        { { .start = 5, .stop = 5, .has_start = 1, .has_stop = 1 },
          "slice 5:5 of 12 points is empty: the space has 12 points, 0 to 11" },
        { { .start = 20, .has_start = 1 },
          "slice 20: of 12 points is empty: the space has 12 points, 0 to 11" },
        { { .stop = 3, .step = LONG_MIN, .start = 2, .has_start = 1, .has_stop = 1, .has_step = 1 },
          "slice 2:3:-9223372036854775808 of 12 points is empty: the space has 12 points, 0 to 11" },
        { { .step = 0, .has_step = 1 }, "slice ::0: the step must not be zero" },
    };
    open_space(&s);
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct fail f = { 0 };
        ck_assert_int_eq(space_slice(&s, cases[c].range, &part, &f), -1);
        ck_assert_str_eq(f.text, cases[c].text);
        ck_assert_int_eq(f.code, 2);
    }
    space_close(&s);
}
END_TEST

Suite *suite_space(void);

Suite *suite_space(void)
{
    Suite *suite = suite_create("space");
    TCase *tables = tcase_create("tables"), *rows = tcase_create("rows");
    tcase_add_test(tables, preview);
    tcase_add_test(tables, draws_of_double_precision_are_others);
    tcase_add_test(tables, demo);
    tcase_add_test(tables, simulation_state);
    tcase_add_test(tables, mixed_with_beta);
    tcase_add_test(tables, product);
    tcase_add_test(tables, zip_of_unequal_axes);
    tcase_add_test(tables, groups);
    tcase_add_test(tables, unequal_group_is_cut);
    tcase_add_test(tables, group_stands_at_its_first_member);
    tcase_add_test(tables, keys_and_arrays_are_axes_like_others);
    tcase_add_test(tables, trials_vary_fastest);
    tcase_add_test(tables, no_axes_are_one_point);
    tcase_add_test(rows, draw_order_is_by_component);
    tcase_add_test(rows, own_key_still_takes_a_number);
    tcase_add_test(rows, spaces_that_cannot_be);
    tcase_add_test(rows, names_of_two_dimensions);
    tcase_add_test(rows, one_point_and_none);
    tcase_add_test(rows, many_sizes_fit_in_the_warning);
    tcase_add_test(rows, described_as_the_peer_does);
    tcase_add_test(rows, indices);
    tcase_add_test(rows, slices_that_hold_nothing);
    suite_add_tcase(suite, tables);
    suite_add_tcase(suite, rows);
    return suite;
}
