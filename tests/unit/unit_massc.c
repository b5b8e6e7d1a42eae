/* unit_massc.c -- the library as another program uses it. */
#include "library/massc.h"
#include "libcheck.h"
#include <math.h>
#include <string.h>
#include "suites.h"

static const char decay[] =
    "model Decay\n"
    "  state x = 1 [mV]\n"
    "  param k = 1 [1/ms]  \"rate\"\n"
    "  x' = -k*x\n"
    "end\n"
    "network\n"
    "  dynamics Decay\n"
    "end\n"
    "simulate euler with dt = 0.5 ms, duration = 1 ms\n"
    "observe last_x = last(x)\n"
    "explore rates\n"
    "  dynamics.k = [0, 1, 2]\n"
    "end\n"
    "explore both\n"
    "  dynamics.k = [0, 1]\n"
    "  initial.x = [1, 2, 4]\n"
    "end\n";

static struct massc *open_decay(void)
{
    struct massc *m = massc_open_text(decay, sizeof decay - 1);
    ck_assert_ptr_nonnull(m);
    ck_assert_msg(massc_code(m) == 0, "%s", massc_error(m));
    return m;
}

static void expect(const struct massc_result *r, const char *name, const double *want, long n)
{
    const double *got = massc_values(r, massc_find(r, name));
    ck_assert_ptr_nonnull(got);
    ck_assert_int_eq(massc_rows(r), n);
    for (long i = 0; i < n; i++)
        ck_assert_msg(got[i] == want[i], "%s[%ld] is %g, not %g", name, i, got[i], want[i]);
}

START_TEST(a_column_of_names_says_them)
{
    static const char text[] = "model Flow\n  state x = 0\n  param k = 1\n  x' = k\nend\n"
        "simulate euler with dt = 1, duration = 1\nobserve last_x = last(x)\n"
        "explore there_and_back\n  k = [1, 2]\n  carry along k both ways\nend\n";
    static const struct massc_options tcc = { .engine = "tcc" };
    struct massc *m = massc_open_text(text, sizeof text - 1);
    struct massc_result *r = massc_run(m, NULL, &tcc);
    ck_assert_msg(r != NULL, "%s", massc_error(m));
    expect(r, "way", (double[]){ 0, 1, 0, 1 }, 4);
    expect(r, "last_x", (double[]){ 1, 6, 3, 5 }, 4);           /* 1, 1+2, then 3+2, 5+1 */
    int way = massc_find(r, "way");
    ck_assert_str_eq(massc_value_name(r, way, 0), "up");
    ck_assert_str_eq(massc_value_name(r, way, massc_values(r, way)[1]), "down");
    ck_assert_ptr_null(massc_value_name(r, way, 2));
    ck_assert_ptr_null(massc_value_name(r, massc_find(r, "last_x"), 0));
    ck_assert_ptr_null(massc_value_name(r, -1, 0));
    ck_assert_str_eq(massc_dim_name(r, 1), "way");
    massc_result_close(r);
    massc_close(m);
}
END_TEST

START_TEST(runs)
{
    static const struct massc_options tcc = { .engine = "tcc", .threads = 2 };
    struct massc *m = open_decay();
    struct massc_result *r = massc_run(m, "rates", &tcc);
    ck_assert_msg(r != NULL, "%s", massc_error(m));
    massc_close(m);                             /* a result stands alone */
    expect(r, "dynamics.k", (double[]){ 0, 1, 2 }, 3);
    expect(r, "last_x", (double[]){ 1, 0.25, 0 }, 3);
    expect(r, "status", (double[]){ 0, 0, 0 }, 3);
    ck_assert_int_eq(massc_columns(r), 3);
    ck_assert_str_eq(massc_name(r, 0), "dynamics.k");
    ck_assert_str_eq(massc_unit(r, 0), "1/ms");
    ck_assert_str_eq(massc_doc(r, 0), "rate");
    ck_assert_int_eq(massc_elements(r, 1), 1);
    massc_result_close(r);
}
END_TEST

