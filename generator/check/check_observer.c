/* check_observer.c -- observers as observations use them: small models that those drive (check_driven.c).
 *
 * A use is a call in an observation. Those of one line and kind share their quantities, observer.LINE.PARAM, which are made
 * before anything sets some; what drives them is read with the line (check_observe.c).
 */
#include <string.h>
#include "checker.h"
#include "fuse.h"

/* ----------------------------------------------------------------------- uses -- */

static int is_same_line(const struct observer *o, const struct exploration *owner, const char *line)
{
    return o->owner == owner && !strcmp(o->line, line);
}

/* The observer of a call in a line, or -1. */
static int find_use(const struct experiment *e, const struct exploration *owner, const char *line, const char *text)
{
    int i = 0;
    while (i < e->observer_count && !(is_same_line(&e->observers[i], owner, line) && !strcmp(e->observers[i].text, text)))
        i++;
    return i < e->observer_count ? i : -1;
}

/* Whether a quantity may have that path; an error else. */
static int is_free(struct check *c, const struct observer *o, const char *path, const char *name)
{
    if (quantity_at(c->e, o->owner, path) < 0)
        return 1;
    diag_error(c->diags, o->at, "two observers of '%s' have a '%s'; give one of them a line of its own: observe NAME = %s", o->line, name, o->text);
    return 0;
}

static int adopt_params(struct check *c, const struct definition *d, struct observer *o, int index)
{
    struct model *m = o->model;
    for (int i = 0; i < d->param_count; i++) {
        struct quantity q = d->params[i];
        q.kind = QUANTITY_OBSERVER;
        q.path = arena_print(c->arena, "%s.%s", o->path, q.name);
        q.index = index;
        q.owner = o->owner;
        if (!is_free(c, o, q.path, q.name))
            return 0;
        *ARENA_PUSH(c->arena, m->params, m->param_count) = (struct param){ q.name, quantity_add(c, q) };
    }
    formulas_adopt(c, d, m->params);
    return 1;
}

static void adopt_states(struct check *c, struct observer *o, int index)
{
    const struct model *m = o->model;
    for (int i = 0; i < m->state_count; i++) {
        const struct state *y = &m->states[i];
        const char *path = arena_print(c->arena, "%s.initial.%s", o->path, y->name);
        if (!is_free(c, o, path, y->name))
            return;
        o->initial[i] = quantity_add(c, (struct quantity){
            .kind = QUANTITY_OBSERVED, .path = path, .name = y->name, .at = y->at, .value_at = y->at, .unit = y->unit, .doc = y->doc,
            .value = y->initial, .lo = y->lo, .hi = y->hi, .index = index, .per_node = 1, .values = y->values,
            .value_count = y->value_count, .formula = y->start, .owner = o->owner });
        if (y->start)
            *ARENA_PUSH(c->arena, c->e->derived, c->e->derived_count) = o->initial[i];
    }
}

/* Another of the same kind in the same line, or NULL; how many observers there are in it. */
static const struct observer *sibling(const struct check *c, const struct observer *o, int *count)
{
    const struct observer *found = NULL;
    *count = 0;
    for (int i = 0; i < c->e->observer_count; i++) {
        const struct observer *other = &c->e->observers[i];
        if (!is_same_line(other, o->owner, o->line))
            continue;
        found = !found && other->model->states == o->model->states ? other : found;
        ++*count;
    }
    return found;
}

static void use(struct check *c, const struct definition *d, const struct ast_stmt *s, struct exploration *owner, const struct ast_expr *call,
                const char *text)
{
    int count, first = c->e->derived_count;
    struct model *m = ARENA_NEW(c->arena, struct model);
    *m = *d->model;
    struct observer o = { .path = arena_print(c->arena, "observer.%s", s->name), .text = text, .line = s->name, .at = call->at,
                          .owner = owner, .model = m };
    const struct observer *same = sibling(c, &o, &count);
    o.name = count ? arena_print(c->arena, "%s_%d", s->name, count + 1) : s->name;
    if (same) {
        m->params = same->model->params;
        m->param_count = same->model->param_count;
        o.initial = same->initial;
    } else {
        m->params = NULL;
        m->param_count = 0;
        o.initial = ARENA_ARRAY(c->arena, int, m->state_count + 1);
        if (adopt_params(c, d, &o, c->e->observer_count))
            adopt_states(c, &o, c->e->observer_count);
    }
    *ARENA_PUSH(c->arena, c->e->observers, c->e->observer_count) = o;
    if (!same)
        formulas_units(c, first);
    if (c->e->model && c->e->model->is_map)
        diag_error(c->diags, call->at, "'%s' is an observer, whose states have rates, and %s is a map; give the map a state that does it: x+ = ...",
                   call->name, c->e->model->name);
}

/* What a call names that nothing nearer does, or NULL. */
static struct definition *observer_of(struct check *c, const struct ast_expr *e)
{
    if (e->op != AST_CALL || observer_name_taken(e->name) || (c->dynamics && scope_find(&c->dynamics->scope, e->name)))
        return NULL;
    return definition_observer(c, e->name, e->at);
}

