/* entry.c -- the functions a kernel is called by: they say in which tick which region
 * runs, and nothing else. That of the steps is advance.c's.
 */
#include "advance.h"

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
static void spell_before(const struct spelling *s, const struct net *ir, struct text *out)
{
    static const struct phase_words words = { .step = "n", .tick = "n" };
    for (int c = FIRST_CHILD; c < ir->clock_count; c++) {
        const char *ring = net_is_before(ir, c) ? ring_of(ir, c) : NULL;
        int count, *regions = spell_regions_of(ir, c, &count);
        if (!ring)
            continue;
        text_print(out, "    for (long n = 1 - job->rows[%s]; n < 0; n++) {\n", ring);
        spell_phases(s, regions, count, &words, 8, out);
        text_add(out, "    }\n");
    }
}

/* The regions of one of the clocks that tick once. */
static void spell_once(const struct spelling *s, const struct net *ir, const char *name, int clock, const char *doc, struct text *out)
{
    static const struct phase_words words = { .step = "0", .tick = "0" };
    int count, *regions = spell_regions_of(ir, clock, &count);
    text_print(out, "/* %s */\nstatic void %s(const struct kernel_job *job)\n{\n", doc, name);
    spell_phases(s, regions, count, &words, 4, out);
    if (!count)
        text_add(out, "    (void)job;\n");
    if (clock == POINT)
        spell_before(s, ir, out);
    text_add(out, "}\n\n");
}

void spell_entries(const struct spelling *s, struct text *out)
{
    const struct net *ir = s->ir;
    spell_once(s, ir, "start", POINT, "Prepares a block: what is known before the first step.", out);
    spell_advance(s, out);
    spell_once(s, ir, "results", END, "Turns finished reductions into the columns of the table.", out);
    if (net_entry(ir) >= 0)
        spell_once(s, ir, ir->clocks[net_entry(ir)].name, net_entry(ir), "Computes the outputs from the inputs.", out);
}
