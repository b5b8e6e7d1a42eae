/* observe.c -- observations as registers: what looks at the state after each step, and
 * what the end makes columns of.
 *
 * Clocks below STEP, all from time 0 on: `observe` ticks in every step, `first` in its
 * first, `fresh` in the first step of every block of BLOCK_TICKS. A block sums samples at
 * each node less its own first sample; when the next one begins it joins the sums, in
 * double (docs/numbers.md). What is unfinished lies in registers, so that how steps are
 * cut into calls changes no bit.
 *
 * In a circle with lower_calls.c, lower_composed.c, lower_delay.c, lower_expr.c, lower_mode.c, lower_samples.c, lower_stimulus.c, lower_table.c: what is reduced is an expression, and a reduction is one.
 */
#include "lower.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "moments.h"
#include "source/diag.h"

enum tally_kind { TALLY_SUM, TALLY_SPREAD, TALLY_MIN, TALLY_MAX, TALLY_FIRST, TALLY_LAST, TALLY_NONE };

struct tally {
    enum tally_kind kind;
    int places;                             /* set (lower_set): each of those has samples of its own */
    int keeps;                              /* ... and which of them has what is made of them */
    net_ref sample;                         /* evaluated at every node after every step */
    int at;                                 /* its first slot, of its kind's buffer */
    int sum_at;                             /* of a sum: its first slot in sums and whole */
    int older;                              /* 1 + the tally of the same sample before it, or 0 */
    int window;                             /* of observing.windows */
    const char *title;                      /* what its slots are called; name_tallies */
};

/* A reduction as it stands in what is observed. */
struct reduced {
    const struct term *term;
    int tally;                              /* mean, sum, std and var of one sample share theirs */
    net_ref value;                          /* at the end */
};

/* The steps that are observed alike, with registers of their own. */
struct window {
    long steps;                             /* samples of a run; 0: all steps */
    int *tallies; int tally_count;          /* of these steps, in order; list_tallies */
    const char *mark;                       /* behind the names of its clocks, buffers and regions: "", "2" */
    int observe, fresh, once;               /* clocks, or -1 */
    struct spot *here;                      /* the state after the step, as its samples see it */
    /* Buffers, or -1, of each set of places (lower_set). */
    int blocks[PLACE_SETS], sums[PLACE_SETS], extremes[PLACE_SETS], firsts[PLACE_SETS], lasts[PLACE_SETS];
    int whole[PLACE_SETS], done[PLACE_SETS];    /* of the end: closed sums, finished numbers ... */
    int finish[PLACE_SETS];                 /* ... and the region that makes these */
};

struct observing {
    struct lowering *l;
    struct net *n;
    struct window *windows; int window_count;
    struct moments moments;                 /* of the windows, by their numbers */
    struct tally *tallies; int tally_count;
    struct net_memo newest;                 /* of a sample: 1 + its newest tally */
    struct reduced *reduced; int reduced_count;
    int asked;                              /* the reduction that was asked for last */
};

static int is_sum(enum tally_kind kind)
{
    return kind == TALLY_SUM || kind == TALLY_SPREAD;
}

static int has(const struct observing *o, const struct window *w, enum tally_kind a, enum tally_kind b)
{
    for (int i = 0; i < w->tally_count; i++)
        if (o->tallies[w->tallies[i]].kind == a || o->tallies[w->tallies[i]].kind == b)
            return 1;
    return 0;
}

/* ---- what is reduced ---------------------------------------------------------------- */

static void collect_observe(struct observing *o, int observe, unsigned char *seen);

/* The reductions of [t], each once. */
static void collect(struct observing *o, const struct term *t, unsigned char *seen)
{
    if (t->kind == TERM_REF && t->ref == REF_OBSERVE)
        collect_observe(o, t->index, seen);
    if (t->kind == TERM_REDUCE && t->gone & OVER_TIME) {
        *ARENA_PUSH(o->n->arena, o->reduced, o->reduced_count) = (struct reduced){ .term = t, .tally = -1, .value = NET_NONE };
        return;
    }
    for (int i = 0; i < t->count && t->type.at_end; i++)
        collect(o, t->args[i], seen);
}

