/* passes.c -- what the passes leave of a circuit: which regions become one, which wires have
 * memory, where a large region is cut. Numbers alone do not show that: a kernel that loads too
 * much, or computes twice, gives the same. Circuits are built by hand, what is left of them is
 * counted here, and the interpreter has the numbers.
 */
#include "hand.h"
#include <stdio.h>
#include <string.h>
#include "ir/place.h"
#include "ir/schedule.h"

static void sound(void)
{
    const char *fault = net_check(&ir);
    fault = fault ? fault : schedule_fault(&ir);
    ck_assert_msg(!fault, "%s", fault);
}

static int region_of(const char *name)
{
    for (int i = 0; i < ir.region_count; i++)
        if (!strcmp(ir.regions[i].name, name))
            return i;
    ck_abort_msg("no region '%s'", name);
}

/* The value that the effect of a region stores in a buffer. */
static const struct net_ins *stored_by(int region, int buffer)
{
    for (int e = 0; e < ir.regions[region].effect_count; e++)
        if (ir.regions[region].effects[e].buffer == buffer)
            return &ir.ins[ir.regions[region].effects[e].value];
    ck_abort_msg("region '%s' does not store '%s'", ir.regions[region].name, ir.buffers[buffer].name);
}

static int loads(const struct net_ins *i, int buffer, int slot)
{
    return i->op == NET_LOAD && i->buffer == buffer && i->slot == slot;
}

static int child(const char *name, long every)
{
    return net_clock(&ir, (struct net_clock){ .name = name, .parent = STEP, .every = every, .runs = NET_NONE });
}

/* ---- neighbours ------------------------------------------------------------------------- */

/* A step, its sum over nodes in a wire, and a third region that looks at that wire: the sum
 * joins the loop of the step, so that the third has to wait for the end of that loop. */
START_TEST(a_wire_of_a_sum_is_waited_for)
{
    int x = net_slot(&ir, y, "x"), next = wire("next", each), total = wire("total", OVER(0));
    int shared = output("shared", each, STEP, 1), last = output("last", each, STEP, 1);
    put("step", STEP, next, 0, op(NET_ADD, read_slot(y, x), number(1)));
    put("watch", STEP, total, 0, op(NET_MUL, net_reduce(&ir, NET_SUM, node, HERE, read_slot(next, 0), NET_NONE), number(0.25)));
    put("own", STEP, last, 0, op(NET_MUL, read_slot(next, 0), number(2)));
    put("center", STEP, shared, 0, op(NET_SUB, read_slot(next, 0), read_slot(total, 0)));
    schedule_join(&ir);
    sound();
    ck_assert_int_eq(ir.region_count, 2);
    ck_assert_int_eq(ir.regions[0].effect_count, 3);        /* next and total, which the other loads, and last */
    ck_assert_str_eq(ir.regions[0].name, "own");
    ck_assert_str_eq(ir.regions[1].name, "center");
    struct machine *m = machine_open(&ir, &(struct machine_options){ .dt = 1, .rows = 1 });
    for (int i = 0; i < NODES*LANES; i++)
        machine_at(m, y, x, 0)[i] = i*i;
    machine_advance(m, 1);
    for (int l = 0; l < LANES; l++)
        for (int i = 0; i < NODES; i++) {
            double mean = 0;
            for (int k = 0; k < NODES; k++)
                mean += 0.25*(double)((k*LANES + l)*(k*LANES + l) + 1);
            same(machine_at(m, shared, 0, 0)[i*LANES + l], (double)((i*LANES + l)*(i*LANES + l) + 1) - mean);
            same(machine_at(m, last, 0, 0)[i*LANES + l], 2*(double)((i*LANES + l)*(i*LANES + l) + 1));
        }
    machine_close(m);
}
END_TEST

/* Which of two neighbours become one loop. [built] is their number of regions behind the pass. */
static void left(int built)
{
    schedule_join(&ir);
    const char *fault = net_check(&ir);
    ck_assert_msg(!fault, "%s", fault);
    ck_assert_int_eq(ir.region_count, built);
}

