/* fuse.h -- which products are fused into a sum, decided on the text. */
#ifndef FUSE_H
#define FUSE_H
#include "model/model.h"

/* Sets `fused` of every sum in the checked experiment. Looks at what is written and
 * at no value: whether a quantity is fixed, swept, set or zero plays no part. */
void fuse_decide(struct experiment *e, struct arena *a);
#endif
