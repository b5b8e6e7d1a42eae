/* lower_delay.c -- what couplings read of the past: a ring of the network, tables of lags of its graphs.
 *
 * The ring has a slot for each state that a delayed coupling reads, or where its pre is made of the source alone and
 * taken at the nearest step for that pre itself: so it is computed once a node and not once an edge. It is stored
 * behind each step, of the new state, and before the first step all of its rows are the initial state.
 *
 * In a circle with lower_calls.c, lower_composed.c, lower_expr.c, lower_mode.c, lower_samples.c, lower_stimulus.c,
 * lower_table.c, observe.c: what is kept is an expression, and what it reads may be the past.
 */
#include "lower.h"
#include <math.h>

/* What a slot holds: a state, a derived quantity, or pre number [pre] of a coupling; else -1, NULL. */
struct past_slot { int state, let, pre; const struct coupling *coupling; };

/* How far the edges of a graph, or a node, look back. */
struct past_lags {
    int graph;                          /* -1: a node, by ... */
    net_ref delay;                      /* ... that value, ms */
    int linear;
    double shift;                       /* in steps, of linear ones: that much less */
    int lags, parts;                    /* buffers: whole steps; of linear ones what is left of one */
};

/* By the first that asks for a value of the past. */
struct past {
    int ring;                           /* buffer of the net: of what the slots hold, LIVE */
    struct past_slot *slots; int slot_count;
    struct past_lags *lags; int lags_count;
};

static struct past *past_of(struct lowering *l)
{
    if (l->past)
        return l->past;
    l->past = ARENA_NEW(l->p->arena, struct past);
    l->past->ring = l->p->ring = net_buffer(l->n, "past", LIVE, l->equations->over, STEP, 0);
    return l->past;
}

static int slot_of(struct lowering *l, struct past_slot what, const char *name)
{
    struct past *p = past_of(l);
    for (int i = 0; i < p->slot_count; i++)
        if (p->slots[i].state == what.state && p->slots[i].let == what.let && p->slots[i].coupling == what.coupling && p->slots[i].pre == what.pre)
            return i;
    *ARENA_PUSH(l->p->arena, p->slots, p->slot_count) = what;
    return net_slot(l->n, p->ring, name);
}

/* ---- lags ------------------------------------------------------------------------------ */

/* From the start of a step to the time that the scheme's stages stand for: half a step, of Euler's none. A coupling
 * that looks at the target's own state takes both at the start of the step, where it is frozen. */
static double shift_of(const struct lowering *l, const struct coupling *c)
{
    const struct solver *s = solver_find(scheme_names[l->e->simulate.scheme]);
    double all = 0;
    if (!s->b.over || (c->uses_target && l->equations->frozen))
        return 0;
    for (int k = 0; k < s->stages; k++)
        all += s->b.k[k]*s->c[k]/s->b.over;
    return all;
}

/* How long signals take, of each edge. */
static net_ref time_of(struct lowering *l, int graph)
{
    const struct graph *g = &l->e->graphs[graph];
    if (g->delays >= 0)
        return lower_of_pairs(l, graph, g->delays);
    net_ref length = lower_of_pairs(l, graph, g->lengths);
    net_ref delay = net_emit(l->n, NET_DIV, length, lower_quantity(&l->first, g->speed), NET_NONE);
    net_name(l->n, delay, "delay");
    return delay;
}

static const char *free_name(const struct lowering *l, const char *name)
{
    const char *free = name;
    for (int i = 2; net_buffer_named(l->n, free) >= 0; i++)
        free = arena_print(l->p->arena, "%s_%d", name, i);
    return free;
}

static void fill(struct lowering *l, int buffer, net_ref x, const char *doc)
{
    const char *name = l->n->buffers[buffer].name;
    net_slot(l->n, buffer, name);
    int region = net_region(l->n, arena_print(l->p->arena, "find_%s", name), POINT, l->n->buffers[buffer].over | OVER(0), doc);
    net_store(l->n, region, buffer, 0, x, 0);
}

static net_ref in_steps(struct lowering *l, net_ref delay)
{
    return net_emit(l->n, NET_DIV, delay, lower_dt(l), NET_NONE);
}

static net_ref not_below_zero(struct net *n, net_ref x)
{
    net_ref zero = net_const(n, 0, NULL);
    return net_emit(n, NET_SELECT, net_emit(n, NET_LT, zero, x, NET_NONE), x, zero);
}

