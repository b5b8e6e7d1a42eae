/* check_leaf.c -- the lists, files and data of graph expressions: read once, and sized.
 */
#include <math.h>
#include <string.h>
#include "check_nodes.h"

/* A list or file of an expression. */
struct matrix_leaf {
    const struct ast_expr *e;
    struct leaf_wish wish;
    int has[EDGE_COLUMNS];          /* of a list of edges: it has that column */
    int is_edges;
    struct matrix *value;           /* NULL: it cannot be read, which is reported */
    struct matrix_leaf *next;
};

/* ------------------------------------------------------------------------ data -- */

/* An expression behind `data NAME =`. */
struct named_data {
    const struct ast_stmt *stmt;
    int busy;                       /* it is being read */
};

void check_data_names(struct check *c)
{
    for (const struct ast_stmt *s = c->files->tree->body; s; s = s->next) {
        if (s->kind != AST_DATA || !scope_declare(c, &c->data_names, s->name, s->name_at, SYMBOL_LET, c->data_count))
            continue;
        if (matrix_function_find(s->name))
            diag_error(c->diags, s->name_at, "'%s' is a matrix that is there already; choose another name", s->name);
        *ARENA_PUSH(c->arena, c->data, c->data_count) = (struct named_data){ .stmt = s };
    }
}

const struct ast_expr *data_called(struct check *c, const char *name)
{
    struct symbol *y = scope_find(&c->data_names, name);
    if (y)
        y->used = 1;
    return y ? c->data[y->index].stmt->value : NULL;
}

int data_enter(struct check *c, const struct ast_expr *name)
{
    struct named_data *d = &c->data[scope_find(&c->data_names, name->name)->index];
    if (d->busy)
        diag_error(c->diags, name->at, "'%s' is made of itself", name->name);
    return !d->busy && (d->busy = 1);
}

void data_leave(struct check *c, const struct ast_expr *name)
{
    c->data[scope_find(&c->data_names, name->name)->index].busy = 0;
}

void check_unused_data(struct check *c)
{
    for (const struct symbol *y = c->data_names.first; y; y = y->next)
        if (!y->used && y->kind == SYMBOL_LET)
            diag_warn(c->diags, y->at, "unused-data", "data '%s' is never used", y->name);
}

/* ----------------------------------------------------------------------- sizes -- */

static int has_size(struct check *c, const struct ast_expr *e, const char *what, long n, const char *shape)
{
    if (!c->e->nodes)
        c->e->nodes = (int)n;
    if (n == c->e->nodes)
        return 1;
    diag_error(c->diags, e->at, "%s are %s, but the network has %d node%s", what, shape, c->e->nodes, c->e->nodes == 1 ? "" : "s");
    return 0;
}

static int is_finite(struct check *c, const struct ast_expr *e, const char *what, const struct data *v)
{
    long columns = v->rank > 1 ? v->shape[1] : 1, count = v->shape[0]*columns, i = 0;
    while (i < count && isfinite(v->values[i]))
        i++;
    if (i < count)
        diag_error(c->diags, e->at, "%s must be finite, got %s in row %ld, column %ld", what, number_text(c, v->values[i]), i/columns + 1,
                   i % columns + 1);
    return i == count;
}

/* ---------------------------------------------------------------------- shapes -- */

static struct matrix *of_values(struct check *c, enum matrix_form form, const struct data *v)
{
    struct matrix *x = ARENA_NEW(c->arena, struct matrix);
    *x = (struct matrix){ .form = form, .values = v->values, .columns = form == MATRIX_TABLE ? (int)v->shape[1] : 0, .wrap = { -1, 0 } };
    return x;
}

static struct matrix *shaped(struct check *c, const struct ast_expr *e, const struct leaf_wish *wish, const struct data *v)
{
    const char *shape = shape_text(c, v->shape, v->rank);
    int square = v->rank == 2 && v->shape[0] == v->shape[1];
    if (!is_finite(c, e, wish->what, v))
        return NULL;
    if (v->rank < 2 && v->shape[0] == 1 && c->e->nodes == 1)
        return of_values(c, MATRIX_DENSE, v);
    if (v->rank < 2 && wish->lines && (v->shape[0] > 1 || c->e->nodes == 1))
        return has_size(c, e, wish->what, v->shape[0], shape) ? of_values(c, MATRIX_COLUMN, v) : NULL;
    if (v->rank == 2 && wish->tables)
        return has_size(c, e, "positions", v->shape[0], shape) ? of_values(c, MATRIX_TABLE, v) : NULL;
    if (v->rank < 2 && v->shape[0] == 1)
        square = 1;
    if (!square) {
        diag_error(c->diags, e->at, "%s must be square, got %s", wish->what, shape);
        return NULL;
    }
    return has_size(c, e, wish->what, v->shape[0], shape) ? of_values(c, MATRIX_DENSE, v) : NULL;
}

/* --------------------------------------------------------------------- edges -- */

