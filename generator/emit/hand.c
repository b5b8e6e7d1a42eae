/* hand.c -- see hand.h. */
#include "hand.h"

static int is_ring(const struct net_buffer *b)
{
    return b->life == LIVE && b->rows != 1;
}

int hand_at(const struct net *ir, int clock)
{
    return clock == STEP || (clock >= FIRST_CHILD && !net_is_before(ir, clock) && ir->clocks[clock].parent >= STEP);
}

static over_set single_axes(const struct net *ir)
{
    over_set all = 0;
    for (int a = 1; a < ir->axis_count; a++)
        all |= walk_is_single(ir, a) ? OVER(a) : 0;
    return all;
}

/* A number a lane, which no more than one row has. */
static int fits_hand(const struct net *ir, const struct net_buffer *b)
{
    return b->over & OVER(0) && !(b->over & ~(OVER(0) | single_axes(ir))) && b->rows == 1 && !b->wide && !b->along && b->ring < 0
        && b->slot_count && (b->life == LIVE || (b->life == INPUT && b->clock == POINT) || (b->life == SCRATCH && hand_at(ir, b->clock)));
}

int hand_is_kept(const struct net *ir, const struct net_buffer *b)
{
    return b->life == LIVE && hand_at(ir, b->clock);
}

/* Whether a clock ticks is asked of no other than one child of the region's own: a stretch of steps knows that
 * of its first one (ticks.c). */
static int asks_one_child(const struct net *ir, const struct net_region *r)
{
    struct reach reach = { .net = ir };
    int asked = -1;
    reach_begin(&reach);
    reach_region(&reach, r);
    for (int k = 0; k < reach.count; k++) {
        const struct net_ins *i = &ir->ins[reach.values[k]];
        if (i->op != NET_TICKS)
            continue;
        if (ir->clocks[i->slot].parent != r->clock || (asked >= 0 && asked != i->slot))
            return 0;
        asked = i->slot;
    }
    return 1;
}

/* Clocks that are asked in the steps: each is a question for every vector, and what is observed fills the registers. */
enum { MOST_ASKED = 8 };

static int is_asked_much(const struct net *ir)
{
    int count = 0;
    for (int c = FIRST_CHILD; c < ir->clock_count; c++)
        count += hand_at(ir, c);
    return count > MOST_ASKED;
}

/* One node, and no vector of a block waits for others: what is cut for compilers, rings, and registers that
 * lanes share stay as they are. */
static int takes_all(const struct net *ir)
{
    int found = 0;
    if (is_asked_much(ir))
        return 0;
    for (int a = 1; a < ir->axis_count; a++)
        if (ir->axes[a].kind == AXIS_NODE && ir->axes[a].extent > 1)
            return 0;
    for (int b = 0; b < ir->buffer_count; b++)
        if (is_ring(&ir->buffers[b]) || ir->buffers[b].ring >= 0
            || (hand_is_kept(ir, &ir->buffers[b]) && ir->buffers[b].slot_count && !(ir->buffers[b].over & OVER(0))))
            return 0;
    for (int i = 0; i < ir->region_count; i++) {
        found |= ir->regions[i].clock == STEP;
        if (hand_at(ir, ir->regions[i].clock) && (ir->regions[i].apart || !asks_one_child(ir, &ir->regions[i])))
            return 0;
    }
    return found;
}

void hand_open(struct spelling *s)
{
    const struct net *ir = s->ir;
    struct names fields;                /* of a struct: they keep no other name from anything */
    names_open(&fields, s->arena);
    s->hand = s->o->target != &target_vector || ir->observers || !takes_all(ir) ? NULL : ARENA_ARRAY(s->arena, const char **, ir->buffer_count);
    for (int b = 0; s->hand && b < ir->buffer_count; b++) {
        const struct net_buffer *x = &ir->buffers[b];
        if (!fits_hand(ir, x))
            continue;
        s->hand[b] = ARENA_ARRAY(s->arena, const char *, x->slot_count);
        for (int i = 0; i < x->slot_count; i++)
            s->hand[b][i] = names_take(&fields, walk_print(s, "%s_%s", x->name, x->slots[i]));
    }
}

int hand_has(const struct spelling *s, const struct net_region *r)
{
    return s->hand && hand_at(s->ir, r->clock) && r->effect_count && r->effects[0].kind == EFFECT_STORE;
}

const char *hand_field(const struct spelling *s, int buffer, int slot)
{
    return s->at_hand && s->hand[buffer] ? s->hand[buffer][slot] : NULL;
}
