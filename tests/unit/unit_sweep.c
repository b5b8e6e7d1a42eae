/* unit_sweep.c -- sweeps of the kernels in kernels/, whose results are known.
 *
 * Endings (stop, errors) and the choice of engines are in unit_sweep_run.c.
 */
#include "base/number.h"
#include "sweeps.h"
#include "vector/vector.h"
#include <math.h>

Suite *suite_sweep(void);

/* ---- against sums by hand -------------------------------------------------- */

static struct decay decay_single(double wide, double dt, long transient, long steps, struct random_key k)
{
    float x[NODES] = { 1, 2, 3 }, tally = 0, a = (float)wide;
    for (long s = 0; s < transient + steps; s++)
        for (int i = 0; i < NODES; i++) {
            float rate = (float)-dt*a, old = x[i] + (float)normal(k, s*NODES + i);
            x[i] = fmaf(rate, x[i], old);
            if (s >= transient)
                tally += x[i];
        }
    return (struct decay){ tally/(float)(steps*NODES), x[0] };
}


static void decays(int real, int lanes)
{
    struct trial_run *t = plan(1, &rates, 2);
    t->space.bytes = real;
    take_text(t, texts_make(real, lanes, "", "decay"));
    t->sweep.duration = 12.5;
    t->sweep.transient = 2.1;
    open_space(t);
    run_well(t);
    struct random_key k = random_key(5, real);
    for (long i = 0; i < t->rows; i++)
        equals_decay(t, 1, i, real == 4 ? decay_single(t->cells[0][i], 0.125, 17, 100, k)
                                        : decay_double(t->cells[0][i], 0.125, 17, 100, k));
    ck_assert_int_eq(t->report.steps, 117);
    ck_assert_int_eq(t->report.lanes, lanes);
    ck_assert(t->report.node_steps == 37.0*117*NODES);
    ck_assert_int_eq(t->report.diverged, 0);
    done(t);
}

START_TEST(results_are_those_by_hand)
{
    static const int cases[][2] = { { 8, 1 }, { 8, 8 }, { 8, 64 }, { 4, 1 }, { 4, 16 }, { 4, 64 } };
    decays(cases[_i][0], cases[_i][1]);
}
END_TEST

/* Whoever computes, and however it is cut, the bits are the same. */
static void vary(struct trial_run *t, struct trial_run *by)
{
    static const long chunks[] = { 0, 1, 7, 1000 };
    for (int e = ENGINE_TCC; e <= ENGINE_CLANG; e++)
        for (int threads = 1; threads <= 5; threads += 2)
            for (int c = 0; c < 4; c++) {
                char what[80];
                snprintf(what, sizeof what, "%s, %d threads, chunks of %ld",
                         engine_name((enum engine)e), threads, chunks[c]);
                by->sweep.engine = (enum engine)e;
                by->sweep.threads = threads;
                by->sweep.chunk_steps = chunks[c];
                run_well(by);
                same_cells(t, by, what);
                ck_assert_str_eq(by->report.engine, engine_name((enum engine)e));
            }
}

/* A kernel that the program has already, where the host draws and where there is no noise. */
START_TEST(a_kernel_that_is_there_needs_no_engine)
{
    struct trial_run *t = variant(_i), *by = variant(_i);
    struct compiled made = { 0 };
    run_well(t);
    ck_assert_msg(compile(by->text, ENGINE_TCC, &made, &by->fail) == 0, "%s", by->fail.text);
    by->sweep.kernels = &sweep_ready;
    by->sweep.kernel = made.kernel;
    by->sweep.maker = "made by hand";
    by->sweep.draw = vector_set(made.kernel->bytes, 0)->draw;
    by->sweep.text = NULL;
    run_well(by);
    same_cells(t, by, "a kernel that is there");
    ck_assert_str_eq(by->report.engine, "made by hand");
    ck_assert_str_eq(by->report.engines, "made by hand");
    ck_assert(by->report.compile_s == 0);
    done(t);
    done(by);
    compile_close(&made);
}
END_TEST

START_TEST(bits_do_not_depend_on_who_computes)
{
    struct trial_run *t = variant(_i), *by = variant(_i);
    t->sweep.chunk_steps = 5;
    run_well(t);
    vary(t, by);
    done(t);
    done(by);
}
END_TEST

