/* fuse.h -- which products are fused into a sum, decided on the text. */
#ifndef FUSE_H
#define FUSE_H
#include "model/model.h"

/* Sets `fused` of every sum in the checked experiment. Looks at what is written and
 * at no value: whether a quantity is fixed, swept, set or zero plays no part. */
void fuse_decide(struct experiment *e, struct arena *a);
/* The exponent of a power that stands for a product, x^2 or pow(x, 2) to 16 with the
 * number written out; else 0. */
int fuse_whole_power(const struct ast_expr *e);
#endif