/* Of a delay in steps; [whose]: for readers. */
static void make_lags(struct lowering *l, struct past_lags *g, net_ref steps, const char *whose)
{
    struct net *n = l->n;
    if (g->linear)
        steps = not_below_zero(n, net_emit(n, NET_SUB, steps, net_const(n, g->shift, NULL), NET_NONE));
    net_ref whole = net_call(n, g->linear ? FUNCTION_floor : FUNCTION_round, steps, NET_NONE);
    over_set over = n->ins[whole].over;
    g->lags = net_lags(n, free_name(l, "lag"), over, past_of(l)->ring);
    fill(l, g->lags, whole, arena_print(l->p->arena, "%s, in steps.", whose));
    if (!g->linear)
        return;
    g->parts = net_buffer(n, free_name(l, "part"), LIVE, over, POINT, 1);
    fill(l, g->parts, net_emit(n, NET_SUB, steps, whole, NET_NONE), arena_print(l->p->arena, "%s: what is left of a step.", whose));
}

static struct past_lags *found(struct past *p, const struct past_lags *like)
{
    for (int i = 0; i < p->lags_count; i++) {
        struct past_lags *g = &p->lags[i];
        if (g->graph == like->graph && g->delay == like->delay && g->linear == like->linear && g->shift == like->shift)
            return g;
    }
    return NULL;
}

static void looks_back(struct lowering *l, struct program_delay d)
{
    *ARENA_PUSH(l->p->arena, l->p->delays, l->p->delay_count) = d;
}

static const struct past_lags *lags_of(struct lowering *l, const struct coupling *c)
{
    struct past *p = past_of(l);
    const struct graph *of = &l->e->graphs[c->graph];
    const struct past_lags like = { .graph = c->graph, .delay = NET_NONE, .linear = c->linear, .shift = c->linear ? shift_of(l, c) : 0,
                                    .parts = -1 };
    if (found(p, &like))
        return found(p, &like);
    struct past_lags *g = ARENA_PUSH(l->p->arena, p->lags, p->lags_count);
    *g = like;
    make_lags(l, g, in_steps(l, time_of(l, c->graph)), arena_print(l->p->arena, "Delays of %s", of->path));
    looks_back(l, (struct program_delay){ .name = of->path, .times = of->delays >= 0 ? of->delays : of->lengths, .speed = of->delays >= 0 ? -1 : of->speed,
                                          .most = of->most_delay > 0 ? of->most_delay : INFINITY });
    return g;
}

/* Of a node that looks [shift] steps less back than [delay]. */
static const struct past_lags *own_lags(const struct context *s, const struct term *t, net_ref delay, double shift)
{
    struct lowering *l = s->at->l;
    struct past *p = past_of(l);
    const struct past_lags like = { .graph = -1, .delay = delay, .linear = 1, .shift = shift };
    if (found(p, &like))
        return found(p, &like);
    struct past_lags *g = ARENA_PUSH(l->p->arena, p->lags, p->lags_count);
    *g = like;
    int quantity = t->args[1]->kind == TERM_REF ? s->params[t->args[1]->index].quantity : -1;
    const char *name = quantity < 0 ? t->name : l->e->quantities[quantity].path;
    make_lags(l, g, in_steps(l, delay), arena_print(l->p->arena, "The delay %s%s", quantity < 0 ? "of " : "", name));
    looks_back(l, (struct program_delay){ .name = name, .times = quantity, .speed = -1, .value = t->args[1]->value, .most = INFINITY });
    return g;
}

/* ---- values ---------------------------------------------------------------------------- */

/* Slot [slot] as long ago as [g] says, at the sources of edges or at the node; behind a step from the new state on. */
static net_ref ago(struct spot *at, const struct past_lags *g, int slot, enum net_side side, const char *name)
{
    struct net *n = at->l->n;
    int kind = at->stage.number < 0 ? LOAD_STORED : 0, ring = past_of(at->l)->ring, edge = side == HERE ? -1 : at->edge;
    net_ref lag = net_load(n, g->lags, 0, NULL), x = net_load_late(n, ring, slot, side, edge, lag, kind, name);
    net_tame(n, x);
    if (!g->linear)
        return x;
    net_ref before = net_load_late(n, ring, slot, side, edge, lag, kind | LOAD_FURTHER, NULL);
    net_tame(n, before);
    return net_emit(n, NET_FMA, net_load(n, g->parts, 0, NULL), net_emit(n, NET_SUB, before, x, NET_NONE), x);
}

