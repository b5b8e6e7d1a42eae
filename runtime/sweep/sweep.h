/* sweep.h -- runs a kernel over every point of a space and hands out rows.
 *
 * Points are lanes: [kernel->lanes] neighbouring rows make a block. Blocks are
 * shared among threads, steps are cut into chunks, rows are gathered in waves
 * of bounded memory and leave in order. None of that changes a bit of a
 * result (a test). Noise that all points share is drawn once per chunk.
 */
#ifndef SWEEP_H
#define SWEEP_H
#include <signal.h>
#include "base/fail.h"
#include "engine/compile.h"
#include "space/space.h"
#include "sink/progress.h"
#include "sink/sink.h"

/* Who reads a number of a point. */
enum sweep_reader {
    READ_BY_STEPS,              /* what is simulated changes with it */
    READ_BY_OBSERVERS,          /* what is observed of the steps; the kernel takes kernel_job.also */
    READ_AT_END                 /* what is made of that behind the last step, alone */
};

/* Where a kernel's point slot (one number a lane) comes from. Whoever makes the job from a model
 * fills in both of these, and all of struct sweep, before sweep_run, which changes none of it. */
struct sweep_slot {
    int axis;                   /* element [element] of this axis' sample, or -1: */
    int stream;                 /* of a law */
    long element;               /* row-major, within a sample; of a law within a trial */
    const struct random_law *law;   /* drawn for each trial: element trial*per_trial + element; NULL: it is [plain] in every row */
    struct random_key key;          /* of the stream keyed by this, sweep_trial_key of [stream] */
    long per_trial;             /* numbers that a trial takes of the stream */
    struct scale scale;         /* of the law: from the unit of its numbers to the kernel's */
    double plain;               /* what a plain run has, in the kernel's unit */
    enum sweep_reader reader;   /* rows that differ in nothing that steps read are simulated once */
};

/* A recording of the kernel, in the order of its table of buffers. Sample m of a row is
 * the state behind step first + (m + 1)*every from time 0 on. */
struct sweep_series {
    long every, first, count;   /* steps; count: samples of every row */
    long values;                /* of a sample at a place of the nodes and modes */
    long places;                /* 1 where it has none */
    int number;                 /* among the series of the table; -1: nobody takes it */
    const struct scale *scales; /* [values]: from the kernel's unit to that of the table; NULL: it is the same */
};

/* A term of the noise: where its normals come from. */
struct sweep_noise {
    int64_t seed;               /* its key when no axis sets it; trial r of a kernel that has this noise
                                   over lanes draws with fold_in(key, r) */
    int axis;                   /* of the key, or -1 */
    const double *given;        /* recorded normals instead of draws, or NULL: [steps][slots]
                                   [nodes], [realisations] in front if given_count > 1 */
    long given_count;           /* 0 or 1: the same for every row; else sweep_realisations */
};

/* How far a kernel looks back: numbers in its units, of which the greatest counts, of the speed the least. */
struct sweep_delay {
    const char *name;           /* "graph": whose delays they are */
    double times; int axis;     /* ms, or mm, NaN: not known; those of an axis, or -1: [times] */
    double speed; int speed_axis;       /* of lengths; 0 and -1: they are times */
    double most;                /* ms: more is an error; INFINITY: nothing was said */
};

/* As draw of kernel.h. */
typedef void sweep_draw(unsigned key_hi, unsigned key_lo, unsigned long long first, long count, long stride, void *out);

/* Where kernels come from; private to sweep*.c, but for which one. */
struct sweep_kernels;
/* They are made of text and calls, by an engine, which may change while blocks run. */
extern const struct sweep_kernels sweep_compiled;
/* There is one: nothing is compiled, and nothing of the compilers is linked. */
extern const struct sweep_kernels sweep_ready;

struct sweep {
    const struct space *space;  /* open; its points are the rows, all of them or a part */
    const struct sweep_kernels *kernels;        /* one of the two above */
    const struct kernel *kernel;                /* sweep_ready: this one; sweep_compiled: what TCC and AUTO begin with, made
                                                   by tcc, or NULL */
    const char *maker;                          /* sweep_ready: of which the report says this: "built by gcc 12.2.0" */
    sweep_draw *draw;                           /* sweep_ready: normals where the kernel has no draw of its own; or NULL */
    const char *text;           /* sweep_compiled: the kernel's C text */
    const char *calls;          /* the same for tcc, of calls of vector primitives; NULL: [text] */
    const long *result_at;      /* [RESULT columns]: where each begins among the kernel's results;
                                   NULL: one behind the other */
    enum engine engine;         /* sweep_compiled: AUTO may change while blocks run */
    double step_cost;           /* operations of a step of a row, about; 0: not known */
    int threads;                /* 0: as many as the processor has */
    const struct sweep_slot *slots;     /* [kernel->points] */
    const void *graph;          /* arrays for job.graph, in the kernel's precision, or NULL */

