/* time_fold.h -- reductions over the time of numbers at nodes, for each node or for all of them together.
 *
 * As a kernel does it in double precision, to the bit (docs/numbers.md, "Sums and spreads over time").
 */
#ifndef TIME_FOLD_H
#define TIME_FOLD_H
#include "trials.h"

struct time_fold;

/* [kind]: MEAN, STD, VAR, MIN, MAX, SUM, and where each node stays FIRST and LAST. NULL: memory ran out. */
struct time_fold *time_fold_open(enum trials_kind kind, long nodes, int over_nodes);
/* Begins anew. */
void time_fold_start(struct time_fold *t);
/* The next sample, a number a node. */
void time_fold_add(struct time_fold *t, const double *sample);
/* What became of them: a number a node, or one. */
void time_fold_end(struct time_fold *t, double *out);
void time_fold_close(struct time_fold *t);      /* takes NULL */
#endif
