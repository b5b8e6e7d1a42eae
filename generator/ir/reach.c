/* reach.c -- see reach.h. */
#include "reach.h"

static void fit(struct reach *r)
{
    struct arena *a = r->net->arena;
    int cap = r->net->len + r->net->len/2 + 64;
    r->values = ARENA_ARRAY(a, net_ref, cap);
    r->behind = ARENA_ARRAY(a, unsigned char, cap);
    r->seen = ARENA_ARRAY(a, int, cap);
    r->now = 0;
    r->cap = cap;
}

void reach_begin(struct reach *r)
{
    if (r->cap < r->net->len)
        fit(r);
    r->now++;
    r->count = 0;
}

/* [v] is a value, and not there yet. */
static void add(struct reach *r, net_ref v)
{
    const struct net_ins *i = &r->net->ins[v];
    r->seen[v] = r->now;
    reach_value(r, i->a);
    reach_value(r, i->b);
    reach_value(r, i->c);
    r->behind[v] = 0;
    r->values[r->count++] = v;
}

void reach_value(struct reach *r, net_ref v)
{
    if (v != NET_NONE && r->seen[v] != r->now)
        add(r, v);
}

void reach_region(struct reach *r, const struct net_region *region)
{
    for (int e = 0; e < region->effect_count; e++)
        reach_value(r, region->effects[e].value);
}

void reach_behind(struct reach *r, int axis)
{
    for (int k = 0; k < r->count; k++) {
        const struct net_ins *i = &r->net->ins[r->values[k]];
        const net_ref all[] = { i->a, i->b, i->c };
        int behind = r->behind[r->values[k]] || (net_is_reduction(i) && i->axis == axis);
        for (int n = 0; n < 3; n++)
            behind |= all[n] != NET_NONE && r->behind[all[n]];
        r->behind[r->values[k]] = (unsigned char)behind;
    }
}

int reach_is_tangled(const struct reach *r, const struct net_region *region, int axis)
{
    const struct net *n = r->net;
    for (int k = 0; k < r->count && axis >= 0; k++) {       /* over an outer loop of a region over several axes */
        const struct net_ins *i = &n->ins[r->values[k]];
        if (net_is_reduction(i) && i->axis != axis && region->over & OVER(i->axis))
            return 1;
    }
    for (int k = 0; k < r->count && axis >= 0; k++)
        if (r->behind[r->values[k]] && n->ins[r->values[k]].over & OVER(axis))
            return 1;
    for (int e = 0; e < region->effect_count && axis >= 0; e++) {
        const struct net_effect *x = &region->effects[e];
        if (x->value != NET_NONE && r->behind[x->value] && net_stored_over(n, x) & OVER(axis))
            return 1;
    }
    return 0;
}

int reach_innermost(const struct net *net, over_set over)
{
    for (int a = net->axis_count - 1; a > 0; a--)
        if (over & OVER(a))
            return a;
    return -1;
}
