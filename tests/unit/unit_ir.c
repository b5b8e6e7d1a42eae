/* unit_ir.c -- what the door of the circuit makes of the terms of a model: folding, sharing. */
#include "ir/cost.h"
#include "libcheck.h"
#include <math.h>
#include "ir/circuit.h"
#include "model/builtin.h"
#include "suites.h"

static struct arena arena;
static struct net ir;
static int states;

static void open_net(int bytes)
{
    net_open(&ir, bytes, &arena);
    states = net_buffer(&ir, "y", LIVE, OVER(0), STEP, 1);
    for (int i = 0; i < 3; i++)
        net_slot(&ir, states, "x");
}

static void open_double(void) { open_net(8); }
static void close_ir(void) { arena_free(&arena); arena = (struct arena){ 0 }; }

static net_ref op(enum net_op o, net_ref a, net_ref b) { return net_term(&ir, o, a, b, NET_NONE); }
static net_ref number(double x) { return net_const(&ir, x, NULL); }

static net_ref state(int i)
{
    net_ref x = net_load(&ir, states, i, NULL);
    net_tame(&ir, x);
    return x;
}

static double value(net_ref r)
{
    double k = NAN;
    ck_assert_msg(net_is_const(&ir, r, &k), "not a constant");
    return k;
}

START_TEST(equal_operations_are_one)
{
    net_ref x = state(0), y = state(1);
    ck_assert_int_eq(op(NET_ADD, x, y), op(NET_ADD, x, y));
    ck_assert_int_ne(op(NET_ADD, x, y), op(NET_ADD, y, x));   /* the text keeps the author's order */
    ck_assert_int_eq(state(0), x);
    ck_assert_int_eq(net_call(&ir, FUNCTION_exp, x, NET_NONE), net_call(&ir, FUNCTION_exp, x, NET_NONE));
    ck_assert_int_ne(net_call(&ir, FUNCTION_exp, x, NET_NONE), net_call(&ir, FUNCTION_log, x, NET_NONE));
}
END_TEST

START_TEST(zeros_keep_their_sign)
{
    ck_assert_int_ne(number(0.0), number(-0.0));
    net_ref x = state(0);
    ck_assert_int_eq(op(NET_SUB, x, number(0.0)), x);
    ck_assert_int_ne(op(NET_DIV, x, number(0.0)), op(NET_DIV, x, number(-0.0)));        /* -0 + 0 is 0 */
}
END_TEST

START_TEST(what_ieee_rounds_is_folded)
{
    ck_assert(value(op(NET_ADD, number(0.1), number(0.2))) == 0.1 + 0.2);
    ck_assert(value(op(NET_DIV, number(1), number(3))) == 1.0/3.0);
    ck_assert(value(op(NET_SQRT, number(2), NET_NONE)) == sqrt(2.0));
    net_ref f = net_term(&ir, NET_FMA, number(0.1), number(10), number(-1));
    ck_assert(value(f) == fma(0.1, 10, -1));
    ck_assert(!net_is_const(&ir, net_call(&ir, FUNCTION_exp, number(1), NET_NONE), NULL));
}
END_TEST

START_TEST(single_precision_folds_in_single)
{
    open_net(4);
    ck_assert(value(number(0.1)) == (double)0.1f);
    ck_assert(value(op(NET_MUL, number(0.6), number(0.2609))) == (double)(0.6f*0.2609f));
    ck_assert(value(op(NET_DIV, number(1), number(3))) == (double)(1.0f/3.0f));
}
END_TEST