START_TEST(one_row)
{
    static const struct massc_options last = { .point = "-1" }, second = { .engine = "tcc", .point = "1" },
                                      behind = { .point = "3" }, word = { .point = "last" };
    struct massc *m = open_decay();
    struct massc_result *r = massc_run(m, "rates", &last);
    ck_assert_msg(r != NULL, "%s", massc_error(m));
    expect(r, "dynamics.k", (double[]){ 2 }, 1);
    expect(r, "last_x", (double[]){ 0 }, 1);
    massc_result_close(r);
    r = massc_run(m, "both", &second);
    expect(r, "last_x", (double[]){ 2 }, 1);
    ck_assert_int_eq(massc_dims(r), 1);
    ck_assert_str_eq(massc_dim_name(r, 0), "point");
    massc_result_close(r);
    ck_assert_ptr_null(massc_run(m, "rates", &behind));
    ck_assert_int_eq(massc_code(m), 2);
    ck_assert_str_eq(massc_error(m), "point: index 3 is out of range: the space has 3 points, 0 to 2 (or -3 to -1)\n");
    ck_assert_ptr_null(massc_run(m, "rates", &word));
    ck_assert_str_eq(massc_error(m), "'point' takes an integer of at most 64 bits, not 'last'\n");
    massc_close(m);
}
END_TEST

/* An option records what the file could: V, its doubles at the second step, of one row too. */
START_TEST(records)
{
    static const char *const two[] = { "x", "twice every 1 ms", NULL }, *const wrong[] = { "x", "y", NULL }, *const odd[] = { "x every 0.3 ms", NULL };
    static const struct massc_options all = { .record = two }, row = { .record = two, .point = "1" },
                                      unknown = { .record = wrong }, off = { .record = odd };
    static const char text[] =
        "model Decay\n  state x = 1 [mV]\n  param k = 1\n  x' = -k*x\nend\nsimulate euler with dt = 0.5 ms, duration = 1 ms\n"
        "observe last_x = last(x)\nobserve twice = 2*x\nobserve m = mean(twice)\nexplore rates\n  k = [0, 1, 2]\nend\n"
        "explore steps\n  simulate.dt = [0.5, 0.25]\nend\n";
    struct massc *m = massc_open_text(text, sizeof text - 1);
    struct massc_result *r = massc_run(m, "rates", &all);
    ck_assert_msg(r != NULL, "%s", massc_error(m));
    int x = massc_find_series(r, "x"), twice = massc_find_series(r, "twice");
    ck_assert_int_eq(massc_series_count(r), 2);
    ck_assert_int_eq(massc_series_size(r, x, 0), 2);
    ck_assert_str_eq(massc_series_unit(r, x), "mV");
    static const double want[] = { 1, 1, 0.5, 0.25, 0, 0 };
    for (int i = 0; i < 6; i++)
        ck_assert_double_eq(massc_series_values(r, x)[i], want[i]);
    ck_assert_int_eq(massc_series_size(r, twice, 0), 1);
    ck_assert_double_eq(massc_series_time(r, twice, 0), 1);
    for (int i = 0; i < 3; i++)
        ck_assert_double_eq(massc_series_values(r, twice)[i], 2*want[2*i + 1]);
    massc_result_close(r);
    r = massc_run(m, "rates", &row);
    ck_assert_msg(r != NULL, "%s", massc_error(m));
    ck_assert_int_eq(massc_rows(r), 1);
    ck_assert_double_eq(massc_series_values(r, massc_find_series(r, "x"))[1], 0.25);
    massc_result_close(r);
    r = massc_run(m, "rates", NULL);
    ck_assert_int_eq(massc_series_count(r), 0);
    massc_result_close(r);
    ck_assert_ptr_null(massc_run(m, "rates", &unknown));
    ck_assert_int_eq(massc_code(m), 1);
    ck_assert_ptr_nonnull(strstr(massc_error(m), "unknown name 'y'"));
    ck_assert_ptr_null(massc_run(m, "rates", &off));
    ck_assert_ptr_nonnull(strstr(massc_error(m), "the next that is: every 0.5 ms"));
    ck_assert_ptr_null(massc_run(m, "steps", &all));
    ck_assert_ptr_nonnull(strstr(massc_error(m), "record it in an exploration without simulate.dt"));
    r = massc_run(m, "steps", &row);
    ck_assert_msg(r != NULL, "%s", massc_error(m));
    ck_assert_int_eq(massc_series_size(r, massc_find_series(r, "x"), 0), 4);
    ck_assert_double_eq(massc_series_values(r, massc_find_series(r, "x"))[3], 0.31640625);      /* 0.75^4 */
    massc_result_close(r);
    massc_close(m);
}
END_TEST

