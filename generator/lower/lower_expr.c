/* lower_expr.c -- terms into values of the circuit.
 *
 * A term says what it is by kind and number: nothing is looked up here. Functions of
 * the model are expanded in place; derived quantities are made once a spot.
 *
 * In a circle with lower_calls.c, lower_composed.c, lower_delay.c, lower_mode.c, lower_samples.c, lower_stimulus.c, lower_table.c, observe.c: what functions and reductions take are expressions.
 */
#include <math.h>
#include "lower.h"
#include "source/diag.h"

/* The value, or ABSENT; below. */
static net_ref expr(const struct context *s, const struct term *t);

struct spot spot_open(struct lowering *l, const struct stage *s, enum net_side side)
{
    struct spot at = { .l = l, .stage.number = NO_STAGE, .stage.inputs = -1, .side = side, .edge = -1, .modes = -1,
                       .made = ARENA_NEW(l->p->arena, struct map) };
    if (s)
        at.stage = *s;
    return at;
}

struct spot *lower_base(struct spot *at)
{
    return at->base ? at->base : at;
}

/* What was made here for a row of the lets, then the observes, then the stimuli, then the quantities; NET_NONE: nothing yet. */
static net_ref made(const struct spot *at, int row)
{
    return map_get(at->made, row);
}

static net_ref keep(struct spot *at, int row, net_ref x)
{
    map_put(at->made, row, x, at->l->p->arena);
    return x;
}

/* Of a stimulus, counted from 0; the quantities begin behind the last. */
static int stimulus_row(const struct experiment *e, int stimulus)
{
    return (e->model ? e->model->let_count : 0) + e->observe_count + stimulus;
}

static struct net *net_of(const struct context *s)
{
    return s->at->l->n;
}

static net_ref emit(const struct context *s, enum net_op op, net_ref a, net_ref b)
{
    return net_term(net_of(s), op, a, b, NET_NONE);
}

static net_ref number(const struct context *s, double k)
{
    return net_const(net_of(s), k, NULL);
}

/* ---- names ------------------------------------------------------------------------- */

net_ref lower_stimulus(struct spot *at, int stimulus)
{
    int row = stimulus_row(at->l->e, stimulus);
    return made(at, row) == NET_NONE ? keep(at, row, lower_make_stimulus(at, stimulus)) : made(at, row);
}

static net_ref let_ref(struct spot *at, int let)
{
    const struct model *m = at->l->e->model;
    if (made(at, let) != NET_NONE)
        return made(at, let);
    struct context s = { .at = at, .params = m->params };
    net_ref x = expr(&s, m->lets[let].value);
    if (x != ABSENT)
        net_name(at->l->n, x, m->lets[let].name);
    return keep(at, let, x);
}

void lower_lets(struct spot *at)
{
    for (int i = 0; i < at->l->e->model->let_count; i++)
        let_ref(at, i);
}

/* A name that is a number keeps what is said of it. */
static net_ref named_quantity(struct net *n, const struct quantity *q, net_ref x)
{
    if (q->kind == QUANTITY_INITIAL)
        return x;
    net_name(n, x, q->name);
    return net_called(n, x, q->name);
}

/* In order, so that a chain of them is no deep recursion; those of one owner, since others have other parameters. */
static net_ref derived(struct spot *at, int quantity)
{
    const struct experiment *e = at->l->e;
    const struct exploration *x = at->l->p->x;
    const struct quantity *asked = &e->quantities[quantity];
    int first = stimulus_row(e, e->stimulus_count);
    for (int i = 0; i < e->derived_count && made(at, first + quantity) == NET_NONE; i++) {
        int k = e->derived[i];
        const struct quantity *q = &e->quantities[k];
        const struct term *t = model_formula(e, x, k);
        if (!t || made(at, first + k) != NET_NONE || (k != quantity && (q->kind != asked->kind || q->index != asked->index))
            || (q->owner && q->owner != x))
            continue;
        struct context s = { .at = at, .params = model_params(e, q) };
        keep(at, first + k, named_quantity(at->l->n, q, lower_present(&s, t)));
    }
    return made(at, first + quantity);
}

