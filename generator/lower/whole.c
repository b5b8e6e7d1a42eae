/* whole.c -- see whole.h. Values of the flat list are made again as values of the
 * circuit, once for each place that asks for them: a stage, an edge, a target.
 */
#include "making.h"
#include <string.h>
#include "model/builtin.h"
#include "source/diag.h"
#include "lower.h"

const char *kernel_function(int row)
{
    return builtins[row].call;
}

struct spot spot_open(struct making *m, const struct stage *s, enum net_side side, net_ref sum)
{
    struct spot at = { m, s, side, sum, ARENA_ARRAY(m->p->arena, net_ref, m->p->ir.len + 1) };
    for (int i = 0; i < m->p->ir.len; i++)
        at.made[i] = NET_NONE;
    return at;
}

/* ---- inputs of the host ---------------------------------------------------------- */

static const char *own_name(struct making *m, int buffer, const char *name)
{
    int taken = net_slot_named(m->n, buffer, name) >= 0;
    return taken ? arena_print(m->p->arena, "%s%d", name, m->n->buffers[buffer].slot_count) : name;
}

static int input_buffer(struct making *m, int *buffer, const char *name, over_set over)
{
    if (*buffer < 0)
        *buffer = net_buffer(m->n, name, INPUT, over, POINT, 1);
    return *buffer;
}

/* The slot of swept numbers that begin at [program_slot], one a place of [over]. */
static int swept_slot(struct making *m, struct swept_input *in, const char *name, over_set over, int program_slot, const char *value)
{
    int b = input_buffer(m, &in->buffer, name, over), count = m->n->buffers[b].slot_count;
    for (int i = 0; i < count; i++)
        if (in->program_slot[i] == program_slot)
            return i;
    if (!(count & (count - 1))) {
        int *grown = ARENA_ARRAY(m->p->arena, int, count ? 2*count : 1);
        if (count)
            memcpy(grown, in->program_slot, (size_t)count*sizeof *grown);
        in->program_slot = grown;
    }
    in->program_slot[count] = program_slot;
    return net_slot(m->n, b, own_name(m, b, value));
}

static int fixed_slot(struct making *m, int *buffer, const char *name, over_set over, const double *values, const char *value)
{
    int b = input_buffer(m, buffer, name, over);
    for (int i = 0; i < m->n->buffers[b].slot_count; i++)
        if (m->n->buffers[b].values[i] == values)
            return i;
    return net_fixed_slot(m->n, b, own_name(m, b, value), values);
}

static net_ref load_input(struct spot *at, const struct ir_ins *i)
{
    struct making *m = at->m;
    struct kernel_plan *k = m->k;
    const char *name = i->name ? i->name : "value";
    over_set lane = OVER(0), node = OVER(k->node);
    if (i->load == LOAD_POINT) {
        int point = swept_slot(m, &k->point, "point", lane, i->a, name);    /* the buffer may be new */
        return net_load(m->n, k->point.buffer, point, i->name);
    }
    int is_swept = i->load == LOAD_POINT_NODE;
    int slot = is_swept ? swept_slot(m, &k->each, "each", lane | node, i->a, name)
                        : fixed_slot(m, &k->fixed, "fixed", node, m->p->graph + i->a, name);
    return net_load_at(m->n, is_swept ? k->each.buffer : k->fixed, slot, at->side, at->side == HERE ? -1 : k->edge, NET_NONE, i->name);
}

/* ---- values ------------------------------------------------------------------------ */

/* ORDER marks of program.h and circuit.h */
static const enum net_mark_kind mark_kinds[] = {
    [MARK_REACHED] = NET_REACHED, [MARK_PASSED] = NET_PASSED, [MARK_WINDOW] = NET_WINDOW,
    [MARK_SINCE] = NET_SINCE, [MARK_TRAIN] = NET_TRAIN, [MARK_WITHIN] = NET_WITHIN,
    [MARK_PHASE] = NET_PHASE, [MARK_WHOLE] = NET_WHOLE, [MARK_SLACK] = NET_SLACK
};

