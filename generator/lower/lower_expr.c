/* lower_expr.c -- expressions into operations.
 *
 * A term says what it is by kind and number: nothing is looked up here. Functions of
 * the model are expanded in place, so the list stays flat.
 */
#include <math.h>
#include <string.h>
#include "lower.h"

static struct ir *ir_of(const struct scope *s)
{
    return &s->l->p->ir;
}

int lower_slots(struct program *p, long n)
{
    struct program_slot *grown = ARENA_ARRAY(p->arena, struct program_slot, p->slot_count + n);
    if (p->slot_count)
        memcpy(grown, p->slots, (size_t)p->slot_count*sizeof *grown);
    p->slots = grown;
    p->slot_count += (int)n;
    return p->slot_count - (int)n;
}

/* The slots of an axis are made at its first use, all elements in a row. */
int lower_axis_slot(struct lowering *l, int axis)
{
    if (l->axis_slot[axis] >= 0)
        return l->axis_slot[axis];
    long n = axis_elements(&l->p->x->axes[axis].axis);
    int first = lower_slots(l->p, n);
    for (long i = 0; i < n; i++)
        l->p->slots[first + i] = (struct program_slot){ .axis = axis, .element = i, .state = -1 };
    return l->axis_slot[axis] = first;
}

int lower_graph(struct program *p, const double *values, long n)
{
    double *grown = ARENA_ARRAY(p->arena, double, p->graph_count + n);
    if (p->graph_count)
        memcpy(grown, p->graph, (size_t)p->graph_count*sizeof *grown);
    memcpy(grown + p->graph_count, values, (size_t)n*sizeof *values);
    p->graph = grown;
    p->graph_count += n;
    return (int)(p->graph_count - n);
}

static int fixed_values(struct lowering *l, int quantity)
{
    struct program *p = l->p;
    if (l->fixed_at[quantity] >= 0)
        return l->fixed_at[quantity];
    const double *values = model_quantity(l->e, p->x, quantity)->values;
    l->fixed_at[quantity] = lower_graph(p, values, p->nodes);
    return l->fixed_at[quantity];
}

ir_ref lower_quantity(struct lowering *l, int quantity)
{
    struct ir *ir = &l->p->ir;
    const struct quantity *q = model_quantity(l->e, l->p->x, quantity);
    int axis = model_axis(l->p->x, quantity);
    if (axis >= 0) {
        int slot = lower_axis_slot(l, axis), each = axis_elements(&l->p->x->axes[axis].axis) > 1;
        ir_ref r = each ? ir_load(ir, LOAD_POINT_NODE, slot, VARY_LANE | VARY_NODE, q->name)
                        : ir_load(ir, LOAD_POINT, slot, VARY_LANE, q->name);
        ir_reads_axis(ir, r, axis);
        return r;
    }
    if (q->values)
        return ir_load(ir, LOAD_FIXED_NODE, fixed_values(l, quantity), VARY_NODE, q->name);
    return ir_const(ir, q->value, q->kind == QUANTITY_INITIAL ? NULL : q->name);
}

static ir_ref input_ref(const struct scope *s, int input)
{
    const struct experiment *e = s->l->e;
    for (int i = 0; i < e->coupling_count; i++)
        if (e->couplings[i].input == input && e->weights >= 0)
            return ir_load(ir_of(s), LOAD_INPUT, input, VARY_NODE | VARY_STATE | VARY_LANE,
                           e->model->inputs[input]);
    return e->stimulus.present && e->stimulus.input == input ? s->l->stimulus : IR_ABSENT;
}

static ir_ref state_ref(const struct scope *s, const struct term *t)
{
    static const enum ir_load loads[] = { [SIDE_HERE] = LOAD_STATE, [SIDE_SOURCE] = LOAD_SOURCE, [SIDE_TARGET] = LOAD_TARGET };
    int state = t->side == SIDE_HERE ? t->index : s->coupling->source_states[t->index];
    return ir_load(ir_of(s), loads[t->side], state, VARY_NODE | VARY_STATE | VARY_LANE, t->name);
}

static ir_ref ref(const struct scope *s, const struct term *t)
{
    struct lowering *l = s->l;
    struct scope observed = { .l = l };
    switch (t->ref) {
    case REF_STATE:    return state_ref(s, t);
    case REF_INPUT:    return input_ref(s, t->index);
    case REF_LET:      return l->lets[t->index];
    case REF_PARAM:    return lower_quantity(l, s->params[t->index].quantity);
    case REF_QUANTITY: return lower_quantity(l, t->index);
    case REF_ARGUMENT: return s->given[t->index];
    case REF_TIME:     return ir_load(ir_of(s), LOAD_TIME, 0, VARY_TIME, "t");
    case REF_OBSERVE:  return lower_expr(&observed, l->e->observes[t->index].value);
    case REF_SUM:
        return ir_load(ir_of(s), LOAD_SUM, s->coupling_index, VARY_NODE | VARY_STATE | VARY_LANE, "sum");
    }
    BUG("a name of no kind");
}

