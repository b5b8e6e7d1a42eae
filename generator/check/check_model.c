/* check_model.c -- models, and the parameters of definitions.
 *
 * Names are declared in one pass over the block and read in a later one, so that
 * the order of declarations never matters. Between them derived quantities are put
 * in an order in which each needs only earlier ones.
 */
#include <math.h>
#include <string.h>
#include "checker.h"

/* --------------------------------------------------------------- declarations -- */

static int range_clause(struct check *c, const struct ast_stmt *s, enum ast_clause_kind kind,
                        const char *unit, double *lo, double *hi)
{
    const struct ast_clause *clause = ast_find_clause(s, kind);
    return clause && const_range(c, clause->args, unit, lo, hi, kind == CLAUSE_IN);
}

/* `clamp [lo, hi] per stage`: what stands behind 'clamp' belongs to it; elsewhere it is out of place. */
static int is_per_stage(struct check *c, const struct ast_stmt *s)
{
    for (const struct ast_clause *k = s->clauses, *before = NULL; k; before = k, k = k->next) {
        if (k->kind != CLAUSE_PER)
            continue;
        if (strcmp(k->args->name, "stage"))
            diag_error(c->diags, k->at, "'per %s' does not go with 'state'; a clamp may act 'per stage', and a list is a value "
                       "for each node: state %s = [0, 1]", k->args->name, s->name);
        else if (!before || before->kind != CLAUSE_CLAMP)
            diag_error(c->diags, k->at, "'per stage' stands behind 'clamp [low, high]'%s",
                       before && before->kind == CLAUSE_WRAP ? "; a state wraps after each step" : "");
        else
            return 1;
    }
    return 0;
}

/* The statement of a block that declares a name, or NULL. */
static const struct ast_stmt *declared(const struct definition *d, const char *name)
{
    const struct ast_stmt *s = d->stmt->body;
    while (s && !((s->kind == AST_PARAM || s->kind == AST_STATE || s->kind == AST_DEFINE)
                  && !strcmp(s->name, name)))
        s = s->next;
    return s;
}

/* `param I = 2 A`, where A is declared too; 0 after an error. */
static int unit_is_no_name(struct check *c, const struct definition *d, const struct ast_stmt *s)
{
    const struct ast_expr *e = s->value->op == AST_NEG ? s->value->first : s->value;
    if (e->op != AST_NUMBER || !e->unit || !ast_unit_is_bare(e->unit_at) || !declared(d, e->unit))
        return 1;
    unit_or_name(c, e);
    return 0;
}

/* A list or a file with a number for each node; 0 after an error. One number of a
 * file is that of all nodes, and [values] NULL. */
static int node_values(struct check *c, const struct ast_expr *e, const char *unit,
                       const char *what, const double **values, int *count, double *first)
{
    struct data v;
    if (e->op == AST_STRING ? !check_data_list(c, e, &v) : !const_list(c, e, unit, &v))
        return 0;
    if (v.rank != 1) {
        diag_error(c->diags, e->at, "%s takes one list, with a number for each node", what);
        return 0;
    }
    int one = is_one_number(e, &v);
    *values = one ? NULL : v.values;
    *count = one ? 0 : (int)v.shape[0];
    *first = v.values[0];
    return 1;
}

static int is_function(const struct definition *d, const char *name)
{
    const struct ast_stmt *s = d->stmt->body;
    while (s && !((s->kind == AST_FUNCTION || s->kind == AST_TABLE) && !strcmp(s->name, name)))
        s = s->next;
    return s != NULL;
}

/* A matrix, or something of matrices, as a graph has them: it names what no parameter of [d] is. */
static int is_matrix(const struct definition *d, const struct ast_expr *e)
{
    int found = e->op == AST_LIST || e->op == AST_STRING || (e->op == AST_CALL && !builtin_find(e->name) && !is_function(d, e->name))
             || (e->op == AST_NAME && !declared(d, e->name) && !builtin_is_constant(e->name));
    for (const struct ast_expr *x = e->first; x && !found; x = x->next)
        found = is_matrix(d, x);
    return found;
}

