/* reach.h -- the values that a region needs, and which of them are known only behind its
 * loop: a sum over the axis of the innermost loop is complete when that loop ends.
 *
 *   reach_begin(&r);
 *   reach_region(&r, region);
 *   reach_behind(&r, axis);
 *   for (int i = 0; i < r.count; i++) ... r.values[i], r.behind[r.values[i]]
 */
#ifndef REACH_H
#define REACH_H
#include "circuit.h"

struct reach {
    const struct net *net;              /* set by the owner, with all else 0; the arrays lie in its arena */
    net_ref *values; int count;         /* since reach_begin, operands before users; by reach_value */
    unsigned char *behind;              /* [value] of those: set by reach_behind, and before by who knows more */
    int *seen, now;                     /* [value]: the begin that came by last; begins so far */
    int cap;                            /* values there is room for; reach_begin makes it fit the net */
};

/* Forgets all. The net may grow between two begins, not between a begin and what is asked behind it. */
void reach_begin(struct reach *r);
/* Adds [v] and all it is made of (NET_NONE: nothing); the same of all that a region stores. */
void reach_value(struct reach *r, net_ref v);
void reach_region(struct reach *r, const struct net_region *region);
/* Marks what waits for a sum over [axis], or for what is marked already. */
void reach_behind(struct reach *r, int axis);
/* Does something inside the loop over [axis] wait for its end? Then the sums need loops of
 * their own. After reach_behind. */
int  reach_is_tangled(const struct reach *r, const struct net_region *region, int axis);
/* The axis of a region's innermost loop, or -1. */
int  reach_innermost(const struct net *net, over_set over);
#endif
