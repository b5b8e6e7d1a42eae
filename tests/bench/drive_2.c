
/* drive_2.c -- what kernels.c sees of a kernel of version 1 or 2 of kernel.h, alike in all
 * that is asked here. race.lua puts the file of the right version behind what massc
 * emits; drive_3.c says what the functions do. */
static struct kernel_job drive_job;

void drive_shape(long *shape)
{
    const struct kernel *k = &massc_kernel;
    const long of[] = {
        k->bytes, k->lanes, k->nodes, k->states > 0, k->points,
        k->noises*k->nodes*(k->noise_lanes ? k->lanes : 1)
    };

    for (int i = 0; i < 6; i++)
        shape[i] = of[i];
}

static void *lay(char *memory, long *at, long numbers)
{
    void *here = memory + *at;

    *at += (numbers*massc_kernel.lanes*massc_kernel.bytes + 63) & ~63L;
    return here;
}

/* As the runtime laid them out. */
long drive_lay(char *memory, const void *graph, void **points)
{
    const struct kernel *k = &massc_kernel;
    struct kernel_job *job = &drive_job;
    long at = 0;

    job->graph = graph;
    job->state = lay(memory, &at, k->states*k->nodes);
    job->dead = lay(memory, &at, 1);
    job->point = *points = lay(memory, &at, k->points);
    job->work = lay(memory, &at, k->work);
    at += 64;
    job->tally = lay(memory, &at, k->tallies);
    job->result = lay(memory, &at, k->results);
    return at;
}

int drive_draw(long count, void *out)
{
    if (massc_kernel.draw)
        massc_kernel.draw(0, 42, 0, count, 1, out);
    return massc_kernel.draw != 0;
}

void drive(const void *noise, long steps, long lives)
{
    struct kernel_job *job = &drive_job;

    job->noise = noise;
    job->observe = 1;
    job->dt = 0.1;
    job->total = job->steps = steps;
    for (; lives > 0; lives--) {
        massc_kernel.start(job);
        massc_kernel.advance(job);
        massc_kernel.finish(job);
    }
}
