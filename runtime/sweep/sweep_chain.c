/* sweep_chain.c -- rows that begin where others ended.
 *
 * The rows of a chain are taken by one lane, one behind the other; a wave holds whole chains, so that no thread,
 * block or wave ever stands between two rows of one. Of a part of a space that cuts chains those of its rows are
 * run from their beginning, and what belongs to no row of the part is thrown away. What goes from one run to the next is
 * the state of the lanes that are finite; others begin anew.
 */
#include "sweep_run.h"
#include <stdlib.h>
#include <string.h>

/* ---- which rows ------------------------------------------------------------------- */

/* Row of the wave that row [whole] of the whole space is, or -1. */
static long row_of_whole(const struct run *r, long whole)
{
    const struct space *s = r->space;
    long past = whole - s->first, row = past/s->stride - r->wave_first;
    return past % s->stride == 0 && row >= 0 && row < r->wave_rows ? row : -1;
}

long track_row(const struct run *r, long track, long leg)
{
    return row_of_whole(r, space_leg_row(r->space, r->tracks[track].first, leg));
}

long whole_of(const struct run *r, const struct block *b, int lane)
{
    long unit = r->alike ? b->picks[lane].unit : b->first + lane;
    if (r->tracks)
        return space_leg_row(r->space, r->tracks[unit].first, b->leg);
    return r->space->first + (r->wave_first + (r->order && !r->alike ? r->order[unit] : unit))*r->space->stride;
}

int row_timing(const struct run *r, long row)
{
    if (r->s->dt_axis < 0)
        return 0;
    const struct space_dim *dim = &r->space->dims[r->space->axes[r->s->dt_axis].dim];
    long whole = r->space->first + (r->wave_first + row)*r->space->stride;
    return (int)(whole/dim->block % dim->size);
}

static int by_place(const void *a, const void *b)
{
    const struct track *x = a, *y = b;
    if (x->timing != y->timing)
        return x->timing - y->timing;
    return (x->first > y->first) - (x->first < y->first);
}

/* The tracks of the wave's rows, each once, by time step and place. */
void chain_tracks(struct run *r)
{
    const struct space *s = r->space;
    long count = 0;
    int cut = space_cuts_chains(s);
    for (long row = 0; row < r->wave_rows; row++) {
        long whole = s->first + (r->wave_first + row)*s->stride, leg = space_leg(s, whole);
        if (cut || leg == 0)
            r->tracks[count++] = (struct track){ space_leg_row(s, whole, 0), cut ? leg + 1 : r->legs, row_timing(r, row) };
    }
    qsort(r->tracks, (size_t)count, sizeof *r->tracks, by_place);
    r->wave_tracks = 0;
    for (long i = 0; i < count; i++) {
        struct track *last = &r->tracks[r->wave_tracks];
        if (r->wave_tracks && last[-1].first == r->tracks[i].first)
            last[-1].legs = last[-1].legs > r->tracks[i].legs ? last[-1].legs : r->tracks[i].legs;
        else
            r->tracks[r->wave_tracks++] = r->tracks[i];
    }
}

/* Of a part that cuts chains all rows stand in one wave. */
long chain_rows(const struct run *r, long most)
{
    long span = space_chain_span(r->space), all = r->space->points;
    most = space_cuts_chains(r->space) || most >= all ? all : most < span ? span : most/span*span;
    return most > 0 ? most : 1;
}

int chain_open(struct run *r)
{
    const struct space *s = r->space;
    int cut = space_cuts_chains(s);
    size_t most = (size_t)(cut ? r->wave_most : r->wave_most/r->legs);
    if (r->legs == 1)
        return 0;
    r->tracks = calloc(most + 1, sizeof *r->tracks);
    if (!r->tracks)
        return fail(r->f, EXIT_SYSTEM, "not enough memory for %zu chains", most);
    if (cut) {                                  /* more rows are run than there are */
        double legs = 0;
        r->wave_rows = s->points;
        chain_tracks(r);
        for (long i = 0; i < r->wave_tracks; i++)
            legs += (double)r->tracks[i].legs;
        r->work *= legs/(double)s->points;
        r->wave_rows = 0;
    }
    return 0;
}

long chain_ready(const struct run *r)
{
    int in_order = !r->cuts && !space_cuts_chains(r->space) && space_chain_span(r->space) == r->legs;
    return in_order ? r->ready*r->shape->lanes*r->legs : 0;
}

void chain_close(struct run *r)
{
    free(r->tracks);
    free(r->common);
}

