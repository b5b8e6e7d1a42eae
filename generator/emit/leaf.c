/* leaf.c -- what stands at the bottom of expressions: numbers, memory, the time.
 */
#include "hand.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "base/number.h"
#include "source/diag.h"

/* ---- leaves ------------------------------------------------------------------- */

const char *walk_number(struct spelling *s, double x)
{
    const char *suffix = s->ir->bytes == 4 ? "f" : "";
    char digits[32];
    if (isnan(x))
        return walk_print(s, "(0.0%s/0.0%s)", suffix, suffix);
    if (isinf(x))
        return walk_print(s, "(%s1.0%s/0.0%s)", x < 0 ? "-" : "", suffix, suffix);
    number_shortest(digits, x, s->ir->bytes == 4);
    return walk_print(s, "%s%s%s", digits, strpbrk(digits, ".e") ? "" : ".0", suffix);
}

/* "NODES" of the axis node. */
const char *walk_extent(struct spelling *s, int axis)
{
    return spell_extent(s->ir, axis);
}

static const char *index_of(const struct spelling *s, int a, enum net_side side, const struct net_axis *e)
{
    return e && side == SOURCE && a == e->from ? s->source : side == FIRST && e == &s->ir->axes[a] ? "0" : s->index[a];
}

/* Where a slot's number lies: its axes' variables, outermost first, where they have more
 * than one place; the only slot needs no name. Along an axis slots follow each other. */
const char *walk_element(struct spelling *s, int buffer, int slot, enum net_side side, int edge)
{
    const char *field = hand_field(s, buffer, slot);
    if (field)
        return walk_print(s, "at->%s", field);
    return walk_element_of(s, s->pointer[buffer], buffer, slot, side, edge);
}

/* The place of an edge's own number that lies in strips. */
static const char *in_strips(struct spelling *s, const char *slot, over_set over)
{
    int edge = reach_innermost(s->ir, over);
    const struct net_axis *e = &s->ir->axes[edge];
    const char *at = s->strip ? s->strip : walk_print(s, "in_strip(%s, %s, %s)", s->index[e->to], s->source, walk_extent(s, e->to));
    return slot ? walk_print(s, "%s*%s + %s", slot, walk_extent(s, edge), at) : at;
}

const char *walk_place(struct spelling *s, int buffer, int slot, enum net_side side, int edge)
{
    const struct net_buffer *b = &s->ir->buffers[buffer];
    const struct net_axis *e = side == HERE || side == ALONG ? NULL : &s->ir->axes[edge];
    const char *at = b->slot_count == 1 ? NULL : b->offsets[slot];
    if (b->strips)
        return in_strips(s, at, b->over);
    if (side == ALONG)
        at = walk_print(s, "%s + %s", at, s->index[edge]);
    for (int a = 1; a < s->ir->axis_count; a++) {
        if (!(b->over & OVER(a)) || walk_is_single(s->ir, a))
            continue;
        const char *i = index_of(s, a, side, e);
        at = !at ? i : walk_print(s, strchr(at, ' ') ? "(%s)*%s + %s" : "%s*%s + %s", at, walk_extent(s, a), i);
    }
    return at;
}

const char *walk_element_of(struct spelling *s, const char *p, int buffer, int slot, enum net_side side, int edge)
{
    const char *at = walk_place(s, buffer, slot, side, edge);
    int lane = walk_is_vector(s, buffer, side), sum = at && strchr(at, ' ');
    if (walk_has_nodes(s))
        return walk_print(s, lane ? "nodes_(%s + %s)" : strchr(p, ' ') ? "(%s)[%s]" : "%s[%s]", p, at ? at : "0");
    if (!at)
        return lane && walk_calls(s) ? p : walk_print(s, "%s[%s]", p, lane && s->vector ? s->vector : "0");
    if (walk_calls(s) && lane)
        return walk_print(s, sum ? "%s + (%s)*LANES" : "%s + %s*LANES", p, at);
    if (lane && !walk_is_one_lane(s))
        at = walk_print(s, sum ? "(%s)*VECS" : "%s*VECS", at);
    return lane && s->vector ? walk_print(s, "%s[%s + %s]", p, at, s->vector) : walk_print(s, "%s[%s]", p, at);
}

