/* standalone_names.h -- what a program may be asked for by --set and --axis, and what not, with the reason. */
#ifndef STANDALONE_NAMES_H
#define STANDALONE_NAMES_H
#include "lower/program.h"
#include "standalone/standalone.h"

/* A row for each name that --set and --axis of `massc run` know in the explorations [list], whose programs [programs] are,
 * [count] each; uses of the rows go to [explorations]. In the arena. */
void standalone_names(const struct experiment *e, const struct exploration *const *list, struct program *const *programs, int count,
                      struct arena *a, struct standalone_exploration *explorations, struct standalone *out);
#endif
