/* ir.c -- fold, share, append: the one door into the list.
 *
 * Only operations that IEEE 754 rounds correctly are folded (+ - * / sqrt fma,
 * negation, comparison), in the precision of the kernel, and only identities
 * that keep every value are applied: x*1, x/1, x*-1, x+0, --x, x + -y, x/2^k = x*2^-k,
 * and 0*x where x is finite whenever the states are. Not x-x or x/x (NaN). So a folded
 * model and an unfolded one agree to the last bit on every machine, but for the sign
 * of a zero.
 */
#include "ir.h"
#include <float.h>
#include <math.h>
#include <string.h>
#include "model/builtin.h"
#include "source/diag.h"

static const int operands[] = {
#define X(name, n) n,
    IR_OPS(X)
#undef X
};

int ir_operands(enum ir_op op) { return operands[op]; }

void ir_init(struct ir *ir, int bytes, struct arena *a)
{
    *ir = (struct ir){ .bytes = bytes, .arena = a };
}

/* Equal bits, not equal values: 0.0 and -0.0 must stay apart. */
static int same_bits(double x, double y)
{
    return memcmp(&x, &y, sizeof x) == 0;
}

static int same(const struct ir_ins *x, const struct ir_ins *y)
{
    return x->op == y->op && x->a == y->a && x->b == y->b && x->c == y->c && x->load == y->load
        && x->function == y->function && same_bits(x->k, y->k) && same_bits(x->wide, y->wide)
        && (x->op != IR_CONST || x->name == y->name
            || (x->name && y->name && strcmp(x->name, y->name) == 0));
}

/* Names of constants are left out: they stand in one bucket whatever they are called. */
static unsigned hash(const struct ir_ins *i)
{
    uint64_t k, h = i->op;
    memcpy(&k, &i->k, sizeof k);
    const uint64_t parts[] = { (uint32_t)i->a, (uint32_t)i->b, (uint32_t)i->c, i->load, (uint64_t)i->function, k };
    for (size_t p = 0; p < sizeof parts/sizeof *parts; p++)
        h = (h ^ parts[p])*0xff51afd7ed558ccdu ^ h >> 29;
    return (unsigned)(h >> 32);
}

static ir_ref *bucket_of(const struct ir *ir, const struct ir_ins *i)
{
    return &ir->buckets[hash(i) & (unsigned)(ir->cap - 1)];
}

static ir_ref find(const struct ir *ir, const struct ir_ins *want)
{
    ir_ref r = ir->cap ? *bucket_of(ir, want) : IR_NONE;
    while (r != IR_NONE && !same(&ir->ins[r], want))
        r = ir->ins[r].next;
    return r;
}

static void link_operation(struct ir *ir, ir_ref r)
{
    ir_ref *bucket = bucket_of(ir, &ir->ins[r]);
    ir->ins[r].next = *bucket;
    *bucket = r;
}

static void grow(struct ir *ir)
{
    ir->cap = ir->cap ? 2*ir->cap : 128;
    struct ir_ins *larger = ARENA_ARRAY(ir->arena, struct ir_ins, ir->cap);
    if (ir->len)
        memcpy(larger, ir->ins, (size_t)ir->len*sizeof *larger);
    ir->ins = larger;
    ir->buckets = ARENA_ARRAY(ir->arena, ir_ref, ir->cap);
    for (int i = 0; i < ir->cap; i++)
        ir->buckets[i] = IR_NONE;
    for (ir_ref r = 0; r < ir->len; r++)
        link_operation(ir, r);
}

static ir_ref append(struct ir *ir, struct ir_ins ins)
{
    ir_ref seen = ir->no_fold && ins.op != IR_LOAD ? IR_NONE : find(ir, &ins);
    if (seen != IR_NONE)
        return seen;
    if (ir->len == ir->cap)
        grow(ir);
    ir->ins[ir->len] = ins;
    link_operation(ir, ir->len);
    return ir->len++;
}

static double rounded(const struct ir *ir, double x)
{
    return ir->bytes == 4 ? (double)(float)x : x;
}

static ir_ref constant(struct ir *ir, double k, double wide, const char *name)
{
    return append(ir, (struct ir_ins){ .op = IR_CONST, .a = IR_NONE, .b = IR_NONE, .c = IR_NONE,
                                       .k = k, .wide = wide, .name = name, .tame = isfinite(k) });
}

ir_ref ir_const(struct ir *ir, double k, const char *name)
{
    return constant(ir, rounded(ir, k), k, name);
}

ir_ref ir_load(struct ir *ir, enum ir_load load, int slot, unsigned vary, const char *name)
{
    return append(ir, (struct ir_ins){ .op = IR_LOAD, .load = (uint8_t)load, .a = slot,
                                       .b = IR_NONE, .c = IR_NONE,
                                       .vary = (uint8_t)vary, .name = name,
                                       .tame = load != LOAD_INPUT && load != LOAD_SUM && load != LOAD_TALLY });
}

int ir_is_const(const struct ir *ir, ir_ref r, double *k)
{
    if (r == IR_NONE || ir->ins[r].op != IR_CONST)
        return 0;
    if (k)
        *k = ir->ins[r].k;
    return 1;
}

