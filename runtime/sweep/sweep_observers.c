/* sweep_observers.c -- several who look at the steps of a block.
 *
 * Members of a place that differ in what is observed of the steps have numbers of the point, tallies and recordings of
 * their own, and look at the same steps (kernel_job.also); what steps change lies in the block's own memory, and so does
 * what belongs to the first observer. What the end reads is put anew for each member before results are made.
 */
#include "sweep_alike.h"
#include <string.h>

/* The memory of observer [o], of those behind the first: that one's is the block's own. */
static char *memory_of(const struct run *r, const struct block *b, int o)
{
    return b->memory + r->layout.size + (size_t)(o - 1)*r->alike->own_bytes;
}

static struct kernel_job *job_of(const struct run *r, struct block *b, int o)
{
    return o ? (struct kernel_job *)(void *)(memory_of(r, b, o) + r->alike->own_job) : &b->job;
}

static char *swept_of(const struct run *r, const struct block *b, int o)
{
    return o ? memory_of(r, b, o) + r->alike->own_swept : b->memory + r->layout.swept;
}

/* Puts what is an observer's own in the place of the block's; of its history only where that [is_live]. */
static void point_own(const struct run *r, const struct block *b, int o, int is_live, void **at)
{
    for (int i = 0; o && i < r->shape->buffer_count; i++)
        if (alike_is_own(r->shape, i) && (is_live || kernel_area(r->shape, i) != AREA_HISTORY))
            at[i] = memory_of(r, b, o) + r->alike->own[i];
}

/* Last the first of them: what lanes stand for goes on being its. */
void observers_begin(struct hand *h, struct block *b)
{
    for (int o = b->observers - 1; o >= 0; o--) {
        alike_pick(h, b, o, 0);
        rows_points(h, b, swept_of(h->run, b, o));
    }
    rows_keys(h, b);
}

void observers_start(struct hand *h, struct block *b)
{
    const struct run *r = h->run;
    for (int o = 1; o < b->observers; o++) {
        char *memory = memory_of(r, b, o);
        struct kernel_job *job = job_of(r, b, o);
        void **at = (void **)(void *)(memory + r->alike->own_at);
        memset(memory, 0, r->alike->own_swept);
        layout_point_at(r, b, b->memory, at);
        point_own(r, b, o, 1, at);
        series_point(h, o, at);
        *job = b->job;
        job->at = at;
        job->also = NULL;
        run_kernel(r)->start(job);
        job_of(r, b, o - 1)->also = job;
    }
}

void observers_follow(struct hand *h, struct block *b, void *noise, long ahead)
{
    const struct run *r = h->run;
    for (int o = 1; o < b->observers; o++) {
        struct kernel_job *job = job_of(r, b, o);
        void **at = (void **)(void *)(memory_of(r, b, o) + r->alike->own_at);
        job->first = b->job.first;
        job->ticks = b->job.ticks;
        noise_point(r, at, noise, ahead);
        series_point(h, o, at);
    }
}

/* The results of the members that are picked: all that follows from their numbers is made anew, but not
 * what was kept of the steps. */
static void make_results(struct hand *h, struct block *b, int o)
{
    const struct run *r = h->run;
    struct kernel_job job = *job_of(r, b, o);
    rows_points(h, b, swept_of(r, b, o));
    job.at = h->again_at;
    job.also = NULL;
    job.first = 0;
    layout_point_at(r, b, h->again, h->again_at);
    point_own(r, b, o, 0, h->again_at);
    run_kernel(r)->start(&job);
    run_kernel(r)->results(job_of(r, b, o));
}

void observers_end(struct hand *h, struct block *b)
{
    const struct run *r = h->run;
    for (int o = 0; o < b->observers; o++)
        for (long k = 0; alike_pick(h, b, o, k); k++) {
            rows_cells(h, b);
            if (r->alike->ends)
                make_results(h, b, o);
            else if (k == 0)
                run_kernel(r)->results(job_of(r, b, o));
            rows_end(h, b);
        }
}
