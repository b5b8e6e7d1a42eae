/* matrix.c -- see matrix.h: elements, and what is done to each. */
#include "matrix.h"
#include <math.h>
#include <string.h>

/* ---- making -------------------------------------------------------------------------- */

struct matrix *matrix_new(struct matrix_work *w, enum matrix_form form, struct matrix_wrap wrap)
{
    struct matrix *x = ARENA_NEW(w->arena, struct matrix);
    *x = (struct matrix){ .form = form, .wrap = wrap, .is_own = 1 };
    return x;
}

struct matrix *matrix_number(struct matrix_work *w, double x)
{
    struct matrix *m = matrix_new(w, MATRIX_NUMBER, (struct matrix_wrap){ 0, 0 });
    m->number = x;
    return m;
}

double *matrix_room(struct matrix_work *w)
{
    if (w->n*w->n <= MATRIX_MOST)
        return ARENA_ARRAY(w->arena, double, w->n*w->n);
    w->why = arena_print(w->arena, "a dense matrix of %ld x %ld numbers is too large", w->n, w->n);
    return NULL;
}

/* Counted by target, then by source within a target: two stable passes, the sources first. */
struct matrix *matrix_of_elements(struct matrix_work *w, long count, const int *target, const int *source, const double *values)
{
    struct matrix *x = matrix_new(w, MATRIX_SPARSE, (struct matrix_wrap){ -1, 0 });
    long n = w->n;
    int *first = ARENA_ARRAY(w->arena, int, n + 1), *order = ARENA_ARRAY(w->arena, int, count + 1);
    x->row = ARENA_ARRAY(w->arena, int, n + 1);
    x->source = ARENA_ARRAY(w->arena, int, count + 1);
    x->values = ARENA_ARRAY(w->arena, double, count + 1);
    for (long e = 0; e < count; e++) {
        first[source[e] + 1]++;
        x->row[target[e] + 1]++;
    }
    for (long i = 0; i < n; i++) {
        first[i + 1] += first[i];
        x->row[i + 1] += x->row[i];
    }
    for (long e = 0; e < count; e++)
        order[first[source[e]]++] = (int)e;
    int *at = ARENA_ARRAY(w->arena, int, n + 1);
    memcpy(at, x->row, (size_t)n*sizeof *at);
    for (long k = 0; k < count; k++) {
        int e = order[k], to = at[target[e]]++;
        x->source[to] = source[e];
        x->values[to] = values[e];
    }
    return x;
}

/* ---- elements ------------------------------------------------------------------------ */

double matrix_element(const struct matrix *x, long n, int i, int j)
{
    int low, high;
    switch (x->form) {
    case MATRIX_NUMBER: return x->number;
    case MATRIX_COLUMN: return x->values[i];
    case MATRIX_ROW:    return x->values[j];
    case MATRIX_SPARSE:
        for (low = x->row[i], high = x->row[i + 1]; low < high;) {
            int half = low + (high - low)/2;
            if (x->source[half] < j)
                low = half + 1;
            else
                high = half;
        }
        return low < x->row[i + 1] && x->source[low] == j ? x->values[low] : 0;
    default:
        return x->values[(long)i*n + j];
    }
}

/* Row [i], whole; in [room], or where it lies. */
static const double *whole_row(const struct matrix *x, long n, long i, double *room)
{
    if (x->form == MATRIX_DENSE)
        return x->values + i*n;
    if (x->form == MATRIX_ROW)
        return x->values;
    double fill = x->form == MATRIX_NUMBER ? x->number : x->form == MATRIX_COLUMN ? x->values[i] : 0;
    for (long j = 0; j < n; j++)
        room[j] = fill;
    for (int e = x->form == MATRIX_SPARSE ? x->row[i] : 0; x->form == MATRIX_SPARSE && e < x->row[i + 1]; e++)
        room[x->source[e]] = x->values[e];
    return room;
}

static long value_count(const struct matrix *x, long n)
{
    return x->form == MATRIX_NUMBER ? 1 : x->form == MATRIX_COLUMN || x->form == MATRIX_ROW ? n
         : x->form == MATRIX_SPARSE ? x->row[n] : x->form == MATRIX_TABLE ? n*x->columns : n*n;
}

static double *values_of(struct matrix *x)
{
    return x->form == MATRIX_NUMBER ? &x->number : x->values;
}

struct matrix *matrix_dense(struct matrix_work *w, struct matrix *x)
{
    if (x->form == MATRIX_DENSE)
        return x;
    struct matrix *d = matrix_new(w, MATRIX_DENSE, x->wrap);
    d->values = matrix_room(w);
    double *room = ARENA_ARRAY(w->arena, double, w->n);
    for (long i = 0; d->values && i < w->n; i++)
        memcpy(d->values + i*w->n, whole_row(x, w->n, i, room), (size_t)w->n*sizeof *room);
    return d->values ? d : NULL;
}

