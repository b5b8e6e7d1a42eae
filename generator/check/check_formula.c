/* check_formula.c -- parameters and initial values that follow from parameters.
 *
 * `param b = 2*a`, `state x = a`: a formula is an expression over the parameters of its owner and
 * the owner's functions of them. It is computed where the kernel begins a point (lower_quantity), so
 * that what moves `a` moves it; here it is read, put in an order, and given a unit and, for what is
 * shown, a value.
 */
#include <math.h>
#include "checker.h"
#include "model/formula.h"

static int calls_own(const struct ast_expr *e)
{
    int found = e->op == AST_CALL && !builtin_find(e->name);
    for (const struct ast_expr *x = e->first; x && !found; x = x->next)
        found = calls_own(x);
    return found;
}

int formula_is(const struct ast_stmt *s)
{
    const struct ast_expr *e = s->value;
    if (s->word || (e->op == AST_CALL && axis_is_form(e->name)))        /* drawn, or an axis */
        return 0;
    return e->op != AST_LIST && e->op != AST_STRING && (expr_free_name(e) || calls_own(e));
}

/* ----------------------------------------------------------------------- order -- */

/* Parameters are numbered first, then functions: what a statement declares, or -1. */
static int node_of(const struct definition *d, const struct ast_stmt *s)
{
    int declares = s->kind == AST_PARAM || s->kind == AST_FUNCTION;
    const struct symbol *y = declares ? scope_find(&d->scope, s->name) : NULL;
    if (!y || y->at.from != s->name_at.from)
        return -1;
    return y->kind == SYMBOL_PARAM ? y->index : y->kind == SYMBOL_FUNCTION ? d->param_count + y->index : -1;
}

static void find_edges(struct check *c, const struct definition *d, const struct ast_stmt *s,
                       const struct ast_expr *e, struct order *o, int from)
{
    const struct symbol *y = e->op == AST_NAME || e->op == AST_CALL ? scope_find(&d->scope, e->name) : NULL;
    if (y && e->op == AST_CALL && y->kind == SYMBOL_FUNCTION)
        order_edge(o, c->arena, from, d->param_count + y->index);
    if (y && e->op == AST_NAME && y->kind == SYMBOL_PARAM && expr_argument(s->params, e->name) < 0)
        order_edge(o, c->arena, from, y->index);
    for (const struct ast_expr *x = e->first; x; x = x->next)
        find_edges(c, d, s, x, o, from);
}

/* Those with a formula, in an order in which each needs only earlier ones; cycles are errors. */
static void sort_params(struct check *c, struct definition *d)
{
    struct order o;
    int functions = d->model ? d->model->function_count : d->helper_count;
    order_open(&o, c->arena, d->param_count + functions);
    int *own = ARENA_ARRAY(c->arena, int, o.count + 1);
    char *follows = ARENA_ARRAY(c->arena, char, o.count + 1);
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next) {
        int node = node_of(d, s);
        if (node < 0)
            continue;
        o.names[node] = s->name;
        o.at[node] = s->name_at;
        own[node] = expr_size(s->value);
        o.is_function[node] = s->kind == AST_FUNCTION;
        follows[node] = s->kind == AST_PARAM && formula_is(s) && !d->params[node].edges;
        if (follows[node] || s->kind == AST_FUNCTION)
            find_edges(c, d, s, s->value, &o, node);
    }
    const int *sorted = order_sort(&o, c);
    order_limit(&o, c, sorted, own, d->param_count);
    for (int i = 0; i < o.count; i++)
        if (follows[sorted[i]] && !o.in_cycle[sorted[i]])
            *ARENA_PUSH(c->arena, d->derived, d->derived_count) = sorted[i];
}

/* --------------------------------------------------------------------- reading -- */

