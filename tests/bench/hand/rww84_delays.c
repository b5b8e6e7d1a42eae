/* rww84_delays.c -- reduced Wong-Wang, 84 nodes dense, each edge with a delay of its own, coupling frozen, by hand.
 *
 * What an edge reads lies somewhere in the ring, so nothing is read for several targets at once, and loads are the limit: of a
 * weight, of a lag, and of the source in each vector. Both vectors of the block are read together, so that the first two and
 * the address serve twice; R targets side by side hide the latency of their chains. 16 points are a cache line of a source,
 * and the 60 rows that are read are 320 kB of L2. The state is the ring's newest row, which steps read and write but once in
 * each half; observed values are summed over the nodes of a step in registers.
 */

#define REAL  4
#define LANES 16
#include "runtime/engine/kernel.h"
#include "templates/math/real.c"
#include "templates/math/f32/word.c"
#include "templates/math/f32/round.c"
#include "templates/math/f32/exprel.c"
#include "templates/math/spread.c"
#include "templates/math/ring.c"
#include "templates/math/ring_lanes.c"

enum { VECS = LANES/WIDTH };

#include "templates/after/sums.c"
/* The buffers, and what each holds. */
enum { NODES = 84, EDGES = 7056 };
enum { NOISE, PAST, LENGTHS, LAG, WEIGHTS, POINT_, DEAD, BLOCK, TOTAL, CLOSED, DONE, RESULT, SUM };
enum { POINT_G, POINT_sigma };
enum { BLOCK_S_base, BLOCK_S_sum, BLOCK_S_squares };
enum { TOTAL_S_sum, TOTAL_S_lost, TOTAL_S_squares };
enum { CLOSED_S_sum, CLOSED_S_lost, CLOSED_S_squares };
enum { DONE_mean_S, DONE_std_S };
enum { RESULT_mean_S, RESULT_std_S };

/* The state before the first step, and before that. */
static inline void begin(const struct kernel_job *job, int v)
{
    real *restrict past = (real *)job->at[PAST] + v;
    for (int i = 0; i < NODES; i++)
        fill_ring(&past[i*VECS], 2*job->rows[PAST], NODES*VECS, lanes(0.1f));
}

/* Delays in steps, of speed 3 mm/ms. */
static inline void find_lag(const struct kernel_job *job)
{
    const num *restrict lengths = (const num *)job->at[LENGTHS];
    int *restrict lag = (int *)job->at[LAG];
    for (int i = 0; i < EDGES; i++)
        lag[i] = distance(lane_(m_round(lanes(lengths[i]/3.0f)), 0), job->rows[PAST], NODES*LANES);
}

/* Targets side by side. */
enum { R = 4 };

/* Sums over the sources of R rows from [i] on, for all vectors. */
static INLINE_ void tile(const num *restrict w, const int *restrict lag, const real *restrict past, real *restrict sum)
{
    real s[R][VECS];
    for (int r = 0; r < R; r++)
        for (int v = 0; v < VECS; v++)
            s[r][v] = lanes(0.0f);
    for (int j = 0; j < NODES; j++)
        for (int r = 0; r < R; r++) {
            const real *restrict x = late(past + j*VECS, lag[r*NODES + j]);
            for (int v = 0; v < VECS; v++)
                s[r][v] = madd(w[r*NODES + j], x[v], s[r][v]);
        }
    for (int r = 0; r < R; r++)
        for (int v = 0; v < VECS; v++)
            sum[r*VECS + v] = s[r][v];
}

static inline long row_of(const struct kernel_job *job, long n)
{
    return (job->first + n) & (job->rows[PAST] - 1);
}

static APART_ void couple(const struct kernel_job *job, long n)
{
    const num *restrict w = (const num *)job->at[WEIGHTS];
    const int *restrict lag = (const int *)job->at[LAG];
    const real *restrict past = (const real *)job->at[PAST] + (job->rows[PAST] + row_of(job, n))*NODES*VECS;
    real *restrict sum = (real *)job->at[SUM];
    for (int i = 0; i < NODES; i += R)
        tile(w + i*NODES, lag + i*NODES, past, sum + i*VECS);
}

/* Observed values are summed over the nodes of a step first, then over the steps of a block: numbers less one that all
 * nodes have in common, so a block holds three of a value, not three of each node. */
enum { AT_S = 0*VECS };

/* A block of steps begins: the one before joins the total. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + AT_S + v, (wide *)job->at[TOTAL] + (TOTAL_S_sum*VECS + v)*PARTS,
           1, 1, (double)(m - 1)*BLOCK_TICKS*NODES, BLOCK_TICKS*NODES, 1);
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    const long last = last_steps(job->total);
    const wide *S = (const wide *)job->at[TOTAL] + (TOTAL_S_sum*VECS + v)*PARTS;
    wide *closed_S = (wide *)job->at[CLOSED] + (CLOSED_S_sum*VECS + v)*PARTS;
    for (int slot = 0; slot < 3; slot++)
        for (int part = 0; part < PARTS; part++)
            closed_S[slot*STRIDE + part] = S[slot*STRIDE + part];
    if (last)
        gather((const real *)job->at[BLOCK] + AT_S + v, closed_S, 1, 1, (job->total - (double)last)*NODES, last*NODES, 1);
}

/* Linear, input 'delayed'.
 * Stage 1 of heun: the equations.
 * Stage 2 of heun: the equations.
 * The new state.
 * Notes which lanes have left the finite numbers. */
