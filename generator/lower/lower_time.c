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
#include <string.h>

/* The largest of an axis' values; 0 where they are drawn. */
static double magnitude(const struct axis *x)
{
    double most = 0;
    if (x->kind == AXIS_GRID || x->kind == AXIS_LOG_GRID || x->kind == AXIS_RANGE)
        return fmax(fabs(x->lo), fabs(x->hi));
    for (long i = 0; x->values && i < x->n*axis_elements(x); i++)
        most = fmax(most, fabs(x->values[i]));
    return most;
}

static double magnitude_at(const struct program *p, const struct ir_ins *i)
{
    double most = 0;
    if (i->op == IR_LOAD && i->load == LOAD_FIXED_NODE)
        for (int n = 0; n < p->nodes; n++)
            most = fmax(most, fabs(p->graph[i->a + n]));
    return most;
}

/* The largest value of each node that [r] is made of. */
static double node_magnitude(const struct program *p, ir_ref r)
{
    const struct ir *ir = &p->ir;
    unsigned char *part = ARENA_ARRAY(p->arena, unsigned char, r + 1);
    double most = 0;
    memset(part, 0, (size_t)r + 1);
    part[r] = 1;
    for (; r >= 0; r--) {
        const struct ir_ins *i = &ir->ins[r];
        const ir_ref of[] = { i->a, i->b, i->c };
        if (!part[r])
            continue;
        most = fmax(most, magnitude_at(p, i));
        for (int n = 0; n < ir_operands(i->op); n++)
            part[of[n]] = 1;
    }
    return most;
}

/* In single precision the values of an axis are no decimals any more, by a few eps of
 * its largest one: so much is added to what the time is looked at late and early by. So
 * it is with numbers of nodes, and with those a time is shifted by. */
static void note(struct program *p, ir_ref r)
{
    double fixed;
    for (int i = 0; i < p->x->axis_count && r >= 0; i++)
        if (p->ir.ins[r].axes >> (i < 63 ? i : 63) & 1)
            p->time_scale = fmax(p->time_scale, magnitude(&p->x->axes[i].axis));
    if (r >= 0 && p->ir.ins[r].vary & VARY_NODE)
        p->time_scale = fmax(p->time_scale, node_magnitude(p, r));
    if (p->bytes == 4 && r >= 0 && ir_wide(&p->ir, r, &fixed) && isfinite(fixed))
        p->time_scale = fmax(p->time_scale, fabs(fixed));
}

ir_ref lower_late(struct program *p, ir_ref other)
{
    note(p, other);
    return ir_load(&p->ir, LOAD_LATE, 0, VARY_TIME, NULL);
}

ir_ref lower_early(struct program *p, ir_ref other)
{
    note(p, other);
    return ir_load(&p->ir, LOAD_EARLY, 0, VARY_TIME, NULL);
}

ir_ref lower_mark(struct program *p, struct time_mark want)
{
    struct time_mark mark;
    int at = 0;
    memset(&mark, 0, sizeof mark);                      /* compared with what is between its members */
    mark.kind = want.kind;
    mark.a = want.a;
    mark.b = want.b;
    mark.scale = want.scale;
    mark.shift = want.shift;
    while (at < p->mark_count && memcmp(&p->marks[at], &mark, sizeof mark) != 0)
        at++;
    if (at == p->mark_count) {
        struct time_mark *grown = ARENA_ARRAY(p->arena, struct time_mark, at + 1);
        if (at)
            memcpy(grown, p->marks, (size_t)at*sizeof *grown);
        memcpy(&grown[at], &mark, sizeof mark);
        p->marks = grown;
        p->mark_count++;
    }
    return ir_load(&p->ir, LOAD_MARK, at, VARY_TIME, NULL);
}

int lower_is_time(const struct ir *ir, ir_ref r)
{
    return r >= 0 && ir->ins[r].op == IR_LOAD && ir->ins[r].load == LOAD_TIME;
}

int lower_is_call(const struct ir *ir, ir_ref r, enum elementary function)
{
    return r >= 0 && ir->ins[r].op == IR_CALL && ir->ins[r].function == function;
}

