/* check_matrix.c -- expressions over the nodes: the matrices of a graph, and values of nodes made of data.
 *
 * What a value is, sparse or dense, model/matrix.c decides. The number of nodes comes from `nodes`, or else from
 * the first list or file of a graph. w[i][j] is the weight from source j to target i.
 */
#include <math.h>
#include <string.h>
#include "check_nodes.h"

/* An expression while it is read. */
struct node_expr {
    struct check *c;
    const struct quantity *q;       /* that it is for */
    struct leaf_wish wish;          /* of the leaves where it stands */
    struct matrix_work work;
};

static struct matrix *value(struct node_expr *r, const struct ast_expr *e);

/* ---------------------------------------------------------------------- leaves -- */

static int is_of_graph(const struct quantity *q)
{
    return q->kind >= QUANTITY_WEIGHTS && q->kind <= QUANTITY_DELAYS;       /* ORDER enum quantity_kind */
}

static enum edge_column column_for(const struct quantity *q)
{
    return q->kind == QUANTITY_LENGTHS ? EDGE_LENGTH : q->kind == QUANTITY_DELAYS ? EDGE_DELAY : EDGE_WEIGHT;
}

static struct node_expr opened(struct check *c, const struct quantity *q)
{
    const char *what = q->per_edge ? arena_print(c->arena, "the values of %s", q->name) : q->name;
    return (struct node_expr){ .c = c, .q = q, .wish = { .what = what, .column = column_for(q), .lines = !q->per_edge && !is_of_graph(q) },
                             .work = { .arena = c->arena, .bytes = c->e->single ? 4 : 8 } };
}

static int is_leaf(const struct ast_expr *e)
{
    return e->op == AST_LIST || e->op == AST_STRING;
}

/* What is done to them makes columns and tables of numbers legal below. */
static struct leaf_wish wish_below(const struct node_expr *r, const struct ast_expr *e)
{
    struct leaf_wish w = r->wish;
    w.lines = 1;
    w.tables = e->op == AST_CALL && !strcmp(e->name, "distance");
    return w;
}

/* All lists and files, so that they can say how many nodes there are; 0: something is wrong with one. */
static int read_leaves(struct node_expr *r, const struct ast_expr *e)
{
    struct check *c = r->c;
    const struct ast_expr *data = e->op == AST_NAME ? data_called(c, e->name) : NULL;
    int sound = 1;
    if (is_leaf(e))
        return leaf_value(c, e, &r->wish) != NULL;
    if (data) {
        if (!data_enter(c, e))
            return 0;
        sound = read_leaves(r, data);
        data_leave(c, e);
        return sound;
    }
    const struct leaf_wish before = r->wish;
    r->wish = wish_below(r, e);
    for (const struct ast_expr *x = e->first; x; x = x->next)
        sound &= read_leaves(r, x);
    r->wish = before;
    return sound;
}

/* ----------------------------------------------------------------------- names -- */

static void offer_functions(struct offer *o)
{
    for (const struct matrix_function *f = matrix_functions; f->name; f++)
        offer_add(o, f->name);
}

static struct matrix *unknown_matrix(struct node_expr *r, const struct ast_expr *e)
{
    struct check *c = r->c;
    struct offer o;
    if (name_is_broken(c, e->name) || scope_find(&c->reported, e->name))
        return NULL;
    scope_put(c->arena, &c->reported, e->name, e->at, SYMBOL_POISON, 0);
    offer_start(&o, e->name);
    for (const struct symbol *y = c->data_names.first; y; y = y->next)
        offer_add(&o, y->name);
    offer_functions(&o);
    diag_error(c->diags, e->at, "unknown matrix '%s'%s", e->name, offer_end(c, &o, "there are"));
    return NULL;
}

/* A matrix of a graph by its path, or of this graph by its last word. */
static struct matrix *graph_matrix(struct node_expr *r, const struct ast_expr *e)
{
    struct check *c = r->c;
    int q = -1;
    if (is_of_graph(r->q))
        q = quantity_at(c->e, NULL, arena_print(c->arena, "%s.%s", c->e->graphs[r->q->index].path, e->name));
    for (int whole = 0; q < 0 && whole < 2; whole++)
        q = quantity_at(c->e, NULL, arena_print(c->arena, "%s%s", whole ? "" : "graph.", e->name));
    const struct quantity *of = q >= 0 ? &c->e->quantities[q] : NULL;
    if (!of || !is_of_graph(of))
        return NULL;
    struct matrix *x = ARENA_NEW(c->arena, struct matrix);
    if (of->sparse)
        *x = *of->sparse;
    else
        *x = (struct matrix){ .form = MATRIX_DENSE, .values = (double *)(uintptr_t)of->values, .wrap = of->wrap };
    x->is_own = 0;
    return of->values || of->sparse ? x : NULL;
}

