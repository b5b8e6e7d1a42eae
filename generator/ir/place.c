/* place.c -- see place.h. */
#include "place.h"
#include <string.h>

/* Of values from [from] on, those before them being known. */
static void look_at_ends(const struct net *n, unsigned char *ends, net_ref from)
{
    for (net_ref r = from; r < n->len; r++) {
        const struct net_ins *i = &n->ins[r];
        if (net_is_reduction(i))
            continue;
        if (i->op == NET_LOAD)
            for (int a = 1; a < n->axis_count; a++)
                if (i->over & OVER(a) && n->axes[a].kind == AXIS_EDGE)
                    ends[r] |= i->side == SOURCE ? END_SOURCE : i->side == TARGET ? END_TARGET : END_OWN;
        const net_ref of[] = { i->a, i->b, i->c };
        for (int k = 0; k < 3; k++)
            ends[r] |= of[k] == NET_NONE ? 0 : ends[of[k]];
    }
}

unsigned char *place_ends(const struct net *n)
{
    unsigned char *ends = ARENA_ARRAY(n->arena, unsigned char, n->len);
    look_at_ends(n, ends, 0);
    return ends;
}

/* ---- forms -------------------------------------------------------------------------- */

enum { FEW = 16 };                      /* nodes whose edges are written out */

static int has_fixed_weights(const struct net *n, int axis)
{
    for (int b = 0; b < n->buffer_count; b++)
        if (n->buffers[b].over & OVER(axis) && !n->buffers[b].values)
            return 0;
    return 1;
}

static int all_pairs(const struct net *n, const struct net_axis *x)
{
    long from = n->axes[x->from].extent, to = n->axes[x->to].extent;
    if (x->extent != from*to || from == 1)
        return 0;
    for (long e = 0; e < x->extent; e++)
        if (x->source[e] != e%from)
            return 0;
    return 1;
}

/* From each node to those behind it, ascending; or to those before it, descending. */
static int all_on_a_side(const struct net *n, const struct net_axis *x, int before)
{
    long nodes = n->axes[x->to].extent, e = 0;
    if (x->from != x->to || nodes == 1 || x->extent != nodes*(nodes - 1)/2)
        return 0;
    for (long i = 0; i < nodes; i++)
        for (long k = 0, count = before ? i : nodes - 1 - i; k < count; k++, e++)
            if (x->row[i] > e || x->row[i + 1] <= e || x->source[e] != (before ? k : nodes - 1 - k))
                return 0;
    return 1;
}

/* States vary over them: then sums over edges of nodes stand in a loop over modes, too. */
static int has_modes(const struct net *n)
{
    for (int a = 1; a < n->axis_count; a++)
        for (int b = 0; b < n->buffer_count && n->axes[a].kind == AXIS_MODE; b++)
            if (n->buffers[b].life == LIVE && n->buffers[b].over & OVER(a))
                return 1;
    return 0;
}

/* Its edges have numbers of their own, or are seen some rows late: each sum has other summands than the neighbour's. */
static int has_own(const struct net *n, int axis)
{
    int own = 0;
    for (int b = 0; b < n->buffer_count; b++)
        own |= (n->buffers[b].over & OVER(axis)) != 0;
    for (net_ref r = 0; r < n->len; r++)
        own |= n->ins[r].op == NET_LOAD && n->ins[r].axis == axis && n->ins[r].a != NET_NONE;
    return own;
}

static enum edge_form form_of(const struct net *n, int axis)
{
    const struct net_axis *x = &n->axes[axis];
    if (n->axes[x->to].extent <= FEW && n->axes[x->from].extent <= FEW && has_fixed_weights(n, axis) && !has_modes(n))
        return FORM_LITERAL;
    if (!has_own(n, axis) && (all_on_a_side(n, x, 1) || all_on_a_side(n, x, 0)))
        return all_on_a_side(n, x, 1) ? FORM_BEFORE : FORM_AFTER;
    return all_pairs(n, x) ? FORM_DENSE : FORM_ROWS;
}

/* ---- sums ------------------------------------------------------------------------------ */

struct placing {
    struct net *net;
    unsigned char *ends;
    int known, room;                    /* values [ends] knows, has room for */
    struct net_memo here;               /* itself at its source, as a node's own value */
    struct net_memo wired;              /* the load of its wire at the source */
    struct net_memo all;                /* in the region that is looked at: of a sum over edges the load of its wire */
    struct net_memo operand;            /* of the sum that is looked at */
    struct net_region *out; int count;  /* regions, as they will be */
    int region;                         /* that is looked at */
    int begun;                          /* how many of `out` there were before it */
    int wires;                          /* so far */
};

