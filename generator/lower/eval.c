/* eval.c -- the equations alone as a kernel that is called: slopes and watched quantities
 * of states, inputs, parameters and a time that the host gives (runtime/engine/kernel_eval.h).
 *
 * Nothing is coupled, and no stimulus acts: inputs are numbers. Everything that is given may
 * differ from node to node, so one kernel serves all values.
 */
#include "lower.h"
#include "ir/tangent.h"

static int buffer(struct lowering *l, const char *name, enum kernel_life life, over_set over)
{
    return net_buffer(l->n, name, life, over, life == INPUT ? POINT : l->p->eval->clock, 1);
}

/* Nodes, and modes where there are any: a number that is the same for all modes stands there for each. */
static over_set places(const struct lowering *l)
{
    return OVER(0) | lower_places(l->p, OVER_NODE | OVER_MODE);
}

/* A buffer over lanes and places with a slot for each of [names]. */
static int buffer_of(struct lowering *l, const char *name, enum kernel_life life, const char *const *names, int count)
{
    int b = buffer(l, name, life, places(l));
    for (int i = 0; i < count; i++)
        net_slot(l->n, b, names[i]);
    return b;
}

static void make_inputs(struct lowering *l)
{
    const struct model *m = l->e->model;
    struct program_eval *v = l->p->eval;
    const char **names = ARENA_ARRAY(l->p->arena, const char *, m->state_count + m->input_count + m->param_count + 1);
    for (int i = 0; i < m->state_count; i++)
        names[i] = m->states[i].name;
    v->states = buffer_of(l, "y", INPUT, names, m->state_count);
    for (int i = 0; i < m->input_count; i++)
        names[i] = m->inputs[i].name;
    v->inputs = buffer_of(l, "c", INPUT, names, m->input_count);
    for (int i = 0; i < m->param_count; i++)
        names[i] = m->params[i].name;
    v->params = buffer_of(l, "param", INPUT, names, m->param_count);
    v->time = buffer(l, "time", INPUT, OVER(0));
    net_slot(l->n, v->time, "t");
    l->connected = ARENA_ARRAY(l->p->arena, int, m->input_count + 1);
    for (int i = 0; i < m->input_count; i++)
        l->connected[i] = i;
}

static void store_slopes(struct lowering *l, const struct stage *s, int region)
{
    const struct model *m = l->e->model;
    struct program_eval *v = l->p->eval;
    struct spot at = spot_open(l, s, HERE);
    struct context scope = { .at = &at, .params = m->params };
    v->rates = buffer(l, "rate", OUTPUT, places(l));
    v->watched = buffer(l, "watched", OUTPUT, places(l));
    lower_lets(&at);
    for (int i = 0; i < m->state_count; i++) {
        net_ref rate = lower_present(&scope, m->states[i].rate);
        net_name(l->n, rate, arena_print(l->p->arena, "d%s", m->states[i].name));
        net_store(l->n, region, v->rates, net_slot(l->n, v->rates, m->states[i].name), rate, 0);
    }
    for (int i = 0; i < m->let_count; i++)
        if (m->lets[i].watched)
            net_store(l->n, region, v->watched, net_slot(l->n, v->watched, m->lets[i].name), lower_let(&at, i), 0);
}

/* Where a state begins that follows from parameters, of which others may be given. */
static void store_starts(struct lowering *l, const struct stage *s, int region)
{
    struct program_eval *v = l->p->eval;
    struct spot at = spot_open(l, s, HERE);
    v->starts = buffer(l, "start", OUTPUT, places(l));
    for (int i = 0; i < l->e->quantity_count; i++) {
        const struct quantity *q = &l->e->quantities[i];
        if (q->kind != QUANTITY_INITIAL || !model_formula(l->e, l->p->x, i))
            continue;
        net_store(l->n, region, v->starts, net_slot(l->n, v->starts, q->name), lower_quantity(&at, i), 0);
        *ARENA_PUSH(l->p->arena, v->start_states, v->start_count) = q->index;
    }
}

/* Each lane looks along a direction of its own: a twin of what is given says how that changes,
 * one of the slopes how they do. */
static void add_tangents(struct lowering *l, int region)
{
    struct program_eval *v = l->p->eval;
    struct tangents *t = tangent_open(l->n);
    v->d_states = tangent_twin(t, v->states, "dy");
    v->d_inputs = tangent_twin(t, v->inputs, "dc");
    v->d_params = tangent_twin(t, v->params, "dparam");
    v->d_rates = tangent_twin(t, v->rates, "drate");
    tangent_region(t, region);
}

void lower_eval(struct lowering *l, int tangents)
{
    struct program *p = l->p;
    p->eval = ARENA_NEW(p->arena, struct program_eval);
    *p->eval = (struct program_eval){ .d_states = -1, .d_inputs = -1, .d_params = -1, .d_rates = -1 };
    p->eval->clock = net_clock(l->n, (struct net_clock){ .name = "eval", .parent = -1, .every = 1 });
    make_inputs(l);
    struct stage at = { 0, 0, p->eval->states, p->eval->inputs, p->eval->clock };
    int region = net_region(l->n, "slopes", p->eval->clock, places(l), "The equations.");
    store_slopes(l, &at, region);
    store_starts(l, &at, region);
    if (tangents)
        add_tangents(l, region);
}
