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
#include "ir/schedule.h"

static struct arena arena;
static struct net ir;
static int node, y;                     /* the axis of nodes; the states */

static void open_kernel(void)
{
    arena = (struct arena){ 0 };
    net_open(&ir, 8, &arena);
    ir.axes[0].extent = 2;
    node = net_axis(&ir, "node", AXIS_NODE, 4);
    y = net_buffer(&ir, "y", LIVE, OVER(0) | OVER(node), STEP, 1);
}

static void close_kernel(void)
{
    arena_free(&arena);
}

static net_ref number(double k) { return net_const(&ir, k, NULL); }
static net_ref op(enum net_op which, net_ref a, net_ref b) { return net_emit(&ir, which, a, b, NET_NONE); }

static struct machine *machine(double dt, long origin, long rows)
{
    const char *fault = net_check(&ir);
    ck_assert_msg(!fault, "%s", fault);
    return machine_open(&ir, &(struct machine_options){ .dt = dt, .origin = origin, .rows = rows });
}

/* ---- the door --------------------------------------------------------------- */

START_TEST(equal_values_are_one)
{
    int slot = net_slot(&ir, y, "x");
    net_ref x = net_load(&ir, y, slot, "x");
    ck_assert_int_eq(op(NET_ADD, x, number(2)), op(NET_ADD, x, number(2)));
    ck_assert_int_ne(op(NET_ADD, x, number(2)), op(NET_ADD, number(2), x));
    ck_assert_int_ne(number(0.0), number(-0.0));
    ck_assert_int_ne(net_const(&ir, 1, "a"), net_const(&ir, 1, "b"));
    net_ref many = x;
    for (int i = 0; i < 5000; i++)
        many = op(NET_MUL, many, number(1 + 1e-3*i));
    ck_assert_int_eq(op(NET_ADD, x, number(2)), op(NET_ADD, x, number(2)));
}
END_TEST

START_TEST(folding_keeps_every_bit)
{
    net_ref x = net_load(&ir, y, net_slot(&ir, y, "x"), "x");
    double k;
    ck_assert(net_is_const(&ir, op(NET_MUL, number(0.1), number(0.3)), &k) && k == 0.1*0.3);
    ck_assert_int_eq(op(NET_MUL, x, number(1)), x);
    ck_assert_int_eq(op(NET_SUB, x, number(0)), x);
    ck_assert_int_ne(op(NET_ADD, x, number(0)), x);
    ck_assert_int_ne(op(NET_MUL, x, number(0)), number(0));
    ck_assert_int_eq(op(NET_DIV, x, number(4)), op(NET_MUL, x, number(0.25)));
    ck_assert_int_eq(ir.ins[op(NET_DIV, x, number(3))].op, NET_DIV);
    ck_assert_int_eq(net_emit(&ir, NET_FMA, number(2), number(0.3), x), op(NET_ADD, number(0.6), x));
    ck_assert_int_eq(ir.ins[net_emit(&ir, NET_FMA, number(0.1), number(0.3), x)].op, NET_FMA);
    ck_assert_int_eq(ir.ins[net_emit(&ir, NET_FMA, number(1e-200), number(1e-200), x)].op, NET_FMA);
}
END_TEST

START_TEST(values_know_when_and_over_what)
{
    int point = net_buffer(&ir, "point", INPUT, OVER(0), POINT, 1);
    net_ref a = net_load(&ir, point, net_slot(&ir, point, "a"), "a");
    net_ref x = net_load(&ir, y, net_slot(&ir, y, "x"), "x");
    ck_assert_int_eq(ir.ins[a].when, POINT);
    ck_assert_uint_eq(ir.ins[a].over, OVER(0));
    net_ref ax = op(NET_MUL, a, x);
    ck_assert_int_eq(ir.ins[ax].when, STEP);
    ck_assert_uint_eq(ir.ins[ax].over, OVER(0) | OVER(node));
    net_ref sum = net_reduce(&ir, NET_SUM, node, HERE, ax, NET_NONE);
    ck_assert_uint_eq(ir.ins[sum].over, OVER(0));
    ck_assert_int_eq(ir.ins[net_time(&ir, TIME_EXACT, 0.5)].when, STEP);
    ck_assert_uint_eq(ir.ins[net_time(&ir, TIME_EXACT, 0.5)].over, 0);
}
END_TEST