START_TEST(other_clocks_and_loops_stay_apart)
{
    int third = child("third", 3), a = output("a", each, STEP, 1), b = output("b", each, third, 1), c = output("c", OVER(0), third, 1);
    int d = output("d", OVER(0), third, 1);
    net_ref x = read_slot(y, net_slot(&ir, y, "x"));
    put("a", STEP, a, 0, op(NET_ADD, x, number(1)));
    put("b", third, b, 0, op(NET_ADD, x, number(2)));
    put("c", third, c, 0, number(2));
    put("d", third, d, 0, number(3));
    left(3);
    ck_assert_int_eq(ir.regions[2].effect_count, 2);
    ck_assert_str_eq(ir.regions[2].name, "d");
}
END_TEST

/* The second looks at other nodes of what the first stores. */
START_TEST(no_loop_looks_ahead)
{
    int x = net_slot(&ir, y, "x"), z = net_slot(&ir, y, "z"), edge = net_edges(&ir, "edge", node, node, row, source);
    int next = wire("next", each), out = output("out", each, STEP, 1);
    put("step", STEP, next, 0, op(NET_ADD, read_slot(y, x), number(1)));
    net_ref sum = net_reduce(&ir, NET_SUM, edge, TARGET, end_of(next, 0, SOURCE, edge), NET_NONE);
    int region = net_region(&ir, "look", STEP, each, NULL);
    net_store(&ir, region, out, 0, op(NET_MUL, sum, number(2)), 0);
    net_store(&ir, region, y, z, op(NET_ADD, read_slot(y, z), number(1)), 0);
    left(2);
}
END_TEST

/* The first looks at other nodes of a register that the second stores. */
START_TEST(no_loop_stores_what_it_looks_at)
{
    int x = net_slot(&ir, y, "x"), edge = net_edges(&ir, "edge", node, node, row, source), out = output("out", each, STEP, 1);
    net_ref sum = net_reduce(&ir, NET_SUM, edge, TARGET, end_of(y, x, SOURCE, edge), NET_NONE);
    put("look", STEP, out, 0, op(NET_MUL, sum, number(2)));
    put("step", STEP, y, x, op(NET_ADD, read_slot(y, x), number(1)));
    left(2);
    sound();
}
END_TEST

/* Sums over edges have loops of their own, whichever comes first; what is more than the sum has not. */
START_TEST(sums_over_edges_stay_alone)
{
    int x = net_slot(&ir, y, "x"), edge = net_edges(&ir, "edge", node, node, row, source);
    int a = output("a", each, STEP, 1), b = output("b", each, STEP, 1), c = output("c", each, STEP, 1), d = output("d", each, STEP, 1);
    net_ref sum = net_reduce(&ir, NET_SUM, edge, TARGET, end_of(y, x, SOURCE, edge), NET_NONE);
    put("before", STEP, a, 0, number(1));
    put("sum", STEP, b, 0, sum);
    put("behind", STEP, c, 0, number(1));
    put("more", STEP, d, 0, op(NET_NEG, sum, NET_NONE));
    left(3);
    ck_assert_str_eq(ir.regions[1].name, "sum");
    ck_assert_str_eq(ir.regions[2].name, "more");
    ck_assert_int_eq(ir.regions[2].effect_count, 2);
}
END_TEST

/* A region over lanes is widened for sums over one axis of nodes, and only for those. */
START_TEST(sums_widen_their_region)
{
    int x = net_slot(&ir, y, "x"), others = net_axis(&ir, "others", AXIS_NODE, 3);
    int z = net_buffer(&ir, "z", LIVE, OVER(0) | OVER(others), STEP, 1);
    int one = output("one", OVER(0), STEP, 1), two = output("two", OVER(0), STEP, 1), three = output("three", OVER(0), STEP, 1);
    net_slot(&ir, z, "z");
    net_ref a = net_reduce(&ir, NET_SUM, node, HERE, read_slot(y, x), NET_NONE);
    net_ref b = net_reduce(&ir, NET_MOST, others, HERE, read_slot(z, 0), NET_NONE);
    net_ref off = net_reduce(&ir, NET_SUM, node, HERE, op(NET_SUB, read_slot(y, x), a), NET_NONE);
    put("one", STEP, one, 0, op(NET_ADD, a, number(1)));
    put("two", STEP, two, 0, op(NET_ADD, a, b));
    put("three", STEP, three, 0, off);
    left(2);
    ck_assert_uint_eq(ir.regions[0].over, each);
    ck_assert_int_eq(ir.regions[0].effect_count, 1);
    ck_assert_uint_eq(ir.regions[1].over, OVER(0));
}
END_TEST