/* ---- what goes on ------------------------------------------------------------------ */

static int follows(const struct sweep *s, int buffer)
{
    int i = 0;
    while (i < s->follower_count && s->followers[i] != buffer)
        i++;
    return i < s->follower_count;
}

/* The next buffer behind [buffer] that goes on, -1 at first: the states, those of observers, and the rings of delays; -1: there is none. */
static int next_kept(const struct run *r, int buffer)
{
    for (buffer++; buffer < r->shape->buffer_count; buffer++)
        if (buffer == r->s->state || follows(r->s, buffer) || kernel_is_ring(r->shape, buffer))
            return buffer;
    return -1;
}

static long rows_kept(const struct run *r, int buffer)
{
    return kernel_is_ring(r->shape, buffer) ? r->ring_rows : 1;
}

size_t chain_lane_bytes(const struct run *r)
{
    size_t bytes = 0;
    for (int b = next_kept(r, -1); b >= 0; b = next_kept(r, b))
        bytes += (size_t)rows_kept(r, b)*kernel_bytes(r->shape, b)/(size_t)r->shape->lanes;
    return bytes;
}

size_t chain_bytes(const struct run *r)
{
    return r->legs*r->stages > 1 ? chain_lane_bytes(r)*(size_t)r->shape->lanes : 0;
}

/* A row of a buffer, for one lane: to and from neighbouring numbers. */
static char *number_of(const struct run *r, const struct block *b, int buffer, long row, int lane)
{
    size_t bytes = (size_t)r->shape->buffers[buffer].bytes;
    return b->memory + r->layout.buffer[buffer] + (size_t)row*kernel_bytes(r->shape, buffer) + (size_t)lane*bytes;
}

static char *take_row(const struct run *r, const struct block *b, int buffer, long row, int lane, char *out)
{
    size_t bytes = (size_t)r->shape->buffers[buffer].bytes, lanes = (size_t)r->shape->lanes, n = kernel_bytes(r->shape, buffer)/bytes/lanes;
    const char *from = number_of(r, b, buffer, row, lane);
    for (size_t i = 0; i < n; i++, out += bytes)
        memcpy(out, from + i*lanes*bytes, bytes);
    return out;
}

static const char *put_row(const struct run *r, const struct block *b, int buffer, long row, int lane, const char *from)
{
    size_t bytes = (size_t)r->shape->buffers[buffer].bytes, lanes = (size_t)r->shape->lanes, n = kernel_bytes(r->shape, buffer)/bytes/lanes;
    char *to = number_of(r, b, buffer, row, lane);
    for (size_t i = 0; i < n; i++, from += bytes)
        memcpy(to + i*lanes*bytes, from, bytes);
    return from;
}

/* What a run that begins where this one stands begins with: its step 0 is the step that would be next, so that rows of
 * a ring are counted from there. */
void chain_take(const struct run *r, const struct block *b, int lane, char *out)
{
    for (int k = next_kept(r, -1); k >= 0; k = next_kept(r, k))
        for (long row = 0, rows = rows_kept(r, k); row < rows; row++)
            out = take_row(r, b, k, (row + b->job.first) % rows, lane, out);
}

/* Both halves of a ring hold the same; a number that stood for one that is not finite is 0 again. */
static void put_lane(const struct run *r, const struct block *b, int lane, const char *from)
{
    for (int k = next_kept(r, -1); k >= 0; k = next_kept(r, k))
        for (long row = 0, rows = rows_kept(r, k); row < rows; row++) {
            if (kernel_is_ring(r->shape, k))
                put_row(r, b, k, row + rows, lane, from);
            from = put_row(r, b, k, row, lane, from);
        }
    memset(number_of(r, b, r->shape->dead, 0, lane), 0, (size_t)r->shape->bytes);
}

void chain_keep(const struct run *r, struct block *b)
{
    for (int lane = 0; lane < r->shape->lanes; lane++)
        chain_take(r, b, lane, b->memory + r->layout.kept + (size_t)lane*chain_lane_bytes(r));
}

void chain_go_on(const struct run *r, struct block *b)
{
    const long *status = (const long *)(b->memory + r->layout.status);
    for (int lane = 0; lane < r->shape->lanes; lane++) {
        if (b->stage > 0 && !status[lane])
            put_lane(r, b, lane, b->memory + r->layout.kept + (size_t)lane*chain_lane_bytes(r));
        else if (r->common)
            put_lane(r, b, lane, r->common);
    }
}