static net_ref exchange(struct net *k, net_ref r, void *user)
{
    (void)k;
    const net_ref *pair = user;
    return r == pair[0] ? pair[1] : NET_NONE;
}

START_TEST(rebuilding_exchanges_leaves)
{
    net_ref x = net_load(&ir, y, net_slot(&ir, y, "x"), "x"), z = net_load(&ir, y, net_slot(&ir, y, "z"), "z");
    net_ref r = op(NET_MUL, op(NET_ADD, x, number(2)), op(NET_ADD, z, number(3)));
    net_ref pair[2] = { x, z };
    struct net_memo memo = { .room = 0 };
    net_ref got = net_rebuild(&ir, r, exchange, pair, &memo);
    ck_assert_int_eq(got, op(NET_MUL, op(NET_ADD, z, number(2)), op(NET_ADD, z, number(3))));
    ck_assert_int_eq(net_memo_get(&memo, r), got);
    net_memo_forget(&memo);
    ck_assert_int_eq(net_memo_get(&memo, r), NET_NONE);
}
END_TEST

/* ---- what a kernel means -------------------------------------------------------- */

/* a, b = b, a + b: registers show what was there before the tick. */
START_TEST(registers_change_when_the_tick_ends)
{
    int a = net_slot(&ir, y, "a"), b = net_slot(&ir, y, "b");
    int begin = net_region(&ir, "begin", POINT, OVER(0) | OVER(node), NULL);
    net_store(&ir, begin, y, a, number(0), 0);
    net_store(&ir, begin, y, b, number(1), 0);
    int step = net_region(&ir, "step", STEP, OVER(0) | OVER(node), NULL);
    net_ref va = net_load(&ir, y, a, "a"), vb = net_load(&ir, y, b, "b");
    net_store(&ir, step, y, a, vb, 0);
    int later = net_region(&ir, "later", STEP, OVER(0) | OVER(node), NULL);
    net_store(&ir, later, y, b, op(NET_ADD, va, vb), 0);
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
    int ring = net_buffer(&ir, "past", LIVE, OVER(0) | OVER(node), STEP, ROWS), x = net_slot(&ir, ring, "x");
    int point = net_buffer(&ir, "point", INPUT, OVER(0), POINT, 1), lag = net_slot(&ir, point, "lag");
    int begin = net_region(&ir, "begin", POINT, OVER(0) | OVER(node), NULL);
    net_store(&ir, begin, ring, x, number(1), 0);
    int step = net_region(&ir, "step", STEP, OVER(0) | OVER(node), NULL);
    net_ref l = net_load(&ir, point, lag, "lag");
    net_ref old = net_load_at(&ir, ring, x, HERE, -1, l, "x");
    net_store(&ir, step, ring, x, net_emit(&ir, NET_FMA, number(0.5), old, l), 1);
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
    int edge = net_edges(&ir, "edge", node, node, row, source);
    int graph = net_buffer(&ir, "graph", INPUT, OVER(edge), POINT, 1), w = net_slot(&ir, graph, "w");
    int x = net_slot(&ir, y, "x");
    int out = net_buffer(&ir, "out", OUTPUT, OVER(0) | OVER(node), STEP, 1);
    int in_sum = net_slot(&ir, out, "in"), out_sum = net_slot(&ir, out, "out"), pairs = net_slot(&ir, out, "pairs");
    net_ref weight = net_load(&ir, graph, w, "w");
    net_ref from = net_load_at(&ir, y, x, SOURCE, edge, NET_NONE, "x_j"), to = net_load_at(&ir, y, x, TARGET, edge, NET_NONE, "x_i");
    int region = net_region(&ir, "couple", STEP, OVER(0) | OVER(node), NULL);
    net_store(&ir, region, out, in_sum, net_reduce(&ir, NET_DOT, edge, TARGET, weight, from), 0);
    net_store(&ir, region, out, out_sum, net_reduce(&ir, NET_DOT, edge, SOURCE, weight, to), 0);
    net_store(&ir, region, out, pairs, net_reduce(&ir, NET_DOT, edge, TARGET, weight, op(NET_SUB, from, to)), 0);
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
    int x = net_slot(&ir, y, "x");
    int third = net_clock(&ir, (struct net_clock){ .name = "third", .parent = STEP, .every = 3, .after_origin = 1 });
    int sixth = net_clock(&ir, (struct net_clock){ .name = "sixth", .parent = third, .every = 2 });
    int next = net_buffer(&ir, "next", SCRATCH, OVER(0) | OVER(node), STEP, 1), n = net_slot(&ir, next, "x");
    int seen = net_buffer(&ir, "seen", OUTPUT, OVER(0) | OVER(node), third, 5), s = net_slot(&ir, seen, "x");
    int rare = net_buffer(&ir, "rare", OUTPUT, OVER(0) | OVER(node), sixth, 5), q = net_slot(&ir, rare, "x");
    int step = net_region(&ir, "step", STEP, OVER(0) | OVER(node), NULL);
    net_ref more = op(NET_ADD, net_load(&ir, y, x, "x"), number(1));
    net_store(&ir, step, y, x, more, 0);
    net_store(&ir, step, next, n, more, 0);
    net_ref now = net_load(&ir, next, n, "x");
    net_store(&ir, net_region(&ir, "record", third, OVER(0) | OVER(node), NULL), seen, s, now, 0);
    net_store(&ir, net_region(&ir, "rarely", sixth, OVER(0) | OVER(node), NULL), rare, q,
             op(NET_ADD, now, net_emit(&ir, NET_SELECT, net_ticks(&ir, sixth), number(100), number(0))), 0);
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
    int out = net_buffer(&ir, "out", OUTPUT, 0, STEP, 1), t = net_slot(&ir, out, "t"), h = net_slot(&ir, out, "h");
    int r = net_region(&ir, "clock", STEP, 0, NULL);
    net_store(&ir, r, out, t, net_time(&ir, TIME_EXACT, 0.5), 0);
    net_store(&ir, r, out, h, net_h(&ir, 6), 0);
    struct machine *m = machine(0.1, 3, 1);
    machine_advance(m, 1003);
    ck_assert(machine_at(m, out, t, 0)[0] == (double)(float)(999.5*0.1));
    ck_assert(machine_at(m, out, h, 0)[0] == (double)(float)(0.1/6));
    machine_close(m);
}
END_TEST

