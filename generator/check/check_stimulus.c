/* check_stimulus.c -- the stimulus: what, on which states, at which nodes.
 *
 * The names behind its "with" are parameters of its own: quantities as any other,
 * called stimulus.NAME. Without "on" it is the model's input of that name.
 */
#include <math.h>
#include <string.h>
#include "checker.h"

/* Times are kept in ms. */
static const char *kept_unit(const struct ast_expr *value)
{
    const char *unit = unit_within(value);
    return unit && unit_is_time(unit) ? "ms" : unit;
}

/* `with` as a block of parameters, so that what holds of those of a definition holds here. */
static struct ast_stmt *as_block(struct check *c, const struct ast_expr *assigns)
{
    struct ast_stmt *block = ARENA_NEW(c->arena, struct ast_stmt), **end = &block->body;
    block->kind = AST_STIMULUS;
    for (const struct ast_expr *a = assigns; a; a = a->next) {
        *end = ARENA_NEW(c->arena, struct ast_stmt);
        **end = (struct ast_stmt){ .kind = AST_PARAM, .at = a->at, .name = a->name, .name_at = a->at, .value = a->first };
        end = &(*end)->next;
    }
    return block;
}

static void add_param(struct check *c, struct definition *d, const struct ast_stmt *s)
{
    struct stimulus *m = &c->e->stimulus;
    const struct ast_expr *all = unit_of_all(s);
    int follows = formula_is(s);
    if (!scope_declare(c, &d->scope, s->name, s->name_at, SYMBOL_PARAM, m->param_count))
        return;
    int q = quantity_add(c, (struct quantity){
        .kind = QUANTITY_STIMULUS, .path = arena_print(c->arena, "stimulus.%s", s->name),
        .name = s->name, .at = s->name_at, .unit = !follows ? kept_unit(s->value) : all ? all->unit : NULL, .lo = -INFINITY,
        .hi = INFINITY, .per_node = 1
    });
    if (!follows)
        quantity_set(c, q, s->value);
    *ARENA_PUSH(c->arena, m->params, m->param_count) = (struct param){ s->name, q };
    *ARENA_PUSH(c->arena, d->params, d->param_count) = c->e->quantities[q];
}

static void add_params(struct check *c, struct definition *d, const struct walk *w)
{
    const struct stimulus *m = &c->e->stimulus;
    int before = c->diags->errors;
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next)
        add_param(c, d, s);
    check_formulas(d, w, c->diags->errors == before);
    for (int i = 0; i < d->param_count; i++)
        c->e->quantities[m->params[i].quantity] = d->params[i];
    formulas_adopt(c, d, m->params);
}

static void find_input(struct check *c, const struct ast_stmt *s)
{
    const struct model *m = c->e->model;
    struct stimulus *stimulus = &c->e->stimulus;
    stimulus->input = model_part(c, "stimulus", SYMBOL_INPUT);
    if (stimulus->input < 0 && !c->blind && m->state_count)
        diag_error(c->diags, s->name_at, "%s has no input called 'stimulus'; name the states "
                   "it drives: stimulus on %s = ...", m->name, m->states[0].name);
    for (int i = 0; stimulus->input >= 0 && i < c->e->coupling_count; i++)
        if (c->e->couplings[i].input == stimulus->input) {
            diag_error(c->diags, s->name_at, "input 'stimulus' has a coupling already");
            diag_note(c->diags, c->e->couplings[i].at, "the coupling is here");
        }
}

static void add_node(struct check *c, const struct ast_expr *e, int sure, double *where)
{
    long node;
    if (!const_node(c, e, sure, &node) || !sure)
        return;
    if (where[node] != 0)
        diag_error(c->diags, e->at, "node %ld is named twice", node);
    else
        where[node] = 1;
}

static void add_nodes(struct check *c, const struct ast_stmt *s, int sure)
{
    const struct ast_clause *at = ast_find_clause(s, CLAUSE_AT);
    if (!at)
        return;
    double *where = ARENA_ARRAY(c->arena, double, c->e->nodes);
    for (const struct ast_expr *e = at->args; e; e = e->next)
        add_node(c, e, sure, where);
    c->e->stimulus.where = where;
}

/* A name that is none of its own: the model's cannot be meant to be read here. */
static const struct term *read_name(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    const struct symbol *y = c->dynamics ? scope_find(&c->dynamics->scope, e->name) : NULL;
    if (!y || y->kind == SYMBOL_POISON || scope_find(w->scope, e->name))
        return scope_name(w, e);
    scope_unknown(c, w->scope, e->at, e->name,
                  arena_print(c->arena, "'%s' is %s of %s; a stimulus reads the time t and "
                              "names of its own: with %s = 1", e->name,
                              symbol_kind_name(y->kind), c->e->model->name, e->name));
    return NULL;
}

void check_stimulus(struct check *c, int sure)
{
    const struct ast_stmt *s = network_only(c, AST_STIMULUS);
    struct stimulus *m = &c->e->stimulus;
    m->input = -1;
    if (!s)
        return;
    m->present = 1;
    m->at = s->at;
    if (c->e->model && s->params)
        m->state_count = network_states(c, s->params, &m->states);
    else if (c->e->model)
        find_input(c, s);
    const struct ast_clause *with = ast_find_clause(s, CLAUSE_WITH);
    struct definition own = { .stmt = as_block(c, with ? with->args : NULL) };
    struct walk w = { .c = c, .name = read_name, .call = scope_call, .scope = &own.scope,
                      .way_out = "write it into the stimulus itself" };
    add_params(c, &own, &w);
    m->value = expr_check(&w, s->value, WANT_NUMBER);
    add_nodes(c, s, sure);
    for (const struct symbol *y = own.scope.first; y; y = y->next)
        if (y->kind == SYMBOL_PARAM && !y->used && m->value)
            diag_warn(c->diags, y->at, "unused-param", "parameter '%s' is never used", y->name);
}
