/* lower_couple.c -- graphs become axes of edges, couplings sums over them.
 */
#include "lower.h"
#include <string.h>

/* ---- edges ----------------------------------------------------------------------------- */

/* The weights of a graph if they are the same at all points, or NULL. */
static const struct quantity *fixed_weights(const struct lowering *l, const struct graph *g)
{
    const struct program *p = l->p;
    return model_axis(p->x, g->weights) < 0 ? model_quantity(l->e, p->x, g->weights) : NULL;
}

/* Sources of a target in the order of their numbers or, of weights that were written so that they look the same from
 * each node, of their offsets: then equal nodes add equal numbers in one order, and stay equal to the bit. */
static int source_at(const struct matrix_wrap *wrap, int i, int k)
{
    if (wrap->rows <= 0)
        return k;
    int row = i/wrap->columns + k/wrap->columns, column = i % wrap->columns + k % wrap->columns;
    return row % wrap->rows*wrap->columns + column % wrap->columns;
}

static void sparse_edges(const struct matrix *w, int n, int *row, int *source)
{
    int count = 0;
    for (int i = 0; i < n; row[++i] = count)
        for (int e = w->row[i]; e < w->row[i + 1]; e++)
            if (w->values[e] != 0)
                source[count++] = w->source[e];
}

static int offset_of(const struct matrix_wrap *wrap, int i, int j)
{
    int row = (j/wrap->columns - i/wrap->columns + wrap->rows) % wrap->rows;
    int column = (j % wrap->columns - i % wrap->columns + wrap->columns) % wrap->columns;
    return row*wrap->columns + column;
}

/* The same by offset: rows are short. */
static void sort_by_offset(const struct matrix_wrap *wrap, int n, const int *row, int *source)
{
    for (int i = 0; i < n; i++)
        for (int e = row[i] + 1; e < row[i + 1]; e++)
            for (int k = e; k > row[i] && offset_of(wrap, i, source[k]) < offset_of(wrap, i, source[k - 1]); k--) {
                int swap = source[k];
                source[k] = source[k - 1];
                source[k - 1] = swap;
            }
}

/* How the weights look the same from each node; of weights that are one number, how the delays of a past that is read do. */
static struct matrix_wrap wrap_of(const struct lowering *l, const struct graph *g, const struct quantity *weights)
{
    struct matrix_wrap wrap = weights ? weights->wrap : (struct matrix_wrap){ -1, 0 };
    int way = g->lengths >= 0 ? g->lengths : g->delays, past = 0;
    for (int i = 0; i < l->e->coupling_count; i++)
        past |= l->e->couplings[i].delayed && &l->e->graphs[l->e->couplings[i].graph] == g;
    if (wrap.rows || !past || way < 0 || model_axis(l->p->x, way) >= 0)
        return wrap;
    const struct matrix_wrap *of = &model_quantity(l->e, l->p->x, way)->wrap;
    return of->rows > 0 ? *of : wrap;
}

static void pair_edges(const struct quantity *weights, const struct matrix_wrap *wrap, int n, int *row, int *source)
{
    const double *w = weights ? weights->values : NULL;
    long count = 0, pairs = (long)n*n;
    for (long pair = 0; pair < pairs; pair++)
        count += !w || w[pair] != 0;
    int all = n > FEW_NODES && count > pairs/2, made = 0;
    for (int i = 0; i < n; row[++i] = made)
        for (int k = 0; k < n; k++) {
            int j = source_at(wrap, i, k);
            if (all || !w || w[(long)i*n + j] != 0)
                source[made++] = j;
        }
}

/* Edges by target: all that there are where weights are swept, of fixed ones those that are
 * not 0. Where most pairs have one, all get one: a weight of 0 adds nothing, and sources that
 * are counted need no list. */
static int make_edges(struct lowering *l, const struct graph *g)
{
    struct program *p = l->p;
    int n = p->nodes;
    const struct quantity *weights = fixed_weights(l, g);
    const struct matrix *sparse = weights ? weights->sparse : NULL;
    const struct matrix_wrap wrap = wrap_of(l, g, weights);
    int *row = ARENA_ARRAY(p->arena, int, n + 1), *source = ARENA_ARRAY(p->arena, int, sparse ? sparse->row[n] + 1 : (long)n*n);
    if (sparse)
        sparse_edges(sparse, n, row, source);
    else
        pair_edges(weights, &wrap, n, row, source);
    if (sparse && wrap.rows > 0)
        sort_by_offset(&wrap, n, row, source);
    return net_edges(l->n, g->name ? arena_print(p->arena, "%s_edge", g->name) : "edge", p->node, p->node, row, source);
}

static int feeds(const struct coupling *c, int input)
{
    int i = 0;
    while (i < c->input_count && c->inputs[i] != input)
        i++;
    return i < c->input_count;
}

static void connect(struct lowering *l)
{
    const struct model *model = l->e->model;
    l->connected = ARENA_ARRAY(l->p->arena, int, model->input_count);
    l->inputs = ARENA_ARRAY(l->p->arena, const char *, model->input_count);
    for (int i = 0; i < model->input_count; i++) {
        l->connected[i] = -1;
        for (int c = 0; c < l->e->coupling_count && l->connected[i] < 0; c++)
            if (feeds(&l->e->couplings[c], i)) {
                l->connected[i] = l->input_count;
                l->inputs[l->input_count++] = model->inputs[i].name;
            }
    }
}

