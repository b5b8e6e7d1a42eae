/* check_stimulus.c -- stimuli: what, on which states and inputs, at which nodes.
 *
 * The names behind "with" are parameters of its own: quantities as any other, called
 * stimulus.PARAM, of one with a name stimulus.NAME.PARAM. Without "on" it feeds the model's input 'stimulus'.
 */
#include <math.h>
#include <string.h>
#include "check_nodes.h"

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

/* The one that is being read. */
static struct stimulus *this_one(struct check *c)
{
    return &c->e->stimuli[c->e->stimulus_count - 1];
}

static void add_param(struct check *c, struct definition *d, const struct ast_stmt *s)
{
    struct stimulus *m = this_one(c);
    const struct ast_expr *all = unit_of_all(s);
    int follows = formula_is(s);
    if (!scope_declare(c, &d->scope, s->name, s->name_at, SYMBOL_PARAM, m->param_count))
        return;
    int q = quantity_add(c, (struct quantity){
        .kind = QUANTITY_STIMULUS, .index = c->e->stimulus_count - 1,
        .path = arena_print(c->arena, "stimulus.%s%s%s", m->name ? m->name : "", m->name ? "." : "", s->name),
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
    const struct stimulus *m = this_one(c);
    int before = c->diags->errors;
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next)
        add_param(c, d, s);
    check_formulas(d, w, c->diags->errors == before);
    for (int i = 0; i < d->param_count; i++)
        c->e->quantities[m->params[i].quantity] = d->params[i];
    formulas_adopt(c, d, m->params);
}

/* A state or an input it acts on, or NULL after an error. */
static const struct symbol *find_target(struct check *c, const struct ast_expr *name)
{
    const struct model *m = c->e->model;
    const struct symbol *y = scope_find(&c->dynamics->scope, name->name);
    while (y && y->kind != SYMBOL_STATE && y->kind != SYMBOL_INPUT)
        y = scope_find_older(y);
    if (y || name_is_broken(c, name->name) || name_is_broken(c, "input") || scope_find(&c->reported, name->name))
        return y;
    struct offer o;
    offer_start(&o, name->name);
    for (int i = 0; wording_matters(c) && i < m->state_count + m->input_count; i++)
        offer_add(&o, i < m->state_count ? m->states[i].name : m->inputs[i - m->state_count].name);
    diag_error(c->diags, name->at, "'%s' is no state%s of %s%s", name->name, m->input_count ? " and no input" : "", m->name,
               offer_end(c, &o, "it has"));
    return NULL;
}

static void add_targets(struct check *c, const struct ast_expr *names)
{
    struct stimulus *s = this_one(c);
    struct scope seen = { 0 };
    for (const struct ast_expr *n = names; n; n = n->next) {
        const struct symbol *y = find_target(c, n);
        if (!y)
            continue;
        if (scope_find(&seen, n->name))
            diag_error(c->diags, n->at, "%s '%s' is named twice", y->kind == SYMBOL_STATE ? "state" : "input", n->name);
        else if (y->kind == SYMBOL_STATE)
            *ARENA_PUSH(c->arena, s->states, s->state_count) = y->index;
        else
            *ARENA_PUSH(c->arena, s->inputs, s->input_count) = y->index;
        scope_put(c->arena, &seen, n->name, n->at, y->kind, y->index);
    }
}

/* Without `on`. */
static void find_input(struct check *c, const struct ast_stmt *s)
{
    const struct model *m = c->e->model;
    struct stimulus *stimulus = this_one(c);
    int input = model_part(c, "stimulus", SYMBOL_INPUT), own = !s->name ? -1 : model_part(c, s->name, SYMBOL_INPUT);
    int is_target = own >= 0 || (s->name && model_part(c, s->name, SYMBOL_STATE) >= 0);
    if (input >= 0)
        *ARENA_PUSH(c->arena, stimulus->inputs, stimulus->input_count) = input;
    else if (!c->blind && m->state_count)
        diag_error(c->diags, s->name_at, "%s has no input called 'stimulus'; name the states "
                   "it drives: stimulus%s%s on %s = ...", m->name, s->name && !is_target ? " " : "", s->name && !is_target ? s->name : "",
                   is_target ? s->name : m->states[0].name);
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
    this_one(c)->where = where;
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

/* The [user] of the walk: whether the number of nodes is known. */
static const struct term *read_call(struct walk *w, const struct ast_expr *e)
{
    return samples_are(e) ? samples_call(w, e, *(const int *)w->user) : scope_call(w, e);
}

static void read_stimulus(struct check *c, const struct ast_stmt *s, int sure)
{
    struct stimulus *m = ARENA_PUSH(c->arena, c->e->stimuli, c->e->stimulus_count);
    *m = (struct stimulus){ .name = s->name, .at = s->at };
    if (c->e->model && s->params)
        add_targets(c, s->params);
    else if (c->e->model)
        find_input(c, s);
    const struct ast_clause *with = ast_find_clause(s, CLAUSE_WITH);
    struct definition own = { .stmt = as_block(c, with ? with->args : NULL) };
    struct walk w = { .c = c, .name = read_name, .call = read_call, .user = &sure, .scope = &own.scope,
                      .way_out = "write it into the stimulus itself" };
    add_params(c, &own, &w);
    m->value = expr_check(&w, s->value, WANT_NUMBER);
    add_nodes(c, s, sure);
    for (const struct symbol *y = own.scope.first; y; y = y->next)
        if (y->kind == SYMBOL_PARAM && !y->used && m->value)
            diag_warn(c->diags, y->at, "unused-param", "parameter '%s' is never used", y->name);
}

/* Whether a name, or the lack of one, is new; it is reported where it is not. */
static int is_new(struct check *c, struct scope *names, const struct ast_stmt *s)
{
    const struct symbol *first = scope_find(names, s->name ? s->name : "");
    if (!first && s->name)
        return scope_declare(c, names, s->name, s->name_at, SYMBOL_PARAM, 0) != NULL;
    if (!first)
        return scope_put(c->arena, names, "", s->name_at, SYMBOL_PARAM, 0) != NULL;
    const char *on = c->e->model && c->e->model->state_count ? c->e->model->states[0].name : "x";
    if (s->name)
        diag_error(c->diags, s->name_at, "two stimuli are called '%s'", s->name);
    else
        diag_error(c->diags, s->at, "of two stimuli one needs a name; write: stimulus second on %s = ...", on);
    diag_note(c->diags, first->at, "the first one is here");
    return 0;
}

void check_stimuli(struct check *c, int sure)
{
    struct scope names = { 0 };
    for (const struct ast_stmt *s = c->network ? c->network->body : NULL; s; s = s->next)
        if (s->kind == AST_STIMULUS && is_new(c, &names, s))
            read_stimulus(c, s, sure);
}
