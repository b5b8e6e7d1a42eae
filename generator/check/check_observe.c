/* check_observe.c -- observations.
 *
 * An observation is a series (it varies over time and node and only names an
 * expression for later lines) or a column: a number for each point, made of
 * reductions and parameters, or one for each node where a part of it keeps the
 * nodes. One expression cannot be both. Observations read each other in
 * any order, so they are sorted first; quantities are written with their whole
 * path in the checked expression.
 */
#include <string.h>
#include "checker.h"

/* What one observation was found to read. */
struct reading {
    const struct observe *self;
    int within;                     /* inside a reduction */
    int simulated;                  /* a reduction, so there must be a run */
    int reduces;
    int keeps_nodes;                /* a reduction that does */
    int still;                      /* something that varies over the nodes alone */
    const struct ast_expr *series;  /* first thing outside a reduction that varies, or NULL */
    const struct ast_expr *varies;  /* first thing inside the current reduction, or NULL */
    int unsure;                     /* reads an observation that failed */
};

/* --------------------------------------------------------------------- names -- */

static struct symbol *find_observe(struct check *c, const struct exploration *owner,
                                         const char *name)
{
    struct symbol *y = scope_find(&c->observes, name);
    for (; y; y = scope_find_older(y)) {
        const struct exploration *theirs = c->e->observes[y->index].owner;
        if (y->kind == SYMBOL_OBSERVE && (!theirs || theirs == owner))
            return y;
    }
    return NULL;
}

static void mark_series(struct reading *r, const struct ast_expr *e)
{
    const struct ast_expr **first = r->within ? &r->varies : &r->series;
    if (!*first)
        *first = e;
}

/* What has a value for each node at all times may stand beside reductions. */
static void mark_still(struct reading *r, const struct ast_expr *e)
{
    if (r->within)
        mark_series(r, e);
    else
        r->still = 1;
}

/* The exploration in which a quantity takes more than one number, or NULL. */
static const struct exploration *spread_in(struct check *c, const struct reading *r, int quantity,
                                           const struct axis_decl **axis)
{
    for (int i = 0; i < c->e->exploration_count; i++) {
        const struct exploration *x = &c->e->explorations[i];
        for (int k = 0; (!r->self->owner || r->self->owner == x) && k < x->axis_count; k++)
            if (x->axes[k].quantity == quantity && x->axes[k].rank) {
                *axis = &x->axes[k];
                return x;
            }
    }
    return NULL;
}

/* A quantity counts as a series where each node has a value of its own. */
static const struct ast_expr *read_quantity(struct walk *w, const struct ast_expr *e, int index)
{
    struct check *c = w->c;
    struct reading *r = w->user;
    const struct quantity *q = &c->e->quantities[index];
    const struct axis_decl *axis;
    c->used[index] = 1;
    if (q->kind == QUANTITY_WEIGHTS || q->kind == QUANTITY_NOISE_KEY) {
        diag_error(c->diags, e->at, "%s is %s; observations work on numbers", q->path,
                   q->kind == QUANTITY_WEIGHTS ? "a matrix" : "a key");
        return NULL;
    }
    const struct exploration *x = spread_in(c, r, index, &axis);
    if (x && !q->per_node) {
        diag_error(c->diags, e->at, "%s has a shape in exploration '%s'; "
                   "observations work on numbers", q->path, x->name);
        return NULL;
    }
    if (x || q->values)
        mark_still(r, e);
    struct ast_expr *copy = expr_copy(c, e);
    if (q->kind != QUANTITY_DYNAMICS)
        copy->name = q->path;
    return copy;
}

static int param_quantity(const struct model *m, const char *name)
{
    for (int i = 0; i < m->param_count; i++)
        if (!strcmp(m->params[i].name, name))
            return m->params[i].quantity;
    return -1;
}

static const struct ast_expr *read_model_name(struct walk *w, const struct ast_expr *e,
                                              struct symbol *y)
{
    struct check *c = w->c;
    y->used = 1;
    if (y->kind == SYMBOL_POISON)
        return NULL;
    if (y->kind == SYMBOL_FUNCTION) {
        diag_error(c->diags, e->at, "'%s' is a function; call it: %s(...)", e->name, e->name);
        return NULL;
    }
    if (y->kind == SYMBOL_PARAM) {
        int q = param_quantity(c->e->model, e->name);
        return q >= 0 ? read_quantity(w, e, q) : NULL;
    }
    mark_series(w->user, e);
    return expr_copy(c, e);
}

/* Samples are taken while the run goes on. */
static const struct ast_expr *read_too_early(struct walk *w, const struct ast_expr *e)
{
    diag_error(w->c->diags, e->at, "'%s' is a reduction, known at the end of the run only, and "
               "cannot stand inside another one", e->name);
    return NULL;
}

