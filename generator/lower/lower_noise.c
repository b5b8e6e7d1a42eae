/* lower_noise.c -- noise: the streams of normals, and what a step adds of them to the states.
 *
 * A term is a stream with a slot for each of its states. Plain ones, additive and white, are one fused
 * product where a state is made: x + (sigma*sqrt(dt))*z. What the state, other normals or the step before
 * have a hand in is made once a step, in a region behind the slopes of the first stage, and waits in a wire:
 *
 *   correlated    z = L*z, over nodes, then over states
 *   coloured      c = E*c + sqrt(1 - E^2)*z with E = exp(-dt/tau), exact whatever dt is; the first step
 *                 takes z itself, so that c is stationary from the start, with variance 1
 *   increment     (g*sqrt(dt))*z; of coloured noise (g/sqrt(2*tau)*dt)*c, which tends to it as tau does to 0
 */
#include "lower.h"

/* A term, by make_term. */
struct lowered_noise {
    const struct noise *of;
    int buffer;                         /* INPUT, a stream: a slot for each of its states */
    int *slot;                          /* [state]: in that and the other buffers, or -1 */
    int edge, triangle;                 /* correlated over nodes: the axis of its edges, the buffer of L; else -1 */
    int colour, begun;                  /* coloured: LIVE, what was last; LIVE over lanes, 1 but in the first step; else -1 */
    int kick;                           /* SCRATCH: increments of this step; plain: -1 */
};

/* ---- buffers --------------------------------------------------------------------------- */

static const char *called(struct lowering *l, const char *what, const struct noise *z)
{
    return z->name ? arena_print(l->p->arena, "%s_%s", what, z->name) : what;
}

static int buffer_of(struct lowering *l, const struct noise *z, const char *what, enum kernel_life life, over_set over, long rows)
{
    int b = net_buffer(l->n, called(l, what, z), life, over, STEP, rows);
    for (int i = 0; i < z->state_count; i++)
        net_slot(l->n, b, l->e->model->states[z->states[i]].name);
    return b;
}

/* Edges to each node from those before it and itself, whose number of L is not 0. */
static void make_triangle(struct lowering *l, struct lowered_noise *t)
{
    const struct noise *z = t->of;
    int n = l->p->nodes, count = 0;
    int *row = ARENA_ARRAY(l->p->arena, int, n + 1), *source = ARENA_ARRAY(l->p->arena, int, (long)n*(n + 1)/2);
    double *values = ARENA_ARRAY(l->p->arena, double, (long)n*(n + 1)/2);
    for (int i = 0; i < n; row[++i] = count)
        for (int j = 0; j <= i; j++)
            if (z->across_nodes[(long)i*n + j] != 0) {
                values[count] = z->across_nodes[(long)i*n + j];
                source[count++] = j;
            }
    t->edge = net_edges(l->n, called(l, "correlated", z), l->p->node, l->p->node, row, source);
    lower_numbers(l, t->edge, &t->triangle, called(l, "triangle", z), values, "l");
}

static void make_term(struct lowering *l, struct lowered_noise *t)
{
    const struct program *p = l->p;
    const struct noise *z = t->of;
    over_set places = lower_places(p, OVER_NODE | OVER_MODE);
    t->slot = ARENA_ARRAY(p->arena, int, l->e->model->state_count);
    for (int i = 0; i < l->e->model->state_count; i++)
        t->slot[i] = -1;
    for (int i = 0; i < z->state_count; i++)
        t->slot[z->states[i]] = i;
    t->buffer = buffer_of(l, z, "noise", INPUT, places | (model_noise_varies(p->x, z) || p->is_data[z->key] ? OVER(0) : 0), 0);
    if (z->across_nodes && p->nodes > 1)
        make_triangle(l, t);
    if (z->tau >= 0) {
        t->colour = buffer_of(l, z, "colour", LIVE, places | OVER(0), 1);
        t->begun = net_buffer(l->n, called(l, "begun", z), LIVE, OVER(0), STEP, 1);
        net_slot(l->n, t->begun, "begun");
    }
    if (z->form != NOISE_ADDITIVE || z->tau >= 0 || z->across_nodes || z->across_states)
        t->kick = buffer_of(l, z, "kick", SCRATCH, places | OVER(0), 1);
}

