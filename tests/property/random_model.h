/* random_model.h -- experiments nobody would write, for properties to hold on. */
#ifndef RANDOM_MODEL_H
#define RANDOM_MODEL_H
#include <stdint.h>
#include "base/text.h"

struct dice { uint64_t state; };

unsigned dice_roll(struct dice *d, unsigned sides);         /* 0 .. sides-1 */
double   dice_real(struct dice *d, double lo, double hi);

struct random_model {
    int single, nodes, states, lets, noisy, per_stage, swept;
    const char *scheme;
};

/* Fills [m] with choices and [out] with the text of an experiment with one
 * exploration of five points, all of whose numbers stay small. */
void random_model(struct dice *d, struct random_model *m, struct text *out);
#endif