/* ---- where values are computed ---------------------------------------------------------- */

/* The next state in a wire and a register, and its sum over nodes, as a step has them. */
static void step_and_watch(int *sum)
{
    int x = net_slot(&ir, y, "x"), next = net_buffer(&ir, "next", SCRATCH, OVER(0) | OVER(node), STEP, 1);
    int free = net_slot(&ir, next, "x_free"), to = net_slot(&ir, next, "x");
    *sum = net_buffer(&ir, "sum", LIVE, OVER(0), STEP, 1);
    net_slot(&ir, *sum, "x");
    int step = net_region(&ir, "step", STEP, OVER(0) | OVER(node), NULL);
    net_ref more = op(NET_ADD, net_load(&ir, y, x, "x"), number(1));
    net_store(&ir, step, next, free, op(NET_MUL, more, number(3)), 0);
    net_store(&ir, step, next, to, more, 0);
    net_store(&ir, step, y, x, more, 0);
    net_ref all = net_reduce(&ir, NET_SUM, node, HERE, net_load(&ir, next, free, NULL), NET_NONE);
    net_store(&ir, net_region(&ir, "watch", STEP, OVER(0), NULL), *sum, 0, all, 0);
    int keep = net_buffer(&ir, "keep", OUTPUT, OVER(0) | OVER(node), STEP, 1), late = net_slot(&ir, keep, "x");
    int edge = net_edges(&ir, "edge", node, node, row, source);
    net_ref seen = net_reduce(&ir, NET_SUM, edge, TARGET, net_load_at(&ir, next, to, SOURCE, edge, NET_NONE, NULL), NET_NONE);
    net_store(&ir, net_region(&ir, "look", STEP, OVER(0) | OVER(node), NULL), keep, late, seen, 0);
}

