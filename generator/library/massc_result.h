/* massc_result.h -- the inside of a result of the library. */
#ifndef MASSC_RESULT_H
#define MASSC_RESULT_H
#include "job/job.h"
#include "job/library.h"
#include "job/option.h"
#include "massc.h"
#include "pipeline.h"

/* All 0 at first. massc_run sets m, chosen and o, which are the caller's and looked at during the run
 * alone; the run all else (massc.c). */
struct massc_result {
    struct massc *m;                /* NULL behind the run */
    const char *chosen;             /* name of the exploration, or NULL: the only one */
    struct fail fail;               /* the first thing that went wrong; code 0: nothing. Then that of the last massc_save */
    struct pipeline pipe;           /* opened first; its arena holds all but what is said to be closed */
    struct model_library library;   /* opened with it; the pipeline points to its calls */
    struct experiment *e;           /* of the model's text, read anew for each run; NULL after an error */
    const struct exploration *x;    /* the one that is run */
    struct job job;                 /* begun before the kernel is made; closed with the result */
    struct text c;                  /* of the kernel; freed with the result */
    struct cells cells;             /* the table, by a sink of the job; closed with the result */
    struct traces traces;           /* and its series, likewise */
    struct pace pace;               /* of the job; begun with its first point */
    struct arena options;           /* texts of the options; freed with the result */
    struct job_options asked;       /* settings and options, in that arena */
    const char *asked_of;           /* the name that was asked for, or NULL */
    const struct massc_options *o;  /* never NULL during the run, NULL behind it */
};
#endif
