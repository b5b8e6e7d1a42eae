/* whole_table.h -- what a piece says of the table it is a piece of: enough to write that without a model.
 *
 * A member "whole" of the companion: name, which piece, of which rows, precision, formats, dimensions, nodes,
 * columns and series, a name of the structures' fields (table.h) each; what is 0 or NULL is left out.
 */
#ifndef WHOLE_TABLE_H
#define WHOLE_TABLE_H
#include <stdio.h>
#include "table.h"

/* Of a piece; in front of it a comma. */
void whole_describe(FILE *out, const struct table *piece);
#endif
