/* unit_screen.c -- printed tables, character by character as pandas prints them. */
#include "slabs.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_screen(void);

/* Prints columns of doubles, handed over in batches of [batch] rows. */
static char *printed(struct table *t, const double *const *data, long batch)
{
    struct fail f = { 0 };
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    struct sink s;
    ck_assert_int_eq(sink_open(&s, &sink_screen, t, NULL, &f), 0);
    for (long first = 0; first < t->rows; first += batch) {
        long left = t->rows - first;
        ck_assert_int_eq(take_rows(&s, data, first, left < batch ? left : batch, &f), 0);
    }
    ck_assert_int_eq(sink_show(&s, out, &f), 0);
    fclose(out);
    return text;
}

/* One or seven rows at a time, or all at once: the same text. */
static void must_print(struct table *t, const double *const *data, const char *expected)
{
    static const long batches[] = { 1, 7, 1000000 };
    for (int i = 0; i < 3; i++) {
        char *text = printed(t, data, batches[i]);
        ck_assert_str_eq(text, expected);
        free(text);
    }
}

static const double coupling8[] = {
    0.1, 0.228571, 0.357143, 0.485714, 0.614286, 0.742857, 0.871429, 1.0
};
static const double mean8[] = {
    0.101733, 0.105092, 0.110537, 0.118753, 0.130028, 0.144003, 0.160107, 0.177952
};
static const double std8[] = {
    0.001502, 0.003031, 0.006222, 0.011529, 0.019266, 0.029189, 0.040861, 0.054001
};

START_TEST(coupling_sweep)
{
    struct column columns[] = {
        { .name = "coupling.instant.G", .kind = COLUMN_AXIS },
        { .name = "mean_S", .kind = COLUMN_RESULT },
        { .name = "std_S", .kind = COLUMN_RESULT }
    };
    struct table t = { .name = "g", .rows = 8, .columns = columns, .column_count = 3 };
    const double *data[] = { coupling8, mean8, std8 };
    must_print(&t, data,
        "   coupling.instant.G    mean_S     std_S\n"
        "0            0.100000  0.101733  0.001502\n"
        "1            0.228571  0.105092  0.003031\n"
        "2            0.357143  0.110537  0.006222\n"
        "3            0.485714  0.118753  0.011529\n"
        "4            0.614286  0.130028  0.019266\n"
        "5            0.742857  0.144003  0.029189\n"
        "6            0.871429  0.160107  0.040861\n"
        "7            1.000000  0.177952  0.054001\n");
}
END_TEST

static const double coupling12[] = {
    0.681876, 0.681876, 0.681876, 0.138849, 0.138849, 0.138849,
    0.532662, 0.532662, 0.532662, 0.422139, 0.422139, 0.422139
};
static const double sigma12[] = {
    0.0001, 0.0005, 0.001, 0.0001, 0.0005, 0.001, 0.0001, 0.0005, 0.001, 0.0001, 0.0005, 0.001
};
static const double mean12[] = {
    0.136815, 0.136931, 0.137077, 0.102423, 0.102488, 0.102571,
    0.122302, 0.1224, 0.122522, 0.114119, 0.114204, 0.114311
};
static const double std12[] = {
    0.024235, 0.024231, 0.02424, 0.001367, 0.001468, 0.001803,
    0.014069, 0.01406, 0.014074, 0.008583, 0.008576, 0.008609
};

