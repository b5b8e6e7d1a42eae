/* check_observe.c -- observations.
 *
 * An observation is a series (it varies over time and node; read by other lines it is a
 * name, else it is recorded: check_record.c) or a column: a number for each point, made of
 * reductions and parameters, or one for each node where a part of it keeps the
 * nodes. One expression cannot be both; the type of its term says which it is.
 * Observations read each other in any order, so they are sorted first.
 */
#include <math.h>
#include <string.h>
#include "checker.h"

/* --------------------------------------------------------------------- names -- */

static struct symbol *find_observe(struct check *c, const struct exploration *owner, const char *name)
{
    return owned_find(c, &c->observes, owner, name);
}

/* Written with its whole path, unless it is the model's. */
static const struct term *read_quantity(struct walk *w, const struct ast_expr *e, int index)
{
    struct check *c = w->c;
    struct observed_line *r = w->user;
    const struct quantity *q = &c->e->quantities[index];
    c->used[index] = 1;
    if (model_is_matrix(q) || q->kind == QUANTITY_NOISE_KEY || q->matrix) {
        diag_error(c->diags, e->at, "%s is %s; observations work on numbers", q->path,
                   q->kind == QUANTITY_NOISE_KEY ? "a key" : "a matrix");
        return NULL;
    }
    const struct exploration *x = observed_spread(c, r, index);
    if (x && !q->per_node) {
        diag_error(c->diags, e->at, "%s has a shape in exploration '%s'; "
                   "observations work on numbers", q->path, x->name);
        return NULL;
    }
    return term_make(c->arena, (struct term){
        .kind = TERM_REF, .ref = REF_QUANTITY, .index = index, .at = e->at,
        .type = { .over = observed_over(c, r, index), .unit = q->unit },
        .name = q->kind == QUANTITY_DYNAMICS ? e->name : q->path
    });
}

static const struct term *read_model_name(struct walk *w, const struct ast_expr *e, struct symbol *y)
{
    struct check *c = w->c;
    y->used = 1;
    if (y->kind == SYMBOL_POISON)
        return NULL;
    if (y->kind == SYMBOL_FUNCTION) {
        diag_error(c->diags, e->at, "'%s' is a function; call it: %s(...)", e->name, e->name);
        return NULL;
    }
    if (y->kind == SYMBOL_PARAM)
        return read_quantity(w, e, c->e->model->params[y->index].quantity);
    return expr_symbol(w, e, y);
}

/* Samples are taken while the run goes on. */
static const struct term *read_too_early(struct walk *w, const struct ast_expr *e)
{
    diag_error(w->c->diags, e->at, "'%s' is a reduction, known at the end of the run only, and "
               "cannot stand inside another one", e->name);
    return NULL;
}

static const struct term *read_observe(struct walk *w, const struct ast_expr *e, struct symbol *y)
{
    const struct observed_line *r = w->user;
    const struct observe *o = &w->c->e->observes[y->index];
    y->used = 1;
    if (!o->value)
        return NULL;
    if (o->is_series)
        sampled_add(w->c, r->names, &r->self->when, o, e->at);
    return r->within && o->is_reduced ? read_too_early(w, e) : expr_symbol(w, e, y);
}

/* coupling.c.gain, which is no parameter of the coupling but something that is written out in it; or NULL. */
static const char *written_out(struct check *c, const char *name)
{
    const char *last = strrchr(name, '.');
    for (int i = 0; last && i < c->e->coupling_count; i++) {
        const struct coupling *k = &c->e->couplings[i];
        const struct definition *d = c->definitions;
        if (strcmp(name, arena_print(c->arena, "coupling.%s%s", k->role, last)))
            continue;
        while (d && (d->model || strcmp(d->stmt->name, k->def)))
            d = d->next;
        const struct symbol *y = d ? scope_find(&d->scope, last + 1) : NULL;
        if (y && (y->kind == SYMBOL_LET || y->kind == SYMBOL_FUNCTION))
            return arena_print(c->arena, y->kind == SYMBOL_LET
                               ? "'%s' is %s of %s and has no value of its own; what follows from parameters has one as a parameter: param %s = ..."
                               : "'%s' is %s of %s, written out there", last + 1, symbol_kind_name(y->kind), k->def, last + 1);
    }
    return NULL;
}