START_TEST(dt_may_be_an_axis)
{
    struct trial_run *t = variant(1);
    run_well(t);
    for (long i = 0; i < t->rows; i++) {
        double a = t->cells[0][i], dt = t->cells[1][i];
        ck_assert(dt == time_steps[i%3]);
        equals_decay(t, 2, i, decay_double(a, dt, number_steps(3, dt), number_steps(60, dt),
                                           random_key(5, 8)));
    }
    ck_assert_int_eq(t->report.steps, 630);
    ck_assert(t->report.node_steps == 37.0*NODES*(252 + 504 + 630));
    done(t);
}
END_TEST

START_TEST(trials_have_noise_of_their_own)
{
    struct trial_run *t = variant(2);
    run_well(t);
    ck_assert_int_eq(t->rows, 111);
    for (long i = 0; i < t->rows; i++)
        equals_decay(t, 1, i, decay_double(t->cells[0][i], 0.125, 24, 480,
                              random_fold_in(random_key(5, 8), (uint32_t)(i%3))));
    done(t);
}
END_TEST

START_TEST(keys_may_be_an_axis)
{
    struct axis axes[2] = { rates, { .path = "noise.key", .kind = AXIS_KEYS, .n = 3,
                                     .has_seed = 1, .seed = 9 } };
    struct trial_run *t = plan(2, axes, 2);
    t->columns[1] = (struct column){ .name = "noise.key", .kind = COLUMN_AXIS };
    t->noise.axis = 1;
    t->sweep.duration = 5;
    take_text(t, texts_make(8, 4, "#define OWN 1", "decay"));
    open_space(t);
    run_well(t);
    for (long i = 0; i < t->rows; i++) {
        struct random_key k = axis_key(&t->axes[1], 8, i%3);
        ck_assert(t->cells[1][i] == (double)k.hi);
        equals_decay(t, 2, i, decay_double(t->cells[0][i], 0.125, 0, 40, k));
    }
    take_text(t, texts_make(8, 4, "", "decay"));
    ck_assert_int_eq(run(t), -1);           /* a kernel for shared noise does not fit */
    ck_assert_int_eq(t->fail.code, 70);
    done(t);
}
END_TEST

static int record(void *user, int term, const void *normals, long count, struct fail *f)
{
    struct trial_run *t = user;
    (void)f;
    ck_assert_int_eq(term, 0);
    ck_assert_int_le(t->kept_count + count, 3*504*NODES);
    memcpy(t->kept + t->kept_count, normals, sizeof(double)*(size_t)count);
    t->kept_count += count;
    return 0;
}

/* What was drawn can be kept, and given back in its place: one realisation for all
 * rows, or one for each trial. */
START_TEST(noise_can_be_recorded)
{
    struct trial_run *t = variant(_i ? 2 : 0), *by = variant(_i ? 2 : 0);
    long trials = _i ? 3 : 1, each = 504*NODES;
    t->kept = calloc((size_t)(3*each), sizeof *t->kept);
    t->sweep.noise_used = record;
    run_well(t);
    ck_assert_int_eq(sweep_realisations(&t->space, -1), trials);
    ck_assert_int_eq(sweep_most_steps(&t->sweep), 504);
    ck_assert_int_eq(t->kept_count, trials*each);
    for (long n = 0; n < t->kept_count; n++) {
        struct random_key k = random_key(5, 8);
        ck_assert(t->kept[n] == normal(_i ? random_fold_in(k, (uint32_t)(n/each)) : k, n%each));
    }
    by->noise.given = t->kept;
    by->noise.given_count = trials;
    by->noise.seed = 77;
    by->sweep.threads = 2;
    run_well(by);
    same_cells(t, by, "recorded noise");
    by->noise.given_count = 1;        /* the same for all trials */
    run_well(by);
    for (long i = 0; i < t->rows; i++)
        ck_assert(by->cells[1][i] == t->cells[1][i/trials*trials]);
    free(t->kept);
    done(t);
    done(by);
}
END_TEST

