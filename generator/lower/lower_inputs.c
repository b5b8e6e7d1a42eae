/* lower_inputs.c -- what the host fills in: parameters, numbers of edges, drawn initial values.
 *
 * Fixed numbers are constants, swept ones slots of `point` or, of each node, of `each`.
 */
#include "lower.h"
#include <math.h>
#include <string.h>

/* ---- places ---------------------------------------------------------------------------- */

over_set lower_set(const struct program *p, int set)
{
    return (set & 1 ? OVER(p->node) : 0) | (set & 2 && p->mode >= 0 ? OVER(p->mode) : 0);
}

over_set lower_places(const struct program *p, over_set over)
{
    return (over & OVER_NODE ? OVER(p->node) : 0) | (over & OVER_MODE && p->mode >= 0 ? OVER(p->mode) : 0);
}

int lower_place_count(const struct program *p, over_set over)
{
    return (over & OVER_NODE ? p->nodes : 1)*(over & OVER_MODE ? p->modes : 1);
}

/* ---- slots ---------------------------------------------------------------------------- */

static const char *own_name(struct lowering *l, int buffer, const char *name)
{
    int taken = net_slot_named(l->n, buffer, name) >= 0;
    return taken ? arena_print(l->p->arena, "%s%d", name, l->n->buffers[buffer].slot_count) : name;
}

static int input_buffer(struct lowering *l, int *buffer, const char *name, over_set over)
{
    if (*buffer < 0)
        *buffer = net_buffer(l->n, name, INPUT, over, POINT, 1);
    return *buffer;
}

/* The slot of swept numbers that begin with [first], one a place of [over]. */
static int swept_slot(struct lowering *l, struct swept_input *in, const char *name, over_set over,
                      struct program_slot first, const char *value)
{
    int b = input_buffer(l, &in->buffer, name, over), count = l->n->buffers[b].slot_count;
    for (int i = 0; i < count; i++)
        if (in->first[i].axis == first.axis && in->first[i].state == first.state && in->first[i].quantity == first.quantity)
            return i;
    if (!(count & (count - 1))) {
        struct program_slot *grown = ARENA_ARRAY(l->p->arena, struct program_slot, count ? 2*count : 1);
        if (count)
            memcpy(grown, in->first, (size_t)count*sizeof *grown);
        in->first = grown;
    }
    in->first[count] = first;
    return net_slot(l->n, b, own_name(l, b, value));
}

static int fixed_slot(struct lowering *l, int *buffer, const char *name, over_set over, const double *values, const char *value)
{
    int b = input_buffer(l, buffer, name, over);
    for (int i = 0; i < l->n->buffers[b].slot_count; i++)
        if (l->n->buffers[b].values[i] == values)
            return i;
    return net_fixed_slot(l->n, b, own_name(l, b, value), values);
}

/* Edges of modes: [each] to every one, edge k to mode i from mode k, or the one from the mode [ahead] of it. */
static int mode_edges(struct lowering *l, const char *name, int each, int ahead)
{
    struct program *p = l->p;
    int *row = ARENA_ARRAY(p->arena, int, p->modes + 1), *source = ARENA_ARRAY(p->arena, int, (long)p->modes*each);
    for (int i = 0; i < p->modes; i++) {
        row[i + 1] = (i + 1)*each;
        for (int k = 0; k < each; k++)
            source[i*each + k] = each == 1 ? (i + ahead) % p->modes : k;
    }
    return net_edges(l->n, name, p->mode, p->mode, row, source);
}

int lower_pairs(struct lowering *l)
{
    if (l->pair < 0)
        l->pair = mode_edges(l, "pair", l->p->modes, 0);
    return l->pair;
}

/* Axes are few: of more offsets than that the one pair of each mode is chosen among all. */
enum { MOST_RINGS = 10 };

static int ring(struct lowering *l, int ahead)
{
    if (!l->ring)
        l->ring = ARENA_ARRAY(l->p->arena, int, l->p->modes);
    if (!l->ring[ahead] && l->ring_count < MOST_RINGS) {
        l->ring[ahead] = mode_edges(l, arena_print(l->p->arena, "ring%d", ahead), 1, ahead);     /* never axis 0 */
        l->ring_count++;
    }
    return l->ring[ahead] ? l->ring[ahead] : -1;
}

