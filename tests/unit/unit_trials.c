/* unit_trials.c -- what is made of all trials: every reduction and every operation by itself. */
#include "sink/table.h"
#include "sink/trials.h"
#include "libcheck.h"
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

Suite *suite_trials(void);

/* Of 5, 2, 8, 1: mean 4; distances 1, -2, 4, -3 and their squares 1, 4, 16, 9, together 30. */
static const struct { enum trials_kind kind; double of_four, of_three; } folds[] = {
    { MADE_MEAN, 4, 5 }, { MADE_SUM, 16, 15 }, { MADE_MIN, 1, 2 }, { MADE_MAX, 8, 8 }, { MADE_FIRST, 5, 5 },
    { MADE_LAST, 1, 8 }, { MADE_VAR, 7.5, 6 }, { MADE_MEDIAN, 3.5, 5 }
};

START_TEST(reductions)
{
    enum trials_kind kind = folds[_i].kind;
    for (long n = 3; n <= 4; n++) {
        double numbers[] = { 5, 2, 8, 1 };
        struct trials_fold fold = { .sum = 99, .lost = 99, .squares = 99, .low = 99, .base = 99 };
        for (long i = 0; i < n; i++)
            trials_add(kind, &fold, numbers[i], i);
        double got = trials_keeps(kind) ? trials_of_all(numbers, n) : trials_folded(kind, &fold, n);
        ck_assert_double_eq(got, n == 3 ? folds[_i].of_three : folds[_i].of_four);
        ck_assert_int_eq(trials_keeps(kind), kind == MADE_MEDIAN);
    }
}
END_TEST

START_TEST(spreads)
{
    static const double numbers[] = { 5, 2, 8, 1 };
    struct trials_fold fold;
    for (long i = 0; i < 4; i++)
        trials_add(MADE_SEM, &fold, numbers[i], i);
    ck_assert_double_eq_tol(trials_folded(MADE_STD, &fold, 4), sqrt(7.5), 1e-15);
    ck_assert_double_eq_tol(trials_folded(MADE_SEM, &fold, 4), sqrt(30.0/3/4), 1e-15);
}
END_TEST

/* 1, 1e100, 1, -1e100 are 2 together. */
START_TEST(compensated)
{
    static const double numbers[] = { 1, 1e100, 1, -1e100 };
    struct trials_fold fold;
    for (long i = 0; i < 4; i++)
        trials_add(MADE_SUM, &fold, numbers[i], i);
    ck_assert_double_eq(trials_folded(MADE_SUM, &fold, 4), 2);
}
END_TEST

START_TEST(not_a_number)
{
    static const enum trials_kind kinds[] = { MADE_MEAN, MADE_SUM, MADE_MIN, MADE_MAX, MADE_VAR };
    for (int k = 0; k < 5; k++)
        for (long at = 0; at < 3; at++) {
            struct trials_fold fold;
            for (long i = 0; i < 3; i++)
                trials_add(kinds[k], &fold, i == at ? NAN : (double)i, i);
            ck_assert_double_nan(trials_folded(kinds[k], &fold, 3));
        }
    double kept[] = { 1, 2, NAN };
    ck_assert_double_nan(trials_of_all(kept, 3));
}
END_TEST

static long double half(long double x) { return x/2; }
static long double less(long double x, long double y) { return x - y; }

/* On pairs of 0, 2 and 3. */
static const struct { enum trials_action action; double of[3][3]; } operations[] = {
    { MADE_ADD, { { 0, 2, 3 }, { 2, 4, 5 }, { 3, 5, 6 } } },
    { MADE_SUB, { { 0, -2, -3 }, { 2, 0, -1 }, { 3, 1, 0 } } },
    { MADE_MUL, { { 0, 0, 0 }, { 0, 4, 6 }, { 0, 6, 9 } } },
    { MADE_DIV, { { NAN, 0, 0 }, { INFINITY, 1, 2.0/3 }, { INFINITY, 1.5, 1 } } },
    { MADE_LT, { { 0, 1, 1 }, { 0, 0, 1 }, { 0, 0, 0 } } },
    { MADE_LE, { { 1, 1, 1 }, { 0, 1, 1 }, { 0, 0, 1 } } },
    { MADE_EQ, { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } },
    { MADE_NE, { { 0, 1, 1 }, { 1, 0, 1 }, { 1, 1, 0 } } },
    { MADE_AND, { { 0, 0, 0 }, { 0, 1, 1 }, { 0, 1, 1 } } },
    { MADE_OR, { { 0, 1, 1 }, { 1, 1, 1 }, { 1, 1, 1 } } },
    { MADE_NOT, { { 1, 1, 1 }, { 0, 0, 0 }, { 0, 0, 0 } } },
    { MADE_NEG, { { 0, 0, 0 }, { -2, -2, -2 }, { -3, -3, -3 } } },
    { MADE_ONE, { { 0, 0, 0 }, { 1, 1, 1 }, { 1.5, 1.5, 1.5 } } },
    { MADE_TWO, { { 0, -2, -3 }, { 2, 0, -1 }, { 3, 1, 0 } } },
    { MADE_CHOICE, { { 77, 77, 77 }, { 0, 2, 3 }, { 0, 2, 3 } } }
};

