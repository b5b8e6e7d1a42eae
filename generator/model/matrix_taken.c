/* matrix_taken.c -- what is made of a matrix: sums, its transpose, its Laplacian, distances; the table of matrix.def.
 *
 * Sums are taken in long double, row by row, so that zeros between elements change nothing.
 */
#include "matrix_made.h"
#include <math.h>
#include <string.h>

/* ---- sums ------------------------------------------------------------------------------ */

/* The sum over row [i]. */
static long double row_sum(const struct matrix *x, long n, long i)
{
    long double sum = 0;
    if (x->form == MATRIX_NUMBER)
        return (long double)x->number*n;
    if (x->form == MATRIX_COLUMN)
        return (long double)x->values[i]*n;
    const double *v = x->form == MATRIX_SPARSE ? x->values + x->row[i] : x->form == MATRIX_ROW ? x->values : x->values + i*n;
    long count = x->form == MATRIX_SPARSE ? x->row[i + 1] - x->row[i] : n;
    for (long k = 0; k < count; k++)
        sum += v[k];
    return sum;
}

static long double whole_sum(const struct matrix *x, long n)
{
    long double sum = 0;
    for (long i = 0; i < n; i++)
        sum += row_sum(x, n, i);
    return sum;
}

/* Positions are none of these. */
static int is_table(struct matrix_work *w, const struct matrix *x)
{
    if (x->form == MATRIX_TABLE)
        w->why = "positions are made a matrix by distance(P)";
    return x->form == MATRIX_TABLE;
}

static int is_one_a_node(const struct matrix *x)
{
    return x->form == MATRIX_COLUMN || x->form == MATRIX_ROW;
}

/* Of one a node the sum over the nodes. */
static long double sum_of_all(const struct matrix_work *w, const struct matrix *x)
{
    struct matrix as_row = *x;
    as_row.form = MATRIX_ROW;
    return is_one_a_node(x) ? row_sum(&as_row, w->n, 0) : whole_sum(x, w->n);
}

static struct matrix *taken_sum(struct matrix_work *w, struct matrix *x)
{
    return is_table(w, x) ? NULL : matrix_number(w, (double)sum_of_all(w, x));
}

static struct matrix *taken_mean(struct matrix_work *w, struct matrix *x)
{
    long double places = is_one_a_node(x) ? w->n : (long double)w->n*w->n;
    return is_table(w, x) ? NULL : matrix_number(w, (double)(sum_of_all(w, x)/places));
}

/* The largest of sign*x; a NaN is that. */
static struct matrix *extreme(struct matrix_work *w, struct matrix *x, double sign)
{
    long n = w->n, count = x->form == MATRIX_NUMBER ? 1 : x->form == MATRIX_SPARSE ? x->row[n] : x->form == MATRIX_DENSE ? n*n : n;
    const double *v = x->form == MATRIX_NUMBER ? &x->number : x->values;
    if (is_table(w, x))
        return NULL;
    double most = x->form == MATRIX_SPARSE && count < n*n ? 0 : -INFINITY;
    for (long k = 0; k < count; k++)
        most = isnan(v[k]) || sign*v[k] > most ? sign*v[k] : most;
    return matrix_number(w, sign*most);
}

static struct matrix *taken_max(struct matrix_work *w, struct matrix *x) { return extreme(w, x, 1); }
static struct matrix *taken_min(struct matrix_work *w, struct matrix *x) { return extreme(w, x, -1); }

static struct matrix *taken_rowsum(struct matrix_work *w, struct matrix *x)
{
    if (is_table(w, x))
        return NULL;
    struct matrix *sums = matrix_new(w, MATRIX_COLUMN, x->wrap);
    sums->values = ARENA_ARRAY(w->arena, double, w->n);
    for (long i = 0; i < w->n; i++)
        sums->values[i] = (double)row_sum(x, w->n, i);
    return sums;
}

/* ---- to and from exchanged -------------------------------------------------------------- */

