/* door.c -- the door: fold, share, append.
 *
 * Only operations that IEEE 754 rounds correctly are folded (+ - * / sqrt fma,
 * negation, comparison), in the precision of the kernel, and only identities that
 * keep every bit are applied: x*1, x/1, x*-1, x-0, --x, x + -y, x/2^k = x*2^-k, a fused sum
 * whose product is exact. Not x+0 (it turns -0 into 0), not x*0, x-x or x/x (NaN). So a
 * folded kernel and an unfolded one agree to the last bit on every machine.
 *
 * Terms of a model come through net_term: there x+0 is x, and a term with a factor of 0
 * vanishes where its other factor is tame; else 0*inf keeps its NaN. Only the sign of a
 * zero may hang on that. No pass asks for it, so no pass changes a bit.
 */
#include "circuit.h"
#include <float.h>
#include <math.h>
#include <string.h>
#include "model/builtin.h"
#include "source/diag.h"

static const struct { const char *name; int operands; } ops[] = {
#define X(name, n) { #name, n },
    NET_OPS(X)
#undef X
};

int net_operands(enum net_op op) { return ops[op].operands; }
const char *net_op_name(enum net_op op) { return ops[op].name; }

/* Equal bits, not equal values: 0.0 and -0.0 must stay apart. */
static int same_bits(double x, double y)
{
    return memcmp(&x, &y, sizeof x) == 0;
}

/* ------------------------------------------------------------------ sharing -- */

static int same_name(const struct net_ins *x, const struct net_ins *y)
{
    if (x->op != NET_CONST || x->name == y->name)
        return 1;
    return x->name && y->name && strcmp(x->name, y->name) == 0;
}

static int same(const struct net_ins *x, const struct net_ins *y)
{
    return x->hash == y->hash && x->op == y->op && x->a == y->a && x->b == y->b && x->c == y->c && x->side == y->side
        && x->axis == y->axis && x->buffer == y->buffer && x->slot == y->slot
        && same_bits(x->k, y->k) && same_bits(x->wide, y->wide) && same_name(x, y);
}

static unsigned hash(const struct net_ins *i)
{
    uint64_t k, h = i->op;
    memcpy(&k, &i->k, sizeof k);
    const uint64_t parts[] = { (uint64_t)(uint32_t)i->a << 32 | (uint32_t)i->b, (uint64_t)(uint32_t)i->c << 32 | (uint32_t)i->slot,
                               (uint64_t)(uint32_t)i->buffer << 32 | (uint64_t)(uint8_t)i->axis << 8 | i->side, k };
    for (size_t p = 0; p < sizeof parts/sizeof *parts; p++)
        h = (h ^ parts[p])*0xff51afd7ed558ccdu ^ h >> 29;
    return (unsigned)(h >> 32);
}

static void link_value(struct net *ir, net_ref r)
{
    net_ref *bucket = &ir->buckets[ir->ins[r].hash & (unsigned)(ir->bucket_count - 1)];
    ir->ins[r].next = *bucket;
    *bucket = r;
}

static void link_all(struct net *ir)
{
    for (int i = 0; i < ir->bucket_count; i++)
        ir->buckets[i] = NET_NONE;
    for (net_ref r = 0; r < ir->len; r++)
        link_value(ir, r);
}

static void grow(struct net *ir)
{
    ir->cap = ir->cap ? 2*ir->cap : 256;
    struct net_ins *larger = ARENA_ARRAY(ir->arena, struct net_ins, ir->cap);
    if (ir->len)
        memcpy(larger, ir->ins, (size_t)ir->len*sizeof *larger);
    ir->ins = larger;
    ir->bucket_count = ir->cap;
    ir->buckets = ARENA_ARRAY(ir->arena, net_ref, ir->bucket_count);
    link_all(ir);
}

static net_ref find(const struct net *ir, const struct net_ins *want)
{
    if (!ir->len)
        return NET_NONE;
    net_ref r = ir->buckets[want->hash & (unsigned)(ir->bucket_count - 1)];
    while (r != NET_NONE && !same(&ir->ins[r], want))
        r = ir->ins[r].next;
    return r;
}

