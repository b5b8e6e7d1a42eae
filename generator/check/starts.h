/* starts.h -- where runs begin: in a result, behind a run before them, where the last point ended. */
#ifndef STARTS_H
#define STARTS_H
#include "checker.h"

/* check_start.c -- the statement 'start' of the network, when its nodes are known. */
void check_start(struct check *c, int sure);
/* check_settle.c -- the statement 'settle', behind 'simulate'; whether its time fits, when all are known; what it does
 * to initial values that are axes. */
void check_settle(struct check *c);
void settle_judge(struct check *c);
void check_settled(struct check *c);
/* check_carry.c -- the statements 'carry' of the explorations, when all axes are known. */
void check_carries(struct check *c);
#endif