START_TEST(identities_keep_every_bit)
{
    net_ref x = state(0);
    ck_assert_int_eq(op(NET_MUL, x, number(1)), x);
    ck_assert_int_eq(op(NET_MUL, number(1), x), x);
    ck_assert_int_eq(op(NET_DIV, x, number(1)), x);
    ck_assert_int_eq(op(NET_NEG, op(NET_NEG, x, NET_NONE), NET_NONE), x);
    net_ref half = op(NET_DIV, x, number(2));
    ck_assert_int_eq(ir.ins[half].op, NET_MUL);              /* 1/2 is exact */
    ck_assert_int_eq(ir.ins[op(NET_DIV, x, number(3))].op, NET_DIV);
    ck_assert_int_eq(op(NET_MUL, x, number(-1)), op(NET_NEG, x, NET_NONE));
    ck_assert_int_eq(op(NET_ADD, op(NET_NEG, x, NET_NONE), state(1)), op(NET_SUB, state(1), x));
    ck_assert_int_eq(op(NET_SUB, x, op(NET_NEG, state(1), NET_NONE)), op(NET_ADD, x, state(1)));
    ck_assert_int_eq(op(NET_ADD, x, number(0)), x);
    ck_assert_int_eq(op(NET_SUB, number(0), x), op(NET_NEG, x, NET_NONE));
    ck_assert_int_eq(op(NET_MUL, x, number(0)), number(0));
    net_ref wild = op(NET_DIV, number(1), x);                 /* inf*0 is NaN */
    ck_assert_int_eq(ir.ins[op(NET_MUL, wild, number(0))].op, NET_MUL);
    ck_assert_int_eq(ir.ins[net_term(&ir, NET_FMA, wild, number(0), x)].op, NET_FMA);
    ck_assert_int_eq(net_term(&ir, NET_FMA, number(0), x, state(1)), state(1));
    ck_assert_int_eq(net_term(&ir, NET_FMA, number(-1), x, state(1)), op(NET_SUB, state(1), x));
    ck_assert_int_ne(op(NET_SUB, x, x), number(0));
}
END_TEST

/* Whether a sum is fused is decided on the text (fuse.c), never at the door. */
START_TEST(the_door_does_not_fuse)
{
    net_ref x = state(0), y = state(1), z = state(2), xy = op(NET_MUL, x, y);
    ck_assert_int_eq(ir.ins[op(NET_ADD, xy, z)].op, NET_ADD);
    ck_assert_int_eq(ir.ins[op(NET_SUB, z, xy)].op, NET_SUB);
    ck_assert_int_eq(ir.ins[net_term(&ir, NET_FMA, x, y, z)].op, NET_FMA);
}
END_TEST

/* A fused sum becomes an ordinary one only where that keeps every bit. */
START_TEST(fused_sums_fold)
{
    net_ref x = state(0), y = state(1);
    ck_assert(value(net_term(&ir, NET_FMA, number(0.1), number(0.3), number(-0.03))) == fma(0.1, 0.3, -0.03));
    ck_assert_int_eq(net_term(&ir, NET_FMA, number(1), x, y), op(NET_ADD, x, y));
    ck_assert_int_eq(net_term(&ir, NET_FMA, x, number(1), y), op(NET_ADD, x, y));
    ck_assert_int_eq(net_term(&ir, NET_FMA, number(2), number(0.3), x), op(NET_ADD, number(0.6), x));
    ck_assert_int_eq(ir.ins[net_term(&ir, NET_FMA, number(0.1), number(0.3), x)].op, NET_FMA);
    ck_assert_int_eq(ir.ins[net_term(&ir, NET_FMA, number(1e-200), number(1e-200), x)].op, NET_FMA);
}
END_TEST

START_TEST(whole_powers_multiply)
{
    net_ref x = state(0), a, b;
    net_ref square = net_power(&ir, x, 2);
    ck_assert_int_eq(square, op(NET_MUL, x, x));
    ck_assert_int_eq(net_power(&ir, x, 3), op(NET_MUL, square, x));
    ck_assert_int_eq(net_power(&ir, x, 4), op(NET_MUL, square, square));
    ck_assert_int_eq(net_power(&ir, x, 1), x);
    net_power_factors(&ir, x, 3, &a, &b);
    ck_assert(a == square && b == x);
    net_power_factors(&ir, x, 2, &a, &b);
    ck_assert(a == x && b == x);
}
END_TEST

START_TEST(a_choice_between_constants_is_made)
{
    net_ref x = state(0), y = state(1);
    net_ref yes = op(NET_LT, number(1), number(2)), no = op(NET_LT, number(2), number(1));
    ck_assert_int_eq(net_term(&ir, NET_SELECT, yes, x, y), x);
    ck_assert_int_eq(net_term(&ir, NET_SELECT, no, x, y), y);
    ck_assert_int_eq(net_term(&ir, NET_SELECT, op(NET_LT, x, y), x, x), x);
}
END_TEST