/* `param w = 1 per edge` of a coupling; 'per node' is what every parameter may be. */
static int is_per_edge(struct check *c, const struct definition *d, const struct ast_stmt *s)
{
    const struct ast_clause *per = ast_find_clause(s, CLAUSE_PER);
    if (!per || d->model || !strcmp(per->args->name, "node"))
        return 0;
    if (!strcmp(per->args->name, "edge"))
        return 1;
    diag_error(c->diags, per->args->at, "a parameter of a coupling has a value 'per node' or 'per edge', got '%s'", per->args->name);
    return 0;
}

static int is_many(const struct ast_expr *e)
{
    return e->op == AST_LIST || e->op == AST_STRING;
}

/* Parameters of a model or coupling: a number, a list with one for each node, or a formula. */
void check_param(struct check *c, struct definition *d, const struct ast_stmt *s)
{
    if (!scope_declare(c, &d->scope, s->name, s->name_at, SYMBOL_PARAM, d->param_count))
        return;
    struct quantity q = {
        .name = s->name, .at = s->name_at, .unit = unit_of(s), .doc = s->doc,
        .value_at = s->value->at, .lo = -INFINITY, .hi = INFINITY, .per_node = 1
    };
    const char *what = arena_print(c->arena, "parameter '%s'", s->name);
    unit_judge(c, s);
    int many = is_many(s->value), modes = d->model ? d->model->modes : 0;
    q.per_edge = is_per_edge(c, d, s);
    q.per_node = !q.per_edge;
    if (s->word || (s->value->op == AST_CALL && axis_is_form(s->value->name)))
        diag_error(c->diags, s->name_at, "a parameter of a definition has a value; "
                   "vary it in an explore block: %s %s %s", s->name, s->word ? "~" : "=",
                   expr_text(c, s->value));
    else if (q.per_edge && is_matrix(d, s->value))
        q.edges = s->value;             /* as large as the network that takes it */
    else if (many && modes)
        mode_values(c, s->value, modes, 1, what, &q);
    else if (many)
        node_values(c, s->value, q.unit, what, &q.values, &q.value_count, &q.value);
    else if (!formula_is(s) && unit_is_no_name(c, d, s))         /* formulas are read when all is declared */
        const_finite(c, s->value, q.unit, what, &q.value);
    range_clause(c, s, CLAUSE_IN, q.unit, &q.lo, &q.hi);
    *ARENA_PUSH(c->arena, d->params, d->param_count) = q;
}

const struct draw *check_draw(struct check *c, const struct ast_expr *call, const char *unit)
{
    struct draw *draw = ARENA_NEW(c->arena, struct draw);
    draw->at = call->at;
    if (!check_law(c, call, unit, &draw->law))
        return NULL;
    if (draw->law.many) {
        diag_error(c->diags, call->at, "a state draws single numbers; %s draws lists", call->name);
        return NULL;
    }
    return draw;
}

static void initial_modes(struct check *c, const struct ast_expr *value, int modes, const char *what, struct state *y)
{
    struct quantity q = { .unit = y->unit };
    if (!mode_values(c, value, modes, 0, what, &q))
        return;
    y->values = q.values;
    y->value_count = q.value_count;
    y->initial = q.value;
}

static void declare_state(struct check *c, struct definition *d, const struct ast_stmt *s)
{
    struct model *m = d->model;
    if (!scope_declare(c, &d->scope, s->name, s->name_at, SYMBOL_STATE, m->state_count))
        return;
    struct state y = {
        .name = s->name, .unit = unit_of(s), .doc = s->doc, .at = s->name_at,
        .lo = -INFINITY, .hi = INFINITY, .bound_lo = -INFINITY, .bound_hi = INFINITY
    };
    const char *what = arena_print(c->arena, "the initial value of '%s'", s->name);
    unit_judge(c, s);
    if (is_many(s->value) && m->modes)
        initial_modes(c, s->value, m->modes, what, &y);
    else if (is_many(s->value))
        node_values(c, s->value, y.unit, what, &y.values, &y.value_count, &y.initial);
    else if (!formula_is(s) && unit_is_no_name(c, d, s))
        const_finite(c, s->value, y.unit, what, &y.initial);
    range_clause(c, s, CLAUSE_IN, y.unit, &y.lo, &y.hi);
    y.clamped = range_clause(c, s, CLAUSE_CLAMP, y.unit, &y.bound_lo, &y.bound_hi);
    y.per_stage = is_per_stage(c, s);
    const struct ast_clause *wrap = ast_find_clause(s, CLAUSE_WRAP);
    if (wrap && y.clamped)
        diag_error(c->diags, wrap->at, "'%s' is clamped already; it cannot wrap too", s->name);
    else if (range_clause(c, s, CLAUSE_WRAP, y.unit, &y.bound_lo, &y.bound_hi)) {
        y.wrapped = 1;
        if (!isfinite(y.bound_lo) || !isfinite(y.bound_hi))
            diag_error(c->diags, wrap->at, "a state wraps between two finite ends");
    }
    const struct ast_clause *draw = ast_find_clause(s, CLAUSE_DRAW);
    if (draw)
        y.draw = check_draw(c, draw->args, y.unit);
    *ARENA_PUSH(c->arena, m->states, m->state_count) = y;
}

