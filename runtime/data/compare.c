/* compare.c -- the numbers of two results, held against each other. */
#include "compare.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 1 << 16 };           /* numbers of each result in memory */

/* While two variables are compared. */
struct comparing {
    const struct result *a, *b;
    int in_a, in_b;
    const struct matching *places;  /* [rank] */
    double tolerance;
    struct comparison *out;
    int rank;
    long size[RESULT_RANK];         /* places that both have */
    long first[RESULT_RANK], count[RESULT_RANK];    /* of the piece */
    double *from_a, *from_b;        /* [PIECE]; of integers: */
    long long *whole_a, *whole_b;
};

/* ---- two numbers ---- */

/* The numbers of the place [i] of the piece. */
static void note(const struct comparing *c, struct farthest *most, double by, long i)
{
    if (by <= most->by)
        return;
    most->by = by;
    if (c->out->whole) {
        most->whole_a = c->whole_a[i];
        most->whole_b = c->whole_b[i];
    } else {
        most->a = c->from_a[i];
        most->b = c->from_b[i];
    }
    for (int k = c->rank - 1; k >= 0; k--) {
        long place = c->first[k] + i % c->count[k];
        most->at[k] = c->places[k].by_position ? place : c->places[k].a[place];
        i /= c->count[k];
    }
}

/* Divided before they are subtracted, so that it does not overflow. */
static double relative(double a, double b)
{
    double most = fmax(fabs(a), fabs(b));
    return isinf(most) ? INFINITY : fabs(a/most - b/most);
}

static void compare(struct comparing *c, long i)
{
    struct comparison *out = c->out;
    double a = c->from_a[i], b = c->from_b[i];
    int signs = a == b && signbit(a) != signbit(b) && c->tolerance == 0;
    if ((a == b && !signs) || (isnan(a) && isnan(b)))
        return;
    double apart = isnan(a) || isnan(b) || signs ? 0 : relative(a, b);
    if (apart > 0 && apart <= c->tolerance)
        return;
    out->differ++;
    out->signs += signs;
    out->nan_a += isnan(a) != 0;
    out->nan_b += isnan(b) != 0;
    note(c, &out->absolute, apart > 0 ? fabs(a - b) : 0, i);
    note(c, &out->relative, apart, i);
}

static double as_number(long long x, int is_unsigned)
{
    return is_unsigned ? (double)(unsigned long long)x : (double)x;
}

/* The distance is exact, whatever doubles make of the numbers. */
static void compare_whole(struct comparing *c, long i)
{
    struct comparison *out = c->out;
    unsigned long long a = (unsigned long long)c->whole_a[i], b = (unsigned long long)c->whole_b[i];
    int plain = c->a->variables[c->in_a].is_unsigned;
    if (a == b)
        return;
    double x = as_number(c->whole_a[i], plain), y = as_number(c->whole_b[i], plain);
    int less = plain ? a < b : c->whole_a[i] < c->whole_b[i];
    double by = (double)(less ? b - a : a - b), apart = by/fmax(fabs(x), fabs(y));
    if (apart <= c->tolerance)
        return;
    out->differ++;
    note(c, &out->absolute, by, i);
    note(c, &out->relative, apart, i);
}

/* ---- pieces ---- */

/* What of one result lies at the places of a piece: one place after the other down to the last dimension
 * where they do not stand as they are counted, and there as far as they follow each other. */
struct gathering {
    const struct comparing *c;
    const struct result *r;
    int variable, last, is_b;           /* last -1: the piece is a piece of the file */
    long first[RESULT_RANK], count[RESULT_RANK];
    char *to;                           /* where the next number goes */
    struct fail *f;
};

static const long *places_of(const struct gathering *g, int k)
{
    const struct matching *m = &g->c->places[k];
    return m->by_position ? NULL : g->is_b ? m->b : m->a;
}

static int read_stretch(struct gathering *g)
{
    long n = 1;
    int status = g->c->out->whole ? result_read_whole(g->r, g->variable, g->first, g->count, (void *)g->to, g->f)
                                  : result_read(g->r, g->variable, g->first, g->count, (void *)g->to, g->f);
    for (int k = 0; k < g->c->rank; k++)
        n *= g->count[k];
    g->to += (size_t)n*sizeof(double);
    return status;
}

