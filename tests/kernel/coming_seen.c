/* coming_seen.c -- what looks at a kernel's states and what is derived from them, as
 * circuits; see coming.c.
 */
#include "hand.h"
#include <math.h>
#include <string.h>

/* What every kernel here steps: x' = -x/4 + drive of the node and lane. */
static net_ref stepped(int x, int drive)
{
    return fused(number(0.25), op(NET_SUB, read_slot(drive, 0), read_slot(y, x)), read_slot(y, x));
}

static double drive_of(int i)
{
    return 0.3 + 0.17*i*i;
}

static void fill_drive(struct machine *m, int drive)
{
    for (int i = 0; i < NODES*LANES; i++)
        machine_at(m, drive, 0, 0)[i] = drive_of(i);
}

static double step_of(double v, int i)
{
    return fma(0.25, drive_of(i) - v, v);
}

/* ---- recordings and series ------------------------------------------------------------ */

/* Every third step goes to a row of what the host reads. */
START_TEST(recordings_are_rows)
{
    int x = net_slot(&ir, y, "x"), drive = input("drive", each), next = wire("next", each);
    int every = net_clock(&ir, (struct net_clock){ .name = "record", .parent = STEP, .every = 3 });
    int rows = output("x", each, every, 0);
    put("step", STEP, next, 0, stepped(x, drive));
    put("accept", STEP, y, x, read_slot(next, 0));
    put("record", every, rows, 0, read_slot(next, 0));
    struct machine *m = machine(_i, 1, 4);
    fill_drive(m, drive);
    machine_start(m);
    machine_advance(m, 12);
    for (int i = 0; i < NODES*LANES; i++) {
        double v = 0;
        for (int n = 1; n <= 12; n++) {
            v = step_of(v, i);
            if (n % 3 == 0)
                same(machine_at(m, rows, 0, n/3 - 1)[i], v);
        }
    }
    machine_close(m);
}
END_TEST

/* Means over windows of four steps that keep the nodes, and the variance over nodes of
 * each window's mean. */
START_TEST(series_keep_nodes_or_time)
{
    int x = net_slot(&ir, y, "x"), drive = input("drive", each), next = wire("next", each), now = wire("now", each);
    int window = net_clock(&ir, (struct net_clock){ .name = "window", .parent = STEP, .every = 4 });
    int kept = net_buffer(&ir, "kept", LIVE, each, STEP, 1), sum = net_slot(&ir, kept, "sum");
    int means = output("mean_x", each, window, 0), spread = output("var_x", OVER(0), window, 0);
    put("step", STEP, next, 0, stepped(x, drive));
    put("accept", STEP, y, x, read_slot(next, 0));
    put("add", STEP, now, 0, op(NET_ADD, read_slot(kept, sum), read_slot(next, 0)));
    put("keep", STEP, kept, sum, choose(net_ticks(&ir, window), number(0), read_slot(now, 0)));
    net_ref mean = op(NET_MUL, read_slot(now, 0), number(0.25));
    put("window", window, means, 0, mean);
    net_ref centre = op(NET_MUL, net_reduce(&ir, NET_SUM, node, HERE, mean, NET_NONE), number(1.0/NODES));
    net_ref off = op(NET_SUB, mean, centre);
    put("spread", window, spread, 0, net_reduce(&ir, NET_SUM, node, HERE, op(NET_MUL, off, off), NET_NONE));
    struct machine *m = machine(_i, 1, 3);
    fill_drive(m, drive);
    machine_start(m);
    machine_advance(m, 12);
    double v[NODES*LANES] = { 0 };
    for (int w = 0; w < 3; w++) {
        double sums[NODES*LANES] = { 0 };
        for (int n = 0; n < 4; n++)
            for (int i = 0; i < NODES*LANES; i++)
                sums[i] += v[i] = step_of(v[i], i);
        for (int i = 0; i < NODES*LANES; i++)
            same(machine_at(m, means, 0, w)[i], sums[i]*0.25);
        for (int l = 0; l < LANES; l++) {
            double all = 0, squares = 0;
            for (int i = 0; i < NODES; i++)
                all += sums[i*LANES + l]*0.25;
            for (int i = 0; i < NODES; i++)
                squares += pow(sums[i*LANES + l]*0.25 - all*0.25, 2);
            same(machine_at(m, spread, 0, w)[l], squares);
        }
    }
    machine_close(m);
}
END_TEST