/* Behind the name of a state, in front of what its equation says. */
static const char *prime(const struct model *m)
{
    return m->is_map ? "+" : "'";
}

static int is_equation(const struct ast_stmt *s)
{
    return s->kind == AST_RATE || s->kind == AST_NEXT;
}

/* A model has rates or says the next state: what its first equation is. */
static void find_kind(struct check *c, struct definition *d)
{
    const struct ast_stmt *first = d->stmt->body;
    while (first && !is_equation(first))
        first = first->next;
    d->model->is_map = first && first->kind == AST_NEXT;
    for (const struct ast_stmt *s = first; s; s = s->next)
        if (is_equation(s) && s->kind != first->kind) {
            diag_error(c->diags, s->name_at, "a model has rates (%s' = ...) or says what comes next (%s+ = ...), and '%s' has begun with %s",
                       s->name, s->name, d->stmt->name, d->model->is_map ? "the latter" : "rates");
            diag_note(c->diags, first->name_at, "its first equation is here");
            return;
        }
}

static void declare_let(struct check *c, struct definition *d, const struct ast_stmt *s)
{
    const struct symbol *y = scope_find(&d->scope, s->name);
    if (y && y->kind == SYMBOL_STATE) {
        diag_error(c->diags, s->name_at, "'%s' is a state; its equation is written %s%s = ...",
                   s->name, s->name, prime(d->model));
        return;
    }
    unit_judge(c, s);
    if (scope_declare(c, &d->scope, s->name, s->name_at, SYMBOL_LET, d->model->let_count))
        *ARENA_PUSH(c->arena, d->model->lets, d->model->let_count) = (struct let){
            .name = s->name, .at = s->name_at, .doc = s->doc, .unit = unit_of(s)
        };
}

static void declare_function(struct check *c, struct definition *d, const struct ast_stmt *s)
{
    struct model *m = d->model;
    if (!scope_declare(c, &d->scope, s->name, s->name_at, SYMBOL_FUNCTION, m->function_count))
        return;
    int arity = check_arguments(c, s), n = 0;
    const char **args = ARENA_ARRAY(c->arena, const char *, arity + 1);
    for (const struct ast_expr *a = s->params; a; a = a->next)
        args[n++] = a->name;
    *ARENA_PUSH(c->arena, m->functions, m->function_count) = (struct function){
        .name = s->name, .args = args, .arity = arity, .at = s->name_at, .unit = unit_of(s)
    };
}

/* A function of its points. */
static void declare_table(struct check *c, struct definition *d, const struct ast_stmt *s)
{
    struct model *m = d->model;
    if (!scope_declare(c, &d->scope, s->name, s->name_at, SYMBOL_FUNCTION, m->function_count))
        return;
    const struct point_table *l = check_table(c, s);
    const char **args = ARENA_NEW(c->arena, const char *);
    *args = s->params->name;
    struct walk w = { .c = c, .def = d, .scope = &d->scope, .arguments = s->params };
    *ARENA_PUSH(c->arena, m->functions, m->function_count) = (struct function){
        .name = s->name, .args = args, .arity = 1, .at = s->name_at, .unit = unit_of(s), .lookup = l, .passes = 1,
        .value = l ? table_value(c, s, l, scope_name(&w, s->params)) : NULL
    };
}

