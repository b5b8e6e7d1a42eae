/* job_shard.h -- a job of a part of its rows: what is told of it, and its table. */
#ifndef JOB_SHARD_H
#define JOB_SHARD_H
#include "job.h"

/* Of a job that is open: its rows become those of shard [index] of [count]. Shards hold whole points, and whole
 * chains of what is carried, are about equal, follow each other, and may be empty. */
void shard_take(struct job *j, long index, long count);
/* The table, which is that of all rows, becomes the piece's: along one dimension `point`, and trials. Its
 * attributes say which piece it is. */
void shard_cut(struct job *j);
/* The table of a piece of [whole], which outlives it: rows [first] and so many more. [name]: of its files. */
void shard_table(const struct table *whole, const char *name, long first, long rows, struct arena *a, struct table *piece);
#endif