int matrix_fault(const struct matrix *x, long n, int positive, long *place, double *value)
{
    const double *values = x->form == MATRIX_NUMBER ? &x->number : x->values;
    long count = value_count(x, n), k = 0;
    while (k < count && isfinite(values[k]) && !(positive && values[k] < 0))
        k++;
    if (k == count)
        return 0;
    *value = values[k];
    *place = x->form == MATRIX_COLUMN ? k*n : k;
    if (x->form == MATRIX_SPARSE) {
        long i = 0;
        while (x->row[i + 1] <= k)
            i++;
        *place = i*n + x->source[k];
    }
    return 1;
}

void matrix_prune(struct matrix *x, long n)
{
    int kept = 0, e = 0;
    for (long i = 0; i < n; i++) {
        int end = x->row[i + 1];
        for (; e < end; e++)
            if (x->values[e] != 0) {
                x->source[kept] = x->source[e];
                x->values[kept++] = x->values[e];
            }
        x->row[i + 1] = kept;
    }
}

/* ---- of each element ------------------------------------------------------------------ */

static struct matrix *mine(struct matrix_work *w, struct matrix *x)
{
    if (x->is_own || x->form == MATRIX_NUMBER)
        return x;
    struct matrix *copy = ARENA_NEW(w->arena, struct matrix);
    long count = value_count(x, w->n);
    *copy = *x;
    copy->is_own = 1;
    if (x->form == MATRIX_SPARSE) {         /* pruning and merging write there, too */
        copy->row = ARENA_ARRAY(w->arena, int, w->n + 1);
        copy->source = ARENA_ARRAY(w->arena, int, count + 1);
        memcpy(copy->row, x->row, (size_t)(w->n + 1)*sizeof *copy->row);
        memcpy(copy->source, x->source, (size_t)count*sizeof *copy->source);
    }
    copy->values = ARENA_ARRAY(w->arena, double, count + 1);
    memcpy(copy->values, x->values, (size_t)count*sizeof *copy->values);
    return copy;
}

struct matrix *matrix_each(struct matrix_work *w, double (*f)(void *user, double x), void *user, struct matrix *x)
{
    struct matrix *out = x->form == MATRIX_SPARSE && f(user, 0) != 0 ? matrix_dense(w, x) : mine(w, x);
    if (!out)
        return NULL;
    double *v = values_of(out);
    for (long k = 0, count = value_count(out, w->n); k < count; k++)
        v[k] = f(user, v[k]);
    return out;
}

/* Of two that look the same from each place, what is made of them does. */
static struct matrix_wrap wrap_of(const struct matrix *x, const struct matrix *y)
{
    struct matrix_wrap a = x->wrap, b = y->wrap;
    if (!a.rows || !b.rows)
        return a.rows ? a : b;
    return a.rows == b.rows && a.columns == b.columns ? a : (struct matrix_wrap){ -1, 0 };
}

static int all_finite(const struct matrix *x, long n, int no_zero)
{
    const double *v = x->form == MATRIX_NUMBER ? &x->number : x->values;
    for (long k = 0, count = value_count(x, n); k < count; k++)
        if (!isfinite(v[k]) || (no_zero && v[k] == 0))
            return 0;
    return 1;
}

struct pairwise {
    double (*f)(void *user, double x, double y);
    void *user;
    enum ast_op op;                         /* of [f], or NUMBER */
};

static int is_uniform(const struct matrix *x)
{
    return x->form == MATRIX_SPARSE || x->form == MATRIX_NUMBER;
}

/* Whether what is made is 0 wherever [x], or else [y], which are sparse, says nothing. */
static int keeps_zero(const struct pairwise *p, const struct matrix *x, const struct matrix *y, long n)
{
    if (x->form != MATRIX_SPARSE && y->form != MATRIX_SPARSE)
        return 0;
    if (is_uniform(x) && is_uniform(y))
        return p->f(p->user, x->form == MATRIX_NUMBER ? x->number : 0, y->form == MATRIX_NUMBER ? y->number : 0) == 0;
    if (p->op == AST_MUL)
        return all_finite(x->form == MATRIX_SPARSE ? y : x, n, 0);
    return p->op == AST_DIV && x->form == MATRIX_SPARSE && all_finite(y, n, 1);
}

/* Both sparse: where one of them says something. */
static struct matrix *merged(struct matrix_work *w, const struct pairwise *p, const struct matrix *x, const struct matrix *y)
{
    struct matrix *z = matrix_new(w, MATRIX_SPARSE, wrap_of(x, y));
    long most = (long)x->row[w->n] + y->row[w->n];
    int count = 0;
    z->row = ARENA_ARRAY(w->arena, int, w->n + 1);
    z->source = ARENA_ARRAY(w->arena, int, most + 1);
    z->values = ARENA_ARRAY(w->arena, double, most + 1);
    for (long i = 0; i < w->n; z->row[++i] = count)
        for (int a = x->row[i], b = y->row[i]; a < x->row[i + 1] || b < y->row[i + 1];) {
            int at_x = a < x->row[i + 1] ? x->source[a] : INT32_MAX, at_y = b < y->row[i + 1] ? y->source[b] : INT32_MAX;
            int at = at_x < at_y ? at_x : at_y;
            double u = at_x == at ? x->values[a++] : 0, v = at_y == at ? y->values[b++] : 0;
            z->source[count] = at;
            z->values[count++] = p->f(p->user, u, v);
        }
    return z;
}

