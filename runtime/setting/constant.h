/* constant.h -- numbers as they are written: with units, signs and arithmetic; whole ones, keys, lists.
 *
 * They are computed with the C library, before any kernel runs: in double, and powers in long double. Each
 * function reports what is wrong and returns 0 then.
 */
#ifndef CONSTANT_H
#define CONSTANT_H
#include <stdint.h>
#include "reader.h"

/* A sentence that who reads values says, too. */
#define FILES_ARE_MASSCS "files are read by massc alone; write the values as a list: [1, 2, 5]"

/* The value of a constant expression in [unit] (NULL: it has none). */
int constant_value(struct reader *r, const struct ast_expr *e, const char *unit, double *out);
/* The same, finite; [what] names it in the message. */
int constant_finite(struct reader *r, const struct ast_expr *e, const char *unit, const char *what, double *out);
/* A whole number from [least] on. */
int constant_whole(struct reader *r, const struct ast_expr *e, const char *what, long least, long *out);
/* A seed: any whole number of 64 bits. */
int constant_key(struct reader *r, const struct ast_expr *e, int64_t *out);
/* A list, maybe of lists: its values in the arena and their shape. */
int constant_list(struct reader *r, const struct ast_expr *list, const char *unit, struct data *out);
/* A list, or the values of a file: "FILE" or data("FILE"); [what] names it in the message. */
int constant_values(struct reader *r, const struct ast_expr *e, const char *unit, const char *what, struct data *out);
/* Whether what stands without brackets [at] is a unit; else an error. [number]: that in front of it, or NULL. */
int constant_unit(struct reader *r, const char *unit, struct span at, const struct ast_expr *number);
/* The number a value consists of, maybe with a sign; or NULL. */
const struct ast_expr *constant_number(const struct ast_expr *e);
#endif