/* What sums over nodes shares the loop of its neighbour, and no wire lies in memory: one
 * is a value in the loop, the other the register. */
START_TEST(sums_share_the_loop)
{
    int sum;
    step_and_watch(&sum);
    schedule_join(&ir);
    const char *fault = net_check(&ir);
    fault = fault ? fault : schedule_fault(&ir);
    ck_assert_msg(!fault, "%s", fault);
    ck_assert_int_eq(ir.region_count, 2);
    ck_assert_int_eq(ir.regions[0].effect_count, 2);
    ck_assert_int_eq(ir.buffers[net_buffer_named(&ir, "next")].slot_count, 0);
    struct machine *m = machine(0.1, 0, 1);
    int nodes = (int)machine_size(m, y)/(int)machine_size(m, sum), keep = net_buffer_named(&ir, "keep");
    machine_advance(m, 2);
    ck_assert(machine_at(m, sum, 0, 0)[0] == 6*nodes);
    ck_assert(machine_at(m, keep, 0, 0)[0] == 2*row[1]);
    machine_close(m);
}
END_TEST

/* What a node needs of all nodes is no value of their loop. */
START_TEST(what_waits_for_a_sum_stays_behind)
{
    int sum;
    step_and_watch(&sum);
    int mean = net_buffer(&ir, "mean", LIVE, OVER(0) | OVER(node), STEP, 1), slot = net_slot(&ir, mean, "x");
    net_ref x = net_load(&ir, net_buffer_named(&ir, "next"), 1, NULL);
    net_ref all = net_reduce(&ir, NET_SUM, node, HERE, x, NET_NONE);
    net_store(&ir, net_region(&ir, "mean", STEP, OVER(0) | OVER(node), NULL), mean, slot, op(NET_SUB, x, all), 0);
    schedule_join(&ir);
    const char *fault = net_check(&ir);
    ck_assert_msg(!fault, "%s", fault);
    ck_assert_int_eq(ir.region_count, 3);
}
END_TEST

/* ---- the rules --------------------------------------------------------------------- */

static void refused(const char *words)
{
    const char *fault = net_check(&ir);
    ck_assert_msg(fault && strstr(fault, words), "got '%s', want '%s'", fault ? fault : "nothing", words);
}

START_TEST(wires_are_stored_first)
{
    int wire = net_buffer(&ir, "wire", SCRATCH, OVER(0), STEP, 1), w = net_slot(&ir, wire, "w");
    int out = net_buffer(&ir, "out", OUTPUT, OVER(0), STEP, 1), o = net_slot(&ir, out, "o");
    net_store(&ir, net_region(&ir, "early", STEP, OVER(0), NULL), out, o, net_load(&ir, wire, w, "w"), 0);
    net_store(&ir, net_region(&ir, "late", STEP, OVER(0), NULL), wire, w, number(1), 0);
    refused("before it is stored");
    net_store(&ir, 0, wire, w, number(2), 0);
    refused("before it is stored");
}
END_TEST

START_TEST(registers_are_stored_once)
{
    int x = net_slot(&ir, y, "x");
    for (int i = 0; i < 2; i++)
        net_store(&ir, net_region(&ir, "again", STEP, OVER(0) | OVER(node), NULL), y, x, number(i), 0);
    refused("stored twice");
}
END_TEST

START_TEST(stores_fit_their_buffers)
{
    int out = net_buffer(&ir, "out", OUTPUT, OVER(0), STEP, 1), o = net_slot(&ir, out, "o");
    net_ref x = net_load(&ir, y, net_slot(&ir, y, "x"), "x");
    net_store(&ir, net_region(&ir, "wide", STEP, OVER(0) | OVER(node), NULL), out, o, x, 0);
    refused("varies over more axes");
}
END_TEST

