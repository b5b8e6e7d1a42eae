/* strips.c -- sums over all pairs where vectors are of nodes: a tile of vectors of targets, for which the sources are counted
 * once. Numbers of edges lie in strips, [strip][source][target] (ir/across.c), so that a tile reads them one after the other,
 * and the sums of each target go on in the order of the axis. A tile is a function of how many vectors it has, which is known
 * where it is called: whole strips have as many as there are chains in flight, what is behind them is dealt out evenly.
 */
#include "walk.h"

enum { TILE = 8, MOST_OF_TILE = 12, FEW = 2, OF_NUMBERS = 4 };       /* vectors of a tile; of the last strip; where edges are more than a product; without vectors */

/* Where a vector of a tile begins, and its numbers of edges in the strips. */
static void point_at(struct spelling *s, const struct net_axis *x, int k)
{
    const char *extent = walk_extent(s, x->to);
    s->index[x->to] = walk_print(s, "vector_at(%d, first, is_last, %s)", k, extent);
    s->strip = walk_print(s, "at + vector_in(%d, first, is_last, %s)", k, extent);
}

/* A product of what edges and sources have, or the latter alone. */
static int is_product(const struct spelling *s, const struct net_ins *sum)
{
    net_ref of = sum->b == NET_NONE ? sum->a : sum->b;
    return (sum->op == NET_DOT || sum->op == NET_SUM) && s->ends[of] == END_SOURCE && (sum->b == NET_NONE || s->ir->ins[sum->a].op == NET_LOAD);
}

static int all_are_simple(const struct spelling *s, const struct net_region *r)
{
    for (int e = 0; e < r->effect_count; e++)
        if (!is_product(s, &s->ir->ins[r->effects[e].value]))
            return 0;
    return 1;
}

/* Numbers of edges ahead of their turn (templates/math/nodes.c): a product has nothing to do but wait for them. */
static void ask_ahead(struct spelling *s, const struct net_ins *sum)
{
    if (!is_product(s, sum) || sum->b == NET_NONE)
        return;
    const struct net_ins *own = &s->ir->ins[sum->a];
    s->strip = "at";
    if (s->ir->buffers[own->buffer].strips)
        walk_line(s, "ask_ahead(%s + %s, step, count, first, is_last, %s);", s->pointer[own->buffer],
                  walk_place(s, own->buffer, own->slot, HERE, -1), walk_extent(s, s->ir->axes[sum->axis].to));
}

static void add_source(struct spelling *s, const struct net_effect *e, const char *const names[], int count)
{
    const struct net_ins *sum = &s->ir->ins[e->value];
    const struct net_axis *x = &s->ir->axes[sum->axis];
    ask_ahead(s, sum);
    walk_write_source(s, sum->a);
    if (sum->b != NET_NONE)
        walk_write_source(s, sum->b);
    int shared = s->written_count;
    for (int k = 0; k < count; k++) {
        point_at(s, x, k);
        if (k)
            walk_open_loop(s, walk_print(s, "if (count > %d) {", k));
        walk_accumulate(s, e->value, names[k]);
        walk_forget(s, shared);
    }
    for (int k = 1; k < count; k++)
        walk_close_loop(s, shared);
}

void walk_tile(struct spelling *s, const struct net_region *r, const struct net_effect *e)
{
    const struct net_ins *sum = &s->ir->ins[e->value];
    const struct net_axis *x = &s->ir->axes[sum->axis];
    const char *names[MOST_OF_TILE], *extent = walk_extent(s, x->to), *source = s->source;
    int count = all_are_simple(s, r) ? MOST_OF_TILE : FEW, written = s->written_count;
    walk_open_loop(s, "{");
    walk_line(s, "const int step = STEP_OF(first, %s);", extent);
    walk_line(s, "long at = in_strip(first, 0, %s);", extent);
    s->stamp++;
    walk_prepare(s, sum->a);
    walk_prepare(s, sum->b);
    for (int k = 0; k < count; k++) {
        names[k] = names_take(s->o->names, walk_print(s, "s%d", k));
        walk_line(s, "%s %s = %s;", walk_real(s), names[k], walk_lanes(s, walk_first_of(s, sum)));
    }
    s->source = names_take(s->o->names, "j");
    walk_open_loop(s, walk_print(s, "for (int %s = 0; %s < %s; %s++, at += step) {", s->source, s->source, walk_extent(s, x->from), s->source));
    add_source(s, e, names, count);
    walk_close_loop(s, written);
    for (int k = 0; k < count; k++) {
        point_at(s, x, k);
        walk_line(s, "%s*(beside_ *)(%s + %s) = %s;", k ? walk_print(s, "if (count > %d) ", k) : "", s->pointer[e->buffer],
                  walk_place(s, e->buffer, e->slot, HERE, -1), names[k]);
    }
    walk_close_loop(s, written);
    s->index[x->to] = s->strip = NULL;
    s->source = source;
}

void walk_tiles(struct spelling *s, const struct net_region *r, const char *tile, const char *arguments)
{
    const char *extent = walk_extent(s, s->across);
    int simple = all_are_simple(s, r), whole = simple ? TILE : FEW, most = simple ? MOST_OF_TILE : FEW;
    walk_line(s, "enum { TILE = WIDTH > 1 ? %d : %d, MOST = WIDTH > 1 ? %d : %d, LAST = LAST_STRIP(%s), REST = (%s - LAST + WIDTH - 1)/WIDTH,",
              whole, simple ? OF_NUMBERS : 1, most, simple ? OF_NUMBERS : 1, extent, extent);
    walk_line(s, "       PIECES = (REST + MOST - 1)/MOST, EACH = (REST + PIECES - 1)/PIECES };");
    walk_line(s, "int i = 0;");
    walk_line(s, "for (; i + TILE*WIDTH <= LAST; i += TILE*WIDTH)");
    walk_line(s, "    %s(%s, TILE, i, 0);", tile, arguments);
    walk_line(s, "for (; i < LAST; i += STRIP)            /* of the widest vectors a strip has fewer */");
    walk_line(s, "    %s(%s, STRIP/WIDTH, i, 0);", tile, arguments);
    walk_line(s, "for (i = 0; i < PIECES - 1; i++)");
    walk_line(s, "    %s(%s, EACH, LAST + i*EACH*WIDTH, 1);", tile, arguments);
    walk_line(s, "%s(%s, REST - (PIECES - 1)*EACH, LAST + (PIECES - 1)*EACH*WIDTH, 1);", tile, arguments);
}