net_ref lower_quantity(struct spot *at, int quantity)
{
    return model_formula(at->l->e, at->l->p->x, quantity) ? derived(at, quantity) : lower_given(at, quantity);
}

static net_ref observe_ref(struct spot *at, int observe)
{
    const struct experiment *e = at->l->e;
    int row = (e->model ? e->model->let_count : 0) + observe;
    struct context s = { .at = at };
    return made(at, row) == NET_NONE ? keep(at, row, expr(&s, e->observes[observe].value)) : made(at, row);
}

/* Inputs of the state after a step are made when a sample reads one. */
static net_ref input_ref(struct spot *at, int input)
{
    struct lowering *l = at->l;
    const struct experiment *e = l->e;
    if (l->connected[input] < 0)
        return lower_fed(at, input, ABSENT);
    struct stage *stage = &lower_base(at)->stage;
    if (stage->inputs < 0)
        lower_inputs(l->n, l->equations, stage);
    return lower_fed(at, input, lower_load(at, stage->inputs, l->connected[input], 0, e->model->inputs[input].name));
}

static const enum net_side sides[] = { [SIDE_HERE] = HERE, [SIDE_SOURCE] = SOURCE, [SIDE_TARGET] = TARGET };

/* What a coupling reads, at its end of the edge; at a node where it is made there. */
static net_ref source_ref(const struct context *s, const struct term *t)
{
    struct lowering *l = s->at->l;
    int state = s->coupling->source_states[t->index], let = s->coupling->source_lets[t->index], edge = s->at->edge;
    enum net_side side = edge < 0 ? HERE : sides[t->side];
    if (let >= 0 && edge < 0)
        return lower_let(s->at, let);
    if (side == SOURCE && s->coupling->delayed)
        return lower_past_source(s->at, s->coupling, t->index);
    net_ref x = let >= 0 ? net_load_at(l->n, s->carried, t->index, side, edge, NET_NONE, t->name)
              : net_load_at(l->n, s->at->stage.states, state, side, edge, NET_NONE, t->name);
    if (let < 0)
        net_tame(l->n, x);
    return x;
}

static net_ref state_ref(const struct context *s, const struct term *t)
{
    return t->side == SIDE_HERE ? lower_load(s->at, s->at->stage.states, t->index, 1, t->name) : source_ref(s, t);
}

/* A parameter of the other end of an edge is that of another spot. */
static net_ref param_ref(const struct context *s, const struct term *t)
{
    int quantity = s->params[t->index].quantity;
    if (t->side != SIDE_TARGET || s->at->edge < 0)
        return lower_quantity(s->at, quantity);
    struct spot target = spot_open(s->at->l, &s->at->stage, TARGET);
    target.edge = s->at->edge;
    return lower_quantity(&target, quantity);
}

/* A kernel that is called is given its time, as a number like any other. */
static net_ref time_ref(struct spot *at)
{
    const struct program_eval *eval = at->l->p->eval;
    return eval ? net_load(at->l->n, eval->time, 0, "t") : net_time(at->l->n, TIME_EXACT, at->stage.time);
}

/* What was passed, as it is at this spot. */
static net_ref argument(const struct context *s, int n)
{
    if (s->at == s->given_at)
        return s->given[n];
    struct context outside = *s->outside;
    outside.at = s->at;
    return lower_present(&outside, s->args[n]);
}

static net_ref ref(const struct context *s, const struct term *t)
{
    switch (t->ref) {
    case REF_STATE:    return state_ref(s, t);
    case REF_INPUT:    return input_ref(s->at, t->index);
    case REF_LET:      return let_ref(s->at, t->index);
    case REF_PARAM:    return param_ref(s, t);
    case REF_QUANTITY: return lower_quantity(s->at, t->index);
    case REF_ARGUMENT: return argument(s, t->index);
    case REF_SUM:      return s->sums[t->index];
    case REF_TIME:     return time_ref(s->at);
    case REF_OBSERVE:  return observe_ref(s->at, t->index);
    case REF_OBSERVER: return s->at->l->shown(s->at, t->index);
    }
    BUG("a name of no kind");
}

/* ---- operations ---------------------------------------------------------------------- */

