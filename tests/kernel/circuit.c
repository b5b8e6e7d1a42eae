/* circuit.c -- the kernel IR by itself: its door, its rules, and what a kernel means.
 *
 * Kernels are built by hand and run by the interpreter; what they give is computed
 * here a second time by plain loops. Nodes always differ, since equal ones hide a
 * wrong side.
 */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "ir/interp.h"

static struct arena arena;
static struct ir ir;
static int node, y;                     /* the axis of nodes; the states */

static void open_kernel(void)
{
    arena = (struct arena){ 0 };
    ir_open(&ir, 8, &arena);
    ir.axes[0].extent = 2;
    node = ir_axis(&ir, "node", AXIS_NODE, 4);
    y = ir_buffer(&ir, "y", LIVE, OVER(0) | OVER(node), STEP, 1);
}

static void close_kernel(void)
{
    arena_free(&arena);
}

static ir_ref number(double k) { return ir_const(&ir, k, NULL); }
static ir_ref op(enum ir_op which, ir_ref a, ir_ref b) { return ir_emit(&ir, which, a, b, IR_NONE); }

static struct machine *machine(double dt, long origin, long rows)
{
    const char *fault = ir_check(&ir);
    ck_assert_msg(!fault, "%s", fault);
    return machine_open(&ir, &(struct machine_options){ .dt = dt, .origin = origin, .rows = rows });
}

/* ---- the door --------------------------------------------------------------- */

START_TEST(equal_values_are_one)
{
    int slot = ir_slot(&ir, y, "x");
    ir_ref x = ir_load(&ir, y, slot, "x");
    ck_assert_int_eq(op(IR_ADD, x, number(2)), op(IR_ADD, x, number(2)));
    ck_assert_int_ne(op(IR_ADD, x, number(2)), op(IR_ADD, number(2), x));
    ck_assert_int_ne(number(0.0), number(-0.0));
    ck_assert_int_ne(ir_const(&ir, 1, "a"), ir_const(&ir, 1, "b"));
    ir_ref many = x;
    for (int i = 0; i < 5000; i++)
        many = op(IR_MUL, many, number(1 + 1e-3*i));
    ck_assert_int_eq(op(IR_ADD, x, number(2)), op(IR_ADD, x, number(2)));
}
END_TEST

START_TEST(folding_keeps_every_bit)
{
    ir_ref x = ir_load(&ir, y, ir_slot(&ir, y, "x"), "x");
    double k;
    ck_assert(ir_is_const(&ir, op(IR_MUL, number(0.1), number(0.3)), &k) && k == 0.1*0.3);
    ck_assert_int_eq(op(IR_MUL, x, number(1)), x);
    ck_assert_int_eq(op(IR_SUB, x, number(0)), x);
    ck_assert_int_ne(op(IR_ADD, x, number(0)), x);
    ck_assert_int_ne(op(IR_MUL, x, number(0)), number(0));
    ck_assert_int_eq(op(IR_DIV, x, number(4)), op(IR_MUL, x, number(0.25)));
    ck_assert_int_eq(ir.ins[op(IR_DIV, x, number(3))].op, IR_DIV);
    ck_assert_int_eq(ir_emit(&ir, IR_FMA, number(2), number(0.3), x), op(IR_ADD, number(0.6), x));
    ck_assert_int_eq(ir.ins[ir_emit(&ir, IR_FMA, number(0.1), number(0.3), x)].op, IR_FMA);
    ck_assert_int_eq(ir.ins[ir_emit(&ir, IR_FMA, number(1e-200), number(1e-200), x)].op, IR_FMA);
}
END_TEST

START_TEST(values_know_when_and_over_what)
{
    int point = ir_buffer(&ir, "point", INPUT, OVER(0), POINT, 1);
    ir_ref a = ir_load(&ir, point, ir_slot(&ir, point, "a"), "a");
    ir_ref x = ir_load(&ir, y, ir_slot(&ir, y, "x"), "x");
    ck_assert_int_eq(ir.ins[a].when, POINT);
    ck_assert_uint_eq(ir.ins[a].over, OVER(0));
    ir_ref ax = op(IR_MUL, a, x);
    ck_assert_int_eq(ir.ins[ax].when, STEP);
    ck_assert_uint_eq(ir.ins[ax].over, OVER(0) | OVER(node));
    ir_ref sum = ir_reduce(&ir, IR_SUM, node, HERE, ax, IR_NONE);
    ck_assert_uint_eq(ir.ins[sum].over, OVER(0));
    ck_assert_int_eq(ir.ins[ir_time(&ir, 0.5)].when, STEP);
    ck_assert_uint_eq(ir.ins[ir_time(&ir, 0.5)].over, 0);
}
END_TEST

