/* check_override.c -- quantities by name, setting them, the command line.
 *
 * A quantity answers to its path and to any end of it that follows a dot, as
 * long as that is no other's: coupling.instant.G, instant.G, G. The settings of
 * the command line are parsed as if they stood in a file called "--set".
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "checker.h"

/* ------------------------------------------------------------------- by name -- */

static int visible(const struct quantity *q, const struct exploration *x)
{
    return !q->owner || q->owner == x;
}

int quantity_add(struct check *c, struct quantity q)
{
    struct experiment *e = c->e;
    *PUSH(c->arena, e->quantities, e->quantity_count) = q;
    return e->quantity_count - 1;
}

int quantity_at(const struct experiment *e, const struct exploration *x, const char *path)
{
    for (int i = 0; i < e->quantity_count; i++)
        if (visible(&e->quantities[i], x) && !strcmp(e->quantities[i].path, path))
            return i;
    return -1;
}

/* The end of a path that has as many parts as [name]. */
static const char *tail(const char *path, const char *name)
{
    int parts = 1;
    while ((name = strchr(name, '.')) != NULL && name++)
        parts++;
    const char *at = path + strlen(path);
    while (at > path && (at[-1] != '.' || --parts > 0))
        at--;
    return at;
}

int quantity_called(const struct experiment *e, const struct exploration *x, const char *name,
                    int *count)
{
    int found = quantity_at(e, x, name);
    *count = found >= 0;
    if (found >= 0)
        return found;
    for (int i = 0; i < e->quantity_count; i++)
        if (visible(&e->quantities[i], x) && !strcmp(tail(e->quantities[i].path, name), name)) {
            found = i;
            ++*count;
        }
    return *count == 1 ? found : -1;
}

static void ambiguous(struct check *c, const struct exploration *x, const char *name,
                      struct span at)
{
    struct offer o;
    offer_start(&o, "");
    for (int i = 0; i < c->e->quantity_count; i++) {
        const struct quantity *q = &c->e->quantities[i];
        if (visible(q, x) && !strcmp(tail(q->path, name), name))
            offer_add(&o, q->path);
    }
    diag_error(c->diags, at, "'%s' is ambiguous%s", name, offer_end(c, &o, "it may be"));
}

/* Why a name that means something cannot be set, or NULL. */
static const char *no_setting(struct check *c, const struct exploration *x, const char *name)
{
    const struct symbol *y = c->dynamics ? scope_find(&c->dynamics->scope, name) : NULL;
    static const char *const times[] = {
        "duration", "transient", "simulate.duration", "simulate.transient", NULL
    };
    if (y && y->kind != SYMBOL_POISON)
        return arena_print(c->arena, "'%s' is %s of %s; only parameters and initial values are set",
                           name, symbol_kind_name(y->kind), c->e->model->name);
    if (name_one_of(name, times) >= 0 && c->e->simulate.present)
        return arena_print(c->arena, "'%s' cannot be an axis; it is one for all points", name);
    if (c->e->noise.present && (!strcmp(name, "noise.draws") || !strcmp(name, "draws")))
        return arena_print(c->arena, "'%s' cannot be an axis; recorded noise is one for all "
                           "points: noise additive with draws = \"noise.npy\"", name);
    for (int i = 0; i < c->e->quantity_count; i++) {
        const struct quantity *q = &c->e->quantities[i];
        if (!visible(q, x) && !strcmp(q->path, name))
            return arena_print(c->arena, "'%s' belongs to exploration '%s' and is not seen here",
                               name, q->owner->name);
    }
    return NULL;
}

/* What the file lacks for the name to mean something, or NULL. */
static const char *no_statement(struct check *c, const char *name)
{
    static const char *const own[] = { "trials", "key", "seed", "order", NULL };
    static const char *const ways[] = {
        "trials 10, or --trials 10", "explore NAME key 3, or --key 3", "explore NAME key 3, or --key 3",
        "order sorted"
    };
    int i = name_one_of(name, own);
    if (i >= 0)
        return arena_print(c->arena, "; write %s", ways[i]);
    if (!c->e->noise.present && !strncmp(name, "noise.", 6))
        return "; the network has no noise";
    if (c->e->weights < 0 && !strncmp(name, "graph.", 6))
        return "; the network has no graph";
    return NULL;
}

/* The one quantity that ends as the name does ("Model.a", for dynamics.a), or NULL. */
static const char *same_end(struct check *c, const struct exploration *x, const char *name)
{
    const char *last = strrchr(name, '.'), *found = NULL;
    for (int i = 0; last && i < c->e->quantity_count; i++) {
        const char *path = c->e->quantities[i].path, *end = strrchr(path, '.');
        if (!visible(&c->e->quantities[i], x) || !end || strcmp(end, last))
            continue;
        if (found)
            return NULL;
        found = path;
    }
    return found;
}

static const char *unknown_text(struct check *c, const struct exploration *x, const char *name)
{
    const char *why = no_setting(c, x, name);
    if (why)
        return why;
    struct offer o;
    const char *absent = no_statement(c, name);
    if (absent || !wording_matters(c))
        return arena_print(c->arena, "unknown quantity '%s'%s", name, absent ? absent : "");
    const char *same = same_end(c, x, name);
    if (same)
        return arena_print(c->arena, "unknown quantity '%s'; did you mean '%s'?", name, same);
    offer_start(&o, name);
    for (int i = 0; i < c->e->quantity_count; i++)
        if (visible(&c->e->quantities[i], x))
            offer_add(&o, tail(c->e->quantities[i].path, name));
    return arena_print(c->arena, "unknown quantity '%s'%s", name, offer_end(c, &o, "there are"));
}

/* Reported already where the model names it, maybe. */
static int is_reported(const struct check *c, const char *name)
{
    const char *dot = strrchr(name, '.'), *last = dot ? dot + 1 : name;
    return scope_find(&c->reported, name) || scope_find(&c->reported, last)
        || (c->lost_role && !strncmp(name, "coupling.", 9));
}

int quantity_find(struct check *c, const struct exploration *x, const char *name, struct span at)
{
    int count, found = quantity_called(c->e, x, name, &count);
    if (found >= 0)
        return found;
    if (count > 1)
        ambiguous(c, x, name, at);
    else if (!c->blind && !is_reported(c, name))
        scope_unknown(c, &c->reported, at, name, unknown_text(c, x, name));
    return -1;
}

int model_find(const struct experiment *e, const struct exploration *x, const char *name,
               struct span at, struct diags *d)
{
    struct experiment view = *e;        /* a check may change its own; finding changes nothing */
    struct check c = { .arena = d->arena, .diags = d, .e = &view };
    return quantity_find(&c, x, name, at);
}

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
            for (int k = 0; k < x->axis_count; k++)
                if (x->axes[k].quantity == set->quantity)
                    diag_warn(c->diags, set->at, "set-on-axis",
                              "'%s' is an axis of exploration '%s'; the value set here is not used",
                              c->e->quantities[set->quantity].path, x->name);
        }
}

/* Puts an axis in the place of the one on the same quantity, or behind all. */
static void put_axis(struct check *c, struct exploration *x, struct axis_decl axis)
{
    for (int i = 0; i < x->axis_count; i++)
        if (x->axes[i].quantity == axis.quantity) {
            axis.axis.group = x->axes[i].axis.group;
            x->axes[i] = axis;
            return;
        }
    *PUSH(c->arena, x->axes, x->axis_count) = axis;
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
