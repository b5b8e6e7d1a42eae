/* lower_part.c -- sums over edges that separate: pre = A(source)*B(target) + ..., so that
 *
 *     sum_j w_ij pre(j, i) = B(i)*(sum_j w_ij A(j)) + ...
 *
 * with functions of a node alone, N of each and not one an edge. What a difference or a sine is made of is taken about the
 * first node, u_j = f_j - f_0 and h_i = f_0 - f_i, so that equal states give the zeros that the written form gives:
 *
 *     f_j - f_i        u_j + h_i
 *     sin(f_j - f_i)   sin(u_j)*cos(h_i) + cos(u_j)*sin(h_i)
 *     cos(f_j - f_i)   cos(u_j)*cos(h_i) - sin(u_j)*sin(h_i)
 *
 * Whether that is done follows from the term as it is written and from the number of nodes, never from a value or a name.
 */
#include <math.h>
#include "lower.h"

enum { OF_SOURCE = 1, OF_TARGET = 2, OF_EDGE = 4 };
enum { MOST_PRODUCTS = 8 };

/* A product: values of each node at itself, NET_NONE: 1. */
struct separated { net_ref source, target; };

/* The making of one sum; on the stack of lower_parted_sum. */
struct parting {
    struct lowering *l;
    const struct context *edge;         /* at the edges */
    struct separated products[MOST_PRODUCTS]; int count;
    int own_is_nothing;                 /* an edge from a node to itself would add 0 whatever its weight */
    int alike;                          /* weights between nodes are one number: by the time of separate() */
};

/* ---- what a term reads ----------------------------------------------------------------- */

static int ends_of(const struct parting *p, const struct context *s, const struct term *t)
{
    const struct experiment *e = p->l->e;
    int ends = 0;
    if (t->kind == TERM_REF && t->ref == REF_PARAM) {
        const struct quantity *q = &e->quantities[s->params[t->index].quantity];
        return q->per_edge ? OF_EDGE : t->side == SIDE_TARGET ? OF_TARGET : OF_SOURCE;
    }
    if (t->kind == TERM_REF)
        return t->ref == REF_TIME ? 0 : t->ref != REF_STATE || t->side == SIDE_HERE ? OF_EDGE : t->side == SIDE_TARGET ? OF_TARGET : OF_SOURCE;
    if (t->kind != TERM_NUMBER && t->kind != TERM_OP && t->kind != TERM_CALL && t->kind != TERM_COMPOSED)
        return OF_EDGE;
    for (int i = 0; i < t->count; i++)
        ends |= ends_of(p, s, t->args[i]);
    return ends;
}

static int ends(const struct parting *p, const struct term *t)
{
    return ends_of(p, p->edge, t);
}

static int is_mixed(const struct parting *p, const struct term *t)
{
    int of = ends(p, t);
    return (of & OF_SOURCE && of & OF_TARGET) || of & OF_EDGE;
}

/* The same of the target as [a] is of the source. */
static int mirrors(const struct term *a, const struct term *b)
{
    if (a->kind != b->kind || a->count != b->count || a->index != b->index)
        return 0;
    if (a->kind == TERM_REF)
        return a->ref == b->ref && (a->ref == REF_TIME || (a->side != SIDE_TARGET && b->side == SIDE_TARGET));
    if ((a->kind == TERM_NUMBER && a->value != b->value) || (a->kind == TERM_OP && a->op != b->op))
        return 0;
    int i = 0;
    while (i < a->count && mirrors(a->args[i], b->args[i]))
        i++;
    return i == a->count;
}

/* A sum of terms of one end each, with signs and numbers as factors. */
static int is_additive(const struct parting *p, const struct term *t)
{
    if (!is_mixed(p, t))
        return 1;
    if (t->kind != TERM_OP || ends(p, t) & OF_EDGE)
        return 0;
    switch (t->op) {
    case AST_NEG: return is_additive(p, t->args[0]);
    case AST_ADD: case AST_SUB: return is_additive(p, t->args[0]) && is_additive(p, t->args[1]);
    case AST_MUL: return (t->args[0]->kind == TERM_NUMBER && is_additive(p, t->args[1])) || (t->args[1]->kind == TERM_NUMBER && is_additive(p, t->args[0]));
    case AST_DIV: return t->args[1]->kind == TERM_NUMBER && is_additive(p, t->args[0]);
    default: return 0;
    }
}

/* [t] or what it is the negative of. */
static const struct term *unsigned_of(const struct term *t, int *negative)
{
    for (*negative = 0; term_is_op(t, AST_NEG); *negative = !*negative)
        t = t->args[0];
    return t;
}