/* ---- wires --------------------------------------------------------------------------------- */

/* Wires that copy registers x and z. While x is what it was, its copies are x, in every effect;
 * behind the step that stores x they are not, but those of z are z. */
START_TEST(a_copy_is_the_register_until_that_is_stored)
{
    int x = net_slot(&ir, y, "x"), z = net_buffer(&ir, "z", LIVE, each, STEP, 1), w = net_buffer(&ir, "w", SCRATCH, each, STEP, 1);
    int x1 = net_slot(&ir, w, "x1"), z1 = net_slot(&ir, w, "z1"), x2 = net_slot(&ir, w, "x2");
    int third = child("third", 1), fourth = child("fourth", 1);
    int a = output("a", each, third, 1), b = output("b", each, third, 1), c = output("c", each, fourth, 1), d = output("d", each, fourth, 1);
    int e = output("e", each, fourth, 1);
    int copy = net_region(&ir, "copy", STEP, each, NULL);
    net_slot(&ir, z, "z");
    net_store(&ir, copy, w, x1, read_slot(y, x), 0);
    net_store(&ir, copy, w, z1, read_slot(z, 0), 0);
    net_store(&ir, copy, w, x2, read_slot(y, x), 0);
    int early = net_region(&ir, "early", third, each, NULL);
    net_store(&ir, early, a, 0, read_slot(w, x1), 0);
    net_store(&ir, early, b, 0, read_slot(w, x2), 0);
    put("step", STEP, y, x, op(NET_ADD, read_slot(y, x), number(1)));
    int late = net_region(&ir, "late", fourth, each, NULL);
    net_store(&ir, late, c, 0, read_slot(w, x1), 0);
    net_store(&ir, late, d, 0, read_slot(w, x2), 0);
    net_store(&ir, late, e, 0, read_slot(w, z1), 0);
    schedule_join(&ir);
    sound();
    ck_assert_int_eq(ir.region_count, 4);
    ck_assert(loads(stored_by(region_of("early"), a), y, x) && loads(stored_by(region_of("early"), b), y, x));
    ck_assert(loads(stored_by(region_of("late"), c), w, 0) && loads(stored_by(region_of("late"), d), w, 1));
    ck_assert(loads(stored_by(region_of("late"), e), z, 0));
    ck_assert_int_eq(ir.buffers[w].slot_count, 2);
    ck_assert_str_eq(ir.buffers[w].slots[0], "x1");
    ck_assert_str_eq(ir.buffers[w].slots[1], "x2");
    struct machine *m = machine_open(&ir, &(struct machine_options){ .dt = 1, .rows = 1 });
    for (int i = 0; i < NODES*LANES; i++) {
        machine_at(m, y, x, 0)[i] = 10 + i;
        machine_at(m, z, 0, 0)[i] = 40 + i;
    }
    machine_advance(m, 1);
    const struct { int buffer, value; } seen[] = { { a, 10 }, { b, 10 }, { c, 10 }, { d, 10 }, { e, 40 } };
    for (int k = 0; k < 5; k++)
        for (int i = 0; i < NODES*LANES; i++)
            same(machine_at(m, seen[k].buffer, 0, 0)[i], seen[k].value + i);
    machine_close(m);
}
END_TEST

