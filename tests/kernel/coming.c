/* coming.c -- the shape carries what is to come: one small circuit for each capability
 * that docs/shape.md shows on paper; the dynamics here, what looks at them and what is
 * derived from them in coming_seen.c.
 *
 * The circuits are built by hand, as a lowering would build them, and run by the
 * interpreter, as they are built and once more behind every pass. What they give is
 * computed a second time by plain loops. Nodes and lanes always differ.
 */
#include "hand.h"
#include <math.h>
#include <string.h>

/* ---- delays ---------------------------------------------------------------------- */

/* The speed is swept: each lane reads between two rows of its own. */
START_TEST(delays_with_swept_speed)
{
    enum { ROWS = 12, TICKS = 60 };
    static const double lengths[EDGES] = { 3, 7.5, 12, 1, 20 }, speeds[LANES] = { 2.5, 4 }, dt = 0.8;
    int edge = net_edges(&ir, "edge", node, node, row, source);
    int length = input("length", OVER(edge)), speed = input("speed", OVER(0));
    int past = net_buffer(&ir, "past", LIVE, each, STEP, ROWS), x = net_slot(&ir, past, "x"), now = net_slot(&ir, y, "x");
    int delayed = wire("delayed", each);
    net_ref lag = op(NET_DIV, op(NET_DIV, read_slot(length, 0), read_slot(speed, 0)), number(dt));
    net_ref whole = net_call(&ir, 0, lag, NET_NONE), part = op(NET_SUB, lag, whole);
    net_ref late = net_load_at(&ir, past, x, SOURCE, edge, whole, NULL);
    net_ref later = net_load_at(&ir, past, x, SOURCE, edge, op(NET_ADD, whole, number(1)), NULL);
    net_ref between = fused(part, op(NET_SUB, later, late), late);
    put("couple", STEP, delayed, 0, net_reduce(&ir, NET_DOT, edge, TARGET, number(0.5), between));
    int step = net_region(&ir, "step", STEP, each, NULL);
    net_ref next = fused(number(dt), op(NET_SUB, read_slot(delayed, 0), read_slot(y, now)), read_slot(y, now));
    net_store(&ir, step, y, now, next, 0);
    net_store(&ir, step, past, x, next, 1);
    struct machine *m = machine(_i, dt, 1);
    memcpy(machine_at(m, length, 0, 0), lengths, sizeof lengths);
    memcpy(machine_at(m, speed, 0, 0), speeds, sizeof speeds);
    for (int i = 0; i < NODES; i++)
        for (int l = 0; l < LANES; l++) {
            machine_at(m, y, now, 0)[i*LANES + l] = 1 + i;
            for (int r = 0; r < ROWS; r++)
                machine_at(m, past, x, r)[i*LANES + l] = 1 + i;
        }
    machine_start(m);
    machine_advance(m, TICKS);
    for (int l = 0; l < LANES; l++) {
        double h[TICKS + 1][NODES];
        for (int n = 0; n <= TICKS; n++)
            for (int i = 0; i < NODES; i++) {
                double sum = 0;
                for (int e = row[i]; n && e < row[i + 1]; e++) {
                    double lags = lengths[e]/speeds[l]/dt, w = floor(lags);
                    int a = n - 1 - (int)w, b = a - 1, j = source[e];
                    double xa = a < 0 ? 1 + j : h[a][j], xb = b < 0 ? 1 + j : h[b][j];
                    sum = fma(0.5, fma(lags - w, xb - xa, xa), sum);
                }
                h[n][i] = n ? fma(dt, sum - h[n - 1][i], h[n - 1][i]) : 1 + i;
            }
        for (int i = 0; i < NODES; i++)
            same(machine_at(m, y, now, 0)[i*LANES + l], h[TICKS][i]);
    }
    machine_close(m);
}
END_TEST

/* ---- structured graphs ------------------------------------------------------------ */

