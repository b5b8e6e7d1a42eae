/* kuramoto400.c -- 400 phases with a weight for each pair, by hand.
 *
 * sin(a_j - a_i) is taken apart about the first phase, so that equal phases give 0: two products of the weights with the sines and with
 * the cosines. One tile makes both for all vectors of the block, so that each weight is read once. Worth 15 times the sines of all
 * pairs; the tile 1.5 times four rows of one product.
 */

/* Exploration sweep of kuramoto400:
 *
 *   model    Phase, 400 nodes
 *   states   theta
 *   swept    coupling.c.G, initial.theta
 *   fixed    dynamics.omega = 0.06
 *   solver   heun, dt = 0.1 ms, coupling at every stage
 *   observed m
 *
 * A lane is one point of the sweep. Read upwards: advance, then what it calls.
 */

#define REAL  4
#define LANES 16
#include "runtime/engine/kernel.h"
#include "templates/math/real.c"
#include "templates/math/f32/word.c"
#include "templates/math/f32/far.c"
#include "templates/math/f32/half.c"
#include "templates/math/f32/sin.c"
#include "templates/math/f32/cos.c"
#include "templates/math/spread.c"

enum { VECS = LANES/WIDTH };

#include "templates/after/sums.c"
/* The buffers, and what each holds. */
enum { NODES = 400, EDGES = 160000 };
enum { Y, K1, Y2, EACH, PARTS_C_1, WEIGHTS, POINT_, PARTS_C_2, DEAD, BLOCK, TOTAL, CLOSED, DONE, RESULT, SUM_1,
       SUM_2, SUM_3, SUM_4 };
enum { PARTS_C_1_part1, PARTS_C_1_part2 };
enum { PARTS_C_2_part1, PARTS_C_2_part2 };
enum { BLOCK_x0_base, BLOCK_x0_sum };
enum { TOTAL_x0_sum, TOTAL_x0_lost };
enum { CLOSED_x0_sum, CLOSED_x0_lost };

/* The state before the first step. */
static inline void begin(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    const real *restrict each = (const real *)job->at[EACH] + v;
    for (int i = 0; i < NODES; i++) {
        const real theta = each[i*VECS];
        y[i*VECS] = theta;
    }
}

/* What each node gives all others. */
static INLINE_ void part_c_1(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict parts_c_1 = (real *)job->at[PARTS_C_1] + v;
    const real theta_j = y[0*VECS];
    const real t1 = select(theta_j - theta_j == lanes(0.0f), theta_j, 0.0f);
    for (int i = 0; i < NODES; i++) {
        const real y_theta = y[i*VECS];
        const real t2 = y_theta - t1;
        parts_c_1[(PARTS_C_1_part1*NODES + i)*VECS] = m_sin(t2);
        parts_c_1[(PARTS_C_1_part2*NODES + i)*VECS] = m_cos(t2);
    }
}

/* Both sums of a few targets for all vectors of the block: a weight is read once for what it meets. */
#if WIDTH*REAL >= 64
enum { ROWS = 8 };
#else
enum { ROWS = 3 };
#endif
#ifdef __clang__
#define ALL_ _Pragma("clang loop unroll(full)")
#else
#define ALL_ _Pragma("GCC unroll 16")
#endif
#define TILE_(ROWS) \
    for (; i + ROWS <= NODES; i += ROWS) { \
        real s[ROWS][VECS], c[ROWS][VECS]; \
        ALL_ for (int r = 0; r < ROWS; r++) { \
            ALL_ for (int v = 0; v < VECS; v++) \
                s[r][v] = c[r][v] = lanes(0.0f); \
        } \
        for (int j = 0; j < NODES; j++) { \
            ALL_ for (int r = 0; r < ROWS; r++) { \
                const real w = lanes(weights[(i + r)*NODES + j]); \
                ALL_ for (int v = 0; v < VECS; v++) { \
                    s[r][v] = madd(w, sine[j*VECS + v], s[r][v]); \
                    c[r][v] = madd(w, cosine[j*VECS + v], c[r][v]); \
                } \
            } \
        } \
        ALL_ for (int r = 0; r < ROWS; r++) { \
            ALL_ for (int v = 0; v < VECS; v++) { \
                sines[(i + r)*VECS + v] = s[r][v]; \
                cosines[(i + r)*VECS + v] = c[r][v]; \
            } \
        } \
    }