const char *walk_lines(struct spelling *s, const struct net_ins *i)
{
    const struct net_buffer *b = &s->ir->buffers[i->buffer];
    int axis = reach_innermost(s->ir, b->over);
    const char *p = s->pointer[i->buffer], *extent = walk_extent(s, axis), *all = "";
    for (int k = 0; k < 3; k++)
        all = walk_print(s, "%s%s + %s*%s, ", all, p, b->offsets[i->slot + k], extent);
    return walk_print(s, "%s%s", all, extent);
}

const char *walk_target(struct spelling *s, const struct net_effect *e)
{
    return walk_element(s, e->buffer, e->slot, e->along ? ALONG : HERE, e->along ? s->ir->buffers[e->buffer].along : -1);
}

/* The moment of a stage, in a variable of the region's head (templates/math/time.c). */
static const char *moment_at(const struct spelling *s, double steps)
{
    for (int i = 0; i < s->moment_count; i++)
        if (s->moments[i].steps == steps)
            return s->moments[i].name;
    BUG("no moment of this stage");
}

const char *walk_wide_number(struct spelling *s, double x)
{
    char digits[32];
    number_shortest(digits, x, 0);
    return walk_print(s, x < 0 ? "(%s%s)" : "%s%s", digits, strpbrk(digits, ".e") ? "" : ".0");
}

/* scale*t + shift, with one of a moment's times. */
static const char *mark_time(struct spelling *s, const char *at, const struct net_mark *m, const char *time)
{
    const char *shift = walk_wide_number(s, m->shift);
    if (m->scale == 1)
        return m->shift == 0 ? walk_print(s, "%s.%s", at, time) : walk_print(s, "(%s.%s + %s)", at, time, shift);
    return walk_print(s, "(%s*%s.%s + %s)", walk_wide_number(s, m->scale), at, time, shift);
}

/* ORDER marks */
static const char *mark_text(struct spelling *s, const char *at, const struct net_mark *m)
{
    const char *a = walk_wide_number(s, m->a), *b = walk_wide_number(s, m->b);
    const char *late = mark_time(s, at, m, m->scale < 0 ? "before" : "after");
    const char *early = mark_time(s, at, m, m->scale < 0 ? "after" : "before");
    switch (m->kind) {
    case NET_REACHED: return walk_print(s, "(num)(%s.after >= %s)", at, a);
    case NET_PASSED:  return walk_print(s, "(num)(%s.before > %s)", at, a);
    case NET_WINDOW:  return walk_print(s, "(num)(%s.after >= %s && %s.after < %s)", at, a, at, b);
    case NET_SINCE:   return walk_print(s, "(num)(%s.exact - %s)", at, a);
    case NET_TRAIN:   return walk_print(s, "(num)in_train_(%s, %s, %s)", late, a, b);
    case NET_WITHIN:  return walk_print(s, "(num)in_train_(%s, %s, %s + (%s - %s))", late, a, b, late, early);
    case NET_PHASE:   return walk_print(s, "(num)phase_(%s, %s, %s)", mark_time(s, at, m, "exact"), late, a);
    case NET_WHOLE:   return walk_print(s, "(num)whole_(%s)", late);
    case NET_SLACK:   return walk_print(s, "(num)(%s - %s + %s)", late, early, a);
    }
    BUG("unknown mark");
}

struct spelled walk_leaf(struct spelling *s, const struct net_ins *i)
{
    struct spelled out = { "", 20, 1 };
    switch ((enum net_op)i->op) {
    case NET_CONST:
        out.text = walk_number(s, i->k);
        out.precedence = out.text[0] == '-' ? 15 : 20;
        return out;
    case NET_TIME:
        out.text = walk_print(s, "%s.%s", moment_at(s, i->k), (const char *[]){ "t", "early", "late" }[i->slot]);
        return out;
    case NET_MARK:
        out.text = mark_text(s, moment_at(s, i->k), &s->ir->marks[i->slot]);
        return out;
    case NET_H:
        out.text = walk_print(s, "(num)(job->dt/%s)", walk_number(s, i->k));
        out.precedence = 15;
        return out;
    case NET_TICKS:
        out.text = s->tick_name[i->slot];
        return out;
    case NET_LOAD:
        out.text = walk_element(s, i->buffer, i->slot, (enum net_side)i->side, i->axis);
        out.scalar = !walk_is_vector(s, i->buffer, (enum net_side)i->side);
        return out;
    default:
        BUG("no leaf");
    }
}
