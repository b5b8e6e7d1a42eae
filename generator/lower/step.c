/* step.c -- see step.h. */
#include "step.h"
#include <float.h>
#include <math.h>
#include "ir/tangent.h"
#include "model/builtin.h"

struct stepping {
    struct net *ir;
    const struct equations *e;
    const struct solver *solver;
    step_size *h;
    struct step_buffers b;
    int slopes[MOST_STAGES], states[MOST_STAGES];   /* buffers of each stage; states[0] is y */
    int inputs[MOST_STAGES];
    struct stage at[MOST_STAGES];
    net_ref *rate;                      /* [state]: slopes of the last stage so far */
};

/* "y", of an observer "bold_y". */
static const char *called(struct net *ir, const struct equations *e, const char *name)
{
    return e->mark ? arena_print(ir->arena, "%s%s", e->mark, name) : name;
}

static int buffer_of_states(struct net *ir, const struct equations *e, const char *name, enum kernel_life life)
{
    int b = net_buffer(ir, called(ir, e, name), life, e->over, STEP, 1);
    for (int i = 0; i < e->state_count; i++)
        net_slot(ir, b, e->states[i]);
    return b;
}

int lower_registers(struct net *ir, const struct equations *e)
{
    return buffer_of_states(ir, e, "y", LIVE);
}

static int buffer_of_inputs(struct net *ir, const struct equations *e, const char *name, int clock)
{
    int b = net_buffer(ir, called(ir, e, name), SCRATCH, e->over, clock, 1);
    for (int i = 0; i < e->input_count; i++)
        net_slot(ir, b, e->inputs[i]);
    return b;
}

static void make_buffers(struct stepping *s)
{
    struct arena *a = s->ir->arena;
    s->b.y = s->states[0] = s->e->registers ? s->e->registers : lower_registers(s->ir, s->e);
    for (int k = 0; k < s->solver->stages; k++) {
        int own = k == 0 || !s->e->frozen;
        s->slopes[k] = buffer_of_states(s->ir, s->e, arena_print(a, "k%d", k + 1), SCRATCH);
        if (k)
            s->states[k] = buffer_of_states(s->ir, s->e, arena_print(a, "y%d", k + 1), SCRATCH);
        s->inputs[k] = !s->e->input_count ? -1 : !own ? s->inputs[0]
                     : buffer_of_inputs(s->ir, s->e, k ? arena_print(a, "c%d", k + 1) : "c", STEP);
    }
    s->b.inputs = s->inputs[0];
    s->b.next = buffer_of_states(s->ir, s->e, "next", SCRATCH);
    for (int i = 0; i < s->e->state_count; i++)
        net_slot(s->ir, s->b.next, arena_print(a, "%s_free", s->e->states[i]));
}

static void begin(struct stepping *s)
{
    int region = net_region(s->ir, called(s->ir, s->e, "begin"), POINT, s->e->over, "The state before the first step.");
    for (int i = 0; i < s->e->state_count; i++)
        net_store(s->ir, region, s->b.y, i, s->e->initial(s->e->self, s->ir, i), 0);
}

/* ---- factors of a rate --------------------------------------------------------------- */

static net_ref factor_of_rate(struct stepping *s, int state)
{
    return s->e->factor ? s->e->factor(s->e->self, s->ir, state) : NET_NONE;
}

static net_ref part_of_step(struct stepping *s, double over, net_ref factor)
{
    return net_emit(s->ir, NET_MUL, s->h(s->e->self, s->ir, over), factor, NET_NONE);
}

static net_ref magnitude(struct net *ir, net_ref x)
{
    net_ref below = net_emit(ir, NET_LT, x, net_const(ir, 0, NULL), NET_NONE);
    return net_emit(ir, NET_SELECT, below, net_emit(ir, NET_NEG, x, NET_NONE, NET_NONE), x);
}

