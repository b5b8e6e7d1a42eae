/* provenance.h -- where a result comes from, as attributes of its table. */
#ifndef PROVENANCE_H
#define PROVENANCE_H
#include "arena.h"
#include "model.h"
#include "table.h"

struct provenance {
    const char *command;        /* as typed, or NULL */
    const char *engine;         /* as asked for */
};

/* Sets the attributes of [t]: version, command, source text and its hash,
 * exploration, key, engine, precision, the fixed parameters, and recorded noise. No time, no
 * host: the same run gives the same attributes. */
void provenance_add(const struct provenance *p, const struct experiment *e,
                    const struct exploration *x, struct arena *a, struct table *t);
#endif
