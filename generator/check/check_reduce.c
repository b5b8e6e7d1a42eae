/* check_reduce.c -- what goes from many numbers to few: reductions, and the value at one
 * node or one time.
 */
#include <math.h>
#include <string.h>
#include "check_nodes.h"

/* ---------------------------------------------------------------- reductions -- */

static const char *const dimensions[] = { "node", "time", "trial", "mode", NULL };

/* What other programs call them. */
static const char *dimension_meant(const char *name)
{
    static const struct { const char *theirs, *ours; } words[] = {
        { "t", "time" }, { "space", "node" }, { "region", "node" }, { "regions", "node" }, { "seed", "trial" },
        { "seeds", "trial" }, { "run", "trial" }, { "runs", "trial" }, { "realisation", "trial" }
    };
    struct nearest near;
    for (size_t i = 0; i < sizeof words/sizeof *words; i++)
        if (!strcmp(words[i].theirs, name))
            return words[i].ours;
    nearest_start(&near, name);
    for (int i = 0; dimensions[i]; i++)
        nearest_offer(&near, dimensions[i]);
    return nearest_best(&near);
}

static void no_dimension(struct check *c, const struct ast_expr *n)
{
    const char *meant = ast_is_dimension(n->name) ? NULL : dimension_meant(n->name);
    if (meant)
        diag_error(c->diags, n->at, "there is no dimension '%s'; did you mean '%s'?", n->name, meant);
    else if (ast_is_dimension(n->name))
        diag_error(c->diags, n->at, "reducing over '%s' is not available yet; reductions go over node, mode, time and trial", n->name);
    else
        diag_error(c->diags, n->at, "there is no dimension '%s'; reductions go over node, mode, time and trial", n->name);
}

/* What 'over' names, or 0 after an error. */
static over_set gone_over(struct check *c, const struct ast_expr *e, const char *name, int keeps_nodes)
{
    static const over_set sets[] = { OVER_NODE, OVER_TIME, OVER_TRIAL, OVER_MODE };
    over_set gone = 0;
    for (const struct ast_expr *n = e->first->next; n; n = n->next) {
        int at = name_one_of(n->name, dimensions);
        if (at < 0) {
            no_dimension(c, n);
            return 0;
        }
        gone |= sets[at];
    }
    if (gone & OVER_TRIAL && gone != OVER_TRIAL) {
        diag_error(c->diags, e->first->next->at, "reductions go over the trials alone; reduce the rest first: %s(mean(%s over time) over trial)",
                   name, expr_text(c, e->first));
        return 0;
    }
    if (!keeps_nodes || gone == OVER_TIME || gone == OVER_TRIAL)
        return gone;
    diag_error(c->diags, e->first->next->at, "%s keeps the nodes: it goes over time alone, or over the trials", name);
    return 0;
}

/* Whether what is reduced has the dimensions that go. */
static int reducible(struct check *c, const struct ast_expr *e, const struct ast_expr *arg, const struct term *x, over_set gone)
{
    if (x->type.over & gone || (gone & OVER_TIME && x->type.over))     /* what stands still is the same in each step */
        return 1;
    if (gone == OVER_MODE && x->type.over)
        diag_error(c->diags, arg->at, "'%s' is the same in all modes; %s over mode takes what each mode has", expr_text(c, arg), e->name);
    else if (gone == OVER_NODE && x->type.over)
        diag_error(c->diags, arg->at, "'%s' is the same for all nodes; %s over node takes what each node has", expr_text(c, arg),
                   e->name);
    else
        diag_error(c->diags, arg->at, "'%s' is one number; %s reduces what varies over time and node", expr_text(c, arg), e->name);
    return 0;
}

/* Without time a reduction is a number in each step, or at the end where it reduces what is
 * known then. */
