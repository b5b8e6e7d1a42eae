/* parameters.c -- what a region's function is given: what it looks at and no more. The
 * head of the function and its call are two readings of one set.
 */
#include "hand.h"
#include <string.h>

enum { WANTS_STEP = 1, WANTS_TICK = 2, WANTS_VECTOR = 4 };

/* [clock]: of the region; from POINT a ring is filled, whatever the step is. */
static unsigned of_buffer(const struct spelling *s, int buffer, int clock)
{
    const struct net_buffer *b = &s->ir->buffers[buffer];
    int in_hand = clock != POINT && clock != END && s->at_hand && s->hand[buffer];
    unsigned vector = b->over & OVER(0) && !in_hand ? WANTS_VECTOR : 0;
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
    const char *list = walk_print(s, "%s%s%s", p->wants & WANTS_STEP ? ", long n" : "", p->wants & WANTS_TICK ? ", long m" : "",
                                  p->wants & WANTS_VECTOR ? ", int v" : "");
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

/* What is in hand is no job's, and a step may need nothing else. */
const char *walk_head(struct spelling *s, int region, const char *list, const char *body)
{
    struct walk_parameters *p = &s->parameters[region];
    p->no_job = s->at_hand && !strstr(body, "job->");
    p->hand = s->at_hand && strstr(body, "at->");
    list = walk_print(s, "%s%s%s", p->no_job ? "" : ", const struct kernel_job *job", list, p->hand ? ", struct in_hand *restrict at" : "");
    return *list ? list + 2 : "void";
}

void spell_bare_call(const struct spelling *s, int region, const char *step, const char *tick, const char *child, struct text *out)
{
    const struct walk_parameters *p = &s->parameters[region];
    const struct net_region *r = &s->ir->regions[region];
    const char *list = p->no_job ? "" : ", job";
    if (p->wants & WANTS_STEP)
        list = arena_print(s->arena, "%s, %s", list, step);
    if (p->wants & WANTS_TICK)
        list = arena_print(s->arena, "%s, %s", list, tick);
    if (p->wants & WANTS_VECTOR)
        list = arena_print(s->arena, "%s, v%s", list, s->hand && hand_at(s->ir, r->clock) ? " + k" : "");
    for (int i = 0; i < p->tick_count && !p->ticking; i++)
        list = arena_print(s->arena, child ? "%s, %s" : "%s, %s_now", list, child ? child : s->ir->clocks[p->ticks[i]].name);
    list = arena_print(s->arena, "%s%s", list, p->hand ? ", &at[k]" : "");
    text_print(out, "%s(%s)", p->ticking && child && *child == '1' ? p->ticking : r->name, *list ? list + 2 : "");
}

void spell_call(const struct spelling *s, int region, const char *step, const char *tick, const char *child, struct text *out)
{
    spell_bare_call(s, region, step, tick, child, out);
    text_add(out, ";\n");
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
