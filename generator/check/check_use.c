/* check_use.c -- couplings as a network uses them: what they feed, read and stand on.
 */
#include <string.h>
#include "check_nodes.h"
#include "delays.h"

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

/* The input of a name; -1 after an error. */
static int find_input(struct check *c, const struct ast_expr *name)
{
    const struct model *m = c->e->model;
    int input = model_part(c, name->name, SYMBOL_INPUT);
    const struct symbol *known = c->dynamics ? scope_find(&c->dynamics->scope, name->name) : NULL;
    if (input < 0 && known && known->kind == SYMBOL_POISON)     /* the model's equations name it, too, and that is reported */
        return input;
    if (input >= 0 || c->blind || name_is_broken(c, name->name) || name_is_broken(c, "input"))
        return input;
    struct offer o;
    offer_start(&o, name->name);
    for (int i = 0; wording_matters(c) && i < m->input_count; i++)
        offer_add(&o, m->inputs[i].name);
    const char *end = offer_end(c, &o, "it has");
    if (m->input_count)
        diag_error(c->diags, name->at, "'%s' is no input of %s%s", name->name, m->name, end);
    else
        diag_error(c->diags, name->at,
                   "'%s' is no input of %s, which has none; declare it there: input %s", name->name,
                   m->name, name->name);
    return -1;
}

/* The coupling that feeds an input, or NULL. */
static const struct coupling *coupling_of(const struct experiment *e, int input)
{
    for (int i = 0; i < e->coupling_count; i++)
        for (int k = 0; k < e->couplings[i].input_count; k++)
            if (e->couplings[i].inputs[k] == input)
                return &e->couplings[i];
    return NULL;
}

/* ---------------------------------------------------------------------- sources -- */

/* A derived quantity is read as a state is, if it is watched. */
static int source_let(struct check *c, const struct ast_expr *name)
{
    const struct model *m = c->e->model;
    int let = name->op == AST_NAME ? model_part(c, name->name, SYMBOL_LET) : -1;
    if (let >= 0 && !m->lets[let].watched)
        diag_error(c->diags, name->at, "'%s' is not watched; a coupling reads states and what the model watches: watch %s", name->name, name->name);
    return let;
}

/* What a coupling reads, into k->source_states and source_lets. */
static void find_sources(struct check *c, const struct definition *d, const struct ast_expr *call, struct coupling *k)
{
    int *states = ARENA_ARRAY(c->arena, int, d->source_count + 1), *lets = ARENA_ARRAY(c->arena, int, d->source_count + 1);
    int count = expr_count(call->first), i = 0, bad = 0;
    for (const struct ast_expr *a = call->first; a; a = a->next, i++) {
        int state = -1, let = source_let(c, a);
        if (a->op != AST_NAME)
            diag_error(c->diags, a->at, "the name of a state is needed here");
        else if (let < 0)
            state = network_state(c, a);
        if (i < d->source_count) {
            states[i] = state;
            lets[i] = let;
        }
        bad |= state < 0 && let < 0;
    }
    if (count != d->source_count && d->source_count) {
        diag_error(c->diags, call->at, "coupling '%s' reads %d state%s, got %d", call->name,
                   d->source_count, d->source_count > 1 ? "s" : "", count);
        bad = 1;
    }
    k->source_states = bad ? NULL : states;
    k->source_lets = bad ? NULL : lets;
}

/* ------------------------------------------------------------------------ order -- */

/* Which inputs [t] is made of, by derived quantities and functions, too; [seen]: lets that were looked at. */
static void find_inputs(const struct model *m, const struct term *t, char *inputs, char *seen)
{
    if (!t)
        return;
    if (t->kind == TERM_REF && t->ref == REF_INPUT)
        inputs[t->index] = 1;
    if (t->kind == TERM_REF && t->ref == REF_LET && !seen[t->index]) {
        seen[t->index] = 1;
        find_inputs(m, m->lets[t->index].value, inputs, seen);
    }
    if (t->kind == TERM_APPLY)
        find_inputs(m, m->functions[t->index].value, inputs, seen);
    for (int i = 0; i < t->count; i++)
        find_inputs(m, t->args[i], inputs, seen);
}

