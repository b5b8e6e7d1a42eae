/* check_graph.c -- weights: an expression over matrices, a list, or a file.
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
    struct weights_leaf *leaves;
    int failed;
};

static const struct weights_leaf *leaf_of(const struct matrix *m, const struct ast_expr *e)
{
    const struct weights_leaf *at = m->leaves;
    while (at && at->e != e)
        at = at->next;
    return at;
}

static int is_square(struct check *c, const struct ast_expr *e, const struct data *v)
{
    if (v->rank == 2 && v->shape[0] == v->shape[1])
        return 1;
    diag_error(c->diags, e->at, "weights must be square, got %s", shape_text(c, v->shape, v->rank));
    return 0;
}

static int has_right_size(struct check *c, const struct ast_expr *e, const struct data *v)
{
    if (!c->e->nodes)
        c->e->nodes = (int)v->shape[0];
    if (v->shape[0] == c->e->nodes)
        return 1;
    diag_error(c->diags, e->at, "weights are %s, but the network has %d node%s",
               shape_text(c, v->shape, v->rank), c->e->nodes, c->e->nodes == 1 ? "" : "s");
    return 0;
}

static int is_finite(struct check *c, const struct ast_expr *e, const struct data *v)
{
    for (long i = 0; i < v->shape[0]*v->shape[1]; i++)
        if (!isfinite(v->values[i])) {
            diag_error(c->diags, e->at, "weights must be finite, got %s in row %ld, column %ld",
                       number_text(c, v->values[i]), i/v->shape[1] + 1, i % v->shape[1] + 1);
            return 0;
        }
    return 1;
}

static int read_leaf(struct check *c, const struct ast_expr *e, struct data *v)
{
    int got = e->op == AST_LIST ? const_list(c, e, NULL, v) : check_matrix(c, e, v);
    if (got && v->rank < 2 && (!v->rank || v->shape[0] == 1)) {     /* one node */
        v->rank = 2;
        v->shape[0] = v->shape[1] = 1;
    }
    return got && is_square(c, e, v) && has_right_size(c, e, v) && is_finite(c, e, v);
}

/* Reads all lists and files, and judges names. */
static void read_leaves(struct matrix *m, const struct ast_expr *e)
{
    static const char *const names[] = { "ones", "eye", "zeros", "pi", NULL };
    struct check *c = m->c;
    if (e->op == AST_LIST || e->op == AST_STRING) {
        struct weights_leaf *leaf = ARENA_NEW(c->arena, struct weights_leaf);
        *leaf = (struct weights_leaf){ .e = e, .next = m->leaves };
        m->failed |= !read_leaf(c, e, &leaf->view);
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
        diag_error(c->diags, e->unit_at, "weights have no unit");
        m->failed = 1;
    } else if (e->op != AST_NAME && e->op != AST_NUMBER && e->op != AST_NEG
               && !(e->op >= AST_ADD && e->op <= AST_POW)) {
        diag_error(c->diags, e->at, "weights are made of ones, eye, zeros, lists, files in quotes, "
                   "numbers and + - * / ^");
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
        return e->value;
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

const double *check_weights(struct check *c, const struct ast_expr *e)
{
    struct matrix m = { .c = c };
    read_leaves(&m, e);
    if (m.failed)
        return NULL;
    long n = c->e->nodes;
    if (!n) {
        if (!nodes_unsure(c))
            diag_error(c->diags, e->at, "the size of the graph is open; write: nodes 8");
        return NULL;
    }
    if (n*n > MOST_WEIGHTS) {
        diag_error(c->diags, e->at, "a dense matrix of %ld x %ld weights is too large", n, n);
        return NULL;
    }
    double *w = ARENA_ARRAY(c->arena, double, n*n);
    for (long i = 0; i < n*n; i++) {
        w[i] = element(&m, e, i/n, i % n);
        if (!isfinite(w[i])) {
            diag_error(c->diags, e->at, "weights must be finite, got %s in row %ld, column %ld",
                       number_text(c, w[i]), i/n + 1, i % n + 1);
            return NULL;
        }
    }
    return w;
}
