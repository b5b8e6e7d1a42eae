/* apart.h -- sums over edges that separate into functions of the source and of the target, computed as docs/numbers.md
 * says; states of node 0 are finite, and weights are a list, so that only sines and cosines are taken apart.
 */
#ifndef APART_H
#define APART_H
#include "formula.h"

/* Whether the sums of [pre] are taken apart in networks of so many nodes with listed weights. */
int apart_separates(const struct formula *pre, int nodes);
/* The sum of weight times pre over [count] edges in order, from the states [sources] to those of the target [at->targets];
 * [first]: the states of node 0. */
double apart_sum(const struct formula *pre, const struct spot *at, int count, const double *weights, const double *const *sources, const double *first);
#endif
