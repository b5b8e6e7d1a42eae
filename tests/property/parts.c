/* parts.c -- a sweep in pieces is the sweep: tried on random explorations.
 *
 * Any cut of a space into parts that follow each other, and any slice of it, gives
 * the rows of the whole run, bit for bit: axes, trials, results and status; with
 * noise that is shared, keyed by an axis or by the trial, in two terms, with dt on an axis. So
 * does any cut of the steps into chunks, around the blocks that sums are made of.
 */
#include "base/fail.h"       /* before check.h, which has a macro of the name */
#include "job/library.h"
#include "job/job_build.h"
#include "pipeline.h"
#include "random_model.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#undef fail

enum { EXPLORATIONS = 60 };

/* ---- explorations ----------------------------------------------------- */

static const char network[] =
    "model Walk\n  state x = 0.5 ~ Uniform(-1, 1)\n  state y = 0\n  param k = 1\n  param q = 0.2\n"
    "  input c\n  x' = -k*x + q*c\n  y' = x - y\nend\n"
    "network\n  nodes 3\n  graph weights = ones - eye\n  coupling c = Linear(x) with G = 0.1\n"
    "  noise additive on x with sigma = 0.1, key = 3\n  noise w on y, x = g*x with g = 0.1, tau = 0.7 ms, key = 9\nend\n"
    "simulate heun with dt = 0.1, duration = 7, transient = 1.3\n"
    "observe m = mean(x)\nobserve l = 2*last(y)\nobserve s = std(x)\nobserve f = first(x) - min(y)\n"
    "observe n = sum(y)\n";

static void write_values(struct dice *d, struct text *t, const char *extra)
{
    int n = 1 + (int)dice_roll(d, 4);
    double lo = dice_real(d, 0.05, 0.3), hi = lo + dice_real(d, 0.1, 0.6);
    switch (dice_roll(d, 6)) {
    case 0: text_print(t, " = grid(%.3f, %.3f, %d)%s", lo, hi, n, extra); break;
    case 1: text_print(t, " = loggrid(%.3f, %.3f, %d)%s", lo, hi, n, extra); break;
    case 2: text_print(t, " = uniform(%.3f, %.3f, %d)%s", lo, hi, n, extra); break;
    case 3: text_print(t, " ~ Gamma(2, 8) n %d%s", n, extra); break;
    case 4: text_print(t, " ~ Beta(2, 5) n %d%s key %u", n, extra, dice_roll(d, 50)); break;
    case 5: text_print(t, " = range(0.1, %.1f, 0.1)%s", 0.1*(n + 1), extra); break;
    }
}

static void write_axis(struct dice *d, struct text *t, const char *name, int per_node)
{
    static const char *const shapes[] = { "", " per node", " shape 3" };
    text_print(t, "  %s", name);
    if (!strcmp(name, "noise.key"))
        text_print(t, dice_roll(d, 2) ? " = split(7, %u)" : " = [5, 1, %u]", 1 + dice_roll(d, 4));
    else
        write_values(d, t, per_node ? shapes[dice_roll(d, 3)] : "");
    text_add(t, "\n");
}

/* Some of the names, in a random order; neighbours may form a group. */
static void write_axes(struct dice *d, struct text *t, const char *const *names, int count, int nodes)
{
    int used[8] = { 0 }, grouped = dice_roll(d, 2);
    for (int i = 0; i < 2 + (int)dice_roll(d, 3); i++) {
        int at = (int)dice_roll(d, (unsigned)count);
        if (used[at]++)
            continue;
        if (grouped && i == 0)
            text_add(t, "  group g\n");
        write_axis(d, t, names[at], nodes && at < 2);
        if (grouped && i == 1)
            text_add(t, "  end\n"), grouped = 0;
    }
    if (grouped)
        text_add(t, "  end\n");
}

