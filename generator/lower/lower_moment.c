/* lower_moment.c -- the time of a stage: as it is, a little early and late, marked by fixed
 * numbers; and what is the time.
 */
#include "lower.h"
#include <math.h>

/* The largest of an axis' values; 0 where they are drawn. */
static double magnitude(const struct axis *x)
{
    double most = 0;
    if (x->kind == AXIS_GRID || x->kind == AXIS_LOG_GRID || x->kind == AXIS_RANGE || x->kind == AXIS_SOBOL)
        most = fmax(fabs(x->lo), fabs(x->hi));
    else
        for (long i = 0; x->values && i < x->n*axis_elements(x); i++)
            most = fmax(most, fabs(x->values[i]));
    return scale_take(x->scale, most, 0);
}

static double magnitude_at(const struct net *n, const struct net_ins *i)
{
    const double **values = i->op == NET_LOAD ? n->buffers[i->buffer].values : NULL;
    double most = 0;
    for (long k = 0, all = values ? net_places(n, i->buffer) : 0; k < all; k++)
        most = fmax(most, fabs(values[i->slot][k]));
    return most;
}

/* The largest value of each node that [r] is made of. */
static double node_magnitude(struct lowering *l, net_ref r)
{
    double most = 0;
    reach_begin(&l->reach);
    reach_value(&l->reach, r);
    for (int i = 0; i < l->reach.count; i++)
        most = fmax(most, magnitude_at(l->n, &l->n->ins[l->reach.values[i]]));
    return most;
}

/* In single precision the values of an axis are no decimals any more, by a few eps of
 * its largest one, which of data nobody knows: so much is added to what the time is looked at late and early by. So
 * it is with numbers of nodes, and with those a time is shifted by. */
void lower_note(struct spot *at, net_ref r)
{
    struct net *n = at->l->n;
    const struct exploration *x = at->l->p->x;
    double fixed;
    for (int i = 0; i < x->axis_count && r >= 0; i++)
        if (n->ins[r].axes >> (i < 63 ? i : 63) & 1)
            n->time_scale = fmax(n->time_scale, magnitude(&x->axes[i].axis));
    lower_data_stays(at->l, r);
    if (r >= 0 && n->ins[r].over & ~OVER(0))
        n->time_scale = fmax(n->time_scale, node_magnitude(at->l, r));
    if (n->bytes == 4 && r >= 0 && net_wide(n, r, &fixed) && isfinite(fixed))
        n->time_scale = fmax(n->time_scale, fabs(fixed));
}

net_ref lower_late(struct spot *at, net_ref other)
{
    lower_note(at, other);
    return net_time(at->l->n, TIME_LATE, at->stage.time);
}

net_ref lower_early(struct spot *at, net_ref other)
{
    lower_note(at, other);
    return net_time(at->l->n, TIME_EARLY, at->stage.time);
}

net_ref lower_mark(struct spot *at, struct net_mark mark)
{
    return net_mark(at->l->n, mark, at->stage.time);
}

int lower_is_time(const struct net *n, net_ref r)
{
    return r >= 0 && n->ins[r].op == NET_TIME && n->ins[r].slot == TIME_EXACT;
}

int lower_is_phase(const struct net *n, net_ref r)
{
    return n->ins[r].op == NET_MARK && n->marks[n->ins[r].slot].kind == NET_PHASE;
}

int lower_is_call(const struct net *n, net_ref r, enum elementary function)
{
    return r >= 0 && n->ins[r].op == NET_CALL && n->ins[r].slot == (int)function;
}

/* One layer of lower_peel, or NET_NONE. */
static net_ref peel_one(const struct net *n, net_ref x, double *scale, double *shift)
{
    const struct net_ins i = n->ins[x];
    double a = 0, b = 0, c = 0;
    int first = net_wide(n, i.a, &a);
    int second = net_wide(n, i.b, &b);
    switch (i.op) {
    case NET_NEG:
        *scale = -*scale;
        return i.a;
    case NET_ADD:
        *shift += *scale*(first ? a : b);
        return first ? i.b : second ? i.a : NET_NONE;
    case NET_SUB:
        *shift += first ? *scale*a : -*scale*b;
        *scale = first ? -*scale : *scale;
        return first ? i.b : second ? i.a : NET_NONE;
    case NET_FMA:
        if (!net_wide(n, i.c, &c))
            return NET_NONE;
        *shift += *scale*c;
        /* fall through */
    case NET_MUL:
        *scale *= first ? a : b;
        return first ? i.b : second ? i.a : NET_NONE;
    case NET_DIV:
        *scale /= b;
        return second ? i.a : NET_NONE;
    default:
        return NET_NONE;
    }
}

net_ref lower_peel(const struct net *n, net_ref x, double *scale, double *shift)
{
    *scale = 1;
    *shift = 0;
    for (;;) {
        double more = *scale, by = *shift;
        net_ref inner = peel_one(n, x, &more, &by);
        if (inner == NET_NONE || more == 0 || !isfinite(more) || !isfinite(by))
            return x;
        *scale = more;
        *shift = by;
        x = inner;
    }
}
