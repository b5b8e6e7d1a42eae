/* parameters.c -- what a region's function is given: what it looks at and no more. The
 * head of the function and its call are two readings of one set.
 */
#include "walk.h"

enum { WANTS_STEP = 1, WANTS_TICK = 2, WANTS_VECTOR = 4 };

/* [clock]: of the region; from POINT a ring is filled, whatever the step is. */
static unsigned of_buffer(const struct spelling *s, int buffer, int clock)
{
    const struct net_buffer *b = &s->ir->buffers[buffer];
    unsigned vector = b->over & OVER(0) ? WANTS_VECTOR : 0;
    if (b->rows == 1 || (walk_is_ring(b) && clock == POINT))
        return vector;
    return vector | (b->life == INPUT || b->clock == STEP ? WANTS_STEP : WANTS_TICK);     /* rings count steps */
}

static unsigned of_effect(const struct net_effect *e)
{
    return (e->kind == EFFECT_GATHER ? WANTS_TICK : 0) | WANTS_VECTOR;
}

/* In ascending order, once. */
static void ask_clock(struct spelling *s, struct walk_parameters *p, int clock)
{
    int at = p->tick_count;
    while (at && p->ticks[at-1] > clock)
        at--;
    if (at && p->ticks[at-1] == clock)
        return;
    *ARENA_PUSH(s->arena, p->ticks, p->tick_count) = clock;
    for (int i = p->tick_count - 1; i > at; i--)
        p->ticks[i] = p->ticks[i-1];
    p->ticks[at] = clock;
}

void walk_find_parameters(struct spelling *s, int region)
{
    const struct net_region *r = &s->ir->regions[region];
    struct walk_parameters *p = &s->parameters[region];
    p->wants = 0;
    p->ticks = NULL;
    p->tick_count = 0;
    for (int e = 0; e < r->effect_count; e++)
        p->wants |= r->effects[e].kind == EFFECT_STORE ? of_buffer(s, r->effects[e].buffer, r->clock) : of_effect(&r->effects[e]);
    int stores = r->effect_count && r->effects[0].kind == EFFECT_STORE;
    for (int k = 0; stores && k < s->reach.count; k++) {
        const struct net_ins *i = &s->ir->ins[s->reach.values[k]];
        if (i->op == NET_LOAD)
            p->wants |= of_buffer(s, i->buffer, r->clock);
        if (i->op == NET_TIME || i->op == NET_MARK)
            p->wants |= WANTS_STEP;
        if (i->op == NET_TICKS)
            ask_clock(s, p, i->slot);
    }
    if (walk_is_whole(s, region))
        p->wants &= ~(unsigned)WANTS_VECTOR;
}

const char *walk_parameters(struct spelling *s, int region)
{
    struct walk_parameters *p = &s->parameters[region];
    walk_find_parameters(s, region);
    const char *list = walk_print(s, "const struct kernel_job *job%s%s%s", p->wants & WANTS_STEP ? ", long n" : "",
                                  p->wants & WANTS_TICK ? ", long m" : "", p->wants & WANTS_VECTOR ? ", int v" : "");
    for (int i = 0; i < p->tick_count; i++) {
        int c = p->ticks[i];
        s->tick_name[c] = s->child_ticks ? "1" : "0";
        if (c == s->child)
            continue;
        s->tick_name[c] = names_take(s->o->names, s->ir->clocks[c].name);
        list = walk_print(s, "%s, int %s", list, s->tick_name[c]);
    }
    return list;
}

const char *walk_arguments(struct spelling *s, int region)
{
    const struct walk_parameters *p = &s->parameters[region];
    const char *list = walk_print(s, "job%s%s%s", p->wants & WANTS_STEP ? ", n" : "", p->wants & WANTS_TICK ? ", m" : "",
                                  p->wants & WANTS_VECTOR ? ", v" : "");
    for (int i = 0; i < p->tick_count; i++)
        list = p->ticks[i] == s->child ? list : walk_print(s, "%s, %s", list, s->tick_name[p->ticks[i]]);
    return list;
}

void spell_call(const struct spelling *s, int region, const char *step, const char *tick, const char *child, struct text *out)
{
    const struct walk_parameters *p = &s->parameters[region];
    text_print(out, "%s(job", p->ticking && child && *child == '1' ? p->ticking : s->ir->regions[region].name);
    if (p->wants & WANTS_STEP)
        text_print(out, ", %s", step);
    if (p->wants & WANTS_TICK)
        text_print(out, ", %s", tick);
    if (p->wants & WANTS_VECTOR)
        text_add(out, ", v");
    for (int i = 0; i < p->tick_count && !p->ticking; i++)
        text_print(out, child ? ", %s" : ", %s_now", child ? child : s->ir->clocks[p->ticks[i]].name);
    text_add(out, ");\n");
}

int spell_asks_child(const struct spelling *s, int region)
{
    const struct walk_parameters *p = &s->parameters[region];
    return p->tick_count == 1 && s->ir->clocks[p->ticks[0]].parent == s->ir->regions[region].clock ? p->ticks[0] : -1;
}

int spell_counts_ticks(const struct spelling *s, int clock)
{
    for (int c = FIRST_CHILD; c < s->ir->clock_count; c++)
        if (s->ir->clocks[c].parent == clock)
            return 1;
    for (int i = 0; i < s->ir->region_count; i++)
        if (s->ir->regions[i].clock == clock && s->parameters[i].wants & WANTS_TICK)
            return 1;
    return 0;
}
