/* hopf1000.c -- supercritical Hopf, 1000 nodes, a fiftieth of all edges, two couplings over them a stage, by hand.
 *
 * One pass over the edges makes both sums: an index and a weight are loaded once for the vectors of x and y (x 1.08 alone),
 * and what a row sums stays in registers until the equations of its node have taken it: no sum and no input is stored.
 * Observed values are summed over the nodes of a step in registers (x 1.06), some nodes at a time, as the roundings of a
 * thousand nearly equal numbers add up in one sum. Against what massc wrote before it did so: x 1.5 to 1.6. No gain: twice
 * or half as many points, since states leave the cache or indices are most of what is read; both states of a node apart or
 * together; prefetching; rows in the order of their lengths, x 0.8.
 */

#define REAL  4
#define LANES 16
#include "runtime/engine/kernel.h"
#include "templates/math/real.c"
#include "templates/math/spread.c"

enum { VECS = LANES/WIDTH };

#include "templates/after/sums.c"
#include "tests/bench/hand/rww1000_edges.c"
/* The buffers, and what each holds: of a node both states lie together, which the host does not look at. */
enum { NODES = 1000, EDGES = 20128 };
enum { Y, K1, Y2, WEIGHTS, POINT_, DEAD, BLOCK, TOTAL, CLOSED, DONE, RESULT };
enum { POINT_G, POINT_a };
enum { BLOCK_x_base, BLOCK_x_sum, BLOCK_x_squares };
enum { TOTAL_x_sum, TOTAL_x_lost, TOTAL_x_squares };
enum { CLOSED_x_sum, CLOSED_x_lost, CLOSED_x_squares };
enum { DONE_mean_x, DONE_std_x };
enum { RESULT_m, RESULT_s };
enum { OF_x, OF_y = VECS, OF_NODE = 2*VECS };
enum { SHORT = 40 };                   /* nodes whose samples are summed before they join those of the step */

/* The state before the first step. */
static inline void begin(const struct kernel_job *job)
{
    real *restrict y = (real *)job->at[Y];
    for (int i = 0; i < NODES*OF_NODE; i++)
        y[i] = lanes(0.1f);
}

/* Both sums over the sources of a row, in its order: an index and a weight are loaded once for all vectors of both. */
static INLINE_ void couple(const num *restrict w, const real *restrict from, int i, real *restrict sum)
{
    real s[OF_NODE];
    for (int k = 0; k < OF_NODE; k++)
        s[k] = lanes(0.0f);
    for (int e = edge_row[i]; e < edge_row[i + 1]; e++) {
        const real *restrict x = from + edge_source[e]*OF_NODE;
        const real weight = lanes(w[e]);
        for (int k = 0; k < OF_NODE; k++)
            s[k] = madd(weight, x[k], s[k]);
    }
    for (int k = 0; k < OF_NODE; k++)
        sum[k] = s[k];
}

/* The equations of node [i], all vectors. */
static INLINE_ void rates(const struct kernel_job *job, const real *restrict from, int i, real *restrict d)
{
    const num G_y = 0.5f;
    const real *restrict point = (const real *)job->at[POINT_];
    real sum[OF_NODE];
    couple((const num *)job->at[WEIGHTS], from, i, sum);
    for (int v = 0; v < VECS; v++) {
        const real x = from[i*OF_NODE + OF_x + v], y = from[i*OF_NODE + OF_y + v];
        const real t1 = madd(-y, y, madd(-x, x, point[POINT_a*VECS + v]));
        d[OF_x + v] = t1*x - y + point[POINT_G*VECS + v]*sum[OF_x + v];
        d[OF_y + v] = t1*y + x + G_y*sum[OF_y + v];
    }
}

/* Stage 1 of heun. */
static APART_ void predict(const struct kernel_job *job)
{
    const num dt = 0.1f;
    const real *restrict y = (const real *)job->at[Y];
    real *restrict k1 = (real *)job->at[K1], *restrict y2 = (real *)job->at[Y2];
    for (int i = 0; i < NODES; i++) {
        real d[OF_NODE];
        rates(job, y, i, d);
        for (int k = 0; k < OF_NODE; k++) {
            k1[i*OF_NODE + k] = d[k];
            y2[i*OF_NODE + k] = madd(dt, d[k], y[i*OF_NODE + k]);
        }
    }
}

/* Stage 2, and what is observed. */
static APART_ void step(const struct kernel_job *job, int observed, int fresh)
{
    const num dt_over_2 = 0.05f;
    real *restrict y = (real *)job->at[Y], *restrict block = (real *)job->at[BLOCK];
    const real *restrict k1 = (const real *)job->at[K1], *restrict y2 = (const real *)job->at[Y2];
    real base[VECS], sum[VECS], squares[VECS];
    for (int v = 0; v < VECS; v++) {
        base[v] = fresh ? y[OF_x + v] : block[v];
        sum[v] = squares[v] = lanes(0.0f);
    }
    for (int first = 0; first < NODES; first += SHORT) {
        real part[VECS], part_squares[VECS];
        for (int v = 0; v < VECS; v++)
            part[v] = part_squares[v] = lanes(0.0f);
        for (int i = first; i < first + SHORT; i++) {
            real d[OF_NODE];
            rates(job, y2, i, d);
            for (int k = 0; k < OF_NODE; k++)
                y[i*OF_NODE + k] = madd(dt_over_2, d[k] + k1[i*OF_NODE + k], y[i*OF_NODE + k]);
            for (int v = 0; v < VECS; v++) {
                const real apart = y[i*OF_NODE + OF_x + v] - base[v];
                part[v] = part[v] + apart;
                part_squares[v] = madd(apart, apart, part_squares[v]);
            }
        }
        for (int v = 0; v < VECS; v++) {
            sum[v] = sum[v] + part[v];
            squares[v] = squares[v] + part_squares[v];
        }
    }
    if (observed)
        for (int v = 0; v < VECS; v++) {
            block[v] = base[v];
            block[VECS + v] = (fresh ? lanes(0.0f) : block[VECS + v]) + sum[v];
            block[2*VECS + v] = (fresh ? lanes(0.0f) : block[2*VECS + v]) + squares[v];
        }
}

