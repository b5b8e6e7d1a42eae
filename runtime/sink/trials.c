/* trials.c -- see trials.h. */
#include "trials.h"
#include <math.h>
#include <stdlib.h>

int trials_parts(const struct trials_value *v)
{
    long most = 0;
    for (int k = 0; k < v->leaf_count; k++)
        most = v->leaves[k].at >= most ? v->leaves[k].at + 1 : most;
    return (int)most;
}

int trials_keeps(enum trials_kind kind)
{
    return kind == MADE_MEDIAN;
}

/* Neumaier's sum: the exact rounding error goes to [lost]. */
static void add(double *sum, double *lost, double x)
{
    double all = *sum + x;
    *lost += fabs(*sum) >= fabs(x) ? (*sum - all) + x : (x - all) + *sum;
    *sum = all;
}

/* Of an infinite sum nothing sensible was lost. */
static double whole(double sum, double lost)
{
    return isfinite(sum) ? sum + lost : sum;
}

double trials_extreme(enum trials_kind kind, double so_far, double x)
{
    if (isnan(so_far) || isnan(x))
        return NAN;
    return kind == MADE_MIN ? x < so_far ? x : so_far : x > so_far ? x : so_far;
}

void trials_add(enum trials_kind kind, struct trials_fold *fold, double x, long trial)
{
    if (trial == 0)
        *fold = (struct trials_fold){ .base = x };
    switch (kind) {
    case MADE_MEAN: case MADE_SUM:
        add(&fold->sum, &fold->lost, x);
        break;
    case MADE_STD: case MADE_VAR: case MADE_SEM:
        add(&fold->sum, &fold->lost, x - fold->base);
        add(&fold->squares, &fold->low, (x - fold->base)*(x - fold->base));
        break;
    case MADE_MIN: case MADE_MAX:
        fold->sum = trial ? trials_extreme(kind, fold->sum, x) : x;
        break;
    case MADE_FIRST:
        fold->sum = fold->base;
        break;
    case MADE_LAST: case MADE_MEDIAN:
        fold->sum = x;
    }
}

/* The sum of squares about the mean; about the base it is more by n times the square of the
 * mean's distance from it. */
static double squares_about_mean(const struct trials_fold *fold, double n)
{
    double sum = whole(fold->sum, fold->lost), all = whole(fold->squares, fold->low) - sum*(sum/n);
    return all < 0 ? 0 : all;
}

double trials_folded(enum trials_kind kind, const struct trials_fold *fold, long trials)
{
    double n = (double)trials;
    switch (kind) {
    case MADE_MEAN: return whole(fold->sum, fold->lost)/n;
    case MADE_SUM:  return whole(fold->sum, fold->lost);
    case MADE_VAR:  return squares_about_mean(fold, n)/n;
    case MADE_STD:  return sqrt(squares_about_mean(fold, n)/n);
    case MADE_SEM:  return sqrt(squares_about_mean(fold, n)/(n - 1)/n);
    default:          return fold->sum;
    }
}

static int ascending(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return a < b ? -1 : a > b;
}

double trials_of_all(double *numbers, long trials)
{
    for (long i = 0; i < trials; i++)
        if (isnan(numbers[i]))
            return NAN;
    qsort(numbers, (size_t)trials, sizeof *numbers, ascending);
    double upper = numbers[trials/2];
    return trials % 2 ? upper : (numbers[trials/2 - 1] + upper)/2;
}

/* ---- over nodes ---- */

/* As a kernel does it (docs/numbers.md): the nodes in their order, spreads in two passes. */
static double over_nodes(enum trials_kind kind, const double *x, long nodes)
{
    double n = (double)nodes, all = kind == MADE_MIN ? INFINITY : kind == MADE_MAX ? -INFINITY : 0, squares = 0;
    for (long i = 0; i < nodes; i++)
        all = kind == MADE_MIN || kind == MADE_MAX ? trials_extreme(kind, all, x[i]) : all + x[i];
    if (kind == MADE_MIN || kind == MADE_MAX || kind == MADE_SUM)
        return all;
    double mean = all/n;
    if (kind == MADE_MEAN)
        return mean;
    for (long i = 0; i < nodes; i++)
        squares = fma(x[i] - mean, x[i] - mean, squares);
    return kind == MADE_VAR ? squares/n : sqrt(squares/n);
}

/* [out] is room for the numbers, and then each the result. */
static void reduce_nodes(const struct trials_op *o, long nodes, const double *work, double *out)
{
    for (long i = 0; i < nodes; i++)
        out[i] = o->single ? (double)(float)work[o->a*nodes + i] : work[o->a*nodes + i];
    double x = over_nodes(o->kind, out, nodes);
    for (long i = 0; i < nodes; i++)
        out[i] = x;
}

/* ---- operations ---- */

/* At a node, whose numbers [leaves] and [work] have at every [nodes]-th place. */
static double evaluated(const struct trials_op *o, long nodes, const double *leaves, const double *work)
{
    double a = o->action == MADE_NUMBER || o->action == MADE_LEAF ? 0 : work[o->a*nodes];
    switch (o->action) {
    case MADE_NUMBER: return o->number;
    case MADE_LEAF:   return leaves[o->a*nodes];
    case MADE_ONE:    return (double)o->one((long double)a);
    case MADE_TWO:    return (double)o->two((long double)a, (long double)work[o->b*nodes]);
    case MADE_NEG:    return -a;
    case MADE_ADD:    return a + work[o->b*nodes];
    case MADE_SUB:    return a - work[o->b*nodes];
    case MADE_MUL:    return a*work[o->b*nodes];
    case MADE_DIV:    return a/work[o->b*nodes];
    case MADE_LT:     return a < work[o->b*nodes];
    case MADE_LE:     return a <= work[o->b*nodes];
    case MADE_EQ:     return a == work[o->b*nodes];
    case MADE_NE:     return a != work[o->b*nodes];
    case MADE_AND:    return a != 0 && work[o->b*nodes] != 0;
    case MADE_OR:     return a != 0 || work[o->b*nodes] != 0;
    case MADE_NOT:    return a == 0;
    case MADE_CHOICE: return a != 0 ? work[o->b*nodes] : work[o->c*nodes];
    case MADE_OVER_NODES: break;
    }
    return NAN;
}

const double *trials_evaluate(const struct trials_value *v, long nodes, const double *leaves, double *work)
{
    for (int i = 0; i < v->op_count; i++) {
        double *out = work + i*nodes;
        for (long node = 0; node < nodes && v->ops[i].action != MADE_OVER_NODES; node++)
            out[node] = evaluated(&v->ops[i], nodes, leaves + node, work + node);
        if (v->ops[i].action == MADE_OVER_NODES)
            reduce_nodes(&v->ops[i], nodes, work, out);
    }
    return work + (v->op_count - 1)*nodes;
}