static void write_exploration(struct dice *d, struct text *t)
{
    static const char *const quantities[] = {
        "dynamics.k", "dynamics.q", "coupling.c.G", "noise.sigma", "noise.key", "simulate.dt", "initial.y", "noise.w.g"
    };
    static const char *const params[] = { "param a", "param b.c", "param b.d", "param e" };
    int pure = dice_roll(d, 4) == 0;
    if (dice_roll(d, 2))
        text_add(t, "precision single\n");
    text_add(t, pure ? "" : network);
    text_print(t, "explore e %s key %u\n", dice_roll(d, 3) ? "product" : "zip", dice_roll(d, 100));
    if (pure)
        text_add(t, "  param z = grid(1, 2, 3)\n  observe s = exp(z)/3\n");
    write_axes(d, t, pure ? params : quantities, pure ? 4 : 8, !pure);
    if (dice_roll(d, 2))
        text_print(t, "  trials %u\n", 1 + dice_roll(d, 3));
    if (dice_roll(d, 4) == 0)
        text_add(t, "  order sorted\n");
    text_add(t, "end\n");
}

/* ---- a sweep that is kept --------------------------------------------- */

struct plan {
    struct text source, c;
    struct pipeline pipe;
    struct model_library library;
    const struct exploration *x;
    const struct program *p;
    struct job job;                 /* of the whole space */
};

struct rows {
    struct job job;                 /* that made them */
    struct cells cells;
};

static void plan_open(struct plan *n, int seed)
{
    struct dice d = { 0x9e3779b97f4a7c15u*(uint64_t)(seed + 77) };
    struct fail f = { 0 };
    static const struct overrides none;
    memset(n, 0, sizeof *n);
    write_exploration(&d, &n->source);
    pipeline_open(&n->pipe, &n->library.calls);
    library_open(&n->library, &n->pipe.arena);
    n->pipe.options.lanes = 1 << dice_roll(&d, 4);
    struct source *src = source_text("random", n->source.bytes, n->source.len, &n->pipe.arena);
    struct ast *tree = ast_parse(src, &n->pipe.diags, &n->pipe.arena);
    struct experiment *e = model_check(tree, &n->library.calls, &none, &n->pipe.diags, &n->pipe.arena);
    struct text said = { 0 };
    diag_print(&n->pipe.diags, &said);
    ck_assert_msg(!n->pipe.diags.errors, "%s\nin\n%s", text_string(&said), n->source.bytes);
    text_free(&said);
    n->x = &e->explorations[0];
    build_job(e, n->x, &n->pipe.arena, &n->job);
    ck_assert_msg(job_open(&n->job, &f) == 0, "%s", f.text);
    n->p = pipeline_emit(&n->pipe, e, n->x, &n->c);
    ck_assert_ptr_nonnull(n->p);
}

static void plan_close(struct plan *n)
{
    job_close(&n->job);
    text_free(&n->source);
    text_free(&n->c);
    pipeline_close(&n->pipe);
}

/* Rows of the space, the whole one or a part of it. */
static struct rows sweep_in_chunks(struct plan *n, const struct space *s, int threads, long chunk)
{
    struct fail f = { 0 };
    struct rows r = { .job = n->job };
    r.job.rows = *s;
    build_kernel(n->p, n->c.bytes, &r.job);
    r.job.sweep.engine = ENGINE_TCC;
    r.job.sweep.threads = threads;
    r.job.sweep.chunk_steps = chunk;
    job_add(&r.job, &sink_memory, &r.cells);
    ck_assert_msg(job_plan(&r.job, &f) == 0 && job_run(&r.job, &f) == 0, "%s in\n%s", f.text, n->source.bytes);
    ck_assert_int_eq(r.job.table.rows, s->points);
    return r;
}

static struct rows sweep(struct plan *n, const struct space *s, int threads)
{
    return sweep_in_chunks(n, s, threads, 0);
}

static void rows_free(struct rows *r)
{
    cells_close(&r->cells);
}

