/* sweep_series.c -- samples of recordings, from a kernel's streams to who takes them.
 *
 * A hand has the streams in memory of its own: what a chunk of one block records is
 * handed out, row by row, before the next chunk is taken. So memory grows neither with
 * the duration nor with the rows.
 */
#include "sweep_run.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    STREAM_BYTES = 1 << 20      /* of one stream of a hand, if a sample is not larger */
};

static const struct sweep_series *series_of(const struct run *r, int i)
{
    return &r->s->series[i];
}

static long sample_numbers(const struct sweep_series *s)
{
    return s->values*s->places;
}

/* Buffer of the kernel that the next recording behind [buffer] is, or -1. */
static int next_stream(const struct kernel *k, int buffer)
{
    for (buffer++; buffer < k->buffer_count; buffer++)
        if (kernel_area(k, buffer) == AREA_RECORDING)
            return buffer;
    return -1;
}

static long stream_rows(const struct run *r, const struct sweep_series *s)
{
    long each = sample_numbers(s)*r->shape->lanes*r->shape->bytes, rows = STREAM_BYTES/alike_observers(r)/each;
    rows = rows < 1 ? 1 : rows;
    return rows < s->count || s->count < 1 ? rows : s->count;
}

static int lay_streams(struct run *r)
{
    long most = 0;
    int buffer = -1;
    r->stream_steps = LONG_MAX;
    for (int i = 0; i < r->s->series_count; i++) {
        const struct sweep_series *s = series_of(r, i);
        struct stream *t = &r->streams[i];
        buffer = next_stream(r->shape, buffer);
        if (buffer < 0 || kernel_places(r->shape, buffer) != sample_numbers(s))
            return fail(r->f, EXIT_INTERNAL, "the kernel records other series than are taken");
        *t = (struct stream){ buffer, stream_rows(r, s), r->stream_bytes };
        r->rows[buffer] = t->rows;
        r->stream_bytes += ((size_t)(t->rows*sample_numbers(s)*r->shape->lanes*r->shape->bytes) + 63) & ~(size_t)63;
        most = t->rows*sample_numbers(s) > most ? t->rows*sample_numbers(s) : most;
        if (t->rows <= r->stream_steps/s->every)
            r->stream_steps = t->rows*s->every;
    }
    r->stream_each = r->stream_bytes;
    r->stream_bytes = r->stream_each*(size_t)alike_observers(r) + (size_t)most*sizeof(double);
    return next_stream(r->shape, buffer) < 0 ? 0 : fail(r->f, EXIT_INTERNAL, "the kernel records a series nobody takes");
}

int series_open(struct run *r)
{
    r->stream_steps = LONG_MAX;
    if (lock_open(&r->take_lock))
        return fail(r->f, EXIT_SYSTEM, "not enough memory");
    r->streams = calloc((size_t)r->s->series_count + 1, sizeof *r->streams);
    if (!r->streams) {
        lock_close(&r->take_lock);
        return fail(r->f, EXIT_SYSTEM, "not enough memory for recordings");
    }
    return lay_streams(r);
}

void series_close(struct run *r)
{
    if (r->streams)
        lock_close(&r->take_lock);
    free(r->streams);
}

void series_point(const struct hand *h, int observer, void **at)
{
    const struct run *r = h->run;
    for (int i = 0; i < r->s->series_count; i++)
        at[r->streams[i].buffer] = h->streams + (size_t)observer*r->stream_each + r->streams[i].at;
}

/* ---- out ------------------------------------------------------------------------- */

/* Samples taken before [step] steps were. */
static long samples_before(const struct sweep_series *s, const struct timing *t, long step)
{
    long past = step - t->transient - s->first, n = past > 0 ? past/s->every : 0;
    return n < s->count ? n : s->count;
}

/* One number of a stream: [row][value][place][lane]. */
static double number_at(const struct run *r, const char *stream, long i)
{
    return r->shape->bytes == 4 ? (double)((const float *)stream)[i] : ((const double *)stream)[i];
}

/* Number [k] of a sample, in the unit of the table. */
static double in_unit(const struct run *r, const struct sweep_series *s, long k, double x)
{
    return s->scales ? scale_take(s->scales[k/s->places], x, r->shape->bytes == 4) : x;
}

/* Samples first .. upto-1 of a lane, those from [dead] on as NaN. */
static void gather(const struct hand *h, int observer, int series, int lane, long first, long upto, long dead, double *out)
{
    const struct run *r = h->run;
    const char *stream = h->streams + (size_t)observer*r->stream_each + r->streams[series].at;
    const struct sweep_series *s = series_of(r, series);
    long numbers = sample_numbers(s), lanes = r->shape->lanes, rows = r->streams[series].rows;
    for (long m = first; m < upto; m++)
        for (long k = 0; k < numbers; k++)
            *out++ = m < dead ? in_unit(r, s, k, number_at(r, stream, ((m % rows)*numbers + k)*lanes + lane)) : NAN;
}

static void hand_out(struct hand *h, int series, long row, long first, long count, const double *data)
{
    struct run *r = h->run;
    const struct sweep_series *s = series_of(r, series);
    struct slab slab = { .variable = -1, .series = s->number, .first = { row, first }, .count = { 1, count, s->values, s->places, 1 },
                         .data = data };
    if (s->number < 0)
        return;
    lock_take(&r->take_lock);
    if (!shared_get(&r->series_failed) && r->s->take && r->s->take(r->s->user, &slab, 1, &r->series_fail)) {
        shared_set(&r->series_failed, 1);
        shared_set(&r->quit, 1);
    }
    lock_drop(&r->take_lock);
}

/* The first sample of a lane that is none: those behind the step at which it died. */
static long first_dead(const struct sweep_series *s, const struct block *b, long status)
{
    return status ? samples_before(s, b->timing, status - 1 - b->past) : LONG_MAX;
}

static void give(struct hand *h, const struct block *b, int observer, int series, long first, long taken, long upto)
{
    const struct run *r = h->run;
    const struct sweep_series *s = series_of(r, series);
    const long *status = (const long *)(b->memory + r->layout.status);
    long most = r->streams[series].rows;
    double *data = (double *)(h->streams + r->stream_bytes) - most*sample_numbers(s);
    for (long at = first; at < upto; at += most) {
        long end = at + most < upto ? at + most : upto;
        for (int lane = 0; lane < b->rows; lane++) {
            long dead = first_dead(s, b, status[lane]), row = row_of(r, b, lane);
            if (row < 0)
                continue;
            gather(h, observer, series, lane, at, end, dead < taken ? dead : taken, data);
            hand_out(h, series, r->wave_first + row, at, end - at, data);
        }
    }
}

static void give_all(struct hand *h, const struct block *b, int observer, long from, long taken, long upto)
{
    for (int i = 0; i < h->run->s->series_count; i++) {
        const struct sweep_series *s = series_of(h->run, i);
        long first = samples_before(s, b->timing, from), last = samples_before(s, b->timing, upto);
        if (last > first)
            give(h, b, observer, i, first, samples_before(s, b->timing, taken), last);
    }
}

void series_give(struct hand *h, struct block *b, long from, long taken, long upto)
{
    const struct run *r = h->run;
    if (!r->alike || !r->s->series_count)
        give_all(h, b, 0, from, taken, upto);
    else
        for (int o = 0; o < b->observers; o++)
            for (long k = 0; alike_pick(h, b, o, k); k++)
                give_all(h, b, o, from, taken, upto);
}
