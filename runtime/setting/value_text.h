/* value_text.h -- what a command line gives, read without the grammar of files.
 *
 *   name = 0.5 mV          name = grid(0, 1 mV, 8)          name ~ Normal(0, 1) n 4 key 7
 *
 * A value is made of numbers with units, names, calls, lists, + - * / ^ and brackets; clauses are those of axes:
 * n, key, shape, per, broadcast.
 */
#ifndef VALUE_TEXT_H
#define VALUE_TEXT_H
#include "setting.h"

/* Reads the text that stands behind [option], "--set", as messages call it; 0 after an error. */
int given_read(struct reader *r, const char *option, const char *text, struct given *out);
#endif
