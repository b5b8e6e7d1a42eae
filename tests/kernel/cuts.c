/* cuts.c -- where values are computed: what is kept before the first step, what a sum over edges
 * is made of, where a large region is cut. As in passes.c, what is left of circuits built by hand
 * is counted.
 */
#include "hand.h"
#include <stdio.h>
#include <string.h>
#include "ir/place.h"
#include "ir/schedule.h"

static void sound(void)
{
    const char *fault = net_check(&ir);
    ck_assert_msg(!fault, "%s", fault);
}

/* The regions, in order: each "name:stores". */
static void regions_are(const char *wanted)
{
    char got[400] = "";
    for (int i = 0; i < ir.region_count; i++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s:%d", i ? " " : "", ir.regions[i].name, ir.regions[i].effect_count);
    ck_assert_str_eq(got, wanted);
}

/* A buffer has so many slots, over these axes. */
static void buffer_is(const char *name, int slots, over_set over)
{
    int b = net_buffer_named(&ir, name);
    ck_assert_msg(b >= 0, "no buffer '%s'", name);
    ck_assert_int_eq(ir.buffers[b].slot_count, slots);
    ck_assert_uint_eq(ir.buffers[b].over, over);
}

/* ---- the tables -------------------------------------------------------------------- */

START_TEST(names_are_found)
{
    int x = net_slot(&ir, y, "x"), z = net_slot(&ir, y, "z"), w = wire("w", each);
    ck_assert(net_slot_named(&ir, y, "x") == x && net_slot_named(&ir, y, "z") == z && net_slot_named(&ir, y, "u") == -1);
    ck_assert(net_buffer_named(&ir, "y") == y && net_buffer_named(&ir, "w") == w && net_buffer_named(&ir, "x") == -1);
    ck_assert(net_slot_named(&ir, w, "w") == 0 && net_slot_named(&ir, w, "x") == -1);
    int axis = net_axis(&ir, "three", AXIS_NODE, 3);
    ck_assert(net_places(&ir, y) == NODES && net_places(&ir, wire("both", each | OVER(axis))) == 3*NODES);
    ck_assert(net_places(&ir, wire("lane", OVER(0))) == 1);
}
END_TEST

START_TEST(equal_marks_are_one)
{
    const struct net_mark mark = { NET_TRAIN, 1, 2, 3, 4 };
    struct net_mark others[] = { mark, mark, mark, mark, mark };
    others[0].kind = NET_WITHIN, others[1].a = 9, others[2].b = 9, others[3].scale = 9, others[4].shift = 9;
    ck_assert_int_eq(net_mark_number(&ir, mark), 0);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(net_mark_number(&ir, others[i]), i + 1);
    ck_assert_int_eq(net_mark_number(&ir, others[4]), 5);
    ck_assert_int_eq(net_mark_number(&ir, mark), 0);
}
END_TEST

/* ---- before the first step --------------------------------------------------------------- */

START_TEST(what_no_step_changes_is_kept)
{
    int x = net_slot(&ir, y, "x"), others = net_axis(&ir, "others", AXIS_NODE, 3), edge = net_edges(&ir, "edge", node, node, row, source);
    int z = net_buffer(&ir, "z", LIVE, OVER(0) | OVER(others), STEP, 1), of_others = input("of_others", OVER(others)), w = input("w", OVER(edge));
    net_ref p = read_slot(input("p", OVER(0)), 0), q = read_slot(input("q", OVER(node)), 0), state = read_slot(y, x);
    net_reads_axis(&ir, p, 5);
    net_ref lane = op(NET_MUL, p, number(2)), nodes = op(NET_MUL, q, number(3)), both = op(NET_MUL, lane, nodes);
    net_ref none = net_call(&ir, 0, number(1.5), NET_NONE);
    int out = net_buffer(&ir, "out", OUTPUT, each, STEP, 1);
    net_slot(&ir, z, "z");
    const net_ref stored[] = {
        op(NET_ADD, op(NET_ADD, both, none), state),
        op(NET_ADD, lane, state), op(NET_SUB, state, lane), op(NET_MUL, none, state), op(NET_MUL, nodes, state),
        choose(op(NET_LT, p, q), state, q),                             /* a condition is no number */
        op(NET_MUL, net_time(&ir, TIME_EXACT, 0), p),                   /* known in each step alone */
        net_reduce(&ir, NET_DOT, edge, TARGET, op(NET_MUL, read_slot(w, 0), number(2)), end_of(y, x, SOURCE, edge))
    };
    for (size_t i = 0; i < sizeof stored/sizeof *stored; i++)
        put("step", STEP, out, net_slot(&ir, out, "o"), stored[i]);
    net_ref there = op(NET_MUL, read_slot(of_others, 0), number(2));
    put("other", STEP, z, 0, op(NET_ADD, there, read_slot(z, 0)));      /* other nodes: one buffer has one loop */
    put("begin", POINT, y, x, op(NET_ADD, lane, number(1)));
    schedule_hold(&ir);
    sound();
    regions_are("begin:1 hold_3:1 hold_1:1 hold_0:1 hold_2:1 step:1 step:1 step:1 step:1 step:1 step:1 step:1 step:1 other:1");
    buffer_is("held", 1, 0);
    buffer_is("held_lane", 1, OVER(0));
    buffer_is("held_node", 1, OVER(node));
    buffer_is("held_each", 1, each);
    ck_assert_int_eq(ir.regions[0].effects[0].value, op(NET_ADD, lane, number(1)));
    ck_assert_int_eq(ir.regions[1].effects[0].value, op(NET_ADD, both, none));
    ck_assert_int_eq(ir.regions[2].effects[0].value, lane);
    ck_assert_uint_eq(ir.ins[read_slot(net_buffer_named(&ir, "held_lane"), 0)].axes, 1u << 5);
    net_ref kept = read_slot(net_buffer_named(&ir, "held_lane"), 0);
    ck_assert_int_eq(ir.regions[6].effects[0].value, op(NET_ADD, kept, state));
    ck_assert_int_eq(ir.regions[7].effects[0].value, op(NET_SUB, state, kept));
    for (int i = 10; i < 13; i++)
        ck_assert_int_eq(ir.regions[i].effects[0].value, stored[i - 5]);
    ck_assert_int_eq(ir.ins[ir.regions[13].effects[0].value].a, there);
}
END_TEST

/* ---- sums over edges --------------------------------------------------------------------------- */

/* All pairs of [from] and [to] nodes but the last [less]; [known]: their weights are. The form of their loops. */
static enum edge_form form(int from, int to, int less, int known)
{
    static int all[20], nodes[20*20];
    static double weights[20*20];
    char name[32];
    for (int i = 0; i < to; i++)
        all[i + 1] = from*(i + 1);
    all[to] -= less;
    for (int e = 0; e < from*to; e++)
        nodes[e] = e%from;
    snprintf(name, sizeof name, "from%d_%d_%d_%d", from, to, less, known);
    net_open(&ir, 8, ir.arena);
    int a = net_axis(&ir, name, AXIS_NODE, from), b = net_axis(&ir, name + 1, AXIS_NODE, to), x = net_edges(&ir, "e", a, b, all, nodes);
    int graph = net_buffer(&ir, "graph", INPUT, OVER(x), FIXED, 1);
    if (known)
        net_fixed_slot(&ir, graph, "w", weights);
    else
        net_slot(&ir, graph, "w");
    place(&ir);
    return (enum edge_form)ir.axes[x].form;
}

START_TEST(loops_over_edges_have_a_form)
{
    ck_assert_int_eq(form(16, 16, 0, 1), FORM_LITERAL);
    ck_assert_int_eq(form(16, 16, 1, 1), FORM_LITERAL);
    ck_assert_int_eq(form(17, 16, 0, 1), FORM_DENSE);
    ck_assert_int_eq(form(16, 17, 0, 1), FORM_DENSE);
    ck_assert_int_eq(form(16, 17, 1, 1), FORM_ROWS);
    ck_assert_int_eq(form(3, 2, 0, 0), FORM_DENSE);
    ck_assert_int_eq(form(2, 3, 1, 0), FORM_ROWS);
    ck_assert_int_eq(form(1, 3, 0, 0), FORM_ROWS);
}
END_TEST

START_TEST(all_pairs_stand_in_order)
{
    static const int all[] = { 0, 2, 4 }, nodes[] = { 0, 1, 1, 0 };
    int two = net_axis(&ir, "two", AXIS_NODE, 2), x = net_edges(&ir, "e", two, two, all, nodes);
    net_slot(&ir, net_buffer(&ir, "graph", INPUT, OVER(x), FIXED, 1), "w");
    place(&ir);
    ck_assert_int_eq(ir.axes[x].form, FORM_ROWS);
}
END_TEST

/* What a node gives others is one wire of a region, for all its sums; each sum is one. Another region
 * has its own: it runs in another tick. */
START_TEST(sums_and_what_they_are_given_are_wires)
{
    int x = net_slot(&ir, y, "x"), edge = net_edges(&ir, "edge", node, node, row, source), w = input("w", OVER(edge));
    int third = net_clock(&ir, (struct net_clock){ .name = "third", .parent = STEP, .every = 3, .runs = NET_NONE });
    int out = net_buffer(&ir, "out", OUTPUT, each, STEP, 1), seen = output("seen", each, third, 1), last = output("last", OVER(0), END, 1);
    net_ref given = op(NET_MUL, end_of(y, x, SOURCE, edge), number(2)), weight = read_slot(w, 0);
    net_ref both = op(NET_SUB, given, end_of(y, x, TARGET, edge));
    net_ref one = net_reduce(&ir, NET_DOT, edge, TARGET, weight, given), two = net_reduce(&ir, NET_MOST, edge, TARGET, both, NET_NONE);
    net_ref bare = net_reduce(&ir, NET_SUM, edge, TARGET, op(NET_NEG, end_of(y, x, SOURCE, edge), NET_NONE), NET_NONE);
    int couple = net_region(&ir, "couple", STEP, each, NULL);
    const net_ref stored[] = { op(NET_ADD, one, two), op(NET_MUL, one, number(3)), bare, net_reduce(&ir, NET_SUM, node, HERE, one, NET_NONE) };
    for (int i = 0; i < 4; i++)
        net_store(&ir, couple, out, net_slot(&ir, out, "o"), stored[i], 0);
    put("see", third, seen, 0, one);
    put("end", END, last, 0, number(1));
    place(&ir);
    sound();
    regions_are("couple_given:1 couple_sum:1 couple_sum2:1 couple_sum3:1 couple:4 see_given:1 see_sum:1 see:1 end:1");
    buffer_is("given_1", 1, each);
    buffer_is("given_2", 1, each);
    for (int i = 1; i <= 4; i++)
        buffer_is((char[]){ 's', 'u', 'm', '_', (char)('0' + i), 0 }, 1, each);
    ck_assert_int_eq(net_buffer_named(&ir, "sum_5"), NET_NONE);
    net_ref wired = end_of(net_buffer_named(&ir, "given_1"), 0, SOURCE, edge);
    ck_assert_int_eq(ir.regions[0].effects[0].value, op(NET_MUL, read_slot(y, x), number(2)));
    ck_assert_int_eq(ir.regions[1].effects[0].value, net_reduce(&ir, NET_DOT, edge, TARGET, weight, wired));
    ck_assert_int_eq(ir.regions[2].effects[0].value,
                     net_reduce(&ir, NET_MOST, edge, TARGET, op(NET_SUB, wired, end_of(y, x, TARGET, edge)), NET_NONE));
    ck_assert_int_eq(ir.regions[3].effects[0].value, bare);
    net_ref sum = read_slot(net_buffer_named(&ir, "sum_1"), 0);
    ck_assert_int_eq(ir.regions[4].effects[1].value, op(NET_MUL, sum, number(3)));
    ck_assert_int_eq(ir.regions[4].effects[3].value, net_reduce(&ir, NET_SUM, node, HERE, sum, NET_NONE));
    ck_assert_int_eq(ir.regions[7].effects[0].value, read_slot(net_buffer_named(&ir, "sum_4"), 0));
    ck_assert(ir.regions[6].clock == third && ir.buffers[net_buffer_named(&ir, "sum_4")].clock == third);
}
END_TEST

/* ---- cuts ---------------------------------------------------------------------------------- */

/* Seven operations, one behind the other: ((x + 1)*x + 2)*x ... */
static net_ref chain(net_ref x)
{
    net_ref r = x;
    for (int i = 0; i < 7; i++)
        r = i % 2 ? op(NET_MUL, r, x) : op(NET_ADD, r, number(1 + i));
    return r;
}

/* Of seven operations and a store the parts of two are 1, 2 3, 4 5, 6 7: counted from 1, since 0 was not made. */
START_TEST(a_chain_crosses_once_a_cut)
{
    int x = net_slot(&ir, y, "x");
    net_ref all = chain(read_slot(y, x));
    net_store(&ir, net_region(&ir, "step", STEP, each, "The step."), y, x, all, 0);
    schedule_cut(&ir, 4);                       /* eight are no more than twice four */
    regions_are("step:1");
    ck_assert_int_eq(ir.regions[0].apart, 0);
    schedule_cut(&ir, 2);
    sound();
    regions_are("step_1:1 step_2:1 step_3:1 step_4:1 step_keep1:1");
    buffer_is("step_shared_each", 4, each);
    ck_assert_str_eq(ir.regions[0].doc, "The step.");
    ck_assert_ptr_null(ir.regions[1].doc);
    ck_assert_str_eq(ir.regions[4].doc, "What the parts have made becomes the state.");
    for (int i = 0; i < 5; i++)
        ck_assert(ir.regions[i].apart && ir.regions[i].over == each && ir.regions[i].clock == STEP);
    int shared = net_buffer_named(&ir, "step_shared_each");
    ck_assert_int_eq(ir.regions[0].effects[0].value, op(NET_ADD, read_slot(y, x), number(1)));
    ck_assert_int_eq(ir.regions[1].effects[0].value,
                     op(NET_ADD, op(NET_MUL, read_slot(shared, 0), read_slot(y, x)), number(3)));
    ck_assert(ir.regions[4].effects[0].buffer == y && ir.regions[4].effects[0].value == read_slot(shared, 3));
}
END_TEST

/* What nothing waits for is stored by the part that makes it, and later ones go on from its wire. */
START_TEST(what_does_not_wait_is_stored_at_once)
{
    int x = net_slot(&ir, y, "x"), out = output("out", each, STEP, 1), late = net_slot(&ir, out, "late"), leaf = net_slot(&ir, out, "leaf");
    int last = net_slot(&ir, out, "last");
    net_ref all = chain(read_slot(y, x)), third = ir.ins[ir.ins[ir.ins[ir.ins[all].a].a].a].a;
    int step = net_region(&ir, "step", STEP, each, NULL);
    net_store(&ir, step, out, late, all, 0);
    net_store(&ir, step, out, 0, third, 0);
    net_store(&ir, step, out, leaf, read_slot(y, x), 0);
    net_store(&ir, step, out, last, number(2), 0);
    schedule_cut(&ir, 2);
    sound();
    regions_are("step_1:2 step_2:2 step_3:1 step_4:2");
    buffer_is("step_shared_each", 3, each);
    ck_assert(ir.regions[0].effects[1].buffer == out && ir.regions[0].effects[1].slot == leaf);
    ck_assert(ir.regions[1].effects[1].buffer == out && ir.regions[1].effects[1].slot == 0);
    ck_assert(ir.regions[3].effects[0].buffer == out && ir.regions[3].effects[0].slot == late);
    ck_assert(ir.regions[3].effects[1].buffer == out && ir.regions[3].effects[1].slot == last);
}
END_TEST

/* A wire varies as its value does; a condition is asked again where it is needed. */
START_TEST(wires_of_a_cut_vary_as_their_values)
{
    int x = net_slot(&ir, y, "x"), p = input("p", OVER(0)), q = input("q", OVER(node)), out = output("out", each, STEP, 1);
    net_reads_axis(&ir, read_slot(p, 0), 5);
    net_ref lane = op(NET_MUL, read_slot(p, 0), number(2)), nodes = op(NET_MUL, read_slot(q, 0), number(3));
    net_ref none = net_call(&ir, 0, number(1.5), NET_NONE), less = op(NET_LT, lane, nodes);
    put("step", STEP, out, 0, op(NET_ADD, choose(less, read_slot(y, x), none), lane));
    schedule_cut(&ir, 1);
    sound();
    ck_assert_uint_eq(ir.ins[ir.regions[4].effects[0].value].axes, 1u << 5);
    regions_are("step_2:1 step_3:1 step_5:1 step_6:1 step_7:1");
    buffer_is("step_shared", 1, 0);
    buffer_is("step_shared_lane", 1, OVER(0));
    buffer_is("step_shared_node", 1, OVER(node));
    buffer_is("step_shared_each", 1, each);
    struct machine *m = machine(0, 1, 1);
    for (int l = 0; l < LANES; l++)
        machine_at(m, p, 0, 0)[l] = 4 + l;
    for (int i = 0; i < NODES; i++) {
        machine_at(m, q, 0, 0)[i] = 2 + i;
        for (int l = 0; l < LANES; l++)
            machine_at(m, y, x, 0)[i*LANES + l] = 100*i + l;
    }
    machine_start(m);
    machine_advance(m, 1);
    for (int i = 0; i < NODES; i++)
        for (int l = 0; l < LANES; l++)
            same(machine_at(m, out, 0, 0)[i*LANES + l], (2*(4 + l) < 3*(2 + i) ? 100*i + l : 1) + 2*(4 + l));
    machine_close(m);
}
END_TEST

/* Five registers wait; two of them make a region. */
START_TEST(registers_wait_for_all_parts)
{
    enum { COUNT = 5 };
    int step = net_region(&ir, "step", STEP, each, NULL);
    for (int i = 0; i < COUNT; i++)
        net_slot(&ir, y, "x");
    for (int i = 0; i < COUNT; i++)
        net_store(&ir, step, y, i, op(NET_SUB, read_slot(y, (i + 1) % COUNT), number(1)), 0);
    schedule_cut(&ir, 2);
    sound();
    regions_are("step_1:1 step_2:2 step_3:2 step_keep1:2 step_keep2:2 step_keep3:1");
    ck_assert_str_eq(ir.regions[3].doc, "What the parts have made becomes the state.");
    ck_assert_ptr_null(ir.regions[4].doc);
    struct machine *m = machine(0, 1, 1);
    for (int i = 0; i < COUNT; i++)
        for (int k = 0; k < NODES*LANES; k++)
            machine_at(m, y, i, 0)[k] = 10*i + k;
    machine_advance(m, 2);
    for (int i = 0; i < COUNT; i++)
        for (int k = 0; k < NODES*LANES; k++)
            same(machine_at(m, y, i, 0)[k], 10*((i + 2) % COUNT) + k - 2);
    machine_close(m);
}
END_TEST

/* Each store with what it needs: values that are there and stores count, 4, 7 and a new region. */
START_TEST(stores_of_start_are_dealt_out)
{
    int p = input("p", OVER(0)), begin = net_region(&ir, "begin", POINT, each, "Begin.");
    for (int i = 0; i < 5; i++)
        net_store(&ir, begin, y, net_slot(&ir, y, "x"), op(NET_ADD, read_slot(p, 0), number(1 + i)), 0);
    schedule_cut(&ir, 5);
    regions_are("begin:5");
    schedule_cut(&ir, 4);
    sound();
    regions_are("begin_1:2 begin_2:2 begin_3:1");
    ck_assert_str_eq(ir.regions[0].doc, "Begin.");
    ck_assert_ptr_null(ir.regions[1].doc);
    ck_assert_int_eq(ir.regions[2].effects[0].slot, 4);
}
END_TEST

/* Of sums, too: they count alone. */
START_TEST(sums_are_dealt_out)
{
    int sum = net_buffer(&ir, "sum", LIVE, OVER(0), STEP, 1), out = net_buffer(&ir, "out", OUTPUT, OVER(0), STEP, 1);
    int step = net_region(&ir, "mean", STEP, OVER(0), NULL);
    net_slot(&ir, sum, "sum"), net_slot(&ir, sum, "lost");
    for (int i = 0; i < 5; i++)
        net_effect(&ir, step, (struct net_effect){ .kind = EFFECT_MEAN, .buffer = out, .slot = net_slot(&ir, out, "o"), .value = NET_NONE,
                                                   .from = { sum, 0 }, .rest = { -1, 0 }, .samples = 4 });
    schedule_cut(&ir, 2);
    sound();
    regions_are("mean_1:3 mean_2:2");
    ck_assert_int_eq(ir.regions[1].effects[1].slot, 4);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        names_are_found, equal_marks_are_one, what_no_step_changes_is_kept, loops_over_edges_have_a_form, all_pairs_stand_in_order,
        sums_and_what_they_are_given_are_wires, a_chain_crosses_once_a_cut, what_does_not_wait_is_stored_at_once,
        wires_of_a_cut_vary_as_their_values, registers_wait_for_all_parts, stores_of_start_are_dealt_out, sums_are_dealt_out
    };
    return run_each("cuts", tests, sizeof tests/sizeof *tests, 1);
}
