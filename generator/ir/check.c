/* check.c -- what must hold of every kernel IR; run in tests after every pass.
 *
 * Values: operands come first, and `when`, `over` and `condition` follow from them.
 * Inside a sum over edges nothing is read HERE. Wires are stored once, in a region
 * before any that loads them, and not loaded where they are stored, which holds of the
 * loads of registers that ask for what was stored, too; registers are stored once a tick
 * of their clock. A region varies over what its values do, and its
 * values are known when its clock ticks.
 */
#include "circuit.h"

struct checking {
    const struct net *ir;
    const char *fault;
    int *stored;                /* [first[buffer] + slot]: 1 + region that stores it, or 0 */
    int *first;                 /* [buffer]: where its slots begin in [stored] */
    int *seen;                  /* [value]: 1 + region that reached it last */
    int as_lag;                 /* the value that is looked at is the lag of a load */
};

static void fault(struct checking *c, const char *format, const char *name, int number)
{
    if (!c->fault)
        c->fault = arena_print(c->ir->arena, format, name ? name : "?", number);
}

/* ---- values ----------------------------------------------------------------- */

/* Does a value vary over both ends of an edge axis and the edges? Then a HERE stands
 * inside the sum: which end is meant nobody knows. */
static int ambiguous(const struct net *ir, const struct net_ins *sum, net_ref a)
{
    const struct net_axis *x = &ir->axes[sum->axis];
    return a != NET_NONE && x->kind == AXIS_EDGE && (ir->ins[a].over & (OVER(x->from) | OVER(x->to)));
}

static void check_operands(struct checking *c, net_ref r)
{
    const struct net *ir = c->ir;
    const struct net_ins *i = &ir->ins[r];
    const char *name = net_op_name((enum net_op)i->op);
    const net_ref all[] = { i->a, i->b, i->c };
    over_set over = 0;
    int when = FIXED, is_mask = i->op >= NET_AND && i->op <= NET_NOT;
    for (int k = 0; k < 3; k++) {
        if (all[k] >= r)
            fault(c, "%s: value %d comes before its operand", name, r);
        if (all[k] < 0 || all[k] >= r)
            continue;
        const struct net_ins *x = &ir->ins[all[k]];
        over |= x->over;
        when = x->when > when ? x->when : when;
        int wants = is_mask || (i->op == NET_SELECT && k == 0);
        if (x->condition != wants)
            fault(c, wants ? "%s: operand of value %d is no condition" : "%s: a condition is a number in value %d", name, r);
    }
    int leaf = net_is_leaf(i);
    if (!leaf && when != i->when)
        fault(c, "%s: value %d is not known when its operands are", name, r);
    if (!leaf && !net_is_reduction(i) && over != i->over)
        fault(c, "%s: value %d varies over other axes than its operands", name, r);
    if (net_is_reduction(i) && (ambiguous(ir, i, i->a) || ambiguous(ir, i, i->b)))
        fault(c, "%s: value %d sums edges over a value of a node; say at which end", name, r);
    if (net_is_reduction(i) && (i->over & OVER(i->axis)))
        fault(c, "%s: value %d still varies over the axis it sums over", name, r);
}

/* ---- regions ----------------------------------------------------------------- */

/* In a tick of the step, or of a clock that is called. */
static int keeps_wires(const struct net *ir, int clock)
{
    if (net_is_before(ir, clock))
        return 1;
    while (clock >= FIRST_CHILD && ir->clocks[clock].parent >= 0)
        clock = ir->clocks[clock].parent;
    return clock == STEP || clock >= FIRST_CHILD;
}

