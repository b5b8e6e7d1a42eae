/* kernels.h -- explorations of a model, checked and compiled, kept for as long as somebody wants them.
 *
 * An object keeps those it was asked for last: what is asked again, of the same text and files under the same
 * settings, is neither checked nor compiled again. A result or a simulation holds its own, which outlives the object with it.
 */
#ifndef KERNELS_H
#define KERNELS_H
#include "checked.h"
#include "engine/compile.h"
#include "job/option.h"
#include "massc.h"
#include "pipeline.h"

enum { KERNELS_KEPT = 8 };

/* Made by kernels_get; nothing in it changes then but how many hold it. */
struct held_kernel {
    int holders;                    /* whoever holds it, the object among them; from any thread, see kernels_drop */
    char *asked;                    /* all that it follows from, besides text and settings; of malloc */
    struct checked *of;             /* held */
    const struct exploration *x;
    struct pipeline pipe;           /* of the lowering; its arena holds all but what is said to be closed */
    const struct program *program;
    struct text c;                  /* of the kernel; freed with it */
    struct compiled compiled;       /* by tcc where the engine may be that; kernel NULL: it is left to the run */
    double compile_s;
};

/* Of the object, newest first. */
struct kernels {
    struct held_kernel *list[KERNELS_KEPT];
    int count;
};

/* What was asked of a run or a simulation. */
struct kernel_request {
    const char *exploration;        /* or NULL: the only one */
    const struct job_options *o;    /* settings and options */
    const char *data;               /* quantities that are data, or NULL */
};

/* The kernel of [m] for [q], which the caller holds then; NULL after an error, which is said. */
struct held_kernel *kernels_get(struct massc *m, const struct kernel_request *q);
/* Lets it go; takes NULL. */
void kernels_drop(struct held_kernel *k);
/* Text or settings are others: nothing is kept. */
void kernels_forget(struct kernels *all);
#endif
