/* lower.c -- an exploration into a program: what is computed, and for what.
 *
 * Fixed parameters become constants, swept ones loads of a point slot, inputs
 * without a coupling vanish. The order below is the order of the kernel: the
 * model's rates, initial values, noise, coupling, then what is observed.
 */
#include "lower.h"
#include <math.h>
#include <string.h>

enum {
    VECTOR_BYTES = 64       /* of the widest vectors; a block holds whole ones */
};

static struct scope model_scope(struct lowering *l)
{
    return (struct scope){ .l = l, .params = l->e->model->params };
}

/* Chosen and not multiplied: elsewhere it is zero whatever its value. */
static void lower_stimulus(struct lowering *l)
{
    const struct stimulus *m = &l->e->stimulus;
    struct ir *ir = &l->p->ir;
    struct scope s = { .l = l, .params = m->params };
    l->stimulus = m->present ? lower_expr(&s, m->value) : IR_ABSENT;
    if (l->stimulus == IR_ABSENT)
        return;
    if (m->where) {
        ir_ref zero = ir_const(ir, 0, NULL);
        ir_ref here = ir_load(ir, LOAD_FIXED_NODE, lower_graph(l->p, m->where, l->p->nodes),
                              VARY_NODE, "here");
        l->stimulus = ir_emit(ir, IR_SELECT, ir_emit(ir, IR_LT, zero, here, IR_NONE),
                              l->stimulus, zero);
    }
    ir_name(ir, l->stimulus, "stimulus");
}

static ir_ref with_stimulus(struct lowering *l, int state, ir_ref rate)
{
    const struct stimulus *m = &l->e->stimulus;
    double k;
    for (int i = 0; i < m->state_count && l->stimulus != IR_ABSENT; i++)
        if (m->states[i] == state)
            return ir_is_const(&l->p->ir, rate, &k) && k == 0 ? l->stimulus
                 : ir_emit(&l->p->ir, IR_ADD, rate, l->stimulus, IR_NONE);
    return rate;
}

static void lower_lets(struct lowering *l)
{
    const struct model *m = l->e->model;
    struct scope s = model_scope(l);
    for (int i = 0; i < m->let_count; i++) {
        l->lets[i] = lower_expr(&s, m->lets[i].value);
        if (l->lets[i] != IR_ABSENT)
            ir_name(&l->p->ir, l->lets[i], m->lets[i].name);
    }
}

static int initial_quantity(const struct experiment *e, int state)
{
    for (int i = 0; i < e->quantity_count; i++)
        if (e->quantities[i].kind == QUANTITY_INITIAL && e->quantities[i].index == state)
            return i;
    BUG("a state has no initial quantity");
}

/* Trials draw the initial values of states that declare a distribution. */
static ir_ref trial_draw(struct lowering *l, int state)
{
    struct program *p = l->p;
    int first = lower_slots(p, p->nodes);
    for (int i = 0; i < p->nodes; i++)
        p->slots[first + i] = (struct program_slot){ .axis = -1, .element = i, .state = state };
    return ir_load(&p->ir, LOAD_POINT_NODE, first, VARY_LANE | VARY_NODE, NULL);
}

static void lower_states(struct lowering *l)
{
    const struct model *m = l->e->model;
    struct scope s = model_scope(l);
    l->low->rates = ARENA_ARRAY(l->p->arena, ir_ref, m->state_count);
    l->low->initial = ARENA_ARRAY(l->p->arena, ir_ref, m->state_count);
    for (int i = 0; i < m->state_count; i++) {
        l->low->rates[i] = with_stimulus(l, i, lower_present(&s, m->states[i].rate));
        int q = initial_quantity(l->e, i);
        int drawn = l->p->x->trials > 0 && model_draw(l->e, l->p->x, i) && model_axis(l->p->x, q) < 0;
        l->low->initial[i] = drawn ? trial_draw(l, i) : lower_quantity(l, q);
    }
}

static void lower_dt(struct lowering *l)
{
    struct program *p = l->p;
    p->dt_axis = -1;
    if (!l->e->simulate.present)
        return;
    int q = l->e->simulate.dt;
    p->dt_axis = model_axis(l->p->x, q);
    l->low->dt = p->dt_axis >= 0 ? ir_load(&p->ir, LOAD_DT, 0, VARY_LANE, NULL)
                                 : ir_const(&p->ir, model_quantity(l->e, p->x, q)->value, NULL);
    if (p->dt_axis >= 0)
        ir_reads_axis(&p->ir, l->low->dt, p->dt_axis);
}