static void collect_observe(struct observing *o, int observe, unsigned char *seen)
{
    if (seen[observe])
        return;
    seen[observe] = 1;
    collect(o, o->l->e->observes[observe].value, seen);
}

static const enum tally_kind tally_of[] = {
#define REDUCTION(id, name, over, tally, finish, unit, text) [REDUCE_##id] = TALLY_##tally,
#include "model/reduction.def"
#undef REDUCTION
};

/* The sums of a spread are those of the mean: one tally serves both. */
static int tally(struct observing *o, enum tally_kind kind, net_ref sample, int window, int places, int keeps)
{
    int known = net_memo_get(&o->newest, sample), newest = known == NET_NONE ? 0 : known;
    for (int i = newest - 1; i >= 0; i = o->tallies[i].older - 1) {
        struct tally *t = &o->tallies[i];
        if (t->window != window || t->keeps != keeps || (t->kind != kind && !(is_sum(t->kind) && is_sum(kind))))
            continue;
        if (kind == TALLY_SPREAD)
            t->kind = kind;
        return i;
    }
    *ARENA_PUSH(o->n->arena, o->tallies, o->tally_count) = (struct tally){ .kind = kind, .sample = sample, .window = window, .places = places,
                                                                           .keeps = keeps, .at = -1,
                                                                           .sum_at = -1, .older = newest };
    net_memo_put(&o->newest, sample, o->tally_count, o->n->arena);
    return o->tally_count - 1;
}

static void no_buffers(struct window *w)
{
    int *const all[] = { w->blocks, w->sums, w->extremes, w->firsts, w->lasts, w->whole, w->done };
    for (size_t i = 0; i < sizeof all/sizeof *all; i++)
        for (int set = 0; set < PLACE_SETS; set++)
            all[i][set] = -1;
}

/* The window of a reduction, which may be new. */
static int window_of(struct observing *o, const struct term *t)
{
    struct samples when = t->when ? model_window(o->l->e, o->l->p->x, t->when) : (struct samples){ 1, 0, 0 };
    int i = moments_number(&o->moments, when, o->n->arena);
    if (i < o->window_count)
        return i;
    const char *mark = i ? arena_print(o->n->arena, "%d", i + 1) : "";
    int observe = net_clock(o->n, (struct net_clock){ .name = arena_print(o->n->arena, "observe%s", mark), .parent = STEP, .every = when.every,
                                                      .first = when.first, .upto = when.count ? when.first + when.count*when.every : 0,
                                                      .after_origin = 1 });
    *ARENA_PUSH(o->n->arena, o->windows, o->window_count) = (struct window){
        .steps = when.count, .mark = mark, .observe = observe, .fresh = -1, .once = -1,
        .here = ARENA_NEW(o->n->arena, struct spot) };
    no_buffers(&o->windows[i]);
    const struct stage after = lower_after(&o->l->p->step, observe);
    *o->windows[i].here = spot_open(o->l, &after, HERE);
    return i;
}

static int set_of(over_set over)
{
    return (over & OVER_NODE ? 1 : 0) | (over & OVER_MODE ? 2 : 0);
}

/* The set of those that there are several of. */
static int several(const struct program *p)
{
    return (p->nodes > 1 ? 1 : 0) | (p->modes > 1 ? 2 : 0);
}

static void take_sample(struct observing *o, struct reduced *r, int window)
{
    const struct term *t = r->term;
    struct context s = { .at = o->windows[window].here };
    int places = set_of(t->args[0]->type.over), keeps = places & ~set_of(t->gone) & several(o->l->p);
    r->tally = tally(o, tally_of[t->index], lower_present(&s, t->args[0]), window, places, keeps);
}

/* ---- clocks and memory ------------------------------------------------------------- */

