/* check_override.c -- setting quantities, and the command line.
 *
 * The settings of the command line are parsed as if they stood in a file called "--set".
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "checker.h"

/* ------------------------------------------------------------------- setting -- */

static void set_number(struct check *c, int index, const struct ast_expr *value)
{
    struct quantity *q = &c->e->quantities[index];
    double x;
    if (q->kind == QUANTITY_DT) {
        q->value = INFINITY;
        if (!const_value(c, value, q->unit, &x))
            return;
        if (isinf(x))
            diag_error(c->diags, value->at, "dt must be finite, got %s", number_text(c, x));
        q->value = x;
    } else if (const_finite(c, value, q->unit, q->path, &x)) {
        if (q->kind == QUANTITY_NOISE && x < 0)
            diag_error(c->diags, value->at, "noise.sigma must be 0 or more, got %s",
                       number_text(c, x));
        q->value = x;
        q->values = NULL;
    }
}

static void set_list(struct check *c, int index, const struct ast_expr *value)
{
    struct quantity *q = &c->e->quantities[index];
    struct data v = { 0 };
    if (value->op == AST_STRING ? !check_data_list(c, value, &v) : !const_list(c, value, q->unit, &v))
        return;
    if (is_one_number(value, &v)) {
        set_number(c, index, ast_number(c->arena, value->at, v.values[0]));
        return;
    }
    if (!q->per_node || v.rank != 1) {
        diag_error(c->diags, value->at, q->per_node ? "%s takes one number, or a list with one "
                   "for each node" : "%s takes one number", q->path);
        return;
    }
    q->values = v.values;
    q->value_count = (int)v.shape[0];
    q->value = v.values[0];
    for (long i = 0; i < v.shape[0]; i++)
        if (!isfinite(v.values[i]) || (q->kind == QUANTITY_NOISE && v.values[i] < 0)) {
            diag_error(c->diags, value->at, "%s cannot be %s", q->path,
                       number_text(c, v.values[i]));
            return;
        }
}

void quantity_set(struct check *c, int index, const struct ast_expr *value)
{
    struct quantity *q = &c->e->quantities[index];
    q->value_at = value->at;
    if (q->kind == QUANTITY_WEIGHTS) {
        const double *w = check_weights(c, value);
        q->values = w ? w : q->values;
    } else if (q->kind == QUANTITY_NOISE_KEY) {
        if (const_key(c, value, &q->seed))
            q->value = (double)q->seed;
    } else if (value->op == AST_LIST || value->op == AST_STRING) {
        set_list(c, index, value);
    } else {
        set_number(c, index, value);
    }
}

/* The quantity a setting behind "with" means: of a model also an initial value. */
static int with_quantity(struct check *c, const char *prefix, const char *name)
{
    int q = quantity_at(c->e, NULL, arena_print(c->arena, "%s.%s", prefix, name));
    if (q < 0 && !strcmp(prefix, "dynamics")) {
        q = quantity_at(c->e, NULL, arena_print(c->arena, "initial.%s", name));
        if (q < 0 && !strncmp(name, "initial.", 8))
            q = quantity_at(c->e, NULL, name);
    }
    return q;
}

static void unknown_setting(struct check *c, const struct ast_expr *a, const char *prefix,
                            const char *what)
{
    struct offer o;
    size_t n = strlen(prefix);
    int model = !strcmp(prefix, "dynamics");
    offer_start(&o, a->name);
    for (int i = 0; i < c->e->quantity_count; i++) {
        const struct quantity *q = &c->e->quantities[i];
        if ((!strncmp(q->path, prefix, n) && q->path[n] == '.')
            || (model && q->kind == QUANTITY_INITIAL))
            offer_add(&o, q->name);
    }
    if (!strcmp(prefix, "noise"))
        offer_add(&o, "draws");
    const char *text = offer_end(c, &o, "it has");
    if (!name_is_broken(c, a->name) && !scope_find(&c->reported, a->name))
        diag_error(c->diags, a->at, "%s has no parameter '%s'%s", what, a->name, text);
}

void check_with(struct check *c, const struct ast_stmt *s, const char *prefix, const char *what)
{
    const struct ast_clause *with = ast_find_clause(s, CLAUSE_WITH);
    struct scope seen = { 0 };
    for (const struct ast_expr *a = with ? with->args : NULL; a; a = a->next) {
        int q = with_quantity(c, prefix, a->name);
        if (scope_find(&seen, a->name))
            diag_error(c->diags, a->at, "'%s' is set twice", a->name);
        else if (q >= 0)
            quantity_set(c, q, a->first);
        else if (!strcmp(prefix, "noise") && !strcmp(a->name, "draws"))
            check_draws_file(c, a->first);
        else
            unknown_setting(c, a, prefix, what);
        scope_put(c->arena, &seen, a->name, a->at, SYMBOL_PARAM, 0);
    }
}

