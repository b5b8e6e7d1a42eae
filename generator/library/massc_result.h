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
    struct fail fail;
    struct pipeline pipe;
    struct model_library library;
    struct experiment *e;
    struct job job;
    struct text c;                  /* of the kernel */
    struct cells cells;
    struct traces traces;
    const struct massc_options *o;  /* during the run */
};
#endif