/* A unit stands behind an input, or behind the line for all of it. */
static void declare_inputs(struct check *c, struct definition *d, const struct ast_stmt *s)
{
    const struct ast_clause *all = ast_find_clause(s, CLAUSE_UNIT);
    int count = expr_count(s->params);
    for (const struct ast_expr *n = s->value; n; n = n->next) {
        if (!scope_declare(c, &d->scope, n->name, n->at, SYMBOL_INPUT, d->model->input_count))
            continue;
        if (n->unit && all)
            diag_error(c->diags, all->at, "'%s' has a unit already, [%s]", n->name, n->unit);
        struct model_input in = { .name = n->name, .unit = n->unit ? n->unit : all ? all->name : NULL, .doc = s->doc, .at = n->at,
                                  .sources = ARENA_ARRAY(c->arena, const char *, count + 1) };
        for (const struct ast_expr *x = s->params; x; x = x->next)
            in.sources[in.source_count++] = x->name;
        *ARENA_PUSH(c->arena, d->model->inputs, d->model->input_count) = in;
    }
}

/* What an input usually reads is something of the model that varies from node to node. */
static void check_sources(struct check *c, struct definition *d)
{
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next)
        for (const struct ast_expr *x = s->kind == AST_INPUT ? s->params : NULL; x; x = x->next) {
            struct symbol *y = scope_find(&d->scope, x->name);
            if (y && (y->kind == SYMBOL_STATE || y->kind == SYMBOL_LET)) {
                y->used = 1;
            } else if (y && y->kind != SYMBOL_POISON) {
                diag_error(c->diags, x->at, "'%s' is %s; an input comes from states or derived quantities", x->name,
                           symbol_kind_name(y->kind));
            } else if (!y) {
                struct offer o;
                offer_start(&o, x->name);
                for (int i = 0; wording_matters(c) && i < d->model->state_count; i++)
                    offer_add(&o, d->model->states[i].name);
                scope_unknown(c, &d->scope, x->at, x->name,
                              arena_print(c->arena, "unknown name '%s'%s", x->name, offer_end(c, &o, "there are")));
            }
        }
}

void check_references(struct check *c, struct definition *d)
{
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next)
        if (s->kind == AST_REFERENCE)
            *ARENA_PUSH(c->arena, d->references, d->reference_count) = s->doc;
}

static void declare_all(struct check *c, struct definition *d)
{
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next)
        switch (s->kind) {
        case AST_STATE:    declare_state(c, d, s); break;
        case AST_PARAM:    check_param(c, d, s); break;
        case AST_INPUT:    declare_inputs(c, d, s); break;
        case AST_DEFINE:   is_nameless(s) ? (void)0 : declare_let(c, d, s); break;
        case AST_FUNCTION: declare_function(c, d, s); break;
        case AST_TABLE:    declare_table(c, d, s); break;
        default: break;
        }
}

/* ------------------------------------------------------------------ equations -- */

static int has_equation(const struct state *y)
{
    return y->rate_at.src != NULL;
}

/* The state an equation is for, or NULL after an error. A misspelt name counts
 * for the state it was meant for, which is then not reported as forgotten. */
static struct state *rated_state(struct check *c, struct definition *d, const struct ast_stmt *s,
                                 char *forgiven)
{
    struct model *m = d->model;
    struct symbol *y = scope_find(&d->scope, s->name);
    if (y && y->kind == SYMBOL_STATE)
        return &m->states[y->index];
    if (y && y->kind != SYMBOL_POISON) {
        diag_error(c->diags, s->name_at,
                   "'%s' is %s, not a state; only states have an equation %s%s", s->name,
                   symbol_kind_name(y->kind), s->name, prime(m));
        return NULL;
    }
    struct nearest near;
    nearest_start(&near, s->name);
    for (int i = 0; i < m->state_count; i++)
        if (!has_equation(&m->states[i]))
            nearest_offer(&near, m->states[i].name);
    const char *best = nearest_best(&near);
    if (!y)
        scope_unknown(c, &d->scope, s->name_at, s->name, best
            ? arena_print(c->arena, "'%s' is no state; did you mean '%s'?", s->name, best)
            : arena_print(c->arena, "'%s' has an equation but is not declared; "
                          "declare it: state %s = 0", s->name, s->name));
    if (best)
        forgiven[scope_find(&d->scope, best)->index] = 1;
    return NULL;
}