static net_ref is_ahead(struct lowering *l, int ahead)
{
    int modes = l->p->modes;
    if (!l->ahead)
        l->ahead = ARENA_ARRAY(l->p->arena, double *, modes);
    if (!l->ahead[ahead])
        l->ahead[ahead] = ARENA_ARRAY(l->p->arena, double, (long)modes*modes);
    for (int i = 0; i < modes; i++)
        l->ahead[ahead][i*modes + (i + ahead) % modes] = 1;
    net_ref w = lower_edge_numbers(l, lower_pairs(l), l->ahead[ahead], arena_print(l->p->arena, "ahead_%d", ahead));
    return net_emit(l->n, NET_LT, net_const(l->n, 0, NULL), w, NET_NONE);
}

/* Of modes further on it is the greatest of one edge, which is what that carries to the bit. */
net_ref lower_load(struct spot *at, int buffer, int slot, int tame, const char *name)
{
    struct lowering *l = at->l;
    int moves = at->ahead && l->n->buffers[buffer].over & OVER(l->p->mode), own = moves ? ring(l, at->ahead) : -1;
    int axis = !moves ? at->modes : own >= 0 ? own : lower_pairs(l);
    enum net_side side = axis >= 0 ? SOURCE : at->side;
    net_ref x = net_load_at(l->n, buffer, slot, side, axis >= 0 ? axis : side == HERE ? -1 : at->edge, NET_NONE, name);
    if (tame)
        net_tame(l->n, x);
    if (moves && own < 0)
        x = net_emit(l->n, NET_SELECT, is_ahead(l, at->ahead), x, net_const(l->n, -INFINITY, NULL));
    return moves ? net_reduce(l->n, NET_MOST, axis, TARGET, x, NET_NONE) : x;
}

static net_ref fixed_load(struct spot *at, int *buffer, const char *name, over_set over, const double *values, const char *value)
{
    int slot = fixed_slot(at->l, buffer, name, over, values, value);      /* the buffer may be new */
    return lower_load(at, *buffer, slot, 0, value);
}

net_ref lower_fixed(struct spot *at, const double *values, const char *name)
{
    struct program *p = at->l->p;
    return fixed_load(at, &p->fixed, "fixed", OVER(p->node), values, name);
}

net_ref lower_fixed_modes(struct spot *at, const double *values, const char *name)
{
    struct program *p = at->l->p;
    return fixed_load(at, &p->fixed_modes, "vectors", OVER(p->mode), values, name);
}

net_ref lower_numbers(struct lowering *l, int axis, int *buffer, const char *name, const double *values, const char *value)
{
    int slot = fixed_slot(l, buffer, name, OVER(axis), values, value);
    return net_load(l->n, *buffer, slot, value);
}

net_ref lower_of_nodes(struct spot *at, int axis, int *buffer, const char *name, const double *values, const char *value)
{
    return fixed_load(at, buffer, name, OVER(at->l->p->node) | OVER(axis), values, value);
}

net_ref lower_edge_numbers(struct lowering *l, int axis, const double *values, const char *name)
{
    return lower_numbers(l, axis, &l->p->matrices, "matrices", values, name);
}

static net_ref swept_place(struct spot *at, over_set places, struct program_slot first, const char *value, const char *name)
{
    struct program *p = at->l->p;
    struct swept_input *in = places == OVER(p->node) ? &p->each : p->mode >= 0 && places == OVER(p->mode) ? &p->each_mode : &p->each_place;
    const char *buffer = in == &p->each ? "each" : in == &p->each_mode ? "each_mode" : "each_place";
    int slot = swept_slot(at->l, in, buffer, OVER(0) | places, first, value);
    return lower_load(at, in->buffer, slot, 0, name);
}

net_ref lower_draw(struct spot *at, int state)
{
    const struct program *p = at->l->p;
    return swept_place(at, OVER(p->node) | (p->mode >= 0 ? OVER(p->mode) : 0), (struct program_slot){ .axis = -1, .state = state, .quantity = -1 }, "value", NULL);
}

