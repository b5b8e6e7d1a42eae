/* tangent.c -- see tangent.h. */
#include "tangent.h"
#include "slope.h"

struct tangents {
    struct net *net;
    int axis;                           /* of the directions, or -1: they are lanes */
    int *twin; int twin_count;          /* [buffer]: 1 + its twin, or 0; by tangent_twin */
    int own, own_slot;                  /* the register that changes by 1, by tangent_own; own -1: all by their twins */
    struct net_memo known;              /* value -> its change */
    struct net_memo still;              /* values that do not change: anything but NET_NONE */
};

struct tangents *tangent_open(struct net *net)
{
    struct tangents *t = ARENA_NEW(net->arena, struct tangents);
    *t = (struct tangents){ .net = net, .axis = -1, .own = -1 };
    return t;
}

void tangent_along(struct tangents *t, int axis)
{
    t->axis = axis;
}

void tangent_own(struct tangents *t, int buffer, int slot)
{
    t->own = buffer;
    t->own_slot = slot;
}

static int twin_of(const struct tangents *t, int buffer)
{
    return buffer < t->twin_count ? t->twin[buffer] - 1 : -1;
}

int tangent_twin(struct tangents *t, int buffer, const char *name)
{
    struct net *n = t->net;
    const struct net_buffer like = n->buffers[buffer];
    over_set over = like.over | (t->axis < 0 ? 0 : OVER(t->axis));
    int twin = net_buffer(n, name, like.life, over, like.clock, like.rows);
    for (int i = 0; i < like.slot_count; i++)
        net_slot(n, twin, arena_print(n->arena, "d%s", like.slots[i]));
    while (t->twin_count <= buffer)
        *ARENA_PUSH(n->arena, t->twin, t->twin_count) = 0;
    t->twin[buffer] = twin + 1;
    return twin;
}

/* ---- what changes, with NET_NONE for what does not ------------------------------------------- */

static net_ref op(const struct tangents *t, enum net_op which, net_ref a, net_ref b)
{
    return net_emit(t->net, which, a, b, NET_NONE);
}

static net_ref sum(const struct tangents *t, net_ref a, net_ref b)
{
    return a == NET_NONE ? b : b == NET_NONE ? a : op(t, NET_ADD, a, b);
}

static net_ref negative(const struct tangents *t, net_ref a)
{
    return a == NET_NONE ? a : op(t, NET_NEG, a, NET_NONE);
}

/* factor*a + rest */
static net_ref added(const struct tangents *t, net_ref factor, net_ref a, net_ref rest)
{
    return factor == NET_NONE || a == NET_NONE ? rest : rest == NET_NONE ? op(t, NET_MUL, factor, a)
         : net_emit(t->net, NET_FMA, factor, a, rest);
}

static net_ref choice(const struct tangents *t, net_ref condition, net_ref a, net_ref b)
{
    net_ref zero = net_const(t->net, 0, NULL);
    return a == NET_NONE && b == NET_NONE ? NET_NONE
         : net_emit(t->net, NET_SELECT, condition, a == NET_NONE ? zero : a, b == NET_NONE ? zero : b);
}

/* slope*a + rest, where the slope may be infinite or none: along a direction in which [a] stays
 * nothing comes of it. */
static net_ref along(const struct tangents *t, net_ref slope, net_ref a, net_ref rest)
{
    if (slope == NET_NONE || a == NET_NONE)
        return rest;
    net_ref zero = net_const(t->net, 0, NULL), stays = op(t, NET_EQ, a, zero);
    return choice(t, stays, rest, added(t, slope, a, rest));
}

/* ---- operations: [i] is a copy of value [r], since the net grows ----------------------------- */

typedef net_ref rule(struct tangents *t, const struct net_ins *i, net_ref r);

static net_ref nothing(struct tangents *t, const struct net_ins *i, net_ref r)
{
    (void)t, (void)i, (void)r;
    return NET_NONE;
}