struct watching {
    int calls;
    double part;                    /* of the last call of progress */
    struct massc_progress last;
};

static void see_part(void *user, double part)
{
    struct watching *w = user;
    w->part = part;
}

static void see_all(void *user, const struct massc_progress *p)
{
    struct watching *w = user;
    ck_assert_double_eq(p->fraction, w->part);
    ck_assert(p->points_done >= w->last.points_done && p->steps_done >= w->last.steps_done && p->elapsed >= w->last.elapsed);
    ck_assert_str_eq(p->exploration, "grow");
    w->calls++;
    w->last = *p;
    w->last.exploration = w->last.engine = NULL;
}

/* The last call says what was done: 4 points of 3000 steps at 2 nodes, one of which left the finite numbers. */
START_TEST(watched)
{
    struct watching w = { .calls = 0 };
    const struct massc_options o = { .engine = "tcc", .threads = 1, .progress = see_part, .watch = see_all, .user = &w };
    static const char text[] =
        "model Grow\n  state x = 1\n  param k = 1\n  x' = k*x*x - x\nend\nnetwork\n  nodes 2\n  dynamics Grow\nend\n"
        "simulate euler with dt = 0.1 ms, duration = 200 ms, transient = 100 ms\nobserve l = last(x)\n"
        "explore grow\n  k = [0, 0.5, 1, 9]\nend\n";
    struct massc *m = massc_open_text(text, sizeof text - 1);
    struct massc_result *r = massc_run(m, "grow", &o);
    ck_assert_msg(r != NULL, "%s", massc_error(m));
    ck_assert_int_ge(w.calls, 1);
    ck_assert_int_eq(w.last.points, 4);
    ck_assert_int_eq(w.last.points_done, 4);
    ck_assert_double_eq(w.last.steps, 24000);
    ck_assert_double_eq(w.last.steps_done, 24000);
    ck_assert_double_eq(w.last.fraction, 1);
    ck_assert_int_eq(w.last.diverged, 1);
    ck_assert_double_eq(w.last.left, 0);
    ck_assert(w.last.elapsed >= 0 && w.last.elapsed < 100 && w.last.speed >= 0);
    massc_result_close(r);
    massc_close(m);
}
END_TEST

START_TEST(dimensions)
{
    struct massc *m = open_decay();
    struct massc_result *r = massc_run(m, "both", NULL);
    ck_assert_msg(r != NULL, "%s", massc_error(m));
    ck_assert_int_eq(massc_dims(r), 2);
    ck_assert_str_eq(massc_dim_name(r, 0), "dynamics.k");
    ck_assert_int_eq(massc_dim_size(r, 1), 3);
    ck_assert_ptr_null(massc_dim_name(r, 2));
    expect(r, "last_x", (double[]){ 1, 2, 4, 0.25, 0.5, 1 }, 6);
    massc_result_close(r);
    massc_close(m);
}
END_TEST

START_TEST(settings)
{
    struct massc *m = open_decay();
    ck_assert_int_eq(massc_set(m, "initial.x=8"), 0);
    ck_assert_int_eq(massc_axis(m, "dynamics.k=[1]"), 0);
    ck_assert_int_eq(massc_precision(m, 4), 0);
    ck_assert_int_eq(massc_key(m, -1), 0);
    struct massc_result *r = massc_run(m, "rates", NULL);
    ck_assert_msg(r != NULL, "%s", massc_error(m));
    expect(r, "last_x", (double[]){ 2 }, 1);
    massc_result_close(r);
    massc_close(m);
}
END_TEST

START_TEST(wrong_setting_is_dropped)
{
    struct massc *m = open_decay();
    ck_assert_int_eq(massc_set(m, "initial.y=8"), -1);
    ck_assert_int_eq(massc_code(m), 1);
    ck_assert_ptr_nonnull(strstr(massc_error(m), "initial.y"));
    ck_assert_int_eq(massc_precision(m, 2), -1);
    struct massc_result *r = massc_run(m, "rates", NULL);
    ck_assert_msg(r != NULL, "%s", massc_error(m));
    ck_assert_int_eq(massc_code(m), 0);
    massc_result_close(r);
    massc_close(m);
}
END_TEST

