/* lower_expr.c -- expressions into operations.
 *
 * The checker has seen to it that every name resolves; what does not is a bug
 * here. Functions of the model are expanded in place, so the list stays flat.
 */
#include <math.h>
#include <string.h>
#include "check/fuse.h"
#include "lower.h"

static struct ir *ir_of(const struct scope *s)
{
    return &s->l->p->ir;
}

long lower_elements(const struct axis_decl *x)
{
    long n = 1;
    for (int i = 0; i < x->rank; i++)
        n *= x->shape[i];
    return n;
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
    long n = lower_elements(&l->p->x->axes[axis]);
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
        int slot = lower_axis_slot(l, axis), each = lower_elements(&l->p->x->axes[axis]) > 1;
        ir_ref r = each ? ir_load(ir, LOAD_POINT_NODE, slot, VARY_LANE | VARY_NODE, q->name)
                        : ir_load(ir, LOAD_POINT, slot, VARY_LANE, q->name);
        ir_reads_axis(ir, r, axis);
        return r;
    }
    if (q->values)
        return ir_load(ir, LOAD_FIXED_NODE, fixed_values(l, quantity), VARY_NODE, q->name);
    return ir_const(ir, q->value, q->kind == QUANTITY_INITIAL ? NULL : q->name);
}

static int find_param(const struct param *params, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(params[i].name, name) == 0)
            return params[i].quantity;
    return -1;
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

static ir_ref model_name(const struct scope *s, const char *name)
{
    const struct model *m = s->l->e->model;
    if (!m)
        return IR_NONE;
    for (int i = 0; i < m->state_count; i++)
        if (strcmp(m->states[i].name, name) == 0)
            return ir_load(ir_of(s), LOAD_STATE, i, VARY_NODE | VARY_STATE | VARY_LANE,
                           m->states[i].name);
    for (int i = 0; i < m->let_count; i++)
        if (strcmp(m->lets[i].name, name) == 0)
            return s->l->lets[i];
    for (int i = 0; i < m->input_count; i++)
        if (strcmp(m->inputs[i], name) == 0)
            return input_ref(s, i);
    int q = find_param(m->params, m->param_count, name);
    return q >= 0 ? lower_quantity(s->l, q) : IR_NONE;
}

/* x_j and x_i of a coupling's `from x`. */
static ir_ref coupling_name(const struct scope *s, const char *name)
{
    const struct coupling *c = s->coupling;
    size_t n = strlen(name);
    if (strcmp(name, "sum") == 0)
        return ir_load(ir_of(s), LOAD_SUM, s->coupling_index, VARY_NODE | VARY_STATE | VARY_LANE, "sum");
    for (int i = 0; i < c->source_count; i++) {
        size_t k = strlen(c->sources[i]);
        if (n != k + 2 || memcmp(name, c->sources[i], k) != 0 || name[k] != '_')
            continue;
        enum ir_load load = name[k + 1] == 'j' ? LOAD_SOURCE : LOAD_TARGET;
        return ir_load(ir_of(s), load, c->source_states[i], VARY_NODE | VARY_STATE | VARY_LANE,
                       arena_print(s->l->p->arena, "%s", name));
    }
    int q = find_param(c->params, c->param_count, name);
    return q >= 0 ? lower_quantity(s->l, q) : IR_NONE;
}

static ir_ref stimulus_name(const struct scope *s, const char *name)
{
    const struct stimulus *m = &s->l->e->stimulus;
    int q = find_param(m->params, m->param_count, name);
    return q >= 0 ? lower_quantity(s->l, q) : IR_NONE;
}

/* Dotted, or bare and seen from this exploration: its own parameters first. */
static ir_ref any_quantity(const struct scope *s, const char *name)
{
    const struct experiment *e = s->l->e;
    int found = -1;
    for (int i = 0; i < e->quantity_count; i++) {
        const struct quantity *q = &e->quantities[i];
        if (q->owner && q->owner != s->l->p->x)
            continue;
        if (strcmp(q->path, name) == 0)
            return lower_quantity(s->l, i);
        if (strcmp(q->name, name) == 0)
            found = i;
    }
    return found >= 0 ? lower_quantity(s->l, found) : IR_NONE;
}

static ir_ref observed_name(const struct scope *s, const char *name)
{
    const struct experiment *e = s->l->e;
    for (int i = 0; i < e->observe_count; i++) {
        const struct observe *o = &e->observes[i];
        if (strcmp(o->name, name) == 0 && (!o->owner || o->owner == s->l->p->x))
            return lower_expr(s, o->value);
    }
    return IR_NONE;
}