/* What the functions that are called read besides parameters, or NULL. */
static const struct term *moving(const struct model *m, const struct term *t)
{
    const struct term *body = t->kind == TERM_APPLY ? m->functions[t->index].value : NULL, *found = body ? moving(m, body) : NULL;
    if (t->kind == TERM_REF && t->ref != REF_PARAM && t->ref != REF_ARGUMENT && t->ref != REF_QUANTITY)
        return t;
    if (t->kind == TERM_COMPOSED)
        return t;
    for (int i = 0; i < t->count && !found; i++)
        found = moving(m, t->args[i]);
    return found;
}

/* [sound]: bodies of functions may be walked. */
static const struct term *read_formula(struct walk *w, const struct ast_stmt *s, int sound)
{
    w->declared = unit_of_all(s);
    const struct term *t = expr_check(w, s->value, WANT_NUMBER);
    const struct term *other = t && sound ? moving(w->def ? w->def->model : NULL, t) : NULL;
    if (other && other->kind == TERM_COMPOSED)
        diag_error(w->c->diags, s->value->at, "%s is a function of time, and %s follows from parameters alone; %s", other->name,
                   w->follows, w->way_out);
    else if (other)
        diag_error(w->c->diags, s->value->at, "a function of '%s' is no formula of parameters: %s follows from these alone; %s",
                   other->name, w->follows, w->way_out);
    return other ? NULL : t;
}

static void read_param(struct check *c, struct definition *d, struct walk *w, const struct ast_stmt *s, int sound)
{
    int param = node_of(d, s);
    if (param < 0 || !formula_is(s) || d->params[param].edges)
        return;
    w->follows = arena_print(c->arena, "parameter '%s'", s->name);
    if (d->stmt->kind != AST_STIMULUS)
        w->way_out = arena_print(c->arena, "without 'param' it may: %s = %s", s->name, expr_text(c, s->value));
    d->params[param].formula = read_formula(w, s, sound);
}

static void read_state(struct check *c, struct definition *d, struct walk *w, const struct ast_stmt *s, int sound)
{
    const struct symbol *y = scope_find(&d->scope, s->name);
    if (!y || y->kind != SYMBOL_STATE || y->at.from != s->name_at.from || !formula_is(s))
        return;
    w->follows = arena_print(c->arena, "the initial value of '%s'", s->name);
    w->way_out = arena_print(c->arena, "let it be a parameter: param %s_0 = 1, state %s = %s_0", s->name, s->name, s->name);
    d->model->states[y->index].start = read_formula(w, s, sound);
}

/* As quantities are, for those who settle them. */
static void settle_state(struct state *y, const struct formula_names *names, struct arena *a)
{
    struct quantity q = { .formula = y->start, .unit = y->unit };       /* that has modes where the model has */
    formula_settle(&q, names, a);
    y->initial = q.value;
    y->values = q.values;
    y->value_count = q.value_count;
}

static void settle(struct check *c, struct definition *d)
{
    struct formula_names names = { .params = d->params, .e = c->e, .model = d->model };
    for (int i = 0; i < d->derived_count; i++) {
        struct quantity *q = &d->params[d->derived[i]];
        if (!q->formula)                /* it names what stands on a line that could not be read */
            continue;
        q->unit = q->unit ? q->unit : units_of_formula(c, q->formula, &names);
        if (!c->diags->errors)          /* else functions may have no body */
            formula_settle(q, &names, c->arena);
    }
    for (int i = 0; d->model && i < d->model->state_count; i++) {
        struct state *y = &d->model->states[i];
        if (!y->start)
            continue;
        y->unit = y->unit ? y->unit : units_of_formula(c, y->start, &names);
        if (!c->diags->errors)
            settle_state(y, &names, c->arena);
    }
}

void check_formulas(struct definition *d, const struct walk *as, int sound)
{
    struct walk w = *as;
    struct check *c = w.c;
    int before = c->diags->errors;
    sort_params(c, d);
    sound &= c->diags->errors == before;
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next)
        if (s->kind == AST_PARAM)
            read_param(c, d, &w, s, sound);
        else if (s->kind == AST_STATE && d->model)
            read_state(c, d, &w, s, sound);
    if (sound && c->diags->errors == before)
        settle(c, d);
}

/* ------------------------------------------------------------ in an experiment -- */

