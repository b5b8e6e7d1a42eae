/* merge.h -- pieces of tables, as runs of shards leave them, become the tables.
 *
 *   merge_find    what pieces a folder has, of which tables, and whether all of them are there, whole and of one question
 *   merge_plan    what files a table becomes, and what they replace
 *   merge_write   those files, all or none; the pieces stay
 *   merge_close   follows in any case
 *
 * A piece is its companion (NAME.i-of-n.json) and the files that this lists by length and hash; what a table is,
 * whatever was simulated, its companion says (sink/whole_table.h). So nothing here knows of models. What is read is read
 * in parts of bounded size.
 */
#ifndef MERGE_H
#define MERGE_H
#include <signal.h>
#include "base/arena.h"
#include "base/checksum.h"
#include "base/fail.h"
#include "job/job.h"

/* Set by merge_find. */
struct merge_piece {
    long first, rows;               /* of the whole */
    const struct checksum *sums;    /* [suffix]: of its files */
};

/* A table in pieces. */
struct merge_set {
    /* Set by merge_find; texts lie in the arena. */
    const struct merge *of;
    struct table whole;             /* with the attributes it would have had; folder and formats as merge_plan says */
    struct merge_piece *pieces;     /* [count], in order */
    long count;
    const char *const *suffixes;    /* [suffix_count]: each piece has NAME.i-of-n.SUFFIX, "csv" and so on */
    int suffix_count;

    /* Set by merge_plan. */
    struct job job;                 /* its table, its sinks: for job_files, job_overwrites, job_stats */
};

struct merge {
    /* Set before merge_find. */
    const char *folder;
    struct arena *arena;
    const volatile sig_atomic_t *stop;      /* nonzero: end soon, code 130; or NULL */

    /* Set by merge_find. */
    struct merge_set *sets; int count;      /* by name */
};

/* These and all below: 0, or -1. Code 3: the folder has no pieces, or some that do not belong together, are missing or
 * damaged; the message names them. */
int  merge_find(struct merge *m, struct fail *f);
/* [dir]: where to. The watch of the job may be set behind it. */
int  merge_plan(struct merge_set *s, const char *dir, struct fail *f);
int  merge_write(struct merge_set *s, struct fail *f);
void merge_close(struct merge *m);          /* harmless when called again */
#endif
