/* observe.c -- observations as registers: what looks at the state after each step, and
 * what the end makes columns of.
 *
 * Clocks below STEP, all from time 0 on: `observe` ticks in every step, `first` in its
 * first, `fresh` in the first step of every block of BLOCK_TICKS. A block sums samples at
 * each node less its own first sample; when the next one begins it joins the sums, in
 * double (docs/numbers.md). What is unfinished lies in registers, so that how steps are
 * cut into calls changes no bit.
 */
#include "making.h"
#include <limits.h>
#include <math.h>
#include <string.h>
#include "source/diag.h"

struct observing {
    struct making *m;
    struct net *n;
    const struct lowered *low;
    int observe, fresh, first;              /* clocks, or -1 */
    int blocks, sums, extremes, firsts, lasts;  /* buffers, or -1 */
    int whole, done;                        /* buffers of the end: closed sums, finished numbers */
    int *at;                                /* [tally]: its first slot, of its kind's buffer */
    int *sum_at;                            /* [tally]: of a sum: its first slot in sums and whole */
    net_ref *sample;                        /* [tally] */
};

static int is_sum(const struct tally *t)
{
    return t->kind == TALLY_SUM || t->kind == TALLY_SPREAD;
}

static int has(const struct lowered *low, enum tally_kind a, enum tally_kind b)
{
    for (int i = 0; i < low->tally_count; i++)
        if (low->tallies[i].kind == a || low->tallies[i].kind == b)
            return 1;
    return 0;
}

/* ---- clocks and memory ------------------------------------------------------------- */

static int child(struct net *n, const char *name, int parent, long every, long first, int after_origin)
{
    return net_clock(n, (struct net_clock){ .name = name, .parent = parent, .every = every, .first = first,
                                            .after_origin = after_origin });
}

static void make_clocks(struct observing *o)
{
    const long once = LONG_MAX/2;
    int sums = has(o->low, TALLY_SUM, TALLY_SPREAD);
    o->observe = child(o->n, "observe", STEP, 1, 0, 1);
    o->fresh = sums ? child(o->n, "fresh", o->observe, BLOCK_TICKS, 1 - BLOCK_TICKS, 0) : -1;
    o->first = has(o->low, TALLY_FIRST, TALLY_FIRST) ? child(o->n, "first", o->observe, once, 1 - once, 0) : -1;
}

static int *buffer_of(struct observing *o, enum tally_kind kind)
{
    switch (kind) {
    case TALLY_MIN: case TALLY_MAX: return &o->extremes;
    case TALLY_FIRST: return &o->firsts;
    case TALLY_LAST:  return &o->lasts;
    default:          return &o->blocks;
    }
}

static void make_buffer(struct observing *o, enum tally_kind kind)
{
    static const char *const names[] = { [TALLY_SUM] = "block", [TALLY_SPREAD] = "block", [TALLY_MIN] = "extreme",
                                         [TALLY_MAX] = "extreme", [TALLY_FIRST] = "first", [TALLY_LAST] = "last" };
    int *b = buffer_of(o, kind);
    over_set over = kind == TALLY_MIN || kind == TALLY_MAX ? OVER(0) : OVER(0) | OVER(o->m->k->node);
    if (*b < 0)
        *b = net_buffer(o->n, names[kind], LIVE, over, kind == TALLY_FIRST ? o->first : o->observe, 1);
}

static int wide_buffer(struct observing *o, const char *name, enum kernel_life life, int clock)
{
    int b = net_buffer(o->n, name, life, OVER(0), clock, 1);
    o->n->buffers[b].wide = 1;
    return b;
}

/* "S" of the sample S, "x3" where it has no name or another tally took it. */
static const char *title(struct observing *o, int tally)
{
    const struct ir_ins *i = &o->m->p->ir.ins[o->low->tallies[tally].sample];
    for (int t = 0; t < tally && i->name; t++) {
        const char *other = o->m->p->ir.ins[o->low->tallies[t].sample].name;
        if (other && strcmp(other, i->name) == 0)
            return arena_print(o->n->arena, "x%d", tally);
    }
    return i->name ? i->name : arena_print(o->n->arena, "x%d", tally);
}