static ir_ref exchange(struct ir *k, ir_ref r, void *user)
{
    (void)k;
    const ir_ref *pair = user;
    return r == pair[0] ? pair[1] : IR_NONE;
}

START_TEST(rebuilding_exchanges_leaves)
{
    ir_ref x = ir_load(&ir, y, ir_slot(&ir, y, "x"), "x"), z = ir_load(&ir, y, ir_slot(&ir, y, "z"), "z");
    ir_ref r = op(IR_MUL, op(IR_ADD, x, number(2)), op(IR_ADD, z, number(3)));
    ir_ref pair[2] = { x, z };
    ir_ref *memo = malloc(sizeof *memo*(size_t)ir.len);
    for (int i = 0; i < ir.len; i++)
        memo[i] = IR_NONE;
    ir_ref got = ir_rebuild(&ir, r, exchange, pair, memo);
    ck_assert_int_eq(got, op(IR_MUL, op(IR_ADD, z, number(2)), op(IR_ADD, z, number(3))));
    free(memo);
}
END_TEST

/* ---- what a kernel means -------------------------------------------------------- */

/* a, b = b, a + b: registers show what was there before the tick. */
START_TEST(registers_change_when_the_tick_ends)
{
    int a = ir_slot(&ir, y, "a"), b = ir_slot(&ir, y, "b");
    int begin = ir_region(&ir, "begin", POINT, OVER(0) | OVER(node), NULL);
    ir_store(&ir, begin, y, a, number(0), 0);
    ir_store(&ir, begin, y, b, number(1), 0);
    int step = ir_region(&ir, "step", STEP, OVER(0) | OVER(node), NULL);
    ir_ref va = ir_load(&ir, y, a, "a"), vb = ir_load(&ir, y, b, "b");
    ir_store(&ir, step, y, a, vb, 0);
    int later = ir_region(&ir, "later", STEP, OVER(0) | OVER(node), NULL);
    ir_store(&ir, later, y, b, op(IR_ADD, va, vb), 0);
    struct machine *m = machine(0.1, 0, 1);
    machine_start(m);
    machine_advance(m, 10);
    ck_assert(machine_at(m, y, a, 0)[3] == 55);
    ck_assert(machine_at(m, y, b, 0)[3] == 89);
    machine_close(m);
}
END_TEST

/* A ring: x(n+1) = x(n - lag) + lane, lags by lane; against a plain history. */
START_TEST(rings_remember)
{
    enum { ROWS = 7, TICKS = 40 };
    static const long lags[2] = { 2, 5 };
    int ring = ir_buffer(&ir, "past", LIVE, OVER(0) | OVER(node), STEP, ROWS), x = ir_slot(&ir, ring, "x");
    int point = ir_buffer(&ir, "point", INPUT, OVER(0), POINT, 1), lag = ir_slot(&ir, point, "lag");
    int begin = ir_region(&ir, "begin", POINT, OVER(0) | OVER(node), NULL);
    ir_store(&ir, begin, ring, x, number(1), 0);
    int step = ir_region(&ir, "step", STEP, OVER(0) | OVER(node), NULL);
    ir_ref l = ir_load(&ir, point, lag, "lag");
    ir_ref old = ir_load_at(&ir, ring, x, HERE, -1, l, "x");
    ir_store(&ir, step, ring, x, ir_emit(&ir, IR_FMA, number(0.5), old, l), 1);
    struct machine *m = machine(0.1, 0, 1);
    for (int lane = 0; lane < 2; lane++)
        machine_at(m, point, lag, 0)[lane] = (double)lags[lane];
    machine_start(m);
    machine_advance(m, TICKS);
    for (int lane = 0; lane < 2; lane++) {
        double history[TICKS + 1];
        for (int n = 0; n <= TICKS; n++)
            history[n] = 1;
        for (int n = 0; n < TICKS; n++)
            history[n + 1] = fma(0.5, n >= lags[lane] ? history[n - lags[lane]] : 1, (double)lags[lane]);
        ck_assert(machine_at(m, ring, x, TICKS % ROWS)[2 + lane] == history[TICKS]);
    }
    machine_close(m);
}
END_TEST

/* Four nodes, five edges by target; sums at both ends. */
static const int row[] = { 0, 2, 2, 4, 5 }, source[] = { 1, 3, 0, 1, 2 };