/* Functional connectivity: all pairs of nodes are edges, and products gather on them. */
START_TEST(pairs_of_nodes_are_edges)
{
    static const int all[] = { 0, 4, 8, 12, 16 }, from[] = { 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3 };
    int x = net_slot(&ir, y, "x"), drive = input("drive", each), pair = net_edges(&ir, "pair", node, node, all, from);
    int products = net_buffer(&ir, "products", LIVE, OVER(0) | OVER(pair), STEP, 1), p = net_slot(&ir, products, "xx");
    put("step", STEP, y, x, stepped(x, drive));
    put("gather", STEP, products, p, fused(end_of(y, x, SOURCE, pair), end_of(y, x, TARGET, pair), read_slot(products, p)));
    struct machine *m = machine(_i, 1, 1);
    fill_drive(m, drive);
    machine_start(m);
    machine_advance(m, 9);
    for (int l = 0; l < LANES; l++)
        for (int i = 0; i < NODES; i++)
            for (int j = 0; j < NODES; j++) {
                double a = 0, b = 0, sum = 0;
                for (int n = 0; n < 9; n++) {
                    sum = fma(b, a, sum);
                    a = step_of(a, i*LANES + l);
                    b = step_of(b, j*LANES + l);
                }
                same(machine_at(m, products, p, 0)[(i*NODES + j)*LANES + l], sum);
            }
    machine_close(m);
}
END_TEST

/* A filter with equations and a clock of its own, driven by the network and recorded at
 * every second of its ticks. */
START_TEST(observers_have_their_own_clock)
{
    int x = net_slot(&ir, y, "x"), drive = input("drive", each), next = wire("next", each);
    int rate = net_clock(&ir, (struct net_clock){ .name = "bold", .parent = STEP, .every = 2 });
    int record = net_clock(&ir, (struct net_clock){ .name = "record", .parent = rate, .every = 2 });
    int filter = net_buffer(&ir, "bold", LIVE, each, rate, 1), f = net_slot(&ir, filter, "y"), g = net_slot(&ir, filter, "z");
    int out = output("bold", each, record, 0);
    put("step", STEP, next, 0, stepped(x, drive));
    put("accept", STEP, y, x, read_slot(next, 0));
    int region = net_region(&ir, "bold", rate, each, NULL);
    net_ref z = read_slot(filter, g), s = read_slot(filter, f);
    net_ref pull = fused(number(0.3), read_slot(next, 0), op(NET_MUL, number(-1.25), z));
    net_ref slope = op(NET_SUB, pull, op(NET_MUL, number(2.5), s));
    net_store(&ir, region, filter, f, fused(number(0.1), z, s), 0);
    net_store(&ir, region, filter, g, fused(number(0.1), slope, z), 0);
    put("record", record, out, 0, fused(number(0.1), z, s));
    struct machine *m = machine(_i, 1, 3);
    fill_drive(m, drive);
    machine_start(m);
    machine_advance(m, 12);
    for (int i = 0; i < NODES*LANES; i++) {
        double v = 0, a = 0, b = 0;
        for (int n = 1; n <= 12; n++) {
            v = step_of(v, i);
            if (n % 2)
                continue;
            double k = fma(0.3, v, -1.25*b) - 2.5*a;
            a = fma(0.1, b, a);
            b = fma(0.1, k, b);
            if (n % 4 == 0)
                same(machine_at(m, out, 0, n/4 - 1)[i], a);
        }
    }
    machine_close(m);
}
END_TEST

/* ---- derivatives ----------------------------------------------------------------------- */

/* x' = G*x*(1 - x) and its tangents in two directions, G and the first value; against the
 * recursion and against differences. */
