/* check_explore.c -- free parameters, explorations, groups, trials.
 *
 * Explorations are opened first, with the parameters they declare; axes are read
 * when every quantity is known. A file without any gets one called "run". A
 * parameter declared with an axis at top level is an axis of every exploration
 * that does not give it another.
 */
#include <math.h>
#include <string.h>
#include "starts.h"

/* ------------------------------------------------------------ free parameters -- */

/* Whether the name of a free parameter means something already. */
static int name_taken(struct check *c, const struct ast_stmt *s, const struct exploration *owner)
{
    int q = quantity_at(c->e, owner, s->name);
    const struct symbol *y = c->dynamics ? scope_find(&c->dynamics->scope, s->name) : NULL;
    const char *why = name_reserved(s->name);
    if (q >= 0) {
        diag_error(c->diags, s->name_at, "'%s' is declared twice", s->name);
        diag_note(c->diags, c->e->quantities[q].at, "'%s' is declared here", s->name);
    } else if (y && y->kind == SYMBOL_PARAM) {
        diag_error(c->diags, s->name_at, "'%s' is a parameter of %s already; vary it by an axis: "
                   "%s = ...", s->name, c->e->model->name, s->name);
    } else if (y && y->kind != SYMBOL_POISON) {
        diag_error(c->diags, s->name_at, "'%s' is %s of %s already; choose another name", s->name,
                   symbol_kind_name(y->kind), c->e->model->name);
    } else if (why) {
        diag_error(c->diags, s->name_at, "'%s' is %s; choose another name", s->name, why);
        scope_put(c->arena, &c->reported, s->name, s->name_at, SYMBOL_POISON, 0);
    }
    return q >= 0 || y || why;
}

/* The first value of an axis, which a plain run takes; 0 where it is drawn. */
static double first_value(const struct axis *x)
{
    return x->values ? x->values[0] : x->kind == AXIS_LAW ? 0 : x->lo;
}

static void declare_param(struct check *c, const struct ast_stmt *s, struct exploration *owner)
{
    if (name_taken(c, s, owner))
        return;
    const char *dot = strrchr(s->name, '.');
    struct quantity q = {
        .kind = QUANTITY_PARAM, .path = s->name, .name = dot ? dot + 1 : s->name,
        .at = s->name_at, .unit = unit_of(s), .doc = s->doc, .lo = -INFINITY, .hi = INFINITY,
        .owner = owner
    };
    const struct ast_clause *in = ast_find_clause(s, CLAUSE_IN);
    if (in)
        const_range(c, in->args, q.unit, &q.lo, &q.hi, 1);
    int follows = !axis_is_value(s) && formula_is(s);
    if (!follows && !axis_is_value(s))
        const_finite(c, s->value, q.unit, arena_print(c->arena, "parameter '%s'", s->name),
                     &q.value);
    int number = quantity_add(c, q);
    if (follows)                                /* read when all are declared */
        *ARENA_PUSH(c->arena, c->followers, c->follower_count) = (struct follower){ s, number };
}

static void declare_params(struct check *c, const struct ast_stmt *body, struct exploration *owner)
{
    for (const struct ast_stmt *s = body; s; s = s->next)
        if (s->kind == AST_PARAM)
            declare_param(c, s, owner);
        else if (s->kind == AST_GROUP && owner)
            declare_params(c, s->body, owner);
}

/* --------------------------------------------------------------- explorations -- */

static void open_exploration(struct check *c, const struct ast_stmt *s)
{
    struct exploration *x = &c->e->explorations[c->e->exploration_count++];
    *x = (struct exploration){ .name = s->name, .doc = s->doc, .at = s->name_at };
    x->zip = s->word && !strcmp(s->word, ast_word_ZIP);
    const struct ast_clause *key = ast_find_clause(s, CLAUSE_KEY);
    if (key)
        const_key(c, key->args, &x->key);
    const struct symbol *other = scope_find(&c->explored, x->name);
    if (other) {
        diag_error(c->diags, x->at, "exploration '%s' is declared twice", x->name);
        diag_note(c->diags, other->at, "'%s' is declared here", x->name);
    } else {
        if (strchr(x->name, '.'))               /* x.V.csv is the file of a recording */
            diag_error(c->diags, x->at, "'%s' holds a dot; a name declared here is one word", x->name);
        scope_put(c->arena, &c->explored, x->name, x->at, SYMBOL_POISON, 0);
    }
    check_block(c, s->body, IN_EXPLORE);
    declare_params(c, s->body, x);
}

void check_free_params(struct check *c)
{
    const struct ast_stmt *body = c->files->tree->body;
    int count = 0;
    for (const struct ast_stmt *s = body; s; s = s->next)
        count += s->kind == AST_EXPLORE;
    c->e->explorations = ARENA_ARRAY(c->arena, struct exploration, count + 1);
    declare_params(c, body, NULL);
    for (const struct ast_stmt *s = body; s; s = s->next)
        if (s->kind == AST_EXPLORE)
            open_exploration(c, s);
        else if (s->kind == AST_PARAM && axis_is_value(s))
            *ARENA_PUSH(c->arena, c->free_axes, c->free_axis_count) = s;
    if (!count) {
        c->e->exploration_count = 1;
        c->e->explorations[0] = (struct exploration){ .name = "run", .at = { c->e->src, 0, 0 } };
    }
    check_free_formulas(c);
}

