/* rww8.c -- eight nodes, all to all, Heun, noise that all points share; 4096 couplings: mean and spread of S.
 *
 * A whole kernel: what massc emits, with four vectors of points in each turn of a loop over nodes: what is the same for all, noise and
 * the constants of the exponential, is in a register once for four of them. Worth 1.05 to 1.1 with AVX2.
 */

#ifndef LANES
#define REAL  4
#define LANES 64
#endif
#include "runtime/engine/kernel.h"
#include "templates/math/real.c"
#include "templates/math/f32/word.c"
#include "templates/math/f32/exprel.c"
#include "templates/math/spread.c"

enum { VECS = LANES/WIDTH };

#include "templates/after/sums.c"
#if LANES == 8
#define each_(...) do { { enum { k = 0 }; __VA_ARGS__; } } while (0)
enum { ABREAST = 1 };
#else
#define each_(...) do { { enum { k = 0 }; __VA_ARGS__; } { enum { k = 1 }; __VA_ARGS__; } \
                        { enum { k = 2 }; __VA_ARGS__; } { enum { k = 3 }; __VA_ARGS__; } } while (0)
enum { ABREAST = 4 };
#endif

/* The buffers, and what each holds. */
enum { NODES = 8, EDGES = 56 };
enum { NOISE, Y, K1, Y2, POINT_, DEAD, BLOCK, TOTAL, CLOSED, DONE, RESULT, SUM_INSTANT_1, SUM_INSTANT_2 };
enum { BLOCK_S_base, BLOCK_S_sum, BLOCK_S_squares };
enum { TOTAL_S_sum, TOTAL_S_lost, TOTAL_S_squares };
enum { CLOSED_S_sum, CLOSED_S_lost, CLOSED_S_squares };
enum { DONE_mean_S, DONE_std_S };
enum { RESULT_mean_S, RESULT_std_S };

/* The state before the first step. */
static inline void begin(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    for (int i = 0; i < NODES; i++) {
        y[i*VECS] = lanes(0.1f);
    }
}

/* Sums over the edges of each node. */
static INLINE_ void couple_instant_1_sum(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict sum_instant_1 = (real *)job->at[SUM_INSTANT_1] + v;
    const real x0 = lanes(0.0f) + y[0*VECS];
    const real x1 = lanes(0.0f) + y[1*VECS];
    const real x2 = y[2*VECS];
    const real x3 = y[3*VECS];
    const real x4 = y[4*VECS];
    const real x5 = y[5*VECS];
    const real x6 = y[6*VECS];
    const real x7 = y[7*VECS];
    sum_instant_1[0*VECS] = x1 + x2 + x3 + x4 + x5 + x6 + x7;
    sum_instant_1[1*VECS] = x0 + x2 + x3 + x4 + x5 + x6 + x7;
    sum_instant_1[2*VECS] = x0 + x1 + x3 + x4 + x5 + x6 + x7;
    sum_instant_1[3*VECS] = x0 + x1 + x2 + x4 + x5 + x6 + x7;
    sum_instant_1[4*VECS] = x0 + x1 + x2 + x3 + x5 + x6 + x7;
    sum_instant_1[5*VECS] = x0 + x1 + x2 + x3 + x4 + x6 + x7;
    sum_instant_1[6*VECS] = x0 + x1 + x2 + x3 + x4 + x5 + x7;
    sum_instant_1[7*VECS] = x0 + x1 + x2 + x3 + x4 + x5 + x6;
}

/* Linear, input 'instant'.
 * Stage 1 of heun: the equations. */
