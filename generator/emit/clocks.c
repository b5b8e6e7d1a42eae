/* clocks.c -- whether a guarded clock ticks in a step, in C. */
#include "walk.h"
#include <stdlib.h>

/* " + 3", " - 3" or nothing. */
static const char *shift(struct arena *a, long by)
{
    return by ? arena_print(a, " %c %ld", by < 0 ? '-' : '+', labs(by)) : "";
}

/* A clock that ticks in every tick of its parent from one on. */
static void spell_each(const struct net *ir, const struct net_clock *c, const char *since, const char *guard, int indent, struct text *out)
{
    text_print(out, "%*sconst long %s_tick = %s%s;\n", indent, "", c->name, since, shift(ir->arena, -c->first));
    text_print(out, "%*sconst int %s_now = %s%s_tick >= 0", indent, "", c->name, guard, c->name);
    text_print(out, c->upto ? " && %s_tick < %ld;\n" : ";\n", c->name, c->upto - c->first);
}

/* One that ticks in the first of each [every] ticks of a parent that is a child itself. */
static void spell_first_of(const struct net_clock *c, const char *since, const char *guard, int counts, int indent, struct text *out)
{
    if (counts)
        text_print(out, "%*sconst long %s_tick = %s/%ld;\n", indent, "", c->name, since, c->every);
    text_print(out, "%*sconst int %s_now = %s%s%%%ld == 0;\n", indent, "", c->name, guard, since, c->every);
}

/* One that ticks in the last of each: the steps it has waited are a multiple of them then. */
static void spell_last_of(const struct net *ir, const struct net_clock *c, const char *since, const char *guard, int counts, int indent, struct text *out)
{
    const char *n = c->name;
    text_print(out, "%*sconst long %s_steps = %s%s;\n", indent, "", n, since, shift(ir->arena, 1 - c->first));
    if (counts)
        text_print(out, "%*sconst long %s_tick = %s_steps/%ld - 1;\n", indent, "", n, n, c->every);
    text_print(out, "%*sconst int %s_now = %s%s_steps > 0 && %s_steps%%%ld == 0", indent, "", n, guard, n, n, c->every);
    text_print(out, c->upto ? " && %s_steps <= %ld;\n" : ";\n", n, c->upto - c->first);
}

/* Whether a guarded clock ticks in this step (_now), and which of its ticks that is (_tick), of
 * which nobody reads any other. */
void spell_clock(const struct spelling *s, int clock, int indent, struct text *out)
{
    const struct net *ir = s->ir;
    const struct net_clock *c = &ir->clocks[clock];
    const char *parent = ir->clocks[c->parent].name, *guard = c->parent == STEP ? "" : arena_print(ir->arena, "%s_now && ", parent);
    const char *since = c->parent != STEP ? arena_print(ir->arena, "%s_tick", parent)
                      : c->after_origin ? "job->first + n - job->origin" : "job->first + n";
    int counts = spell_counts_ticks(s, clock);
    if (c->every == 1)
        spell_each(ir, c, since, guard, indent, out);
    else if (c->parent != STEP && c->first == 1 - c->every && !c->upto)
        spell_first_of(c, since, guard, counts, indent, out);
    else
        spell_last_of(ir, c, since, guard, counts, indent, out);
}
