/* slope.h -- derivatives of the functions of model/function.def. */
#ifndef SLOPE_H
#define SLOPE_H
#include "circuit.h"

/* How much [call], a CALL, changes with its argument [number], 0 or 1; NET_NONE: not at all. */
net_ref slope_of(struct net *net, net_ref call, int number);
#endif