static APART_ void sums(const num *restrict weights, const real *restrict sine, real *restrict sines, real *restrict cosines)
{
    const real *restrict cosine = sine + NODES*VECS;
    int i = 0;
    TILE_(ROWS)
    TILE_(1)
}

/* Kuramoto, input 'c'.
 * Stage 1 of heun: the equations. */
static INLINE_ void predict_2(const struct kernel_job *job, int v)
{
    const num omega = 0.06f;
    const num dt = 0.1f;                 /* ms: time step */
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict k1 = (real *)job->at[K1] + v;
    real *restrict y2 = (real *)job->at[Y2] + v;
    const real *restrict parts_c_1 = (const real *)job->at[PARTS_C_1] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    const real *restrict sum_1 = (const real *)job->at[SUM_1] + v;
    const real *restrict sum_2 = (const real *)job->at[SUM_2] + v;
    const real G = point[0];
    for (int i = 0; i < NODES; i++) {
        const real sum_c = madd(-parts_c_1[(PARTS_C_1_part1*NODES + i)*VECS], sum_1[i*VECS], parts_c_1[(PARTS_C_1_part2*NODES + i)*VECS]*sum_2[i*VECS]);
        const real dtheta_1 = omega + G*sum_c;
        const real theta_j = y[i*VECS];
        k1[i*VECS] = dtheta_1;
        y2[i*VECS] = madd(dt, dtheta_1, theta_j);
    }
}

/* What each node gives all others. */
static INLINE_ void part_c_2(const struct kernel_job *job, int v)
{
    const real *restrict y2 = (const real *)job->at[Y2] + v;
    real *restrict parts_c_2 = (real *)job->at[PARTS_C_2] + v;
    const real theta_j = y2[0*VECS];
    const real t1 = select(theta_j - theta_j == lanes(0.0f), theta_j, 0.0f);
    for (int i = 0; i < NODES; i++) {
        const real y2_theta = y2[i*VECS];
        const real t2 = y2_theta - t1;
        parts_c_2[(PARTS_C_2_part1*NODES + i)*VECS] = m_sin(t2);
        parts_c_2[(PARTS_C_2_part2*NODES + i)*VECS] = m_cos(t2);
    }
}

/* Kuramoto, input 'c'.
 * Stage 2 of heun: the equations.
 * The new state.
 * Notes which lanes have left the finite numbers. */
static INLINE_ void step(const struct kernel_job *job, int v)
{
    const num dt_over_2 = 0.05f;         /* dt/2 */
    const num omega = 0.06f;
    real *restrict y = (real *)job->at[Y] + v;
    const real *restrict k1 = (const real *)job->at[K1] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    const real *restrict parts_c_2 = (const real *)job->at[PARTS_C_2] + v;
    real *restrict dead = (real *)job->at[DEAD] + v;
    const real *restrict sum_3 = (const real *)job->at[SUM_3] + v;
    const real *restrict sum_4 = (const real *)job->at[SUM_4] + v;
    const real G = point[0];
    const real sick = dead[0];
    real any_sick = lanes(0.0f);
    for (int i = 0; i < NODES; i++) {
        const real sum_c = madd(-parts_c_2[(PARTS_C_2_part1*NODES + i)*VECS], sum_3[i*VECS], parts_c_2[(PARTS_C_2_part2*NODES + i)*VECS]*sum_4[i*VECS]);
        const real dtheta_2 = omega + G*sum_c;
        const real theta_j = y[i*VECS];
        const real theta_next = madd(dt_over_2, dtheta_2 + k1[i*VECS], theta_j);
        any_sick = any_sick + madd(theta_next, 0.0f, sick);
        y[i*VECS] = theta_next;
    }
    dead[0] = any_sick;
}

