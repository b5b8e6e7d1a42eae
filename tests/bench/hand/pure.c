/* pure.c -- a*exp(-b) + tanh(a*b) at a million points, by hand: there are no steps, a point is 8 bytes read and 4 written.
 *
 * One loop over the vectors of the block. Each is a chain of some sixty instructions, and a processor that looks ahead has
 * three or four of them in flight by itself: two and four side by side in the text are no faster.
 */

#define REAL  4
#define LANES 128
#include "runtime/engine/kernel.h"
#include "templates/math/real.c"
#include "templates/math/f32/word.c"
#include "templates/math/f32/exp.c"
#include "templates/math/f32/expm1.c"
#include "templates/math/f32/tanh.c"
#include "templates/math/spread.c"

enum { VECS = LANES/WIDTH };
enum { RESULT, POINT_ };

static void nothing(const struct kernel_job *job)
{
    (void)job;
}

static void results(const struct kernel_job *job)
{
    const real *restrict a = (const real *)job->at[POINT_], *restrict b = a + VECS;
    real *restrict y = (real *)job->at[RESULT];
    for (int v = 0; v < VECS; v++)
        y[v] = madd(a[v], m_exp(-b[v]), m_tanh(a[v]*b[v]));
}

static const struct kernel_axis axes[] = {
    { "lane", AXIS_LANE, LANES, -1, -1 },
    { "node", AXIS_NODE, 1, -1, -1 },
};
static const struct kernel_clock clocks[] = { KERNEL_CLOCKS };
static const struct kernel_buffer buffers[] = {
    { "result", OUTPUT, 0x1, 1, END, 1, REAL },
    { "point", INPUT, 0x1, 2, POINT, 1, REAL },
};

/* The name is set by the host when the text becomes part of a larger program. */
#ifndef KERNEL_SYMBOL
#define KERNEL_SYMBOL massc_kernel
#endif
extern const struct kernel KERNEL_SYMBOL;
const struct kernel KERNEL_SYMBOL = {
    .abi = KERNEL_ABI, .bytes = REAL, .lanes = LANES, .width = WIDTH, .name = "grid",
    .axes = axes, .axis_count = 2, .clocks = clocks, .clock_count = 4,
    .buffers = buffers, .buffer_count = 2, .room = 0, .dead = -1,
    .start = nothing, .advance = nothing, .results = results
};
