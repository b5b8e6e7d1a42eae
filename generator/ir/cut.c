/* cut.c -- regions too large for a compiler become several.
 *
 * The values of a region stand in a row, operands before users; the row is cut into parts
 * of about as many operations. What a later part needs of an earlier one goes through a
 * wire; leaves, conditions and what varies over other axes than the region's own (the
 * terms of a sum over edges) are computed again. Registers keep what they were until all
 * parts are through: their new values wait in wires, and regions of their own store them.
 *
 * Before the first step and at the end nothing waits, so there the stores are dealt out
 * as they come, each with what it needs.
 */
#include "schedule.h"
#include "reach.h"
#include <string.h>

struct cutting {
    struct net *net;
    int most;                           /* operations of a part */
    struct reach reach;
    struct net_region from;             /* what is cut */
    struct net_region *out; int out_count, out_cap;
    int *part;                          /* [value] of the region: which part makes it */
    unsigned char *wired;               /* [value]: it goes through a wire */
    int *slot;                          /* [value]: of its wire, or -1 */
    int *first, *next;                  /* [part]: 1 + its first effect; [effect]: 1 + the next of its part; 0: none */
    struct net_memo memo;               /* of the part that is made */
    int wires[4];                       /* buffers, by axes: lanes 1, others 2; -1 until needed */
    int parts;
    int now;                            /* the part that is made */
    int seen;                           /* values of the region that earlier parts have made */
};

static int has_steps(const struct net_region *r)
{
    return r->clock == STEP || r->clock >= FIRST_CHILD;
}

/* ---- what is cut ------------------------------------------------------------------------ */

static int operations(struct cutting *c, const struct net_region *r)
{
    int count = r->effect_count;
    if (r->effect_count && r->effects[0].kind != EFFECT_STORE)
        return count;
    reach_begin(&c->reach);
    reach_region(&c->reach, r);
    for (int k = 0; k < c->reach.count; k++)
        count += !net_is_leaf(&c->net->ins[c->reach.values[k]]);
    return count;
}

static struct net_region *new_region(struct cutting *c, const char *what, int number)
{
    struct arena *a = c->net->arena;
    if (c->out_count == c->out_cap) {
        c->out_cap = c->out_cap ? 2*c->out_cap : 16;
        struct net_region *larger = ARENA_ARRAY(a, struct net_region, c->out_cap);
        if (c->out_count)
            memcpy(larger, c->out, (size_t)c->out_count*sizeof *larger);
        c->out = larger;
    }
    struct net_region *r = &c->out[c->out_count++];
    *r = c->from;
    r->name = arena_print(a, "%s_%s%d", c->from.name, what, number);
    r->doc = number == 1 ? c->from.doc : NULL;
    r->apart = 1;
    r->effects = ARENA_ARRAY(a, struct net_effect, c->from.effect_count + c->reach.count);
    r->effect_count = 0;
    return r;
}

/* ---- parts of a step ---------------------------------------------------------------------- */

static int waits(const struct cutting *c, const struct net_effect *e)
{
    return c->net->buffers[e->buffer].life == LIVE;
}

static void assign_parts(struct cutting *c)
{
    int done = 0;
    for (int k = 0; k < c->reach.count; k++) {
        net_ref v = c->reach.values[k];
        done += !net_is_leaf(&c->net->ins[v]);
        c->part[v] = done/c->most;
        c->wired[v] = 0;
        c->slot[v] = -1;
    }
    c->parts = done/c->most + 1;
    c->seen = 0;
}

/* Effects that no part makes wait until all are through. */
static void assign_effects(struct cutting *c)
{
    c->first = ARENA_ARRAY(c->net->arena, int, c->parts);
    c->next = ARENA_ARRAY(c->net->arena, int, c->from.effect_count);
    for (int e = c->from.effect_count - 1; e >= 0; e--) {
        const struct net_effect *x = &c->from.effects[e];
        if (waits(c, x))
            continue;
        c->next[e] = c->first[c->part[x->value]];
        c->first[c->part[x->value]] = e + 1;
    }
}

/* Can a value cross from part to part? */
static int crosses(const struct cutting *c, const struct net_ins *i)
{
    return !net_is_leaf(i) && !i->condition && !(i->over & ~c->from.over);
}

static void need(struct cutting *c, net_ref v, int part)
{
    if (v == NET_NONE)
        return;
    const struct net_ins i = c->net->ins[v];
    if (crosses(c, &i)) {
        c->wired[v] |= c->part[v] < part;
        return;
    }
    need(c, i.a, part);
    need(c, i.b, part);
    need(c, i.c, part);
}

static void find_wires(struct cutting *c)
{
    for (int k = 0; k < c->reach.count; k++) {
        const struct net_ins i = c->net->ins[c->reach.values[k]];
        int part = c->part[c->reach.values[k]];
        need(c, i.a, part);
        need(c, i.b, part);
        need(c, i.c, part);
    }
    for (int e = 0; e < c->from.effect_count; e++) {
        const struct net_effect *x = &c->from.effects[e];
        need(c, x->value, waits(c, x) ? c->parts : c->part[x->value]);
    }
}

