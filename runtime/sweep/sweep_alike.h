/* sweep_alike.h -- what sweep_classes.c finds once, sweep_alike.c makes places of in each wave. */
#ifndef SWEEP_ALIKE_H
#define SWEEP_ALIKE_H
#include "sweep_run.h"

/* The classes of the positions along a dimension, by number_classes. */
struct classes {
    int *of;                    /* [position]; NULL: they are all one, or each is its own */
    long count;
};

struct member { int unit, observer; };          /* row of the wave, or track; which of the place's observers */

/* By alike_wave. */
struct alike_place {
    int first, count;           /* among the members */
    int simulation;             /* of the wave: one that was shared among places has neighbours of its number */
    int observers, timing;
    long legs;
    long ready;                 /* rows of the wave before the first one of this place and all behind */
};

struct sharing {
    struct classes *same, *seen;        /* [dimension]: to the simulation, and to observers; by alike_open, as all but the places */
    int ends;                   /* members of an observer differ in what the end reads */
    long observers;             /* of a place, at most */
    size_t *own, own_swept, own_at, own_job, own_bytes;         /* of an observer's memory: [buffer] and others begin here; all of it */
    struct member *members; struct alike_place *places;       /* [wave_most], by alike_wave: */
    int *simulation, *table; long table_room;           /* [unit]; scratch, a power of two */
    long *names;                /* [simulation]: scratch */
};

static inline long class_of(const struct classes *c, long position)
{
    return c->of ? c->of[position] : c->count == 1 ? 0 : position;
}

/* Whether rows share a simulation that differ along a dimension. */
static inline int alike_along(const struct run *r, int dim)
{
    return r->alike->same[dim].count < r->space->dims[dim].size;
}

/* Observers that a simulation would have, of the whole space; as a double, which does not wrap. */
double alike_seen(const struct run *r);
int alike_is_own(const struct kernel *k, int buffer);   /* an observer has its own of a buffer */
#endif
