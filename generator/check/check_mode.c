/* check_mode.c -- the modes of a model: vectors and matrices over them, and what makes one value of several modes.
 *
 * All states and inputs of a model with modes have a value for each mode, parameters where they are given
 * as lists. Whether a derived quantity varies over the modes is asked of the text before any term is made:
 * it may be read before the line that defines it.
 *
 * In a circle with check_expr.c, check_helper.c, check_past.c: what is summed is an expression.
 */
#include <math.h>
#include <string.h>
#include "checker.h"

enum { MOST_MODES = 1024 };

void check_modes(struct check *c, struct definition *d)
{
    const struct ast_stmt *first = NULL;
    for (const struct ast_stmt *s = d->stmt->body; s; s = s->next) {
        long modes = 0;
        if (s->kind != AST_MODES)
            continue;
        if (first) {
            diag_error(c->diags, s->at, "model '%s' has its modes already", d->stmt->name);
            diag_note(c->diags, first->at, "the first line is here");
            continue;
        }
        first = s;
        if (!const_whole(c, s->value, "the number of modes", 1, &modes))
            continue;
        if (modes > MOST_MODES)
            diag_error(c->diags, s->value->at, "a model has %d modes at most", MOST_MODES);
        else
            d->model->modes = (int)modes;
    }
}

/* -------------------------------------------------------------------- values -- */

/* What a list or file holds: a table of one row or column is a list. */
static int read_values(struct check *c, const struct ast_expr *e, const char *unit, struct data *v)
{
    if (e->op == AST_LIST)
        return const_list(c, e, unit, v);
    if (!check_data(c, e, v))
        return 0;
    while (v->rank > 1 && v->shape[0] == 1) {
        v->rank--;
        memmove(v->shape, v->shape + 1, (size_t)v->rank*sizeof *v->shape);
    }
    if (v->rank == 2 && v->shape[1] == 1)
        v->rank = 1;
    if (!v->rank)
        v->shape[v->rank++] = 1;
    return 1;
}

static const char *wanted(struct check *c, int modes, int matrix)
{
    const char *vector = arena_print(c->arena, "%d numbers, one for each mode", modes);
    return matrix ? arena_print(c->arena, "one number, %s, or %d x %d, one for each two modes", vector, modes, modes)
                  : arena_print(c->arena, "one number, or %s", vector);
}

int mode_values(struct check *c, const struct ast_expr *e, int modes, int matrix, const char *what, struct quantity *q)
{
    struct data v;
    if (!read_values(c, e, q->unit, &v))
        return 0;
    int is_vector = v.rank == 1 && v.shape[0] == modes, is_matrix = matrix && v.rank == 2 && v.shape[0] == modes && v.shape[1] == modes;
    if (!is_vector && !is_matrix && !is_one_number(e, &v)) {
        diag_error(c->diags, e->at, "%s takes %s; got %s", what, wanted(c, modes, matrix), shape_text(c, v.shape, v.rank));
        q->modes = modes;               /* as it is meant, for what reads it */
        q->matrix = matrix && v.rank == 2;
        return 0;
    }
    q->value = v.values[0];
    if (!is_vector && !is_matrix)
        return 1;
    q->modes = modes;
    q->matrix = is_matrix;
    q->values = v.values;
    q->value_count = is_matrix ? modes*modes : modes;
    return 1;
}

/* The network gives values to what has modes: of a vector maybe for each node, too. */
void mode_set(struct check *c, struct quantity *q, const struct ast_expr *value)
{
    struct data v;
    if (!read_values(c, value, q->unit, &v))
        return;
    long M = q->modes;
    int fits = q->matrix ? v.rank == 2 && v.shape[0] == M && v.shape[1] == M
             : (v.rank == 1 && v.shape[0] == M) || (v.rank == 2 && v.shape[1] == M);
    if (!fits) {
        const char *wants = q->matrix ? arena_print(c->arena, "%ld x %ld numbers, one for each two modes", M, M)
                          : arena_print(c->arena, "one number, %ld, one for each mode, or a list of those for each node", M);
        diag_error(c->diags, value->at, "%s takes %s; got %s", q->path, wants, shape_text(c, v.shape, v.rank));
        return;
    }
    q->values = v.values;
    q->each_node = !q->matrix && v.rank == 2;
    q->value_count = (int)(v.rank == 2 ? v.shape[0]*v.shape[1] : v.shape[0]);
    q->value = v.values[0];
    for (int i = 0; i < q->value_count; i++)
        if (!isfinite(v.values[i])) {
            diag_error(c->diags, value->at, "%s cannot be %s", q->path, number_text(c, v.values[i]));
            return;
        }
}

