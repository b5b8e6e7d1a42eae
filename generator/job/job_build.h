/* job_build.h -- from a checked exploration to a job of the runtime.
 *
 * Everything is made in one arena and lives as long as it, except what job_close frees.
 */
#ifndef JOB_BUILD_H
#define JOB_BUILD_H
#include "base/arena.h"
#include "engine/compile.h"
#include "job/option.h"
#include "lower/program.h"
#include "model/model.h"
#include "space/space.h"
#include "standalone/run_log.h"

/* What the options of a run ask of the checker; their lists are borrowed. */
struct overrides overrides_of(const struct job_options *o);

/* The axes of [x], not opened yet. Axes keep their order: one has the same number on both
 * sides. */
struct space build_space(const struct experiment *e, const struct exploration *x, struct arena *a);

/* library.row_step (model/model.h): ms. */
double build_row_step(const struct experiment *e, const struct exploration *x, const char *point, struct arena *a);

/* The texts that [e] takes, bits of program_texts: AUTO may change over from one to the other. */
unsigned build_texts(enum engine e);

/* Begins a job: name, arena and space, all else 0. job_open follows. */
void build_job(const struct experiment *e, const struct exploration *x, struct arena *a, struct job *out);

/* Everything that follows from the kernel: its text, results, slots, graph, times, noise. For an
 * open job whose rows are known, before job_plan. [p] and [text] are borrowed and must outlive the job. */
void build_kernel(const struct program *p, const char *text, struct job *job);

/* What a plain run simulates, for eyes. */
struct run_about build_about(const struct experiment *e);

/* The names of the table of a run as far as they follow from declarations: axes, trial,
 * observations and recordings, in the order of the experiment. Sets all of [out], in the arena; [s] is open. */
void build_table_names(const struct experiment *e, const struct exploration *x,
                       const struct space *s, struct arena *a, struct table *out);
#endif
