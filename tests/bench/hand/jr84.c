/* jr84.c -- JansenRit, 84 nodes dense, sigmoid of the source, double precision, coupling a stage, by hand.
 *
 * A whole kernel: what massc emits, and `advance` by hand. Most of the time goes into exponentials.
 *
 * - A polynomial is a chain, so several stand side by side in the text: x 1.09 with gcc, 1.13 with clang. They hang on the
 *   state alone, of both stages, since y0, y1 and y2 of the second follow from the state before; so both stages are one loop,
 *   and what the second has of the other nodes, a part of y4, is put in behind it. A loop for each stage is 2 % slower.
 * - In c/(1 + e^x) the 2^n of e^x is one number and not two halves: x 1.08.
 * - Sums of the second stage and those of the first of the next step are one product, by tiles as in mpr164_dense.c, and
 *   observed values are summed over the nodes of a step in registers: some percent.
 *
 * Against what massc wrote before it did so: x 1.36. What a node gives the others and a sigmoid of its own are of the same
 * y1 - y2 about two midpoints, so that one exponential times a number would do for both: x 1.1, but that is another algebra.
 * No gain: more points, tiles of 3 x 4.
 */

#define REAL  8
#define LANES 8
#include "runtime/engine/kernel.h"
#include "templates/math/real.c"
#include "templates/math/f64/word.c"
#include "templates/math/spread.c"

enum { VECS = LANES/WIDTH, ABREAST = 6 };      /* vectors of a block, and exponentials side by side at most */

#include "templates/after/sums.c"
/* The buffers, and what each holds: of a node all its numbers lie together, which the host does not look at. */
enum { NODES = 84, EDGES = 7056 };
enum { Y, WEIGHTS, POINT_, DEAD, BLOCK, TOTAL, CLOSED, DONE, RESULT, OPEN, GIVEN, SUMS };
enum { Y_y0, Y_y1, Y_y2, Y_y3, Y_y4, Y_y5, STATES };
enum { POINT_G, POINT_mu };
enum { BLOCK_x0_base, BLOCK_x0_sum, BLOCK_x0_squares };
enum { TOTAL_x0_sum, TOTAL_x0_lost, TOTAL_x0_squares };
enum { CLOSED_x0_sum, CLOSED_x0_lost, CLOSED_x0_squares };
enum { DONE_mean_x0, DONE_std_x0 };
enum { RESULT_m, RESULT_s };
/* What y4 waits with for the sum of the second stage, and a sigmoid of the next step. */
enum { OPEN_drive, OPEN_drag, OPEN_y1, OPEN_dy4, OPEN_s, OPENS };
/* Of what nodes give, and of sums: those of this step's second stage, of the next step's first. */
enum { SECOND, NEXT = VECS, COLUMNS = 2*VECS };

/* The state before the first step. */
static inline void begin(const struct kernel_job *job)
{
    real *restrict y = (real *)job->at[Y];
    for (int i = 0; i < NODES*STATES*VECS; i++)
        y[i] = lanes(0.1);
}

/* e^x of [count] vectors side by side, as m_exp has it, with bounds within which 2^n is one number: of c/(1 + e^x) nothing but c and
 * 0 lies beyond them. A polynomial is a chain; what hides its latency has to stand beside it in the text. */
#define EACH_ for (int k = 0; k < count; k++)
static INLINE_ void exponentials(int count, const real *restrict x, real *restrict to)
{
    static const num of[] = { 2.763030635488147e-7, 2.7557586977540287e-6, 2.4801492949639555e-5, 1.9841269505573798e-4,
                              1.38888889437596e-3, 8.33333333349507e-3, 4.166666666652973e-2, 1.666666666666641e-1,
                              0.5000000000000011, 1.0, 1.0 };
    const num shift = 6755399441055744.0 + 1023.0;
    real power[ABREAST], r[ABREAST], p[ABREAST];

    EACH_ r[k] = at_least(at_most(x[k], lanes(709.0)), lanes(-708.0));
    EACH_ power[k] = madd(r[k], 1.4426950408889634, shift);
    EACH_ r[k] = madd(power[k] - shift, -6.93147180369123816490e-1, r[k]);
    EACH_ r[k] = madd(power[k] - shift, -1.90821492927058770002e-10, r[k]);
    EACH_ p[k] = madd(2.4999965953370417e-8, r[k], of[0]);
    EACH_ p[k] = madd(p[k], r[k], of[1]);
    EACH_ p[k] = madd(p[k], r[k], of[2]);
    EACH_ p[k] = madd(p[k], r[k], of[3]);
    EACH_ p[k] = madd(p[k], r[k], of[4]);
    EACH_ p[k] = madd(p[k], r[k], of[5]);
    EACH_ p[k] = madd(p[k], r[k], of[6]);
    EACH_ p[k] = madd(p[k], r[k], of[7]);
    EACH_ p[k] = madd(p[k], r[k], of[8]);
    EACH_ p[k] = madd(p[k], r[k], of[9]);
    EACH_ p[k] = madd(p[k], r[k], of[10]);
    EACH_ to[k] = p[k]*m_power(as_word(power[k]));
}

