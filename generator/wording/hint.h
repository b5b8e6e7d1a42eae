/* hint.h -- a way out for a line that did not parse. */
#ifndef HINT_H
#define HINT_H
#include "base/arena.h"

/* What to write instead of what people type: "write x' = ...", or NULL. [text] is
 * the whole file, which a NUL ends, [at] the byte of the token that was not expected. In the arena
 * or of the program. */
const char *hint_line(const char *text, int at, struct arena *a);

/* The same where [text] is what stands behind 'record', as in an option. */
const char *hint_recorded(const char *text, int at, struct arena *a);

/* The same for a sign that is part of no token, or NULL; [in_brackets]: one is open there. */
const char *hint_sign(const char *text, int at, int in_brackets);

/* Whether what stands in the bracket at [s], behind a name, is an index and no unit. */
int hint_is_index(const char *s);
#define HINT_INDEX "an index is that of a mode, a number or beside i: x[0], x[i-1]"
#endif
