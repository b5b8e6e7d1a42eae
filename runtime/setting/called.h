/* called.h -- what has a dotted name answers to its end, too: coupling.instant.G, instant.G, G; and what is said where it
 * does not.
 */
#ifndef CALLED_H
#define CALLED_H
#include "reader.h"

/* The path of number [i] among all that may be named; "": it may not; NULL behind the last. */
typedef const char *called_path(const void *user, int i);

/* The end of a path that has as many parts as [name]. */
const char *called_tail(const char *path, const char *name);
/* The only one whose path is [name] or ends in it, or -1; [count]: how many do. */
int called_find(const char *name, called_path *path, const void *user, int *count);
/* Says that several do. */
void called_ambiguous(struct diags *d, const char *name, struct span at, called_path *path, const void *user);
/* What is said where none does. */
const char *called_unknown(struct diags *d, const char *name, called_path *path, const void *user);
#endif
