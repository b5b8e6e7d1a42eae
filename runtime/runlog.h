/* runlog.h -- what a run is doing, on stderr: phases, then a bar for each sweep.
 *
 * On a terminal the bar is redrawn in place, at most ten times a second; in a log
 * file a line comes every ten seconds. A sweep that ends within 0.3 s shows
 * nothing. To be called from one thread.
 */
#ifndef RUNLOG_H
#define RUNLOG_H
#include <stddef.h>
#include <stdio.h>

struct runlog;

/* NULL when memory ran out; all calls accept NULL and then do nothing, as they do
 * when [quiet]. [err] stays the caller's. */
struct runlog *runlog_open(FILE *err, int quiet);
/* A line of its own; a bar in progress is redrawn below it. */
void runlog_phase(struct runlog *log, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A sweep of so many points begins, goes on (cheap: a look at the clock), ends.
 * Ending early leaves the bar where it stood. */
void runlog_start(struct runlog *log, const char *name, long points);
void runlog_update(struct runlog *log, long done);
void runlog_finish(struct runlog *log);
void runlog_close(struct runlog *log);      /* ends a bar in progress, frees */

/* "name  42%|████▏     | 123/441 points [00:01<00:02, 97.3 k points/s]"; without
 * the bar when [width] columns do not hold it (0: no bar). Returns out. */
char *runlog_bar(char *out, size_t size, const char *name, long done, long total,
                 double seconds, int width);
#endif