static net_ref append(struct net *ir, struct net_ins ins)
{
    ins.hash = hash(&ins);
    net_ref seen = ir->no_fold && ins.op != NET_LOAD ? NET_NONE : find(ir, &ins);
    if (seen != NET_NONE)
        return seen;
    if (ir->len == ir->cap)
        grow(ir);
    ir->ins[ir->len] = ins;
    link_value(ir, ir->len);
    return ir->len++;
}

/* A value without operands, buffer or axis. */
static struct net_ins plain(enum net_op op, enum kernel_when when)
{
    return (struct net_ins){ .op = (uint8_t)op, .when = (uint8_t)when, .axis = -1, .buffer = -1, .slot = -1,
                            .a = NET_NONE, .b = NET_NONE, .c = NET_NONE };
}

/* Of END and STEP the later one is END: enum kernel_when is in order. */
static void inherit(const struct net *ir, struct net_ins *i, net_ref from)
{
    if (from == NET_NONE)
        return;
    const struct net_ins *x = &ir->ins[from];
    i->over |= x->over;
    i->axes |= x->axes;
    if (x->when >= STEP)
        i->timed = x->timed && (i->when < STEP || i->timed);
    i->when = x->when > i->when ? x->when : i->when;
}

/* ------------------------------------------------------------------- leaves -- */

static net_ref constant(struct net *ir, double k, double wide, const char *name)
{
    struct net_ins i = plain(NET_CONST, FIXED);
    i.k = k;
    i.wide = wide;
    i.name = name;
    i.tame = isfinite(k);
    return append(ir, i);
}

net_ref net_const(struct net *ir, double k, const char *name)
{
    return constant(ir, ir->bytes == 4 ? (double)(float)k : k, k, name);
}

net_ref net_load(struct net *ir, int buffer, int slot, const char *name)
{
    return net_load_at(ir, buffer, slot, HERE, -1, NET_NONE, name);
}

/* A stream's row is known once its clock ticks, however its host fills it. */
static enum kernel_when known(const struct net_buffer *b)
{
    if (b->clock >= FIRST_CHILD || b->rows != 1)
        return STEP;
    return (enum kernel_when)b->clock;
}

static struct net_ins load(const struct net *ir, int buffer, int slot, enum net_side side, int axis, const char *name)
{
    const struct net_buffer *b = &ir->buffers[buffer];
    struct net_ins i = plain(NET_LOAD, known(b));
    i.over = b->over;
    over_set end = side == HERE || side == ALONG ? 0 : side == FIRST ? OVER(axis) : OVER(side == SOURCE ? ir->axes[axis].from : ir->axes[axis].to);
    if (side == ALONG || b->over & end) {
        i.over = (b->over & ~end) | (side == FIRST ? 0 : OVER(axis));
        i.side = (uint8_t)side;
        i.axis = (int8_t)axis;
    }
    i.buffer = buffer;
    i.slot = slot;
    i.name = name;
    i.tame = b->life == INPUT && b->rows == 1;
    return i;
}

net_ref net_load_at(struct net *ir, int buffer, int slot, enum net_side side, int axis, net_ref lag, const char *name)
{
    return net_load_late(ir, buffer, slot, side, axis, lag, 0, name);
}

net_ref net_load_late(struct net *ir, int buffer, int slot, enum net_side side, int axis, net_ref lag, int kind, const char *name)
{
    struct net_ins i = load(ir, buffer, slot, side, axis, name);
    i.a = lag;
    i.k = kind;
    inherit(ir, &i, lag);
    return append(ir, i);
}

net_ref net_load_stored(struct net *ir, int buffer, int slot, enum net_side side, int axis, const char *name)
{
    return net_load_late(ir, buffer, slot, side, axis, NET_NONE, LOAD_STORED, name);
}

int net_is_stored(const struct net_ins *i)
{
    return i->op == NET_LOAD && ((int)i->k & LOAD_STORED);
}

