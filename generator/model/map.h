/* map.h -- numbers by number: which axis varies a quantity, which setting sets it. */
#ifndef MAP_H
#define MAP_H
#include "base/arena.h"

/* Begins as { 0 }; lives in the arena of what is put into it. */
struct map {
    int *keys, *values;         /* [room]; a key of -1 is a free place */
    int count, room;            /* room: 0, or a power of two above 4/3 of count */
};

/* [key] from 0; one that is there already gets the new value. */
void map_put(struct map *m, int key, int value, struct arena *a);
/* -1: it is not there. */
int  map_get(const struct map *m, int key);
#endif
