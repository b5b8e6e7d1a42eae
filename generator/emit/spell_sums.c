/* spell_sums.c -- regions of effects that are no stores: calls of templates/after/sums.c,
 * vector by vector; in CALLS of the primitives that do the same for all lanes. Where each
 * node has a sum of its own, one node after the other.
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

/* "*8", or nothing. */
static const char *times(struct spelling *s, long n)
{
    return n == 1 ? "" : walk_print(s, "*%ld", n);
}

/* A node for each of which the effect happens, the variable i; or all at once. */
static int is_each(const struct spelling *s, const struct net_effect *e)
{
    return net_places(s->ir, e->buffer) > 1;
}

/* Where a slot's numbers begin: of all nodes, or of the one that is i. */
static const char *where(struct spelling *s, int buffer, int slot, int each)
{
    const char *first = walk_print(s, "%s%s", slot_of(s, buffer, slot), times(s, net_places(s->ir, buffer)));
    return each ? walk_print(s, "(%s + i)", first) : first;
}

static const char *total(struct spelling *s, const char *type, int buffer, int slot, int each)
{
    if (walk_calls(s))
        return walk_print(s, "(%sdouble *)job->at[%s] + %s*LANES", type, number_of(s, buffer), where(s, buffer, slot, each));
    if (walk_has_nodes(s))
        return walk_print(s, "(%sdouble *)job->at[%s] + %s", type, number_of(s, buffer), where(s, buffer, slot, each));
    return walk_print(s, "(%swide *)job->at[%s] + (%s*VECS + v)*PARTS", type, number_of(s, buffer), where(s, buffer, slot, each));
}

static const char *block(struct spelling *s, const struct net_place *at, int each)
{
    if (walk_has_nodes(s))
        return walk_print(s, "(const num *)job->at[%s] + %s", number_of(s, at->buffer), where(s, at->buffer, at->slot, each));
    return walk_print(s, walk_calls(s) ? "(const num *)job->at[%s] + %s*LANES" : "(const real *)job->at[%s] + %s*VECS + v",
                      number_of(s, at->buffer), where(s, at->buffer, at->slot, each));
}

/* Places from slot to slot, and nodes that join: "1, 8", or "8, 1" where each has a sum. */
static const char *shape(struct spelling *s, const struct net_effect *e, int block_buffer)
{
    long nodes = net_places(s->ir, block_buffer);
    return is_each(s, e) ? walk_print(s, "%ld, 1", nodes) : walk_print(s, "1, %ld", nodes);
}

/* Steps that were observed. */
static const char *steps(struct spelling *s, const struct net_effect *e)
{
    return e->steps ? walk_print(s, "%ld.0", e->steps) : "job->total";
}

/* Samples of a whole run: steps, at each node. */
static const char *samples(struct spelling *s, const struct net_effect *e)
{
    if (e->steps)
        return walk_print(s, "%ld.0", e->steps*e->samples);
    return walk_print(s, e->samples == 1 ? "job->total" : "job->total*%ld.0", e->samples);
}

static const char *const of[] = { [EFFECT_MEAN] = "mean_of", [EFFECT_TOTAL] = "total_of", [EFFECT_VAR] = "var_of", [EFFECT_STD] = "std_of" };

/* The call of a function up to its own arguments: machine code is told of how many vectors there are. */
static const char *call(struct spelling *s, const char *name)
{
    return walk_is_read(s) ? walk_print(s, "%s(", name) : walk_print(s, walk_calls(s) ? "v_%s(LANES, " : "few_%s(VECS, ", name);
}

static void spell_effect(struct spelling *s, const struct net_effect *e)
{
    int each = is_each(s, e);
    switch (e->kind) {
    case EFFECT_GATHER: {
        long nodes = each ? 1 : net_places(s->ir, e->from.buffer);
        const char *to = total(s, "", e->buffer, e->slot, each), *from = block(s, &e->from, each);
        walk_line(s, "%s%s,", call(s, "gather"), walk_calls(s) ? to : from);
        walk_line(s, "       %s, %s, (double)(m - 1)*%ld.0, %s, %d);", walk_calls(s) ? from : to, shape(s, e, e->from.buffer),
                  BLOCK_TICKS*nodes, walk_calls(s) ? walk_print(s, "%d.0", BLOCK_TICKS) : "BLOCK_TICKS", e->squares);
        return;
    }
    case EFFECT_CLOSE: {
        const char *to = total(s, "", e->buffer, e->slot, each), *from = total(s, "const ", e->from.buffer, e->from.slot, each);
        const char *rest = block(s, &e->rest, each);
        if (walk_calls(s)) {
            walk_line(s, "%s%s, %s,", call(s, "close"), to, from);
            walk_line(s, "        %s, %s, %s, %d);", rest, shape(s, e, e->rest.buffer), steps(s, e), e->squares);
        } else {
            walk_line(s, "%s%s, %s,", call(s, "close_sum"), from, rest);
            walk_line(s, "          %s, %s, %s, %d);", to, shape(s, e, e->rest.buffer), steps(s, e), e->squares);
        }
        return;
    }
    case EFFECT_MEAN: case EFFECT_TOTAL: case EFFECT_VAR: case EFFECT_STD: {
        const char *from = total(s, "const ", e->from.buffer, e->from.slot, each);
        long apart = net_places(s->ir, e->from.buffer);
        if (walk_calls(s)) {
            walk_line(s, "%s(num *)job->at[%s] + %s*LANES, %s,", call(s, of[e->kind]), number_of(s, e->buffer),
                      where(s, e->buffer, e->slot, each), from);
            walk_line(s, "    %ld, %s, %d);", apart, samples(s, e), e->squares);
        } else {
            walk_line(s, walk_has_nodes(s) ? "((num *)job->at[%s])[%s] =" : "((real *)job->at[%s])[%s*VECS + v] =", number_of(s, e->buffer), where(s, e->buffer, e->slot, each));
            walk_line(s, "    %s%s, %ld, %d, %s, %s);", call(s, "finished"), from, apart, e->squares, samples(s, e), of[e->kind]);
        }
        return;
    }
    case EFFECT_STORE: case EFFECT_COUNT: break;
    }
    BUG("unknown effect");
}

static void spell_one(struct spelling *s, const struct net_effect *e)
{
    if (!is_each(s, e)) {
        spell_effect(s, e);
        return;
    }
    walk_line(s, "for (int i = 0; i < %ld; i++) {", net_places(s->ir, e->buffer));
    s->loops++;
    spell_effect(s, e);
    s->loops--;
    walk_line(s, "}");
}

void walk_sums(struct spelling *s, const struct net_region *r)
{
    walk_doc(s->out, r->doc);
    text_print(s->out, "static void %s(%s)\n{\n", r->name, walk_head(s, (int)(r - s->ir->regions), walk_parameters(s, (int)(r - s->ir->regions)), ""));
    if (r->effects[0].kind == EFFECT_GATHER)
        walk_line(s, "if (m == 0)             /* there is no block before the first */\n        return;");
    for (int e = 0; e < r->effect_count; e++)
        spell_one(s, &r->effects[e]);
    text_add(s->out, "}\n\n");
}
