/* sweeps.h -- a sweep under test: what may be varied, and what came of it. */
#ifndef SWEEPS_H
#define SWEEPS_H
#include "sweep/sweep.h"
#include "texts.h"
#include <math.h>
#include <time.h>

enum { COLUMNS = 8 };

struct trial_run {              /* everything a test may vary, and its outcome */
    struct space space;
    struct axis axes[3];
    struct sweep_slot slots[2];
    struct column columns[COLUMNS];
    struct table table;
    struct sweep sweep;
    char *text;                 /* of its kernel, see take_text */
    struct sweep_report report;
    struct fail fail;
    double *cells[COLUMNS];
    long rows, calls;
    double *kept;               /* noise that was used */
    long kept_count;
    long stop_after;            /* rows; 0: never */
    long fail_after;
    double stopped_at;
    volatile sig_atomic_t stop;
    char engine[16];            /* as progress said last */
    struct progress seen;       /* what it said last */
    struct sweep_noise noise;   /* of the kernel, where it has one */
};

static inline double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9*(double)t.tv_nsec;
}

static inline int collect(void *user, const struct slab *slabs, int count, struct fail *f)
{
    struct trial_run *t = user;
    ck_assert(slabs_make_rows(&t->table, slabs, count));
    ck_assert_int_eq(slabs[0].first[0], t->rows);
    for (int c = 0; c < t->table.column_count; c++)
        memcpy(t->cells[c] + t->rows, slabs[c].data, sizeof(double)*(size_t)slabs[c].count[0]);
    t->rows += slabs[0].count[0];
    t->calls++;
    if (t->stop_after && t->rows >= t->stop_after && !t->stop) {
        t->stop = 1;
        t->stopped_at = now();
    }
    if (t->fail_after && t->rows >= t->fail_after)
        return fail(f, 3, "the disk is full");
    return 0;
}

static inline void watch(void *user, const struct progress *p)
{
    struct trial_run *t = user;
    ck_assert(p->points_done >= t->seen.points_done && p->points_done <= p->points && p->points == t->space.points);
    ck_assert(p->done >= t->seen.done && p->done <= p->work && p->work > 0);
    ck_assert(p->taken >= t->seen.taken && p->diverged >= t->seen.diverged);
    snprintf(t->engine, sizeof t->engine, "%s", p->engine);
    t->seen = *p;
    t->seen.engine = t->engine;
}

static inline void add_column(struct trial_run *t, const char *name, enum column_kind kind)
{
    t->columns[t->table.column_count++] = (struct column){ .name = name, .kind = kind };
}

/* Axes first; then slots follow axes in order. */
static inline struct trial_run *plan(int axes, const struct axis *list, int results)
{
    struct trial_run *t = calloc(1, sizeof *t);
    memcpy(t->axes, list, sizeof *list*(size_t)axes);
    t->space = (struct space){ .axes = t->axes, .count = axes, .bytes = 8 };
    t->table.columns = t->columns;
    for (int i = 0; i < axes; i++) {
        add_column(t, list[i].path, COLUMN_AXIS);
        if (i < 2)
            t->slots[i] = (struct sweep_slot){ .axis = i };
    }
    for (int i = 0; i < results; i++)
        add_column(t, "result", COLUMN_RESULT);
    add_column(t, "status", COLUMN_STATUS);
    t->sweep = (struct sweep){
        .space = &t->space, .slots = t->slots, .table = &t->table, .take = collect,
        .progress = watch, .user = t, .stop = &t->stop, .kernels = &sweep_compiled, .engine = ENGINE_TCC, .threads = 1,
        .dt = 0.125, .dt_axis = -1, .noises = &t->noise, .noise_count = 1
    };
    t->noise = (struct sweep_noise){ .axis = -1, .seed = 5 };
    return t;
}

/* The text of the kernel, which the trial frees. */
static inline void take_text(struct trial_run *t, char *text)
{
    free(t->text);
    t->sweep.text = t->text = text;
}

static inline void open_space(struct trial_run *t)
{
    ck_assert_msg(space_open(&t->space, &t->fail) == 0, "%s", t->fail.text);
}

static inline int run(struct trial_run *t)
{
    for (int c = 0; c < t->table.column_count; c++) {
        free(t->cells[c]);
        t->cells[c] = malloc(sizeof(double)*(size_t)t->space.points + 1);
        memset(t->cells[c], 0x55, sizeof(double)*(size_t)t->space.points);
    }
    t->rows = t->calls = 0;
    memset(&t->seen, 0, sizeof t->seen);
    return sweep_run(&t->sweep, &t->report, &t->fail);
}