static net_ref load(struct spot *at, const struct ir_ins *i)
{
    struct making *m = at->m;
    const struct stage *s = at->stage;
    const struct time_mark *mark;
    switch ((enum ir_load)i->load) {
    case LOAD_POINT: case LOAD_POINT_NODE: case LOAD_FIXED_NODE: return load_input(at, i);
    case LOAD_STATE:  return net_load(m->n, s->states, i->a, i->name);
    case LOAD_SOURCE: return net_load_at(m->n, s->states, i->a, SOURCE, m->k->edge, NET_NONE, i->name);
    case LOAD_TARGET: return net_load_at(m->n, s->states, i->a, TARGET, m->k->edge, NET_NONE, i->name);
    case LOAD_INPUT:  return net_load(m->n, s->inputs, m->connected[i->a], i->name);
    case LOAD_SUM:    return at->sum;
    case LOAD_TIME:   return net_time(m->n, TIME_EXACT, s->time);
    case LOAD_EARLY:  return net_time(m->n, TIME_EARLY, s->time);
    case LOAD_LATE:   return net_time(m->n, TIME_LATE, s->time);
    case LOAD_MARK:
        mark = &m->p->marks[i->a];
        return net_mark(m->n, (struct net_mark){ mark_kinds[mark->kind], mark->a, mark->b, mark->scale, mark->shift }, s->time);
    case LOAD_DT:     return net_h(m->n, 1);
    case LOAD_TALLY:      return observed_number(m, i->a);
    case LOAD_TALLY_NODE: return observed_nodes(m, i->a);
    }
    BUG("unknown load");
}

/* ORDER operations of ir.h */
static const enum net_op ops[] = {
    [IR_ADD] = NET_ADD, [IR_SUB] = NET_SUB, [IR_MUL] = NET_MUL, [IR_DIV] = NET_DIV, [IR_NEG] = NET_NEG,
    [IR_FMA] = NET_FMA, [IR_SQRT] = NET_SQRT, [IR_LT] = NET_LT, [IR_LE] = NET_LE, [IR_EQ] = NET_EQ, [IR_NE] = NET_NE,
    [IR_AND] = NET_AND, [IR_OR] = NET_OR, [IR_NOT] = NET_NOT, [IR_SELECT] = NET_SELECT
};

static net_ref make(struct spot *at, const struct ir_ins *i)
{
    struct net *n = at->m->n;
    if (i->op == IR_CONST)
        return net_const(n, i->k, i->name);
    if (i->op == IR_LOAD)
        return load(at, i);
    net_ref a = made(at, i->a), b = made(at, i->b), c = made(at, i->c);
    if (i->op == IR_CALL)
        return net_call(n, i->function, a, b);
    net_ref r = net_emit(n, ops[i->op], a, b, c);
    if (i->name)
        net_name(n, r, i->name);
    return r;
}

net_ref made(struct spot *at, ir_ref r)
{
    if (r == IR_NONE)
        return NET_NONE;
    if (at->made[r] == NET_NONE) {
        at->made[r] = make(at, &at->m->p->ir.ins[r]);
        at->m->n->ins[at->made[r]].axes |= at->m->p->ir.ins[r].axes;
    }
    return at->made[r];
}

/* ---- what the step asks for ----------------------------------------------------------- */

static net_ref initial(void *self, struct net *n, int state)
{
    (void)n;
    struct making *m = self;
    return made(&m->first, m->p->low->initial[state]);
}

static void rates(void *self, struct net *n, const struct stage *s, net_ref *out)
{
    (void)n;
    struct making *m = self;
    struct spot at = spot_open(m, s, HERE, NET_NONE);
    for (int i = 0; i < m->p->e->model->state_count; i++)
        out[i] = made(&at, m->p->low->rates[i]);
}

/* Of edges, from those of pairs; NULL where all are 1. */
static const double *weights_of_edges(struct making *m, const struct lowered_coupling *q)
{
    const struct net_axis *x = &m->n->axes[m->k->edge];
    double *w = ARENA_ARRAY(m->p->arena, double, x->extent + 1);
    int ones = 1;
    for (int i = 0; i < m->p->nodes; i++)
        for (int e = x->row[i]; e < x->row[i + 1]; e++) {
            w[e] = q->values[i*m->p->nodes + x->source[e]];
            ones &= w[e] == 1;
        }
    return ones ? NULL : w;
}