/* R rows of the weights times V vectors at once: R*V sums, the vectors and one weight are what the registers hold. */
#if defined __AVX512F__
enum { R = 12, V = 2 };
#else
enum { R = 6, V = 2 };
#endif

static INLINE_ void tile(const num *restrict w, const real *restrict x, real *restrict sum)
{
    real s[R][V];
    for (int r = 0; r < R; r++)
        for (int v = 0; v < V; v++)
            s[r][v] = lanes(0.0);
    for (int j = 0; j < NODES; j++)
        for (int r = 0; r < R; r++)
            for (int v = 0; v < V; v++)
                s[r][v] = madd(w[r*NODES + j], x[j*COLUMNS + v], s[r][v]);
    for (int r = 0; r < R; r++)
        for (int v = 0; v < V; v++)
            sum[r*COLUMNS + v] = s[r][v];
}

/* Sums over the sources: rows of weights are read from afar once for all columns. */
static APART_ void couple(const struct kernel_job *job)
{
    const num *restrict w = (const num *)job->at[WEIGHTS];
    const real *restrict x = (const real *)job->at[GIVEN];
    real *restrict sum = (real *)job->at[SUMS];
    for (int i = 0; i < NODES; i += R)
        for (int v = 0; v < COLUMNS; v += V)
            tile(w + i*NODES, x + v, sum + i*COLUMNS + v);
}

/* What nodes give the others in the next step, and make of the same difference themselves. */
static APART_ void give_next(const struct kernel_job *job)
{
    const num r = 0.56, v0 = 5.52, midpoint = 6.0, c_2_nu_max = 0.005;
    const real *restrict y = (const real *)job->at[Y];
    real *restrict given = (real *)job->at[GIVEN] + NEXT;
    real *restrict own = (real *)job->at[OPEN] + OPEN_s*VECS;
    for (int i = 0; i < NODES; i += 4/VECS) {
        real x[4], e[4], own_x[4], own_e[4];
        for (int k = 0; k < 4; k++) {
            const real *restrict at = y + (i + k/VECS)*STATES*VECS + k%VECS;
            x[k] = r*(midpoint - (at[Y_y1*VECS] - at[Y_y2*VECS]));
            own_x[k] = r*(v0 - (at[Y_y1*VECS] - at[Y_y2*VECS]));
        }
        exponentials(4, x, e);
        exponentials(4, own_x, own_e);
        for (int k = 0; k < 4; k++) {
            given[(i + k/VECS)*COLUMNS + k%VECS] = c_2_nu_max/(1.0 + e[k]);      /* nu_max twice is cmax, too */
            own[(i + k/VECS)*OPENS*VECS + k%VECS] = c_2_nu_max/(1.0 + own_e[k]);
        }
    }
}