int lower_is_steady(const struct ir *ir, ir_ref r)
{
    return r >= 0 && !(ir->ins[r].vary & (VARY_TIME | VARY_STATE | VARY_END)) && !ir->ins[r].is_mask;
}

/* ---- the time, shifted and scaled ----------------------------------------- */

/* x op y as "the time, op, threshold"; 0: it is something else. */
struct crossing {
    enum ast_op op;
    ir_ref threshold;
};

static enum ast_op turned(enum ast_op op)
{
    return op == AST_LT ? AST_GT : op == AST_LE ? AST_GE : op == AST_GT ? AST_LT
         : op == AST_GE ? AST_LE : op;
}

static int find_crossing(struct ir *ir, enum ast_op op, ir_ref x, ir_ref y, struct crossing *out);

/* k*x op y for a known k. */
static int find_scaled(struct ir *ir, enum ast_op op, ir_ref x, ir_ref k, int over, ir_ref y,
                       struct crossing *out)
{
    double factor;
    if (!ir_is_const(ir, k, &factor) || factor == 0)
        return 0;
    y = ir_emit(ir, over ? IR_MUL : IR_DIV, y, k, IR_NONE);
    return find_crossing(ir, factor < 0 ? turned(op) : op, x, y, out);
}

/* Brings what is steady in [x] over to [y], until the time stands alone. */
static int find_crossing(struct ir *ir, enum ast_op op, ir_ref x, ir_ref y, struct crossing *out)
{
    const struct ir_ins i = ir->ins[x];
    *out = (struct crossing){ op, y };
    if (lower_is_time(ir, x))
        return 1;
    if (!(i.vary & VARY_TIME) || i.vary & (VARY_STATE | VARY_END))
        return 0;
    int first = lower_is_steady(ir, i.a), second = lower_is_steady(ir, i.b);
    ir_ref rest = first ? i.b : i.a, part = first ? i.a : i.b;
    switch (i.op) {
    case IR_NEG:
        return find_crossing(ir, turned(op), i.a, ir_emit(ir, IR_NEG, y, IR_NONE, IR_NONE), out);
    case IR_ADD:
        return (first || second)
            && find_crossing(ir, op, rest, ir_emit(ir, IR_SUB, y, part, IR_NONE), out);
    case IR_SUB:
        if (second)
            return find_crossing(ir, op, i.a, ir_emit(ir, IR_ADD, y, i.b, IR_NONE), out);
        return first && find_crossing(ir, turned(op), i.b, ir_emit(ir, IR_SUB, i.a, y, IR_NONE), out);
    case IR_MUL:
        return (first || second) && find_scaled(ir, op, rest, part, 0, y, out);
    case IR_DIV:
        return second && find_scaled(ir, op, i.a, i.b, 1, y, out);
    case IR_FMA:
        if (first && second) {
            part = ir_emit(ir, IR_MUL, i.a, i.b, IR_NONE);
            return find_crossing(ir, op, i.c, ir_emit(ir, IR_SUB, y, part, IR_NONE), out);
        }
        return (first || second) && lower_is_steady(ir, i.c)
            && find_scaled(ir, op, rest, part, 0, ir_emit(ir, IR_SUB, y, i.c, IR_NONE), out);
    default:
        return 0;
    }
}

static ir_ref is_marked(struct program *p, struct time_mark mark)
{
    return ir_emit(&p->ir, IR_LT, ir_const(&p->ir, 0, NULL), lower_mark(p, mark), IR_NONE);
}

static ir_ref negated(struct program *p, ir_ref mask)
{
    return ir_emit(&p->ir, IR_NOT, mask, IR_NONE, IR_NONE);
}

/* x op y, given whether x is at least y, and more than y. */
static ir_ref decided(struct program *p, enum ast_op op, ir_ref reached, ir_ref passed)
{
    switch (op) {
    case AST_GE: return reached;
    case AST_GT: return passed;
    case AST_LT: return negated(p, reached);
    case AST_LE: return negated(p, passed);
    case AST_EQ: return ir_emit(&p->ir, IR_AND, reached, negated(p, passed), IR_NONE);
    case AST_NE: return negated(p, ir_emit(&p->ir, IR_AND, reached, negated(p, passed), IR_NONE));
    default:     return IR_NONE;
    }
}

