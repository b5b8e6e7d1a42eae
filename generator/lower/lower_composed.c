/* lower_composed.c -- the functions of composed.def, written out.
 *
 * A sign of comparison and a choice each, no function of the generated C: what
 * depends on the point alone is computed before the time loop as elsewhere.
 */
#include "lower.h"

static ir_ref op(struct ir *ir, enum ir_op which, ir_ref x, ir_ref y)
{
    return ir_emit(ir, which, x, y, IR_NONE);
}

static ir_ref one_where(struct ir *ir, ir_ref mask)
{
    return ir_emit(ir, IR_SELECT, mask, ir_const(ir, 1, NULL), ir_const(ir, 0, NULL));
}

/* The time a little late, so that a pulse on the step grid takes the steps it is long,
 * wherever it begins; of what is no time, itself. */
static ir_ref soon(struct program *p, ir_ref t)
{
    struct around near;
    return lower_around(p, t, &near) ? near.high : t;
}

static ir_ref pulse(struct program *p, ir_ref t, ir_ref onset, ir_ref width)
{
    struct ir *ir = &p->ir;
    double from, length;
    if (lower_is_time(ir, t) && ir_wide(ir, onset, &from) && ir_wide(ir, width, &length))
        return lower_mark(p, (struct time_mark){ MARK_WINDOW, from, from + length, 1, 0 });
    ir_ref end = op(ir, IR_ADD, onset, width);
    ir_ref begun = lower_crossing(p, AST_GE, t, onset), over = lower_crossing(p, AST_GE, t, end);
    if (begun == IR_NONE || over == IR_NONE)
        return one_where(ir, op(ir, IR_AND, op(ir, IR_LE, onset, t), op(ir, IR_LT, t, end)));
    return one_where(ir, op(ir, IR_AND, begun, op(ir, IR_NOT, over, IR_NONE)));
}

static ir_ref pulse_train(struct program *p, ir_ref t, ir_ref period, ir_ref duty)
{
    struct ir *ir = &p->ir;
    double length, part, scale, shift;
    if (ir_wide(ir, period, &length) && ir_wide(ir, duty, &part) && length > 0
        && lower_is_time(ir, lower_peel(ir, t, &scale, &shift)))
        return lower_mark(p, (struct time_mark){ MARK_TRAIN, length, part*length, scale, shift });
    lower_late(p, period);
    ir_ref phase = ir_call(ir, FUNCTION_mod, soon(p, t), period);
    return one_where(ir, op(ir, IR_LT, phase, op(ir, IR_MUL, duty, period)));
}

static ir_ref since(struct program *p, ir_ref t, ir_ref start)
{
    double from;
    return lower_is_time(&p->ir, t) && ir_wide(&p->ir, start, &from)
         ? lower_mark(p, (struct time_mark){ MARK_SINCE, from, 0, 1, 0 }) : op(&p->ir, IR_SUB, t, start);
}

static ir_ref length(struct ir *ir, ir_ref start, ir_ref stop)
{
    double from, to;
    return ir_wide(ir, start, &from) && ir_wide(ir, stop, &to) ? ir_const(ir, to - from, NULL)
         : op(ir, IR_SUB, stop, start);
}

/* Of a ramp without length the step is left, which is 1 from stop on. */
static ir_ref ramp(struct program *p, ir_ref t, ir_ref start, ir_ref stop)
{
    struct ir *ir = &p->ir;
    ir_ref zero = ir_const(ir, 0, NULL), one = ir_const(ir, 1, NULL), all = length(ir, start, stop);
    ir_ref x = op(ir, IR_DIV, since(p, t, start), all);
    ir_ref top = ir_emit(ir, IR_SELECT, op(ir, IR_LT, x, one), x, one);
    ir_ref slope = ir_emit(ir, IR_SELECT, op(ir, IR_LT, zero, x), top, zero);
    double known;
    if (ir_is_const(ir, all, &known) && known != 0)
        return slope;
    ir_ref begun = lower_crossing(p, AST_GE, t, stop);
    if (begun == IR_NONE)
        begun = op(ir, IR_LE, stop, t);
    return ir_emit(ir, IR_SELECT, op(ir, IR_EQ, all, zero), one_where(ir, begun), slope);
}

/* ORDER composed.def */
static ir_ref (*const composed[])(struct program *p, ir_ref x, ir_ref y, ir_ref z) = {
#define COMPOSED(name, least, most, args, text) name,
#include "model/composed.def"
#undef COMPOSED
};

ir_ref lower_composed(const struct scope *s, const struct term *t)
{
    ir_ref x = lower_present(s, t->args[0]), y = lower_present(s, t->args[1]);
    return composed[t->index](s->l->p, x, y, lower_present(s, t->args[2]));
}