/* Both stages but for what the second has of the other nodes, which y4 waits for. */
static APART_ void evolve(const struct kernel_job *job, int v, int observed, int fresh)
{
    const num dt = 0.1, dt_over_2 = 0.05;
    const num a_a = 0.010000000000000002; /* a*a */
    const num A_a = 0.325;               /* A*a */
    const num c_2_nu_max = 0.005;        /* 2*nu_max */
    const num r = 0.56, v0 = 5.52, midpoint = 6.0;
    const num c_2_a = 0.2;               /* 2*a */
    const num a_2_J = 108.0;             /* a_2*J */
    const num a_1_J = 135.0;             /* a_1*J */
    const num b_b = 0.0025000000000000005; /* b*b */
    const num B_b_a_4_J = 37.125;        /* B*b*a_4*J */
    const num a_3_J = 33.75;             /* a_3*J */
    const num c_2_b = 0.1;               /* 2*b */
    real *restrict y = (real *)job->at[Y] + v;
    real *restrict open = (real *)job->at[OPEN] + v;
    real *restrict given = (real *)job->at[GIVEN] + v;
    const real *restrict sums = (const real *)job->at[SUMS] + v;
    const real *restrict point = (const real *)job->at[POINT_] + v;
    const real mu = point[POINT_mu*VECS];
    const real G = point[POINT_G*VECS];
    real *restrict block = (real *)job->at[BLOCK] + v;
    const real base = fresh ? y[Y_y1*VECS] - y[Y_y2*VECS] : block[0];
    real sum = lanes(0.0), squares = lanes(0.0);
    for (int i = 0; i < NODES; i++, y += STATES*VECS, open += OPENS*VECS, given += COLUMNS, sums += COLUMNS) {
        const real y0 = y[Y_y0*VECS], y1 = y[Y_y1*VECS], y2 = y[Y_y2*VECS];
        const real y3 = y[Y_y3*VECS], y4 = y[Y_y4*VECS], y5 = y[Y_y5*VECS];
        const real y0_2 = madd(dt, y3, y0), y1_2 = madd(dt, y4, y1), y2_2 = madd(dt, y5, y2);
        const real x[6] = { r*(midpoint - (y1_2 - y2_2)), r*(v0 - a_1_J*y0), r*(v0 - a_3_J*y0),
                            r*(v0 - a_1_J*y0_2), r*(v0 - a_3_J*y0_2),
                            r*(v0 - (y1_2 - y2_2)) };
        real e[6], s[6];
        exponentials(6, x, e);
        for (int k = 0; k < 6; k++)
            s[k] = c_2_nu_max/(1.0 + e[k]);
        const real dy3_1 = madd(-a_a, y0, A_a*open[OPEN_s*VECS] - c_2_a*y3);
        const real dy4_1 = madd(-a_a, y1, A_a*(madd(a_2_J, s[1], mu) + G*sums[NEXT]) - c_2_a*y4);
        const real dy5_1 = madd(-b_b, y2, B_b_a_4_J*s[2] - c_2_b*y5);
        const real y3_2 = madd(dt, dy3_1, y3), y4_2 = madd(dt, dy4_1, y4), y5_2 = madd(dt, dy5_1, y5);
        const real dy3_2 = madd(-a_a, y0_2, A_a*s[5] - c_2_a*y3_2);
        const real dy5_2 = madd(-b_b, y2_2, B_b_a_4_J*s[4] - c_2_b*y5_2);
        given[SECOND] = s[0];
        open[OPEN_drive*VECS] = madd(a_2_J, s[3], mu);
        open[OPEN_drag*VECS] = c_2_a*y4_2;
        open[OPEN_y1*VECS] = y1_2;
        open[OPEN_dy4*VECS] = dy4_1;
        const real y1_next = madd(dt_over_2, y4_2 + y4, y1), y2_next = madd(dt_over_2, y5_2 + y5, y2);
        y[Y_y0*VECS] = madd(dt_over_2, y3_2 + y3, y0);
        y[Y_y1*VECS] = y1_next;
        y[Y_y2*VECS] = y2_next;
        y[Y_y3*VECS] = madd(dt_over_2, dy3_2 + dy3_1, y3);
        y[Y_y5*VECS] = madd(dt_over_2, dy5_2 + dy5_1, y5);
        const real apart = y1_next - y2_next - base;
        sum = sum + apart;
        squares = madd(apart, apart, squares);
    }
    if (observed) {
        block[0] = base;
        block[VECS] = (fresh ? lanes(0.0) : block[VECS]) + sum;
        block[2*VECS] = (fresh ? lanes(0.0) : block[2*VECS]) + squares;
    }
}

/* y4, which waited. */
static INLINE_ void finish_step(const struct kernel_job *job)
{
    const num dt_over_2 = 0.05, a_a = 0.010000000000000002, A_a = 0.325;
    real *restrict y = (real *)job->at[Y];
    const real *restrict open = (const real *)job->at[OPEN];
    const real *restrict sums = (const real *)job->at[SUMS];
    const real *restrict point = (const real *)job->at[POINT_];
    for (int i = 0; i < NODES; i++, y += STATES*VECS, open += OPENS*VECS, sums += COLUMNS)
        for (int v = 0; v < VECS; v++) {
            const real t1 = open[OPEN_drive*VECS + v] + point[POINT_G*VECS + v]*sums[SECOND + v];
            const real dy4_2 = madd(-a_a, open[OPEN_y1*VECS + v], A_a*t1 - open[OPEN_drag*VECS + v]);
            y[Y_y4*VECS + v] = madd(dt_over_2, dy4_2 + open[OPEN_dy4*VECS + v], y[Y_y4*VECS + v]);
        }
}