START_TEST(recorded_noise_must_fit)
{
    struct trial_run *t = variant(_i ? 2 : 0);
    double one = 0;
    t->noise.given = &one;
    t->noise.given_count = 2;
    ck_assert_int_eq(run(t), -1);
    ck_assert_int_eq(t->fail.code, 70);
    done(t);
}
END_TEST

/* Means over three trials, of a table without their column. */
START_TEST(trials_are_averaged)
{
    struct trial_run *t = variant(2), *by = variant(2);
    run_well(t);
    by->sweep.average = 1;
    for (int threads = 1; threads <= 3; threads += 2) {
        by->sweep.threads = threads;
        ck_assert_int_eq(run(by), 0);
        ck_assert_int_eq(by->rows, 37);
        for (long i = 0; i < by->rows; i++)
            for (int c = 0; c < 3; c++) {
                const double *x = t->cells[c] + 3*i;
                double want = (double)(((long double)x[0] + x[1] + x[2])/3);
                ck_assert(fabs(by->cells[c][i] - want) <= 1e-15*fabs(want));
            }
    }
    done(t);
    done(by);
}
END_TEST

/* 2^n leaves the floats at n = 128 and the doubles at 1024; 4^n at half of it. */
START_TEST(divergence_is_dated)
{
    static const double values[] = { 1, 2, 0.5, 4, NAN, 2, 16, INFINITY, -1 };
    static const long at[][9] = { { 0, 128, 0, 64, 1, 128, 32, 1, 0 },
                                  { 0, 1024, 0, 512, 1, 1024, 256, 1, 0 } };
    struct axis a = { .path = "a", .kind = AXIS_LIST, .n = 9, .values = values };
    struct trial_run *t = plan(1, &a, 1);
    int real = _i%2 ? 8 : 4;
    t->space.bytes = real;
    take_text(t, texts_make(real, 4, "", "growth"));
    t->sweep.chunk_steps = (const long[]){ 0, 1, 64, 100000, 333 }[_i/2];
    t->sweep.duration = 250;
    t->sweep.transient = 1.25;
    open_space(t);
    run_well(t);
    for (long i = 0; i < 9; i++) {
        ck_assert_int_eq((long)t->cells[2][i], at[real/4 - 1][i]);
        ck_assert(at[real/4 - 1][i] ? isnan(t->cells[1][i]) : t->cells[1][i] == 2000);
    }
    ck_assert_int_eq(t->report.diverged, 6);
    done(t);
}
END_TEST

START_TEST(dead_blocks_are_left)
{
    static const double two = 2;
    struct axis a = { .path = "a", .kind = AXIS_LIST, .n = 1, .values = &two };
    struct trial_run *t = plan(1, &a, 1);
    take_text(t, texts_make(8, 4, "", "growth"));
    t->sweep.duration = 1e12;           /* years, if it went on */
    open_space(t);
    run_well(t);
    ck_assert(t->cells[2][0] == 1024);
    ck_assert(t->report.node_steps < 1e9);
    done(t);
}
END_TEST

START_TEST(pure_functions_sweep)
{
    struct trial_run *t = pure(501, 203);
    t->sweep.threads = 1 + _i;
    run_well(t);
    for (long i = 0; i < t->rows; i++) {
        double a = axis_value(&t->axes[0], 8, i/203, 0), b = axis_value(&t->axes[1], 8, i%203, 0);
        ck_assert(t->cells[0][i] == a && t->cells[1][i] == b && t->cells[2][i] == fma(a, b, a));
    }
    done(t);
}
END_TEST

START_TEST(slices_are_rows_of_the_whole)
{
    static const struct space_range ranges[] = {
        { 5, 40, 3, 1, 1, 1 }, { 40, 5, -2, 1, 1, 1 }, { 7, 33, 1, 1, 1, 0 }
    };
    struct trial_run *t = variant(1), *part = variant(1);
    run_well(t);
    struct space whole = part->space;
    ck_assert_int_eq(space_slice(&whole, ranges[_i], &part->space, &part->fail), 0);
    part->sweep.threads = 2;
    run_well(part);
    for (long i = 0; i < part->rows; i++)
        for (int c = 0; c < t->table.column_count; c++)
            ck_assert(part->cells[c][i] == t->cells[c][ranges[_i].start
                                                       + i*(_i == 2 ? 1 : ranges[_i].step)]);
    done(part);
    space_close(&whole);
    done(t);
}
END_TEST