/* f_j - f_i, whatever its sign and its factors. */
static int is_difference(const struct term *t)
{
    int no_a, no_b;
    t = unsigned_of(t, &no_a);
    if (t->kind == TERM_OP && (t->op == AST_MUL || t->op == AST_DIV))
        return is_difference(t->args[t->op == AST_MUL && t->args[0]->kind == TERM_NUMBER]);
    if (t->kind != TERM_OP || (t->op != AST_ADD && t->op != AST_SUB))
        return 0;
    const struct term *a = unsigned_of(t->args[0], &no_a), *b = unsigned_of(t->args[1], &no_b);
    return no_a == no_b ? t->op == AST_SUB && (mirrors(a, b) || mirrors(b, a)) : t->op == AST_ADD && (mirrors(a, b) || mirrors(b, a));
}

/* ---- values at nodes ------------------------------------------------------------------- */

static net_ref emit(const struct parting *p, enum net_op op, net_ref a, net_ref b)
{
    return net_emit(p->l->n, op, a, b, NET_NONE);
}

/* What is at the source, and at the target, at the node itself. */
static net_ref here(struct net *n, net_ref r, void *user)
{
    (void)user;
    const struct net_ins i = n->ins[r];
    return i.op == NET_LOAD && (i.side == SOURCE || i.side == TARGET) ? net_load_late(n, i.buffer, i.slot, HERE, -1, i.a, (int)i.k, i.name) : NET_NONE;
}

/* What is at the source, at the first node; 0 where that is no finite number, which is its own affair. */
static net_ref at_first(struct net *n, net_ref r, void *user)
{
    const struct parting *p = user;
    const struct net_ins i = n->ins[r];
    if (i.op != NET_LOAD || i.side != SOURCE)
        return here(n, r, NULL);
    net_ref x = net_load_late(n, i.buffer, i.slot, FIRST, p->l->p->node, i.a, (int)i.k, i.name), zero = net_const(n, 0, NULL);
    if (n->buffers[i.buffer].life == INPUT)
        return x;
    net_ref is_number = net_emit(n, NET_EQ, net_emit(n, NET_SUB, x, x, NET_NONE), zero, NET_NONE);
    return net_emit(n, NET_SELECT, is_number, x, zero);
}

static net_ref value(const struct parting *p, const struct term *t, net_ref (*where)(struct net *, net_ref, void *))
{
    struct net_memo memo = { .room = 0 };
    return net_rebuild(p->l->n, lower_present(p->edge, t), where, (void *)(uintptr_t)p, &memo);
}

/* What an additive term is above itself with the first node as its source; NET_NONE: nothing. */
static net_ref above(const struct parting *p, const struct term *t)
{
    if (!(ends(p, t) & OF_SOURCE))
        return NET_NONE;
    if (!is_mixed(p, t)) {
        net_ref first = value(p, t, at_first);
        return emit(p, NET_SUB, value(p, t, here), first);
    }
    int factor = t->op == AST_MUL && t->args[0]->kind == TERM_NUMBER;
    net_ref a = above(p, t->args[factor]);
    if (t->op == AST_MUL || t->op == AST_DIV)
        return emit(p, t->op == AST_MUL ? NET_MUL : NET_DIV, a, net_const(p->l->n, t->args[!factor]->value, NULL));
    if (t->op == AST_NEG)
        return emit(p, NET_NEG, a, NET_NONE);
    net_ref b = above(p, t->args[1]);
    if (a == NET_NONE || b == NET_NONE)
        return b == NET_NONE ? a : t->op == AST_SUB ? emit(p, NET_NEG, b, NET_NONE) : b;
    return emit(p, t->op == AST_SUB ? NET_SUB : NET_ADD, a, b);
}

/* ---- products -------------------------------------------------------------------------- */

static int add(struct parting *p, net_ref source, net_ref target)
{
    if (p->count == MOST_PRODUCTS)
        return 0;
    p->products[p->count++] = (struct separated){ source, target };
    return 1;
}

static net_ref times(const struct parting *p, enum net_op op, net_ref x, net_ref y)
{
    return x == NET_NONE ? op == NET_MUL ? y : emit(p, NET_DIV, net_const(p->l->n, 1, NULL), y) : emit(p, op, x, y);
}

/* All products from [from] on by a factor or divisor of one end. */
static void scale(struct parting *p, int from, enum net_op op, const struct term *factor)
{
    net_ref y = value(p, factor, here);
    for (int k = from; k < p->count; k++) {
        net_ref *x = ends(p, factor) & OF_TARGET ? &p->products[k].target : &p->products[k].source;
        *x = times(p, op, *x, y);
    }
}

