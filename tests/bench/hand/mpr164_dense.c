/* mpr164_dense.c -- Montbrio-Pazo-Roxin, 164 nodes dense, coupling a stage, by hand.
 *
 * As rww76.c: sums over sources by tiles of R rows and V vectors for the whole block, here once a stage, and observed
 * values summed over the nodes of a step in registers. Against what massc wrote before it did so: x 1.5.
 */

#define REAL  4
#if defined __AVX512F__
#define LANES 64
#else
#define LANES 16
#endif
#include "runtime/engine/kernel.h"
#include "templates/math/real.c"
#include "templates/math/spread.c"

enum { VECS = LANES/WIDTH };

#include "templates/after/sums.c"
/* The buffers, and what each holds. */
enum { NODES = 164, EDGES = 26896 };
enum { Y, K1, Y2, WEIGHTS, POINT_, DEAD, BLOCK, TOTAL, CLOSED, DONE, RESULT, SUM_RATES_1, SUM_RATES_2 };
enum { Y_r, Y_V };
enum { K1_r, K1_V };
enum { Y2_r, Y2_V };
enum { POINT_eta, POINT_J };
enum { BLOCK_r_base, BLOCK_r_sum, BLOCK_V_base, BLOCK_V_sum };
enum { TOTAL_r_sum, TOTAL_r_lost, TOTAL_V_sum, TOTAL_V_lost };
enum { CLOSED_r_sum, CLOSED_r_lost, CLOSED_V_sum, CLOSED_V_lost };
enum { DONE_mean_r, DONE_mean_V };
enum { RESULT_mean_r, RESULT_mean_V };

/* The state before the first step. */
static inline void begin(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    for (int i = 0; i < NODES; i++) {
        y[(Y_r*NODES + i)*VECS] = lanes(0.1f);
        y[(Y_V*NODES + i)*VECS] = lanes(0.1f);
    }
}

/* R rows of the weights times V vectors at once: R*V sums, the vectors and one weight are what the registers hold. */
#if defined __AVX512F__
enum { R = 6, V = VECS < 4 ? VECS : 4 };
#else
enum { R = 6, V = VECS < 2 ? VECS : 2 };
#endif

/* Sums over the sources of R rows from [i] on, for the vectors from [v] on. */
static inline __attribute__((always_inline)) void tile(const num *restrict w, const real *restrict x, real *restrict sum, int i)
{
    real s[R][V];
    for (int r = 0; r < R; r++)
        for (int v = 0; v < V; v++)
            s[r][v] = lanes(0.0f);
    for (int j = 0; j < NODES; j++)
        for (int r = 0; r < R; r++)
            for (int v = 0; v < V; v++)
                s[r][v] = madd(w[(i + r)*NODES + j], x[j*VECS + v], s[r][v]);
    for (int r = 0; r < R; r++)
        for (int v = 0; v < V; v++)
            sum[(i + r)*VECS + v] = s[r][v];
}

/* The last tile overlaps the one before it: a row's sum hangs on nothing else. */
static APART_ void couple(const num *restrict w, const real *restrict x, real *restrict sum)
{
    for (int v = 0; v < VECS; v += V)
        for (int i = 0; i < NODES; i += R)
            tile(w, x + v, sum + v, i + R <= NODES ? i : NODES - R);
}

/* Observed values are summed over the nodes of a step first, then over the steps of a block: numbers less one that all
 * nodes have in common, so a block holds three of a value, not three of each node. */
enum { AT_r = 0*VECS, AT_V = 3*VECS };

