/* tangents.c -- how values change, by ir/tangent.c, run by the interpreter: each function against
 * differences of its value in long double, each operation against those of a circuit's own
 * outputs. Differences are taken at two distances, so that their error is of fourth order.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "ir/interp.h"
#include "ir/tangent.h"
#include "model/builtin.h"
#include "../unit/libcheck.h"

static long double value(int row, long double x, long double y)
{
    return builtins[row].constant.one ? builtins[row].constant.one(x) : builtins[row].constant.two(x, y);
}

static double caller(int bytes, int function, double x, double y)
{
    long double f = value(function, x, y);
    return bytes == 4 ? (double)(float)f : (double)f;
}

/* ---- functions ------------------------------------------------------------------------------- */

struct point { double x, y; };

static long double moved(int row, struct point p, int number, long double by)
{
    return number ? value(row, p.x, p.y + by) : value(row, p.x + by, p.y);
}

static long double difference(int row, struct point p, int number, long double h)
{
    return (moved(row, p, number, h) - moved(row, p, number, -h))/(2*h);
}

/* By x or y, from values alone. */
static double wanted(int row, struct point p, int number, long double h)
{
    return (double)((4*difference(row, p, number, h/2) - difference(row, p, number, h))/3);
}

/* What ir/tangent.c makes of one call, at one point, along x or y. */
static double change_of(int bytes, int row, struct point p, int number)
{
    struct arena arena = { 0 };
    struct net n;
    net_open(&n, bytes, &arena);
    n.axes[0].extent = 1;
    int clock = net_clock(&n, (struct net_clock){ .name = "eval", .parent = -1, .every = 1 });
    int in = net_buffer(&n, "in", INPUT, OVER(0), POINT, 1), out = net_buffer(&n, "out", OUTPUT, OVER(0), clock, 1);
    int two = builtins[row].most != 1;
    net_slot(&n, in, "x");
    net_slot(&n, in, "y");
    net_slot(&n, out, "f");
    int region = net_region(&n, "f", clock, OVER(0), NULL);
    net_store(&n, region, out, 0, net_call(&n, row, net_load(&n, in, 0, "x"), two ? net_load(&n, in, 1, "y") : NET_NONE), 0);
    struct tangents *t = tangent_open(&n);
    int d_in = tangent_twin(t, in, "d_in"), d_out = tangent_twin(t, out, "d_out");
    tangent_region(t, region);
    ck_assert_ptr_null(net_check(&n));
    struct machine *m = machine_open(&n, &(struct machine_options){ .dt = 1, .call = caller });
    *machine_at(m, in, 0, 0) = p.x;
    *machine_at(m, in, 1, 0) = p.y;
    *machine_at(m, d_in, number, 0) = 1;
    machine_call(m, clock);
    double d = *machine_at(m, d_out, 0, 0);
    machine_close(m);
    arena_free(&arena);
    return d;
}

/* Where a function is smooth: a distance around x that has nothing in it. */
static double smooth_within(int row, double x)
{
    switch (row) {
    case FUNCTION_log: case FUNCTION_log10: case FUNCTION_log2: case FUNCTION_sqrt: return x;
    case FUNCTION_log1p: case FUNCTION_logrel: return 1 + x;
    case FUNCTION_asin: case FUNCTION_acos: return 1 - fabs(x);
    case FUNCTION_abs: case FUNCTION_sign: case FUNCTION_heaviside: return fabs(x);
    case FUNCTION_floor: case FUNCTION_ceil: case FUNCTION_trunc: return fabs(x - rint(x));
    case FUNCTION_round: return fabs(fabs(x - rint(x)) - 0.5);
    case FUNCTION_tan: return fabs(cos(x));
    default: return 1;
    }
}

static void agree(const char *name, struct point p, int number, double got, double want, double within)
{
    ck_assert_msg(fabs(got - want) <= within*fmax(1e-3, fabs(want)), "%s at %.17g, %.17g by %d: %.17g, wanted %.17g", name, p.x, p.y,
                  number, got, want);
}

static const double ones[] = { -30, -7.3, -3.1, -1.7, -0.97, -0.6, -0.26, -0.24, -0.13, -0.12, -0.0626, -0.0624, -0.0314, -0.0311, -0.01,
                               -1e-3, -1e-5, -1e-9, 0, 1e-9, 1e-5, 1e-3, 0.01, 0.0311, 0.0314, 0.0624, 0.0626, 0.12, 0.13, 0.24, 0.26,
                               0.6, 0.97, 1.7, 3.1, 7.3, 30 };