static net_ref late(struct spot *at, const struct coupling *c, int slot, const char *name)
{
    return ago(at, lags_of(at->l, c), slot, SOURCE, name);
}

/* "V", as it is at a node. */
static const char *held_name(const struct lowering *l, const struct past_slot *s)
{
    const struct model *m = l->e->model;
    return s->state >= 0 ? m->states[s->state].name : s->let >= 0 ? m->lets[s->let].name : s->coupling->role;
}

net_ref lower_past_source(struct spot *at, const struct coupling *c, int source)
{
    const struct past_slot what = { c->source_states[source], c->source_lets[source], -1, NULL };
    return late(at, c, slot_of(at->l, what, held_name(at->l, &what)), c->sources[source]);
}

/* Between two states of the past; where the delay is shorter than the time since the step began, between the state
 * then and that of the stage. Before there is a past, and in a kernel that is called, all of it is the state now. */
net_ref lower_past_own(const struct context *s, const struct term *t)
{
    struct lowering *l = s->at->l;
    struct net *n = l->n;
    const char *name = l->e->model->states[t->args[0]->index].name;
    net_ref now = lower_present(s, t->args[0]);
    if (l->p->eval || s->at->stage.number == NO_STAGE)
        return now;
    struct context first = *s;
    first.at = &l->first;
    net_ref delay = lower_present(&first, t->args[1]);
    double since = s->at->stage.number < 0 ? 0 : s->at->stage.time, k;
    net_ref past = ago(s->at, own_lags(s, t, delay, since), slot_of(l, (struct past_slot){ t->args[0]->index, -1, -1, NULL }, name), HERE, NULL);
    if (since == 0)
        return past;
    net_ref steps = in_steps(l, delay), left = net_emit(n, NET_SUB, steps, net_const(n, since, NULL), NET_NONE);
    if (net_is_const(n, left, &k) && k >= 0)
        return past;
    net_ref began = net_load(n, net_buffer_named(n, "y"), t->args[0]->index, name);
    net_ref part = net_emit(n, NET_DIV, steps, net_const(n, since, NULL), NET_NONE);
    net_ref within = net_emit(n, NET_FMA, part, net_emit(n, NET_SUB, began, now, NET_NONE), now);
    return net_emit(n, NET_SELECT, net_emit(n, NET_LT, left, net_const(n, 0, NULL), NET_NONE), within, past);
}

/* Is a value of edges made of what stands at their sources alone? */
static int is_of_source(struct lowering *l, net_ref r, int edge)
{
    int all = 1;
    reach_begin(&l->reach);
    reach_value(&l->reach, r);
    for (int k = 0; k < l->reach.count; k++) {
        const struct net_ins *i = &l->n->ins[l->reach.values[k]];
        all &= i->op != NET_TIME && i->op != NET_MARK && !(i->op == NET_LOAD && i->over & OVER(edge) && i->side != SOURCE);
    }
    return all;
}

/* Whether points are run behind others, whose past they have: what it is made into is then theirs. */
static int is_carried(const struct exploration *x)
{
    int i = 0;
    while (i < x->axis_count && !x->axes[i].axis.is_carried)
        i++;
    return i < x->axis_count;
}

net_ref lower_past_pre(const struct context *source, int pre)
{
    struct spot *at = source->at;
    struct lowering *l = at->l;
    struct coupling now = *source->coupling;
    struct context as_now = *source;
    now.delayed = 0;
    as_now.coupling = &now;
    net_ref r = now.linear || is_carried(l->p->x) ? NET_NONE : lower_present(&as_now, now.pre[pre]);
    if (r == NET_NONE || net_is_leaf(&l->n->ins[r]) || !is_of_source(l, r, at->edge))
        return lower_present(source, now.pre[pre]);
    return late(at, source->coupling, slot_of(l, (struct past_slot){ -1, -1, pre, source->coupling }, now.role), NULL);
}

/* ---- sums ------------------------------------------------------------------------------ */

static int is_kept(const struct lowering *l, const struct stage *s, const struct coupling *c)
{
    return c->delayed && !c->uses_target && s->number >= 0 && !l->equations->frozen;
}