/* [yes] where the factor makes a normal number of each part of the step that the scheme takes, else [no]. */
static net_ref where_normal(struct stepping *s, net_ref factor, net_ref yes, net_ref no)
{
    struct net *ir = s->ir;
    double least = s->solver->b.over, most = least;
    for (int k = 1; k < s->solver->stages; k++) {
        least = fmin(least, s->solver->a[k - 1].over);
        most = fmax(most, s->solver->a[k - 1].over);
    }
    net_ref low = net_const(ir, ir->bytes == 4 ? FLT_MIN : DBL_MIN, NULL), high = net_const(ir, ir->bytes == 4 ? FLT_MAX : DBL_MAX, NULL);
    net_ref small = magnitude(ir, part_of_step(s, most, factor)), large = magnitude(ir, part_of_step(s, least, factor));
    net_ref finite = net_emit(ir, NET_SELECT, net_emit(ir, NET_LE, large, high, NET_NONE), yes, no);
    return net_emit(ir, NET_SELECT, net_emit(ir, NET_LE, low, small, NET_NONE), finite, no);
}

/* h/over, with the factor of the state's rate. */
static net_ref step_of(struct stepping *s, int state, double over)
{
    net_ref factor = factor_of_rate(s, state), h = s->h(s->e->self, s->ir, over);
    return factor == NET_NONE ? h : where_normal(s, factor, part_of_step(s, over, factor), h);
}

/* The slope, with the factor where it is not in the step. */
static net_ref slope_of(struct stepping *s, int state, net_ref rate)
{
    net_ref factor = factor_of_rate(s, state);
    if (factor == NET_NONE)
        return rate;
    return net_term(s->ir, NET_MUL, where_normal(s, factor, net_const(s->ir, 1, NULL), factor), rate, NET_NONE);
}

/* y + (h/over)*(sum of weight*slope), slopes in order, each product fused. */
static net_ref combined(struct stepping *s, const struct tableau_row *row, int stages, int state)
{
    struct net *ir = s->ir;
    net_ref sum = NET_NONE;
    for (int k = 0; k < stages; k++) {
        double w = row->k[k];
        net_ref slope = w ? net_load(ir, s->slopes[k], state, NULL) : NET_NONE;
        if (!w)
            continue;
        if (sum == NET_NONE)
            sum = net_emit(ir, NET_MUL, net_const(ir, w, NULL), slope, NET_NONE);
        else
            sum = net_emit(ir, NET_FMA, net_const(ir, w, NULL), slope, sum);
    }
    net_ref y = net_load(ir, s->b.y, state, s->e->states[state]), h = step_of(s, state, row->over);
    return net_emit(ir, NET_FMA, h, sum, y);
}

/* With its noise the state of stage [k]. */
static net_ref noisy(struct stepping *s, int k, int state, net_ref x)
{
    struct kick kick = { .share = s->solver->noise == NOISE_STAGES ? s->solver->c[k] : 1, .white = NET_NONE, .smooth = NET_NONE };
    return s->solver->noise == NOISE_LAST ? x : s->e->noise(s->e->self, s->ir, &kick, state, x);
}

static int is_exponential(const struct solver *solver)
{
    return solver->b.over < 0;
}

/* exprel(h*a), what is left of a number that is added throughout a step; a: how the slope of a state hangs on it,
 * where all others stay as they are. NET_NONE: it does not. */
static net_ref decay(struct stepping *s, int state)
{
    struct tangents *own = tangent_open(s->ir);
    tangent_own(own, s->b.y, state);
    net_ref a = tangent_of(own, s->rate[state]);
    double k;
    if (a == NET_NONE || (net_is_const(s->ir, a, &k) && k == 0))
        return NET_NONE;
    return net_emit(s->ir, NET_MUL, s->h(s->e->self, s->ir, 1), a, NET_NONE);
}

static net_ref factor_of(struct stepping *s, net_ref decay, double times)
{
    net_ref x = net_emit(s->ir, NET_MUL, net_const(s->ir, times, NULL), decay, NET_NONE);
    return net_call(s->ir, FUNCTION_exprel, x, NET_NONE);
}

/* The new state before its noise, and how that is added. */
static net_ref exponential(struct stepping *s, int state, struct kick *kick)
{
    struct net *ir = s->ir;
    net_ref a = decay(s, state), k1 = net_load(ir, s->slopes[0], state, NULL), h = s->h(s->e->self, ir, 1);
    net_ref y = net_load(ir, s->b.y, state, s->e->states[state]);
    if (a == NET_NONE)
        return net_emit(ir, NET_FMA, h, k1, y);
    kick->smooth = factor_of(s, a, 1);
    kick->white = net_emit(ir, NET_SQRT, factor_of(s, a, 2), NET_NONE, NET_NONE);
    return net_emit(ir, NET_FMA, net_emit(ir, NET_MUL, h, kick->smooth, NET_NONE), k1, y);
}