/* Left out where only the sign of a zero can tell: by the model's terms, by no pass. */
START_TEST(what_vanishes_vanishes_from_terms_alone)
{
    net_ref x = state(0);
    ck_assert_int_eq(ir.ins[net_emit(&ir, NET_MUL, x, number(0), NET_NONE)].op, NET_MUL);
    ck_assert_int_eq(ir.ins[net_emit(&ir, NET_ADD, x, number(0), NET_NONE)].op, NET_ADD);
    ck_assert_int_eq(ir.ins[net_emit(&ir, NET_SUB, number(0), x, NET_NONE)].op, NET_SUB);
    ck_assert_int_eq(ir.ins[net_emit(&ir, NET_FMA, number(0), x, state(1))].op, NET_FMA);
    ck_assert_int_eq(net_emit(&ir, NET_MUL, x, number(-1), NET_NONE), op(NET_NEG, x, NET_NONE));
    net_ref input = net_load(&ir, net_buffer(&ir, "c", SCRATCH, OVER(0), STEP, 1), 0, "c");
    ck_assert_int_eq(ir.ins[op(NET_MUL, input, number(0))].op, NET_MUL);        /* a sum may overflow */
    ck_assert_int_eq(op(NET_MUL, number(0), number(-3)), number(-0.0));
}
END_TEST

/* For times: 0.1 + 0.2 in double whatever the precision. */
START_TEST(constants_are_known_in_double)
{
    double wide;
    open_net(4);
    ck_assert(net_wide(&ir, op(NET_ADD, number(0.1), number(0.2)), &wide));
    ck_assert(wide == 0.1 + 0.2);
    ck_assert_int_ne(number(0.1), number((double)0.1f));    /* equal in single precision, not as times */
}
END_TEST

START_TEST(values_know_what_changes_them)
{
    int swept = net_buffer(&ir, "point", INPUT, OVER(0), POINT, 1);
    net_ref point = net_load(&ir, swept, net_slot(&ir, swept, "a"), "a"), t = net_time(&ir, TIME_EXACT, 0);
    net_ref mark = net_mark(&ir, (struct net_mark){ NET_PHASE, 10, 0, 1, 0 }, 0);
    net_ref steady = op(NET_MUL, point, number(2)), timed = op(NET_MUL, point, t);
    ck_assert(net_is_steady(&ir, steady) && !net_is_timed(&ir, steady));
    ck_assert(!net_is_steady(&ir, timed) && net_is_timed(&ir, timed));
    ck_assert(net_is_timed(&ir, op(NET_ADD, mark, timed)) && net_is_timed(&ir, op(NET_ADD, timed, steady)));
    ck_assert(!net_is_timed(&ir, op(NET_ADD, timed, state(0))) && !net_is_timed(&ir, op(NET_ADD, state(0), timed)));
    ck_assert(!net_is_timed(&ir, op(NET_LT, t, point)) && !net_is_steady(&ir, op(NET_LT, point, steady)));
    net_ref end = net_load(&ir, net_buffer(&ir, "done", SCRATCH, OVER(0), END, 1), 0, NULL);
    ck_assert(!net_is_timed(&ir, op(NET_ADD, end, t)) && !net_is_steady(&ir, end));
}
END_TEST

START_TEST(a_piece_holds_until_the_next)
{
    static const double to[] = { 1, 2.5, 4 };
    const struct net_pieces p = { to, 3 };
    const double x[] = { -INFINITY, 0.5, 1, 2.4, 2.5, 3, 4, 1e9, NAN };
    const int piece[] = { 0, 0, 1, 1, 2, 2, 2, 2, 2 };
    for (int i = 0; i < 9; i++)
        ck_assert_int_eq(net_piece_at(&p, x[i]), piece[i]);
}
END_TEST