START_TEST(mixed_sweep)
{
    struct column columns[] = {
        { .name = "coupling.instant.G", .kind = COLUMN_AXIS },
        { .name = "noise.sigma", .kind = COLUMN_AXIS },
        { .name = "mean_S", .kind = COLUMN_RESULT },
        { .name = "std_S", .kind = COLUMN_RESULT }
    };
    struct table t = { .name = "g", .rows = 12, .columns = columns, .column_count = 4 };
    const double *data[] = { coupling12, sigma12, mean12, std12 };
    must_print(&t, data,
        "    coupling.instant.G  noise.sigma    mean_S     std_S\n"
        "0             0.681876       0.0001  0.136815  0.024235\n"
        "1             0.681876       0.0005  0.136931  0.024231\n"
        "2             0.681876       0.0010  0.137077  0.024240\n"
        "3             0.138849       0.0001  0.102423  0.001367\n"
        "4             0.138849       0.0005  0.102488  0.001468\n"
        "5             0.138849       0.0010  0.102571  0.001803\n"
        "6             0.532662       0.0001  0.122302  0.014069\n"
        "7             0.532662       0.0005  0.122400  0.014060\n"
        "8             0.532662       0.0010  0.122522  0.014074\n"
        "9             0.422139       0.0001  0.114119  0.008583\n"
        "10            0.422139       0.0005  0.114204  0.008576\n"
        "11            0.422139       0.0010  0.114311  0.008609\n");
}
END_TEST

START_TEST(demo)
{
    static const double coupling[] = { 0, 0.2, 0.4, 0.6, 0.8 };
    static const double noise[] = { 0.070052, 0.074934, 0.021412, 0.041885, 0.047898 };
    static const double activity[] = { 0.070052, 0.474934, 0.821412, 1.241885, 1.647898 };
    static const double ratio[] = { 0, 2.668987, 18.680656, 14.324623, 16.701727 };
    struct column columns[] = {
        { .name = "coupling", .kind = COLUMN_AXIS }, { .name = "noise", .kind = COLUMN_AXIS },
        { .name = "activity", .kind = COLUMN_RESULT }, { .name = "ratio", .kind = COLUMN_RESULT }
    };
    struct table t = { .name = "g", .rows = 5, .columns = columns, .column_count = 4 };
    const double *data[] = { coupling, noise, activity, ratio };
    must_print(&t, data,
        "   coupling     noise  activity      ratio\n"
        "0       0.0  0.070052  0.070052   0.000000\n"
        "1       0.2  0.074934  0.474934   2.668987\n"
        "2       0.4  0.021412  0.821412  18.680656\n"
        "3       0.6  0.041885  1.241885  14.324623\n"
        "4       0.8  0.047898  1.647898  16.701727\n");
}
END_TEST

/* Too small or too wide for six decimals, NaN, infinities, negative numbers. */
START_TEST(odd_numbers)
{
    static const double small[] = { 1e-7, 1, NAN }, wide[] = { 12345678, 0.5, -1 };
    static const double large[] = { 1e7, 2e7, NAN }, some[] = { INFINITY, -INFINITY, 2 };
    static const double none[] = { NAN, NAN, NAN };
    struct column columns[] = {
        { .name = "small", .kind = COLUMN_RESULT }, { .name = "wide", .kind = COLUMN_RESULT },
        { .name = "large", .kind = COLUMN_RESULT }, { .name = "some", .kind = COLUMN_RESULT },
        { .name = "none", .kind = COLUMN_RESULT }
    };
    struct table t = { .name = "g", .rows = 3, .columns = columns, .column_count = 5 };
    const double *data[] = { small, wide, large, some, none };
    must_print(&t, data,
        "          small        wide       large  some  none\n"
        "0  1.000000e-07  12345678.0  10000000.0   inf   NaN\n"
        "1  1.000000e+00         0.5  20000000.0  -inf   NaN\n"
        "2           NaN        -1.0         NaN   2.0   NaN\n");
    static const double wider[] = { 1234567890123, 0.5, -1 };
    data[1] = wider;
    must_print(&t, data,
        "          small          wide       large  some  none\n"
        "0  1.000000e-07  1.234568e+12  10000000.0   inf   NaN\n"
        "1  1.000000e+00  5.000000e-01  20000000.0  -inf   NaN\n"
        "2           NaN -1.000000e+00         NaN   2.0   NaN\n");
}
END_TEST

