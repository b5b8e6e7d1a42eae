/* lower_composed.c -- the functions of composed.def, written out.
 *
 * Signs, choices and functions of function.def, none of the generated C's own: what
 * depends on the point alone is computed before the time loop as elsewhere.
 *
 * In a circle with lower_calls.c, lower_delay.c, lower_expr.c, lower_mode.c, lower_samples.c, lower_stimulus.c, lower_table.c, observe.c: an argument is an expression.
 */
#include "lower.h"
#include <math.h>

static net_ref op(struct spot *at, enum net_op which, net_ref x, net_ref y)
{
    return net_term(at->l->n, which, x, y, NET_NONE);
}

/* The time a little late, so that a pulse on the step grid takes the steps it is long,
 * wherever it begins; of what is no time, itself. */
static net_ref soon(struct spot *at, net_ref t)
{
    struct around near;
    return lower_around(at, t, &near) ? near.high : t;
}

static net_ref pulse(struct spot *at, const net_ref *x)
{
    net_ref t = x[0], onset = x[1], width = x[2];
    double from, length;
    if (lower_is_time(at->l->n, t) && net_wide(at->l->n, onset, &from) && net_wide(at->l->n, width, &length))
        return lower_mark(at, (struct net_mark){ NET_WINDOW, from, from + length, 1, 0 });
    net_ref end = op(at, NET_ADD, onset, width);
    net_ref begun = lower_crossing(at, AST_GE, t, onset), over = lower_crossing(at, AST_GE, t, end);
    int plain = begun == NET_NONE || over == NET_NONE;
    net_ref from_here = plain ? op(at, NET_LE, onset, t) : begun;
    net_ref to_there = plain ? op(at, NET_LT, t, end) : op(at, NET_NOT, over, NET_NONE);
    return lower_one_where(at, op(at, NET_AND, from_here, to_there));
}

static net_ref pulse_train(struct spot *at, const net_ref *x)
{
    net_ref t = x[0], period = x[1], duty = x[2];
    double length, part, scale, shift;
    if (net_wide(at->l->n, period, &length) && net_wide(at->l->n, duty, &part) && length > 0
        && lower_is_time(at->l->n, lower_peel(at->l->n, t, &scale, &shift)))
        return lower_mark(at, (struct net_mark){ NET_TRAIN, length, part*length, scale, shift });
    lower_late(at, period);
    net_ref phase = net_call(at->l->n, FUNCTION_mod, soon(at, t), period);
    return lower_one_where(at, op(at, NET_LT, phase, op(at, NET_MUL, duty, period)));
}

static net_ref since(struct spot *at, net_ref t, net_ref start)
{
    double from;
    return lower_is_time(at->l->n, t) && net_wide(at->l->n, start, &from)
         ? lower_mark(at, (struct net_mark){ NET_SINCE, from, 0, 1, 0 }) : op(at, NET_SUB, t, start);
}

static net_ref length(struct spot *at, net_ref start, net_ref stop)
{
    double from, to;
    return net_wide(at->l->n, start, &from) && net_wide(at->l->n, stop, &to) ? net_const(at->l->n, to - from, NULL)
         : op(at, NET_SUB, stop, start);
}

/* Of a ramp without length the step is left, which is 1 from stop on. */
static net_ref ramp(struct spot *at, const net_ref *given)
{
    net_ref t = given[0], start = given[1], stop = given[2];
    net_ref zero = net_const(at->l->n, 0, NULL), one = net_const(at->l->n, 1, NULL), all = length(at, start, stop);
    net_ref x = op(at, NET_DIV, since(at, t, start), all);
    net_ref top = net_term(at->l->n, NET_SELECT, op(at, NET_LT, x, one), x, one);
    net_ref slope = net_term(at->l->n, NET_SELECT, op(at, NET_LT, zero, x), top, zero);
    double known;
    if (net_is_const(at->l->n, all, &known) && known != 0)
        return slope;
    net_ref begun = lower_crossing(at, AST_GE, t, stop);
    if (begun == NET_NONE)
        begun = op(at, NET_LE, stop, t);
    net_ref is_step = op(at, NET_EQ, all, zero), step = lower_one_where(at, begun);
    return net_term(at->l->n, NET_SELECT, is_step, step, slope);
}

/* sin(2*pi*turns + phase); [phase] NET_NONE: 0. */
static net_ref turned(struct spot *at, net_ref turns, net_ref phase)
{
    net_ref angle = op(at, NET_MUL, net_const(at->l->n, 2*M_PI, "2*pi"), turns);
    return net_call(at->l->n, FUNCTION_sin, phase == NET_NONE ? angle : op(at, NET_ADD, angle, phase), NET_NONE);
}

static net_ref sine(struct spot *at, const net_ref *x)
{
    return turned(at, op(at, NET_MUL, x[1], x[0]), x[2]);
}

/* The frequency t units of time in is from + (to - from)*t/length. */
static net_ref chirp(struct spot *at, const net_ref *x)
{
    net_ref rise = op(at, NET_DIV, op(at, NET_SUB, x[3], x[2]), op(at, NET_MUL, net_const(at->l->n, 2, NULL), x[1]));
    return turned(at, op(at, NET_MUL, op(at, NET_ADD, x[2], op(at, NET_MUL, rise, x[0])), x[0]), NET_NONE);
}

enum { MOST_COMPOSED = 4 };             /* arguments */

/* ORDER composed.def */
static net_ref (*const composed[])(struct spot *at, const net_ref *x) = {
#define COMPOSED(name, least, most, args, units, text) name,
#include "model/composed.def"
#undef COMPOSED
};

net_ref lower_composed(const struct context *s, const struct term *t)
{
    net_ref x[MOST_COMPOSED] = { NET_NONE, NET_NONE, NET_NONE, NET_NONE };
    for (int i = 0; i < t->count; i++)
        x[i] = lower_present(s, t->args[i]);
    return composed[t->index](s->at, x);
}
