/* match.h -- the places of one dimension in two results: which are the same, by their coordinates. */
#ifndef MATCH_H
#define MATCH_H
#include "result.h"

enum { MATCH_SHOWN = 8 };

/* Places that one result has alone. */
struct alone { long count, at[MATCH_SHOWN]; };      /* the first of them, in order */

/* Set by result_match; arrays lie in the arena. */
struct matching {
    long count;                     /* places that both have */
    int by_position;                /* they are the first [count] of both, in the same order: no arrays */
    const long *a, *b;              /* [count]: where each of them is, in the order of A */
    struct alone only_a, only_b;
    int reordered;                  /* they stand in another order */
};

/* Numbers are the same when no farther apart than [tolerance] times the larger, or, where either result has floats, than
 * these are exact; texts by their letters. Dimensions without coordinates of one kind in both have the same places where
 * they have as many, and else none. 0, or -1 with code 3. */
int result_match(const struct result *a, int dim_a, const struct result *b, int dim_b, double tolerance, struct matching *out,
                 struct arena *arena, struct fail *f);
#endif
