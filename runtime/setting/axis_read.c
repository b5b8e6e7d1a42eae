/* axis_read.c -- one axis: what it samples, how often, in which shape.
 *
 * The ways to write one stand in a table (axis_way.c); clauses that follow the value are read after it
 * and judged by the way.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/number.h"
#include "base/unit.h"
#include "setting.h"

/* A call of what is no function of the language. */
static int is_call(const struct reader *r, const struct ast_expr *e)
{
    return e->op == AST_CALL && !(r->reads->is_function && r->reads->is_function(e->name));
}

int axis_is_written(const struct reader *r, const struct given *w)
{
    const struct ast_expr *e = w->value;
    return w->draws || e->op == AST_LIST || e->op == AST_STRING || is_call(r, e);
}

/* ---------------------------------------------------------------------- forms -- */

/* "; write grid(0, 1, 5)" when the bounds are just swapped; steps go upwards. */
static const char *swapped(struct reader *r, const struct axis *x, const struct axis_way *f,
                           const struct ast_expr *third)
{
    if (x->lo == x->hi)
        return "";
    if (third && third->op == AST_NEG)
        third = third->first;
    return arena_print(r->arena, "; write %s(%s, %s%s%s)", f->name, said_number(r, x->hi),
                       said_number(r, x->lo), third ? ", " : "", third ? said_expr(r, third) : "");
}

/* A bound for the exact arithmetic of the space: a number as it is written; the value
 * of an expression, which is the decimal it looks like if that has 15 digits at most
 * (0.1 s in ms), and else (2*pi) the double itself. */
static const char *bound_text(struct reader *r, const struct ast_expr *e, double value)
{
    const struct ast_expr *number = e->op == AST_NEG ? e->first : e;
    char text[64];
    if (number->op == AST_NUMBER && number->at.src
        && (number->value == value || number->value == -value))
        return arena_print(r->arena, "%s%.*s", value < 0 ? "-" : "", number->at.to - number->at.from,
                           number->at.src->text + number->at.from);
    snprintf(text, sizeof text, "%.15g", value);
    return strtod(text, NULL) == value ? NULL : arena_print(r->arena, "%.70g", value);
}

static int bounds_in_order(struct reader *r, const struct ast_expr *call, const struct axis_way *f,
                           const struct axis *x)
{
    const struct ast_expr *lo = call->first, *hi = lo->next;
    if (f->kind == AXIS_LOG_GRID && (x->lo <= 0 || x->hi <= 0)) {
        int low = x->lo <= 0;
        diag_error(r->diags, low ? lo->at : hi->at,
                   "%s bound must be positive for log scale, got %s", low ? "low" : "high",
                   said_number(r, low ? x->lo : x->hi));
        return 0;
    }
    int is_wide = f->kind == AXIS_UNIFORM || f->kind == AXIS_SOBOL || f->kind == AXIS_LATIN;
    if (x->lo < x->hi || (x->lo == x->hi && !is_wide))
        return 1;
    diag_error(r->diags, call->at, "low bound (%s) must be less than high bound (%s)%s",
               said_number(r, x->lo), said_number(r, x->hi), swapped(r, x, f, hi->next));
    return 0;
}

static int read_bounds(struct reader *r, const struct ast_expr *call, const struct axis_way *f,
                       const char *unit, struct axis *out)
{
    const struct ast_expr *lo = call->first, *hi = lo->next;
    int good = constant_finite(r, lo, unit, "low bound", &out->lo);
    good &= constant_finite(r, hi, unit, "high bound", &out->hi);
    if (!good || !bounds_in_order(r, call, f, out))
        return 0;
    out->lo_text = bound_text(r, lo, out->lo);
    out->hi_text = bound_text(r, hi, out->hi);
    return 1;
}

static int read_step(struct reader *r, const struct ast_expr *call, const char *unit,
                     struct axis *out)
{
    const struct ast_expr *e = call->first->next->next;
    if (!constant_finite(r, e, unit, "step", &out->step))
        return 0;
    if (out->step <= 0) {
        diag_error(r->diags, e->at, "step must be positive, got %s", said_number(r, out->step));
        return 0;
    }
    double steps = (out->hi - out->lo)/out->step, whole = rint(steps);
    if (whole > NUMBER_WHOLE || (whole < 1 && out->lo < out->hi)) {
        diag_error(r->diags, e->at, whole < 1 ? "step (%s) is longer than the range"
                   : "step (%s) makes too many points", said_number(r, out->step));
        return 0;
    }
    out->n = (long)whole + 1;
    if (fabs(steps - whole) > 1e-9*whole)
        diag_warn(r->diags, e->at, "uneven-step",
                  "%s does not divide the range; its %ld points lie %s apart",
                  said_number(r, out->step), out->n, said_number(r, (out->hi - out->lo)/whole));
    return 1;
}

