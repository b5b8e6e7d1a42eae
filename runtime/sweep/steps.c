/* steps.c -- one row of a sweep, taken step by step. */
#include "steps.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "sweep_run.h"

/* Normals of a term that are to be used in the place of its own. */
struct given_noise {
    double *normals;            /* [steps] of them; NULL: none */
    long steps, used;
};

/* Set by steps_open; the block and what is fresh change with the steps. */
struct steps {
    struct run *run;            /* of one hand */
    struct hand *hand;
    struct block block;         /* of the row; its last run is under way */
    struct fail fail;           /* the run's; handed on by each call */
    struct given_noise *given;        /* [noises of the run] */
    int is_fresh;               /* no step was taken, nothing replaced */
    int is_open;                /* the run was begun */
};

/* ---- opening ---- */

static int is_last(const struct block *b)
{
    return b->leg == b->legs - 1 && !b->settles;
}

/* Runs what comes before, and begins the one that is asked for. */
static int begin(struct steps *t)
{
    struct run *r = t->run;
    struct block *b = &t->block;
    r->is_stepped = 1;
    if (run_begin(r))
        return -1;
    t->is_open = 1;
    t->hand = &r->hands[0];
    t->given = calloc((size_t)r->noise_count + 1, sizeof *t->given);
    if (!t->given)
        return fail_memory(&t->fail, NULL);
    if (wave_begin(r))
        return -1;
    block_make(r, 0, r->block_memory ? r->block_memory : t->hand->memory, b);
    while (!is_last(b)) {
        block_live(t->hand, b);
        if (t->fail.code)
            return -1;
        block_end(t->hand, b);
    }
    block_begin(t->hand, b);
    t->is_fresh = 1;
    return 0;
}

struct steps *steps_open(const struct sweep *s, struct sweep_report *report, struct fail *f)
{
    struct steps *t = calloc(1, sizeof *t);
    if (!t) {
        fail_memory(f, NULL);
        return NULL;
    }
    if (s->space->points != 1)
        fail(&t->fail, EXIT_INTERNAL, "steps are of one row, not of %ld", s->space->points);
    t->run = t->fail.code ? NULL : run_open(s, report, &t->fail);
    if (t->run && t->run->shape->dead < 0)
        fail(&t->fail, EXIT_MODEL, "nothing is simulated, so there are no steps");
    if (t->run && !t->fail.code && begin(t) == 0)
        return t;
    fail(f, t->fail.code, "%s", t->fail.text);
    steps_close(t);
    return NULL;
}

void steps_close(struct steps *t)
{
    if (!t)
        return;
    for (int i = 0; t->given && i < t->run->noise_count; i++)
        free(t->given[i].normals);
    free(t->given);
    if (t->is_open)
        run_end(t->run);
    run_close(t->run);
    free(t);
}

/* ---- steps ---- */

/* Into the noise of the next steps, the same for all lanes. */
static void put_given(struct steps *t, int term, void *chunk, long steps)
{
    const struct run *r = t->run;
    const struct term_noise *z = &r->noises[term];
    struct given_noise *g = &t->given[term];
    long most = g->steps - g->used < steps ? g->steps - g->used : steps, count = most*z->width, lanes = z->by_lane ? r->shape->lanes : 1;
    const double *from = g->normals + g->used*z->width;
    char *out = (char *)chunk + z->at;
    for (long i = 0; i < count*lanes; i++)
        if (r->shape->bytes == 4)
            ((float *)out)[i] = (float)from[i/lanes];
        else
            ((double *)out)[i] = from[i/lanes];
    g->used += most;
}

static void *noise_of(void *user, long steps)
{
    struct steps *t = user;
    void *chunk = noise_own(t->hand, &t->block, steps);
    for (int i = 0; i < t->run->noise_count; i++)
        if (t->given[i].used < t->given[i].steps)
            put_given(t, i, chunk, steps);
    return chunk;
}

/* What failed before is over. */
static void begin_again(struct steps *t)
{
    t->fail = (struct fail){ .code = 0 };
    t->run->failed = 0;
    shared_set(&t->run->quit, 0);
}

