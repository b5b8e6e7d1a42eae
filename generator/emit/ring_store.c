/* ring_store.c -- stores into the rings of delays and their tables of lags (ring.c).
 */
#include "walk.h"

/* From before the first step a number of all rows, else into the row of the next step in both halves. */
void walk_store_ring(struct spelling *s, const struct net_effect *e, struct spelled x)
{
    const struct net_buffer *b = &s->ir->buffers[e->buffer];
    int nodes = walk_has_nodes(s), plain = walk_is_plain(s);
    const char *at = nodes ? walk_print(s, "%s + %s", s->ahead[e->buffer], walk_place(s, e->buffer, e->slot, HERE, -1))
                           : walk_element_of(s, s->ahead[e->buffer], e->buffer, e->slot, HERE, -1), *row = walk_row(s, b, walk_unit(s));
    const char *rows = walk_print(s, "job->rows[%s]", b->number), *and = walk_calls(s) || nodes ? "" : "&";
    const char *call = !plain ? "ring" : x.scalar ? "ring_s" : "ring_v", *value = walk_lanes(s, x);
    value = nodes && !plain ? walk_print(s, "%s, %s", value, s->turn) : value;
    if (s->touched[e->buffer] & FILLED)
        walk_line(s, "fill_%s(%s%s, 2*%s, %s, %s);", call, and, at, rows, row, value);
    else
        walk_line(s, "fill_%s(%s%s, 2, %s*%s, %s);", call, and, at, rows, row, value);
}

void walk_store_lags(struct spelling *s, const struct net_effect *e, struct spelled x)
{
    const struct net_buffer *b = &s->ir->buffers[e->buffer], *ring = &s->ir->buffers[b->ring];
    const char *rows = walk_print(s, "job->rows[%s]", ring->number), *row = walk_row(s, ring, "LANES"), *to = walk_lag(s, e->buffer, e->slot);
    if (!walk_is_across(s, b->over)) {
        walk_line(s, "%s = distance(%s, %s, %s);", to, walk_one_of(s, x), rows, row);
        return;
    }
    if (walk_calls(s))
        x = calls_as_lanes(s, e->value, x, 0);
    walk_line(s, "distances(%s, %s, %s, %s);", to, walk_calls(s) ? x.text : walk_lanes(s, x), rows, row);
}