/* All couplings have the one graph. */
static net_ref weight(struct making *m, const struct lowered_coupling *q)
{
    struct kernel_plan *k = m->k;
    if (q->swept >= 0) {
        int slot = swept_slot(m, &k->swept_weights, "weights", OVER(k->edge) | OVER(0), q->swept, "w");
        return net_load(m->n, k->swept_weights.buffer, slot, "w");
    }
    if (!m->edge_weights && !m->weights_are_one) {
        m->edge_weights = weights_of_edges(m, q);
        m->weights_are_one = !m->edge_weights;
    }
    if (m->weights_are_one)
        return net_const(m->n, 1, NULL);
    int slot = fixed_slot(m, &k->weights, "weights", OVER(k->edge), m->edge_weights, "w");
    return net_load(m->n, k->weights, slot, "w");
}

static void couple(void *self, struct net *n, const struct stage *s)
{
    struct making *m = self;
    const struct lowered *low = m->p->low;
    for (int c = 0; c < low->coupling_count; c++) {
        const struct lowered_coupling *q = &low->couplings[c];
        const char *when = s->number < 0 ? "seen" : arena_print(m->p->arena, "%d", s->number + 1);
        int region = net_region(n, arena_print(m->p->arena, "couple_%s_%s", q->role, when), s->clock,
                                OVER(0) | OVER(m->k->node), arena_print(m->p->arena, "%s, input '%s'.", q->def, q->role));
        struct spot edge = spot_open(m, s, SOURCE, NET_NONE);
        net_ref carried = made(&edge, q->pre), w = weight(m, q);
        net_ref sum = net_reduce(n, NET_DOT, m->k->edge, TARGET, w, carried);
        net_name(n, sum, arena_print(m->p->arena, "sum_%s", q->role));
        struct spot here = spot_open(m, s, HERE, sum);
        net_store(n, region, s->inputs, m->connected[q->input], made(&here, q->post), 0);
    }
}

/* Into the range by a comparison each, or by whole turns. */
static net_ref bounded(void *self, struct net *n, int state, net_ref x)
{
    const struct state *s = &((struct making *)self)->p->e->model->states[state];
    net_ref low = net_const(n, s->bound_lo, NULL), high = net_const(n, s->bound_hi, NULL);
    if (s->wrapped) {
        net_ref span = net_emit(n, NET_SUB, high, low, NET_NONE);
        net_ref turned = net_call(n, FUNCTION_mod, net_emit(n, NET_SUB, x, low, NET_NONE), span);
        return net_emit(n, NET_ADD, turned, low, NET_NONE);
    }
    if (!s->clamped)
        return x;
    x = net_emit(n, NET_SELECT, net_emit(n, NET_LT, x, low, NET_NONE), low, x);
    return net_emit(n, NET_SELECT, net_emit(n, NET_LT, high, x, NET_NONE), high, x);
}

static int noise(void *self, struct net *n, int state, net_ref *gain, net_ref *normal)
{
    struct making *m = self;
    int row = m->p->low->noise_row[state];
    if (row < 0)
        return 0;
    *gain = made(&m->first, m->p->low->gain[row]);
    *normal = net_load(n, m->k->noise, row, NULL);
    return 1;
}

static net_ref step_size_of(void *self, struct net *n, double divisor)
{
    const struct program *p = ((struct making *)self)->p;
    if (p->dt_axis >= 0)
        return net_h(n, divisor);
    return net_const(n, model_quantity(p->e, p->x, p->e->simulate.dt)->value/divisor, NULL);
}

/* ---- the whole ------------------------------------------------------------------------- */

/* Edges that there are at all: those of swept weights, and of fixed ones that are not 0. */
static int is_edge(const struct lowered_coupling *q, int pair)
{
    return q->swept >= 0 || q->values[pair] != 0;
}

enum { FEW_NODES = 16 };                /* whose edges are written out one by one */

