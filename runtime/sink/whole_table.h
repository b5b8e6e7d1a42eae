/* whole_table.h -- what a piece says of the table it is a piece of: enough to write that without a model.
 *
 * A member "whole" of the companion: name, which piece, of which rows, precision, formats, dimensions, nodes,
 * columns and series, a name of the structures' fields (table.h) each; what is 0 or NULL is left out.
 */
#ifndef WHOLE_TABLE_H
#define WHOLE_TABLE_H
#include <stdio.h>
#include "base/arena.h"
#include "base/json_parse.h"
#include "table.h"

/* Of a piece; in front of it a comma. */
void whole_describe(FILE *out, const struct table *piece);
/* The table it is a piece of, without folder and attributes, and in its shard, shards and first, what the piece
 * is; in the arena, which owns the text. Of columns and series that are made of trials only that they are is
 * known. -1: this is none. */
int  whole_read(const struct json *from, struct arena *a, struct table *out);
#endif
