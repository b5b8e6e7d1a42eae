/* ticks.c -- see ticks.h. */
#include "ticks.h"
#include <string.h>
#include "hand.h"

/* ---- its declaration -------------------------------------------------------------------------- */

/* Operations of a step. */
static int operations(const struct spelling *s)
{
    struct reach reach = { .net = s->ir };
    int count = 0;
    reach_begin(&reach);
    for (int i = 0; i < s->ir->region_count; i++)
        if (s->ir->regions[i].clock == STEP)
            reach_region(&reach, &s->ir->regions[i]);
    for (int k = 0; k < reach.count; k++) {
        const struct net_ins *i = &s->ir->ins[reach.values[k]];
        count += i->op == NET_CALL ? 20 : !net_is_leaf(i);
    }
    return count;
}

/* A step of so many operations fills what a processor looks ahead: two of them overlap as much as four. */
enum { MANY = 350 };

/* So many that one waits less than others compute; more are more text to compile. */
static int abreast(const struct spelling *s)
{
    int count = operations(s);
    return count < 60 ? 8 : count < MANY ? 4 : count < 3*MANY ? 2 : 1;
}

static const char *place_in(const struct net_buffer *x, int slot, struct arena *a)
{
    return x->offsets[slot] ? arena_print(a, "[%s*VECS + v]", x->offsets[slot]) : "[v]";
}

/* A function that moves what is in hand from or to memory. */
static void mover(const struct spelling *s, const char *doc, const char *name, int takes, struct text *out)
{
    text_print(out, "/* %s */\nstatic INLINE_ void %s(const struct kernel_job *job, int v, %sstruct in_hand *restrict at)\n{\n", doc, name,
               takes ? "" : "const ");
    for (int b = 0; b < s->ir->buffer_count; b++) {
        const struct net_buffer *x = &s->ir->buffers[b];
        if (!s->hand[b] || x->life == SCRATCH || (!takes && !hand_is_kept(s->ir, x)))
            continue;
        for (int i = 0; i < x->slot_count; i++)
            text_print(out, takes ? "    at->%s = ((const real *)job->at[%s])%s;\n" : "    ((real *)job->at[%2$s])%3$s = at->%1$s;\n",
                       s->hand[b][i], x->number, place_in(x, i, s->arena));
    }
    text_add(out, "}\n\n");
}

void ticks_declare(const struct spelling *s, struct text *out)
{
    if (!s->hand)
        return;
    text_add(out, "/* What a vector has in hand while steps are taken. */\nstruct in_hand {\n");
    for (int b = 0; b < s->ir->buffer_count; b++) {
        if (!s->hand[b])
            continue;
        text_add(out, "    real");
        for (int i = 0; i < s->ir->buffers[b].slot_count; i++)
            text_print(out, "%s%s%s", i % 8 ? " " : i ? "\n         " : " ", s->hand[b][i], i + 1 < s->ir->buffers[b].slot_count ? "," : ";\n");
    }
    text_add(out, "};\n\n");
    mover(s, "From memory.", "pick_up", 1, out);
    mover(s, "What steps change, to memory.", "put_down", 0, out);
}

int ticks_abreast(const struct spelling *s)
{
    return s->hand ? abreast(s) : 0;
}

/* ---- advance ---------------------------------------------------------------------------------- */

/* Ticks, or may, in steps that are not one behind the other. */
static int is_rare(const struct net *ir, int clock)
{
    for (; clock >= FIRST_CHILD; clock = ir->clocks[clock].parent)
        if (ir->clocks[clock].every > 1)
            return 1;
    return 0;
}

/* When the stretch ends because of a clock: where it begins, ends, or ticks again. */
static void spell_wait(const struct net *ir, int clock, struct text *out)
{
    const struct net_clock *c = &ir->clocks[clock];
    if (c->parent != STEP && is_rare(ir, c->parent))
        return;
    if (c->every == 1) {
        text_print(out, "            upto = sooner(upto, n, -%s_tick);\n", c->name);
        if (c->upto)
            text_print(out, "            upto = sooner(upto, n, %ld - %s_tick);\n", c->upto - c->first, c->name);
    } else if (c->parent != STEP && c->first == 1 - c->every && !c->upto) {
        text_print(out, "            upto = sooner(upto, n, %ld - %s_tick%%%ld);\n", c->every, ir->clocks[c->parent].name, c->every);
    } else {
        text_print(out, "            upto = sooner(upto, n, %ld - (%s_steps > 0 ? %s_steps%%%ld : %s_steps));\n", c->every, c->name, c->name, c->every, c->name);
    }
}