/* Of each node, of each mode of a quantity that has them, or of both. */
static over_set places_of(const struct program *p, const struct quantity *q, const struct axis *x)
{
    return !q->modes ? OVER(p->node) : x->rank == 1 ? OVER(p->mode) : OVER(p->node) | OVER(p->mode);
}

static net_ref swept_quantity(struct spot *at, int axis, const struct quantity *q)
{
    const char *name = q->name;
    struct lowering *l = at->l;
    struct program *p = l->p;
    const struct program_slot first = { .axis = axis, .state = -1, .quantity = -1 };
    net_ref r;
    if (axis_elements(&p->x->axes[axis].axis) > 1) {
        r = swept_place(at, places_of(p, q, &p->x->axes[axis].axis), first, name, name);
    } else {
        int slot = swept_slot(l, &p->point, "point", OVER(0), first, name);
        r = net_load(l->n, p->point.buffer, slot, name);
    }
    net_reads_axis(l->n, r, axis);
    return r;
}

/* What the host gives without an axis: a number, or as many as the quantity has. */
static net_ref data_quantity(struct spot *at, int quantity, const struct quantity *q)
{
    struct program *p = at->l->p;
    const struct program_slot first = { .axis = -1, .state = -1, .quantity = quantity };
    const over_set nodes = OVER(p->node), both = nodes | (p->mode >= 0 ? OVER(p->mode) : 0);
    if (q->values)
        return swept_place(at, q->each_node ? both : q->modes ? OVER(p->mode) : nodes, first, q->name, q->name);
    int slot = swept_slot(at->l, &p->point, "point", OVER(0), first, q->name);
    return net_load(at->l->n, p->point.buffer, slot, q->name);
}

/* The values of nodes as the kernel takes them, made once. */
static const double *inside(struct lowering *l, int quantity, const struct quantity *q)
{
    struct program *p = l->p;
    if (scale_is_one(unit_inside(q->unit)))
        return q->values;
    if (!l->inside)
        l->inside = ARENA_ARRAY(p->arena, double *, p->e->quantity_count);
    if (!l->inside[quantity]) {
        l->inside[quantity] = ARENA_ARRAY(p->arena, double, q->value_count);
        for (int i = 0; i < q->value_count; i++)
            l->inside[quantity][i] = model_inside(q, q->values[i]);
    }
    return l->inside[quantity];
}

/* ---- edges ----------------------------------------------------------------------------- */

static const char *free_name(struct lowering *l, const char *name)
{
    return net_buffer_named(l->n, name) >= 0 ? arena_print(l->p->arena, "%s_%d", name, l->n->buffer_count) : name;
}

net_ref lower_of_edges(struct lowering *l, int edge, int quantity, const double *values, const char *name)
{
    struct program *p = l->p;
    int axis = model_axis(p->x, quantity), slot;
    struct edge_input *in = &p->of_edges[quantity];
    const char *axis_name = l->n->axes[edge].name, *buffer = NULL;
    if (in->swept.buffer < 0 && in->fixed < 0)
        buffer = free_name(l, arena_print(p->arena, "%.*s%s", (int)(strlen(axis_name) - strlen("edge")), axis_name,
                                          p->e->quantities[quantity].name));
    if (axis >= 0) {
        slot = swept_slot(l, &in->swept, buffer, OVER(edge) | OVER(0), (struct program_slot){ .axis = axis, .state = -1, .quantity = -1 }, name);
        return net_load(l->n, in->swept.buffer, slot, name);
    }
    slot = fixed_slot(l, &in->fixed, buffer, OVER(edge), values, name);
    return net_load(l->n, in->fixed, slot, name);
}

double *lower_edge_values(struct lowering *l, int graph, int quantity)
{
    const struct program *p = l->p;
    const struct net_axis *x = &l->n->axes[l->graphs[graph].edge];
    const struct quantity *q = model_quantity(p->e, p->x, quantity);
    double *out = ARENA_ARRAY(p->arena, double, x->extent);
    for (int i = 0; i < p->nodes; i++)
        for (int e = x->row[i]; e < x->row[i + 1]; e++)
            out[e] = model_pair(q, p->nodes, i, x->source[e]);
    return out;
}

