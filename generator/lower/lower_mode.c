/* lower_mode.c -- modes: an axis of the circuit beside the nodes, and what makes one value of several modes.
 *
 * A matrix over modes is an axis of edges, all pairs, from the modes to the modes. What a sum over them takes is made in
 * a spot beside, where values of modes are those at the source of an edge. An index x[i+k] is made in a spot where they are
 * those k places on: each that is read goes over an axis of one edge a mode.
 *
 * In a circle with lower_calls.c, lower_composed.c, lower_delay.c, lower_expr.c, lower_samples.c, lower_stimulus.c, lower_table.c, observe.c: what is summed are expressions.
 */
#include "lower.h"
#include <math.h>
#include "source/diag.h"

/* ---- spots beside ---------------------------------------------------------------------------------- */

/* At the source of [axis], or, -1, [ahead]. */
static struct spot *beside(struct spot *at, int axis, int ahead)
{
    struct spot *base = lower_base(at), *s = base->beside;
    if (axis < 0 && !ahead)
        return base;
    while (s && (s->modes != axis || s->ahead != ahead))
        s = s->beside;
    if (s)
        return s;
    s = ARENA_NEW(base->l->p->arena, struct spot);
    *s = *base;
    s->modes = axis;
    s->ahead = ahead;
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

/* Of each edge its number: dot(v, A) goes down the columns of A, dot(A, v) along its rows; to mode i those of the
 * mode [ahead] of it. */
static net_ref matrix(const struct context *s, const struct term *t, int columns, int ahead)
{
    struct lowering *l = s->at->l;
    int number = s->params[t->index].quantity, modes = l->p->modes;
    const struct quantity *q = model_quantity(l->e, l->p->x, number);
    if (!l->matrices)
        l->matrices = ARENA_ARRAY(l->p->arena, double *, 2l*l->e->quantity_count*modes);
    double **to = &l->matrices[(2*number + columns)*modes + ahead];
    if (!*to) {
        *to = ARENA_ARRAY(l->p->arena, double, (long)modes*modes);
        for (int k = 0; k < modes; k++)
            for (int j = 0; j < modes; j++) {
                int i = (k + ahead) % modes;
                (*to)[k*modes + j] = model_inside(q, q->values[columns ? j*modes + i : i*modes + j]);
            }
    }
    return lower_edge_numbers(l, lower_pairs(l), *to, q->name);
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
    int axis = lower_pairs(s->at->l);
    net_ref v = value_in(s, beside(s->at, axis, 0), t->args[!second]);
    return v == ABSENT ? v : net_reduce(n, NET_DOT, axis, TARGET, matrix(s, t->args[second], second, s->at->ahead), v);
}

/* ---- indices ------------------------------------------------------------------------------------------ */

/* One of one is one of the sum: -1 and 2 of three modes are one. */
net_ref lower_shift(const struct context *s, const struct term *t)
{
    int modes = s->at->l->p->modes;
    if (s->at->modes >= 0)
        BUG("an index of modes that are looked at from others");
    return value_in(s, beside(s->at, -1, (s->at->ahead + t->index + modes) % modes), t->args[0]);
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