/* dW = (sigma*sqrt(dt))*z: the part that does not change from step to step. */
static void lower_noise(struct lowering *l)
{
    struct program *p = l->p;
    const struct noise *n = &l->e->noise;
    p->noise_axis = -1;
    l->low->noise_row = ARENA_ARRAY(p->arena, int, l->e->model->state_count);
    for (int i = 0; i < l->e->model->state_count; i++)
        l->low->noise_row[i] = -1;
    if (!n->present)
        return;
    p->noise_count = n->state_count;
    p->noise_axis = model_axis(l->p->x, n->key);
    p->noise_lanes = p->noise_axis >= 0 || p->x->trials > 0;
    l->low->gain = ARENA_ARRAY(p->arena, ir_ref, n->state_count);
    ir_ref root = ir_emit(&p->ir, IR_SQRT, l->low->dt, IR_NONE, IR_NONE);
    for (int i = 0; i < n->state_count; i++) {
        l->low->gain[i] = ir_emit(&p->ir, IR_MUL, lower_quantity(l, n->sigma), root, IR_NONE);
        ir_name(&p->ir, l->low->gain[i], "gain");
        l->low->noise_row[n->states[i]] = i;
    }
}

static void lower_couplings(struct lowering *l)
{
    const struct experiment *e = l->e;
    if (e->weights < 0)
        return;
    int weights_axis = model_axis(l->p->x, e->weights);
    l->low->couplings = ARENA_ARRAY(l->p->arena, struct lowered_coupling, e->coupling_count);
    for (int i = 0; i < e->coupling_count; i++) {
        const struct coupling *c = &e->couplings[i];
        struct scope s = { .l = l, .params = c->params, .coupling = c, .coupling_index = i };
        struct lowered_coupling *o = &l->low->couplings[l->low->coupling_count++];
        *o = (struct lowered_coupling){ .input = c->input, .role = c->role, .def = c->def,
                                        .swept = weights_axis < 0 ? -1 : lower_axis_slot(l, weights_axis),
                                        .values = model_quantity(e, l->p->x, e->weights)->values };
        o->pre = lower_present(&s, c->pre);
        o->post = lower_present(&s, c->post);
    }
}

/* [array] with room behind its [count] entries; it doubles when it is full. */
static void *with_room(struct arena *a, void *array, int count, size_t size)
{
    if (count & (count - 1) || count == 1)
        return array;
    void *grown = arena_alloc(a, (size_t)(count ? 2*count : 2)*size);
    if (count)
        memcpy(grown, array, (size_t)count*size);
    return grown;
}

static int is_sum(enum tally_kind kind)
{
    return kind == TALLY_SUM || kind == TALLY_SPREAD;
}

/* The sums of a spread are those of the mean: one tally serves both. */
static int tally(struct lowering *l, enum tally_kind kind, ir_ref sample)
{
    struct lowered *low = l->low;
    for (int i = 0; i < low->tally_count; i++) {
        struct tally *t = &low->tallies[i];
        if (t->sample != sample || (t->kind != kind && !(is_sum(t->kind) && is_sum(kind))))
            continue;
        if (kind == TALLY_SPREAD)
            t->kind = kind;
        return i;
    }
    low->tallies = with_room(l->p->arena, low->tallies, low->tally_count, sizeof *low->tallies);
    low->tallies[low->tally_count] = (struct tally){ .kind = kind, .sample = sample };
    return low->tally_count++;
}

static const enum tally_kind tally_of[] = {
#define REDUCTION(id, name, over, tally, finish, unit, text) [REDUCE_##id] = TALLY_##tally,
#include "model/reduction.def"
#undef REDUCTION
};

ir_ref lower_reduction(struct lowering *l, enum reduction kind, ir_ref sample)
{
    struct lowered *low = l->low;
    int t = tally(l, tally_of[kind], sample), at = 0;
    if (l->p->nodes > 1 && model_keeps_nodes(kind))
        return ir_load(&l->p->ir, LOAD_TALLY_NODE, t, VARY_END | VARY_LANE | VARY_NODE, NULL);
    while (at < low->finished_count && (low->finished[at].kind != kind || low->finished[at].tally != t))
        at++;
    if (at == low->finished_count) {
        low->finished = with_room(l->p->arena, low->finished, at, sizeof *low->finished);
        low->finished[low->finished_count++] = (struct finished){ kind, t };
    }
    return ir_load(&l->p->ir, LOAD_TALLY, at, VARY_END | VARY_LANE, NULL);
}