static int child(struct observing *o, const struct window *w, const char *name, long every)
{
    return net_clock(o->n, (struct net_clock){ .name = arena_print(o->n->arena, "%s%s", name, w->mark), .parent = w->observe,
                                               .every = every, .first = 1 - every });
}

static void make_clocks(struct observing *o, struct window *w)
{
    if (has(o, w, TALLY_SUM, TALLY_SPREAD))
        w->fresh = child(o, w, "fresh", BLOCK_TICKS);
    if (has(o, w, TALLY_FIRST, TALLY_FIRST))
        w->once = child(o, w, "first", LONG_MAX/2);
}

/* Registers of extremes are those of all nodes together, unless they are kept. */
static int *buffer_of(struct observing *o, const struct tally *t)
{
    struct window *w = &o->windows[t->window];
    switch (t->kind) {
    case TALLY_MIN: case TALLY_MAX: return &w->extremes[t->keeps];
    case TALLY_FIRST: return &w->firsts[t->places];
    case TALLY_LAST:  return &w->lasts[t->places];
    default:          return &w->blocks[t->places];
    }
}

static over_set lanes_and(const struct observing *o, int set)
{
    return OVER(0) | lower_set(o->l->p, set);
}

/* What stands behind names where there is a buffer or region of each set; ORDER lower_set. */
static const char *const of_sums[] = { "_curve", "", "_modes", "_places" }, *const of_ends[] = { "", "_nodes", "_modes", "_places" };

static void make_buffer(struct observing *o, const struct tally *t)
{
    static const char *const names[] = { [TALLY_SUM] = "block", [TALLY_SPREAD] = "block", [TALLY_MIN] = "extreme",
                                         [TALLY_MAX] = "extreme", [TALLY_FIRST] = "first", [TALLY_LAST] = "last" };
    const struct window *w = &o->windows[t->window];
    int *b = buffer_of(o, t), extreme = t->kind == TALLY_MIN || t->kind == TALLY_MAX, set = extreme ? t->keeps : t->places;
    if (*b < 0)
        *b = net_buffer(o->n, arena_print(o->n->arena, "%s%s%s", names[t->kind], (extreme ? of_ends : of_sums)[set], w->mark), LIVE,
                        lanes_and(o, set), t->kind == TALLY_FIRST ? w->once : w->observe, 1);
}

static int wide_buffer(struct observing *o, const struct window *w, const char *name, int set, enum kernel_life life, int clock)
{
    int b = net_buffer(o->n, arena_print(o->n->arena, "%s%s%s", name, of_ends[set], w->mark), life, lanes_and(o, set), clock, 1);
    o->n->buffers[b].wide = 1;
    return b;
}

struct titled {
    const char *name;                       /* of the sample */
    int tally;
};

static int by_name(const void *x, const void *y)
{
    const struct titled *a = x, *b = y;
    int order = strcmp(a->name, b->name);
    return order ? order : a->tally - b->tally;
}

/* "S" of the sample S, "x3" where it has no name or another tally took it. */
static void name_tallies(struct observing *o)
{
    struct titled *list = ARENA_ARRAY(o->n->arena, struct titled, o->tally_count);
    int count = 0;
    for (int t = 0; t < o->tally_count; t++) {
        const char *name = o->n->ins[o->tallies[t].sample].name;
        if (name)
            list[count++] = (struct titled){ name, t };
    }
    qsort(list, (size_t)count, sizeof *list, by_name);
    for (int i = 0; i < count; i++)
        if (!i || strcmp(list[i].name, list[i-1].name) != 0)
            o->tallies[list[i].tally].title = list[i].name;
    for (int t = 0; t < o->tally_count; t++)
        if (!o->tallies[t].title)
            o->tallies[t].title = arena_print(o->n->arena, "x%d", t);
}

static int slot(struct observing *o, int buffer, const char *title, const char *what)
{
    return net_slot(o->n, buffer, *what ? arena_print(o->n->arena, "%s_%s", title, what) : title);
}