/* Of each edge of a graph the number of its pair of nodes. */
net_ref lower_of_pairs(struct lowering *l, int graph, int quantity)
{
    const struct program *p = l->p;
    const struct quantity *q = model_quantity(l->e, p->x, quantity);
    int edge = l->graphs[graph].edge, made = p->of_edges[quantity].fixed;
    const double *values = made >= 0 ? l->n->buffers[made].values[0] : NULL;
    if (!values && model_axis(p->x, quantity) < 0) {
        double *own = lower_edge_values(l, graph, quantity);
        for (long e = 0; e < l->n->axes[edge].extent; e++)
            own[e] = model_inside(q, own[e]);
        values = own;
    }
    return lower_of_edges(l, edge, quantity, values, q->name);
}

/* ---- quantities ------------------------------------------------------------------------- */

/* A parameter of the model that a kernel is given which is called; NET_NONE: it is none. */
static net_ref by_call(struct spot *at, int quantity)
{
    const struct program *p = at->l->p;
    const struct quantity *q = model_quantity(p->e, p->x, quantity);
    const struct model *m = p->e->model;
    for (int i = 0; p->eval && q->kind == QUANTITY_DYNAMICS && i < m->param_count; i++)
        if (m->params[i].quantity == quantity)
            return lower_load(at, p->eval->params, i, 0, q->name);
    return NET_NONE;
}

net_ref lower_given(struct spot *at, int quantity)
{
    struct program *p = at->l->p;
    net_ref known = map_get(&at->l->constants, quantity);
    if (known >= 0)
        return known;
    const struct quantity *q = model_quantity(p->e, p->x, quantity);
    int axis = model_axis(p->x, quantity);
    net_ref called = by_call(at, quantity);
    if (called != NET_NONE)
        return called;
    if (q->per_edge && (axis < 0 ? q->values || q->sparse : axis_elements(&p->x->axes[axis].axis) > 1))
        return lower_of_pairs(at->l, p->e->couplings[q->index].graph, quantity);
    if (axis >= 0)
        return swept_quantity(at, axis, q);
    if (p->is_data[quantity])
        return data_quantity(at, quantity, q);
    if (q->values && q->each_node)
        return fixed_load(at, &p->fixed_places, "places", OVER(p->node) | OVER(p->mode), inside(at->l, quantity, q), q->name);
    if (q->values)
        return (q->modes ? lower_fixed_modes : lower_fixed)(at, inside(at->l, quantity, q), q->name);
    known = net_const(at->l->n, model_inside(q, q->value), q->kind == QUANTITY_INITIAL ? NULL : q->name);
    map_put(&at->l->constants, quantity, known, p->arena);
    return known;
}

net_ref lower_dt(struct lowering *l)
{
    const struct program *p = l->p;
    if (p->dt_axis < 0)
        return net_const(l->n, model_quantity(p->e, p->x, p->e->simulate.dt)->value, "dt");
    net_ref dt = net_h(l->n, 1);
    net_reads_axis(l->n, dt, p->dt_axis);
    return dt;
}

/* ---- what the host must know --------------------------------------------------------------- */

/* The elements of a sample that the places of a slot are: those in order, or of edges of nodes those of their pairs. */
static long *elements_of(struct program *p, int buffer, long each)
{
    const struct net *n = &p->net;
    long *element = ARENA_ARRAY(p->arena, long, each);
    const struct net_axis *x = NULL;
    for (int i = 1; i < n->axis_count; i++)
        if (n->buffers[buffer].over & OVER(i) && n->axes[i].kind == AXIS_EDGE && n->axes[i].to == p->node)
            x = &n->axes[i];
    for (long i = 0; i < each; i++)
        element[i] = i;
    for (int i = 0; x && i < p->nodes; i++)
        for (int e = x->row[i]; e < x->row[i + 1]; e++)
            element[e] = (long)i*p->nodes + x->source[e];
    return element;
}

