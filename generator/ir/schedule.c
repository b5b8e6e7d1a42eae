/* schedule.c -- see schedule.h. */
#include "schedule.h"
#include <string.h>
#include "place.h"
#include "reach.h"
#include "source/diag.h"

static int is_step(const struct net_region *r)
{
    return r->clock == STEP || r->clock >= FIRST_CHILD;
}

/* ---- what is known before the first step ------------------------------------------- */

struct holding {
    struct net *net;
    int buffers[8], regions[8];         /* by axes: lanes 1, nodes 2, modes 4; -1 until needed */
    over_set nodes, modes;              /* all node axes; all mode axes */
};

/* Worth keeping: an operation that no step changes. Leaves cost nothing, conditions are
 * no numbers, edges are many. */
static int worth(const struct holding *h, const struct net_ins *i)
{
    int leaf = i->op == NET_CONST || i->op == NET_LOAD || i->op == NET_H;
    return !leaf && !i->condition && i->when <= POINT && !(i->over & ~(OVER(0) | h->nodes | h->modes));
}

static net_ref hold(struct net *net, net_ref r, void *user)
{
    static const char *const names[] = { "held", "held_lane", "held_node", "held_each", "held_mode", "held_lane_mode", "held_node_mode",
                                         "held_each_mode" };
    struct holding *h = user;
    const struct net_ins i = net->ins[r];
    if (!worth(h, &i))
        return NET_NONE;
    int which = (i.over & OVER(0) ? 1 : 0) + (i.over & h->nodes ? 2 : 0) + (i.over & h->modes ? 4 : 0);
    if (h->buffers[which] < 0) {
        h->buffers[which] = net_buffer(net, names[which], LIVE, i.over, POINT, 1);
        h->regions[which] = net_region(net, arena_print(net->arena, "hold_%d", which), POINT, i.over,
                                       "What no step changes.");
    }
    if (net->buffers[h->buffers[which]].over != i.over)
        return NET_NONE;                /* another group's nodes */
    const char *name = i.name ? i.name : arena_print(net->arena, "h%d", net->buffers[h->buffers[which]].slot_count + 1);
    int slot = net_slot(net, h->buffers[which], name);
    net_store(net, h->regions[which], h->buffers[which], slot, r, 0);
    net_ref load = net_load(net, h->buffers[which], slot, i.name);
    net->ins[load].axes |= i.axes;
    return load;
}

/* Is there anything of the kind? */
static int holds(const struct holding *h)
{
    net_ref r = h->net->len;
    while (r > 0 && !worth(h, &h->net->ins[r - 1]))
        r--;
    return r > 0;
}

/* Regions of POINT first, as they are run first. */
static void sort_regions(struct net *net)
{
    struct net_region *sorted = ARENA_ARRAY(net->arena, struct net_region, net->region_count);
    int count = 0;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < net->region_count; i++)
            if ((net->regions[i].clock == POINT) == !pass)
                sorted[count++] = net->regions[i];
    if (count)
        memcpy(net->regions, sorted, (size_t)count*sizeof *sorted);
}

void schedule_hold(struct net *net)
{
    struct holding h = { .net = net, .buffers = { -1, -1, -1, -1, -1, -1, -1, -1 } };
    int regions = net->region_count;
    for (int a = 1; a < net->axis_count; a++) {
        h.nodes |= net->axes[a].kind == AXIS_NODE ? OVER(a) : 0;
        h.modes |= net->axes[a].kind == AXIS_MODE ? OVER(a) : 0;
    }
    struct net_memo memo = { .room = 0 };
    for (int i = 0, some = holds(&h); some && i < regions; i++)
        for (int e = 0; is_step(&net->regions[i]) && e < net->regions[i].effect_count; e++) {
            net_ref r = net_rebuild(net, net->regions[i].effects[e].value, hold, &h, &memo);
            net->regions[i].effects[e].value = r;
        }
    sort_regions(net);
}

/* ---- loops of sums ------------------------------------------------------------------ */

struct scheduling {
    struct net *net;
    struct reach reach;
    int *base, slot_count;              /* [buffer]: where its slots begin among all slots */
};

