/* readers.c -- who reads the numbers of a point: an axis that only observations read does not multiply the
 * simulations, since the host takes rows that differ in nothing else together.
 *
 * Of each slot of each buffer the readers are found from the regions: those of the steps, those of clocks that count
 * from time 0, which look at the steps and change none, and those of the end. What is made before
 * the first step is read by who reads what it is stored in.
 */
#include "program.h"
#include "ir/reach.h"

enum { STEPS = 1, OBSERVERS = 2, END_ALONE = 4 };

struct slot_readers {
    const struct net *net;
    unsigned char **read;       /* [buffer][slot]: who does */
    int changed;                /* in this round */
    struct reach reach;
};

/* Whether all of a clock happens before the first step. */
static int is_before(const struct net *n, int clock)
{
    while (clock >= FIRST_CHILD)
        clock = n->clocks[clock].parent;
    return clock == POINT;
}

/* Who reads what a store makes known. */
static unsigned char readers_of(const struct slot_readers *f, int clock, const struct net_effect *e)
{
    const struct net_buffer *b = &f->net->buffers[e->buffer];
    if (clock == END)
        return END_ALONE;
    if (net_is_observing(f->net, clock))
        return OBSERVERS;
    if (!is_before(f->net, clock))
        return STEPS;
    if (b->life == LIVE && !is_before(f->net, b->clock))
        return net_is_observing(f->net, b->clock) ? OBSERVERS : STEPS;
    unsigned char all = 0;
    for (int i = 0, count = net_slots_at(f->net, e->buffer, e->along); i < count; i++)
        all |= f->read[e->buffer][e->slot + i];
    return all;
}

static void mark(struct slot_readers *f, const struct net_ins *x, unsigned char by)
{
    int count = x->op == NET_LOOK ? 3 : x->op == NET_LOAD ? net_slots_at(f->net, x->buffer, x->side == ALONG) : 0;
    for (int i = 0; i < count; i++) {
        unsigned char *read = &f->read[x->buffer][x->slot + i];
        f->changed |= (*read | by) != *read;
        *read |= by;
    }
}

static void mark_all(struct slot_readers *f, unsigned char by)
{
    for (int k = 0; k < f->reach.count; k++)
        mark(f, &f->net->ins[f->reach.values[k]], by);
}

/* What a clock's regions store, from the first step on, has one reader: the clock. */
static void find_later_readers(struct slot_readers *f, const struct net_region *r)
{
    if (is_before(f->net, r->clock) || !r->effect_count)
        return;
    reach_begin(&f->reach);
    reach_region(&f->reach, r);
    mark_all(f, readers_of(f, r->clock, &r->effects[0]));
}

/* What is stored before it has those that read it where it is stored. */
static void find_first_readers(struct slot_readers *f, const struct net_region *r)
{
    for (int e = 0; is_before(f->net, r->clock) && e < r->effect_count; e++) {
        reach_begin(&f->reach);
        reach_value(&f->reach, r->effects[e].value);
        mark_all(f, readers_of(f, r->clock, &r->effects[e]));
    }
}

/* Slots are listed in the order of the buffers over lanes that the host fills. */
static void tell_slots(struct program *p, const struct slot_readers *f)
{
    struct net *n = &p->net;
    int at = 0;
    for (int b = 0; b < n->buffer_count; b++) {
        const struct net_buffer *x = &n->buffers[b];
        if (x->life != INPUT || x->rows != 1 || !(x->over & OVER(0)))
            continue;
        long each = net_places(n, b);
        for (long i = 0; i < x->slot_count*each; i++) {
            unsigned char by = f->read[b][i/each];
            p->slots[at].reader = by & STEPS ? BY_STEPS : by & OBSERVERS ? BY_OBSERVERS : AT_END;
            n->observers |= p->slots[at++].reader == BY_OBSERVERS;
        }
    }
    if (at != p->slot_count)
        BUG("the numbers of a point are not those of the buffers");
}

void program_readers(struct program *p)
{
    const struct net *n = &p->net;
    struct slot_readers f = { .net = n, .read = ARENA_ARRAY(n->arena, unsigned char *, n->buffer_count), .reach.net = n, .changed = 1 };
    if (!p->slot_count)
        return;
    for (int b = 0; b < n->buffer_count; b++)
        f.read[b] = ARENA_ARRAY(n->arena, unsigned char, n->buffers[b].slot_count + 1);
    for (int i = 0; i < n->region_count; i++)
        find_later_readers(&f, &n->regions[i]);
    while (f.changed) {
        f.changed = 0;
        for (int i = n->region_count - 1; i >= 0; i--)
            find_first_readers(&f, &n->regions[i]);
    }
    tell_slots(p, &f);
}
