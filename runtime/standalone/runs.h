/* runs.h -- explorations into tables, one after the other: what every command line that runs jobs does and says.
 *
 *   runs_check      what options ask for together
 *   runs_take       each job gets its options; a door adds sinks of its own and provenance behind it
 *   runs_plan       each job's table and files
 *   runs_go         runs them, prints the tables, writes the files, then what it all cost
 *   runs_end        the log is over; what is to be said at the end, and the exit code
 *
 * The table is printed as soon as its rows are complete, then its files are finished: an exploration leaves
 * all its files or none. A signal ends it (interrupt.h).
 */
#ifndef RUNS_H
#define RUNS_H
#include "job/option.h"
#include "run_log.h"

struct runs;

/* One exploration on its way. */
struct run_leg {
    struct runs *runs;              /* set by runs_take */
    const char *name;               /* of the exploration; this and the next by the door, before */
    int is_base;                    /* a base simulation, see run_log.h */
    struct job job;                 /* opened by the door, before runs_take; closed by runs_close */
    int is_compiled;                /* there is a kernel: set as it runs, or by a door that has it from the beginning */
};

/* Begun by the door. */
struct runs {
    const char *program;            /* stands in front of messages: "massc" */
    const char *file;               /* where the explorations come from: "x.mass" */
    const char *again;              /* the words that run it, to which a name is added: "massc run x.mass" */
    const struct job_options *o;
    struct run_leg *legs;           /* in the order in which they run */
    int count;
    const char *dir;                /* of the results, or NULL */
    const char *run_id;             /* of them, before runs_go */
    void (*behind)(struct run_leg *leg, void *user);    /* an exploration's files are written; or NULL */
    void *user;                     /* for that */
    struct runlog *log;             /* open; closed by runs_end */

    struct fail unprinted;          /* why a table is not on the screen, or a picture not drawn: told when all is written */
    int unlocked;                   /* it was told that the folder knows no locks */
};

/* 0, or -1 with code 2: options that contradict each other. */
int  runs_check(const struct runs *r, struct fail *f);
void runs_take(struct runs *r, struct run_leg *leg);
int  runs_plan(struct run_leg *leg, struct fail *f);
int  runs_go(struct runs *r, struct fail *f);
/* [status], [f]: what runs_go, or what led to it, returned. */
int  runs_end(struct runs *r, int status, struct fail *f);
void runs_close(struct runs *r);
#endif