/* No copies: of a stream, of a register over other axes, at an end of an edge, of a value. */
START_TEST(what_is_no_copy_stays_a_wire)
{
    int x = net_slot(&ir, y, "x"), w = net_buffer(&ir, "w", SCRATCH, each, STEP, 1), third = child("third", 1);
    int past = net_buffer(&ir, "past", LIVE, each, STEP, 3), lane = net_buffer(&ir, "lane", LIVE, OVER(0), STEP, 1);
    int out = net_buffer(&ir, "out", OUTPUT, each, third, 1);
    net_slot(&ir, past, "past"), net_slot(&ir, lane, "lane");
    net_ref from[] = { read_slot(past, 0), read_slot(lane, 0), op(NET_NEG, read_slot(y, x), NET_NONE) };
    int copy = net_region(&ir, "copy", STEP, each, NULL), see = net_region(&ir, "see", third, each, NULL);
    for (int i = 0; i < 3; i++) {
        net_store(&ir, copy, w, net_slot(&ir, w, "w"), from[i], 0);
        net_store(&ir, see, out, net_slot(&ir, out, "o"), read_slot(w, i), 0);
    }
    schedule_join(&ir);
    sound();
    ck_assert_int_eq(ir.buffers[w].slot_count, 3);
    for (int i = 0; i < 3; i++)
        ck_assert(loads(&ir.ins[ir.regions[1].effects[i].value], w, i));
}
END_TEST

/* A wire that nobody loads goes, with the wires that fed it alone, and with its region. */
START_TEST(what_feeds_nobody_goes)
{
    int x = net_slot(&ir, y, "x"), w = net_buffer(&ir, "w", SCRATCH, each, STEP, 1), edge = net_edges(&ir, "edge", node, node, row, source);
    int used = net_slot(&ir, w, "used"), first = net_slot(&ir, w, "first"), second = net_slot(&ir, w, "second");
    int out = output("out", each, STEP, 1);
    net_ref x_in = net_reduce(&ir, NET_SUM, edge, TARGET, end_of(y, x, SOURCE, edge), NET_NONE);
    put("first", STEP, w, first, x_in);
    put("second", STEP, w, second, net_reduce(&ir, NET_SUM, edge, TARGET, end_of(w, first, SOURCE, edge), NET_NONE));
    put("third", STEP, w, used, net_reduce(&ir, NET_MOST, edge, TARGET, end_of(y, x, SOURCE, edge), NET_NONE));
    put("out", STEP, out, 0, net_reduce(&ir, NET_SUM, edge, TARGET, end_of(w, used, SOURCE, edge), NET_NONE));
    left(2);
    ck_assert_int_eq(ir.buffers[w].slot_count, 1);
    ck_assert_str_eq(ir.buffers[w].slots[0], "used");
}
END_TEST

/* A wire with a register's new value is the register, for those behind: over the same axes, of
 * one row, and where the same region stores both. */
START_TEST(a_wire_of_a_new_value_is_the_register)
{
    int x = net_slot(&ir, y, "x"), w = net_buffer(&ir, "w", SCRATCH, each, STEP, 1), edge = net_edges(&ir, "edge", node, node, row, source);
    int past = net_buffer(&ir, "past", LIVE, each, STEP, 3), out = net_buffer(&ir, "out", OUTPUT, each, STEP, 1);
    int kept = net_slot(&ir, w, "kept"), ring = net_slot(&ir, w, "ring"), other = net_slot(&ir, w, "other");
    net_slot(&ir, past, "past");
    net_ref a = op(NET_ADD, read_slot(y, x), number(1)), b = op(NET_ADD, read_slot(y, x), number(2)), c = op(NET_ADD, read_slot(y, x), number(3));
    int third = child("third", 3), keep = net_buffer(&ir, "keep", LIVE, each, third, 1);
    net_slot(&ir, keep, "keep");
    put("keep", third, keep, 0, c);             /* the same value, in another region */
    int step = net_region(&ir, "step", STEP, each, NULL);
    net_store(&ir, step, y, x, a, 0);
    net_store(&ir, step, w, kept, a, 0);
    net_store(&ir, step, past, 0, b, 0);
    net_store(&ir, step, w, ring, b, 0);
    net_store(&ir, step, w, other, c, 0);
    const int wires[] = { kept, ring, other };
    for (int i = 0; i < 3; i++)
        put("look", STEP, out, net_slot(&ir, out, "o"), net_reduce(&ir, NET_SUM, edge, TARGET, end_of(w, wires[i], SOURCE, edge), NET_NONE));
    schedule_join(&ir);
    const char *fault = net_check(&ir);
    ck_assert_msg(!fault, "%s", fault);
    ck_assert_int_eq(ir.buffers[w].slot_count, 2);
    ck_assert_str_eq(ir.buffers[w].slots[0], "ring");
    ck_assert_str_eq(ir.buffers[w].slots[1], "other");
    ck_assert_int_eq(ir.regions[1].effect_count, 4);
    const struct net_ins *seen = &ir.ins[ir.ins[ir.regions[2].effects[0].value].a];
    ck_assert(loads(seen, y, x) && net_is_stored(seen) && seen->side == SOURCE && seen->axis == edge);
    const struct net_ins *late = &ir.ins[ir.ins[ir.regions[4].effects[0].value].a];
    ck_assert(loads(late, w, 1));
}
END_TEST