void formulas_adopt(struct check *c, const struct definition *d, const struct param *params)
{
    for (int i = 0; i < d->derived_count; i++)
        *ARENA_PUSH(c->arena, c->e->derived, c->e->derived_count) = params[d->derived[i]].quantity;
}

static struct formula_names names_of(const struct check *c, const struct quantity *q, const struct exploration *x)
{
    return (struct formula_names){ .e = c->e, .x = x, .own = model_params(c->e, q), .model = model_behind(c->e, q) };
}

void formulas_units(struct check *c, int first)
{
    for (int i = first; i < c->e->derived_count; i++) {
        struct quantity *q = &c->e->quantities[c->e->derived[i]];
        struct formula_names names = names_of(c, q, NULL);
        if (!q->unit && !q->given && q->formula)
            q->unit = units_of_formula(c, q->formula, &names);
    }
}

/* What a formula of an exploration reads. */
struct sources {
    const struct exploration *x;
    int moved, lists;                   /* by an axis; by one of lists */
    int set;                            /* by a value of the exploration */
};

static void look(void *user, int quantity)
{
    struct sources *s = user;
    int axis = model_axis(s->x, quantity), moved = axis < 0 ? map_get(&s->x->moved, quantity) : s->x->axes[axis].axis.rank > 0;
    s->moved |= moved >= 0;
    s->lists |= moved > 0;
    s->set |= axis < 0 && (model_setting(s->x, quantity) || map_get(&s->x->follow_of, quantity) >= 0);
}

static int is_finite(const struct quantity *q)
{
    int i = 0;
    while (i < q->value_count && isfinite(q->values[i]))
        i++;
    return isfinite(q->value) && i == q->value_count;
}

static void judge(struct check *c, const struct quantity *q)
{
    if (!is_finite(q))
        diag_error(c->diags, q->at, "%s must be a finite number, got %s", q->path, number_text(c, q->value));
}

/* Quantity [q], which has a formula, as exploration [x] has it. */
static void follow(struct check *c, struct exploration *x, int q)
{
    struct quantity all = c->e->quantities[q];
    struct sources s = { .x = x };
    struct formula_names names = names_of(c, &all, x);
    if ((all.owner && all.owner != x) || !model_formula(c->e, x, q))
        return;
    formula_reads(&names, all.formula, look, &s);
    if (s.set) {
        formula_settle(&all, &names, c->arena);
        map_put(&x->follow_of, q, x->follow_count, c->arena);
        *ARENA_PUSH(c->arena, x->follows, x->follow_count) = (struct setting){ q, all };
    }
    if (s.moved)
        map_put(&x->moved, q, s.lists, c->arena);
    else
        judge(c, &all);
}

void check_derived(struct check *c)
{
    struct experiment *e = c->e;
    for (int i = 0; i < e->derived_count && !c->diags->errors; i++) {
        struct quantity *q = &e->quantities[e->derived[i]];
        struct formula_names names = names_of(c, q, q->owner);
        if (!q->given)
            formula_settle(q, &names, c->arena);
    }
    for (int i = 0; i < e->exploration_count; i++)
        for (int k = 0; k < e->derived_count && !c->diags->errors; k++)
            follow(c, &e->explorations[i], e->derived[k]);
}

/* -------------------------------------------------- of the file and its explorations -- */