static struct matrix *name_value(struct node_expr *r, const struct ast_expr *e)
{
    const struct matrix_function *f = matrix_function_find(e->name);
    const struct ast_expr *data = data_called(r->c, e->name);
    struct matrix *x;
    if (!strcmp(e->name, "pi"))
        return matrix_number(&r->work, M_PI);
    if (data) {
        x = data_enter(r->c, e) ? value(r, data) : NULL;
        data_leave(r->c, e);
        return x;
    }
    if (f && f->numbers && !f->least)
        return f->make(&r->work, NULL, 0, 0);
    if (f) {
        diag_error(r->c->diags, e->at, "write %s(%s)", f->name, f->args);
        return NULL;
    }
    x = graph_matrix(r, e);
    return x ? x : unknown_matrix(r, e);
}

static int fits_unit(const struct node_expr *r, const struct ast_expr *e, double *out)
{
    const struct quantity *q = r->q;
    if (q->unit && unit_convert(e->value, e->unit, q->unit, out))
        return 1;
    if (!q->unit)
        diag_error(r->c->diags, e->unit_at, "%s have no unit", r->wish.what);
    else
        diag_error(r->c->diags, e->unit_at, "%s are in [%s], which [%s] is none of", r->wish.what, q->unit, e->unit);
    return 0;
}

/* ----------------------------------------------------------------------- calls -- */

static double by_one(void *user, double x)
{
    return (double)((const struct builtin *)user)->constant.one(x);
}

static double by_two(void *user, double x, double y)
{
    return (double)((const struct builtin *)user)->constant.two(x, y);
}

static struct matrix *wrong_count(struct node_expr *r, const struct ast_expr *e, const char *args, int got)
{
    diag_error(r->c->diags, e->at, *args ? "%s takes %s: %s(%s); got %d argument%s" : "%s takes %s%.0s%.0s; got %d argument%s", e->name,
               *args ? args : "nothing", e->name, args, got, got == 1 ? "" : "s");
    return NULL;
}

static struct matrix *made(struct node_expr *r, const struct ast_expr *e, const struct matrix_function *f, int count)
{
    enum { MOST = 4 };
    double numbers[MOST] = { 0 };
    int64_t key = 0;
    int i = 0;
    for (const struct ast_expr *x = e->first; x; x = x->next, i++)
        if (f->key && !x->next ? !const_key(r->c, x, &key) : !const_value(r->c, x, NULL, &numbers[i]))
            return NULL;
    return f->make(&r->work, numbers, count, key);
}

static struct matrix *elementwise(struct node_expr *r, const struct ast_expr *e, int count)
{
    const struct builtin *f = builtin_find(e->name);
    struct matrix *x = value(r, e->first), *y = count == 2 ? value(r, e->first->next) : NULL;
    void *user = (void *)(uintptr_t)f;
    if (!x || (count == 2 && !y))
        return NULL;
    return count == 2 ? matrix_each_two(&r->work, by_two, user, x, y) : matrix_each(&r->work, by_one, user, x);
}

static struct matrix *call_value(struct node_expr *r, const struct ast_expr *e)
{
    const struct matrix_function *f = matrix_function_find(e->name);
    const struct builtin *b = builtin_find(e->name);
    int count = expr_count(e->first);
    if (b && ((count == 1 && b->constant.one) || (count == 2 && b->constant.two)))
        return elementwise(r, e, count);
    if (f && (count < f->least || count > f->most))
        return wrong_count(r, e, f->args, count);
    if (b && !f)
        return wrong_count(r, e, b->args, count);
    if (f && f->make)
        return made(r, e, f, count);
    if (f) {
        const struct leaf_wish before = r->wish;
        r->wish = wish_below(r, e);
        struct matrix *x = value(r, e->first);
        r->wish = before;
        return x ? f->take(&r->work, x) : NULL;
    }
    struct offer o;
    offer_start(&o, e->name);
    offer_functions(&o);
    builtin_offer(&o);
    const char *near = nearest_best(&o.near);
    text_free(&o.list);
    diag_error(r->c->diags, e->at, near ? "unknown function '%s'; did you mean '%s'?" : "unknown function '%s'; see massc help graphs", e->name, near);
    return NULL;
}

/* ------------------------------------------------------------------- operators -- */

static double minus(void *user, double x)
{
    (void)user;
    return -x;
}

static double is_not(void *user, double x)
{
    (void)user;
    return x == 0;
}

static struct matrix *operator_value(struct node_expr *r, const struct ast_expr *e)
{
    const struct leaf_wish before = r->wish;
    r->wish = wish_below(r, e);
    struct matrix *x = value(r, e->first), *y = e->first->next ? value(r, e->first->next) : NULL;
    r->wish = before;
    if (!x || (e->first->next && !y))
        return NULL;
    if (e->op == AST_NEG || e->op == AST_NOT)
        return matrix_each(&r->work, e->op == AST_NEG ? minus : is_not, NULL, x);
    return matrix_two(&r->work, e->op, x, y);
}

/* What a function of matrices could not do is said where it stands. */
static struct matrix *judged(struct node_expr *r, const struct ast_expr *e, struct matrix *x)
{
    if (!x && r->work.why)
        diag_error(r->c->diags, e->at, "%s", r->work.why);
    r->work.why = NULL;
    return x;
}