static const struct term *reduced(struct check *c, const struct ast_expr *e, enum reduction kind, const struct term *const *x,
                                  over_set gone, const struct sampling *when)
{
    int at_end = gone & OVER_TIME || (*x)->type.at_end;
    return term_make(c->arena, (struct term){
        .kind = TERM_REDUCE, .index = kind, .name = e->name, .at = e->at, .args = x, .count = 1, .gone = gone, .when = when,
        .type = { .over = (*x)->type.over & ~gone & (at_end ? OVER_NODE | OVER_MODE : OVER_NODE | OVER_MODE | OVER_TIME), .at_end = (unsigned char)at_end,
                  .by_trial = (*x)->type.by_trial, .of_trials = (*x)->type.of_trials,
                  .unit = model_keeps_unit(kind) ? (*x)->type.unit : NULL }
    });
}

/* Whether it goes over nodes or modes where each has the others, too: then what is reduced is a number for each of those. */
static int over_less(over_set gone, const struct term *x)
{
    over_set both = OVER_NODE | OVER_MODE;
    return gone & both && x->type.over & both & ~gone;
}

/* A mean of means is the mean of all, a spread of spreads is none. */
static int is_nested(struct check *c, const struct ast_expr *e, enum reduction kind, over_set gone)
{
    if (!(gone & OVER_TIME) || (kind != REDUCE_STD && kind != REDUCE_VAR))
        return 1;
    diag_error(c->diags, e->at, "%s over time together with nodes or modes goes over both of these; write %s(x over time), or leave 'over' out",
               e->name, e->name);
    return 0;
}

/* Over the trials: of a number each, of each node, or of each step. */
static const struct term *reduce_trials(struct walk *w, const struct ast_expr *e, enum reduction kind, const struct ast_expr *arg)
{
    struct check *c = w->c;
    const struct term **inside = ARENA_NEW(c->arena, const struct term *);
    *inside = expr_check(w, arg, WANT_NUMBER);
    if (!*inside)
        return NULL;
    if ((*inside)->type.of_trials) {
        diag_error(c->diags, arg->at, "'%s' is made of all trials already; nothing is left that %s could go over", expr_text(c, arg), e->name);
        return NULL;
    }
    if (!(*inside)->type.by_trial) {
        diag_error(c->diags, arg->at, "'%s' is the same in all trials; %s over trial takes what each of them gives", expr_text(c, arg),
                   e->name);
        return NULL;
    }
    struct type type = (*inside)->type;
    type.by_trial = 0;
    type.of_trials = 1;
    type.unit = model_keeps_unit(kind) ? type.unit : NULL;
    return term_make(c->arena, (struct term){ .kind = TERM_REDUCE, .index = kind, .name = e->name, .at = e->at, .args = inside,
                                              .count = 1, .gone = OVER_TRIAL, .type = type });
}

static const struct term *reduce(struct walk *w, const struct ast_expr *e, enum reduction kind)
{
    struct check *c = w->c;
    struct observed_line *r = w->user;
    const struct ast_expr *arg = e->first;
    int keeps = model_keeps_nodes(kind);
    over_set gone = keeps ? OVER_TIME : OVER_NODE | OVER_MODE | OVER_TIME;
    if (!arg || arg->next) {
        diag_error(c->diags, e->at, "%s takes one expression: %s(x)", e->name, e->name);
        return NULL;
    }
    if (arg->op == AST_OVER) {
        if (!(gone = gone_over(c, arg, e->name, keeps)))
            return NULL;
        arg = arg->first;
    }
    if (gone != OVER_TRIAL && model_wants_trials(kind)) {
        diag_error(c->diags, e->at, "%s goes over the trials: %s(%s over trial)", e->name, e->name, expr_text(c, arg));
        return NULL;
    }
    if (gone == OVER_TRIAL)
        return reduce_trials(w, e, kind, arg);
    if (r->within && gone & OVER_TIME) {
        diag_error(c->diags, e->at, "%s inside another reduction; give it a line of its own", e->name);
        return NULL;
    }
    const struct term **inside = ARENA_NEW(c->arena, const struct term *);
    if (!(gone & OVER_TIME)) {
        *inside = expr_check(w, arg, WANT_NUMBER);
        if (*inside && over_less(gone, *inside) && !is_nested(c, e, kind, gone))
            return NULL;
        return *inside && reducible(c, e, arg, *inside, gone) ? reduced(c, e, kind, inside, gone, NULL) : NULL;
    }
    struct sampled *outside = r->names, names = sampled_open();
    r->within = 1;
    r->names = &names;
    r->reductions++;
    *inside = expr_check(w, arg, WANT_NUMBER);
    r->within = 0;
    r->names = outside;
    if (!*inside || !reducible(c, e, arg, *inside, gone))
        return NULL;
    struct sampling *when = ARENA_NEW(c->arena, struct sampling);
    *when = sampled_when(&r->self->when, &names);
    const struct sampling *window = sampling_is_all(when) ? NULL : when;
    if (gone == OVER_TIME || !over_less(gone, *inside))
        return reduced(c, e, kind, inside, gone, window);
    if (!is_nested(c, e, kind, gone))
        return NULL;
    const struct term **step = ARENA_NEW(c->arena, const struct term *);        /* in each step over nodes or modes, then over time */
    *step = reduced(c, e, kind, inside, gone & ~(over_set)OVER_TIME, NULL);
    return reduced(c, e, kind, step, OVER_TIME, window);
}

