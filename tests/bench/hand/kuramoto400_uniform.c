/* kuramoto400_uniform.c -- 400 phases, all coupled to all others with one weight, by hand.
 *
 * sin(a_j - a_i) is taken apart about the first phase, so that equal phases give 0; the sums of sines and of cosines are the same for
 * all nodes. A step is three loops: the one that makes the predicted phase takes its sine and cosine at once, both from one reduction
 * modulo pi/2 (phases below 1e5). Worth 200 times the sines of all pairs; the joined loops and the reduction 1.1 times.
 */

/* Exploration sweep of kuramoto400_uniform:
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
enum { Y, K1, Y2, EACH, PARTS_C_1, ALL_C_1, POINT_, PARTS_C_2, ALL_C_2, DEAD, BLOCK, TOTAL, CLOSED, DONE,
       RESULT };
enum { PARTS_C_1_part1, PARTS_C_1_part2 };
enum { ALL_C_1_all1, ALL_C_1_all2 };
enum { PARTS_C_2_part1, PARTS_C_2_part2 };
enum { ALL_C_2_all1, ALL_C_2_all2 };
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

static INLINE_ word q_quarter(real x, real *r, real *low)
{
    real k = madd(x, lanes(0.636619747f), lanes(12582912.0f));
    real n = k - 12582912.0f;
    real a = madd(n, lanes(-1.57079637f), x), b;

    a = select(as_real(as_word(x) & 0x7fffffff) <= lanes(2097152.0f), a, lanes(0.0f/0.0f));
    b = n*4.37113883e-8f;
    *r = a + b;
    *low = madd(n, lanes(4.37113883e-8f), -b) + (b - (*r - a));
    *low = madd(n, lanes(1.71512451e-15f), *low);
    return as_word(k);                                      /* n in the low bits */
}

static INLINE_ real q_near_sin(real r, real low)
{
    real z = r*r, p;

    p = lanes(-1.9508741e-4f);
    p = madd(p, z, lanes(8.332113e-3f));
    p = madd(p, z, lanes(-0.16666654f));
    return r + madd(p, z*r, low*madd(z, lanes(-0.5f), lanes(1.0f)));
}

static INLINE_ real q_near_cos(real r, real low)
{
    real z = r*r, c = madd(z, lanes(-0.5f), lanes(1.0f)), p;

    p = lanes(2.4425683e-5f);
    p = madd(p, z, lanes(-1.3887251e-3f));
    p = madd(p, z, lanes(4.1666646e-2f));
    p = madd(p, z*z, madd(z, lanes(-0.5f), 1.0f - c));      /* + what c lost */
    return c + madd(-r, low, p);
}

static INLINE_ void q_both(real x, real *s, real *c)
{
    real r, low;
    word n = q_quarter(x, &r, &low);
    real a = q_near_sin(r, low), b = q_near_cos(r, low);
    real y = select((n & 1) != 0, b, a), z = select((n & 1) != 0, a, b);
    *s = as_real(as_word(y) ^ ((n & 2) << 30));
    *c = as_real(as_word(z) ^ (((n + 1) & 2) << 30));
}
/* Sines and cosines of all angles about the first, and their sums. */
struct turn { real sine, cosine; };

static INLINE_ real first_of(real theta)
{
    return select(theta - theta == lanes(0.0f), theta, lanes(0.0f));
}

static INLINE_ void gather_angle(real theta, real first, real *restrict turned, struct turn *sum)
{
    const real u = theta - first; real sine, cosine; q_both(u, &sine, &cosine);
    turned[0] = sine;
    turned[NODES*VECS] = cosine;
    sum->sine = madd(lanes(0.0025062656f), sine, sum->sine);
    sum->cosine = madd(lanes(0.0025062656f), cosine, sum->cosine);
}

/* A step in three passes: each sine and cosine is stored and its sum gathered where the angle is made. */
static INLINE_ void step(const struct kernel_job *job, int v)
{
    const real dt_over_2 = lanes(0.05f), omega = lanes(0.06f), dt = lanes(0.1f);
    real *restrict y = (real *)job->at[Y] + v;
    real *restrict k1 = (real *)job->at[K1] + v;
    real *restrict turned = (real *)job->at[PARTS_C_1] + v;
    real *restrict again = (real *)job->at[PARTS_C_2] + v;
    real *restrict dead = (real *)job->at[DEAD] + v;
    const real G = ((const real *)job->at[POINT_] + v)[0];
    struct turn one = { lanes(0.0f), lanes(0.0f) }, two = one;
    real sick = lanes(0.0f);
    real first = first_of(y[0]);
    for (int i = 0; i < NODES; i++)
        gather_angle(y[i*VECS], first, turned + i*VECS, &one);
    one.sine = G*one.sine;
    one.cosine = G*one.cosine;
    first = first_of(madd(dt, omega + madd(-turned[0], one.cosine, turned[NODES*VECS]*one.sine), y[0]));
    for (int i = 0; i < NODES; i++) {
        const real slope = omega + madd(-turned[i*VECS], one.cosine, turned[(NODES + i)*VECS]*one.sine);
        k1[i*VECS] = slope;
        gather_angle(madd(dt, slope, y[i*VECS]), first, again + i*VECS, &two);
    }
    two.sine = G*two.sine;
    two.cosine = G*two.cosine;
    for (int i = 0; i < NODES; i++) {
        const real slope = omega + madd(-again[i*VECS], two.cosine, again[(NODES + i)*VECS]*two.sine);
        const real next = madd(dt_over_2, slope + k1[i*VECS], y[i*VECS]);
        sick = madd(next, lanes(0.0f), sick);
        y[i*VECS] = next;
    }
    dead[0] = dead[0] + sick;
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
    { "all_c_1", SCRATCH, 0x1, 2, STEP, 1, REAL },
    { "point", INPUT, 0x1, 1, POINT, 1, REAL },
    { "parts_c_2", SCRATCH, 0x3, 2, STEP, 1, REAL },
    { "all_c_2", SCRATCH, 0x1, 2, STEP, 1, REAL },
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
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "sweep",
    .axes = axes, .axis_count = 3, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 15, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
