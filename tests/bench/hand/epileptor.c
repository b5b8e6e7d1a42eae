/* epileptor.c -- Epileptor over x0 and Iext, double precision: means of x2 - x1 and z.
 *
 * A whole kernel: what massc emits, and `advance` by hand. Four vectors take steps one behind the other with their six states
 * in fields that become registers, the samples added where they are still in one, and no question is asked within 32 steps.
 */

#define REAL  8
#define LANES 64
#include "runtime/engine/kernel.h"
#include "templates/math/real.c"
#include "templates/math/f64/word.c"
#include "templates/math/f64/exp.c"
#include "templates/math/spread.c"

enum { VECS = LANES/WIDTH };

#include "templates/after/sums.c"
/* The buffers, and what each holds. */
enum { Y, POINT_, DEAD, BLOCK, TOTAL, CLOSED, DONE, RESULT };
enum { Y_x1, Y_y1, Y_z, Y_x2, Y_y2, Y_g };
enum { POINT_x0, POINT_Iext };
enum { BLOCK_x0_base, BLOCK_x0_sum, BLOCK_z_base, BLOCK_z_sum };
enum { TOTAL_x0_sum, TOTAL_x0_lost, TOTAL_z_sum, TOTAL_z_lost };
enum { CLOSED_x0_sum, CLOSED_x0_lost, CLOSED_z_sum, CLOSED_z_lost };
enum { DONE_mean_x0, DONE_mean_z };
enum { RESULT_m, RESULT_mz };

/* The state before the first step. */
static inline void begin(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    y[Y_x1*VECS] = lanes(-1.6);
    y[Y_y1*VECS] = lanes(-12.0);
    y[Y_z*VECS] = lanes(3.5);
    y[Y_x2*VECS] = lanes(-1.0);
    y[Y_y2*VECS] = lanes(0.0);
    y[Y_g*VECS] = lanes(-0.1);
}

/* What a vector has in hand while steps are taken. */
struct in_hand {
    real y_x1, y_y1, y_z, y_x2, y_y2, y_g;
    real point_x0, point_Iext;
    real dead_sick;
    real block_x0_base, block_x0_sum, block_z_base, block_z_sum;
};

/* From memory. */
static INLINE_ void pick_up(const struct kernel_job *job, int v, struct in_hand *restrict at)
{
    at->y_x1 = ((const real *)job->at[Y])[Y_x1*VECS + v];
    at->y_y1 = ((const real *)job->at[Y])[Y_y1*VECS + v];
    at->y_z = ((const real *)job->at[Y])[Y_z*VECS + v];
    at->y_x2 = ((const real *)job->at[Y])[Y_x2*VECS + v];
    at->y_y2 = ((const real *)job->at[Y])[Y_y2*VECS + v];
    at->y_g = ((const real *)job->at[Y])[Y_g*VECS + v];
    at->point_x0 = ((const real *)job->at[POINT_])[POINT_x0*VECS + v];
    at->point_Iext = ((const real *)job->at[POINT_])[POINT_Iext*VECS + v];
    at->dead_sick = ((const real *)job->at[DEAD])[v];
    at->block_x0_base = ((const real *)job->at[BLOCK])[BLOCK_x0_base*VECS + v];
    at->block_x0_sum = ((const real *)job->at[BLOCK])[BLOCK_x0_sum*VECS + v];
    at->block_z_base = ((const real *)job->at[BLOCK])[BLOCK_z_base*VECS + v];
    at->block_z_sum = ((const real *)job->at[BLOCK])[BLOCK_z_sum*VECS + v];
}

/* What steps change, to memory. */
static INLINE_ void put_down(const struct kernel_job *job, int v, const struct in_hand *restrict at)
{
    ((real *)job->at[Y])[Y_x1*VECS + v] = at->y_x1;
    ((real *)job->at[Y])[Y_y1*VECS + v] = at->y_y1;
    ((real *)job->at[Y])[Y_z*VECS + v] = at->y_z;
    ((real *)job->at[Y])[Y_x2*VECS + v] = at->y_x2;
    ((real *)job->at[Y])[Y_y2*VECS + v] = at->y_y2;
    ((real *)job->at[Y])[Y_g*VECS + v] = at->y_g;
    ((real *)job->at[DEAD])[v] = at->dead_sick;
    ((real *)job->at[BLOCK])[BLOCK_x0_base*VECS + v] = at->block_x0_base;
    ((real *)job->at[BLOCK])[BLOCK_x0_sum*VECS + v] = at->block_x0_sum;
    ((real *)job->at[BLOCK])[BLOCK_z_base*VECS + v] = at->block_z_base;
    ((real *)job->at[BLOCK])[BLOCK_z_sum*VECS + v] = at->block_z_sum;
}

