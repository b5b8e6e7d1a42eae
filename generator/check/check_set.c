/* check_set.c -- quantities get their values, wherever those are written.
 *
 * In a circle with check_noise.c: some settings behind the noise's `with` are no quantities.
 */
#include <math.h>
#include <string.h>
#include "check_nodes.h"
#include "delays.h"

/* A formula in the place of a number; those are declared. */
static int is_formula(struct check *c, const struct quantity *q, const struct ast_expr *value)
{
    const struct ast_expr *free = expr_free_name(value);
    int count = 0, i = free ? quantity_called(c->e, NULL, free->name, &count) : -1;
    if (i < 0)
        return 0;
    const struct quantity *of = &c->e->quantities[i];
    int may_follow = q != of && ((q->kind == of->kind && q->index == of->index) || (q->kind == QUANTITY_INITIAL && of->kind == QUANTITY_DYNAMICS));
    const char *way_out = !may_follow ? "" : arena_print(c->arena, "; what follows from others is declared so: %s %s = %s",
                                                         q->kind == QUANTITY_INITIAL ? "state" : "param", q->name, expr_text(c, value));
    diag_error(c->diags, free->at, "what is given to %s is a number, and '%s' is none%s", q->path, free->name, way_out);
    return 1;
}

static void set_number(struct check *c, int index, const struct ast_expr *value)
{
    struct quantity *q = &c->e->quantities[index];
    double x;
    if (is_formula(c, q, value))
        return;
    struct reader r = check_reader(c);
    const struct taker t = quantity_taker(c, q);
    if (q->kind == QUANTITY_DT)
        q->value = INFINITY;
    if (!value_number(&r, &t, value, &x))
        return;
    q->value = x;
    if (q->kind == QUANTITY_DT)
        return;
    q->values = NULL;
    q->sparse = NULL;
    q->each_node = 0;
}

static void set_list(struct check *c, int index, const struct ast_expr *value)
{
    struct quantity *q = &c->e->quantities[index];
    struct data v = { 0 };
    if (q->modes) {
        mode_set(c, q, value);
        return;
    }
    if (value->op == AST_STRING ? !check_data_list(c, value, &v) : value->op == AST_LIST ? !const_list(c, value, q->unit, &v)
        : !nodes_set(c, q, value, &v))
        return;
    if (is_one_number(value, &v) || (value->op != AST_STRING && value->op != AST_LIST && v.rank == 1 && v.shape[0] == 1)) {
        set_number(c, index, ast_number(c->arena, value->at, v.values[0]));
        return;
    }
    struct reader r = check_reader(c);
    const struct taker t = quantity_taker(c, q);
    int fits = value_list_fits(&r, &t, &v, value);
    if (!q->per_node || v.rank != 1)
        return;
    q->values = v.values;
    q->value_count = (int)v.shape[0];
    q->value = fits ? v.values[0] : q->value;
}

void quantity_set(struct check *c, int index, const struct ast_expr *value)
{
    struct quantity *q = &c->e->quantities[index];
    q->value_at = value->at;
    q->given = 1;
    if (q->per_edge ? matrix_is(value) : model_is_matrix(q)) {
        matrix_set(c, q, value);
    } else if (q->kind == QUANTITY_NOISE_KEY) {
        if (const_key(c, value, &q->seed))
            q->value = (double)q->seed;
    } else if (value->op == AST_LIST || value->op == AST_STRING || (q->per_node && !q->modes && is_of_nodes(c, value))) {
        set_list(c, index, value);
    } else if (q->matrix) {
        diag_error(c->diags, value->at, "%s takes %d x %d numbers, one for each two modes", q->path, q->modes, q->modes);
    } else {
        set_number(c, index, value);
    }
}

/* Whether it is called [name] behind the prefix, and belongs to no other of a longer one: noise.a.sigma is not
 * a.sigma of noise. */
static int is_of(const struct quantity *q, const char *prefix, const char *name)
{
    size_t n = strlen(prefix);
    return strncmp(q->path, prefix, n) || q->path[n] != '.' || !strcmp(q->name, name);
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
    return q >= 0 && is_of(&c->e->quantities[q], prefix, name) ? q : -1;
}

static int is_noise(const char *prefix)
{
    return !strcmp(prefix, "noise") || !strncmp(prefix, "noise.", 6);
}

static void unknown_setting(struct check *c, const struct ast_expr *a, const char *prefix,
                            const char *what)
{
    struct offer o;
    size_t n = strlen(prefix);
    int model = !strcmp(prefix, "dynamics");
    offer_start(&o, a->name);
    for (int i = 0; wording_matters(c) && i < c->e->quantity_count; i++) {
        const struct quantity *q = &c->e->quantities[i];
        if ((!strncmp(q->path, prefix, n) && q->path[n] == '.' && !strcmp(q->path + n + 1, q->name))
            || (model && q->kind == QUANTITY_INITIAL))
            offer_add(&o, q->name);
    }
    if (is_noise(prefix))
        noise_offers(&o, c);
    const char *text = offer_end(c, &o, "it has");
    if (!name_is_broken(c, a->name) && !scope_find(&c->reported, a->name))
        diag_error(c->diags, a->at, "%s has no parameter '%s'%s", what, a->name, text);
}

/* What declares no unit takes that of its value where it belongs to one use alone: of a coupling, of the noise. */
static void set_with(struct check *c, int index, const struct ast_expr *value)
{
    struct quantity *q = &c->e->quantities[index];
    const char *unit = unit_within(value);
    if (!q->unit && unit && unit_is_known(unit) && (q->kind == QUANTITY_COUPLING || q->kind == QUANTITY_NOISE || q->kind == QUANTITY_NOISE_PARAM))
        q->unit = unit;
    quantity_set(c, index, value);
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
            set_with(c, q, a->first);
        else if (!strncmp(prefix, "coupling.", 9) && !strcmp(a->name, "delays"))
            delays_set(c, a);
        else if (!is_noise(prefix) || !noise_setting(c, a))
            unknown_setting(c, a, prefix, what);
        scope_put(c->arena, &seen, a->name, a->at, SYMBOL_PARAM, 0);
    }
}