/* Edges by target. Where most pairs have one, all get one: a weight of 0 adds nothing, and
 * sources that are counted need no list. */
static void make_edges(struct making *m)
{
    const struct lowered *low = m->p->low;
    int n = m->p->nodes, count = 0, all = 0;
    if (!low->coupling_count)
        return;
    const struct lowered_coupling *q = &low->couplings[0];
    for (int pair = 0; pair < n*n; pair++)
        count += is_edge(q, pair);
    all = n > FEW_NODES && count > n*n/2;
    int *row = ARENA_ARRAY(m->p->arena, int, n + 1), *source = ARENA_ARRAY(m->p->arena, int, (long)n*n + 1);
    count = 0;
    for (int i = 0; i < n; row[++i] = count)
        for (int j = 0; j < n; j++)
            if (all || is_edge(q, i*n + j))
                source[count++] = j;
    m->k->edge = net_edges(m->n, "edge", m->k->node, m->k->node, row, source);
}

static void connect(struct making *m)
{
    const struct lowered *low = m->p->low;
    const struct model *model = m->p->e->model;
    m->connected = ARENA_ARRAY(m->p->arena, int, model->input_count + 1);
    m->inputs = ARENA_ARRAY(m->p->arena, const char *, model->input_count + 1);
    for (int i = 0; i < model->input_count; i++) {
        m->connected[i] = -1;
        for (int c = 0; c < low->coupling_count && m->connected[i] < 0; c++)
            if (low->couplings[c].input == i) {
                m->connected[i] = m->input_count;
                m->inputs[m->input_count++] = model->inputs[i];
            }
    }
}

static void make_noise(struct making *m)
{
    const struct program *p = m->p;
    const struct noise *z = &p->e->noise;
    if (!z->present)
        return;
    m->k->noise = net_buffer(m->n, "noise", INPUT, OVER(m->k->node) | (p->noise_lanes ? OVER(0) : 0), STEP, 0);
    for (int i = 0; i < z->state_count; i++)
        net_slot(m->n, m->k->noise, p->e->model->states[z->states[i]].name);
}

/* [so_far], or NaN where one of the states is not finite. In halves: a chain of thousands
 * would be walked by as deep a recursion. */
static net_ref nothing_of(struct making *m, int from, int to, net_ref so_far)
{
    enum { CHAIN = 8 };
    struct net *n = m->n;
    if (to - from > CHAIN) {
        int half = from + (to - from)/2;
        net_ref low = nothing_of(m, from, half, so_far), high = nothing_of(m, half, to, NET_NONE);
        return net_emit(n, NET_ADD, low, high, NET_NONE);
    }
    net_ref zero = net_const(n, 0, NULL);
    for (int i = from; i < to; i++) {
        net_ref x = net_load(n, m->k->step.next, m->p->e->model->state_count + i, NULL);
        so_far = so_far == NET_NONE ? net_emit(n, NET_MUL, x, zero, NET_NONE) : net_emit(n, NET_FMA, x, zero, so_far);
    }
    return so_far;
}

/* What was not finite before its bounds were applied is not finite for good: 0 times it
 * is NaN, and NaN is carried on. Of one node the sum is the number itself, which the least
 * of one says without an addition. */
static void watch(struct making *m)
{
    struct net *n = m->n;
    int states = m->p->e->model->state_count;
    m->k->dead = net_buffer(n, "dead", LIVE, OVER(0), STEP, 1);
    net_slot(n, m->k->dead, "sick");
    int region = net_region(n, "watch", STEP, OVER(0), "Notes which lanes have left the finite numbers.");
    net_ref sick = nothing_of(m, 0, states, net_load(n, m->k->dead, 0, "sick"));
    enum net_op over_nodes = m->p->nodes == 1 ? NET_LEAST : NET_SUM;
    net_ref any = net_reduce(n, over_nodes, m->k->node, HERE, sick, NET_NONE);
    net_name(n, any, "any_sick");
    net_store(n, region, m->k->dead, 0, any, 0);
}

