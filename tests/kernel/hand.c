/* hand.c -- see hand.h. */
#include "hand.h"
#include <math.h>
#include <stdio.h>
#include "ir/place.h"
#include "ir/schedule.h"

static struct arena arena;
struct net ir;
int node, y;
over_set each;
const int row[] = { 0, 2, 2, 4, 5 }, source[] = { 1, 3, 0, 1, 2 };

void open_kernel(void)
{
    arena = (struct arena){ 0 };
    net_open(&ir, 8, &arena);
    ir.axes[0].extent = LANES;
    node = net_axis(&ir, "node", AXIS_NODE, NODES);
    each = OVER(0) | OVER(node);
    y = net_buffer(&ir, "y", LIVE, each, STEP, 1);
}

void close_kernel(void)
{
    arena_free(&arena);
}

net_ref number(double k) { return net_const(&ir, k, NULL); }
net_ref op(enum net_op which, net_ref a, net_ref b) { return net_emit(&ir, which, a, b, NET_NONE); }
net_ref fused(net_ref a, net_ref b, net_ref c) { return net_emit(&ir, NET_FMA, a, b, c); }
net_ref choose(net_ref m, net_ref a, net_ref b) { return net_emit(&ir, NET_SELECT, m, a, b); }
net_ref read_slot(int buffer, int slot) { return net_load(&ir, buffer, slot, NULL); }
net_ref end_of(int buffer, int slot, enum net_side side, int edge)
{
    return net_load_at(&ir, buffer, slot, side, edge, NET_NONE, NULL);
}

void put(const char *name, int clock, int buffer, int slot, net_ref x)
{
    net_store(&ir, net_region(&ir, name, clock, ir.buffers[buffer].over | OVER(0), NULL), buffer, slot, x, 0);
}

int input(const char *name, over_set over)
{
    int b = net_buffer(&ir, name, INPUT, over, POINT, 1);
    net_slot(&ir, b, name);
    return b;
}

int wire(const char *name, over_set over)
{
    int b = net_buffer(&ir, name, SCRATCH, over, STEP, 1);
    net_slot(&ir, b, name);
    return b;
}

int output(const char *name, over_set over, int clock, long rows)
{
    int b = net_buffer(&ir, name, OUTPUT, over, clock, rows);
    net_slot(&ir, b, name);
    return b;
}

static double call_floor(int bytes, int function, double x, double other)
{
    (void)bytes, (void)function, (void)other;
    return floor(x);
}

static void sound(const char *pass)
{
    const char *fault = net_check(&ir);
    ck_assert_msg(!fault, "%s: %s", pass, fault);
}

struct machine *machine(int after, double dt, long rows)
{
    sound("built");
    if (after) {
        place(&ir);
        sound("place");
        schedule_hold(&ir);
        sound("hold");
        schedule_join(&ir);
        sound("join");
        schedule_cut(&ir, 2);
        sound("cut");
    }
    return machine_open(&ir, &(struct machine_options){ .dt = dt, .rows = rows, .call = call_floor });
}

void same(double got, double wanted)
{
    ck_assert_msg(got == wanted, "%.17g, wanted %.17g", got, wanted);
}

int run_each(const char *name, const TTest *const *tests, int count, int times)
{
    Suite *s = suite_create(name);
    TCase *c = tcase_create(name);
    tcase_add_checked_fixture(c, open_kernel, close_kernel);
    for (int i = 0; i < count; i++)
        tcase_add_loop_test(c, tests[i], 0, times);
    suite_add_tcase(s, c);
    SRunner *runner = srunner_create(s);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner), ran = srunner_ntests_run(runner);
    srunner_free(runner);
    return !(printf("%d passed, %d failed\n", ran - failed, failed) > 0) || failed > 0;
}

int run_tests(const char *name, const TTest *const *tests, int count)
{
    return run_each(name, tests, count, 2);
}
