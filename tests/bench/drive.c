
/* drive.c -- what kernels.c sees of a kernel, whatever version of kernel.h its text holds.
 * compare.lua puts this behind what massc emits. */
enum { STATE, DEAD, POINT, WORK, TALLY, RESULT, ARRAYS };

/* Bytes of a number, lanes, nodes, states, swept values, noises, 1 if lanes have their own;
 * then the numbers [lane] of each array. */
void drive_counts(long *counts)
{
    const struct kernel *k = &massc_kernel;
    const long of[7 + ARRAYS] = {
        k->bytes, k->lanes, k->nodes, k->states, k->points, k->noises, k->noise_lanes,
        [7 + STATE] = k->states*k->nodes, [7 + DEAD] = 1, [7 + POINT] = k->points,
        [7 + WORK] = k->work, [7 + TALLY] = k->tallies, [7 + RESULT] = k->results
    };

    for (int i = 0; i < 7 + ARRAYS; i++)
        counts[i] = of[i];
}

void drive_draw(long count, void *out)
{
    massc_kernel.draw(0, 42, 0, count, 1, out);
}

/* [lives] lives of a block. */
void drive(void *const *arrays, const void *graph, const void *noise, long steps, long lives)
{
    const struct kernel_job job = {
        .steps = steps, .observe = 1, .dt = 0.1, .total = steps, .point = arrays[POINT],
        .graph = graph, .noise = noise, .state = arrays[STATE], .work = arrays[WORK],
        .tally = arrays[TALLY], .dead = arrays[DEAD], .result = arrays[RESULT]
    };

    for (; lives > 0; lives--) {
        massc_kernel.start(&job);
        massc_kernel.advance(&job);
        massc_kernel.finish(&job);
    }
}
