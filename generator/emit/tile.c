/* tile.c -- sums of weights times what sources give, where both lie in memory as they are, now or some steps ago: calls
 * of templates/math/tile.c and tile_late.c, which know the processor's registers. Every other sum over edges
 * is the walker's (pairs.c, loop.c), those in CALLS are calls_edges.c's.
 */
#include "walk.h"

/* A load of this tick that varies over [over] alone. */
static int lies_over(const struct net *n, net_ref r, over_set over)
{
    const struct net_ins *i = &n->ins[r];
    const struct net_buffer *b = i->op == NET_LOAD ? &n->buffers[i->buffer] : NULL;
    return b && !walk_is_late(i) && b->over == over && b->rows == 1 && b->ring < 0 && !b->wide;
}

/* A load from the ring of a delay that all lanes share. */
static int lies_behind(const struct net *n, net_ref r, int edges)
{
    const struct net_ins *i = &n->ins[r];
    if (!walk_is_late(i) || i->side != SOURCE || (int)i->k & LOAD_FURTHER)
        return 0;
    const struct net_ins *lag = &n->ins[i->a];
    return n->buffers[i->buffer].over == (OVER(0) | OVER(n->axes[edges].from)) && lag->op == NET_LOAD && n->buffers[lag->buffer].over == OVER(edges);
}

static int is_given(const struct net *n, net_ref r, int edges)
{
    return (lies_over(n, r, OVER(0) | OVER(n->axes[edges].from)) && n->ins[r].side == SOURCE) || lies_behind(n, r, edges);
}

static int is_tile(const struct net *n, const struct net_region *r, const struct net_effect *e)
{
    const struct net_ins *i = e->kind == EFFECT_STORE ? &n->ins[e->value] : NULL;
    if (!i || e->ahead || e->along || i->op != NET_DOT || i->side != TARGET || n->axes[i->axis].kind != AXIS_EDGE)
        return 0;
    const struct net_axis *x = &n->axes[i->axis];
    const struct net_buffer *to = &n->buffers[e->buffer];
    return !walk_is_single(n, x->from) && !walk_is_single(n, x->to) && (x->form == FORM_DENSE || x->form == FORM_ROWS)
        && lies_over(n, i->a, OVER(i->axis)) && is_given(n, i->b, i->axis) && n->ins[i->b].buffer != e->buffer
        && to->over == (OVER(0) | OVER(x->to)) && r->over == to->over && to->rows == 1 && to->ring < 0 && !to->wide;
}

static int is_tiled(const struct net *n, const struct net_region *r)
{
    int all = r->effect_count > 0;
    for (int e = 0; e < r->effect_count; e++)
        all &= is_tile(n, r, &r->effects[e]);
    return all;
}

static int is_late_tile(const struct net *n, const struct net_effect *e)
{
    return walk_is_late(&n->ins[n->ins[e->value].b]);
}

int spell_has_tiles(const struct net *n)
{
    int any = 0;
    for (int i = 0; i < n->region_count && n->vector == 0; i++)
        any |= is_tiled(n, &n->regions[i]);
    return any;
}

int spell_has_late_tiles(const struct net *n)
{
    int any = 0;
    for (int i = 0; i < n->region_count && n->vector == 0; i++)
        for (int e = 0; e < n->regions[i].effect_count && is_tiled(n, &n->regions[i]); e++)
            any |= is_late_tile(n, &n->regions[i].effects[e]);
    return any;
}

/* For compilers that have vectors. */
int walk_is_tiled(const struct spelling *s, const struct net_region *r)
{
    return s->o->target == &target_vector && !walk_has_nodes(s) && is_tiled(s->ir, r);
}

/* Where the numbers of a slot begin: "y + Y_r*NODES*VECS". */
static const char *slot_at(struct spelling *s, int buffer, int slot, const char *each)
{
    const struct net_buffer *b = &s->ir->buffers[buffer];
    const char *p = s->pointer[buffer], *at = b->slot_count > 1 ? b->offsets[slot] : NULL;
    for (int a = 1; at && a < s->ir->axis_count; a++)
        if (b->over & OVER(a))
            at = walk_print(s, "%s*%s", at, walk_extent(s, a));
    return at ? walk_print(s, "%s + %s%s%s", p, at, *each ? "*" : "", each) : p;
}

static void write_tile(struct spelling *s, const struct net_effect *e)
{
    const struct net_ins *sum = &s->ir->ins[e->value], *w = &s->ir->ins[sum->a], *x = &s->ir->ins[sum->b];
    const struct net_axis *edges = &s->ir->axes[sum->axis];
    const char *weights = slot_at(s, w->buffer, w->slot, ""), *targets = walk_extent(s, edges->to);
    const char *from = slot_at(s, x->buffer, x->slot, "VECS"), *to = slot_at(s, e->buffer, e->slot, "VECS"), *late = "";
    if (is_late_tile(s->ir, e)) {
        late = "late_";
        weights = walk_print(s, "%s, %s", weights, slot_at(s, s->ir->ins[x->a].buffer, s->ir->ins[x->a].slot, ""));
    }
    if (edges->form == FORM_DENSE)
        walk_line(s, "sum_%spairs(%s, %s, %s, %s, %s);", late, to, weights, targets, walk_extent(s, edges->from), from);
    else
        walk_line(s, "sum_%sedges(%s, %s, %s_row, %s_source, %s, %s);", late, to, weights, edges->name, edges->name, targets, from);
}

void walk_register_tiles(struct spelling *s, const struct net_region *r)
{
    for (int e = 0; e < r->effect_count; e++)
        write_tile(s, &r->effects[e]);
}
