/* advance.h -- the steps of a kernel, and any list of its regions, as phases.
 */
#ifndef ADVANCE_H
#define ADVANCE_H
#include "walk.h"

/* Regions that are called one behind the other. */
struct phase {
    int whole;                  /* each call takes all vectors of the block (walk_is_whole); else a loop
                                   over them stands around all calls */
    const int *regions; int count;
};

/* What calls of regions are given (spell_call). */
struct phase_words {
    const char *step, *tick;    /* the step of the call, the tick of the region's clock; of a region */
    int guarded;                /* below a step, 1: its clock's own tick, where that ticks */
};

/* The regions, in the order of the list; [indent] columns in. */
void spell_phases(const struct spelling *s, const int *regions, int count, const struct phase_words *w, int indent, struct text *out);
/* All of one clock, in order; in the arena. */
int *spell_regions_of(const struct net *ir, int clock, int *count);
/* The function that takes steps. */
void spell_advance(const struct spelling *s, struct text *out);
#endif