/* What an absent operand makes of an operation; IR_NONE: nothing is absent. Absent
 * is what nothing is connected to, never what happens to be zero: bits do not hang
 * on values. */
static ir_ref with_absent(struct ir *ir, enum ast_op op, ir_ref x, ir_ref y)
{
    int no_x = x == IR_ABSENT, no_y = y == IR_ABSENT;
    switch (op) {
    case AST_ADD: return no_x ? y : no_y ? x : IR_NONE;
    case AST_SUB: return no_y ? x : no_x ? ir_emit(ir, IR_NEG, y, IR_NONE, IR_NONE) : IR_NONE;
    case AST_MUL: return no_x || no_y ? IR_ABSENT : IR_NONE;
    case AST_DIV: return no_x && !no_y ? IR_ABSENT : IR_NONE;
    default: return IR_NONE;
    }
}

static ir_ref present(const struct scope *s, ir_ref r)
{
    return r == IR_ABSENT ? ir_const(ir_of(s), 0, NULL) : r;
}

ir_ref lower_present(const struct scope *s, const struct term *t)
{
    return present(s, lower_expr(s, t));
}

/* A function of the model. */
static ir_ref apply(const struct scope *s, const struct term *t)
{
    const struct model *m = s->l->e->model;
    ir_ref args[MOST_ARGUMENTS];
    for (int i = 0; i < t->count; i++)
        args[i] = lower_present(s, t->args[i]);
    struct scope inside = { .l = s->l, .params = m->params, .given = args };
    return lower_expr(&inside, m->functions[t->index].value);
}

/* Exponents written as numbers have their own ways; one that is a quantity calls the
 * power function, whatever its value. */
static ir_ref power(struct ir *ir, const struct term *n, ir_ref x, ir_ref y)
{
    int below = term_is_op(n, AST_NEG);
    const struct term *size = below ? n->args[0] : n;
    double k = size->value;
    if (size->kind != TERM_NUMBER)
        return ir_call(ir, FUNCTION_pow, x, y);
    if (!below && k == 0.5)
        return ir_emit(ir, IR_SQRT, x, IR_NONE, IR_NONE);
    if (k == 0)
        return ir_const(ir, 1, NULL);
    if (k != floor(k) || k > TERM_LARGEST_POWER)
        return ir_call(ir, FUNCTION_pow, x, y);
    ir_ref p = ir_power(ir, x, (int)k);
    return below ? ir_emit(ir, IR_DIV, ir_const(ir, 1, NULL), p, IR_NONE) : p;
}

/* IR_NONE: it is called as any other. */
static ir_ref special_call(struct program *p, const struct term *t, ir_ref x, ir_ref y)
{
    struct ir *ir = &p->ir;
    ir_ref on;
    switch (t->index) {
    case FUNCTION_sqrt:
        return ir_emit(ir, IR_SQRT, x, IR_NONE, IR_NONE);
    case FUNCTION_pow:
        return power(ir, t->args[1], x, y);
    case FUNCTION_mod:
        return lower_phase(p, x, y);
    case FUNCTION_heaviside:
        on = lower_crossing(p, AST_GE, x, ir_const(ir, 0, NULL));
        return on == IR_NONE ? on : ir_emit(ir, IR_SELECT, on, ir_const(ir, 1, NULL), ir_const(ir, 0, NULL));
    default:
        return lower_whole_part(p, (enum elementary)t->index, x);
    }
}

static ir_ref call(const struct scope *s, const struct term *t)
{
    ir_ref x = lower_present(s, t->args[0]);
    ir_ref y = t->count > 1 ? lower_present(s, t->args[1]) : IR_NONE;
    ir_ref r = special_call(s->l->p, t, x, y);
    if (r == IR_NONE)
        r = ir_call(ir_of(s), t->index, x, y);
    /* min and max of several fold from the left */
    for (int i = 2; i < t->count; i++)
        r = ir_call(ir_of(s), t->index, r, lower_present(s, t->args[i]));
    return r;
}