net_ref net_time(struct net *ir, enum net_time which, double steps)
{
    struct net_ins i = plain(NET_TIME, STEP);
    i.slot = which;
    i.k = steps;
    i.timed = i.tame = 1;
    return append(ir, i);
}

net_ref net_mark(struct net *ir, struct net_mark mark, double steps)
{
    struct net_ins i = plain(NET_MARK, STEP);
    i.slot = net_mark_number(ir, mark);
    i.k = steps;
    i.timed = i.tame = 1;
    return append(ir, i);
}

net_ref net_h(struct net *ir, double divisor)
{
    struct net_ins i = plain(NET_H, POINT);
    i.k = divisor;
    i.tame = 1;
    return append(ir, i);
}

net_ref net_ticks(struct net *ir, int clock)
{
    struct net_ins i = plain(NET_TICKS, STEP);
    i.slot = clock;
    i.condition = 1;
    return append(ir, i);
}

void net_reads_axis(struct net *ir, net_ref load, int axis)
{
    ir->ins[load].axes |= (uint64_t)1 << (axis < 63 ? axis : 63);
}

void net_tame(struct net *ir, net_ref load)
{
    ir->ins[load].tame = 1;
}

void net_name(struct net *ir, net_ref r, const char *name)
{
    struct net_ins *i = &ir->ins[r];
    if (!i->name && !net_is_leaf(i))
        i->name = name;
}

net_ref net_called(struct net *ir, net_ref r, const char *name)
{
    const struct net_ins *i = &ir->ins[r];
    return i->op == NET_CONST ? constant(ir, i->k, i->wide, name) : r;
}

int net_is_const(const struct net *ir, net_ref r, double *k)
{
    if (r == NET_NONE || ir->ins[r].op != NET_CONST)
        return 0;
    if (k)
        *k = ir->ins[r].k;
    return 1;
}

int net_wide(const struct net *ir, net_ref r, double *wide)
{
    if (!net_is_const(ir, r, NULL))
        return 0;
    *wide = ir->ins[r].wide;
    return 1;
}

int net_is_steady(const struct net *ir, net_ref r)
{
    return r >= 0 && ir->ins[r].when <= POINT && !ir->ins[r].condition;
}

int net_is_timed(const struct net *ir, net_ref r)
{
    return r >= 0 && ir->ins[r].when == STEP && ir->ins[r].timed && !ir->ins[r].condition;
}

/* ------------------------------------------------------------------ folding -- */

double net_rounded(int bytes, enum net_op op, double x, double y, double z)
{
    float fx = (float)x, fy = (float)y, fz = (float)z;
    int single = bytes == 4;
    switch (op) {
    case NET_ADD:  return single ? (double)(fx + fy) : x + y;
    case NET_SUB:  return single ? (double)(fx - fy) : x - y;
    case NET_MUL:  return single ? (double)(fx*fy) : x*y;
    case NET_DIV:  return single ? (double)(fx/fy) : x/y;
    case NET_NEG:  return -x;
    case NET_FMA:  return single ? (double)fmaf(fx, fy, fz) : fma(x, y, z);
    case NET_SQRT: return single ? (double)sqrtf(fx) : sqrt(x);
    default:      BUG("this operation is not rounded once");
    }
}

int net_holds(enum net_op op, double x, double y)
{
    switch (op) {
    case NET_LT: return x < y;
    case NET_LE: return x <= y;
    case NET_EQ: return x == y;
    case NET_NE: return x != y;
    default:    BUG("this operation is no comparison");
    }
}

static int is(const struct net *ir, net_ref r, double value)
{
    double k;
    return net_is_const(ir, r, &k) && same_bits(k, value);
}

static int is_rounded_once(enum net_op op)
{
    return (op >= NET_ADD && op <= NET_SQRT);
}