static net_ref of_load(struct tangents *t, const struct net_ins *i, net_ref r)
{
    (void)r;
    if (t->own >= 0)
        return i->buffer == t->own && i->slot == t->own_slot && i->side == HERE && i->a == NET_NONE ? net_const(t->net, 1, NULL) : NET_NONE;
    int twin = twin_of(t, i->buffer);
    if (twin < 0)
        return NET_NONE;
    if (net_is_stored(i))
        return net_load_stored(t->net, twin, i->slot, (enum net_side)i->side, i->axis, NULL);
    return net_load_at(t->net, twin, i->slot, (enum net_side)i->side, i->axis, i->a, NULL);
}

static net_ref of_add(struct tangents *t, const struct net_ins *i, net_ref r)
{
    (void)r;
    return sum(t, tangent_of(t, i->a), tangent_of(t, i->b));
}

static net_ref of_sub(struct tangents *t, const struct net_ins *i, net_ref r)
{
    (void)r;
    net_ref a = tangent_of(t, i->a), b = tangent_of(t, i->b);
    return a == NET_NONE || b == NET_NONE ? sum(t, a, negative(t, b)) : op(t, NET_SUB, a, b);
}

static net_ref of_mul(struct tangents *t, const struct net_ins *i, net_ref r)
{
    (void)r;
    return added(t, i->b, tangent_of(t, i->a), added(t, i->a, tangent_of(t, i->b), NET_NONE));
}

static net_ref of_div(struct tangents *t, const struct net_ins *i, net_ref r)
{
    net_ref top = added(t, negative(t, r), tangent_of(t, i->b), tangent_of(t, i->a));
    return top == NET_NONE ? top : op(t, NET_DIV, top, i->b);
}

static net_ref of_neg(struct tangents *t, const struct net_ins *i, net_ref r)
{
    (void)r;
    return negative(t, tangent_of(t, i->a));
}

static net_ref of_fma(struct tangents *t, const struct net_ins *i, net_ref r)
{
    (void)r;
    return added(t, i->b, tangent_of(t, i->a), added(t, i->a, tangent_of(t, i->b), tangent_of(t, i->c)));
}

static net_ref of_sqrt(struct tangents *t, const struct net_ins *i, net_ref r)
{
    return along(t, op(t, NET_DIV, net_const(t->net, 0.5, NULL), r), tangent_of(t, i->a), NET_NONE);
}

static net_ref of_select(struct tangents *t, const struct net_ins *i, net_ref r)
{
    (void)r;
    return choice(t, i->a, tangent_of(t, i->b), tangent_of(t, i->c));
}

static net_ref of_call(struct tangents *t, const struct net_ins *i, net_ref r)
{
    net_ref a = tangent_of(t, i->a), b = i->b == NET_NONE ? NET_NONE : tangent_of(t, i->b);
    net_ref all = b == NET_NONE ? b : along(t, slope_of(t->net, r, 1), b, NET_NONE);
    return a == NET_NONE ? all : along(t, slope_of(t->net, r, 0), a, all);
}

/* The slopes as lines of their own, which rise nowhere. */
static net_ref of_look(struct tangents *t, const struct net_ins *i, net_ref r)
{
    (void)r;
    struct net *n = t->net;
    net_ref a = tangent_of(t, i->a);
    if (a == NET_NONE)
        return a;
    const struct net_buffer b = n->buffers[i->buffer];
    const char *name = arena_print(n->arena, "d%s", b.slots[i->slot]);
    const double *const lines[] = { b.values[i->slot], b.values[i->slot + 2], ARENA_ARRAY(n->arena, double, net_places(n, i->buffer)) };
    int slot = b.slot_count;
    for (int k = 0; k < 3; k++)
        net_fixed_slot(n, i->buffer, arena_print(n->arena, "%s_%d", name, k), lines[k]);
    return added(t, net_look(n, i->buffer, slot, i->a), a, NET_NONE);
}

