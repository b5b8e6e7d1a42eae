/* lower_around.c -- what is made of the time, a little early and a little late.
 *
 * A time with shifts and scales, and what is left of it in a period, is taken a little to
 * either side of a stage (templates/math/time.c). What lies between counts as equal: so
 * lower_time.c compares it, and so whole parts and remainders jump where the step grid
 * has them jump, whatever the sign of a swept factor is. With fixed numbers all of it
 * is computed in double.
 */
#include "lower.h"
#include <float.h>
#include <math.h>

static net_ref op(struct net *n, enum net_op which, net_ref x, net_ref y)
{
    return net_term(n, which, x, y, NET_NONE);
}

/* A mark of scale*t + shift. */
static net_ref marked(struct spot *at, enum net_mark_kind kind, double a, double scale, double shift)
{
    return lower_mark(at, (struct net_mark){ kind, a, 0, scale, shift });
}

/* ---- around the time ----------------------------------------------------------- */

static struct around swapped(struct around x)
{
    return (struct around){ x.high, x.low };
}

static net_ref lesser(struct net *n, net_ref x, net_ref y)
{
    return net_term(n, NET_SELECT, op(n, NET_LT, x, y), x, y);
}

static struct around both(struct net *n, enum net_op which, struct around x, net_ref by)
{
    net_ref low = op(n, which, x.low, by), high = op(n, which, x.high, by);
    return (struct around){ low, high };
}

/* Both ends of [x] times, or over, what may be negative. */
static struct around scaled(struct net *n, enum net_op which, struct around x, net_ref factor)
{
    double k;
    struct around y = both(n, which, x, factor);
    if (net_is_const(n, factor, &k))
        return k < 0 ? swapped(y) : y;
    net_ref turned = op(n, NET_LT, y.high, y.low), low = lesser(n, y.low, y.high);
    return (struct around){ low, net_term(n, NET_SELECT, turned, y.low, y.high) };
}

static struct around shifted(struct spot *at, enum net_op which, struct around x, net_ref by)
{
    lower_late(at, by);
    return both(at->l->n, which, x, by);
}

/* The slack of a remainder that lower_phase wrote as a choice, or NET_NONE. No other one
 * holds a plain remainder of the time. */
static net_ref remainder_slack(const struct net *n, net_ref x)
{
    struct net_ins i = n->ins[x], over;
    if (i.op != NET_SELECT || !lower_is_call(n, i.c, FUNCTION_mod))
        return NET_NONE;
    over = n->ins[i.a];
    if (over.op == NET_AND)
        over = n->ins[over.a];
    const struct net_ins soon = n->ins[over.a];
    return over.op == NET_LT && lower_is_call(n, over.a, FUNCTION_mod) && soon.b == n->ins[i.c].b
         ? over.b : NET_NONE;
}

/* A remainder jumps where the period is over, and not before: it is what it should be. */
static int around_leaf(struct spot *at, net_ref x, struct around *out)
{
    struct net *n = at->l->n;
    net_ref slack = remainder_slack(n, x);
    if (lower_is_time(n, x)) {
        out->low = lower_early(at, NET_NONE);
        out->high = lower_late(at, NET_NONE);
        return 1;
    }
    if (lower_is_phase(n, x)) {
        const struct net_mark of = n->marks[n->ins[x].slot];
        slack = marked(at, NET_SLACK, 4*(n->bytes == 4 ? FLT_EPSILON : DBL_EPSILON)*of.a, of.scale, 0);
    }
    if (slack == NET_NONE)
        return 0;
    out->low = op(n, NET_SUB, x, slack);
    out->high = op(n, NET_ADD, x, slack);
    return 1;
}

static int around_fma(struct spot *at, const struct net_ins *i, struct around *out)
{
    struct net *n = at->l->n;
    int first = net_is_steady(n, i->a), second = net_is_steady(n, i->b);
    net_ref factor = first ? i->a : i->b, rest = first ? i->b : i->a;
    if (first && second) {
        if (!lower_around(at, i->c, out))
            return 0;
        *out = shifted(at, NET_ADD, *out, op(n, NET_MUL, i->a, i->b));
        return 1;
    }
    if (!(first || second) || !net_is_steady(n, i->c) || !lower_around(at, rest, out))
        return 0;
    *out = shifted(at, NET_ADD, scaled(n, NET_MUL, *out, factor), i->c);
    return 1;
}

int lower_around(struct spot *at, net_ref x, struct around *out)
{
    struct net *n = at->l->n;
    if (!net_is_timed(n, x))
        return 0;
    const struct net_ins i = n->ins[x];
    if (i.op == NET_FMA)
        return around_fma(at, &i, out);
    if (i.op != NET_NEG && i.op != NET_ADD && i.op != NET_SUB && i.op != NET_MUL && i.op != NET_DIV)
        return around_leaf(at, x, out);
    int first = net_is_steady(n, i.a), second = i.op != NET_NEG && net_is_steady(n, i.b);
    if (i.op == NET_NEG ? !lower_around(at, i.a, out)
        : !(second || (first && i.op != NET_DIV)) || !lower_around(at, first ? i.b : i.a, out))
        return 0;
    net_ref by = first ? i.a : i.b, low;
    switch (i.op) {
    case NET_NEG:
        low = op(n, NET_NEG, out->high, NET_NONE);
        *out = (struct around){ low, op(n, NET_NEG, out->low, NET_NONE) };
        return 1;
    case NET_SUB:
        if (first) {
            lower_late(at, by);
            low = op(n, NET_SUB, by, out->high);
            *out = (struct around){ low, op(n, NET_SUB, by, out->low) };
            return 1;
        }
        /* fall through */
    case NET_ADD:
        *out = shifted(at, (enum net_op)i.op, *out, by);
        return 1;
    default:
        *out = scaled(n, (enum net_op)i.op, *out, by);
        return 1;
    }
}