static int read_split(struct reader *r, const struct ast_expr *call, struct axis *out)
{
    const struct ast_expr *seed = call->first;
    if (seed->op == AST_CALL && !strcmp(seed->name, "key") && expr_count(seed->first) == 1)
        seed = seed->first;
    out->has_seed = 1;
    return constant_key(r, seed, &out->seed);
}

static int read_values(struct reader *r, const struct ast_expr *e, const char *unit,
                       struct axis *out)
{
    struct data v = { 0 };
    if (!constant_values(r, e, unit, "an axis", &v))
        return 0;
    if (!v.rank || !v.shape[0]) {
        diag_error(r->diags, e->at, "an axis needs a list of values, got %s",
                   v.rank ? "none" : "one number");
        return 0;
    }
    out->kind = AXIS_LIST;
    out->n = v.shape[0];
    out->values = v.values;
    out->rank = v.rank - 1;
    long total = v.shape[0];
    for (int i = 0; i < out->rank; i++)
        total *= out->shape[i] = v.shape[i+1];
    for (long i = 0; i < total; i++)
        if (!isfinite(v.values[i])) {
            diag_error(r->diags, e->at, "values of an axis must be finite, got %s",
                       said_number(r, v.values[i]));
            return 0;
        }
    return 1;
}

static int unknown_way(struct reader *r, const struct given *w)
{
    struct offer o;
    const char *name = w->value->name;
    if (random_find(name) >= 0) {
        diag_error(r->diags, w->value->at, "'%s' is a distribution; write %s ~ %s n 4", name,
                   w->name, said_expr(r, w->value));
        return 0;
    }
    const char *ours = axis_way_meant(name);
    if (ours) {
        diag_error(r->diags, w->value->at, "unknown axis '%s'; write %s", name, ours);
        return 0;
    }
    offer_start(&o, name);
    for (int i = 0; axis_way_at(i); i++)
        offer_add(&o, axis_way_at(i)->name);
    diag_error(r->diags, w->value->at, "unknown axis '%s'%s", name, offer_close(r->arena, &o, "there are"));
    return 0;
}

static int read_call(struct reader *r, const struct given *w, const char *unit,
                     struct axis *out)
{
    const struct ast_expr *call = w->value, *e = call->first;
    const struct axis_way *f = axis_way_called(call->name);
    if (!f)
        return unknown_way(r, w);
    int count = expr_count(e);
    if (count < f->least || count > f->most) {
        diag_error(r->diags, call->at, "%s takes %d argument%s, got %d; write %s", f->name, f->most,
                   f->most == 1 ? "" : "s", count, f->usage);
        return 0;
    }
    out->kind = f->kind;
    if (f->kind == AXIS_LIST && e->op != AST_STRING) {
        diag_error(r->diags, e->at, "data takes a file name in quotes: %s", f->usage);
        return 0;
    }
    if (f->kind == AXIS_LIST)
        return read_values(r, e, unit, out);
    if (f->kind == AXIS_KEYS ? !read_split(r, call, out) : !read_bounds(r, call, f, unit, out))
        return 0;
    if (f->kind == AXIS_RANGE)
        return read_step(r, call, unit, out);
    if (count < f->most)
        return 1;                               /* n follows */
    while (e->next)
        e = e->next;
    if (f->kind == AXIS_GRID && e->op == AST_NUMBER && e->value > 0 && e->value < 1) {
        diag_error(r->diags, e->at, "n is a number of values, got %s; for a step write range(%s, %s, %s)",
                   said_number(r, e->value), said_number(r, out->lo), said_number(r, out->hi),
                   said_number(r, e->value));
        return 0;
    }
    return constant_whole(r, e, "n", 1, &out->n);
}

static int read_way(struct reader *r, const struct given *w, const char *unit, struct axis *out)
{
    const struct ast_expr *e = w->value;
    if (w->draws) {
        out->kind = AXIS_LAW;
        return law_set(r, e, unit, &out->law);
    }
    if (e->op == AST_LIST || e->op == AST_STRING)
        return read_values(r, e, unit, out);
    if (is_call(r, e))
        return read_call(r, w, unit, out);
    diag_error(r->diags, e->at, "'%s' is fixed here; an axis is written with %s or a list [%s]",
               w->name, "grid, loggrid, range, uniform, sobol, latin, split, ~", said_expr(r, e));
    return 0;
}

