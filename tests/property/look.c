/* look.c -- see look.h. All but means over trials is held to the bit. */
#include "look.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = { "min", "max", "first", "last", "mean", "sum", "median" };

static int choose(struct dice *d, int count)
{
    return (int)dice_roll(d, (unsigned)count);
}

/* Numbers of steps differ from point to point: then there are no windows, times and recordings. */
static int sweeps_step(const struct specimen *s)
{
    int sweeps = 0;
    for (int a = 0; a < s->axis_count; a++)
        sweeps |= s->axes[a].what == MOVES_DT;
    return sweeps;
}

static int keeps_nodes(const struct look *l)
{
    return l->node < 0 && l->curve < 0 && (l->form != LOOK_WHOLE || l->kind >= LOOK_FIRST);
}

/* ---- choices ------------------------------------------------------------------------------- */

/* At least the last sample of all lies in it. */
static void draw_window(struct dice *d, const struct specimen *s, long steps, struct look *l)
{
    l->every = choose(d, 2) ? 1 + choose(d, 4) : 0;
    long every = l->every ? l->every : 1, samples = steps/every;
    long first = choose(d, (int)samples), last = first + 1 + choose(d, (int)(samples - first));
    if (choose(d, 2))
        l->from = first*every;
    if (choose(d, 2))
        l->to = last*every;
    l->half = every == 1 || s->scheme == MAP ? 0 : choose(d, 2);       /* maps have whole steps */
    if (l->every)
        formula_count("look: every");
    if (l->from || l->to)
        formula_count("look: from and to");
}

static struct look draw(struct dice *d, const struct specimen *s)
{
    static const char *const forms[] = { "look: over all", "look: over time", "look: at a time", "look: a series" };
    static const enum look_kind curves[] = { LOOK_MIN, LOOK_MAX, LOOK_MEAN, LOOK_SUM };
    static const enum look_kind trials[] = { LOOK_MIN, LOOK_MAX, LOOK_FIRST, LOOK_LAST, LOOK_MEAN, LOOK_MEDIAN };
    long steps = lround(s->duration/s->dt);
    int timed = !sweeps_step(s);
    struct look l = { .form = (enum look_form)choose(d, timed ? 4 : 2), .kind = (enum look_kind)choose(d, 4),
                      .quantity = choose(d, s->states + (s->watched >= 0)), .node = -1, .curve = -1, .over_trials = -1 };
    int place = choose(d, 3);
    if (place == 1)
        l.node = choose(d, s->nodes);
    if (place == 2 && (l.form != LOOK_WHOLE || l.kind < LOOK_FIRST))
        l.curve = curves[choose(d, 4)];
    if (timed && l.form != LOOK_MOMENT)
        draw_window(d, s, steps, &l);
    if (l.form == LOOK_MOMENT)
        l.moment = 1 + choose(d, (int)steps);
    if (choose(d, 3) == 0)
        l.over_trials = trials[choose(d, 6)];
    formula_count(l.over_trials >= 0 ? "look: over trial" : forms[l.form]);
    if (l.node >= 0 || l.curve >= 0)
        formula_count(l.node >= 0 ? "look: at a node" : "look: over node");
    return l;
}

int look_random(struct dice *d, const struct specimen *s, struct look *out)
{
    int count = 3 + choose(d, MOST_LOOKS - 3), taken = 0;
    for (int i = 0; i < count; i++) {
        out[i] = draw(d, s);
        /* A name is recorded once. */
        if (out[i].form == LOOK_SERIES && out[i].curve < 0 && out[i].over_trials < 0 && !(taken >> out[i].quantity & 1)) {
            out[i].recorded = 1;
            taken |= 1 << out[i].quantity;
            formula_count("look: a recording");
        }
    }
    return count;
}

/* ---- as text --------------------------------------------------------------------------------- */

static void quantity(const struct specimen *s, int i, struct text *out)
{
    text_print(out, i < s->states ? "x%d" : "l%d", i < s->states ? i : s->watched);
}