/* -------------------------------------------------------------- command line -- */

/* What the user calls an option: "--set", "set" in a script. */
static const char *spelled(const struct check *c, const char *option)
{
    return c->over->script ? option + 2 : option;
}

static struct ast_stmt *parse_option(struct check *c, const char *option, const char *text)
{
    option = spelled(c, option);
    const struct source *src = source_text(option, text, strlen(text), c->arena);
    int before = c->diags->errors;
    struct ast_stmt *s = ast_parse_axis(src, c->diags, c->arena);
    if (!s && c->diags->errors == before)
        diag_error(c->diags, (struct span){ src, 0, 0 }, "expected name=value");
    return s;
}

static void set_one(struct check *c, int q, const struct ast_stmt *s)
{
    quantity_set(c, q, s->value);
    struct set *set = ARENA_NEW(c->arena, struct set);
    *set = (struct set){ q, s->name_at, c->sets };
    c->sets = set;
}

/* A parameter that explorations declare is set in each of them. */
static int set_owned(struct check *c, const struct ast_stmt *s)
{
    int done = 0, count;
    for (int i = 0; i < c->e->exploration_count; i++) {
        int q = quantity_called(c->e, &c->e->explorations[i], s->name, &count);
        if (q < 0)
            continue;
        set_one(c, q, s);
        done = 1;
    }
    return done;
}

static void check_set(struct check *c, const char *text)
{
    struct ast_stmt *s = parse_option(c, "--set", text);
    if (!s)
        return;
    if (s->kind == AST_DRAW || s->clauses || s->doc) {
        diag_error(c->diags, s->at, "%s takes one value: --set name=value", spelled(c, "--set"));
        return;
    }
    struct ast_expr assign = { .op = AST_ASSIGN, .at = s->at, .name = s->name, .first = s->value };
    if (simulate_set(c, s->name, &assign))
        return;
    int count, q = quantity_called(c->e, NULL, s->name, &count);
    if (q >= 0)
        set_one(c, q, s);
    else if (count || !set_owned(c, s))
        quantity_find(c, NULL, s->name, s->name_at);
}

void check_sets(struct check *c)
{
    for (int i = 0; c->over && c->over->sets && c->over->sets[i]; i++)
        check_set(c, c->over->sets[i]);
}

void check_swept_sets(struct check *c)
{
    for (const struct set *set = c->sets; set; set = set->next)
        for (int i = 0; i < c->e->exploration_count; i++) {
            const struct exploration *x = &c->e->explorations[i];
            if (model_axis(x, set->quantity) >= 0)
                diag_warn(c->diags, set->at, "set-on-axis",
                          "'%s' is an axis of exploration '%s'; the value set here is not used",
                          c->e->quantities[set->quantity].path, x->name);
        }
}

/* Puts an axis in the place of the one on the same quantity, or behind all. */
static void put_axis(struct check *c, struct exploration *x, struct axis_decl axis)
{
    int i = model_axis(x, axis.quantity);
    if (i < 0) {
        model_add_axis(x, axis, c->arena);
        return;
    }
    axis.axis.group = x->axes[i].axis.group;
    x->axes[i] = axis;
}

static void check_axis_override(struct check *c, const struct ast_stmt *s)
{
    struct axis_decl axis;
    int seen = -1, good = 0, count;
    for (int i = 0; i < c->e->exploration_count; i++) {
        struct exploration *x = &c->e->explorations[i];
        int q = quantity_called(c->e, x, s->name, &count);
        if (q >= 0 && q != seen)
            good = check_axis(c, s, q, &axis);
        if (q >= 0 && good)
            put_axis(c, x, axis);
        seen = q >= 0 ? q : seen;
    }
    if (seen < 0)
        quantity_find(c, &c->e->explorations[0], s->name, s->name_at);
}

void check_axis_overrides(struct check *c)
{
    for (int i = 0; c->over && c->over->axes && c->over->axes[i]; i++) {
        const struct ast_stmt *s = parse_option(c, "--axis", c->over->axes[i]);
        if (s)
            check_axis_override(c, s);
    }
}

void check_key_override(struct check *c)
{
    const char *text = c->over ? c->over->key : NULL;
    if (!text)
        return;
    char *end;
    errno = 0;
    int64_t key = strtoll(text, &end, 10);
    if (end == text || *end || errno) {
        const struct source *src = source_text(spelled(c, "--key"), text, strlen(text), c->arena);
        diag_error(c->diags, (struct span){ src, 0, src->len },
                   "a key is a whole number of 64 bits, got '%s'", text);
        return;
    }
    for (int i = 0; i < c->e->exploration_count; i++)
        c->e->explorations[i].key = key;
}