START_TEST(one_piece_of_a_table)
{
    static const double to[] = { 1, 2 }, other[] = { 1, 2 };
    int axis = net_axis(&ir, "line", AXIS_MODE, 2), numbers = net_buffer(&ir, "numbers", INPUT, OVER(axis), POINT, 1);
    net_ref y = net_load(&ir, numbers, net_fixed_slot(&ir, numbers, "y", to), "y"), t = net_time(&ir, TIME_EXACT, 0);
    net_ref x = op(NET_ADD, op(NET_MUL, t, number(2)), number(1)), found = net_piece(&ir, axis, y, x, to, 2);
    ck_assert(net_is_plain(&ir, x) && !net_is_plain(&ir, state(0)) && !net_is_plain(&ir, op(NET_LT, t, x)));
    ck_assert_uint_eq(ir.ins[found].over, 0);
    ck_assert_int_eq(net_piece(&ir, axis, y, x, to, 2), found);
    ck_assert_int_ne(net_piece(&ir, axis, y, x, other, 2), found);
    ck_assert_int_ne(net_reduce(&ir, NET_MOST, axis, HERE, y, NET_NONE), found);
    const struct net_ins i = ir.ins[found];
    ck_assert_int_eq(net_reduce_again(&ir, &i, y, x), found);
    ck_assert_int_eq(ir.pieces_count, 2);
}
END_TEST

/* Four nodes, six edges: an operation at each node is 4, a sum over the edges 6; a division is as four of them. What
 * ticks in every eighth step counts as an eighth, what no step does counts nothing. */
START_TEST(a_step_costs_what_it_computes)
{
    static const int row[] = { 0, 1, 3, 6, 6 }, source[] = { 1, 0, 2, 0, 1, 3 };
    const int node = net_axis(&ir, "node", AXIS_NODE, 4), edge = net_edges(&ir, "edge", node, node, row, source);
    const int y = net_buffer(&ir, "y", LIVE, OVER(0) | OVER(node), STEP, 1), slot = net_slot(&ir, y, "x");
    const int once = net_clock(&ir, (struct net_clock){ .name = "eighth", .parent = STEP, .every = 8, .first = 1 });
    const int z = net_buffer(&ir, "z", LIVE, OVER(0) | OVER(node), once, 1), kept = net_slot(&ir, z, "x");
    const net_ref x = net_load(&ir, y, slot, "x"), at_source = net_load_at(&ir, y, slot, SOURCE, edge, NET_NONE, "x");
    const int step = net_region(&ir, "step", STEP, OVER(0) | OVER(node), NULL);
    net_store(&ir, step, y, slot, net_emit(&ir, NET_ADD, x, net_const(&ir, 3, NULL), NET_NONE), 0);
    ck_assert(net_step_cost(&ir) == 4);
    const int couple = net_region(&ir, "couple", STEP, OVER(0) | OVER(node), NULL);
    const int c = net_buffer(&ir, "c", SCRATCH, OVER(0) | OVER(node), STEP, 1);
    net_store(&ir, couple, c, net_slot(&ir, c, "sum"), net_reduce(&ir, NET_SUM, edge, TARGET, at_source, NET_NONE), 0);
    ck_assert(net_step_cost(&ir) == 4 + 6);
    const int seldom = net_region(&ir, "seldom", once, OVER(0) | OVER(node), NULL);
    net_store(&ir, seldom, z, kept, net_emit(&ir, NET_DIV, x, net_const(&ir, 3, NULL), NET_NONE), 0);
    ck_assert(net_step_cost(&ir) == 4 + 6 + 4*4/8.0);
    const int start = net_region(&ir, "start", POINT, OVER(0) | OVER(node), NULL);
    net_store(&ir, start, y, slot, net_const(&ir, 1, NULL), 0);
    ck_assert(net_step_cost(&ir) == 4 + 6 + 4*4/8.0);
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
    tcase_add_test(c, what_vanishes_vanishes_from_terms_alone);
    tcase_add_test(c, constants_are_known_in_double);
    tcase_add_test(c, values_know_what_changes_them);
    tcase_add_test(c, a_piece_holds_until_the_next);
    tcase_add_test(c, one_piece_of_a_table);
    tcase_add_test(c, a_step_costs_what_it_computes);
    suite_add_tcase(s, c);
    return s;
}
