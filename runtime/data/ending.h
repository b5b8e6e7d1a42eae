/* ending.h -- the end of what a result recorded of states: where another run starts.
 *
 * A state is a place along the dimension of states of a recording of several ("results"), or a
 * recording of its own, called after it. Dimensions in front of the time are those of the points.
 */
#ifndef ENDING_H
#define ENDING_H
#include "base/arena.h"
#include "base/fail.h"

/* All is set by ending_read. */
struct ending_state {
    const char *name, *unit;    /* as it is asked for; what the result has it in, or NULL */
    int found;                  /* 0: it is not recorded, and nothing below is there */
    long nodes, modes;          /* places of a sample; 1 where there is no such dimension */
    long samples;               /* read: as many as were asked for, or all there are */
    double every;               /* between two of them, as the result counts time; NAN: there is one alone */
    const char *time_unit;      /* in which it does, or NULL */
    const double *values;       /* [sample][node][mode], oldest first; the last is where the run ended */
};

struct ending {
    struct ending_state *states;  /* [count] as asked for */
    int count;
    long points;                /* of the result, row by row in the order of its table; of the first state found */
    double dt;                  /* the run's, ms; NAN: the result does not say */
};

/* The last [most] samples of the states called [names] at [point] (-1: the only one, of one point), which may be
 * outside what there is: then nothing is read but [points]. All in the arena. 0, or -1 with code 3: no such file, none
 * of NetCDF, a damaged one; with code 1: nothing of the kind stands in it. */
int ending_read(const char *path, const char *const *names, int count, long point, long most, struct arena *a, struct ending *out,
              struct fail *f);
#endif
