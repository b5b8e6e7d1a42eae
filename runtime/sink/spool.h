/* spool.h -- series on the disk, once: from the samples of a run to what its sinks write.
 *
 * Each series is a raw array [row][time][state][node] in the precision of its table, in a
 * file without a name beside the results, or, where NPY files are wanted, behind the head
 * of NAME.SERIES.npy. Samples go to their place as they come, rows in any order; what is
 * small waits in memory until there is more of the same row. Sinks read the array when
 * they are committed, piece by piece, also in another process.
 */
#ifndef SPOOL_H
#define SPOOL_H
#include "sink.h"

enum {
    SPOOL_ROWS = 1 << 10,       /* rows that are gathered at a time, of each series */
    SPOOL_BYTES = 8 << 20       /* memory for what is gathered, of all series together */
};

struct spool;

/* The series of one table. What is made of trials has two arrays: a scratch of what each run
 * gives, [run][time][part][node], which takes the slabs, and its own, made of that when all
 * has come. */
struct spools {
    const struct table *table;  /* outlives it */
    struct spool *list;         /* [series]; NULL: not open */
    struct spool *runs;         /* [series]: scratches; of others nothing */
    int is_made;                /* what is made of trials comes as such: there are no scratches */
};

/* Asks the disk for all its room. Where it fails nothing is left open. */
int  spools_open(struct spools *s, const struct table *t, struct fail *f);
/* The same for series that are there already. */
int  spools_open_made(struct spools *s, const struct table *t, struct fail *f);
/* A group of slabs of series, of what is made of trials with parts for states. Those of one row come in
 * order of time; whole samples are fast. Nobody else calls meanwhile. */
int  spools_take(struct spools *s, const struct slab *slabs, int count, struct fail *f);
/* No more samples come: those that are missing behind the last of a row are NaN. */
int  spools_complete(struct spools *s, struct fail *f);
/* Numbers first .. first+count-1 of the whole array, as floats or doubles. */
int  spools_read(const struct spools *s, int series, long first, long count, void *out, struct fail *f);
/* Hands the file of a series, which is complete, to [g]: NPY. Reading ends. */
int  spools_give(struct spools *s, int series, struct atomic_group *g, struct fail *f);
/* Bytes of memory it uses, at most. */
size_t spools_memory(const struct spools *s);
/* Removes the files, frees; harmless when called again. */
void spools_close(struct spools *s);
#endif
