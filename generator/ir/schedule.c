/* schedule.c -- see schedule.h. */
#include "schedule.h"
#include <string.h>
#include "source/diag.h"

static net_ref *memo_of(const struct net *n)
{
    net_ref *memo = ARENA_ARRAY(n->arena, net_ref, n->len + 1);
    for (net_ref r = 0; r < n->len; r++)
        memo[r] = NET_NONE;
    return memo;
}

static int is_step(const struct net *n, const struct net_region *r)
{
    (void)n;
    return r->clock == STEP || r->clock >= FIRST_CHILD;
}

/* ---- what is known before the first step ------------------------------------------- */

struct holding {
    struct net *net;
    int buffers[4], regions[4];         /* by axes: lanes 1, nodes 2; -1 until needed */
    net_ref *held;                      /* [value]: its load, or NET_NONE */
    over_set nodes;                     /* all node axes */
};

/* Worth keeping: an operation that no step changes. Leaves cost nothing, conditions are
 * no numbers, edges are many. */
static int worth(const struct holding *h, const struct net_ins *i)
{
    int leaf = i->op == NET_CONST || i->op == NET_LOAD || i->op == NET_H;
    return !leaf && !i->condition && i->when <= POINT && !(i->over & ~(OVER(0) | h->nodes));
}

static net_ref hold(struct net *net, net_ref r, void *user)
{
    static const char *const names[] = { "held", "held_lane", "held_node", "held_each" };
    struct holding *h = user;
    const struct net_ins i = net->ins[r];
    if (!worth(h, &i))
        return NET_NONE;
    if (h->held[r] != NET_NONE)
        return h->held[r];
    int which = (i.over & OVER(0) ? 1 : 0) + (i.over & h->nodes ? 2 : 0);
    if (h->buffers[which] < 0) {
        h->buffers[which] = net_buffer(net, names[which], LIVE, i.over, STEP, 1);
        h->regions[which] = net_region(net, arena_print(net->arena, "hold_%d", which), POINT, i.over,
                                       "What no step changes.");
    }
    if (net->buffers[h->buffers[which]].over != i.over)
        return NET_NONE;                /* another group's nodes */
    const char *name = i.name ? i.name : arena_print(net->arena, "h%d", r);
    int slot = net_slot(net, h->buffers[which], net_slot_named(net, h->buffers[which], name) < 0 ? name
                                              : arena_print(net->arena, "%s_%d", name, r));
    net_store(net, h->regions[which], h->buffers[which], slot, r, 0);
    net_ref load = net_load(net, h->buffers[which], slot, i.name);
    net->ins[load].axes |= i.axes;
    return h->held[r] = load;
}

/* Regions of POINT first, as they are run first. */
static void sort_regions(struct net *net)
{
    struct net_region *sorted = ARENA_ARRAY(net->arena, struct net_region, net->region_count + 1);
    int count = 0;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < net->region_count; i++)
            if ((net->regions[i].clock == POINT) == !pass)
                sorted[count++] = net->regions[i];
    memcpy(net->regions, sorted, (size_t)count*sizeof *sorted);
}

void schedule_hold(struct net *net)
{
    struct holding h = { .net = net, .buffers = { -1, -1, -1, -1 } };
    int regions = net->region_count;
    for (int a = 1; a < net->axis_count; a++)
        h.nodes |= net->axes[a].kind == AXIS_NODE ? OVER(a) : 0;
    h.held = memo_of(net);
    net_ref *memo = memo_of(net);
    for (int i = 0; i < regions; i++)
        for (int e = 0; is_step(net, &net->regions[i]) && e < net->regions[i].effect_count; e++) {
            net_ref r = net_rebuild(net, net->regions[i].effects[e].value, hold, &h, memo);
            net->regions[i].effects[e].value = r;
        }
    sort_regions(net);
}

/* ---- neighbours ----------------------------------------------------------------------- */

struct look {
    const struct net *net;
    unsigned char *seen;                /* [value] */
    unsigned char *sided, *loaded;      /* [buffer]: read at an end or with a lag; read at all */
    int crosses;                        /* a sum over a node axis */
};

static void look(struct look *l, net_ref r)
{
    if (r == NET_NONE || l->seen[r])
        return;
    const struct net_ins *i = &l->net->ins[r];
    l->seen[r] = 1;
    if (i->op == NET_LOAD) {
        l->loaded[i->buffer] = 1;
        l->sided[i->buffer] |= i->side != HERE || i->a != NET_NONE;
    }
    l->crosses |= i->op >= NET_SUM && i->op <= NET_MOST && l->net->axes[i->axis].kind != AXIS_EDGE;
    look(l, i->a);
    look(l, i->b);
    look(l, i->c);
}