static int slot(struct observing *o, int buffer, const char *title, const char *what)
{
    return net_slot(o->n, buffer, *what ? arena_print(o->n->arena, "%s_%s", title, what) : title);
}

/* Slots of a tally: consecutive ones of a sum. */
static void make_slots(struct observing *o, int tally)
{
    const struct tally *t = &o->low->tallies[tally];
    const char *name = title(o, tally);
    int spread = t->kind == TALLY_SPREAD;
    make_buffer(o, t->kind);
    if (!is_sum(t)) {
        o->at[tally] = slot(o, *buffer_of(o, t->kind), name, t->kind == TALLY_MIN ? "least" : t->kind == TALLY_MAX ? "most" : "");
        return;
    }
    o->at[tally] = slot(o, o->blocks, name, "base");
    slot(o, o->blocks, name, "sum");
    if (spread)
        slot(o, o->blocks, name, "squares");
    for (int b = 0; b < 2; b++) {
        int *to = b ? &o->whole : &o->sums;
        if (*to < 0)
            *to = b ? wide_buffer(o, "closed", SCRATCH, END) : wide_buffer(o, "total", LIVE, o->fresh);
        o->sum_at[tally] = slot(o, *to, name, "sum");
        slot(o, *to, name, "lost");
        if (spread)
            slot(o, *to, name, "squares");
    }
}

/* ---- before the first step ------------------------------------------------------------ */

static void start_buffer(struct observing *o, int region, int buffer)
{
    for (int i = 0; buffer >= 0 && i < o->n->buffers[buffer].slot_count; i++)
        net_store(o->n, region, buffer, i, net_const(o->n, 0, NULL), 0);
}

/* Sums begin as all history does, with 0. */
static void start_tallies(struct observing *o)
{
    const struct lowered *low = o->low;
    over_set nodes = OVER(0) | OVER(o->m->k->node);
    if (o->extremes >= 0) {
        int region = net_region(o->n, "start_tallies", POINT, OVER(0), "Nothing is observed yet.");
        for (int i = 0; i < low->tally_count; i++)
            if (*buffer_of(o, low->tallies[i].kind) == o->extremes)
                net_store(o->n, region, o->extremes, o->at[i],
                          net_const(o->n, low->tallies[i].kind == TALLY_MIN ? INFINITY : -INFINITY, NULL), 0);
    }
    if (o->firsts < 0 && o->lasts < 0)
        return;
    int region = net_region(o->n, "start_nodes", POINT, nodes, "The same at each node.");
    start_buffer(o, region, o->firsts);
    start_buffer(o, region, o->lasts);
}

/* ---- after each step --------------------------------------------------------------------- */

static void add_to_block(struct observing *o, int region, int tally)
{
    struct net *n = o->n;
    int at = o->at[tally];
    net_ref x = o->sample[tally], fresh = net_ticks(n, o->fresh), zero = net_const(n, 0, NULL);
    net_ref base = net_emit(n, NET_SELECT, fresh, x, net_load(n, o->blocks, at, NULL));
    net_ref sum = net_emit(n, NET_SELECT, fresh, zero, net_load(n, o->blocks, at + 1, NULL));
    net_ref above = net_emit(n, NET_SUB, x, base, NET_NONE);
    net_store(n, region, o->blocks, at, base, 0);
    net_store(n, region, o->blocks, at + 1, net_emit(n, NET_ADD, sum, above, NET_NONE), 0);
    if (o->low->tallies[tally].kind != TALLY_SPREAD)
        return;
    net_ref squares = net_emit(n, NET_SELECT, fresh, zero, net_load(n, o->blocks, at + 2, NULL));
    net_store(n, region, o->blocks, at + 2, net_emit(n, NET_FMA, above, above, squares), 0);
}

