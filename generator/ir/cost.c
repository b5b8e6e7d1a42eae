/* cost.c -- see cost.h. */
#include "cost.h"
#include "reach.h"

/* In additions. What is read is read beside them. */
static double weight(const struct net_ins *i)
{
    switch ((enum net_op)i->op) {
    case NET_CONST: case NET_LOAD: case NET_TIME: case NET_MARK: case NET_H: case NET_TICKS: return 0;
    case NET_DIV: case NET_SQRT: return 4;
    case NET_CALL: return 20;
    case NET_LOOK: return 10;
    default: return 1;
    }
}

/* Places that it is computed at: those of its axes, but the lanes. */
static double places(const struct net *n, over_set over)
{
    double all = 1;
    for (int a = 1; a < n->axis_count; a++)
        all *= over & OVER(a) ? (double)n->axes[a].extent : 1;
    return all;
}

/* A reduction is as many additions as it takes in. */
static double cost(const struct net *n, const struct net_ins *i)
{
    over_set over = i->over;
    if (net_is_reduction(i))
        over = n->axes[i->axis].kind == AXIS_EDGE ? OVER(i->axis) : over | OVER(i->axis);
    return weight(i)*places(n, over);
}

/* Ticks in a step; 0: it does not tick in steps. */
static double ticks(const struct net *n, int clock)
{
    double often = 1;
    for (; clock >= FIRST_CHILD && n->clocks[clock].parent >= 0; clock = n->clocks[clock].parent)
        often /= (double)(n->clocks[clock].every > 0 ? n->clocks[clock].every : 1);
    return clock == STEP ? often : 0;
}

double net_step_cost(const struct net *n)
{
    struct reach reach = { .net = n };
    double all = 0;
    for (int r = 0; r < n->region_count; r++) {
        double often = ticks(n, n->regions[r].clock), sum = 0;
        reach_begin(&reach);
        reach_region(&reach, &n->regions[r]);
        for (int k = 0; k < reach.count && often > 0; k++)
            sum += cost(n, &n->ins[reach.values[k]]);
        all += often*sum;
    }
    return all;
}
