/* kernel_shape.h -- what a host reads out of a kernel's tables.
 *
 * Every buffer belongs to an area, which says who fills it and how long it has to be
 * kept (kernel.h has the rules). Nothing here knows a buffer by its name.
 */
#ifndef KERNEL_SHAPE_H
#define KERNEL_SHAPE_H
#include <stddef.h>
#include "kernel.h"

enum kernel_area {
    AREA_HISTORY,               /* LIVE of STEP or below: kept to take steps again */
    AREA_SWEPT,                 /* filled for each block, one list through all its buffers */
    AREA_HELD,                  /* LIVE of POINT: start writes it */
    AREA_SCRATCH,
    AREA_RESULT,                /* one list through all its buffers */
    AREA_FIXED,                 /* of all blocks, one list through all its buffers */
    AREA_NOISE,
    AREA_RECORDING,             /* rows as the host gives them; in table order the recordings */
    AREAS,
    AREA_NONE = AREAS           /* the table has no meaning for a host */
};

enum kernel_area kernel_area(const struct kernel *k, int buffer);

/* Numbers of one row for one lane: slots at all places of the axes. */
long kernel_places(const struct kernel *k, int buffer);
/* The same of all buffers of an area together. */
long kernel_area_places(const struct kernel *k, enum kernel_area area);
/* Bytes of a buffer, of all its lanes; of one row, where the host says how many there are. */
size_t kernel_bytes(const struct kernel *k, int buffer);
/* LIVE whose rows the host says: the ring of a delay, twice as many. */
int  kernel_is_ring(const struct kernel *k, int buffer);
/* How much memory a block takes, with a row of its noise, of each recording and each ring and with job.room; as a
 * double, because no sum of sizes wraps there. */
double kernel_block_bytes(const struct kernel *k);

/* The buffer of the [term]-th noise, in table order, or -1. */
int  kernel_noise(const struct kernel *k, int term);
/* How many there are. */
int  kernel_noises(const struct kernel *k);
int  kernel_over_lanes(const struct kernel *k, int buffer);
/* Nodes of all groups; 1 where there is no such axis. */
long kernel_nodes(const struct kernel *k);

/* The same tables, and no more scratch: [b] may go on with the memory of [a]. */
int kernel_same_shape(const struct kernel *a, const struct kernel *b);
/* NULL, or why a kernel of this ABI cannot be run: "lacks a clock". */
const char *kernel_fault(const struct kernel *k);
#endif
