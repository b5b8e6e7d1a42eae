/* advance.c -- the steps of a kernel: its regions as a list of
 * phases. A phase is regions that one loop over the vectors of a block calls, or one that takes
 * the whole block at once: lanes know nothing of each other, so what a phase is changes no bit.
 */
#include "advance.h"
#include "ticks.h"

/* ---- phases ------------------------------------------------------------------------------ */

enum { NEAR = 24*1024 };            /* bytes, of a first cache that has 32 kB */

/* Whether all that the lanes of a block have stays in the first cache from one loop over the vectors to the next. */
static int is_near(const struct net *ir)
{
    double bytes = 0;
    for (int b = 0; b < ir->buffer_count; b++) {
        const struct net_buffer *x = &ir->buffers[b];
        if (!(x->over & OVER(0)) || (x->life != LIVE && x->life != SCRATCH))
            continue;
        if (!x->rows)
            return 0;
        bytes += (double)x->slot_count*x->rows*net_places(ir, b)*ir->axes[0].extent*ir->bytes;
    }
    return bytes <= NEAR;
}

/* A region of the step waits for the one before it, of the same vector: in a loop of its own other vectors are between. */
static int is_apart(const struct spelling *s, const int *regions)
{
    return s->ir->regions[regions[0]].clock == STEP || s->ir->regions[regions[1]].clock == STEP;
}

/* Regions that follow each other, as long as they are of one kind; those of steps by themselves where [apart]. */
static struct phase next_phase(const struct spelling *s, const int *regions, int count, int apart)
{
    struct phase p = { .whole = walk_is_whole(s, regions[0]), .regions = regions, .count = 1 };
    while (p.count < count && walk_is_whole(s, regions[p.count]) == p.whole && !(apart && is_apart(s, regions + p.count - 1)))
        p.count++;
    return p;
}

/* A region in the ticks of its clock. What it does otherwise in those of a child is a call
 * of its own, so that a compiler decides nothing in the loops. */
static void spell_tick(const struct spelling *s, int region, int indent, struct text *out)
{
    const struct net *ir = s->ir;
    const char *clock = ir->clocks[ir->regions[region].clock].name, *tick = arena_print(ir->arena, "%s_tick", clock);
    int child = spell_asks_child(s, region);
    if (child >= 0) {
        text_print(out, "%*sif (%s_now)\n%*s", indent, "", ir->clocks[child].name, indent + 4, "");
        spell_call(s, region, "n", tick, "1", out);
    }
    text_print(out, "%*s%sif (%s_now)\n%*s", indent, "", child >= 0 ? "else " : "", clock, indent + 4, "");
    spell_call(s, region, "n", tick, child >= 0 ? "0" : NULL, out);
}

static void spell_phase(const struct spelling *s, const struct phase *p, const struct phase_words *w, int indent, struct text *out)
{
    if (!p->whole)
        text_print(out, "%*sfor (int v = 0; v < VECS; v++) {\n", indent, "");
    for (int i = 0, inside = indent + (p->whole ? 0 : 4); i < p->count; i++) {
        int clock = s->ir->regions[p->regions[i]].clock;
        if (w->guarded && clock >= FIRST_CHILD) {
            spell_tick(s, p->regions[i], inside, out);
            continue;
        }
        text_print(out, "%*s", inside, "");
        spell_call(s, p->regions[i], w->step, w->tick, NULL, out);
    }
    if (!p->whole)
        text_print(out, "%*s}\n", indent, "");
}

void spell_phases(const struct spelling *s, const int *regions, int count, const struct phase_words *w, int indent, struct text *out)
{
    int apart = w->guarded && walk_is_read(s) && is_near(s->ir);
    for (int at = 0; at < count;) {
        struct phase p = next_phase(s, regions + at, count - at, apart);
        spell_phase(s, &p, w, indent, out);
        at += p.count;
    }
}

int *spell_regions_of(const struct net *ir, int clock, int *count)
{
    int *list = ARENA_ARRAY(ir->arena, int, ir->region_count);
    *count = 0;
    for (int i = 0; i < ir->region_count; i++)
        if (ir->regions[i].clock == clock)
            list[(*count)++] = i;
    return list;
}

/* ---- the steps --------------------------------------------------------------------------- */

/* Those of a step and of the clocks below it, in order; the late ones, or all others. */
static int *regions_of_steps(const struct net *ir, int late, int *count)
{
    int *list = ARENA_ARRAY(ir->arena, int, ir->region_count);
    *count = 0;
    for (int i = 0; i < ir->region_count; i++) {
        int clock = ir->regions[i].clock;
        if (ir->regions[i].late == late && (clock == STEP || (clock >= FIRST_CHILD && ir->clocks[clock].parent >= STEP)))
            list[(*count)++] = i;
    }
    return list;
}

/* Regions that look at the steps and change none run for each observer, whose numbers of the point and tallies are its
 * own; [count] of them from the first of [regions] on that does or does not. */
static int observers_or_steps(const struct net *ir, const int *regions, int count)
{
    int observing = ir->observers && net_is_observing(ir, ir->regions[regions[0]].clock), n = 1;
    while (n < count && (ir->observers && net_is_observing(ir, ir->regions[regions[n]].clock)) == observing)
        n++;
    return observing ? -n : n;
}

static void spell_step(const struct spelling *s, const int *regions, int count, struct text *out)
{
    static const struct phase_words words = { .step = "n", .tick = "job->first + n", .guarded = 1 };
    for (int at = 0, n; at < count; at += n < 0 ? -n : n) {
        n = observers_or_steps(s->ir, regions + at, count - at);
        if (n < 0)
            text_add(out, "        for (const struct kernel_job *job = steps; job; job = job->also) {\n");
        spell_phases(s, regions + at, n < 0 ? -n : n, &words, n < 0 ? 12 : 8, out);
        if (n < 0)
            text_add(out, "        }\n");
    }
}

void spell_advance(const struct spelling *s, struct text *out)
{
    static const struct phase_words behind = { .step = "0", .tick = "0" };
    const struct net *ir = s->ir;
    int count, *regions = regions_of_steps(ir, 0, &count), last, *late = regions_of_steps(ir, 1, &last);
    if (ticks_abreast(s)) {
        ticks_advance(s, out);
        return;
    }
    text_add(out, "/* Takes job->ticks steps with every vector of the block. */\n"
                  "static void advance(const struct kernel_job *job)\n{\n");
    if (ir->observers)
        text_add(out, "    const struct kernel_job *const steps = job;\n");
    text_add(out, "    for (long n = 0; n < job->ticks; n++) {\n");
    for (int c = FIRST_CHILD; c < ir->clock_count; c++)
        if (ir->clocks[c].parent >= STEP)
            spell_clock(s, c, 8, out);
    spell_step(s, regions, count, out);
    text_add(out, "    }\n");
    spell_phases(s, late, last, &behind, 4, out);
    text_add(out, "}\n\n");
}
