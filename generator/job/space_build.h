/* space_build.h -- from a checked exploration to what the runtime takes.
 *
 * Everything is made in one arena and lives as long as it, except the space,
 * which space_close ends.
 */
#ifndef SPACE_BUILD_H
#define SPACE_BUILD_H
#include "base/arena.h"
#include "model/model.h"
#include "lower/program.h"
#include "space/space.h"
#include "sweep/sweep.h"
#include "sink/table.h"

/* The axes of [x], opened. Warnings are in out->warning. */
int build_space(const struct experiment *e, const struct exploration *x, struct arena *a,
                struct space *out, struct fail *f);

/* The table of the points alone: axes and, with trials, "trial". */
void build_point_table(const struct experiment *e, const struct exploration *x,
                       const struct space *s, struct arena *a, struct table *out);

/* The names of the table of a run as far as they follow from declarations: axes, trial
 * and observations, in the order of the experiment. */
void build_table_names(const struct experiment *e, const struct exploration *x,
                       const struct space *s, struct arena *a, struct table *out);

/* The table of a run: axes, trial, results, status. No folder, no attributes. */
void build_table(const struct program *p, const struct space *s, struct arena *a,
                 struct table *out);

/* Everything of [out] that follows from the program: slots, graph, times, noise.
 * space, text, engine, table and the callbacks are the caller's. */
void build_sweep(const struct program *p, const struct space *s, struct arena *a,
                 struct sweep *out);
#endif
