/* unit_ir.c -- what the one door of the IR lets in: folding, fusing, sharing. */
#include "libcheck.h"
#include <math.h>
#include "lower/ir.h"
#include "model/builtin.h"
#include "suites.h"

static struct arena arena;
static struct ir ir;

static void open_double(void) { ir_init(&ir, 8, &arena); }
static void close_ir(void) { arena_free(&arena); arena = (struct arena){ 0 }; }

static ir_ref op(enum ir_op o, ir_ref a, ir_ref b) { return ir_emit(&ir, o, a, b, IR_NONE); }
static ir_ref number(double x) { return ir_const(&ir, x, NULL); }
static ir_ref state(int i) { return ir_load(&ir, LOAD_STATE, i, VARY_STATE, NULL); }

static double value(ir_ref r)
{
    double k = NAN;
    ck_assert_msg(ir_is_const(&ir, r, &k), "not a constant");
    return k;
}

START_TEST(equal_operations_are_one)
{
    ir_ref x = state(0), y = state(1);
    ck_assert_int_eq(op(IR_ADD, x, y), op(IR_ADD, x, y));
    ck_assert_int_ne(op(IR_ADD, x, y), op(IR_ADD, y, x));   /* the text keeps the author's order */
    ck_assert_int_eq(state(0), x);
    ck_assert_int_eq(ir_call(&ir, FUNCTION_exp, x, IR_NONE), ir_call(&ir, FUNCTION_exp, x, IR_NONE));
    ck_assert_int_ne(ir_call(&ir, FUNCTION_exp, x, IR_NONE), ir_call(&ir, FUNCTION_log, x, IR_NONE));
}
END_TEST

START_TEST(zeros_keep_their_sign)
{
    ck_assert_int_ne(number(0.0), number(-0.0));
    ir_ref x = state(0);
    ck_assert_int_eq(op(IR_SUB, x, number(0.0)), x);
    ck_assert_int_ne(op(IR_DIV, x, number(0.0)), op(IR_DIV, x, number(-0.0)));        /* -0 + 0 is 0 */
}
END_TEST

START_TEST(what_ieee_rounds_is_folded)
{
    ck_assert(value(op(IR_ADD, number(0.1), number(0.2))) == 0.1 + 0.2);
    ck_assert(value(op(IR_DIV, number(1), number(3))) == 1.0/3.0);
    ck_assert(value(op(IR_SQRT, number(2), IR_NONE)) == sqrt(2.0));
    ir_ref f = ir_emit(&ir, IR_FMA, number(0.1), number(10), number(-1));
    ck_assert(value(f) == fma(0.1, 10, -1));
    ck_assert(!ir_is_const(&ir, ir_call(&ir, FUNCTION_exp, number(1), IR_NONE), NULL));
}
END_TEST

START_TEST(single_precision_folds_in_single)
{
    ir_init(&ir, 4, &arena);
    ck_assert(value(number(0.1)) == (double)0.1f);
    ck_assert(value(op(IR_MUL, number(0.6), number(0.2609))) == (double)(0.6f*0.2609f));
    ck_assert(value(op(IR_DIV, number(1), number(3))) == (double)(1.0f/3.0f));
}
END_TEST

START_TEST(identities_keep_every_bit)
{
    ir_ref x = state(0);
    ck_assert_int_eq(op(IR_MUL, x, number(1)), x);
    ck_assert_int_eq(op(IR_MUL, number(1), x), x);
    ck_assert_int_eq(op(IR_DIV, x, number(1)), x);
    ck_assert_int_eq(op(IR_NEG, op(IR_NEG, x, IR_NONE), IR_NONE), x);
    ir_ref half = op(IR_DIV, x, number(2));
    ck_assert_int_eq(ir.ins[half].op, IR_MUL);              /* 1/2 is exact */
    ck_assert_int_eq(ir.ins[op(IR_DIV, x, number(3))].op, IR_DIV);
    ck_assert_int_eq(op(IR_MUL, x, number(-1)), op(IR_NEG, x, IR_NONE));
    ck_assert_int_eq(op(IR_ADD, op(IR_NEG, x, IR_NONE), state(1)), op(IR_SUB, state(1), x));
    ck_assert_int_eq(op(IR_SUB, x, op(IR_NEG, state(1), IR_NONE)), op(IR_ADD, x, state(1)));
    ck_assert_int_eq(op(IR_ADD, x, number(0)), x);
    ck_assert_int_eq(op(IR_SUB, number(0), x), op(IR_NEG, x, IR_NONE));
    ck_assert_int_eq(op(IR_MUL, x, number(0)), number(0));
    ir_ref wild = op(IR_DIV, number(1), x);                 /* inf*0 is NaN */
    ck_assert_int_eq(ir.ins[op(IR_MUL, wild, number(0))].op, IR_MUL);
    ck_assert_int_eq(ir.ins[ir_emit(&ir, IR_FMA, wild, number(0), x)].op, IR_FMA);
    ck_assert_int_eq(ir_emit(&ir, IR_FMA, number(0), x, state(1)), state(1));
    ck_assert_int_eq(ir_emit(&ir, IR_FMA, number(-1), x, state(1)), op(IR_SUB, state(1), x));
    ck_assert_int_ne(op(IR_SUB, x, x), number(0));
}
END_TEST