static void negate(struct parting *p, int from)
{
    for (int k = from; k < p->count; k++) {
        net_ref *x = p->products[k].target != NET_NONE ? &p->products[k].target : &p->products[k].source;
        *x = *x == NET_NONE ? net_const(p->l->n, -1, NULL) : emit(p, NET_NEG, *x, NET_NONE);
    }
}

/* A function of u + h; of a difference h is -u, so that its sine and cosine are those of u. Without a function weights must
 * be alike: of two clusters that no edge joins one is far from node 0, and its differences would lose their digits. */
static int additive(struct parting *p, const struct term *t, int function)
{
    if (function < 0 && !p->alike)
        return 0;
    int is_own = is_difference(t);
    net_ref u = above(p, t), h = is_own ? NET_NONE : value(p, t, at_first);
    p->own_is_nothing &= is_own && function != FUNCTION_cos;
    if (function < 0)
        return add(p, u, NET_NONE) && add(p, NET_NONE, is_own ? emit(p, NET_NEG, u, NET_NONE) : h);
    struct net *n = p->l->n;
    net_ref sine = net_call(n, FUNCTION_sin, u, NET_NONE), cosine = net_call(n, FUNCTION_cos, u, NET_NONE);
    net_ref sine_h = is_own ? emit(p, NET_NEG, sine, NET_NONE) : net_call(n, FUNCTION_sin, h, NET_NONE);
    net_ref cosine_h = is_own ? cosine : net_call(n, FUNCTION_cos, h, NET_NONE);
    if (function == FUNCTION_sin)
        return add(p, sine, cosine_h) && add(p, cosine, sine_h);
    return add(p, cosine, cosine_h) && add(p, sine, emit(p, NET_NEG, sine_h, NET_NONE));
}

static int separate(struct parting *p, const struct term *t);

static int product(struct parting *p, const struct term *t)
{
    const struct term *a = t->args[0], *b = t->args[1];
    int from = p->count;
    if (is_mixed(p, b) && (t->op == AST_DIV || is_mixed(p, a)))
        return 0;
    if (is_mixed(p, b)) {
        a = t->args[1];
        b = t->args[0];
    }
    if (!separate(p, a))
        return 0;
    scale(p, from, t->op == AST_MUL ? NET_MUL : NET_DIV, b);
    return 1;
}

/* The products of a term; 0: it does not separate. */
static int separate(struct parting *p, const struct term *t)
{
    int of = ends(p, t), from = p->count;
    if (of & OF_EDGE)
        return 0;
    if (!is_mixed(p, t)) {
        p->own_is_nothing = 0;
        return of & OF_TARGET ? add(p, NET_NONE, value(p, t, here)) : add(p, value(p, t, here), NET_NONE);
    }
    if (is_additive(p, t))
        return additive(p, t, -1);
    if (t->kind == TERM_CALL && (t->index == FUNCTION_sin || t->index == FUNCTION_cos))
        return is_additive(p, t->args[0]) && additive(p, t->args[0], t->index);
    if (t->kind != TERM_OP)
        return 0;
    if (t->op == AST_MUL || t->op == AST_DIV)
        return product(p, t);
    if (t->op != AST_NEG && t->op != AST_ADD && t->op != AST_SUB)
        return 0;
    if (!separate(p, t->args[0]))
        return 0;
    int second = p->count;
    if (t->op == AST_NEG)
        negate(p, from);
    else if (!separate(p, t->args[1]))
        return 0;
    if (t->op == AST_SUB)
        negate(p, second);
    return 1;
}

/* ---- sums ------------------------------------------------------------------------------ */

/* What each node gives, as a wire. */
struct node_wires { int buffer, region; const char *name; int clock; };

/* Where a value of each node lies, stored if it is no state. */
static struct net_place placed(struct lowering *l, struct node_wires *g, net_ref x)
{
    struct net *n = l->n;
    const struct net_ins *i = &n->ins[x];
    over_set each = OVER(0) | OVER(l->p->node);
    if (i->op == NET_LOAD && i->side == HERE && i->a == NET_NONE && n->buffers[i->buffer].over == each)
        return (struct net_place){ i->buffer, i->slot };
    if (!g->buffer) {
        g->buffer = net_buffer(n, arena_print(l->p->arena, "parts_%s", g->name), SCRATCH, each, g->clock, 1);
        g->region = net_region(n, arena_print(l->p->arena, "part_%s", g->name), g->clock, each, "What each node gives all others.");
    }
    const struct net_region *r = &n->regions[g->region];
    for (int e = 0; e < r->effect_count; e++)
        if (r->effects[e].value == x)
            return (struct net_place){ g->buffer, r->effects[e].slot };
    int slot = net_slot(n, g->buffer, arena_print(l->p->arena, "part%d", n->buffers[g->buffer].slot_count + 1));
    net_store(n, g->region, g->buffer, slot, x, 0);
    return (struct net_place){ g->buffer, slot };
}

