/* matrix_made.c -- matrices made of numbers: rings, lattices, random ones.
 *
 * What looks the same from each node says so (struct matrix_wrap): a ring is a torus of one row.
 */
#include "matrix_made.h"
#include <math.h>
#include <stdlib.h>
#include "space/random.h"

static const struct matrix_wrap any = { 0, 0 }, none = { -1, 0 };

struct matrix *made_ones(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)numbers, (void)count, (void)seed;
    return matrix_number(w, 1);
}

struct matrix *made_zeros(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)numbers, (void)count, (void)seed;
    return matrix_number(w, 0);
}

struct matrix *made_eye(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)numbers, (void)count, (void)seed;
    struct matrix *x = matrix_new(w, MATRIX_SPARSE, any);
    x->row = ARENA_ARRAY(w->arena, int, w->n + 1);
    x->source = ARENA_ARRAY(w->arena, int, w->n + 1);
    x->values = ARENA_ARRAY(w->arena, double, w->n + 1);
    for (long i = 0; i < w->n; i++) {
        x->row[i + 1] = (int)i + 1;
        x->source[i] = (int)i;
        x->values[i] = 1;
    }
    return x;
}

/* ---- steps ---------------------------------------------------------------------------- */

/* The places of nodes: rows of columns, whose ends meet or do not. */
struct lattice { long rows, columns; int wraps; };

static long apart(long a, long b, long count, int wraps)
{
    long d = labs(a - b);
    return wraps && count - d < d ? count - d : d;
}

static long steps(const struct lattice *l, long i, long j)
{
    return apart(i/l->columns, j/l->columns, l->rows, l->wraps) + apart(i % l->columns, j % l->columns, l->columns, l->wraps);
}

/* Of the numbers of a call; 0: there are not so many nodes. */
static int read_lattice(struct matrix_work *w, const double *numbers, int wraps, struct lattice *l)
{
    *l = (struct lattice){ (long)numbers[0], (long)numbers[1], wraps };
    if (numbers[0] >= 1 && numbers[1] >= 1 && numbers[0] == (double)l->rows && numbers[1] == (double)l->columns
        && numbers[0]*numbers[1] == (double)w->n)
        return 1;
    w->why = arena_print(w->arena, "%g x %g nodes are not the %ld of the network", numbers[0], numbers[1], w->n);
    return 0;
}

static struct matrix_wrap wrap_of(const struct lattice *l)
{
    return l->wraps ? (struct matrix_wrap){ (int)l->rows, (int)l->columns } : none;
}

static struct matrix *all_steps(struct matrix_work *w, struct lattice l)
{
    struct matrix *x = matrix_new(w, MATRIX_DENSE, wrap_of(&l));
    if (!(x->values = matrix_room(w)))
        return NULL;
    for (long i = 0; i < w->n; i++)
        for (long j = 0; j < w->n; j++)
            x->values[i*w->n + j] = (double)steps(&l, i, j);
    return x;
}

/* ---- neighbours ------------------------------------------------------------------------- */

static int ascending(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* Node (row, column) that may lie beyond the ends, or -1: there is none. */
static long node_at(const struct lattice *l, long row, long column)
{
    if (l->wraps)
        return (row + l->rows) % l->rows*l->columns + (column + l->columns) % l->columns;
    return row < 0 || row >= l->rows || column < 0 || column >= l->columns ? -1 : row*l->columns + column;
}

/* Nodes at most [reach] steps away along rows and along columns, each once and none itself. */
static int neighbours(const struct lattice *l, long i, long reach, int *out)
{
    int found = 0, kept = 0;
    for (long d = -reach; d <= reach; d++) {
        long along = d && labs(d) < l->columns ? node_at(l, i/l->columns, i % l->columns + d) : -1;
        long across = d && labs(d) < l->rows ? node_at(l, i/l->columns + d, i % l->columns) : -1;
        if (along >= 0 && along != i)
            out[found++] = (int)along;
        if (across >= 0 && across != i)
            out[found++] = (int)across;
    }
    qsort(out, (size_t)found, sizeof *out, ascending);
    for (int k = 0; k < found; k++)
        if (!k || out[k] != out[k - 1])
            out[kept++] = out[k];
    return kept;
}

static struct matrix *near(struct matrix_work *w, struct lattice l, double reach)
{
    if (!(reach >= 1) || reach != floor(reach)) {
        w->why = arena_print(w->arena, "a whole number of places from 1 on is needed, got %g", reach);
        return NULL;
    }
    long longest = l.rows > l.columns ? l.rows : l.columns, k = reach < (double)longest ? (long)reach : longest;
    long most = w->n*(4*k < w->n ? 4*k : w->n);
    if (most > MATRIX_MOST) {
        w->why = arena_print(w->arena, "a matrix of %ld elements is too large", most);
        return NULL;
    }
    struct matrix *x = matrix_new(w, MATRIX_SPARSE, wrap_of(&l));
    int *found = ARENA_ARRAY(w->arena, int, 4*k + 1), count = 0;
    x->row = ARENA_ARRAY(w->arena, int, w->n + 1);
    x->source = ARENA_ARRAY(w->arena, int, most + 1);
    x->values = ARENA_ARRAY(w->arena, double, most + 1);
    for (long i = 0; i < w->n; x->row[++i] = count)
        for (int e = 0, all = neighbours(&l, i, k, found); e < all; e++) {
            x->source[count] = found[e];
            x->values[count++] = 1;
        }
    return x;
}

struct matrix *made_ring(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)seed;
    return near(w, (struct lattice){ 1, w->n, 1 }, count ? numbers[0] : 1);
}

