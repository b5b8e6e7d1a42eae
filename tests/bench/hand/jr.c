/* jr.c -- JansenRit without coupling over mu and A, double precision: mean and spread of y1 - y2.
 *
 * A whole kernel: what massc emits, and `advance` by hand. Four vectors take steps one behind the other with their six states
 * in fields that become registers, the sample added where it is still in one, and no question is asked within 32 steps. Of a step six
 * exponentials and quotients are most, which no arrangement saves.
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
enum { Y, POINT_, DEAD, BLOCK, TOTAL, CLOSED, DONE, RESULT, HELD_LANE };
enum { Y_y0, Y_y1, Y_y2, Y_y3, Y_y4, Y_y5 };
enum { POINT_A, POINT_mu };
enum { BLOCK_x0_base, BLOCK_x0_sum, BLOCK_x0_squares };
enum { TOTAL_x0_sum, TOTAL_x0_lost, TOTAL_x0_squares };
enum { CLOSED_x0_sum, CLOSED_x0_lost, CLOSED_x0_squares };
enum { DONE_mean_x0, DONE_std_x0 };
enum { RESULT_m, RESULT_s };

/* The state before the first step. */
static inline void begin(const struct kernel_job *job, int v)
{
    real *restrict y = (real *)job->at[Y] + v;
    y[Y_y0*VECS] = lanes(0.1);
    y[Y_y1*VECS] = lanes(0.1);
    y[Y_y2*VECS] = lanes(0.1);
    y[Y_y3*VECS] = lanes(0.1);
    y[Y_y4*VECS] = lanes(0.1);
    y[Y_y5*VECS] = lanes(0.1);
}

/* What no step changes. */
static inline void hold_1(const struct kernel_job *job, int v)
{
    const num a = 0.1;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    real *restrict held_lane = (real *)job->at[HELD_LANE] + v;
    const real A = point[POINT_A*VECS];
    held_lane[0] = A*a;
}

/* What a vector has in hand while steps are taken. */
struct in_hand {
    real y_y0, y_y1, y_y2, y_y3, y_y4, y_y5;
    real point_A, point_mu;
    real dead_sick;
    real block_x0_base, block_x0_sum, block_x0_squares;
    real held_lane_h1;
};

/* From memory. */
static INLINE_ void pick_up(const struct kernel_job *job, int v, struct in_hand *restrict at)
{
    at->y_y0 = ((const real *)job->at[Y])[Y_y0*VECS + v];
    at->y_y1 = ((const real *)job->at[Y])[Y_y1*VECS + v];
    at->y_y2 = ((const real *)job->at[Y])[Y_y2*VECS + v];
    at->y_y3 = ((const real *)job->at[Y])[Y_y3*VECS + v];
    at->y_y4 = ((const real *)job->at[Y])[Y_y4*VECS + v];
    at->y_y5 = ((const real *)job->at[Y])[Y_y5*VECS + v];
    at->point_A = ((const real *)job->at[POINT_])[POINT_A*VECS + v];
    at->point_mu = ((const real *)job->at[POINT_])[POINT_mu*VECS + v];
    at->dead_sick = ((const real *)job->at[DEAD])[v];
    at->block_x0_base = ((const real *)job->at[BLOCK])[BLOCK_x0_base*VECS + v];
    at->block_x0_sum = ((const real *)job->at[BLOCK])[BLOCK_x0_sum*VECS + v];
    at->block_x0_squares = ((const real *)job->at[BLOCK])[BLOCK_x0_squares*VECS + v];
    at->held_lane_h1 = ((const real *)job->at[HELD_LANE])[v];
}

/* What steps change, to memory. */
static INLINE_ void put_down(const struct kernel_job *job, int v, const struct in_hand *restrict at)
{
    ((real *)job->at[Y])[Y_y0*VECS + v] = at->y_y0;
    ((real *)job->at[Y])[Y_y1*VECS + v] = at->y_y1;
    ((real *)job->at[Y])[Y_y2*VECS + v] = at->y_y2;
    ((real *)job->at[Y])[Y_y3*VECS + v] = at->y_y3;
    ((real *)job->at[Y])[Y_y4*VECS + v] = at->y_y4;
    ((real *)job->at[Y])[Y_y5*VECS + v] = at->y_y5;
    ((real *)job->at[DEAD])[v] = at->dead_sick;
    ((real *)job->at[BLOCK])[BLOCK_x0_base*VECS + v] = at->block_x0_base;
    ((real *)job->at[BLOCK])[BLOCK_x0_sum*VECS + v] = at->block_x0_sum;
    ((real *)job->at[BLOCK])[BLOCK_x0_squares*VECS + v] = at->block_x0_squares;
}

/* Stage 1 of heun: the equations.
 * Stage 2 of heun: the equations.
 * The new state. */