START_TEST(nothing_is_here_inside_a_sum_of_edges)
{
    int edge = net_edges(&ir, "edge", node, node, row, source);
    int out = net_buffer(&ir, "out", OUTPUT, OVER(0) | OVER(node), STEP, 1), o = net_slot(&ir, out, "o"), x = net_slot(&ir, y, "x");
    net_ref from = net_load_at(&ir, y, x, SOURCE, edge, NET_NONE, "x_j"), here = net_load(&ir, y, x, "x");
    net_ref sum = net_reduce(&ir, NET_SUM, edge, TARGET, op(NET_SUB, from, here), NET_NONE);
    net_store(&ir, net_region(&ir, "couple", STEP, OVER(0) | OVER(node), NULL), out, o, sum, 0);
    refused("say at which end");
}
END_TEST

START_TEST(start_knows_no_steps)
{
    int x = net_slot(&ir, y, "x");
    net_store(&ir, net_region(&ir, "begin", POINT, OVER(0) | OVER(node), NULL), y, x, net_time(&ir, TIME_EXACT, 0), 0);
    refused("not known there");
}
END_TEST

START_TEST(looped_clocks_ask_the_lanes)
{
    int x = net_slot(&ir, y, "x");
    int tries = net_clock(&ir, (struct net_clock){ .name = "try", .parent = STEP, .every = 1, .most = 9, .runs = NET_NONE });
    refused("no condition");
    ir.clocks[tries].runs = net_load(&ir, y, x, "x");
    refused("no condition");
    ir.clocks[tries].runs = op(NET_LT, net_load(&ir, y, x, "x"), number(1));
    refused("more than lanes");
}
END_TEST

/* What the door never makes: one thing of a whole circuit changed by hand. */
START_TEST(values_follow_from_operands)
{
    int x = net_slot(&ir, y, "x");
    net_ref load = net_load(&ir, y, x, "x"), less = op(NET_LT, load, number(3)), sum = op(NET_ADD, load, number(2));
    net_ref chosen = net_emit(&ir, NET_SELECT, less, sum, load), both = op(NET_AND, less, op(NET_LT, sum, number(9)));
    net_ref total = net_reduce(&ir, NET_SUM, node, HERE, load, NET_NONE);
    net_ref each = net_emit(&ir, NET_SELECT, both, op(NET_SUB, chosen, total), load);
    net_store(&ir, net_region(&ir, "step", STEP, OVER(0) | OVER(node), NULL), y, x, each, 0);
    ck_assert_ptr_null(net_check(&ir));
    struct { net_ref r; const char *words; struct net_ins ins; } wrong[] = {
        { sum, "before its operand", ir.ins[sum] }, { sum, "before its operand", ir.ins[sum] },
        { sum, "not known when", ir.ins[sum] }, { sum, "over other axes", ir.ins[sum] },
        { sum, "a condition is a number", ir.ins[sum] }, { chosen, "is no condition", ir.ins[chosen] },
        { chosen, "a condition is a number", ir.ins[chosen] }, { both, "is no condition", ir.ins[both] },
        { total, "still varies over the axis", ir.ins[total] },
    };
    wrong[0].ins.b = sum;
    wrong[1].ins.a = sum + 1;
    wrong[2].ins.when = FIXED;
    wrong[3].ins.over = OVER(0);
    wrong[4].ins.a = less;
    wrong[5].ins.a = load;
    wrong[6].ins.b = less;
    wrong[7].ins.b = load;
    wrong[8].ins.over |= OVER(node);
    for (size_t i = 0; i < sizeof wrong/sizeof *wrong; i++) {
        const struct net_ins good = ir.ins[wrong[i].r];
        ir.ins[wrong[i].r] = wrong[i].ins;
        refused(wrong[i].words);
        ir.ins[wrong[i].r] = good;
    }
    ck_assert_ptr_null(net_check(&ir));
}
END_TEST

