/* sweep_block.c -- the life of a block: begun, advanced by chunks, ended.
 *
 * Chunks are as long as some hundredths of a second last, so that Ctrl-C and a
 * better kernel do not wait. A lane that leaves the finite numbers is noticed
 * behind a chunk; the chunk is then taken again from a copy, in ever smaller
 * pieces, to learn the exact step, which therefore depends on the point alone.
 */
#include "sweep_run.h"
#include <limits.h>
#include <string.h>
#include "base/number.h"

static const double CHUNK_SECONDS = 0.02;
enum { GROWTH = 8 };                    /* a first chunk's time says little */

void block_make(const struct run *r, long i, char *memory, struct block *b)
{
    int lanes = r->shape->lanes;
    struct cut c = { .first = i*lanes, .rows = lanes };
    if (r->cuts)
        c = r->cuts[i];
    else if (c.first + lanes > r->wave_tracks)
        c.rows = (int)(r->wave_tracks - c.first);
    *b = (struct block){ .memory = memory, .first = c.first, .rows = c.rows, .legs = 1, .settles = r->stages > 1,
                         .timing = &r->timings[c.timing], .observers = 1, .weight = c.rows, .simulated = c.rows };
    if (r->alike)
        alike_block(r, b);
    for (int lane = 0; r->tracks && !r->alike && lane < c.rows; lane++)
        b->legs = r->tracks[c.first + lane].legs > b->legs ? r->tracks[c.first + lane].legs : b->legs;
}

static void account(struct hand *h, const struct block *b, long steps)
{
    h->integrated += (double)steps*(double)b->simulated;
    shared_count(&h->done, (long long)steps*b->weight);
    if (b->weight > b->simulated)
        shared_count(&h->spared, (long long)steps*(b->weight - b->simulated));
}

/* Steps that need not be taken. */
static void spare(struct hand *h, const struct block *b, long steps)
{
    shared_count(&h->done, (long long)steps*b->weight);
    shared_count(&h->spared, (long long)steps*b->weight);
}

/* ---- begin and end ------------------------------------------------------- */

static int dead_at(const struct run *r, const char *live, int lane)
{
    const void *dead = live + r->layout.buffer[r->shape->dead];
    return r->shape->bytes == 4 ? !(((const float *)dead)[lane] == 0)
                                : !(((const double *)dead)[lane] == 0);
}

static long *status_of(const struct run *r, const struct block *b)
{
    return (long *)(b->memory + r->layout.status);
}

/* The rows of the table that a lane stands for. */
static long rows_at(const struct run *r, const struct block *b, int lane)
{
    if (lane >= b->rows || b->is_common)
        return 0;
    return r->alike ? alike_count(r, b, lane) : row_of(r, b, lane) >= 0;
}

/* Status of the lanes found dead in [live] now, [step] steps after the start; a run to settle counts along.
 * Returns how many were new. */
static int bury(struct hand *h, const struct block *b, const char *live, long step)
{
    const struct run *r = h->run;
    long *status = status_of(r, b), rows = 0;
    int found = 0;
    for (int lane = 0; lane < r->shape->lanes; lane++)
        if (!status[lane] && dead_at(r, live, lane)) {
            status[lane] = b->past + step;
            rows += rows_at(r, b, lane);
            found++;
        }
    shared_count(&h->diverged, rows);
    return found;
}

static int count_dead(const struct run *r, const struct block *b, const char *live)
{
    int n = 0;
    for (int lane = 0; lane < r->shape->lanes; lane++)
        n += !status_of(r, b)[lane] && dead_at(r, live, lane);
    return n;
}

/* Where the buffers of a block begin: its job's table, to write to. */
static void **buffers_at(const struct run *r, const struct block *b)
{
    return (void **)(b->memory + r->layout.at);
}

static struct kernel_job job_of(const struct run *r, const struct block *b)
{
    return (struct kernel_job){
        .origin = b->settles ? 0 : b->timing->transient, .dt = b->timing->dt, .rest = b->timing->rest,
        .total = (double)(block_steps(b) - (b->settles ? 0 : b->timing->transient)),
        .at = buffers_at(r, b), .rows = r->rows, .room = b->memory + r->layout.room
    };
}