/* All pairs but the own: one sum a step, less what the node gives itself, about node 0. */
START_TEST(all_to_all_is_one_sum)
{
    int x = net_slot(&ir, y, "x"), total = wire("total", OVER(0)), out = output("in", each, STEP, 1);
    int first = wire("first", OVER(0)), about = wire("about", each);
    int pick[] = { 0, 1 }, only[] = { 0 }, one = net_axis(&ir, "one", AXIS_NODE, 1);
    int to_one = net_edges(&ir, "first", node, one, pick, only);
    net_ref of_first = net_reduce(&ir, NET_SUM, to_one, TARGET, end_of(y, x, SOURCE, to_one), NET_NONE);
    put("first", STEP, first, 0, net_reduce(&ir, NET_SUM, one, HERE, of_first, NET_NONE));
    put("about", STEP, about, 0, op(NET_SUB, read_slot(y, x), read_slot(first, 0)));
    put("sum", STEP, total, 0, net_reduce(&ir, NET_SUM, node, HERE, read_slot(about, 0), NET_NONE));
    net_ref others = op(NET_SUB, read_slot(total, 0), read_slot(about, 0));
    put("in", STEP, out, 0, fused(number(NODES - 1), read_slot(first, 0), others));
    struct machine *m = machine(_i, 1, 1);
    double *v = machine_at(m, y, x, 0), wanted[NODES*LANES];
    for (int i = 0; i < NODES*LANES; i++)
        v[i] = 1 + 0.25*i*i;                    /* exact in any order */
    for (int i = 0; i < NODES; i++)
        for (int l = 0; l < LANES; l++) {
            wanted[i*LANES + l] = 0;
            for (int j = 0; j < NODES; j++)
                wanted[i*LANES + l] += j == i ? 0 : v[j*LANES + l];
        }
    machine_start(m);
    machine_advance(m, 1);
    for (int i = 0; i < NODES*LANES; i++)
        same(machine_at(m, out, 0, 0)[i], wanted[i]);
    machine_close(m);
}
END_TEST

/* ---- modes ------------------------------------------------------------------------- */

/* x' = A*x over the modes of each node, and a sum over modes. */
START_TEST(modes_are_an_axis)
{
    enum { MODES = 3 };
    static const int all[] = { 0, 3, 6, 9 }, from[] = { 0, 1, 2, 0, 1, 2, 0, 1, 2 };
    static const double A[MODES*MODES] = { -1, 0.5, 0.25, 0.1, -2, 0.3, 0.7, 0.2, -1.5 };
    int mode = net_axis(&ir, "mode", AXIS_MODE, MODES), matrix = net_edges(&ir, "A", mode, mode, all, from);
    int xi = net_buffer(&ir, "xi", LIVE, each | OVER(mode), STEP, 1), x = net_slot(&ir, xi, "xi");
    int a = input("A", OVER(matrix)), out = output("sum", each, STEP, 1);
    net_ref slope = net_reduce(&ir, NET_DOT, matrix, TARGET, read_slot(a, 0), end_of(xi, x, SOURCE, matrix));
    put("step", STEP, xi, x, fused(number(0.1), slope, read_slot(xi, x)));
    put("sum", STEP, out, 0, net_reduce(&ir, NET_SUM, mode, HERE, read_slot(xi, x), NET_NONE));
    struct machine *m = machine(_i, 0.1, 1);
    memcpy(machine_at(m, a, 0, 0), A, sizeof A);
    double v[NODES][MODES][LANES], sum = 0;
    for (int i = 0; i < NODES*MODES*LANES; i++)
        machine_at(m, xi, x, 0)[i] = (&v[0][0][0])[i] = 0.1*i - 0.7;
    machine_start(m);
    machine_advance(m, 5);
    for (int n = 0; n < 5; n++)
        for (int i = 0; i < NODES; i++)
            for (int l = 0; l < LANES; l++) {
                double was[MODES];
                sum = 0;
                for (int k = 0; k < MODES; k++)
                    sum += was[k] = v[i][k][l];
                for (int k = 0; k < MODES; k++) {
                    double s = 0;
                    for (int j = 0; j < MODES; j++)
                        s = fma(A[k*MODES + j], was[j], s);
                    v[i][k][l] = fma(0.1, s, was[k]);
                }
            }
    same(machine_at(m, out, 0, 0)[NODES*LANES - 1], sum);
    for (int i = 0; i < NODES*MODES*LANES; i++)
        same(machine_at(m, xi, x, 0)[i], (&v[0][0][0])[i]);
    machine_close(m);
}
END_TEST

