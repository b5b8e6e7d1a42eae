/* one_node.c -- models of one node take all steps of a call at once, and look whether numbers are finite
 * once a call where what is lost stays lost: what they give is that of single steps, on every engine, around the
 * blocks of sums, with a transient, windows, curves, noise of each lane, for states that diverge, and for those
 * that are cut back into their range.
 *
 * What diverges is x' = a*x by Euler with steps of 1: (1 + a)^n, whose last finite power of two
 * mathematics knows.
 */
#include "base/fail.h"       /* before check.h, which has a macro of the name */
#include "engine/compile.h"
#include "job/library.h"
#include "job/job_build.h"
#include "pipeline.h"
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#undef fail

enum { ROWS = 12, TRANSIENT = 37 };

#define GROWTH "model M\n  state x = 1\n  state y = 0\n  param a = 1\n  x' = a*x\n  y' = 1/(1 + abs(x)) - 0.5*y\nend\n" \
    "network\n  dynamics M\nend\nsimulate euler with dt = 1, duration = 1100, transient = 37\n"
#define OBSERVED "observe m = mean(y)\nobserve s = std(y)\nobserve f = first(y) - max(y)\nobserve late = sum(y) from 33 every 5\n" \
    "observe moment = y at 45\nobserve high = max(y) from 100 to 400\n"
#define EXPLORED "explore e\n  dynamics.a = [0, 1, 3, 15, 1, 0, 7, 1, 255, 0, 3, 1]\nend\n"

static const char *const texts[] = {
    GROWTH OBSERVED EXPLORED,
    "precision single\n" GROWTH OBSERVED "record y every 3\nrecord x from 2 to 70\n" EXPLORED,
    "model M\n  state x = 0.25 clamp [-2, 2]\n  param a = 1\n  x' = if 4.5 < t and t < 5.5 then exp(800*a) - x else 0.25\nend\n"
    "network\n  dynamics M\nend\nsimulate euler with dt = 1, duration = 100, transient = 37\nobserve m = mean(x)\nobserve l = last(x)\n" EXPLORED,
    "model M\n  state x = 0.1\n  state z = 0.2\n  param a = 1\n  x' = z - x^3/(1 + a)\n  z' = 0.1*(1 - x - z)\nend\n"
    "network\n  dynamics M\n  noise additive with sigma = 0.1, key = 5\nend\nsimulate heun with dt = 0.05, duration = 6, transient = 1.85\n"
    "record x every 0.15\nobserve m = mean(x*z)\nobserve s = std(x)\nobserve lo = min(z)\n"
    "explore e\n  dynamics.a = [0, 1, 3, 15]\n  noise.key = [1, 2, 3]\nend\n",
};

static int is_there(enum engine e)
{
    char path[1024];
    return engine_path(e, path, sizeof path) != NULL;
}

struct plan {
    struct text c;
    struct pipeline pipe;
    struct model_library library;
    const struct program *p;
    struct job job;
};

static void plan_open(struct plan *n, const char *text)
{
    struct fail f = { 0 };
    static const struct overrides none;
    memset(n, 0, sizeof *n);
    pipeline_open(&n->pipe, &n->library.calls);
    library_open(&n->library, &n->pipe.arena);
    n->pipe.options.lanes = 8;
    n->pipe.texts = TEXT_OF_EXPRESSIONS | TEXT_OF_CALLS;
    struct source *src = source_text("one node", text, strlen(text), &n->pipe.arena);
    struct experiment *e = model_check(ast_parse(src, &n->pipe.diags, &n->pipe.arena), &n->library.calls, &none, &n->pipe.diags, &n->pipe.arena);
    struct text said = { 0 };
    diag_print(&n->pipe.diags, &said);
    ck_assert_msg(!n->pipe.diags.errors, "%s\nin\n%s", text_string(&said), text);
    text_free(&said);
    build_job(e, &e->explorations[0], &n->pipe.arena, &n->job);
    ck_assert_msg(job_open(&n->job, &f) == 0, "%s", f.text);
    n->p = pipeline_emit(&n->pipe, e, &e->explorations[0], &n->c);
}

static void plan_close(struct plan *n)
{
    job_close(&n->job);
    text_free(&n->c);
    pipeline_close(&n->pipe);
}

