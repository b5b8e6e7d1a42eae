/* time_fold.c -- see time_fold.h. Sums are those of kernels by their very text, in double and of one lane. */
#include "time_fold.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define REAL 8
#define WIDTH 1
#define SPARE_
typedef double num, real;
enum { VECS = 1 };
#include "../../templates/after/sums.c"

struct time_fold {
    enum trials_kind kind;      /* as it was opened */
    long nodes;
    int over_nodes;
    long samples;               /* that came */
    double *block;              /* base, sum, squares [3][nodes]: of the block under way (sums.c) */
    double *total, *closed;     /* sum, lost, squares [3][totals]: of what was gathered; with the last block.
                                   Of an extreme or a chosen number: [total] of the sums alone */
};

static long totals_of(const struct time_fold *t)
{
    return t->over_nodes ? 1 : t->nodes;
}

struct time_fold *time_fold_open(enum trials_kind kind, long nodes, int over_nodes)
{
    struct time_fold *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    *t = (struct time_fold){ .kind = kind, .nodes = nodes, .over_nodes = over_nodes };
    t->block = calloc((size_t)nodes*9, sizeof *t->block);
    if (!t->block) {
        time_fold_close(t);
        return NULL;
    }
    t->total = t->block + nodes*3;
    t->closed = t->total + nodes*3;
    return t;
}

void time_fold_close(struct time_fold *t)
{
    if (!t)
        return;
    free(t->block);
    free(t);
}

void time_fold_start(struct time_fold *t)
{
    t->samples = 0;
    memset(t->total, 0, (size_t)totals_of(t)*3*sizeof *t->total);
    for (long i = 0; i < totals_of(t) && (t->kind == MADE_MIN || t->kind == MADE_MAX); i++)
        t->total[i] = t->kind == MADE_MIN ? INFINITY : -INFINITY;
}

/* ---- sums ---- */

/* Nodes that join one total. */
static int joining(const struct time_fold *t)
{
    return t->over_nodes ? (int)t->nodes : 1;
}

/* A whole block has come. */
static void gather_all(struct time_fold *t)
{
    double before = (double)(t->samples - BLOCK_TICKS)*joining(t);
    for (long i = 0; i < totals_of(t); i++)
        gather(t->block + i, t->total + i, totals_of(t), joining(t), before, BLOCK_TICKS, 1);
}

static void sum_up(struct time_fold *t, const double *sample)
{
    double *base = t->block, *sum = base + t->nodes, *squares = sum + t->nodes;
    int is_fresh = t->samples % BLOCK_TICKS == 0;
    if (is_fresh && t->samples)
        gather_all(t);
    for (long i = 0; i < t->nodes; i++) {
        if (is_fresh) {
            base[i] = sample[i];
            sum[i] = squares[i] = 0;
        }
        double d = sample[i] - base[i];
        sum[i] = sum[i] + d;
        squares[i] = fma(d, d, squares[i]);
    }
}

/* ---- one number ---- */

static void choose(struct time_fold *t, const double *sample)
{
    for (long i = 0; i < t->nodes; i++) {
        double *one = &t->total[t->over_nodes ? 0 : i];
        if (t->kind == MADE_MIN || t->kind == MADE_MAX)
            *one = trials_extreme(t->kind, *one, sample[i]);
        else if (t->kind == MADE_LAST || t->samples == 0)
            *one = sample[i];
    }
}

static int sums(const struct time_fold *t)
{
    return t->kind == MADE_MEAN || t->kind == MADE_STD || t->kind == MADE_VAR || t->kind == MADE_SUM;
}

void time_fold_add(struct time_fold *t, const double *sample)
{
    if (sums(t))
        sum_up(t, sample);
    else
        choose(t, sample);
    t->samples++;
}

static double finish(const struct time_fold *t, long i)
{
    static double (*const of[])(double, double, double, double) = {
        [MADE_MEAN] = mean_of, [MADE_VAR] = var_of, [MADE_STD] = std_of, [MADE_SUM] = total_of
    };
    double count = (double)t->samples*joining(t);
    close_sum(t->total + i, t->block + i, t->closed + i, totals_of(t), joining(t), (double)t->samples, 1);
    return finished(t->closed + i, totals_of(t), 1, count, of[t->kind]);
}

void time_fold_end(struct time_fold *t, double *out)
{
    for (long i = 0; i < totals_of(t); i++)
        out[i] = sums(t) ? finish(t, i) : t->total[i];
}