/* A NaN stays: NaN in the register, since it is neither less nor itself. */
static void add_to_extreme(struct observing *o, int region, int tally)
{
    struct net *n = o->n;
    int least = o->low->tallies[tally].kind == TALLY_MIN;
    net_ref was = net_load(n, o->extremes, o->at[tally], NULL);
    net_ref x = net_reduce(n, least ? NET_LEAST : NET_MOST, o->m->k->node, HERE, o->sample[tally], NET_NONE);
    net_ref beyond = least ? net_emit(n, NET_LT, x, was, NET_NONE) : net_emit(n, NET_LT, was, x, NET_NONE);
    net_ref takes = net_emit(n, NET_OR, beyond, net_emit(n, NET_NE, x, x, NET_NONE), NET_NONE);
    net_store(n, region, o->extremes, o->at[tally], net_emit(n, NET_SELECT, takes, x, was), 0);
}

/* The tallies of a buffer in a region of their own, which schedule joins. */
static void observe(struct observing *o, const char *name, const char *doc, int buffer, int clock)
{
    if (buffer < 0)
        return;
    int region = net_region(o->n, name, clock, o->n->buffers[buffer].over | OVER(0), doc);
    for (int i = 0; i < o->low->tally_count; i++) {
        enum tally_kind kind = o->low->tallies[i].kind;
        if (*buffer_of(o, kind) != buffer)
            continue;
        if (is_sum(&o->low->tallies[i]))
            add_to_block(o, region, i);
        else if (kind == TALLY_MIN || kind == TALLY_MAX)
            add_to_extreme(o, region, i);
        else
            net_store(o->n, region, buffer, o->at[i], o->sample[i], 0);
    }
}

static void gather(struct observing *o)
{
    if (o->sums < 0)
        return;
    int region = net_region(o->n, "gather_blocks", o->fresh, OVER(0), "A block of steps begins: the one before joins the sums.");
    for (int i = 0; i < o->low->tally_count; i++)
        if (is_sum(&o->low->tallies[i]))
            net_effect(o->n, region, (struct net_effect){
                .kind = EFFECT_GATHER, .buffer = o->sums, .slot = o->sum_at[i], .value = NET_NONE,
                .from = { o->blocks, o->at[i] }, .rest.buffer = -1, .squares = o->low->tallies[i].kind == TALLY_SPREAD });
}

static struct observing observing_open(struct making *m)
{
    int count = m->p->low->tally_count;
    struct observing o = { .m = m, .n = m->n, .low = m->p->low, .observe = -1, .fresh = -1, .first = -1, .blocks = -1,
                           .sums = -1, .extremes = -1, .firsts = -1, .lasts = -1, .whole = -1, .done = -1 };
    o.at = ARENA_ARRAY(m->p->arena, int, count + 1);
    o.sum_at = ARENA_ARRAY(m->p->arena, int, count + 1);
    o.sample = ARENA_ARRAY(m->p->arena, net_ref, count + 1);
    return o;
}

static struct observing *keep(struct making *m, struct observing o)
{
    m->observing = ARENA_NEW(m->p->arena, struct observing);
    *m->observing = o;
    return m->observing;
}

void lower_observations(struct making *m, const struct equations *e)
{
    struct observing o = observing_open(m);
    if (o.low->tally_count) {
        make_clocks(&o);
        for (int i = 0; i < o.low->tally_count; i++)
            make_slots(&o, i);
        struct stage after = lower_after(m->n, e, &m->k->step, o.low->observe_inputs ? o.observe : -1);
        struct spot here = spot_open(m, &after, HERE, NET_NONE);
        for (int i = 0; i < o.low->tally_count; i++)
            o.sample[i] = made(&here, o.low->tallies[i].sample);
        start_tallies(&o);
        gather(&o);
        observe(&o, "observe_sums", "What is observed, at one node after a step.", o.blocks, o.observe);
        observe(&o, "observe_last", NULL, o.lasts, o.observe);
        observe(&o, "observe_extremes", NULL, o.extremes, o.observe);
        observe(&o, "observe_first", "The first step that is observed.", o.firsts, o.first);
    }
    keep(m, o);
}

/* ---- the end ----------------------------------------------------------------------------- */

