/* sweep_noise.c -- normals for a chunk of steps.
 *
 * Element (step*slots + s)*nodes + node of a key's stream belongs to that step,
 * noise and node, whatever the chunk, the time step or the thread that draws it;
 * steps count from the start of the transient. Each term of the noise has a buffer of its
 * own, and its streams: all points share one, or every lane has the one of its own key.
 * Recorded noise takes the place of a term's streams; its realisations are numbered.
 *
 * Where some term is of the lanes' own, hands fill all terms for the block they are at.
 */
#include "sweep_run.h"
#include <stdlib.h>
#include <string.h>

enum {
    BUFFER = 1 << 20,           /* bytes of a chunk's noise: it is read from the L2 cache */
    GRAIN = 64                  /* a hand's part of a chunk starts at a multiple of this */
};

void noise_point(const struct run *r, void **at, void *chunk, long ahead)
{
    for (int i = 0; i < r->noise_count; i++) {
        const struct term_noise *z = &r->noises[i];
        at[z->buffer] = chunk ? (char *)chunk + z->at + (size_t)ahead*z->step_bytes : NULL;
    }
}

void noise_follow(const struct run *r, void **at, void *const *from, long ahead)
{
    for (int i = 0; i < r->noise_count; i++) {
        const struct term_noise *z = &r->noises[i];
        at[z->buffer] = (char *)from[z->buffer] + (size_t)ahead*z->step_bytes;
    }
}

/* ---- which noise --------------------------------------------------------- */

long sweep_realisations(const struct space *s, int axis)
{
    long trials = s->trials > 0 ? s->trials : 1;
    return axis < 0 ? trials : s->dims[s->axes[axis].dim].size*trials;
}

static struct random_key number_name(uint64_t n)
{
    return (struct random_key){ (uint32_t)(n >> 32), (uint32_t)n };
}

static uint64_t name_number(struct random_key name)
{
    return (uint64_t)name.hi << 32 | name.lo;
}

/* With trials, trial r of every point sees fold_in(key, r). */
struct random_key noise_name(const struct run *r, int term, long sample, long trial)
{
    const struct sweep_noise *z = &r->s->noises[term];
    long trials = r->space->trials;
    if (z->given)
        return number_name(z->given_count > 1
                           ? (uint64_t)(sample*(trials > 0 ? trials : 1) + trial) : 0);
    struct random_key key = random_key(z->seed, r->space->bytes);
    if (z->axis >= 0)
        key = axis_key(&r->space->axes[z->axis], r->space->bytes, sample);
    return trials > 0 ? random_fold_in(key, (uint32_t)trial) : key;
}

/* ---- filling ------------------------------------------------------------- */

static void copy_given(const struct run *r, int term, struct random_key name, long first, long count,
                       long stride, void *out)
{
    const double *given = r->s->noises[term].given + (long)name_number(name)*r->noises[term].all + first;
    if (r->shape->bytes == 4)
        for (long i = 0; i < count; i++)
            ((float *)out)[i*stride] = (float)given[i];
    else
        for (long i = 0; i < count; i++)
            ((double *)out)[i*stride] = given[i];
}

static void fill(const struct run *r, int term, struct random_key name, long first, long count,
                 long stride, void *out)
{
    if (count <= 0)
        return;
    if (r->s->noises[term].given)
        copy_given(r, term, name, first, count, stride, out);
    else
        r->draw(name.hi, name.lo, (unsigned long long)first, count, stride, out);
}

/* A hand's part of the shared chunk of a term. */
static void share(struct hand *h, int term)
{
    const struct run *r = h->run;
    const struct term_noise *z = &r->noises[term];
    long all = r->noise_steps*z->width, part = all/r->hand_count/GRAIN*GRAIN + GRAIN;
    long from = part*h->number, count = all - from < part ? all - from : part;
    char *out = (char *)r->noise + z->at + (size_t)from*(size_t)r->shape->bytes;
    fill(r, term, z->key, r->noise_first*z->width + from, count, 1, out);
}

void noise_share(struct hand *h)
{
    for (int i = 0; h->run->noise_kind == NOISE_SHARED && i < h->run->noise_count; i++)
        share(h, i);
}

struct random_key noise_plain(const struct run *r, int term)
{
    const struct sweep_noise *z = &r->s->noises[term];
    return z->given ? number_name(0) : random_key(z->seed, r->space->bytes);
}

/* What all blocks share is the common run's while it is under way. */
void *noise_own(struct hand *h, const struct block *b, long steps)
{
    const struct run *r = h->run;
    int lanes = r->shape->lanes;
    void *chunk = r->noise_kind == NOISE_LANES ? h->noise : r->noise;
    for (int i = 0; i < r->noise_count; i++) {
        const struct term_noise *z = &r->noises[i];
        const struct random_key *keys = (const struct random_key *)(const void *)(b->memory + r->layout.keys) + (long)i*lanes;
        long first = b->job.first*z->width, count = steps*z->width;
        char *out = (char *)chunk + z->at;
        for (int lane = 0; z->by_lane && lane < lanes; lane++)
            fill(r, i, keys[lane], first, count, lanes, out + (size_t)lane*(size_t)r->shape->bytes);
        if (!z->by_lane)
            fill(r, i, z->key, first, count, 1, out);
    }
    return chunk;
}

