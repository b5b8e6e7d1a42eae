/* sweep_noise.c -- normals for a chunk of steps.
 *
 * Element (step*noises + s)*nodes + node of a key's stream belongs to that step,
 * noise and node, whatever the chunk, the time step or the thread that draws it;
 * steps count from the start of the transient. All points share one stream, or
 * every lane has the stream of its own key.
 */
#include "sweep_run.h"
#include <stdlib.h>
#include <string.h>

enum {
    BUFFER = 1 << 20,           /* bytes of a chunk's noise: it is read from the L2 cache */
    GRAIN = 64                  /* a hand's part of a chunk starts at a multiple of this */
};

static long per_step(const struct run *r)
{
    return r->shape->noises*r->shape->nodes;
}

size_t noise_step_bytes(const struct run *r)
{
    size_t n = (size_t)per_step(r)*(size_t)r->shape->bytes;
    return r->noise_kind == NOISE_LANES ? n*(size_t)r->shape->lanes : n;
}

int noise_open(struct run *r)
{
    const struct kernel *k = r->shape;
    r->noise_most = 1;
    if (k->noises == 0)
        return 0;
    r->noise_kind = k->noise_lanes ? NOISE_LANES : NOISE_SHARED;
    r->noise_key = random_key(r->s->noise_seed, r->space->bytes);
    if (r->noise_kind == NOISE_SHARED && r->s->noise_axis >= 0)
        return fail(r->f, 70, "the noise key is on an axis, but the kernel shares its noise");
    r->noise_most = (long)(BUFFER/noise_step_bytes(r));
    if (r->noise_most < 1)
        r->noise_most = 1;
    if (r->noise_kind == NOISE_SHARED) {
        r->noise = numbers((size_t)r->noise_most*noise_step_bytes(r));
        if (!r->noise)
            return fail(r->f, FAIL_SYSTEM, "not enough memory for the noise");
    }
    return 0;
}

void noise_close(struct run *r)
{
    free(r->noise);
}

/* ---- recorded noise ------------------------------------------------------ */

static void copy_given(const struct run *r, long first, long count, long stride, void *out)
{
    const double *given = r->s->noise_given + first;
    if (r->shape->bytes == 4)
        for (long i = 0; i < count; i++)
            ((float *)out)[i*stride] = (float)given[i];
    else
        for (long i = 0; i < count; i++)
            ((double *)out)[i*stride] = given[i];
}

static void keep(const struct run *r, long first, long count, long stride, const void *from)
{
    double *kept = r->s->noise_kept + first;
    if (r->shape->bytes == 4)
        for (long i = 0; i < count; i++)
            kept[i] = ((const float *)from)[i*stride];
    else
        for (long i = 0; i < count; i++)
            kept[i] = ((const double *)from)[i*stride];
}

/* ---- drawing ------------------------------------------------------------- */

static void fill(const struct run *r, struct random_key key, long first, long count,
                 long stride, void *out)
{
    if (count <= 0)
        return;
    if (r->s->noise_given)
        copy_given(r, first, count, stride, out);
    else
        atomic_load(&r->kernel)->draw(key.hi, key.lo, (unsigned long long)first, count, stride,
                                      out);
}

void noise_share(struct hand *h)
{
    const struct run *r = h->run;
    if (r->noise_kind != NOISE_SHARED)
        return;
    long all = r->noise_steps*per_step(r), part = all/r->hand_count/GRAIN*GRAIN + GRAIN;
    long from = part*h->number, count = all - from < part ? all - from : part;
    if (count <= 0)
        return;
    char *out = (char *)r->noise + (size_t)from*(size_t)r->shape->bytes;
    long first = r->noise_first*per_step(r) + from;
    fill(r, r->noise_key, first, count, 1, out);
    if (r->s->noise_kept && r->wave_first == 0)
        keep(r, first, count, 1, out);
}

void noise_fill(struct hand *h, const struct block *b, long steps)
{
    const struct run *r = h->run;
    const struct random_key *keys = (const void *)(b->memory + r->layout.keys);
    long first = b->job.first*per_step(r), count = steps*per_step(r);
    for (int lane = 0; lane < r->shape->lanes; lane++) {
        char *out = (char *)h->noise + (size_t)lane*(size_t)r->shape->bytes;
        fill(r, keys[lane], first, count, r->shape->lanes, out);
        if (r->s->noise_kept && lane == b->keep)
            keep(r, first, count, r->shape->lanes, out);
    }
}