static void sweep(const struct plan *n, enum engine engine, long chunk, struct job *job, struct cells *cells)
{
    struct fail f = { 0 };
    *job = n->job;
    job->rows = n->job.space;
    build_kernel(n->p, n->c.bytes, job);
    job->sweep.engine = engine;
    job->sweep.threads = 1;
    job->sweep.chunk_steps = chunk;
    job_add(job, &sink_memory, cells);
    ck_assert_msg(job_plan(job, &f) == 0 && job_run(job, &f) == 0, "%s", f.text);
    ck_assert_int_eq(job->table.rows, ROWS);
}

static const double *column(const struct job *job, const struct cells *cells, const char *name)
{
    for (int c = 0; c < job->table.column_count; c++)
        if (!strcmp(job->table.columns[c].name, name))
            return cells->column[c];
    ck_abort_msg("no column %s", name);
    return NULL;
}

static void same(const struct job *job, const struct cells *a, const struct cells *b, enum engine engine, long chunk)
{
    for (int c = 0; c < job->table.column_count; c++)
        for (int i = 0; i < ROWS; i++) {
            double x = a->column[c][i], y = b->column[c][i];
            ck_assert_msg(x == y || (isnan(x) && isnan(y)), "%s, row %d, %s in chunks of %ld: %a, not %a", job->table.columns[c].name, i,
                          engine_name(engine), chunk, y, x);
        }
}

START_TEST(chunks_and_engines_are_one)
{
    static const long chunks[] = { 1, 7, 31, 32, 33, 38, 5000 };
    static const enum engine engines[] = { ENGINE_TCC, ENGINE_GCC, ENGINE_CLANG };
    struct plan n;
    struct job job, other;
    struct cells single = { 0 };
    plan_open(&n, texts[_i]);
    sweep(&n, ENGINE_TCC, 1, &job, &single);
    for (size_t e = 0; e < sizeof engines/sizeof *engines; e++)
        for (size_t k = 0; k < sizeof chunks/sizeof *chunks; k++) {
            struct cells cells = { 0 };
            if (!is_there(engines[e]))
                continue;
            sweep(&n, engines[e], chunks[k], &other, &cells);
            same(&other, &single, &cells, engines[e], chunks[k]);
            cells_close(&cells);
        }
    cells_close(&single);
    plan_close(&n);
}
END_TEST

/* 2^1024 and 2^128 are the first powers that are infinite. */
START_TEST(the_step_of_divergence_is_known)
{
    static const int doublings[ROWS] = { 0, 1, 2, 4, 1, 0, 3, 1, 8, 0, 2, 1 };
    struct plan n;
    struct job job;
    struct cells cells = { 0 };
    plan_open(&n, texts[_i]);
    sweep(&n, ENGINE_GCC, 5000, &job, &cells);
    const double *status = column(&job, &cells, "status");
    for (int i = 0; i < ROWS; i++)
        ck_assert_double_eq(status[i], doublings[i] ? ceil((_i ? 128.0 : 1024.0)/doublings[i]) : 0);
    cells_close(&cells);
    plan_close(&n);
}
END_TEST

/* What is infinite within step 6 from time 0 is 2 behind it, and has left the finite numbers. */
START_TEST(what_is_cut_back_has_diverged)
{
    static const double a[ROWS] = { 0, 1, 3, 15, 1, 0, 7, 1, 255, 0, 3, 1 };
    struct plan n;
    struct job job;
    struct cells cells = { 0 };
    plan_open(&n, texts[2]);
    sweep(&n, ENGINE_GCC, 5000, &job, &cells);
    const double *status = column(&job, &cells, "status");
    for (int i = 0; i < ROWS; i++)
        ck_assert_double_eq(status[i], a[i] > 0 ? TRANSIENT + 6 : 0);
    cells_close(&cells);
    plan_close(&n);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("one node");
    TCase *c = tcase_create("chunks");
    tcase_set_timeout(c, 120);
    tcase_add_loop_test(c, chunks_and_engines_are_one, 0, sizeof texts/sizeof *texts);
    if (is_there(ENGINE_GCC)) {
        tcase_add_loop_test(c, the_step_of_divergence_is_known, 0, 2);
        tcase_add_test(c, what_is_cut_back_has_diverged);
    }
    suite_add_tcase(s, c);
    SRunner *runner = srunner_create(s);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner), ran = srunner_ntests_run(runner);
    srunner_free(runner);
    printf("%d passed, %d failed\n", ran - failed, failed);
    return failed > 0 || ran == 0;
}