static const char *tick(const struct spelling *s, int clock)
{
    return clock == STEP ? "job->first + n" : arena_print(s->arena, is_rare(s->ir, clock) ? "%s_tick" : "%s_tick + (n - from)", s->ir->clocks[clock].name);
}

/* What regions before the step ask for: sums that are complete. */
static void spell_ahead(const struct spelling *s, struct text *out)
{
    const struct net *ir = s->ir;
    for (int i = 0; i < ir->region_count; i++) {
        const struct net_region *r = &ir->regions[i];
        if (!hand_at(ir, r->clock) || hand_has(s, r))
            continue;
        const char *clock = ir->clocks[r->clock].name;
        text_print(out, "            if (%s_now)\n                each_(put_down(job, v + k, &at[k]); ", clock);
        spell_bare_call(s, i, "n", arena_print(s->arena, "%s_tick", clock), NULL, out);
        text_add(out, ");\n");
    }
}

/* The condition in which all clocks that tick in each step do: then nothing is left to ask; "": there are none. */
static const char *all_now(const struct spelling *s)
{
    const char *all = "";
    for (int c = FIRST_CHILD; c < s->ir->clock_count; c++)
        if (hand_at(s->ir, c) && !is_rare(s->ir, c))
            all = arena_print(s->arena, "%s%s%s_now", all, *all ? " && " : "", s->ir->clocks[c].name);
    return all;
}

/* A step in which all of those tick, and no other. */
static void spell_plain(const struct spelling *s, struct text *out)
{
    const struct net *ir = s->ir;
    for (int i = 0, any = 0; i < ir->region_count; i++) {
        int clock = ir->regions[i].clock, child = spell_asks_child(s, i);
        if (!hand_has(s, &ir->regions[i]) || ir->regions[i].late || is_rare(ir, clock))
            continue;
        text_add(out, any++ ? "; " : "");
        spell_bare_call(s, i, "n", tick(s, clock), child < 0 ? NULL : is_rare(ir, child) ? "0" : "1", out);
    }
}

/* The regions of the step, one behind the other, or those that are late. */
static void spell_each(const struct spelling *s, int late, const char *first, const char *last, struct text *out)
{
    int any = 0;
    for (int i = 0; i < s->ir->region_count; i++) {
        const struct net_region *r = &s->ir->regions[i];
        if (r->clock != STEP || r->late != late || !hand_has(s, r))
            continue;
        text_add(out, any++ ? "; " : first);
        spell_bare_call(s, i, "n", "job->first + n", NULL, out);
    }
    text_add(out, any ? last : "");
}

/* Which steps of a stretch: rare clocks tick in the first alone. */
enum steps { FIRST_STEP, OTHER_STEPS, ANY_STEP };

/* Does the clock tick in one of those? */
static const char *ticks_now(const struct spelling *s, int clock, enum steps which)
{
    return arena_print(s->arena, which == ANY_STEP && is_rare(s->ir, clock) ? "%s_now && n == from" : "%s_now", s->ir->clocks[clock].name);
}

static void spell_one(const struct spelling *s, int region, const char *indent, const char *child, struct text *out)
{
    text_print(out, "%seach_(", indent);
    spell_bare_call(s, region, "n", tick(s, s->ir->regions[region].clock), child, out);
    text_add(out, ");\n");
}

