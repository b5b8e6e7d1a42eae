/* entry.c -- the functions a kernel is called by: they say in which tick which region
 * runs, and nothing else.
 */
#include "spell.h"

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
        spell_call(s, i, "0", "0", out);
    }
    text_print(out, "%s}\n\n", any ? "    }\n" : "    (void)job;\n");
}

/* Ticks of a guarded clock: m_clock so far, and whether it ticks in this step. */
static void spell_clock(const struct spelling *s, const struct net *ir, int clock, struct text *out)
{
    const struct net_clock *c = &ir->clocks[clock];
    const char *parent = c->parent == STEP ? "" : ir->clocks[c->parent].name;
    text_print(out, "        const long %s_past = ", c->name);
    if (c->parent == STEP)
        text_print(out, "job->first + n%s - %ld;\n", c->after_origin ? " - job->origin" : "", c->first);
    else
        text_print(out, "%s_m - %ld;\n", parent, c->first);
    if (spell_counts_ticks(s, clock))
        text_print(out, "        const long %s_m = %s_past < 0 ? 0 : %s_past/%ld;\n", c->name, c->name, c->name, c->every);
    text_print(out, "        const int %s_ticks = %s%s%s_past >= 0 && %s_past%%%ld == %ld;\n", c->name, parent,
               c->parent == STEP ? "" : "_ticks && ", c->name, c->name, c->every, c->every - 1);
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
        const struct net_region *r = &ir->regions[i];
        const char *clock = ir->clocks[r->clock].name;
        if (r->clock != STEP && r->clock < FIRST_CHILD)
            continue;
        if (r->clock >= FIRST_CHILD)
            text_print(out, "            if (%s_ticks)\n    ", clock);
        text_add(out, "            ");
        spell_call(s, i, "n", r->clock == STEP ? "job->first + n" : arena_print(ir->arena, "%s_m", clock), out);
    }
    text_add(out, "        }\n    }\n}\n\n");
}

void spell_entries(const struct spelling *s, const struct net *ir, const struct target *target, struct text *out)
{
    spell_once(s, ir, target, "start", POINT, "Prepares a block: what is known before the first step.", out);
    spell_advance(s, ir, target, out);
    spell_once(s, ir, target, "results", END, "Turns finished reductions into the columns of the table.", out);
}