/* 1e-6 as a float is a little less than 1e-6, but is not meant to be. */
START_TEST(single_threshold)
{
    const double x[] = { 1e-6f, 1 };
    struct column column = { .name = "x", .kind = COLUMN_RESULT };
    struct table t = { .name = "g", .single = 1, .rows = 2, .columns = &column, .column_count = 1 };
    const double *data[] = { x };
    must_print(&t, data, "          x\n0  0.000001\n1  1.000000\n");
}
END_TEST

/* Rows 0..n-1 with x = i/10; status fell at row [fallen], or nowhere if -1. */
static void must_print_long(long rows, long fallen, const char *expected)
{
    double *x = calloc((size_t)rows, sizeof *x), *status = calloc((size_t)rows, sizeof *status);
    struct column columns[] = {
        { .name = "x", .kind = COLUMN_AXIS },
        { .name = "n", .kind = COLUMN_TRIAL, .integer = 1 },
        { .name = "status", .kind = COLUMN_STATUS, .integer = 1 }
    };
    struct table t = { .name = "g", .rows = rows, .columns = columns, .column_count = 3 };
    for (long i = 0; i < rows; i++)
        x[i] = (double)i;
    if (fallen >= 0)
        status[fallen] = 17;
    const double *data[] = { x, x, status };
    must_print(&t, data, expected);
    free(x);
    free(status);
}

START_TEST(long_table)
{
    must_print_long(61, -1,
        "       x   n\n"
        "0    0.0   0\n"
        "1    1.0   1\n"
        "2    2.0   2\n"
        "3    3.0   3\n"
        "4    4.0   4\n"
        "..   ...  ..\n"
        "56  56.0  56\n"
        "57  57.0  57\n"
        "58  58.0  58\n"
        "59  59.0  59\n"
        "60  60.0  60\n"
        "\n"
        "[61 rows x 2 columns]\n");
}
END_TEST

/* The row that fell is not among those shown: the column is. */
START_TEST(status_shown)
{
    must_print_long(1001, 500,
        "           x     n  status\n"
        "0        0.0     0       0\n"
        "1        1.0     1       0\n"
        "2        2.0     2       0\n"
        "3        3.0     3       0\n"
        "4        4.0     4       0\n"
        "...      ...   ...     ...\n"
        "996    996.0   996       0\n"
        "997    997.0   997       0\n"
        "998    998.0   998       0\n"
        "999    999.0   999       0\n"
        "1000  1000.0  1000       0\n"
        "\n"
        "[1001 rows x 3 columns]\n");
}
END_TEST

START_TEST(sixty_rows)
{
    double x[60] = { 0 };
    struct column column = { .name = "x", .kind = COLUMN_RESULT };
    struct table t = { .name = "g", .rows = 60, .columns = &column, .column_count = 1 };
    const double *data[] = { x };
    char *text = printed(&t, data, 60);
    int lines = 0;
    for (const char *at = text; *at; at++)
        lines += *at == '\n';
    ck_assert_int_eq(lines, 61);
    ck_assert_ptr_null(strstr(text, ".."));
    free(text);
}
END_TEST

START_TEST(lists_and_keys)
{
    double regional[2*68], key[] = { 0, 42, 4294967295, 7 };
    const double matrix[] = { 1, 2.5, NAN, -1, 0.1, INFINITY, 1e-7, 1e20 };
    for (int i = 0; i < 2*68; i++)
        regional[i] = i < 68 ? 0.5 : -0.5;
    struct column columns[] = {
        { .name = "a", .kind = COLUMN_AXIS, .rank = 1, .shape = { 68 } },
        { .name = "noise.key", .kind = COLUMN_AXIS, .key = 1 },
        { .name = "m", .kind = COLUMN_RESULT, .rank = 2, .shape = { 2, 2 } }
    };
    struct table t = { .name = "g", .rows = 2, .columns = columns, .column_count = 3 };
    const double *data[] = { regional, key, matrix };
    must_print(&t, data,
        "                                                   a        noise.key"
        "                             m\n"
        "0  [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, ...          [0, 42]"
        "     [[1.0, 2.5], [nan, -1.0]]\n"
        "1  [-0.5, -0.5, -0.5, -0.5, -0.5, -0.5, -0.5, -0....  [4294967295, 7]"
        "  [[0.1, inf], [1e-07, 1e+20]]\n");
}
END_TEST

