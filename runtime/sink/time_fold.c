/* time_fold.c -- see time_fold.h; the arithmetic is that of templates/after/sums.c. */
#include "time_fold.h"
#include <math.h>
#include <stdlib.h>

enum { BLOCK = 32 };            /* samples */

/* The sum is sum + lost; squares are about the mean. Of an extreme or a chosen number: sum. */
struct total { double sum, lost, squares; };

struct time_fold {
    enum trials_kind kind;      /* as it was opened */
    long nodes;
    int over_nodes;
    long samples;               /* that came */
    double *base, *sum, *squares;       /* [node]: of the block under way, about its first sample */
    struct total *totals;       /* [node], or one */
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
    t->base = calloc((size_t)nodes*3, sizeof *t->base);
    t->totals = calloc((size_t)nodes, sizeof *t->totals);
    if (!t->base || !t->totals) {
        time_fold_close(t);
        return NULL;
    }
    t->sum = t->base + nodes;
    t->squares = t->sum + nodes;
    return t;
}

void time_fold_close(struct time_fold *t)
{
    if (!t)
        return;
    free(t->base);
    free(t->totals);
    free(t);
}

void time_fold_start(struct time_fold *t)
{
    t->samples = 0;
    for (long i = 0; i < totals_of(t); i++)
        t->totals[i] = (struct total){ .sum = t->kind == MADE_MIN ? INFINITY : t->kind == MADE_MAX ? -INFINITY : 0 };
}

/* ---- sums ---- */

/* What [all], which is a + b, is too small by. */
static double lost_of(double a, double b, double all)
{
    double of_b = all - a;
    return (a - (all - of_b)) + (b - of_b);
}

/* [steps] samples of nodes from [first] on join a total that has [before] numbers. */
static void gather(const struct time_fold *t, long first, long nodes, double before, double steps, struct total *total)
{
    double count = steps*(double)nodes, share = 1.0/count, base = t->base[first], product = base*count, sum = 0, square = 0;
    for (long i = first; i < first + nodes; i++) {
        double gap = t->base[i] - base, all = gap*steps + t->sum[i];
        sum = sum + all;
        square = square + (t->squares[i] + gap*(t->sum[i] + all));
    }
    double so_far = fma(-before, base, total->sum) + total->lost;
    double apart = sum*share - so_far*(before > 0.0 ? 1.0/before : 0.0);
    total->squares = total->squares + (square - sum*(sum*share)) + apart*apart*(before*count/(before + count));
    double joined = product + sum, all = total->sum + joined;
    total->lost = total->lost + (lost_of(total->sum, joined, all) - fma(-count, base, product));
    total->sum = all;
}

/* The block under way ends. */
static void gather_all(struct time_fold *t, long steps)
{
    long each = t->over_nodes ? t->nodes : 1;
    double before = (double)(t->samples - steps)*(double)each;
    for (long i = 0; i < totals_of(t); i++)
        gather(t, i*each, each, before, (double)steps, &t->totals[i]);
}

static void sum_up(struct time_fold *t, const double *sample)
{
    int is_fresh = t->samples % BLOCK == 0;
    if (is_fresh && t->samples)
        gather_all(t, BLOCK);
    for (long i = 0; i < t->nodes; i++) {
        if (is_fresh) {
            t->base[i] = sample[i];
            t->sum[i] = t->squares[i] = 0;
        }
        double d = sample[i] - t->base[i];
        t->sum[i] = t->sum[i] + d;
        t->squares[i] = fma(d, d, t->squares[i]);
    }
}

static double mean_of(const struct total *all, double count)
{
    double mean = all->sum/count;
    return mean + (fma(-mean, count, all->sum) + all->lost)/count;
}

static double var_of(const struct total *all, double count)
{
    double zero = all->sum - all->sum;          /* NaN where the sum is not finite */
    if (all->squares - all->squares == 0.0)
        return all->squares < 0.0 ? 0.0 : all->squares/count;
    return zero == 0.0 ? 1.0/zero : zero;
}

/* ---- one number ---- */

static void choose(struct time_fold *t, const double *sample)
{
    for (long i = 0; i < t->nodes; i++) {
        double *one = &t->totals[t->over_nodes ? 0 : i].sum;
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

void time_fold_end(struct time_fold *t, double *out)
{
    double count = (double)t->samples*(t->over_nodes ? (double)t->nodes : 1);
    if (sums(t) && t->samples)
        gather_all(t, (t->samples - 1) % BLOCK + 1);
    for (long i = 0; i < totals_of(t); i++) {
        const struct total *all = &t->totals[i];
        switch (t->kind) {
        case MADE_MEAN: out[i] = mean_of(all, count);      break;
        case MADE_VAR:  out[i] = var_of(all, count);       break;
        case MADE_STD:  out[i] = sqrt(var_of(all, count)); break;
        default:        out[i] = all->sum + all->lost;
        }
    }
}
