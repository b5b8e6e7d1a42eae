/* unit_picture.c -- axes of pictures: what they show, their ticks and numbers; pictures in letters. */
#include "plot/picture.h"
#include "libcheck.h"
#include <math.h>
#include <string.h>

Suite *suite_picture(void);

static void near(double got, double want)
{
    ck_assert_msg(fabs(got - want) <= 1e-12*fabs(want), "%.17g, not %.17g", got, want);
}

static const struct { double lo, hi; int log; double margin, want_lo, want_hi; } fitted[] = {
    { INFINITY, -INFINITY, 0, 0, 0, 1 }, { INFINITY, -INFINITY, 0, 0.5, -0.5, 1.5 },
    { INFINITY, -INFINITY, 1, 0, 1, 10 }, { INFINITY, -INFINITY, 1, 1, 0.1, 100 },
    { 4, 4, 0, 0, 2, 6 }, { -4, -4, 0, 0, -6, -2 }, { 0, 0, 0, 0, -1, 1 }, { 4, 4, 1, 0, 2, 8 },
    { 1e-310, 1e-305, 0, 0, -1, 1 }, { -1e-305, 0, 0, 0, -1, 1 }, { 1e-310, 1, 0, 0, 1e-310, 1 }, { -1, 1e-310, 0, 0, -1, 1e-310 },
    { 1e-310, 1, 1, 0, 1e-300, 1 }, { 1e-320, 1e-310, 1, 0, 5e-301, 2e-300 },
    { 0, 10, 0, 0.25, -2.5, 12.5 }, { 1, 100, 1, 0.5, 0.1, 1000 }, { -1e300, 1e300, 0, 0.25, -1.5e300, 1.5e300 },
    { 1, 1 + 1e-13, 0, 0, 0.5, 1.5 + 1e-13 }, { 1, 1 + 1e-11, 0, 0, 1, 1 + 1e-11 }, { -1 - 1e-13, -1, 0, 0, -1.5 - 1.5e-13, -0.5 + 5e-14 },
};

START_TEST(fits)
{
    struct plot_axis a = { .lo = fitted[_i].lo, .hi = fitted[_i].hi, .log = fitted[_i].log };
    axis_fit(&a, fitted[_i].margin);
    near(a.lo, fitted[_i].want_lo);
    near(a.hi, fitted[_i].want_hi);
}
END_TEST

START_TEST(holds)
{
    struct plot_axis a = { .lo = INFINITY, .hi = -INFINITY };
    axis_hold(&a, NAN);
    axis_hold(&a, INFINITY);
    axis_hold(&a, -INFINITY);
    ck_assert(a.lo > a.hi);
    axis_hold(&a, 3);
    ck_assert(a.lo == 3 && a.hi == 3);
    axis_hold(&a, -2);
    axis_hold(&a, 1);
    ck_assert(a.lo == -2 && a.hi == 3);
}
END_TEST

static const struct { double lo, hi; int n, whole; double want; } steps[] = {
    { 0, 10, 10, 0, 1 }, { 0, 10, 5, 0, 2 }, { 0, 10, 4, 0, 5 }, { 0, 10, 2, 0, 5 }, { 0, 10, 1, 0, 10 }, { 0, 11, 2, 0, 10 },
    { 0, 10.005, 10, 0, 1 }, { 0, 10.02, 10, 0, 2 }, { 0, 20.005, 10, 0, 2 }, { 0, 20.02, 10, 0, 5 }, { 0, 50.005, 10, 0, 5 }, { 0, 50.02, 10, 0, 10 },
    { 0, 1, 10, 0, 0.1 }, { 0, 1, 10, 1, 1 }, { 0, 30, 10, 1, 5 }, { -300, -100, 10, 0, 20 },
};

START_TEST(steps_are_round)
{
    const struct plot_axis a = { .lo = steps[_i].lo, .hi = steps[_i].hi, .whole = steps[_i].whole };
    near(axis_step(&a, steps[_i].n), steps[_i].want);
}
END_TEST

