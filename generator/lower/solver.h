/* solver.h -- explicit Runge-Kutta schemes as tableaus: a row of solver.def is all that a
 * scheme is.
 */
#ifndef SOLVER_H
#define SOLVER_H

enum { MOST_STAGES = 7 };

/* (h/over)*(k[0]*k1 + k[1]*k2 + ...): dt/6*(...), not dt*(1/6 as a number)*(...). */
struct tableau_row {
    double over;
    double k[MOST_STAGES];
};

enum solver_noise {
    NOISE_LAST,                         /* the increment is added once, to the new state */
    NOISE_EVERY                         /* ... and to the state of every later stage */
};

struct solver {
    const char *name;
    int order, stages;
    enum solver_noise noise;
    double c[MOST_STAGES];              /* times of the stages, in steps */
    struct tableau_row a[MOST_STAGES];  /* of stage s, s from 1 on: a[s - 1] */
    struct tableau_row b;
    const char *text;                   /* one line for help and docs */
};

extern const struct solver solvers[];   /* ends with a NULL name */
const struct solver *solver_find(const char *name);     /* or NULL */
#endif
