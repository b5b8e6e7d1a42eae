/* sweep_block.c -- the life of a block: begun, advanced by chunks, ended.
 *
 * Chunks are as long as some hundredths of a second last, so that Ctrl-C and a
 * better kernel do not wait. A lane that leaves the finite numbers is noticed
 * behind a chunk; the chunk is then taken again from a copy, in ever smaller
 * pieces, to learn the exact step, which therefore depends on the point alone.
 */
#include "sweep_run.h"
#include <string.h>
#include "base/number.h"

static const double CHUNK_SECONDS = 0.02;
enum { GROWTH = 8 };                    /* a first chunk's time says little */

/* ---- memory -------------------------------------------------------------- */

static size_t reserve(size_t *at, size_t bytes)
{
    size_t here = *at;
    *at += (bytes + 63) & ~(size_t)63;
    return here;
}

struct layout block_layout(const struct kernel *k)
{
    struct layout y;
    size_t at = 0, row = (size_t)k->lanes*(size_t)k->bytes;
    y.state = reserve(&at, (size_t)k->states*(size_t)k->nodes*row);
    y.dead = reserve(&at, row);
    y.live = at;
    y.point = reserve(&at, (size_t)k->points*row);
    y.work = reserve(&at, (size_t)k->work*row);
    at += 64;                           /* a step stores into both: not 4096 bytes apart */
    y.tally = reserve(&at, (size_t)k->tallies*row);
    y.result = reserve(&at, (size_t)k->results*row);
    y.status = reserve(&at, (size_t)k->lanes*sizeof(long));
    y.keys = reserve(&at, (size_t)k->lanes*sizeof(struct random_key));
    y.size = at + 64;                   /* blocks do not all begin at the same cache set */
    return y;
}

void block_make(const struct run *r, long i, char *memory, struct block *b)
{
    int lanes = r->shape->lanes;
    struct cut c = { .first = i*lanes, .rows = lanes };
    if (r->cuts)
        c = r->cuts[i];
    else if (c.first + lanes > r->wave_rows)
        c.rows = (int)(r->wave_rows - c.first);
    *b = (struct block){ .memory = memory, .first = c.first, .rows = c.rows,
                         .timing = &r->timings[c.timing] };
}

/* [skipped]: work that need not be done, or that is not made of steps. */
static void account(struct hand *h, const struct block *b, long steps, long skipped)
{
    h->integrated += (double)steps*b->rows;
    atomic_fetch_add_explicit(&h->done, (steps + skipped)*b->rows, memory_order_relaxed);
}

/* ---- begin and end ------------------------------------------------------- */

static int dead_at(const struct run *r, const char *live, int lane)
{
    const void *dead = live + r->layout.dead;
    return r->shape->bytes == 4 ? !(((const float *)dead)[lane] == 0)
                                : !(((const double *)dead)[lane] == 0);
}

static long *status_of(const struct run *r, const struct block *b)
{
    return (long *)(b->memory + r->layout.status);
}

/* Status of the lanes found dead in [live] now, [step] steps after the start.
 * Returns how many were new. */
static int bury(const struct run *r, const struct block *b, const char *live, long step)
{
    long *status = status_of(r, b);
    int found = 0;
    for (int lane = 0; lane < r->shape->lanes; lane++)
        if (!status[lane] && dead_at(r, live, lane)) {
            status[lane] = step;
            found++;
        }
    return found;
}

static int count_dead(const struct run *r, const struct block *b, const char *live)
{
    int n = 0;
    for (int lane = 0; lane < r->shape->lanes; lane++)
        n += !status_of(r, b)[lane] && dead_at(r, live, lane);
    return n;
}

static struct kernel_job job_of(const struct run *r, const struct block *b)
{
    const struct layout *y = &r->layout;
    return (struct kernel_job){
        .origin = b->timing->transient, .dt = b->timing->dt, .rest = b->timing->rest,
        .total = (double)(b->timing->steps - b->timing->transient),
        .point = b->memory + y->point, .graph = r->s->graph, .state = b->memory + y->state,
        .work = b->memory + y->work, .tally = b->memory + y->tally,
        .dead = b->memory + y->dead, .result = b->memory + y->result
    };
}

/* A lane that starts outside the finite numbers has left them at step 1. */
void block_begin(struct hand *h, struct block *b)
{
    const struct run *r = h->run;
    const struct layout *y = &r->layout;
    size_t row = (size_t)r->shape->lanes*(size_t)r->shape->bytes;
    rows_begin(h, b);
    memset(b->memory + y->dead, 0, row);
    memset(b->memory + y->tally, 0, (size_t)r->shape->tallies*row);
    b->job = job_of(r, b);
    atomic_load(&r->kernel)->start(&b->job);
    memset(b->memory + y->status, 0, (size_t)r->shape->lanes*sizeof(long));
    if (r->shape->states > 0)
        bury(r, b, b->memory, 1);
    b->started = 1;
}