/* What an absent operand makes of an operation; NET_NONE: nothing is absent. Absent
 * is what nothing is connected to, never what happens to be zero: bits do not hang
 * on values. */
static net_ref with_absent(const struct context *s, enum ast_op op, net_ref x, net_ref y)
{
    int no_x = x == ABSENT, no_y = y == ABSENT;
    switch (op) {
    case AST_ADD: return no_x ? y : no_y ? x : NET_NONE;
    case AST_SUB: return no_y ? x : no_x ? emit(s, NET_NEG, y, NET_NONE) : NET_NONE;
    case AST_MUL: return no_x || no_y ? ABSENT : NET_NONE;
    case AST_DIV: return no_x && !no_y ? ABSENT : NET_NONE;
    default: return NET_NONE;
    }
}

static net_ref present(const struct context *s, net_ref r)
{
    return r == ABSENT ? number(s, 0) : r;
}

net_ref lower_one_where(struct spot *at, net_ref mask)
{
    net_ref one = net_const(at->l->n, 1, NULL), zero = net_const(at->l->n, 0, NULL);
    return net_term(at->l->n, NET_SELECT, mask, one, zero);
}

net_ref lower_observed(struct spot *at, int observe)
{
    struct context s = { .at = at };
    return present(&s, observe_ref(at, observe));
}

net_ref lower_let(struct spot *at, int let)
{
    struct context s = { .at = at };
    return present(&s, let_ref(at, let));
}

net_ref lower_present(const struct context *s, const struct term *t)
{
    return present(s, expr(s, t));
}

/* A function of the model. */
static net_ref apply(const struct context *s, const struct term *t)
{
    const struct model *m = s->at->l->e->model;
    net_ref args[MOST_ARGUMENTS];
    for (int i = 0; i < t->count; i++)
        args[i] = lower_present(s, t->args[i]);
    net_ref known = lower_called(s->at, t->index, args, t->count);
    if (known != NET_NONE)
        return known;
    struct context inside = { .at = s->at, .params = m->params, .given = args, .given_at = s->at, .args = t->args, .outside = s };
    net_ref value = expr(&inside, m->functions[t->index].value);
    lower_keep_called(s->at, t->index, args, t->count, value);
    return value;
}

/* Exponents written as numbers have their own ways; one that is a quantity calls the
 * power function, whatever its value. */
static net_ref power(const struct context *s, const struct term *n, net_ref x, net_ref y)
{
    int below = term_is_op(n, AST_NEG);
    const struct term *size = below ? n->args[0] : n;
    double k = size->value;
    if (size->kind != TERM_NUMBER)
        return net_call(net_of(s), FUNCTION_pow, x, y);
    if (!below && k == 0.5)
        return emit(s, NET_SQRT, x, NET_NONE);
    if (k == 0)
        return number(s, 1);
    if (k != floor(k) || k > TERM_LARGEST_POWER)
        return net_call(net_of(s), FUNCTION_pow, x, y);
    net_ref p = net_power(net_of(s), x, (int)k);
    return below ? emit(s, NET_DIV, number(s, 1), p) : p;
}

/* NET_NONE: it is called as any other. */
static net_ref special_call(const struct context *s, const struct term *t, net_ref x, net_ref y)
{
    net_ref on;
    switch (t->index) {
    case FUNCTION_sqrt:
        return emit(s, NET_SQRT, x, NET_NONE);
    case FUNCTION_pow:
        return power(s, t->args[1], x, y);
    case FUNCTION_mod:
        return lower_phase(s->at, x, y);
    case FUNCTION_heaviside:
        on = lower_crossing(s->at, AST_GE, x, number(s, 0));
        return on == NET_NONE ? on : lower_one_where(s->at, on);
    default:
        return lower_whole_part(s->at, (enum elementary)t->index, x);
    }
}

static net_ref call(const struct context *s, const struct term *t)
{
    net_ref x = lower_present(s, t->args[0]);
    net_ref y = t->count > 1 ? lower_present(s, t->args[1]) : NET_NONE;
    net_ref r = special_call(s, t, x, y);
    if (r == NET_NONE)
        r = net_call(net_of(s), t->index, x, y);
    /* min and max of several fold from the left */
    for (int i = 2; i < t->count; i++)
        r = net_call(net_of(s), t->index, r, lower_present(s, t->args[i]));
    return r;
}

