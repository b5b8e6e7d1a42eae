/* lower_calls.c -- functions that the equations call many times.
 *
 * A long function expanded at each of its calls is most of a kernel's text, which is long in making and in compiling. Here it
 * is made once, in a loop over its calls: one region stores what they give it, the next one, over an axis of the calls,
 * computes it, and the equations load what came out. It is the arithmetic that stood there before. What all calls give alike is
 * not stored, and what those of another function gave before is not stored again. Nor is a loop made where an argument could
 * tell: numbers and times are treated otherwise than what is loaded. A function that looks at nothing but what it is given is
 * expanded once for the same arguments.
 *
 * In a circle with lower_composed.c, lower_delay.c, lower_expr.c, lower_mode.c, lower_samples.c, lower_stimulus.c, lower_table.c, observe.c: what is given are
 * expressions, and so is the function.
 */
#include "lower.h"
#include <string.h>

enum {
    MOST_EXPANDED = 1500,               /* terms of a function in its calls beyond the first */
    FEWEST_CALLS = 4,
    MOST_AXES = NET_AXES/2              /* of the circuit, so that others find room for theirs */
};

/* What a call of a function at this spot came to. */
struct called {
    int function;
    const net_ref *args;                /* [arity] */
    net_ref value;
    struct called *chain;
};
enum { CALLED = 64 };                   /* chains of a spot */

/* What the calls of some function at this spot give for one argument: who gives the same reads it there. */
struct stored_argument {
    int axis;
    const net_ref *values;              /* [extent of the axis] */
    net_ref load;
    struct stored_argument *older;
};

static int chain_of(int function, const net_ref *args, int count)
{
    unsigned h = (unsigned)function;
    for (int i = 0; i < count; i++)
        h = (h ^ (unsigned)args[i])*2654435769u;
    return (int)(h >> 16)%CALLED;
}

net_ref lower_called(const struct spot *at, int function, const net_ref *args, int count)
{
    const struct called *c = at->called ? at->called[chain_of(function, args, count)] : NULL;
    while (c && (c->function != function || memcmp(c->args, args, (size_t)count*sizeof *args) != 0))
        c = c->chain;
    return c ? c->value : NET_NONE;
}

/* [args] lives on. */
static void keep(struct spot *at, int function, const net_ref *args, int count, net_ref value)
{
    struct arena *a = at->l->p->arena;
    if (!at->called)
        at->called = ARENA_ARRAY(a, struct called *, CALLED);
    struct called **chain = &at->called[chain_of(function, args, count)], *c = ARENA_NEW(a, struct called);
    *c = (struct called){ function, args, value, *chain };
    *chain = c;
}

/* ---- which functions -------------------------------------------------------------------- */

enum { LARGEST = 1000000 };
enum { UNKNOWN = 0, OTHERWISE = -1 };   /* of a size: not counted yet; the function looks at more than what it is given */

/* Terms of a function's body with those that it calls; [sizes] of all functions. */
static long size_of(const struct model *m, long *sizes, const struct term *t)
{
    long size = 1;
    int is_given = t->kind == TERM_REF && (t->ref == REF_ARGUMENT || t->ref == REF_PARAM || t->ref == REF_QUANTITY || t->ref == REF_TIME);
    int is_made = t->kind == TERM_NUMBER || t->kind == TERM_OP || t->kind == TERM_CALL || t->kind == TERM_COMPOSED
               || t->kind == TERM_APPLY || t->kind == TERM_TABLE;
    if (!is_given && !is_made)
        return OTHERWISE;
    if (t->kind == TERM_APPLY) {
        long *of = &sizes[t->index];
        *of = *of == UNKNOWN ? size_of(m, sizes, m->functions[t->index].value) : *of;
        if (*of == OTHERWISE)
            return OTHERWISE;
        size += *of;
    }
    for (int i = 0; i < t->count; i++) {
        long part = size_of(m, sizes, t->args[i]);
        if (part == OTHERWISE)
            return OTHERWISE;
        size += part;
    }
    return size < LARGEST ? size : LARGEST;
}

static long size_of_function(struct lowering *l, int function)
{
    const struct model *m = l->e->model;
    if (!l->function_sizes)
        l->function_sizes = ARENA_ARRAY(l->p->arena, long, m->function_count);
    long *size = &l->function_sizes[function];
    if (*size == UNKNOWN)
        *size = size_of(m, l->function_sizes, m->functions[function].value);
    return *size;
}