static struct matrix *sparse_transpose(struct matrix_work *w, const struct matrix *x)
{
    long n = w->n, count = x->row[n];
    int *target = ARENA_ARRAY(w->arena, int, count + 1);
    for (long i = 0; i < n; i++)
        for (int e = x->row[i]; e < x->row[i + 1]; e++)
            target[e] = (int)i;
    return matrix_of_elements(w, count, x->source, target, x->values);
}

static struct matrix *taken_transpose(struct matrix_work *w, struct matrix *x)
{
    struct matrix *t;
    if (is_table(w, x))
        return NULL;
    if (x->form == MATRIX_SPARSE) {
        t = sparse_transpose(w, x);
        t->wrap = x->wrap;
        return t;
    }
    t = matrix_new(w, x->form == MATRIX_COLUMN ? MATRIX_ROW : x->form == MATRIX_ROW ? MATRIX_COLUMN : x->form, x->wrap);
    t->number = x->number;
    t->values = x->values;
    t->is_own = x->is_own;
    if (x->form != MATRIX_DENSE)
        return t;
    t->is_own = 1;
    if (!(t->values = matrix_room(w)))
        return NULL;
    for (long i = 0; i < w->n; i++)
        for (long j = 0; j < w->n; j++)
            t->values[j*w->n + i] = x->values[i*w->n + j];
    return t;
}

static struct matrix *taken_colsum(struct matrix_work *w, struct matrix *x)
{
    struct matrix *t = taken_transpose(w, x), *sums = t ? taken_rowsum(w, t) : NULL;
    return sums ? taken_transpose(w, sums) : NULL;
}

/* ---- the Laplacian ---------------------------------------------------------------------- */

static struct matrix *taken_diag(struct matrix_work *w, struct matrix *x)
{
    if (x->form != MATRIX_COLUMN && x->form != MATRIX_ROW && x->form != MATRIX_NUMBER) {
        w->why = "diag takes a number of each node";
        return NULL;
    }
    struct matrix *d = made_eye(w, NULL, 0, 0);
    for (long i = 0; i < w->n; i++)
        d->values[i] = x->form == MATRIX_NUMBER ? x->number : x->values[i];
    d->wrap = x->wrap;
    return d;
}

static struct matrix *taken_laplacian(struct matrix_work *w, struct matrix *x)
{
    struct matrix *sums = taken_rowsum(w, x), *diagonal = sums ? taken_diag(w, sums) : NULL;
    return diagonal ? matrix_two(w, AST_SUB, diagonal, x) : NULL;
}

/* ---- distances -------------------------------------------------------------------------- */

static struct matrix *taken_distance(struct matrix_work *w, struct matrix *x)
{
    if (x->form != MATRIX_TABLE && x->form != MATRIX_COLUMN && x->form != MATRIX_ROW) {
        w->why = "distance takes positions: a file with a row of numbers for each node";
        return NULL;
    }
    long n = w->n, columns = x->form == MATRIX_TABLE ? x->columns : 1;
    struct matrix *d = matrix_new(w, MATRIX_DENSE, (struct matrix_wrap){ -1, 0 });
    if (!(d->values = matrix_room(w)))
        return NULL;
    for (long i = 0; i < n; i++)
        for (long j = 0; j < n; j++) {
            long double squares = 0;
            for (long k = 0; k < columns; k++) {
                long double apart = (long double)x->values[i*columns + k] - x->values[j*columns + k];
                squares += apart*apart;
            }
            d->values[i*n + j] = (double)sqrtl(squares);
        }
    return d;
}

/* ---- the table ------------------------------------------------------------------------- */

const struct matrix_function matrix_functions[] = {
#define MADE(name, least, most, args, key, example, text) { #name, least, most, 1, key, args, example, text, made_##name, NULL },
#define TAKEN(name, args, example, text) { #name, 1, 1, 0, 0, args, example, text, NULL, taken_##name },
#include "matrix.def"
    { NULL, 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL }
};

const struct matrix_function *matrix_function_find(const char *name)
{
    const struct matrix_function *f = matrix_functions;
    while (f->name && strcmp(f->name, name) != 0)
        f++;
    return f->name ? f : NULL;
}
