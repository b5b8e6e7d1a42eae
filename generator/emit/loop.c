/* loop.c -- loops over axes, and sums over them.
 *
 * A sum is a loop of its own in front of its first user, unless it is over the axis of the
 * region's innermost loop: then it is gathered there, and its users stand behind.
 *
 * In a circle with value.c: a loop sums values, which may be sums.
 */
#include "walk.h"
#include <math.h>
#include <string.h>
#include "source/diag.h"

/* Whether the loop over an axis that it varies over is to come. */
static int waits(const struct spelling *s, net_ref r)
{
    for (int a = 1; a < s->ir->axis_count; a++)
        if (s->span[r] & OVER(a) && !s->index[a])
            return 1;
    return 0;
}

void walk_prepare(struct spelling *s, net_ref r)
{
    if (r == NET_NONE)
        return;
    r = walk_taken(s, r);
    const struct net_ins *i = &s->ir->ins[r];
    if (s->seen[r] == s->stamp)
        return;
    s->seen[r] = s->stamp;
    if (s->depth[r] > s->loops || waits(s, r)) {
        for (int n = 0; n < walk_operands(i) && i->op != NET_LOAD; n++)        /* a lag stands in its load */
            walk_prepare(s, walk_operand(i, n));
        return;
    }
    struct spelled x = walk_value(s, r);
    if (!s->done[r].text && i->op != NET_CONST && i->op != NET_TICKS)
        walk_name_it(s, r, x);
}

/* ---- loops ----------------------------------------------------------------------------- */

/* In CALLS the places of a function are declared at its head, so a name stands for one. */
void walk_open_loop(struct spelling *s, const char *head)
{
    if (!walk_calls(s))
        names_enter(s->o->names);
    walk_line(s, "%s", head);
    s->loops++;
}

/* What was written inside the loop that ends is not there any more. */
void walk_close_loop(struct spelling *s, int written)
{
    while (s->written_count > written)
        s->done[s->written[--s->written_count]].text = NULL;
    s->loops--;
    walk_line(s, "}");
    if (walk_calls(s))
        calls_leave(s);
    else
        names_leave(s->o->names);
}

static const char *target_of(const struct spelling *s, const struct net_axis *x)
{
    return s->index[x->to] ? s->index[x->to] : "0";
}

const char *walk_loop_head(struct spelling *s, int axis)
{
    const char *i = s->index[axis], *extent = walk_extent(s, axis);
    if (axis != s->across)
        return walk_print(s, "for (int %s = 0; %s < %s; %s++) {", i, i, extent, i);
    const char *done = s->turn = names_take(s->o->names, "done");
    return walk_print(s, "for (int %s = 0, %s = 0; %s < %s; %s = done_(%s, %s), %s = next_(%s, %s)) {", i, done, i, extent, done, i, extent, i, i, extent);
}

/* All pairs are counted by their sources. */
static int is_counted(const struct net_axis *x)
{
    return x->form == FORM_DENSE || x->form == FORM_STRIPS;
}

void walk_open_edges(struct spelling *s, int axis)
{
    const struct net_axis *x = &s->ir->axes[axis];
    const char *i = target_of(s, x), *e = names_take(s->o->names, is_counted(x) ? "j" : "e");
    if (is_counted(x)) {
        s->source = e;
        s->index[axis] = walk_print(s, strchr(i, ' ') ? "(%s)*%s + %s" : "%s*%s + %s", i, walk_extent(s, x->from), e);
        walk_open_loop(s, walk_print(s, "for (int %s = 0; %s < %s; %s++) {", e, e, walk_extent(s, x->from), e));
        return;
    }
    s->source = walk_print(s, "%s_source[%s]", x->name, e);
    s->index[axis] = e;
    walk_open_loop(s, walk_print(s, "for (int %s = %s_row[%s]; %s < %s_row[%s + 1]; %s++) {", e, x->name, i, e, x->name, i, e));
}

void walk_forget(struct spelling *s, int written)
{
    while (s->written_count > written)
        s->done[s->written[--s->written_count]].text = NULL;
}

void walk_write_source(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    if (s->ends[r] != END_SOURCE) {
        for (int n = 0; n < walk_operands(i) && i->op != NET_LOAD; n++)
            walk_write_source(s, walk_operand(i, n));
        return;
    }
    struct spelled x = walk_value(s, r);
    if (!s->done[r].text)
        walk_name_it(s, r, x);
}

struct spelled walk_first_of(struct spelling *s, const struct net_ins *i)
{
    return (struct spelled){ walk_number(s, i->op == NET_LEAST ? INFINITY : i->op == NET_MOST ? -INFINITY : 0), 20, 1 };
}

