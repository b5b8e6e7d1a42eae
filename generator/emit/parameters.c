/* parameters.c -- what a region's function is given: what it looks at and no more. The
 * head of the function and its call are two readings of one set.
 */
#include "walk.h"

enum { WANTS_STEP = 1, WANTS_TICK = 2, WANTS_VECTOR = 4 };

static unsigned of_buffer(const struct spelling *s, int buffer)
{
    const struct net_buffer *b = &s->ir->buffers[buffer];
    unsigned vector = b->over & OVER(0) && !walk_calls(s) ? WANTS_VECTOR : 0;
    if (b->rows == 1)
        return vector;
    return vector | (b->life == INPUT || b->clock == STEP ? WANTS_STEP : WANTS_TICK);
}

static unsigned of_effect(const struct spelling *s, const struct net_effect *e)
{
    return (e->kind == EFFECT_GATHER ? WANTS_TICK : 0) | (walk_calls(s) ? 0 : WANTS_VECTOR);
}

void walk_find_parameters(struct spelling *s, int region)
{
    const struct net_region *r = &s->ir->regions[region];
    struct walk_parameters *p = &s->parameters[region];
    p->wants = p->ticks = 0;
    for (int e = 0; e < r->effect_count; e++)
        p->wants |= r->effects[e].kind == EFFECT_STORE ? of_buffer(s, r->effects[e].buffer) : of_effect(s, &r->effects[e]);
    int stores = r->effect_count && r->effects[0].kind == EFFECT_STORE;
    for (int k = 0; stores && k < s->reach.count; k++) {
        const struct net_ins *i = &s->ir->ins[s->reach.values[k]];
        if (i->op == NET_LOAD)
            p->wants |= of_buffer(s, i->buffer);
        if (i->op == NET_TIME || i->op == NET_MARK)
            p->wants |= WANTS_STEP;
        if (i->op == NET_TICKS)
            p->ticks |= 1u << (i->slot - FIRST_CHILD);
    }
}

const char *walk_parameters(struct spelling *s, int region)
{
    struct walk_parameters *p = &s->parameters[region];
    walk_find_parameters(s, region);
    const char *list = walk_print(s, "const struct kernel_job *job%s%s%s", p->wants & WANTS_STEP ? ", long n" : "",
                                  p->wants & WANTS_TICK ? ", long m" : "", p->wants & WANTS_VECTOR ? ", int v" : "");
    for (int c = FIRST_CHILD; c < s->ir->clock_count; c++) {
        if (!(p->ticks >> (c - FIRST_CHILD) & 1))
            continue;
        s->tick_name[c - FIRST_CHILD] = s->child_ticks ? "1" : "0";
        if (c == s->child)
            continue;
        s->tick_name[c - FIRST_CHILD] = names_take(s->o->names, s->ir->clocks[c].name);
        list = walk_print(s, "%s, int %s", list, s->tick_name[c - FIRST_CHILD]);
    }
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
    for (int c = FIRST_CHILD; c < s->ir->clock_count; c++)
        if (p->ticks >> (c - FIRST_CHILD) & 1 && !p->ticking)
            text_print(out, child ? ", %s" : ", %s_now", child ? child : s->ir->clocks[c].name);
    text_add(out, ");\n");
}

int spell_asks_child(const struct spelling *s, int region)
{
    unsigned ticks = s->parameters[region].ticks;
    int clock = FIRST_CHILD;
    while (ticks && !(ticks >> (clock - FIRST_CHILD) & 1))
        clock++;
    if (!ticks || ticks & (ticks - 1))
        return -1;
    return s->ir->clocks[clock].parent == s->ir->regions[region].clock ? clock : -1;
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
