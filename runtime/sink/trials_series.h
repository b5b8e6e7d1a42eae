/* trials_series.h -- series that are made of all trials of a point, wherever their runs lie. */
#ifndef TRIALS_SERIES_H
#define TRIALS_SERIES_H
#include "base/fail.h"
#include "table.h"

/* Where runs are read, [sample][part][node], those of a point one behind the other, and points
 * put, [sample][state][node]; samples of a point come in their order. */
struct trials_store {           /* filled in by who keeps the runs: spool_trials.c, traces.c */
    void *user;                 /* handed to both */
    long points, trials;        /* in all; of each point */
    /* Samples first .. first+count-1 of a run, of a point. 0, or -1 with [f] filled. */
    int (*read)(void *user, long run, long first, long count, double *out, struct fail *f);
    int (*put)(void *user, long point, long first, long count, const double *from, struct fail *f);
};

/* Makes all of [s]. 0, or -1 with code 3 or what the store said. Memory grows neither with
 * the time nor, but for medians, with the trials. */
int trials_make_series(const struct series *s, const struct trials_store *store, struct fail *f);
/* Nodes times modes, numbers of a sample of a run. */
long trials_places(const struct series *s);
long trials_sample(const struct series *s);
#endif