/* `x = ...` for a state: its prime is missing, which was said. */
static int lost_prime(const struct definition *d, const char *state)
{
    const struct ast_stmt *s = d->stmt->body;
    while (s && !(s->kind == AST_DEFINE && !strcmp(s->name, state)))
        s = s->next;
    return s != NULL;
}

static void check_rates(struct check *c, struct definition *d, struct walk *w)
{
    struct model *m = d->model;
    char *forgiven = ARENA_ARRAY(c->arena, char, m->state_count);
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next) {
        struct state *y = is_equation(s) ? rated_state(c, d, s, forgiven) : NULL;
        if (y && has_equation(y)) {
            diag_error(c->diags, s->name_at, "'%s' has two equations", s->name);
            diag_note(c->diags, y->rate_at, "the first one is here");
            y = NULL;
        }
        if (!is_equation(s))
            continue;
        w->declared = unit_of_all(s);
        const struct term *rate = expr_check(w, s->value, WANT_NUMBER);
        if (y) {
            y->rate = rate;
            y->rate_at = s->name_at;
            y->rate_unit = unit_of(s);
        }
    }
    for (int i = 0; i < m->state_count; i++) {
        const struct state *y = &m->states[i];
        if (!has_equation(y) && !forgiven[i] && !name_is_broken(c, y->name) && !name_reserved(y->name)
            && !(wording_matters(c) && lost_prime(d, y->name)))
            diag_error(c->diags, y->at, "state '%s' has no equation; write %s%s = ...", y->name,
                       y->name, prime(m));
    }
}

static void check_watches(struct check *c, struct definition *d)
{
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next) {
        for (const struct ast_expr *n = s->kind == AST_WATCH ? s->value : NULL; n; n = n->next) {
            struct symbol *y = scope_find(&d->scope, n->name);
            if (y && y->kind == SYMBOL_LET) {
                d->model->lets[y->index].watched = 1;
                y->used = 1;
            } else if (y && y->kind != SYMBOL_POISON) {
                diag_error(c->diags, n->at, "'%s' is %s; only derived quantities are watched",
                           n->name, symbol_kind_name(y->kind));
            } else if (!y) {
                struct offer o;
                offer_start(&o, n->name);
                for (int i = 0; wording_matters(c) && i < d->model->let_count; i++)
                    offer_add(&o, d->model->lets[i].name);
                scope_unknown(c, &d->scope, n->at, n->name,
                             arena_print(c->arena, "unknown name '%s'%s", n->name,
                                         offer_end(c, &o, "there are")));
            }
        }
    }
}

/* ---------------------------------------------------------------------- order -- */

/* Derived quantities are numbered first, then functions: what a statement defines, or -1. */
static int node_of(const struct definition *d, const struct ast_stmt *s)
{
    int defines = s->kind == AST_DEFINE || s->kind == AST_FUNCTION;
    const struct symbol *y = defines ? scope_find(&d->scope, s->name) : NULL;
    if (!y || y->at.from != s->name_at.from)
        return -1;
    return y->kind == SYMBOL_LET ? y->index
         : y->kind == SYMBOL_FUNCTION ? d->model->let_count + y->index : -1;
}

static void find_edges(struct check *c, const struct definition *d, const struct ast_stmt *s,
                       const struct ast_expr *e, struct order *o, int from)
{
    const struct symbol *y = e->op == AST_NAME || e->op == AST_CALL ? scope_find(&d->scope, e->name) : NULL;
    if (y && e->op == AST_CALL && y->kind == SYMBOL_FUNCTION)
        order_edge(o, c->arena, from, d->model->let_count + y->index);
    if (y && e->op == AST_NAME && y->kind == SYMBOL_LET && expr_argument(s->params, e->name) < 0)
        order_edge(o, c->arena, from, y->index);
    for (const struct ast_expr *x = e->first; x; x = x->next)
        find_edges(c, d, s, x, o, from);
}