/* Stage 1 of heun: the equations.
 * Stage 2 of heun: the equations.
 * The new state. */
static INLINE_ void step(struct in_hand *restrict at)
{
    const num dt_over_2 = 0.025;         /* dt/2 */
    const num dt = 0.05;                 /* ms: time step */
    const num b = 3.0;
    const num tt_r = 0.00035;            /* tt*r */
    const num bb = 2.0;
    const num Iext2 = 0.45;
    const num d = 5.0;
    const num c = 1.0;
    const num tt___minus_0p01 = -0.01;   /* tt*(-0.01) */
    const num aa = 6.0;
    const num tau = 10.0;
    const real x1 = at->y_x1;
    const real t1 = x1*x1;
    const real z = at->y_z;
    const real t2 = z - 4.0;
    const real x2 = at->y_x2;
    const real f1 = select(x1 < lanes(0.0), b*x1 - t1, madd(0.6, t2*t2, -x2));
    const real y1 = at->y_y1;
    const real Iext = at->point_Iext;
    const real dx1_1 = madd(f1, x1, y1 - z + Iext);
    const real x1_2 = madd(dt, dx1_1, x1);
    const real t3 = x1_2*x1_2;
    const real x0 = at->point_x0;
    const real t4 = z*z*z;
    const real fz = select(z < lanes(0.0), -0.1*(t4*t4*z), 0.0);
    const real h = madd(4.0, x1 - x0, fz);
    const real dz_1 = tt_r*(h - z);
    const real z_2 = madd(dt, dz_1, z);
    const real t5 = z_2 - 4.0;
    const real g = at->y_g;
    const real y2 = at->y_y2;
    const real dx2_1 = madd(-0.3, z - 3.5, madd(bb, g, madd(-(x2*x2), x2, x2 - y2) + Iext2));
    const real x2_2 = madd(dt, dx2_1, x2);
    const real f1_ = select(x1_2 < lanes(0.0), b*x1_2 - t3, madd(0.6, t5*t5, -x2_2));
    const real dy1_1 = madd(-d, t1, c) - y1;
    const real y1_2 = madd(dt, dy1_1, y1);
    const real dx1_2 = madd(f1_, x1_2, y1_2 - z_2 + Iext);
    const real dy1_2 = madd(-d, t3, c) - y1_2;
    const real t6 = z_2*z_2*z_2;
    const real fz_ = select(z_2 < lanes(0.0), -0.1*(t6*t6*z_2), 0.0);
    const real h_ = madd(4.0, x1_2 - x0, fz_);
    const real dz_2 = tt_r*(h_ - z_2);
    const real dg_1 = tt___minus_0p01*madd(-0.1, x1, g);
    const real g_2 = madd(dt, dg_1, g);
    const real f2 = select(x2 < lanes(-0.25), 0.0, aa*(x2 + 0.25));
    const real dy2_1 = (f2 - y2)/tau;
    const real y2_2 = madd(dt, dy2_1, y2);
    const real dx2_2 = madd(-0.3, z_2 - 3.5, madd(bb, g_2, madd(-(x2_2*x2_2), x2_2, x2_2 - y2_2) + Iext2));
    const real f2_ = select(x2_2 < lanes(-0.25), 0.0, aa*(x2_2 + 0.25));
    const real dy2_2 = (f2_ - y2_2)/tau;
    const real dg_2 = tt___minus_0p01*madd(-0.1, x1_2, g_2);
    at->y_x1 = madd(dt_over_2, dx1_2 + dx1_1, x1);
    at->y_y1 = madd(dt_over_2, dy1_2 + dy1_1, y1);
    at->y_z = madd(dt_over_2, dz_2 + dz_1, z);
    at->y_x2 = madd(dt_over_2, dx2_2 + dx2_1, x2);
    at->y_y2 = madd(dt_over_2, dy2_2 + dy2_1, y2);
    at->y_g = madd(dt_over_2, dg_2 + dg_1, g);
}

/* Notes which lanes have left the finite numbers. */
static INLINE_ void watch(struct in_hand *restrict at)
{
    const real g = at->y_g;
    const real y2 = at->y_y2;
    const real x2 = at->y_x2;
    const real z = at->y_z;
    const real y1 = at->y_y1;
    const real x1 = at->y_x1;
    const real sick = at->dead_sick;
    const real t1 = madd(y2, 0.0, madd(x2, 0.0, madd(z, 0.0, madd(y1, 0.0, madd(x1, 0.0, sick)))));
    at->dead_sick = madd(g, 0.0, t1);
}

