/* hand.h -- models of one node: all steps of a call are taken by some vectors before others
 * follow, and what a step reads and stores is in hand: fields of a struct that compilers keep in registers.
 */
#ifndef HAND_H
#define HAND_H
#include "walk.h"

/* Decides, and names what is in hand; before any region. */
void hand_open(struct spelling *s);
/* Is it STEP or below? */
int  hand_at(const struct net *ir, int clock);
/* Does the region work on what is in hand? */
int  hand_has(const struct spelling *s, const struct net_region *r);
/* The field of a slot that is in hand while such a region is written, or NULL: it is in memory. */
const char *hand_field(const struct spelling *s, int buffer, int slot);
/* What steps change, which goes back to memory. */
int  hand_is_kept(const struct net *ir, const struct net_buffer *b);
#endif