/* As collect, of a table whose first column has two numbers in each row. */
static int collect_pairs(void *user, const struct slab *slabs, int count, struct fail *f)
{
    struct trial_run *t = user;
    (void)f;
    ck_assert_int_eq(count, t->table.column_count);
    for (int c = 0; c < count; c++) {
        long each = c == 0 ? 2 : 1;
        t->cells[c] = realloc(t->cells[c], sizeof(double)*(size_t)(each*t->space.points));
        memcpy(t->cells[c] + each*t->rows, slabs[c].data, sizeof(double)*(size_t)(each*slabs[c].count[0]));
    }
    t->rows += slabs[0].count[0];
    return 0;
}

START_TEST(arrays_fill_their_columns)
{
    static const double pairs[] = { 1, 2, 3, 4, 5, 6 };
    struct axis a = { .path = "a", .kind = AXIS_LIST, .n = 3, .values = pairs, .rank = 1, .shape = { 2 } };
    struct trial_run *t = plan(1, &a, 1);
    t->slots[0] = (struct sweep_slot){ .axis = 0, .element = 1 };
    t->slots[1] = (struct sweep_slot){ .axis = 0, .element = 0 };
    take_text(t, texts_make(8, 2, "", "pure"));
    open_space(t);
    run_well(t);
    for (long i = 0; i < 3; i++)
        ck_assert(t->cells[1][i] == pairs[2*i + 1]*pairs[2*i] + pairs[2*i + 1]);
    done(t);
}
END_TEST

START_TEST(laws_draw_for_trials)
{
    static const struct random_law law = { .kind = DIST_UNIFORM, .a = { 0, 1 } };
    struct trial_run *t = plan(1, &rates, 1);
    struct random_key key = random_key(3, 8);
    t->space.trials = 5;
    t->slots[1] = (struct sweep_slot){ .axis = -1, .law = &law, .key = key, .element = 1, .per_trial = 2 };
    add_column(t, "trial", COLUMN_TRIAL);
    take_text(t, texts_make(8, 4, "", "pure"));
    open_space(t);
    run_well(t);
    for (long i = 0; i < t->rows; i++) {
        double a = t->cells[0][i], b = random_sample(&law, key, (uint64_t)(i%5*2 + 1), 10, 8);
        ck_assert(t->cells[1][i] == fma(a, b, a));
        ck_assert(t->cells[3][i] == (double)(i%5));
    }
    done(t);
}
END_TEST

/* An axis much longer than the sweep has no table: its samples are computed where they are needed. */
START_TEST(long_axes_are_asked_row_by_row)
{
    enum { LENGTH = 5000, FIRST = 2477 };
    static double pairs[LENGTH][2];
    struct axis axes[2] = { { .path = "a", .kind = AXIS_LIST, .n = LENGTH, .values = pairs[0], .rank = 1, .shape = { 2 }, .group = "g" },
                            { .path = "b", .kind = AXIS_GRID, .lo = 0, .hi = 4999, .n = LENGTH, .group = "g" } };
    struct trial_run *t = plan(2, axes, 1);
    int real = _i ? 4 : 8;
    for (int i = 0; i < LENGTH; i++)
        pairs[i][0] = i + 0.5, pairs[i][1] = i*3;
    t->columns[0].rank = 1;
    t->columns[0].shape[0] = 2;
    t->slots[0] = (struct sweep_slot){ .axis = 0, .element = 1 };
    t->slots[1] = (struct sweep_slot){ .axis = 1 };
    t->space.bytes = real;
    take_text(t, texts_make(real, 4, "", "pure"));
    open_space(t);
    struct space whole = t->space;
    space_part(&whole, FIRST, 7, &t->space);
    t->sweep.take = collect_pairs;
    run_well(t);
    for (long i = 0; i < 7; i++) {
        double b = (double)(FIRST + i), a = 3*b;
        ck_assert(t->cells[0][2*i] == b + 0.5 && t->cells[0][2*i + 1] == a && t->cells[1][i] == b);
        ck_assert(t->cells[2][i] == (real == 4 ? fmaf((float)a, (float)b, (float)a) : a*b + a));
    }
    t->space = whole;
    done(t);
}
END_TEST