/* ---- registers in place ------------------------------------------------------------------ */

static void faulty(const char *words)
{
    const char *fault = schedule_fault(&ir);
    ck_assert_msg(fault && strstr(fault, words), "got '%s', want '%s'", fault ? fault : "nothing", words);
}

START_TEST(what_was_stored_is_not_read_as_it_was)
{
    int x = net_slot(&ir, y, "x"), z = net_buffer(&ir, "z", LIVE, each, STEP, 1), out = output("out", each, STEP, 1);
    net_slot(&ir, z, "z");
    put("begin", POINT, y, x, number(1));
    put("early", STEP, out, 0, read_slot(y, x));
    put("step", STEP, y, x, op(NET_ADD, read_slot(y, x), number(1)));
    put("stored", STEP, out, net_slot(&ir, out, "p"), net_load_stored(&ir, y, x, HERE, -1, NULL));
    put("other", STEP, out, net_slot(&ir, out, "q"), read_slot(z, 0));
    ck_assert_ptr_null(schedule_fault(&ir));
    put("late", STEP, out, net_slot(&ir, out, "r"), op(NET_MUL, read_slot(y, x), number(2)));
    faulty("y: region 'late' reads what was stored in this tick");
}
END_TEST

START_TEST(no_register_is_stored_while_others_look)
{
    int x = net_slot(&ir, y, "x"), edge = net_edges(&ir, "edge", node, node, row, source), out = output("out", each, STEP, 1);
    net_ref sum = net_reduce(&ir, NET_SUM, edge, TARGET, end_of(y, x, SOURCE, edge), NET_NONE);
    int step = net_region(&ir, "step", STEP, each, NULL);
    net_store(&ir, step, out, 0, sum, 0);
    ck_assert_ptr_null(schedule_fault(&ir));
    net_store(&ir, step, y, x, number(1), 0);
    faulty("y: region 'step' stores it while it looks at other nodes");
}
END_TEST

START_TEST(no_sum_is_read_behind_its_store)
{
    int sum = net_buffer(&ir, "sum", LIVE, OVER(0), STEP, 1), x = net_slot(&ir, sum, "sum"), out = output("out", OVER(0), STEP, 1);
    net_slot(&ir, sum, "lost");
    int mean = net_region(&ir, "mean", STEP, OVER(0), NULL);
    net_effect(&ir, mean, (struct net_effect){ .kind = EFFECT_MEAN, .buffer = out, .value = NET_NONE, .from = { sum, x }, .rest = { -1, 0 }, .samples = 4 });
    put("step", STEP, sum, x, number(1));
    ck_assert_ptr_null(schedule_fault(&ir));
    struct net_region first = ir.regions[0];
    ir.regions[0] = ir.regions[1];
    ir.regions[1] = first;
    faulty("region 'mean' reads a sum that was stored in this tick");
    ir.regions[1].effects[0].from.buffer = -1;
    ck_assert_ptr_null(schedule_fault(&ir));
    ir.regions[1].effects[0].rest = (struct net_place){ sum, x };
    faulty("region 'mean' reads a sum that was stored in this tick");
}
END_TEST

/* ---- constants ---------------------------------------------------------------------- */