/* A value of the region of parts that is a wire now is read from there. */
static net_ref from_wire(struct net *n, net_ref r, void *user)
{
    const struct node_wires *g = user;
    for (int e = 0; g->buffer && e < n->regions[g->region].effect_count; e++)
        if (n->regions[g->region].effects[e].value == r)
            return net_load(n, g->buffer, n->regions[g->region].effects[e].slot, NULL);
    return NET_NONE;
}

struct parted { struct parting *p; struct node_wires given; struct summing summing; const struct alike *alike; };

/* sum_j w_ij x_j */
static net_ref weighted(struct parted *m, net_ref x)
{
    struct parting *p = m->p;
    struct lowering *l = p->l;
    struct net *n = l->n;
    const struct alike *a = m->alike;
    int nodes = l->p->nodes, all = a && (a->own == a->weight || p->own_is_nothing), edge = p->edge->at->edge;
    if (a && x == NET_NONE && (all || a->own == 0))
        return lower_sum_of_ones(l, a->weight, all ? nodes : nodes - 1);
    if (x == NET_NONE) {
        net_ref one = net_const(n, 1, NULL);
        return net_reduce(n, NET_DOT, edge, TARGET, lower_weight(l, p->edge->coupling->graph), one);
    }
    struct net_place at = placed(l, &m->given, x);
    if (all)
        return lower_sum_of_all(l, &m->summing, a->weight, net_load(n, at.buffer, at.slot, NULL));
    if (a && a->own == 0)
        return lower_sum_of_others(l, &m->summing, a->weight, at);
    net_ref given = net_load_at(n, at.buffer, at.slot, SOURCE, edge, NET_NONE, NULL);
    return net_reduce(n, NET_DOT, edge, TARGET, lower_weight(l, p->edge->coupling->graph), given);
}

static net_ref summed(struct parted *m)
{
    struct parting *p = m->p;
    struct net *n = p->l->n;
    net_ref sums[MOST_PRODUCTS], all = NET_NONE;
    for (int k = 0; k < p->count; k++)          /* all wires first: regions stand in order */
        if (p->products[k].source != NET_NONE)
            placed(p->l, &m->given, p->products[k].source);
    for (int k = 0; k < p->count; k++)
        sums[k] = weighted(m, p->products[k].source);
    struct net_memo memo = { .room = 0 };
    for (int k = 0; k < p->count; k++) {
        net_ref b = p->products[k].target;
        b = b == NET_NONE ? b : net_rebuild(n, b, from_wire, &m->given, &memo);
        if (b == NET_NONE)
            all = all == NET_NONE ? sums[k] : net_emit(n, NET_ADD, all, sums[k], NET_NONE);
        else
            all = all == NET_NONE ? net_emit(n, NET_MUL, b, sums[k], NET_NONE) : net_emit(n, NET_FMA, b, sums[k], all);
    }
    return all;
}

/* With `arithmetic literal` sums of which the bits are the same all the same. */
static int is_allowed(const struct parting *p, const struct alike *a)
{
    const struct lowering *l = p->l;
    int is_plain = p->count == 1 && p->products[0].source != NET_NONE && p->products[0].target == NET_NONE;
    if (is_plain && !a)
        return 0;                       /* it is what is written */
    return l->e->literal ? is_plain && a->own == a->weight : is_plain ? a->own == a->weight || a->own == 0 : 1;
}

net_ref lower_parted_sum(struct lowering *l, const struct stage *s, const struct context *edge, const char *when, int of)
{
    const struct coupling *c = edge->coupling;
    struct alike alike;
    int is_alike = lower_are_alike(l, &l->e->graphs[c->graph], &alike);
    struct parting p = { .l = l, .edge = edge, .own_is_nothing = 1, .alike = is_alike };
    if (c->delayed || l->p->nodes <= FEW_NODES || l->p->mode >= 0 || !(ends(&p, c->pre[of]) & OF_SOURCE) || !separate(&p, c->pre[of]))
        return NET_NONE;
    const char *name = of ? arena_print(l->p->arena, "%s_%s_%d", c->role, when, of + 1) : arena_print(l->p->arena, "%s_%s", c->role, when);
    struct parted m = { .p = &p, .given = { .name = name, .clock = s->clock }, .summing = { .name = name, .clock = s->clock },
                        .alike = is_alike ? &alike : NULL };
    return is_allowed(&p, m.alike) ? summed(&m) : NET_NONE;
}