long block_steps(const struct block *b)
{
    return b->settles ? b->timing->settle : b->timing->steps;
}

/* A lane that starts outside the finite numbers has left them at step 1; one that has left them while it settled is
 * not looked at any more. */
void block_start(struct hand *h, struct block *b)
{
    const struct run *r = h->run;
    memset(b->memory, 0, r->layout.live);
    layout_point_at(r, b, b->memory, buffers_at(r, b));
    series_point(h, 0, buffers_at(r, b));
    b->job = job_of(r, b);
    if (r->alike && !b->is_common)
        observers_start(h, b);
    run_kernel(r)->start(&b->job);
    if (b->stage > 0 || r->common)
        chain_go_on(r, b);
    if (!b->past)
        memset(status_of(r, b), 0, (size_t)r->shape->lanes*sizeof(long));
    if (r->shape->dead >= 0)
        bury(h, b, b->memory, 1);
    b->started = 1;
}

void block_begin(struct hand *h, struct block *b)
{
    if (h->run->alike && !b->is_common)
        observers_begin(h, b);
    else
        rows_begin(h, b);
    if (b->stage > 0)
        chain_keep(h->run, b);
    block_start(h, b);
}

/* What follows a run of a block. */
static void go_on(const struct run *r, struct block *b)
{
    b->started = 0;
    b->stage++;
    b->past = b->settles ? b->timing->settle : 0;
    b->leg += !b->settles;
    b->finished = b->leg == b->legs;
    b->settles = r->stages > 1 && !b->settles;
}

void block_end(struct hand *h, struct block *b)
{
    const struct run *r = h->run;
    if (!b->settles && r->alike) {
        observers_end(h, b);
    } else if (!b->settles) {
        run_kernel(r)->results(&b->job);
        rows_end(h, b);
    }
    h->simulated += b->settles || r->shape->dead < 0 ? 0 : b->simulated;
    go_on(r, b);
    if (b->timing->steps == 0)          /* a point is all there is to count */
        shared_count(&h->done, b->weight);
}

/* ---- the step at which a lane died --------------------------------------- */

/* Takes h->again [steps] further, with the noise of [was]. */
static void retake(struct hand *h, const struct kernel_job *was, struct kernel_job *j, long steps)
{
    const struct run *r = h->run;
    noise_follow(r, h->again_at, was->at, j->first - was->first);
    j->ticks = steps;
    run_kernel(r)->advance(j);
    j->first += steps;
}

static long root_of(long n)
{
    long root = 1;
    while (root*root < n)
        root++;
    return root;
}

/* The chunk [was] began at h->before and killed [missing] lanes. Pieces of about
 * the root of its length narrow each death down, single steps find it. */
static void locate(struct hand *h, const struct block *b, const struct kernel_job *was, int missing)
{
    const struct run *r = h->run;
    size_t live = r->layout.live;
    long steps = was->ticks, piece = root_of(steps);
    struct kernel_job far = *was;
    far.at = h->again_at;
    far.also = NULL;
    layout_point_at(r, b, h->again, h->again_at);
    series_point(h, 0, h->again_at);
    memcpy(h->again, h->before, live);
    for (long done = 0; done < steps && missing > 0; done += piece) {
        struct kernel_job near = far;
        long n = steps - done < piece ? steps - done : piece;
        memcpy(h->mark, h->again, live);
        retake(h, was, &far, n);
        if (!count_dead(r, b, h->again))
            continue;
        memcpy(h->again, h->mark, live);
        for (long i = 0; i < n; i++) {
            retake(h, was, &near, 1);
            missing -= bury(h, b, h->again, near.first);
        }
    }
}

static int all_dead(const struct run *r, const struct block *b)
{
    for (int lane = 0; lane < b->rows; lane++)
        if (!status_of(r, b)[lane])
            return 0;
    return 1;
}

/* ---- advance ------------------------------------------------------------- */