static struct scheduling scheduling_open(struct net *net)
{
    struct scheduling s = { .net = net, .reach.net = net, .base = ARENA_ARRAY(net->arena, int, net->buffer_count) };
    for (int b = 0; b < net->buffer_count; b++) {
        s.base[b] = s.slot_count;
        s.slot_count += net->buffers[b].slot_count;
    }
    return s;
}

static int only_stores(const struct net_region *r)
{
    return !r->effect_count || r->effects[0].kind == EFFECT_STORE;
}

/* The one axis of nodes that the values of the last reach are summed over, or -1. */
static int summed_axis(const struct scheduling *s)
{
    int axis = -1;
    for (int k = 0; k < s->reach.count; k++) {
        const struct net_ins *i = &s->net->ins[s->reach.values[k]];
        if (i->op < NET_SUM || i->op > NET_MOST || s->net->axes[i->axis].kind == AXIS_EDGE)
            continue;
        if ((axis >= 0 && i->axis != axis) || (i->op == NET_MOST && i->b != NET_NONE))        /* one piece is no loop */
            return -1;
        axis = i->axis;
    }
    return axis;
}

/* A region over lanes alone that sums over nodes is a loop over nodes, its stores behind
 * the loop. */
static void widen(struct scheduling *s, struct net_region *r)
{
    if (!only_stores(r) || (r->over & ~OVER(0)))
        return;
    reach_begin(&s->reach);
    reach_region(&s->reach, r);
    int axis = summed_axis(s);
    reach_behind(&s->reach, axis);
    if (axis >= 0 && !reach_is_tangled(&s->reach, r, axis))
        r->over |= OVER(axis);
}

/* ---- neighbours ----------------------------------------------------------------------- */

struct look {
    unsigned char *sided, *stored;      /* [buffer]: ELSEWHERE where it is read at an end, with a lag, or of slots along an
                                           axis, PASSED at the nodes before alone; stored */
    int tangled;                        /* something in its loop waits for the loop's end */
};

/* The regions that become one. */
struct group {
    struct scheduling *s;
    int into;                           /* its region */
    int axis;                           /* of the innermost loop */
    struct look look;
    net_ref *stored;                    /* [slot of all]: the value stored in the group, or NET_NONE */
    unsigned char *behind;              /* [slot of all]: it is known behind the loop */
    struct net_memo memo;               /* of forwarding, forgotten between two groups */
};

static struct look look_open(const struct net *n)
{
    return (struct look){ ARENA_ARRAY(n->arena, unsigned char, n->buffer_count),
                          ARENA_ARRAY(n->arena, unsigned char, n->buffer_count), 0 };
}

/* A load that a store of its own region would disturb: of other nodes, or of what this tick has stored in a
 * ring. Earlier rows of a ring are not the one that is stored. */
static int looks_around(const struct net_ins *i)
{
    return i->a != NET_NONE ? net_is_stored(i) : i->side != HERE;
}

/* What a loop reads of the nodes it has passed it reads before it stores anything. */
enum { ELSEWHERE = 1, PASSED = 2 };

static int looks_where(const struct net *n, const struct net_ins *i)
{
    int before = i->side == SOURCE && n->axes[i->axis].form == FORM_BEFORE;
    return n->buffers[i->buffer].along ? ELSEWHERE : !looks_around(i) ? 0 : before ? PASSED : ELSEWHERE;
}

/* Reaches the region, and says in [l] what it reads where. */
static void look_at(struct group *g, const struct net_region *r, struct look *l)
{
    const struct net *n = g->s->net;
    struct reach *reach = &g->s->reach;
    memset(l->sided, 0, (size_t)n->buffer_count);
    memset(l->stored, 0, (size_t)n->buffer_count);
    reach_begin(reach);
    reach_region(reach, r);
    for (int k = 0; k < reach->count; k++) {
        const struct net_ins *i = &n->ins[reach->values[k]];
        if (i->op != NET_LOAD)
            continue;
        l->sided[i->buffer] |= (unsigned char)looks_where(n, i);
        reach->behind[reach->values[k]] = g->behind[g->s->base[i->buffer] + i->slot];
    }
    for (int e = 0; e < r->effect_count; e++)
        l->stored[r->effects[e].buffer] = 1;
    reach_behind(reach, g->axis);
    l->tangled = reach_is_tangled(reach, r, g->axis);
}