static INLINE_ void predict_2(const struct kernel_job *job, long n, int v)
{
    const num one_over_d = 0.0064935065f; /* 1/d */
    const num d = 154.0f;                /* ms: curvature of the transfer function */
    const num a = 0.27f;                 /* kHz/nA: slope of the transfer function */
    const num J_N = 0.2609f;             /* nA: synaptic coupling */
    const num w_J_N = 0.15654f;          /* w*J_N */
    const num I_o = 0.33f;               /* nA: overall input current */
    const num b = 0.108f;                /* kHz: offset of the transfer function */
    const num gamma = 0.641f;            /* kinetic parameter of the gating */
    const num tau_s = 100.0f;            /* ms: time constant of the NMDA synapses */
    const num sigma_sqrt_dt = 0.0003162278f; /* sigma*sqrt(dt) */
    const num dt = 0.1f;                 /* ms: time step */
    const num *restrict noise = (const num *)job->at[NOISE] + n*NODES;
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict k1 = (real *)job->at[K1] + v;
    real *restrict y2 = (real *)job->at[Y2] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    const real *restrict sum_instant_1 = (const real *)job->at[SUM_INSTANT_1] + v;
    for (int i = 0; i < NODES; i++) {
        each_(
        const real S = y[i*VECS + k];
        const real sum_instant = sum_instant_1[i*VECS + k];
        const real x = madd(J_N, point[k]*sum_instant, madd(w_J_N, S, I_o));
        const real H = one_over_d/m_exprel(-d*madd(a, x, -b));
        const real dS_1 = madd((1.0f - S)*H, gamma, -S/tau_s);
        k1[i*VECS + k] = dS_1;
        y2[i*VECS + k] = madd(sigma_sqrt_dt, noise[i], madd(dt, dS_1, S)));
    }
}

/* Sums over the edges of each node. */
static INLINE_ void couple_instant_2_sum(const struct kernel_job *job, int v)
{
    const real *restrict y2 = (const real *)job->at[Y2] + v;
    real *restrict sum_instant_2 = (real *)job->at[SUM_INSTANT_2] + v;
    const real x0 = lanes(0.0f) + y2[0*VECS];
    const real x1 = lanes(0.0f) + y2[1*VECS];
    const real x2 = y2[2*VECS];
    const real x3 = y2[3*VECS];
    const real x4 = y2[4*VECS];
    const real x5 = y2[5*VECS];
    const real x6 = y2[6*VECS];
    const real x7 = y2[7*VECS];
    sum_instant_2[0*VECS] = x1 + x2 + x3 + x4 + x5 + x6 + x7;
    sum_instant_2[1*VECS] = x0 + x2 + x3 + x4 + x5 + x6 + x7;
    sum_instant_2[2*VECS] = x0 + x1 + x3 + x4 + x5 + x6 + x7;
    sum_instant_2[3*VECS] = x0 + x1 + x2 + x4 + x5 + x6 + x7;
    sum_instant_2[4*VECS] = x0 + x1 + x2 + x3 + x5 + x6 + x7;
    sum_instant_2[5*VECS] = x0 + x1 + x2 + x3 + x4 + x6 + x7;
    sum_instant_2[6*VECS] = x0 + x1 + x2 + x3 + x4 + x5 + x7;
    sum_instant_2[7*VECS] = x0 + x1 + x2 + x3 + x4 + x5 + x6;
}

/* Linear, input 'instant'.
 * Stage 2 of heun: the equations.
 * The new state. */
static INLINE_ void step(const struct kernel_job *job, long n, int v)
{
    const num sigma_sqrt_dt = 0.0003162278f; /* sigma*sqrt(dt) */
    const num dt_over_2 = 0.05f;         /* dt/2 */
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
    real *restrict y = (real *)job->at[Y] + v;
    const real *restrict k1 = (const real *)job->at[K1] + v;
    const real *restrict y2 = (const real *)job->at[Y2] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    const real *restrict sum_instant_2 = (const real *)job->at[SUM_INSTANT_2] + v;
    for (int i = 0; i < NODES; i++) {
        each_(
        const real S = y2[i*VECS + k];
        const real sum_instant = sum_instant_2[i*VECS + k];
        const real x = madd(J_N, point[k]*sum_instant, madd(w_J_N, S, I_o));
        const real H = one_over_d/m_exprel(-d*madd(a, x, -b));
        const real dS_2 = madd((1.0f - S)*H, gamma, -S/tau_s);
        const real y_S = y[i*VECS + k];
        y[i*VECS + k] = madd(sigma_sqrt_dt, noise[i], madd(dt_over_2, dS_2 + k1[i*VECS + k], y_S)));
    }
}