long block_chunk(long last, double per_step)
{
    double most = (double)last*GROWTH;
    double want = per_step > 0 ? CHUNK_SECONDS/per_step : most;
    want = want < most ? want : most;
    return want < 1 ? 1 : want > NUMBER_WHOLE ? (long)NUMBER_WHOLE : (long)want;
}

static void measure(struct hand *h, double took, long steps)
{
    const long long ns = (long long)(took*1e9);
    h->per_step = took/(double)steps;
    shared_count(&h->busy, ns);
    for (int i = 0; i < 2; i++)
        if (h->ran && shared_at(&h->run->rivals[i]) == h->ran) {
            shared_count(&h->raced[i].steps, steps);
            shared_count(&h->raced[i].busy, ns);
        }
}

/* One chunk, whose noise begins [ahead] steps into [noise]. */
static void take(struct hand *h, struct block *b, long steps, void *noise, long ahead)
{
    const struct run *r = h->run;
    long steps_all = block_steps(b);
    struct kernel_job *j = &b->job;
    j->ticks = steps;
    noise_point(r, buffers_at(r, b), noise, ahead);
    series_point(h, 0, buffers_at(r, b));     /* another hand had the block before */
    if (b->job.also)
        observers_follow(h, b, noise, ahead);
    if (steps > 1)                      /* of one step it is known which one killed */
        memcpy(h->before, b->memory, r->layout.live);
    h->ran = run_kernel(r);
    h->ran->advance(j);
    int missing = count_dead(r, b, b->memory);
    if (missing && steps > 1)
        locate(h, b, j, missing);
    else if (missing)
        bury(h, b, b->memory, j->first + 1);
    long from = j->first, taken = from + steps;
    j->first = taken;
    account(h, b, steps);
    if (missing && all_dead(r, b)) {
        spare(h, b, steps_all - j->first);
        j->first = steps_all;
    }
    if (!b->settles)
        series_give(h, b, from, taken, j->first);
}

/* Steps from where the block stands, at most [most]. */
static long cut(const struct block *b, long most)
{
    long left = block_steps(b) - b->job.first;
    return left < most ? left : most;
}

void block_advance(struct hand *h, struct block *b, long upto)
{
    double begun = clock_seconds();
    long from = b->job.first;
    if (b->job.first < upto && b->job.first < block_steps(b))
        take(h, b, cut(b, upto - b->job.first), h->run->noise, b->job.first - h->run->noise_first);
    long taken = (b->job.first < upto ? b->job.first : upto) - from;    /* the dead jump ahead */
    if (taken > 0)
        measure(h, clock_seconds() - begun, taken);
}

static long own_chunk(const struct hand *h)
{
    const struct run *r = h->run;
    long n = r->s->chunk_steps > 0 ? r->s->chunk_steps : h->chunk;
    n = n < r->stream_steps ? n : r->stream_steps;
    return r->noise_kind != NOISE_NONE && n > r->noise_most ? r->noise_most : n;
}

void block_chunk_of(struct hand *h, struct block *b, long most, block_noise *noise, void *user)
{
    double begun = clock_seconds();
    long own = own_chunk(h), steps = cut(b, most < own ? most : own);
    take(h, b, steps, noise(user, steps), 0);
    measure(h, clock_seconds() - begun, steps);
    h->chunk = block_chunk(h->chunk, h->per_step);
}

/* A block and the hand that is at it. */
struct at_work { struct hand *hand; struct block *block; };

static void *noise_of(void *user, long steps)
{
    const struct at_work *w = user;
    return noise_own(w->hand, w->block, steps);
}

void block_live(struct hand *h, struct block *b)
{
    struct at_work w = { h, b };
    block_begin(h, b);
    while (b->job.first < block_steps(b) && !shared_get(&h->run->quit)) {
        block_chunk_of(h, b, LONG_MAX, noise_of, &w);
        if (h->number == 0)
            tend(h->run);
    }
}

void block_run(struct hand *h, struct block *b)
{
    while (!b->finished && !shared_get(&h->run->quit)) {
        block_live(h, b);
        if (b->job.first >= block_steps(b))
            block_end(h, b);
    }
}