START_TEST(loads_find_their_slots)
{
    int x = net_slot(&ir, y, "x"), out = net_buffer(&ir, "out", OUTPUT, OVER(0) | OVER(node), STEP, 1), o = net_slot(&ir, out, "o");
    int wire = net_buffer(&ir, "wire", SCRATCH, OVER(0) | OVER(node), STEP, 1), w = net_slot(&ir, wire, "w");
    net_ref load = net_load(&ir, y, x, "x");
    net_store(&ir, net_region(&ir, "first", STEP, OVER(0) | OVER(node), NULL), wire, w, op(NET_MUL, load, number(3)), 0);
    int region = net_region(&ir, "step", STEP, OVER(0) | OVER(node), NULL);
    net_store(&ir, region, y, x, op(NET_ADD, op(NET_MUL, load, number(2)), net_load(&ir, wire, w, "w")), 0);
    ck_assert_ptr_null(net_check(&ir));
    ir.ins[load].slot = -1;
    refused("no slot -1");
    ir.ins[load].slot = 0;
    ir.ins[load].buffer = (int16_t)out;
    refused("an output is loaded");
    ir.ins[load].buffer = (int16_t)y;
    ck_assert_ptr_null(net_check(&ir));
    net_store(&ir, region, out, o, net_load_stored(&ir, y, x, HERE, -1, "x"), 0);
    refused("no earlier region stores it");
}
END_TEST

START_TEST(a_stored_register_is_there)
{
    int x = net_slot(&ir, y, "x"), out = net_buffer(&ir, "out", OUTPUT, OVER(0) | OVER(node), STEP, 1), o = net_slot(&ir, out, "o");
    over_set all = OVER(0) | OVER(node);
    net_store(&ir, net_region(&ir, "begin", POINT, all, NULL), y, x, number(1), 0);
    net_store(&ir, net_region(&ir, "see", STEP, all, NULL), out, o, net_load_stored(&ir, y, x, HERE, -1, "x"), 0);
    refused("no earlier region stores it");
    net_store(&ir, net_region(&ir, "step", STEP, all, NULL), y, x, number(2), 0);
    refused("no earlier region stores it");
    struct net_region see = ir.regions[1];
    ir.regions[1] = ir.regions[2];
    ir.regions[2] = see;
    ck_assert_ptr_null(net_check(&ir));
}
END_TEST

START_TEST(stores_have_a_place)
{
    int x = net_slot(&ir, y, "x"), in = net_buffer(&ir, "in", INPUT, OVER(0) | OVER(node), STEP, 1), i = net_slot(&ir, in, "i");
    int region = net_region(&ir, "step", STEP, OVER(0) | OVER(node), NULL);
    net_ref load = net_load(&ir, y, x, "x");
    net_store(&ir, region, y, x, op(NET_ADD, load, number(1)), 0);
    ck_assert_ptr_null(net_check(&ir));
    struct net_effect *e = &ir.regions[region].effects[0];
    e->buffer = in, e->slot = i;
    refused("an input is stored");
    e->buffer = y, e->slot = x;
    net_ref sum = e->value;
    e->value = op(NET_LT, load, number(1));
    refused("a condition is stored");
    e->value = sum;
    ir.buffers[y].wide = 1;
    refused("holds doubles");
    ir.buffers[y].wide = 0;
    ir.regions[region].over = OVER(0);
    refused("over fewer axes");
    ir.regions[region].over = OVER(0) | OVER(node);
    ir.regions[region].clock = END;
    refused("when the run is over");
    ir.regions[region].clock = STEP;
    ck_assert_ptr_null(net_check(&ir));
}
END_TEST

