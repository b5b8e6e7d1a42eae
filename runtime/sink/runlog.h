/* runlog.h -- what a run is doing, on stderr: phases, then a bar for each sweep.
 *
 * On a terminal the bar is redrawn in place, at most ten times a second; in a log
 * file, and on a terminal that cannot do so (TERM=dumb), a line comes after two
 * seconds and then every ten. A sweep that ends before shows nothing. Where the locale
 * is not UTF-8 the bar is plain ASCII. To be called from one thread.
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
/* The same where points are long: [part] (0 to 1) of the work is done, worth [done] of them. */
void runlog_work(struct runlog *log, long done, double part);
void runlog_finish(struct runlog *log);
void runlog_close(struct runlog *log);      /* ends a bar in progress, frees */

/* "name  42%|████▏     | 123/441 points [00:01<00:02, 97.3 k points/s]"; without
 * the bar when [width] columns do not hold it (0: no bar). Returns out. */
char *runlog_bar(char *out, size_t size, const char *name, long done, long total,
                 double seconds, int width);
/* With the part of the work that is done, which the bar, the time left and the speed follow. */
char *runlog_bar_part(char *out, size_t size, const char *name, long done, long total,
                      double part, double seconds, int width);
#endif
