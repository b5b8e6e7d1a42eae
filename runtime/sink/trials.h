/* trials.h -- what is made of all trials of a point: reductions over them, and what is computed
 * of those.
 *
 * A value is a list of operations whose leaves are reductions. Trials come one after the
 * other, in their order, and each adds its number to the folds of the leaves; so a result
 * depends on the numbers and their order alone. All of it is in double.
 */
#ifndef TRIALS_H
#define TRIALS_H

/* Formulas: mean and sums are compensated (Neumaier 1974); variance and std have the divisor n, by
 * sums about the first trial (Chan, Golub and LeVeque 1983); sem is the deviation of divisor n - 1 over
 * sqrt(n); a median of evenly many is the mean of the middle two. A NaN gives NaN, but for first and
 * last where it is another trial's. */
enum trials_kind {
    MADE_MEAN, MADE_STD, MADE_VAR, MADE_MIN, MADE_MAX, MADE_SUM, MADE_FIRST, MADE_LAST, MADE_SEM, MADE_MEDIAN
};

/* What is reduced, and how. Whoever lowers a model fills in this and what follows, up to the folds. */
struct trials_leaf {
    enum trials_kind kind;
    long at;                    /* of a column: its first place among the results of the kernel; of a series:
                                   which value of a sample it is */
    long elements;              /* of a column: numbers of a trial; 1: the same for all elements */
};

enum trials_action {
    MADE_NUMBER, MADE_LEAF, MADE_ONE, MADE_TWO,         /* number; leaf a; a function of a, of a and b */
    MADE_OVER_NODES,                                    /* a reduction of a: one number for all nodes */
    MADE_NEG, MADE_ADD, MADE_SUB, MADE_MUL, MADE_DIV, MADE_LT, MADE_LE, MADE_EQ, MADE_NE,
    MADE_AND, MADE_OR, MADE_NOT, MADE_CHOICE            /* truths are 1 and 0; a ? b : c */
};

struct trials_op {
    enum trials_action action;  /* says which of the others mean something */
    int a, b, c;                /* operations before it; of LEAF the number of the leaf */
    double number;              /* of NUMBER */
    enum trials_kind kind;      /* of OVER_NODES: MEAN, STD, VAR, MIN, MAX, SUM; ... */
    int single;                 /* ... of numbers that are rounded to single precision first */
    /* Of ONE and TWO; their value is rounded to double. */
    long double (*one)(long double), (*two)(long double, long double);
};

/* A reduction of what is made over the time, or over time and nodes: the leaf of a value that is known when all
 * samples have come. Made by who lowers a model. */
struct trials_late {
    enum trials_kind kind;
    int over_nodes;
    int series;                 /* among those that are recorded for such leaves */
};

/* Its last operation is the result, each a number a node, or one for all. Values of one series share their leaves. */
struct trials_value {
    const struct trials_leaf *leaves; int leaf_count;
    const struct trials_op *ops;      int op_count;
};

/* One number of a leaf while trials come. trials_add sets it, all of it anew with trial 0. */
struct trials_fold {
    double base;                /* of spreads: the first trial's */
    double sum, lost;           /* compensated; of a least or a chosen one: the number */
    double squares, low;        /* of spreads: compensated, too, squares about the base */
};

/* Parts that the leaves of a series reduce: values of its samples. */
int trials_parts(const struct trials_value *v);
/* Whether a leaf needs all of its numbers at once: then they are kept, and no fold. */
int trials_keeps(enum trials_kind kind);
/* The lesser of the two, or the greater with MADE_MAX; NaN where one is. */
double trials_extreme(enum trials_kind kind, double x, double y);
/* Takes the number of a trial, which count from 0. */
void trials_add(enum trials_kind kind, struct trials_fold *fold, double x, long trial);
double trials_folded(enum trials_kind kind, const struct trials_fold *fold, long trials);
/* The same of numbers that were kept, which it sorts. */
double trials_of_all(double *numbers, long trials);
/* At [nodes] nodes: [leaves][leaf][node] is what became of each; [work]: room for a number an operation and node. The
 * result, [node], lies in it. */
const double *trials_evaluate(const struct trials_value *v, long nodes, const double *leaves, double *work);
#endif
