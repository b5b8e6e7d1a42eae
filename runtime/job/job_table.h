/* job_table.h -- from a space and the results of a kernel to the table of a run. */
#ifndef JOB_TABLE_H
#define JOB_TABLE_H
#include "base/arena.h"
#include "sink/table.h"
#include "space/space.h"

/* The table of the points alone: axes and, unless rows are points, "trial".
 * Room for [more] columns is left behind. */
void table_of_points(const char *name, const struct space *s, int by_point, int more, struct arena *a,
                     struct table *out);
/* The table of a run: axes, trial, results, status. With [by_point] a row is made of
 * the trials of a point, of which [s] holds whole ones. No folder, no attributes. */
void table_of_run(const char *name, const struct space *s, int by_point, const struct column *results, int count,
                  struct arena *a, struct table *out);
/* The first reason why files cannot hold it: code 1. */
int  table_check_files(const struct table *t, const struct space *s, struct fail *f);
#endif