static const struct ast_expr *read_observe(struct walk *w, const struct ast_expr *e,
                                           struct symbol *y)
{
    struct check *c = w->c;
    struct reading *r = w->user;
    y->used = 1;
    const struct observe *o = &c->e->observes[y->index];
    if (!o->value) {
        r->unsure = 1;
        return NULL;
    }
    if (o->is_still)
        mark_still(r, e);
    else if (o->is_series)
        mark_series(r, e);
    else if (r->within && o->is_reduced)
        return read_too_early(w, e);
    r->reduces |= o->is_reduced;
    r->keeps_nodes |= o->keeps_nodes && !o->is_series;
    return expr_copy(c, e);
}

static void unknown(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    const struct reading *r = w->user;
    const char *foreign = expr_foreign(c, e);
    struct offer o;
    if (c->blind || scope_find(&c->reported, e->name))
        return;
    if (foreign) {
        scope_unknown(c, &c->reported, e->at, e->name, foreign);
        return;
    }
    if (!wording_matters(c)) {
        scope_unknown(c, &c->reported, e->at, e->name,
                      arena_print(c->arena, "unknown '%s'", e->name));
        return;
    }
    offer_start(&o, e->name);
    if (c->dynamics)
        for (const struct symbol *y = c->dynamics->scope.first; y; y = y->next)
            if (y->kind != SYMBOL_POISON && y->kind != SYMBOL_FUNCTION)
                offer_add(&o, y->name);
    for (int i = 0; i < c->e->observe_count; i++) {
        const struct observe *other = &c->e->observes[i];
        if (other != r->self && (!other->owner || other->owner == r->self->owner))
            offer_add(&o, other->name);
    }
    for (int i = 0; i < c->e->quantity_count; i++) {
        const struct quantity *q = &c->e->quantities[i];
        if (q->kind == QUANTITY_PARAM ? !q->owner || q->owner == r->self->owner
                                      : strchr(e->name, '.') != NULL)
            offer_add(&o, q->path);
    }
    const char *end = offer_end(c, &o, "there are");
    for (int i = 0; i < c->e->quantity_count; i++) {
        const struct quantity *q = &c->e->quantities[i];
        if (q->owner && q->owner != r->self->owner && !strcmp(q->path, e->name))
            end = arena_print(c->arena, "; it belongs to exploration '%s': observe it there",
                              q->owner->name);
    }
    scope_unknown(c, &c->reported, e->at, e->name,
                 arena_print(c->arena, "unknown name '%s'%s", e->name, end));
}

/* Observations first, then the model's names, then any other quantity. */
static const struct ast_expr *read_name(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    struct reading *r = w->user;
    struct symbol *o = find_observe(c, r->self->owner, e->name);
    if (o)
        return read_observe(w, e, o);
    struct symbol *y = c->dynamics ? scope_find(&c->dynamics->scope, e->name) : NULL;
    if (y)
        return read_model_name(w, e, y);
    if (!strcmp(e->name, "pi"))
        return expr_copy(c, e);
    if (!strcmp(e->name, "t") && c->e->model) {
        mark_series(r, e);
        return expr_copy(c, e);
    }
    int count, q = quantity_called(c->e, r->self->owner, e->name, &count);
    if (q >= 0)
        return read_quantity(w, e, q);
    const char *why = name_reserved(e->name);
    if (scope_find(&c->reported, e->name))
        return NULL;
    if (count > 1)
        quantity_find(c, r->self->owner, e->name, e->at);
    else if (why)
        diag_error(c->diags, e->at, "'%s' is %s and no value", e->name, why);
    else
        unknown(w, e);
    return NULL;
}

/* ---------------------------------------------------------------- reductions -- */

static int dimensions_fit(struct check *c, const struct ast_expr *e, const char *name,
                          int keeps_nodes)
{
    static const char *const all[] = { "node", "time", NULL };
    const struct ast_expr *names = e->first->next;
    unsigned seen = 0;
    for (const struct ast_expr *n = names; n; n = n->next) {
        int at = name_one_of(n->name, all);
        seen |= at >= 0 ? 1u << at : 4;
    }
    if (seen == (keeps_nodes ? 2u : 3u))
        return 1;
    if (keeps_nodes) {
        diag_error(c->diags, names->at, "%s keeps the nodes: it goes over time alone", name);
        return 0;
    }
    diag_error(c->diags, names->at, "reducing over some dimensions only is not available yet; "
               "reductions go over node and time");
    return 0;
}

