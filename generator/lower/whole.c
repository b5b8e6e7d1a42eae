/* whole.c -- the step and what looks at it: rates, bounds, the watch for
 * numbers that are not finite.
 */
#include "lower.h"
#include <math.h>
#include <string.h>
#include "base/number.h"
#include "source/diag.h"

/* ---- what the step asks for ----------------------------------------------------------- */

static int initial_quantity(const struct experiment *e, int state)
{
    for (int i = 0; i < e->quantity_count; i++)
        if (e->quantities[i].kind == QUANTITY_INITIAL && e->quantities[i].index == state)
            return i;
    BUG("a state has no initial quantity");
}

static net_ref staged(void *self, struct net *n, int state, net_ref x);

/* Trials draw the initial values of states that declare a distribution. Bounds that hold at
 * every stage hold before the first. */
static net_ref initial(void *self, struct net *n, int state)
{
    struct lowering *l = self;
    const struct exploration *x = l->p->x;
    int q = initial_quantity(l->e, state);
    int drawn = x->trials > 0 && model_draw(l->e, x, state) && model_axis(x, q) < 0;
    return staged(self, n, state, drawn ? lower_draw(&l->first, state) : lower_quantity(&l->first, q));
}

static void rates(void *self, struct net *n, const struct stage *s, net_ref *out)
{
    (void)n;
    struct lowering *l = self;
    const struct model *m = l->e->model;
    struct spot at = spot_open(l, s, HERE);
    struct context scope = { .at = &at, .params = m->params };
    lower_stimuli(&at);
    lower_calls(&at);
    lower_lets(&at);
    for (int i = 0; i < m->state_count; i++)
        out[i] = lower_driven(&at, i, lower_present(&scope, lower_varying(l, i)));
}

/* Into the range by a comparison for each end there is, or by whole turns. */
static net_ref bounded(void *self, struct net *n, int state, net_ref x)
{
    const struct state *s = &((struct lowering *)self)->e->model->states[state];
    struct scale unit = unit_inside(s->unit);
    net_ref low = net_const(n, scale_take(unit, s->bound_lo, 0), NULL), high = net_const(n, scale_take(unit, s->bound_hi, 0), NULL);
    if (s->wrapped) {
        net_ref span = net_emit(n, NET_SUB, high, low, NET_NONE);
        net_ref turned = net_call(n, FUNCTION_mod, net_emit(n, NET_SUB, x, low, NET_NONE), span);
        return net_emit(n, NET_ADD, turned, low, NET_NONE);
    }
    if (!s->clamped)
        return x;
    if (isfinite(s->bound_lo))
        x = net_emit(n, NET_SELECT, net_emit(n, NET_LT, x, low, NET_NONE), low, x);
    if (isfinite(s->bound_hi))
        x = net_emit(n, NET_SELECT, net_emit(n, NET_LT, high, x, NET_NONE), high, x);
    return x;
}

static net_ref staged(void *self, struct net *n, int state, net_ref x)
{
    const struct state *s = &((struct lowering *)self)->e->model->states[state];
    return s->per_stage ? bounded(self, n, state, x) : x;
}

static net_ref step_size_of(void *self, struct net *n, double divisor)
{
    const struct program *p = ((struct lowering *)self)->p;
    char digits[NUMBER_SHORTEST];
    if (p->dt_axis >= 0)
        return net_h(n, divisor);
    return net_const(n, model_quantity(p->e, p->x, p->e->simulate.dt)->value/divisor,
                     divisor == 1 ? "dt" : arena_print(p->arena, "dt/%s", number_shortest(digits, divisor, 0)));
}

/* ---- the whole ------------------------------------------------------------------------- */

/* [so_far], or NaN where one of the states is not finite. In halves: a chain of thousands
 * would be walked by as deep a recursion. */