START_TEST(edges_lead_from_sources_to_targets)
{
    int edge = ir_edges(&ir, "edge", node, node, row, source);
    int graph = ir_buffer(&ir, "graph", INPUT, OVER(edge), POINT, 1), w = ir_slot(&ir, graph, "w");
    int x = ir_slot(&ir, y, "x");
    int out = ir_buffer(&ir, "out", OUTPUT, OVER(0) | OVER(node), STEP, 1);
    int in_sum = ir_slot(&ir, out, "in"), out_sum = ir_slot(&ir, out, "out"), pairs = ir_slot(&ir, out, "pairs");
    ir_ref weight = ir_load(&ir, graph, w, "w");
    ir_ref from = ir_load_at(&ir, y, x, SOURCE, edge, IR_NONE, "x_j"), to = ir_load_at(&ir, y, x, TARGET, edge, IR_NONE, "x_i");
    int region = ir_region(&ir, "couple", STEP, OVER(0) | OVER(node), NULL);
    ir_store(&ir, region, out, in_sum, ir_reduce(&ir, IR_DOT, edge, TARGET, weight, from), 0);
    ir_store(&ir, region, out, out_sum, ir_reduce(&ir, IR_DOT, edge, SOURCE, weight, to), 0);
    ir_store(&ir, region, out, pairs, ir_reduce(&ir, IR_DOT, edge, TARGET, weight, op(IR_SUB, from, to)), 0);
    struct machine *m = machine(0.1, 0, 1);
    double *weights = machine_at(m, graph, w, 0), *values = machine_at(m, y, x, 0);
    for (int e = 0; e < 5; e++)
        weights[e] = 0.3 + 0.7*e;
    for (int i = 0; i < 8; i++)
        values[i] = 1 + 0.1*i*i;
    machine_advance(m, 1);
    for (int lane = 0; lane < 2; lane++)
        for (int i = 0; i < 4; i++) {
            double in = 0, gone = 0, both = 0;
            for (int t = 0, e = 0; t < 4; t++)
                for (; e < row[t + 1]; e++) {
                    double xs = values[2*source[e] + lane], xt = values[2*t + lane];
                    in = t == i ? fma(weights[e], xs, in) : in;
                    both = t == i ? fma(weights[e], xs - xt, both) : both;
                    gone = source[e] == i ? fma(weights[e], xt, gone) : gone;
                }
            ck_assert(machine_at(m, out, in_sum, 0)[2*i + lane] == in);
            ck_assert(machine_at(m, out, out_sum, 0)[2*i + lane] == gone);
            ck_assert(machine_at(m, out, pairs, 0)[2*i + lane] == both);
        }
    machine_close(m);
}
END_TEST

/* Records every third step behind a transient of four; a child of that every second. */
START_TEST(guarded_clocks_tick_in_time)
{
    int x = ir_slot(&ir, y, "x");
    int third = ir_clock(&ir, (struct ir_clock){ .name = "third", .parent = STEP, .every = 3, .after_origin = 1 });
    int sixth = ir_clock(&ir, (struct ir_clock){ .name = "sixth", .parent = third, .every = 2 });
    int next = ir_buffer(&ir, "next", SCRATCH, OVER(0) | OVER(node), STEP, 1), n = ir_slot(&ir, next, "x");
    int seen = ir_buffer(&ir, "seen", OUTPUT, OVER(0) | OVER(node), third, 5), s = ir_slot(&ir, seen, "x");
    int rare = ir_buffer(&ir, "rare", OUTPUT, OVER(0) | OVER(node), sixth, 5), q = ir_slot(&ir, rare, "x");
    int step = ir_region(&ir, "step", STEP, OVER(0) | OVER(node), NULL);
    ir_ref more = op(IR_ADD, ir_load(&ir, y, x, "x"), number(1));
    ir_store(&ir, step, y, x, more, 0);
    ir_store(&ir, step, next, n, more, 0);
    ir_ref now = ir_load(&ir, next, n, "x");
    ir_store(&ir, ir_region(&ir, "record", third, OVER(0) | OVER(node), NULL), seen, s, now, 0);
    ir_store(&ir, ir_region(&ir, "rarely", sixth, OVER(0) | OVER(node), NULL), rare, q,
             op(IR_ADD, now, ir_emit(&ir, IR_SELECT, ir_ticks(&ir, sixth), number(100), number(0))), 0);
    struct machine *m = machine(0.1, 4, 1);
    machine_advance(m, 4 + 15);
    for (int k = 0; k < 5; k++)
        ck_assert(machine_at(m, seen, s, k)[0] == 4 + 3*(k + 1));
    for (int k = 0; k < 2; k++)
        ck_assert(machine_at(m, rare, q, k)[0] == 100 + 4 + 6*(k + 1));
    machine_close(m);
}
END_TEST

