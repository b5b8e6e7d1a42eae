/* look.h -- random observations of a specimen: one node, one time, windows, curves, recordings, what is
 * made of trials; and what they are of the steps that evaluate.c takes.
 */
#ifndef LOOK_H
#define LOOK_H
#include "library/massc.h"
#include "specimen.h"

enum { MOST_LOOKS = 12, LOOK_TRIALS = 3 };

enum look_form {
    LOOK_WHOLE,                         /* kind over time and what is left of the nodes */
    LOOK_TIME,                          /* kind over time alone */
    LOOK_MOMENT,                        /* the value at one time */
    LOOK_SERIES                         /* each sample */
};
enum look_kind { LOOK_MIN, LOOK_MAX, LOOK_FIRST, LOOK_LAST, LOOK_MEAN, LOOK_SUM, LOOK_MEDIAN };

/* Observation seenN. All of it is set by look_random. */
struct look {
    enum look_form form;
    enum look_kind kind;                /* of WHOLE and TIME: to LAST */
    int quantity;                       /* a state, or the watched one behind them */
    int node;                           /* -1: all */
    int curve;                          /* kind over the nodes, -1: none */
    long every, from, to;               /* steps; every 0, from 0 and to 0 are not written */
    int half;                           /* from and to lie half a step later */
    long moment;                        /* of MOMENT: the step, from 1 */
    int over_trials;                    /* kind, -1: none */
    int recorded;                       /* a SERIES by `record` */
};

int  look_random(struct dice *d, const struct specimen *s, struct look *out);     /* how many */
/* Observations of the file, and an exploration `tried` with trials and what is made of them. */
void look_print(const struct specimen *s, const struct look *looks, int count, struct text *out);
/* [row] of a run of e, or with [trials] of tried; [s] has that row's values. [wrong], of 400, stays empty or says
 * what differs. */
void look_compare(const struct specimen *s, const struct look *looks, int count, const struct massc_result *r, int trials, long row,
                  char *wrong);
#endif