static net_ref nothing_of(struct lowering *l, int from, int to, net_ref so_far)
{
    enum { CHAIN = 8 };
    struct net *n = l->n;
    if (to - from > CHAIN) {
        int half = from + (to - from)/2;
        net_ref low = nothing_of(l, from, half, so_far), high = nothing_of(l, half, to, NET_NONE);
        return net_emit(n, NET_ADD, low, high, NET_NONE);
    }
    net_ref zero = net_const(n, 0, NULL);
    for (int i = from; i < to; i++) {
        net_ref x = net_load(n, l->p->step.next, l->e->model->state_count + i, l->e->model->states[i].name);
        so_far = so_far == NET_NONE ? net_emit(n, NET_MUL, x, zero, NET_NONE) : net_emit(n, NET_FMA, x, zero, so_far);
    }
    return so_far;
}

/* A state that is not finite stays so, whatever comes: y + h*slope of an infinite y is infinite or NaN.
 * Bounds, and maps, may bring it back. */
static int stays_lost(struct lowering *l, int states)
{
    const struct net *n = l->n;
    int kept = 0;
    for (int i = 0; i < n->region_count; i++)
        for (int e = 0; n->regions[i].clock == STEP && e < n->regions[i].effect_count; e++) {
            const struct net_effect *x = &n->regions[i].effects[e];
            kept += x->kind == EFFECT_STORE && x->buffer == l->p->step.y && net_carries(n, x->value, x->buffer, x->slot);
        }
    return kept == states;
}

/* What was not finite before its bounds were applied is not finite for good: 0 times it
 * is NaN, and NaN is carried on. Of one node the sum is the number itself, which the least
 * of one says without an addition. */
static void watch(struct lowering *l)
{
    struct net *n = l->n;
    int states = l->e->model->state_count;
    l->p->dead = net_buffer(n, "dead", LIVE, OVER(0), STEP, 1);
    n->buffers[l->p->dead].lost = 1;
    net_slot(n, l->p->dead, "sick");
    int region = net_region(n, "watch", STEP, OVER(0), "Notes which lanes have left the finite numbers.");
    net_ref sick = nothing_of(l, 0, states, net_load(n, l->p->dead, 0, "sick"));
    enum net_op over_nodes = l->p->nodes == 1 ? NET_LEAST : NET_SUM;
    if (l->p->mode >= 0)
        sick = net_reduce(n, NET_SUM, l->p->mode, HERE, sick, NET_NONE);
    net_ref any = net_reduce(n, over_nodes, l->p->node, HERE, sick, NET_NONE);
    net_name(n, any, "any_sick");
    net_store(n, region, l->p->dead, 0, any, 0);
    n->regions[region].late = stays_lost(l, states);
}

/* What is needed of the state before the new one is there. */
static void excite(void *self, struct net *n, const struct stage *first)
{
    lower_excite(self, n, first);
    lower_observers_begin(self, first);
}

void lower_dynamics(struct lowering *l)
{
    struct program *p = l->p;
    const struct model *model = l->e->model;
    lower_edges(l);
    lower_noise(l);
    lower_observers(l);
    const char **names = ARENA_ARRAY(p->arena, const char *, model->state_count);
    for (int i = 0; i < model->state_count; i++)
        names[i] = model->states[i].name;
    struct equations e = { .self = l, .states = names, .state_count = model->state_count, .inputs = l->inputs,
                           .input_count = l->input_count, .over = OVER(0) | lower_places(p, OVER_NODE | OVER_MODE),
                           .frozen = !l->e->simulate.per_stage, .initial = initial, .rates = rates, .factor = lower_factor, .couple = lower_couple,
                           .bounded = bounded, .staged = staged, .excite = excite, .noise = lower_increment };
    l->equations = &e;
    p->step = lower_step(l->n, &e, solver_find(scheme_names[l->e->simulate.scheme]), step_size_of);
    lower_past(l);
    watch(l);
    lower_observers_advance(l, step_size_of);
    lower_observations(l);
    lower_records(l);
    l->equations = NULL;
}