/* "dV_1", "V_2": a slope or state of a stage, where the model has no name for it. */
static void name_it(struct stepping *s, net_ref r, const char *what, int state, int stage)
{
    net_name(s->ir, r, arena_print(s->ir->arena, s->solver->stages > 1 ? "%s%s_%d" : "%s%s", what, s->e->states[state], stage));
}

static int is_map(const struct solver *solver)
{
    return solver->b.over == 0;
}

static void slopes(struct stepping *s, const struct stage *at)
{
    const char *what = is_map(s->solver) ? "The equations."
                     : arena_print(s->ir->arena, "Stage %d of %s: the equations.", at->number + 1, s->solver->name);
    net_ref *rate = s->rate;
    s->e->rates(s->e->self, s->ir, at, rate);           /* which may have regions of their own */
    for (int i = 0; i < s->e->state_count; i++)
        rate[i] = slope_of(s, i, rate[i]);
    int region = net_region(s->ir, called(s->ir, s->e, arena_print(s->ir->arena, "slopes_%d", at->number + 1)), STEP, s->e->over, what);
    for (int i = 0; i < s->e->state_count && !is_map(s->solver); i++)
        name_it(s, rate[i], "d", i, at->number + 1);
    for (int i = 0; i < s->e->state_count; i++)
        net_store(s->ir, region, s->slopes[at->number], i, rate[i], 0);
}

/* The states of stage [k], from the slopes before it. */
static void predict(struct stepping *s, int k)
{
    int region = net_region(s->ir, called(s->ir, s->e, arena_print(s->ir->arena, "predict_%d", k + 1)), STEP, s->e->over, NULL);
    for (int i = 0; i < s->e->state_count; i++) {
        net_ref x = noisy(s, k, i, combined(s, &s->solver->a[k - 1], k, i));
        x = s->e->staged(s->e->self, s->ir, i, x);
        name_it(s, x, "", i, k + 1);
        net_store(s->ir, region, s->states[k], i, x, 0);
    }
}

static void accept(struct stepping *s)
{
    int region = net_region(s->ir, called(s->ir, s->e, "step"), STEP, s->e->over, "The new state.");
    for (int i = 0; i < s->e->state_count; i++) {
        struct kick kick = { .share = 1, .ahead = s->solver->noise == NOISE_EVERY ? &s->at[s->solver->stages - 1] : NULL,
                             .white = NET_NONE, .smooth = NET_NONE };
        net_ref made = is_map(s->solver) ? net_load(s->ir, s->slopes[0], i, NULL) : is_exponential(s->solver) ? exponential(s, i, &kick)
                     : combined(s, &s->solver->b, s->solver->stages, i);
        net_ref free = s->e->noise(s->e->self, s->ir, &kick, i, made);
        net_ref x = s->e->bounded(s->e->self, s->ir, i, free);
        net_name(s->ir, x, arena_print(s->ir->arena, "%s_next", s->e->states[i]));
        net_store(s->ir, region, s->b.next, s->e->state_count + i, free, 0);
        net_store(s->ir, region, s->b.next, i, x, 0);
        net_store(s->ir, region, s->b.y, i, x, 0);
    }
}

struct step_buffers lower_step(struct net *ir, const struct equations *e, const struct solver *solver, step_size *h)
{
    struct stepping s = { .ir = ir, .e = e, .solver = solver, .h = h, .rate = ARENA_ARRAY(ir->arena, net_ref, e->state_count) };
    make_buffers(&s);
    begin(&s);
    for (int k = 0; k < solver->stages; k++) {
        s.at[k] = (struct stage){ k, solver->c[k], s.states[k], s.inputs[k], STEP };
        if (k)
            predict(&s, k);
        if (e->input_count && (k == 0 || !e->frozen))
            e->couple(e->self, ir, &s.at[k]);
        slopes(&s, &s.at[k]);
        if (k == 0)
            e->excite(e->self, ir, &s.at[k]);
    }
    accept(&s);
    return s.b;
}

struct stage lower_after(const struct step_buffers *b, int clock)
{
    return (struct stage){ -1, 1, b->next, -1, clock };
}

void lower_inputs(struct net *ir, const struct equations *e, struct stage *s)
{
    s->inputs = buffer_of_inputs(ir, e, "c_next", s->clock);
    e->couple(e->self, ir, s);
}