/* What is there in each step. */
static void inside(const struct specimen *s, const struct look *l, struct text *out)
{
    text_add(out, l->curve >= 0 ? kinds[l->curve] : "");
    text_add(out, l->curve >= 0 ? "(" : "");
    quantity(s, l->quantity, out);
    text_add(out, l->curve >= 0 ? " over node)" : "");
    if (l->node >= 0)
        text_print(out, " at node %d", l->node);
}

static void clauses(const struct specimen *s, const struct look *l, struct text *out)
{
    double shift = l->half ? 0.5 : 0;
    if (l->every)
        text_print(out, " every %.10g", (double)l->every*s->dt);
    if (l->from)
        text_print(out, " from %.10g", ((double)l->from + shift)*s->dt);
    if (l->to)
        text_print(out, " to %.10g", ((double)l->to + shift)*s->dt);
}

static void print_one(const struct specimen *s, const struct look *l, int number, struct text *out)
{
    if (l->recorded)
        text_add(out, "record ");
    else
        text_print(out, "observe seen%d = ", number);
    if (l->over_trials >= 0)
        text_print(out, "%s(", kinds[l->over_trials]);
    if (l->form <= LOOK_TIME)
        text_print(out, "%s(", kinds[l->kind]);
    inside(s, l, out);
    if (l->form <= LOOK_TIME)
        text_add(out, l->form == LOOK_TIME ? " over time)" : ")");
    if (l->form == LOOK_MOMENT)
        text_print(out, " at %.10g", (double)l->moment*s->dt);
    text_add(out, l->over_trials >= 0 ? " over trial)" : "");
    clauses(s, l, out);
    text_add(out, "\n");
}

void look_print(const struct specimen *s, const struct look *looks, int count, struct text *out)
{
    for (int i = 0; i < count; i++)
        if (looks[i].over_trials < 0)
            print_one(s, &looks[i], i, out);
    text_print(out, "explore tried\n  trials %d\n", LOOK_TRIALS);
    for (int i = 0; i < count; i++)
        if (looks[i].over_trials >= 0)
            print_one(s, &looks[i], i, out);
    specimen_print_axes(s, out);
    text_add(out, "end\n");
}

/* ---- what it is ---------------------------------------------------------------------------------- */

/* Of what is reduced the next. */
static double folded(enum look_kind kind, int single, double so_far, double x)
{
    switch (kind) {
    case LOOK_MIN:   return x < so_far ? x : so_far;
    case LOOK_MAX:   return x > so_far ? x : so_far;
    case LOOK_FIRST: return so_far;
    case LOOK_MEAN: case LOOK_SUM: return number_add(single, so_far, x);
    default:         return x;
    }
}

/* In a step, from 1; [node] where nodes are kept. */
static double value(const struct specimen *s, const struct look *l, const struct trace *t, long step, int node)
{
    const double *x = t->at[step - 1][l->quantity];
    double all = x[0];
    if (l->node >= 0 || l->curve < 0)
        return x[l->node >= 0 ? l->node : node];
    for (int n = 1; n < s->nodes; n++)
        all = folded((enum look_kind)l->curve, s->single, all, x[n]);
    return l->curve == LOOK_MEAN ? number_round(s->single, all/s->nodes) : all;
}

/* Sample [k], from 0, of those that are looked at: its step, 0 behind the last. */
static long step_of(const struct look *l, const struct trace *t, long k)
{
    long every = l->every ? l->every : 1, step = (l->from/every + 1 + k)*every, end = l->to && l->to < t->steps ? l->to : t->steps;
    return l->form == LOOK_MOMENT ? (k ? 0 : l->moment) : step <= end ? step : 0;
}

static long samples_of(const struct look *l, const struct trace *t)
{
    long k = 0;
    while (step_of(l, t, k))
        k++;
    return k;
}

