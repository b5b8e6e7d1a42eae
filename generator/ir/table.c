/* table.c -- axes, clocks, buffers, regions: adding to them, finding in them. */
#include "circuit.h"
#include <string.h>
#include "source/diag.h"

int net_is_leaf(const struct net_ins *i)
{
    return i->op == NET_CONST || i->op == NET_LOAD || i->op == NET_TIME || i->op == NET_MARK || i->op == NET_H || i->op == NET_TICKS;
}

int net_is_reduction(const struct net_ins *i)
{
    return i->op >= NET_SUM && i->op <= NET_MOST;
}

void net_open(struct net *ir, int bytes, struct arena *a)
{
    *ir = (struct net){ .bytes = bytes, .arena = a };
    static const char *const names[] = { "fixed", "point", "step", "end" };
    for (int i = 0; i < FIRST_CHILD; i++)
        net_clock(ir, (struct net_clock){ .name = names[i], .parent = -1, .every = 1 });
    net_axis(ir, "lane", AXIS_LANE, 0);
}

int net_axis(struct net *ir, const char *name, enum kernel_axis_kind kind, long extent)
{
    if (ir->axis_count == NET_AXES)
        BUG("more axes than a set of axes has bits");
    *ARENA_PUSH(ir->arena, ir->axes, ir->axis_count) = (struct net_axis){ .name = name, .kind = kind, .extent = extent,
                                                            .from = -1, .to = -1 };
    return ir->axis_count - 1;
}

int net_edges(struct net *ir, const char *name, int from, int to, const int *row, const int *source)
{
    int axis = net_axis(ir, name, AXIS_EDGE, row[ir->axes[to].extent]);
    struct net_axis *x = &ir->axes[axis];
    x->from = from;
    x->to = to;
    x->row = row;
    x->source = source;
    return axis;
}

int net_clock(struct net *ir, struct net_clock clock)
{
    *ARENA_PUSH(ir->arena, ir->clocks, ir->clock_count) = clock;
    return ir->clock_count - 1;
}

int net_is_before(const struct net *ir, int clock)
{
    return clock >= FIRST_CHILD && ir->clocks[clock].parent == POINT;
}

int net_entry(const struct net *ir)
{
    for (int c = FIRST_CHILD; c < ir->clock_count; c++)
        if (ir->clocks[c].parent < 0)
            return c;
    return -1;
}

int net_buffer(struct net *ir, const char *name, enum kernel_life life, over_set over, int clock, long rows)
{
    *ARENA_PUSH(ir->arena, ir->buffers, ir->buffer_count) = (struct net_buffer){ .name = name, .life = life, .over = over,
                                                                   .clock = clock, .rows = rows, .ring = -1 };
    return ir->buffer_count - 1;
}

int net_lags(struct net *ir, const char *name, over_set over, int ring)
{
    int b = net_buffer(ir, name, LIVE, over, POINT, 1);
    ir->buffers[b].ring = ring;
    return b;
}

int net_slot(struct net *ir, int buffer, const char *name)
{
    struct net_buffer *b = &ir->buffers[buffer];
    *ARENA_PUSH(ir->arena, b->slots, b->slot_count) = name;
    return b->slot_count - 1;
}

int net_fixed_slot(struct net *ir, int buffer, const char *name, const double *values)
{
    struct net_buffer *b = &ir->buffers[buffer];
    int count = b->slot_count;
    *ARENA_PUSH(ir->arena, b->values, count) = values;
    return net_slot(ir, buffer, name);
}

int net_region(struct net *ir, const char *name, int clock, over_set over, const char *doc)
{
    *ARENA_PUSH(ir->arena, ir->regions, ir->region_count) = (struct net_region){ .name = name, .doc = doc, .clock = clock,
                                                                   .over = over };
    return ir->region_count - 1;
}

void net_store(struct net *ir, int region, int buffer, int slot, net_ref x, int ahead)
{
    net_effect(ir, region, (struct net_effect){ .kind = EFFECT_STORE, .buffer = buffer, .slot = slot, .ahead = ahead,
                                                .value = x, .from.buffer = -1, .rest.buffer = -1 });
}

void net_store_along(struct net *ir, int region, int buffer, int slot, net_ref x)
{
    net_effect(ir, region, (struct net_effect){ .kind = EFFECT_STORE, .buffer = buffer, .slot = slot, .along = 1,
                                                .value = x, .from.buffer = -1, .rest.buffer = -1 });
}

int net_is_observing(const struct net *ir, int clock)
{
    while (clock >= FIRST_CHILD && !ir->clocks[clock].after_origin)
        clock = ir->clocks[clock].parent;
    return clock >= FIRST_CHILD;
}

int net_slots_at(const struct net *ir, int buffer, int along)
{
    return along ? (int)ir->axes[ir->buffers[buffer].along].extent : 1;
}

over_set net_stored_over(const struct net *ir, const struct net_effect *store)
{
    const struct net_buffer *b = &ir->buffers[store->buffer];
    return b->over | (store->along ? OVER(b->along) : 0);
}

void net_effect(struct net *ir, int region, struct net_effect effect)
{
    struct net_region *r = &ir->regions[region];
    *ARENA_PUSH(ir->arena, r->effects, r->effect_count) = effect;
}

static int same_mark(const struct net_mark *x, const struct net_mark *y)
{
    return x->kind == y->kind && x->a == y->a && x->b == y->b && x->scale == y->scale && x->shift == y->shift;
}

int net_pieces_number(struct net *ir, const double *to, int count)
{
    int i = 0;
    while (i < ir->pieces_count && ir->pieces[i].to != to)
        i++;
    if (i == ir->pieces_count)
        *ARENA_PUSH(ir->arena, ir->pieces, ir->pieces_count) = (struct net_pieces){ to, count };
    return i;
}

int net_piece_at(const struct net_pieces *p, double x)
{
    int i = 0;
    while (i + 1 < p->count && !(x < p->to[i]))
        i++;
    return i;
}

int net_is_plain(const struct net *ir, net_ref r)
{
    const struct net_ins *i = r == NET_NONE ? NULL : &ir->ins[r];
    if (!i || i->op == NET_CONST || i->op == NET_TIME || i->op == NET_MARK)
        return 1;
    return i->op >= NET_ADD && i->op <= NET_FMA && net_is_plain(ir, i->a) && net_is_plain(ir, i->b) && net_is_plain(ir, i->c);
}

int net_mark_number(struct net *ir, struct net_mark mark)
{
    int i = 0;
    while (i < ir->mark_count && !same_mark(&ir->marks[i], &mark))
        i++;
    if (i == ir->mark_count)
        *ARENA_PUSH(ir->arena, ir->marks, ir->mark_count) = mark;
    return i;
}

int net_slot_named(const struct net *ir, int buffer, const char *name)
{
    const struct net_buffer *b = &ir->buffers[buffer];
    for (int i = 0; i < b->slot_count; i++)
        if (strcmp(b->slots[i], name) == 0)
            return i;
    return -1;
}

int net_buffer_named(const struct net *ir, const char *name)
{
    for (int i = 0; i < ir->buffer_count; i++)
        if (strcmp(ir->buffers[i].name, name) == 0)
            return i;
    return -1;
}

long net_places(const struct net *ir, int buffer)
{
    long count = 1;
    for (int a = 1; a < ir->axis_count; a++)
        count *= ir->buffers[buffer].over & OVER(a) ? ir->axes[a].extent : 1;
    return count;
}