/* What is observed, at one node after a step. */
static INLINE_ void observe_sums(int fresh, struct in_hand *restrict at)
{
    const real x2 = at->y_x2;
    const real x1 = at->y_x1;
    const real t1 = x2 - x1;
    const real block_x0_base = at->block_x0_base;
    const real t2 = (fresh ? t1 : block_x0_base);
    const real block_x0_sum = at->block_x0_sum;
    const real z = at->y_z;
    const real block_z_base = at->block_z_base;
    const real t3 = (fresh ? z : block_z_base);
    const real block_z_sum = at->block_z_sum;
    at->block_x0_base = t2;
    at->block_x0_sum = (fresh ? lanes(0.0) : block_x0_sum) + (t1 - t2);
    at->block_z_base = t3;
    at->block_z_sum = (fresh ? lanes(0.0) : block_z_sum) + (z - t3);
}

/* A block of steps begins: the one before joins the sums. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + BLOCK_x0_base*VECS + v,
           (wide *)job->at[TOTAL] + (TOTAL_x0_sum*VECS + v)*PARTS, 1, 1, (double)(m - 1)*32.0, BLOCK_TICKS, 0);
    gather((const real *)job->at[BLOCK] + BLOCK_z_base*VECS + v,
           (wide *)job->at[TOTAL] + (TOTAL_z_sum*VECS + v)*PARTS, 1, 1, (double)(m - 1)*32.0, BLOCK_TICKS, 0);
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    close_sum((const wide *)job->at[TOTAL] + (TOTAL_x0_sum*VECS + v)*PARTS, (const real *)job->at[BLOCK] + BLOCK_x0_base*VECS + v,
              (wide *)job->at[CLOSED] + (CLOSED_x0_sum*VECS + v)*PARTS, 1, 1, job->total, 0);
    close_sum((const wide *)job->at[TOTAL] + (TOTAL_z_sum*VECS + v)*PARTS, (const real *)job->at[BLOCK] + BLOCK_z_base*VECS + v,
              (wide *)job->at[CLOSED] + (CLOSED_z_sum*VECS + v)*PARTS, 1, 1, job->total, 0);
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job, int v)
{
    ((real *)job->at[DONE])[DONE_mean_x0*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_x0_sum*VECS + v)*PARTS, 1, 0, job->total, mean_of);
    ((real *)job->at[DONE])[DONE_mean_z*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_z_sum*VECS + v)*PARTS, 1, 0, job->total, mean_of);
}

/* The columns of the table. */
static inline void columns(const struct kernel_job *job, int v)
{
    const real *restrict done = (const real *)job->at[DONE] + v;
    real *restrict result = (real *)job->at[RESULT] + v;
    result[RESULT_m*VECS] = done[DONE_mean_x0*VECS];
    result[RESULT_mz*VECS] = done[DONE_mean_z*VECS];
}

/* Prepares a block: what is known before the first step. */
static void start(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v++) {
        begin(job, v);
    }
}

#define ALL(x) do { { enum { k = 0 }; x; } { enum { k = 1 }; x; } { enum { k = 2 }; x; } { enum { k = 3 }; x; } } while (0)

/* A stretch of steps ends with the call, at time 0, or where a block of sums begins. */
static void advance(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v += 4) {
        struct in_hand at[4];
        ALL(pick_up(job, v + k, &at[k]));
        for (long n = 0; n < job->ticks;) {
            const long tick = job->first + n - job->origin, left = job->ticks - n;
            long most = tick < 0 ? -tick : 32 - tick%32;
            most = most < left ? most : left;
            n += most;
            if (tick < 0) {
                for (; most > 0; most--)
                    ALL(step(&at[k]));
                continue;
            }
            if (tick%32 == 0) {
                ALL(put_down(job, v + k, &at[k]); gather_blocks(job, tick/32, v + k));
                ALL(step(&at[k]); observe_sums(1, &at[k]));
                most--;
            }
            for (; most > 0; most--)
                ALL(step(&at[k]); observe_sums(0, &at[k]));
        }
        ALL(watch(&at[k]); put_down(job, v + k, &at[k]));
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
    { "lane", AXIS_LANE, 64, -1, -1 },
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
    { "y", LIVE, 0x3, 6, STEP, 1, REAL },
    { "point", INPUT, 0x1, 2, POINT, 1, REAL },
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
    .axes = axes, .axis_count = 2, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 8, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
