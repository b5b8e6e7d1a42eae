/* lower_jump.c -- functions that jump: whole parts, remainders and signs of the time jump where
 * the step grid has them jump.
 */
#include "lower.h"
#include <math.h>

static net_ref op(struct net *n, enum net_op which, net_ref x, net_ref y)
{
    return net_term(n, which, x, y, NET_NONE);
}

static net_ref zero(struct net *n)
{
    return net_const(n, 0, NULL);
}

/* A mark of scale*t + shift. */
static net_ref marked(struct spot *at, enum net_mark_kind kind, double a, double scale, double shift)
{
    return lower_mark(at, (struct net_mark){ kind, a, 0, scale, shift });
}

/* mod(x, period): 0 where a period is over, not nearly a whole one. */
net_ref lower_phase(struct spot *at, net_ref x, net_ref period)
{
    struct net *n = at->l->n;
    double scale, shift, a;
    int fixed = net_wide(n, period, &a);
    struct around near;
    if (!net_is_steady(n, period) || (fixed && !(a > 0 && isfinite(a))))
        return NET_NONE;
    if (fixed && lower_is_time(n, lower_peel(n, x, &scale, &shift)))
        return marked(at, NET_PHASE, a, scale, shift);
    if (!lower_around(at, x, &near))
        return NET_NONE;
    lower_late(at, period);
    net_ref soon = net_call(n, FUNCTION_mod, near.high, period), none = zero(n);
    net_ref over = op(n, NET_LT, soon, op(n, NET_SUB, near.high, near.low));
    if (!fixed)
        over = op(n, NET_AND, over, op(n, NET_LT, none, period));
    return net_term(n, NET_SELECT, over, none, net_call(n, FUNCTION_mod, x, period));
}

/* The floor or, turned, the ceiling. */
static net_ref whole(struct spot *at, net_ref x, int up)
{
    struct net *n = at->l->n;
    double scale, shift, sign = up ? -1 : 1;
    struct around near;
    if (lower_is_time(n, lower_peel(n, x, &scale, &shift))) {
        net_ref r = marked(at, NET_WHOLE, 0, sign*scale, sign*shift);
        return up ? op(n, NET_NEG, r, NET_NONE) : r;
    }
    return !lower_around(at, x, &near) ? NET_NONE
         : up ? net_call(n, FUNCTION_ceil, near.low, NET_NONE) : net_call(n, FUNCTION_floor, near.high, NET_NONE);
}

static net_ref sign(struct spot *at, net_ref x)
{
    struct net *n = at->l->n;
    net_ref none = zero(n), above = lower_crossing(at, AST_GT, x, none), below = lower_crossing(at, AST_LT, x, none);
    if (above == NET_NONE || below == NET_NONE)
        return NET_NONE;
    net_ref one = net_const(n, 1, NULL), minus = net_const(n, -1, NULL);
    return net_term(n, NET_SELECT, above, one, net_term(n, NET_SELECT, below, minus, none));
}

static net_ref truncated(struct spot *at, net_ref x)
{
    struct net *n = at->l->n;
    net_ref above = lower_crossing(at, AST_GE, x, zero(n));
    net_ref down = above == NET_NONE ? NET_NONE : whole(at, x, 0);
    return down == NET_NONE ? NET_NONE : net_term(n, NET_SELECT, above, down, whole(at, x, 1));
}

net_ref lower_whole_part(struct spot *at, enum elementary function, net_ref x)
{
    return function == FUNCTION_sign ? sign(at, x) : function == FUNCTION_floor ? whole(at, x, 0)
         : function == FUNCTION_ceil ? whole(at, x, 1) : function == FUNCTION_trunc ? truncated(at, x)
         : NET_NONE;
}