static void close_sums(struct observing *o)
{
    if (o->sums < 0)
        return;
    int region = net_region(o->n, "close_sums", END, OVER(0), "With the block that did not end.");
    for (int i = 0; i < o->low->tally_count; i++)
        if (is_sum(&o->low->tallies[i]))
            net_effect(o->n, region, (struct net_effect){
                .kind = EFFECT_CLOSE, .buffer = o->whole, .slot = o->sum_at[i], .value = NET_NONE, .from = { o->sums, o->sum_at[i] },
                .rest = { o->blocks, o->at[i] }, .squares = o->low->tallies[i].kind == TALLY_SPREAD });
}

enum { EFFECT_AS_IS = EFFECT_COUNT };      /* of what is no sum */
static const int finishes[] = {
#define REDUCTION(id, name, over, tally, finish, unit, text) [REDUCE_##id] = EFFECT_##finish,
#include "model/reduction.def"
#undef REDUCTION
};

/* Numbers of sums go through a wire, all others are the registers themselves. */
static void finish(struct observing *o, net_ref *out)
{
    struct making *m = o->m;
    int region = -1;
    for (int i = 0; i < o->low->finished_count; i++) {
        const struct finished *f = &o->low->finished[i];
        const struct tally *t = &o->low->tallies[f->tally];
        if (!is_sum(t)) {
            net_ref x = net_load(o->n, *buffer_of(o, t->kind), o->at[f->tally], NULL);
            int only_node = t->kind == TALLY_FIRST || t->kind == TALLY_LAST;    /* the least of one is it */
            out[i] = only_node ? net_reduce(o->n, NET_LEAST, m->k->node, HERE, x, NET_NONE) : x;
            continue;
        }
        if (region < 0) {
            region = net_region(o->n, "finish_sums", END, OVER(0), "Finished reductions, in double.");
            o->done = net_buffer(o->n, "done", SCRATCH, OVER(0), END, 1);
        }
        int to = net_slot(o->n, o->done, arena_print(o->n->arena, "%s_%s", reduction_names[f->kind], title(o, f->tally)));
        net_effect(o->n, region, (struct net_effect){
            .kind = (enum net_effect_kind)finishes[f->kind], .buffer = o->done, .slot = to, .value = NET_NONE, .from = { o->whole, o->sum_at[f->tally] },
            .rest.buffer = -1, .squares = t->kind == TALLY_SPREAD, .samples = m->p->nodes });
        out[i] = net_load(o->n, o->done, to, NULL);
    }
}

net_ref observed_number(const struct making *m, int finished)
{
    return m->finished[finished];
}

net_ref observed_nodes(const struct making *m, int tally)
{
    const struct observing *o = m->observing;
    return net_load(o->n, o->low->tallies[tally].kind == TALLY_FIRST ? o->firsts : o->lasts, o->at[tally], NULL);
}

/* Columns that are numbers, or those that keep the nodes. */
static void columns(struct making *m, struct spot *at, int nodes)
{
    const struct program *p = m->p;
    int buffer = -1, region = -1;
    over_set over = OVER(0) | (nodes ? OVER(m->k->node) : 0);
    for (int i = 0; i < p->result_count; i++) {
        if ((p->results[i].elements > 1) != nodes)
            continue;
        if (buffer < 0) {
            buffer = net_buffer(m->n, nodes ? "result_nodes" : "result", OUTPUT, over, END, 1);
            region = net_region(m->n, nodes ? "columns_nodes" : "columns", END, over,
                                nodes ? "The columns of the table that keep the nodes." : "The columns of the table.");
        }
        net_store(m->n, region, buffer, net_slot(m->n, buffer, p->results[i].name), made(at, p->low->results[i]), 0);
    }
}

void lower_results(struct making *m)
{
    struct observing *o = m->observing ? m->observing : keep(m, observing_open(m));
    struct stage end = { .number = -1, .states = -1, .inputs = -1, .clock = END };
    m->finished = ARENA_ARRAY(m->p->arena, net_ref, m->p->low->finished_count + 1);
    close_sums(o);
    finish(o, m->finished);
    struct spot at = spot_open(m, &end, HERE, NET_NONE);
    columns(m, &at, 0);
    columns(m, &at, 1);
}
