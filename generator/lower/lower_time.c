/* lower_time.c -- comparisons of the time, so that steps of the grid stay on it.
 *
 * Times are decimals, and neither 0.17 + 0.25 nor 42*0.01 is the double 0.42. Where the
 * time alone, or with a shift, is compared with what neither the states nor the time
 * change, it counts as reached a little early and as passed a little late: by less than
 * anything on the grid, and by more than rounding (templates/math/time.c). Against fixed
 * times that is decided in double, whatever the precision of the kernel.
 */
#include "lower.h"
#include <math.h>

/* ---- the time, shifted and scaled ----------------------------------------- */

/* x op y as "the time, op, threshold"; 0: it is something else. */
struct crossing {
    enum ast_op op;
    net_ref threshold;
};

static enum ast_op turned(enum ast_op op)
{
    return op == AST_LT ? AST_GT : op == AST_LE ? AST_GE : op == AST_GT ? AST_LT
         : op == AST_GE ? AST_LE : op;
}

static int find_crossing(struct net *n, enum ast_op op, net_ref x, net_ref y, struct crossing *out);

/* k*x op y for a known k. */
static int find_scaled(struct net *n, enum ast_op op, net_ref x, net_ref k, int over, net_ref y,
                       struct crossing *out)
{
    double factor;
    if (!net_is_const(n, k, &factor) || factor == 0)
        return 0;
    y = net_term(n, over ? NET_MUL : NET_DIV, y, k, NET_NONE);
    return find_crossing(n, factor < 0 ? turned(op) : op, x, y, out);
}

/* Brings what is steady in [x] over to [y], until the time stands alone. */
static int find_crossing(struct net *n, enum ast_op op, net_ref x, net_ref y, struct crossing *out)
{
    const struct net_ins i = n->ins[x];
    *out = (struct crossing){ op, y };
    if (lower_is_time(n, x))
        return 1;
    if (!net_is_timed(n, x))
        return 0;
    int first = net_is_steady(n, i.a), second = net_is_steady(n, i.b);
    net_ref rest = first ? i.b : i.a, part = first ? i.a : i.b;
    switch (i.op) {
    case NET_NEG:
        return find_crossing(n, turned(op), i.a, net_term(n, NET_NEG, y, NET_NONE, NET_NONE), out);
    case NET_ADD:
        return (first || second)
            && find_crossing(n, op, rest, net_term(n, NET_SUB, y, part, NET_NONE), out);
    case NET_SUB:
        if (second)
            return find_crossing(n, op, i.a, net_term(n, NET_ADD, y, i.b, NET_NONE), out);
        return first && find_crossing(n, turned(op), i.b, net_term(n, NET_SUB, i.a, y, NET_NONE), out);
    case NET_MUL:
        return (first || second) && find_scaled(n, op, rest, part, 0, y, out);
    case NET_DIV:
        return second && find_scaled(n, op, i.a, i.b, 1, y, out);
    case NET_FMA:
        if (first && second) {
            part = net_term(n, NET_MUL, i.a, i.b, NET_NONE);
            return find_crossing(n, op, i.c, net_term(n, NET_SUB, y, part, NET_NONE), out);
        }
        return (first || second) && net_is_steady(n, i.c)
            && find_scaled(n, op, rest, part, 0, net_term(n, NET_SUB, y, i.c, NET_NONE), out);
    default:
        return 0;
    }
}

static net_ref is_marked(struct spot *at, struct net_mark mark)
{
    net_ref zero = net_const(at->l->n, 0, NULL);
    return net_term(at->l->n, NET_LT, zero, lower_mark(at, mark), NET_NONE);
}

static net_ref negated(struct spot *at, net_ref mask)
{
    return net_term(at->l->n, NET_NOT, mask, NET_NONE, NET_NONE);
}