static struct matrix *value(struct node_expr *r, const struct ast_expr *e)
{
    double x = e->value;
    if (is_leaf(e))
        return leaf_value(r->c, e, &r->wish);
    switch (e->op) {
    case AST_NUMBER:
        return !e->unit || fits_unit(r, e, &x) ? matrix_number(&r->work, x) : NULL;
    case AST_NAME:
        return judged(r, e, name_value(r, e));
    case AST_CALL:
        return judged(r, e, call_value(r, e));
    case AST_NEG: case AST_NOT: case AST_ADD: case AST_SUB: case AST_MUL: case AST_DIV: case AST_POW:
    case AST_LT: case AST_LE: case AST_GT: case AST_GE: case AST_EQ: case AST_NE: case AST_AND: case AST_OR:
        return judged(r, e, operator_value(r, e));
    default:
        diag_error(r->c->diags, e->at, "%s are made of matrices, lists, files in quotes, numbers, functions of these, + - * / ^ and comparisons",
                   r->wish.what);
        return NULL;
    }
}

/* ------------------------------------------------------------------------- all -- */

static int is_sound(struct node_expr *r, const struct ast_expr *e, const struct matrix *x)
{
    long place, n = r->work.n;
    double bad;
    int way = r->q->kind == QUANTITY_LENGTHS || r->q->kind == QUANTITY_DELAYS;
    if (!matrix_fault(x, n, way, &place, &bad))
        return 1;
    diag_error(r->c->diags, e->at, "%s must be %s, got %s in row %ld, column %ld", r->wish.what, isfinite(bad) ? "0 or more" : "finite",
               number_text(r->c, bad), place/n + 1, place % n + 1);
    return 0;
}

int matrix_open(struct check *c, const struct quantity *q, const struct ast_expr *e)
{
    struct node_expr r = opened(c, q);
    return read_leaves(&r, e);
}

/* The value of a sound expression, or NULL. */
static struct matrix *evaluated(struct node_expr *r, const struct ast_expr *e)
{
    struct check *c = r->c;
    if (!read_leaves(r, e))
        return NULL;
    r->work.n = c->e->nodes;
    if (!r->work.n && !nodes_unsure(c))
        diag_error(c->diags, e->at, "the size of the graph is open; write: nodes 8");
    struct matrix *x = r->work.n ? value(r, e) : NULL;
    return x && is_sound(r, e, x) ? x : NULL;
}

int matrix_is(const struct ast_expr *e)
{
    int found = e->op == AST_LIST || e->op == AST_STRING || e->op == AST_CALL || (e->op == AST_NAME && !builtin_is_constant(e->name));
    for (const struct ast_expr *x = e->first; x && !found; x = x->next)
        found = matrix_is(x);
    return found;
}

void matrix_set(struct check *c, struct quantity *q, const struct ast_expr *e)
{
    enum { SMALL = 1 << 22 };               /* numbers that are written out beside a sparse matrix, for all who look at them */
    struct node_expr r = opened(c, q);
    struct matrix *x = evaluated(&r, e);
    if (!x)
        return;
    long n = r.work.n;
    int sparse = x->form == MATRIX_SPARSE;
    if (sparse)
        matrix_prune(x, n);
    struct matrix *dense = !sparse || n*n <= SMALL || x->row[n] > n*n/2 ? judged(&r, e, matrix_dense(&r.work, x)) : NULL;
    if (!sparse && !dense)
        return;
    q->values = dense ? dense->values : NULL;
    q->sparse = dense ? NULL : x;
    q->value_count = dense ? (int)(n*n) : 0;
    q->wrap = x->wrap;
}

int nodes_set(struct check *c, const struct quantity *q, const struct ast_expr *e, struct data *out)
{
    struct node_expr r = opened(c, q);
    struct matrix *x = evaluated(&r, e);
    if (!x)
        return 0;
    if (x->form != MATRIX_NUMBER && x->form != MATRIX_COLUMN && x->form != MATRIX_ROW) {
        diag_error(c->diags, e->at, "%s takes a number of each node; this is a matrix: rowsum(W) is one number a node", q->path);
        return 0;
    }
    *out = (struct data){ .rank = 1, .shape = { x->form == MATRIX_NUMBER ? 1 : r.work.n }, .nan = -1 };
    out->values = x->form == MATRIX_NUMBER ? &x->number : x->values;
    return 1;
}

/* Whether an expression is made of data or of what only such expressions know. */
int is_of_nodes(struct check *c, const struct ast_expr *e)
{
    if (e->op == AST_STRING || (e->op == AST_NAME && (scope_find(&c->data_names, e->name) || matrix_function_find(e->name)))
        || (e->op == AST_CALL && matrix_function_find(e->name) && !builtin_find(e->name)))
        return 1;
    for (const struct ast_expr *x = e->first; x; x = x->next)
        if (is_of_nodes(c, x))
            return 1;
    return 0;
}
