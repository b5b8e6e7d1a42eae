/* door.c -- the door: fold, share, append.
 *
 * Only operations that IEEE 754 rounds correctly are folded (+ - * / sqrt fma,
 * negation, comparison), in the precision of the kernel, and only identities that
 * keep every bit are applied: x*1, x/1, x-0, --x, x/2^k = x*2^-k, a fused sum whose
 * product is exact. Not x+0 (it turns -0 into 0), not x*0, x-x or x/x (NaN). So a
 * folded kernel and an unfolded one agree to the last bit on every machine.
 */
#include "ir/circuit.h"
#include <float.h>
#include <math.h>
#include <string.h>
#include "diag.h"

static const struct { const char *name; int operands; } ops[] = {
#define X(name, n) { #name, n },
    IR_OPS(X)
#undef X
};

int ir_operands(enum ir_op op) { return ops[op].operands; }
const char *ir_op_name(enum ir_op op) { return ops[op].name; }

/* Equal bits, not equal values: 0.0 and -0.0 must stay apart. */
static int same_bits(double x, double y)
{
    return memcmp(&x, &y, sizeof x) == 0;
}

/* ------------------------------------------------------------------ sharing -- */

static int same_name(const struct ir_ins *x, const struct ir_ins *y)
{
    if (x->op != IR_CONST || x->name == y->name)
        return 1;
    return x->name && y->name && strcmp(x->name, y->name) == 0;
}

static int same(const struct ir_ins *x, const struct ir_ins *y)
{
    return x->op == y->op && x->a == y->a && x->b == y->b && x->c == y->c && x->side == y->side
        && x->axis == y->axis && x->buffer == y->buffer && x->slot == y->slot
        && same_bits(x->k, y->k) && same_name(x, y);
}

static unsigned hash(const struct ir_ins *i)
{
    uint64_t k, h = i->op;
    memcpy(&k, &i->k, sizeof k);
    const uint64_t parts[] = { (uint32_t)i->a, (uint32_t)i->b, (uint32_t)i->c, (uint32_t)i->slot,
                               (uint16_t)i->buffer, (uint16_t)i->axis, i->side, k };
    for (size_t p = 0; p < sizeof parts/sizeof *parts; p++)
        h = (h ^ parts[p])*0xff51afd7ed558ccdu ^ h >> 29;
    return (unsigned)(h >> 32);
}

static void link_value(struct ir *ir, ir_ref r)
{
    ir_ref *bucket = &ir->buckets[hash(&ir->ins[r]) & (unsigned)(ir->bucket_count - 1)];
    ir->ins[r].next = *bucket;
    *bucket = r;
}

static void grow(struct ir *ir)
{
    ir->cap = ir->cap ? 2*ir->cap : 256;
    struct ir_ins *larger = ARENA_ARRAY(ir->arena, struct ir_ins, ir->cap);
    if (ir->len)
        memcpy(larger, ir->ins, (size_t)ir->len*sizeof *larger);
    ir->ins = larger;
    ir->bucket_count = ir->cap;
    ir->buckets = ARENA_ARRAY(ir->arena, ir_ref, ir->bucket_count);
    for (int i = 0; i < ir->bucket_count; i++)
        ir->buckets[i] = IR_NONE;
    for (ir_ref r = 0; r < ir->len; r++)
        link_value(ir, r);
}

static ir_ref find(const struct ir *ir, const struct ir_ins *want)
{
    if (!ir->len)
        return IR_NONE;
    ir_ref r = ir->buckets[hash(want) & (unsigned)(ir->bucket_count - 1)];
    while (r != IR_NONE && !same(&ir->ins[r], want))
        r = ir->ins[r].next;
    return r;
}

static ir_ref append(struct ir *ir, struct ir_ins ins)
{
    ir_ref seen = ir->no_fold && ins.op != IR_LOAD ? IR_NONE : find(ir, &ins);
    if (seen != IR_NONE)
        return seen;
    if (ir->len == ir->cap)
        grow(ir);
    ir->ins[ir->len] = ins;
    link_value(ir, ir->len);
    return ir->len++;
}