/* A block of steps begins: the one before joins the sums. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + BLOCK_x0_base*400*VECS + v,
           (wide *)job->at[TOTAL] + (TOTAL_x0_sum*VECS + v)*PARTS, 1, 400, (double)(m - 1)*12800.0, BLOCK_TICKS, 0);
}

/* What is observed, at one node after a step. */
static INLINE_ void observe_sums(const struct kernel_job *job, int v, int fresh)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict block = (real *)job->at[BLOCK] + v;
    for (int i = 0; i < NODES; i++) {
        const real theta = y[i*VECS];
        const real t1 = m_cos(theta);
        const real block_x0_base = block[(BLOCK_x0_base*NODES + i)*VECS];
        const real t2 = (fresh ? t1 : block_x0_base);
        const real block_x0_sum = block[(BLOCK_x0_sum*NODES + i)*VECS];
        block[(BLOCK_x0_base*NODES + i)*VECS] = t2;
        block[(BLOCK_x0_sum*NODES + i)*VECS] = (fresh ? lanes(0.0f) : block_x0_sum) + (t1 - t2);
    }
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    close_sum((const wide *)job->at[TOTAL] + (TOTAL_x0_sum*VECS + v)*PARTS, (const real *)job->at[BLOCK] + BLOCK_x0_base*400*VECS + v,
              (wide *)job->at[CLOSED] + (CLOSED_x0_sum*VECS + v)*PARTS, 1, 400, job->total, 0);
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job, int v)
{
    ((real *)job->at[DONE])[0*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_x0_sum*VECS + v)*PARTS, 1, 0, job->total*400.0, mean_of);
}

/* The columns of the table. */
static inline void columns(const struct kernel_job *job, int v)
{
    const real *restrict done = (const real *)job->at[DONE] + v;
    real *restrict result = (real *)job->at[RESULT] + v;
    result[0] = done[0];
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
        for (int v = 0; v < VECS; v++) {
            part_c_1(job, v);
        }
        sums((const num *)job->at[WEIGHTS], (const real *)job->at[PARTS_C_1], (real *)job->at[SUM_2], (real *)job->at[SUM_1]);
        for (int v = 0; v < VECS; v++) {
            predict_2(job, v);
            part_c_2(job, v);
        }
        sums((const num *)job->at[WEIGHTS], (const real *)job->at[PARTS_C_2], (real *)job->at[SUM_4], (real *)job->at[SUM_3]);
        for (int v = 0; v < VECS; v++) {
            step(job, v);
            if (fresh_now)
                gather_blocks(job, fresh_tick, v);
            if (fresh_now)
                observe_sums(job, v, 1);
            else if (observe_now)
                observe_sums(job, v, 0);
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
    { "lane", AXIS_LANE, 16, -1, -1 },
    { "node", AXIS_NODE, 400, -1, -1 },
    { "edge", AXIS_EDGE, 160000, 1, 1 },
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
    { "y", LIVE, 0x3, 1, STEP, 1, REAL },
    { "k1", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "y2", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "each", INPUT, 0x3, 1, POINT, 1, REAL },
    { "parts_c_1", SCRATCH, 0x3, 2, STEP, 1, REAL },
    { "weights", INPUT, 0x4, 1, POINT, 1, REAL },
    { "point", INPUT, 0x1, 1, POINT, 1, REAL },
    { "parts_c_2", SCRATCH, 0x3, 2, STEP, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "block", LIVE, 0x3, 2, 4, 1, REAL },
    { "total", LIVE, 0x1, 2, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 2, END, 1, 8 },
    { "done", SCRATCH, 0x1, 1, END, 1, REAL },
    { "result", OUTPUT, 0x1, 1, END, 1, REAL },
    { "sum_1", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "sum_2", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "sum_3", SCRATCH, 0x3, 1, STEP, 1, REAL },
    { "sum_4", SCRATCH, 0x3, 1, STEP, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "sweep",
    .axes = axes, .axis_count = 3, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 18, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