/* Notes which lanes have left the finite numbers. */
static inline void watch(const struct kernel_job *job, int v)
{
    const real *restrict y = (const real *)job->at[Y] + v;
    real *restrict dead = (real *)job->at[DEAD] + v;
    real sick = dead[0];
    for (int i = 0; i < NODES*STATES; i++)
        sick = madd(y[i*VECS], 0.0, sick);
    dead[0] = sick;
}

/* A block of steps begins: the one before joins the total. It holds sums over the nodes of a step, of numbers less one that
 * all nodes have in common. */
static void gather_blocks(const struct kernel_job *job, long m, int v)
{
    if (m == 0)             /* there is no block before the first */
        return;
    gather((const real *)job->at[BLOCK] + v, (wide *)job->at[TOTAL] + (TOTAL_x0_sum*VECS + v)*PARTS,
           1, 1, (double)(m - 1)*BLOCK_TICKS*NODES, BLOCK_TICKS*NODES, 1);
}

/* With the block that did not end. */
static void close_sums(const struct kernel_job *job, int v)
{
    const long last = last_steps(job->total);
    const wide *x0 = (const wide *)job->at[TOTAL] + (TOTAL_x0_sum*VECS + v)*PARTS;
    wide *closed_x0 = (wide *)job->at[CLOSED] + (CLOSED_x0_sum*VECS + v)*PARTS;
    for (int slot = 0; slot < 3; slot++)
        for (int part = 0; part < PARTS; part++)
            closed_x0[slot*STRIDE + part] = x0[slot*STRIDE + part];
    if (last)
        gather((const real *)job->at[BLOCK] + v, closed_x0, 1, 1, (job->total - (double)last)*NODES, last*NODES, 1);
}

/* Finished reductions, in double. */
static void finish_sums(const struct kernel_job *job, int v)
{
    ((real *)job->at[DONE])[DONE_mean_x0*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_x0_sum*VECS + v)*PARTS, 1, 1, job->total*84.0, mean_of);
    ((real *)job->at[DONE])[DONE_std_x0*VECS + v] =
        finished((const wide *)job->at[CLOSED] + (CLOSED_x0_sum*VECS + v)*PARTS, 1, 1, job->total*84.0, std_of);
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
    begin(job);
}

/* Takes job->ticks steps with every vector of the block. */
static void advance(const struct kernel_job *job)
{
    give_next(job);
    for (int i = 0; i < NODES; i++)         /* no step waits yet */
        for (int v = 0; v < VECS; v++)
            ((real *)job->at[GIVEN])[i*COLUMNS + SECOND + v] = lanes(0.0);
    couple(job);
    for (long n = 0; n < job->ticks; n++) {
        const long tick = job->first + n - job->origin;
        const int observed = tick >= 0, fresh = observed && tick%BLOCK_TICKS == 0;
        for (int v = 0; v < VECS; v++) {
            if (fresh)
                gather_blocks(job, tick/BLOCK_TICKS, v);
            evolve(job, v, observed, fresh);
        }
        give_next(job);
        couple(job);
        finish_step(job);
    }
    for (int v = 0; v < VECS; v++)
        watch(job, v);
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
    { "y", LIVE, 0x3, STATES, STEP, 1, REAL },
    { "weights", INPUT, 0x4, 1, POINT, 1, REAL },
    { "point", INPUT, 0x1, 2, POINT, 1, REAL },
    { "dead", LIVE, 0x1, 1, STEP, 1, REAL },
    { "block", LIVE, 0x1, 3, 4, 1, REAL },
    { "total", LIVE, 0x1, 3, 5, 1, 8 },
    { "closed", SCRATCH, 0x1, 3, END, 1, 8 },
    { "done", SCRATCH, 0x1, 2, END, 1, REAL },
    { "result", OUTPUT, 0x1, 2, END, 1, REAL },
    { "open", SCRATCH, 0x3, OPENS, STEP, 1, REAL },
    { "given", SCRATCH, 0x3, 2, STEP, 1, REAL },
    { "sums", SCRATCH, 0x3, 2, STEP, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "sweep",
    .axes = axes, .axis_count = 3, .clocks = clocks, .clock_count = 6,
    .buffers = buffers, .buffer_count = 12, .room = 0, .dead = DEAD,
    .start = start, .advance = advance, .results = results
};