/* An operation of constants alone that rounds once, or NET_NONE. */
static net_ref fold_constants(struct net *ir, enum net_op op, net_ref a, net_ref b, net_ref c)
{
    int n = ops[op].operands;
    double k[3] = { 0 }, wide[3] = { 0 };
    if (!is_rounded_once(op) || !net_is_const(ir, a, &k[0]) || (n > 1 && !net_is_const(ir, b, &k[1]))
        || (n > 2 && !net_is_const(ir, c, &k[2])))
        return NET_NONE;
    net_wide(ir, a, &wide[0]);
    net_wide(ir, b, &wide[1]);
    net_wide(ir, c, &wide[2]);
    return constant(ir, net_rounded(ir->bytes, op, k[0], k[1], k[2]), net_rounded(8, op, wide[0], wide[1], wide[2]),
                    net_origin(ir, op, k, a, b, c));
}

/* A divisor whose reciprocal is exact: dividing by it is multiplying. */
static int exact_reciprocal(const struct net *ir, double k)
{
    int exponent, limit = ir->bytes == 4 ? FLT_MAX_EXP : DBL_MAX_EXP;
    return fabs(frexp(k, &exponent)) == 0.5 && exponent < limit - 3 && exponent > 3 - limit;
}

static net_ref fold_product(struct net *ir, net_ref a, net_ref b)
{
    if (is(ir, a, 1) || is(ir, b, 1))
        return is(ir, a, 1) ? b : a;
    if (is(ir, a, -1) || is(ir, b, -1))
        return net_emit(ir, NET_NEG, is(ir, a, -1) ? b : a, NET_NONE, NET_NONE);
    return NET_NONE;
}

static net_ref fold_sum(struct net *ir, enum net_op op, net_ref a, net_ref b)
{
    const struct net_ins *x = &ir->ins[a], *y = &ir->ins[b];
    if (op == NET_SUB && is(ir, b, 0))
        return a;
    if (y->op == NET_NEG)
        return net_emit(ir, op == NET_ADD ? NET_SUB : NET_ADD, a, y->a, NET_NONE);
    return x->op == NET_NEG && op == NET_ADD ? net_emit(ir, NET_SUB, b, x->a, NET_NONE) : NET_NONE;
}

/* A fused sum that is an ordinary one to the bit: a factor of 1 or -1, or two constants
 * whose product needs no rounding and is not so small that its error could vanish. */
static net_ref fold_fma(struct net *ir, net_ref a, net_ref b, net_ref c)
{
    const double smallest = 1e-20;
    double x, y;
    if (is(ir, a, 1) || is(ir, b, 1))
        return net_emit(ir, NET_ADD, is(ir, a, 1) ? b : a, c, NET_NONE);
    if (is(ir, a, -1) || is(ir, b, -1))
        return net_emit(ir, NET_SUB, c, is(ir, a, -1) ? b : a, NET_NONE);
    if (!net_is_const(ir, a, &x) || !net_is_const(ir, b, &y))
        return NET_NONE;
    double p = net_rounded(ir->bytes, NET_MUL, x, y, 0);
    if (!isfinite(p) || fabs(p) < smallest || net_rounded(ir->bytes, NET_FMA, x, y, -p) != 0)
        return NET_NONE;
    return net_emit(ir, NET_ADD, net_const(ir, p, net_origin(ir, NET_MUL, (double[]){ x, y, 0 }, a, b, NET_NONE)), c, NET_NONE);
}

/* Comparisons of constants fold to a choice at SELECT: there is no constant condition. */
static net_ref fold_select(const struct net *ir, net_ref m, net_ref b, net_ref c)
{
    const struct net_ins *i = &ir->ins[m];
    double x, y;
    if (b == c)
        return b;
    if (i->op < NET_LT || i->op > NET_NE || !net_is_const(ir, i->a, &x) || !net_is_const(ir, i->b, &y))
        return NET_NONE;
    return net_holds((enum net_op)i->op, x, y) ? b : c;
}

