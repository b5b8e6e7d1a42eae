/* lower_around.c -- what is made of the time, a little early and a little late.
 *
 * A time with shifts and scales, and what is left of it in a period, is taken a little to
 * either side of a stage (templates/math/time.c). What lies between counts as equal: so
 * lower_time.c compares it, and so whole parts and remainders jump where the step grid
 * has them jump, whatever the sign of a swept factor is. With fixed numbers all of it
 * is computed in double.
 */
#include "lower.h"
#include <float.h>
#include <math.h>

static ir_ref op(struct ir *ir, enum ir_op which, ir_ref x, ir_ref y)
{
    return ir_emit(ir, which, x, y, IR_NONE);
}

static ir_ref zero(struct ir *ir)
{
    return ir_const(ir, 0, NULL);
}

/* ---- with fixed numbers ----------------------------------------------------- */

/* One layer of lower_peel, or IR_NONE. */
static ir_ref peel_one(const struct ir *ir, ir_ref x, double *scale, double *shift)
{
    const struct ir_ins i = ir->ins[x];
    double a = 0, b = 0, c = 0;
    int first = i.op != IR_LOAD && i.op != IR_CONST && ir_wide(ir, i.a, &a);
    int second = ir_operands(i.op) > 1 && ir_wide(ir, i.b, &b);
    switch (i.op) {
    case IR_NEG:
        *scale = -*scale;
        return i.a;
    case IR_ADD:
        *shift += *scale*(first ? a : b);
        return first ? i.b : second ? i.a : IR_NONE;
    case IR_SUB:
        *shift += first ? *scale*a : -*scale*b;
        *scale = first ? -*scale : *scale;
        return first ? i.b : second ? i.a : IR_NONE;
    case IR_FMA:
        if (!ir_wide(ir, i.c, &c))
            return IR_NONE;
        *shift += *scale*c;
        /* fall through */
    case IR_MUL:
        *scale *= first ? a : b;
        return first ? i.b : second ? i.a : IR_NONE;
    case IR_DIV:
        *scale /= b;
        return second ? i.a : IR_NONE;
    default:
        return IR_NONE;
    }
}

ir_ref lower_peel(const struct ir *ir, ir_ref x, double *scale, double *shift)
{
    *scale = 1;
    *shift = 0;
    for (;;) {
        double more = *scale, by = *shift;
        ir_ref inner = peel_one(ir, x, &more, &by);
        if (inner == IR_NONE || more == 0 || !isfinite(more) || !isfinite(by))
            return x;
        *scale = more;
        *shift = by;
        x = inner;
    }
}

/* A mark of scale*t + shift. */
static ir_ref marked(struct program *p, enum mark_kind kind, double a, double scale, double shift)
{
    return lower_mark(p, (struct time_mark){ kind, a, 0, scale, shift });
}

/* ---- around the time ----------------------------------------------------------- */

static struct around swapped(struct around x)
{
    return (struct around){ x.high, x.low };
}

static ir_ref lesser(struct ir *ir, ir_ref x, ir_ref y)
{
    return ir_emit(ir, IR_SELECT, op(ir, IR_LT, x, y), x, y);
}

/* Both ends of [x] times, or over, what may be negative. */
static struct around scaled(struct ir *ir, enum ir_op which, struct around x, ir_ref factor)
{
    double k;
    struct around y = { op(ir, which, x.low, factor), op(ir, which, x.high, factor) };
    if (ir_is_const(ir, factor, &k))
        return k < 0 ? swapped(y) : y;
    ir_ref turned = op(ir, IR_LT, y.high, y.low);
    return (struct around){ lesser(ir, y.low, y.high), ir_emit(ir, IR_SELECT, turned, y.low, y.high) };
}

static struct around shifted(struct program *p, enum ir_op which, struct around x, ir_ref by)
{
    struct ir *ir = &p->ir;
    lower_late(p, by);
    return (struct around){ op(ir, which, x.low, by), op(ir, which, x.high, by) };
}

/* The slack of a remainder that lower_phase wrote as a choice, or IR_NONE. No other one
 * holds a plain remainder of the time. */
static ir_ref remainder_slack(const struct ir *ir, ir_ref x)
{
    struct ir_ins i = ir->ins[x], over;
    if (i.op != IR_SELECT || !lower_is_call(ir, i.c, FUNCTION_mod))
        return IR_NONE;
    over = ir->ins[i.a];
    if (over.op == IR_AND)
        over = ir->ins[over.a];
    const struct ir_ins soon = ir->ins[over.a];
    return over.op == IR_LT && lower_is_call(ir, over.a, FUNCTION_mod) && soon.b == ir->ins[i.c].b
         ? over.b : IR_NONE;
}

/* A remainder jumps where the period is over, and not before: it is what it should be. */
static int around_leaf(struct program *p, ir_ref x, struct around *out)
{
    struct ir *ir = &p->ir;
    const struct ir_ins i = ir->ins[x];
    ir_ref slack = remainder_slack(ir, x);
    if (lower_is_time(ir, x)) {
        *out = (struct around){ lower_early(p, IR_NONE), lower_late(p, IR_NONE) };
        return 1;
    }
    if (i.op == IR_LOAD && i.load == LOAD_MARK && p->marks[i.a].kind == MARK_PHASE)
        slack = marked(p, MARK_SLACK, 4*(p->bytes == 4 ? FLT_EPSILON : DBL_EPSILON)*p->marks[i.a].a,
                       p->marks[i.a].scale, 0);
    if (slack == IR_NONE)
        return 0;
    *out = (struct around){ op(ir, IR_SUB, x, slack), op(ir, IR_ADD, x, slack) };
    return 1;
}

