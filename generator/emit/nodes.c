/* nodes.c -- where vectors are of nodes (ir/across.c): the one point of the block leaves memory as it lies, and numbers of
 * nodes lie side by side. A loop over nodes takes a vector of them at a time; what does not vary over nodes is a number. A
 * region that goes from edge to edge takes its nodes one after the other, and knows numbers alone.
 */
#include "walk.h"

void walk_put(struct spelling *s, const char *p, const char *place, struct spelled x)
{
    walk_line(s, "put(%s + %s, %s, %s);", p, place, walk_lanes(s, x), s->turn);
}

/* ---- reductions -------------------------------------------------------------------------- */

/* 0 or NaN: 0 times something added to what is so. */
static int is_nothing(const struct net *n, net_ref r)
{
    const struct net_ins *i = &n->ins[r];
    double k;
    if (i->op == NET_LOAD)
        return n->buffers[i->buffer].lost;
    if (i->op == NET_ADD)
        return is_nothing(n, i->a) && is_nothing(n, i->b);
    int zero = (i->op == NET_MUL || i->op == NET_FMA) && ((net_is_const(n, i->a, &k) && k == 0) || (net_is_const(n, i->b, &k) && k == 0));
    return zero && (i->op == NET_MUL || is_nothing(n, i->c));
}

int walk_is_loose(const struct spelling *s, const struct net_ins *i)
{
    return i->op == NET_SUM && is_nothing(s->ir, i->a);
}

void walk_add_along(struct spelling *s, const struct net_ins *i, const char *sum, struct spelled a, struct spelled b)
{
    static const char *const names[NET_OP_COUNT] = { [NET_SUM] = "summed", [NET_DOT] = "dotted", [NET_LEAST] = "least_of", [NET_MOST] = "most_of" };
    if (walk_is_loose(s, i)) {
        walk_line(s, "%s = %s + in_turn(%s, lanes(0), %s);", sum, sum, walk_lanes(s, a), s->turn);
        return;
    }
    const char *second = i->op == NET_DOT ? walk_print(s, "%s, ", walk_lanes(s, b)) : "";
    walk_line(s, "%s = %s(%s, %s, %s%s);", sum, names[i->op], sum, walk_lanes(s, a), second, s->turn);
}

struct spelled walk_reduced(struct spelling *s, const struct net_ins *i, const char *sum)
{
    int along = walk_goes_along(s, i);
    return (struct spelled){ along && walk_is_loose(s, i) ? walk_print(s, "together(%s)", sum) : sum, 20, along || (walk_is_plain(s) && !walk_calls(s)) };
}