/* Slots of a tally: consecutive ones of a sum. */
static void make_slots(struct observing *o, int tally)
{
    struct tally *t = &o->tallies[tally];
    struct window *w = &o->windows[t->window];
    const char *name = t->title;
    int spread = t->kind == TALLY_SPREAD;
    make_buffer(o, t);
    if (!is_sum(t->kind)) {
        t->at = slot(o, *buffer_of(o, t), name, t->kind == TALLY_MIN ? "least" : t->kind == TALLY_MAX ? "most" : "");
        return;
    }
    int block = *buffer_of(o, t);
    t->at = slot(o, block, name, "base");
    slot(o, block, name, "sum");
    if (spread)
        slot(o, block, name, "squares");
    for (int b = 0; b < 2; b++) {
        int *to = b ? &w->whole[t->keeps] : &w->sums[t->keeps];
        if (*to < 0)
            *to = b ? wide_buffer(o, w, "closed", t->keeps, SCRATCH, END) : wide_buffer(o, w, "total", t->keeps, LIVE, w->fresh);
        t->sum_at = slot(o, *to, name, "sum");
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

static void start_extremes(struct observing *o, const struct window *w, int set)
{
    static const char *const names[] = { "tallies", "extremes", "mode_extremes", "place_extremes" };
    if (w->extremes[set] < 0)
        return;
    int region = net_region(o->n, arena_print(o->n->arena, "start_%s%s", names[set], w->mark), POINT, lanes_and(o, set), "Nothing is observed yet.");
    for (int i = 0; i < w->tally_count; i++) {
        const struct tally *t = &o->tallies[w->tallies[i]];
        if (*buffer_of(o, t) == w->extremes[set])
            net_store(o->n, region, w->extremes[set], t->at, net_const(o->n, t->kind == TALLY_MIN ? INFINITY : -INFINITY, NULL), 0);
    }
}

/* Sums begin as all history does, with 0. */
static void start_tallies(struct observing *o, const struct window *w)
{
    static const char *const names[] = { "curves", "nodes", "modes", "places" };
    static const char *const docs[] = { "The same of curves.", "The same at each node.", "The same of each mode.",
                                        "The same of each mode at each node." };
    for (int set = 0; set < PLACE_SETS; set++) {
        start_extremes(o, w, set);
        if (w->firsts[set] < 0 && w->lasts[set] < 0)
            continue;
        int region = net_region(o->n, arena_print(o->n->arena, "start_%s%s", names[set], w->mark), POINT, lanes_and(o, set), docs[set]);
        start_buffer(o, region, w->firsts[set]);
        start_buffer(o, region, w->lasts[set]);
    }
}

/* ---- after each step --------------------------------------------------------------------- */

static void add_to_block(struct observing *o, int region, const struct tally *t)
{
    const struct window *w = &o->windows[t->window];
    struct net *n = o->n;
    int at = t->at, block = *buffer_of(o, t);
    net_ref x = t->sample, fresh = net_ticks(n, w->fresh), zero = net_const(n, 0, NULL);
    net_ref base = net_emit(n, NET_SELECT, fresh, x, net_load(n, block, at, NULL));
    net_ref sum = net_emit(n, NET_SELECT, fresh, zero, net_load(n, block, at + 1, NULL));
    net_ref above = net_emit(n, NET_SUB, x, base, NET_NONE);
    net_store(n, region, block, at, base, 0);
    net_store(n, region, block, at + 1, net_emit(n, NET_ADD, sum, above, NET_NONE), 0);
    if (t->kind != TALLY_SPREAD)
        return;
    net_ref squares = net_emit(n, NET_SELECT, fresh, zero, net_load(n, block, at + 2, NULL));
    net_store(n, region, block, at + 2, net_emit(n, NET_FMA, above, above, squares), 0);
}

/* Over modes first, as within a step. */
static net_ref reduced(const struct observing *o, enum net_op op, int set, net_ref x)
{
    const struct program *p = o->l->p;
    if (set & 2)
        x = net_reduce(o->n, op, p->mode, HERE, x, NET_NONE);
    return set & 1 ? net_reduce(o->n, op, p->node, HERE, x, NET_NONE) : x;
}

/* A NaN stays: NaN in the register, since it is neither less nor itself. */
static void add_to_extreme(struct observing *o, int region, const struct tally *t)
{
    struct net *n = o->n;
    int least = t->kind == TALLY_MIN, buffer = *buffer_of(o, t);
    net_ref was = net_load(n, buffer, t->at, NULL), x = t->sample;
    x = reduced(o, least ? NET_LEAST : NET_MOST, t->places & ~t->keeps, x);
    net_ref beyond = least ? net_emit(n, NET_LT, x, was, NET_NONE) : net_emit(n, NET_LT, was, x, NET_NONE);
    net_ref takes = net_emit(n, NET_OR, beyond, net_emit(n, NET_NE, x, x, NET_NONE), NET_NONE);
    net_store(n, region, buffer, t->at, net_emit(n, NET_SELECT, takes, x, was), 0);
}

/* The tallies of a buffer in a region of their own, which schedule joins. */
static void observe(struct observing *o, const struct window *w, const char *name, const char *doc, int buffer, int clock)
{
    if (buffer < 0)
        return;
    int region = net_region(o->n, arena_print(o->n->arena, "%s%s", name, w->mark), clock, o->n->buffers[buffer].over | OVER(0), doc);
    for (int i = 0; i < w->tally_count; i++) {
        const struct tally *t = &o->tallies[w->tallies[i]];
        if (*buffer_of(o, t) != buffer)
            continue;
        if (is_sum(t->kind))
            add_to_block(o, region, t);
        else if (t->kind == TALLY_MIN || t->kind == TALLY_MAX)
            add_to_extreme(o, region, t);
        else
            net_store(o->n, region, buffer, t->at, t->sample, 0);
    }
}

static void gather(struct observing *o, const struct window *w)
{
    if (!has(o, w, TALLY_SUM, TALLY_SPREAD))
        return;
    int region = net_region(o->n, arena_print(o->n->arena, "gather_blocks%s", w->mark), w->fresh, OVER(0), "A block of steps begins: the one before joins the sums.");
    for (int i = 0; i < w->tally_count; i++) {
        const struct tally *t = &o->tallies[w->tallies[i]];
        if (is_sum(t->kind))
            net_effect(o->n, region, (struct net_effect){
                .kind = EFFECT_GATHER, .buffer = w->sums[t->keeps], .slot = t->sum_at, .value = NET_NONE,
                .from = { *buffer_of(o, t), t->at }, .rest.buffer = -1, .squares = t->kind == TALLY_SPREAD });
    }
}

static struct observing *observing_open(struct lowering *l)
{
    struct observing *o = ARENA_NEW(l->p->arena, struct observing);
    unsigned char *seen = ARENA_ARRAY(l->p->arena, unsigned char, l->e->observe_count);
    *o = (struct observing){ .l = l, .n = l->n };
    for (int i = 0; i < l->p->result_count; i++) {
        const struct program_result *r = &l->p->results[i];
        if (r->part)
            collect(o, r->part, seen);
        else if (!r->made)
            collect_observe(o, r->observe, seen);
    }
    return o;
}

static void observe_window(struct observing *o, const struct window *w)
{
    static const int order[] = { 1, 0, 3, 2 };          /* sets: what nodes have comes before what they have together */
    static const char *const curves[] = { "_curves", "", "_modes", "_places" };
    static const char *const sums[] = { "observe_curve_sums", "observe_sums", "observe_mode_sums", "observe_place_sums" };
    static const char *const docs[] = { "What is observed of all nodes after a step.", "What is observed, at one node after a step.",
                                        "What is observed of one mode after a step.", "What is observed, at one mode of a node after a step." };
    static const char *const extremes[] = { "observe_extremes", "observe_node_extremes", "observe_mode_extremes", "observe_place_extremes" };
    struct arena *a = o->n->arena;
    start_tallies(o, w);
    gather(o, w);
    for (int i = 0; i < PLACE_SETS; i++)
        observe(o, w, sums[order[i]], docs[order[i]], w->blocks[order[i]], w->observe);
    for (int i = 0; i < PLACE_SETS; i++)
        observe(o, w, arena_print(a, "observe_last%s", curves[order[i]]), NULL, w->lasts[order[i]], w->observe);
    for (int set = 0; set < PLACE_SETS; set++)
        observe(o, w, extremes[set], NULL, w->extremes[set], w->observe);
    for (int i = 0; i < PLACE_SETS; i++)
        observe(o, w, arena_print(a, "observe_first%s", curves[order[i]]), "The first step that is observed.", w->firsts[order[i]], w->once);
}

static void list_tallies(struct observing *o)
{
    for (int i = 0; i < o->tally_count; i++) {
        struct window *w = &o->windows[o->tallies[i].window];
        *ARENA_PUSH(o->n->arena, w->tallies, w->tally_count) = i;
    }
}

void lower_observations(struct lowering *l)
{
    struct observing *o = l->observing = observing_open(l);
    if (!o->reduced_count)
        return;
    for (int i = 0; i < o->reduced_count; i++)
        take_sample(o, &o->reduced[i], window_of(o, o->reduced[i].term));
    name_tallies(o);
    list_tallies(o);
    for (int i = 0; i < o->window_count; i++)
        make_clocks(o, &o->windows[i]);
    for (int i = 0; i < o->tally_count; i++)
        make_slots(o, i);
    for (int i = 0; i < o->window_count; i++)
        observe_window(o, &o->windows[i]);
}

/* ---- the end ----------------------------------------------------------------------------- */

static void close_sums(struct observing *o, const struct window *w)
{
    if (!has(o, w, TALLY_SUM, TALLY_SPREAD))
        return;
    int region = net_region(o->n, arena_print(o->n->arena, "close_sums%s", w->mark), END, OVER(0), "With the block that did not end.");
    for (int i = 0; i < w->tally_count; i++) {
        const struct tally *t = &o->tallies[w->tallies[i]];
        if (is_sum(t->kind))
            net_effect(o->n, region, (struct net_effect){
                .kind = EFFECT_CLOSE, .buffer = w->whole[t->keeps], .slot = t->sum_at, .value = NET_NONE,
                .from = { w->sums[t->keeps], t->sum_at }, .rest = { *buffer_of(o, t), t->at },
                .squares = t->kind == TALLY_SPREAD, .steps = w->steps });
    }
}

enum { EFFECT_AS_IS = EFFECT_COUNT, EFFECT_NONE };         /* of what is no sum; of what no kernel reduces */
static const int finishes[] = {
#define REDUCTION(id, name, over, tally, finish, unit, text) [REDUCE_##id] = EFFECT_##finish,
#include "model/reduction.def"
#undef REDUCTION
};

static long count_of(const struct observing *o, int set)
{
    return (long)(set & 1 ? o->l->p->nodes : 1)*(set & 2 ? o->l->p->modes : 1);
}

/* A sum's number goes through a wire. */
static net_ref finished_sum(struct observing *o, enum reduction kind, const struct tally *t)
{
    struct window *w = &o->windows[t->window];
    int keeps = t->keeps;
    if (w->done[keeps] < 0) {
        static const char *const names[] = { "sums", "node_sums", "mode_sums", "place_sums" };
        w->finish[keeps] = net_region(o->n, arena_print(o->n->arena, "finish_%s%s", names[keeps], w->mark), END, OVER(0), "Finished reductions, in double.");
        w->done[keeps] = net_buffer(o->n, arena_print(o->n->arena, "done%s%s", of_ends[keeps], w->mark), SCRATCH, lanes_and(o, keeps), END, 1);
    }
    int to = net_slot(o->n, w->done[keeps], arena_print(o->n->arena, "%s_%s", reduction_names[kind], t->title));
    net_effect(o->n, w->finish[keeps], (struct net_effect){
        .kind = (enum net_effect_kind)finishes[kind], .buffer = w->done[keeps], .slot = to, .value = NET_NONE,
        .from = { w->whole[keeps], t->sum_at }, .rest.buffer = -1, .squares = t->kind == TALLY_SPREAD,
        .samples = count_of(o, t->places & ~keeps), .steps = w->steps });
    return net_load(o->n, w->done[keeps], to, NULL);
}

/* All others are the registers themselves, at each node or the one there is. */
static net_ref finished(struct observing *o, enum reduction kind, const struct tally *t)
{
    if (is_sum(t->kind))
        return finished_sum(o, kind, t);
    net_ref x = net_load(o->n, *buffer_of(o, t), t->at, NULL);
    if (t->kind == TALLY_MIN || t->kind == TALLY_MAX || !t->places)
        return x;
    if (t->places & ~t->keeps)              /* one node, one mode: the least of one is it */
        return reduced(o, NET_LEAST, t->places & ~t->keeps, x);
    net_tame(o->n, x);
    return x;
}

/* The same reduction of the same sample is finished once. */
static void finish(struct observing *o)
{
    enum { KINDS = sizeof finishes/sizeof *finishes };
    int *first = ARENA_ARRAY(o->n->arena, int, o->tally_count*KINDS);      /* [tally][kind]: 1 + who was it first, or 0 */
    for (int i = 0; i < o->reduced_count; i++) {
        struct reduced *r = &o->reduced[i];
        int *is = &first[r->tally*KINDS + r->term->index];
        r->value = *is ? o->reduced[*is - 1].value : finished(o, (enum reduction)r->term->index, &o->tallies[r->tally]);
        *is = *is ? *is : i + 1;
    }
}

/* They are asked for in about the order in which they were collected. */
net_ref lower_reduction(struct lowering *l, const struct term *t)
{
    struct observing *o = l->observing;
    for (int i = 0; i < o->reduced_count; i++) {
        int at = (o->asked + i) % o->reduced_count;
        if (o->reduced[at].term == t) {
            o->asked = at;
            return o->reduced[at].value;
        }
    }
    BUG("a reduction that was not collected");
}

/* Columns that are numbers, or those that keep the nodes, the modes, or both. */
static void columns(struct lowering *l, struct spot *at, int set)
{
    static const char *const regions[] = { "columns", "columns_nodes", "columns_modes", "columns_places" };
    static const char *const docs[] = { "The columns of the table.", "The columns of the table that keep the nodes.",
                                        "The columns of the table that keep the modes.", "The columns of the table that keep nodes and modes." };
    const struct program *p = l->p;
    struct context scope = { .at = at };
    int buffer = -1, region = -1;
    over_set over = OVER(0) | lower_set(p, set);
    for (int i = 0; i < p->result_count; i++) {
        const struct program_result *r = &p->results[i];
        if (r->places != lower_set(p, set) || r->made || (set & 2 && p->mode < 0))
            continue;
        if (buffer < 0) {
            buffer = net_buffer(l->n, arena_print(p->arena, "result%s", of_ends[set]), OUTPUT, over, END, 1);
            region = net_region(l->n, regions[set], END, over, docs[set]);
        }
        int slot = net_slot(l->n, buffer, r->name);
        net_store(l->n, region, buffer, slot, r->part ? lower_present(&scope, r->part) : lower_observed(at, r->observe), 0);
    }
}

void lower_results(struct lowering *l)
{
    struct stage end = { .number = NO_STAGE, .states = -1, .inputs = -1, .clock = END };
    struct spot at = spot_open(l, &end, HERE);
    if (l->observing) {
        for (int i = 0; i < l->observing->window_count; i++)
            close_sums(l->observing, &l->observing->windows[i]);
        finish(l->observing);
    }
    for (int set = 0; set < PLACE_SETS; set++)
        columns(l, &at, set);
}
