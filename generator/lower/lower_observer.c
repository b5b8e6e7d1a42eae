/* lower_observer.c -- observers: equations of their own that the network drives and never sees.
 *
 * Each is a lowering of its own over the same circuit: its model stands where the network's does, its inputs are wires of
 * what drives it. What that was at the start of a step goes into a wire before the new state is stored (`drive`); what it is
 * at its end is made of the new state. A stage in between sees the line between the two. So all advance behind the network's
 * step, one behind those that drive it.
 */
#include "lower.h"

/* What it shows in the ticks of a clock. */
struct seen_observer { int clock; struct spot *here; struct seen_observer *older; };

/* One of experiment.observers, by begin and advance. */
struct lowered_observer {
    const struct observer *of;
    struct lowering *outer;             /* of the network */
    struct lowering own;
    struct experiment view;             /* its model is that of the network there */
    struct equations equations;
    const char *mark;                   /* in front of the names of its buffers and regions: "bold_" */
    int is_asked;                       /* something looks at it */
    int place;                          /* it has begun, as number [place] from 1 on; 0: not yet */
    int was;                            /* SCRATCH: what drives it at the start of the step */
    net_ref *before, *after;            /* [inputs]: loads of that; the same at the end of the step */
    struct step_buffers step;
    struct spot *first;                 /* what it shows at the start of the step */
    struct seen_observer *seen;         /* ... and behind it, newest first */
    struct spot *asking;                /* while inputs behind the step are made: the network's spot that asks */
};

/* ---- its equations ------------------------------------------------------------------------ */

static net_ref initial(void *self, struct net *n, int state)
{
    struct lowering *l = self;
    return l->observer->equations.staged(self, n, state, lower_quantity(&l->first, l->observer->of->initial[state]));
}

/* No noise acts on it. */
static void excite(void *self, struct net *n, const struct stage *first)
{
    (void)self;
    (void)n;
    (void)first;
}

static net_ref plain(void *self, struct net *n, const struct kick *kick, int state, net_ref x)
{
    (void)self;
    (void)n;
    (void)kick;
    (void)state;
    return x;
}

/* What drives it at a part of the step: the line between its ends. */
static net_ref between(struct lowered_observer *o, int input, double part)
{
    struct net *n = o->own.n;
    if (part == 0 || part == 1)
        return part == 0 ? o->before[input] : o->after[input];
    net_ref rise = net_emit(n, NET_SUB, o->after[input], o->before[input], NET_NONE);
    return net_emit(n, NET_FMA, net_const(n, part, NULL), rise, o->before[input]);
}

static void couple(void *self, struct net *n, const struct stage *s)
{
    struct lowered_observer *o = ((struct lowering *)self)->observer;
    const struct model *m = o->of->model;
    net_ref *values = ARENA_ARRAY(n->arena, net_ref, m->input_count);
    for (int i = 0; i < m->input_count; i++) {          /* regions that these need come first */
        struct context of = { .at = o->asking };
        values[i] = s->number < 0 ? lower_present(&of, o->of->args[i]) : between(o, i, s->time);
    }
    const char *when = s->number < 0 ? n->clocks[s->clock].name : arena_print(n->arena, "%d", s->number + 1);
    int region = net_region(n, arena_print(n->arena, "%sdriven_%s", o->mark, when), s->clock, o->equations.over, NULL);
    for (int i = 0; i < m->input_count; i++)
        net_store(n, region, s->inputs, i, values[i], 0);
}

static const char *const *state_names(struct arena *a, const struct model *m)
{
    const char **names = ARENA_ARRAY(a, const char *, m->state_count);
    for (int i = 0; i < m->state_count; i++)
        names[i] = m->states[i].name;
    return names;
}

