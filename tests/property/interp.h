/* interp.h -- the oracle: the IR evaluated by a loop and a switch, one lane, no
 * C text in between. It shares only the math functions with the kernels.
 */
#ifndef INTERP_H
#define INTERP_H
#include "lower/lower.h"

/* What the loads read at one node of one point. Values in double; in single
 * precision each is an exact float. */
struct interp {
    const double *point;            /* [slots] */
    const double *states;           /* of this node [states] */
    const double *source, *target;  /* states of the ends of an edge */
    const double *inputs;           /* [inputs] */
    double sum, t, dt;
    int node;
};

/* Evaluates every operation that does not wait for the end of the run;
 * [values] has room for ir.len numbers (masks are 0 and 1). */
void interp(const struct program *p, const struct interp *at, double *values);

/* A function of the generated C ("m_exp") in each precision; NaN: not in
 * interp_real.h. */
double interp_call_f32(const char *call, double x, double y);
double interp_call_f64(const char *call, double x, double y);
#endif
