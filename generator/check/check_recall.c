/* check_recall.c -- a network that starts from a result has the past that was recorded there, where something reads it.
 *
 * It becomes the history of a state: lines between its samples, and before them the first. A recording that is shorter
 * than a delay that is known here says so; where an axis moves a delay the first sample stands for what is missing.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "delays.h"

enum { MOST_SAMPLES = 1 << 12 };        /* that are looked at */

static int has_history(const struct check *c, int state)
{
    int i = 0;
    while (i < c->e->history_count && c->e->histories[i].state != state)
        i++;
    return i < c->e->history_count;
}

/* ms, of the delays that are known. */
static double longest_of(const struct check *c, int state)
{
    double most = past_longest(c, state);
    for (int i = 0; i < c->e->coupling_count; i++) {
        const struct coupling *k = &c->e->couplings[i];
        for (int n = 0; k->delayed && k->graph >= 0 && k->source_states && n < k->source_count; n++)
            if (k->source_states[n] == state || k->source_lets[n] >= 0)
                most = fmax(most, graph_longest(c, &c->e->graphs[k->graph]));
    }
    return most;
}

static void way_out(struct check *c, const char *what, const char *name)
{
    diag_error(c->diags, c->e->start.at, "%s; record more of it there, record %s every 0.1 ms, or say what it was: history %s = ...", what, name, name);
}

/* In the kernel's unit; NULL: they do not convert, which is said of the last of them. */
static double *inside(struct check *c, const struct ending_state *y, const char *unit)
{
    long count = y->samples*y->nodes;
    double *out = ARENA_ARRAY(c->arena, double, count);
    int same = !y->unit == !unit && (!unit || !strcmp(unit, y->unit));
    for (long i = 0; i < count; i++) {
        double x = y->values[i];
        if ((!same && !unit_convert(y->values[i], y->unit, unit, &x)) || !isfinite(x))
            return NULL;
        out[i] = scale_take(unit_inside(unit), x, 0);
    }
    return out;
}

/* A difference of two times is the decimal that it is near. */
static double as_written(double x)
{
    char text[32];
    snprintf(text, sizeof text, "%.9g", x);
    return strtod(text, NULL);
}

static void recall(struct check *c, int state, const struct ending_state *y)
{
    const struct state *of = &c->e->model->states[state];
    const char *name = of->name, *file = c->e->start.file;
    double every = y->every, longest = longest_of(c, state);
    if (y->time_unit && !unit_convert(y->every, y->time_unit, "ms", &every))
        every = NAN;
    if (y->samples < 2 || !(every > 0) || y->modes > 1) {
        way_out(c, arena_print(c->arena, "the past of '%s' is read, and '%s' has its end alone", name, file), name);
        return;
    }
    every = as_written(every);
    double reach = (double)(y->samples - 1)*every, *values = inside(c, y, of->unit);
    if (longest > reach*(1 + 1e-9)) {
        way_out(c, arena_print(c->arena, "'%s' has %s ms of the past of '%s', and delays are up to %s ms", file, number_text(c, reach), name,
                               number_text(c, longest)), name);
        return;
    }
    if (!values)
        return;
    double *times = ARENA_ARRAY(c->arena, double, y->samples);
    for (long i = 0; i < y->samples; i++)
        times[i] = (double)(i - (y->samples - 1))*every;
    const struct term **args = ARENA_NEW(c->arena, const struct term *);
    *args = term_make(c->arena, (struct term){ .kind = TERM_REF, .ref = REF_TIME, .type = { .over = OVER_TIME }, .name = "t", .at = c->e->start.at });
    const struct term *t = term_make(c->arena, (struct term){
        .kind = TERM_TABLE, .lookup = samples_lines(c, times, values, y->samples, y->nodes), .index = c->table_count++, .name = "linear",
        .at = c->e->start.at, .args = args, .count = 1, .type.over = y->nodes > 1 ? OVER_NODE : 0 });
    *ARENA_PUSH(c->arena, c->e->histories, c->e->history_count) = (struct history){ state, t, c->e->start.at };
}

void check_recall(struct check *c, int sure)
{
    const struct model *m = c->e->model;
    struct ending t;
    const char *why = NULL;
    if (!c->e->start.present || !sure || c->diags->errors || !c->library || !c->library->read_ending)
        return;
    const char **names = ARENA_ARRAY(c->arena, const char *, m->state_count);
    int *states = ARENA_ARRAY(c->arena, int, m->state_count), count = 0;
    for (int i = 0; i < m->state_count; i++)
        if (history_is_read(c, i) && !has_history(c, i)) {
            names[count] = m->states[i].name;
            states[count++] = i;
        }
    if (!count || c->library->read_ending(c->e->start.path, names, count, c->e->start.point, MOST_SAMPLES, c->arena, &t, &why))
        return;
    for (int i = 0; i < count; i++)
        recall(c, states[i], &t.states[i]);
}
