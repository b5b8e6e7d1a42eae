/* run_log.h -- the steps of a run in its log: what is simulated, base simulation, explorations.
 *
 * The base simulation is that of the declared values: an exploration without axes and
 * trials, of which `run`, in a file that explores nothing, is one.
 */
#ifndef RUN_LOG_H
#define RUN_LOG_H
#include "job/job.h"
#include "sink/runlog.h"

/* A plain run, for eyes. Filled by who knows the model. */
struct run_about {
    const char *scheme;         /* "heun"; NULL: nothing is simulated, and all else but single is 0 */
    const char *unit;           /* of the times: "ms" */
    double duration, dt, transient;
    long steps;                 /* of a map */
    long nodes;
    int is_map;                 /* times are whole steps */
    int single;
};

/* [what] was done to begin: "checked x.mass in 0.198 ms". [count] explorations are to run, [base] of them base
 * simulations. */
void log_opening(struct runlog *log, const char *what, const struct run_about *about, int base, int count);
/* One of them begins. */
void log_exploration(struct runlog *log, const char *name, int is_base, const struct job *j);
/* It has a kernel, the first or a faster one, compiled in so many seconds of wall. */
void log_compiled(struct runlog *log, const char *name, const char *engine, double seconds);
/* Its rows are there. */
void log_sweep(struct runlog *log, const struct job *j);

/* "0.198 ms", "2.5 s" */
struct took { char text[40]; };
struct took log_took(double seconds);
#endif
