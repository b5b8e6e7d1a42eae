/* cost.h -- how much work a circuit is, before anything of it has run. */
#ifndef COST_H
#define COST_H
#include "circuit.h"

/* Operations of a lane in a step, a sum over edges an edge each; what ticks in every n-th step counts as an n-th.
 * An addition is 1; a division, a root and a function are as many as take about as long. */
double net_step_cost(const struct net *n);
#endif