START_TEST(functions_of_one)
{
    const struct builtin *b = &builtins[_i];
    int seen = 0;
    if (b->most != 1)
        return;
    for (size_t k = 0; k < sizeof ones/sizeof *ones; k++) {
        double room = smooth_within(_i, ones[k]), h = 2e-3*fmin(1, room);
        struct point p = { ones[k], 0 };
        double want = room > 0 ? wanted(_i, p, 0, h) : NAN;
        if (!(room > 1e-7) || !isfinite(want))
            continue;
        agree(b->name, p, 0, change_of(8, _i, p, 0), want, 2e-11);
        agree(b->name, p, 0, change_of(4, _i, (struct point){ (float)p.x, 0 }, 0), wanted(_i, (struct point){ (float)p.x, 0 }, 0, h), 2e-3);
        seen++;
    }
    ck_assert_int_ge(seen, 8);
}
END_TEST

START_TEST(functions_of_two)
{
    static const double xs[] = { -2.6, -0.35, 0.45, 1.9, 7.2 }, ys[] = { -3.3, -0.83, 0.55, 2.5, 4 };
    const struct builtin *b = &builtins[_i];
    int seen = 0;
    if (b->most == 1)
        return;
    for (int i = 0; i < 5; i++)
        for (int k = 0; k < 5; k++)
            for (int number = 0; number < 2; number++) {
                struct point p = { xs[i], ys[k] };
                double want = wanted(_i, p, number, 1e-3);
                if (!isfinite(want))
                    continue;
                agree(b->name, p, number, change_of(8, _i, p, number), want, 2e-10);
                seen++;
            }
    ck_assert_int_ge(seen, 20);
}
END_TEST

/* Where a formula would be 0/0, or 0 times what is not finite. */
START_TEST(limits)
{
    static const struct { int row; struct point at; int number; double want; } all[] = {
        { FUNCTION_exprel, { 0, 0 }, 0, 0.5 },  { FUNCTION_logrel, { 0, 0 }, 0, -0.5 }, { FUNCTION_sinrel, { 0, 0 }, 0, 0 },
        { FUNCTION_tanhrel, { 0, 0 }, 0, 0 },   { FUNCTION_pow, { 0, 2 }, 0, 0 },       { FUNCTION_pow, { 0, 1 }, 0, 1 },
        { FUNCTION_pow, { 0, 2 }, 1, 0 },       { FUNCTION_pow, { 0, 0 }, 0, 0 },       { FUNCTION_hypot, { 0, 0 }, 0, 0 },
        { FUNCTION_hypot, { 0, 0 }, 1, 0 },     { FUNCTION_abs, { 0, 0 }, 0, 0 },       { FUNCTION_tanh, { 1000, 0 }, 0, 0 },
        { FUNCTION_tanhrel, { 1000, 0 }, 0, -1e-6 }, { FUNCTION_exprel, { -1000, 0 }, 0, 1e-6 }
    };
    for (size_t i = 0; i < sizeof all/sizeof *all; i++)
        agree(builtins[all[i].row].name, all[i].at, all[i].number, change_of(8, all[i].row, all[i].at, all[i].number), all[i].want, 1e-15);
}
END_TEST

/* ---- operations ----------------------------------------------------------------------------------- */

enum { LANES = 2, NODES = 3, STATES = 3, OUTPUTS = 9 };

struct circuit { struct arena arena; struct net n; int clock, in, out, d_in, d_out, direction; };