/* x op y, given whether x is at least y, and more than y. */
static net_ref decided(struct spot *at, enum ast_op op, net_ref reached, net_ref passed)
{
    switch (op) {
    case AST_GE: return reached;
    case AST_GT: return passed;
    case AST_LT: return negated(at, reached);
    case AST_LE: return negated(at, passed);
    case AST_EQ: return net_term(at->l->n, NET_AND, reached, negated(at, passed), NET_NONE);
    case AST_NE: return negated(at, net_term(at->l->n, NET_AND, reached, negated(at, passed), NET_NONE));
    default:     return NET_NONE;
    }
}

/* The time op threshold. */
static net_ref cross(struct spot *at, struct crossing x)
{
    struct net *n = at->l->n;
    net_ref y = x.threshold, reached, passed;
    double fixed;
    if (net_wide(n, y, &fixed)) {
        reached = is_marked(at, (struct net_mark){ NET_REACHED, fixed, 0, 1, 0 });
        passed = is_marked(at, (struct net_mark){ NET_PASSED, fixed, 0, 1, 0 });
    } else {
        reached = net_term(n, NET_LE, y, lower_late(at, y), NET_NONE);
        passed = net_term(n, NET_LT, y, lower_early(at, y), NET_NONE);
    }
    return decided(at, x.op, reached, passed);
}

/* The time within a fixed period op a fixed number. */
static net_ref cross_phase(struct spot *at, enum ast_op op, net_ref x, net_ref y)
{
    const struct net *n = at->l->n;
    double scale, shift, fixed;
    net_ref leaf = lower_peel(n, x, &scale, &shift);
    if (!lower_is_phase(n, leaf) || !net_wide(n, y, &fixed))
        return NET_NONE;
    struct net_mark before = n->marks[n->ins[leaf].slot], within;
    before.kind = NET_TRAIN;
    before.b = (fixed - shift)/scale;
    within = before;
    within.kind = NET_WITHIN;
    net_ref reached = negated(at, is_marked(at, before)), passed = negated(at, is_marked(at, within));
    return decided(at, scale < 0 ? turned(op) : op, reached, passed);
}

static net_ref cross_around(struct spot *at, enum ast_op op, net_ref x, net_ref y)
{
    struct around near;
    if (!lower_around(at, x, &near))
        return NET_NONE;
    lower_note(at, y);
    net_ref reached = net_term(at->l->n, NET_LE, y, near.high, NET_NONE);
    net_ref passed = net_term(at->l->n, NET_LT, y, near.low, NET_NONE);
    return decided(at, op, reached, passed);
}

static net_ref inside_abs(const struct net *n, net_ref x)
{
    while (lower_is_call(n, x, FUNCTION_abs))
        x = n->ins[x].a;
    return x;
}

/* abs(x) op y: both sides of a window. */
static net_ref cross_abs(struct spot *at, enum ast_op op, net_ref x, net_ref y)
{
    if (op == AST_GT || op == AST_GE) {
        net_ref inside = cross_abs(at, op == AST_GT ? AST_LE : AST_LT, x, y);
        return inside == NET_NONE ? NET_NONE : negated(at, inside);
    }
    if (op != AST_LT && op != AST_LE)
        return NET_NONE;
    net_ref below = lower_crossing(at, op, x, y);
    net_ref above = below == NET_NONE ? NET_NONE
                 : lower_crossing(at, turned(op), x, net_term(at->l->n, NET_NEG, y, NET_NONE, NET_NONE));
    return above == NET_NONE ? NET_NONE : net_term(at->l->n, NET_AND, below, above, NET_NONE);
}

net_ref lower_crossing(struct spot *at, enum ast_op op, net_ref x, net_ref y)
{
    struct crossing c;
    if (x < 0 || y < 0)
        return NET_NONE;
    if (net_is_steady(at->l->n, x)) {
        net_ref other = x;
        x = y;
        y = other;
        op = turned(op);
    }
    if (!net_is_steady(at->l->n, y) || !net_is_timed(at->l->n, x))
        return NET_NONE;
    if (inside_abs(at->l->n, x) != x)
        return cross_abs(at, op, inside_abs(at->l->n, x), y);
    if (find_crossing(at->l->n, op, x, y, &c))
        return cross(at, c);
    net_ref r = cross_phase(at, op, x, y);
    return r != NET_NONE ? r : cross_around(at, op, x, y);
}