/* All calls in an expression that are observers'; the outermost first. */
static void find_uses(struct check *c, const struct ast_stmt *s, struct exploration *owner, const struct ast_expr *e)
{
    struct definition *d = observer_of(c, e);
    const char *text = d ? expr_text(c, e) : NULL;
    if (d && d->model && find_use(c->e, owner, s->name, text) < 0 && definition_find(c, AST_OBSERVER, e->name, e->at))
        use(c, d, s, owner, e, text);
    for (const struct ast_expr *x = e->first; x; x = x->next)
        find_uses(c, s, owner, x);
}

/* The quantity that a setting behind `with` means, or -1. */
static int setting_of(const struct check *c, const struct ast_stmt *s, const struct exploration *owner, const char *name)
{
    const char *path = arena_print(c->arena, "observer.%s", s->name);
    int q = quantity_at(c->e, owner, arena_print(c->arena, "%s.%s", path, name));
    return q >= 0 ? q : quantity_at(c->e, owner, arena_print(c->arena, "%s.initial.%s", path, name));
}

static void unknown_setting(struct check *c, const struct ast_stmt *s, const struct exploration *owner, const struct ast_expr *a)
{
    struct offer o;
    offer_start(&o, a->name);
    for (int i = 0; wording_matters(c) && i < c->e->quantity_count; i++) {
        const struct quantity *q = &c->e->quantities[i];
        if (model_is_observing(q) && is_same_line(&c->e->observers[q->index], owner, s->name))
            offer_add(&o, q->name);
    }
    diag_error(c->diags, a->at, "no observer of '%s' has a parameter or state '%s'%s", s->name, a->name, offer_end(c, &o, "there are"));
}

/* What declares no unit takes that of its value. */
static void set(struct check *c, int index, const struct ast_expr *value)
{
    struct quantity *q = &c->e->quantities[index];
    const char *unit = unit_within(value);
    if (!q->unit && unit && unit_is_known(unit))
        q->unit = unit;
    quantity_set(c, index, value);
}

static void set_all(struct check *c, const struct ast_stmt *s, const struct exploration *owner)
{
    struct scope seen = { 0 };
    for (const struct ast_expr *a = ast_find_clause(s, CLAUSE_WITH)->args; a; a = a->next) {
        int q = setting_of(c, s, owner, a->name);
        if (scope_find(&seen, a->name))
            diag_error(c->diags, a->at, "'%s' is set twice", a->name);
        else if (q >= 0)
            set(c, q, a->first);
        else
            unknown_setting(c, s, owner, a);
        scope_put(c->arena, &seen, a->name, a->at, SYMBOL_PARAM, 0);
    }
}

static void check_line(struct check *c, const struct ast_stmt *s, struct exploration *owner)
{
    const struct ast_clause *with = ast_find_clause(s, CLAUSE_WITH);
    int i = 0;
    find_uses(c, s, owner, s->value);
    while (i < c->e->observer_count && !is_same_line(&c->e->observers[i], owner, s->name))
        i++;
    if (with && i < c->e->observer_count)
        set_all(c, s, owner);
    else if (with && !c->blind)
        diag_error(c->diags, with->at, "'with' gives observers their parameters, and '%s' uses none", s->name);
}

void check_observers(struct check *c)
{
    check_each(c, AST_OBSERVE, check_line);
}

/* ------------------------------------------------------------- values of its own -- */

/* Of each quantity the first exploration in which it takes more than one number. */
static void find_spread(struct check *c)
{
    c->spread = ARENA_ARRAY(c->arena, int, c->e->quantity_count + 1);
    for (int q = 0; q < c->e->quantity_count; q++)
        c->spread[q] = -1;
    for (int i = c->e->exploration_count - 1; i >= 0; i--)
        for (int k = 0; k < c->e->explorations[i].axis_count; k++)
            if (c->e->explorations[i].axes[k].axis.rank)
                c->spread[c->e->explorations[i].axes[k].quantity] = i;
    for (int k = 0; k < c->e->derived_count; k++)
        for (int i = c->e->exploration_count - 1; i >= 0; i--)
            if (map_get(&c->e->explorations[i].moved, c->e->derived[k]) > 0)
                c->spread[c->e->derived[k]] = i;
}

const struct exploration *observed_spread(struct check *c, const struct observed_line *r, int quantity)
{
    const struct exploration *x = r->self->owner;
    int axis = x ? model_axis(x, quantity) : -1;
    if (x)
        return (axis >= 0 ? x->axes[axis].axis.rank : map_get(&x->moved, quantity)) > 0 ? x : NULL;
    if (!c->spread)
        find_spread(c);
    return c->spread[quantity] < 0 ? NULL : &c->e->explorations[c->spread[quantity]];
}