/* A block of steps begins: the one before joins the total. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + AT_r + v, (wide *)job->at[TOTAL] + (TOTAL_r_sum*VECS + v)*PARTS,
           1, 1, (double)(m - 1)*BLOCK_TICKS*NODES, BLOCK_TICKS*NODES, 0);
    gather((const real *)job->at[BLOCK] + AT_V + v, (wide *)job->at[TOTAL] + (TOTAL_V_sum*VECS + v)*PARTS,
           1, 1, (double)(m - 1)*BLOCK_TICKS*NODES, BLOCK_TICKS*NODES, 0);
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    const long last = last_steps(job->total);
    const wide *r = (const wide *)job->at[TOTAL] + (TOTAL_r_sum*VECS + v)*PARTS;
    wide *closed_r = (wide *)job->at[CLOSED] + (CLOSED_r_sum*VECS + v)*PARTS;
    for (int slot = 0; slot < 2; slot++)
        for (int part = 0; part < PARTS; part++)
            closed_r[slot*STRIDE + part] = r[slot*STRIDE + part];
    if (last)
        gather((const real *)job->at[BLOCK] + AT_r + v, closed_r, 1, 1, (job->total - (double)last)*NODES, last*NODES, 0);
    const wide *V = (const wide *)job->at[TOTAL] + (TOTAL_V_sum*VECS + v)*PARTS;
    wide *closed_V = (wide *)job->at[CLOSED] + (CLOSED_V_sum*VECS + v)*PARTS;
    for (int slot = 0; slot < 2; slot++)
        for (int part = 0; part < PARTS; part++)
            closed_V[slot*STRIDE + part] = V[slot*STRIDE + part];
    if (last)
        gather((const real *)job->at[BLOCK] + AT_V + v, closed_V, 1, 1, (job->total - (double)last)*NODES, last*NODES, 0);
}

/* Linear, input 'rates'.
 * Stage 1 of heun: the equations. */
static INLINE_ void predict_2(const struct kernel_job *job, int v)
{
    const num Delta_over__3p1415927_tau = 0.31830987f; /* Delta/(3.1415927*tau) */
    const num G = 0.01f;                 /* strength */
    const num c_3p1415927_tau = 3.1415927f; /* 3.1415927*tau */
    const num dt = 0.01f;                /* ms: time step */
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict k1 = (real *)job->at[K1] + v;
    real *restrict y2 = (real *)job->at[Y2] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    const real *restrict sum_rates_1 = (const real *)job->at[SUM_RATES_1] + v;
    const real J = point[POINT_J*VECS];
    const real eta = point[POINT_eta*VECS];
    for (int i = 0; i < NODES; i++) {
        const real V = y[(Y_V*NODES + i)*VECS];
        const real r = y[(Y_r*NODES + i)*VECS];
        const real dr_1 = madd(2.0f*V, r, Delta_over__3p1415927_tau);
        const real sum_rates = sum_rates_1[i*VECS];
        const real t1 = c_3p1415927_tau*r;
        const real dV_1 = G*sum_rates + madd(J, r, V*V - t1*t1 + eta);
        k1[(K1_r*NODES + i)*VECS] = dr_1;
        k1[(K1_V*NODES + i)*VECS] = dV_1;
        y2[(Y2_r*NODES + i)*VECS] = madd(dt, dr_1, r);
        y2[(Y2_V*NODES + i)*VECS] = madd(dt, dV_1, V);
    }
}

/* Linear, input 'rates'.
 * Stage 2 of heun: the equations.
 * The new state.
 * Notes which lanes have left the finite numbers. */