static net_ref at_source(struct net *net, net_ref r, void *user)
{
    (void)user;
    const struct net_ins i = net->ins[r];
    if (i.op != NET_LOAD || i.side != SOURCE)
        return NET_NONE;
    return net_load_late(net, i.buffer, i.slot, HERE, -1, i.a, (int)i.k, i.name);
}

static int push(struct placing *p, struct net_region r)
{
    *ARENA_PUSH(p->net->arena, p->out, p->count) = r;
    return p->count - 1;
}

/* "sum_instant_1", the first of that name. */
static const char *numbered(const struct net *n, const char *name)
{
    int number = 1;
    const char *free = arena_print(n->arena, "%s_%d", name, number);
    while (net_buffer_named(n, free) >= 0)
        free = arena_print(n->arena, "%s_%d", name, ++number);
    return free;
}

/* "couple_instant_1_sum"; of a second one of this region "..._sum2". */
static const char *region_name(const struct placing *p, const char *of, const char *what)
{
    const char *free = arena_print(p->net->arena, "%s_%s", of, what);
    int number = 1, before = p->count;
    while (before > p->begun)
        if (!strcmp(p->out[--before].name, free)) {
            free = arena_print(p->net->arena, "%s_%s%d", of, what, ++number);
            before = p->count;
        }
    return free;
}

/* A wire of one slot that [x] is stored in, in a new region. [what]: it is of the region's. */
static int wire(struct placing *p, net_ref x, const char *what, const char *name, const char *doc)
{
    struct net *n = p->net;
    const struct net_region at = n->regions[p->region];
    over_set over = n->ins[x].over | OVER(0);
    int buffer = net_buffer(n, numbered(n, name ? name : what), SCRATCH, over, at.clock == POINT ? POINT : at.clock, 1);
    net_slot(n, buffer, name ? name : what);
    int region = net_region(n, region_name(p, at.name, what), at.clock, over, doc);
    net_store(n, region, buffer, 0, x, 0);
    push(p, n->regions[region]);
    n->region_count--;
    return buffer;
}

/* What is worth a wire: more than a load. */
static int is_work(const struct net_ins *i)
{
    return i->op != NET_LOAD && i->op != NET_CONST && i->op != NET_NEG && !i->condition;
}

/* In an operand of a sum over edges [user]: what the source alone gives is a wire. */
struct sourcing { struct placing *p; int edge; };

static net_ref source(struct net *net, net_ref r, void *user)
{
    const struct sourcing *s = user;
    struct placing *p = s->p;
    if (r >= p->known || p->ends[r] != END_SOURCE || !is_work(&net->ins[r]))
        return NET_NONE;
    if (net_memo_get(&p->wired, r) == NET_NONE) {
        net_ref here = net_rebuild(net, r, at_source, NULL, &p->here);
        int buffer = wire(p, here, "given", net->ins[r].name, "What each node gives the others.");
        net_memo_put(&p->wired, r, net_load_at(net, buffer, 0, SOURCE, s->edge, NET_NONE, net->ins[r].name), net->arena);
    }
    return net_memo_get(&p->wired, r);
}

/* Over nodes, for each mode: in a loop over both it would stand where the node is one. */
static int goes_across(const struct net *n, const struct net_ins *i)
{
    for (int a = i->axis + 1; a < n->axis_count; a++)
        if (i->over & OVER(a))
            return 1;
    return 0;
}

/* A sum that gets a region of its own. */
static int wants_wire(const struct net *n, const struct net_ins *i)
{
    return net_is_reduction(i) && (n->axes[i->axis].kind == AXIS_EDGE || goes_across(n, i));
}

static int has_sums(const struct net *n, net_ref r)
{
    const struct net_ins *i = r == NET_NONE ? NULL : &n->ins[r];
    return i && (net_is_reduction(i) || has_sums(n, i->a) || has_sums(n, i->b) || has_sums(n, i->c));
}

/* A sum that its region gathers from node to node. */
static int is_scan(const struct net *n, net_ref r)
{
    const struct net_ins *i = &n->ins[r];
    return net_is_reduction(i) && (n->axes[i->axis].form == FORM_BEFORE || n->axes[i->axis].form == FORM_AFTER) && !has_sums(n, i->a)
        && !has_sums(n, i->b);
}

