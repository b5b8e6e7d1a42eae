/* eval_text.h -- what `massc eval` reads and writes: JSON with the names of the model. */
#ifndef EVAL_TEXT_H
#define EVAL_TEXT_H
#include "job/evaluate.h"
#include "source/json_read.h"

/* The nodes that [given] is for: as many as its lists have elements, where the model of [e] has one node alone. What is of no
 * use is told; then the number means nothing. */
int  eval_nodes(const struct json *given, const struct experiment *e, struct diags *d);
/* Puts what is given into its places; what has none is told. */
void eval_take(const struct json *given, struct eval *v, struct diags *d);
/* Appends what came out, one object; numbers that are not finite are null. */
void eval_text(const struct eval *v, struct text *out);
#endif