void lower_keep_called(struct spot *at, int function, const net_ref *args, int count, net_ref value)
{
    if (size_of_function(at->l, function) == OTHERWISE)
        return;
    net_ref *copy = ARENA_ARRAY(at->l->p->arena, net_ref, count);
    memcpy(copy, args, (size_t)count*sizeof *copy);
    keep(at, function, copy, count, value);
}

struct calls {
    const struct term **of; int count;
};

struct call_search {
    struct lowering *l;
    struct calls *calls;                /* [function]: in the equations, in order */
    unsigned char *seen;                /* [let] */
};

/* Calls of the rates and of the derived quantities they are made of, not those within functions. */
static void gather(struct call_search *g, const struct term *t)
{
    if (t->kind == TERM_APPLY)
        *ARENA_PUSH(g->l->p->arena, g->calls[t->index].of, g->calls[t->index].count) = t;
    if (t->kind == TERM_REF && t->ref == REF_LET && !g->seen[t->index]) {
        g->seen[t->index] = 1;
        gather(g, g->l->e->model->lets[t->index].value);
    }
    for (int i = 0; i < t->count; i++)
        gather(g, t->args[i]);
}

/* ---- a loop over calls ------------------------------------------------------------------- */

struct repeat {
    struct spot *at;
    int function, arity;
    net_ref **args; int count;          /* [call][argument], each tuple once */
    int varies[MOST_ARGUMENTS];         /* not the same in all calls */
    int axis;
    over_set over;
};

static void give(struct repeat *r, const struct context *s, const struct term *call)
{
    struct arena *a = r->at->l->p->arena;
    net_ref *args = ARENA_ARRAY(a, net_ref, r->arity);
    for (int i = 0; i < r->arity; i++)
        args[i] = lower_present(s, call->args[i]);
    for (int k = 0; k < r->count; k++)
        if (memcmp(r->args[k], args, (size_t)r->arity*sizeof *args) == 0)
            return;
    *ARENA_PUSH(a, r->args, r->count) = args;
}

/* Whether a load in its place is the same to all that look at it. */
static int may_be_loaded(const struct repeat *r, net_ref x)
{
    const struct net *n = r->at->l->n;
    return !net_is_const(n, x, NULL) && !net_is_timed(n, x) && !n->ins[x].condition && !(n->ins[x].over & ~r->over);
}

static int may_be_loop(struct repeat *r)
{
    int any = 0;
    for (int i = 0; i < r->arity; i++) {
        for (int k = 1; k < r->count; k++)
            r->varies[i] |= r->args[k][i] != r->args[0][i];
        for (int k = 0; k < r->count && r->varies[i]; k++)
            if (!may_be_loaded(r, r->args[k][i]))
                return 0;
        any |= r->varies[i];
    }
    return any;
}

/* Functions of as many calls share an axis. */
static int axis_of(struct lowering *l, int count)
{
    for (int i = 0; i < l->call_axis_count; i++)
        if (l->n->axes[l->call_axes[i]].extent == count)
            return l->call_axes[i];
    if (l->n->axis_count >= MOST_AXES)
        return -1;
    const char *name = l->call_axis_count ? arena_print(l->p->arena, "call_of_%d", count) : "call";
    int axis = net_axis(l->n, name, AXIS_MODE, count);
    *ARENA_PUSH(l->p->arena, l->call_axes, l->call_axis_count) = axis;
    return axis;
}

static int buffer_of(struct repeat *r, const char *what)
{
    struct lowering *l = r->at->l;
    const char *name = arena_print(l->p->arena, "%s_%s_%d", l->e->model->functions[r->function].name, what, r->at->stage.number + 1);
    int b = net_buffer(l->n, name, SCRATCH, r->over, r->at->stage.clock, 1);
    l->n->buffers[b].along = r->axis;
    return b;
}

/* A load of what is [x] in one call and its like in others. */
static net_ref loaded(const struct net *n, net_ref load, net_ref x)
{
    n->ins[load].axes |= n->ins[x].axes;
    n->ins[load].tame &= n->ins[x].tame;
    return load;
}

static net_ref find_given(const struct repeat *r, const net_ref *values)
{
    for (const struct stored_argument *g = r->at->stored; g; g = g->older)
        if (g->axis == r->axis && memcmp(g->values, values, (size_t)r->count*sizeof *values) == 0)
            return g->load;
    return NET_NONE;
}

/* The region that stores what the function is given, and its wire. */
static int region_of_given(struct repeat *r, int *buffer)
{
    struct lowering *l = r->at->l;
    const char *doc = arena_print(l->p->arena, "What %s is called with.", l->e->model->functions[r->function].name);
    *buffer = buffer_of(r, "given");
    return net_region(l->n, arena_print(l->p->arena, "give_%d", l->call_loop_count), r->at->stage.clock, r->over, doc);
}

