/* command_space.h -- the points of an exploration, shown. */
#ifndef COMMAND_SPACE_H
#define COMMAND_SPACE_H
#include "model.h"
#include "session.h"
#include "space.h"

/* Prints the space, the point "I" or the slice "I:J:K" [where] (NULL: all) of
 * it; returns the exit code. */
int space_show(struct session *s, const struct exploration *x, const char *where, int csv);

/* What the space has to say about its axes, word for word as the peer does. */
void space_warn(const struct space *s);
#endif