START_TEST(tangents_have_an_axis)
{
    enum { TICKS = 8, WAYS = 2 };
    static const double gains[LANES] = { 0.9, 1.7 };
    int way = net_axis(&ir, "direction", AXIS_MODE, WAYS), G = input("G", OVER(0)), dG = input("dG", OVER(way));
    int x = net_slot(&ir, y, "x"), d = net_buffer(&ir, "dy", LIVE, each | OVER(way), STEP, 1), dx = net_slot(&ir, d, "x");
    net_ref v = read_slot(y, x), rest = op(NET_SUB, number(1), v), flow = op(NET_MUL, v, rest);
    put("step", STEP, y, x, fused(op(NET_MUL, number(0.1), read_slot(G, 0)), flow, v));
    net_ref turn = fused(op(NET_SUB, rest, v), read_slot(d, dx), number(0));
    net_ref slope = fused(read_slot(G, 0), turn, op(NET_MUL, flow, read_slot(dG, 0)));
    put("tangent", STEP, d, dx, fused(number(0.1), slope, read_slot(d, dx)));
    struct machine *m = machine(_i, 1, 1);
    memcpy(machine_at(m, G, 0, 0), gains, sizeof gains);
    machine_at(m, dG, 0, 0)[0] = 1;
    for (int i = 0; i < NODES; i++)
        for (int l = 0; l < LANES; l++) {
            machine_at(m, y, x, 0)[i*LANES + l] = 0.1 + 0.2*i;
            machine_at(m, d, dx, 0)[(i*WAYS + 1)*LANES + l] = 1;
        }
    machine_start(m);
    machine_advance(m, TICKS);
    for (int i = 0; i < NODES; i++)
        for (int l = 0; l < LANES; l++)
            for (int k = 0; k < WAYS; k++) {
                double up[2];
                for (int sign = 0; sign < 2; sign++) {
                    double e = sign ? -1e-5 : 1e-5, g = gains[l] + (k == 0 ? e : 0), u = 0.1 + 0.2*i + (k == 1 ? e : 0);
                    for (int n = 0; n < TICKS; n++)
                        u += 0.1*g*u*(1 - u);
                    up[sign] = u;
                }
                double got = machine_at(m, d, dx, 0)[(i*WAYS + k)*LANES + l];
                ck_assert_double_eq_tol(got, (up[0] - up[1])/2e-5, 1e-8);
            }
    machine_close(m);
}
END_TEST

/* The adjoint of a delayed load is a delayed load of the cotangents at the other end of the
 * edges: x(n+1) = x(n) + sum w*x(n - lag) backwards in time; the loss is the sum of the last
 * states. Against impulses given to each node and step. */
START_TEST(adjoints_read_the_other_end)
{
    enum { TICKS = 9, ROWS = 6 };
    static const double w[EDGES] = { 0.2, -0.3, 0.15, 0.4, -0.1 }, lags[EDGES] = { 0, 2, 1, 3, 1 };
    int edge = net_edges(&ir, "edge", node, node, row, source), weight = input("w", OVER(edge)), lag = input("lag", OVER(edge));
    int loss = net_buffer(&ir, "loss", INPUT, 0, STEP, 0), seed = net_slot(&ir, loss, "seed");
    int ring = net_buffer(&ir, "cotangent", LIVE, each, STEP, ROWS), c = net_slot(&ir, ring, "x");
    int out = output("gradient", each, STEP, 0);
    net_ref back = net_load_at(&ir, ring, c, TARGET, edge, op(NET_ADD, read_slot(lag, 0), number(1)), NULL);
    net_ref pulled = net_reduce(&ir, NET_DOT, edge, SOURCE, read_slot(weight, 0), back);
    net_ref own = net_load_at(&ir, ring, c, HERE, -1, number(1), NULL);
    int region = net_region(&ir, "back", STEP, each, NULL);
    net_ref all = op(NET_ADD, op(NET_ADD, read_slot(loss, seed), own), pulled);
    net_store(&ir, region, ring, c, all, 0);
    net_store(&ir, region, out, 0, all, 0);
    struct machine *m = machine(_i, 1, TICKS + 1);
    memcpy(machine_at(m, weight, 0, 0), w, sizeof w);
    memcpy(machine_at(m, lag, 0, 0), lags, sizeof lags);
    machine_at(m, loss, seed, 0)[0] = 1;
    machine_start(m);
    machine_advance(m, TICKS + 1);
    for (int at = 0; at <= TICKS; at++)
        for (int j = 0; j < NODES; j++) {
            double x[TICKS + 1][NODES] = { { 0 } }, sum = 0;
            for (int n = 0; n <= TICKS; n++)
                for (int i = 0; i < NODES; i++) {
                    x[n][i] = n ? x[n - 1][i] : 0;
                    for (int e = row[i]; n && e < row[i + 1]; e++)
                        x[n][i] += n - 1 >= lags[e] ? w[e]*x[n - 1 - (int)lags[e]][source[e]] : 0;
                    x[n][i] += n == at && i == j;
                }
            for (int i = 0; i < NODES; i++)
                sum += x[TICKS][i];
            ck_assert_double_eq_tol(machine_at(m, out, 0, TICKS - at)[j*LANES + 1], sum, 1e-12);
        }
    machine_close(m);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        recordings_are_rows, series_keep_nodes_or_time, pairs_of_nodes_are_edges, observers_have_their_own_clock,
        tangents_have_an_axis, adjoints_read_the_other_end
    };
    return run_tests("what looks at a kernel", tests, sizeof tests/sizeof *tests);
}
