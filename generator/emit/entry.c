/* entry.c -- the functions a kernel is called by: they say in which tick which region
 * runs, and nothing else.
 */
#include "spell.h"
#include <stdlib.h>

/* Vectors of a block are looped over, unless a call takes all lanes. */
static void open_vectors(const struct target *t, int indent, struct text *out)
{
    text_print(out, t->style == CALLS ? "%*s{\n" : "%*sfor (int v = 0; v < VECS; v++) {\n", indent, "");
}

/* The rings of the job that a clock before the first step fills. */
static const char *ring_of(const struct net *ir, int clock)
{
    for (int i = 0; i < ir->region_count; i++)
        for (int e = 0; ir->regions[i].clock == clock && e < ir->regions[i].effect_count; e++)
            if (ir->buffers[ir->regions[i].effects[e].buffer].rows == 0)
                return ir->buffers[ir->regions[i].effects[e].buffer].number;
    return NULL;
}

/* What was before the first step. */
static void spell_before(const struct spelling *s, const struct net *ir, const struct target *t, struct text *out)
{
    for (int c = FIRST_CHILD; c < ir->clock_count; c++) {
        const char *ring = net_is_before(ir, c) ? ring_of(ir, c) : NULL;
        if (!ring)
            continue;
        text_print(out, "    for (long n = 1 - job->rows[%s]; n < 0; n++) {\n", ring);
        open_vectors(t, 8, out);
        for (int i = 0; i < ir->region_count; i++) {
            if (ir->regions[i].clock != c)
                continue;
            text_add(out, "            ");
            spell_call(s, i, "n", "n", NULL, out);
        }
        text_add(out, "        }\n    }\n");
    }
}

/* The regions of one of the clocks that tick once. */
static void spell_once(const struct spelling *s, const struct net *ir, const struct target *t, const char *name, int clock, const char *doc,
                       struct text *out)
{
    int any = 0;
    text_print(out, "/* %s */\nstatic void %s(const struct kernel_job *job)\n{\n", doc, name);
    for (int i = 0; i < ir->region_count; i++) {
        if (ir->regions[i].clock != clock)
            continue;
        if (!any++)
            open_vectors(t, 4, out);
        text_add(out, "        ");
        spell_call(s, i, "0", "0", NULL, out);
    }
    text_add(out, any ? "    }\n" : "    (void)job;\n");
    if (clock == POINT)
        spell_before(s, ir, t, out);
    text_add(out, "}\n\n");
}

/* " + 3", " - 3" or nothing. */
static const char *shift(struct arena *a, long by)
{
    return by ? arena_print(a, " %c %ld", by < 0 ? '-' : '+', labs(by)) : "";
}

/* A clock that ticks in every tick of its parent from one on. */
static void spell_each(const struct net *ir, const struct net_clock *c, const char *since, const char *guard, struct text *out)
{
    text_print(out, "        const long %s_tick = %s%s;\n", c->name, since, shift(ir->arena, -c->first));
    text_print(out, "        const int %s_now = %s%s_tick >= 0", c->name, guard, c->name);
    text_print(out, c->upto ? " && %s_tick < %ld;\n" : ";\n", c->name, c->upto - c->first);
}

/* One that ticks in the first of each [every] ticks of a parent that is a child itself. */
static void spell_first_of(const struct net_clock *c, const char *since, const char *guard, int counts, struct text *out)
{
    if (counts)
        text_print(out, "        const long %s_tick = %s/%ld;\n", c->name, since, c->every);
    text_print(out, "        const int %s_now = %s%s%%%ld == 0;\n", c->name, guard, since, c->every);
}

/* One that ticks in the last of each: the steps it has waited are a multiple of them then. */
static void spell_last_of(const struct net *ir, const struct net_clock *c, const char *since, const char *guard, int counts, struct text *out)
{
    const char *n = c->name;
    text_print(out, "        const long %s_steps = %s%s;\n", n, since, shift(ir->arena, 1 - c->first));
    if (counts)
        text_print(out, "        const long %s_tick = %s_steps/%ld - 1;\n", n, n, c->every);
    text_print(out, "        const int %s_now = %s%s_steps > 0 && %s_steps%%%ld == 0", n, guard, n, n, c->every);
    text_print(out, c->upto ? " && %s_steps <= %ld;\n" : ";\n", n, c->upto - c->first);
}

/* Whether a guarded clock ticks in this step (_now), and which of its ticks that is (_tick), of
 * which nobody reads any other. */
static void spell_clock(const struct spelling *s, const struct net *ir, int clock, struct text *out)
{
    const struct net_clock *c = &ir->clocks[clock];
    const char *parent = ir->clocks[c->parent].name, *guard = c->parent == STEP ? "" : arena_print(ir->arena, "%s_now && ", parent);
    const char *since = c->parent != STEP ? arena_print(ir->arena, "%s_tick", parent)
                      : c->after_origin ? "job->first + n - job->origin" : "job->first + n";
    int counts = spell_counts_ticks(s, clock);
    if (c->every == 1)
        spell_each(ir, c, since, guard, out);
    else if (c->parent != STEP && c->first == 1 - c->every && !c->upto)
        spell_first_of(c, since, guard, counts, out);
    else
        spell_last_of(ir, c, since, guard, counts, out);
}

/* A region in the ticks of its clock. What it does otherwise in those of a child is a call
 * of its own, so that a compiler decides nothing in the loops. */
static void spell_tick(const struct spelling *s, const struct net *ir, int region, struct text *out)
{
    const char *clock = ir->clocks[ir->regions[region].clock].name, *tick = arena_print(ir->arena, "%s_tick", clock);
    int child = spell_asks_child(s, region);
    if (child >= 0) {
        text_print(out, "            if (%s_now)\n                ", ir->clocks[child].name);
        spell_call(s, region, "n", tick, "1", out);
    }
    text_print(out, "            %sif (%s_now)\n                ", child >= 0 ? "else " : "", clock);
    spell_call(s, region, "n", tick, child >= 0 ? "0" : NULL, out);
}

static void spell_advance(const struct spelling *s, const struct net *ir, const struct target *t, struct text *out)
{
    text_add(out, "/* Takes job->ticks steps with every vector of the block. */\n"
                  "static void advance(const struct kernel_job *job)\n{\n"
                  "    for (long n = 0; n < job->ticks; n++) {\n");
    for (int c = FIRST_CHILD; c < ir->clock_count; c++)
        if (ir->clocks[c].parent >= STEP)
            spell_clock(s, ir, c, out);
    open_vectors(t, 8, out);
    for (int i = 0; i < ir->region_count; i++) {
        int clock = ir->regions[i].clock;
        if (clock >= FIRST_CHILD && ir->clocks[clock].parent >= STEP)
            spell_tick(s, ir, i, out);
        if (clock != STEP)
            continue;
        text_add(out, "            ");
        spell_call(s, i, "n", "job->first + n", NULL, out);
    }
    text_add(out, "        }\n    }\n}\n\n");
}

void spell_entries(const struct spelling *s, const struct net *ir, const struct target *target, struct text *out)
{
    spell_once(s, ir, target, "start", POINT, "Prepares a block: what is known before the first step.", out);
    spell_advance(s, ir, target, out);
    spell_once(s, ir, target, "results", END, "Turns finished reductions into the columns of the table.", out);
    if (net_entry(ir) >= 0)
        spell_once(s, ir, target, ir->clocks[net_entry(ir)].name, net_entry(ir), "Computes the outputs from the inputs.", out);
}