static INLINE_ void step(const struct kernel_job *job, long n, int v, int observed, int fresh)
{
    const num dt_over_2 = 0.5f;          /* dt/2, of dt = 1 */
    const num one_over_d = 0.0064935065f; /* 1/d */
    const num d = 154.0f;                /* ms: curvature of the transfer function */
    const num a = 0.27f;                 /* kHz/nA: slope of the transfer function */
    const num J_N = 0.2609f;             /* nA: synaptic coupling */
    const num w_J_N = 0.15654f;          /* w*J_N */
    const num I_o = 0.33f;               /* nA: overall input current */
    const num b = 0.108f;                /* kHz: offset of the transfer function */
    const num gamma = 0.641f;            /* kinetic parameter of the gating */
    const num tau_s = 100.0f;            /* ms: time constant of the NMDA synapses */
    const num *restrict noise = (const num *)job->at[NOISE] + n*NODES;
    const real *restrict y = (const real *)job->at[PAST] + row_of(job, n)*NODES*VECS + v;
    real *restrict next = (real *)job->at[PAST] + row_of(job, n + 1)*NODES*VECS + v;
    const long half = job->rows[PAST]*NODES*VECS;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    real *restrict dead = (real *)job->at[DEAD] + v;
    const real *restrict sums = (const real *)job->at[SUM] + v;
    const real sigma = point[POINT_sigma*VECS];
    const real G = point[POINT_G*VECS];
    const real sick = dead[0];
    real any_sick = lanes(0.0f);
    real *restrict block = (real *)job->at[BLOCK] + v;
    const real base_S = fresh ? y[0] : block[AT_S];
    real sum_S = lanes(0.0f), squares_S = lanes(0.0f);
    for (int i = 0; i < NODES; i++) {
        const num noise_S = noise[i];
        const real S = y[i*VECS];
        const real sum = sums[i*VECS];
        const real t1 = G*sum;
        const real x = madd(J_N, t1, madd(w_J_N, S, I_o));
        const real H = one_over_d/m_exprel(-d*madd(a, x, -b));
        const real dS_1 = madd((1.0f - S)*H, gamma, -S/tau_s);
        const real S_2 = madd(sigma, noise_S, dS_1 + S);
        const real x_ = madd(J_N, t1, madd(w_J_N, S_2, I_o));
        const real H_ = one_over_d/m_exprel(-d*madd(a, x_, -b));
        const real dS_2 = madd((1.0f - S_2)*H_, gamma, -S_2/tau_s);
        const real S_next = madd(sigma, noise_S, madd(dt_over_2, dS_2 + dS_1, S));
        any_sick = any_sick + madd(S_next, 0.0f, sick);
        next[i*VECS] = S_next;
        next[half + i*VECS] = S_next;
        const real apart_S = S_next - base_S;
        sum_S = sum_S + apart_S;
        squares_S = madd(apart_S, apart_S, squares_S);
    }
    dead[0] = any_sick;
    if (observed) {
        block[AT_S] = base_S;
        block[AT_S + VECS] = (fresh ? lanes(0.0f) : block[AT_S + VECS]) + sum_S;
        block[AT_S + 2*VECS] = (fresh ? lanes(0.0f) : block[AT_S + 2*VECS]) + squares_S;
    }
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job, int v)
{
    ((real *)job->at[DONE])[DONE_mean_S*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_S_sum*VECS + v)*PARTS, 1, 1, job->total*84.0, mean_of);
    ((real *)job->at[DONE])[DONE_std_S*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_S_sum*VECS + v)*PARTS, 1, 1, job->total*84.0, std_of);
}

/* The columns of the table. */
static inline void columns(const struct kernel_job *job, int v)
{
    const real *restrict done = (const real *)job->at[DONE] + v;
    real *restrict result = (real *)job->at[RESULT] + v;
    result[RESULT_mean_S*VECS] = done[DONE_mean_S*VECS];
    result[RESULT_std_S*VECS] = done[DONE_std_S*VECS];
}

/* Prepares a block: what is known before the first step. */
static void start(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v++)
        begin(job, v);
    find_lag(job);
}

/* Takes job->ticks steps with every vector of the block. */
static void advance(const struct kernel_job *job)
{
    for (long n = 0; n < job->ticks; n++) {
        const long tick = job->first + n - job->origin;
        const int observed = tick >= 0, fresh = observed && tick%BLOCK_TICKS == 0;
        couple(job, n);
        for (int v = 0; v < VECS; v++) {
            if (fresh)
                gather_blocks(job, tick/BLOCK_TICKS, v);
            step(job, n, v, observed, fresh);
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
    { "node", AXIS_NODE, 84, -1, -1 },
    { "edge", AXIS_EDGE, 7056, 1, 1 },
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
    { "noise", INPUT, 0x2, 1, STEP, 0, REAL },
    { "past", LIVE, 0x3, 1, STEP, 0, REAL },
    { "lengths", INPUT, 0x4, 1, POINT, 1, REAL },
    { "lag", LIVE, 0x4, 1, POINT, 1, 4 },
    { "weights", INPUT, 0x4, 1, POINT, 1, REAL },
    { "point", INPUT, 0x1, 2, POINT, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "block", LIVE, 0x1, 3, 4, 1, REAL },
    { "total", LIVE, 0x1, 3, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 3, END, 1, 8 },
    { "done", SCRATCH, 0x1, 2, END, 1, REAL },
    { "result", OUTPUT, 0x1, 2, END, 1, REAL },
    { "sums", SCRATCH, 0x3, 1, STEP, 1, REAL },
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