/* A value without operands, buffer or axis. */
static struct ir_ins plain(enum ir_op op, enum ir_when when)
{
    return (struct ir_ins){ .op = (uint8_t)op, .when = (uint8_t)when, .axis = -1, .buffer = -1, .slot = -1,
                            .a = IR_NONE, .b = IR_NONE, .c = IR_NONE };
}

/* Of END and STEP the later one is END: enum ir_when is in order. */
static void inherit(const struct ir *ir, struct ir_ins *i, ir_ref from)
{
    if (from == IR_NONE)
        return;
    const struct ir_ins *x = &ir->ins[from];
    i->over |= x->over;
    i->axes |= x->axes;
    i->when = x->when > i->when ? x->when : i->when;
}

/* ------------------------------------------------------------------- leaves -- */

ir_ref ir_const(struct ir *ir, double k, const char *name)
{
    struct ir_ins i = plain(IR_CONST, FIXED);
    i.k = ir->bytes == 4 ? (double)(float)k : k;
    i.name = name;
    return append(ir, i);
}

ir_ref ir_load(struct ir *ir, int buffer, int slot, const char *name)
{
    return ir_load_at(ir, buffer, slot, HERE, -1, IR_NONE, name);
}

/* A stream's row is known once its clock ticks, however its host fills it. */
static enum ir_when known(const struct ir_buffer *b)
{
    if (b->clock >= FIRST_CHILD || b->rows != 1)
        return STEP;
    return (enum ir_when)b->clock;
}

ir_ref ir_load_at(struct ir *ir, int buffer, int slot, enum ir_side side, int axis, ir_ref lag, const char *name)
{
    const struct ir_buffer *b = &ir->buffers[buffer];
    struct ir_ins i = plain(IR_LOAD, known(b));
    i.over = b->over;
    if (side != HERE) {
        int end = side == SOURCE ? ir->axes[axis].from : ir->axes[axis].to;
        if (b->over & OVER(end)) {
            i.over = (b->over & ~OVER(end)) | OVER(axis);
            i.side = (uint8_t)side;
            i.axis = (int16_t)axis;
        }
    }
    i.buffer = (int16_t)buffer;
    i.slot = slot;
    i.a = lag;
    i.name = name;
    inherit(ir, &i, lag);
    return append(ir, i);
}

ir_ref ir_time(struct ir *ir, double steps)
{
    struct ir_ins i = plain(IR_TIME, STEP);
    i.k = steps;
    return append(ir, i);
}

ir_ref ir_h(struct ir *ir, double divisor)
{
    struct ir_ins i = plain(IR_H, POINT);
    i.k = divisor;
    return append(ir, i);
}

ir_ref ir_ticks(struct ir *ir, int clock)
{
    struct ir_ins i = plain(IR_TICKS, STEP);
    i.slot = clock;
    i.condition = 1;
    return append(ir, i);
}

void ir_reads_axis(struct ir *ir, ir_ref load, int axis)
{
    ir->ins[load].axes |= (uint64_t)1 << (axis < 63 ? axis : 63);
}

void ir_name(struct ir *ir, ir_ref r, const char *name)
{
    struct ir_ins *i = &ir->ins[r];
    if (!i->name && i->op != IR_CONST && i->op != IR_LOAD)
        i->name = name;
}

int ir_is_const(const struct ir *ir, ir_ref r, double *k)
{
    if (r == IR_NONE || ir->ins[r].op != IR_CONST)
        return 0;
    if (k)
        *k = ir->ins[r].k;
    return 1;
}

/* ------------------------------------------------------------------ folding -- */

double ir_rounded(int bytes, enum ir_op op, double x, double y, double z)
{
    float fx = (float)x, fy = (float)y, fz = (float)z;
    int single = bytes == 4;
    switch (op) {
    case IR_ADD:  return single ? (double)(fx + fy) : x + y;
    case IR_SUB:  return single ? (double)(fx - fy) : x - y;
    case IR_MUL:  return single ? (double)(fx*fy) : x*y;
    case IR_DIV:  return single ? (double)(fx/fy) : x/y;
    case IR_NEG:  return -x;
    case IR_FMA:  return single ? (double)fmaf(fx, fy, fz) : fma(x, y, z);
    case IR_SQRT: return single ? (double)sqrtf(fx) : sqrt(x);
    default:      BUG("this operation is not rounded once");
    }
}

