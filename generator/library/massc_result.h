/* massc_result.h -- the inside of a result of the library. */
#ifndef MASSC_RESULT_H
#define MASSC_RESULT_H
#include "job/job.h"
#include "job/library.h"
#include "massc.h"
#include "pipeline.h"

struct massc_result {
    struct massc *m;                /* during the run */
    const char *chosen;             /* exploration; during the run, as the next two */
    struct fail fail;               /* the first thing that went wrong; code 0: nothing */
    struct pipeline pipe;           /* opened first; its arena holds all else */
    struct model_library library;
    struct experiment *e;           /* of the model's text, read anew for each run; NULL after an error */
    struct job job;                 /* the run; closed with the result */
    struct text c;                  /* of the kernel */
    struct cells cells;             /* the table, by a sink of the job */
    struct traces traces;           /* and its series */
    const struct massc_options *o;  /* during the run */
};
#endif