/* -------------------------------------------------------------------- clauses -- */

static int read_n(struct reader *r, const struct given *w, struct axis *out)
{
    const struct given_clause *n = &w->n;
    if (n->is && out->n) {
        diag_error(r->diags, n->at, "the number of points is given already");
        return 0;
    }
    if (n->is)
        return constant_whole(r, n->args, "n", 1, &out->n);
    if (out->n)
        return 1;
    struct span at = { w->at.src, w->value->at.from, w->value->at.to };
    if (out->kind == AXIS_LAW)
        diag_error(r->diags, at, "how many draws? write: %s ~ %s n 4", w->name,
                   said_expr(r, w->value));
    else
        diag_error(r->diags, at, "how many points? write: %s = %s n 4", w->name,
                   said_expr(r, w->value));
    return 0;
}

static int read_shape(struct reader *r, const struct given_clause *clause, struct axis *out)
{
    const struct ast_expr *e = clause->args->op == AST_LIST ? clause->args->first : clause->args;
    int good = 1;
    for (; e; e = e->next) {
        if (out->rank == 4) {
            diag_error(r->diags, e->at, "a shape has four dimensions at most");
            return 0;
        }
        good &= constant_whole(r, e, "a dimension", 1, &out->shape[out->rank++]);
    }
    if (!out->rank) {
        diag_error(r->diags, clause->at, "a shape has one dimension at least");
        return 0;
    }
    return good;
}

static int read_per_node(struct reader *r, const struct given_clause *clause, long nodes, struct axis *out)
{
    if (strcmp(clause->args->name, "node")) {
        diag_error(r->diags, clause->args->at, "an axis is 'per node' or not, got 'per %s'",
                   clause->args->name);
        return 0;
    }
    if (out->rank) {
        diag_error(r->diags, clause->at, "'per node' is a shape already; leave out the other");
        return 0;
    }
    out->rank = 1;
    out->shape[0] = nodes;
    return 1;
}

static int read_clauses(struct reader *r, const struct given *w, long nodes, struct axis *out)
{
    const struct given_clause *shape = &w->shape, *per = &w->per, *key = &w->key;
    int random = out->kind == AXIS_LAW || out->kind == AXIS_UNIFORM || out->kind == AXIS_SOBOL || out->kind == AXIS_LATIN;
    if ((shape->is || per->is) && (out->kind == AXIS_LIST || out->kind == AXIS_KEYS)) {
        diag_error(r->diags, shape->is ? shape->at : per->at, "%s have their shape already",
                   out->kind == AXIS_LIST ? "the values of a list" : "keys");
        return 0;
    }
    if (key->is && !random) {
        diag_error(r->diags, key->at, "'key' goes with axes that draw: uniform, sobol, latin and ~");
        return 0;
    }
    out->own_key = key->is;
    out->broadcast = w->broadcast.is;
    int good = read_n(r, w, out);
    good &= !shape->is || read_shape(r, shape, out);
    good &= !per->is || read_per_node(r, per, nodes, out);
    good &= !key->is || constant_key(r, key->args, &out->key);
    if (w->broadcast.is && !out->rank)
        diag_warn(r->diags, w->broadcast.at, "no-shape",
                  "without a shape there is nothing to broadcast");
    if (good && out->law.many) {                  /* a draw is a list itself */
        if (out->rank == 4) {
            diag_error(r->diags, shape->at, "a shape has three dimensions at most here");
            return 0;
        }
        out->shape[out->rank++] = out->law.count;
    }
    return good;
}

/* ----------------------------------------------------------------------- all -- */

int axis_set(struct reader *r, const struct given *w, const struct taker *t, struct axis *out, int *per_node)
{
    *out = (struct axis){ .path = t->path, .label = w->name, .unit = t->unit, .doc = t->doc,
                          .scale = unit_inside(t->unit), .is_time = t->kind == TAKES_STEP };
    *per_node = w->per.is;
    if (!read_way(r, w, t->unit, out) || !read_clauses(r, w, t->nodes, out) || !axis_fits(r, w, t, out))
        return 0;
    if (t->kind == TAKES_KEY)
        out->kind = AXIS_KEYS;                  /* a list of seeds, too */
    return 1;
}
