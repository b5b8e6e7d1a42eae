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
    text_print(out, "%s}\n\n", any ? "    }\n" : "    (void)job;\n");
}

/* Ticks of a guarded clock: m_clock so far, and whether it ticks in this step. */
static void spell_clock(const struct spelling *s, const struct net *ir, int clock, struct text *out)
{
    const struct net_clock *c = &ir->clocks[clock];
    const char *parent = c->parent == STEP ? "" : ir->clocks[c->parent].name;
    const char *since = c->parent == STEP ? c->after_origin ? "job->first + n - job->origin" : "job->first + n"
                      : arena_print(ir->arena, "%s_m", parent);
    const char *past = arena_print(ir->arena, "%s_past", c->name), *guard = c->parent == STEP ? "" : arena_print(ir->arena, "%s_ticks && ", parent);
    text_print(out, "        const long %s = %s", past, since);
    text_print(out, c->first ? " %c %ld;\n" : ";\n", c->first < 0 ? '+' : '-', labs(c->first));
    if (spell_counts_ticks(s, clock))
        text_print(out, c->every == 1 ? "        const long %s_m = %s < 0 ? 0 : %s;\n" : "        const long %s_m = %s < 0 ? 0 : %s/%ld;\n",
                   c->name, past, past, c->every);
    if (c->upto)
        guard = arena_print(ir->arena, "%s%s < %ld && ", guard, past, c->upto - c->first);
    text_print(out, c->every == 1 ? "        const int %s_ticks = %s%s >= 0;\n" : "        const int %s_ticks = %s%s >= 0 && %s%%%ld == %ld;\n",
               c->name, guard, past, past, c->every, c->every - 1);
}

/* A region in the ticks of its clock. What it does otherwise in those of a child is a call
 * of its own, so that a compiler decides nothing in the loops. */
static void spell_tick(const struct spelling *s, const struct net *ir, int region, struct text *out)
{
    const char *clock = ir->clocks[ir->regions[region].clock].name, *m = arena_print(ir->arena, "%s_m", clock);
    int child = spell_asks_child(s, region);
    if (child >= 0) {
        text_print(out, "            if (%s_ticks)\n                ", ir->clocks[child].name);
        spell_call(s, region, "n", m, "1", out);
    }
    text_print(out, "            %sif (%s_ticks)\n                ", child >= 0 ? "else " : "", clock);
    spell_call(s, region, "n", m, child >= 0 ? "0" : NULL, out);
}

static void spell_advance(const struct spelling *s, const struct net *ir, const struct target *t, struct text *out)
{
    text_add(out, "/* Takes job->ticks steps with every vector of the block. */\n"
                  "static void advance(const struct kernel_job *job)\n{\n"
                  "    for (long n = 0; n < job->ticks; n++) {\n");
    for (int c = FIRST_CHILD; c < ir->clock_count; c++)
        spell_clock(s, ir, c, out);
    open_vectors(t, 8, out);
    for (int i = 0; i < ir->region_count; i++) {
        int clock = ir->regions[i].clock;
        if (clock >= FIRST_CHILD)
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
}
