/* spool_parts.h -- the arrays of series while they are written: for spool*.c alone. */
#ifndef SPOOL_PARTS_H
#define SPOOL_PARTS_H
#include "spool.h"

/* Numbers of a row that follow one another and wait. spool_put and flushing change it. */
struct gathered {
    long row;                   /* -1: none do */
    long first, count;          /* within the row */
};

/* Set when it is opened; what until, gathered and numbers hold changes as slabs come. */
struct spool {
    struct atomic file;         /* the NPY file, or one without a name */
    long long head;             /* bytes in front of the array */
    size_t size;                /* bytes of a number */
    long rows;                  /* of the array: of the table, points, or runs of a kernel */
    long states, places;        /* of a sample; 1 where there are none; of a scratch states are parts */
    long sample, row;           /* numbers of one */
    long *until;                /* [row] samples that have come */
    long slots, room;           /* rows that are gathered, numbers of each */
    struct gathered *gathered;  /* [slot], of the rows that leave the slot as the rest */
    char *numbers;              /* [slot][room] */
};

/* Numbers first .. first+count-1 of a row. Here and below 0, or -1 with code 3. */
int spool_put(struct spool *s, long row, long first, const double *from, long count, struct fail *f);
/* No more comes: what is missing is NaN. */
int spool_end(struct spool *s, struct fail *f);
/* All that waits. */
int spool_flush(struct spool *s, struct fail *f);
/* Of the whole array, in its precision; what waits is not seen. */
int spool_read(const struct spool *s, long first, long count, void *out, struct fail *f);
void spool_close(struct spool *s);

#endif
