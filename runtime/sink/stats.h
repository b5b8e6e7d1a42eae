/* stats.h -- what a run cost, as a JSON file for those who measure. */
#ifndef STATS_H
#define STATS_H
#include <stdint.h>
#include "base/fail.h"

/* One exploration. The keys in the file are the names of the fields. job_stats fills all of it in from
 * the report of the sweep. */
struct stats_row {
    const char *exploration;        /* NULL: "", as of the other texts */
    const char *engine;             /* "tcc", "gcc", ... */
    const char *real;               /* "f32" or "f64" */
    int64_t lanes, threads;         /* of a block; that ran */
    int64_t points;                 /* rows */
    int64_t simulations;            /* that were made: rows that differ in nothing simulated share one; 0 where nothing is */
    int64_t steps, nodes;           /* of a row, the most there were; of all groups */
    int64_t node_steps;             /* integrated: simulations x steps x nodes, but for those that ended early */
    double parse_s, lower_s, emit_s, compile_s, simulate_s, write_s;   /* seconds */
    int64_t peak_bytes;             /* resident memory */
};

/* Writes a JSON list of [n] objects to [path], whole or not at all (atomic.h).
 * Returns 0, or -1 with [f] filled. Seconds are rounded to microseconds. */
int stats_write(const char *path, const struct stats_row *rows, int n, struct fail *f);
#endif
