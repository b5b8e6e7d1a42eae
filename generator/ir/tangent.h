/* tangent.h -- how values change along directions: each operation's derivative, by one
 * table over NET_OPS; those of functions stand in model/function.def.
 *
 *   struct tangents *t = tangent_open(net);
 *   dy = tangent_twin(t, y, "dy");             what changes: the host says how much, in the twin
 *   dout = tangent_twin(t, out, "dout");       what is asked for
 *   tangent_region(t, region);
 *
 * A direction is a lane, where twins vary over the same axes, or a place of an axis of its own,
 * which tangent_along adds to the twins that are made behind it.
 *
 * Comparisons do not change, so a choice changes as what it chooses, and steps not at all. The
 * least of several is where two meet the mean of theirs. Values that do not depend on a
 * buffer with a twin cost nothing.
 */
#ifndef TANGENT_H
#define TANGENT_H
#include "circuit.h"

struct tangents;                        /* in the arena of the net */
struct tangents *tangent_open(struct net *net);
/* Directions are the places of [axis]. */
void    tangent_along(struct tangents *t, int axis);
/* The one direction is that of a register at its own place: it changes by 1, and nothing else does, so that what
 * is summed over places counts as fixed. Needs no twins. */
void    tangent_own(struct tangents *t, int buffer, int slot);
/* The number of a buffer like [buffer], slot by slot, that holds its changes. */
int     tangent_twin(struct tangents *t, int buffer, const char *name);
/* The change of a value; NET_NONE: it does not change. */
net_ref tangent_of(struct tangents *t, net_ref r);
/* Each store of a region to a buffer with a twin gets one to the twin behind it. The region varies over
 * the directions, too, where they have an axis. */
void    tangent_region(struct tangents *t, int region);
#endif
