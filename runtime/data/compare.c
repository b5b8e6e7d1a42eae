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
    double tolerance;
    struct comparison *out;
    int rank;
    long size[RESULT_RANK];
    long first[RESULT_RANK], count[RESULT_RANK];    /* of the piece */
    double *from_a, *from_b;        /* [PIECE] */
};

/* ---- two numbers ---- */

/* The numbers of the place [i] of the piece. */
static void note(const struct comparing *c, struct farthest *most, double by, long i)
{
    if (by <= most->by)
        return;
    most->by = by;
    most->a = c->from_a[i];
    most->b = c->from_b[i];
    for (int k = c->rank - 1; k >= 0; k--) {
        most->at[k] = c->first[k] + i % c->count[k];
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

/* ---- pieces ---- */

static int compare_piece(struct comparing *c, struct fail *f)
{
    long n = 1;
    for (int k = 0; k < c->rank; k++)
        n *= c->count[k];
    if (result_read(c->a, c->in_a, c->first, c->count, c->from_a, f) < 0
        || result_read(c->b, c->in_b, c->first, c->count, c->from_b, f) < 0)
        return -1;
    c->out->values += n;
    if (memcmp(c->from_a, c->from_b, (size_t)n*sizeof *c->from_a) != 0)
        for (long i = 0; i < n; i++)
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

int result_compare(const struct result *a, int in_a, const struct result *b, int in_b, double tolerance, struct comparison *out,
                   struct fail *f)
{
    struct comparing c = { .a = a, .b = b, .in_a = in_a, .in_b = in_b, .tolerance = tolerance, .out = out,
                           .rank = a->variables[in_a].rank };
    *out = (struct comparison){ .values = 0 };
    for (int k = 0; k < c.rank; k++)
        c.size[k] = a->dims[a->variables[in_a].dims[k]].size;
    if (result_count(a, in_a) == 0)
        return 0;
    c.from_a = malloc(2*PIECE*sizeof *c.from_a);
    if (!c.from_a)
        return fail_memory(f, NULL);
    c.from_b = c.from_a + PIECE;
    int status = compare_all(&c, f);
    free(c.from_a);
    return status;
}