/* t is formed in double from the step and rounded once; h/k too. */
START_TEST(time_is_rounded_once)
{
    ir.bytes = 4;
    int out = ir_buffer(&ir, "out", OUTPUT, 0, STEP, 1), t = ir_slot(&ir, out, "t"), h = ir_slot(&ir, out, "h");
    int r = ir_region(&ir, "clock", STEP, 0, NULL);
    ir_store(&ir, r, out, t, ir_time(&ir, 0.5), 0);
    ir_store(&ir, r, out, h, ir_h(&ir, 6), 0);
    struct machine *m = machine(0.1, 3, 1);
    machine_advance(m, 1003);
    ck_assert(machine_at(m, out, t, 0)[0] == (double)(float)(999.5*0.1));
    ck_assert(machine_at(m, out, h, 0)[0] == (double)(float)(0.1/6));
    machine_close(m);
}
END_TEST

/* ---- the rules --------------------------------------------------------------------- */

static void refused(const char *words)
{
    const char *fault = ir_check(&ir);
    ck_assert_msg(fault && strstr(fault, words), "got '%s', want '%s'", fault ? fault : "nothing", words);
}

START_TEST(wires_are_stored_first)
{
    int wire = ir_buffer(&ir, "wire", SCRATCH, OVER(0), STEP, 1), w = ir_slot(&ir, wire, "w");
    int out = ir_buffer(&ir, "out", OUTPUT, OVER(0), STEP, 1), o = ir_slot(&ir, out, "o");
    ir_store(&ir, ir_region(&ir, "early", STEP, OVER(0), NULL), out, o, ir_load(&ir, wire, w, "w"), 0);
    ir_store(&ir, ir_region(&ir, "late", STEP, OVER(0), NULL), wire, w, number(1), 0);
    refused("before it is stored");
}
END_TEST

START_TEST(registers_are_stored_once)
{
    int x = ir_slot(&ir, y, "x");
    for (int i = 0; i < 2; i++)
        ir_store(&ir, ir_region(&ir, "again", STEP, OVER(0) | OVER(node), NULL), y, x, number(i), 0);
    refused("stored twice");
}
END_TEST

START_TEST(stores_fit_their_buffers)
{
    int out = ir_buffer(&ir, "out", OUTPUT, OVER(0), STEP, 1), o = ir_slot(&ir, out, "o");
    ir_ref x = ir_load(&ir, y, ir_slot(&ir, y, "x"), "x");
    ir_store(&ir, ir_region(&ir, "wide", STEP, OVER(0) | OVER(node), NULL), out, o, x, 0);
    refused("varies over more axes");
}
END_TEST

START_TEST(nothing_is_here_inside_a_sum_of_edges)
{
    int edge = ir_edges(&ir, "edge", node, node, row, source);
    int out = ir_buffer(&ir, "out", OUTPUT, OVER(0) | OVER(node), STEP, 1), o = ir_slot(&ir, out, "o"), x = ir_slot(&ir, y, "x");
    ir_ref from = ir_load_at(&ir, y, x, SOURCE, edge, IR_NONE, "x_j"), here = ir_load(&ir, y, x, "x");
    ir_ref sum = ir_reduce(&ir, IR_SUM, edge, TARGET, op(IR_SUB, from, here), IR_NONE);
    ir_store(&ir, ir_region(&ir, "couple", STEP, OVER(0) | OVER(node), NULL), out, o, sum, 0);
    refused("say at which end");
}
END_TEST

START_TEST(start_knows_no_steps)
{
    int x = ir_slot(&ir, y, "x");
    ir_store(&ir, ir_region(&ir, "begin", POINT, OVER(0) | OVER(node), NULL), y, x, ir_time(&ir, 0), 0);
    refused("not known there");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        equal_values_are_one, folding_keeps_every_bit, values_know_when_and_over_what,
        rebuilding_exchanges_leaves, registers_change_when_the_tick_ends, rings_remember,
        edges_lead_from_sources_to_targets, guarded_clocks_tick_in_time, time_is_rounded_once,
        wires_are_stored_first, registers_are_stored_once, stores_fit_their_buffers,
        nothing_is_here_inside_a_sum_of_edges, start_knows_no_steps
    };
    Suite *s = suite_create("kernel IR");
    TCase *c = tcase_create("circuit");
    tcase_add_checked_fixture(c, open_kernel, close_kernel);
    for (size_t i = 0; i < sizeof tests/sizeof *tests; i++)
        tcase_add_test(c, tests[i]);
    suite_add_tcase(s, c);
    SRunner *runner = srunner_create(s);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner), ran = srunner_ntests_run(runner);
    srunner_free(runner);
    return !(printf("%d passed, %d failed\n", ran - failed, failed) > 0) || failed > 0;
}
