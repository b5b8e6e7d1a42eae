/* kernel_main.c -- runs one generated kernel on made-up values.
 *
 * Linked to a golden kernel under the sanitizers: every array has exactly the
 * size that the ABI promises, so a kernel that reads or writes beyond is caught.
 * Steps are cut into uneven calls, as a sweep does.
 */
#include "engine/kernel.h"
#include <stdlib.h>

extern const struct kernel massc_kernel;

enum { STEPS = 7, GRAPH = 1 << 16 };

/* [n] numbers of 0.1; vectors want 64 bytes. */
static void *numbers(const struct kernel *k, long n)
{
    void *all = NULL;
    if (posix_memalign(&all, 64, (size_t)(n*k->bytes)))
        abort();
    for (long i = 0; i < n; i++) {
        if (k->bytes == 4)
            ((float *)all)[i] = 0.1f;
        else
            ((double *)all)[i] = 0.1;
    }
    return all;
}

static void advance(const struct kernel *k, struct kernel_job *job, long steps)
{
    long width = k->noises*k->nodes*(k->noise_lanes ? k->lanes : 1);
    char *noise = numbers(k, steps*width);
    if (k->draw)
        k->draw(0, 42, (unsigned long long)(job->first*width), steps*width, 1, noise);
    job->steps = steps;
    job->noise = noise;
    k->advance(job);
    job->first += steps;
    free(noise);
}

int main(void)
{
    const struct kernel *k = &massc_kernel;
    struct kernel_job job = {
        .observe = 1, .dt = 0.1, .total = STEPS,
        .point = numbers(k, k->points*k->lanes),
        .graph = numbers(k, GRAPH),             /* its size is the program's, not the ABI's */
        .state = numbers(k, k->states*k->nodes*k->lanes),
        .work = numbers(k, k->work*k->lanes),
        .tally = numbers(k, k->tallies*k->lanes),
        .dead = numbers(k, k->lanes),
        .result = numbers(k, k->results*k->lanes)
    };
    k->start(&job);
    advance(k, &job, 4);
    advance(k, &job, STEPS - 4);
    k->finish(&job);
    free((void *)(size_t)job.point), free((void *)(size_t)job.graph), free(job.state), free(job.work);
    free(job.tally), free(job.dead), free(job.result);
    return k->abi != KERNEL_ABI;
}