static void open_lowering(struct lowering *l, struct lowered_observer *o, const struct observer *of)
{
    struct program *p = l->p;
    const struct model *m = of->model;
    o->of = of;
    o->outer = l;
    o->mark = arena_print(p->arena, "%s_", of->name);
    o->view = model_of_observer(l->e, of, p->arena);
    o->own = (struct lowering){ .p = p, .n = l->n, .e = &o->view, .reach.net = l->n, .pair = -1, .most_expanded = l->most_expanded,
                                .observer = o, .equations = &o->equations };
    o->own.connected = ARENA_ARRAY(p->arena, int, m->input_count);
    o->own.inputs = ARENA_ARRAY(p->arena, const char *, m->input_count);
    o->own.input_count = m->input_count;
    for (int i = 0; i < m->input_count; i++) {
        o->own.connected[i] = i;
        o->own.inputs[i] = m->inputs[i].name;
    }
    o->own.first = spot_open(&o->own, NULL, HERE);
    o->equations = *l->equations;               /* rates, factors and bounds are those of a lowering's model */
    o->equations.self = &o->own;
    o->equations.states = state_names(p->arena, m);
    o->equations.state_count = m->state_count;
    o->equations.inputs = o->own.inputs;
    o->equations.input_count = m->input_count;
    o->equations.mark = o->mark;
    o->equations.over = OVER(0) | lower_places(p, of->over);
    o->equations.frozen = 0;
    o->equations.initial = initial;
    o->equations.couple = couple;
    o->equations.excite = excite;
    o->equations.noise = plain;
}

/* ---- before the new state ----------------------------------------------------------------- */

static void begin(struct lowering *l, int number, const struct stage *first, int *place);

/* Those that drive it have begun. */
static void begin_all(struct lowering *l, const struct term *t, const struct stage *first, int *place)
{
    if (t->kind == TERM_REF && t->ref == REF_OBSERVE)
        begin_all(l, l->e->observes[t->index].value, first, place);
    if (t->kind == TERM_REF && t->ref == REF_OBSERVER)
        begin(l, t->index, first, place);
    for (int i = 0; i < t->count; i++)
        begin_all(l, t->args[i], first, place);
}

static void begin(struct lowering *l, int number, const struct stage *first, int *place)
{
    struct lowered_observer *o = &l->observers[number];
    const struct observer *of = &l->e->observers[number];
    struct net *n = l->n;
    if (o->place)
        return;
    for (int i = 0; i < of->model->input_count; i++)
        begin_all(l, of->args[i], first, place);
    open_lowering(l, o, of);
    o->place = ++*place;
    int count = of->model->input_count;
    struct spot here = spot_open(l, first, HERE);
    struct context of_net = { .at = &here };
    o->before = ARENA_ARRAY(n->arena, net_ref, count);
    o->after = ARENA_ARRAY(n->arena, net_ref, count);
    for (int i = 0; i < count; i++)
        o->before[i] = lower_present(&of_net, of->args[i]);
    o->was = net_buffer(n, arena_print(n->arena, "%swas", o->mark), SCRATCH, o->equations.over, STEP, 1);
    int region = net_region(n, arena_print(n->arena, "%sdrive", o->mark), STEP, o->equations.over,
                            arena_print(n->arena, "What drives %s.", of->text));
    for (int i = 0; i < count; i++) {
        net_slot(n, o->was, o->own.inputs[i]);
        net_store(n, region, o->was, i, o->before[i], 0);
        o->before[i] = net_load(n, o->was, i, o->own.inputs[i]);
    }
    o->equations.registers = lower_registers(n, &o->equations);
    *ARENA_PUSH(l->p->arena, l->p->followers, l->p->follower_count) = o->equations.registers;
    const struct stage own = { 0, 0, o->equations.registers, o->was, STEP };
    o->first = ARENA_NEW(n->arena, struct spot);
    *o->first = spot_open(&o->own, &own, HERE);
}

void lower_observers_begin(struct lowering *l, const struct stage *first)
{
    int place = 0;
    for (int i = 0; l->observers && i < l->e->observer_count; i++)
        if (l->observers[i].is_asked)
            begin(l, i, first, &place);
}