static net_ref compare(const struct context *s, enum ast_op op, net_ref x, net_ref y)
{
    net_ref crossing = op == AST_AND || op == AST_OR ? NET_NONE : lower_crossing(s->at, op, x, y);
    if (crossing != NET_NONE)
        return crossing;
    switch (op) {
    case AST_LT: return emit(s, NET_LT, x, y);
    case AST_LE: return emit(s, NET_LE, x, y);
    case AST_GT: return emit(s, NET_LT, y, x);
    case AST_GE: return emit(s, NET_LE, y, x);
    case AST_EQ: return emit(s, NET_EQ, x, y);
    case AST_NE: return emit(s, NET_NE, x, y);
    case AST_AND: return emit(s, NET_AND, x, y);
    default: return emit(s, NET_OR, x, y);
    }
}

/* The two factors of a product, written as one or as a whole power; ABSENT in
 * [*x] where the product is absent. */
static void factors(const struct context *s, const struct term *t, net_ref *x, net_ref *y)
{
    int n = term_whole_power(t);
    if (n) {
        net_power_factors(net_of(s), lower_present(s, t->args[0]), n, x, y);
        return;
    }
    *x = expr(s, t->args[0]);
    *y = expr(s, t->args[1]);
    if (*x == ABSENT || *y == ABSENT)
        *x = ABSENT;
}

/* A sum that takes in a product in one rounding; fuse.c says which. */
static net_ref fused_sum(const struct context *s, const struct term *t)
{
    int left = *t->fused == FUSED_LEFT;
    net_ref x, y, rest = left ? NET_NONE : expr(s, t->args[0]);
    factors(s, t->args[!left], &x, &y);
    if (left)
        rest = expr(s, t->args[1]);
    if (x == ABSENT || rest == ABSENT) {
        net_ref product = x == ABSENT ? ABSENT : emit(s, NET_MUL, x, y);
        return left ? with_absent(s, t->op, product, rest) : with_absent(s, t->op, rest, product);
    }
    if (t->op == AST_SUB && left)
        rest = emit(s, NET_NEG, rest, NET_NONE);
    else if (t->op == AST_SUB)
        x = emit(s, NET_NEG, x, NET_NONE);
    return net_term(net_of(s), NET_FMA, x, y, rest);
}

static net_ref binary(const struct context *s, const struct term *t)
{
    net_ref x = expr(s, t->args[0]), y = expr(s, t->args[1]);
    net_ref r = with_absent(s, t->op, x, y);
    if (r != NET_NONE)
        return r;
    x = present(s, x);
    y = present(s, y);
    switch (t->op) {
    case AST_ADD: return emit(s, NET_ADD, x, y);
    case AST_SUB: return emit(s, NET_SUB, x, y);
    case AST_MUL: return emit(s, NET_MUL, x, y);
    case AST_DIV: return emit(s, NET_DIV, x, y);
    case AST_POW: return power(s, t->args[1], x, y);
    default: return compare(s, t->op, x, y);
    }
}

static net_ref unary(const struct context *s, const struct term *t)
{
    net_ref x = expr(s, t->args[0]);
    if (x == ABSENT && t->op == AST_NEG)
        return x;
    return emit(s, t->op == AST_NEG ? NET_NEG : NET_NOT, present(s, x), NET_NONE);
}

static net_ref choice(const struct context *s, const struct term *t)
{
    net_ref m = lower_present(s, t->args[0]), x = lower_present(s, t->args[1]);
    return net_term(net_of(s), NET_SELECT, m, x, lower_present(s, t->args[2]));
}

/* Over modes first, then over nodes. */
static net_ref over_each(const struct context *s, enum net_op op, over_set axes, net_ref x, net_ref y)
{
    const struct program *p = s->at->l->p;
    if (axes & OVER_MODE) {
        x = net_reduce(net_of(s), op, p->mode, HERE, x, y);
        op = op == NET_DOT ? NET_SUM : op;
        y = NET_NONE;
    }
    return axes & OVER_NODE ? net_reduce(net_of(s), op, p->node, HERE, x, y) : x;
}

