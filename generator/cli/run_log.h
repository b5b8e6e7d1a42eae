/* run_log.h -- the steps of massc run in its log: check, base simulation, explorations. */
#ifndef RUN_LOG_H
#define RUN_LOG_H
#include "job/job.h"
#include "session.h"
#include "sink/runlog.h"

/* The file was checked; [count] explorations are to run, [run], and where none of them is a
 * base simulation there is none. */
void log_opening(struct runlog *log, const struct session *s, const struct exploration *const *run, int count);
/* One of them begins. */
void log_exploration(struct runlog *log, const struct session *s, const struct exploration *x, const struct job *j);
/* It has a kernel, the first or a faster one, compiled in so many seconds of wall. */
void log_compiled(struct runlog *log, const struct exploration *x, const char *engine, double seconds);
/* Its rows are there. */
void log_sweep(struct runlog *log, const struct session *s, const struct job *j);
#endif
