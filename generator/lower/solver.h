/* solver.h -- explicit Runge-Kutta schemes as tableaus: a row of model/solver.def, which names where the
 * tableaus come from, is all that a scheme is.
 */
#ifndef SOLVER_H
#define SOLVER_H

enum { MOST_STAGES = 7 };

/* (h/over)*(k[0]*k1 + k[1]*k2 + ...): dt/6*(...), not dt*(1/6 as a number)*(...). */
struct tableau_row {
    double over;                        /* 0: of a map, whose one slope is the new state itself; -1: exponential, of the new state
                                           alone: y + h*exprel(h*a)*k1, a the slope of k1 along its own state */
    double k[MOST_STAGES];              /* of slopes that there are; 0 adds nothing, and behind them */
};

enum solver_noise {
    NOISE_LAST,                         /* the increment is added once, to the new state */
    NOISE_EVERY,                        /* ... and to the state of every later stage */
    NOISE_STAGES                        /* ... and as much of it as a stage is of the step */
};

/* Of the program's own table; nobody changes it. */
struct solver {
    const char *name;                   /* as written in simulate */
    int order, stages;                  /* order: 0 of a map; stages: slopes of a step, MOST_STAGES at most */
    enum solver_noise noise;
    double c[MOST_STAGES];              /* times of the stages, in steps */
    struct tableau_row a[MOST_STAGES];  /* of stage s, s from 1 on: a[s - 1] */
    struct tableau_row b;               /* of the new state: y + what it says */
    const char *text;                   /* one line for help and docs */
};

extern const struct solver solvers[];   /* ends with a NULL name */
const struct solver *solver_find(const char *name);     /* or NULL */
#endif