/* A formula with [x] in place of x, all of it where a call stands. What the reduction goes [over]
 * go the formula's own. */
static struct ast_expr *written_out(struct check *c, const struct ast_expr *formula, const struct ast_expr *x,
                                    const struct ast_expr *over, struct span at)
{
    int is_x = formula->op == AST_NAME && !strcmp(formula->name, "x");
    struct ast_expr *copy = ARENA_NEW(c->arena, struct ast_expr);
    *copy = is_x ? *x : *formula;
    copy->next = copy->last = NULL;
    if (is_x)
        return copy;
    copy->at = at;
    copy->first = NULL;
    for (const struct ast_expr *part = formula->first; part; part = part->next)
        copy->first = ast_append(copy->first, written_out(c, part, x, over, at));
    if (over && copy->op == AST_CALL && name_one_of(copy->name, reduction_names) >= 0 && !copy->first->next) {
        struct ast_expr *dimension = copy->first;
        copy->first = ast_named(c->arena, at, AST_OVER, NULL, dimension);
        for (; over; over = over->next) {
            struct ast_expr *one = ARENA_NEW(c->arena, struct ast_expr);
            *one = *over;
            one->next = one->last = NULL;
            ast_append(dimension, one);
        }
    }
    return copy;
}

/* A reduction that is made of others. */
static const struct term *reduce_as_written(struct walk *w, const struct ast_expr *e, const char *formula)
{
    struct check *c = w->c;
    const struct ast_expr *x = e->first;
    if (!x || x->next) {
        diag_error(c->diags, e->at, "%s takes one expression: %s(x)", e->name, e->name);
        return NULL;
    }
    if (x->op == AST_OVER && !gone_over(c, x, e->name, 0))
        return NULL;
    const char *text = arena_print(c->arena, "%s = %s", e->name, formula);
    const struct ast_stmt *s = ast_parse_axis(source_text(e->name, text, strlen(text), c->arena), c->diags, c->arena);
    const struct ast_expr *over = x->op == AST_OVER ? x->first->next : NULL;
    return s ? expr_check(w, written_out(c, s->value, over ? x->first : x, over, e->at), WANT_NUMBER) : NULL;
}

const struct term *reduce_call(struct walk *w, const struct ast_expr *e)
{
    const char *formula = model_reduction_formula(e->name);
    return formula ? reduce_as_written(w, e, formula) : reduce(w, e, (enum reduction)name_one_of(e->name, reduction_names));
}

/* ------------------------------------------------------------- one node, one time -- */

/* One node of a term, or (when) one time of it. */
struct one_place {
    const struct ast_expr *e;           /* 'at' */
    over_set goes;
    int node;
    const struct sampling *when;        /* NULL: it is a node */
    const char *text;                   /* of a time: as it is printed */
};

static const struct term *placed(struct check *c, const struct one_place *p, const struct term *x)
{
    const struct term **args = ARENA_NEW(c->arena, const struct term *);
    struct term t = { .kind = p->when ? TERM_REDUCE : TERM_AT, .index = p->when ? (int)REDUCE_LAST : p->node, .at = p->e->at, .args = args,
                      .count = 1, .gone = p->when ? OVER_TIME : 0, .when = p->when, .name = p->text, .type = x->type };
    *args = x;
    t.type.over &= ~p->goes;
    t.type.at_end |= p->when != NULL;
    return term_make(c->arena, t);
}