/* Everything that NET_OPS has but what does not change at all, of three states at three nodes. */
static void open_circuit(struct circuit *c)
{
    static const int row[] = { 0, 2, 3, 5 }, source[] = { 1, 2, 0, 0, 1 };
    struct net *n = &c->n;
    *c = (struct circuit){ .direction = -1 };
    net_open(n, 8, &c->arena);
    n->axes[0].extent = LANES;
    int node = net_axis(n, "node", AXIS_NODE, NODES), edge = net_edges(n, "edge", node, node, row, source);
    over_set each = OVER(0) | OVER(node);
    c->direction = net_axis(n, "direction", AXIS_MODE, STATES*NODES);
    c->clock = net_clock(n, (struct net_clock){ .name = "eval", .parent = -1, .every = 1 });
    c->in = net_buffer(n, "in", INPUT, each, POINT, 1);
    c->out = net_buffer(n, "out", OUTPUT, each, c->clock, 1);
    net_ref x[STATES];
    for (int i = 0; i < STATES; i++)
        x[i] = net_load(n, c->in, net_slot(n, c->in, "x"), NULL);
#define op(which, a, b) net_emit(n, NET_##which, a, b, NET_NONE)
    net_ref far = net_load_at(n, c->in, 0, SOURCE, edge, NET_NONE, NULL), near = net_load_at(n, c->in, 1, TARGET, edge, NET_NONE, NULL);
    net_ref mask = op(OR, op(AND, op(LT, x[0], x[1]), op(NOT, op(LE, x[2], x[0]), NET_NONE)), op(EQ, x[1], x[2]));
    net_ref all[OUTPUTS] = {
        op(ADD, op(MUL, x[0], x[1]), x[2]),
        op(DIV, op(SUB, x[0], x[2]), x[1]),
        net_emit(n, NET_FMA, x[0], op(NEG, x[1], NET_NONE), op(MUL, x[2], x[2])),
        op(SQRT, op(ADD, op(MUL, x[0], x[0]), x[2]), NET_NONE),
        net_emit(n, NET_SELECT, mask, op(MUL, x[0], x[0]), op(SUB, net_const(n, 2, NULL), x[1])),
        net_reduce(n, NET_SUM, edge, TARGET, op(MUL, far, near), NET_NONE),
        net_reduce(n, NET_DOT, edge, TARGET, far, op(MUL, near, far)),
        op(MUL, net_reduce(n, NET_LEAST, node, HERE, x[0], NET_NONE), net_reduce(n, NET_MOST, node, HERE, op(MUL, x[1], x[0]), NET_NONE)),
        net_call(n, FUNCTION_pow, x[0], op(DIV, x[1], x[2]))
    };
#undef op
    int region = net_region(n, "f", c->clock, each, NULL);
    for (int i = 0; i < OUTPUTS; i++)
        net_store(n, region, c->out, net_slot(n, c->out, "f"), all[i], 0);
    struct tangents *t = tangent_open(n);
    tangent_along(t, c->direction);
    c->d_in = tangent_twin(t, c->in, "d_in");
    c->d_out = tangent_twin(t, c->out, "d_out");
    tangent_region(t, region);
    ck_assert_msg(!net_check(n), "%s", net_check(n));
}

static double start(int state, int k)
{
    return 0.4 + 0.37*((7*state + 3*k)%11);             /* no two equal, all positive */
}

/* Outputs where one number is moved; [moved] -1: none is. */
static void outputs(struct circuit *c, int moved, double by, double out[OUTPUTS][NODES*LANES], struct machine **keep)
{
    struct machine *m = machine_open(&c->n, &(struct machine_options){ .dt = 1, .call = caller });
    for (int s = 0; s < STATES; s++)
        for (int k = 0; k < NODES*LANES; k++)
            machine_at(m, c->in, s, 0)[k] = start(s, k) + (moved == s*NODES + k/LANES ? by : 0);
    for (int d = 0; d < STATES*NODES; d++)              /* one in direction d: [node][direction][lane] */
        for (int lane = 0; lane < LANES; lane++)
            machine_at(m, c->d_in, d/NODES, 0)[(d%NODES*STATES*NODES + d)*LANES + lane] = 1;
    machine_call(m, c->clock);
    for (int o = 0; o < OUTPUTS; o++)
        memcpy(out[o], machine_at(m, c->out, o, 0), sizeof out[o]);
    *keep = m;
}

static double slope(struct circuit *c, int direction, int o, int k, double h)
{
    double up[OUTPUTS][NODES*LANES], down[OUTPUTS][NODES*LANES];
    struct machine *m;
    outputs(c, direction, h, up, &m);
    machine_close(m);
    outputs(c, direction, -h, down, &m);
    machine_close(m);
    return (up[o][k] - down[o][k])/(2*h);
}

START_TEST(operations)
{
    struct circuit c;
    double out[OUTPUTS][NODES*LANES];
    struct machine *m;
    open_circuit(&c);
    outputs(&c, -1, 0, out, &m);
    for (int k = 0; k < NODES*LANES; k++)
        for (int d = 0; d < STATES*NODES; d++) {
            double want = (4*slope(&c, d, _i, k, 1e-3) - slope(&c, d, _i, k, 2e-3))/3;
            double got = machine_at(m, c.d_out, _i, 0)[(k/LANES*STATES*NODES + d)*LANES + k%LANES];
            ck_assert_msg(fabs(got - want) <= 1e-8*fmax(1, fabs(want)), "output %d, place %d, direction %d: %.17g, wanted %.17g", _i, k, d,
                          got, want);
        }
    machine_close(m);
    arena_free(&c.arena);
}
END_TEST