static net_ref of_sum(struct tangents *t, const struct net_ins *i, net_ref r)
{
    (void)r;
    net_ref a = tangent_of(t, i->a);
    return a == NET_NONE ? a : net_reduce(t->net, NET_SUM, i->axis, (enum net_side)i->side, a, NET_NONE);
}

static net_ref half_dot(struct tangents *t, const struct net_ins *i, net_ref factor, net_ref a)
{
    return a == NET_NONE ? a : net_reduce(t->net, NET_DOT, i->axis, (enum net_side)i->side, factor, a);
}

static net_ref of_dot(struct tangents *t, const struct net_ins *i, net_ref r)
{
    (void)r;
    return sum(t, half_dot(t, i, i->b, tangent_of(t, i->a)), half_dot(t, i, i->a, tangent_of(t, i->b)));
}

/* The mean change of those that are the least. */
static net_ref of_extreme(struct tangents *t, const struct net_ins *i, net_ref r)
{
    net_ref a = tangent_of(t, i->a), zero = net_const(t->net, 0, NULL), one = net_const(t->net, 1, NULL);
    if (a == NET_NONE)
        return a;
    net_ref is_it = op(t, NET_EQ, i->a, r);
    net_ref all = net_reduce(t->net, NET_SUM, i->axis, (enum net_side)i->side, choice(t, is_it, a, zero), NET_NONE);
    net_ref count = net_reduce(t->net, NET_SUM, i->axis, (enum net_side)i->side, choice(t, is_it, one, zero), NET_NONE);
    return op(t, NET_DIV, all, count);
}

/* A row for each operation: the compiler names one that is missing. */
#define of_CONST  nothing
#define of_LOAD   of_load
#define of_TIME   nothing
#define of_MARK   nothing
#define of_H      nothing
#define of_TICKS  nothing
#define of_ADD    of_add
#define of_SUB    of_sub
#define of_MUL    of_mul
#define of_DIV    of_div
#define of_NEG    of_neg
#define of_FMA    of_fma
#define of_SQRT   of_sqrt
#define of_LT     nothing
#define of_LE     nothing
#define of_EQ     nothing
#define of_NE     nothing
#define of_AND    nothing
#define of_OR     nothing
#define of_NOT    nothing
#define of_SELECT of_select
#define of_CALL   of_call
#define of_LOOK   of_look
#define of_SUM    of_sum
#define of_DOT    of_dot
#define of_LEAST  of_extreme
#define of_MOST   of_extreme

static rule *const rules[] = {
#define X(name, n) of_##name,
    NET_OPS(X)
#undef X
};

/* ---- values and regions ------------------------------------------------------------------------ */

net_ref tangent_of(struct tangents *t, net_ref r)
{
    const struct net_ins i = t->net->ins[r];
    net_ref known = net_memo_get(&t->known, r);
    if (known != NET_NONE || net_memo_get(&t->still, r) != NET_NONE)
        return known;
    net_ref change = t->own >= 0 && net_is_reduction(&i) ? NET_NONE : rules[i.op](t, &i, r);
    net_memo_put(change == NET_NONE ? &t->still : &t->known, r, change == NET_NONE ? r : change, t->net->arena);
    return change;
}

void tangent_region(struct tangents *t, int region)
{
    struct net *n = t->net;
    const struct net_region from = n->regions[region];
    int to = t->axis < 0 ? region
           : net_region(n, arena_print(n->arena, "%s_change", from.name), from.clock, from.over | OVER(t->axis), "How they change.");
    for (int e = 0; e < from.effect_count; e++) {
        const struct net_effect x = from.effects[e];
        int twin = x.kind == EFFECT_STORE ? twin_of(t, x.buffer) : -1;
        if (twin < 0)
            continue;
        net_ref change = tangent_of(t, x.value);
        net_store(n, to, twin, x.slot, change == NET_NONE ? net_const(n, 0, NULL) : change, x.ahead);
    }
}
