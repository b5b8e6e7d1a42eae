/* lower_mode.c -- modes: an axis of the circuit beside the nodes, and what makes one value of several modes.
 *
 * A matrix over modes is an axis of edges, all pairs, from the modes to the modes; an index x[i+k] one of an edge a
 * mode. What such a sum takes is made in a spot beside, where values of modes are those at the source of an edge.
 *
 * In a circle with lower_expr.c, lower_composed.c, lower_table.c, observe.c: what is summed are expressions.
 */
#include "lower.h"
#include <math.h>
#include "source/diag.h"

/* ---- edges ------------------------------------------------------------------------------------- */

/* [each] edges to every mode, edge k to mode i from i + k*step + first, around the ring. */
static int edges(struct lowering *l, const char *name, int each, int counted, int ahead)
{
    struct program *p = l->p;
    int *row = ARENA_ARRAY(p->arena, int, p->modes + 1), *source = ARENA_ARRAY(p->arena, int, (long)p->modes*each);
    for (int i = 0; i < p->modes; i++) {
        row[i + 1] = (i + 1)*each;
        for (int k = 0; k < each; k++)
            source[i*each + k] = counted ? k : (i + ahead + p->modes) % p->modes;
    }
    return net_edges(l->n, name, p->mode, p->mode, row, source);
}

static int pairs(struct lowering *l)
{
    if (l->pair < 0)
        l->pair = edges(l, "pair", l->p->modes, 1, 0);
    return l->pair;
}

/* The axis of x[i+k]; -1 and 2 of three modes are one. */
static int ring(struct lowering *l, int k)
{
    int ahead = (k % l->p->modes + l->p->modes) % l->p->modes;
    if (!l->ring)
        l->ring = ARENA_ARRAY(l->p->arena, int, l->p->modes);
    if (!l->ring[ahead])
        l->ring[ahead] = edges(l, arena_print(l->p->arena, "ring%d", ahead), 1, 0, ahead);      /* never axis 0 */
    return l->ring[ahead];
}

/* ---- spots beside ---------------------------------------------------------------------------------- */

static struct spot *beside(struct spot *at, int axis)
{
    struct spot *base = lower_base(at), *s = base->beside;
    while (s && s->modes != axis)
        s = s->beside;
    if (s)
        return s;
    s = ARENA_NEW(base->l->p->arena, struct spot);
    *s = *base;
    s->modes = axis;
    s->base = base;
    s->made = ARENA_NEW(base->l->p->arena, struct map);
    base->beside = s;
    return s;
}

static net_ref value_in(const struct context *s, struct spot *at, const struct term *t)
{
    struct context there = *s;
    there.at = at;
    return lower_value(&there, t);
}

/* ---- dot ------------------------------------------------------------------------------------------- */

/* Of each edge its number: dot(v, A) goes down the columns of A, dot(A, v) along its rows. */
static net_ref matrix(const struct context *s, const struct term *t, int columns)
{
    struct lowering *l = s->at->l;
    int number = s->params[t->index].quantity, modes = l->p->modes;
    const struct quantity *q = model_quantity(l->e, l->p->x, number);
    if (!l->matrices)
        l->matrices = ARENA_ARRAY(l->p->arena, double *, 2*l->e->quantity_count);
    double **to = &l->matrices[2*number + columns];
    if (!*to) {
        *to = ARENA_ARRAY(l->p->arena, double, (long)modes*modes);
        for (int i = 0; i < modes; i++)
            for (int j = 0; j < modes; j++)
                (*to)[i*modes + j] = model_inside(q, q->values[columns ? j*modes + i : i*modes + j]);
    }
    return lower_edge_numbers(l, pairs(l), *to, q->name);
}

net_ref lower_dot(const struct context *s, const struct term *t)
{
    struct net *n = s->at->l->n;
    int second = t->args[1]->type.matrix;
    if (!second && !t->args[0]->type.matrix) {
        struct spot *base = lower_base(s->at);
        net_ref x = value_in(s, base, t->args[0]), y = value_in(s, base, t->args[1]);
        return x == ABSENT || y == ABSENT ? ABSENT : net_reduce(n, NET_DOT, s->at->l->p->mode, HERE, x, y);
    }
    if (s->at->modes >= 0)
        BUG("a dot of modes that are looked at from others");
    int axis = pairs(s->at->l);
    net_ref v = value_in(s, beside(s->at, axis), t->args[!second]);
    return v == ABSENT ? v : net_reduce(n, NET_DOT, axis, TARGET, matrix(s, t->args[second], second), v);
}

/* ---- indices ------------------------------------------------------------------------------------------ */

/* The least of one edge is what it carries, to the bit. */
net_ref lower_shift(const struct context *s, const struct term *t)
{
    if (s->at->modes >= 0)
        BUG("an index of modes that are looked at from others");
    int axis = ring(s->at->l, t->index);
    net_ref x = value_in(s, beside(s->at, axis), t->args[0]);
    return x == ABSENT ? x : net_reduce(s->at->l->n, NET_LEAST, axis, TARGET, x, NET_NONE);
}

net_ref lower_mode(const struct context *s, const struct term *t)
{
    struct lowering *l = s->at->l;
    struct spot *base = lower_base(s->at);
    net_ref x = value_in(s, base, t->args[0]);
    if (x == ABSENT || l->p->modes == 1)
        return x;
    if (!l->one_mode)
        l->one_mode = ARENA_ARRAY(l->p->arena, const double *, l->p->modes);
    if (!l->one_mode[t->index]) {
        double *where = ARENA_ARRAY(l->p->arena, double, l->p->modes);
        where[t->index] = 1;
        l->one_mode[t->index] = where;
    }
    net_ref here = lower_fixed_modes(base, l->one_mode[t->index], arena_print(l->p->arena, "mode_%d", t->index));
    return lower_chosen(l, here, x, l->p->mode);
}
