/* ticks.h -- the text around regions that work on what is in hand (hand.h).
 *
 * The loop over steps runs in stretches, within which no clock begins, ends or ticks but in the first step.
 */
#ifndef TICKS_H
#define TICKS_H
#include "walk.h"

/* What stands in front of the regions; `advance`. */
void ticks_declare(const struct spelling *s, struct text *out);
void ticks_advance(const struct spelling *s, struct text *out);
/* How many vectors are abreast (templates/math/abreast.c); 0: there is nothing of all this. */
int  ticks_abreast(const struct spelling *s);
#endif