START_TEST(wrong_names)
{
    static const struct massc_options icc = { .engine = "icc" }, odd = { .lanes = 3 }, none = { .threads = -1 };
    struct massc *m = open_decay();
    ck_assert_str_eq(massc_exploration(m, 1), "both");
    ck_assert_ptr_null(massc_exploration(m, 2));
    ck_assert_ptr_null(massc_exploration(m, -1));
    ck_assert_ptr_null(massc_run(m, "rate", NULL));
    ck_assert_int_eq(massc_code(m), 2);
    ck_assert_str_eq(massc_error(m), "'<text>' has no exploration 'rate'; did you mean 'rates'?\n");
    ck_assert_ptr_null(massc_run(m, NULL, NULL));
    ck_assert_str_eq(massc_error(m), "'<text>' has 2 explorations; name one: rates and both\n");
    ck_assert_ptr_null(massc_run(m, "rates", &icc));
    ck_assert_str_eq(massc_error(m), "'engine' takes auto, tcc, gcc or clang, not 'icc'\n");
    ck_assert_ptr_null(massc_run(m, "rates", &none));
    ck_assert_str_eq(massc_error(m), "'threads' takes a whole number from 1 to 1024, not '-1'\n");
    ck_assert_ptr_null(massc_run(m, "rates", &odd));
    ck_assert_str_eq(massc_error(m), "'lanes' takes a power of two up to 64, not '3'\n");
    ck_assert_int_eq(massc_code(m), 2);
    struct massc_result *r = massc_run(m, "rates", NULL);
    ck_assert_int_eq(massc_find(r, "nothing"), -1);
    ck_assert_ptr_null(massc_values(r, massc_find(r, "nothing")));
    ck_assert_ptr_null(massc_name(r, 3));
    massc_result_close(r);
    massc_close(m);
}
END_TEST

START_TEST(wrong_models)
{
    struct massc *m = massc_open("there/is/no/such.mass");
    ck_assert_int_eq(massc_code(m), 3);
    ck_assert_ptr_nonnull(strstr(massc_error(m), "there/is/no/such.mass"));
    ck_assert_int_eq(massc_set(m, "a=1"), -1);
    ck_assert_ptr_null(massc_run(m, NULL, NULL));
    ck_assert_int_eq(massc_code(m), 3);
    massc_close(m);
    m = massc_open_text("model M\n  state x = \nend\n", 24);
    ck_assert_int_eq(massc_code(m), 1);
    ck_assert_ptr_nonnull(strstr(massc_error(m), "<text>:2:"));
    ck_assert_ptr_null(massc_run(m, NULL, NULL));
    ck_assert_ptr_null(massc_exploration(m, 0));
    massc_close(m);
    massc_close(NULL);
    massc_result_close(NULL);
}
END_TEST

START_TEST(stops)
{
    static volatile sig_atomic_t stop = 1;
    static const struct massc_options o = { .engine = "tcc", .stop = &stop };
    struct massc *m = open_decay();
    ck_assert_int_eq(massc_set(m, "simulate.dt=1e-9 ms"), 0);
    ck_assert_ptr_null(massc_run(m, "rates", &o));
    ck_assert_int_eq(massc_code(m), 130);
    massc_close(m);
}
END_TEST

/* ---- series ---- */

static const char recorded[] =
    "model Decay\n"
    "  state x = 1 [mV] \"voltage\"\n"
    "  state y = 2\n"
    "  param k = 1\n"
    "  x' = -k*x\n"
    "  y' = -k*y\n"
    "end\n"
    "network\n"
    "  dynamics Decay\n"
    "  nodes 2\n"
    "end\n"
    "simulate euler with dt = 0.5 ms, duration = 2 ms\n"
    "record x, y\n"
    "observe total = sum(x over node) every 1 ms \"both\"\n"
    "explore rates\n"
    "  dynamics.k = [0, 1]\n"
    "end\n";