/* A region of a child of the step. [ticking]: the clock that ticks there, -1: whichever do. */
static void spell_child(const struct spelling *s, int region, enum steps which, int ticking, struct text *out)
{
    int clock = s->ir->regions[region].clock, child = spell_asks_child(s, region);
    int both = child >= 0 && (which != OTHER_STEPS || !is_rare(s->ir, child));
    if (which == OTHER_STEPS && is_rare(s->ir, clock))
        return;
    if (ticking >= 0 && (child == ticking || (clock == ticking && child < 0))) {       /* no tick of a child without its parent's */
        spell_one(s, region, "                ", child < 0 ? NULL : "1", out);
        return;
    }
    if (both) {
        text_print(out, "                if (%s)\n", ticks_now(s, child, which));
        spell_one(s, region, "                    ", "1", out);
    }
    text_print(out, "                %sif (%s)\n", both ? "else " : "", ticks_now(s, clock, which));
    spell_one(s, region, "                    ", child >= 0 ? "0" : NULL, out);
}

/* A step that asks which clocks tick. */
static void spell_asking(const struct spelling *s, enum steps which, int ticking, struct text *out)
{
    spell_each(s, 0, "                each_(", ");\n", out);
    for (int i = 0; i < s->ir->region_count; i++)
        if (hand_has(s, &s->ir->regions[i]) && s->ir->regions[i].clock != STEP)
            spell_child(s, i, which, ticking, out);
}

/* The first step by itself where a rare clock ticks; the others, which ask nothing if all clocks are on. Compilers
 * keep registers in a loop without branches. Of a long step there is one copy: questions are little of it, and compilers
 * take as long as the text is. */
static void spell_stretch(const struct spelling *s, struct text *out)
{
    const char *plain = all_now(s), *rare = "";
    int only = -1;                      /* the rare clock, if there is one */
    if (operations(s) >= MANY) {
        text_add(out, "            for (; n < upto; n++) {\n");
        spell_asking(s, ANY_STEP, -1, out);
        text_add(out, "            }\n");
        return;
    }
    for (int c = FIRST_CHILD; c < s->ir->clock_count; c++)
        if (hand_at(s->ir, c) && is_rare(s->ir, c)) {
            only = *rare ? -1 : c;
            rare = arena_print(s->arena, "%s%s%s_now", rare, *rare ? " || " : "", s->ir->clocks[c].name);
        }
    if (*rare) {
        text_print(out, "            if (%s) {\n", rare);
        spell_asking(s, FIRST_STEP, only, out);
        text_add(out, "                n++;\n            }\n");
    }
    if (*plain) {
        int several = strchr(plain, ' ') != NULL;           /* else none of them ticks there */
        text_print(out, several ? "            for (; n < upto && !(%s); n++) {\n" : "            for (; n < upto && !%s; n++)\n", plain);
        if (several)
            spell_asking(s, OTHER_STEPS, -1, out);
        else
            spell_each(s, 0, "                each_(", ");\n", out);
        text_add(out, several ? "            }\n" : "");
    }
    text_add(out, "            for (; n < upto; n++)\n                each_(");
    spell_plain(s, out);
    text_add(out, ");\n");
}

void ticks_advance(const struct spelling *s, struct text *out)
{
    const struct net *ir = s->ir;
    text_add(out, "/* Takes job->ticks steps with some vectors of the block, then with others. */\n"
                  "static void advance(const struct kernel_job *job)\n{\n"
                  "    for (int v = 0; v < VECS; v += ABREAST) {\n"
                  "        struct in_hand at[ABREAST];\n"
                  "        each_(pick_up(job, v + k, &at[k]));\n"
                  "        for (long n = 0, upto; n < job->ticks; ) {\n"
                  "            const long from = n;\n");
    for (int c = FIRST_CHILD; c < ir->clock_count; c++)
        if (hand_at(ir, c))
            spell_clock(s, c, 12, out);
    text_add(out, "            upto = job->ticks;\n");
    for (int c = FIRST_CHILD; c < ir->clock_count; c++)
        if (hand_at(ir, c))
            spell_wait(ir, c, out);
    spell_ahead(s, out);
    spell_stretch(s, out);
    text_add(out, "            (void)from;\n        }\n");
    spell_each(s, 1, "        each_(", ");\n", out);
    text_add(out, "        each_(put_down(job, v + k, &at[k]));\n    }\n}\n\n");
}