void block_end(struct hand *h, struct block *b)
{
    const struct run *r = h->run;
    atomic_load(&r->kernel)->finish(&b->job);
    rows_end(h, b);
    b->finished = 1;
    if (b->timing->steps == 0)
        account(h, b, 0, 1);
}

/* ---- the step at which a lane died --------------------------------------- */

static void step_noise(const struct run *r, struct kernel_job *j, long steps)
{
    j->first += steps;
    if (j->noise)
        j->noise = (const char *)j->noise + (size_t)steps*noise_step_bytes(r);
}

/* Takes h->again [steps] further; nothing is observed. */
static void retake(struct hand *h, struct kernel_job *j, long steps)
{
    j->steps = steps;
    atomic_load(&h->run->kernel)->advance(j);
    step_noise(h->run, j, steps);
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
static void locate(struct hand *h, const struct block *b, struct kernel_job was, int missing)
{
    const struct run *r = h->run;
    size_t live = r->layout.live;
    long steps = was.steps, piece = root_of(steps);
    was.observe = 0;
    was.tally = h->tally;
    was.state = h->again + r->layout.state;
    was.dead = h->again + r->layout.dead;
    memcpy(h->again, h->before, live);
    for (long done = 0; done < steps && missing > 0; done += piece) {
        struct kernel_job at = was;
        long n = steps - done < piece ? steps - done : piece;
        memcpy(h->mark, h->again, live);
        retake(h, &was, n);
        if (!count_dead(r, b, h->again))
            continue;
        memcpy(h->again, h->mark, live);
        for (long i = 0; i < n; i++) {
            retake(h, &at, 1);
            missing -= bury(r, b, h->again, at.first);
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
    h->per_step = took/(double)steps;
    atomic_fetch_add_explicit(&h->busy, (long long)(took*1e9), memory_order_relaxed);
}

/* One chunk, on one side of the transient's end. */
static void take(struct hand *h, struct block *b, long steps, const void *noise)
{
    const struct run *r = h->run;
    const struct timing *t = b->timing;
    struct kernel_job *j = &b->job;
    j->steps = steps;
    j->observe = j->first >= t->transient;
    j->noise = noise;
    memcpy(h->before, b->memory, r->layout.live);
    atomic_load(&r->kernel)->advance(j);
    int missing = count_dead(r, b, b->memory);
    if (missing)
        locate(h, b, *j, missing);
    j->first += steps;
    account(h, b, steps, 0);
    if (missing && all_dead(r, b)) {
        account(h, b, 0, t->steps - j->first);
        j->first = t->steps;
    }
}

/* Steps from where the block stands, at most [most], not across the transient's end. */
static long cut(const struct block *b, long most)
{
    long at = b->job.first, end = at < b->timing->transient ? b->timing->transient
                                                            : b->timing->steps;
    return end - at < most ? end - at : most;
}

static const char *shared_noise(const struct run *r, const struct block *b)
{
    return (const char *)r->noise
         + (size_t)(b->job.first - r->noise_first)*noise_step_bytes(r);
}

void block_advance(struct hand *h, struct block *b, long upto)
{
    double begun = clock_seconds();
    long from = b->job.first;
    while (b->job.first < upto && b->job.first < b->timing->steps)
        take(h, b, cut(b, upto - b->job.first), shared_noise(h->run, b));
    long taken = (b->job.first < upto ? b->job.first : upto) - from;    /* the dead jump ahead */
    if (taken > 0)
        measure(h, clock_seconds() - begun, taken);
}

static long own_chunk(const struct hand *h)
{
    const struct run *r = h->run;
    long n = r->s->chunk_steps > 0 ? r->s->chunk_steps : h->chunk;
    return r->noise_kind == NOISE_LANES && n > r->noise_most ? r->noise_most : n;
}

void block_run(struct hand *h, struct block *b)
{
    const struct run *r = h->run;
    block_begin(h, b);
    while (b->job.first < b->timing->steps && !atomic_load(&r->quit)) {
        double begun = clock_seconds();
        long steps = cut(b, own_chunk(h));
        if (r->noise_kind == NOISE_LANES)
            noise_fill(h, b, steps);
        take(h, b, steps, h->noise);
        measure(h, clock_seconds() - begun, steps);
        h->chunk = block_chunk(h->chunk, h->per_step);
        if (h->number == 0)
            tend(h->run);
    }
    if (b->job.first >= b->timing->steps)
        block_end(h, b);
}