/* More trials than draws are kept. */
START_TEST(many_trials_draw_as_they_come)
{
    enum { TRIALS = (1 << 16) + 3 };
    static const struct random_law law = { .kind = DIST_UNIFORM, .a = { 0, 1 } };
    struct axis one = { .path = "a", .kind = AXIS_GRID, .lo = 2, .hi = 2, .n = 1 };
    struct trial_run *t = plan(1, &one, 1);
    struct random_key key = random_key(3, 8);
    t->space.trials = TRIALS;
    t->slots[1] = (struct sweep_slot){ .axis = -1, .law = &law, .key = key, .element = 2, .per_trial = 3 };
    take_text(t, texts_make(8, 64, "", "pure"));
    open_space(t);
    run_well(t);
    for (long i = 0; i < TRIALS; i += i < TRIALS - 9 ? 1021 : 1)
        ck_assert(t->cells[1][i] == fma(2, random_sample(&law, key, (uint64_t)(3*i + 2), 3*TRIALS, 8), 2));
    done(t);
}
END_TEST

/* What does not fit together is a bug of who asks. */
static void misfits(struct trial_run *t, const char *says)
{
    t->fail = (struct fail){ 0 };
    ck_assert_int_eq(run(t), -1);
    ck_assert_int_eq(t->fail.code, EXIT_INTERNAL);
    ck_assert_str_eq(t->fail.text, says);
}

START_TEST(tables_must_fit_the_kernel)
{
    struct trial_run *t = pure(3, 2);
    t->slots[1] = (struct sweep_slot){ .axis = 2 };
    misfits(t, "point slot 1 of the kernel has no source");
    t->slots[1] = (struct sweep_slot){ .axis = 1 };
    t->columns[2].kind = COLUMN_AXIS;
    misfits(t, "the table has more axis columns than the space has axes");
    t->columns[2].kind = COLUMN_RESULT;
    t->columns[3].kind = COLUMN_RESULT;
    misfits(t, "the table has 2 results, the kernel 1");
    t->columns[3].kind = COLUMN_STATUS;
    t->columns[1].rank = 1, t->columns[1].shape[0] = 2;
    misfits(t, "column 'b' is wider than its axis");
    t->columns[1].rank = 0;
    t->fail = (struct fail){ 0 };
    run_well(t);
    done(t);
}
END_TEST

Suite *suite_sweep(void)
{
    Suite *s = suite_create("sweep");
    TCase *c = tcase_create("sweep");
    tcase_set_timeout(c, 60);
    texts_fixtures(c);
    tcase_add_loop_test(c, results_are_those_by_hand, 0, 6);
    tcase_add_loop_test(c, a_kernel_that_is_there_needs_no_engine, 0, 6);
    tcase_add_loop_test(c, bits_do_not_depend_on_who_computes, 0, 6);
    tcase_add_test(c, dt_may_be_an_axis);
    tcase_add_test(c, trials_have_noise_of_their_own);
    tcase_add_test(c, keys_may_be_an_axis);
    tcase_add_loop_test(c, noise_can_be_recorded, 0, 2);
    tcase_add_loop_test(c, recorded_noise_must_fit, 0, 2);
    tcase_add_test(c, trials_are_averaged);
    tcase_add_loop_test(c, divergence_is_dated, 0, 10);
    tcase_add_test(c, dead_blocks_are_left);
    tcase_add_loop_test(c, pure_functions_sweep, 0, 3);
    tcase_add_loop_test(c, slices_are_rows_of_the_whole, 0, 3);
    tcase_add_test(c, arrays_fill_their_columns);
    tcase_add_test(c, laws_draw_for_trials);
    tcase_add_loop_test(c, long_axes_are_asked_row_by_row, 0, 2);
    tcase_add_test(c, many_trials_draw_as_they_come);
    tcase_add_test(c, tables_must_fit_the_kernel);
    suite_add_tcase(s, c);
    return s;
}