/* The step and what looks at it. */
static void make_dynamics(struct making *m)
{
    const struct program *p = m->p;
    const struct model *model = p->e->model;
    make_edges(m);
    connect(m);
    make_noise(m);
    const char **names = ARENA_ARRAY(p->arena, const char *, model->state_count + 1);
    for (int i = 0; i < model->state_count; i++)
        names[i] = model->states[i].name;
    struct equations e = { .self = m, .states = names, .state_count = model->state_count, .inputs = m->inputs,
                           .input_count = m->input_count, .over = OVER(0) | OVER(m->k->node),
                           .frozen = !p->e->simulate.per_stage, .initial = initial, .rates = rates, .couple = couple,
                           .bounded = bounded, .noise = noise };
    m->k->step = lower_step(m->n, &e, solver_find(scheme_names[p->e->simulate.scheme]), step_size_of);
    watch(m);
    lower_observations(m, &e);
}

/* ---- what the host must know -------------------------------------------------------------- */

static void list_swept(struct making *m, const struct swept_input *in, const struct net_buffer *b)
{
    struct kernel_plan *k = m->k;
    long each = net_places(m->n, (int)(b - m->n->buffers));
    struct program_slot *grown = ARENA_ARRAY(m->p->arena, struct program_slot, k->slot_count + b->slot_count*each + 1);
    if (k->slot_count)
        memcpy(grown, k->slots, (size_t)k->slot_count*sizeof *grown);
    for (int i = 0; i < b->slot_count; i++)
        memcpy(grown + k->slot_count + i*each, m->p->slots + in->program_slot[i], (size_t)each*sizeof *grown);
    k->slots = grown;
    k->slot_count += (int)(b->slot_count*each);
}

static void list_fixed(struct making *m, const struct net_buffer *b)
{
    struct kernel_plan *k = m->k;
    long each = net_places(m->n, (int)(b - m->n->buffers));
    double *grown = ARENA_ARRAY(m->p->arena, double, k->fixed_count + b->slot_count*each + 1);
    if (k->fixed_count)
        memcpy(grown, k->fixed_numbers, (size_t)k->fixed_count*sizeof *grown);
    for (int i = 0; i < b->slot_count; i++)
        memcpy(grown + k->fixed_count + i*each, b->values[i], (size_t)each*sizeof *grown);
    k->fixed_numbers = grown;
    k->fixed_count += b->slot_count*each;
}

/* In the order of the table of buffers. */
static void list_inputs(struct making *m)
{
    const struct swept_input *all[] = { &m->k->point, &m->k->each, &m->k->swept_weights };
    for (int b = 0; b < m->n->buffer_count; b++) {
        const struct net_buffer *x = &m->n->buffers[b];
        for (int i = 0; i < 3; i++)
            if (all[i]->buffer == b)
                list_swept(m, all[i], x);
        if (x->values)
            list_fixed(m, x);
    }
}

/* Numbers first, then what keeps the nodes: two buffers, one behind the other. */
static void place_results(struct program *p)
{
    int at = 0;
    for (int nodes = 0; nodes < 2; nodes++)
        for (int i = 0; i < p->result_count; i++)
            if ((p->results[i].elements > 1) == nodes) {
                p->results[i].at = at;
                at += p->results[i].elements;
            }
}

struct kernel_plan *kernel_lower(struct program *p)
{
    struct kernel_plan *k = ARENA_NEW(p->arena, struct kernel_plan);
    struct making m = { .p = p, .k = k, .n = &k->net };
    *k = (struct kernel_plan){ .point.buffer = -1, .each.buffer = -1, .swept_weights.buffer = -1, .fixed = -1, .weights = -1,
                               .noise = -1, .dead = -1, .edge = -1, .step = { -1, -1, -1 } };
    net_open(&k->net, p->bytes, p->arena);
    k->net.no_fold = p->ir.no_fold;
    k->net.time_scale = p->time_scale;
    k->net.axes[0].extent = p->lanes;
    k->node = net_axis(&k->net, "node", AXIS_NODE, p->nodes);
    m.first = spot_open(&m, NULL, HERE, NET_NONE);
    if (p->low->rates)
        make_dynamics(&m);
    lower_results(&m);
    list_inputs(&m);
    place_results(p);
    p->plan = k;
    return k;
}