/* What its own region stores is not there yet: stores come behind. */
static void check_load(struct checking *c, const struct net_ins *i)
{
    const struct net_buffer *b = &c->ir->buffers[i->buffer];
    int stored = c->stored[c->first[i->buffer] + i->slot], slots = net_slots_at(c->ir, i->buffer, i->side == ALONG);
    if (i->slot < 0 || i->slot + slots > b->slot_count)
        fault(c, "%s: there is no slot %d", b->name, i->slot);
    if (b->life == OUTPUT)
        fault(c, "%s: an output is loaded (slot %d)", b->name, i->slot);
    for (int k = 0; k < slots && i->slot + k < b->slot_count && b->life == SCRATCH; k++)
        if (!c->stored[c->first[i->buffer] + i->slot + k])
            fault(c, "%s: the wire of slot %d is loaded before it is stored", b->name, i->slot + k);
    if (i->a != NET_NONE && (b->life != LIVE || b->rows == 1))
        fault(c, "%s: an earlier row of slot %d, and it is no ring", b->name, i->slot);
    if (b->ring >= 0 && !c->as_lag)
        fault(c, "%s: lags are numbers in slot %d", b->name, i->slot);
    if (net_is_stored(i) && (b->life != LIVE || !stored || c->ir->regions[stored - 1].clock == POINT))
        fault(c, "%s: slot %d is loaded as stored, and no earlier region stores it", b->name, i->slot);
}

static void check_look(struct checking *c, const struct net_ins *i)
{
    const struct net_buffer *b = &c->ir->buffers[i->buffer];
    if (!b->values || i->slot < 0 || i->slot + 3 > b->slot_count || b->over & OVER(0))
        fault(c, "%s: there are no lines in slot %d", b->name, i->slot);
}

static void check_value(struct checking *c, net_ref r, int region)
{
    const struct net_ins *i = r == NET_NONE ? NULL : &c->ir->ins[r];
    if (!i || c->seen[r] == region + 1)
        return;
    c->seen[r] = region + 1;
    if (i->op == NET_LOAD)
        check_load(c, i);
    if (i->op == NET_LOOK)
        check_look(c, i);
    c->as_lag = i->op == NET_LOAD;
    check_value(c, i->a, region);
    c->as_lag = 0;
    check_value(c, i->b, region);
    check_value(c, i->c, region);
}

static int is_before_steps(const struct net *ir, int clock)
{
    return clock == POINT || net_is_before(ir, clock);
}

static void check_store(struct checking *c, const struct net_effect *e, int region)
{
    const struct net_region *at = &c->ir->regions[region];
    const struct net_buffer *b = &c->ir->buffers[e->buffer];
    const struct net_ins *x = &c->ir->ins[e->value];
    int *stored = &c->stored[c->first[e->buffer] + e->slot], slots = net_slots_at(c->ir, e->buffer, e->along);
    over_set over = net_stored_over(c->ir, e);
    if (b->life == INPUT)
        fault(c, "%s: an input is stored (slot %d)", b->name, e->slot);
    if (*stored && !is_before_steps(c->ir, at->clock) && !is_before_steps(c->ir, c->ir->regions[*stored - 1].clock))
        fault(c, "%s: slot %d is stored twice in a tick", b->name, e->slot);
    if (x->over & ~over)
        fault(c, "%s: what is stored in slot %d varies over more axes", b->name, e->slot);
    if (over & ~at->over)
        fault(c, "%s: slot %d is stored by a region over fewer axes", b->name, e->slot);
    if (b->wide)
        fault(c, "%s: slot %d holds doubles, which no store makes", b->name, e->slot);
    if (x->condition)
        fault(c, "%s: a condition is stored in slot %d", b->name, e->slot);
    if (at->clock == POINT && x->when > POINT)
        fault(c, "%s: what start stores in slot %d is not known there", b->name, e->slot);
    if (at->clock != POINT && b->life != OUTPUT && !keeps_wires(c->ir, at->clock))
        fault(c, "%s: slot %d is stored when the run is over", b->name, e->slot);
    if (e->slot + slots > b->slot_count || (e->along && b->life != SCRATCH))
        fault(c, "%s: there are no slots along the axis (slot %d)", b->name, e->slot);
    for (int k = 0; k < slots && e->slot + k < b->slot_count; k++)
        stored[k] = region + 1;
}

