/* check_matrix.c -- a matrix of a graph: an expression over matrices, a list, or a file.
 *
 * The expression is evaluated element by element, so that no intermediate matrix
 * is ever stored. Its size comes from `nodes`, or else from the first list or
 * file in it. w[i][j] is the weight from source j to target i.
 */
#include <math.h>
#include <string.h>
#include "checker.h"

/* A list or file of the expression, read once. */
struct weights_leaf {
    const struct ast_expr *e;
    struct data view;
    struct weights_leaf *next;
};

struct matrix {
    struct check *c;
    const struct quantity *q;       /* that it is for */
    const char *name;               /* what its numbers are called: "weights", "the values of w" */
    struct weights_leaf *leaves;
    int is_whole;                   /* what is looked at is all of it, no part */
    int failed;
};

static const struct weights_leaf *leaf_of(const struct matrix *m, const struct ast_expr *e)
{
    const struct weights_leaf *at = m->leaves;
    while (at && at->e != e)
        at = at->next;
    return at;
}

static int is_square(const struct matrix *m, const struct ast_expr *e, const struct data *v)
{
    struct check *c = m->c;
    if (v->rank == 2 && v->shape[0] == v->shape[1])
        return 1;
    diag_error(c->diags, e->at, "%s must be square, got %s", m->name, shape_text(c, v->shape, v->rank));
    return 0;
}

static int has_right_size(const struct matrix *m, const struct ast_expr *e, const struct data *v)
{
    struct check *c = m->c;
    if (!c->e->nodes)
        c->e->nodes = (int)v->shape[0];
    if (v->shape[0] == c->e->nodes)
        return 1;
    diag_error(c->diags, e->at, "%s are %s, but the network has %d node%s",
               m->name, shape_text(c, v->shape, v->rank), c->e->nodes, c->e->nodes == 1 ? "" : "s");
    return 0;
}

static int is_way(const struct quantity *q)
{
    return q->kind == QUANTITY_LENGTHS || q->kind == QUANTITY_DELAYS;
}

/* Numbers that may stand in it: finite, and of ways not negative. */
static int is_legal(const struct matrix *m, const struct ast_expr *e, const double *values, long n)
{
    const char *must = NULL;
    long i = 0;
    for (; i < n*n && !must; i++)
        must = !isfinite(values[i]) ? "finite" : m->is_whole && is_way(m->q) && values[i] < 0 ? "0 or more" : NULL;
    if (must)
        diag_error(m->c->diags, e->at, "%s must be %s, got %s in row %ld, column %ld", m->name, must,
                   number_text(m->c, values[i-1]), (i - 1)/n + 1, (i - 1) % n + 1);
    return !must;
}

static int read_leaf(const struct matrix *m, const struct ast_expr *e, struct data *v)
{
    struct check *c = m->c;
    int got = e->op == AST_LIST ? const_list(c, e, NULL, v) : check_matrix(c, e, v);
    if (got && v->rank < 2 && (!v->rank || v->shape[0] == 1)) {     /* one node */
        v->rank = 2;
        v->shape[0] = v->shape[1] = 1;
    }
    return got && is_square(m, e, v) && has_right_size(m, e, v) && is_legal(m, e, v->values, v->shape[0]);
}

/* A number with a unit, "10 ms", as the matrix has it. */
static double number_of(const struct matrix *m, const struct ast_expr *e)
{
    double x = e->value;
    if (e->unit)
        unit_convert(e->value, e->unit, m->q->unit, &x);
    return x;
}

static int fits_unit(const struct matrix *m, const struct ast_expr *e)
{
    double x;
    if (!m->q->unit)
        diag_error(m->c->diags, e->unit_at, "%s have no unit", m->name);
    else if (!unit_convert(e->value, e->unit, m->q->unit, &x))
        diag_error(m->c->diags, e->unit_at, "%s are in [%s], which [%s] is none of", m->name, m->q->unit, e->unit);
    else
        return 1;
    return 0;
}

/* Reads all lists and files, and judges names. */
static void read_leaves(struct matrix *m, const struct ast_expr *e)
{
    static const char *const names[] = { "ones", "eye", "zeros", "pi", NULL };
    struct check *c = m->c;
    if (e->op == AST_LIST || e->op == AST_STRING) {
        struct weights_leaf *leaf = ARENA_NEW(c->arena, struct weights_leaf);
        *leaf = (struct weights_leaf){ .e = e, .next = m->leaves };
        m->failed |= !read_leaf(m, e, &leaf->view);
        m->leaves = leaf;
        return;
    }
    if (e->op == AST_NAME && name_one_of(e->name, names) < 0) {
        struct offer o;
        offer_start(&o, e->name);
        for (int i = 0; i < 3; i++)
            offer_add(&o, names[i]);
        diag_error(c->diags, e->at, "unknown matrix '%s'%s", e->name,
                   offer_end(c, &o, "there are"));
        m->failed = 1;
    } else if (e->op == AST_NUMBER && e->unit) {
        m->failed |= !fits_unit(m, e);
    } else if (e->op != AST_NAME && e->op != AST_NUMBER && e->op != AST_NEG
               && !(e->op >= AST_ADD && e->op <= AST_POW)) {
        diag_error(c->diags, e->at, "%s are made of ones, eye, zeros, lists, files in quotes, "
                   "numbers and + - * / ^", m->name);
        m->failed = 1;
        return;
    }
    for (const struct ast_expr *x = e->first; x; x = x->next)
        read_leaves(m, x);
}

static double element(const struct matrix *m, const struct ast_expr *e, long i, long j)
{
    double x, y;
    switch (e->op) {
    case AST_NUMBER:
        return number_of(m, e);
    case AST_NAME:
        return *e->name == 'o' ? 1 : *e->name == 'z' ? 0 : *e->name == 'e' ? i == j
             : M_PI;
    case AST_LIST: case AST_STRING: {
        const struct data *v = &leaf_of(m, e)->view;
        return v->values[i*v->shape[1] + j];
    }
    case AST_NEG:
        return -element(m, e->first, i, j);
    default:
        x = element(m, e->first, i, j);
        y = element(m, e->first->next, i, j);
        return e->op == AST_ADD ? x + y : e->op == AST_SUB ? x - y : e->op == AST_MUL ? x*y
             : e->op == AST_DIV ? x/y : pow(x, y);
    }
}

static const double *value_of(struct matrix *m, const struct ast_expr *e)
{
    struct check *c = m->c;
    read_leaves(m, e);
    if (m->failed)
        return NULL;
    long n = c->e->nodes;
    if (!n) {
        if (!nodes_unsure(c))
            diag_error(c->diags, e->at, "the size of the graph is open; write: nodes 8");
        return NULL;
    }
    if (n*n > MOST_WEIGHTS) {
        diag_error(c->diags, e->at, "a dense matrix of %ld x %ld %s is too large", n, n, m->name);
        return NULL;
    }
    double *w = ARENA_ARRAY(c->arena, double, n*n);
    for (long i = 0; i < n*n; i++)
        w[i] = element(m, e, i/n, i % n);
    m->is_whole = 1;
    return is_legal(m, e, w, n) ? w : NULL;
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
    struct matrix m = { .c = c, .q = q, .name = q->per_edge ? arena_print(c->arena, "the values of %s", q->name) : q->name };
    const double *values = value_of(&m, e);
    if (!values)
        return;
    q->values = values;
    q->value_count = c->e->nodes*c->e->nodes;
}