int ir_holds(enum ir_op op, double x, double y)
{
    switch (op) {
    case IR_LT: return x < y;
    case IR_LE: return x <= y;
    case IR_EQ: return x == y;
    case IR_NE: return x != y;
    default:    BUG("this operation is no comparison");
    }
}

static int is(const struct ir *ir, ir_ref r, double value)
{
    double k;
    return ir_is_const(ir, r, &k) && same_bits(k, value);
}

static int all_const(const struct ir *ir, enum ir_op op, ir_ref a, ir_ref b, ir_ref c, double k[3])
{
    int n = ops[op].operands;
    return ir_is_const(ir, a, &k[0]) && (n < 2 || ir_is_const(ir, b, &k[1]))
        && (n < 3 || ir_is_const(ir, c, &k[2]));
}

/* A divisor whose reciprocal is exact: dividing by it is multiplying. */
static int exact_reciprocal(const struct ir *ir, double k)
{
    int exponent, limit = ir->bytes == 4 ? FLT_MAX_EXP : DBL_MAX_EXP;
    return fabs(frexp(k, &exponent)) == 0.5 && exponent < limit - 3 && exponent > 3 - limit;
}

/* A fused sum that is an ordinary one to the bit: a factor of 1, or two constants
 * whose product needs no rounding and is not so small that its error could vanish. */
static ir_ref fold_fma(struct ir *ir, ir_ref a, ir_ref b, ir_ref c)
{
    const double smallest = 1e-20;
    double x, y;
    if (is(ir, a, 1) || is(ir, b, 1))
        return ir_emit(ir, IR_ADD, is(ir, a, 1) ? b : a, c, IR_NONE);
    if (!ir_is_const(ir, a, &x) || !ir_is_const(ir, b, &y))
        return IR_NONE;
    double p = ir_rounded(ir->bytes, IR_MUL, x, y, 0);
    if (!isfinite(p) || fabs(p) < smallest || ir_rounded(ir->bytes, IR_FMA, x, y, -p) != 0)
        return IR_NONE;
    return ir_emit(ir, IR_ADD, ir_const(ir, p, NULL), c, IR_NONE);
}

/* Comparisons of constants fold to a choice at SELECT: there is no constant condition. */
static ir_ref fold_select(const struct ir *ir, ir_ref m, ir_ref b, ir_ref c)
{
    const struct ir_ins *i = &ir->ins[m];
    double x, y;
    if (b == c)
        return b;
    if (i->op < IR_LT || i->op > IR_NE || !ir_is_const(ir, i->a, &x) || !ir_is_const(ir, i->b, &y))
        return IR_NONE;
    return ir_holds((enum ir_op)i->op, x, y) ? b : c;
}

/* The value as an existing or simpler one, or IR_NONE. */
static ir_ref fold(struct ir *ir, enum ir_op op, ir_ref a, ir_ref b, ir_ref c)
{
    double k[3] = { 0, 0, 0 };
    switch (op) {
    case IR_ADD: case IR_SUB: case IR_MUL: case IR_DIV: case IR_NEG: case IR_FMA: case IR_SQRT:
        if (all_const(ir, op, a, b, c, k))
            return ir_const(ir, ir_rounded(ir->bytes, op, k[0], k[1], k[2]), NULL);
        break;
    default:
        break;
    }
    switch (op) {
    case IR_MUL: return is(ir, b, 1) ? a : is(ir, a, 1) ? b : IR_NONE;
    case IR_DIV: return is(ir, b, 1) ? a : IR_NONE;
    case IR_SUB: return is(ir, b, 0) ? a : IR_NONE;
    case IR_NEG: return ir->ins[a].op == IR_NEG ? ir->ins[a].a : IR_NONE;
    case IR_FMA: return fold_fma(ir, a, b, c);
    case IR_SELECT: return fold_select(ir, a, b, c);
    default:     return IR_NONE;
    }
}

/* --------------------------------------------------------------- operations -- */

static ir_ref operation(struct ir *ir, enum ir_op op, ir_ref a, ir_ref b, ir_ref c, int function)
{
    struct ir_ins i = plain(op, FIXED);
    i.a = a;
    i.b = b;
    i.c = c;
    i.slot = function;
    i.condition = op >= IR_LT && op <= IR_NOT;
    inherit(ir, &i, a);
    inherit(ir, &i, b);
    inherit(ir, &i, c);
    return append(ir, i);
}

