/* lower_alike.c -- sums over the sources where all weights are one number, of which nodes have no need of their own.
 *
 * Which form a sum has follows from how the graph was written (struct matrix_wrap) and from the number of nodes:
 *
 *   all      every node adds the same numbers in the same order: one sum for all of them
 *   others   all but the node itself: the sum of those before it and the one of those behind it; where all are equal the
 *            one of those behind the first node, which is what the node's own sum would be to the bit
 *   edges    any other weights: the sum over the edges
 */
#include "lower.h"

static int all_are_one(const double *values, long count)
{
    while (count && values[count - 1] == 1)
        count--;
    return !count;
}

net_ref lower_weight(struct lowering *l, int graph)
{
    struct lowered_graph *g = &l->graphs[graph];
    int quantity = l->e->graphs[graph].weights;
    if (model_axis(l->p->x, quantity) < 0 && !g->weights) {
        g->weights = lower_edge_values(l, graph, quantity);
        g->weights_are_one = all_are_one(g->weights, l->n->axes[g->edge].extent);
    }
    return g->weights_are_one ? net_const(l->n, 1, NULL) : lower_of_edges(l, g->edge, quantity, g->weights, "w");
}

int lower_are_alike(const struct lowering *l, const struct graph *g, struct alike *out)
{
    const struct program *p = l->p;
    const struct quantity *q = model_axis(p->x, g->weights) < 0 ? model_quantity(l->e, p->x, g->weights) : NULL;
    long n = p->nodes;
    if (!q || !q->values || q->wrap.rows != 0 || n <= FEW_NODES || p->mode >= 0)
        return 0;
    *out = (struct alike){ q->values[1], q->values[0] };
    for (long k = 0; k < n*n; k++)
        if (q->values[k] != (k/n == k % n ? out->own : out->weight))
            return 0;
    return out->weight != 0;
}

/* From each node to those before it, ascending, or to those behind it, descending. */
static int side_axis(struct lowering *l, int before)
{
    struct program *p = l->p;
    int *axis = before ? &l->before : &l->behind, n = p->nodes, made = 0;
    if (*axis)
        return *axis;
    int *row = ARENA_ARRAY(p->arena, int, n + 1), *source = ARENA_ARRAY(p->arena, int, (long)n*(n - 1)/2);
    for (int i = 0; i < n; row[++i] = made)
        for (int k = 0; k < (before ? i : n - 1 - i); k++)
            source[made++] = before ? k : n - 1 - k;
    return *axis = net_edges(l->n, before ? "before" : "behind", p->node, p->node, row, source);
}

/* A sum that is stored where it is made; what is read of it. */
static net_ref kept(struct lowering *l, int region, int buffer, const char *name, net_ref sum, enum net_side side)
{
    int slot = net_slot(l->n, buffer, name);
    net_store(l->n, region, buffer, slot, sum, 0);
    return net_load_at(l->n, buffer, slot, side, side == FIRST ? l->p->node : -1, NET_NONE, name);
}

net_ref lower_sum_of_all(struct lowering *l, struct summing *s, double weight, net_ref x)
{
    struct net *n = l->n;
    net_ref sum = net_reduce(n, NET_DOT, l->p->node, HERE, net_const(n, weight, NULL), x);
    if (!s->all.buffer) {
        s->all.buffer = net_buffer(n, arena_print(l->p->arena, "all_%s", s->name), SCRATCH, OVER(0), s->clock, 1);
        s->all.region = net_region(n, arena_print(l->p->arena, "add_%s", s->name), s->clock, OVER(0), "One sum for all nodes.");
    }
    return kept(l, s->all.region, s->all.buffer, arena_print(l->p->arena, "all%d", n->buffers[s->all.buffer].slot_count + 1), sum, HERE);
}

net_ref lower_sum_of_others(struct lowering *l, struct summing *s, double weight, struct net_place at)
{
    struct net *n = l->n;
    struct arena *a = l->p->arena;
    if (!s->others.buffer) {
        s->others.buffer = net_buffer(n, arena_print(a, "behind_%s", s->name), SCRATCH, OVER(0) | OVER(l->p->node), s->clock, 1);
        s->others.region = net_region(n, arena_print(a, "add_behind_%s", s->name), s->clock, OVER(0) | OVER(l->p->node),
                                       "Sums over the nodes behind each node.");
    }
    int behind = side_axis(l, 0), before = side_axis(l, 1), buffer = s->others.buffer, region = s->others.region;
    int number = n->buffers[buffer].slot_count/2 + 1;
    net_ref w = net_const(n, weight, NULL), zero = net_const(n, 0, NULL), one = net_const(n, 1, NULL);
    net_ref low = net_load_at(n, at.buffer, at.slot, SOURCE, before, NET_NONE, NULL), high = net_load_at(n, at.buffer, at.slot, SOURCE, behind, NET_NONE, NULL);
    net_ref first = net_load_at(n, at.buffer, at.slot, FIRST, l->p->node, NET_NONE, NULL);
    net_ref unlike = net_emit(n, NET_SELECT, net_emit(n, NET_EQ, high, first, NET_NONE), zero, one);
    net_ref low_sum = net_reduce(n, NET_DOT, before, TARGET, w, low);
    net_ref high_sum = kept(l, region, buffer, arena_print(a, "behind%d", number), net_reduce(n, NET_DOT, behind, TARGET, w, high), HERE);
    net_ref sum = net_emit(n, NET_ADD, low_sum, high_sum, NET_NONE);
    net_ref all = net_load_at(n, buffer, n->buffers[buffer].slot_count - 1, FIRST, l->p->node, NET_NONE, NULL);
    net_ref differ = kept(l, region, buffer, arena_print(a, "unlike%d", number), net_reduce(n, NET_SUM, behind, TARGET, unlike, NET_NONE), FIRST);
    return net_emit(n, NET_SELECT, net_emit(n, NET_EQ, differ, zero, NET_NONE), all, sum);
}

net_ref lower_sum_of_ones(struct lowering *l, double weight, int count)
{
    double sum = 0, w = l->n->bytes == 4 ? (double)(float)weight : weight;
    while (count--)
        sum = net_rounded(l->n->bytes, NET_ADD, sum, w, 0);
    return net_const(l->n, sum, NULL);
}
