/* massc_result.h -- the inside of a result of the library. */
#ifndef MASSC_RESULT_H
#define MASSC_RESULT_H
#include "job/job.h"
#include "job/option.h"
#include "kernels.h"
#include "massc.h"

/* All 0 at first; set by result_prepare and the run. */
struct massc_result {
    struct massc *m;                /* NULL behind the run */
    struct massc_options o;         /* as they were given; of a call, as [m] */
    struct fail fail;               /* the first thing that went wrong; code 0: nothing. Then that of the last massc_save */
    struct held_kernel *kernel;     /* let go with the result */
    struct arena arena;             /* of the job; freed with the result */
    struct job job;                 /* begun when the kernel is there; closed with the result */
    struct cells cells;             /* the table, by a sink of the job; closed with the result */
    struct traces traces;           /* and its series, likewise */
    struct pace pace;               /* of the job; begun with its first point */
    struct job_options asked;       /* settings and options, in that arena */
    const char *asked_of;           /* the exploration that was asked for, or NULL: the only one */
};

/* Members that the caller's version of the options has; NULL: none. [to] is all 0. */
void result_options(struct massc_options *to, const struct massc_options *from);
/* Reads what was asked of a run of [m], gets its kernel and plans its job; [r] is all 0. What went wrong stands in [m]
 * or in r->fail. */
void result_prepare(struct massc_result *r, struct massc *m, const char *exploration, const struct massc_options *o, int is_stepped);
/* A word about how the run ended. */
void result_log(const struct massc_result *r);
/* All that belongs to it. */
void result_free(struct massc_result *r);
#endif