/* A sum over the nodes before each that a loop over the nodes gathers as it goes. */
static int goes_along(const struct net *n, net_ref r, over_set loops)
{
    const struct net_ins *i = &n->ins[r];
    const struct net_axis *x = &n->axes[i->axis];
    return is_scan(n, r) && x->form == FORM_BEFORE && i->side == TARGET && loops == (OVER(0) | OVER(x->to));
}

/* A sum over edges is a wire of a region of its own, but for those between modes. */
static net_ref sum(struct net *net, net_ref r, void *user)
{
    struct placing *p = user;
    const struct net_ins i = net->ins[r];
    if (!wants_wire(net, &i) || r >= p->known)
        return NET_NONE;
    if (net->axes[i.axis].kind != AXIS_EDGE) {
        net_ref a = net_rebuild(net, i.a, sum, p, &p->all), b = i.b == NET_NONE ? i.b : net_rebuild(net, i.b, sum, p, &p->all);
        net_ref x = net_reduce_again(net, &i, a, b);
        return net_load(net, wire(p, x, "across", i.name, "Sums over the nodes, for each mode."), 0, i.name);
    }
    if (goes_along(net, r, net->regions[p->region].over))
        return r;
    struct sourcing s = { p, i.axis };
    net_memo_forget(&p->operand);
    net_ref a = net_rebuild(net, i.a, source, &s, &p->operand), b = net_rebuild(net, i.b, source, &s, &p->operand);
    net_ref x = net_reduce(net, (enum net_op)i.op, i.axis, (enum net_side)i.side, a, b);
    if (net->axes[net->axes[i.axis].to].kind == AXIS_MODE)          /* few, of one node */
        return x;
    int buffer = wire(p, x, "sum", i.name, "Sums over the edges of each node.");
    return net_load(net, buffer, 0, i.name);
}

/* Of the values that came since the last region, too. */
static void find_ends(struct placing *p)
{
    struct net *n = p->net;
    if (n->len > p->room) {
        unsigned char *wider = ARENA_ARRAY(n->arena, unsigned char, 2*n->len);
        if (p->known)
            memcpy(wider, p->ends, (size_t)p->known);
        p->ends = wider;
        p->room = 2*n->len;
    }
    look_at_ends(n, p->ends, p->known);
}

/* Loads mean another time in another tick: what was found for a region holds in it alone. */
static void place_region(struct placing *p, int region)
{
    struct net *n = p->net;
    p->region = region;
    p->begun = p->count;
    find_ends(p);
    p->known = n->len;
    struct net_memo *const all[] = { &p->here, &p->wired, &p->all };
    for (size_t i = 0; i < sizeof all/sizeof *all; i++)
        net_memo_forget(all[i]);
    for (int e = 0; e < n->regions[region].effect_count; e++) {
        struct net_effect *x = &n->regions[region].effects[e];
        if (x->kind == EFFECT_STORE && !is_scan(n, x->value)) {
            net_ref value = net_rebuild(n, x->value, sum, p, &p->all);
            n->regions[region].effects[e].value = value;
        }
    }
    push(p, n->regions[region]);
}

static int is_step(const struct net_region *r)
{
    return r->clock == STEP || r->clock >= FIRST_CHILD;
}

/* Is there one? */
static int has_any(const struct net *n)
{
    net_ref r = n->len;
    while (r > 0 && !wants_wire(n, &n->ins[r - 1]))
        r--;
    return r > 0;
}

void place(struct net *n)
{
    struct placing p = { .net = n };
    int regions = n->region_count;
    int scans = 0;
    for (int a = 1; a < n->axis_count; a++)
        if (n->axes[a].kind == AXIS_EDGE) {
            n->axes[a].form = form_of(n, a);
            scans |= n->axes[a].form == FORM_BEFORE || n->axes[a].form == FORM_AFTER;
        }
    n->vector = scans ? 0 : place_vector(n);           /* such a sum goes from node to node */
    for (int a = 1; a < n->axis_count; a++)
        if (n->axes[a].kind == AXIS_EDGE)
            place_in_strips(n, a);
    if (!has_any(n))
        return;
    for (int i = 0; i < regions; i++)
        if (is_step(&n->regions[i]))
            place_region(&p, i);
        else
            push(&p, n->regions[i]);
    n->regions = p.out;
    n->region_count = p.count;
}