static const struct ast_expr *reduce(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    struct reading *r = w->user;
    const struct ast_expr *arg = e->first;
    int keeps_nodes = model_keeps_nodes((enum reduction)name_one_of(e->name, reduction_names));
    if (!arg || arg->next) {
        diag_error(c->diags, e->at, "%s takes one expression: %s(x)", e->name, e->name);
        return NULL;
    }
    if (r->within) {
        diag_error(c->diags, e->at, "%s inside another reduction; give it a line of its own",
                   e->name);
        return NULL;
    }
    if (arg->op == AST_OVER) {
        if (!dimensions_fit(c, arg, e->name, keeps_nodes))
            return NULL;
        arg = arg->first;
    }
    r->within = r->reduces = r->simulated = 1;
    r->keeps_nodes |= keeps_nodes;
    r->varies = NULL;
    const struct ast_expr *inside = expr_check(w, arg, WANT_NUMBER);
    r->within = 0;
    if (inside && !r->varies && !r->unsure) {
        diag_error(c->diags, arg->at,
                   "'%s' is one number; %s reduces what varies over time and node",
                   expr_text(c, arg), e->name);
        return NULL;
    }
    if (!inside)
        return NULL;
    struct ast_expr *copy = expr_copy(c, e);
    copy->first = (struct ast_expr *)inside;
    return copy;
}

static const struct ast_expr *read_call(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    if (name_one_of(e->name, reduction_names) >= 0)
        return reduce(w, e);
    struct symbol *y = c->dynamics ? scope_find(&c->dynamics->scope, e->name) : NULL;
    if (y && y->kind == SYMBOL_FUNCTION) {
        y->used = 1;
        int arity = c->e->model->functions[y->index].arity;
        return expr_call(w, e, arity, arity);
    }
    if (y || find_observe(c, ((struct reading *)w->user)->self->owner, e->name)) {
        if (!y || y->kind != SYMBOL_POISON)
            diag_error(c->diags, e->at, "'%s' is %s, not a function; write %s*(...) for a product",
                       e->name, symbol_kind_name(y ? y->kind : SYMBOL_OBSERVE), e->name);
        return NULL;
    }
    if (builtin_find(e->name))
        return expr_call(w, e, 2, 0);
    if (c->blind || scope_find(&c->reported, e->name))
        return NULL;
    const char *foreign = expr_foreign(c, e);
    if (foreign) {
        scope_unknown(c, &c->reported, e->at, e->name, foreign);
        return NULL;
    }
    struct offer o;
    offer_start(&o, e->name);
    for (int i = 0; reduction_names[i]; i++)
        offer_add(&o, reduction_names[i]);
    for (int i = 0; c->e->model && i < c->e->model->function_count; i++)
        offer_add(&o, c->e->model->functions[i].name);
    builtin_offer(&o);
    scope_unknown(c, &c->reported, e->at, e->name,
                 arena_print(c->arena, "unknown function '%s'%s", e->name,
                             offer_end(c, &o, "there are")));
    return NULL;
}

/* -------------------------------------------------------------- declarations -- */

static void declare_observe(struct check *c, const struct ast_stmt *s, struct exploration *owner)
{
    const struct symbol *first = find_observe(c, owner, s->name);
    const struct symbol *y = c->dynamics ? scope_find(&c->dynamics->scope, s->name) : NULL;
    const char *why = name_reserved(s->name);
    if (first) {
        diag_error(c->diags, s->name_at, "'%s' is declared twice", s->name);
        diag_note(c->diags, first->at, "'%s' is declared here", s->name);
        return;
    }
    int q = quantity_at(c->e, owner, s->name);
    if (why)
        diag_error(c->diags, s->name_at, "'%s' is %s; choose another name", s->name, why);
    else if (y && y->kind != SYMBOL_POISON)
        diag_error(c->diags, s->name_at, "'%s' is %s of %s already; choose another name", s->name,
                   symbol_kind_name(y->kind), c->e->model->name);
    else if (q >= 0)
        diag_error(c->diags, s->name_at, "'%s' is a parameter already; choose another name",
                   s->name);
    if (ast_find_clause(s, CLAUSE_FROM))
        diag_error(c->diags, ast_find_clause(s, CLAUSE_FROM)->at,
                   "'from' is not available yet; write: simulate ... with transient = 1 s");
    if (!y)                                     /* else the name stays the model's */
        scope_put(c->arena, &c->observes, s->name, s->name_at, SYMBOL_OBSERVE,
                  c->e->observe_count);
    unit_judge(c, s);
    *PUSH(c->arena, c->e->observes, c->e->observe_count) = (struct observe){
        .name = s->name, .doc = s->doc, .unit = unit_of(s), .at = s->name_at, .value = s->value,
        .owner = owner
    };
}