static inline void run_well(struct trial_run *t)
{
    int bad = run(t);
    ck_assert_msg(!bad, "%s", t->fail.text);
    ck_assert_int_eq(t->rows, t->space.points);
    ck_assert(t->seen.points_done == t->space.points && t->seen.done == t->seen.work);
    ck_assert_int_eq(t->seen.diverged, t->report.diverged);
    ck_assert(!t->seen.is_simulated || t->seen.taken == t->report.node_steps);
}

static inline void done(struct trial_run *t)
{
    for (int c = 0; c < COLUMNS; c++)
        free(t->cells[c]);
    space_close(&t->space);
    free(t->text);
    free(t);
}

static inline void same_cells(const struct trial_run *a, const struct trial_run *b, const char *what)
{
    ck_assert_int_eq(a->rows, b->rows);
    for (int c = 0; c < a->table.column_count; c++)
        for (long i = 0; i < a->rows; i++)
            ck_assert_msg(!memcmp(&a->cells[c][i], &b->cells[c][i], sizeof(double)),
                          "%s: column %d row %ld: %.17g and %.17g", what, c, i,
                          a->cells[c][i], b->cells[c][i]);
}

/* ---- the same sums by hand ----------------------------------------------- */

enum { NODES = 3 };

static inline double normal(struct random_key key, long n)
{
    uint32_t x = (uint32_t)n*2654435761u ^ key.hi*40503u ^ key.lo;
    x ^= x >> 15; x *= 2246822519u; x ^= x >> 13;
    return (double)(x >> 16)/65536 - 0.5;
}

struct decay { double mean, last; };

static inline struct decay decay_double(double a, double dt, long transient, long steps, struct random_key k)
{
    double x[NODES] = { 1, 2, 3 }, tally = 0;
    for (long s = 0; s < transient + steps; s++)
        for (int i = 0; i < NODES; i++) {
            x[i] = fma(-dt*a, x[i], x[i] + normal(k, s*NODES + i));
            if (s >= transient)
                tally += x[i];
        }
    return (struct decay){ tally/(double)(steps*NODES), x[0] };
}

static inline void equals_decay(const struct trial_run *t, int column, long row, struct decay want)
{
    ck_assert_msg(t->cells[column][row] == want.mean && t->cells[column + 1][row] == want.last,
                  "row %ld: %.17g, %.17g instead of %.17g, %.17g", row, t->cells[column][row],
                  t->cells[column + 1][row], want.mean, want.last);
    ck_assert(t->cells[t->table.column_count - 1][row] == 0);
}

/* ---- sweeps ----------------------------------------------------------------- */

static const struct axis rates = { .path = "a", .kind = AXIS_GRID, .lo = 0.1, .hi = 1.7, .n = 37 };

static const double time_steps[] = { 0.25, 0.125, 0.1 };

static inline struct trial_run *variant(int which)
{
    struct axis axes[2] = { rates, { .path = "simulate.dt", .kind = AXIS_LIST, .n = 3,
                                     .values = time_steps } };
    int dt = which == 1 || which == 4;
    struct trial_run *t = plan(dt ? 2 : 1, axes, 2);
    t->sweep.duration = 60;
    t->sweep.transient = 3;
    t->sweep.dt_axis = dt ? 1 : -1;
    if (which >= 2 && which < 5)
        t->space.trials = 3;
    take_text(t, which == 5 ? texts_make(4, 8, "", "growth") : texts_make(8, 8, which >= 2 ? "#define OWN 1" : "", "decay"));
    if (which == 5) {
        t->axes[0].hi = 8;
        t->table.column_count--;
        t->columns[t->table.column_count - 1].kind = COLUMN_STATUS;
    }
    open_space(t);
    return t;
}

static inline struct trial_run *pure(long n, long m)
{
    struct axis axes[2] = { { .path = "a", .kind = AXIS_GRID, .hi = 1, .n = n },
                            { .path = "b", .kind = AXIS_GRID, .hi = 2, .n = m } };
    struct trial_run *t = plan(2, axes, 1);
    take_text(t, texts_make(8, 8, "", "pure"));
    open_space(t);
    return t;
}
#endif
