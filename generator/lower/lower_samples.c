/* lower_samples.c -- samples of a stimulus: a line or a cubic between two, and what is beyond.
 *
 * As lower_table.c, whose lines they share: of few samples a chain of choices; of more, the one piece that holds is the greatest
 * of those that stand where they hold and nothing elsewhere; of many it is looked for by halves. What the time alone says is
 * the same for all lanes and nodes: then the piece is looked for once, also where each node has samples of its own. The first and
 * the last piece go on for ever where the ends are not held.
 *
 * In a circle with lower_calls.c, lower_composed.c, lower_delay.c, lower_expr.c, lower_mode.c, lower_stimulus.c, lower_table.c, observe.c: its argument is an expression.
 */
#include "lower.h"
#include <math.h>
#include "model/lookup.h"

/* What stands at a piece of the samples: one of them, or all as values over the axis of lines. */
struct sample_piece { net_ref from, y, slope, second, third; };

static net_ref op(struct lowering *l, enum net_op which, net_ref x, net_ref y)
{
    return net_emit(l->n, which, x, y, NET_NONE);
}

static net_ref number(struct lowering *l, double k)
{
    return net_const(l->n, k, NULL);
}

static net_ref fma_of(struct lowering *l, net_ref x, net_ref y, net_ref z)
{
    return net_emit(l->n, NET_FMA, x, y, z);
}

static net_ref along(struct lowering *l, const struct point_table *t, struct sample_piece p, net_ref x)
{
    net_ref d = op(l, NET_SUB, x, p.from);
    net_ref slope = t->way == WAY_CUBIC ? fma_of(l, fma_of(l, p.third, d, p.second), d, p.slope) : p.slope;
    return fma_of(l, slope, d, p.y);
}

static struct sample_piece written(struct lowering *l, const struct point_table *t, int i)
{
    int cubic = t->way == WAY_CUBIC;
    return (struct sample_piece){ .from = number(l, t->x[i]), .y = number(l, t->y[i]), .slope = number(l, t->slope[i]),
                           .second = cubic ? number(l, t->second[i]) : NET_NONE, .third = cubic ? number(l, t->third[i]) : NET_NONE };
}

static net_ref chain(struct lowering *l, const struct point_table *t, net_ref x)
{
    net_ref y = along(l, t, written(l, t, t->count - 2), x);
    for (int i = t->count - 3; i >= 0; i--)
        y = net_emit(l->n, NET_SELECT, op(l, NET_LT, x, number(l, t->x[i + 1])), along(l, t, written(l, t, i), x), y);
    return y;
}

static net_ref coefficient(struct spot *at, const struct term *term, struct table_lines *a, const double *values, const char *what)
{
    const struct point_table *t = term->lookup;
    return t->columns > 1 ? lower_at_columns(at, a, values, t->columns, t->count, what) : lower_at_lines(at->l, a, values, t->count, 0, what);
}

static struct sample_piece searched_piece(struct spot *at, const struct term *term, struct table_lines *a)
{
    const struct point_table *t = term->lookup;
    struct sample_piece p = { .from = lower_at_lines(at->l, a, t->x, t->count, INFINITY, "begin"), .second = NET_NONE, .third = NET_NONE };
    p.y = coefficient(at, term, a, t->y, "value");
    p.slope = coefficient(at, term, a, t->slope, "slope");
    if (t->way == WAY_CUBIC) {
        p.second = coefficient(at, term, a, t->second, "second");
        p.third = coefficient(at, term, a, t->third, "third");
    }
    return p;
}

static net_ref holds(struct lowering *l, const struct point_table *t, struct table_lines *a, net_ref x)
{
    net_ref begun = op(l, NET_LE, lower_at_lines(l, a, t->from, t->count, INFINITY, "from"), x);
    return op(l, NET_AND, begun, op(l, NET_LT, x, lower_at_lines(l, a, t->to, t->count, INFINITY, "to")));
}

/* Of a cubic each coefficient is looked for by itself: a line that rises nowhere. */
static net_ref by_halves(struct lowering *l, const struct point_table *t, struct table_lines *a, net_ref x)
{
    if (t->way == WAY_LINEAR)
        return lower_look(l, a, t, t->y, t->slope, "sample", x);
    return along(l, t, (struct sample_piece){
        .from = lower_look(l, a, t, t->x, NULL, "begin", x), .y = lower_look(l, a, t, t->y, NULL, "value", x),
        .slope = lower_look(l, a, t, t->slope, NULL, "slope", x), .second = lower_look(l, a, t, t->second, NULL, "second", x),
        .third = lower_look(l, a, t, t->third, NULL, "third", x) }, x);
}

static net_ref searched(struct spot *at, const struct term *term, net_ref x)
{
    struct lowering *l = at->l;
    const struct point_table *t = term->lookup;
    struct table_lines *a = lower_lines(l, t->count);
    if (net_is_plain(l->n, x))
        return net_piece(l->n, a->axis, along(l, t, searched_piece(at, term, a), x), x, t->to, t->count - 1);
    if (t->columns == 1 && t->count > FEW_LINES)
        return by_halves(l, t, a, x);
    net_ref y = along(l, t, searched_piece(at, term, a), x);
    net_ref it = net_emit(l->n, NET_SELECT, holds(l, t, a, x), y, number(l, -INFINITY));
    return net_reduce(l->n, NET_MOST, a->axis, HERE, it, NET_NONE);
}

/* x op k, on the step grid where x is the time. */
static net_ref compared(struct spot *at, enum ast_op sign, net_ref x, double k)
{
    net_ref y = number(at->l, k), r = lower_crossing(at, sign, x, y);
    return r != NET_NONE ? r : sign == AST_GE ? op(at->l, NET_LE, y, x) : op(at->l, NET_LE, x, y);
}

/* An outer sample, of each node where there are such. */
static net_ref outer(struct spot *at, const struct point_table *t, const double *values, const char *name)
{
    return t->columns == 1 ? number(at->l, *values) : lower_fixed(at, values, name);
}

net_ref lower_samples(const struct context *s, const struct term *term)
{
    struct spot *at = s->at;
    struct lowering *l = at->l;
    const struct point_table *t = term->lookup;
    int last = t->count - 1;
    net_ref x = lower_present(s, term->args[0]);
    net_ref y = t->count <= FEW_POINTS && t->columns == 1 ? chain(l, t, x) : searched(at, term, x);
    if (t->ends == ENDS_HOLD) {
        y = net_emit(l->n, NET_SELECT, op(l, NET_LE, number(l, t->x[last]), x), outer(at, t, t->last, "last"), y);
        y = net_emit(l->n, NET_SELECT, op(l, NET_LT, x, number(l, t->x[0])), outer(at, t, t->first, "first"), y);
    } else if (t->ends == ENDS_ZERO) {
        net_ref inside = op(l, NET_AND, compared(at, AST_GE, x, t->x[0]), compared(at, AST_LE, x, t->x[last]));
        y = net_emit(l->n, NET_SELECT, inside, y, number(l, 0));
    }
    return y;
}