/* Which operations read a coupling input, directly or through operands. */
static void mark_input_readers(const struct ir *ir, unsigned char *reads)
{
    for (int r = 0; r < ir->len; r++) {
        const struct ir_ins *i = &ir->ins[r];
        if (i->op == IR_LOAD)
            reads[r] = i->load == LOAD_INPUT;
        else if (i->op != IR_CONST)
            reads[r] = (i->a >= 0 && reads[i->a]) || (i->b >= 0 && reads[i->b])
                    || (i->c >= 0 && reads[i->c]);
    }
}

static struct program_result result_of(const struct program *p, const struct observe *o)
{
    return (struct program_result){
        .elements = o->keeps_nodes ? p->nodes : 1, .name = o->name,
        .unit = o->unit ? o->unit : o->value->type.unit,
        .doc = o->doc ? o->doc : term_text(p->arena, o->value, 0)
    };
}

static void lower_observes(struct lowering *l)
{
    const struct experiment *e = l->e;
    struct program *p = l->p;
    struct scope s = { .l = l };
    p->results = ARENA_ARRAY(p->arena, struct program_result, e->observe_count + 1);
    l->low->results = ARENA_ARRAY(p->arena, ir_ref, e->observe_count + 1);
    for (int i = 0; i < e->observe_count; i++) {
        const struct observe *o = &e->observes[i];
        if (!model_is_column(o, p->x))
            continue;
        l->low->results[p->result_count] = lower_present(&s, o->value);
        p->results[p->result_count] = result_of(p, o);
        p->result_count++;
    }
    unsigned char *reads = ARENA_ARRAY(p->arena, unsigned char, p->ir.len + 1);
    mark_input_readers(&p->ir, reads);
    for (int i = 0; i < l->low->tally_count; i++)
        l->low->observe_inputs |= reads[l->low->tallies[i].sample];
}

/* Rows the exploration will have, groups counted as if free: an estimate. */
static double rows_of(const struct exploration *x)
{
    double rows = 1, least = INFINITY;
    for (int i = 0; i < x->axis_count; i++) {
        rows *= (double)x->axes[i].axis.n;
        least = fmin(least, (double)x->axes[i].axis.n);
    }
    if (x->zip && x->axis_count)
        rows = least;
    return rows*(double)(x->trials > 0 ? x->trials : 1);
}

/* Lanes of a block: several vectors, so that their operations overlap; fewer
 * for networks, whose nodes overlap already and whose states fill the cache;
 * never many more than there are points. More where that leaves blocks enough for all
 * threads and a state that is small: then tcc's calls do more each. */
static int choose_lanes(const struct program *p)
{
    enum { BLOCKS = 64, STATE_BYTES = 4096 };
    int vector = VECTOR_BYTES/p->bytes;
    int most = p->nodes == 1 ? 4*vector : vector, more = p->nodes == 1 ? 8*vector : 4*vector;
    double rows = rows_of(p->x), state = p->e->model ? (double)p->nodes*p->e->model->state_count*p->bytes : 0;
    int lanes = 1;
    while (lanes < most && lanes < rows)
        lanes *= 2;
    while (lanes < more && 2*lanes*BLOCKS <= rows && 2*lanes*state <= STATE_BYTES)
        lanes *= 2;
    return lanes;
}

static void fill(int *array, int n, int value)
{
    for (int i = 0; i < n; i++)
        array[i] = value;
}

struct program *program_lower(const struct experiment *e, const struct exploration *x,
                              struct program_options options, struct arena *a)
{
    struct program *p = ARENA_NEW(a, struct program);
    struct lowered *low = ARENA_NEW(a, struct lowered);
    *p = (struct program){ .e = e, .x = x, .arena = a, .bytes = e->single ? 4 : 8,
                           .nodes = e->model ? e->nodes : 1, .low = low,
                           .dt_axis = -1, .noise_axis = -1 };
    ir_init(&p->ir, p->bytes, a);
    p->ir.no_fold = options.no_fold;
    struct lowering l = { .p = p, .low = low, .e = e };
    l.axis_slot = ARENA_ARRAY(a, int, x->axis_count + 1);
    l.fixed_at = ARENA_ARRAY(a, int, e->quantity_count + 1);
    fill(l.axis_slot, x->axis_count, -1);
    fill(l.fixed_at, e->quantity_count, -1);
    if (e->model && e->simulate.present) {
        l.lets = ARENA_ARRAY(a, ir_ref, e->model->let_count + 1);
        lower_dt(&l);
        lower_stimulus(&l);
        lower_lets(&l);
        lower_states(&l);
        lower_noise(&l);
        lower_couplings(&l);
    }
    lower_observes(&l);
    p->lanes = options.lanes ? options.lanes : choose_lanes(p);
    return p;
}
