/* mpr164_all.c -- 164 nodes, all coupled to all others, by hand.
 *
 * The sum over the others is that of the nodes before and that of the nodes behind (docs/numbers.md). No pass of its own makes
 * them: the loop of the first stage goes from the first node to the last, that of the second the other way, and each keeps the sum
 * of what it has passed in a register and stores the one that the next loop will need, of the states it makes. So a step is two
 * loops, and equal nodes stay equal: where all states are the same the sum is n - 1 times that, added up. Sums in O(n) are worth 10
 * to 13 times those over pairs; that the loops make them, 1.2 times passes of their own.
 */

/* Exploration sweep of mpr164_all:
 *
 *   model    MontbrioPazoRoxin, 164 nodes
 *   states   r, V
 *   swept    dynamics.eta, dynamics.J
 *   fixed    dynamics.tau = 1, dynamics.I = 0, dynamics.Delta = 1, dynamics.cr = 1,
 *           dynamics.cv = 0, initial.r = 0.1, initial.V = 0.1, coupling.rates.G = 0.01,
 *           coupling.rates.b = 0
 *   solver   heun, dt = 0.01 ms, coupling at every stage
 *   observed mean_r, mean_V
 *
 * A lane is one point of the sweep. Read upwards: advance, then what it calls.
 */

#define REAL  4
#define LANES 16
#include "runtime/engine/kernel.h"
#include "templates/math/real.c"
#include "templates/math/spread.c"

enum { VECS = LANES/WIDTH };

#include "templates/after/sums.c"
/* The buffers, and what each holds. */
enum { NODES = 164, EDGES = 26896, BEHINDS = 13366, BEFORES = 13366 };
enum { Y, K1, Y2, SIDES_RATES_1, POINT_, SIDES_RATES_2, DEAD, BLOCK, TOTAL, CLOSED, DONE, RESULT };
enum { Y_r, Y_V };
enum { K1_r, K1_V };
enum { Y2_r, Y2_V };
enum { SIDES_RATES_1_before1, SIDES_RATES_1_behind1, SIDES_RATES_1_unlike1 };
enum { POINT_eta, POINT_J };
enum { SIDES_RATES_2_before1, SIDES_RATES_2_behind1, SIDES_RATES_2_unlike1 };
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

/* A step in two passes without any for the sums: what the first stage needs of the nodes behind each, the last pass of the
 * step before has stored, since it goes from the last node to the first; it takes what stands before each from the first
 * stage's, which goes the other way. Both keep the sum of the nodes they have passed in a register. */
static INLINE_ void sums_behind(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict behind = (real *)job->at[SIDES_RATES_1] + v;
    real sum = lanes(0.0f), unlike = sum;
    for (int i = NODES - 1; i >= 0; i--) {
        behind[i*VECS] = sum;
        sum = sum + y[i*VECS];
        unlike = select(y[i*VECS] == y[(NODES - 1)*VECS], unlike, lanes(1.0f));
    }
    behind[NODES*VECS] = unlike;
}

static INLINE_ void step(const struct kernel_job *job, int v)
{
    const real dt_over_2 = lanes(0.005f), dt = lanes(0.01f), rate = lanes(0.31830987f), pi = lanes(3.1415927f), G = lanes(0.01f), zero = lanes(0.0f);
    real *restrict y = (real *)job->at[Y] + v;
    real *restrict k1 = (real *)job->at[K1] + v;
    real *restrict y2 = (real *)job->at[Y2] + v;
    real *restrict behind = (real *)job->at[SIDES_RATES_1] + v;
    real *restrict before = (real *)job->at[SIDES_RATES_2] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    real *restrict dead = (real *)job->at[DEAD] + v;
    const real J = point[POINT_J*VECS], eta = point[POINT_eta*VECS];
    const mask is_one = behind[NODES*VECS] == zero;
    const real alike = behind[0];
    real sum = zero, next_sum = zero, unlike = zero, first = zero, sick = zero;
    for (int i = 0; i < NODES; i++) {
        const real r = y[(Y_r*NODES + i)*VECS], V = y[(Y_V*NODES + i)*VECS];
        const real all = select(is_one, alike, sum + behind[i*VECS]), t = pi*r;
        const real dr = madd(2.0f*V, r, rate), dV = G*all + madd(J, r, V*V - t*t + eta);
        const real r2 = madd(dt, dr, r);
        sum = sum + r;
        before[i*VECS] = next_sum;
        next_sum = next_sum + r2;
        first = i ? first : r2;
        unlike = select(r2 == first, unlike, lanes(1.0f));
        k1[(K1_r*NODES + i)*VECS] = dr;
        k1[(K1_V*NODES + i)*VECS] = dV;
        y2[(Y2_r*NODES + i)*VECS] = r2;
        y2[(Y2_V*NODES + i)*VECS] = madd(dt, dV, V);
    }
    const mask is_one_2 = unlike == zero;
    const real alike_2 = before[(NODES - 1)*VECS];
    sum = next_sum = unlike = zero;
    for (int i = NODES - 1; i >= 0; i--) {
        const real r = y2[(Y2_r*NODES + i)*VECS], V = y2[(Y2_V*NODES + i)*VECS];
        const real all = select(is_one_2, alike_2, before[i*VECS] + sum), t = pi*r;
        const real dr = madd(2.0f*V, r, rate), dV = G*all + madd(J, r, V*V - t*t + eta);
        const real free = madd(dt_over_2, dr + k1[(K1_r*NODES + i)*VECS], y[(Y_r*NODES + i)*VECS]);
        const real V_next = madd(dt_over_2, dV + k1[(K1_V*NODES + i)*VECS], y[(Y_V*NODES + i)*VECS]);
        const real r_next = select(free < zero, zero, free);
        sum = sum + r;
        sick = madd(V_next, zero, madd(free, zero, sick));
        behind[i*VECS] = next_sum;
        next_sum = next_sum + r_next;
        first = i < NODES - 1 ? first : r_next;
        unlike = select(r_next == first, unlike, lanes(1.0f));
        y[(Y_r*NODES + i)*VECS] = r_next;
        y[(Y_V*NODES + i)*VECS] = V_next;
    }
    behind[NODES*VECS] = unlike;
    dead[0] = dead[0] + sick;
}