static ir_ref compare(const struct scope *s, enum ast_op op, ir_ref x, ir_ref y)
{
    struct ir *ir = ir_of(s);
    ir_ref crossing = op == AST_AND || op == AST_OR ? IR_NONE : lower_crossing(s->l->p, op, x, y);
    if (crossing != IR_NONE)
        return crossing;
    switch (op) {
    case AST_LT: return ir_emit(ir, IR_LT, x, y, IR_NONE);
    case AST_LE: return ir_emit(ir, IR_LE, x, y, IR_NONE);
    case AST_GT: return ir_emit(ir, IR_LT, y, x, IR_NONE);
    case AST_GE: return ir_emit(ir, IR_LE, y, x, IR_NONE);
    case AST_EQ: return ir_emit(ir, IR_EQ, x, y, IR_NONE);
    case AST_NE: return ir_emit(ir, IR_NE, x, y, IR_NONE);
    case AST_AND: return ir_emit(ir, IR_AND, x, y, IR_NONE);
    default: return ir_emit(ir, IR_OR, x, y, IR_NONE);
    }
}

/* The two factors of a product, written as one or as a whole power; IR_ABSENT in
 * [*x] where the product is absent. */
static void factors(const struct scope *s, const struct term *t, ir_ref *x, ir_ref *y)
{
    int n = term_whole_power(t);
    if (n) {
        ir_power_factors(ir_of(s), lower_present(s, t->args[0]), n, x, y);
        return;
    }
    *x = lower_expr(s, t->args[0]);
    *y = lower_expr(s, t->args[1]);
    if (*x == IR_ABSENT || *y == IR_ABSENT)
        *x = IR_ABSENT;
}

/* A sum that takes in a product in one rounding; fuse.c says which. */
static ir_ref fused_sum(const struct scope *s, const struct term *t)
{
    struct ir *ir = ir_of(s);
    int left = t->fused == FUSED_LEFT;
    ir_ref x, y, rest = left ? IR_NONE : lower_expr(s, t->args[0]);
    factors(s, t->args[!left], &x, &y);
    if (left)
        rest = lower_expr(s, t->args[1]);
    if (x == IR_ABSENT || rest == IR_ABSENT) {
        ir_ref product = x == IR_ABSENT ? IR_ABSENT : ir_emit(ir, IR_MUL, x, y, IR_NONE);
        return left ? with_absent(ir, t->op, product, rest) : with_absent(ir, t->op, rest, product);
    }
    if (t->op == AST_SUB && left)
        rest = ir_emit(ir, IR_NEG, rest, IR_NONE, IR_NONE);
    else if (t->op == AST_SUB)
        x = ir_emit(ir, IR_NEG, x, IR_NONE, IR_NONE);
    return ir_emit(ir, IR_FMA, x, y, rest);
}

static ir_ref binary(const struct scope *s, const struct term *t)
{
    struct ir *ir = ir_of(s);
    ir_ref x = lower_expr(s, t->args[0]), y = lower_expr(s, t->args[1]);
    ir_ref r = with_absent(ir, t->op, x, y);
    if (r != IR_NONE)
        return r;
    x = present(s, x);
    y = present(s, y);
    switch (t->op) {
    case AST_ADD: return ir_emit(ir, IR_ADD, x, y, IR_NONE);
    case AST_SUB: return ir_emit(ir, IR_SUB, x, y, IR_NONE);
    case AST_MUL: return ir_emit(ir, IR_MUL, x, y, IR_NONE);
    case AST_DIV: return ir_emit(ir, IR_DIV, x, y, IR_NONE);
    case AST_POW: return power(ir, t->args[1], x, y);
    default: return compare(s, t->op, x, y);
    }
}

static ir_ref unary(const struct scope *s, const struct term *t)
{
    ir_ref x = lower_expr(s, t->args[0]);
    if (x == IR_ABSENT && t->op == AST_NEG)
        return x;
    return ir_emit(ir_of(s), t->op == AST_NEG ? IR_NEG : IR_NOT, present(s, x), IR_NONE, IR_NONE);
}

static ir_ref choice(const struct scope *s, const struct term *t)
{
    ir_ref m = lower_present(s, t->args[0]), x = lower_present(s, t->args[1]);
    return ir_emit(ir_of(s), IR_SELECT, m, x, lower_present(s, t->args[2]));
}

ir_ref lower_expr(const struct scope *s, const struct term *t)
{
    int n = term_whole_power(t);
    if (n)                              /* its exponent is no operand */
        return ir_power(ir_of(s), lower_present(s, t->args[0]), n);
    switch (t->kind) {
    case TERM_NUMBER:   return ir_const(ir_of(s), t->value, NULL);
    case TERM_REF:      return ref(s, t);
    case TERM_CALL:     return call(s, t);
    case TERM_COMPOSED: return lower_composed(s, t);
    case TERM_APPLY:    return apply(s, t);
    case TERM_REDUCE:
        return lower_reduction(s->l, (enum reduction)t->index, lower_present(s, t->args[0]));
    case TERM_OP:
        return t->op == AST_IF ? choice(s, t) : t->count == 1 ? unary(s, t)
             : t->fused ? fused_sum(s, t) : binary(s, t);
    }
    BUG("a term of no kind");
}
