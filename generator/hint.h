/* hint.h -- a way out for a line that did not parse. */
#ifndef HINT_H
#define HINT_H
#include "arena.h"

/* What to write instead of what people type: "write x' = ...", or NULL. [text] is
 * the whole file, [at] the byte of the token that was not expected. */
const char *hint_line(const char *text, int at, struct arena *a);
#endif
