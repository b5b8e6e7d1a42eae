/* program.h -- one exploration of an experiment, lowered: the IR and what each
 * value of it is for. Everything the templates need is here; what the runtime
 * must know about slots, arrays and results is here too.
 */
#ifndef PROGRAM_H
#define PROGRAM_H
#include "ir.h"
#include "model/model.h"

/* One number a lane that the runtime fills in: an element of an axis' sample,
 * or the initial value of a state drawn for a trial. */
struct program_slot {
    int axis;                   /* index into exploration.axes, or -1 */
    long element;               /* of the sample, row-major; or the node of a trial draw */
    int state;                  /* state of a trial draw, or -1 */
};

/* What the time gives with fixed numbers, in double whatever the precision. Comparisons
 * are 1 or 0; x = scale*t + shift. */
enum mark_kind {
    MARK_REACHED,               /* t >= a */
    MARK_PASSED,                /* t > a */
    MARK_WINDOW,                /* a <= t < b */
    MARK_SINCE,                 /* t - a */
    MARK_TRAIN,                 /* mod(x, a) < b */
    MARK_WITHIN,                /* mod(x, a) <= b */
    MARK_PHASE,                 /* mod(x, a) */
    MARK_WHOLE,                 /* floor(x) */
    MARK_SLACK                  /* what lies between x a little early and late, and a */
};

struct time_mark {
    enum mark_kind kind;
    double a, b, scale, shift;
};

struct program_result {
    const char *name, *unit, *doc;
    int elements;               /* 1, or one for each node */
    int at;                     /* first slot in job.result */
};

struct program {
    const struct experiment *e;
    const struct exploration *x;
    struct arena *arena;
    int bytes;                  /* of a number: 4 or 8 */
    int lanes;                  /* points of a block, a power of two */
    int nodes;
    struct ir ir;

    struct program_slot *slots; int slot_count;
    double *graph;              long graph_count;       /* job.graph */
    struct time_mark *marks;    int mark_count;
    double time_scale;          /* the largest swept value that times are compared with */
    struct program_result *results; int result_count;
    int noise_count;            /* noisy states, 0 without noise */
    int noise_lanes;            /* every lane has noise of its own */
    int dt_axis, noise_axis;    /* axes of simulate.dt and noise.key, or -1 */
    struct lowered *low;        /* lower.c's plan of sections, read by whole.c */
    struct kernel_plan *plan;   /* the kernel as a circuit: kernel_lower */
    const char *calls;          /* program_emit: the text for tcc, or NULL: it is the same */
};

struct program_options {
    int lanes;                  /* 0: chosen from the sizes */
    int no_fold;                /* tests: constants are computed by the kernel */
};

/* Lowers exploration [x]. */
struct program *program_lower(const struct experiment *e, const struct exploration *x,
                              struct program_options options, struct arena *a);
/* The IR as text (--dump ir). */
void program_print(const struct program *p, struct text *out);
/* The kernel's C text from program.plan, and with [for_tcc] another of calls of vector
 * primitives where there are lanes enough for those (program.calls). [templates]: folder
 * that overrides the embedded templates, or NULL. */
void program_emit(struct program *p, const char *templates, int for_tcc, struct text *out);

#endif
