/* rww1000_one.c -- reduced Wong-Wang, 1000 nodes dense, one point, by hand: vectors are of nodes.
 *
 * 4 MB of weights pass once a step, and the way from the third cache is what takes the time: 67 to 74 GB/s of Zen 3, whatever the
 * tile. So weights are asked for some sources ahead of their turn, and strips go to and fro: a step begins with those the
 * last one ended with, which the second cache still has. The rest of a step, watched and observed in the loop that makes the new
 * state, is a fifteenth.
 */

#define REAL  4
#define LANES 1
#define ELEMENTS 1000
#include "runtime/engine/kernel.h"
#include "templates/math/real.c"
#include "templates/math/f32/word.c"
#include "templates/math/f32/exprel.c"
#include "templates/math/spread.c"
#include "templates/math/strips.c"
#include "templates/math/nodes.c"

enum { VECS = (LANES + WIDTH - 1)/WIDTH };

#pragma push_macro("WIDTH")
#undef WIDTH
#define WIDTH 1
#define real num
#include "templates/after/sums.c"
#undef real
#pragma pop_macro("WIDTH")

/* The buffers, and what each holds. */
enum { NODES = 1000, EDGES = 1000000 };
enum { NOISE, Y, WEIGHTS, POINT_, DEAD, BLOCK, TOTAL, CLOSED, DONE, RESULT, SUM_INSTANT_1 };
enum { BLOCK_S_base, BLOCK_S_sum, BLOCK_S_squares };
enum { TOTAL_S_sum, TOTAL_S_lost, TOTAL_S_squares };
enum { CLOSED_S_sum, CLOSED_S_lost, CLOSED_S_squares };
enum { DONE_mean_S, DONE_std_S };
enum { RESULT_mean_S, RESULT_std_S };

/* The state before the first step. */
static inline void begin(const struct kernel_job *job)
{
    num *restrict y = (num *)job->at[Y];
    for (int i = 0, done = 0; i < NODES; done = done_(i, NODES), i = next_(i, NODES)) {
        put(y + i, lanes(0.1f), done);
    }
}

#if defined __clang__                   /* sums stay in memory where a loop over them is one */
#define UNROLLED_ _Pragma("unroll")
#else
#define UNROLLED_ _Pragma("GCC unroll 16")
#endif
enum { AHEAD = 8, LINE = 64/REAL };     /* sources, numbers */
enum { TILE = 8, LAST = LAST_STRIP(NODES), TILES = LAST/(TILE*WIDTH), REST = (NODES - LAST + WIDTH - 1)/WIDTH };

/* Sums of [count] vectors of targets from node [first] on, of the last strip or of others. */
static INLINE_ void tile(const num *restrict w, const num *restrict y, num *restrict sum, const int count, const int first, const int is_last)
{
    const int step = STEP_OF(first, NODES);
    real s[REST > TILE ? REST : TILE];
    w += in_strip(first, 0, NODES);
    UNROLLED_
    for (int k = 0; k < count; k++)
        s[k] = lanes(0.0f);
    for (int j = 0; j < NODES; j++, w += step) {
        UNROLLED_
        for (int k = 0; k < count; k += WIDTH < LINE ? LINE/WIDTH : 1)
            __builtin_prefetch(w + AHEAD*step + vector_in(k, first, is_last, NODES));
        UNROLLED_
        for (int k = 0; k < count; k++)
            s[k] = madd(nodes_(w + vector_in(k, first, is_last, NODES)), y[j], s[k]);
    }
    UNROLLED_
    for (int k = 0; k < count; k++)
        *(beside_ *)(sum + vector_at(k, first, is_last, NODES)) = s[k];
}

static APART_ void couple(const num *restrict w, const num *restrict y, num *restrict sum, int back)
{
    if (back)
        tile(w, y, sum, REST, LAST, 1);
    for (int i = 0; i < TILES; i++)
        tile(w, y, sum, TILE, (back ? TILES - 1 - i : i)*TILE*WIDTH, 0);
    if (!back)
        tile(w, y, sum, REST, LAST, 1);
}