void lower_noise(struct lowering *l)
{
    const struct experiment *e = l->e;
    l->noises = ARENA_ARRAY(l->p->arena, struct lowered_noise, e->noise_count);
    l->p->noises = ARENA_ARRAY(l->p->arena, int, e->noise_count);
    for (int i = 0; i < e->noise_count; i++) {
        l->noises[i] = (struct lowered_noise){ .of = &e->noises[i], .edge = -1, .triangle = -1, .colour = -1, .begun = -1, .kick = -1 };
        make_term(l, &l->noises[i]);
        l->p->noises[i] = l->noises[i].buffer;
    }
}

/* Values are made in an order of their own: of arguments C leaves it to the compiler. */

/* ---- gains ------------------------------------------------------------------------------ */

static net_ref op(struct lowering *l, enum net_op which, net_ref a, net_ref b)
{
    return net_term(l->n, which, a, b, NET_NONE);
}

static net_ref root(struct lowering *l, net_ref x)
{
    return op(l, NET_SQRT, x, NET_NONE);
}

static net_ref number(struct lowering *l, double k)
{
    return net_const(l->n, k, NULL);
}

static net_ref strength(struct lowering *l, const struct noise *z, int slot)
{
    net_ref x = lower_quantity(&l->first, z->strengths[slot]);
    return z->is_nsig ? root(l, op(l, NET_MUL, number(l, 2), x)) : x;
}

/* The gain of a state with the states and inputs of a stage. */
static net_ref gain(struct lowering *l, const struct noise *z, int slot, const struct stage *stage)
{
    struct spot at = spot_open(l, stage, HERE);
    struct context s = { .at = &at, .params = z->params };
    if (z->form == NOISE_ADDITIVE)
        return strength(l, z, slot);
    if (z->form == NOISE_FORMULA) {
        lower_stimuli(&at);
        lower_lets(&at);
        return lower_present(&s, z->gain);
    }
    net_ref x = lower_load(&at, stage->states, z->states[slot], 1, l->e->model->states[z->states[slot]].name);
    net_ref size = net_call(l->n, FUNCTION_abs, x, NET_NONE), scaling = lower_quantity(&l->first, z->scaling);
    net_ref grown = net_emit(l->n, NET_FMA, scaling, size, number(l, 1));
    return op(l, NET_MUL, strength(l, z, slot), grown);
}

/* ---- numbers ---------------------------------------------------------------------------- */

/* At this node, of all nodes' where they are correlated. */
static net_ref normal_here(struct lowering *l, const struct lowered_noise *t, int slot)
{
    if (t->edge < 0)
        return net_load(l->n, t->buffer, slot, NULL);
    net_ref there = net_load_at(l->n, t->buffer, slot, SOURCE, t->edge, NET_NONE, NULL);
    return net_reduce(l->n, NET_DOT, t->edge, TARGET, net_load(l->n, t->triangle, 0, "l"), there);
}

static net_ref normal(struct lowering *l, const struct lowered_noise *t, int slot)
{
    const double *row = t->of->across_states ? t->of->across_states + (long)slot*t->of->state_count : NULL;
    net_ref sum = row ? NET_NONE : normal_here(l, t, slot);
    for (int i = 0; row && i <= slot; i++) {
        net_ref here = row[i] != 0 ? normal_here(l, t, i) : NET_NONE, share = number(l, row[i]);
        if (row[i] != 0)
            sum = sum == NET_NONE ? op(l, NET_MUL, share, here) : net_emit(l->n, NET_FMA, share, here, sum);
    }
    return sum;
}

/* What the process is now, which is kept for the next step. */
static net_ref colour(struct lowering *l, const struct lowered_noise *t, int region, int slot)
{
    net_ref tau = lower_quantity(&l->first, t->of->tau), over = op(l, NET_DIV, lower_dt(l), tau);
    net_ref stays = net_call(l->n, FUNCTION_exp, op(l, NET_NEG, over, NET_NONE), NET_NONE);
    net_ref lost = net_call(l->n, FUNCTION_expm1, op(l, NET_MUL, number(l, -2), over), NET_NONE);
    net_ref taken = root(l, op(l, NET_NEG, lost, NET_NONE));
    net_ref mark = net_load(l->n, t->begun, 0, "begun"), begun = net_emit(l->n, NET_LT, number(l, 0), mark, NET_NONE);
    net_ref was = net_load(l->n, t->colour, slot, NULL), z = normal(l, t, slot);
    net_ref new = op(l, NET_MUL, net_emit(l->n, NET_SELECT, begun, taken, number(l, 1)), z);
    net_ref now = net_emit(l->n, NET_FMA, stays, was, new);
    net_store(l->n, region, t->colour, slot, now, 0);
    return now;
}