/* ------------------------------------------------------- what varies over the modes -- */

/* Of a line of arguments: from PASSES on a bit each, whether what is passed may reach the value as it varies. */
enum { VARIES = 1, CROSSES = 2, PASSES = 4 };

/* What a walk finds its names in: a definition, and the line that is read. */
struct mode_line {
    const struct definition *d;
    const struct ast_stmt *line;
};

static int is_dot(const struct scope *s, const struct ast_expr *e)
{
    return e->op == AST_CALL && !strcmp(e->name, "dot") && !scope_find(s, e->name);
}

static int of_symbol(const struct mode_line *p, const struct symbol *y)
{
    const struct model *m = p->d->model;
    switch (y->kind) {
    case SYMBOL_STATE: case SYMBOL_INPUT:
        return VARIES;
    case SYMBOL_PARAM:
        return p->d->params[y->index].modes && !p->d->params[y->index].matrix ? VARIES : 0;
    case SYMBOL_LET:
        return (m->lets[y->index].over_modes ? VARIES : 0) | (m->lets[y->index].crosses ? CROSSES : 0);
    case SYMBOL_FUNCTION:
        return (m->functions[y->index].over_modes ? VARIES : 0) | (m->functions[y->index].crosses ? CROSSES : 0);
    default:
        return 0;
    }
}

static int is_matrix(const struct mode_line *p, const struct ast_expr *e)
{
    const struct symbol *y = e->op == AST_NAME ? scope_find(&p->d->scope, e->name) : NULL;
    return y && y->kind == SYMBOL_PARAM && p->d->params[y->index].matrix;
}

static int flags_of(const struct mode_line *p, const struct ast_expr *e);

static int of_call(const struct mode_line *p, const struct ast_expr *e)
{
    const struct symbol *y = scope_find(&p->d->scope, e->name);
    const struct function *f = y && y->kind == SYMBOL_FUNCTION ? &p->d->model->functions[y->index] : NULL;
    int flags = f ? of_symbol(p, y) : 0, n = 0;
    if (is_dot(&p->d->scope, e)) {
        for (const struct ast_expr *x = e->first; x; x = x->next)
            flags |= is_matrix(p, x) ? VARIES | CROSSES : 0;
        return flags;
    }
    if (e->first && e->first->op == AST_OVER)           /* of all modes one number */
        return 0;
    for (const struct ast_expr *x = e->first; x; x = x->next, n++)
        if (!f || (n < MOST_ARGUMENTS && f->passes >> n & 1))
            flags |= flags_of(p, x);
    return flags;
}

static int flags_of(const struct mode_line *p, const struct ast_expr *e)
{
    int flags = 0, n;
    const struct symbol *y;
    switch (e->op) {
    case AST_NAME:
        n = expr_argument(p->line->params, e->name);
        y = n >= 0 ? NULL : scope_find(&p->d->scope, e->name);
        return n >= 0 ? n < MOST_ARGUMENTS ? PASSES << n : 0 : y && y->kind != SYMBOL_FUNCTION ? of_symbol(p, y) : 0;
    case AST_SHIFT:
        return e->value ? VARIES | CROSSES : flags_of(p, e->first);
    case AST_PICK:
        return 0;
    case AST_CALL:
        return of_call(p, e);
    default:
        for (const struct ast_expr *x = e->first; x; x = x->next)
            flags |= flags_of(p, x);
        return flags;
    }
}

/* Notes what a line says of the name that it defines; returns whether that is news. */
static int note(struct definition *d, const struct ast_stmt *s)
{
    const struct symbol *y = s->name ? scope_find(&d->scope, s->name) : NULL;
    if (!y || y->at.from != s->name_at.from)
        return 0;
    int flags = flags_of(&(struct mode_line){ d, s }, s->value);
    if (s->kind == AST_PARAM && y->kind == SYMBOL_PARAM) {
        struct quantity *q = &d->params[y->index];
        int is_news = flags & VARIES && !q->modes;
        q->modes = is_news ? d->model->modes : q->modes;
        return is_news;
    }
    int is_let = s->kind == AST_DEFINE && y->kind == SYMBOL_LET;
    if (!is_let && !(s->kind == AST_FUNCTION && y->kind == SYMBOL_FUNCTION))
        return 0;
    int *over = is_let ? &d->model->lets[y->index].over_modes : &d->model->functions[y->index].over_modes;
    int *crosses = is_let ? &d->model->lets[y->index].crosses : &d->model->functions[y->index].crosses;
    int is_news = (flags & VARIES && !*over) || (flags & CROSSES && !*crosses);
    *over |= (flags & VARIES) != 0;
    *crosses |= (flags & CROSSES) != 0;
    if (!is_let) {
        unsigned passes = d->model->functions[y->index].passes | (unsigned)flags/PASSES;
        is_news |= passes != d->model->functions[y->index].passes;
        d->model->functions[y->index].passes = passes;
    }
    return is_news;
}

