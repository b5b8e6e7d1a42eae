/* contents.h -- what there is in a model, as programs ask for it. */
#ifndef CONTENTS_H
#define CONTENTS_H
#include "massc.h"
#include "model/model.h"

enum { CONTENT_KINDS = MASSC_AXIS + 1 };

/* Made anew by each check that finds no error. */
struct contents {
    struct massc_entry *list[CONTENT_KINDS];
    int count[CONTENT_KINDS];
};

/* In the arena; texts and arrays are those of [e]. Raises. */
struct contents contents_of(const struct experiment *e, struct arena *a);
/* As massc_find_entry. */
int contents_find(const struct contents *n, int kind, const char *name);
#endif
