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

static net_ref zero(struct net *n)
{
    return net_const(n, 0, NULL);
}

/* ---- with fixed numbers ----------------------------------------------------- */

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

/* ---- functions that jump --------------------------------------------------------- */

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