/* A reduction over the nodes, or modes, of one moment, in the kernel's precision; spreads in two
 * passes (docs/numbers.md, "Sums over nodes"). */
static net_ref over_places(const struct context *from, const struct term *t)
{
    over_set axes = t->gone & (OVER_NODE | (t->args[0]->type.over & OVER_MODE));
    struct context here = *from, *s = &here;
    if (axes & OVER_MODE)
        here.at = lower_base(from->at);
    net_ref x = lower_value(s, t->args[0]), count = number(s, lower_place_count(s->at->l->p, axes));
    if (x == ABSENT && axes == OVER_MODE && (t->index == REDUCE_SUM || t->index == REDUCE_MEAN))
        return x;
    x = present(s, x);
    if (t->index == REDUCE_MIN || t->index == REDUCE_MAX)
        return over_each(s, t->index == REDUCE_MIN ? NET_LEAST : NET_MOST, axes, x, NET_NONE);
    net_ref sum = over_each(s, NET_SUM, axes, x, NET_NONE);
    if (t->index == REDUCE_SUM)
        return sum;
    net_ref mean = emit(s, NET_DIV, sum, count);
    if (t->index == REDUCE_MEAN)
        return mean;
    net_ref off = emit(s, NET_SUB, x, mean), squares = over_each(s, NET_DOT, axes, off, off);
    net_ref var = emit(s, NET_DIV, squares, count);
    return t->index == REDUCE_VAR ? var : emit(s, NET_SQRT, var, NET_NONE);
}

/* The greatest where it stands and nothing elsewhere, which is it to the bit, whatever the others are. */
net_ref lower_chosen(struct lowering *l, net_ref here, net_ref x, int axis)
{
    net_ref zero = net_const(l->n, 0, NULL), none = net_const(l->n, -INFINITY, NULL);
    net_ref it = net_emit(l->n, NET_SELECT, net_emit(l->n, NET_LT, zero, here, NET_NONE), x, none);
    return net_reduce(l->n, NET_MOST, axis, HERE, it, NET_NONE);
}

/* The value at one node. */
static net_ref at_node(const struct context *s, const struct term *t)
{
    struct lowering *l = s->at->l;
    net_ref x = lower_present(s, t->args[0]);
    if (l->p->nodes == 1)
        return x;
    if (!l->one_node)
        l->one_node = ARENA_ARRAY(l->p->arena, const double *, l->p->nodes);
    if (!l->one_node[t->index]) {
        double *where = ARENA_ARRAY(l->p->arena, double, l->p->nodes);
        where[t->index] = 1;
        l->one_node[t->index] = where;
    }
    net_ref here = lower_fixed(s->at, l->one_node[t->index], arena_print(l->p->arena, "node_%d", t->index));
    return lower_chosen(l, here, x, l->p->node);
}

net_ref lower_value(const struct context *s, const struct term *t)
{
    return expr(s, t);
}

static net_ref expr(const struct context *s, const struct term *t)
{
    t = term_computed(t);
    int n = term_whole_power(t);
    if (n)                              /* its exponent is no operand */
        return net_power(net_of(s), lower_present(s, t->args[0]), n);
    switch (t->kind) {
    case TERM_NUMBER:   return number(s, t->value);
    case TERM_REF:      return ref(s, t);
    case TERM_CALL:     return call(s, t);
    case TERM_COMPOSED: return lower_composed(s, t);
    case TERM_APPLY:    return apply(s, t);
    case TERM_REDUCE:   return t->gone & OVER_TIME ? lower_reduction(s->at->l, t) : over_places(s, t);
    case TERM_AT:       return t->gone == OVER_MODE ? lower_mode(s, t) : at_node(s, t);
    case TERM_TABLE:    return lower_table(s, t);
    case TERM_PAST:     return lower_past_own(s, t);
    case TERM_SHIFT:    return lower_shift(s, t);
    case TERM_DOT:      return lower_dot(s, t);
    case TERM_OP:
        return t->op == AST_IF ? choice(s, t) : t->count == 1 ? unary(s, t)
             : t->fused && *t->fused ? fused_sum(s, t) : binary(s, t);
    }
    BUG("a term of no kind");
}