/* x and y are halved in each step where k is 1, and stay where it is 0. */
START_TEST(series)
{
    static const struct massc_options tcc = { .engine = "tcc" };
    struct massc *m = massc_open_text(recorded, sizeof recorded - 1);
    struct massc_result *r = massc_run(m, "rates", &tcc);
    ck_assert_msg(r != NULL, "%s", massc_error(m));
    massc_close(m);
    ck_assert_int_eq(massc_series_count(r), 2);
    int both = massc_find_series(r, "results"), total = massc_find_series(r, "total");
    ck_assert_str_eq(massc_series_name(r, both), "results");
    ck_assert_int_eq(massc_series_dims(r, both), 3);
    ck_assert_str_eq(massc_series_dim_name(r, both, 0), "time");
    ck_assert_str_eq(massc_series_dim_name(r, both, 1), "state");
    ck_assert_str_eq(massc_series_dim_name(r, both, 2), "node");
    ck_assert(massc_series_size(r, both, 0) == 4 && massc_series_size(r, both, 1) == 2 && massc_series_size(r, both, 2) == 2);
    ck_assert_str_eq(massc_series_state(r, both, 0), "x");
    ck_assert_str_eq(massc_series_state_unit(r, both, 0), "mV");
    ck_assert_str_eq(massc_series_state_doc(r, both, 0), "voltage");
    ck_assert_str_eq(massc_series_state(r, both, 1), "y");
    ck_assert_ptr_null(massc_series_state(r, both, 2));
    const double *x = massc_series_values(r, both), *sum = massc_series_values(r, total);
    for (int row = 0; row < 2; row++)
        for (int k = 0; k < 4; k++) {
            double want = row ? ldexp(1, -k - 1) : 1;
            ck_assert_double_eq(massc_series_time(r, both, k), 0.5*(k + 1));
            for (int node = 0; node < 2; node++) {
                ck_assert_double_eq(x[((row*4 + k)*2 + 0)*2 + node], want);
                ck_assert_double_eq(x[((row*4 + k)*2 + 1)*2 + node], 2*want);
            }
            if (k%2)
                ck_assert_double_eq(sum[row*2 + k/2], 2*want);
        }
    ck_assert_int_eq(massc_series_dims(r, total), 1);
    ck_assert_int_eq(massc_series_size(r, total, 0), 2);
    ck_assert_double_eq(massc_series_time(r, total, 1), 2);
    ck_assert_str_eq(massc_series_doc(r, total), "both");
    massc_result_close(r);
}
END_TEST

START_TEST(no_series)
{
    struct massc *m = open_decay();
    struct massc_result *r = massc_run(m, "rates", NULL);
    ck_assert_msg(r != NULL, "%s", massc_error(m));
    ck_assert_int_eq(massc_series_count(r), 0);
    ck_assert_int_eq(massc_find_series(r, "x"), -1);
    ck_assert_ptr_null(massc_series_values(r, -1));
    ck_assert_ptr_null(massc_series_name(r, 0));
    ck_assert_ptr_null(massc_series_state(r, 0, 0));
    ck_assert_ptr_null(massc_series_dim_name(r, 0, 0));
    ck_assert_int_eq(massc_series_size(r, 0, 0), 0);
    ck_assert(isnan(massc_series_time(r, 0, 0)));
    massc_result_close(r);
    massc_close(m);
}
END_TEST

/* 2 rows of 2e13 steps of 2 states at 2 nodes, and 2 of 1e13 sums: 1.3 PB. */
START_TEST(too_large)
{
    struct massc *m = massc_open_text(recorded, sizeof recorded - 1);
    ck_assert_int_eq(massc_set(m, "simulate.duration=1e13 ms"), 0);
    ck_assert_ptr_null(massc_run(m, "rates", NULL));
    ck_assert_int_eq(massc_code(m), 3);
    ck_assert_ptr_nonnull(strstr(massc_error(m), "the series need 1.44e+06 GB of memory, 'results' 1.28e+06 of them (2 rows of "
                                 "80000000000000 numbers)"));
    massc_close(m);
}
END_TEST

Suite *suite_massc(void)
{
    Suite *s = suite_create("massc");
    TCase *t = tcase_create("massc");
    tcase_add_test(t, a_column_of_names_says_them);
    tcase_add_test(t, runs);
    tcase_add_test(t, one_row);
    tcase_add_test(t, records);
    tcase_add_test(t, watched);
    tcase_add_test(t, dimensions);
    tcase_add_test(t, settings);
    tcase_add_test(t, wrong_setting_is_dropped);
    tcase_add_test(t, wrong_names);
    tcase_add_test(t, wrong_models);
    tcase_add_test(t, stops);
    tcase_add_test(t, series);
    tcase_add_test(t, no_series);
    tcase_add_test(t, too_large);
    suite_add_tcase(s, t);
    return s;
}