const struct term *mode_applied(struct check *c, const struct function *f, const struct term *t, over_set own)
{
    struct term *exact = ARENA_NEW(c->arena, struct term);
    int over = own & OVER_MODE, crosses = f->crosses;
    for (int i = 0; i < t->count; i++)
        if (f->passes >> i & 1) {
            over |= t->args[i]->type.over & OVER_MODE;
            crosses |= t->args[i]->type.crosses;
        }
    *exact = *t;
    exact->type.over = (t->type.over & ~(over_set)OVER_MODE) | (over_set)over;
    exact->type.crosses = crosses != 0;
    return exact;
}

/* Lines read each other in any order: what is found only grows. */
void mode_find(struct definition *d)
{
    int is_news = d->model->modes > 0;
    while (is_news) {
        is_news = 0;
        for (const struct ast_stmt *s = d->stmt->body; s; s = s->next)
            is_news |= note(d, s);
    }
}

/* -------------------------------------------------------------------- equations -- */

/* The model whose names a walk reads, if it has modes; else NULL. */
static const struct model *model_of(const struct walk *w)
{
    const struct model *m = w->def ? w->def->model : w->c->e->model;
    return m && m->modes ? m : NULL;
}

int mode_over(const struct walk *w)
{
    return model_of(w) ? OVER_MODE : 0;
}

/* [what] asks for modes where there are none. */
static const struct term *no_modes(struct walk *w, const struct ast_expr *e, const char *what)
{
    struct check *c = w->c;
    const char *node = e->op == AST_PICK && !w->def && w->c->e->model
                     ? arena_print(c->arena, "; a node is named so: %s at node %.0f", expr_text(c, e->first), e->value) : "; declare them in it: modes 3";
    if (w->def && !w->def->model)
        diag_error(c->diags, e->at, "%s looks at modes, and a coupling works on each mode by itself", what);
    else
        diag_error(c->diags, e->at, "%s looks at the modes of a model, and there are none%s", what, node);
    return NULL;
}

/* What a dot takes from other modes must be there for them without asking others in turn. */
static int is_straight(struct check *c, const struct ast_expr *e, const struct term *x)
{
    if (!x->type.crosses)
        return 1;
    diag_error(c->diags, e->at, "'%s' is made of other modes itself, and dot takes it from them; write it in terms of states", expr_text(c, e));
    return 0;
}

static const struct term *dot_operand(struct walk *w, const struct ast_expr *e)
{
    int outside = w->in_dot;
    w->in_dot = e->op == AST_NAME;
    const struct term *x = expr_check(w, e, WANT_NUMBER);
    w->in_dot = outside;
    if (x && !x->type.matrix && !(x->type.over & OVER_MODE)) {
        diag_error(w->c->diags, e->at, "'%s' is the same in all modes; dot takes what each mode has, a vector or a matrix", expr_text(w->c, e));
        return NULL;
    }
    return x;
}

static const struct term *dot(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    const struct term **args = ARENA_ARRAY(c->arena, const struct term *, 2);
    if (!model_of(w))
        return no_modes(w, e, "dot");
    if (expr_count(e->first) != 2) {
        diag_error(c->diags, e->at, "dot takes a vector and a matrix, or two vectors: dot(v, A), dot(A, v), dot(u, v)");
        return NULL;
    }
    const struct ast_expr *second = e->first->next;
    args[0] = dot_operand(w, e->first);
    args[1] = dot_operand(w, second);
    if (!args[0] || !args[1])
        return NULL;
    int of_matrix = args[0]->type.matrix + args[1]->type.matrix;
    if (of_matrix == 2) {
        diag_error(c->diags, e->at, "dot takes a vector and a matrix, or two vectors; of two matrices it is none");
        return NULL;
    }
    if (of_matrix && !is_straight(c, args[0]->type.matrix ? second : e->first, args[!!args[0]->type.matrix]))
        return NULL;
    struct type type = { .over = args[0]->type.over | args[1]->type.over, .by_trial = 1, .crosses = of_matrix != 0,
                         .at_end = args[0]->type.at_end | args[1]->type.at_end };
    type.over = of_matrix ? type.over | OVER_MODE : type.over & ~(over_set)OVER_MODE;
    type.by_trial = args[0]->type.by_trial | args[1]->type.by_trial;
    type.of_trials = args[0]->type.of_trials | args[1]->type.of_trials;
    return term_make(c->arena, (struct term){ .kind = TERM_DOT, .name = e->name, .at = e->at, .args = args, .count = 2, .type = type });
}

