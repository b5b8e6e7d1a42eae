/* evaluate.c -- a specimen computed step by step, without the compiler: the
 * equations by formula.c, the schemes, couplings, bounds and noise as
 * docs/language.md and docs/numbers.md say, all sums of products by exact fma
 * where a rule fuses and by two roundings elsewhere.
 */
#include "apart.h"
#include "noises.h"
#include <math.h>
#include <string.h>
#include "space/random.h"

struct run {
    const struct specimen *s;
    double y[MOST_NODES][MOST_STATES];
    double inputs[MOST_NODES][MOST_INPUTS];
    double params[MOST_NODES][MOST_PARAMS];     /* rounded */
    double h, half, sixth;                      /* rounded */
    long step, origin;                          /* steps taken; steps of the transient */
    struct noisy others;                        /* further terms of noise */
};

static double fused(const struct run *r, double a, double b, double c) { return number_fma(r->s->single, a, b, c); }
static double rounded(const struct run *r, double a) { return number_round(r->s->single, a); }
static double added(const struct run *r, double a, double b) { return number_add(r->s->single, a, b); }

/* The time [part] of a step behind the steps taken: the double nearest to so many times
 * the step as its decimal is written (at most eight digits here). */
static double time_at(const struct run *r, double part)
{
    long double decimal = (long double)llround(r->s->dt*1e8)/1e8L;
    return rounded(r, (double)(((long double)(r->step - r->origin) + (long double)part)*decimal));
}

/* What arrives at node [i] of a coupling: of its first output, or of its second. */
static double arrives(const struct run *r, const struct specimen_coupling *q, double (*y)[MOST_STATES], int i, int second, struct spot *at)
{
    const struct specimen *s = r->s;
    const struct formula *pre = second ? q->more_pre : q->pre;
    const double *sources[MOST_NODES];
    double sum = 0, weights[MOST_NODES];
    int is_apart = apart_separates(pre, s->nodes) && !(q->of_edges && !second), edges = 0;
    at->targets = &y[i][q->source];
    for (int k = 0; k < s->nodes; k++) {
        int j = s->ring ? (i + k) % s->nodes : k;
        at->sources = &y[j][q->source];
        if (s->weights[i][j] == 0)
            continue;
        weights[edges] = s->weights[i][j];
        sources[edges++] = at->sources;
        double x = formula_value(pre, at);
        if (q->of_edges && !second)
            x = number_mul(s->single, rounded(r, s->edges[i][j]), x);
        sum = fused(r, rounded(r, s->weights[i][j]), x, sum);
    }
    at->sum = is_apart ? apart_sum(pre, at, edges, weights, sources, &y[0][q->source]) : sum;
    return formula_value(second ? q->more_post : q->post, at);
}

/* Inputs of all nodes from states [y]: sums over the sources in order, of a ring by their offset. */
static void couple(struct run *r, double (*y)[MOST_STATES], double time)
{
    const struct specimen *s = r->s;
    memset(r->inputs, 0, sizeof r->inputs);
    for (int c = 0; c < s->coupling_count; c++) {
        const struct specimen_coupling *q = &s->couplings[c];
        struct spot at = { .single = s->single, .all = &s->all, .time = time, .gain = rounded(r, q->gain) };
        for (int i = 0; i < s->nodes; i++) {
            r->inputs[i][c] = arrives(r, q, y, i, 0, &at);
            if (q->more_pre)
                r->inputs[i][2] = arrives(r, q, y, i, 1, &at);
        }
    }
}

static double stimulus(const struct run *r, const struct specimen_stimulus *x, int node, double time)
{
    double amplitude = rounded(r, x->amplitude);
    struct spot at = { .single = r->s->single, .all = &r->s->all, .params = &amplitude, .time = time };
    return x->nodes && node >= x->nodes ? 0 : formula_value(x->value, &at);
}

/* What comes from couplings, and what acts on inputs from outside at this time. */
static void fed(const struct run *r, int node, double time, double *inputs)
{
    memcpy(inputs, r->inputs[node], sizeof r->inputs[node]);
    for (int i = 0; i < r->s->stimulus_count; i++)
        for (int c = 0; r->s->stimuli[i].inputs >> c; c++)
            if (r->s->stimuli[i].inputs >> c & 1)
                inputs[c] = added(r, inputs[c], stimulus(r, &r->s->stimuli[i], node, time));
}

