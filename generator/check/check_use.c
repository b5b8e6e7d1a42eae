/* check_use.c -- couplings as a network uses them: what they feed, read and stand on.
 */
#include <string.h>
#include "checker.h"

void params_adopt(struct check *c, const struct definition *d, enum quantity_kind kind,
                         const char *prefix, int index, struct param **params, int *count)
{
    *params = NULL;
    *count = 0;
    for (int i = 0; i < d->param_count; i++) {
        struct quantity q = d->params[i];
        q.kind = kind;
        q.path = arena_print(c->arena, "%s.%s", prefix, q.name);
        q.index = index;
        *ARENA_PUSH(c->arena, *params, *count) = (struct param){ q.name, quantity_add(c, q) };
    }
    formulas_adopt(c, d, *params);
}

static int find_input(struct check *c, const struct ast_stmt *s)
{
    const struct model *m = c->e->model;
    int input = model_part(c, s->name, SYMBOL_INPUT);
    if (input >= 0 || c->blind || name_is_broken(c, s->name) || name_is_broken(c, "input"))
        return input;
    struct offer o;
    offer_start(&o, s->name);
    for (int i = 0; wording_matters(c) && i < m->input_count; i++)
        offer_add(&o, m->inputs[i].name);
    const char *end = offer_end(c, &o, "it has");
    if (m->input_count)
        diag_error(c->diags, s->name_at, "'%s' is no input of %s%s", s->name, m->name, end);
    else
        diag_error(c->diags, s->name_at,
                   "'%s' is no input of %s, which has none; declare it there: input %s", s->name,
                   m->name, s->name);
    return -1;
}

static int *source_states(struct check *c, const struct definition *d, const struct ast_expr *call)
{
    int *states = ARENA_ARRAY(c->arena, int, d->source_count ? d->source_count : 1);
    int count = expr_count(call->first), i = 0, bad = 0;
    for (const struct ast_expr *a = call->first; a; a = a->next, i++) {
        int state = -1;
        if (a->op == AST_NAME)
            state = network_state(c, a);
        else
            diag_error(c->diags, a->at, "the name of a state is needed here");
        if (i < d->source_count)
            states[i] = state;
        bad |= state < 0;
    }
    if (count != d->source_count && d->source_count) {
        diag_error(c->diags, call->at, "coupling '%s' reads %d state%s, got %d", call->name,
                   d->source_count, d->source_count > 1 ? "s" : "", count);
        bad = 1;
    }
    return bad ? NULL : states;
}

/* Each input has one coupling. */
static int role_taken(struct check *c, const struct ast_stmt *s)
{
    const struct symbol *first = scope_find(&c->roles, s->name);
    if (first) {
        diag_error(c->diags, s->name_at, "input '%s' has two couplings", s->name);
        diag_note(c->diags, first->at, "the first one is here");
    } else {
        scope_put(c->arena, &c->roles, s->name, s->name_at, SYMBOL_POISON, 0);
    }
    return first != NULL;
}

/* Which graph it stands on: the one it names, the one without a name, the only one; -1: there is none such. */
static int graph_of(struct check *c, const struct ast_stmt *s)
{
    const struct ast_clause *on = ast_find_clause(s, CLAUSE_ON);
    const struct experiment *e = c->e;
    if (on && on->args->next)
        diag_error(c->diags, on->args->next->at, "a coupling stands on one graph");
    if (on)
        return graph_find(c, on->args);
    int nameless = graph_called(c, NULL);
    if (nameless >= 0 || e->graph_count <= 1)
        return nameless >= 0 ? nameless : e->graph_count - 1;
    diag_error(c->diags, s->at, "on which of %d graphs? write: on %s", e->graph_count, e->graphs[0].name);
    return -1;
}

static void judge_delayed(struct check *c, const struct ast_stmt *s, int graph)
{
    const struct graph *g = graph >= 0 ? &c->e->graphs[graph] : NULL;
    const char *name = g && g->name ? arena_print(c->arena, "%s ", g->name) : "";
    if (g && g->delays < 0 && g->lengths < 0)
        diag_error(c->diags, s->name_at, "'%s' is delayed, and %s has no delays; write: graph %sdelays = ..., or graph %slengths = ... with speed = 3",
                   s->name, g->path, name, name);
    else if (g && g->delays < 0 && g->speed < 0)
        diag_error(c->diags, s->name_at, "'%s' is delayed, and %s has lengths, but no speed; write: graph %slengths = ... with speed = 3",
                   s->name, g->path, name);
    else
        diag_error(c->diags, s->name_at, "delayed couplings are not available yet");
}

static void check_coupling_use(struct check *c, const struct ast_stmt *s)
{
    struct definition *d = definition_find(c, AST_COUPLING_DEF, s->value->name, s->value->at);
    int input = c->e->model ? find_input(c, s) : -1;
    int *states = c->e->model && d ? source_states(c, d, s->value) : NULL, first = c->e->derived_count;
    if (role_taken(c, s))
        return;
    c->lost_role |= c->e->model && input < 0;
    struct coupling k = {
        .role = s->name, .def = s->value->name, .at = s->name_at, .input = input,
        .graph = graph_of(c, s), .delayed = s->word != NULL, .source_states = states
    };
    c->blind |= !d || (d->failed && d->file != c->files);
    if (d) {
        k.src = d->file->src;
        k.sources = d->sources;
        k.source_count = d->source_count;
        k.pre = d->pre;
        k.post = d->post;
        k.uses_target = d->uses_target;
        k.references = d->references;
        k.reference_count = d->reference_count;
        params_adopt(c, d, QUANTITY_COUPLING, arena_print(c->arena, "coupling.%s", s->name),
                     c->e->coupling_count, &k.params, &k.param_count);
    }
    *ARENA_PUSH(c->arena, c->e->couplings, c->e->coupling_count) = k;
    if (d)
        check_with(c, s, arena_print(c->arena, "coupling.%s", s->name), d->stmt->name);
    if (k.delayed)
        judge_delayed(c, s, k.graph);
    formulas_units(c, first);
}

void check_coupling_uses(struct check *c)
{
    const struct ast_stmt *first = NULL;
    for (const struct ast_stmt *s = c->network ? c->network->body : NULL; s; s = s->next) {
        if (s->kind != AST_COUPLING_USE)
            continue;
        first = first ? first : s;
        check_coupling_use(c, s);
    }
    if (first && !c->e->graph_count && !name_is_broken(c, "graph") && !name_is_broken(c, "weights")
        && !network_only(c, AST_GRAPH))
        diag_error(c->diags, first->at,
                   "a coupling needs a graph; write: graph weights = ones - eye");
}