/* The equations of both stages, the new state, and what is observed of it. */
static INLINE_ void step(const struct kernel_job *job, long n, const int observed, const int fresh)
{
    const num sigma_sqrt_dt = 0.0003162278f; /* sigma*sqrt(dt) */
    const num dt_over_2 = 0.05f;         /* dt/2 */
    const num dt = 0.1f;                 /* ms: time step */
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
    num *restrict y = (num *)job->at[Y];
    const num *restrict point = (const num *)job->at[POINT_];
    num *restrict dead = (num *)job->at[DEAD];
    num *restrict block = (num *)job->at[BLOCK];
    const num *restrict sum_instant_1 = (const num *)job->at[SUM_INSTANT_1];
    const num G = point[0], sick = dead[0];
    real any_sick = lanes(0.0f);
    for (int i = 0, done = 0; i < NODES; done = done_(i, NODES), i = next_(i, NODES)) {
        const real noise_S = nodes_(noise + i);
        const real x_j = nodes_(y + i);
        const real sum_instant = nodes_(sum_instant_1 + i);
        const real t1 = G*sum_instant;
        const real x = madd(J_N, t1, madd(w_J_N, x_j, I_o));
        const real H = one_over_d/m_exprel(-d*madd(a, x, -b));
        const real dS_1 = madd((1.0f - x_j)*H, gamma, -x_j/tau_s);
        const real S_2 = madd(sigma_sqrt_dt, noise_S, madd(dt, dS_1, x_j));
        const real x_ = madd(J_N, t1, madd(w_J_N, S_2, I_o));
        const real H_ = one_over_d/m_exprel(-d*madd(a, x_, -b));
        const real dS_2 = madd((1.0f - S_2)*H_, gamma, -S_2/tau_s);
        const real S = madd(sigma_sqrt_dt, noise_S, madd(dt_over_2, dS_2 + dS_1, x_j));
        put(y + i, S, done);
        any_sick = any_sick + in_turn(madd(S, 0.0f, sick), lanes(0.0f), done);
        if (observed) {
            const real base = fresh ? S : nodes_(block + BLOCK_S_base*NODES + i), apart = S - base;
            const real so_far = fresh ? lanes(0.0f) : nodes_(block + BLOCK_S_sum*NODES + i);
            const real squares = fresh ? lanes(0.0f) : nodes_(block + BLOCK_S_squares*NODES + i);
            put(block + BLOCK_S_base*NODES + i, base, done);
            put(block + BLOCK_S_sum*NODES + i, so_far + apart, done);
            put(block + BLOCK_S_squares*NODES + i, madd(apart, apart, squares), done);
        }
    }
    dead[0] = together(any_sick);
}

/* A block of steps begins: the one before joins the sums. */
static void gather_blocks(const struct kernel_job *job, long m)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const num *)job->at[BLOCK] + BLOCK_S_base*NODES,
           (double *)job->at[TOTAL] + TOTAL_S_sum, 1, 1000, (double)(m - 1)*BLOCK_TICKS*NODES, BLOCK_TICKS, 1);
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job)
{
    close_sum((const double *)job->at[TOTAL] + TOTAL_S_sum, (const num *)job->at[BLOCK] + BLOCK_S_base*NODES,
              (double *)job->at[CLOSED] + CLOSED_S_sum, 1, 1000, job->total, 1);
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job)
{
    ((num *)job->at[DONE])[DONE_mean_S] =
        finished((const double *)job->at[CLOSED] + CLOSED_S_sum, 1, 1, job->total*1000.0, mean_of);
    ((num *)job->at[DONE])[DONE_std_S] =
        finished((const double *)job->at[CLOSED] + CLOSED_S_sum, 1, 1, job->total*1000.0, std_of);
}

/* The columns of the table. */
static inline void columns(const struct kernel_job *job)
{
    const num *restrict done = (const num *)job->at[DONE];
    num *restrict result = (num *)job->at[RESULT];
    result[RESULT_mean_S] = done[DONE_mean_S];
    result[RESULT_std_S] = done[DONE_std_S];
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
        couple((const num *)job->at[WEIGHTS], (const num *)job->at[Y], (num *)job->at[SUM_INSTANT_1], n%2);
        if (fresh) {
            gather_blocks(job, tick/BLOCK_TICKS);
            step(job, n, 1, 1);
        } else if (observed)
            step(job, n, 1, 0);
        else
            step(job, n, 0, 0);
    }
}

/* Turns finished reductions into the columns of the table. */
static void results(const struct kernel_job *job)
{
    close_sums(job);
    finish_sums(job);
    columns(job);
}

static const struct kernel_axis axes[] = {
    { "lane", AXIS_LANE, 1, -1, -1 },
    { "node", AXIS_NODE, 1000, -1, -1 },
    { "edge", AXIS_EDGE, 1000000, 1, 1 },
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
    { "weights", INPUT, 0x4, 1, POINT, 1, REAL },
    { "point", INPUT, 0x1, 1, POINT, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "block", LIVE, 0x3, 3, 4, 1, REAL },
    { "total", LIVE, 0x1, 3, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 3, END, 1, 8 },
    { "done", SCRATCH, 0x1, 2, END, 1, REAL },
    { "result", OUTPUT, 0x1, 2, END, 1, REAL },
    { "sum_instant_1", SCRATCH, 0x3, 1, STEP, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = 1, .name = "sweep",
    .axes = axes, .axis_count = 3, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 11, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