static int gather(struct gathering *g, int k)
{
    const struct comparing *c = g->c;
    if (k > g->last)
        return read_stretch(g);
    const long *at = places_of(g, k);
    for (long i = c->first[k], end = c->first[k] + c->count[k]; i < end; i += g->count[k]) {
        g->first[k] = at ? at[i] : i;
        g->count[k] = 1;
        while (k == g->last && i + g->count[k] < end && at[i + g->count[k]] == at[i] + g->count[k])
            g->count[k]++;
        if (gather(g, k + 1) < 0)
            return -1;
    }
    return 0;
}

static int read_piece(const struct comparing *c, int is_b, void *to, struct fail *f)
{
    struct gathering g = { .c = c, .r = is_b ? c->b : c->a, .variable = is_b ? c->in_b : c->in_a, .last = -1, .is_b = is_b, .to = to, .f = f };
    for (int k = 0; k < c->rank; k++) {
        g.first[k] = c->first[k];
        g.count[k] = c->count[k];
        g.last = places_of(&g, k) ? k : g.last;
    }
    return gather(&g, 0);
}

static int compare_piece(struct comparing *c, struct fail *f)
{
    long n = 1;
    for (int k = 0; k < c->rank; k++)
        n *= c->count[k];
    void *to_a = c->from_a ? (void *)c->from_a : c->whole_a, *to_b = c->from_b ? (void *)c->from_b : c->whole_b;
    if (read_piece(c, 0, to_a, f) < 0 || read_piece(c, 1, to_b, f) < 0)
        return -1;
    c->out->values += n;
    if (memcmp(to_a, to_b, (size_t)n*sizeof(double)) == 0)
        return 0;
    for (long i = 0; i < n; i++)
        if (c->out->whole)
            compare_whole(c, i);
        else
            compare(c, i);
    return 0;
}

/* The slowest dimension of which a piece holds more than one place: those behind it are whole. */
static int cut_at(const struct comparing *c)
{
    long whole = 1;
    int k = c->rank - 1;
    while (k > 0 && whole*c->size[k] <= PIECE)
        whole *= c->size[k--];
    return k;
}

/* To the next piece; 0: there is none. */
static int step(struct comparing *c, int cut)
{
    for (int k = cut; k >= 0; k--) {
        c->first[k] += c->count[k];
        if (c->first[k] < c->size[k])
            return 1;
        c->first[k] = 0;
    }
    return 0;
}

static int compare_all(struct comparing *c, struct fail *f)
{
    int cut = cut_at(c), status = 0;
    long inner = 1;
    for (int k = 0; k < c->rank; k++)
        c->count[k] = k > cut ? c->size[k] : 1;
    for (int k = cut + 1; k < c->rank; k++)
        inner *= c->size[k];
    long most = inner < PIECE ? PIECE/inner : 1;
    do {
        long left = cut >= 0 ? c->size[cut] - c->first[cut] : 1;
        if (cut >= 0)
            c->count[cut] = left < most ? left : most;
        status = compare_piece(c, f);
    } while (status == 0 && step(c, cut));
    return status;
}

int result_compare(const struct result *a, int in_a, const struct result *b, int in_b, const struct matching *places, double tolerance,
                   struct comparison *out, struct fail *f)
{
    const struct result_variable *v = &a->variables[in_a], *w = &b->variables[in_b];
    struct comparing c = { .a = a, .b = b, .in_a = in_a, .in_b = in_b, .places = places, .tolerance = tolerance, .out = out, .rank = v->rank };
    long all = 1;
    *out = (struct comparison){ .whole = v->is_whole && w->is_whole && v->is_unsigned == w->is_unsigned };
    for (int k = 0; k < c.rank; k++)
        all *= c.size[k] = places[k].count;
    if (all == 0)
        return 0;
    void *room = malloc(2*PIECE*sizeof(double));
    if (!room)
        return fail_memory(f, NULL);
    if (out->whole)
        c.whole_b = (c.whole_a = room) + PIECE;
    else
        c.from_b = (c.from_a = room) + PIECE;
    int status = compare_all(&c, f);
    free(room);
    return status;
}