/* Slots of a sum. */
static int slots_of(const struct net_effect *e)
{
    return e->kind == EFFECT_GATHER || e->kind == EFFECT_CLOSE ? 2 + e->squares : 1;
}

static void check_read(struct checking *c, const struct net_place *from, int count, int region)
{
    if (from->buffer < 0)
        return;
    const struct net_buffer *b = &c->ir->buffers[from->buffer];
    if (from->slot < 0 || from->slot + count > b->slot_count)
        fault(c, "%s: there is no sum in slot %d", b->name, from->slot);
    else if (b->life == SCRATCH && !c->stored[c->first[from->buffer] + from->slot])
        fault(c, "%s: the sum of slot %d is read before it is there", b->name, from->slot);
    else if (b->life == SCRATCH && c->stored[c->first[from->buffer] + from->slot] == region + 1)
        fault(c, "%s: the sum of slot %d is read in the region that stores it", b->name, from->slot);
}

static void check_effect(struct checking *c, const struct net_effect *e, int region)
{
    const struct net_buffer *b = &c->ir->buffers[e->buffer];
    int wide = e->kind == EFFECT_GATHER || e->kind == EFFECT_CLOSE;
    check_read(c, &e->from, 2 + e->squares, region);
    check_read(c, &e->rest, 2 + e->squares, region);
    if (b->wide != wide || !(b->over & OVER(0)) || e->slot + slots_of(e) > b->slot_count)
        fault(c, "%s: slot %d is no place for a sum", b->name, e->slot);
    for (int i = 0; i < slots_of(e) && e->slot + i < b->slot_count; i++)
        c->stored[c->first[e->buffer] + e->slot + i] = region + 1;
}

static void check_region(struct checking *c, int region)
{
    const struct net_region *r = &c->ir->regions[region];
    for (int e = 0; e < r->effect_count && r->effects[0].kind != EFFECT_STORE; e++)
        check_effect(c, &r->effects[e], region);
    if (r->effect_count && r->effects[0].kind != EFFECT_STORE)
        return;
    for (int e = 0; e < r->effect_count; e++)
        check_value(c, r->effects[e].value, region);
    for (int e = 0; e < r->effect_count; e++)
        check_store(c, &r->effects[e], region);
    if (r->clock < FIRST_CHILD || !region)
        return;
    /* regions of a child clock stand together */
    for (int i = region - 2; i >= 0; i--)
        if (c->ir->regions[i].clock == r->clock && c->ir->regions[region - 1].clock == STEP)
            fault(c, "%s: regions of clock %d do not stand together", r->name, r->clock);
}

/* A looped clock asks for a condition of each lane that its own ticks can change. */
static void check_clock(struct checking *c, const struct net_clock *k)
{
    if (!k->most)
        return;
    if (k->runs < 0 || k->runs >= c->ir->len || !c->ir->ins[k->runs].condition)
        fault(c, "%s: the clock runs while no condition holds (value %d)", k->name, k->runs);
    else if (c->ir->ins[k->runs].over & ~OVER(0))
        fault(c, "%s: the clock runs by a condition of more than lanes (value %d)", k->name, k->runs);
}

const char *net_check(const struct net *ir)
{
    struct checking c = { .ir = ir, .first = ARENA_ARRAY(ir->arena, int, ir->buffer_count + 1),
                          .seen = ARENA_ARRAY(ir->arena, int, ir->len) };
    for (int i = 0; i < ir->buffer_count; i++)
        c.first[i + 1] = c.first[i] + ir->buffers[i].slot_count;
    c.stored = ARENA_ARRAY(ir->arena, int, c.first[ir->buffer_count]);
    for (net_ref r = 0; r < ir->len; r++)
        check_operands(&c, r);
    for (int i = FIRST_CHILD; i < ir->clock_count; i++)
        check_clock(&c, &ir->clocks[i]);
    for (int i = 0; i < ir->region_count; i++)
        check_region(&c, i);
    return c.fault;
}