/* Of what is made of trials it is what is made of theirs: each node and time is reduced for itself. */
static const struct term *place_inside(struct check *c, const struct one_place *p, const struct term *x)
{
    if (!x->type.of_trials || !(x->type.over & p->goes))
        return x->type.over & p->goes ? placed(c, p, x) : x;
    if (x->kind == TERM_REF)
        return place_inside(c, p, c->e->observes[x->index].value);
    const struct term **args = ARENA_ARRAY(c->arena, const struct term *, x->count);
    struct term t = *x;
    t.args = args;
    for (int i = 0; i < t.count; i++)
        args[i] = place_inside(c, p, x->args[i]);
    if (t.kind == TERM_REDUCE) {
        t.type.over = args[0]->type.over & ~t.gone;
        t.type.at_end = args[0]->type.at_end || t.gone & OVER_TIME;
    } else {
        t.type = (struct type){ .unit = x->type.unit };
    }
    return term_make(c->arena, t);
}

static const struct term *at_node(struct check *c, const struct ast_expr *e, const struct term *x)
{
    const struct ast_expr *place = e->first->next;
    long node;
    if (!const_node(c, place, !nodes_unsure(c), &node) || !x)
        return NULL;
    if (!(x->type.over & OVER_NODE)) {
        diag_error(c->diags, e->first->at, "'%s' is the same for all nodes; 'at node' looks at what each node has",
                   expr_text(c, e->first));
        return NULL;
    }
    return place_inside(c, &(struct one_place){ .e = e, .goes = OVER_NODE, .node = (int)node }, x);
}

/* Whether [x] has a value at one time. */
static int has_times(struct check *c, const struct ast_expr *e, const struct term *x)
{
    const char *text = expr_text(c, e->first);
    if (x->type.over & OVER_TIME)
        return 1;
    if (x->type.at_end)
        diag_error(c->diags, e->first->at, "'%s' is known at the end of a run; 'at' looks at what varies over time", text);
    else
        diag_error(c->diags, e->first->at, "'%s' does not change while a run goes on; leave 'at' out", text);
    return 0;
}

/* The last of the one step whose state belongs to that time. Whether there is such a step
 * is judged for each exploration (check_record.c). */
static const struct term *at_time(struct check *c, const struct ast_expr *e, const struct term *x, const struct sampled *names)
{
    const struct ast_expr *place = e->first->next;
    struct sampling *when = ARENA_NEW(c->arena, struct sampling);
    *when = names->when;
    when->is_one = 1;
    when->every_at = place->at;
    when->in_steps = c->e->simulate.is_map;
    if (!time_value(c, place, &when->one) || !x || !has_times(c, e, x))
        return NULL;
    if (!(when->one >= 0) || !isfinite(when->one)) {
        diag_error(c->diags, place->at, "'at' takes a time of 0 or more, got %s", time_text(c, when->one));
        return NULL;
    }
    return place_inside(c, &(struct one_place){ .e = e, .goes = OVER_TIME, .when = when,
                                            .text = time_text(c, when->one) }, x);
}

static const struct term *reduce_at_time(struct walk *w, const struct ast_expr *e)
{
    struct observed_line *r = w->user;
    struct check *c = w->c;
    if (r->within) {
        diag_error(c->diags, e->at, "'%s' is one time, and reductions over time take all; write them over node, or leave 'at' out",
                   expr_text(c, e));
        return NULL;
    }
    struct sampled *outside = r->names, names = sampled_open();
    r->names = &names;
    const struct term *x = expr_check(w, e->first, WANT_NUMBER);
    r->names = outside;
    return at_time(c, e, x, &names);
}

const struct term *reduce_at(struct walk *w, const struct ast_expr *e)
{
    return e->name ? at_node(w->c, e, expr_check(w, e->first, WANT_NUMBER)) : reduce_at_time(w, e);
}