/* All it stores are sums over edges: its loops have a form of their own (place.h). */
static int sums_edges(const struct net *n, const struct net_region *r)
{
    for (int e = 0; e < r->effect_count; e++) {
        const struct net_ins *i = &n->ins[r->effects[e].value];
        if (i->op < NET_SUM || i->op > NET_MOST || n->axes[i->axis].kind != AXIS_EDGE)
            return 0;
    }
    return r->effect_count > 0;
}

/* May [b] run in the loop of the group? Not if it looks at other nodes of what the group
 * stores, nor if either looks at other nodes of a register that the loop would store in
 * place, nor if what it stores in the loop waits for the loop's end. */
static int joins(struct group *g, const struct net_region *b, struct look *in_b)
{
    const struct net *n = g->s->net;
    const struct net_region *a = &n->regions[g->into];
    if (a->clock != b->clock || a->over != b->over || a->late != b->late || !only_stores(a) || !only_stores(b) || g->look.tangled || sums_edges(n, a) || sums_edges(n, b))
        return 0;
    look_at(g, b, in_b);
    for (int i = 0; i < n->buffer_count; i++)
        if ((in_b->sided[i] && g->look.stored[i]) || (g->look.sided[i] & ELSEWHERE && in_b->stored[i]))
            return 0;
    return !in_b->tangled;
}

/* A wire stored in the group is a value in it. */
static net_ref forward(struct net *net, net_ref r, void *user)
{
    const struct group *g = user;
    const struct net_ins *i = &net->ins[r];
    if (i->op != NET_LOAD || i->side != HERE || i->a != NET_NONE || net->buffers[i->buffer].life != SCRATCH)
        return NET_NONE;
    return g->stored[g->s->base[i->buffer] + i->slot];
}

/* What a region of the group stores: seen by those that follow. */
static void note_stores(struct group *g, const struct net_region *r, int from)
{
    for (int e = from; e < r->effect_count && only_stores(r); e++) {
        int at = g->s->base[r->effects[e].buffer] + r->effects[e].slot;
        g->stored[at] = r->effects[e].value;
        g->behind[at] = g->s->reach.behind[r->effects[e].value];
    }
}

static void join(struct group *g, const struct net_region *b, const struct look *in_b)
{
    struct net *n = g->s->net;
    struct net_region *into = &n->regions[g->into];
    int from = into->effect_count;
    for (int e = 0; e < b->effect_count; e++) {
        struct net_effect x = b->effects[e];
        x.value = net_rebuild(n, x.value, forward, g, &g->memo);
        net_effect(n, g->into, x);
    }
    if (b->effect_count && n->buffers[b->effects[0].buffer].over == into->over)
        into->name = b->name;           /* the last of what is not behind the loop */
    if (b->doc)
        into->doc = into->doc ? arena_print(n->arena, "%s\n%s", into->doc, b->doc) : b->doc;
    for (int i = 0; i < n->buffer_count; i++) {
        g->look.sided[i] |= in_b->sided[i];
        g->look.stored[i] |= in_b->stored[i];
    }
    reach_begin(&g->s->reach);
    for (int e = from; e < into->effect_count; e++)
        reach_value(&g->s->reach, into->effects[e].value);
    reach_behind(&g->s->reach, g->axis);
    note_stores(g, into, from);
}

/* The group so far is complete; the region in its place begins another. */
static void begin_group(struct group *g, int into)
{
    struct net *n = g->s->net;
    net_memo_forget(&g->memo);
    const struct net_region *last = into ? &n->regions[into - 1] : NULL;
    for (int e = 0; last && e < last->effect_count; e++) {
        int at = g->s->base[last->effects[e].buffer] + last->effects[e].slot;
        g->stored[at] = NET_NONE;
        g->behind[at] = 0;
    }
    g->into = into;
    g->axis = reach_innermost(n, n->regions[into].over);
    look_at(g, &n->regions[into], &g->look);
    note_stores(g, &n->regions[into], 0);
}