/* Whether a sum is fused is decided on the text (fuse.c), never at the door. */
START_TEST(the_door_does_not_fuse)
{
    ir_ref x = state(0), y = state(1), z = state(2), xy = op(IR_MUL, x, y);
    ck_assert_int_eq(ir.ins[op(IR_ADD, xy, z)].op, IR_ADD);
    ck_assert_int_eq(ir.ins[op(IR_SUB, z, xy)].op, IR_SUB);
    ck_assert_int_eq(ir.ins[ir_emit(&ir, IR_FMA, x, y, z)].op, IR_FMA);
}
END_TEST

/* A fused sum becomes an ordinary one only where that keeps every bit. */
START_TEST(fused_sums_fold)
{
    ir_ref x = state(0), y = state(1);
    ck_assert(value(ir_emit(&ir, IR_FMA, number(0.1), number(0.3), number(-0.03))) == fma(0.1, 0.3, -0.03));
    ck_assert_int_eq(ir_emit(&ir, IR_FMA, number(1), x, y), op(IR_ADD, x, y));
    ck_assert_int_eq(ir_emit(&ir, IR_FMA, x, number(1), y), op(IR_ADD, x, y));
    ck_assert_int_eq(ir_emit(&ir, IR_FMA, number(2), number(0.3), x), op(IR_ADD, number(0.6), x));
    ck_assert_int_eq(ir.ins[ir_emit(&ir, IR_FMA, number(0.1), number(0.3), x)].op, IR_FMA);
    ck_assert_int_eq(ir.ins[ir_emit(&ir, IR_FMA, number(1e-200), number(1e-200), x)].op, IR_FMA);
}
END_TEST

START_TEST(whole_powers_multiply)
{
    ir_ref x = state(0), a, b;
    ir_ref square = ir_power(&ir, x, 2);
    ck_assert_int_eq(square, op(IR_MUL, x, x));
    ck_assert_int_eq(ir_power(&ir, x, 3), op(IR_MUL, square, x));
    ck_assert_int_eq(ir_power(&ir, x, 4), op(IR_MUL, square, square));
    ck_assert_int_eq(ir_power(&ir, x, 1), x);
    ir_power_factors(&ir, x, 3, &a, &b);
    ck_assert(a == square && b == x);
    ir_power_factors(&ir, x, 2, &a, &b);
    ck_assert(a == x && b == x);
}
END_TEST

START_TEST(a_choice_between_constants_is_made)
{
    ir_ref x = state(0), y = state(1);
    ir_ref yes = op(IR_LT, number(1), number(2)), no = op(IR_LT, number(2), number(1));
    ck_assert_int_eq(ir_emit(&ir, IR_SELECT, yes, x, y), x);
    ck_assert_int_eq(ir_emit(&ir, IR_SELECT, no, x, y), y);
    ck_assert_int_eq(ir_emit(&ir, IR_SELECT, op(IR_LT, x, y), x, x), x);
}
END_TEST

START_TEST(values_know_what_they_vary_with)
{
    ir_ref point = ir_load(&ir, LOAD_POINT, 0, VARY_LANE, "a");
    ir_ref t = ir_load(&ir, LOAD_TIME, 0, VARY_TIME, "t");
    ck_assert_uint_eq(ir.ins[op(IR_MUL, point, number(2))].vary, VARY_LANE);
    ck_assert_uint_eq(ir.ins[op(IR_MUL, point, t)].vary, VARY_LANE | VARY_TIME);
    ck_assert_uint_eq(ir.ins[op(IR_ADD, op(IR_MUL, point, t), state(0))].vary,
                      VARY_LANE | VARY_TIME | VARY_STATE);
}
END_TEST

Suite *suite_ir(void)
{
    Suite *s = suite_create("ir");
    TCase *c = tcase_create("door");
    tcase_add_checked_fixture(c, open_double, close_ir);
    tcase_add_test(c, equal_operations_are_one);
    tcase_add_test(c, zeros_keep_their_sign);
    tcase_add_test(c, what_ieee_rounds_is_folded);
    tcase_add_test(c, single_precision_folds_in_single);
    tcase_add_test(c, identities_keep_every_bit);
    tcase_add_test(c, the_door_does_not_fuse);
    tcase_add_test(c, fused_sums_fold);
    tcase_add_test(c, whole_powers_multiply);
    tcase_add_test(c, a_choice_between_constants_is_made);
    tcase_add_test(c, values_know_what_they_vary_with);
    suite_add_tcase(s, c);
    return s;
}