/* Of one run: sample [k] of a series, else the number. */
static double of_run(const struct specimen *s, const struct look *l, const struct trace *t, long k, int node)
{
    if (l->form >= LOOK_MOMENT)
        return value(s, l, t, step_of(l, t, k), node);
    int all = l->node < 0 && l->curve < 0 && !keeps_nodes(l);
    double x = value(s, l, t, step_of(l, t, 0), all ? 0 : node);
    for (long i = 0; step_of(l, t, i); i++)
        for (int n = 0; n < (all ? s->nodes : 1); n++)
            x = folded(l->kind, s->single, x, value(s, l, t, step_of(l, t, i), all ? n : node));
    return x;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double of_trials(enum look_kind kind, double *x)
{
    double all = x[0];
    if (kind == LOOK_MEDIAN) {
        qsort(x, LOOK_TRIALS, sizeof *x, ascending);
        return x[LOOK_TRIALS/2];
    }
    for (int i = 1; i < LOOK_TRIALS; i++)
        all = folded(kind, 0, all, x[i]);
    return kind == LOOK_MEAN ? all/LOOK_TRIALS : all;
}

/* A mean of trials is rounded in another order than here. */
static int is_right(const struct specimen *s, const struct look *l, double got, double want, double size)
{
    return got == want || (l->over_trials == LOOK_MEAN && fabs(got - want) <= (s->single ? 0x1p-23 : 0x1p-51)*size);
}

static void compare(const struct specimen *s, const struct look *l, int number, const struct trace *t, int trials, const double *got,
                    long row, char *wrong)
{
    int nodes = keeps_nodes(l) ? s->nodes : 1, trial = trials ? (int)(row % LOOK_TRIALS) : 0;
    long samples = l->form == LOOK_SERIES ? samples_of(l, t) : 1;
    for (long k = 0; k < samples; k++)
        for (int n = 0; n < nodes && !*wrong; n++) {
            double each[LOOK_TRIALS], size = 0;
            for (int i = 0; i < (trials ? LOOK_TRIALS : 1); i++) {
                each[i] = of_run(s, l, &t[i], k, n);
                size = fmax(size, fabs(each[i]));
            }
            double want = l->over_trials >= 0 ? of_trials((enum look_kind)l->over_trials, each) : each[trial];
            if (!is_right(s, l, got[k*nodes + n], want, size))
                snprintf(wrong, 400, "row %ld%s, seen%d, sample %ld, node %d is %a, evaluated %a", row, trials ? " of trials" : "", number, k, n,
                         got[k*nodes + n], want);
        }
}

/* The numbers of a row; NULL and [wrong]: there are others than there should be. */
static const double *row_of(const struct specimen *s, const struct look *l, int number, const struct trace *t,
                            const struct massc_result *r, long row, char *wrong)
{
    struct text name = { 0 };
    long nodes = keeps_nodes(l) ? s->nodes : 1, size = nodes*(l->form == LOOK_SERIES ? samples_of(l, t) : 1), had = 0;
    if (l->recorded)
        quantity(s, l->quantity, &name);
    else
        text_print(&name, "seen%d", number);
    int i = (l->form == LOOK_SERIES ? massc_find_series : massc_find)(r, text_string(&name));
    const double *values = NULL;
    if (l->form == LOOK_SERIES && i >= 0) {
        had = 1;
        for (int dim = 0; dim < massc_series_dims(r, i); dim++)
            had *= massc_series_size(r, i, dim);
        values = massc_series_values(r, i);
    } else if (i >= 0) {
        had = massc_elements(r, i);
        values = massc_values(r, i);
    }
    if (had != size)
        snprintf(wrong, 400, "%s has %ld numbers a row, evaluated %ld", text_string(&name), had, size);
    text_free(&name);
    return *wrong ? NULL : values + row*size;
}

void look_compare(const struct specimen *s, const struct look *looks, int count, const struct massc_result *r, int trials, long row,
                  char *wrong)
{
    static struct trace traces[LOOK_TRIALS];
    struct specimen here = *s;
    for (int i = 0; i < (trials ? LOOK_TRIALS : 1); i++) {
        here.trial = trials ? i + 1 : 0;
        specimen_trace(&here, &traces[i]);
    }
    for (int i = 0; i < count && !*wrong; i++) {
        if (looks[i].over_trials >= 0 && !trials)
            continue;
        const double *got = row_of(s, &looks[i], i, traces, r, row, wrong);
        if (got)
            compare(s, &looks[i], i, traces, trials, got, row, wrong);
    }
}
