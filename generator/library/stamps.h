/* stamps.h -- whether the files that a check has read are still the same. */
#ifndef STAMPS_H
#define STAMPS_H
#include <sys/stat.h>
#include "model/model.h"

/* By stamps_of, in its arena. */
struct stamps {
    struct stamp { const char *path; struct stat was; int is_there; } *list;
    int count;
};

/* Those of [e] but its own text: data, and models that it uses. Raises. */
struct stamps stamps_of(const struct experiment *e, struct arena *a);
/* Whether each is as it was: its place, size and time of change. */
int stamps_hold(const struct stamps *s);
#endif
