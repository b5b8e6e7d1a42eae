/* noises.h -- further terms of noise of a specimen. */
#ifndef NOISES_H
#define NOISES_H
#include "specimen.h"

void noises_random(struct dice *d, struct specimen *s);
void noises_print(const struct specimen *s, int term, struct text *out);
int  noises_key(int term);

/* Those of one run; 0 at first but for the specimen and the step. */
struct noisy {
    const struct specimen *s;
    double h;                           /* the step, rounded */
    long step;                          /* steps taken */
    double normal[MOST_OTHERS][MOST_NODES][MOST_STATES];        /* of this step, correlated */
    double colour[MOST_OTHERS][MOST_NODES][MOST_STATES];        /* what coloured ones are */
    double kick[MOST_OTHERS][MOST_NODES][MOST_STATES];          /* increments with the gains of the start */
};
/* What a node gets in this step; [at]: its states, parameters and inputs at the start. */
void   noises_step(struct noisy *r, int node, const struct spot *at);
/* [x] with [share] of it; [ahead]: the predicted state, for Stratonovich's gains, or NULL. */
double noises_add(const struct noisy *r, int node, int state, double share, const struct spot *ahead, double x);
#endif
