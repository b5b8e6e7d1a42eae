/* calls_edges.c -- sums over the edges of each node in the style CALLS: one call for all nodes and lanes, v_dense of all
 * pairs or v_rows of a list of sources, where an edge takes a number of its source's lanes and, in products, one of
 * its own. They add in the order of the edges, as the loops do that are written for all other sums.
 */
#include "walk.h"

/* A load at the source, a node of [axis], of lanes as they are now. */
static int is_of_nodes(const struct spelling *s, const struct net_ins *i, int axis)
{
    const struct net_buffer *b = i->op == NET_LOAD ? &s->ir->buffers[i->buffer] : NULL;
    return b && i->side == SOURCE && i->a == NET_NONE && b->over == (OVER(0) | OVER(axis)) && !walk_is_ring(b) && b->ring < 0 && !b->wide
        && b->rows == 1;
}

/* A number of the edge, the same for all lanes. */
static int is_of_edge(const struct spelling *s, const struct net_ins *i, int axis)
{
    const struct net_buffer *b = i->op == NET_LOAD ? &s->ir->buffers[i->buffer] : NULL;
    return b && i->a == NET_NONE && b->over == OVER(axis) && b->ring < 0 && !b->wide && b->rows == 1;
}

static int is_called(const struct spelling *s, const struct net_region *r, const struct net_effect *e)
{
    const struct net_ins *i = e->value == NET_NONE ? NULL : &s->ir->ins[e->value];
    if (!i || e->kind != EFFECT_STORE || e->ahead || e->along || (i->op != NET_SUM && i->op != NET_DOT) || i->side != TARGET)
        return 0;
    const struct net_axis *x = &s->ir->axes[i->axis];
    if (x->kind != AXIS_EDGE || (x->form != FORM_DENSE && x->form != FORM_ROWS) || walk_is_single(s->ir, x->to) || walk_is_single(s->ir, x->from))
        return 0;
    const struct net_ins *of = &s->ir->ins[i->op == NET_SUM ? i->a : i->b];
    const struct net_buffer *to = &s->ir->buffers[e->buffer];
    return r->over == (OVER(0) | OVER(x->to)) && to->over == r->over && !walk_is_ring(to) && to->ring < 0 && to->rows == 1 && !to->wide
        && is_of_nodes(s, of, x->from) && of->buffer != e->buffer && (i->op == NET_SUM || is_of_edge(s, &s->ir->ins[i->a], i->axis));
}

/* Where the numbers of a slot begin; each element of [axis] has [unit] of them. */
static const char *begin(struct spelling *s, int buffer, int slot, int axis, const char *unit)
{
    const struct net_buffer *b = &s->ir->buffers[buffer];
    if (b->slot_count == 1)
        return s->pointer[buffer];
    return walk_print(s, "%s + %s*%s%s", s->pointer[buffer], b->offsets[slot], walk_extent(s, axis), unit);
}

static void call(struct spelling *s, const struct net_effect *e)
{
    const struct net_ins *i = &s->ir->ins[e->value], *of = &s->ir->ins[i->op == NET_SUM ? i->a : i->b];
    const struct net_axis *x = &s->ir->axes[i->axis];
    const char *weights = i->op == NET_SUM ? "0" : begin(s, s->ir->ins[i->a].buffer, s->ir->ins[i->a].slot, i->axis, "");
    const char *from = begin(s, of->buffer, of->slot, x->from, "*LANES"), *to = begin(s, e->buffer, e->slot, x->to, "*LANES");
    if (x->form == FORM_DENSE)
        walk_line(s, "v_dense(LANES, %s, %s, %s, %s, %s);", to, weights, from, walk_extent(s, x->to), walk_extent(s, x->from));
    else
        walk_line(s, "v_rows(LANES, %s, %s, %s, &%s_row[0], &%s_source[0], %s);", to, weights, from, x->name, x->name, walk_extent(s, x->to));
}

int calls_edges(struct spelling *s, const struct net_region *r)
{
    if (!walk_calls(s) || !r->effect_count)
        return 0;
    for (int e = 0; e < r->effect_count; e++)
        if (!is_called(s, r, &r->effects[e]))
            return 0;
    for (int e = 0; e < r->effect_count; e++)
        call(s, &r->effects[e]);
    return 1;
}