/* Over the modes alone: that is all a node has in an equation. */
static const struct term *reduction(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    int kind = name_one_of(e->name, reduction_names);
    const struct ast_expr *arg = e->first, *over = arg->first->next;
    const struct term **x = ARENA_NEW(c->arena, const struct term *);
    if (!model_of(w))
        return no_modes(w, e, e->name);
    if (over->next || strcmp(over->name, "mode") != 0) {
        diag_error(c->diags, over->at, "in an equation reductions go over the modes of a node: %s(%s over mode)", e->name, expr_text(c, arg->first));
        return NULL;
    }
    if (kind > REDUCE_LAST || model_keeps_nodes((enum reduction)kind) || model_wants_trials((enum reduction)kind)) {
        diag_error(c->diags, e->at, "%s does not go over modes; mean, sum, min, max, std and var do", e->name);
        return NULL;
    }
    *x = expr_check(w, arg->first, WANT_NUMBER);
    if (!*x)
        return NULL;
    if (!((*x)->type.over & OVER_MODE)) {
        diag_error(c->diags, arg->first->at, "'%s' is the same in all modes; %s over mode takes what each mode has", expr_text(c, arg->first), e->name);
        return NULL;
    }
    struct type type = (*x)->type;
    type.over &= ~(over_set)OVER_MODE;
    type.crosses = 0;
    type.unit = model_keeps_unit((enum reduction)kind) ? type.unit : NULL;
    return term_make(c->arena, (struct term){ .kind = TERM_REDUCE, .index = kind, .name = e->name, .at = e->at, .args = x, .count = 1,
                                              .gone = OVER_MODE, .type = type });
}

int mode_is_call(const struct walk *w, const struct ast_expr *e)
{
    int reduces = name_one_of(e->name, reduction_names) >= 0 && e->first && !e->first->next && e->first->op == AST_OVER;
    return reduces || is_dot(w->scope, e);
}

const struct term *mode_call(struct walk *w, const struct ast_expr *e)
{
    return e->first && e->first->op == AST_OVER ? reduction(w, e) : dot(w, e);
}

const struct term *mode_dot(struct walk *w, const struct ast_expr *e)
{
    return dot(w, e);
}

/* ---------------------------------------------------------------------- indices -- */

static const struct term *picked(struct walk *w, const struct ast_expr *e, const struct term *const *x)
{
    int modes = model_of(w)->modes;
    if (e->value >= modes) {
        diag_error(w->c->diags, e->at, "there is no mode %.0f; the modes are 0 to %d", e->value, modes - 1);
        return NULL;
    }
    struct term t = { .kind = TERM_AT, .gone = OVER_MODE, .index = (int)e->value, .at = e->at, .args = x, .count = 1, .type = (*x)->type };
    t.type.over &= ~(over_set)OVER_MODE;
    t.type.crosses = 0;
    return term_make(w->c->arena, t);
}

static const struct term *shifted(struct walk *w, const struct ast_expr *e, const struct term *const *x)
{
    int modes = model_of(w)->modes;
    if (fabs(e->value) >= modes) {
        int rest = (int)fmod(e->value, modes);
        diag_error(w->c->diags, e->at, rest ? "the modes are a ring of %d; write %s[i%+d]" : "the modes are a ring of %d; write %s", modes,
                   expr_text(w->c, e->first), rest);
        return NULL;
    }
    if (e->value == 0)
        return *x;
    struct term t = { .kind = TERM_SHIFT, .index = (int)e->value, .at = e->at, .args = x, .count = 1, .type = (*x)->type };
    t.type.crosses = 1;
    return term_make(w->c->arena, t);
}

const struct term *mode_index(struct walk *w, const struct ast_expr *e)
{
    const struct term **x = ARENA_NEW(w->c->arena, const struct term *);
    if (!model_of(w))
        return no_modes(w, e, "an index");
    *x = expr_check(w, e->first, WANT_NUMBER);
    if (!*x)
        return NULL;
    if (!((*x)->type.over & OVER_MODE)) {
        diag_error(w->c->diags, e->at, "'%s' is the same in all modes; leave the index out", expr_text(w->c, e->first));
        return NULL;
    }
    return e->op == AST_PICK ? picked(w, e, x) : shifted(w, e, x);
}