/* A block of steps begins: the one before joins the sums. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + BLOCK_r_base*164*VECS + v,
           (wide *)job->at[TOTAL] + (TOTAL_r_sum*VECS + v)*PARTS, 1, 164, (double)(m - 1)*5248.0, BLOCK_TICKS, 0);
    gather((const real *)job->at[BLOCK] + BLOCK_V_base*164*VECS + v,
           (wide *)job->at[TOTAL] + (TOTAL_V_sum*VECS + v)*PARTS, 1, 164, (double)(m - 1)*5248.0, BLOCK_TICKS, 0);
}

/* What is observed, at one node after a step. */
static INLINE_ void observe_sums(const struct kernel_job *job, int v, int fresh)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict block = (real *)job->at[BLOCK] + v;
    for (int i = 0; i < NODES; i++) {
        const real r = y[(Y_r*NODES + i)*VECS];
        const real block_r_base = block[(BLOCK_r_base*NODES + i)*VECS];
        const real t1 = (fresh ? r : block_r_base);
        const real block_r_sum = block[(BLOCK_r_sum*NODES + i)*VECS];
        const real V = y[(Y_V*NODES + i)*VECS];
        const real block_V_base = block[(BLOCK_V_base*NODES + i)*VECS];
        const real t2 = (fresh ? V : block_V_base);
        const real block_V_sum = block[(BLOCK_V_sum*NODES + i)*VECS];
        block[(BLOCK_r_base*NODES + i)*VECS] = t1;
        block[(BLOCK_r_sum*NODES + i)*VECS] = (fresh ? lanes(0.0f) : block_r_sum) + (r - t1);
        block[(BLOCK_V_base*NODES + i)*VECS] = t2;
        block[(BLOCK_V_sum*NODES + i)*VECS] = (fresh ? lanes(0.0f) : block_V_sum) + (V - t2);
    }
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    close_sum((const wide *)job->at[TOTAL] + (TOTAL_r_sum*VECS + v)*PARTS, (const real *)job->at[BLOCK] + BLOCK_r_base*164*VECS + v,
              (wide *)job->at[CLOSED] + (CLOSED_r_sum*VECS + v)*PARTS, 1, 164, job->total, 0);
    close_sum((const wide *)job->at[TOTAL] + (TOTAL_V_sum*VECS + v)*PARTS, (const real *)job->at[BLOCK] + BLOCK_V_base*164*VECS + v,
              (wide *)job->at[CLOSED] + (CLOSED_V_sum*VECS + v)*PARTS, 1, 164, job->total, 0);
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
    for (long n = 0; n < job->ticks; n++) {
        const long observe_tick = job->first + n - job->origin;
        const int observe_now = observe_tick >= 0;
        const long fresh_tick = observe_tick/32;
        const int fresh_now = observe_now && observe_tick%32 == 0;
        for (int v = 0; v < VECS; v++) {
            if (n == 0)
                sums_behind(job, v);
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
    { "node", AXIS_NODE, 164, -1, -1 },
    { "edge", AXIS_EDGE, 26896, 1, 1 },
    { "behind", AXIS_EDGE, 13366, 1, 1 },
    { "before", AXIS_EDGE, 13366, 1, 1 },
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
    { "sides_rates_1", SCRATCH, 0x3, 3, STEP, 1, REAL },
    { "point", INPUT, 0x1, 2, POINT, 1, REAL },
    { "sides_rates_2", SCRATCH, 0x3, 3, STEP, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "block", LIVE, 0x3, 4, 4, 1, REAL },
    { "total", LIVE, 0x1, 4, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 4, END, 1, 8 },
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
    .axes = axes, .axis_count = 5, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 12, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