/* Notes which lanes have left the finite numbers. */
static inline void watch(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict dead = (real *)job->at[DEAD] + v;
    const real sick = dead[0];
    real any_sick = lanes(0.0f);
    for (int i = 0; i < NODES; i++)
        any_sick = any_sick + madd(y[i*OF_NODE + OF_y], 0.0f, madd(y[i*OF_NODE + OF_x], 0.0f, sick));
    dead[0] = any_sick;
}

/* A block of steps begins: the one before joins the total. It holds sums over the nodes of a step, of numbers less one that
 * all nodes have in common. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + v, (wide *)job->at[TOTAL] + (TOTAL_x_sum*VECS + v)*PARTS,
           1, 1, (double)(m - 1)*BLOCK_TICKS*NODES, BLOCK_TICKS*NODES, 1);
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    const long last = last_steps(job->total);
    const wide *x = (const wide *)job->at[TOTAL] + (TOTAL_x_sum*VECS + v)*PARTS;
    wide *closed_x = (wide *)job->at[CLOSED] + (CLOSED_x_sum*VECS + v)*PARTS;
    for (int slot = 0; slot < 3; slot++)
        for (int part = 0; part < PARTS; part++)
            closed_x[slot*STRIDE + part] = x[slot*STRIDE + part];
    if (last)
        gather((const real *)job->at[BLOCK] + v, closed_x, 1, 1, (job->total - (double)last)*NODES, last*NODES, 1);
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job, int v)
{
    ((real *)job->at[DONE])[DONE_mean_x*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_x_sum*VECS + v)*PARTS, 1, 1, job->total*1000.0, mean_of);
    ((real *)job->at[DONE])[DONE_std_x*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_x_sum*VECS + v)*PARTS, 1, 1, job->total*1000.0, std_of);
}

/* The columns of the table. */
static inline void columns(const struct kernel_job *job, int v)
{
    const real *restrict done = (const real *)job->at[DONE] + v;
    real *restrict result = (real *)job->at[RESULT] + v;
    result[RESULT_m*VECS] = done[DONE_mean_x*VECS];
    result[RESULT_s*VECS] = done[DONE_std_x*VECS];
}

/* Prepares a block: what is known before the first step. */
static void start(const struct kernel_job *job)
{
    begin(job);
}

/* Takes job->ticks steps with every vector of the block. */
static void advance(const struct kernel_job *job)
{
    for (long n = 0; n < job->ticks; n++) {
        const long tick = job->first + n - job->origin;
        const int observed = tick >= 0, fresh = observed && tick%BLOCK_TICKS == 0;
        predict(job);
        if (fresh)
            for (int v = 0; v < VECS; v++)
                gather_blocks(job, tick/BLOCK_TICKS, v);
        step(job, observed, fresh);
    }
    for (int v = 0; v < VECS; v++)
        watch(job, v);
}

/* Turns finished reductions into the columns of the table. */
static void results(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v++) {
        close_sums(job, v);
        finish_sums(job, v);
        columns(job, v);
    }
}

static const struct kernel_axis axes[] = {
    { "lane", AXIS_LANE, LANES, -1, -1 },
    { "node", AXIS_NODE, 1000, -1, -1 },
    { "edge", AXIS_EDGE, 20128, 1, 1 },
};
static const struct kernel_clock clocks[] = {
    { "fixed", -1, 1, 0, 0, 0 },
    { "point", -1, 1, 0, 0, 0 },
    { "step", -1, 1, 0, 0, 0 },
    { "end", -1, 1, 0, 0, 0 },
    { "observe", 2, 1, 0, 1, 0 },
    { "fresh", 4, 32, -31, 0, 0 },
};
static const struct kernel_buffer buffers[] = {
    { "y", LIVE, 0x3, 2, STEP, 1, REAL },
    { "k1", SCRATCH, 0x3, 2, STEP, 1, REAL },
    { "y2", SCRATCH, 0x3, 2, STEP, 1, REAL },
    { "weights", INPUT, 0x4, 1, POINT, 1, REAL },
    { "point", INPUT, 0x1, 2, POINT, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "block", LIVE, 0x1, 3, 4, 1, REAL },
    { "total", LIVE, 0x1, 3, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 3, END, 1, 8 },
    { "done", SCRATCH, 0x1, 2, END, 1, REAL },
    { "result", OUTPUT, 0x1, 2, END, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "sweep",
    .axes = axes, .axis_count = 3, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 11, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