const char *walk_first_sum(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    struct spelled first = walk_first_of(s, i);
    const char *sum = walk_calls(s) ? calls_place(s, r) : walk_local(s, r);
    if (walk_calls(s))
        calls_store(s, sum, first);
    else if (walk_goes_along(s, i) && !walk_is_loose(s, i))
        walk_line(s, "num %s = %s;", sum, first.text);
    else
        walk_line(s, "%s %s = %s;", walk_real(s), sum, walk_lanes(s, first));
    return sum;
}

/* A name for what a line says more than once. */
static struct spelled named(struct spelling *s, net_ref r)
{
    struct spelled x = walk_value(s, r);
    if (s->done[r].text || s->ir->ins[r].op == NET_CONST)
        return x;
    walk_name_it(s, r, x);
    return s->done[r];
}

void walk_add(struct spelling *s, net_ref r, const char *sum, struct spelled a, struct spelled b)
{
    const struct net_ins *i = &s->ir->ins[r];
    if (walk_calls(s)) {
        calls_accumulate(s, r, sum, a, b);
        return;
    }
    if (walk_goes_along(s, i)) {
        walk_add_along(s, i, sum, a, b);
        return;
    }
    const char *args[3] = { walk_placed(s, i, a, i->op == NET_SUM), walk_placed(s, i, b, 1), sum };
    walk_line(s, "%s = %s;", sum, walk_filled(s, walk_form(s, i)->text, args));
}

void walk_accumulate(struct spelling *s, net_ref r, const char *sum)
{
    const struct net_ins *i = &s->ir->ins[r];
    int twice = (i->op == NET_LEAST || i->op == NET_MOST) && !walk_calls(s) && !walk_goes_along(s, i);
    struct spelled a = twice ? named(s, i->a) : walk_value(s, i->a), b = i->op == NET_DOT ? walk_value(s, i->b) : a;
    walk_add(s, r, sum, a, b);
}

/* Over an axis of one element: from 0, as of many. */
static struct spelled single(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    if (i->op == NET_LEAST || i->op == NET_MOST)
        return walk_value(s, i->a);
    struct spelled x = walk_value(s, i->a), y = i->b == NET_NONE ? x : walk_value(s, i->b);
    struct spelled zero = { walk_number(s, 0), 20, 1 };
    if (walk_calls(s)) {
        const char *sum = walk_first_sum(s, r);
        calls_accumulate(s, r, sum, x, y);
        walk_keep(s, r, (struct spelled){ sum, 20, 0 });
        return s->done[r];
    }
    const char *args[3] = { walk_placed(s, i, x, i->op == NET_SUM), walk_placed(s, i, y, 1), walk_lanes(s, zero) };
    walk_name_it(s, r, (struct spelled){ walk_filled(s, walk_form(s, i)->text, args), walk_form(s, i)->precedence, walk_is_plain(s) });
    return s->done[r];
}

/* Of all pieces of a function the one that holds a number. */
static const char *piece_head(struct spelling *s, const struct net_ins *i)
{
    const struct net_pieces *p = &s->ir->pieces[i->slot];
    return walk_print(s, "{ const int %s = piece_(%s, %d, %s);", s->index[i->axis], walk_pieces_name(s->arena, i->slot), p->count, walk_value(s, i->b).text);
}

const char *walk_pieces_name(struct arena *a, int table)
{
    return arena_print(a, "ends%d_", table);
}

struct spelled walk_reduction(struct spelling *s, net_ref r)
{
    const struct net_ins *i = &s->ir->ins[r];
    if (walk_is_single(s->ir, i->axis))
        return single(s, r);
    const char *outside = s->index[i->axis], *source = s->source, *turn = s->turn;
    s->stamp++;
    walk_prepare(s, i->a);
    walk_prepare(s, i->b);
    const char *sum = walk_first_sum(s, r);
    if (!walk_calls(s))
        names_enter(s->o->names);
    int written = s->written_count;
    if (s->ir->axes[i->axis].kind == AXIS_EDGE) {
        walk_open_edges(s, i->axis);
    } else {
        s->index[i->axis] = names_take(s->o->names, "j");
        walk_open_loop(s, i->op == NET_MOST && i->b != NET_NONE ? piece_head(s, i) : walk_loop_head(s, i->axis));
    }
    walk_accumulate(s, r, sum);
    walk_close_loop(s, written);
    s->index[i->axis] = outside;
    s->source = source;
    s->turn = turn;
    if (!walk_calls(s))
        names_leave(s->o->names);
    walk_keep(s, r, walk_reduced(s, i, sum));
    return s->done[r];
}