/* ------------------------------------------------------------------------ axes -- */

static void add_axis(struct check *c, struct exploration *x, const struct ast_stmt *s, int quantity,
                     const char *group)
{
    int first = model_axis(x, quantity);
    struct axis_decl axis;
    int good = check_axis(c, s, quantity, &axis);
    if (first >= 0) {
        diag_error(c->diags, s->name_at, "%s has two axes", c->e->quantities[quantity].path);
        diag_note(c->diags, x->axes[first].at, "the first one is here");
    } else if (good) {
        axis.axis.group = group;
        model_add_axis(x, axis, c->arena);
    }
}

static void add_param_axis(struct check *c, struct exploration *x, const struct ast_stmt *s,
                           const char *group)
{
    int q = quantity_at(c->e, x, s->name);
    if (q < 0 || !axis_is_value(s) || c->e->quantities[q].at.from != s->name_at.from)
        return;
    add_axis(c, x, s, q, group);
    int at = model_axis(x, q);
    if (at >= 0)
        c->e->quantities[q].value = first_value(&x->axes[at].axis);
}

/* ------------------------------------------------------------- settings, draws -- */

static int set_by_option(const struct check *c, int quantity)
{
    return map_get(&c->set_of, quantity) >= 0;
}

/* `initial.W = 0`: a value that holds in this exploration alone. The command
 * line has the last word. */
static void add_setting(struct check *c, struct exploration *x, const struct ast_stmt *s, int q)
{
    struct quantity *all = &c->e->quantities[q], before = *all;
    quantity_set(c, q, s->value);
    struct setting mine = { q, *all };
    *all = before;
    const struct setting *first = model_setting(x, q);
    if (first) {
        diag_error(c->diags, s->name_at, "%s is set twice", all->path);
        diag_note(c->diags, first->value.value_at, "the first value is here");
    } else if (all->kind == QUANTITY_DT && c->e->simulate.steps) {
        diag_error(c->diags, s->name_at, "'steps' of simulate are as long as its dt says; write duration there");
    } else if (!set_by_option(c, q)) {
        model_add_setting(x, mine, c->arena);
    }
}

/* `initial.V ~ Uniform(-1, 1)` without n: what each trial draws. */
static void add_draw(struct check *c, struct exploration *x, const struct ast_stmt *s, int q)
{
    const struct quantity *initial = &c->e->quantities[q];
    const struct draw *draw = check_draw(c, s->value, initial->unit);
    if (!x->draws)
        x->draws = ARENA_ARRAY(c->arena, const struct draw *, c->e->model->state_count);
    if (draw && x->draws[initial->index])
        diag_error(c->diags, s->name_at, "%s has two distributions", initial->path);
    x->draws[initial->index] = draw;
}

static int is_setting(const struct ast_stmt *s)
{
    return s->kind == AST_DEFINE && !s->clauses && s->value && !axis_is_value(s);
}

/* Draws that no trial would make. */
static void check_draws(struct check *c, const struct exploration *x, const struct ast_stmt *body)
{
    if (name_is_broken(c, "trials"))
        return;
    for (const struct ast_stmt *s = body; s && !x->trials && x->draws; s = s->next) {
        int count, q = s->kind == AST_DRAW ? quantity_called(c->e, x, s->name, &count) : -1;
        if (q >= 0 && !s->clauses && c->e->quantities[q].kind == QUANTITY_INITIAL)
            diag_error(c->diags, s->name_at, "nothing draws '%s': write n N behind it for an axis, "
                       "or trials N in this exploration", s->name);
    }
}

/* A value and an axis for one quantity contradict each other. */
static void check_contradictions(struct check *c, const struct exploration *x)
{
    for (int i = 0; i < x->setting_count; i++) {
        int axis = model_axis(x, x->settings[i].index);
        if (axis < 0)
            continue;
        diag_error(c->diags, x->settings[i].value.value_at, "%s has a value and an axis",
                   x->settings[i].value.path);
        diag_note(c->diags, x->axes[axis].at, "the axis is here");
    }
}

static void read_quantity(struct check *c, struct exploration *x, const struct ast_stmt *s, int q,
                          const char *group)
{
    if (!group && is_setting(s))
        add_setting(c, x, s, q);
    else if (!group && s->kind == AST_DRAW && !s->clauses
             && c->e->quantities[q].kind == QUANTITY_INITIAL)
        add_draw(c, x, s, q);
    else
        add_axis(c, x, s, q, group);
}