START_TEST(places)
{
    const struct plot_axis linear = { .lo = 2, .hi = 12 }, down = { .lo = 2, .hi = 12, .down = 1 }, log = { .lo = 0.1, .hi = 1000, .log = 1 };
    near(axis_place(&linear, 4.5), 0.25);
    near(axis_place(&linear, 2), 0);
    near(axis_place(&linear, 22), 2);
    near(axis_place(&down, 4.5), 0.75);
    near(axis_place(&log, 1), 0.25);
    near(axis_place(&log, 1000), 1);
}
END_TEST

static const struct { double x; int digits; const char *want; } numbers[] = {
    { 0, 5, "0" }, { 0.1 + 0.2, 5, "0.3" }, { -2.5, 5, "-2.5" }, { 2.00004, 5, "2" }, { 2.00006, 5, "2.0001" }, { 12345.6, 5, "12346" }, { 12344.5, 5, "12345" },
    { 1.23456, 3, "1.23" }, { 1.23456, 4, "1.235" }, { 1234.5678, 6, "1234.57" }, { 1234.5678, 7, "1234.568" },
    { 1.0/3, 15, "0.333333333333333" }, { 1e40, 5, "1e+40" }, { 1.23456e40, 5, "1.2346e+40" }, { 1.23456e-40, 5, "1.2346e-40" },
    { -1.23456e-200, 4, "-1.235e-200" },
};

START_TEST(numbers_are_written)
{
    ck_assert_str_eq(axis_digits(numbers[_i].x, numbers[_i].digits).text, numbers[_i].want);
}
END_TEST

static const struct { double lo, hi; int log, n, count; double at[8]; } ticks[] = {
    { 0, 10, 0, 5, 6, { 0, 2, 4, 6, 8, 10 } }, { -1, 1, 0, 4, 5, { -1, -0.5, 0, 0.5, 1 } }, { 0.1, 0.36, 0, 6, 6, { 0.1, 0.15, 0.2, 0.25, 0.3, 0.35 } },
    { 1, 1000, 1, 1, 4, { 1, 10, 100, 1000 } }, { 0.5, 200, 1, 1, 3, { 1, 10, 100 } }, { 0.5, 5, 1, 1, 4, { 0.5, 1, 2, 5 } },
    { 2.1, 9, 1, 1, 3, { 3, 5, 7 } }, { 20, 50, 1, 1, 3, { 20, 30, 50 } }, { 3, 6, 1, 1, 4, { 3, 4, 5, 6 } },
    { 3, 4, 1, 1, 6, { 3, 3.2, 3.4, 3.6, 3.8, 4 } }, { 0.09, 0.6, 1, 1, 3, { 0.1, 0.2, 0.5 } },
};

START_TEST(ticks_are_round)
{
    const struct plot_axis a = { .lo = ticks[_i].lo, .hi = ticks[_i].hi, .log = ticks[_i].log };
    double at[TICKS_MOST];
    ck_assert_int_eq(axis_ticks(&a, ticks[_i].n, at), ticks[_i].count);
    for (int i = 0; i < ticks[_i].count; i++)
        ck_assert_msg(fabs(at[i] - ticks[_i].at[i]) <= 1e-12, "tick %d: %.17g", i, at[i]);
}
END_TEST

/* Of 201 decades every third has a tick, of 100 each. */
START_TEST(many_decades)
{
    const struct plot_axis a = { .lo = 1e-100, .hi = 1e100, .log = 1 }, b = { .lo = 1, .hi = 1e99, .log = 1 };
    double at[TICKS_MOST];
    ck_assert_int_eq(axis_ticks(&a, 1, at), 67);
    near(at[0], 1e-100);
    near(at[1], 1e-97);
    near(at[66], 1e98);
    ck_assert_int_eq(axis_ticks(&b, 1, at), 100);
    near(at[99], 1e99);
}
END_TEST

/* ---- in letters ---- */