/* The value as an existing or simpler one, or NET_NONE. */
static net_ref fold(struct net *ir, enum net_op op, net_ref a, net_ref b, net_ref c)
{
    net_ref r = fold_constants(ir, op, a, b, c);
    if (r != NET_NONE)
        return r;
    switch (op) {
    case NET_MUL: return fold_product(ir, a, b);
    case NET_DIV: return is(ir, b, 1) ? a : NET_NONE;
    case NET_ADD: case NET_SUB: return fold_sum(ir, op, a, b);
    case NET_NEG: return ir->ins[a].op == NET_NEG ? ir->ins[a].a : NET_NONE;
    case NET_FMA: return fold_fma(ir, a, b, c);
    case NET_SELECT: return fold_select(ir, a, b, c);
    default:     return NET_NONE;
    }
}

/* --------------------------------------------------------------------- zeros -- */

static int is_zero(const struct net *ir, net_ref r)
{
    double k;
    return net_is_const(ir, r, &k) && k == 0;
}

static int vanishes(const struct net *ir, net_ref a, net_ref b)
{
    return (is_zero(ir, a) && ir->ins[b].tame) || (is_zero(ir, b) && ir->ins[a].tame);
}

/* Functions that are finite wherever their arguments are. */
static const unsigned char is_tame[FUNCTION_COUNT] = {
    [FUNCTION_tanh] = 1, [FUNCTION_sin] = 1, [FUNCTION_cos] = 1, [FUNCTION_atan] = 1, [FUNCTION_erf] = 1,
    [FUNCTION_erfc] = 1, [FUNCTION_abs] = 1, [FUNCTION_sign] = 1, [FUNCTION_heaviside] = 1,
    [FUNCTION_floor] = 1, [FUNCTION_ceil] = 1, [FUNCTION_round] = 1, [FUNCTION_trunc] = 1,
    [FUNCTION_min] = 1, [FUNCTION_max] = 1
};

static int tame(const struct net *ir, const struct net_ins *i)
{
    const net_ref all[] = { i->a, i->b, i->c };
    for (int n = 0; n < 3; n++)
        if (all[n] != NET_NONE && !ir->ins[all[n]].tame)
            return 0;
    if (i->op == NET_DIV)
        return net_is_const(ir, i->b, NULL) && !is_zero(ir, i->b);
    return i->op == NET_CALL ? is_tame[i->slot] : i->op != NET_SQRT;
}

/* What only the sign of a zero can tell from the operation, or NET_NONE. */
static net_ref fold_zero(struct net *ir, enum net_op op, net_ref a, net_ref b, net_ref c)
{
    switch (op) {
    case NET_MUL:
        return vanishes(ir, a, b) ? net_const(ir, 0, NULL) : NET_NONE;
    case NET_ADD: case NET_SUB:
        if (is_zero(ir, b))
            return a;
        return !is_zero(ir, a) ? NET_NONE : op == NET_ADD ? b : net_emit(ir, NET_NEG, b, NET_NONE, NET_NONE);
    case NET_FMA:
        return vanishes(ir, a, b) ? c : is_zero(ir, c) ? net_emit(ir, NET_MUL, a, b, NET_NONE) : NET_NONE;
    default:
        return NET_NONE;
    }
}

net_ref net_term(struct net *ir, enum net_op op, net_ref a, net_ref b, net_ref c)
{
    net_ref r = ir->no_fold ? NET_NONE : fold_constants(ir, op, a, b, c);
    if (r == NET_NONE && !ir->no_fold)
        r = fold_zero(ir, op, a, b, c);
    return r != NET_NONE ? r : net_emit(ir, op, a, b, c);
}

/* --------------------------------------------------------------- operations -- */

static net_ref operation(struct net *ir, enum net_op op, net_ref a, net_ref b, net_ref c, int function)
{
    struct net_ins i = plain(op, FIXED);
    i.a = a;
    i.b = b;
    i.c = c;
    i.slot = function;
    i.condition = op >= NET_LT && op <= NET_NOT;
    inherit(ir, &i, a);
    inherit(ir, &i, b);
    inherit(ir, &i, c);
    i.tame = (uint8_t)tame(ir, &i);
    return append(ir, i);
}