/* A block of one node's samples joins a sum, and its mean is stored at the end. */
START_TEST(sums_have_a_place)
{
    int block = net_buffer(&ir, "block", LIVE, OVER(0) | OVER(node), STEP, 1), sum = net_buffer(&ir, "sum", SCRATCH, OVER(0), STEP, 1);
    int out = net_buffer(&ir, "out", OUTPUT, OVER(0), STEP, 1), o = net_slot(&ir, out, "o");
    int base = net_slot(&ir, block, "base"), whole = net_slot(&ir, sum, "sum");
    net_slot(&ir, block, "sum");
    net_slot(&ir, sum, "lost");
    ir.buffers[sum].wide = 1;
    int gather = net_region(&ir, "gather", END, OVER(0), NULL), mean = net_region(&ir, "mean", END, OVER(0), NULL);
    net_effect(&ir, gather, (struct net_effect){ .kind = EFFECT_GATHER, .buffer = sum, .slot = whole, .value = NET_NONE,
                                                 .from = { block, base }, .rest = { -1, 0 } });
    net_effect(&ir, mean, (struct net_effect){ .kind = EFFECT_MEAN, .buffer = out, .slot = o, .value = NET_NONE,
                                               .from = { sum, whole }, .rest = { -1, 0 }, .samples = 4 });
    const char *fault = net_check(&ir);
    ck_assert_msg(!fault, "%s", fault);
    struct net_effect *first = &ir.regions[gather].effects[0], *second = &ir.regions[mean].effects[0];
    const struct net_effect was[] = { *first, *second };
    first->from.slot = 1;
    refused("no sum in slot 1");
    first->from.slot = -1;
    refused("no sum in slot -1");
    *first = was[0];
    first->squares = 1;
    refused("no sum in slot");
    *first = was[0];
    first->slot = 1;
    refused("no place for a sum");
    *first = was[0];
    first->rest = (struct net_place){ sum, whole };
    refused("before it is there");
    *first = was[0];
    ir.buffers[sum].wide = 0;
    refused("no place for a sum");
    ir.buffers[sum].wide = 1;
    ir.buffers[out].wide = 1;
    refused("no place for a sum");
    ir.buffers[out].wide = 0;
    ir.buffers[out].over = OVER(node);
    refused("no place for a sum");
    ir.buffers[out].over = OVER(0);
    second->slot = 1;
    refused("no place for a sum");
    *second = was[1];
    net_effect(&ir, gather, was[1]);
    refused("in the region that stores it");
    ir.regions[gather].effect_count = 1;
    struct net_region early = ir.regions[gather];
    ir.regions[gather] = ir.regions[mean];
    ir.regions[mean] = early;
    refused("before it is there");
}
END_TEST

START_TEST(regions_of_a_clock_stand_together)
{
    int x = net_slot(&ir, y, "x"), z = net_slot(&ir, y, "z"), u = net_slot(&ir, y, "u");
    int often = net_clock(&ir, (struct net_clock){ .name = "often", .parent = STEP, .every = 2, .runs = NET_NONE });
    over_set all = OVER(0) | OVER(node);
    net_store(&ir, net_region(&ir, "one", often, all, NULL), y, x, number(1), 0);
    net_store(&ir, net_region(&ir, "two", often, all, NULL), y, z, number(2), 0);
    int step = net_region(&ir, "step", STEP, all, NULL);
    net_store(&ir, step, y, u, number(3), 0);
    ck_assert_ptr_null(net_check(&ir));
    struct net_region two = ir.regions[1];
    ir.regions[1] = ir.regions[step];
    ir.regions[step] = two;
    refused("do not stand together");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        equal_values_are_one, folding_keeps_every_bit, values_know_when_and_over_what,
        rebuilding_exchanges_leaves, registers_change_when_the_tick_ends, rings_remember,
        edges_lead_from_sources_to_targets, guarded_clocks_tick_in_time, time_is_rounded_once, sums_share_the_loop, what_waits_for_a_sum_stays_behind,
        wires_are_stored_first, registers_are_stored_once, stores_fit_their_buffers,
        nothing_is_here_inside_a_sum_of_edges, start_knows_no_steps, looped_clocks_ask_the_lanes,
        values_follow_from_operands, loads_find_their_slots, a_stored_register_is_there, stores_have_a_place, sums_have_a_place,
        regions_of_a_clock_stand_together
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