static INLINE_ void step(struct in_hand *restrict at)
{
    const num dt_over_2 = 0.05;          /* dt/2 */
    const num dt = 0.1;                  /* ms: time step */
    const num a_a = 0.010000000000000002; /* a*a */
    const num c_2_nu_max = 0.005;        /* 2*nu_max */
    const num r = 0.56;
    const num v0 = 5.52;
    const num c_2_a = 0.2;               /* 2*a */
    const num a_2_J = 108.0;             /* a_2*J */
    const num a_1_J = 135.0;             /* a_1*J */
    const num b_b = 0.0025000000000000005; /* b*b */
    const num B_b_a_4_J = 37.125;        /* B*b*a_4*J */
    const num a_3_J = 33.75;             /* a_3*J */
    const num c_2_b = 0.1;               /* 2*b */
    const real y0 = at->y_y0;
    const real held_lane_h1 = at->held_lane_h1;
    const real y1 = at->y_y1;
    const real y2 = at->y_y2;
    const real y3 = at->y_y3;
    const real dy3_1 = madd(-a_a, y0, held_lane_h1*(c_2_nu_max/(1.0 + m_exp(r*(v0 - (y1 - y2))))) - c_2_a*y3);
    const real y3_2 = madd(dt, dy3_1, y3);
    const real mu = at->point_mu;
    const real t1 = held_lane_h1*madd(a_2_J, c_2_nu_max/(1.0 + m_exp(r*(v0 - a_1_J*y0))), mu);
    const real y4 = at->y_y4;
    const real dy4_1 = madd(-a_a, y1, t1 - c_2_a*y4);
    const real y4_2 = madd(dt, dy4_1, y4);
    const real y5 = at->y_y5;
    const real dy5_1 = madd(-b_b, y2, B_b_a_4_J*(c_2_nu_max/(1.0 + m_exp(r*(v0 - a_3_J*y0)))) - c_2_b*y5);
    const real y5_2 = madd(dt, dy5_1, y5);
    const real y0_2 = madd(dt, y3, y0);
    const real y1_2 = madd(dt, y4, y1);
    const real y2_2 = madd(dt, y5, y2);
    const real t2 = held_lane_h1*(c_2_nu_max/(1.0 + m_exp(r*(v0 - (y1_2 - y2_2))))) - c_2_a*y3_2;
    const real dy3_2 = madd(-a_a, y0_2, t2);
    const real t3 = held_lane_h1*madd(a_2_J, c_2_nu_max/(1.0 + m_exp(r*(v0 - a_1_J*y0_2))), mu);
    const real dy4_2 = madd(-a_a, y1_2, t3 - c_2_a*y4_2);
    const real dy5_2 = madd(-b_b, y2_2, B_b_a_4_J*(c_2_nu_max/(1.0 + m_exp(r*(v0 - a_3_J*y0_2)))) - c_2_b*y5_2);
    at->y_y0 = madd(dt_over_2, y3_2 + y3, y0);
    at->y_y1 = madd(dt_over_2, y4_2 + y4, y1);
    at->y_y2 = madd(dt_over_2, y5_2 + y5, y2);
    at->y_y3 = madd(dt_over_2, dy3_2 + dy3_1, y3);
    at->y_y4 = madd(dt_over_2, dy4_2 + dy4_1, y4);
    at->y_y5 = madd(dt_over_2, dy5_2 + dy5_1, y5);
}

/* Notes which lanes have left the finite numbers. */
static INLINE_ void watch(struct in_hand *restrict at)
{
    const real y5 = at->y_y5;
    const real y4 = at->y_y4;
    const real y3 = at->y_y3;
    const real y2 = at->y_y2;
    const real y1 = at->y_y1;
    const real y0 = at->y_y0;
    const real sick = at->dead_sick;
    const real t1 = madd(y4, 0.0, madd(y3, 0.0, madd(y2, 0.0, madd(y1, 0.0, madd(y0, 0.0, sick)))));
    at->dead_sick = madd(y5, 0.0, t1);
}

/* What is observed, at one node after a step. */
static INLINE_ void observe_sums(int fresh, struct in_hand *restrict at)
{
    const real y1 = at->y_y1;
    const real y2 = at->y_y2;
    const real t1 = y1 - y2;
    const real block_x0_base = at->block_x0_base;
    const real t2 = (fresh ? t1 : block_x0_base);
    const real block_x0_sum = at->block_x0_sum;
    const real t3 = t1 - t2;
    const real block_x0_squares = at->block_x0_squares;
    at->block_x0_base = t2;
    at->block_x0_sum = (fresh ? lanes(0.0) : block_x0_sum) + t3;
    at->block_x0_squares = madd(t3, t3, (fresh ? lanes(0.0) : block_x0_squares));
}

/* A block of steps begins: the one before joins the sums. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + BLOCK_x0_base*VECS + v,
           (wide *)job->at[TOTAL] + (TOTAL_x0_sum*VECS + v)*PARTS, 1, 1, (double)(m - 1)*32.0, BLOCK_TICKS, 1);
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    close_sum((const wide *)job->at[TOTAL] + (TOTAL_x0_sum*VECS + v)*PARTS, (const real *)job->at[BLOCK] + BLOCK_x0_base*VECS + v,
              (wide *)job->at[CLOSED] + (CLOSED_x0_sum*VECS + v)*PARTS, 1, 1, job->total, 1);
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job, int v)
{
    ((real *)job->at[DONE])[DONE_mean_x0*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_x0_sum*VECS + v)*PARTS, 1, 1, job->total, mean_of);
    ((real *)job->at[DONE])[DONE_std_x0*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_x0_sum*VECS + v)*PARTS, 1, 1, job->total, std_of);
}

/* The columns of the table. */
static inline void columns(const struct kernel_job *job, int v)
{
    const real *restrict done = (const real *)job->at[DONE] + v;
    real *restrict result = (real *)job->at[RESULT] + v;
    result[RESULT_m*VECS] = done[DONE_mean_x0*VECS];
    result[RESULT_s*VECS] = done[DONE_std_x0*VECS];
}

/* Prepares a block: what is known before the first step. */
static void start(const struct kernel_job *job)
{
    for (int v = 0; v < VECS; v++) {
        begin(job, v);
        hold_1(job, v);
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
    { "block", LIVE, 0x3, 3, 4, 1, REAL },
    { "total", LIVE, 0x1, 3, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 3, END, 1, 8 },
    { "done", SCRATCH, 0x1, 2, END, 1, REAL },
    { "result", OUTPUT, 0x1, 2, END, 1, REAL },
    { "held_lane", LIVE, 0x1, 1, POINT, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "sweep",
    .axes = axes, .axis_count = 2, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 9, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