/* Into [lets], and [at] where equations are evaluated; [inputs] lasts as long as that. */
static void derived(const struct run *r, int node, const double *y, double time, double *lets, double *inputs, struct spot *at)
{
    fed(r, node, time, inputs);
    *at = (struct spot){ .single = r->s->single, .all = &r->s->all, .states = y, .lets = lets,
                          .params = r->params[node], .inputs = inputs, .time = time };
    for (int i = 0; i < r->s->all.let_count; i++)
        lets[i] = formula_value(r->s->all.lets[i], at);
}

static void rates(const struct run *r, int node, const double *y, double time, double *out)
{
    double lets[MOST_LETS], inputs[MOST_INPUTS];
    struct spot at;
    derived(r, node, y, time, lets, inputs, &at);
    for (int i = 0; i < r->s->states; i++) {
        out[i] = formula_value(r->s->rates[i], &at);
        for (int k = 0; k < r->s->stimulus_count; k++)
            if (r->s->stimuli[k].states >> i & 1)
                out[i] = added(r, out[i], stimulus(r, &r->s->stimuli[k], node, time));
    }
}

/* The first term of noise: [share] of it of this step on state [i], added to [x]. */
static double first_term(const struct run *r, int node, int i, double share, double x)
{
    const struct specimen *s = r->s;
    if (!(s->noisy >> i & 1))
        return x;
    int row = 0, rows = 0, bytes = s->single ? 4 : 8;
    for (int k = 0; k < s->states; k++) {
        row += k < i && (s->noisy >> k & 1);
        rows += s->noisy >> k & 1;
    }
    double root = s->single ? (double)sqrtf((float)r->h) : sqrt(r->h);
    double gain = number_mul(s->single, number_mul(s->single, rounded(r, s->sigma), root), share);
    uint64_t n = ((uint64_t)r->step*(uint64_t)rows + (uint64_t)row)*(uint64_t)s->nodes + (uint64_t)node;
    struct random_key key = random_key(s->key, bytes);
    return fused(r, gain, random_normal(s->trial ? random_fold_in(key, (uint32_t)s->trial - 1) : key, n, bytes), x);
}

/* All terms; [ahead]: the predicted state of this node, or NULL. */
static double noisy(const struct run *r, int node, int i, double share, const struct spot *ahead, double x)
{
    return noises_add(&r->others, node, i, share, ahead, first_term(r, node, i, share, x));
}

static double bounded(const struct run *r, int i, double x)
{
    double low = rounded(r, specimen_bounds[LOW_BOUND]), high = rounded(r, specimen_bounds[HIGH_BOUND]);
    double span = rounded(r, specimen_bounds[HIGH_BOUND] - specimen_bounds[LOW_BOUND]);
    if (r->s->single)
        span = (double)((float)high - (float)low);
    else
        span = high - low;
    if (r->s->bound[i] == CLAMPED || r->s->bound[i] == CLAMPED_PER_STAGE)
        return x < low ? low : x > high ? high : x;
    if (r->s->bound[i] == WRAPPED)
        return added(r, number_call(r->s->single, "mod", added(r, x, -low), span), low);
    return x;
}

/* What holds wherever the equations are evaluated. */
static double staged(const struct run *r, int i, double x)
{
    return r->s->bound[i] == CLAMPED_PER_STAGE ? bounded(r, i, x) : x;
}

enum { MOST_STAGES = 4 };

/* States at which stage [k] is evaluated, from the slopes before it. */
static void stage_states(const struct run *r, int k, double (*slope)[MOST_NODES][MOST_STATES],
                         double (*out)[MOST_STATES])
{
    for (int n = 0; n < r->s->nodes; n++)
        for (int i = 0; i < r->s->states; i++) {
            double h = r->s->scheme == HEUN || k == 3 ? r->h : r->half, share = r->s->scheme == HEUN || k == 3 ? 1 : 0.5;
            out[n][i] = k == 0 ? r->y[n][i] : fused(r, h, slope[k - 1][n][i], r->y[n][i]);
            if (k && (r->s->scheme == HEUN || r->s->scheme == MIDPOINT || r->s->scheme == SRK4))
                out[n][i] = noisy(r, n, i, share, NULL, out[n][i]);
            out[n][i] = staged(r, i, out[n][i]);
        }
}

