/* kernel_main.c -- runs one generated kernel on made-up values.
 *
 * Linked to a golden kernel under the sanitizers: every buffer has exactly the size that
 * the kernel's tables give, so a kernel that reads or writes beyond is caught. Steps are
 * cut into uneven calls, as a sweep does, and the first two are a transient.
 */
#include "engine/kernel_shape.h"
#include <stdlib.h>
#include <string.h>

extern const struct kernel massc_kernel;

enum { STEPS = 7, TRANSIENT = 2, ROWS = 3 };   /* ROWS: of a recording, fewer than samples of each step */

/* [n] bytes; vectors want 64. */
static void *room(size_t n)
{
    void *all = NULL;
    if (posix_memalign(&all, 64, n))
        abort();
    return memset(all, 0, n);
}

/* The same with numbers of 0.1. */
static void *numbers(size_t bytes, int each)
{
    void *all = room(bytes);
    for (size_t i = 0; i < bytes/(size_t)each; i++) {
        if (each == 4)
            ((float *)all)[i] = 0.1f;
        else
            ((double *)all)[i] = 0.1;
    }
    return all;
}

static void advance(const struct kernel *k, struct kernel_job *job, void **at, long *rows, long steps)
{
    for (int i = 0, noise; (noise = kernel_noise(k, i)) >= 0; i++) {
        size_t bytes = kernel_bytes(k, noise)*(size_t)steps;
        long count = (long)bytes/k->bytes;
        at[noise] = room(bytes);
        rows[noise] = steps;
        if (k->draw)
            k->draw(0, 42 + (unsigned)i, (unsigned long long)(job->first*(count/steps)), count, 1, at[noise]);
    }
    job->ticks = steps;
    k->advance(job);
    job->first += steps;
    for (int i = 0, noise; (noise = kernel_noise(k, i)) >= 0; i++)
        free(at[noise]);
}

int main(void)
{
    const struct kernel *k = &massc_kernel;
    void **at = calloc((size_t)k->buffer_count, sizeof *at);
    long *rows = calloc((size_t)k->buffer_count, sizeof *rows);
    if (k->abi != KERNEL_ABI || kernel_fault(k) || !at || !rows)
        return 1;
    for (int b = 0; b < k->buffer_count; b++) {
        const struct kernel_buffer *buffer = &k->buffers[b];
        size_t bytes = kernel_bytes(k, b)*(kernel_area(k, b) == AREA_RECORDING ? ROWS : 1);
        rows[b] = kernel_area(k, b) == AREA_RECORDING ? ROWS : buffer->rows;
        if (kernel_area(k, b) != AREA_NOISE)
            at[b] = buffer->life == INPUT ? numbers(bytes, buffer->bytes) : room(bytes);
    }
    struct kernel_job job = {
        .origin = TRANSIENT, .dt = 0.1, .total = STEPS - TRANSIENT, .at = at, .rows = rows,
        .room = room((size_t)k->room*(size_t)k->lanes*(size_t)k->bytes)
    };
    k->start(&job);
    if (k->dead >= 0) {
        advance(k, &job, at, rows, 4);
        advance(k, &job, at, rows, STEPS - 4);
    }
    k->results(&job);
    for (int b = 0; b < k->buffer_count; b++)
        if (kernel_area(k, b) != AREA_NOISE)
            free(at[b]);
    free(at), free(rows), free(job.room);
    return 0;
}
