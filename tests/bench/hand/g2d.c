/* g2d.c -- Generic2dOscillator on a grid of a and b, single precision (g2d64.c: double): mean of V.
 *
 * A whole kernel: what massc emits, and `advance` by hand. Eight vectors take their steps one behind the other, their
 * states in named locals, so that a processor works on several; the loop over steps is inside and asks nothing.
 * Whether numbers are finite is looked at once a call. Horner and a time step that holds d and tau save seven
 * of 24 operations of a step.
 */

#ifndef REAL
#define REAL  4
#define LANES 128
#endif
#include "runtime/engine/kernel.h"
#include "templates/math/real.c"
#include "templates/math/spread.c"

enum { VECS = LANES/WIDTH };

#include "templates/after/sums.c"
/* The buffers, and what each holds. */
enum { Y, POINT_, DEAD, BLOCK, TOTAL, CLOSED, DONE, RESULT };
enum { Y_V, Y_W };
enum { POINT_b, POINT_a };
enum { BLOCK_V_base, BLOCK_V_sum };
enum { TOTAL_V_sum, TOTAL_V_lost };
enum { CLOSED_V_sum, CLOSED_V_lost };

/* The state before the first step. */
static inline void begin(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    y[Y_V*VECS] = lanes(0);
    y[Y_W*VECS] = lanes(0);
}

/* A block of steps begins: the one before joins the sums. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + BLOCK_V_base*VECS + v,
           (wide *)job->at[TOTAL] + (TOTAL_V_sum*VECS + v)*PARTS, 1, 1, (double)(m - 1)*32.0, BLOCK_TICKS, 0);
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    close_sum((const wide *)job->at[TOTAL] + (TOTAL_V_sum*VECS + v)*PARTS, (const real *)job->at[BLOCK] + BLOCK_V_base*VECS + v,
              (wide *)job->at[CLOSED] + (CLOSED_V_sum*VECS + v)*PARTS, 1, 1, job->total, 0);
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job, int v)
{
    ((real *)job->at[DONE])[0*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_V_sum*VECS + v)*PARTS, 1, 0, job->total, mean_of);
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

/* ---- by hand ---------------------------------------------------------------------------- */

/* Horner's rule in V, d and tau in the time step; the mean alone is summed. */
#define TICK(k) do { \
    const real p = madd((3 - V##k)*V##k, V##k, W##k), q = madd(b##k, V##k, a##k - W##k); \
    const real x = madd(h, p, V##k), w = madd(h, q, W##k); \
    V##k = madd(half, madd((3 - x)*x, x, w) + p, V##k); \
    W##k = madd(half, madd(b##k, x, a##k - w) + q, W##k); } while (0)
#define BASE(k) (c##k = V##k, s##k = lanes(0) + (V##k - c##k))
#define SUM(k)  (s##k = s##k + (V##k - c##k))
#define TAKE(k) V##k = y[Y_V*VECS + v + k], W##k = y[Y_W*VECS + v + k], a##k = point[POINT_a*VECS + v + k], \
    b##k = point[POINT_b*VECS + v + k], c##k = block[BLOCK_V_base*VECS + v + k], s##k = block[BLOCK_V_sum*VECS + v + k]
#define SUMS(k) block[BLOCK_V_base*VECS + v + k] = c##k, block[BLOCK_V_sum*VECS + v + k] = s##k
#define KEEP(k) y[Y_V*VECS + v + k] = V##k, y[Y_W*VECS + v + k] = W##k, SUMS(k), \
    dead[v + k] = madd(W##k, lanes(0), madd(V##k, lanes(0), dead[v + k]))
#define JOIN(k) gather_blocks(job, tick/32, v + k)
#define ALL(x) do { x(0); x(1); x(2); x(3); x(4); x(5); x(6); x(7); } while (0)

/* A stretch of steps ends with the call, at time 0, or where a block of sums begins. */
static void advance(const struct kernel_job *job)
{
    real *restrict y = (real *)job->at[Y], *restrict block = (real *)job->at[BLOCK], *restrict dead = (real *)job->at[DEAD];
    const real *restrict point = (const real *)job->at[POINT_];
    const real h = lanes((num)0.0002), half = lanes((num)0.0001);
    for (int v = 0; v < VECS; v += 8) {
        real V0, V1, V2, V3, V4, V5, V6, V7, W0, W1, W2, W3, W4, W5, W6, W7, a0, a1, a2, a3, a4, a5, a6, a7,
             b0, b1, b2, b3, b4, b5, b6, b7, c0, c1, c2, c3, c4, c5, c6, c7, s0, s1, s2, s3, s4, s5, s6, s7;
        ALL(TAKE);
        for (long n = 0; n < job->ticks;) {
            const long tick = job->first + n - job->origin, left = job->ticks - n;
            long most = tick < 0 ? -tick : 32 - tick%32;
            most = most < left ? most : left;
            n += most;
            if (tick < 0) {
                for (; most > 0; most--)
                    ALL(TICK);
                continue;
            }
            if (tick%32 == 0) {
                ALL(SUMS);
                ALL(JOIN);
                ALL(TICK);
                ALL(BASE);
                most--;
            }
            for (; most > 0; most--) {
                ALL(TICK);
                ALL(SUM);
            }
        }
        ALL(KEEP);
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
    { "node", AXIS_NODE, 1, -1, -1 },
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
    { "point", INPUT, 0x1, 2, POINT, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "block", LIVE, 0x3, 2, 4, 1, REAL },
    { "total", LIVE, 0x1, 2, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 2, END, 1, 8 },
    { "done", SCRATCH, 0x1, 1, END, 1, REAL },
    { "result", OUTPUT, 0x1, 1, END, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "grid201",
    .axes = axes, .axis_count = 2, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 8, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
