/* ring.c -- the rings of delays.
 *
 * A ring holds R rows, a power of two, twice: what a step stores goes to its row of both halves. So from the row
 * of now in the second half R - 1 rows lie in front without a seam, and a load of an earlier row is one at a fixed
 * distance, whatever the step: tables of lags hold distances, in numbers, made once a block (templates/math/ring.c).
 * Where the lanes share a lag an edge is one load; where they do not the lanes are gathered.
 */
#include "walk.h"
#include <string.h>

int walk_is_ring(const struct net_buffer *b)
{
    return b->life == LIVE && b->rows != 1;
}

int spell_has_rings(const struct net *ir)
{
    for (int b = 0; b < ir->buffer_count; b++)
        if (walk_is_ring(&ir->buffers[b]) && ir->buffers[b].slot_count)
            return 1;
    return 0;
}

int walk_is_late(const struct net_ins *i)
{
    return i->op == NET_LOAD && i->a != NET_NONE;
}

static const struct net_buffer *lags_of(const struct spelling *s, const struct net_ins *i)
{
    return &s->ir->buffers[s->ir->ins[i->a].buffer];
}

int walk_is_gathered(const struct spelling *s, const struct net_ins *i)
{
    return walk_is_late(i) && walk_is_across(s, lags_of(s, i)->over);
}

const char *walk_row(struct spelling *s, const struct net_buffer *b, const char *unit)
{
    const char *each = b->slot_count > 1 ? walk_print(s, "%d", b->slot_count) : "";
    for (int a = 1; a < s->ir->axis_count; a++)
        if (b->over & OVER(a) && !walk_is_single(s->ir, a))
            each = walk_print(s, "%s%s%s", each, *each ? "*" : "", walk_extent(s, a));
    return *each || *unit || !walk_has_nodes(s) ? walk_print(s, "%s%s%s", each, *each && *unit ? "*" : "", unit) : "1";
}

/* In what a pointer to the lanes of a row counts. */
const char *walk_unit(const struct spelling *s)
{
    return walk_calls(s) ? "LANES" : walk_has_nodes(s) ? "" : "VECS";
}

/* A number of a table of lags; of lanes where the first of them stands. */
const char *walk_lag(struct spelling *s, int buffer, int slot)
{
    const struct net_buffer *b = &s->ir->buffers[buffer];
    const char *at = b->slot_count == 1 ? "" : b->offsets[slot], *p = s->pointer[buffer];
    for (int a = 1; a < s->ir->axis_count; a++)
        if (b->over & OVER(a) && !walk_is_single(s->ir, a))
            at = !*at ? s->index[a] : walk_print(s, strchr(at, ' ') ? "(%s)*%s + %s" : "%s*%s + %s", at, walk_extent(s, a), s->index[a]);
    if (!walk_is_across(s, b->over))
        return walk_print(s, "%s[%s]", p, *at ? at : "0");
    if (s->vector)
        p = walk_print(s, "%s + %s*WIDTH", p, strchr(s->vector, ' ') ? walk_print(s, "(%s)", s->vector) : s->vector);
    return *at ? walk_print(s, strchr(at, ' ') ? "%s + (%s)*LANES" : "%s + %s*LANES", p, at) : p;
}

struct spelled walk_late(struct spelling *s, const struct net_ins *i)
{
    const struct net_buffer *b = &s->ir->buffers[i->buffer];
    const char *p = s->pointer[i->buffer], *lag = walk_lag(s, s->ir->ins[i->a].buffer, s->ir->ins[i->a].slot);
    int gathered = walk_is_gathered(s, i);
    if ((int)i->k & LOAD_FURTHER)
        p = walk_print(s, "%s - %s", p, walk_row(s, b, walk_unit(s)));
    if (walk_has_nodes(s) && gathered)
        return (struct spelled){ walk_print(s, "gathered(%s + %s, %s)", p, walk_place(s, i->buffer, i->slot, (enum net_side)i->side, i->axis), lag), 20, 0 };
    if (gathered) {
        const char *at = walk_element_of(s, !walk_calls(s) && strchr(p, ' ') ? walk_print(s, "(%s)", p) : p, i->buffer, i->slot, (enum net_side)i->side, i->axis);
        return (struct spelled){ walk_print(s, walk_calls(s) ? "%s, %s" : "gathered(&%s, %s)", at, lag), 20, 0 };
    }
    p = walk_calls(s) || walk_has_nodes(s) ? walk_print(s, "%s + %s", p, lag) : walk_print(s, "late(%s, %s)", p, lag);
    int number = walk_has_nodes(s) && !walk_is_vector(s, i->buffer, (enum net_side)i->side);
    return (struct spelled){ walk_element_of(s, p, i->buffer, i->slot, (enum net_side)i->side, i->axis), 20, number };
}

/* ---- pointers ---------------------------------------------------------------------------- */

static void lags_pointer(struct spelling *s, int buffer)
{
    const struct net_buffer *b = &s->ir->buffers[buffer];
    const char *constant = s->touched[buffer] & STORED ? "" : "const ";
    s->pointer[buffer] = names_take(s->o->names, b->name);
    walk_line(s, "%sint *restrict %s = (%sint *)job->at[%s]%s;", constant, s->pointer[buffer], constant, b->number,
              b->over & OVER(0) && !s->whole ? " + v*WIDTH" : "");
}

void walk_ring_pointers(struct spelling *s, int buffer)
{
    const struct net_buffer *b = &s->ir->buffers[buffer];
    const char *real = walk_has_nodes(s) ? "num" : s->o->target->real, *row = walk_row(s, b, walk_unit(s)), *lane = s->whole ? "" : " + v";
    int how = s->touched[buffer];
    if (b->ring >= 0) {
        lags_pointer(s, buffer);
        return;
    }
    const char *rows = walk_print(s, "job->rows[%s]", b->number);
    if (how & (READ | READ_STORED)) {
        s->pointer[buffer] = names_take(s->o->names, b->name);
        walk_line(s, "const %s *restrict %s = (const %s *)job->at[%s]%s + (%s + ((job->first + n%s) & (%s - 1)))*%s;", real,
                  s->pointer[buffer], real, b->number, lane, rows, how & READ_STORED ? " + 1" : "", rows, row);
    }
    if (how & (STORED | FILLED | BEFORE)) {
        const char *step = how & STORED ? "job->first + n + 1" : "n";
        const char *at = how & FILLED ? "" : walk_print(s, " + ((%s) & (%s - 1))*%s", step, rows, row);
        s->ahead[buffer] = names_take(s->o->names, walk_print(s, how & STORED ? "%s_next" : "%s", b->name));
        walk_line(s, "%s *restrict %s = (%s *)job->at[%s]%s%s;", real, s->ahead[buffer], real, b->number, lane, at);
    }
}