net_ref lower_past_sum(struct lowering *l, const struct stage *s, const struct coupling *c, int of)
{
    int kept = is_kept(l, s, c) && s->number ? net_buffer_named(l->n, arena_print(l->p->arena, "late_%s", c->role)) : -1;
    return kept >= 0 ? net_load(l->n, kept, of, l->n->buffers[kept].slots[of]) : NET_NONE;
}

net_ref lower_keep_sum(struct lowering *l, const struct stage *s, const struct coupling *c, int of, net_ref sum)
{
    struct net *n = l->n;
    const char *name = arena_print(l->p->arena, "late_%s", c->role), *sum_name = n->ins[sum].name;
    if (!is_kept(l, s, c))
        return sum;
    if (!of)
        net_buffer(n, name, SCRATCH, l->equations->over, STEP, 1);
    int kept = net_buffer_named(n, name), slot = net_slot(n, kept, sum_name);
    int region = net_region(n, arena_print(l->p->arena, "%s_%d", name, of + 1), STEP, l->equations->over, NULL);
    net_store(n, region, kept, slot, sum, 0);
    return net_load(n, kept, slot, sum_name);
}

/* ---- the ring -------------------------------------------------------------------------- */

/* What a slot holds of the states at a spot. */
static net_ref held(struct spot *here, const struct past_slot *slot)
{
    const struct coupling *c = slot->coupling;
    if (slot->let >= 0)
        return lower_let(here, slot->let);
    if (!c)
        return lower_load(here, here->stage.states, slot->state, 1, held_name(here->l, slot));
    struct context of = { .at = here, .params = c->params, .coupling = c };
    return lower_present(&of, c->pre[slot->pre]);
}

static void keep_all(struct lowering *l, const struct stage *s, int region, int ahead)
{
    struct past *p = l->past;
    for (int i = 0; i < p->slot_count; i++) {
        struct spot here = spot_open(l, s, HERE);
        net_store(l->n, region, p->ring, i, held(&here, &p->slots[i]), ahead);
    }
}

/* The initial states as a wire, so that what follows from them is written as from any states. */
static int states_at_first(struct lowering *l)
{
    const struct equations *e = l->equations;
    int buffer = net_buffer(l->n, "was", SCRATCH, e->over, POINT, 1);
    int region = net_region(l->n, "begin_past", POINT, e->over, NULL);
    for (int i = 0; i < e->state_count; i++) {
        net_slot(l->n, buffer, e->states[i]);
        net_store(l->n, region, buffer, i, e->initial(e->self, l->n, i), 0);
    }
    return buffer;
}

/* The history of a state, or NULL. */
static const struct term *history_of(const struct lowering *l, int state)
{
    for (int i = 0; i < l->e->history_count; i++)
        if (l->e->histories[i].state == state)
            return l->e->histories[i].value;
    return NULL;
}

/* Rows of the steps before the first, where a state has a history: all slots anew, of the states then. */
static void keep_history(struct lowering *l, int was)
{
    const struct equations *e = l->equations;
    if (!l->e->history_count)
        return;
    int clock = net_clock(l->n, (struct net_clock){ .name = "before", .parent = POINT, .every = 1 });
    int then = net_buffer(l->n, "then", SCRATCH, e->over, clock, 1), region = net_region(l->n, "history", clock, e->over, NULL);
    const struct stage at = { NO_STAGE, 0, then, -1, clock };
    struct spot here = spot_open(l, &at, HERE);
    struct context of = { .at = &here };
    for (int i = 0; i < e->state_count; i++) {
        const struct term *past = history_of(l, i);
        net_slot(l->n, then, e->states[i]);
        net_store(l->n, region, then, i, past ? lower_present(&of, past) : net_load(l->n, was, i, e->states[i]), 0);
    }
    keep_all(l, &at, net_region(l->n, "keep_history", clock, e->over, "What edges read of the time before the first step."), 0);
}

void lower_past(struct lowering *l)
{
    if (!l->past)
        return;
    over_set over = l->equations->over;
    int was = states_at_first(l);
    const struct stage first = { NO_STAGE, 0, was, -1, POINT }, after = lower_after(&l->p->step, STEP);
    keep_all(l, &first, net_region(l->n, "fill_past", POINT, over, "What was before the first step."), 0);
    keep_history(l, was);
    keep_all(l, &after, net_region(l->n, "keep_past", STEP, over, "What edges will read of this state."), 1);
}
