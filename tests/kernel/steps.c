/* steps.c -- schemes as circuits: their order, and the published table of a noisy network
 * from regions alone, without parser, checker or compiler.
 */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "ir/interp.h"
#include "lower/step.h"
#include "space/random.h"

static net_ref number(struct net *ir, double x) { return net_const(ir, x, NULL); }
static net_ref op(struct net *ir, enum net_op which, net_ref a, net_ref b) { return net_emit(ir, which, a, b, NET_NONE); }
static net_ref fused(struct net *ir, net_ref a, net_ref b, net_ref c) { return net_emit(ir, NET_FMA, a, b, c); }
static net_ref unbounded(void *self, struct net *ir, int state, net_ref next) { (void)self; (void)ir; (void)state; return next; }

static double the_dt;
static net_ref step_of(void *self, struct net *ir, double divisor)
{
    (void)self;
    return number(ir, the_dt/divisor);
}

/* ---- order: x' = y, y' = -x, z' = t^4, from (1, 0, 0) -------------------------- */

static net_ref pendulum_initial(void *self, struct net *ir, int state) { (void)self; return number(ir, state == 0); }
static void unexcited(void *self, struct net *ir, const struct stage *first) { (void)self; (void)ir; (void)first; }
static net_ref silent(void *self, struct net *ir, const struct kick *kick, int state, net_ref x)
{
    (void)self; (void)ir; (void)kick; (void)state;
    return x;
}

/* The third state is the integral of t^4: a stage at a wrong time costs the order. */
static void pendulum_rates(void *self, struct net *ir, const struct stage *s, net_ref *out)
{
    (void)self;
    net_ref t = net_time(ir, TIME_EXACT, s->time);
    out[0] = net_load(ir, s->states, 1, "y");
    out[1] = net_emit(ir, NET_NEG, net_load(ir, s->states, 0, "x"), NET_NONE, NET_NONE);
    out[2] = op(ir, NET_MUL, op(ir, NET_MUL, t, t), op(ir, NET_MUL, t, t));
}

/* Errors of x(1) = cos 1 and of the integral of t^4 to 1, 1/5. */
static void pendulum(const struct solver *solver, long steps, double error[2])
{
    static const char *const states[] = { "x", "y", "z" };
    struct arena arena = { 0 };
    struct net ir;
    net_open(&ir, 8, &arena);
    ir.axes[0].extent = 1;
    struct equations e = { .states = states, .state_count = 3, .over = OVER(0), .initial = pendulum_initial,
                           .rates = pendulum_rates, .bounded = unbounded, .staged = unbounded, .excite = unexcited, .noise = silent };
    the_dt = 1.0/(double)steps;
    struct step_buffers b = lower_step(&ir, &e, solver, step_of);
    ck_assert_ptr_null(net_check(&ir));
    struct machine *m = machine_open(&ir, &(struct machine_options){ .dt = the_dt });
    machine_start(m);
    machine_advance(m, steps);
    error[0] = fabs(machine_at(m, b.y, 0, 0)[0] - cos(1));
    error[1] = fabs(machine_at(m, b.y, 2, 0)[0] - 0.2);
    machine_close(m);
    arena_free(&arena);
}

enum {
    SCHEMES = 0
#define SOLVER(name, order, stages, noise, times, rows, last, text) + 1
#include "model/solver.def"
#undef SOLVER
};

START_TEST(schemes_have_their_order)
{
    double few[2], many[2];
    const struct solver *s = &solvers[_i];
    if (s->b.over == 0)                         /* a map, whose step has no length */
        return;
    pendulum(s, 20, few);
    pendulum(s, 40, many);
    for (int i = 0; i < 2; i++) {
        double order = log2(few[i]/many[i]);
        ck_assert_msg(fabs(order - s->order) < 0.25, "%s: error %g, then %g: order %.2f", s->name, few[i], many[i], order);
    }
}
END_TEST

/* ---- eight Reduced Wong-Wang nodes, all to all, with noise ---------------------------- */

enum { NODES = 8, POINTS = 8, STEPS = 50 };

struct network { int node, edge, point, noise, row[NODES + 1], source[NODES*NODES]; };

static net_ref network_initial(void *self, struct net *ir, int state) { (void)self; (void)state; return number(ir, 0.1); }

static void network_couple(void *self, struct net *ir, const struct stage *s)
{
    struct network *w = self;
    int region = net_region(ir, arena_print(ir->arena, "couple_%d", s->number + 1), STEP, OVER(0) | OVER(w->node), NULL);
    net_ref S = net_load_at(ir, s->states, 0, SOURCE, w->edge, NET_NONE, "S_j");
    net_ref sum = net_reduce(ir, NET_DOT, w->edge, TARGET, number(ir, 1), S);
    net_store(ir, region, s->inputs, 0, op(ir, NET_MUL, net_load(ir, w->point, 0, "G"), sum), 0);
}