static void join_neighbours(struct scheduling *s)
{
    struct net *n = s->net;
    struct group g = { .s = s, .look = look_open(n), .stored = ARENA_ARRAY(n->arena, net_ref, s->slot_count),
                       .behind = ARENA_ARRAY(n->arena, unsigned char, s->slot_count) };
    struct look in_b = look_open(n);
    int count = 0;
    for (int i = 0; i < s->slot_count; i++)
        g.stored[i] = NET_NONE;
    for (int i = 0; i < n->region_count; i++) {
        const struct net_region next = n->regions[i];
        if (count && joins(&g, &next, &in_b)) {
            join(&g, &next, &in_b);
            continue;
        }
        n->regions[count] = next;
        begin_group(&g, count++);
    }
    n->region_count = count;
}

/* ---- wires that copy ------------------------------------------------------------------------ */

/* The load that a wire copies, while what it reads is in its place. */
struct copies {
    struct scheduling *s;
    net_ref *of;                        /* [slot of all]: the load, or NET_NONE */
    int *first, *next;                  /* [slot of all]: 1 + the newest wire that copies it; that copies
                                           the same, or 0 */
    int count;                          /* wires that copy something */
};

static net_ref from_origin(struct net *net, net_ref r, void *user)
{
    const struct copies *c = user;
    const struct net_ins *i = &net->ins[r];
    if (i->op != NET_LOAD || i->side != HERE || i->a != NET_NONE)
        return NET_NONE;
    return c->of[c->s->base[i->buffer] + i->slot];
}

static int is_copy(const struct net *n, const struct net_effect *x)
{
    const struct net_ins *i = x->kind == EFFECT_STORE ? &n->ins[x->value] : NULL;
    return i && i->op == NET_LOAD && n->buffers[x->buffer].life == SCRATCH && i->side == HERE && i->a == NET_NONE
        && !n->buffers[i->buffer].along && !n->buffers[x->buffer].along && n->buffers[i->buffer].rows == 1 && n->buffers[i->buffer].over == n->buffers[x->buffer].over;
}

/* Notes the copies that a region makes, and forgets those whose origin it stores; returns
 * whether there were any of these. */
static int note_copies(struct copies *c, const struct net_region *r)
{
    const struct net *n = c->s->net;
    int forgot = 0;
    for (int e = 0; e < r->effect_count && only_stores(r); e++) {
        const struct net_effect *x = &r->effects[e];
        if (!is_copy(n, x))
            continue;
        int origin = c->s->base[n->ins[x->value].buffer] + n->ins[x->value].slot, wire = c->s->base[x->buffer] + x->slot;
        c->of[wire] = x->value;
        c->count++;
        c->next[wire] = c->first[origin];
        c->first[origin] = wire + 1;
    }
    for (int e = 0; e < r->effect_count; e++) {
        int *first = &c->first[c->s->base[r->effects[e].buffer] + r->effects[e].slot];
        forgot |= *first;
        for (; *first; *first = c->next[*first - 1], c->count--)
            c->of[*first - 1] = NET_NONE;
    }
    return forgot;
}

/* A wire that copies a register is the register, for those that run before it is stored. */
static void use_origins(struct scheduling *s)
{
    struct net *n = s->net;
    struct copies c = { s, ARENA_ARRAY(n->arena, net_ref, s->slot_count), ARENA_ARRAY(n->arena, int, s->slot_count),
                        ARENA_ARRAY(n->arena, int, s->slot_count), 0 };
    struct net_memo memo = { .room = 0 };
    for (int i = 0; i < s->slot_count; i++)
        c.of[i] = NET_NONE;
    for (int i = 0; i < n->region_count; i++) {
        struct net_region *r = &n->regions[i];
        if (!is_step(r))
            continue;
        for (int e = 0; c.count && e < r->effect_count; e++)
            r->effects[e].value = net_rebuild(n, r->effects[e].value, from_origin, &c, &memo);
        if (note_copies(&c, r))
            net_memo_forget(&memo);
    }
}

/* ---- wires nobody loads ------------------------------------------------------------------ */

/* Of slots along an axis one stands for all: who stores them stores all. */
static int wire_of(const struct scheduling *s, int buffer, int slot)
{
    return s->base[buffer] + (s->net->buffers[buffer].along ? 0 : slot);
}