/* What coupling [i] waits for: those that feed what it reads now. */
static void find_waits(struct check *c, struct order *o, int i)
{
    const struct experiment *e = c->e;
    const struct model *m = e->model;
    const struct coupling *k = &e->couplings[i];
    for (int n = 0; k->source_lets && n < k->source_count; n++) {
        int let = k->source_lets[n];
        char *inputs = ARENA_ARRAY(c->arena, char, m->input_count + 1);
        if (let >= 0)
            find_inputs(m, m->lets[let].value, inputs, ARENA_ARRAY(c->arena, char, m->let_count + 1));
        for (int input = 0; input < m->input_count; input++) {
            const struct coupling *feeds = inputs[input] ? coupling_of(e, input) : NULL;
            if (feeds && k->delayed)
                diag_error(c->diags, k->at, "coupling '%s' is delayed and reads '%s', which is made of the input '%s'; of the past there are states, "
                           "and what follows from states alone", k->role, m->lets[let].name, m->inputs[input].name);
            else if (feeds == k)
                diag_error(c->diags, k->at, "coupling '%s' reads '%s', which is made of its own input '%s' at the same time; let it read a state", k->role,
                           m->lets[let].name, m->inputs[input].name);
            else if (feeds)
                order_edge(o, c->arena, i, (int)(feeds - e->couplings));
        }
    }
}

static void order_couplings(struct check *c)
{
    struct experiment *e = c->e;
    struct order o;
    order_open(&o, c->arena, e->coupling_count);
    for (int i = 0; i < e->coupling_count; i++) {
        o.names[i] = arena_print(c->arena, "coupling %s", e->couplings[i].role);
        o.at[i] = e->couplings[i].at;
        if (e->model)
            find_waits(c, &o, i);
    }
    e->coupling_order = order_sort(&o, c);
}

/* ------------------------------------------------------------------------- uses -- */

/* Each input has one coupling. */
static int role_taken(struct check *c, const struct ast_expr *name)
{
    const struct symbol *first = scope_find(&c->roles, name->name);
    if (first) {
        diag_error(c->diags, name->at, "input '%s' has two couplings", name->name);
        diag_note(c->diags, first->at, "the first one is here");
    } else {
        scope_put(c->arena, &c->roles, name->name, name->at, SYMBOL_POISON, 0);
    }
    return first != NULL;
}

/* Whether there is an output for each of [count] inputs, or one for all. */
static void judge_outputs(struct check *c, const struct ast_stmt *s, const struct definition *d, int count)
{
    const char *list = "";
    for (int i = 0; i < d->output_count; i++)
        list = arena_print(c->arena, "%s%s%s", list, i ? ", " : ": ", d->outputs[i]);
    if (d->post_count > 1 && count != d->post_count && !d->failed)
        diag_error(c->diags, s->name_at, "coupling '%s' has %d outputs%s, and feeds %d input%s here", d->stmt->name, d->post_count, list, count,
                   count == 1 ? "" : "s");
}

/* The inputs a statement names, into k->inputs; whether it may have them. */
static int find_fed_inputs(struct check *c, const struct ast_stmt *s, struct coupling *k)
{
    int taken = 0;
    for (const struct ast_expr *n = s->params; n; n = n->next) {
        int input = c->e->model ? find_input(c, n) : -1;
        taken |= role_taken(c, n);
        c->lost_role |= c->e->model && input < 0;
        *ARENA_PUSH(c->arena, k->inputs, k->input_count) = input;
    }
    return !taken;
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

/* Values for each edge that the definition has, as large as this network. */
static void set_edges(struct check *c, const struct coupling *k)
{
    for (int i = 0; i < k->param_count; i++) {
        struct quantity *q = &c->e->quantities[k->params[i].quantity];
        if (q->edges)
            matrix_set(c, q, q->edges);
    }
}

static void check_coupling_use(struct check *c, const struct ast_stmt *s)
{
    struct definition *d = definition_find(c, AST_COUPLING_DEF, s->value->name, s->value->at);
    struct coupling k = { .role = s->name, .def = s->value->name, .at = s->name_at, .delayed = s->word != NULL };
    int first = c->e->derived_count, free = find_fed_inputs(c, s, &k);
    if (c->e->model && d)
        find_sources(c, d, s->value, &k);
    if (!free)
        return;
    k.graph = graph_of(c, s);
    c->blind |= !d || (d->failed && d->file != c->files);
    if (d) {
        k.src = d->file->src;
        k.sources = d->sources;
        k.source_count = d->source_count;
        k.pre = d->pre;
        k.pre_count = d->pre_count;
        k.post = d->post;
        k.post_count = d->post_count;
        k.outputs = d->outputs;
        k.output_count = d->output_count;
        k.uses_target = d->uses_target;
        k.references = d->references;
        k.reference_count = d->reference_count;
        params_adopt(c, d, QUANTITY_COUPLING, arena_print(c->arena, "coupling.%s", s->name),
                     c->e->coupling_count, &k.params, &k.param_count);
    }
    *ARENA_PUSH(c->arena, c->e->couplings, c->e->coupling_count) = k;
    if (d) {
        judge_outputs(c, s, d, k.input_count);
        set_edges(c, &k);
        check_with(c, s, arena_print(c->arena, "coupling.%s", s->name), d->stmt->name);
    }
    if (k.delayed)
        check_delayed(c, s, k.graph);
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
    order_couplings(c);
}