static double next_state(const struct run *r, int n, int i, double (*slope)[MOST_NODES][MOST_STATES], const struct spot *ahead)
{
    double y = r->y[n][i], sum;
    switch (r->s->scheme) {
    case EULER: return noisy(r, n, i, 1, NULL, fused(r, r->h, slope[0][n][i], y));
    case HEUN:  return noisy(r, n, i, 1, ahead, fused(r, r->half, added(r, slope[0][n][i], slope[1][n][i]), y));
    case MAP:   return noisy(r, n, i, 1, NULL, slope[0][n][i]);
    case MIDPOINT: return noisy(r, n, i, 1, NULL, fused(r, r->h, slope[1][n][i], y));
    default:
        sum = fused(r, 2, slope[1][n][i], slope[0][n][i]);
        sum = added(r, fused(r, 2, slope[2][n][i], sum), slope[3][n][i]);
        return noisy(r, n, i, 1, NULL, fused(r, r->sixth, sum, y));
    }
}

/* What noise does in this step, from the states at its start. */
static void excite(struct run *r, double (*y)[MOST_STATES], double time)
{
    r->others.step = r->step;
    for (int n = 0; n < r->s->nodes; n++) {
        double lets[MOST_LETS], inputs[MOST_INPUTS];
        struct spot at;
        derived(r, n, y[n], time, lets, inputs, &at);
        noises_step(&r->others, n, &at);
    }
}

static void step(struct run *r)
{
    static const int stages[] = { 1, 2, 4, 1, 2, 4 };
    static const double parts[] = { 0, 0.5, 0.5, 1 };
    double slope[MOST_STAGES][MOST_NODES][MOST_STATES], at[MOST_NODES][MOST_STATES];
    for (int k = 0; k < stages[r->s->scheme]; k++) {
        double part = r->s->scheme == HEUN ? k : parts[k], time = time_at(r, part);
        stage_states(r, k, slope, at);
        if (k == 0 || r->s->per_stage)
            couple(r, at, time);
        for (int n = 0; n < r->s->nodes; n++)
            rates(r, n, at[n], time, slope[k][n]);
        if (k == 0)
            excite(r, at, time);
    }
    for (int n = 0; n < r->s->nodes; n++) {
        double next[MOST_STATES], lets[MOST_LETS], inputs[MOST_INPUTS];
        struct spot ahead;
        if (r->s->scheme == HEUN)
            derived(r, n, at[n], time_at(r, 1), lets, inputs, &ahead);
        for (int i = 0; i < r->s->states; i++)
            next[i] = bounded(r, i, next_state(r, n, i, slope, &ahead));
        memcpy(r->y[n], next, sizeof next);
    }
    r->step++;
}

/* The states at each node and behind them what is watched, after this step. */
static void look(struct run *r, double (*seen)[MOST_NODES])
{
    double time = time_at(r, 0);
    couple(r, r->y, time);
    for (int n = 0; n < r->s->nodes; n++) {
        double lets[MOST_LETS], inputs[MOST_INPUTS];
        struct spot at;
        derived(r, n, r->y[n], time, lets, inputs, &at);
        for (int i = 0; i < r->s->states; i++)
            seen[i][n] = r->y[n][i];
        seen[r->s->states][n] = r->s->watched >= 0 ? lets[r->s->watched] : 0;
    }
}

void specimen_trace(const struct specimen *s, struct trace *out)
{
    static struct run r;        /* large, and one at a time */
    memset(&r, 0, sizeof r);
    r.s = r.others.s = s;
    r.h = r.others.h = rounded(&r, s->dt);
    r.half = rounded(&r, 0.5*s->dt);
    r.sixth = rounded(&r, s->dt/6);
    for (int n = 0; n < s->nodes; n++) {
        for (int i = 0; i < s->params; i++)
            r.params[n][i] = rounded(&r, s->param[i][n]);
        for (int i = 0; i < s->states; i++)
            r.y[n][i] = staged(&r, i, rounded(&r, s->initial[i]));
    }
    r.origin = lround(s->transient/s->dt);
    long total = r.origin + lround(s->duration/s->dt);
    out->steps = 0;
    while (r.step < total) {
        step(&r);
        if (r.step > r.origin && out->steps < MOST_STEPS)
            look(&r, out->at[out->steps++]);
    }
}

void specimen_evaluate(const struct specimen *s, struct evaluated *out)
{
    static struct trace t;
    specimen_trace(s, &t);
    for (int i = 0; i <= s->states; i++) {
        out->least[i] = INFINITY;
        out->most[i] = -INFINITY;
        for (long k = 0; k < t.steps; k++)
            for (int n = 0; n < s->nodes; n++) {
                double x = t.at[k][i][n];
                out->least[i] = x < out->least[i] ? x : out->least[i];
                out->most[i] = x > out->most[i] ? x : out->most[i];
                out->last[i][n] = x;
            }
    }
}
