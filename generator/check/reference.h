/* reference.h -- what the language has, entry by entry.
 *
 * Entries come out of the tables that the checker itself reads, so what is listed
 * is what there is. Each has an example that runs.
 */
#ifndef REFERENCE_H
#define REFERENCE_H
#include "base/text.h"

struct entry {
    const char *group;          /* heading above it, or NULL: as the one before */
    const char *name;           /* "exp", "~ Beta", "mV" */
    const char *call;           /* "exp(x)": the name with its parameters */
    const char *example;
    const char *text;           /* one line */
};

/* [call] and [example] last only for the call. */
typedef void entry_in(void *user, const struct entry *e);

/* Each calls [take] for every entry, in order. Examples stand: of functions in an
 * equation; of reductions, observations, schemes and units as a line of a file or a model; of axes as
 * a line of an exploration. */
void reference_functions(entry_in *take, void *user);
void reference_reductions(entry_in *take, void *user);
void reference_observations(entry_in *take, void *user);
void reference_schemes(entry_in *take, void *user);
void reference_units(entry_in *take, void *user);
void reference_axes(entry_in *take, void *user);
void reference_graphs(entry_in *take, void *user);      /* examples are lines of a network of four nodes */
#endif