/* ---- groups of nodes ------------------------------------------------------------------ */

/* Three nodes of one model and two of another; each hears the other over edges of its own. */
START_TEST(groups_meet_over_edges)
{
    enum { A = 3, B = 2 };
    static const int to_a[] = { 0, 1, 3, 4 }, from_b[] = { 1, 0, 1, 0 }, to_b[] = { 0, 2, 3 }, from_a[] = { 0, 2, 1 };
    int a = net_axis(&ir, "cortex", AXIS_NODE, A), b = net_axis(&ir, "thalamus", AXIS_NODE, B);
    int ascending = net_edges(&ir, "ascending", b, a, to_a, from_b);
    int descending = net_edges(&ir, "descending", a, b, to_b, from_a);
    int xs = net_buffer(&ir, "cortex", LIVE, OVER(0) | OVER(a), STEP, 1), x = net_slot(&ir, xs, "x");
    int zs = net_buffer(&ir, "thalamus", LIVE, OVER(0) | OVER(b), STEP, 1), z = net_slot(&ir, zs, "z");
    net_ref up = net_reduce(&ir, NET_DOT, ascending, TARGET, number(0.7), end_of(zs, z, SOURCE, ascending));
    net_ref down = net_reduce(&ir, NET_DOT, descending, TARGET, number(-0.4), end_of(xs, x, SOURCE, descending));
    put("cortex", STEP, xs, x, fused(number(0.1), op(NET_SUB, up, read_slot(xs, x)), read_slot(xs, x)));
    put("thalamus", STEP, zs, z, fused(number(0.2), down, read_slot(zs, z)));
    struct machine *m = machine(_i, 0.1, 1);
    double u[A][LANES], w[B][LANES];
    for (int i = 0; i < A*LANES; i++)
        machine_at(m, xs, x, 0)[i] = (&u[0][0])[i] = 1 + i;
    for (int i = 0; i < B*LANES; i++)
        machine_at(m, zs, z, 0)[i] = (&w[0][0])[i] = 0.5 - i;
    machine_start(m);
    machine_advance(m, 7);
    for (int n = 0; n < 7; n++)
        for (int l = 0; l < LANES; l++) {
            double ua[A], wb[B];
            for (int i = 0; i < A; i++)
                ua[i] = u[i][l];
            for (int i = 0; i < B; i++)
                wb[i] = w[i][l];
            for (int i = 0; i < A; i++) {
                double s = 0;
                for (int e = to_a[i]; e < to_a[i + 1]; e++)
                    s = fma(0.7, wb[from_b[e]], s);
                u[i][l] = fma(0.1, s - ua[i], ua[i]);
            }
            for (int i = 0; i < B; i++) {
                double s = 0;
                for (int e = to_b[i]; e < to_b[i + 1]; e++)
                    s = fma(-0.4, ua[from_a[e]], s);
                w[i][l] = fma(0.2, s, wb[i]);
            }
        }
    for (int i = 0; i < A*LANES; i++)
        same(machine_at(m, xs, x, 0)[i], (&u[0][0])[i]);
    for (int i = 0; i < B*LANES; i++)
        same(machine_at(m, zs, z, 0)[i], (&w[0][0])[i]);
    machine_close(m);
}
END_TEST

/* ---- events, maps, noise ------------------------------------------------------------- */

