/* algebra.h -- sums that are computed in another order than they are written; docs/numbers.md, "Algebra by rule". */
#ifndef ALGEBRA_H
#define ALGEBRA_H
#include "model/model.h"

/* Sets `instead` of the sums in [t] that are polynomials of a state, by what is written and no value. */
void algebra_decide(const struct experiment *e, const struct term *t, struct arena *a);
#endif