/* 49 characters are shown, of 50 the first 46. */
START_TEST(list_cells)
{
    const double list[] = { 10, 10, 10, 10, 1, 1, 1, 1, 1, 10, 10, 10, 10, 10, 1, 1, 1, 1 };
    struct column column = { .name = "a", .kind = COLUMN_AXIS, .rank = 1, .shape = { 9 } };
    struct table t = { .name = "g", .rows = 2, .columns = &column, .column_count = 1 };
    const double *data[] = { list };
    must_print(&t, data,
        "                                                   a\n"
        "0  [10.0, 10.0, 10.0, 10.0, 1.0, 1.0, 1.0, 1.0, 1.0]\n"
        "1  [10.0, 10.0, 10.0, 10.0, 10.0, 1.0, 1.0, 1.0, ...\n");
}
END_TEST

/* Exponents: below 1e-6, or beyond 1e6 where a number has more than 12 characters, with the sign's place. */
START_TEST(thresholds)
{
    static const double edge[] = { 1e6, -999999.123456 }, twelve[] = { 1234567.123, 2 }, more[] = { 1234567.1234, 2 };
    static const double least[] = { 1e-6, 0 }, less[] = { 9e-7, 0 }, negative[] = { -1e6, -2e6 };
    struct column columns[] = {
        { .name = "edge", .kind = COLUMN_RESULT }, { .name = "twelve", .kind = COLUMN_RESULT },
        { .name = "more", .kind = COLUMN_RESULT }, { .name = "least", .kind = COLUMN_RESULT },
        { .name = "less", .kind = COLUMN_RESULT }, { .name = "negative", .kind = COLUMN_RESULT }
    };
    struct table t = { .name = "g", .rows = 2, .columns = columns, .column_count = 6 };
    const double *data[] = { edge, twelve, more, least, less, negative };
    must_print(&t, data,
        "             edge       twelve          more     least          less   negative\n"
        "0  1000000.000000  1234567.123  1.234567e+06  0.000001  9.000000e-07 -1000000.0\n"
        "1  -999999.123456        2.000  2.000000e+00  0.000000  0.000000e+00 -2000000.0\n");
}
END_TEST