/* Row [i] of [part] is row [at] of [whole]. */
static void same_row(const struct plan *n, const struct rows *whole, long at, const struct rows *part, long i)
{
    for (int c = 0; c < whole->job.table.column_count; c++) {
        size_t k = (size_t)column_elements(&whole->job.table.columns[c]);
        ck_assert_msg(memcmp(whole->cells.column[c] + (size_t)at*k, part->cells.column[c] + (size_t)i*k, k*sizeof(double)) == 0,
                      "row %ld, column %s: %a of the whole, %a of its part in\n%s", at,
                      whole->job.table.columns[c].name, whole->cells.column[c][(size_t)at*k], part->cells.column[c][(size_t)i*k],
                      n->source.bytes);
    }
}

/* ---- properties ------------------------------------------------------- */

static void compare_part(struct plan *n, const struct rows *whole, const struct space *part, int threads)
{
    struct rows r = sweep(n, part, threads);
    for (long i = 0; i < part->points; i++)
        same_row(n, whole, part->first + i*part->stride, &r, i);
    rows_free(&r);
}

START_TEST(parts_make_up_the_whole)
{
    struct plan n;
    plan_open(&n, _i);
    struct rows whole = sweep(&n, &n.job.space, 1);
    long points = n.job.space.points;
    for (long count = 1; count <= 7; count += 2)
        for (long i = 0; i < count; i++) {
            long first = points*i/count, end = points*(i + 1)/count;
            struct space part;
            space_part(&n.job.space, first, end - first, &part);
            compare_part(&n, &whole, &part, 1 + (int)(i & 1));
        }
    rows_free(&whole);
    plan_close(&n);
}
END_TEST

START_TEST(slices_are_rows_of_the_whole)
{
    static const struct space_range ranges[] = {
        { .step = 2, .has_step = 1 }, { .step = -1, .has_step = 1 }, { .step = -3, .has_step = 1 },
        { .start = -2, .has_start = 1 }, { .start = 1, .step = 5, .has_start = 1, .has_step = 1 }
    };
    struct plan n;
    plan_open(&n, 1000 + _i);
    struct rows whole = sweep(&n, &n.job.space, 2);
    for (size_t k = 0; k < sizeof ranges/sizeof *ranges; k++) {
        struct space part;
        struct fail f = { 0 };
        if (space_slice(&n.job.space, ranges[k], &part, &f) == 0)
            compare_part(&n, &whole, &part, 1);
        else
            ck_assert_int_eq(n.job.space.points, 1);
    }
    rows_free(&whole);
    plan_close(&n);
}
END_TEST

START_TEST(chunks_make_up_the_run)
{
    static const long chunks[] = { 1, 7, 31, 32, 33, 45 };
    struct plan n;
    plan_open(&n, 2000 + _i);
    struct rows whole = sweep_in_chunks(&n, &n.job.space, 1, 1000);
    for (size_t k = 0; k < sizeof chunks/sizeof *chunks; k++) {
        struct rows r = sweep_in_chunks(&n, &n.job.space, 1 + (int)(k & 1), chunks[k]);
        for (long i = 0; i < n.job.space.points; i++)
            same_row(&n, &whole, i, &r, i);
        rows_free(&r);
    }
    rows_free(&whole);
    plan_close(&n);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("parts");
    TCase *c = tcase_create("random explorations");
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, parts_make_up_the_whole, 0, EXPLORATIONS);
    tcase_add_loop_test(c, chunks_make_up_the_run, 0, EXPLORATIONS);
    tcase_add_loop_test(c, slices_are_rows_of_the_whole, 0, EXPLORATIONS);
    suite_add_tcase(s, c);
    SRunner *runner = srunner_create(s);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner), ran = srunner_ntests_run(runner);
    srunner_free(runner);
    printf("%d passed, %d failed\n", ran - failed, failed);
    return failed > 0 || ran == 0;
}
