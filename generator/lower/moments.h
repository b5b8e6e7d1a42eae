/* moments.h -- which samples were asked for before: they are numbered in the order of the first asking. */
#ifndef MOMENTS_H
#define MOMENTS_H
#include "model/map.h"
#include "model/model.h"

/* Begins as { 0 }; moments_number alone changes it. */
struct moments {
    struct samples *when; int count;
    int *older; int older_count;            /* [count]: the one before it of the same hash, or -1 */
    struct map newest;                      /* hash -> the newest of it */
};

/* The number of [when], new where it is the count so far. */
int moments_number(struct moments *m, struct samples when, struct arena *a);
#endif