static INLINE_ void step(const struct kernel_job *job, int v, int observed, int fresh)
{
    const num dt_over_2 = 0.005f;        /* dt/2 */
    const num Delta_over__3p1415927_tau = 0.31830987f; /* Delta/(3.1415927*tau) */
    const num G = 0.01f;                 /* strength */
    const num c_3p1415927_tau = 3.1415927f; /* 3.1415927*tau */
    real *restrict y = (real *)job->at[Y] + v;
    const real *restrict k1 = (const real *)job->at[K1] + v;
    const real *restrict y2 = (const real *)job->at[Y2] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    real *restrict dead = (real *)job->at[DEAD] + v;
    const real *restrict sum_rates_2 = (const real *)job->at[SUM_RATES_2] + v;
    const real J = point[POINT_J*VECS];
    const real eta = point[POINT_eta*VECS];
    const real sick = dead[0];
    real any_sick = lanes(0.0f);
    real *restrict block = (real *)job->at[BLOCK] + v;
    const real base_r = fresh ? y[Y_r*NODES*VECS] : block[AT_r];
    real sum_r = lanes(0.0f);
    const real base_V = fresh ? y[Y_V*NODES*VECS] : block[AT_V];
    real sum_V = lanes(0.0f);
    for (int i = 0; i < NODES; i++) {
        const real V = y2[(Y2_V*NODES + i)*VECS];
        const real r = y2[(Y2_r*NODES + i)*VECS];
        const real dr_2 = madd(2.0f*V, r, Delta_over__3p1415927_tau);
        const real y_r = y[(Y_r*NODES + i)*VECS];
        const real t1 = madd(dt_over_2, dr_2 + k1[(K1_r*NODES + i)*VECS], y_r);
        const real sum_rates = sum_rates_2[i*VECS];
        const real t2 = c_3p1415927_tau*r;
        const real dV_2 = G*sum_rates + madd(J, r, V*V - t2*t2 + eta);
        const real y_V = y[(Y_V*NODES + i)*VECS];
        const real V_next = madd(dt_over_2, dV_2 + k1[(K1_V*NODES + i)*VECS], y_V);
        any_sick = any_sick + madd(V_next, 0.0f, madd(t1, 0.0f, sick));
        const real r_next = select(t1 < lanes(0.0f), 0.0f, t1);
        y[(Y_r*NODES + i)*VECS] = r_next;
        y[(Y_V*NODES + i)*VECS] = V_next;
        const real apart_r = r_next - base_r;
        sum_r = sum_r + apart_r;
        const real apart_V = V_next - base_V;
        sum_V = sum_V + apart_V;
    }
    dead[0] = any_sick;
    if (observed) {
        block[AT_r] = base_r;
        block[AT_r + VECS] = (fresh ? lanes(0.0f) : block[AT_r + VECS]) + sum_r;
    }
    if (observed) {
        block[AT_V] = base_V;
        block[AT_V + VECS] = (fresh ? lanes(0.0f) : block[AT_V + VECS]) + sum_V;
    }
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job, int v)
{
    ((real *)job->at[DONE])[DONE_mean_r*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_r_sum*VECS + v)*PARTS, 1, 0, job->total*164.0, mean_of);
    ((real *)job->at[DONE])[DONE_mean_V*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_V_sum*VECS + v)*PARTS, 1, 0, job->total*164.0, mean_of);
}

/* The columns of the table. */
static inline void columns(const struct kernel_job *job, int v)
{
    const real *restrict done = (const real *)job->at[DONE] + v;
    real *restrict result = (real *)job->at[RESULT] + v;
    result[RESULT_mean_r*VECS] = done[DONE_mean_r*VECS];
    result[RESULT_mean_V*VECS] = done[DONE_mean_V*VECS];
}

/* Prepares a block: what is known before the first step. */
static void start(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v++) {
        begin(job, v);
    }
}

/* Takes job->ticks steps with every vector of the block. */
static void advance(const struct kernel_job *job)
{
    const num *w = (const num *)job->at[WEIGHTS];
    for (long n = 0; n < job->ticks; n++) {
        const long tick = job->first + n - job->origin;
        const int observed = tick >= 0, fresh = observed && tick%BLOCK_TICKS == 0;
        couple(w, (const real *)job->at[Y] + Y_r*NODES*VECS, (real *)job->at[SUM_RATES_1]);
        for (int v = 0; v < VECS; v++)
            predict_2(job, v);
        couple(w, (const real *)job->at[Y2] + Y2_r*NODES*VECS, (real *)job->at[SUM_RATES_2]);
        for (int v = 0; v < VECS; v++) {
            if (fresh)
                gather_blocks(job, tick/BLOCK_TICKS, v);
            step(job, v, observed, fresh);
        }
    }
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
    { "node", AXIS_NODE, 164, -1, -1 },
    { "edge", AXIS_EDGE, 26896, 1, 1 },
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
    { "block", LIVE, 0x3, 4, 4, 1, REAL },
    { "total", LIVE, 0x1, 4, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 4, END, 1, 8 },
    { "done", SCRATCH, 0x1, 2, END, 1, REAL },
    { "result", OUTPUT, 0x1, 2, END, 1, REAL },
    { "sum_rates_1", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "sum_rates_2", SCRATCH, 0x3, 1, STEP, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "sweep",
    .axes = axes, .axis_count = 3, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 13, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