static void unknown(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    const struct observed_line *r = w->user;
    const char *foreign = expr_foreign(c, e);
    foreign = foreign ? foreign : written_out(c, e->name);
    foreign = foreign ? foreign : observer_elsewhere(c, e->name);
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

/* A name that an observation took from something else is an error already. */
static void use_both(struct check *c, const struct exploration *owner, struct symbol *o, const char *name)
{
    struct symbol *y = c->dynamics ? scope_find(&c->dynamics->scope, name) : NULL;
    int q = y && y->kind == SYMBOL_PARAM ? c->e->model->params[y->index].quantity : quantity_at(c->e, owner, name);
    if (o)
        o->used = 1;
    if (y)
        y->used = 1;
    if (q >= 0)
        c->used[q] = 1;
}

/* Observations first, then the model's names, then any other quantity. */
static const struct term *read_name(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    struct observed_line *r = w->user;
    struct symbol *o = find_observe(c, r->self->owner, e->name);
    if (scope_find(&c->two_meanings, e->name)) {
        use_both(c, r->self->owner, o, e->name);
        return NULL;
    }
    if (o)
        return read_observe(w, e, o);
    struct symbol *y = c->dynamics ? scope_find(&c->dynamics->scope, e->name) : NULL;
    if (y)
        return read_model_name(w, e, y);
    const struct term *constant = expr_constant(w, e);
    if (constant && (constant->kind == TERM_NUMBER || c->e->model))
        return constant;
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

/* --------------------------------------------------------------------- calls -- */

/* What the body of one of the model's functions varies over besides its arguments. */
static over_set body_over(struct check *c, const struct observed_line *r, const struct term *t)
{
    const struct model *m = c->e->model;
    over_set over = 0;
    if (t->kind == TERM_REF && t->ref == REF_PARAM)
        over = observed_over(c, r, m->params[t->index].quantity);
    else if (t->kind == TERM_REF && t->ref != REF_ARGUMENT)
        over = t->type.over;
    else if (t->kind == TERM_APPLY)
        over = body_over(c, r, m->functions[t->index].value);
    for (int i = 0; i < t->count; i++)
        over |= body_over(c, r, t->args[i]);
    if (t->kind == TERM_REDUCE || t->kind == TERM_AT)
        over &= ~t->gone;
    if (t->kind == TERM_DOT)
        over = (over & ~(over_set)OVER_MODE) | (t->type.over & OVER_MODE);
    return over;
}

static const struct term *apply(struct walk *w, const struct ast_expr *e, struct symbol *y)
{
    struct check *c = w->c;
    const struct function *f = &c->e->model->functions[y->index];
    struct term t = { .kind = TERM_APPLY, .index = y->index };
    y->used = 1;
    if (!c->dynamics->failed)               /* else its functions may call themselves */
        t.type.over = body_over(c, w->user, f->value);
    t.type.by_trial = (t.type.over & OVER_TIME) != 0;       /* its body reads what moves */
    const struct term *call = expr_call(w, e, t, f->arity, f->arity);
    return call && c->e->model->modes ? mode_applied(c, f, call, t.type.over) : call;
}

static const struct term *read_call(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    if (name_one_of(e->name, reduction_names) >= 0)
        return reduce_call(w, e);
    if (!strcmp(e->name, "dot") && !(c->dynamics && scope_find(&c->dynamics->scope, e->name)))
        return mode_dot(w, e);
    struct symbol *y = c->dynamics ? scope_find(&c->dynamics->scope, e->name) : NULL;
    if (y && y->kind == SYMBOL_FUNCTION)
        return apply(w, e, y);
    if (y || find_observe(c, ((struct observed_line *)w->user)->self->owner, e->name)) {
        if (!y || y->kind != SYMBOL_POISON)
            expr_no_function(c, e, symbol_kind_name(y ? y->kind : SYMBOL_OBSERVE));
        return NULL;
    }
    if (builtin_find(e->name))
        return expr_builtin(w, e, builtin_find(e->name), 0);
    if (observer_is_call(w, e))
        return observer_call(w, e);
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
    for (int i = 0; wording_matters(c) && c->e->model && i < c->e->model->function_count; i++)
        offer_add(&o, c->e->model->functions[i].name);
    builtin_offer(&o);
    if (wording_matters(c))
        offer_observers(c, &o);
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
    if ((y && y->kind != SYMBOL_POISON) || q >= 0)
        scope_put(c->arena, &c->two_meanings, s->name, s->name_at, SYMBOL_POISON, 0);
    if (!y)                                     /* else the name stays the model's */
        owned_put(c, &c->observes, owner, s->name, s->name_at, c->e->observe_count);
    unit_judge(c, s);
    *ARENA_PUSH(c->arena, c->e->observes, c->e->observe_count) = (struct observe){
        .name = s->name, .doc = s->doc, .unit = unit_of(s), .at = s->name_at, .owner = owner,
        .when = sampling_of(c, s)
    };
    *ARENA_PUSH(c->arena, c->observed, c->observed_count) = s;
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

static void renumber(struct scope *s, const int *place)
{
    for (struct symbol *y = s->first; y; y = y->next)
        y->index = place[y->index];
}

/* Sorted before anything is read, so that a term counts them as they stay. */
static void sort_observes(struct check *c)
{
    struct experiment *e = c->e;
    struct order o;
    int count = e->observe_count;
    order_open(&o, c->arena, count);
    for (int i = 0; i < count; i++) {
        o.names[i] = e->observes[i].name;
        o.at[i] = e->observes[i].at;
        find_edges(c, &o, i, c->observed[i]->value);
    }
    const int *sorted = order_sort(&o, c);
    int *own = ARENA_ARRAY(c->arena, int, count), *place = ARENA_ARRAY(c->arena, int, count);
    for (int i = 0; i < count; i++)
        own[i] = expr_size(c->observed[i]->value);
    order_limit(&o, c, sorted, own, 0);
    struct observe *observes = ARENA_ARRAY(c->arena, struct observe, count);
    const struct ast_stmt **observed = ARENA_ARRAY(c->arena, const struct ast_stmt *, count);
    for (int i = 0; i < count; i++) {
        observes[i] = e->observes[sorted[i]];
        observed[i] = o.in_cycle[sorted[i]] ? NULL : c->observed[sorted[i]];
        place[sorted[i]] = i;
    }
    e->observes = observes;
    c->observed = observed;
    renumber(&c->observes.file, place);
    for (int i = 0; c->observes.own && i < e->exploration_count; i++)
        renumber(&c->observes.own[i], place);
}

/* The first thing outside a reduction that varies over time, or NULL. */
static const struct term *first_series(const struct term *t)
{
    const struct term *found = NULL;
    if (!(t->type.over & OVER_TIME))
        return NULL;
    for (int i = 0; i < t->count && !found && t->kind != TERM_AT; i++)
        found = first_series(t->args[i]);
    return found || t->kind == TERM_OP ? found : t;
}

/* When something is looked at is said of what time passes in. */
static void refuse_sampling(struct check *c, const struct observe *o, const struct ast_stmt *s, int reductions)
{
    static const enum ast_clause_kind kinds[] = { CLAUSE_EVERY, CLAUSE_FROM, CLAUSE_TO };
    if (reductions || (o->is_series && !o->is_still))
        return;
    for (size_t i = 0; i < sizeof kinds/sizeof *kinds; i++) {
        const struct ast_clause *clause = ast_find_clause(s, kinds[i]);
        if (!clause)
            continue;
        if (o->is_reduced)
            diag_error(c->diags, clause->at, "'%s' reduces nothing itself; '%s' belongs to the line that does", o->name,
                       ast_clause_words[kinds[i]]);
        else
            diag_error(c->diags, clause->at, "'%s' does not change in time; '%s' says when that is looked at", o->name,
                       ast_clause_words[kinds[i]]);
        return;
    }
}

/* "every 1 ms at node 3": a place behind a clause is of all that is observed. */
static const struct ast_expr *with_places(struct check *c, const struct ast_expr *e, const struct ast_stmt *s)
{
    for (const struct ast_clause *k = s->clauses; k; k = k->next) {
        if (k->kind != CLAUSE_AT)
            continue;
        struct ast_expr *of = ARENA_NEW(c->arena, struct ast_expr);
        *of = *e;
        of->next = of->last = NULL;
        e = ast_at(c->arena, (struct span){ e->at.src, e->at.from, k->at.to }, of, k->name, k->args);
    }
    return e;
}

static void check_observe(struct check *c, struct observe *o, const struct ast_stmt *s)
{
    const struct ast_expr *written = with_places(c, s->value, s);
    struct sampled names = sampled_open();
    struct observed_line r = { .self = o, .names = &names };
    struct walk w = { .c = c, .name = read_name, .call = read_call, .at = reduce_at, .user = &r, .declared = unit_of_all(s) };
    o->value = expr_check(&w, written, WANT_NUMBER);
    if (!o->value)
        return;
    struct type type = o->value->type;
    o->is_series = type.over && !type.at_end;
    o->is_still = o->is_series && !(type.over & OVER_TIME);
    o->is_reduced = type.at_end;
    o->keeps_nodes = !o->is_series && type.over & OVER_NODE && c->e->nodes > 1;
    o->keeps_modes = !o->is_series && type.over & OVER_MODE;
    refuse_sampling(c, o, s, r.reductions);
    if (o->is_series)
        o->when = sampled_when(&o->when, &names);
    const struct term *series = type.at_end ? first_series(o->value) : NULL;
    if (series) {
        const char *text = term_text(c->arena, series, MOST_QUOTED);
        diag_error(c->diags, series->at, "'%s' varies over time%s, the rest of '%s' does "
                   "not; reduce it: mean(%s)", text, series->type.over & OVER_NODE ? " and node" : "", o->name, text);
        o->value = NULL;
    } else if (!trials_fit(c, o, o->value)) {
        o->value = NULL;
    } else if ((type.over || type.at_end) && !c->e->simulate.present && !c->blind
               && !name_is_broken(c, "simulate") && !scope_find(&c->reported, "simulate")) {
        scope_put(c->arena, &c->reported, "simulate", o->at, SYMBOL_POISON, 0);
        diag_error(c->diags, o->at, "'%s' needs a simulation; write: simulate heun with "
                   "dt = 0.1 ms, duration = 1 s", o->name);
    }
}

/* Two lists that ascend into one. */
static void merge(struct arena *a, const int *shared, int count, int **list, int *listed)
{
    const int *own = *list;
    int owned = *listed, n = 0;
    *list = ARENA_ARRAY(a, int, owned + count + 1);
    *listed = owned + count;
    for (int i = 0, j = 0; n < *listed; n++)
        (*list)[n] = j == owned || (i < count && shared[i] < own[j]) ? shared[i++] : own[j++];
}

void list_owned(struct check *c, int rows, listed_row *row, exploration_list *list)
{
    struct experiment *e = c->e;
    int *shared = NULL, count = 0, *listed;
    for (int i = 0; i < rows; i++) {
        const struct exploration *owner = NULL;
        if (!row(e, i, &owner))
            continue;
        if (owner) {
            int **own = list(&e->explorations[owner - e->explorations], &listed);
            *ARENA_PUSH(c->arena, *own, *listed) = i;
        } else {
            *ARENA_PUSH(c->arena, shared, count) = i;
        }
    }
    for (int k = 0; k < e->exploration_count; k++) {
        int **own = list(&e->explorations[k], &listed);
        merge(c->arena, shared, count, own, listed);
    }
}

static int is_column(const struct experiment *e, int observe, const struct exploration **owner)
{
    const struct observe *o = &e->observes[observe];
    *owner = o->owner;
    return model_is_column(o, o->owner);
}

static int **columns_of(struct exploration *x, int **count)
{
    *count = &x->column_count;
    return &x->columns;
}

void check_observes(struct check *c)
{
    check_each(c, AST_OBSERVE, declare_observe);
    sort_observes(c);
    for (int i = 0; i < c->e->observe_count; i++)
        if (c->observed[i])
            check_observe(c, &c->e->observes[i], c->observed[i]);
    list_owned(c, c->e->observe_count, is_column, columns_of);
}

const struct term *observed_name(struct check *c, struct exploration *owner, const struct ast_expr *name,
                                 const struct ast_stmt *s, const struct sampling *when, struct sampled *names)
{
    struct observe line = { .name = "", .owner = owner, .when = *when };
    struct observed_line r = { .self = &line, .names = names };
    struct walk w = { .c = c, .name = read_name, .call = read_call, .at = reduce_at, .user = &r };
    return expr_check(&w, with_places(c, name, s), WANT_NUMBER);
}

int observe_is_used(struct check *c, int observe)
{
    const struct observe *o = &c->e->observes[observe];
    const struct symbol *y = find_observe(c, o->owner, o->name);
    return !y || y->used;
}

/* What varies over nodes alone is neither a column nor a series. */
void warn_columns(struct check *c)
{
    const struct experiment *e = c->e;
    int columns = e->recording_count, warned = 0;
    for (int i = 0; i < e->observe_count; i++) {
        const struct observe *o = &e->observes[i];
        columns += !o->is_series;
        if (!o->is_still || observe_is_used(c, i))
            continue;
        const char *text = term_text(c->arena, o->value, MOST_QUOTED);
        diag_warn(c->diags, o->at, "no-column", "'%s' varies over nodes and makes no column; "
                  "write observe %s = mean(%s), or last(%s) for each node", o->name, o->name, text,
                  text);
        warned = 1;
    }
    if (!columns && !warned && e->simulate.present && e->model)
        diag_warn(c->diags, e->simulate.at, "no-column",
                  "nothing is observed, so the table will be empty; write observe NAME = mean(%s), or record %s",
                  e->model->state_count ? e->model->states[0].name : "x", e->model->state_count ? e->model->states[0].name : "x");
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