int ir_wide(const struct ir *ir, ir_ref r, double *wide)
{
    if (!ir_is_const(ir, r, NULL))
        return 0;
    *wide = ir->ins[r].wide;
    return 1;
}

static int is(const struct ir *ir, ir_ref r, double value)
{
    double k;
    return ir_is_const(ir, r, &k) && same_bits(k, value);
}

static double fold_values(int single, enum ir_op op, double x, double y, double z)
{
    float fx = (float)x, fy = (float)y, fz = (float)z;
    switch (op) {
    case IR_ADD:  return single ? (double)(fx + fy) : x + y;
    case IR_SUB:  return single ? (double)(fx - fy) : x - y;
    case IR_MUL:  return single ? (double)(fx * fy) : x * y;
    case IR_DIV:  return single ? (double)(fx / fy) : x / y;
    case IR_NEG:  return -x;
    case IR_FMA:  return single ? (double)fmaf(fx, fy, fz) : fma(x, y, z);
    case IR_SQRT: return single ? (double)sqrtf(fx) : sqrt(x);
    default:      BUG("this operation is not folded");
    }
}

static int folds(enum ir_op op)
{
    return op == IR_ADD || op == IR_SUB || op == IR_MUL || op == IR_DIV || op == IR_NEG
        || op == IR_FMA || op == IR_SQRT;
}

static int truth(enum ir_op op, double x, double y)
{
    return op == IR_LT ? x < y : op == IR_LE ? x <= y : op == IR_EQ ? x == y : x != y;
}

/* A divisor whose reciprocal is exact: dividing by it is multiplying. */
static int exact_reciprocal(const struct ir *ir, double k)
{
    int exponent;
    double limit = ir->bytes == 4 ? FLT_MAX_EXP : DBL_MAX_EXP;
    return fabs(frexp(k, &exponent)) == 0.5 && fabs((double)exponent) < limit - 3;
}

static int is_zero(const struct ir *ir, ir_ref r)
{
    double k;
    return ir_is_const(ir, r, &k) && k == 0;
}

static int vanishes(const struct ir *ir, ir_ref a, ir_ref b)
{
    return (is_zero(ir, a) && ir->ins[b].tame) || (is_zero(ir, b) && ir->ins[a].tame);
}

static ir_ref fold_product(struct ir *ir, ir_ref a, ir_ref b)
{
    if (is(ir, a, 1) || is(ir, b, 1))
        return is(ir, a, 1) ? b : a;
    if (is(ir, a, -1) || is(ir, b, -1))
        return ir_emit(ir, IR_NEG, is(ir, a, -1) ? b : a, IR_NONE, IR_NONE);
    return vanishes(ir, a, b) ? ir_const(ir, 0, NULL) : IR_NONE;
}

static ir_ref fold_sum(struct ir *ir, enum ir_op op, ir_ref a, ir_ref b)
{
    const struct ir_ins *x = &ir->ins[a], *y = &ir->ins[b];
    if (is_zero(ir, b))
        return a;
    if (is_zero(ir, a))
        return op == IR_ADD ? b : ir_emit(ir, IR_NEG, b, IR_NONE, IR_NONE);
    if (y->op == IR_NEG)
        return ir_emit(ir, op == IR_ADD ? IR_SUB : IR_ADD, a, y->a, IR_NONE);
    return x->op == IR_NEG && op == IR_ADD ? ir_emit(ir, IR_SUB, b, x->a, IR_NONE) : IR_NONE;
}

/* Comparisons of constants fold to a choice at SELECT: there is no constant mask. */
static ir_ref fold_select(const struct ir *ir, ir_ref m, ir_ref b, ir_ref c)
{
    const struct ir_ins *i = &ir->ins[m];
    double x, y;
    if (i->op < IR_LT || i->op > IR_NE)
        return IR_NONE;
    if (!ir_is_const(ir, i->a, &x) || !ir_is_const(ir, i->b, &y))
        return IR_NONE;
    return truth(i->op, x, y) ? b : c;
}

/* Above it no rounding error of a product is lost below the least number. */
#define SMALLEST_SURE 1e-20

/* A fused sum that is an ordinary one: a factor of 1 or -1, a term of 0, or two
 * constants whose product needs no rounding. */
static ir_ref fold_fma(struct ir *ir, ir_ref a, ir_ref b, ir_ref c)
{
    double x, y;
    if (is(ir, a, 1) || is(ir, b, 1))
        return ir_emit(ir, IR_ADD, is(ir, a, 1) ? b : a, c, IR_NONE);
    if (is(ir, a, -1) || is(ir, b, -1))
        return ir_emit(ir, IR_SUB, c, is(ir, a, -1) ? b : a, IR_NONE);
    if (vanishes(ir, a, b))
        return c;
    if (is_zero(ir, c))
        return ir_emit(ir, IR_MUL, a, b, IR_NONE);
    if (!ir_is_const(ir, a, &x) || !ir_is_const(ir, b, &y))
        return IR_NONE;
    double product = fold_values(ir->bytes == 4, IR_MUL, x, y, 0);
    int exact = isfinite(product) && fabs(product) > SMALLEST_SURE && fold_values(ir->bytes == 4, IR_FMA, x, y, -product) == 0;
    return exact ? ir_emit(ir, IR_ADD, ir_const(ir, product, NULL), c, IR_NONE) : IR_NONE;
}