static void print(const struct picture *p, int columns, int rows, struct text *out)
{
    const struct plot_screen s = { .columns = columns, .rows = rows };
    plot_print(p, &s, out);
}

static long lines_of(const char *text, size_t *longest)
{
    long n = 0;
    *longest = 0;
    for (; *text; n++) {
        size_t length = strcspn(text, "\n");
        *longest = length > *longest ? length : *longest;
        text += length + (text[length] == '\n');
    }
    return n;
}

/* Points, a gap, one far beyond every edge and one just beyond it: a plane of 28 letters has 56 dots, of which the first
 * and the last stand at the ends of the axis, and 32 in its height. */
START_TEST(a_curve_in_letters)
{
    double x[] = { 0, 7, NAN, 22, NAN, 50, -50, 3, 3, 27*56/55.0, -27/55.0, 3, 3, 27 },
           y[] = { 0, 7, 3, 0, 3, 3, 3, 50, -50, 3, 3, 7*32/31.0, -7/31.0, 3 };
    struct plot_curve c = { .x = x, .y = y, .count = 14 };
    struct plot_panel panel = { .x = { .label = "x", .lo = 0, .hi = 27 }, .y = { .label = "y", .lo = 0, .hi = 7 }, .mark = MARK_POINTS,
                                .curves = &c, .curve_count = 1 };
    struct picture p = { .panels = &panel, .panel_count = 1, .rows = 1, .columns = 1 };
    struct text out = { 0 };
    print(&p, 31, 13, &out);
    ck_assert_str_eq(text_string(&out),
                     "y\n"
                     " |       *                    \n"
                     " |                            \n"
                     "5|                            \n"
                     " |                            \n"
                     " |                           *\n"
                     " |                            \n"
                     " |                            \n"
                     "0|*                     *     \n"
                     " ++---------+---------+-------\n"
                     "  0        10        20\n"
                     "               x\n");
    text_free(&out);
}
END_TEST

/* At least 30 columns and 8 rows, however narrow the terminal; the last column stays free. */
static const struct { int columns, rows; size_t longest; long lines; } screens[] = {
    { 5, 2, 29, 12 }, { 29, 13, 29, 12 }, { 30, 13, 29, 12 }, { 31, 13, 30, 12 }, { 40, 14, 39, 13 }, { 1200, 14, 1199, 13 }
};

START_TEST(as_large_as_the_terminal)
{
    double x[] = { 0, 1 }, y[] = { 0, 5 };
    struct plot_curve c = { .x = x, .y = y, .count = 2 };
    struct plot_panel panel = { .x = { .label = "x", .lo = 0, .hi = 1 }, .y = { .label = "y", .lo = 0, .hi = 5 }, .mark = MARK_LINE,
                                .curves = &c, .curve_count = 1 };
    struct picture p = { .panels = &panel, .panel_count = 1, .rows = 1, .columns = 1 };
    struct text out = { 0 };
    size_t longest;
    print(&p, screens[_i].columns, screens[_i].rows, &out);
    ck_assert_int_eq(lines_of(text_string(&out), &longest), screens[_i].lines);
    ck_assert_uint_eq(longest, screens[_i].longest);
    text_free(&out);
}
END_TEST

Suite *suite_picture(void)
{
    Suite *s = suite_create("picture");
    TCase *t = tcase_create("picture");
    tcase_add_loop_test(t, fits, 0, sizeof fitted/sizeof *fitted);
    tcase_add_test(t, holds);
    tcase_add_loop_test(t, steps_are_round, 0, sizeof steps/sizeof *steps);
    tcase_add_test(t, places);
    tcase_add_loop_test(t, numbers_are_written, 0, sizeof numbers/sizeof *numbers);
    tcase_add_loop_test(t, ticks_are_round, 0, sizeof ticks/sizeof *ticks);
    tcase_add_test(t, many_decades);
    tcase_add_test(t, a_curve_in_letters);
    tcase_add_loop_test(t, as_large_as_the_terminal, 0, sizeof screens/sizeof *screens);
    suite_add_tcase(s, t);
    return s;
}