/* A leaky unit that fires: reset and counted in the step that crosses. */
START_TEST(events_reset_and_count)
{
    int v = net_slot(&ir, y, "v"), spikes = net_slot(&ir, y, "spikes"), drive = input("drive", each);
    net_ref free = fused(number(0.1), op(NET_SUB, read_slot(drive, 0), read_slot(y, v)), read_slot(y, v));
    net_ref fires = op(NET_LE, number(1), free);
    int step = net_region(&ir, "step", STEP, each, NULL);
    net_store(&ir, step, y, v, choose(fires, number(0), free), 0);
    net_store(&ir, step, y, spikes, op(NET_ADD, read_slot(y, spikes), choose(fires, number(1), number(0))), 0);
    struct machine *m = machine(_i, 0.1, 1);
    for (int i = 0; i < NODES*LANES; i++)
        machine_at(m, drive, 0, 0)[i] = 0.9 + 0.2*i;
    machine_start(m);
    machine_advance(m, 200);
    int most = 0;
    for (int i = 0; i < NODES*LANES; i++) {
        double x = 0, d = 0.9 + 0.2*i;
        int count = 0;
        for (int n = 0; n < 200; n++) {
            x = fma(0.1, d - x, x);
            count += x >= 1;
            x = x >= 1 ? 0 : x;
        }
        same(machine_at(m, y, v, 0)[i], x);
        same(machine_at(m, y, spikes, 0)[i], count);
        most = count > most ? count : most;
    }
    ck_assert_int_gt(most, 10);
    machine_close(m);
}
END_TEST

/* No scheme: the store of the next state is its term. */
START_TEST(maps_have_no_step_size)
{
    int x = net_slot(&ir, y, "x"), z = net_slot(&ir, y, "z");
    int step = net_region(&ir, "map", STEP, each, NULL);
    net_ref square = op(NET_MUL, read_slot(y, x), read_slot(y, x));
    net_store(&ir, step, y, x, fused(number(-1.4), square, op(NET_ADD, number(1), read_slot(y, z))), 0);
    net_store(&ir, step, y, z, op(NET_MUL, number(0.3), read_slot(y, x)), 0);
    struct machine *m = machine(_i, 1, 1);
    for (int i = 0; i < NODES*LANES; i++)
        machine_at(m, y, x, 0)[i] = 0.01*i;
    machine_start(m);
    machine_advance(m, 50);
    for (int i = 0; i < NODES*LANES; i++) {
        double a = 0.01*i, b = 0;
        for (int n = 0; n < 50; n++) {
            double was = a;
            a = fma(-1.4, was*was, 1 + b);
            b = 0.3*was;
        }
        same(machine_at(m, y, x, 0)[i], a);
    }
    machine_close(m);
}
END_TEST

/* Two noise terms on one state, one with a gain that depends on the state. */
START_TEST(noise_terms_have_gains)
{
    enum { TICKS = 20 };
    int x = net_slot(&ir, y, "x"), noise = net_buffer(&ir, "noise", INPUT, OVER(node), STEP, 0);
    int added = net_slot(&ir, noise, "added"), scaled = net_slot(&ir, noise, "scaled");
    net_ref rate = fused(number(-0.1), read_slot(y, x), read_slot(y, x));
    net_ref one = fused(number(0.3), read_slot(noise, added), rate);
    net_ref gain = op(NET_MUL, number(0.2), read_slot(y, x));
    put("step", STEP, y, x, fused(gain, read_slot(noise, scaled), one));
    ck_assert_int_eq(ir.ins[gain].when, STEP);
    struct machine *m = machine(_i, 0.1, TICKS);
    for (int n = 0; n < TICKS; n++)
        for (int i = 0; i < NODES; i++) {
            machine_at(m, noise, added, n)[i] = sin(1 + n + 7*i);
            machine_at(m, noise, scaled, n)[i] = cos(2 + 3*n + i);
        }
    for (int i = 0; i < NODES*LANES; i++)
        machine_at(m, y, x, 0)[i] = 1 + i;
    machine_start(m);
    machine_advance(m, TICKS);
    for (int i = 0; i < NODES*LANES; i++) {
        double v = 1 + i;
        for (int n = 0; n < TICKS; n++)
            v = fma(0.2*v, cos(2 + 3*n + i/LANES), fma(0.3, sin(1 + n + 7*(i/LANES)), fma(-0.1, v, v)));
        same(machine_at(m, y, x, 0)[i], v);
    }
    machine_close(m);
}
END_TEST

