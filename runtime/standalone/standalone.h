/* standalone.h -- a program made from a model: its tables, and the main that reads them.
 *
 * `massc build` and `massc emit` write these tables down as C (generator/job/standalone_text.h), constant
 * all of them, and put the kernels beside them; what is needed to run is the runtime's own.
 * Here is neither a model nor a compiler: a name that may be given another value is a row that
 * says where the value goes, any other a row that says why not.
 */
#ifndef STANDALONE_H
#define STANDALONE_H
#include "engine/kernel.h"
#include "job/job.h"
#include "run_log.h"

/* What values a name takes. */
enum standalone_kind {
    STANDALONE_NUMBER,          /* any number that is finite */
    STANDALONE_POSITIVE,        /* above 0: a speed */
    STANDALONE_TIME,            /* above 0, in ms: a time constant */
    STANDALONE_TIME_STEP,       /* above 0: that of time */
    STANDALONE_NOT_NEGATIVE,    /* 0 or more: a strength of noise */
    STANDALONE_KEY,             /* whole numbers of 64 bits; along an axis also split(seed, n) */
    STANDALONE_SETTING          /* of the simulation, no quantity: --set of `massc run` takes it, and it is fixed here */
};

/* What a user of `massc run` may call in --set and --axis, a row each. */
struct standalone_name {
    const char *path;           /* "coupling.instant.G" */
    const char *name;           /* "G" where that alone means it; else NULL */
    const char *unit, *doc;     /* or NULL */
    const char *only;           /* of a parameter declared in an exploration: that one's name; else NULL */
    double value;               /* of a plain run, in [unit]; of an array the first; KEY: see seed */
    int64_t seed;               /* KEY: of a plain run */
    double lo, hi;              /* typical range, in [unit]; -INFINITY, INFINITY: none is known */
    int rank;                   /* of one value in the kernel: 0 a number, 1 one for each node (or mode), 2 a matrix. A number
                                   given to an array is that of all its elements */
    long shape[4];              /* [rank] */
    int modes;                  /* may have one for each of so many modes, along the last of those; 0: it has no modes */
    struct scale scale;         /* from [unit] to the kernel's */
    enum standalone_kind kind;
    const char *fixed;          /* why the kernels cannot take another value, as the end of "PATH: ..."; NULL: they can */
    const char *no_axis;        /* why it can be set and be no axis, likewise; NULL: it can */
};

/* Where the value of a name goes in the job of an exploration. A name may have several. */
enum standalone_role {
    STANDALONE_SLOTS,           /* sweep.slots[at .. at+count-1], from element 0 on: `plain` (in the kernel's unit), or the axis' */
    STANDALONE_NOISE,           /* sweep.noises[at]: seed, or axis */
    STANDALONE_STEP,            /* sweep.dt, or dt_axis */
    STANDALONE_DELAY,           /* sweep.delays[at]: times, or axis */
    STANDALONE_SPEED,           /* sweep.delays[at]: speed, or speed_axis */
    STANDALONE_COMPILED         /* nowhere: this kernel has it written in, others do not */
};

struct standalone_use {
    int name;                   /* row of the names */
    enum standalone_role role;
    int at, count;              /* count: of SLOTS, elements; else 1 */
};

/* A kernel and what to do with it. */
struct standalone_exploration {
    /* As job_open and job_plan want it: name, space, results, sweep, late and the rest that is "set before" in
     * job.h, but for the arrays below, which are copied for each run (their counts stand in the job); arena, kernel,
     * folder, formats, watch and stop are the program's. A slot without axis and law has `plain` in all lanes. */
    struct job job;
    const struct axis *axes;            /* [job.space.count] */
    const struct series *series;        /* [job.series_count] */
    const struct series *late_series;   /* [job.late.series_count] */
    const struct attribute *attributes; /* [job.attribute_count], as provenance_add makes them. Values of "command",
                                           "options" and "run_id" are the program's when it runs */
    const struct kernel *kernel;        /* what it runs */
    const struct standalone_use *uses; int use_count;
    const char *doc;            /* what it observes and records, a line each; NULL: its columns say it */
    struct run_about about;     /* what a plain run simulates, for eyes */
};

/* What a program has besides that needs a library or a processor, and so is not in every one. Each may be NULL. */
struct standalone_parts {
    void (*begin)(void);        /* files of a library will be written: it may be loaded meanwhile, on a thread */
    void (*end)(void);          /* the process is about to end: no thread may load one any more */
    sweep_draw *(*draw)(int bytes);     /* normals, in the precision of so many bytes, for kernels that have no draw of their own */
    const char *(*lacks)(const char *needs, char *out, size_t size);    /* features among them that the processor lacks, or NULL */
};

struct standalone {
    const char *title;          /* of the model: "ReducedWongWang"; of a file without one its name */
    const char *about;          /* what the model's text says of it: doc, equations, references, lines ended; or NULL */
    const char *file;           /* "rww_g_sweep.mass", without folders: named in messages and help */
    const char *stem;           /* "rww_g_sweep": results go to out/STEM */
    const char *version;        /* of massc that made it */
    const char *command;        /* that made it, as typed; or NULL */
    const char *compiler;       /* that made the kernels, and for what: "gcc 12.2.0, x86-64-v3"; stands as the engine */
    const char *run_id;         /* of a run without options, as massc run has it */
    const struct standalone_exploration *explorations; int count;       /* one at least, in the order of the file */
    const struct standalone_name *names; int name_count;        /* in the order of the file */
    const struct sink_kind *const *file_kinds;  /* sink_file_kinds, or sink_plain_kinds (sink.h) */
    const char *needs;          /* features of the processor that the kernels use, "avx2 fma", or NULL: any has them */
    int formats;                /* set of table.h that it can write; the first run's default is that of `massc run` */
    const char *no_netcdf;      /* why there is no FORMAT_NETCDF among them: "it is linked statically"; or NULL */
    const struct standalone_parts *parts;       /* or NULL */
};

/* The whole program: what it is asked by its words, to its exit code. */
int standalone_main(const struct standalone *s, int argc, char **argv);

/* The job of exploration [i] before job_open, with arrays of its own in the arena. */
void standalone_job(const struct standalone *s, int i, struct arena *a, struct job *out);
#endif