/* Notes which lanes have left the finite numbers. */
static INLINE_ void watch(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict dead = (real *)job->at[DEAD] + v;
    const real sick = dead[0];
    real any_sick = lanes(0.0f);
    for (int i = 0; i < NODES; i++) {
        const real S = y[i*VECS];
        any_sick = any_sick + madd(S, 0.0f, sick);
    }
    dead[0] = any_sick;
}

/* A block of steps begins: the one before joins the sums. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + BLOCK_S_base*8*VECS + v,
           (wide *)job->at[TOTAL] + (TOTAL_S_sum*VECS + v)*PARTS, 1, 8, (double)(m - 1)*256.0, BLOCK_TICKS, 1);
}

/* What is observed, at one node after a step. */
static INLINE_ void observe_sums(const struct kernel_job *job, int v, int fresh)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict block = (real *)job->at[BLOCK] + v;
    for (int i = 0; i < NODES; i++) {
        each_(
        const real S = y[i*VECS + k];
        const real block_S_base = block[(BLOCK_S_base*NODES + i)*VECS + k];
        const real t1 = (fresh ? S : block_S_base);
        const real block_S_sum = block[(BLOCK_S_sum*NODES + i)*VECS + k];
        const real t2 = S - t1;
        const real block_S_squares = block[(BLOCK_S_squares*NODES + i)*VECS + k];
        block[(BLOCK_S_base*NODES + i)*VECS + k] = t1;
        block[(BLOCK_S_sum*NODES + i)*VECS + k] = (fresh ? lanes(0.0f) : block_S_sum) + t2;
        block[(BLOCK_S_squares*NODES + i)*VECS + k] = madd(t2, t2, (fresh ? lanes(0.0f) : block_S_squares)));
    }
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    close_sum((const wide *)job->at[TOTAL] + (TOTAL_S_sum*VECS + v)*PARTS, (const real *)job->at[BLOCK] + BLOCK_S_base*8*VECS + v,
              (wide *)job->at[CLOSED] + (CLOSED_S_sum*VECS + v)*PARTS, 1, 8, job->total, 1);
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job, int v)
{
    ((real *)job->at[DONE])[DONE_mean_S*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_S_sum*VECS + v)*PARTS, 1, 1, job->total*8.0, mean_of);
    ((real *)job->at[DONE])[DONE_std_S*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_S_sum*VECS + v)*PARTS, 1, 1, job->total*8.0, std_of);
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
    for (int v = 0; v < VECS; v++) {
        begin(job, v);
    }
}

/* Takes job->ticks steps with every vector of the block. */
static void advance(const struct kernel_job *job)
{
    for (long n = 0; n < job->ticks; n++) {
        const long observe_tick = job->first + n - job->origin;
        const int observe_now = observe_tick >= 0;
        const long fresh_tick = observe_tick/32;
        const int fresh_now = observe_now && observe_tick%32 == 0;
        for (int v = 0; v < VECS; v += ABREAST) {
            each_(couple_instant_1_sum(job, v + k));
            predict_2(job, n, v);
            each_(couple_instant_2_sum(job, v + k));
            step(job, n, v);
            if (fresh_now)
                each_(gather_blocks(job, fresh_tick, v + k));
            if (fresh_now)
                observe_sums(job, v, 1);
            else if (observe_now)
                observe_sums(job, v, 0);
        }
    }
    for (int v = 0; v < VECS; v++) {
        watch(job, v);
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
    { "node", AXIS_NODE, 8, -1, -1 },
    { "edge", AXIS_EDGE, 56, 1, 1 },
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
    { "y", LIVE, 0x3, 1, STEP, 1, REAL },
    { "k1", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "y2", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "point", INPUT, 0x1, 1, POINT, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "block", LIVE, 0x3, 3, 4, 1, REAL },
    { "total", LIVE, 0x1, 3, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 3, END, 1, 8 },
    { "done", SCRATCH, 0x1, 2, END, 1, REAL },
    { "result", OUTPUT, 0x1, 2, END, 1, REAL },
    { "sum_instant_1", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "sum_instant_2", SCRATCH, 0x3, 1, STEP, 1, REAL },
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
