/* lower_table.c -- functions given by points.
 *
 * Between two points the line through them, in one rounding behind the difference from the left one; the first and
 * the last value beyond; what is no number stays none. Few points are a chain of choices; of more the one line that
 * holds is the greatest of those that stand where they hold and nothing elsewhere, over an axis of the lines; of many it is
 * looked for by halves (NET_LOOK). All give the same bits.
 *
 * In a circle with lower_calls.c, lower_composed.c, lower_delay.c, lower_expr.c, lower_mode.c, lower_samples.c, lower_stimulus.c, observe.c: its argument is an expression.
 */
#include "lower.h"
#include <math.h>
#include <string.h>
#include "model/lookup.h"

enum { MOST_COUNTS = 8 };           /* axes are few: behind the first ones tables are filled up to a power of two, with lines that hold nowhere */

static net_ref op(struct lowering *l, enum net_op which, net_ref x, net_ref y)
{
    return net_emit(l->n, which, x, y, NET_NONE);
}

static net_ref number(struct lowering *l, double k)
{
    return net_const(l->n, k, NULL);
}

static net_ref choice(struct lowering *l, net_ref x, net_ref below, net_ref then, net_ref otherwise)
{
    return net_emit(l->n, NET_SELECT, op(l, NET_LT, x, below), then, otherwise);
}

static net_ref line(struct lowering *l, net_ref x, net_ref left, net_ref value, net_ref slope)
{
    return net_emit(l->n, NET_FMA, slope, op(l, NET_SUB, x, left), value);
}

/* The first line that ends behind x. */
static net_ref chain(struct lowering *l, const struct point_table *t, net_ref x, net_ref beyond)
{
    net_ref y = beyond;
    for (int i = t->count - 2; i >= 0; i--)
        y = choice(l, x, number(l, t->x[i + 1]), line(l, x, number(l, t->x[i]), number(l, t->y[i]), number(l, t->slope[i])), y);
    return y;
}

struct table_lines *lower_lines(struct lowering *l, int count)
{
    for (int i = 0; i < l->lookup_count; i++)
        if (l->lookups[i].count == count)
            return &l->lookups[i];
    int power = 2;
    while (power < count)
        power *= 2;
    if (l->lookup_count >= MOST_COUNTS && count < power)
        return lower_lines(l, power);
    struct table_lines *a = ARENA_PUSH(l->p->arena, l->lookups, l->lookup_count);
    *a = (struct table_lines){ count, net_axis(l->n, arena_print(l->p->arena, "line%d", count - 1), AXIS_MODE, count - 1), -1, -1, NULL, 0 };
    return a;
}

/* Numbers of all lines of the axis: of those that hold nowhere [rest]. */
static const double *of_all(struct lowering *l, const struct table_lines *a, const double *values, int count, double rest)
{
    if (count == a->count && values)
        return values;
    double *filled = ARENA_ARRAY(l->p->arena, double, a->count);
    for (int i = 0; i < a->count - 1; i++)
        filled[i] = i >= count - 1 ? rest : values ? values[i] : 0;
    return filled;
}

static const char *tables(struct lowering *l, const struct table_lines *a)
{
    return arena_print(l->p->arena, "tables%d", a->count);
}

net_ref lower_at_lines(struct lowering *l, struct table_lines *a, const double *values, int count, double rest, const char *name)
{
    return lower_numbers(l, a->axis, &a->buffer, tables(l, a), of_all(l, a, values, count, rest), name);
}

net_ref lower_look(struct lowering *l, struct table_lines *a, const struct point_table *t, const double *at, const double *slope,
                   const char *name, net_ref x)
{
    for (int i = 0; i < a->look_count; i++)
        if (a->looks[i].of == t && a->looks[i].at == at && a->looks[i].slope == slope)
            return net_look(l->n, a->buffer, a->looks[i].slot, x);
    if (a->buffer < 0)
        a->buffer = net_buffer(l->n, tables(l, a), INPUT, OVER(a->axis), POINT, 1);
    int slot = net_fixed_slot(l->n, a->buffer, arena_print(l->p->arena, "%s_from", name), of_all(l, a, t->x, t->count, INFINITY));
    net_fixed_slot(l->n, a->buffer, arena_print(l->p->arena, "%s_at", name), of_all(l, a, at, t->count, 0));
    net_fixed_slot(l->n, a->buffer, arena_print(l->p->arena, "%s_slope", name), of_all(l, a, slope, t->count, 0));
    *ARENA_PUSH(l->p->arena, a->looks, a->look_count) = (struct table_look){ t, at, slope, slot };
    return net_look(l->n, a->buffer, slot, x);
}

net_ref lower_at_columns(struct spot *at, struct table_lines *a, const double *values, int columns, int count, const char *name)
{
    struct arena *arena = at->l->p->arena;
    if (count < a->count) {
        double *filled = ARENA_ARRAY(arena, double, (long)columns*(a->count - 1));
        for (int k = 0; k < columns; k++)
            memcpy(filled + (long)k*(a->count - 1), values + (long)k*(count - 1), (size_t)(count - 1)*sizeof *filled);
        values = filled;
    }
    return lower_of_nodes(at, a->axis, &a->of_nodes, arena_print(arena, "samples%d", a->count), values, name);
}

static net_ref at_lines(struct lowering *l, struct table_lines *a, const double *values, int count, double rest, const char *name,
                        const char *what)
{
    return lower_at_lines(l, a, values, count, rest, arena_print(l->p->arena, "%s_%s", name, what));
}

/* Where it is between the first point and the last. */
static net_ref searched(struct lowering *l, const struct term *term, net_ref x)
{
    const struct point_table *t = term->lookup;
    struct table_lines *a = lower_lines(l, t->count);
    if (t->count > FEW_LINES)
        return lower_look(l, a, t, t->y, t->slope, term->name, x);
    net_ref left = at_lines(l, a, t->x, t->count, INFINITY, term->name, "from");
    net_ref right = at_lines(l, a, t->x + 1, t->count, INFINITY, term->name, "to");
    net_ref y = line(l, x, left, at_lines(l, a, t->y, t->count, 0, term->name, "at"), at_lines(l, a, t->slope, t->count, 0, term->name, "slope"));
    net_ref here = net_emit(l->n, NET_AND, op(l, NET_LE, left, x), op(l, NET_LT, x, right), NET_NONE);
    net_ref it = net_emit(l->n, NET_SELECT, here, y, number(l, -INFINITY));
    return net_reduce(l->n, NET_MOST, a->axis, HERE, it, NET_NONE);
}

net_ref lower_table(const struct context *s, const struct term *t)
{
    struct lowering *l = s->at->l;
    const struct point_table *table = t->lookup;
    if (table->of_time)
        return lower_samples(s, t);
    int last = table->count - 1;
    net_ref x = lower_present(s, t->args[0]), first = number(l, table->x[0]), end = number(l, table->x[last]);
    net_ref beyond = net_emit(l->n, NET_SELECT, op(l, NET_LE, end, x), number(l, table->y[last]), x);
    net_ref y = table->count <= FEW_POINTS ? chain(l, table, x, beyond) : choice(l, x, end, searched(l, t, x), beyond);
    return choice(l, x, first, number(l, table->y[0]), y);
}
