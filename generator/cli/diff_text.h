/* diff_text.h -- where two texts differ, in words. */
#ifndef DIFF_TEXT_H
#define DIFF_TEXT_H
#include "base/arena.h"
#include "base/text.h"

/* In all of them NULL is an empty text; nothing is added where there is no difference, else [what]
 * and so much of it as one wants to read. [arena]: for the work. */

/* Lines in their order, with their numbers. */
void diff_lines(struct text *out, const char *what, const char *a, const char *b, struct arena *arena);
/* Lines in any order, of which one has none. */
void diff_sets(struct text *out, const char *what, const char *a, const char *b, struct arena *arena);
/* Lines "NAME = VALUE" in any order. */
void diff_named(struct text *out, const char *what, const char *a, const char *b, struct arena *arena);
/* "WHAT: A / B", of two values of one line. */
void diff_values(struct text *out, const char *what, const char *a, const char *b);
#endif
