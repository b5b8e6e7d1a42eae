/* runlog.h -- what a run is doing, on stderr: steps, phases, how far a sweep is and what it waits for.
 *
 * On a terminal a bar is redrawn in place, at most ten times a second; elsewhere, and on a
 * terminal that cannot redraw (TERM=dumb), a line comes after two seconds and then every
 * ten. A sweep that ends before shows nothing, nor does what is waited for less than a second. Programs read JSON, an object a line
 * (docs/progress.md). Where the locale is not UTF-8 the bar is plain ASCII. To be called
 * from one thread.
 */
#ifndef RUNLOG_H
#define RUNLOG_H
#include <stddef.h>
#include <stdio.h>
#include "progress.h"

enum runlog_form {
    RUNLOG_AUTO,                /* a bar where it can be redrawn, else lines */
    RUNLOG_BAR, RUNLOG_LINES, RUNLOG_JSON,
    RUNLOG_NONE,                /* steps and phases alone */
    RUNLOG_SILENT
};

struct runlog;

/* When a form shows how far a sweep is that began at time 0, and what is waited for since then. */
struct beat runlog_beat(enum runlog_form form);
struct beat runlog_pause_beat(enum runlog_form form);
/* NULL when memory ran out; all calls accept NULL and then do nothing, as they do
 * when silent. [err] stays the caller's. */
struct runlog *runlog_open(FILE *err, enum runlog_form form);
/* Of so many steps in all the next one begins: "step 2 of 5: ...". */
void runlog_steps(struct runlog *log, int count);
void runlog_step(struct runlog *log, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A line of its own; a bar in progress is redrawn below it. */
void runlog_phase(struct runlog *log, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A sweep begins, goes on (cheap: a look at the clock), ends. Ending early leaves the bar
 * where it stood. [name] stays the caller's. */
void runlog_start(struct runlog *log, const char *name);
void runlog_work(struct runlog *log, const struct progress *p);
void runlog_finish(struct runlog *log);
/* A compiler is at work, a file is being written: to be called again and again meanwhile (as cheap).
 * [what] is the compiler or the file's path. It is over with runlog_resume, with NULL, and with any other call. */
void runlog_pause(struct runlog *log, enum pause_kind kind, const char *name, const char *what);
void runlog_resume(struct runlog *log);
void runlog_close(struct runlog *log);      /* ends a bar in progress, frees */
#endif