int steps_take(struct steps *t, long n, struct fail *f)
{
    struct block *b = &t->block;
    long upto = n > steps_all(t) - b->job.first ? steps_all(t) : b->job.first + n;
    begin_again(t);
    while (b->job.first < upto && !t->fail.code) {
        block_chunk_of(t->hand, b, upto - b->job.first, noise_of, t);
        t->is_fresh = 0;
        tend(t->run);
        if (!t->fail.code && shared_get(&t->run->series_failed))
            t->fail = t->run->series_fail;
    }
    return t->fail.code ? fail(f, t->fail.code, "%s", t->fail.text) : 0;
}

long steps_done(const struct steps *t)
{
    return t->block.job.first;
}

long steps_all(const struct steps *t)
{
    return block_steps(&t->block);
}

long steps_origin(const struct steps *t)
{
    return t->block.timing->transient;
}

double steps_dt(const struct steps *t)
{
    return t->block.timing->dt;
}

static long *statuses(const struct steps *t)
{
    return (long *)(void *)(t->block.memory + t->run->layout.status);
}

long steps_status(const struct steps *t)
{
    return statuses(t)[0];
}

int steps_results(struct steps *t, struct fail *f)
{
    struct run *r = t->run;
    if (steps_done(t) < steps_all(t))
        return fail(f, EXIT_MODEL, "%ld of %ld steps are taken; what is observed is known behind the last", steps_done(t), steps_all(t));
    begin_again(t);
    r->report->diverged = r->report->undefined = 0;
    r->emitted = r->ready = 0;
    run_kernel(r)->results(&t->block.job);
    rows_end(t->hand, &t->block);
    if (rows_emit(r, r->wave_rows))
        return fail(f, t->fail.code ? t->fail.code : EXIT_SYSTEM, "%s", t->fail.text);
    return 0;
}

/* ---- the state ---- */

/* Where number [i] of a buffer begins, of all lanes. */
static char *lanes_of(const struct steps *t, int buffer, long i)
{
    const struct run *r = t->run;
    return t->block.memory + r->layout.buffer[buffer] + (size_t)i*(size_t)r->shape->lanes*(size_t)r->shape->bytes;
}

static void put_lanes(const struct steps *t, char *to, double x)
{
    for (int lane = 0; lane < t->run->shape->lanes; lane++)
        if (t->run->shape->bytes == 4)
            ((float *)(void *)to)[lane] = (float)x;
        else
            ((double *)(void *)to)[lane] = x;
}

long steps_states(const struct steps *t)
{
    return kernel_places(t->run->shape, t->run->s->state);
}

void steps_get(const struct steps *t, double *out)
{
    for (long i = 0; i < steps_states(t); i++) {
        const void *at = lanes_of(t, t->run->s->state, i);
        out[i] = t->run->shape->bytes == 4 ? (double)*(const float *)at : *(const double *)at;
    }
}

void steps_put(struct steps *t, const double *in)
{
    for (long i = 0; i < steps_states(t); i++)
        put_lanes(t, lanes_of(t, t->run->s->state, i), in[i]);
    t->is_fresh = 0;
}

/* ---- numbers of the row ---- */

void steps_give(struct steps *t, long slot, double x)
{
    const struct run *r = t->run;
    put_lanes(t, t->block.memory + r->layout.swept + (size_t)slot*(size_t)r->shape->lanes*(size_t)r->shape->bytes, x);
}

/* What follows from the numbers of the row, but for what is remembered from step to step. */
static void derive(struct steps *t)
{
    const struct run *r = t->run;
    struct kernel_job job = t->block.job;
    job.first = 0;
    memcpy(t->hand->again, t->block.memory, r->layout.live);
    run_kernel(r)->start(&job);
    memcpy(t->block.memory, t->hand->again, r->layout.live);
}

void steps_given(struct steps *t)
{
    if (t->is_fresh)
        block_start(t->hand, &t->block);
    else
        derive(t);
}

/* ---- noise ---- */

long steps_normals(const struct steps *t, int term)
{
    return term >= 0 && term < t->run->noise_count ? t->run->noises[term].width : 0;
}