static ir_ref name_ref(const struct scope *s, const char *name)
{
    for (const struct binding *b = s->bound; b; b = b->outer)
        if (strcmp(b->name, name) == 0)
            return b->value;
    if (strcmp(name, "pi") == 0)
        return ir_const(ir_of(s), M_PI, NULL);
    if (strcmp(name, "t") == 0)
        return ir_load(ir_of(s), LOAD_TIME, 0, VARY_TIME, "t");
    ir_ref r = s->kind == SCOPE_COUPLING ? coupling_name(s, name)
             : s->kind == SCOPE_STIMULUS ? stimulus_name(s, name) : IR_NONE;
    if (r == IR_NONE && s->kind == SCOPE_OBSERVE)
        r = observed_name(s, name);
    if (r == IR_NONE && (s->kind == SCOPE_MODEL || s->kind == SCOPE_OBSERVE))
        r = model_name(s, name);
    if (r == IR_NONE)
        r = any_quantity(s, name);
    if (r == IR_NONE)
        BUG("a name was not resolved by the checker");
    return r;
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

ir_ref lower_present(const struct scope *s, const struct ast_expr *e)
{
    return present(s, lower_expr(s, e));
}

static ir_ref call_model(const struct scope *s, const struct function *f, const struct ast_expr *e)
{
    enum { MOST = 16 };
    struct binding args[MOST];
    const struct ast_expr *p = f->params, *a = e->first;
    int n = 0;
    for (; p && a && n < MOST; p = p->next, a = a->next, n++)
        args[n] = (struct binding){ p->name, lower_present(s, a), n ? &args[n - 1] : NULL };
    struct scope inside = *s;
    inside.bound = n ? &args[n - 1] : NULL;
    return lower_expr(&inside, f->value);
}

static ir_ref call_reduction(const struct scope *s, const struct ast_expr *e)
{
    const struct ast_expr *arg = e->first;
    if (s->kind != SCOPE_OBSERVE || !arg || arg->next)
        return IR_NONE;
    if (arg->op == AST_OVER)
        arg = arg->first;
    for (int k = 0; reduction_names[k]; k++)
        if (strcmp(e->name, reduction_names[k]) == 0)
            return lower_reduction(s->l, (enum reduction)k, lower_present(s, arg));
    return IR_NONE;
}

/* Exponents written as numbers have their own ways; one that is a quantity calls the
 * power function, whatever its value. */
static ir_ref power(struct ir *ir, const struct ast_expr *e, ir_ref x, ir_ref y)
{
    const struct ast_expr *n = e->first->next, *size = n->op == AST_NEG ? n->first : n;
    enum { LARGEST = 16 };          /* beyond it the power function is as quick and more exact */
    if (size->op != AST_NUMBER)
        return ir_call(ir, "m_pow", x, y);
    double k = size->value;
    if (n->op != AST_NEG && k == 0.5)
        return ir_emit(ir, IR_SQRT, x, IR_NONE, IR_NONE);
    if (k == 0)
        return ir_const(ir, 1, NULL);
    if (k != floor(k) || k > LARGEST)
        return ir_call(ir, "m_pow", x, y);
    ir_ref p = ir_power(ir, x, (int)k);
    return n->op == AST_NEG ? ir_emit(ir, IR_DIV, ir_const(ir, 1, NULL), p, IR_NONE) : p;
}

static const struct { const char *name, *call; } builtins[] = {
#define FUNCTION(name, least, most, args, call, constant, text) { #name, #call },
#include "model/function.def"
#undef FUNCTION
};

static ir_ref call_builtin(const struct scope *s, const struct ast_expr *e)
{
    struct ir *ir = ir_of(s);
    ir_ref x = lower_present(s, e->first);
    ir_ref y = e->first->next ? lower_present(s, e->first->next) : IR_NONE;
    if (strcmp(e->name, "sqrt") == 0)
        return ir_emit(ir, IR_SQRT, x, IR_NONE, IR_NONE);
    if (strcmp(e->name, "pow") == 0)
        return power(ir, e, x, y);
    if (strcmp(e->name, "heaviside") == 0) {
        ir_ref on = lower_crossing(s->l->p, AST_GE, x, ir_const(ir, 0, NULL));
        if (on != IR_NONE)
            return ir_emit(ir, IR_SELECT, on, ir_const(ir, 1, NULL), ir_const(ir, 0, NULL));
    }
    for (int i = 0; i < (int)(sizeof builtins/sizeof *builtins); i++)
        if (strcmp(e->name, builtins[i].name) == 0) {
            ir_ref r = strcmp(e->name, "mod") ? lower_whole_part(s->l->p, builtins[i].call, x)
                     : lower_phase(s->l->p, x, y);
            if (r == IR_NONE)
                r = ir_call(ir, builtins[i].call, x, y);
            /* min and max of several fold from the left */
            for (const struct ast_expr *a = y == IR_NONE ? NULL : e->first->next->next; a; a = a->next)
                r = ir_call(ir, builtins[i].call, r, lower_present(s, a));
            return r;
        }
    BUG("a function was not resolved by the checker");
}

static ir_ref call_ref(const struct scope *s, const struct ast_expr *e)
{
    const struct model *m = s->l->e->model;
    for (int i = 0; m && s->kind != SCOPE_STIMULUS && i < m->function_count; i++)
        if (strcmp(m->functions[i].name, e->name) == 0)
            return call_model(s, &m->functions[i], e);
    ir_ref r = call_reduction(s, e);
    if (r == IR_NONE)
        r = lower_composed(s, e);
    return r != IR_NONE ? r : call_builtin(s, e);
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
static void factors(const struct scope *s, const struct ast_expr *e, ir_ref *x, ir_ref *y)
{
    int n = fuse_whole_power(e);
    if (n) {
        ir_power_factors(ir_of(s), lower_present(s, e->first), n, x, y);
        return;
    }
    *x = lower_expr(s, e->first);
    *y = lower_expr(s, e->first->next);
    if (*x == IR_ABSENT || *y == IR_ABSENT)
        *x = IR_ABSENT;
}

/* A sum that takes in a product in one rounding; fuse.c says which. */
static ir_ref fused_sum(const struct scope *s, const struct ast_expr *e)
{
    struct ir *ir = ir_of(s);
    int left = e->fused == AST_FUSED_LEFT;
    ir_ref x, y, rest = left ? IR_NONE : lower_expr(s, e->first);
    factors(s, left ? e->first : e->first->next, &x, &y);
    if (left)
        rest = lower_expr(s, e->first->next);
    if (x == IR_ABSENT || rest == IR_ABSENT) {
        ir_ref product = x == IR_ABSENT ? IR_ABSENT : ir_emit(ir, IR_MUL, x, y, IR_NONE);
        return left ? with_absent(ir, e->op, product, rest) : with_absent(ir, e->op, rest, product);
    }
    if (e->op == AST_SUB && left)
        rest = ir_emit(ir, IR_NEG, rest, IR_NONE, IR_NONE);
    else if (e->op == AST_SUB)
        x = ir_emit(ir, IR_NEG, x, IR_NONE, IR_NONE);
    return ir_emit(ir, IR_FMA, x, y, rest);
}

static ir_ref binary(const struct scope *s, const struct ast_expr *e)
{
    struct ir *ir = ir_of(s);
    int n = fuse_whole_power(e);
    if (e->fused)
        return fused_sum(s, e);
    if (n)                              /* its exponent is no operand */
        return ir_power(ir, lower_present(s, e->first), n);
    ir_ref x = lower_expr(s, e->first), y = lower_expr(s, e->first->next);
    ir_ref r = with_absent(ir, e->op, x, y);
    if (r != IR_NONE)
        return r;
    x = present(s, x);
    y = present(s, y);
    switch (e->op) {
    case AST_ADD: return ir_emit(ir, IR_ADD, x, y, IR_NONE);
    case AST_SUB: return ir_emit(ir, IR_SUB, x, y, IR_NONE);
    case AST_MUL: return ir_emit(ir, IR_MUL, x, y, IR_NONE);
    case AST_DIV: return ir_emit(ir, IR_DIV, x, y, IR_NONE);
    case AST_POW: return power(ir, e, x, y);
    default: return compare(s, e->op, x, y);
    }
}

static ir_ref unary(const struct scope *s, const struct ast_expr *e)
{
    ir_ref x = lower_expr(s, e->first);
    if (x == IR_ABSENT && e->op == AST_NEG)
        return x;
    return ir_emit(ir_of(s), e->op == AST_NEG ? IR_NEG : IR_NOT, present(s, x), IR_NONE, IR_NONE);
}

ir_ref lower_expr(const struct scope *s, const struct ast_expr *e)
{
    switch (e->op) {
    case AST_NUMBER: return ir_const(ir_of(s), e->value, NULL);
    case AST_NAME:   return name_ref(s, e->name);
    case AST_CALL:   return call_ref(s, e);
    case AST_NEG: case AST_NOT: return unary(s, e);
    case AST_IF: {
        ir_ref m = lower_present(s, e->first);
        ir_ref x = lower_present(s, e->first->next);
        return ir_emit(ir_of(s), IR_SELECT, m, x, lower_present(s, e->first->next->next));
    }
    case AST_STRING: case AST_LIST: case AST_ASSIGN: case AST_OVER:
        BUG("no number in this expression");
    default: return binary(s, e);
    }
}