/* ---- handing out --------------------------------------------------------- */

static int show_one(struct run *r, int term, struct random_key name, void *buffer, long room)
{
    long all = r->noises[term].all;
    for (long at = 0; at < all; at += room) {
        long count = all - at < room ? all - at : room;
        if (sweep_stopped(r))
            return fail(r->f, EXIT_INTERRUPTED, "interrupted");
        fill(r, term, name, at, count, 1, buffer);
        if (r->s->noise_used(r->s->user, term, buffer, count, r->f))
            return fail(r->f, EXIT_SYSTEM, "the noise could not be written");
    }
    return 0;
}

/* What the run is going to use: a normal depends on nothing but its number and
 * the name of its stream, so it can be handed out before. */
static int show_used(struct run *r)
{
    long trials = r->space->trials > 0 ? r->space->trials : 1, bad = 0;
    void *buffer = numbers(BUFFER);
    if (!buffer)
        return fail(r->f, EXIT_SYSTEM, "not enough memory for the noise");
    for (int term = 0; term < r->noise_count && !bad; term++)
        for (long i = 0, count = sweep_realisations(r->space, r->s->noises[term].axis); i < count && !bad; i++)
            bad = show_one(r, term, noise_name(r, term, i/trials, i % trials), buffer, BUFFER/r->shape->bytes);
    free(buffer);
    return bad ? -1 : 0;
}

/* ---- open and close ------------------------------------------------------ */

static int check_term(struct run *r, int term)
{
    const struct sweep_noise *z = &r->s->noises[term];
    int by_lane = r->noises[term].by_lane;
    if (!by_lane && z->axis >= 0)
        return fail(r->f, EXIT_INTERNAL, "the noise key is on an axis, but the kernel shares its noise");
    if (z->given && z->given_count > 1 && (!by_lane || z->given_count != sweep_realisations(r->space, z->axis)))
        return fail(r->f, EXIT_INTERNAL, "there are %ld realisations of recorded noise", z->given_count);
    for (int i = 0; z->given && i < r->timing_count; i++)
        if (r->timings[i].settle > r->report->steps)
            return fail(r->f, EXIT_MODEL, "to settle takes %ld steps, and the recorded noise has %ld", r->timings[i].settle, r->report->steps);
    return 0;
}

static int open_term(struct run *r, int term)
{
    const struct kernel *k = r->shape;
    struct term_noise *z = &r->noises[term];
    z->buffer = kernel_noise(k, term);
    z->width = kernel_places(k, z->buffer);
    z->by_lane = kernel_over_lanes(k, z->buffer);
    z->all = r->report->steps*z->width;
    z->step_bytes = (size_t)z->width*(size_t)k->bytes*(z->by_lane ? (size_t)k->lanes : 1);
    if (check_term(r, term))
        return -1;
    z->key = noise_name(r, term, 0, 0);
    if (z->by_lane)
        r->noise_kind = NOISE_LANES;
    return 0;
}

/* How many steps a chunk has, and where each term lies in it. */
static void lay_out(struct run *r)
{
    size_t each = 0, at = 0;
    for (int i = 0; i < r->noise_count; i++)
        each += r->noises[i].step_bytes;
    r->noise_most = (long)(BUFFER/each);
    if (r->noise_most < 1)
        r->noise_most = 1;
    for (int i = 0; i < r->noise_count; i++) {
        struct term_noise *z = &r->noises[i];
        z->at = at;
        at += ((size_t)r->noise_most*z->step_bytes + 63) & ~(size_t)63;
        r->rows[z->buffer] = r->noise_most;
    }
    r->noise_bytes = at;
}

int noise_open(struct run *r)
{
    const struct kernel *k = r->shape;
    int count = r->noise_count = kernel_noises(k);
    r->noise_most = 1;
    if (count > r->s->noise_count)
        return fail(r->f, EXIT_INTERNAL, "the kernel has %d noises, the sweep %d", count, r->s->noise_count);
    if (!count)
        return 0;
    if (!r->draw)
        return fail(r->f, EXIT_INTERNAL, "nobody draws the kernel's noise");
    r->noises = calloc((size_t)count, sizeof *r->noises);
    if (!r->noises)
        return fail(r->f, EXIT_SYSTEM, "not enough memory for the noise");
    r->noise_kind = NOISE_SHARED;
    for (int i = 0; i < count; i++)
        if (open_term(r, i))
            return -1;
    lay_out(r);
    if (r->noise_kind == NOISE_SHARED) {
        r->noise = numbers(r->noise_bytes);
        if (!r->noise)
            return fail(r->f, EXIT_SYSTEM, "not enough memory for the noise");
    }
    return r->s->noise_used ? show_used(r) : 0;
}

void noise_close(struct run *r)
{
    free(r->noises);
    free(r->noise);
}