int steps_give_noise(struct steps *t, int term, const double *normals, long steps, struct fail *f)
{
    struct given_noise *g = &t->given[term];
    size_t bytes = (size_t)(steps*steps_normals(t, term))*sizeof *normals;
    double *copy = steps > 0 ? malloc(bytes) : NULL;
    if (steps > 0 && !copy)
        return fail_memory(f, NULL);
    if (copy)
        memcpy(copy, normals, bytes);
    free(g->normals);
    *g = (struct given_noise){ .normals = copy, .steps = copy ? steps : 0 };
    return 0;
}

/* ---- snapshots ---- */

/* In front of what is remembered and of the numbers of the row. */
struct snapshot {
    char magic[8];
    uint64_t shape;             /* of the kernel's tables */
    uint64_t live, swept;       /* bytes */
    double dt;
    int64_t done, status, is_fresh;
};

static const char magic[8] = "massc 1";

static void mix(uint64_t *h, uint64_t x)
{
    *h = (*h ^ x)*0x100000001b3u;
    *h ^= *h >> 29;
}

static void mix_name(uint64_t *h, const char *name)
{
    for (; *name; name++)
        mix(h, (unsigned char)*name);
}

/* Kernels with the same buffers, of the same sizes, remember the same. */
static uint64_t shape_of(const struct run *r)
{
    const struct kernel *k = r->shape;
    uint64_t h = 0xcbf29ce484222325u;
    mix(&h, (uint64_t)k->bytes);
    mix(&h, (uint64_t)k->lanes);
    mix(&h, (uint64_t)r->ring_rows);
    for (int i = 0; i < k->axis_count; i++)
        mix(&h, (uint64_t)k->axes[i].extent);
    for (int i = 0; i < k->buffer_count; i++) {
        const struct kernel_buffer *b = &k->buffers[i];
        mix_name(&h, b->name);
        mix(&h, (uint64_t)b->life);
        mix(&h, b->over);
        mix(&h, (uint64_t)b->slots);
        mix(&h, (uint64_t)b->bytes);
    }
    return h;
}

static size_t swept_bytes(const struct run *r)
{
    return (size_t)r->points*(size_t)r->shape->lanes*(size_t)r->shape->bytes;
}

size_t steps_snapshot_size(const struct steps *t)
{
    return sizeof(struct snapshot) + t->run->layout.live + swept_bytes(t->run);
}

static struct snapshot head_of(const struct steps *t)
{
    struct snapshot head = { .shape = shape_of(t->run), .live = t->run->layout.live, .swept = swept_bytes(t->run), .dt = steps_dt(t),
                             .done = steps_done(t), .status = steps_status(t), .is_fresh = t->is_fresh };
    memcpy(head.magic, magic, sizeof magic);
    return head;
}

void steps_snapshot(const struct steps *t, void *out)
{
    const struct run *r = t->run;
    const struct snapshot head = head_of(t);
    char *to = out;
    memcpy(to, &head, sizeof head);
    memcpy(to + sizeof head, t->block.memory, r->layout.live);
    memcpy(to + sizeof head + r->layout.live, t->block.memory + r->layout.swept, swept_bytes(r));
}

int steps_restore(struct steps *t, const void *from, size_t size, struct fail *f)
{
    const struct run *r = t->run;
    struct snapshot head, own = head_of(t);
    if (size < sizeof head || (memcpy(&head, from, sizeof head), memcmp(head.magic, magic, sizeof magic)) != 0)
        return fail(f, EXIT_MODEL, "this is no snapshot");
    if (size != steps_snapshot_size(t) || head.shape != own.shape || head.live != own.live || head.swept != own.swept || head.dt != own.dt)
        return fail(f, EXIT_MODEL, "the snapshot is of a simulation with other buffers, another step or precision");
    if (head.done < 0 || head.done > steps_all(t))
        return fail(f, EXIT_MODEL, "the snapshot is behind step %lld, and this simulation has %ld", (long long)head.done, steps_all(t));
    const char *numbers = (const char *)from + sizeof head;
    memcpy(t->block.memory + r->layout.swept, numbers + head.live, head.swept);
    derive(t);
    memcpy(t->block.memory, numbers, head.live);
    t->block.job.first = (long)head.done;
    t->is_fresh = head.is_fresh != 0;
    for (int lane = 0; lane < r->shape->lanes; lane++)
        statuses(t)[lane] = (long)head.status;
    for (int i = 0; i < r->noise_count; i++)
        t->given[i].used = t->given[i].steps;
    return 0;
}