over_set observed_over(struct check *c, const struct observed_line *r, int index)
{
    const struct quantity *q = &c->e->quantities[index];
    const struct exploration *x = observed_spread(c, r, index);
    int axis = x ? model_axis(x, index) : -1, both = axis >= 0 ? x->axes[axis].axis.rank == 2 : x || q->each_node;
    if (!x && !q->values)
        return 0;
    return !q->modes ? OVER_NODE : both ? OVER_NODE | OVER_MODE : OVER_MODE;
}

/* ---------------------------------------------------------------------- calls -- */

int observer_is_call(const struct walk *w, const struct ast_expr *e)
{
    const struct observed_line *r = w->user;
    return find_use(w->c->e, r->self->owner, r->self->name, expr_text(w->c, e)) >= 0;
}

/* Whether something may drive an observer. */
static int drives(struct check *c, const struct observer *o, const struct ast_expr *arg, const struct term *x)
{
    const char *text = expr_text(c, arg);
    if (x->type.of_trials)
        diag_error(c->diags, arg->at, "'%s' is made of all trials; an observer looks at one run", text);
    else if (x->type.at_end)
        diag_error(c->diags, arg->at, "'%s' is known at the end of a run, and %s is driven while it goes on", text, o->model->name);
    else if (!(x->type.over & OVER_TIME))
        diag_error(c->diags, arg->at, "'%s' does not vary over time; %s is driven by what does: a state, or an expression of some", text, o->model->name);
    else
        return 1;
    return 0;
}

/* It advances in every step, whenever lines are looked at that it reads: their clauses say nothing here. */
static const struct term *drive(struct walk *w, const struct observer *o, const struct ast_expr *arg)
{
    struct observed_line *r = w->user;
    struct sampled *outside = r->names, unheard = sampled_open();
    int within = r->within;
    r->names = &unheard;
    r->within = 0;
    const struct term *x = expr_check(w, arg, WANT_NUMBER);
    r->names = outside;
    r->within = within;
    return x && drives(w->c, o, arg, x) ? x : NULL;
}

static const char *drive_names(struct check *c, const struct model *m)
{
    const char *list = "";
    for (int i = 0; i < m->input_count; i++)
        list = arena_print(c->arena, "%s%s%s", list, i ? ", " : "", m->inputs[i].name);
    return list;
}

/* What drives it, and what it has values of its own for. */
static void read_drives(struct walk *w, struct observer *o, const struct ast_expr *e)
{
    struct check *c = w->c;
    const struct model *m = o->model;
    const struct term **args = ARENA_ARRAY(c->arena, const struct term *, m->input_count + 1);
    int count = expr_count(e->first), i = 0, sound = count == m->input_count;
    if (!sound && m->input_count)
        diag_error(c->diags, e->at, "%s takes %d expression%s, got %d: %s(%s)", m->name, m->input_count, m->input_count == 1 ? "" : "s", count,
                   m->name, drive_names(c, m));
    for (const struct ast_expr *x = e->first; x; x = x->next) {
        const struct term *t = drive(w, o, x);
        sound &= t != NULL;
        if (sound) {
            args[i++] = t;
            o->over |= t->type.over & (OVER_NODE | OVER_MODE);
        }
    }
    for (int k = 0; k < m->param_count; k++)
        o->over |= observed_over(c, w->user, m->params[k].quantity);
    for (int k = 0; k < m->state_count; k++)
        o->over |= observed_over(c, w->user, o->initial[k]);
    o->args = sound ? args : NULL;
}

const struct term *observer_call(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    const struct observed_line *r = w->user;
    const char *text = expr_text(c, e);
    int number = find_use(c->e, r->self->owner, r->self->name, text);
    struct observer *o = &c->e->observers[number];
    if (!o->args)
        read_drives(w, o, e);
    if (!o->args || o->model->out < 0)
        return NULL;
    return term_make(c->arena, (struct term){ .kind = TERM_REF, .ref = REF_OBSERVER, .index = number, .name = text, .at = e->at,
                                              .type = { .over = o->over | OVER_TIME, .by_trial = 1, .unit = o->model->lets[o->model->out].unit } });
}

/* --------------------------------------------------------------------- fusing -- */

/* The first observer of the same definition, whose terms they share. */
static int first_alike(const struct experiment *e, int number)
{
    int i = 0;
    while (e->observers[i].model->states != e->observers[number].model->states)
        i++;
    return i;
}

void observers_fuse(struct experiment *e, struct arena *a)
{
    int *all = e->derived, count = e->derived_count;
    if (e->observer_count) {                    /* formulas of observers call functions of theirs */
        e->derived = ARENA_ARRAY(a, int, count + 1);
        e->derived_count = 0;
        for (int i = 0; i < count; i++)
            if (!model_is_observing(&e->quantities[all[i]]))
                e->derived[e->derived_count++] = all[i];
    }
    fuse_decide(e, a);
    e->derived = all;
    e->derived_count = count;
    for (int i = 0; i < e->observer_count; i++) {
        int first = first_alike(e, i);
        struct experiment view = model_of_observer(e, &e->observers[i], a);
        if (first == i)
            fuse_decide(&view, a);
        e->observers[i].fixed_lets = first == i ? view.fixed_lets : e->observers[first].fixed_lets;
    }
}