/* Any quantity that is a number; the [user] of the walk is whose parameter it is. */
static const struct term *free_name(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    const struct symbol *y = c->dynamics ? scope_find(&c->dynamics->scope, e->name) : NULL;
    int other = y && y->kind != SYMBOL_PARAM && y->kind != SYMBOL_POISON;       /* `x` is no initial.x here */
    int count = 0, i = other ? -1 : quantity_called(c->e, w->user, e->name, &count);
    const struct quantity *q = i < 0 ? NULL : &c->e->quantities[i];
    const struct term *constant = q ? NULL : expr_constant(w, e);
    if (q && (model_is_matrix(q) || q->kind == QUANTITY_NOISE_KEY))
        diag_error(c->diags, e->at, "%s is %s, and %s follows from numbers", q->path, model_is_matrix(q) ? "a matrix" : "a key",
                   w->follows);
    else if (q)
        return term_make(c->arena, (struct term){ .kind = TERM_REF, .ref = REF_QUANTITY, .index = i, .at = e->at, .name = e->name,
                                                  .type = { .over = q->per_node ? OVER_NODE : 0, .unit = q->unit } });
    else if (constant && constant->kind == TERM_NUMBER)
        return constant;
    else if (constant || other)
        diag_error(c->diags, e->at, "'%s' is %s, and %s follows from parameters alone; %s", e->name,
                   constant ? "the time" : symbol_kind_name(y->kind), w->follows, w->way_out);
    else
        quantity_find(c, w->user, e->name, e->at);
    return NULL;
}

static const struct term *free_call(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    const struct builtin *f = builtin_find(e->name);
    if (f)
        return expr_builtin(w, e, f, f->most);
    if (name_one_of(e->name, reduction_names) >= 0)
        diag_error(c->diags, e->at, "%s is known at the end of a run, and %s at its beginning; %s", e->name, w->follows, w->way_out);
    else
        diag_error(c->diags, e->at, "'%s' is no elementary function, and %s is made of these; write it out", e->name, w->follows);
    return NULL;
}

static int follower_of(const struct check *c, const struct map *follower, const struct exploration *owner, const struct ast_expr *e)
{
    int count, q = e->op == AST_NAME ? quantity_called(c->e, owner, e->name, &count) : -1;
    return q < 0 ? -1 : map_get(follower, q);
}

static void free_edges(struct check *c, const struct map *follower, const struct exploration *owner, const struct ast_expr *e,
                       struct order *o, int from)
{
    int to = follower_of(c, follower, owner, e);
    if (to >= 0)
        order_edge(o, c->arena, from, to);
    for (const struct ast_expr *x = e->first; x; x = x->next)
        free_edges(c, follower, owner, x, o, from);
}

static void read_free(struct check *c, const struct follower *f)
{
    struct quantity *q = &c->e->quantities[f->quantity];
    struct walk w = { .c = c, .name = free_name, .call = free_call, .user = q->owner,
                      .follows = arena_print(c->arena, "parameter '%s'", f->stmt->name),
                      .way_out = arena_print(c->arena, "an observation may: observe %s = %s", f->stmt->name, expr_text(c, f->stmt->value)) };
    q->formula = read_formula(&w, f->stmt, 1);
}

void check_free_formulas(struct check *c)
{
    struct order o;
    struct map follower = { 0 };
    int count = c->follower_count, first = c->e->derived_count;
    int *own = ARENA_ARRAY(c->arena, int, count + 1);
    order_open(&o, c->arena, count);
    for (int i = 0; i < count; i++)
        map_put(&follower, c->followers[i].quantity, i, c->arena);
    for (int i = 0; i < count; i++) {
        const struct follower *f = &c->followers[i];
        o.names[i] = f->stmt->name;
        o.at[i] = f->stmt->name_at;
        own[i] = expr_size(f->stmt->value);
        free_edges(c, &follower, c->e->quantities[f->quantity].owner, f->stmt->value, &o, i);
        read_free(c, f);
    }
    const int *sorted = order_sort(&o, c);
    order_limit(&o, c, sorted, own, count);
    for (int i = 0; i < count; i++)
        if (!o.in_cycle[sorted[i]])
            *ARENA_PUSH(c->arena, c->e->derived, c->e->derived_count) = c->followers[sorted[i]].quantity;
    formulas_units(c, first);
}

static void use(void *user, int quantity)
{
    ((struct check *)user)->used[quantity] = 1;
}

void formulas_used(struct check *c)
{
    for (int i = 0; i < c->follower_count; i++) {
        const struct quantity *q = &c->e->quantities[c->followers[i].quantity];
        struct formula_names names = names_of(c, q, NULL);
        if (q->formula)
            formula_reads(&names, q->formula, use, c);
    }
}