/* ---- behind it ---------------------------------------------------------------------------- */

static void advance(struct lowered_observer *o, struct spot *after, step_size *h)
{
    struct lowering *l = o->outer;
    struct context of_net = { .at = after };
    for (int i = 0; i < o->of->model->input_count; i++)
        o->after[i] = lower_present(&of_net, o->of->args[i]);
    o->step = lower_step(l->n, &o->equations, solver_find(scheme_names[l->e->simulate.scheme]), h);
}

void lower_observers_advance(struct lowering *l, step_size *h)
{
    const struct stage stage = lower_after(&l->p->step, STEP);
    struct spot after = spot_open(l, &stage, HERE);
    int count = l->observers ? l->e->observer_count : 0;
    for (int place = 1; place <= count; place++)
        for (int i = 0; i < count; i++)
            if (l->observers[i].place == place)
                advance(&l->observers[i], &after, h);
}

/* ---- what is seen of it ------------------------------------------------------------------- */

static struct spot *behind(struct lowered_observer *o, int clock)
{
    struct arena *a = o->own.n->arena;
    struct seen_observer *s = o->seen;
    while (s && s->clock != clock)
        s = s->older;
    if (s)
        return s->here;
    const struct stage after = lower_after(&o->step, clock);
    s = ARENA_NEW(a, struct seen_observer);
    *s = (struct seen_observer){ clock, ARENA_NEW(a, struct spot), o->seen };
    *s->here = spot_open(&o->own, &after, HERE);
    o->seen = s;
    return s->here;
}

static net_ref shown(struct spot *at, int observer)
{
    struct lowered_observer *o = &at->l->observers[observer];
    struct spot *base = lower_base(at), *here = base->stage.number == 0 ? o->first : behind(o, base->stage.clock);
    struct spot *outside = o->asking;
    o->asking = base;
    net_ref x;
    if (at == base) {
        x = lower_let(here, o->of->model->out);
    } else {                            /* of other modes */
        struct spot beside = spot_open(&o->own, &here->stage, at->side);
        beside.modes = at->modes;
        beside.ahead = at->ahead;
        beside.base = here;
        x = lower_let(&beside, o->of->model->out);
    }
    o->asking = outside;
    at->l->data_again |= o->own.data_again;
    return x;
}

/* ---- which are asked for ------------------------------------------------------------------ */

static void ask(struct lowering *l, const struct term *t, unsigned char *seen)
{
    const struct experiment *e = l->e;
    if (t->kind == TERM_REF && t->ref == REF_OBSERVE && !seen[t->index]) {
        seen[t->index] = 1;
        ask(l, e->observes[t->index].value, seen);
    }
    if (t->kind == TERM_REF && t->ref == REF_OBSERVER && !l->observers[t->index].is_asked) {
        l->observers[t->index].is_asked = 1;
        for (int i = 0; i < e->observers[t->index].model->input_count; i++)
            ask(l, e->observers[t->index].args[i], seen);
    }
    for (int i = 0; i < t->count; i++)
        ask(l, t->args[i], seen);
}

void lower_observers(struct lowering *l)
{
    const struct program *p = l->p;
    const struct experiment *e = l->e;
    if (!e->observer_count)
        return;
    unsigned char *seen = ARENA_ARRAY(p->arena, unsigned char, e->observe_count + 1);
    l->observers = ARENA_ARRAY(p->arena, struct lowered_observer, e->observer_count);
    l->shown = shown;
    for (int i = 0; i < p->result_count; i++)
        if (p->results[i].observe >= 0)
            ask(l, e->observes[p->results[i].observe].value, seen);
    for (int i = 0; i < p->x->recording_count; i++) {
        const struct recording *r = &e->recordings[p->x->recordings[i]];
        for (int k = 0; k < r->count; k++)
            ask(l, r->values[k], seen);
    }
}
