/* rebuild.c -- values made again with some of what they consist of exchanged. */
#include "circuit.h"

net_ref net_reduce_again(struct net *ir, const struct net_ins *i, net_ref a, net_ref b)
{
    if (i->op == NET_MOST && b != NET_NONE)
        return net_piece(ir, i->axis, a, b, ir->pieces[i->slot].to, ir->pieces[i->slot].count);
    return net_reduce(ir, (enum net_op)i->op, i->axis, (enum net_side)i->side, a, b);
}

/* The same operation on new operands. */
static net_ref again(struct net *ir, const struct net_ins *i, net_ref a, net_ref b, net_ref c)
{
    net_ref r;
    switch ((enum net_op)i->op) {
    case NET_LOAD: r = net_load_late(ir, i->buffer, i->slot, (enum net_side)i->side, i->axis, a, (int)i->k, i->name); break;
    case NET_CALL: r = net_call(ir, i->slot, a, b); break;
    case NET_LOOK: r = net_look(ir, i->buffer, i->slot, a); break;
    case NET_SUM: case NET_DOT: case NET_LEAST: case NET_MOST:
        r = net_reduce_again(ir, i, a, b);
        break;
    default:      r = net_emit(ir, (enum net_op)i->op, a, b, c);
    }
    if (i->name)
        net_name(ir, r, i->name);
    ir->ins[r].axes |= i->op == NET_LOAD ? i->axes : 0;
    return r;
}

struct rebuilding {
    struct net *ir;
    net_ref (*swap)(struct net *ir, net_ref r, void *user);
    void *user;
    struct net_memo *memo;
};

static net_ref rebuild(const struct rebuilding *g, net_ref r);

/* Values that are not there cost nothing: most have fewer than three operands. */
static net_ref operand(const struct rebuilding *g, net_ref r)
{
    return r == NET_NONE ? r : rebuild(g, r);
}

static net_ref rebuild(const struct rebuilding *g, net_ref r)
{
    net_ref n = net_memo_get(g->memo, r);
    if (n != NET_NONE)
        return n;
    n = g->swap(g->ir, r, g->user);
    if (n == NET_NONE) {
        const net_ref x = g->ir->ins[r].a, y = g->ir->ins[r].b, z = g->ir->ins[r].c;
        net_ref a = operand(g, x), b = operand(g, y), c = operand(g, z);
        const struct net_ins i = g->ir->ins[r];
        n = a == x && b == y && c == z ? r : again(g->ir, &i, a, b, c);
    }
    net_memo_put(g->memo, r, n, g->ir->arena);
    return n;
}

net_ref net_rebuild(struct net *ir, net_ref r, net_ref (*swap)(struct net *ir, net_ref r, void *user), void *user,
                    struct net_memo *memo)
{
    return operand(&(struct rebuilding){ ir, swap, user, memo }, r);
}
