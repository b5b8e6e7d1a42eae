/* spell_sums.c -- regions of effects that are no stores: calls of templates/after/sums.c,
 * vector by vector; in CALLS of the primitives that do the same for all lanes.
 */
#include "walk.h"
#include "source/diag.h"

static const char *slot_of(const struct spelling *s, int buffer, int slot)
{
    const char *name = s->ir->buffers[buffer].offsets[slot];
    return name ? name : "0";
}

static const char *number_of(const struct spelling *s, int buffer)
{
    return s->ir->buffers[buffer].number;
}

static const char *total(struct spelling *s, const char *type, int buffer, int slot)
{
    if (walk_calls(s))
        return walk_print(s, "(%sdouble *)job->at[%s] + %s*LANES", type, number_of(s, buffer), slot_of(s, buffer, slot));
    return walk_print(s, "(%swide *)job->at[%s] + (%s*VECS + v)*PARTS", type, number_of(s, buffer), slot_of(s, buffer, slot));
}

/* "*8", or nothing. */
static const char *times(struct spelling *s, long n)
{
    return n == 1 ? "" : walk_print(s, "*%ld", n);
}

static const char *block(struct spelling *s, const struct net_place *at)
{
    return walk_print(s, walk_calls(s) ? "(const num *)job->at[%s] + %s%s*LANES" : "(const real *)job->at[%s] + %s%s*VECS + v",
                      number_of(s, at->buffer), slot_of(s, at->buffer, at->slot), times(s, net_places(s->ir, at->buffer)));
}

/* Samples of a whole run: steps, at each node. */
static const char *samples(struct spelling *s, const struct net_effect *e)
{
    return walk_print(s, e->samples == 1 ? "job->total" : "job->total*%ld.0", e->samples);
}

static const char *const of[] = { [EFFECT_MEAN] = "mean_of", [EFFECT_TOTAL] = "total_of", [EFFECT_VAR] = "var_of", [EFFECT_STD] = "std_of" };

static void spell_effect(struct spelling *s, const struct net_effect *e)
{
    switch (e->kind) {
    case EFFECT_GATHER:
        walk_line(s, "gather(%s,", block(s, &e->from));
        walk_line(s, "       %s, %ld, (double)(m - 1)*%ld.0, BLOCK_TICKS, %d);", total(s, "", e->buffer, e->slot), net_places(s->ir, e->from.buffer),
                  BLOCK_TICKS*net_places(s->ir, e->from.buffer), e->squares);
        return;
    case EFFECT_CLOSE:
        walk_line(s, "close_sum(%s, %s,", total(s, "const ", e->from.buffer, e->from.slot), block(s, &e->rest));
        walk_line(s, "          %s, %ld, job->total, %d);", total(s, "", e->buffer, e->slot), net_places(s->ir, e->rest.buffer), e->squares);
        return;
    case EFFECT_MEAN: case EFFECT_TOTAL: case EFFECT_VAR: case EFFECT_STD:
        walk_line(s, "((real *)job->at[%s])[%s*VECS + v] =", number_of(s, e->buffer), slot_of(s, e->buffer, e->slot));
        walk_line(s, "    finished(%s, %d, %s, %s);", total(s, "const ", e->from.buffer, e->from.slot), e->squares, samples(s, e), of[e->kind]);
        return;
    case EFFECT_STORE: case EFFECT_COUNT: break;
    }
    BUG("unknown effect");
}

static void spell_call_of(struct spelling *s, const struct net_effect *e)
{
    long nodes;
    switch (e->kind) {
    case EFFECT_GATHER:
        nodes = net_places(s->ir, e->from.buffer);
        walk_line(s, "v_gather(LANES, %s, %s,", total(s, "", e->buffer, e->slot), block(s, &e->from));
        walk_line(s, "         %ld, (double)(m - 1)*%ld.0, %d.0, %d);", nodes, BLOCK_TICKS*nodes, BLOCK_TICKS, e->squares);
        return;
    case EFFECT_CLOSE:
        walk_line(s, "v_close(LANES, %s, %s,", total(s, "", e->buffer, e->slot), total(s, "const ", e->from.buffer, e->from.slot));
        walk_line(s, "        %s, %ld, job->total, %d);", block(s, &e->rest), net_places(s->ir, e->rest.buffer), e->squares);
        return;
    case EFFECT_MEAN: case EFFECT_TOTAL: case EFFECT_VAR: case EFFECT_STD:
        walk_line(s, "v_%s(LANES, (num *)job->at[%s] + %s*LANES, %s,", of[e->kind], number_of(s, e->buffer), slot_of(s, e->buffer, e->slot),
                  total(s, "const ", e->from.buffer, e->from.slot));
        walk_line(s, "    %s, %d);", samples(s, e), e->squares);
        return;
    case EFFECT_STORE: case EFFECT_COUNT: break;
    }
    BUG("unknown effect");
}

void walk_sums(struct spelling *s, const struct net_region *r)
{
    walk_doc(s->out, r->doc);
    text_print(s->out, "static void %s(%s)\n{\n", r->name, walk_parameters(s, (int)(r - s->ir->regions)));
    if (r->effects[0].kind == EFFECT_GATHER)
        walk_line(s, "if (m == 0)             /* there is no block before the first */\n        return;");
    for (int e = 0; e < r->effect_count; e++)
        if (walk_calls(s))
            spell_call_of(s, &r->effects[e]);
        else
            spell_effect(s, &r->effects[e]);
    text_add(s->out, "}\n\n");
}