/* In the order of the table of buffers, and of the places within a slot. */
static void list_swept(struct program *p, const struct swept_input *in)
{
    const struct net_buffer *b = &p->net.buffers[in->buffer];
    long each = net_places(&p->net, in->buffer), count = b->slot_count*each;
    const long *element = elements_of(p, in->buffer, each);
    struct program_slot *grown = ARENA_ARRAY(p->arena, struct program_slot, p->slot_count + count);
    if (p->slot_count)
        memcpy(grown, p->slots, (size_t)p->slot_count*sizeof *grown);
    for (long i = 0; i < count; i++) {
        grown[p->slot_count + i] = in->first[i/each];
        grown[p->slot_count + i].element = element[i%each];
    }
    p->slots = grown;
    p->slot_count += (int)count;
}

static void list_fixed(struct program *p, int buffer)
{
    const struct net_buffer *b = &p->net.buffers[buffer];
    long each = net_places(&p->net, buffer);
    double *grown = ARENA_ARRAY(p->arena, double, p->fixed_count + b->slot_count*each);
    if (p->fixed_count)
        memcpy(grown, p->fixed_numbers, (size_t)p->fixed_count*sizeof *grown);
    for (int i = 0; i < b->slot_count; i++)
        memcpy(grown + p->fixed_count + i*each, b->values[i], (size_t)each*sizeof *grown);
    p->fixed_numbers = grown;
    p->fixed_count += b->slot_count*each;
}

/* What the host fills that buffer with for each point, or NULL. */
static struct swept_input *swept_in(struct program *p, int buffer)
{
    struct swept_input *const all[] = { &p->point, &p->each, &p->each_mode, &p->each_place };
    for (size_t i = 0; i < sizeof all/sizeof *all; i++)
        if (all[i]->buffer == buffer)
            return all[i];
    for (int i = 0; i < p->e->quantity_count; i++)
        if (p->of_edges[i].swept.buffer == buffer)
            return &p->of_edges[i].swept;
    return NULL;
}

/* Slots of [buffer] that no region reads go, with what is listed of them. */
static const int *pack(struct program *p, int buffer, const unsigned char *read)
{
    struct net_buffer *b = &p->net.buffers[buffer];
    struct swept_input *in = swept_in(p, buffer);
    int *to = ARENA_ARRAY(p->arena, int, b->slot_count), count = 0;
    for (int i = 0; i < b->slot_count; i++) {
        to[i] = read[i] ? count : -1;
        if (!read[i])
            continue;
        b->slots[count] = b->slots[i];
        if (in)
            in->first[count] = in->first[i];
        else
            b->values[count] = b->values[i];
        count++;
    }
    b->slot_count = count;
    return to;
}

static int is_filled(const struct net_buffer *b)
{
    return b->life == INPUT && b->rows == 1;
}

static void pack_inputs(struct lowering *l)
{
    struct net *n = l->n;
    unsigned char **read = ARENA_ARRAY(n->arena, unsigned char *, n->buffer_count);
    const int **to = ARENA_ARRAY(n->arena, const int *, n->buffer_count);
    for (int b = 0; b < n->buffer_count; b++)
        read[b] = ARENA_ARRAY(n->arena, unsigned char, n->buffers[b].slot_count);
    reach_begin(&l->reach);
    for (int i = 0; i < n->region_count; i++)
        reach_region(&l->reach, &n->regions[i]);
    for (int i = 0; i < l->reach.count; i++) {
        const struct net_ins *x = &n->ins[l->reach.values[i]];
        for (int k = 0; k < (x->op == NET_LOAD ? 1 : x->op == NET_LOOK ? 3 : 0); k++)
            read[x->buffer][x->slot + k] = 1;
    }
    for (int b = 0; b < n->buffer_count; b++)
        to[b] = is_filled(&n->buffers[b]) ? pack(l->p, b, read[b]) : NULL;
    net_move_slots(n, to);
}

void lower_host(struct lowering *l)
{
    struct program *p = l->p;
    if (!p->eval)                       /* all that is given has its place there */
        pack_inputs(l);
    for (int b = 0; b < l->n->buffer_count; b++) {
        const struct swept_input *in = swept_in(p, b);
        if (in)
            list_swept(p, in);
        if (l->n->buffers[b].values)
            list_fixed(p, b);
    }
}