struct matrix *made_chain(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)seed;
    return near(w, (struct lattice){ 1, w->n, 0 }, count ? numbers[0] : 1);
}

struct matrix *made_grid(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)count, (void)seed;
    struct lattice l;
    return read_lattice(w, numbers, 0, &l) ? near(w, l, 1) : NULL;
}

struct matrix *made_torus(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)count, (void)seed;
    struct lattice l;
    return read_lattice(w, numbers, 1, &l) ? near(w, l, 1) : NULL;
}

struct matrix *made_ring_steps(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)numbers, (void)count, (void)seed;
    return all_steps(w, (struct lattice){ 1, w->n, 1 });
}

struct matrix *made_chain_steps(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)numbers, (void)count, (void)seed;
    return all_steps(w, (struct lattice){ 1, w->n, 0 });
}

struct matrix *made_grid_steps(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)count, (void)seed;
    struct lattice l;
    return read_lattice(w, numbers, 0, &l) ? all_steps(w, l) : NULL;
}

struct matrix *made_torus_steps(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)count, (void)seed;
    struct lattice l;
    return read_lattice(w, numbers, 1, &l) ? all_steps(w, l) : NULL;
}

/* ---- random --------------------------------------------------------------------------- */

static int is_chance(struct matrix_work *w, double p, const char *what)
{
    if (p >= 0 && p <= 1)
        return 1;
    w->why = arena_print(w->arena, "%s lies between 0 and 1, got %g", what, p);
    return 0;
}

/* Draws of element n*i + j, as arrays of that shape have them: edges where the first of two keys draws less than the
 * density, weights from the second. Both ways alike from the elements above the diagonal, unless [directed]. */
static struct matrix *drawn(struct matrix_work *w, double density, int64_t seed, double (*weight)(struct random_key key, uint64_t n, int bytes),
                            int directed)
{
    struct random_key key = random_key(seed, w->bytes), edges = random_split(key, 0), weights = random_split(key, 1);
    struct matrix *x = matrix_new(w, MATRIX_DENSE, none);
    if (!is_chance(w, density, "a density") || !(x->values = matrix_room(w)))
        return NULL;
    long n = w->n;
    for (long i = 0; i < n; i++)
        for (long j = directed ? 0 : i + 1; j < n; j++) {
            uint64_t element = (uint64_t)(i*n + j);
            if (i == j || !(random_uniform(edges, element, 0, 1, w->bytes) < density))
                continue;
            x->values[i*n + j] = weight(weights, element, w->bytes);
            if (!directed)
                x->values[j*n + i] = x->values[i*n + j];
        }
    return x;
}

static double lognormal_weight(struct random_key key, uint64_t n, int bytes)
{
    double z = random_normal(key, n, bytes);
    return bytes == 4 ? (double)(float)exp(z) : exp(z);
}

static double uniform_weight(struct random_key key, uint64_t n, int bytes)
{
    return random_uniform(key, n, 0, 1, bytes);
}

static double one_weight(struct random_key key, uint64_t n, int bytes)
{
    (void)key, (void)n, (void)bytes;
    return 1;
}

struct matrix *made_random(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)count;
    return drawn(w, numbers[0], seed, lognormal_weight, 0);
}

struct matrix *made_random_uniform(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)count;
    return drawn(w, numbers[0], seed, uniform_weight, 0);
}

struct matrix *made_random_binary(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)count;
    return drawn(w, numbers[0], seed, one_weight, 0);
}

struct matrix *made_random_directed(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)count;
    return drawn(w, numbers[0], seed, one_weight, 1);
}

/* ---- small worlds ----------------------------------------------------------------------- */

/* Edge d = 1..k of node i, in the order of d and then of i, is element (d-1)*n + i of the draws: led elsewhere where a
 * first uniform is less than p, and then to node floor(u*n) of a second; to the next node behind that one which is neither
 * itself nor joined to it already. */
static void rewire(struct matrix_work *w, double *a, long i, long d, double p, struct random_key when, struct random_key where)
{
    long n = w->n, old = (i + d) % n;
    uint64_t element = (uint64_t)((d - 1)*n + i);
    if (!(random_uniform(when, element, 0, 1, w->bytes) < p))
        return;
    long to = (long)(random_uniform(where, element, 0, 1, w->bytes)*(double)n) % n, tried = 0;
    for (; tried < n && (to == i || a[i*n + to] != 0); tried++)
        to = (to + 1) % n;
    if (tried == n)
        return;
    a[i*n + old] = a[old*n + i] = 0;
    a[i*n + to] = a[to*n + i] = 1;
}

struct matrix *made_smallworld(struct matrix_work *w, const double *numbers, int count, int64_t seed)
{
    (void)count;
    struct random_key key = random_key(seed, w->bytes), when = random_split(key, 0), where = random_split(key, 1);
    double reach = numbers[0];
    if (!is_chance(w, numbers[1], "a probability"))
        return NULL;
    struct matrix *ring = near(w, (struct lattice){ 1, w->n, 1 }, reach), *x = ring ? matrix_dense(w, ring) : NULL;
    for (long d = 1; x && d <= reach && 2*d < w->n; d++)
        for (long i = 0; i < w->n; i++)
            rewire(w, x->values, i, d, numbers[1], when, where);
    if (x)
        x->wrap = none;
    return x;
}
