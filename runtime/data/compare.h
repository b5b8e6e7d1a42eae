/* compare.h -- the numbers of two results, held against each other. */
#ifndef COMPARE_H
#define COMPARE_H
#include "match.h"
#include "result.h"

/* Where two numbers lie farthest apart; of the first such place. */
struct farthest {
    double by;                      /* as below; 0: nowhere, and the rest means nothing */
    double a, b;                    /* the two numbers there */
    long long whole_a, whole_b;     /* the same of integers */
    long at[RESULT_RANK];           /* along each dimension of the variable, in A */
};

/* Set by result_compare. NaN in one alone, or another sign of 0, is a difference without a distance. */
struct comparison {
    long values;                    /* compared */
    int whole;                      /* as integers, to the last of 64 bits */
    long differ;                    /* of them, all of the below included */
    long nan_a, nan_b;              /* not a number in one alone */
    long signs;                     /* 0 and -0 */
    struct farthest absolute;       /* |a - b| */
    struct farthest relative;       /* |a - b|/max(|a|, |b|) */
};

/* Variables that hold numbers, piece by piece, at the places that both have: [places] of each dimension. Two NaN are the same; with [tolerance]
 * 0 nothing else is that has other bits, else what is no farther apart than it, relatively.
 * 0, or -1 with code 3: a file is damaged, or memory ran out. */
int result_compare(const struct result *a, int in_a, const struct result *b, int in_b, const struct matching *places, double tolerance,
                   struct comparison *out, struct fail *f);
#endif
