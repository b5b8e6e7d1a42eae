/* job.h -- one run, from what is asked to its files: the one way all doors take.
 *
 *   job_open     the space: now what is wrong with the axes is known
 *   job_plan     the table and where it goes: columns, names of files, what they replace
 *   job_run      opens the sinks, sweeps, hands them the slabs
 *   job_show     what is for eyes
 *   job_commit   all files get their names, or none
 *   job_abandon  instead of a commit, or after one that failed: nothing is left
 *   job_close    follows in any case
 *
 * A job knows a kernel's text and nothing of models: the command, a script and the
 * library fill it in from a checked one (generator/job/job_build.h), a program that was
 * built from a model from its own tables. Nothing is printed here, and no signal
 * caught: a door has its words (struct job_watch) and its flag (sweep.stop).
 */
#ifndef JOB_H
#define JOB_H
#include "base/arena.h"
#include "base/fail.h"
#include "job_late.h"
#include "sink/progress.h"
#include "sink/sink.h"
#include "sink/spool.h"
#include "sink/stats.h"
#include "space/space.h"
#include "sweep/sweep.h"

/* What a door is told while a job runs, by the thread that runs it; each may be NULL. */
struct job_watch {
    void (*begin)(void *user);          /* the sinks are open, the first point is next */
    /* A kernel was compiled in so many seconds and runs from here on; the first, or a faster one. */
    void (*compiled)(void *user, const char *engine, double seconds);
    void (*progress)(void *user, const struct progress *p);     /* twenty times a second, and at the end */
    void (*compiling)(void *user, const char *engine);  /* that one is waited for; again and again */
    void (*writing)(void *user, const char *path);      /* likewise a file, by job_commit; NULL: it is done */
    void (*waits)(void *user, const char *folder, long holder);       /* another run writes there, see folder_lock.h */
    void *user;                         /* the door's */
};

enum { JOB_SINKS = 12 };

/* Which of how many parts of its rows a job runs. */
struct job_shard { long index, count; };    /* count 0: it is no shard */

/* Begun as all 0 and filled in by a door, or for it from a checked model (generator/job), stage by
 * stage; what a pointer leads to is the arena's or outlives the job. */
struct job {
    /* Set before job_open. */
    const char *name;               /* of the exploration, and of its files */
    struct arena *arena;            /* holds what is planned; outlives the job */
    struct space space;             /* mode, key, bytes, sorted, trials, axes; the rest is job_open's */

    /* Set by job_open: all rows of the space. A door that runs a part puts it here. */
    struct space rows;
    const char *title;              /* of the files of such a part, or NULL: the name. No other
                                       file is called so, since no name begins with a digit */

    struct job_shard shard;         /* set by job_take_part (option.h), with rows and title */

    /* Set before job_plan. */
    struct sweep sweep;             /* all that follows from the kernel, and how to run it: text,
                                       engine, threads, slots, graph, times, noise, stop. Space,
                                       table and callbacks are the job's */
    const struct column *results;   /* name, unit, doc, shape, in order of the kernel's results */
    int result_count;               /* columns, not numbers */
    struct series *series;          /* of the table, as the sweep hands them out */
    int series_count;
    struct late late;               /* columns that wait for all samples, and their series; the rest is job_run's */
    const char *const *node_labels; int node_label_count;       /* of the table, see table.h; or NULL */
    const char *dir;                /* where files go; NULL: no files */
    const struct sink_kind *const *file_kinds;      /* what is written there: sink_file_kinds, or sink_plain_kinds (sink.h) */
    int formats, compress;          /* of the table, see table.h */
    const char *no_netcdf_option;   /* how a user asks for that */
    struct attribute *attributes;   /* provenance, or NULL; JOB_ENGINE's value is filled in */
    int attribute_count;
    struct job_watch watch;         /* all 0: nobody watches */
    double parse_s, lower_s, emit_s;        /* wall seconds that led to the kernel's text, for stats */

    /* Sinks that were added (job_add), then by job_plan those of the files. Open while
     * the job runs. */
    struct sink sinks[JOB_SINKS];
    int sink_count;

    /* Set by job_plan; names of columns, dimensions and series are borrowed. */
    struct table table;
    struct table whole;             /* of a shard: what its table is a piece of */

    /* Set by job_run, as it goes. */
    struct sweep_report report;     /* also of a run that failed or was stopped */
    double fraction;                /* of the work that is done, 0 to 1 */
    long done;                      /* rows that are complete, in order */
    double write_s;                 /* wall seconds in sinks; job_commit adds its own */

    /* Set by job_commit. */
    struct spools spools;           /* where series are until the commit; set by job_run */
    struct sink_files files;        /* complete, without their names */
    int unlocked;                   /* errno of why the folder could not be locked, or 0 */
    int committed;                  /* all files have their names */
};

/* The attribute whose value is known when all rows are there: what engine ran. */
#define JOB_ENGINE "engine"

/* Errors are the axes' own (space.h), with "exploration 'NAME': " in front. */
int  job_open(struct job *j, struct fail *f);
/* Whether its rows are a row or a slice, which hold no whole points: nothing is made of their trials. */
int  job_cuts_points(const struct job *j);
/* Adds a sink (sink.h) in front of those of the files; before job_plan. */
void job_add(struct job *j, const struct sink_kind *kind, void *to);
/* Makes table and list of sinks. Code 1: result files cannot take the table. */
int  job_plan(struct job *j, struct fail *f);
/* "DIR/NAME.csv, .nc and .json", those of the sinks; NULL: none. In the job's arena. */
const char *job_files(const struct job *j);
/* "NAME: overwrites DIR/NAME.csv, ..., of the same question"; NULL: there is nothing yet.
 * In the job's arena. */
const char *job_overwrites(const struct job *j);
/* What job_run does before the first point: opens the sinks, says in j->sweep what the sweep hands them. For who takes
 * the steps of a row by himself (sweep/steps.h); columns must wait for nothing. */
int  job_begin(struct job *j, struct fail *f);
/* Codes as sweep_run and the sinks say. */
int  job_run(struct job *j, struct fail *f);
/* Prints to [out] what the sinks that show have. */
int  job_show(struct job *j, FILE *out, struct fail *f);
/* All files are complete under their names, or what was there before is there again. Two
 * runs do so one after the other; what is in a folder afterwards is of one of them. */
int  job_commit(struct job *j, struct fail *f);
/* The files of a run that has been committed, [of], whose table and series are in memory: as it would have written them
 * itself. [j]: begun as all 0 with what says where they go and what stands in them (name to rows, dir to watch);
 * job_abandon or job_close follow. */
int  job_save(struct job *j, const struct job *of, const struct cells *cells, const struct traces *traces, struct fail *f);
/* Removes what was not committed; plan and report stay. Harmless when called again. */
void job_abandon(struct job *j);
/* Abandons, and frees all but the arena; harmless when called again. */
void job_close(struct job *j);

/* What is no success of a run that is done: points that left the finite numbers, observations that are no numbers. The
 * sentence, without the exploration's name, in [out]; NULL: there are none. */
enum { JOB_DIVERGED, JOB_UNDEFINED, JOB_CAUTIONS, JOB_CAUTION = 400 };
const char *job_caution(const struct job *j, int which, char out[JOB_CAUTION]);

/* What it cost, for stats_write. */
struct stats_row job_stats(const struct job *j);
#endif