static void mark_places(const struct scheduling *s, const struct net_effect *x, unsigned char *loaded)
{
    const struct net_place *places[] = { &x->from, &x->rest };
    for (int p = 0; p < 2; p++)
        for (int i = 0; places[p]->buffer >= 0 && i < 2 + x->squares; i++)
            loaded[s->base[places[p]->buffer] + places[p]->slot + i] = 1;
}

/* From the last region on: a wire is stored before it is loaded, so that what fed only
 * wires that nobody loads goes, too. */
static void sweep(struct scheduling *s)
{
    struct net *n = s->net;
    unsigned char *loaded = ARENA_ARRAY(n->arena, unsigned char, s->slot_count);
    for (int i = n->region_count - 1; i >= 0; i--) {
        struct net_region *r = &n->regions[i];
        int kept = 0;
        for (int e = 0; e < r->effect_count; e++) {
            const struct net_effect *x = &r->effects[e];
            if (x->kind != EFFECT_STORE || n->buffers[x->buffer].life != SCRATCH || loaded[wire_of(s, x->buffer, x->slot)])
                r->effects[kept++] = *x;
        }
        r->effect_count = kept;
        reach_begin(&s->reach);
        reach_region(&s->reach, r);
        for (int e = 0; e < r->effect_count; e++)
            mark_places(s, &r->effects[e], loaded);
        for (int k = 0; k < s->reach.count; k++) {
            const struct net_ins *x = &n->ins[s->reach.values[k]];
            if (x->op == NET_LOAD)
                loaded[wire_of(s, x->buffer, x->slot)] = 1;
        }
    }
    int kept = 0;
    for (int i = 0; i < n->region_count; i++)
        if (n->regions[i].effect_count)
            n->regions[kept++] = n->regions[i];
    n->region_count = kept;
}

/* ---- wires that are registers ------------------------------------------------------------- */

struct wires {
    const struct scheduling *s;
    struct net_place *same;             /* [slot of all]: the register that holds the same, or buffer -1 */
};

static net_ref from_register(struct net *net, net_ref r, void *user)
{
    const struct wires *w = user;
    const struct net_ins i = net->ins[r];
    if (i.op != NET_LOAD || w->same[w->s->base[i.buffer] + i.slot].buffer < 0)
        return NET_NONE;
    struct net_place at = w->same[w->s->base[i.buffer] + i.slot];
    return net_load_stored(net, at.buffer, at.slot, (enum net_side)i.side, i.axis, i.name);
}

static int holds_the_same(const struct net *n, const struct net_effect *wire, const struct net_effect *kept)
{
    const struct net_buffer *a = &n->buffers[wire->buffer], *b = &n->buffers[kept->buffer];
    return a->life == SCRATCH && !a->along && b->life == LIVE && b->rows == 1 && a->over == b->over && a->wide == b->wide;
}

/* Wires of the region whose value it stores in a register as well: those stores go. Returns how many. */
static int find_same(struct wires *w, struct net_region *r, int *at)
{
    const struct net *n = w->s->net;
    int kept = 0;
    for (int e = 0; e < r->effect_count; e++)
        if (n->buffers[r->effects[e].buffer].life == LIVE && n->buffers[r->effects[e].buffer].rows == 1 && r->effects[e].value != NET_NONE)
            at[r->effects[e].value] = e + 1;
    for (int e = 0; e < r->effect_count; e++) {
        const struct net_effect x = r->effects[e];
        int same = x.value == NET_NONE ? 0 : at[x.value];
        if (!same || !holds_the_same(n, &x, &r->effects[same - 1]))
            continue;
        w->same[w->s->base[x.buffer] + x.slot] = (struct net_place){ r->effects[same - 1].buffer, r->effects[same - 1].slot };
        r->effects[e].buffer = -1;
    }
    for (int e = 0; e < r->effect_count; e++) {
        if (r->effects[e].value != NET_NONE)
            at[r->effects[e].value] = 0;
        if (r->effects[e].buffer >= 0)
            r->effects[kept++] = r->effects[e];
    }
    const int gone = r->effect_count - kept;
    r->effect_count = kept;
    return gone;
}

/* Registers are stored in place, so what a later region of the tick reads of such a wire
 * it finds in the register. */
