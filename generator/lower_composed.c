/* lower_composed.c -- the functions of composed.def, written out.
 *
 * A sign of comparison and a choice each, no function of the generated C: what
 * depends on the point alone is computed before the time loop as elsewhere.
 */
#include <string.h>
#include "lower.h"

static ir_ref op(struct ir *ir, enum ir_op which, ir_ref x, ir_ref y)
{
    return ir_emit(ir, which, x, y, IR_NONE);
}

static ir_ref one_where(struct ir *ir, ir_ref mask)
{
    return ir_emit(ir, IR_SELECT, mask, ir_const(ir, 1, NULL), ir_const(ir, 0, NULL));
}

static ir_ref pulse(struct ir *ir, ir_ref t, ir_ref onset, ir_ref width)
{
    ir_ref begun = op(ir, IR_LE, onset, t);
    ir_ref lasts = op(ir, IR_LT, t, op(ir, IR_ADD, onset, width));
    return one_where(ir, op(ir, IR_AND, begun, lasts));
}

static ir_ref pulse_train(struct ir *ir, ir_ref t, ir_ref period, ir_ref duty)
{
    ir_ref phase = ir_call(ir, "m_mod", t, period);
    return one_where(ir, op(ir, IR_LT, phase, op(ir, IR_MUL, duty, period)));
}

/* Of a ramp without length nothing is left but the step: 0/0 counts as 0. */
static ir_ref ramp(struct ir *ir, ir_ref t, ir_ref start, ir_ref stop)
{
    ir_ref zero = ir_const(ir, 0, NULL), one = ir_const(ir, 1, NULL);
    ir_ref x = op(ir, IR_DIV, op(ir, IR_SUB, t, start), op(ir, IR_SUB, stop, start));
    ir_ref top = ir_emit(ir, IR_SELECT, op(ir, IR_LT, x, one), x, one);
    return ir_emit(ir, IR_SELECT, op(ir, IR_LT, zero, x), top, zero);
}

static const struct {
    const char *name;
    ir_ref (*make)(struct ir *ir, ir_ref x, ir_ref y, ir_ref z);
} composed[] = {
#define COMPOSED(name, least, most, args, text) { #name, name },
#include "composed.def"
#undef COMPOSED
};

ir_ref lower_composed(const struct scope *s, const struct ast_expr *e)
{
    for (size_t i = 0; i < sizeof composed/sizeof *composed; i++)
        if (strcmp(composed[i].name, e->name) == 0) {
            ir_ref x = lower_present(s, e->first), y = lower_present(s, e->first->next);
            return composed[i].make(&s->l->p->ir, x, y, lower_present(s, e->first->next->next));
        }
    return IR_NONE;
}