/* What is made of trials, and series: where they are. */
START_TEST(made_and_series)
{
    static const struct trials_value made = { .leaves = NULL };
    static const char *const states[] = { "V", "W" };
    static const double x[] = { 1, 2 }, status[] = { 0, 0 };
    static struct series series[] = {
        { .name = "m/v", .samples = 1, .has_time = 1, .first = 2, .every = 0.5, .states = states, .state_count = 2, .nodes = 1 },
        { .name = "n", .samples = 3, .has_time = 1, .every = 1, .nodes = 2 },
        { .name = "long", .samples = 50001, .has_time = 1, .every = 1 }, { .name = "once", .samples = 1 },
    };
    struct column columns[] = {
        { .name = "x", .kind = COLUMN_RESULT, .made = &made }, { .name = "y", .kind = COLUMN_RESULT, .made = &made },
        { .name = "status", .kind = COLUMN_STATUS, .integer = 1 }
    };
    struct table_dim dims[] = { { "trial", 2 } };
    struct table t = { .name = "g", .rows = 2, .columns = columns, .column_count = 3, .dims = dims, .dim_count = 1, .trials = 2 };
    const double *data[] = { x, x, status };
    must_print(&t, data, "     x    y\n0  1.0  1.0\n1  2.0  2.0\n\n"
               "x, y are made of all trials of a point: the same in each of its rows\n");
    columns[1].made = NULL;
    t.series = series;
    t.series_count = 1;
    must_print(&t, data, "     x    y\n0  1.0  1.0\n1  2.0  2.0\n\n"
               "x is made of all trials of a point: the same in each of its rows\n\n"
               "m/v: 1 sample every 0.5 ms from 2 ms of V, W at 1 node (trial 2, time 1, state 2, node 1), in no file\n");
    /* The status alone is no table. */
    t.columns = columns + 2;
    t.column_count = 1;
    t.series_count = 4;
    t.dir = "/tmp";
    static const struct { int formats; const char *of[4]; } files[] = {
        { FORMAT_CSV, { ", in g.m_v.csv", ", in g.n.csv", "", ", in g.once.csv" } },
        { FORMAT_CSV | FORMAT_LONG_TEXT, { ", in g.m_v.csv", ", in g.n.csv", ", in g.long.csv", ", in g.once.csv" } },
        { FORMAT_NETCDF | FORMAT_NPY, { ", in g.nc", ", in g.nc", ", in g.nc", ", in g.nc" } },
        { FORMAT_NPY, { ", in g.m_v.npy", ", in g.n.npy", ", in g.long.npy", ", in g.once.npy" } },
        { 0, { ", in g.m_v.csv", ", in g.n.csv", ", in g.nc", ", in g.once.csv" } },
    };
    for (size_t i = 0; i < sizeof files/sizeof *files; i++) {
        char want[1000];
        t.formats = files[i].formats;
        snprintf(want, sizeof want, "m/v: 1 sample every 0.5 ms from 2 ms of V, W at 1 node (trial 2, time 1, state 2, node 1)%s\n"
                 "n: 3 samples every 1 ms from 0 ms at 2 nodes (trial 2, time 3, node 2)%s\n"
                 "long: 50001 samples every 1 ms from 0 ms (trial 2, time 50001)%s\n"
                 "once: 1 sample every 0 ms from 0 ms (trial 2)%s\n",
                 files[i].of[0], files[i].of[1], files[i].of[2], files[i].of[3]);
        must_print(&t, &data[2], want);
    }
    t.dir = NULL;
    t.dim_count = 0;
    t.series = series + 3;
    t.series_count = 1;
    must_print(&t, &data[2], "once: 1 sample every 0 ms from 0 ms, in no file\n");
}
END_TEST

START_TEST(full_device)
{
    const double x[] = { 1 };
    const double *data[] = { x };
    struct column column = { .name = "x", .kind = COLUMN_RESULT };
    struct table t = { .name = "g", .rows = 1, .columns = &column, .column_count = 1 };
    struct fail f = { 0 };
    FILE *out = fopen("/dev/full", "w");
    struct sink s;
    ck_assert_int_eq(sink_open(&s, &sink_screen, &t, NULL, &f), 0);
    ck_assert_int_eq(take_rows(&s, data, 0, 1, &f), 0);
    ck_assert_int_eq(sink_show(&s, out, &f), -1);
    ck_assert_int_eq(f.code, EXIT_SYSTEM);
    ck_assert_str_eq(f.text, "cannot print the table: No space left on device");
    fclose(out);
}
END_TEST

Suite *suite_screen(void)
{
    Suite *s = suite_create("screen");
    TCase *t = tcase_create("screen");
    tcase_add_test(t, coupling_sweep);
    tcase_add_test(t, mixed_sweep);
    tcase_add_test(t, demo);
    tcase_add_test(t, odd_numbers);
    tcase_add_test(t, single_threshold);
    tcase_add_test(t, long_table);
    tcase_add_test(t, status_shown);
    tcase_add_test(t, sixty_rows);
    tcase_add_test(t, lists_and_keys);
    tcase_add_test(t, list_cells);
    tcase_add_test(t, thresholds);
    tcase_add_test(t, made_and_series);
    tcase_add_test(t, full_device);
    suite_add_tcase(s, t);
    return s;
}
