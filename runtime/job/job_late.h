/* job_late.h -- columns that reduce over the time what is made of all trials of a point: they are known when all
 * samples have come.
 *
 *   late_open     before the sweep
 *   late_samples  series of theirs, which no table shows, go to scratches
 *   late_rows     rows wait
 *   late_finish   the columns are made, and all rows handed on
 */
#ifndef JOB_LATE_H
#define JOB_LATE_H
#include "sink/held.h"
#include "sink/spool.h"

/* A reduction over the time of a series, for each node or over them, too. Made by who lowers a model. */
struct late_column {
    int result;                         /* among the results of the job */
    const struct trials_value *value;   /* its leaves are ... */
    const struct trials_late *leaves;   /* ... [leaf_count] these */
};

/* Begun as all 0. */
struct late {
    /* By who makes the job: */
    const struct late_column *columns; int column_count;
    struct series *series; int series_count;    /* made of trials; numbered behind those of the table */

    /* By late_open: */
    struct table table;                 /* the job's, with these series, in a folder for scratches */
    struct spools spools;
    struct held_table *rows;
    int first;                          /* column of the table that is result 0 */
    double **numbers;                   /* [column][point][element], by late_finish */
};

/* [dir]: of the files, or NULL: scratches are where temporary files go. 0, or -1 with code 3. */
int  late_open(struct late *l, const struct table *t, const char *dir, struct fail *f);
int  late_samples(struct late *l, const struct slab *slab, struct fail *f);
int  late_rows(struct late *l, const struct slab *slabs, struct fail *f);
int  late_finish(struct late *l, held_give *give, void *user, struct fail *f);
void late_close(struct late *l);        /* harmless when called again */
#endif
