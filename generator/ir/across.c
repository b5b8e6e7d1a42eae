/* across.c -- what the elements of a vector are: the points of a block, or of one point the nodes of a large network. No bit
 * hangs on it: what is over nodes is computed node by node, what is summed over them is added in their order, and so are the
 * edges of each node.
 */
#include "place.h"
#include <string.h>

enum { LEAST_NODES = 17 };              /* that fill a vector; up to 16 edges are written out */
enum { STRIP_BYTES = 256 };             /* four vectors of the widest there are, eight of half of them */

/* The one axis of nodes, or 0. */
static int nodes_of(const struct net *n)
{
    int found = 0, count = 0;
    for (int a = 1; a < n->axis_count; a++)
        if (n->axes[a].kind == AXIS_NODE) {
            found = a;
            count++;
        }
    return count == 1 ? found : 0;
}

/* Nodes lie side by side where no axis stands behind them. */
static int lie_side_by_side(const struct net *n, int nodes)
{
    for (int b = 0; b < n->buffer_count; b++)
        if (n->buffers[b].over & OVER(nodes) && n->buffers[b].over >> nodes > 1)
            return 0;
    return 1;
}

/* Are there states of nodes to advance? */
static int has_states(const struct net *n, int nodes)
{
    int b = 0;
    while (b < n->buffer_count && !(n->buffers[b].life == LIVE && n->buffers[b].clock == STEP && n->buffers[b].over & OVER(nodes)))
        b++;
    return b < n->buffer_count;
}

int place_vector(const struct net *n)
{
    int nodes = nodes_of(n);
    return nodes && n->axes[0].extent == 1 && n->axes[nodes].extent >= LEAST_NODES && net_entry(n) < 0 && has_states(n, nodes)
        && lie_side_by_side(n, nodes) ? nodes : 0;
}

/* ---- strips --------------------------------------------------------------------------- */

/* Numbers that are the same at all points: nobody but who lays them out knows where they lie. */
static int are_fixed(const struct net *n, int axis)
{
    for (int b = 0; b < n->buffer_count; b++)
        if (n->buffers[b].over & OVER(axis) && (!n->buffers[b].values || n->buffers[b].over != OVER(axis)))
            return 0;
    return 1;
}

/* Nothing but sums over edges, into targets, looks at the edges. */
static int are_summed(const struct net *n, int axis)
{
    for (int r = 0; r < n->region_count; r++)
        if (n->regions[r].over & OVER(axis))
            return 0;
    for (net_ref r = 0; r < n->len; r++)
        if (net_is_reduction(&n->ins[r]) && n->ins[r].axis == axis && n->ins[r].side != TARGET)
            return 0;
    return 1;
}

void place_in_strips(struct net *n, int axis)
{
    struct net_axis *x = &n->axes[axis];
    if (x->form != FORM_DENSE || x->to != n->vector || x->from != n->vector || !are_fixed(n, axis) || !are_summed(n, axis))
        return;
    x->form = FORM_STRIPS;
    for (int b = 0; b < n->buffer_count; b++)
        if (n->buffers[b].over & OVER(axis))
            n->buffers[b].strips = 1;
}

/* Targets side by side. */
static long strip_of(const struct net *n)
{
    return STRIP_BYTES/n->bytes;
}

/* Where the number of an edge lies: of the targets from a multiple of a strip on, all sources one after the other, of each source the
 * targets. The last strip is as wide as what is left: less than two, or all targets. */
static long in_strip(const struct net *n, int axis, long edge)
{
    const struct net_axis *x = &n->axes[axis];
    long from = n->axes[x->from].extent, to = n->axes[x->to].extent, i = edge/from, strip = strip_of(n);
    long last = to < 2*strip ? 0 : (to/strip - 1)*strip, first = i < last ? i/strip*strip : last;
    return first*from + edge%from*(first < last ? strip : to - last) + (i - first);
}

const double *place_laid(const struct net *n, int buffer, int slot)
{
    const struct net_buffer *b = &n->buffers[buffer];
    if (!b->strips)
        return b->values[slot];
    int axis = 1;
    while (!(b->over & OVER(axis)))
        axis++;
    double *laid = ARENA_ARRAY(n->arena, double, n->axes[axis].extent);
    for (long e = 0; e < n->axes[axis].extent; e++)
        laid[in_strip(n, axis, e)] = b->values[slot][e];
    return laid;
}