/* ---- adaptive steps ------------------------------------------------------------------- */

/* Euler inside Heun, of x' = -a*x; each lane with a step size of its own, which is carried
 * from tick to tick. */
START_TEST(steps_adapt_in_each_lane)
{
    static const double rate[LANES] = { 0.3, 40 }, tol = 1e-3;
    int tries = net_clock(&ir, (struct net_clock){ .name = "try", .parent = STEP, .every = 1, .most = 10000 });
    int state = net_buffer(&ir, "state", LIVE, OVER(0), tries, 1), a = input("a", OVER(0));
    int x = net_slot(&ir, state, "x"), t = net_slot(&ir, state, "t"), h = net_slot(&ir, state, "h");
    int begin = net_region(&ir, "begin", POINT, OVER(0), NULL);
    net_store(&ir, begin, state, x, number(1), 0);
    net_store(&ir, begin, state, t, number(0), 0);
    net_store(&ir, begin, state, h, number(0.5), 0);
    net_ref end = net_time(&ir, TIME_EXACT, 1), now = read_slot(state, t), left = op(NET_SUB, end, now);
    net_ref was = read_slot(state, x), old = read_slot(state, h);
    net_ref open = op(NET_LT, now, end), last = op(NET_LE, left, old), size = choose(last, left, old);
    ir.clocks[tries].runs = open;
    net_ref minus = net_emit(&ir, NET_NEG, read_slot(a, 0), NET_NONE, NET_NONE);
    net_ref k1 = op(NET_MUL, minus, was), euler = fused(size, k1, was);
    net_ref k2 = op(NET_MUL, minus, euler), heun = fused(op(NET_MUL, size, number(0.5)), op(NET_ADD, k1, k2), was);
    net_ref off = op(NET_SUB, heun, euler), error = choose(op(NET_LT, off, number(0)), op(NET_SUB, number(0), off), off);
    net_ref good = op(NET_LE, error, number(tol)), takes = op(NET_AND, good, open);
    int region = net_region(&ir, "try", tries, OVER(0), NULL);
    net_store(&ir, region, state, x, choose(takes, heun, was), 0);
    net_store(&ir, region, state, t, choose(takes, choose(last, end, op(NET_ADD, now, size)), now), 0);
    net_ref longer = choose(last, old, op(NET_MUL, size, number(1.5)));
    net_ref other = choose(good, longer, op(NET_MUL, size, number(0.25)));
    net_store(&ir, region, state, h, choose(open, other, old), 0);
    int seen = output("seen", OVER(0), STEP, 4);
    put("record", STEP, seen, 0, net_load(&ir, state, x, NULL));
    struct machine *m = machine(_i, 1, 1);
    memcpy(machine_at(m, a, 0, 0), rate, sizeof rate);
    machine_start(m);
    machine_advance(m, 4);
    int tried[LANES] = { 0 };
    for (int l = 0; l < LANES; l++) {
        double v = 1, at = 0, step = 0.5;
        for (int n = 0; n < 4; n++) {
            while (at < n + 1) {
                int ends = n + 1 - at <= step;
                double s = ends ? n + 1 - at : step, e = fma(s, -rate[l]*v, v);
                double b = fma(s*0.5, -rate[l]*v + -rate[l]*e, v);
                int ok = fabs(b - e) <= tol;
                step = !ok ? s*0.25 : ends ? step : s*1.5;
                v = ok ? b : v;
                at = !ok ? at : ends ? n + 1 : at + s;
                tried[l]++;
            }
            same(machine_at(m, seen, 0, n)[l], v);
        }
        ck_assert_double_eq_tol(v, exp(-4*rate[l]), 0.02);
    }
    ck_assert_int_ne(tried[0], tried[1]);
    machine_close(m);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        delays_with_swept_speed, all_to_all_is_one_sum, modes_are_an_axis, groups_meet_over_edges, events_reset_and_count,
        maps_have_no_step_size, noise_terms_have_gains, steps_adapt_in_each_lane
    };
    return run_tests("what is to come", tests, sizeof tests/sizeof *tests);
}