static int read_axes(struct check *c, struct exploration *x, const struct ast_stmt *body,
                     const char *group)
{
    int found = 0;
    for (const struct ast_stmt *s = body; s; s = s->next) {
        if (s->kind == AST_PARAM) {
            add_param_axis(c, x, s, group);
        } else if (s->kind == AST_DEFINE || s->kind == AST_DRAW) {
            int q = quantity_find(c, x, s->name, s->name_at);
            if (q >= 0)
                read_quantity(c, x, s, q, group);
        } else {
            continue;
        }
        found = 1;
    }
    return found;
}

/* [groups]: those of the exploration so far, each at its first axis. */
static void read_group(struct check *c, struct exploration *x, const struct ast_stmt *s, struct scope *groups)
{
    int before = x->axis_count;
    const struct symbol *first = scope_find(groups, s->name);
    check_block(c, s->body, IN_GROUP);
    if (first) {
        diag_error(c->diags, s->name_at, "group '%s' is declared twice", s->name);
        diag_note(c->diags, first->at, "the first one begins here");
    }
    if (!read_axes(c, x, s->body, s->name) && !name_is_broken(c, s->name))
        diag_error(c->diags, s->name_at, "group '%s' has no axis", s->name);
    if (!first && x->axis_count > before)
        scope_put(c->arena, groups, s->name, x->axes[before].at, SYMBOL_POISON, 0);
}

/* The names that statements declare or set, also of those in groups. */
static void gather_names(struct check *c, const struct ast_stmt *body, struct scope *out)
{
    for (const struct ast_stmt *s = body; s; s = s->next) {
        if (s->name && s->kind != AST_CARRY)
            scope_put(c->arena, out, s->name, s->name_at, SYMBOL_POISON, 0);
        if (s->kind == AST_GROUP)
            gather_names(c, s->body, out);
    }
}

/* Top-level parameters with an axis, in front of the exploration's own. One that
 * the exploration varies itself is left out. */
static void inherit_axes(struct check *c, struct exploration *x, const struct ast_stmt *own)
{
    struct scope named = { 0 };
    if (c->free_axis_count)
        gather_names(c, own, &named);
    for (int i = 0; i < c->free_axis_count; i++) {
        const struct ast_stmt *s = c->free_axes[i];
        int replaced = scope_find(&named, s->name) != NULL;
        int q = replaced ? quantity_at(c->e, x, s->name) : -1;
        struct axis_decl unused;
        if (!replaced)
            add_param_axis(c, x, s, NULL);
        else if (q >= 0 && c->e->quantities[q].at.from == s->name_at.from)
            check_axis(c, s, q, &unused);       /* its faults are faults all the same */
    }
}

static void read_trials(struct check *c, struct exploration *x, const struct ast_stmt *s)
{
    if (x->trials)
        diag_error(c->diags, s->at, "exploration '%s' has two 'trials' statements", x->name);
    else if (!const_whole(c, s->value, "the number of trials", 1, &x->trials))
        x->trials = 1;                          /* its draws are not in vain */
    x->average_trials = ast_find_clause(s, CLAUSE_AVERAGE) != NULL;
}

static void read_order(struct check *c, struct exploration *x, const char *order, struct span at)
{
    x->sorted = !strcmp(order, "sorted");
    if (!x->sorted && strcmp(order, "declared"))
        diag_error(c->diags, at, "order is 'sorted' or 'declared', got '%s'", order);
}

/* --trials: of every exploration; averages stay averages. */
static void override_trials(const struct check *c, struct exploration *x)
{
    if (c->over && c->over->trials)
        x->trials = c->over->trials;
}

/* Axes keep the order of the text, groups included. */
static void read_exploration(struct check *c, struct exploration *x, const struct ast_stmt *s)
{
    const struct ast_clause *order = ast_find_clause(s, CLAUSE_ORDER);
    struct scope groups = { 0 };
    if (order)
        read_order(c, x, order->args->name, order->args->at);
    inherit_axes(c, x, s->body);
    for (const struct ast_stmt *one = s->body; one; one = one->next) {
        struct ast_stmt alone = *one;
        alone.next = NULL;
        if (one->kind == AST_GROUP)
            read_group(c, x, one, &groups);
        else if (one->kind == AST_TRIALS)
            read_trials(c, x, one);
        else if (one->kind == AST_ORDER)
            read_order(c, x, one->name, one->name_at);
        else
            read_axes(c, x, &alone, NULL);
    }
    override_trials(c, x);
    check_draws(c, x, s->body);
    check_contradictions(c, x);
}

void check_explorations(struct check *c)
{
    struct exploration *x = c->e->explorations;
    for (const struct ast_stmt *s = c->files->tree->body; s; s = s->next)
        if (s->kind == AST_EXPLORE)
            read_exploration(c, x++, s);
    if (x == c->e->explorations) {
        inherit_axes(c, x, NULL);
        override_trials(c, x);
    }
    check_axis_overrides(c);
    check_carries(c);
    check_settled(c);
    check_key_override(c);
    check_swept_sets(c);
}