static void declare_all(struct check *c)
{
    struct exploration *x = c->e->explorations;
    for (const struct ast_stmt *s = c->files->tree->body; s; s = s->next)
        if (s->kind == AST_OBSERVE)
            declare_observe(c, s, NULL);
    for (const struct ast_stmt *s = c->files->tree->body; s; s = s->next) {
        if (s->kind != AST_EXPLORE)
            continue;
        for (const struct ast_stmt *o = s->body; o; o = o->next)
            if (o->kind == AST_OBSERVE)
                declare_observe(c, o, x);
        x++;
    }
}

/* --------------------------------------------------------------------- order -- */

static void find_edges(struct check *c, struct order *o, int from, const struct ast_expr *e)
{
    const struct symbol *y = e->op == AST_NAME
        ? find_observe(c, c->e->observes[from].owner, e->name) : NULL;
    if (y)
        order_edge(o, c->arena, from, y->index);
    for (const struct ast_expr *x = e->first; x; x = x->next)
        find_edges(c, o, from, x);
}

static void check_observe(struct check *c, struct observe *o)
{
    struct reading r = { .self = o };
    struct walk w = { .c = c, .name = read_name, .call = read_call, .user = &r };
    const struct ast_expr *value = expr_check(&w, o->value, WANT_NUMBER);
    o->value = value;
    o->is_series = (r.series || r.still) && !r.reduces;
    o->is_still = o->is_series && !r.series;
    o->is_reduced = r.reduces;
    o->keeps_nodes = !o->is_series && (r.keeps_nodes || r.still) && c->e->nodes > 1;
    if (!value)
        return;
    if (r.series && r.reduces) {
        diag_error(c->diags, r.series->at, "'%s' varies over time and node, the rest of '%s' does "
                   "not; reduce it: mean(%s)", r.series->name, o->name, r.series->name);
        o->value = NULL;
    } else if ((r.series || r.still || r.simulated) && !c->e->simulate.present && !c->blind
               && !name_is_broken(c, "simulate") && !scope_find(&c->reported, "simulate")) {
        scope_put(c->arena, &c->reported, "simulate", o->at, SYMBOL_POISON, 0);
        diag_error(c->diags, o->at, "'%s' needs a simulation; write: simulate heun with "
                   "dt = 0.1 ms, duration = 1 s", o->name);
    }
}

void check_observes(struct check *c)
{
    struct experiment *e = c->e;
    struct order o;
    declare_all(c);
    order_open(&o, c->arena, e->observe_count);
    for (int i = 0; i < e->observe_count; i++) {
        o.names[i] = e->observes[i].name;
        o.at[i] = e->observes[i].at;
        find_edges(c, &o, i, e->observes[i].value);
    }
    int *sorted = order_sort(&o, c), *own = ARENA_ARRAY(c->arena, int, e->observe_count);
    for (int i = 0; i < e->observe_count; i++)
        own[i] = expr_size(e->observes[i].value);
    order_limit(&o, c, sorted, own, 0);
    struct observe *observes = ARENA_ARRAY(c->arena, struct observe, e->observe_count);
    for (int i = 0; i < e->observe_count; i++) {
        if (o.in_cycle[sorted[i]])
            e->observes[sorted[i]].value = NULL;
        else
            check_observe(c, &e->observes[sorted[i]]);
        observes[i] = e->observes[sorted[i]];
    }
    e->observes = observes;
}

/* A series that nothing reads is what somebody takes for a column. */
void warn_columns(struct check *c)
{
    const struct experiment *e = c->e;
    int columns = 0, warned = 0;
    for (int i = 0; i < e->observe_count; i++) {
        const struct observe *o = &e->observes[i];
        const struct symbol *y = o->is_series ? find_observe(c, o->owner, o->name) : NULL;
        columns += !o->is_series;
        if (!y || y->used)
            continue;
        const char *text = expr_text(c, o->value);
        diag_warn(c->diags, o->at, "no-column", "'%s' varies over time and makes no column; "
                  "write observe %s = mean(%s), or last(%s) for its end", o->name, o->name, text,
                  text);
        warned = 1;
    }
    if (!columns && !warned && e->simulate.present && e->model)
        diag_warn(c->diags, e->simulate.at, "no-column",
                  "nothing is observed, so the table will be empty; write observe NAME = mean(%s)",
                  e->model->state_count ? e->model->states[0].name : "x");
}

/* What an exploration declares is a column, or a note on its points: of use in
 * itself. So is everything where nothing is observed. */
void check_unused_params(struct check *c)
{
    for (int i = 0; c->e->observe_count && i < c->e->quantity_count; i++) {
        const struct quantity *q = &c->e->quantities[i];
        if (q->kind == QUANTITY_PARAM && !q->owner && !c->used[i] && !name_is_broken(c, q->path))
            diag_warn(c->diags, q->at, "unused-param", "no observation uses parameter '%s'",
                      q->path);
    }
}
