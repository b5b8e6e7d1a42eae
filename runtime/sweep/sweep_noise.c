/* sweep_noise.c -- normals for a chunk of steps.
 *
 * Element (step*slots + s)*nodes + node of a key's stream belongs to that step,
 * noise and node, whatever the chunk, the time step or the thread that draws it;
 * steps count from the start of the transient. All points share one stream, or
 * every lane has the stream of its own key. Recorded noise takes the place of the
 * streams; its realisations are numbered.
 */
#include "sweep_run.h"
#include <stdlib.h>
#include <string.h>

enum {
    BUFFER = 1 << 20,           /* bytes of a chunk's noise: it is read from the L2 cache */
    GRAIN = 64                  /* a hand's part of a chunk starts at a multiple of this */
};

size_t noise_step_bytes(const struct run *r)
{
    size_t n = (size_t)r->noise_width*(size_t)r->shape->bytes;
    return r->noise_kind == NOISE_LANES ? n*(size_t)r->shape->lanes : n;
}

/* ---- which noise --------------------------------------------------------- */

long sweep_realisations(const struct sweep *s)
{
    long trials = s->space->trials > 0 ? s->space->trials : 1;
    if (s->noise_axis < 0)
        return trials;
    return s->space->dims[s->space->axes[s->noise_axis].dim].size*trials;
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
struct random_key noise_name(const struct run *r, long sample, long trial)
{
    const struct sweep *s = r->s;
    long trials = r->space->trials;
    if (s->noise_given)
        return number_name(s->noise_given_count > 1
                           ? (uint64_t)(sample*(trials > 0 ? trials : 1) + trial) : 0);
    struct random_key key = random_key(s->noise_seed, r->space->bytes);
    if (s->noise_axis >= 0)
        key = axis_key(&r->space->axes[s->noise_axis], r->space->bytes, sample);
    return trials > 0 ? random_fold_in(key, (uint32_t)trial) : key;
}

/* ---- filling ------------------------------------------------------------- */

static void copy_given(const struct run *r, struct random_key name, long first, long count,
                       long stride, void *out)
{
    const double *given = r->s->noise_given + (long)name_number(name)*r->noise_all + first;
    if (r->shape->bytes == 4)
        for (long i = 0; i < count; i++)
            ((float *)out)[i*stride] = (float)given[i];
    else
        for (long i = 0; i < count; i++)
            ((double *)out)[i*stride] = given[i];
}

static void fill(const struct run *r, struct random_key name, long first, long count,
                 long stride, void *out)
{
    if (count <= 0)
        return;
    const struct kernel *k = atomic_load(&r->kernel);
    if (r->s->noise_given)
        copy_given(r, name, first, count, stride, out);
    else
        (k->draw ? k->draw : r->primitives->draw)(name.hi, name.lo, (unsigned long long)first, count, stride, out);
}

void noise_share(struct hand *h)
{
    const struct run *r = h->run;
    if (r->noise_kind != NOISE_SHARED)
        return;
    long all = r->noise_steps*r->noise_width, part = all/r->hand_count/GRAIN*GRAIN + GRAIN;
    long from = part*h->number, count = all - from < part ? all - from : part;
    char *out = (char *)r->noise + (size_t)from*(size_t)r->shape->bytes;
    fill(r, r->noise_key, r->noise_first*r->noise_width + from, count, 1, out);
}

void noise_fill(struct hand *h, const struct block *b, long steps)
{
    const struct run *r = h->run;
    const struct random_key *keys = (const void *)(b->memory + r->layout.keys);
    long first = b->job.first*r->noise_width, count = steps*r->noise_width;
    for (int lane = 0; lane < r->shape->lanes; lane++) {
        char *out = (char *)h->noise + (size_t)lane*(size_t)r->shape->bytes;
        fill(r, keys[lane], first, count, r->shape->lanes, out);
    }
}

/* ---- handing out --------------------------------------------------------- */

static int interrupted(const struct run *r)
{
    return r->s->stop && *r->s->stop;
}

static int show_one(struct run *r, struct random_key name, void *buffer, long room)
{
    for (long at = 0; at < r->noise_all; at += room) {
        long count = r->noise_all - at < room ? r->noise_all - at : room;
        if (interrupted(r))
            return fail(r->f, EXIT_INTERRUPTED, "interrupted");
        fill(r, name, at, count, 1, buffer);
        if (r->s->noise_used(r->s->user, buffer, count, r->f))
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
    for (long i = 0; i < sweep_realisations(r->s) && !bad; i++)
        bad = show_one(r, noise_name(r, i/trials, i % trials), buffer, BUFFER/r->shape->bytes);
    free(buffer);
    return bad ? -1 : 0;
}

/* ---- open and close ------------------------------------------------------ */

static int check_noise(struct run *r)
{
    const struct sweep *s = r->s;
    if (r->noise_kind == NOISE_SHARED && s->noise_axis >= 0)
        return fail(r->f, EXIT_INTERNAL, "the noise key is on an axis, but the kernel shares its noise");
    if (s->noise_given && s->noise_given_count > 1
        && (r->noise_kind == NOISE_SHARED || s->noise_given_count != sweep_realisations(s)))
        return fail(r->f, EXIT_INTERNAL, "there are %ld realisations of recorded noise",
                    s->noise_given_count);
    return 0;
}

int noise_open(struct run *r)
{
    const struct kernel *k = r->shape;
    r->noise_most = 1;
    r->noise_buffer = kernel_noise(k);
    if (r->noise_buffer < 0)
        return 0;
    r->noise_width = kernel_places(k, r->noise_buffer);
    r->primitives = vector_set(k->bytes, 0);
    if (!r->primitives && !k->draw)
        return fail(r->f, EXIT_INTERNAL, "nobody draws the kernel's noise");
    r->noise_kind = kernel_over_lanes(k, r->noise_buffer) ? NOISE_LANES : NOISE_SHARED;
    r->noise_all = r->report->steps*r->noise_width;
    if (check_noise(r))
        return -1;
    r->noise_key = noise_name(r, 0, 0);
    r->noise_most = (long)(BUFFER/noise_step_bytes(r));
    if (r->noise_most < 1)
        r->noise_most = 1;
    r->rows[r->noise_buffer] = r->noise_most;
    if (r->noise_kind == NOISE_SHARED) {
        r->noise = numbers((size_t)r->noise_most*noise_step_bytes(r));
        if (!r->noise)
            return fail(r->f, EXIT_SYSTEM, "not enough memory for the noise");
    }
    return r->s->noise_used ? show_used(r) : 0;
}

void noise_close(struct run *r)
{
    free(r->noise);
}