/* What a folded constant is called by: the text of what it is made of. */
static const char *made(enum net_op which, net_ref a, net_ref b, net_ref c)
{
    const char *name = ir.ins[net_emit(&ir, which, a, b, c)].name;
    return name ? name : "(none)";
}

START_TEST(folded_constants_say_of_what)
{
    net_ref a = net_const(&ir, 2, "a"), rate = net_const(&ir, 9, "rate"), none = NET_NONE;
    net_ref sum = op(NET_ADD, a, number(3)), apart = op(NET_SUB, a, number(3)), product = op(NET_MUL, a, number(5));
    ck_assert_str_eq(ir.ins[sum].name, "a + 3");
    ck_assert_str_eq(ir.ins[product].name, "a*5");
    ck_assert_str_eq(made(NET_ADD, number(3), a, none), "3 + a");
    ck_assert_str_eq(made(NET_ADD, a, number(-3), none), "a + (-3)");
    ck_assert_str_eq(made(NET_ADD, a, apart, none), "a + a - 3");
    ck_assert_str_eq(made(NET_ADD, a, op(NET_NEG, a, none), none), "a + (-a)");
    ck_assert_str_eq(made(NET_SUB, a, sum, none), "a - (a + 3)");
    ck_assert_str_eq(made(NET_SUB, sum, product, none), "a + 3 - a*5");
    ck_assert_str_eq(made(NET_SUB, a, number(1e-20), none), "a - 1e-20");
    ck_assert_str_eq(made(NET_MUL, number(1e-20), a, none), "1e-20*a");
    ck_assert_str_eq(made(NET_MUL, number(-1e-20), a, none), "(-1e-20)*a");
    ck_assert_str_eq(made(NET_MUL, sum, apart, none), "(a + 3)*(a - 3)");
    ck_assert_str_eq(made(NET_MUL, op(NET_SUB, rate, a), a, none), "(rate - a)*a");
    ck_assert_str_eq(made(NET_MUL, product, product, none), "a*5*(a*5)");
    ck_assert_str_eq(made(NET_DIV, product, product, none), "a*5/(a*5)");
    ck_assert_str_eq(made(NET_DIV, sum, op(NET_DIV, a, rate), none), "(a + 3)/(a/rate)");
    ck_assert_str_eq(made(NET_DIV, op(NET_SQRT, sum, none), op(NET_SQRT, a, none), none), "sqrt(a + 3)/sqrt(a)");
    ck_assert_str_eq(made(NET_NEG, product, none, none), "-a*5");
    ck_assert_str_eq(made(NET_NEG, sum, none, none), "-(a + 3)");
    ck_assert_str_eq(made(NET_FMA, sum, apart, product), "(a + 3)*(a - 3) + a*5");
    ck_assert_str_eq(made(NET_FMA, product, product, number(-3)), "a*5*(a*5) + (-3)");
    ck_assert_str_eq(made(NET_FMA, number(2), number(3), a), "2*3 + a");
    ck_assert_str_eq(made(NET_ADD, number(2), number(3), none), "(none)");
    net_ref long_one = net_const(&ir, 4, "a_name_as_long_as_a_text_can_be_39_sign");
    ck_assert_str_eq(made(NET_ADD, long_one, number(1), none), "a_name_as_long_as_a_text_can_be_39_sign + 1");
    ck_assert_str_eq(made(NET_ADD, long_one, number(10), none), "(none)");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        a_wire_of_a_sum_is_waited_for, other_clocks_and_loops_stay_apart, no_loop_looks_ahead, no_loop_stores_what_it_looks_at,
        sums_over_edges_stay_alone, sums_widen_their_region, a_copy_is_the_register_until_that_is_stored, what_is_no_copy_stays_a_wire,
        what_feeds_nobody_goes, a_wire_of_a_new_value_is_the_register, what_was_stored_is_not_read_as_it_was,
        no_register_is_stored_while_others_look, no_sum_is_read_behind_its_store, folded_constants_say_of_what
    };
    return run_each("passes", tests, sizeof tests/sizeof *tests, 1);
}