ir_ref ir_emit(struct ir *ir, enum ir_op op, ir_ref a, ir_ref b, ir_ref c)
{
    double k;
    ir_ref r = ir->no_fold ? IR_NONE : fold(ir, op, a, b, c);
    if (r != IR_NONE)
        return r;
    if (op == IR_DIV && ir_is_const(ir, b, &k) && exact_reciprocal(ir, k))
        return ir_emit(ir, IR_MUL, a, ir_const(ir, 1/k, NULL), IR_NONE);
    return operation(ir, op, a, b, c, -1);
}

ir_ref ir_call(struct ir *ir, int function, ir_ref a, ir_ref b)
{
    return operation(ir, IR_CALL, a, b, IR_NONE, function);
}

ir_ref ir_reduce(struct ir *ir, enum ir_op op, int axis, enum ir_side side, ir_ref a, ir_ref b)
{
    const struct ir_axis *x = &ir->axes[axis];
    if (op == IR_DOT && !ir->no_fold && (is(ir, a, 1) || is(ir, b, 1)))
        return ir_reduce(ir, IR_SUM, axis, side, is(ir, a, 1) ? b : a, IR_NONE);
    struct ir_ins i = plain(op, FIXED);
    i.a = a;
    i.b = b;
    inherit(ir, &i, a);
    inherit(ir, &i, b);
    i.axis = (int16_t)axis;
    i.over &= ~OVER(axis);
    if (x->kind == AXIS_EDGE) {
        i.side = (uint8_t)side;
        i.over |= OVER(side == TARGET ? x->to : x->from);
    }
    return append(ir, i);
}

ir_ref ir_power(struct ir *ir, ir_ref x, int n)
{
    ir_ref a, b;
    if (n == 1)
        return x;
    ir_power_factors(ir, x, n, &a, &b);
    return ir_emit(ir, IR_MUL, a, b, IR_NONE);
}

void ir_power_factors(struct ir *ir, ir_ref x, int n, ir_ref *a, ir_ref *b)
{
    ir_ref half = ir_power(ir, x, n/2);
    *a = n % 2 ? ir_emit(ir, IR_MUL, half, half, IR_NONE) : half;
    *b = n % 2 ? x : half;
}

/* ---------------------------------------------------------------- rebuilding -- */

/* The same operation on new operands. */
static ir_ref again(struct ir *ir, const struct ir_ins *i, ir_ref a, ir_ref b, ir_ref c)
{
    ir_ref r;
    switch ((enum ir_op)i->op) {
    case IR_LOAD: r = ir_load_at(ir, i->buffer, i->slot, (enum ir_side)i->side, i->axis, a, i->name); break;
    case IR_CALL: r = ir_call(ir, i->slot, a, b); break;
    case IR_SUM: case IR_DOT: case IR_LEAST: case IR_MOST:
        r = ir_reduce(ir, (enum ir_op)i->op, i->axis, (enum ir_side)i->side, a, b);
        break;
    default:      r = ir_emit(ir, (enum ir_op)i->op, a, b, c);
    }
    if (i->name)
        ir_name(ir, r, i->name);
    ir->ins[r].axes |= i->op == IR_LOAD ? i->axes : 0;
    return r;
}

ir_ref ir_rebuild(struct ir *ir, ir_ref r, ir_ref (*swap)(struct ir *ir, ir_ref r, void *user), void *user,
                  ir_ref *memo)
{
    if (r == IR_NONE)
        return r;
    if (memo[r] != IR_NONE)
        return memo[r];
    ir_ref n = swap(ir, r, user);
    if (n == IR_NONE) {
        const struct ir_ins i = ir->ins[r];
        ir_ref a = ir_rebuild(ir, i.a, swap, user, memo), b = ir_rebuild(ir, i.b, swap, user, memo);
        ir_ref c = ir_rebuild(ir, i.c, swap, user, memo);
        n = a == i.a && b == i.b && c == i.c ? r : again(ir, &i, a, b, c);
    }
    return memo[r] = n;
}