static void network_rates(void *self, struct net *ir, const struct stage *s, net_ref *out)
{
    (void)self;
    net_ref S = net_load(ir, s->states, 0, "S"), one = number(ir, 1);
    net_ref x = fused(ir, number(ir, 0.6*0.2609), S, number(ir, 0.33));
    x = fused(ir, number(ir, 0.2609), net_load(ir, s->inputs, 0, "instant"), x);
    net_ref u = fused(ir, number(ir, 0.27), x, number(ir, -0.108));
    net_ref H = op(ir, NET_DIV, u, op(ir, NET_SUB, one, net_call(ir, 0, op(ir, NET_MUL, number(ir, -154), u), NET_NONE)));
    net_ref gain = op(ir, NET_MUL, op(ir, NET_SUB, one, S), H);
    out[0] = fused(ir, gain, number(ir, 0.641), net_emit(ir, NET_NEG, op(ir, NET_DIV, S, number(ir, 100)), NET_NONE, NET_NONE));
}

static net_ref network_noise(void *self, struct net *ir, const struct kick *kick, int state, net_ref x)
{
    net_ref gain = op(ir, NET_MUL, number(ir, 1e-3*kick->share), net_emit(ir, NET_SQRT, number(ir, the_dt), NET_NONE, NET_NONE));
    return fused(ir, gain, net_load(ir, ((struct network *)self)->noise, state, "z"), x);
}

static double exponential(int bytes, int function, double x, double y)
{
    (void)function;
    (void)y;
    return bytes == 4 ? (double)expf((float)x) : exp(x);
}

static void open_network(struct net *ir, struct network *w, struct arena *a, int *record)
{
    net_open(ir, 4, a);
    ir->axes[0].extent = POINTS;
    w->node = net_axis(ir, "node", AXIS_NODE, NODES);
    for (int i = 0, e = 0; i < NODES; w->row[++i] = e)
        for (int j = 0; j < NODES; j++)
            if (i != j)
                w->source[e++] = j;
    w->edge = net_edges(ir, "edge", w->node, w->node, w->row, w->source);
    w->point = net_buffer(ir, "point", INPUT, OVER(0), POINT, 1);
    w->noise = net_buffer(ir, "noise", INPUT, OVER(w->node), STEP, STEPS);
    *record = net_buffer(ir, "record", OUTPUT, OVER(0) | OVER(w->node), STEP, STEPS);
    net_slot(ir, w->point, "G");
    net_slot(ir, w->noise, "S");
    net_slot(ir, *record, "S");
}

/* The table printed by the peer, six digits. */
static const double table[POINTS][2] = {
    { 0.101733, 0.001502 }, { 0.105092, 0.003031 }, { 0.110537, 0.006222 }, { 0.118753, 0.011529 },
    { 0.130028, 0.019266 }, { 0.144003, 0.029189 }, { 0.160107, 0.040861 }, { 0.177952, 0.054001 }
};

START_TEST(the_published_table_comes_out)
{
    static const char *const states[] = { "S" }, *const inputs[] = { "instant" };
    struct arena arena = { 0 };
    struct network w = { 0 };
    struct net ir;
    int record;
    open_network(&ir, &w, &arena, &record);
    struct equations e = { .self = &w, .states = states, .state_count = 1, .inputs = inputs, .input_count = 1,
                           .over = OVER(0) | OVER(w.node), .initial = network_initial, .rates = network_rates,
                           .couple = network_couple, .bounded = unbounded, .staged = unbounded, .excite = unexcited, .noise = network_noise };
    the_dt = 0.1;
    struct step_buffers b = lower_step(&ir, &e, solver_find("heun"), step_of);
    net_store(&ir, net_region(&ir, "keep", STEP, e.over, NULL), record, 0, net_load(&ir, b.next, 0, "S"), 0);
    const char *fault = net_check(&ir);
    ck_assert_msg(!fault, "%s", fault);
    struct machine *m = machine_open(&ir, &(struct machine_options){ .dt = 0.1, .call = exponential });
    for (int p = 0; p < POINTS; p++)
        machine_at(m, w.point, 0, 0)[p] = (double)(float)(0.1 + 0.9*p/7);
    for (int n = 0; n < STEPS; n++)
        for (int i = 0; i < NODES; i++)
            machine_at(m, w.noise, 0, n)[i] = random_normal(random_key(0, 4), (uint64_t)(n*NODES + i), 4);
    machine_start(m);
    machine_advance(m, STEPS);
    for (int p = 0; p < POINTS; p++) {
        double sum = 0, squares = 0;
        for (int n = 0; n < STEPS; n++)
            for (int i = 0; i < NODES; i++)
                sum += machine_at(m, record, 0, n)[i*POINTS + p];
        for (int n = 0; n < STEPS; n++)
            for (int i = 0; i < NODES; i++)
                squares += pow(machine_at(m, record, 0, n)[i*POINTS + p] - sum/(STEPS*NODES), 2);
        ck_assert_double_eq_tol(sum/(STEPS*NODES), table[p][0], 1.5e-6);
        ck_assert_double_eq_tol(sqrt(squares/(STEPS*NODES)), table[p][1], 1.5e-6);
    }
    machine_close(m);
    arena_free(&arena);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("steps");
    TCase *c = tcase_create("schemes");
    tcase_add_loop_test(c, schemes_have_their_order, 0, SCHEMES);
    tcase_add_test(c, the_published_table_comes_out);
    suite_add_tcase(s, c);
    SRunner *runner = srunner_create(s);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner), ran = srunner_ntests_run(runner);
    srunner_free(runner);
    printf("%d passed, %d failed\n", ran - failed, failed);
    return failed > 0 || ran == 0;
}