/* The value as a simpler operation, or IR_NONE. */
static ir_ref fold(struct ir *ir, enum ir_op op, ir_ref a, ir_ref b, ir_ref c)
{
    double x = 0, y = 0, z = 0;
    int n = operands[op];
    int known = ir_is_const(ir, a, &x) && (n < 2 || ir_is_const(ir, b, &y))
             && (n < 3 || ir_is_const(ir, c, &z));
    if (known && folds(op)) {
        double wide[3] = { 0 };
        ir_wide(ir, a, &wide[0]), ir_wide(ir, b, &wide[1]), ir_wide(ir, c, &wide[2]);
        return constant(ir, fold_values(ir->bytes == 4, op, x, y, z),
                        fold_values(0, op, wide[0], wide[1], wide[2]), NULL);
    }
    switch (op) {
    case IR_MUL: return fold_product(ir, a, b);
    case IR_ADD: case IR_SUB: return fold_sum(ir, op, a, b);
    case IR_FMA: return fold_fma(ir, a, b, c);
    case IR_DIV: return is(ir, b, 1) ? a : IR_NONE;
    case IR_NEG: return ir->ins[a].op == IR_NEG ? ir->ins[a].a : IR_NONE;
    case IR_SELECT: return b == c ? b : fold_select(ir, a, b, c);
    default:     return IR_NONE;
    }
}

static unsigned vary_of(const struct ir *ir, ir_ref r)
{
    return r == IR_NONE ? 0 : ir->ins[r].vary;
}

static uint64_t axes_of(const struct ir *ir, ir_ref r)
{
    return r == IR_NONE ? 0 : ir->ins[r].axes;
}

/* Functions that are finite wherever their arguments are. */
static const unsigned char is_tame[FUNCTION_COUNT] = {
    [FUNCTION_tanh] = 1, [FUNCTION_sin] = 1, [FUNCTION_cos] = 1, [FUNCTION_atan] = 1, [FUNCTION_erf] = 1,
    [FUNCTION_erfc] = 1, [FUNCTION_abs] = 1, [FUNCTION_sign] = 1, [FUNCTION_heaviside] = 1,
    [FUNCTION_floor] = 1, [FUNCTION_ceil] = 1, [FUNCTION_round] = 1, [FUNCTION_trunc] = 1,
    [FUNCTION_min] = 1, [FUNCTION_max] = 1
};

static int tame(const struct ir *ir, const struct ir_ins *i)
{
    const ir_ref all[] = { i->a, i->b, i->c };
    for (int n = 0; n < 3; n++)
        if (all[n] != IR_NONE && !ir->ins[all[n]].tame)
            return 0;
    if (i->op == IR_DIV)
        return ir_is_const(ir, i->b, NULL) && !is_zero(ir, i->b);
    return i->op == IR_CALL ? is_tame[i->function] : i->op != IR_SQRT;
}

static ir_ref append_op(struct ir *ir, struct ir_ins i)
{
    i.vary = (uint8_t)(vary_of(ir, i.a) | vary_of(ir, i.b) | vary_of(ir, i.c));
    i.axes = axes_of(ir, i.a) | axes_of(ir, i.b) | axes_of(ir, i.c);
    i.is_mask = i.op >= IR_LT && i.op <= IR_NOT;
    i.tame = (uint8_t)tame(ir, &i);
    return append(ir, i);
}

void ir_reads_axis(struct ir *ir, ir_ref load, int axis)
{
    ir->ins[load].axes |= (uint64_t)1 << (axis < 63 ? axis : 63);
}

ir_ref ir_emit(struct ir *ir, enum ir_op op, ir_ref a, ir_ref b, ir_ref c)
{
    double k;
    if (!ir->no_fold) {
        ir_ref r = fold(ir, op, a, b, c);
        if (r != IR_NONE)
            return r;
    }
    if (op == IR_DIV && ir_is_const(ir, b, &k) && exact_reciprocal(ir, k))
        return ir_emit(ir, IR_MUL, a, ir_const(ir, 1/k, NULL), IR_NONE);
    return append_op(ir, (struct ir_ins){ .op = (uint8_t)op, .a = a, .b = b, .c = c });
}

_Static_assert(FUNCTION_COUNT <= UINT8_MAX + 1, "a row of function.def fits ir_ins.function");

ir_ref ir_call(struct ir *ir, int function, ir_ref a, ir_ref b)
{
    return append_op(ir, (struct ir_ins){ .op = IR_CALL, .function = (uint8_t)function, .a = a, .b = b,
                                          .c = IR_NONE, .name = builtins[function].call });
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

void ir_name(struct ir *ir, ir_ref r, const char *name)
{
    struct ir_ins *i = &ir->ins[r];
    if (!i->name && i->op != IR_CONST && i->op != IR_LOAD && i->op != IR_CALL)
        i->name = name;
}
