/* carries.c -- what stays infinite or NaN. */
#include "circuit.h"

/* Sums, products and dividends of what is infinite or NaN are one of the two, whatever stands beside it. */
int net_carries(const struct net *ir, net_ref r, int buffer, int slot)
{
    if (r == NET_NONE)
        return 0;
    const struct net_ins *i = &ir->ins[r];
    switch ((enum net_op)i->op) {
    case NET_LOAD:
        return i->buffer == buffer && i->slot == slot && i->side == HERE && i->a == NET_NONE && !net_is_stored(i);
    case NET_SELECT:
        return net_carries(ir, i->b, buffer, slot) && net_carries(ir, i->c, buffer, slot);
    case NET_FMA:
        return net_carries(ir, i->c, buffer, slot) || net_carries(ir, i->a, buffer, slot) || net_carries(ir, i->b, buffer, slot);
    case NET_ADD: case NET_SUB: case NET_MUL:
        return net_carries(ir, i->a, buffer, slot) || net_carries(ir, i->b, buffer, slot);
    case NET_DIV: case NET_NEG:
        return net_carries(ir, i->a, buffer, slot);
    default:
        return 0;
    }
}