    const struct sweep_delay *delays; int delay_count;  /* all that the kernel looks back */
    double dt;                  /* of a plain run */
    int dt_axis;                /* axis of simulate.dt, or -1 */
    double settle;              /* duration of a run before time 0 of which the state is kept, and nothing else; 0: none */
    int settle_once;            /* a plain one for all points, instead of one for each */
    int state;                  /* buffer of the kernel: what a run that begins where another ended begins with. Of a space
                                   that is carried along a dimension, and of settle */
    int follower_count; const long *followers;  /* [follower_count]: those of what follows the states, which go with them */
    double duration, transient; /* same unit as dt: number_steps of the duration, and as
                                   many of the transient before, unobserved */
    const struct sweep_noise *noises;   /* [noise_count], in the order of the kernel's buffers of noise */
    int noise_count;            /* as many as those are, or more */
    int average;                /* plain results and series are means over the trials: rows are points */
    int by_point;               /* rows are points, without: all results and series are made of the trials. Of
                                   points the table has neither the trials' column nor their dimension */

    const struct table *table;  /* columns of what is handed to [take]: the axes (in
                                   table order), trial, results (result slots in order), status */
    /* Takes a group of slabs that makes rows (sink.h), in order, or one of a series; or NULL.
     * Threads take turns. Not 0: the sweep ends and fails with what it said in [f]. */
    int (*take)(void *user, const struct slab *slabs, int count, struct fail *f);
    /* Handed to [take], too: samples of one row at a time, in the order of time for each row.
     * From the step at which a row left the finite numbers on they are NaN. */
    const struct sweep_series *series;  /* [series_count] */
    int series_count;           /* recordings of the kernel, neither more nor less */
    /* If not NULL: is handed the normals of all realisations of one term after the other in order,
     * [realisations][steps][slots][nodes] in the kernel's precision, piece by piece before the first step. */
    int (*noise_used)(void *user, int term, const void *normals, long count, struct fail *f);
    /* Both by the caller's thread, or NULL: a kernel is compiled and runs from here on, in
     * so many seconds of wall; how far the work is, twenty times a second and at the end. */
    void (*compiled)(void *user, const char *engine, double seconds);
    void (*progress)(void *user, const struct progress *p);
    /* Likewise: nothing is done but to wait for gcc or clang; again and again meanwhile. */
    void (*compiling)(void *user, const char *engine);
    void *user;                 /* handed to all five */
    const volatile sig_atomic_t *stop, *cancel;     /* one of them nonzero: end soon, code 130; or NULL */

    long chunk_steps;           /* 0: chosen; tests set it, and the next */
    int simulate_all;           /* every row has a simulation of its own */
    double compile_worth;       /* auto: seconds of tcc work from which a compiler is started; 0: default */
    double rival_worth;         /* auto: seconds of work from which the other one is, too; 0: default */
};

/* What became of it; sweep_run sets it to 0 first and fills it as it goes, so that after a failure it
 * says how far that was. */
struct sweep_report {
    const char *engine;         /* that did the last block: "tcc"; of a kernel that was there its maker */
    char engines[192];          /* all that ran, with the versions of their compilers:
                                   "tcc, then gcc (Debian 12.2.0-14) 12.2.0" */
    int lanes, threads;         /* of a block; that were started, the caller's own among them */
    long points, steps, nodes;  /* steps of a point (the most, if dt is swept), transient included */
    long simulations;           /* that were made: rows that differ in nothing simulated share one */
    double node_steps;          /* actually integrated */
    double compile_s, simulate_s, write_s;  /* wall; write_s is time inside [take] */
    long diverged;              /* rows with a status that is not 0 */
    long undefined;             /* rows with none, and a result that is NaN all the same */
    int undefined_column;       /* of the table: where the first of them was */
    char note[400];             /* why the cache of kernels was not trusted; "" */
};

/* What trials of a space draw stream number [stream] with: from child 0 of its key, which no axis uses. */
struct random_key sweep_trial_key(const struct space *s, int stream);
/* Realisations of a noise among the rows: 1 where all share theirs, else one for each
 * sample of its key and each trial, the trial varying fastest. [axis]: that of the key, or -1. */
long sweep_realisations(const struct space *s, int axis);
/* Steps of the row that takes most, the transient's included, or -1. Both read space,
 * axes and times only. */
long sweep_most_steps(const struct sweep *s);

/* Is tcc, by primitives, through with so many operations (step_cost, of all rows and steps) before a compiler pays? */
int sweep_is_brief(double operations);
/* Code 3: memory or compiler; 70: text, kernel and sweep do not fit together; 130:
 * stopped, after the rows that were complete in front; or what [take] said. */
int sweep_run(const struct sweep *s, struct sweep_report *report, struct fail *f);
#endif