/* What hangs on nothing that changes costs nothing. */
START_TEST(what_is_still)
{
    struct arena arena = { 0 };
    struct net n;
    net_open(&n, 8, &arena);
    int b = net_buffer(&n, "b", INPUT, OVER(0), POINT, 1), c = net_buffer(&n, "c", INPUT, OVER(0), POINT, 1);
    net_slot(&n, b, "b");
    net_slot(&n, c, "c");
    struct tangents *t = tangent_open(&n);
    tangent_twin(t, b, "db");
    net_ref still = net_call(&n, FUNCTION_exp, net_load(&n, c, 0, NULL), NET_NONE), moving = net_load(&n, b, 0, NULL);
    ck_assert_int_eq(tangent_of(t, still), NET_NONE);
    ck_assert_int_eq(tangent_of(t, net_emit(&n, NET_LT, moving, still, NET_NONE)), NET_NONE);
    ck_assert_int_eq(tangent_of(t, net_call(&n, FUNCTION_floor, moving, NET_NONE)), NET_NONE);
    net_ref sum = tangent_of(t, net_emit(&n, NET_ADD, moving, still, NET_NONE));
    ck_assert_int_eq(n.ins[sum].op, NET_LOAD);
    ck_assert_int_eq(sum, tangent_of(t, moving));
    arena_free(&arena);
}
END_TEST

/* Where a slope is infinite or none, what stays along a direction adds nothing there. */
START_TEST(slopes_that_are_none)
{
    struct arena arena = { 0 };
    struct net n;
    net_open(&n, 8, &arena);
    n.axes[0].extent = 3;
    int clock = net_clock(&n, (struct net_clock){ .name = "eval", .parent = -1, .every = 1 });
    int in = net_buffer(&n, "in", INPUT, OVER(0), POINT, 1), out = net_buffer(&n, "out", OUTPUT, OVER(0), clock, 1);
    net_ref x[3];
    for (int i = 0; i < 3; i++)
        x[i] = net_load(&n, in, net_slot(&n, in, "x"), NULL);
    int region = net_region(&n, "f", clock, OVER(0), NULL);
    net_ref sum = net_emit(&n, NET_ADD, net_emit(&n, NET_SQRT, x[0], NET_NONE, NET_NONE), net_call(&n, FUNCTION_pow, x[1], x[2]), NET_NONE);
    net_store(&n, region, out, net_slot(&n, out, "f"), sum, 0);
    struct tangents *t = tangent_open(&n);
    int d_in = tangent_twin(t, in, "d_in"), d_out = tangent_twin(t, out, "d_out");
    tangent_region(t, region);
    struct machine *m = machine_open(&n, &(struct machine_options){ .dt = 1, .call = caller });
    for (int lane = 0; lane < 3; lane++) {              /* sqrt(0) + (-2)^3 */
        machine_at(m, in, 1, 0)[lane] = -2;
        machine_at(m, in, 2, 0)[lane] = 3;
        machine_at(m, d_in, lane, 0)[lane] = 1;
    }
    machine_call(m, clock);
    const double *d = machine_at(m, d_out, 0, 0);
    ck_assert(isinf(d[0]));
    ck_assert_double_eq_tol(d[1], 12, 1e-14);
    ck_assert(isnan(d[2]));
    machine_close(m);
    arena_free(&arena);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("tangents");
    TCase *c = tcase_create("tangents");
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, functions_of_one, 0, FUNCTION_COUNT);
    tcase_add_loop_test(c, functions_of_two, 0, FUNCTION_COUNT);
    tcase_add_test(c, limits);
    tcase_add_loop_test(c, operations, 0, OUTPUTS);
    tcase_add_test(c, what_is_still);
    tcase_add_test(c, slopes_that_are_none);
    suite_add_tcase(s, c);
    SRunner *runner = srunner_create(s);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner), ran = srunner_ntests_run(runner);
    srunner_free(runner);
    printf("%d passed, %d failed\n", ran - failed, failed);
    return failed > 0;
}
