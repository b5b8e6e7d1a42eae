/* unit_time.c -- the time of kernels (templates/math/time.c) on the step grid.
 *
 * Decimals are made of whole numbers and read as a file's are, so what a time should
 * equal, or be before, is known without rounding. Single precision: the members in
 * double are the same in both.
 */
#include "libcheck.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "engine/kernel.h"

#define REAL 4
#define TIME_SCALE 0.0
typedef float num;
#define SPARE_ __attribute__((unused))
#include "../../templates/math/time.c"

/* digits x 10^-places */
static double decimal(long digits, int places)
{
    char text[48];
    snprintf(text, sizeof text, "%lde-%d", digits, places);
    return strtod(text, NULL);
}

/* What dt's decimal is more than the double: by long double's 64 bits, near enough. */
static struct kernel_job job_of(long step, int places)
{
    double dt = decimal(step, places);
    return (struct kernel_job){ .dt = dt, .rest = (double)((long double)step/powl(10, places) - dt) };
}

static struct moment at(const struct kernel_job *job, double step)
{
    struct moment m;
    moment(job, step, &m);
    return m;
}

static const long counts[] = { 0, 1, 2, 3, 7, 10, 43, 70, 999, 1000, 12345, 99999, 1000000, 7654321,
                               100000000, 999999999, 1000000000, -1, -3, -17, -1000, -999999 };
enum { COUNTS = sizeof counts/sizeof *counts, PLACES = 6, STEPS = 100 };

/* Calls [f] with dt = step x 10^-places and a whole number of steps; at least 2000 times. */
static void each_pair(void (*f)(const struct kernel_job *job, long step, int places, long n))
{
    int pairs = 0;
    for (int places = 0; places < PLACES; places++)
        for (long step = 1; step < STEPS; step += 3)
            for (int i = 0; i < COUNTS; i++, pairs++) {
                struct kernel_job job = job_of(step, places);
                f(&job, step, places, counts[i]);
            }
    ck_assert_int_ge(pairs, 2000);
}

static void is_its_decimal(const struct kernel_job *job, long step, int places, long n)
{
    ck_assert_double_eq(at(job, (double)n).exact, decimal(step*n, places));
    ck_assert_double_eq(at(job, (double)n + 0.5).exact, decimal(5*step*(2*n + 1), places + 1));
    ck_assert_float_eq(at(job, (double)n).t, (float)decimal(step*n, places));
}

START_TEST(a_time_is_the_double_of_its_decimal)
{
    each_pair(is_its_decimal);
}
END_TEST

/* An onset as a sum, which rounds: reached at its step and not half a step before. */
static void is_reached(const struct kernel_job *job, long step, int places, long n)
{
    double onset = decimal(step*n - 17, places) + decimal(17, places);
    double half = decimal(5*step*(2*n + 1) - 33, places + 1) + decimal(33, places + 1);
    ck_assert(at(job, (double)n).after >= onset);
    ck_assert(at(job, (double)n - 0.5).after < onset);
    ck_assert(at(job, (double)n).before <= onset);
    ck_assert(at(job, (double)n + 0.5).before > onset);
    ck_assert(at(job, (double)n + 0.5).after >= half);
    ck_assert(at(job, (double)n + 0.5).before <= half);
    ck_assert(at(job, (double)n).after < half);
    ck_assert(at(job, (double)n + 1).before > half);
}

START_TEST(a_time_is_reached_at_its_stage)
{
    each_pair(is_reached);
}
END_TEST

/* A thousandth of a step beside the grid is told apart. */
static void is_apart(const struct kernel_job *job, long step, int places, long n)
{
    ck_assert(at(job, (double)n).after < decimal(1000*step*n + step, places + 3));
    ck_assert(at(job, (double)n).before > decimal(1000*step*n - step, places + 3));
}

START_TEST(a_thousandth_of_a_step_is_told_apart)
{
    each_pair(is_apart);
}
END_TEST

/* Periods of 2 to 5 steps, on for part of them. */
static void is_periodic(const struct kernel_job *job, long step, int places, long n)
{
    for (long steps = 2; steps < 6; steps++)
        for (long on = 1; on <= steps; on++) {
            long phase = ((n % steps) + steps) % steps;
            double period = decimal(step*steps, places), part = (double)on/(double)steps;
            ck_assert_int_eq(in_train_(at(job, (double)n).after, period, part*period), phase < on);
            ck_assert_int_eq(in_train_(at(job, (double)n + 0.5).after, period, part*period), phase < on);
        }
}

START_TEST(a_train_has_its_steps)
{
    each_pair(is_periodic);
}
END_TEST

/* Swept times are floats: known to 24 bits, so told apart up to a million half steps. */
static void float_is_reached(const struct kernel_job *job, long step, int places, long n)
{
    float onset = (float)decimal(step*n, places);
    if (labs(n) > 500000)
        return;
    ck_assert(at(job, (double)n).late >= onset);
    ck_assert(at(job, (double)n - 0.5).late < onset);
    ck_assert(at(job, (double)n).early <= onset);
    ck_assert(at(job, (double)n + 0.5).early > onset);
}

START_TEST(a_float_is_reached_at_its_stage)
{
    each_pair(float_is_reached);
}
END_TEST

Suite *suite_time(void)
{
    Suite *suite = suite_create("time");
    TCase *c = tcase_create("grid");
    tcase_add_test(c, a_time_is_the_double_of_its_decimal);
    tcase_add_test(c, a_time_is_reached_at_its_stage);
    tcase_add_test(c, a_thousandth_of_a_step_is_told_apart);
    tcase_add_test(c, a_train_has_its_steps);
    tcase_add_test(c, a_float_is_reached_at_its_stage);
    suite_add_tcase(suite, c);
    return suite;
}
