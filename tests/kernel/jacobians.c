/* jacobians.c -- random models (tests/property/random_model.h) at random states: their kernels of
 * the equations alone, compiled by tcc and gcc, give to the bit what the interpreter gives, and
 * how slopes change agrees with differences of the slopes, where no branch lies between.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "ast/ast.h"
#include "ir/interp.h"
#include "job/evaluate.h"
#include "../property/interp.h"
#include "../property/random_model.h"

enum { MODELS = 150, COMPILED = 30, SHARE = 20 };       /* one model in COMPILED by gcc; one difference in SHARE may meet a branch */

static const char *no_model(const char *name, size_t *len) { (void)name; *len = 0; return NULL; }
static const char *no_names(int i) { (void)i; return NULL; }
static const struct library nothing = { .embedded = no_model, .names = no_names };

static double caller(int bytes, int function, double x, double y)
{
    return bytes == 4 ? interp_call_f32(kernel_function(function), x, y) : interp_call_f64(kernel_function(function), x, y);
}

struct trial {
    struct pipeline pipe;
    struct text source;
    struct eval v;
    struct machine *m;
    int lanes;
    long differences, branches;
};

/* ---- the interpreter ------------------------------------------------------------------------------ */

static double *at(struct trial *t, int buffer, int slot, int node, int lane)
{
    return machine_at(t->m, buffer, slot, 0) + node*t->lanes + lane;
}

static int buffer_of(const struct trial *t, int part, int changes)
{
    const struct program_eval *p = t->v.program->eval;
    const int all[][GIVEN_PARTS] = { { p->states, p->inputs, p->params }, { p->d_states, p->d_inputs, p->d_params } };
    return all[changes][part];
}

/* What is given, in single precision rounded, the lanes looking along the columns from [first] on, moved by [by]
 * in the direction of [moved], of all lanes; -1: not. */
static void fill(struct trial *t, int first, int moved, double by)
{
    int column = 0;
    for (int part = 0; part < GIVEN_PARTS; part++)
        for (int i = 0; i < t->v.counts[part]; i++, column++)
            for (int node = 0; node < t->v.nodes; node++)
                for (int lane = 0; lane < t->lanes; lane++) {
                    double x = t->v.at[part][(long)i*t->v.nodes + node] + (column == moved ? by : 0);
                    *at(t, buffer_of(t, part, 0), i, node, lane) = t->v.program->bytes == 4 ? (double)(float)x : x;
                    *at(t, buffer_of(t, part, 1), i, node, lane) = column == first + lane;
                }
}

static void call(struct trial *t, int first, int moved, double by)
{
    fill(t, first, moved, by);
    machine_call(t->m, t->v.program->eval->clock);
}

/* ---- one model ---------------------------------------------------------------------------------------- */

static int wrong(const struct trial *t, const char *what, int state, int node, int column, double got, double want)
{
    printf("%s: x%d' at node %d, column %d: %.17g, not %.17g, in\n%s\n", what, state, node, column, got, want, t->source.bytes);
    return 1;
}

static int same(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (a == 0 && b == 0);
}

static int holds_to_the_bit(struct trial *t)
{
    const struct program_eval *p = t->v.program->eval;
    for (int first = 0; first < t->v.columns; first += t->lanes) {
        call(t, first, -1, 0);
        for (int s = 0; s < t->v.model->state_count; s++)
            for (int node = 0; node < t->v.nodes; node++) {
                double rate = *at(t, p->rates, s, node, 0), got = t->v.rates[(long)s*t->v.nodes + node];
                if (!same(rate, got))
                    return !wrong(t, "slope", s, node, -1, got, rate);
                for (int lane = 0; lane < t->lanes && first + lane < t->v.columns; lane++) {
                    double change = *at(t, p->d_rates, s, node, lane);
                    got = t->v.changes[((long)s*t->v.columns + first + lane)*t->v.nodes + node];
                    if (!same(change, got))
                        return !wrong(t, "change", s, node, first + lane, got, change);
                }
            }
    }
    return 1;
}

static double slope(struct trial *t, int column, int state, int node, double h)
{
    call(t, 0, column, h);
    double up = *at(t, t->v.program->eval->rates, state, node, 0);
    call(t, 0, column, -h);
    return (up - *at(t, t->v.program->eval->rates, state, node, 0))/(2*h);
}

static int agrees_with_differences(struct trial *t)
{
    for (int column = 0; column < t->v.columns; column++)
        for (int s = 0; s < t->v.model->state_count; s++) {
            int node = (column + s) % t->v.nodes;
            double far = slope(t, column, s, node, 2e-4), near = slope(t, column, s, node, 1e-4), want = (4*near - far)/3;
            double got = t->v.changes[((long)s*t->v.columns + column)*t->v.nodes + node];
            t->differences++;
            t->branches += fabs(far - near) > 1e-5;
            if (fabs(far - near) <= 1e-5 && !(fabs(got - want) <= 1e-6))
                return !wrong(t, "difference", s, node, column, got, want);
        }
    return 1;
}

static void give(struct trial *t, struct dice *d)
{
    for (int part = 0; part < GIVEN_PARTS; part++)
        for (int i = 0; i < t->v.counts[part]; i++) {
            double *to = evaluation_give(&t->v, (enum given)part, i);
            for (int node = 0; node < t->v.nodes; node++)
                to[node] = (float)dice_real(d, -1.5, 1.5);
        }
}

static int run(struct trial *t, int number)
{
    struct dice d = { 0x9e3779b97f4a7c15u*(uint64_t)(number + 11) };
    struct random_model choices;
    struct fail f = { 0 };
    const struct overrides over = { .real = number % 2 ? 4 : 8 };
    int code;
    random_model(&d, &choices, &t->source);
    pipeline_open(&t->pipe, &nothing);
    struct experiment *e = pipeline_check(&t->pipe, source_text("random", t->source.bytes, t->source.len, &t->pipe.arena), &over, &code);
    if (!e)
        return !wrong(t, "not checked", 0, 0, 0, 0, 0);
    evaluation_open(&t->v, &t->pipe, e, 0);
    give(t, &d);
    if (evaluation_run(&t->v, 1, number % COMPILED ? ENGINE_TCC : ENGINE_GCC, &f))
        return printf("%s\n", f.text) < 0;
    t->lanes = t->v.program->lanes;
    t->m = machine_open(&t->v.program->net, &(struct machine_options){ .dt = 1, .call = caller });
    return holds_to_the_bit(t) && (t->v.program->bytes == 4 || agrees_with_differences(t));
}

int main(void)
{
    int failed = 0;
    long differences = 0, branches = 0;
    for (int i = 0; i < MODELS; i++) {
        struct trial t = { .differences = 0 };
        failed += !run(&t, i);
        differences += t.differences;
        branches += t.branches;
        machine_close(t.m);
        text_free(&t.source);
        pipeline_close(&t.pipe);
    }
    if (differences < 1000 || branches*SHARE > differences) {
        printf("%ld of %ld differences meet a branch\n", branches, differences);
        failed++;
    }
    printf("%d passed, %d failed\n", MODELS - failed, failed);
    return failed > 0;
}