/* What a step makes of a gain of 1. */
static net_ref scale(struct lowering *l, const struct noise *z)
{
    if (z->tau < 0)
        return root(l, lower_dt(l));
    net_ref tau = lower_quantity(&l->first, z->tau), below = root(l, op(l, NET_MUL, number(l, 2), tau));
    return op(l, NET_DIV, lower_dt(l), below);
}

static net_ref increment(struct lowering *l, net_ref gain, net_ref scale, net_ref z)
{
    return op(l, NET_MUL, op(l, NET_MUL, gain, scale), z);
}

/* ---- what the step asks for ------------------------------------------------------------- */

void lower_excite(void *self, struct net *n, const struct stage *first)
{
    struct lowering *l = self;
    for (int i = 0; i < l->e->noise_count; i++) {
        const struct lowered_noise *t = &l->noises[i];
        if (t->kick < 0)
            continue;
        int region = net_region(n, called(l, "excite", t->of), STEP, l->equations->over, "The noise of this step.");
        for (int k = 0; k < t->of->state_count; k++) {
            net_ref z = t->colour >= 0 ? colour(l, t, region, k) : normal(l, t, k);
            net_ref size = scale(l, t->of), strong = gain(l, t->of, k, first);
            net_store(n, region, t->kick, k, increment(l, strong, size, z), 0);
        }
        if (t->colour >= 0)
            net_store(n, net_region(n, called(l, "begun", t->of), STEP, OVER(0), NULL), t->begun, 0, number(l, 1), 0);
    }
}

static net_ref times(struct lowering *l, net_ref x, double share, net_ref factor)
{
    x = share == 1 ? x : op(l, NET_MUL, x, number(l, share));
    return factor == NET_NONE ? x : op(l, NET_MUL, x, factor);
}

/* dW = (sigma*sqrt(dt))*z, fused with the sum: the gain does not change from step to step. */
static net_ref add_plain(struct lowering *l, const struct lowered_noise *t, const struct kick *kick, int slot, net_ref x)
{
    net_ref size = scale(l, t->of), gain = op(l, NET_MUL, strength(l, t->of, slot), size);
    net_name(l->n, gain, called(l, "gain", t->of));
    net_ref z = net_load(l->n, t->buffer, slot, NULL);
    return net_emit(l->n, NET_FMA, times(l, gain, kick->share, kick->white), z, x);
}

/* Stratonovich's gain is the mean of those at the start and at the predicted end. */
static net_ref add_kick(struct lowering *l, const struct lowered_noise *t, const struct kick *kick, int slot, net_ref x)
{
    const struct noise *z = t->of;
    net_ref dw = net_load(l->n, t->kick, slot, NULL);
    if (z->is_stratonovich && kick->ahead) {
        net_ref drawn = normal(l, t, slot), size = scale(l, z), later = increment(l, gain(l, z, slot, kick->ahead), size, drawn);
        net_ref both = op(l, NET_ADD, dw, later);
        dw = op(l, NET_MUL, number(l, 0.5), both);
    }
    return net_emit(l->n, NET_ADD, x, times(l, dw, kick->share, z->tau >= 0 ? kick->smooth : kick->white), NET_NONE);
}

net_ref lower_increment(void *self, struct net *n, const struct kick *kick, int state, net_ref x)
{
    (void)n;
    struct lowering *l = self;
    for (int i = 0; i < l->e->noise_count; i++) {
        const struct lowered_noise *t = &l->noises[i];
        if (t->slot[state] >= 0)
            x = (t->kick < 0 ? add_plain : add_kick)(l, t, kick, t->slot[state], x);
    }
    return x;
}