/* The time op threshold. */
static ir_ref cross(struct program *p, struct crossing x)
{
    ir_ref y = x.threshold;
    double at;
    if (ir_wide(&p->ir, y, &at))
        return decided(p, x.op, is_marked(p, (struct time_mark){ MARK_REACHED, at, 0, 1, 0 }),
                       is_marked(p, (struct time_mark){ MARK_PASSED, at, 0, 1, 0 }));
    return decided(p, x.op, ir_emit(&p->ir, IR_LE, y, lower_late(p, y), IR_NONE),
                   ir_emit(&p->ir, IR_LT, y, lower_early(p, y), IR_NONE));
}

/* The time within a fixed period op a fixed number. */
static ir_ref cross_phase(struct program *p, enum ast_op op, ir_ref x, ir_ref y)
{
    double scale, shift, at;
    ir_ref leaf = lower_peel(&p->ir, x, &scale, &shift);
    const struct ir_ins *i = &p->ir.ins[leaf];
    if (i->op != IR_LOAD || i->load != LOAD_MARK || p->marks[i->a].kind != MARK_PHASE
        || !ir_wide(&p->ir, y, &at))
        return IR_NONE;
    struct time_mark before = p->marks[i->a], within;
    before.kind = MARK_TRAIN;
    before.b = (at - shift)/scale;
    within = before;
    within.kind = MARK_WITHIN;
    return decided(p, scale < 0 ? turned(op) : op, negated(p, is_marked(p, before)),
                   negated(p, is_marked(p, within)));
}

static ir_ref cross_around(struct program *p, enum ast_op op, ir_ref x, ir_ref y)
{
    struct around near;
    if (!lower_around(p, x, &near))
        return IR_NONE;
    note(p, y);
    return decided(p, op, ir_emit(&p->ir, IR_LE, y, near.high, IR_NONE),
                   ir_emit(&p->ir, IR_LT, y, near.low, IR_NONE));
}

static ir_ref inside_abs(const struct ir *ir, ir_ref x)
{
    while (lower_is_call(ir, x, FUNCTION_abs))
        x = ir->ins[x].a;
    return x;
}

/* abs(x) op y: both sides of a window. */
static ir_ref cross_abs(struct program *p, enum ast_op op, ir_ref x, ir_ref y)
{
    if (op == AST_GT || op == AST_GE) {
        ir_ref inside = cross_abs(p, op == AST_GT ? AST_LE : AST_LT, x, y);
        return inside == IR_NONE ? IR_NONE : negated(p, inside);
    }
    if (op != AST_LT && op != AST_LE)
        return IR_NONE;
    ir_ref below = lower_crossing(p, op, x, y);
    ir_ref above = below == IR_NONE ? IR_NONE
                 : lower_crossing(p, turned(op), x, ir_emit(&p->ir, IR_NEG, y, IR_NONE, IR_NONE));
    return above == IR_NONE ? IR_NONE : ir_emit(&p->ir, IR_AND, below, above, IR_NONE);
}

ir_ref lower_crossing(struct program *p, enum ast_op op, ir_ref x, ir_ref y)
{
    struct crossing c;
    if (x < 0 || y < 0)
        return IR_NONE;
    if (lower_is_steady(&p->ir, x)) {
        ir_ref other = x;
        x = y;
        y = other;
        op = turned(op);
    }
    if (!lower_is_steady(&p->ir, y) || !(p->ir.ins[x].vary & VARY_TIME))
        return IR_NONE;
    if (inside_abs(&p->ir, x) != x)
        return cross_abs(p, op, inside_abs(&p->ir, x), y);
    if (find_crossing(&p->ir, op, x, y, &c))
        return cross(p, c);
    ir_ref r = cross_phase(p, op, x, y);
    return r != IR_NONE ? r : cross_around(p, op, x, y);
}