net_ref net_emit(struct net *ir, enum net_op op, net_ref a, net_ref b, net_ref c)
{
    double k;
    net_ref r = ir->no_fold ? NET_NONE : fold(ir, op, a, b, c);
    if (r != NET_NONE)
        return r;
    if (op == NET_DIV && net_is_const(ir, b, &k) && exact_reciprocal(ir, k))
        return net_emit(ir, NET_MUL, a, net_const(ir, 1/k, net_origin(ir, NET_DIV, (double[]){ 1, k, 0 }, NET_NONE, b, NET_NONE)), NET_NONE);
    return operation(ir, op, a, b, c, -1);
}

net_ref net_call(struct net *ir, int function, net_ref a, net_ref b)
{
    return operation(ir, NET_CALL, a, b, NET_NONE, function);
}

net_ref net_look(struct net *ir, int buffer, int slot, net_ref a)
{
    struct net_ins i = plain(NET_LOOK, FIXED);
    i.a = a;
    i.buffer = buffer;
    i.slot = slot;
    inherit(ir, &i, a);
    return append(ir, i);
}

net_ref net_reduce(struct net *ir, enum net_op op, int axis, enum net_side side, net_ref a, net_ref b)
{
    const struct net_axis *x = &ir->axes[axis];
    if (op == NET_DOT && !ir->no_fold && (is(ir, a, 1) || is(ir, b, 1)))
        return net_reduce(ir, NET_SUM, axis, side, is(ir, a, 1) ? b : a, NET_NONE);
    struct net_ins i = plain(op, FIXED);
    i.a = a;
    i.b = b;
    inherit(ir, &i, a);
    inherit(ir, &i, b);
    i.axis = (int8_t)axis;
    i.over &= ~OVER(axis);
    if (x->kind == AXIS_EDGE) {
        i.side = (uint8_t)side;
        i.over |= OVER(side == TARGET ? x->to : x->from);
    }
    return append(ir, i);
}

net_ref net_piece(struct net *ir, int axis, net_ref a, net_ref x, const double *to, int count)
{
    struct net_ins i = plain(NET_MOST, FIXED);
    i.a = a;
    i.b = x;
    i.slot = net_pieces_number(ir, to, count);
    inherit(ir, &i, a);
    inherit(ir, &i, x);
    i.axis = (int8_t)axis;
    i.over &= ~OVER(axis);
    return append(ir, i);
}

net_ref net_power(struct net *ir, net_ref x, int n)
{
    net_ref a, b;
    if (n == 1)
        return x;
    net_power_factors(ir, x, n, &a, &b);
    return net_emit(ir, NET_MUL, a, b, NET_NONE);
}

void net_power_factors(struct net *ir, net_ref x, int n, net_ref *a, net_ref *b)
{
    net_ref half = net_power(ir, x, n/2);
    *a = n % 2 ? net_emit(ir, NET_MUL, half, half, NET_NONE) : half;
    *b = n % 2 ? x : half;
}

/* ---------------------------------------------------------------- slots -- */

static int moved(const int *const *to, int buffer, int slot)
{
    return buffer >= 0 && to[buffer] ? to[buffer][slot] : slot;
}

void net_move_slots(struct net *ir, const int *const *to)
{
    for (net_ref r = 0; r < ir->len; r++)
        if (ir->ins[r].op == NET_LOAD || ir->ins[r].op == NET_LOOK) {
            ir->ins[r].slot = moved(to, ir->ins[r].buffer, ir->ins[r].slot);
            ir->ins[r].hash = hash(&ir->ins[r]);
        }
    for (int i = 0; i < ir->region_count; i++)
        for (int e = 0; e < ir->regions[i].effect_count; e++) {
            struct net_effect *x = &ir->regions[i].effects[e];
            x->slot = moved(to, x->buffer, x->slot);
            x->from.slot = moved(to, x->from.buffer, x->from.slot);
            x->rest.slot = moved(to, x->rest.buffer, x->rest.slot);
        }
    link_all(ir);
}