static net_ref from_wire(struct net *net, net_ref v, void *user)
{
    struct cutting *c = user;
    if (!c->wired[v] || c->part[v] >= c->now)
        return NET_NONE;
    const struct net_ins i = net->ins[v];
    int which = (i.over & OVER(0) ? 1 : 0) + (i.over & ~OVER(0) ? 2 : 0);
    net_ref load = net_load(net, c->wires[which], c->slot[v], i.name);
    net->ins[load].axes |= i.axes;
    return load;
}

static int wire_buffer(struct cutting *c, over_set over)
{
    static const char *const names[] = { "shared", "shared_lane", "shared_node", "shared_each" };
    int which = (over & OVER(0) ? 1 : 0) + (over & ~OVER(0) ? 2 : 0);
    over_set all = (which & 1 ? OVER(0) : 0) | (which & 2 ? c->from.over & ~OVER(0) : 0);
    if (c->wires[which] < 0)
        c->wires[which] = net_buffer(c->net, arena_print(c->net->arena, "%s_%s", c->from.name, names[which]), SCRATCH, all, c->from.clock, 1);
    return c->wires[which];
}

static void store(struct net_region *r, struct net_effect e, net_ref value)
{
    e.value = value;
    r->effects[r->effect_count++] = e;
}

static void make_part(struct cutting *c, int part)
{
    struct net_region *r = new_region(c, "", part + 1);
    net_memo_forget(&c->memo);
    c->now = part;
    for (; c->seen < c->reach.count && c->part[c->reach.values[c->seen]] == part; c->seen++) {
        net_ref v = c->reach.values[c->seen];
        if (!c->wired[v])
            continue;
        int b = wire_buffer(c, c->net->ins[v].over);
        const char *name = c->net->ins[v].name;
        c->slot[v] = net_slot(c->net, b, name ? name : arena_print(c->net->arena, "w%d", v));
        store(r, (struct net_effect){ .kind = EFFECT_STORE, .buffer = b, .slot = c->slot[v], .from.buffer = -1, .rest.buffer = -1 },
              net_rebuild(c->net, v, from_wire, c, &c->memo));
    }
    for (int e = c->first[part] - 1; e >= 0; e = c->next[e] - 1) {
        const struct net_effect *x = &c->from.effects[e];
        store(r, *x, net_rebuild(c->net, x->value, from_wire, c, &c->memo));
    }
    if (!r->effect_count)
        c->out_count--;
}

/* What waited in wires goes to its registers. */
static void keep_registers(struct cutting *c)
{
    struct net_region *r = NULL;
    net_memo_forget(&c->memo);
    int number = 0;
    c->now = c->parts;
    for (int e = 0; e < c->from.effect_count; e++) {
        const struct net_effect *x = &c->from.effects[e];
        if (!waits(c, x))
            continue;
        if (!r || r->effect_count == c->most)
            r = new_region(c, "keep", ++number);
        store(r, *x, net_rebuild(c->net, x->value, from_wire, c, &c->memo));
        r->doc = number == 1 && r->effect_count == 1 ? "What the parts have made becomes the state." : r->doc;
    }
}

static void cut_step(struct cutting *c)
{
    reach_begin(&c->reach);
    reach_region(&c->reach, &c->from);
    c->part = ARENA_ARRAY(c->net->arena, int, c->net->len);
    c->wired = ARENA_ARRAY(c->net->arena, unsigned char, c->net->len);
    c->slot = ARENA_ARRAY(c->net->arena, int, c->net->len);
    memset(c->wires, -1, sizeof c->wires);
    assign_parts(c);
    assign_effects(c);
    find_wires(c);
    for (int part = 0; part < c->parts; part++)
        make_part(c, part);
    keep_registers(c);
}

/* ---- stores dealt out ------------------------------------------------------------------------ */

static void deal_out(struct cutting *c)
{
    struct net_region *r = NULL;
    int number = 0, done = 0;
    c->reach.count = 0;
    for (int e = 0; e < c->from.effect_count; e++) {
        const struct net_effect *x = &c->from.effects[e];
        if (!r || done > c->most) {
            r = new_region(c, "", ++number);
            reach_begin(&c->reach);
        }
        if (x->kind == EFFECT_STORE)
            reach_value(&c->reach, x->value);
        store(r, *x, x->value);
        done = c->reach.count + r->effect_count;
    }
}

/* Registers that a region looks at behind its own stores need no waiting there. */
void schedule_cut(struct net *net, int most)
{
    struct cutting c = { .net = net, .most = most, .reach.net = net };
    for (int i = 0; i < net->region_count; i++) {
        c.from = net->regions[i];
        if (operations(&c, &net->regions[i]) <= 2*most) {
            c.reach.count = 0;
            *new_region(&c, "", 0) = net->regions[i];
        } else if (has_steps(&c.from) && c.from.effects[0].kind == EFFECT_STORE) {
            cut_step(&c);
        } else {
            deal_out(&c);
        }
    }
    net->regions = c.out;
    net->region_count = c.out_count;
}