static void use_registers(struct scheduling *s)
{
    struct net *n = s->net;
    struct wires w = { s, ARENA_ARRAY(n->arena, struct net_place, s->slot_count) };
    int *at = ARENA_ARRAY(n->arena, int, n->len), count = 0;
    for (int i = 0; i < s->slot_count; i++)
        w.same[i].buffer = -1;
    for (int i = 0; i < n->region_count; i++)
        if (is_step(&n->regions[i]))
            count += find_same(&w, &n->regions[i], at);
    if (!count)
        return;
    struct net_memo memo = { .room = 0 };
    for (int i = 0; i < n->region_count; i++)
        for (int e = 0; e < n->regions[i].effect_count; e++)
            n->regions[i].effects[e].value = net_rebuild(n, n->regions[i].effects[e].value, from_register, &w, &memo);
}

/* ---- memory that is left ------------------------------------------------------------------ */

/* Slots of wires that are stored move together; the others have no memory. */
static void pack(struct scheduling *s)
{
    struct net *n = s->net;
    int *to = ARENA_ARRAY(n->arena, int, s->slot_count);
    const int **all = ARENA_ARRAY(n->arena, const int *, n->buffer_count);
    for (int i = 0; i < n->region_count; i++)
        for (int e = 0; e < n->regions[i].effect_count; e++) {
            const struct net_effect *x = &n->regions[i].effects[e];
            for (int k = 0; k < (x->kind == EFFECT_CLOSE ? 2 + x->squares : net_slots_at(n, x->buffer, x->along)); k++)
                to[s->base[x->buffer] + x->slot + k] = 1;
        }
    for (int b = 0; b < n->buffer_count; b++) {
        struct net_buffer *x = &n->buffers[b];
        int *moved = to + s->base[b], count = 0;
        if (x->life != SCRATCH)
            continue;
        for (int i = 0; i < x->slot_count; i++) {
            moved[i] = moved[i] ? count : -1;
            if (moved[i] >= 0)
                x->slots[count++] = x->slots[i];
        }
        x->slot_count = count;
        all[b] = moved;
    }
    net_move_slots(n, all);
}

void schedule_join(struct net *net)
{
    struct scheduling s = scheduling_open(net);
    for (int i = 0; i < net->region_count; i++)
        widen(&s, &net->regions[i]);
    join_neighbours(&s);
    use_origins(&s);
    sweep(&s);
    use_registers(&s);
    pack(&s);
}

/* ---- registers in place ------------------------------------------------------------------ */

const char *schedule_fault(const struct net *net)
{
    unsigned char *stored = ARENA_ARRAY(net->arena, unsigned char, net->buffer_count);
    struct reach reach = { .net = net };
    for (int i = 0; i < net->region_count; i++) {
        const struct net_region *r = &net->regions[i];
        unsigned char *sided = ARENA_ARRAY(net->arena, unsigned char, net->buffer_count);
        if (!is_step(r) || net_is_before(net, r->clock))
            continue;
        reach_begin(&reach);
        reach_region(&reach, r);
        for (int k = 0; k < reach.count; k++) {
            const struct net_ins *x = &net->ins[reach.values[k]];
            if (x->op != NET_LOAD || net_is_stored(x))
                continue;
            sided[x->buffer] |= looks_around(x);
            if (stored[x->buffer])
                return arena_print(net->arena, "%s: region '%s' reads what was stored in this tick", net->buffers[x->buffer].name, r->name);
        }
        for (int e = 0; e < r->effect_count; e++) {
            int b = r->effects[e].buffer, from = r->effects[e].from.buffer, rest = r->effects[e].rest.buffer;
            if ((from >= 0 && stored[from]) || (rest >= 0 && stored[rest]))
                return arena_print(net->arena, "region '%s' reads a sum that was stored in this tick", r->name);
            if (net->buffers[b].life == LIVE && sided[b])
                return arena_print(net->arena, "%s: region '%s' stores it while it looks at other nodes", net->buffers[b].name, r->name);
        }
        for (int e = 0; e < r->effect_count; e++)
            stored[r->effects[e].buffer] |= net->buffers[r->effects[e].buffer].life == LIVE;
    }
    return NULL;
}
