/* check_start.c -- `start from "result.nc"`: states begin where a run that was recorded ended.
 *
 * What the result holds becomes the values of the quantities initial.NAME, so that all that may be done with
 * those may be done with these; a value that stands elsewhere has the last word.
 */
#include <math.h>
#include <string.h>
#include "starts.h"

/* Whether all states are there; the line that would record them. */
static int has_all(struct check *c, const struct ast_stmt *s, const struct ending *t)
{
    const char *missing = "", *line = "";
    int count = 0;
    for (int i = 0; i < t->count; i++) {
        line = arena_print(c->arena, "%s%s%s", line, i ? ", " : "", t->states[i].name);
        if (!t->states[i].found && ++count <= MOST_LISTED)
            missing = arena_print(c->arena, "%s%s'%s'", missing, count > 1 ? ", " : "", t->states[i].name);
    }
    if (count > MOST_LISTED)
        missing = arena_print(c->arena, "%s and %d more", missing, count - MOST_LISTED);
    if (count)
        diag_error(c->diags, s->value->at, "'%s' has no recording of %s of %s; have it recorded there: record %s", s->value->name, missing,
                   c->e->model->name, line);
    return !count;
}

/* Whether the point is one that the result has. */
static int has_point(struct check *c, const struct ast_stmt *s, const struct ending *t, long point)
{
    const struct ast_clause *which = ast_find_clause(s, CLAUSE_POINT);
    if (point >= t->points)
        diag_error(c->diags, which->args->at, "'%s' has %ld point%s, numbered from 0; there is no point %ld", s->value->name, t->points,
                   t->points == 1 ? "" : "s", point);
    else if (point < 0 && t->points != 1)
        diag_error(c->diags, s->value->at, "'%s' has %ld points; say which: start from \"%s\" point 0", s->value->name, t->points, s->value->name);
    else
        return 1;
    return 0;
}

static const char *places_text(struct check *c, long n, const char *what)
{
    return arena_print(c->arena, "%ld %s%s", n, what, n == 1 ? "" : "s");
}

/* Whether it has the places of the network. */
static int fits(struct check *c, const struct ast_stmt *s, const struct ending_state *y)
{
    long nodes = c->e->nodes, modes = c->e->model->modes ? c->e->model->modes : 1;
    if (y->samples < 1)
        diag_error(c->diags, s->value->at, "the recording of '%s' in '%s' has no samples", y->name, s->value->name);
    else if (y->nodes != nodes)
        diag_error(c->diags, s->value->at, "'%s' has '%s' at %s, the network has %s", s->value->name, y->name,
                   places_text(c, y->nodes, "node"), places_text(c, nodes, "node"));
    else if (y->modes != modes)
        diag_error(c->diags, s->value->at, "'%s' has '%s' of %s, the model has %s", s->value->name, y->name,
                   places_text(c, y->modes, "mode"), places_text(c, modes, "mode"));
    else
        return 1;
    return 0;
}

/* The numbers in the unit of the state; NULL: they do not convert. Equal units leave them as they are. */
static double *converted(struct check *c, const struct ast_stmt *s, const struct ending_state *y, const char *unit)
{
    long count = y->nodes*y->modes;
    double *out = ARENA_ARRAY(c->arena, double, count);
    int same = !y->unit == !unit && (!unit || !strcmp(unit, y->unit));
    for (long i = 0; i < count; i++) {
        double x = y->values[(y->samples - 1)*count + i];
        if (same)
            out[i] = x;
        else if (!y->unit || !unit || !unit_convert(x, y->unit, unit, &out[i])) {
            diag_error(c->diags, s->value->at, "'%s' has '%s' in %s, the model in %s", s->value->name, y->name,
                       y->unit ? arena_print(c->arena, "[%s]", y->unit) : "no unit", unit ? arena_print(c->arena, "[%s]", unit) : "no unit");
            return NULL;
        }
    }
    return out;
}

static int is_finite(struct check *c, const struct ast_stmt *s, const struct ending_state *y)
{
    long count = y->nodes*y->modes;
    for (long i = 0; i < count; i++) {
        double x = y->values[(y->samples - 1)*count + i];
        if (isfinite(x))
            continue;
        diag_error(c->diags, s->value->at, "'%s' ends with '%s' %s%s: that point left the finite numbers; start from another", s->value->name,
                   y->name, number_text(c, x), y->nodes > 1 ? arena_print(c->arena, " at node %ld", i/y->modes) : "");
        return 0;
    }
    return 1;
}

/* As if the values had been written where the state is declared. */
static void begin_at(struct check *c, const struct ast_stmt *s, int state, const struct ending_state *y)
{
    struct state *of = &c->e->model->states[state];
    struct quantity *q = &c->e->quantities[quantity_at(c->e, NULL, arena_print(c->arena, "initial.%s", of->name))];
    if (!fits(c, s, y) || !is_finite(c, s, y))
        return;
    double *values = converted(c, s, y, q->unit);
    if (!values || q->given)
        return;
    int count = (int)(y->nodes*y->modes);
    *q = (struct quantity){ .kind = q->kind, .path = q->path, .name = q->name, .at = q->at, .value_at = s->value->at, .unit = q->unit,
                            .doc = q->doc, .value = values[0], .lo = q->lo, .hi = q->hi, .index = q->index, .per_node = q->per_node,
                            .modes = q->modes, .formula = q->formula, .given = 1 };
    if (count > 1) {
        q->values = values;
        q->value_count = count;
        q->each_node = q->modes > 0 && y->nodes > 1;
    }
    of->draw = NULL;
}

void check_start(struct check *c, int sure)
{
    const struct ast_stmt *s = network_only(c, AST_START);
    const struct ast_clause *which = s ? ast_find_clause(s, CLAUSE_POINT) : NULL;
    const struct model *m = c->e->model;
    struct ending t;
    long point = -1;
    if (!s || (which && !const_whole(c, which->args, "a point", 0, &point)) || !m || !sure || !m->state_count)
        return;
    const char **names = ARENA_ARRAY(c->arena, const char *, m->state_count);
    for (int i = 0; i < m->state_count; i++)
        names[i] = m->states[i].name;
    const char *path = check_result(c, s->value, names, m->state_count, point, &t);
    if (!path || !has_all(c, s, &t) || !has_point(c, s, &t, point))
        return;
    c->e->start = (struct start){ .present = 1, .file = s->value->name, .path = path, .point = point, .dt = t.dt, .at = s->value->at };
    for (int i = 0; i < m->state_count; i++)
        begin_at(c, s, i, &t.states[i]);
}