/* Argument [i], one slot a call; a load of it in the loop. */
static net_ref store_argument(struct repeat *r, int region, int buffer, int i, const net_ref *values)
{
    struct net *n = r->at->l->n;
    struct arena *a = r->at->l->p->arena;
    const char *name = r->at->l->e->model->functions[r->function].args[i];
    int first = n->buffers[buffer].slot_count;
    for (int k = 0; k < r->count; k++) {
        net_slot(n, buffer, arena_print(a, "%s_%d", name, k));
        net_store(n, region, buffer, first + k, values[k], 0);
    }
    net_ref load = net_load_at(n, buffer, first, ALONG, r->axis, NET_NONE, name);
    net_tame(n, load);
    for (int k = 0; k < r->count; k++)
        loaded(n, load, values[k]);
    struct stored_argument *g = ARENA_NEW(a, struct stored_argument);
    *g = (struct stored_argument){ r->axis, values, load, r->at->stored };
    r->at->stored = g;
    return load;
}

/* The arguments within the loop; what varies is stored, by who is the first to give it. */
static void store_given(struct repeat *r, net_ref *given)
{
    int region = -1, buffer = -1;
    for (int i = 0; i < r->arity; i++) {
        given[i] = r->args[0][i];
        if (!r->varies[i])
            continue;
        net_ref *values = ARENA_ARRAY(r->at->l->p->arena, net_ref, r->count);
        for (int k = 0; k < r->count; k++)
            values[k] = r->args[k][i];
        given[i] = find_given(r, values);
        if (given[i] == NET_NONE && region < 0)
            region = region_of_given(r, &buffer);
        if (given[i] == NET_NONE)
            given[i] = store_argument(r, region, buffer, i, values);
    }
}

static void make_loop(struct repeat *r)
{
    struct lowering *l = r->at->l;
    const struct function *f = &l->e->model->functions[r->function];
    net_ref given[MOST_ARGUMENTS];
    l->call_loop_count++;
    store_given(r, given);
    struct context inside = { .at = r->at, .params = l->e->model->params, .given = given, .given_at = r->at };
    net_ref value = lower_present(&inside, f->value);
    int region = net_region(l->n, arena_print(l->p->arena, "calls_%d", l->call_loop_count), r->at->stage.clock, r->over | OVER(r->axis),
                            arena_print(l->p->arena, "%s, for each of its calls.", f->name));
    int made = buffer_of(r, "made");
    net_store_along(l->n, region, made, 0, value);
    for (int k = 0; k < r->count; k++) {
        int slot = net_slot(l->n, made, arena_print(l->p->arena, "%d", k));
        net_ref load = net_load(l->n, made, slot, NULL);
        net_tame(l->n, load);
        keep(r->at, r->function, r->args[k], r->arity, loaded(l->n, load, value));
    }
}

static void repeat(struct spot *at, int function, const struct calls *calls, int fewest)
{
    struct lowering *l = at->l;
    struct repeat r = { .at = at, .function = function, .arity = l->e->model->functions[function].arity, .over = l->equations->over };
    struct context s = { .at = at, .params = l->e->model->params };
    for (int i = 0; i < calls->count; i++)
        give(&r, &s, calls->of[i]);
    if (r.count < fewest || !may_be_loop(&r))
        return;
    r.axis = axis_of(l, r.count);
    if (r.axis >= 0)
        make_loop(&r);
}

/* Functions in their order: one may be given what another one made. */
void lower_calls(struct spot *at)
{
    struct lowering *l = at->l;
    const struct model *m = l->e->model;
    int most = l->most_expanded ? l->most_expanded : MOST_EXPANDED, fewest = l->most_expanded ? 2 : FEWEST_CALLS;
    if (l->p->mode >= 0 || most < 0 || !m->function_count)
        return;
    struct call_search g = { l, ARENA_ARRAY(l->p->arena, struct calls, m->function_count), ARENA_ARRAY(l->p->arena, unsigned char, m->let_count + 1) };
    for (int i = 0; i < m->state_count; i++)
        gather(&g, m->states[i].rate);
    for (int f = 0; f < m->function_count; f++) {
        if (g.calls[f].count < fewest || m->functions[f].arity == 0)
            continue;
        long size = size_of_function(l, f);
        if (size != OTHERWISE && size*(g.calls[f].count - 1) > most)
            repeat(at, f, &g.calls[f], fewest);
    }
}
