/* schedule.h -- where and when values are computed: passes that leave every bit alone. They change the
 * net in place, in the order below, behind place (pipeline.c).
 */
#ifndef SCHEDULE_H
#define SCHEDULE_H
#include "circuit.h"

/* Values that are known before the first step are computed in `start` and kept in
 * registers of their own, instead of in every step. */
void schedule_hold(struct net *net);
/* Neighbouring regions of one clock over the same axes become one loop, and what one
 * stores for the other a value in it, where no node looks at another's. What sums over
 * nodes is such a loop, with its stores behind it. Wires that hold what a register of the
 * same region does are that register; wires nobody loads go. */
void schedule_join(struct net *net);
/* Regions of more than twice [most] operations become several of about [most]; the last
 * pass (cut.c). */
enum { OPERATIONS_OF_A_PART = 250 };
void schedule_cut(struct net *net, int most);
/* NULL, or why the registers cannot be stored in place: a region reads what an earlier
 * one of the same tick has stored. In the arena. */
const char *schedule_fault(const struct net *net);
#endif
