/* command_space.h -- the points of an exploration, shown. */
#ifndef COMMAND_SPACE_H
#define COMMAND_SPACE_H
#include "session.h"

/* Prints the space, the point "I" or the slice "I:J:K" [where] (NULL: all) of
 * it to stdout, with [csv] all rows as CSV; what is wrong to stderr. Returns the exit code. */
int space_show(struct session *s, const struct exploration *x, const char *where, int csv);
#endif