START_TEST(operation)
{
    static const double numbers[] = { 0, 2, 3 };
    const struct trials_leaf leaves[2] = { { .kind = MADE_MEAN, .at = 4 }, { .kind = MADE_SUM, .at = 2 } };
    const struct trials_op ops[] = {
        { .action = MADE_LEAF, .a = 1 }, { .action = MADE_NUMBER, .number = 77 }, { .action = MADE_LEAF, .a = 0 },
        { .action = operations[_i].action, .a = 2, .b = 0, .c = 1, .one = half, .two = less }
    };
    const struct trials_value v = { leaves, 2, ops, 4 };
    ck_assert_int_eq(trials_parts(&v), 5);
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++) {
            double work[4], of[2] = { numbers[i], numbers[k] };
            double got = *trials_evaluate(&v, 1, of, work), want = operations[_i].of[i][k];
            if (isnan(want))
                ck_assert_double_nan(got);
            else
                ck_assert_double_eq(got, want);
        }
}
END_TEST

/* At nodes with 3, 1, 2: an operation at each of them, around a reduction over them. Mean 2, squares about it 1, 1, 0. */
static const struct { enum trials_kind kind; double of; } reductions_of_nodes[] = {
    { MADE_MEAN, 2 }, { MADE_SUM, 6 }, { MADE_MIN, 1 }, { MADE_MAX, 3 }, { MADE_VAR, 2.0/3 }, { MADE_STD, 0.816496580927726 }
};

START_TEST(over_nodes)
{
    const struct trials_leaf leaf = { .kind = MADE_MEAN };
    const struct trials_op ops[] = {
        { .action = MADE_LEAF }, { .action = MADE_OVER_NODES, .a = 0, .kind = reductions_of_nodes[_i].kind },
        { .action = MADE_SUB, .a = 0, .b = 1 }
    };
    const double numbers[] = { 3, 1, 2 };
    double work[9];
    const struct trials_value number = { &leaf, 1, ops, 2 }, rest = { &leaf, 1, ops, 3 };
    for (int node = 0; node < 3; node++) {
        ck_assert_double_eq_tol(trials_evaluate(&number, 3, numbers, work)[node], reductions_of_nodes[_i].of, 1e-15);
        ck_assert_double_eq_tol(trials_evaluate(&rest, 3, numbers, work)[node], numbers[node] - reductions_of_nodes[_i].of, 1e-15);
    }
}
END_TEST

/* In single precision what is reduced is rounded first: of 1 + 2^-30 nothing is left over 1. A NaN makes all of it one. */
START_TEST(over_rounded_nodes)
{
    const struct trials_leaf leaf = { .kind = MADE_MEAN };
    double work[4], numbers[] = { 1, 1 + 0x1p-30 };
    for (int single = 0; single < 2; single++)
        for (int kind = MADE_MEAN; kind <= MADE_SUM; kind++) {
            const struct trials_op ops[] = {
                { .action = MADE_LEAF }, { .action = MADE_OVER_NODES, .kind = (enum trials_kind)kind, .single = single }
            };
            const struct trials_value v = { &leaf, 1, ops, 2 };
            double got = *trials_evaluate(&v, 2, numbers, work), undefined[] = { 1, NAN };
            if (kind == MADE_MAX)
                ck_assert_double_eq(got, single ? 1 : numbers[1]);
            if (kind == MADE_STD)
                ck_assert_double_eq(got, single ? 0 : 0x1p-31);
            ck_assert_double_nan(*trials_evaluate(&v, 2, undefined, work));
        }
}
END_TEST

/* ---- times of series ---- */

static double time_of(double first, double every, long sample)
{
    const struct series s = { .has_time = 1, .first = first, .every = every };
    const struct series_clock c = series_clock(&s);
    return series_time(&c, sample);
}

/* Sample n of decimals is the double of their sum, 3*0.1 being 0.3; beyond whole numbers of 53 bits and powers
 * of 22 it is a sum of doubles. */