static struct look look_at(const struct net *n, const struct net_region *r)
{
    struct look l = { n, ARENA_ARRAY(n->arena, unsigned char, n->len + 1), ARENA_ARRAY(n->arena, unsigned char, n->buffer_count + 1),
                      ARENA_ARRAY(n->arena, unsigned char, n->buffer_count + 1), 0 };
    for (int e = 0; e < r->effect_count; e++) {
        const struct net_effect *x = &r->effects[e];
        look(&l, x->value);
        if (x->from.buffer >= 0)
            l.loaded[x->from.buffer] = 1;
        if (x->rest.buffer >= 0)
            l.loaded[x->rest.buffer] = 1;
    }
    return l;
}

static int only_stores(const struct net_region *r)
{
    return !r->effect_count || r->effects[0].kind == EFFECT_STORE;
}

/* May [b] run in the loop of [a]? Not if it looks at other nodes of what [a] stores, nor
 * if either looks at other nodes of a register that the loop would store in place. */
static int joins(const struct net *n, const struct net_region *a, const struct net_region *b)
{
    if (a->clock != b->clock || a->over != b->over || !only_stores(a) || !only_stores(b))
        return 0;
    struct look in_a = look_at(n, a), in_b = look_at(n, b);
    if (in_b.crosses)
        return 0;
    for (int e = 0; e < a->effect_count; e++)
        if (in_b.sided[a->effects[e].buffer])
            return 0;
    for (int e = 0; e < b->effect_count; e++)
        if (in_a.sided[b->effects[e].buffer])
            return 0;
    return 1;
}

/* A wire stored in the region is a value in it. */
struct forwarding { const struct net_region *region; };

static net_ref forward(struct net *net, net_ref r, void *user)
{
    const struct net_region *a = ((struct forwarding *)user)->region;
    const struct net_ins *i = &net->ins[r];
    if (i->op != NET_LOAD || i->side != HERE || i->a != NET_NONE || net->buffers[i->buffer].life != SCRATCH)
        return NET_NONE;
    for (int e = 0; e < a->effect_count; e++)
        if (a->effects[e].buffer == i->buffer && a->effects[e].slot == i->slot)
            return a->effects[e].value;
    return NET_NONE;
}

static void join(struct net *net, int into, const struct net_region *b)
{
    struct forwarding f = { &net->regions[into] };
    for (int e = 0; e < b->effect_count; e++) {
        net_ref *memo = memo_of(net);
        struct net_effect x = b->effects[e];
        x.value = net_rebuild(net, x.value, forward, &f, memo);
        net_store(net, into, x.buffer, x.slot, x.value, x.ahead);
    }
    if (!net->regions[into].doc)
        net->regions[into].doc = b->doc;
}

/* Wires nobody loads any more. */
static void sweep(struct net *net)
{
    unsigned char *loaded = ARENA_ARRAY(net->arena, unsigned char, net->buffer_count + 1);
    for (int i = 0; i < net->region_count; i++) {
        struct look l = look_at(net, &net->regions[i]);
        for (int b = 0; b < net->buffer_count; b++)
            loaded[b] |= l.loaded[b];
    }
    for (int i = 0; i < net->region_count; i++) {
        struct net_region *r = &net->regions[i];
        int kept = 0;
        for (int e = 0; e < r->effect_count; e++)
            if (net->buffers[r->effects[e].buffer].life != SCRATCH || loaded[r->effects[e].buffer])
                r->effects[kept++] = r->effects[e];
        r->effect_count = kept;
    }
}

void schedule_join(struct net *net)
{
    int count = 0;
    for (int i = 0; i < net->region_count; i++) {
        const struct net_region next = net->regions[i];
        if (count && joins(net, &net->regions[count - 1], &next))
            join(net, count - 1, &next);
        else
            net->regions[count++] = next;
    }
    net->region_count = count;
    sweep(net);
}

/* ---- registers in place ------------------------------------------------------------------ */

const char *schedule_fault(const struct net *net)
{
    unsigned char *stored = ARENA_ARRAY(net->arena, unsigned char, net->buffer_count + 1);
    for (int i = 0; i < net->region_count; i++) {
        const struct net_region *r = &net->regions[i];
        if (!is_step(net, r))
            continue;
        struct look l = look_at(net, r);
        for (int b = 0; b < net->buffer_count; b++)
            if (stored[b] && l.loaded[b])
                return arena_print(net->arena, "%s: region '%s' reads what was stored in this tick", net->buffers[b].name, r->name);
        for (int e = 0; e < r->effect_count; e++) {
            int b = r->effects[e].buffer;
            if (net->buffers[b].life == LIVE && l.sided[b])
                return arena_print(net->arena, "%s: region '%s' stores it while it looks at other nodes", net->buffers[b].name, r->name);
            stored[b] |= net->buffers[b].life == LIVE;
        }
    }
    return NULL;
}