/* Derived quantities and functions read each other in any order of the text. They are
 * sorted before anything is read, so that a term counts them as they stay. */
static void sort_lets(struct check *c, struct definition *d)
{
    struct model *m = d->model;
    struct order o;
    order_open(&o, c->arena, m->let_count + m->function_count);
    int *own = ARENA_ARRAY(c->arena, int, o.count), done = 0;
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next) {
        int node = node_of(d, s);
        if (node < 0)
            continue;
        o.names[node] = s->name;
        o.at[node] = s->name_at;
        own[node] = expr_size(s->value);
        o.is_function[node] = s->kind == AST_FUNCTION;
        find_edges(c, d, s, s->value, &o, node);
    }
    const int *sorted = order_sort(&o, c);
    order_limit(&o, c, sorted, own, m->let_count);
    struct let *lets = ARENA_ARRAY(c->arena, struct let, m->let_count);
    for (int i = 0; i < o.count; i++)
        if (sorted[i] < m->let_count)
            lets[done++] = m->lets[sorted[i]];
    m->lets = lets;
    for (int i = 0; i < m->let_count; i++)
        scope_find(&d->scope, lets[i].name)->index = i;
}

/* In the order of the text: a name nobody knows is reported where it stands first. */
static void check_lets(struct definition *d, struct walk *w)
{
    struct model *m = d->model;
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next) {
        int node = node_of(d, s);
        if (node < 0)
            continue;
        w->arguments = s->params;
        w->declared = unit_of_all(s);
        const struct term *value = expr_check(w, s->value, WANT_NUMBER);
        if (node < m->let_count)
            m->lets[node].value = value;
        else
            m->functions[node - m->let_count].value = value;
    }
    w->arguments = NULL;
    w->declared = NULL;
}

static int has_rate(const struct ast_stmt *model)
{
    const struct ast_stmt *s = model->body;
    while (s && !is_equation(s))
        s = s->next;
    return s != NULL;
}

void check_model(struct check *c, struct definition *d)
{
    const struct ast_stmt *s = d->stmt;
    int before = c->diags->errors;
    check_block(c, s->body, (enum block)ast_rules[s->kind].opens);
    struct model *m = d->model = ARENA_NEW(c->arena, struct model);
    *m = (struct model){ .name = s->name, .doc = s->doc, .src = d->file->src, .at = s->name_at, .out = -1 };
    check_modes(c, d);
    check_units_word(c, s->body, &m->strict);
    check_references(c, d);
    m->references = d->references;
    m->reference_count = d->reference_count;
    find_kind(c, d);
    if (s->kind == AST_OBSERVER)
        check_drives(c, d);
    declare_all(c, d);
    check_sources(c, d);
    if (!m->state_count && !d->file->failed && !has_rate(s))
        diag_error(c->diags, s->name_at, "%s '%s' has no state; declare one: state %s = 0", ast_rules[s->kind].word, s->name,
                   s->kind == AST_OBSERVER ? "y" : "x");

    struct walk w = { .c = c, .name = scope_name, .call = scope_call, .scope = &d->scope,
                      .def = d };
    mode_find(d);
    sort_lets(c, d);
    check_lets(d, &w);
    check_formulas(d, &w, c->diags->errors == before);
    check_rates(c, d, &w);
    check_watches(c, d);
    if (s->kind == AST_OBSERVER)
        check_out(c, d);
}

/* --------------------------------------------------------------------- unused -- */

void definition_unused(struct check *c, const struct definition *d)
{
    static const struct { enum symbol_kind kind; const char *what, *rule; } rules[] = {
        { SYMBOL_PARAM, "parameter", "unused-param" },
        { SYMBOL_LET, "derived quantity", "unused-let" },
        { SYMBOL_INPUT, "input", "unused-input" },
        { SYMBOL_FUNCTION, "function", "unused-function" }
    };
    for (const struct symbol *y = d->scope.first; y; y = y->next)
        for (size_t i = 0; i < sizeof rules/sizeof *rules; i++)
            if (y->kind == rules[i].kind && !y->used && !name_is_broken(c, y->name))
                diag_warn(c->diags, y->at, rules[i].rule, "%s '%s' is never used", rules[i].what,
                          y->name);
}