static int around_fma(struct program *p, const struct ir_ins *i, struct around *out)
{
    struct ir *ir = &p->ir;
    int first = lower_is_steady(ir, i->a), second = lower_is_steady(ir, i->b);
    ir_ref factor = first ? i->a : i->b, rest = first ? i->b : i->a;
    if (first && second) {
        if (!lower_around(p, i->c, out))
            return 0;
        *out = shifted(p, IR_ADD, *out, op(ir, IR_MUL, i->a, i->b));
        return 1;
    }
    if (!(first || second) || !lower_is_steady(ir, i->c) || !lower_around(p, rest, out))
        return 0;
    *out = shifted(p, IR_ADD, scaled(ir, IR_MUL, *out, factor), i->c);
    return 1;
}

int lower_around(struct program *p, ir_ref x, struct around *out)
{
    struct ir *ir = &p->ir;
    if (x < 0 || !(ir->ins[x].vary & VARY_TIME) || ir->ins[x].vary & (VARY_STATE | VARY_END)
        || ir->ins[x].is_mask)
        return 0;
    const struct ir_ins i = ir->ins[x];
    if (i.op == IR_FMA)
        return around_fma(p, &i, out);
    if (i.op != IR_NEG && i.op != IR_ADD && i.op != IR_SUB && i.op != IR_MUL && i.op != IR_DIV)
        return around_leaf(p, x, out);
    int first = lower_is_steady(ir, i.a), second = i.op != IR_NEG && lower_is_steady(ir, i.b);
    if (i.op == IR_NEG ? !lower_around(p, i.a, out)
        : !(second || (first && i.op != IR_DIV)) || !lower_around(p, first ? i.b : i.a, out))
        return 0;
    ir_ref by = first ? i.a : i.b;
    switch (i.op) {
    case IR_NEG:
        *out = (struct around){ op(ir, IR_NEG, out->high, IR_NONE), op(ir, IR_NEG, out->low, IR_NONE) };
        return 1;
    case IR_SUB:
        if (first) {
            lower_late(p, by);
            *out = (struct around){ op(ir, IR_SUB, by, out->high), op(ir, IR_SUB, by, out->low) };
            return 1;
        }
        /* fall through */
    case IR_ADD:
        *out = shifted(p, (enum ir_op)i.op, *out, by);
        return 1;
    default:
        *out = scaled(ir, (enum ir_op)i.op, *out, by);
        return 1;
    }
}

/* ---- functions that jump --------------------------------------------------------- */

/* mod(x, period): 0 where a period is over, not nearly a whole one. */
ir_ref lower_phase(struct program *p, ir_ref x, ir_ref period)
{
    struct ir *ir = &p->ir;
    double scale, shift, a;
    int fixed = ir_wide(ir, period, &a);
    struct around near;
    if (!lower_is_steady(ir, period) || (fixed && !(a > 0 && isfinite(a))))
        return IR_NONE;
    if (fixed && lower_is_time(ir, lower_peel(ir, x, &scale, &shift)))
        return marked(p, MARK_PHASE, a, scale, shift);
    if (!lower_around(p, x, &near))
        return IR_NONE;
    lower_late(p, period);
    ir_ref soon = ir_call(ir, FUNCTION_mod, near.high, period);
    ir_ref over = op(ir, IR_LT, soon, op(ir, IR_SUB, near.high, near.low));
    if (!fixed)
        over = op(ir, IR_AND, over, op(ir, IR_LT, zero(ir), period));
    return ir_emit(ir, IR_SELECT, over, zero(ir), ir_call(ir, FUNCTION_mod, x, period));
}

/* The floor or, turned, the ceiling. */
static ir_ref whole(struct program *p, ir_ref x, int up)
{
    struct ir *ir = &p->ir;
    double scale, shift, sign = up ? -1 : 1;
    struct around near;
    if (lower_is_time(ir, lower_peel(ir, x, &scale, &shift))) {
        ir_ref r = marked(p, MARK_WHOLE, 0, sign*scale, sign*shift);
        return up ? op(ir, IR_NEG, r, IR_NONE) : r;
    }
    return !lower_around(p, x, &near) ? IR_NONE
         : up ? ir_call(ir, FUNCTION_ceil, near.low, IR_NONE) : ir_call(ir, FUNCTION_floor, near.high, IR_NONE);
}

static ir_ref sign(struct program *p, ir_ref x)
{
    struct ir *ir = &p->ir;
    ir_ref above = lower_crossing(p, AST_GT, x, zero(ir)), below = lower_crossing(p, AST_LT, x, zero(ir));
    if (above == IR_NONE || below == IR_NONE)
        return IR_NONE;
    return ir_emit(ir, IR_SELECT, above, ir_const(ir, 1, NULL),
                   ir_emit(ir, IR_SELECT, below, ir_const(ir, -1, NULL), zero(ir)));
}

static ir_ref truncated(struct program *p, ir_ref x)
{
    struct ir *ir = &p->ir;
    ir_ref above = lower_crossing(p, AST_GE, x, zero(ir));
    ir_ref down = above == IR_NONE ? IR_NONE : whole(p, x, 0);
    return down == IR_NONE ? IR_NONE : ir_emit(ir, IR_SELECT, above, down, whole(p, x, 1));
}

ir_ref lower_whole_part(struct program *p, enum elementary function, ir_ref x)
{
    return function == FUNCTION_sign ? sign(p, x) : function == FUNCTION_floor ? whole(p, x, 0)
         : function == FUNCTION_ceil ? whole(p, x, 1) : function == FUNCTION_trunc ? truncated(p, x)
         : IR_NONE;
}