static struct matrix *on_pattern(struct matrix_work *w, const struct pairwise *p, struct matrix *x, struct matrix *y)
{
    if (x->form == MATRIX_SPARSE && y->form == MATRIX_SPARSE)
        return merged(w, p, x, y);
    int first = x->form == MATRIX_SPARSE;
    struct matrix *z = mine(w, first ? x : y);
    const struct matrix *other = first ? y : x;
    z->wrap = wrap_of(x, y);
    for (long i = 0; i < w->n; i++)
        for (int e = z->row[i]; e < z->row[i + 1]; e++) {
            double v = matrix_element(other, w->n, (int)i, z->source[e]);
            z->values[e] = first ? p->f(p->user, z->values[e], v) : p->f(p->user, v, z->values[e]);
        }
    return z;
}

/* Of numbers, or of one a node in one direction. */
static struct matrix *lined(struct matrix_work *w, const struct pairwise *p, struct matrix *x, struct matrix *y)
{
    struct matrix *z = matrix_new(w, x->form == MATRIX_NUMBER ? y->form : x->form, wrap_of(x, y));
    long count = value_count(z, w->n);
    z->values = z->form == MATRIX_NUMBER ? NULL : ARENA_ARRAY(w->arena, double, count);
    for (long k = 0; k < count; k++)
        values_of(z)[k] = p->f(p->user, values_of(x)[x->form == MATRIX_NUMBER ? 0 : k], values_of(y)[y->form == MATRIX_NUMBER ? 0 : k]);
    return z;
}

static struct matrix *written_out(struct matrix_work *w, const struct pairwise *p, struct matrix *x, struct matrix *y)
{
    struct matrix *own = x->form == MATRIX_DENSE && x->is_own ? x : y->form == MATRIX_DENSE && y->is_own ? y : NULL;
    struct matrix_wrap wrap = wrap_of(x, y);
    struct matrix *z = own ? own : matrix_new(w, MATRIX_DENSE, wrap);
    z->values = own ? own->values : matrix_room(w);
    double *left = ARENA_ARRAY(w->arena, double, w->n), *right = ARENA_ARRAY(w->arena, double, w->n);
    for (long i = 0; z->values && i < w->n; i++) {
        const double *u = whole_row(x, w->n, i, left), *v = whole_row(y, w->n, i, right);
        for (long j = 0; j < w->n; j++)
            z->values[i*w->n + j] = p->f(p->user, u[j], v[j]);
    }
    z->wrap = wrap;
    return z->values ? z : NULL;
}

static int is_line(const struct matrix *x)
{
    return x->form == MATRIX_NUMBER || x->form == MATRIX_COLUMN || x->form == MATRIX_ROW;
}

static struct matrix *paired(struct matrix_work *w, const struct pairwise *p, struct matrix *x, struct matrix *y)
{
    if (x->form == MATRIX_TABLE || y->form == MATRIX_TABLE) {
        w->why = "positions are made a matrix by distance(P)";
        return NULL;
    }
    if (is_line(x) && is_line(y) && (x->form == y->form || x->form == MATRIX_NUMBER || y->form == MATRIX_NUMBER))
        return lined(w, p, x, y);
    return keeps_zero(p, x, y, w->n) ? on_pattern(w, p, x, y) : written_out(w, p, x, y);
}

struct matrix *matrix_each_two(struct matrix_work *w, double (*f)(void *user, double x, double y), void *user, struct matrix *x, struct matrix *y)
{
    return paired(w, &(struct pairwise){ f, user, AST_NUMBER }, x, y);
}

static double combined(void *user, double x, double y)
{
    switch (*(const enum ast_op *)user) {
    case AST_ADD: return x + y;
    case AST_SUB: return x - y;
    case AST_MUL: return x*y;
    case AST_DIV: return x/y;
    case AST_LT:  return x < y;
    case AST_LE:  return x <= y;
    case AST_GT:  return x > y;
    case AST_GE:  return x >= y;
    case AST_EQ:  return x == y;
    case AST_NE:  return x != y;
    case AST_AND: return x != 0 && y != 0;
    case AST_OR:  return x != 0 || y != 0;
    default:      return pow(x, y);
    }
}

struct matrix *matrix_two(struct matrix_work *w, enum ast_op op, struct matrix *x, struct matrix *y)
{
    return paired(w, &(struct pairwise){ combined, &op, op }, x, y);
}