START_TEST(clocks)
{
    ck_assert_double_eq(time_of(0, 0.1, 3), 0.3);
    ck_assert_double_eq(time_of(0.1, 0, 3), 0.1);
    ck_assert_double_eq(time_of(0.1, 0.2, 1), 0.3);
    ck_assert_double_eq(time_of(0.7, 0.01, 10), 0.8);
    ck_assert_double_eq(time_of(-0.3, 0.1, 1), -0.2);
    ck_assert_double_eq(time_of(0, 0, 5), 0);
    ck_assert_double_eq(time_of(1e22, 0, 7), 1e22);
    ck_assert_double_eq(time_of(1e5, 3e22, 2), 1e5 + 2*3e22);
    ck_assert_double_eq(time_of(1e22, 0.1, 1), 1e22 + 0.1);
    ck_assert_double_eq(time_of(0, 1e23, 3), 3*1e23);
    ck_assert_double_eq(time_of(0, 1e-22, 3), 3e-22);
    ck_assert_double_eq(time_of(0, 1e-23, 3), 3*1e-23);
    ck_assert_double_eq(time_of(0, 0.1, 1L << 60), (double)(1L << 60)*0.1);
    ck_assert_double_eq(time_of(1, 1e15, 9007), 1 + 9007*1e15);
    ck_assert_double_nan(time_of(NAN, 1, 0));
    ck_assert_double_infinite(time_of(0, INFINITY, 1));
}
END_TEST

static char *dim_of(struct series *a, struct series b, int kind)
{
    static char name[40];
    struct series both[2] = { *a, b };
    struct table t = { .rows = 1, .series = both, .series_count = 2 };
    char *made = series_dim_name(&t, 1, kind);
    snprintf(name, sizeof name, "%s", made);
    free(made);
    return name;
}

/* A dimension of two series is one where all of it is the same. */
START_TEST(shared)
{
    const char *vw[] = { "V", "W" }, *vx[] = { "V", "X" };
    struct series a = { .name = "a", .has_time = 1, .samples = 3, .first = 1, .every = 2, .nodes = 4, .states = vw, .state_count = 2 }, b = a;
    b.name = "g/b";
    for (int kind = EXTENT_TIME; kind <= EXTENT_NODE; kind++)
        ck_assert_str_eq(dim_of(&a, b, kind), extent_name(kind));
    struct series other = b;
    other.samples = 5;
    ck_assert_str_eq(dim_of(&a, other, EXTENT_TIME), "time_g_b");
    other = b, other.first = 0;
    ck_assert_str_eq(dim_of(&a, other, EXTENT_TIME), "time_g_b");
    other = b, other.every = 1;
    ck_assert_str_eq(dim_of(&a, other, EXTENT_TIME), "time_g_b");
    other = b, other.states = vx;
    ck_assert_str_eq(dim_of(&a, other, EXTENT_STATE), "state_g_b");
    ck_assert_str_eq(dim_of(&a, other, EXTENT_TIME), "time");
    other = b, other.state_count = 1;
    ck_assert_str_eq(dim_of(&a, other, EXTENT_STATE), "state_g_b");
    other = b, other.nodes = 5;
    ck_assert_str_eq(dim_of(&a, other, EXTENT_NODE), "node_g_b");
    other.nodes = 0;
    ck_assert_str_eq(dim_of(&a, other, EXTENT_NODE), "node");
}
END_TEST

/* No more numbers than a file holds. */
START_TEST(widths)
{
    struct series s = { .samples = 3, .nodes = 2, .state_count = 5 };
    struct table t = { .rows = 7 };
    ck_assert_int_eq(series_sample(&s), 10);
    ck_assert_int_eq(series_row(&t, &s), 30);
    t.rows = 0;
    ck_assert_int_eq(series_row(&t, &s), 30);
    s = (struct series){ .samples = 3 };
    ck_assert_int_eq(series_row(&t, &s), 3);
    s.samples = LONG_MAX/9;
    t.rows = 1;
    ck_assert_int_eq(series_row(&t, &s), LONG_MAX/9);
    s.samples++;
    ck_assert_int_eq(series_row(&t, &s), -1);
    s = (struct series){ .samples = 1, .nodes = LONG_MAX, .state_count = 2 };
    ck_assert_int_eq(series_sample(&s), -1);
    ck_assert_int_eq(series_row(&t, &s), -1);
    s = (struct series){ .samples = LONG_MAX, .nodes = 2 };
    ck_assert_int_eq(series_row(&t, &s), -1);
    s = (struct series){ .samples = 1L << 40 };
    t.rows = 1L << 40;
    ck_assert_int_eq(series_row(&t, &s), -1);
}
END_TEST

Suite *suite_trials(void)
{
    Suite *s = suite_create("trials");
    TCase *t = tcase_create("trials");
    tcase_add_loop_test(t, reductions, 0, sizeof folds/sizeof *folds);
    tcase_add_test(t, spreads);
    tcase_add_test(t, compensated);
    tcase_add_test(t, not_a_number);
    tcase_add_loop_test(t, operation, 0, sizeof operations/sizeof *operations);
    tcase_add_loop_test(t, over_nodes, 0, 6);
    tcase_add_test(t, over_rounded_nodes);
    tcase_add_test(t, clocks);
    tcase_add_test(t, shared);
    tcase_add_test(t, widths);
    suite_add_tcase(s, t);
    return s;
}