/* The node an edge names: by its label where labels name the nodes, else the number it has in the file. */
static int *node_numbers(struct check *c, const struct ast_expr *e, const struct data *v)
{
    int *to = ARENA_ARRAY(c->arena, int, v->label_count + 1);
    if (!c->e->labels && c->e->nodes && v->label_count > c->e->nodes) {
        diag_error(c->diags, e->at, "the edges name %ld nodes, but the network has %d", v->label_count, c->e->nodes);
        return NULL;
    }
    for (long i = 0; i < v->label_count; i++) {
        to[i] = c->e->labels ? node_called(c, v->labels[i]) : (int)i;
        if (to[i] < 0) {
            diag_error(c->diags, e->at, "the edges name node '%s', which is none of the network", v->labels[i]);
            return NULL;
        }
    }
    return to;
}

/* The column of the file that is meant, -1: there is none, and all edges count alike; -2: an error. */
static int column_of(struct check *c, const struct ast_expr *e, enum edge_column wanted, const struct data *v)
{
    int column = v->edges->column[wanted];
    if (column >= 0 || wanted == EDGE_WEIGHT)
        return column;
    diag_error(c->diags, e->at, "the edges have no column '%s'", data_edge_columns[wanted]);
    return -2;
}

static struct matrix *of_edges(struct check *c, const struct ast_expr *e, const struct leaf_wish *wish, const struct data *v)
{
    const struct data_edges *edges = v->edges;
    long count = v->shape[0], columns = v->shape[1];
    int by_label = v->labels != NULL, is_first = !c->e->labels, column = column_of(c, e, wish->column, v);
    int *number = by_label ? node_numbers(c, e, v) : NULL;
    if (column < -1 || (by_label && !number))
        return NULL;
    if (!c->e->nodes)
        c->e->nodes = (int)edges->nodes;
    if (edges->nodes > c->e->nodes) {
        diag_error(c->diags, e->at, "the edges lead to node %ld, but the network has %d node%s", edges->nodes - 1, c->e->nodes,
                   c->e->nodes == 1 ? "" : "s");
        return NULL;
    }
    int *target = ARENA_ARRAY(c->arena, int, count + 1), *source = ARENA_ARRAY(c->arena, int, count + 1);
    double *values = ARENA_ARRAY(c->arena, double, count + 1);
    for (long k = 0; k < count; k++) {
        target[k] = number ? number[edges->target[k]] : edges->target[k];
        source[k] = number ? number[edges->source[k]] : edges->source[k];
        values[k] = column < 0 ? 1 : v->values[k*columns + column];
    }
    if (by_label && is_first && !labels_take(c, e, v->labels, v->label_count))
        return NULL;
    struct matrix_work w = { .arena = c->arena, .n = c->e->nodes };
    struct matrix *x = matrix_of_elements(&w, count, target, source, values);
    for (long i = 0; i < w.n; i++)
        for (int k = x->row[i] + 1; k < x->row[i + 1]; k++)
            if (x->source[k] == x->source[k - 1]) {
                diag_error(c->diags, e->at, "the edge to node %ld from node %d stands there twice", i, x->source[k]);
                return NULL;
            }
    x->is_own = 0;
    return x;
}

/* --------------------------------------------------------------------- leaves -- */

static struct matrix *read(struct check *c, struct matrix_leaf *leaf)
{
    const struct ast_expr *e = leaf->e;
    struct data v;
    if (e->op == AST_LIST ? !const_list(c, e, NULL, &v) : !check_matrix(c, e, &v))
        return NULL;
    leaf->is_edges = v.edges != NULL;
    for (int k = 0; v.edges && k < EDGE_COLUMNS; k++)
        leaf->has[k] = v.edges->column[k] >= 0;
    if (v.edges)
        return of_edges(c, e, &leaf->wish, &v);
    struct matrix *x = shaped(c, e, &leaf->wish, &v);
    return x && labels_take(c, e, v.labels, v.label_count) ? x : NULL;
}

/* What was read for another wish may be another thing. */
static int answers(const struct matrix_leaf *l, const struct leaf_wish *wish)
{
    return !l->value || (l->is_edges ? l->wish.column == wish->column : l->wish.tables == wish->tables && l->wish.lines == wish->lines);
}

struct matrix *leaf_value(struct check *c, const struct ast_expr *e, const struct leaf_wish *wish)
{
    for (struct matrix_leaf *l = c->leaves; l; l = l->next)
        if (l->e == e && answers(l, wish))
            return l->value;
    struct matrix_leaf *leaf = ARENA_NEW(c->arena, struct matrix_leaf);
    *leaf = (struct matrix_leaf){ .e = e, .wish = *wish, .next = c->leaves };
    leaf->value = read(c, leaf);
    c->leaves = leaf;
    return leaf->value;
}

int leaf_has(struct check *c, const struct ast_expr *e, enum edge_column column)
{
    for (struct matrix_leaf *l = c->leaves; l; l = l->next)
        if (l->e == e && l->is_edges)
            return l->has[column];
    return 0;
}