void lower_edges(struct lowering *l)
{
    const struct experiment *e = l->e;
    connect(l);
    l->graphs = ARENA_ARRAY(l->p->arena, struct lowered_graph, e->graph_count + 1);
    for (int g = 0; g < e->graph_count; g++) {
        l->graphs[g].edge = -1;
        for (int c = 0; c < e->coupling_count && l->graphs[g].edge < 0; c++)
            if (e->couplings[c].graph == g)
                l->graphs[g].edge = make_edges(l, &e->graphs[g]);
    }
    l->p->coupled = e->coupling_count > 0;
}

/* ---- couplings ------------------------------------------------------------------------- */

/* "seen", or by another clock than that of the first window "seen_record". */
static const char *seen_by(const struct net *n, int clock)
{
    const char *name = n->clocks[clock].name;
    return strcmp(name, "observe") == 0 ? "seen" : arena_print(n->arena, "seen_%s", name);
}

/* "excitation", or of several "excitation, inhibition". */
static const char *fed_by(const struct lowering *l, const struct coupling *c)
{
    const char *list = "";
    for (int i = 0; i < c->input_count; i++)
        list = arena_print(l->p->arena, "%s%s'%s'", list, i ? ", " : "", l->e->model->inputs[c->inputs[i]].name);
    return list;
}

/* The derived quantities that a coupling reads, made at each node before its edges are looked at; a wire, or -1. */
static int carry(struct lowering *l, const struct stage *s, const struct coupling *c, const char *when)
{
    struct arena *a = l->p->arena;
    struct spot here = spot_open(l, s, HERE);
    int buffer = -1, region = -1;
    for (int i = 0; i < c->source_count; i++) {
        if (c->source_lets[i] < 0)
            continue;
        if (buffer < 0) {
            buffer = net_buffer(l->n, arena_print(a, "carried_%s_%s", c->role, when), SCRATCH, l->equations->over, s->clock, 1);
            region = net_region(l->n, arena_print(a, "carry_%s_%s", c->role, when), s->clock, l->equations->over,
                                arena_print(a, "%s: what edges read of each node.", c->def));
        }
        while (l->n->buffers[buffer].slot_count <= i)
            net_slot(l->n, buffer, c->sources[l->n->buffers[buffer].slot_count]);
        net_store(l->n, region, buffer, i, lower_let(&here, c->source_lets[i]), 0);
    }
    return buffer;
}

/* Sum [i] of a coupling, of its pre at the sources. */
static net_ref sum_of(struct lowering *l, const struct stage *s, const struct context *source, const char *when, int i)
{
    const struct coupling *c = source->coupling;
    net_ref sum = lower_past_sum(l, s, c, i);
    if (sum != NET_NONE)
        return sum;
    sum = lower_parted_sum(l, s, source, when, i);
    if (sum == NET_NONE) {
        net_ref pre = c->delayed ? lower_past_pre(source, i) : lower_present(source, c->pre[i]);
        sum = net_reduce(l->n, NET_DOT, source->at->edge, TARGET, lower_weight(l, c->graph), pre);
    }
    net_name(l->n, sum, arena_print(l->p->arena, "%s_%s", model_sum_name(c, i, l->p->arena), c->role));
    return lower_keep_sum(l, s, c, i, sum);
}

static void couple(struct lowering *l, const struct stage *s, const struct coupling *c)
{
    struct net *n = l->n;
    struct arena *a = l->p->arena;
    int edges = l->graphs[c->graph].edge;
    const char *when = s->number < 0 ? seen_by(n, s->clock) : arena_print(a, "%d", s->number + 1);
    int carried = carry(l, s, c, when);
    struct spot edge = spot_open(l, s, SOURCE);
    edge.edge = edges;
    struct context source = { .at = &edge, .params = c->params, .coupling = c, .carried = carried };
    net_ref *sums = ARENA_ARRAY(a, net_ref, c->pre_count);
    for (int i = 0; i < c->pre_count; i++)
        sums[i] = sum_of(l, s, &source, when, i);
    int region = net_region(n, arena_print(a, "couple_%s_%s", c->role, when), s->clock, l->equations->over,
                            arena_print(a, "%s, input%s %s.", c->def, c->input_count > 1 ? "s" : "", fed_by(l, c)));
    struct spot here = spot_open(l, s, HERE);
    struct context target = { .at = &here, .params = c->params, .coupling = c, .sums = sums };
    for (int i = 0; i < c->input_count; i++)
        net_store(n, region, s->inputs, l->connected[c->inputs[i]], lower_present(&target, c->post[model_output(c, i)]), 0);
}

void lower_couple(void *self, struct net *n, const struct stage *s)
{
    struct lowering *l = self;
    (void)n;
    for (int i = 0; i < l->e->coupling_count; i++)
        couple(l, s, &l->e->couplings[l->e->coupling_order[i]]);
}
