/* sweep_wave.c -- threads and waves.
 *
 * Hand 0 is the caller's thread and tends (sweep_tend.c) while it waits for the others. All
 * hands meet before and behind a wave; in step they also meet around each
 * chunk. A machine that gives us fewer threads only makes it slower.
 */
#include "sweep_run.h"
#include <limits.h>
#include <string.h>

/* ---- meeting ------------------------------------------------------------- */

static void wait_tending(struct run *r)
{
    if (bell_wait_for(&r->met, &r->lock, 0.02)) {
        lock_drop(&r->lock);
        tend(r);
        lock_take(&r->lock);
    }
}

static void meet(struct hand *h)
{
    struct run *r = h->run;
    lock_take(&r->lock);
    long round = r->round;
    if (++r->waiting >= r->expected) {
        r->waiting = 0;
        r->round++;
        bell_ring(&r->met);
    }
    while (round == r->round) {
        if (h->number == 0)
            wait_tending(r);
        else
            bell_wait(&r->met, &r->lock);
    }
    lock_drop(&r->lock);
}

/* ---- work ---------------------------------------------------------------- */

static void run_span(struct hand *h, long from, long upto)
{
    struct run *r = h->run;
    double begun = clock_seconds();
    for (long i = from; i < upto && !shared_get(&r->quit); i++) {
        struct block b;
        block_make(r, i, h->memory, &b);
        block_run(h, &b);
        if (b.finished)
            shared_set(&r->finished[i], 1);
    }
    if (r->shape->dead < 0)          /* else chunks are timed */
        shared_count(&h->busy, (long long)((clock_seconds() - begun)*1e9));
}

static void work_alone(struct hand *h)
{
    struct run *r = h->run;
    while (!shared_get(&r->quit)) {
        long from = shared_take(&r->next, r->span);
        if (from >= r->block_count)
            return;
        run_span(h, from, from + r->span < r->block_count ? from + r->span : r->block_count);
        if (h->number == 0)
            tend(r);
    }
}

/* Block [i], through the noise that there is. */
static void advance(struct hand *h, struct block *b, long i)
{
    struct run *r = h->run;
    if (!b->started)
        block_begin(h, b);
    block_advance(h, b, r->noise_first + r->noise_steps);
    if (b->job.first < block_steps(b))
        return;
    block_end(h, b);
    if (b->finished)
        shared_set(&r->finished[i], 1);
}

static void take_blocks(struct hand *h)
{
    struct run *r = h->run;
    for (long i; (i = shared_take(&r->next, 1)) < r->block_count; ) {
        struct block *b = &r->blocks[i];
        if (shared_get(&r->quit))
            return;
        if (!b->finished && b->stage == r->stage)
            advance(h, b, i);
        if (h->number == 0)
            tend(r);
    }
}

/* The slowest hand sets the pace. Measures are forgotten once used: a hand
 * without a block would repeat one from before a change of kernels. */
static long pace(struct run *r)
{
    double slowest = 0;
    for (int i = 0; i < r->hand_count; i++) {
        double s = r->hands[i].per_step;
        slowest = s > slowest ? s : slowest;
        r->hands[i].per_step = 0;
    }
    if (slowest > 0)
        r->chunk = block_chunk(r->chunk, slowest);
    long n = r->s->chunk_steps > 0 ? r->s->chunk_steps : r->chunk;
    n = n < r->stream_steps ? n : r->stream_steps;
    return n < r->noise_most ? n : r->noise_most;
}

/* Steps of this run that some block has still to take; whether all have had their last. */
static long steps_left(struct run *r)
{
    long left = 0;
    r->wave_over = 1;
    for (long i = 0; i < r->block_count; i++) {
        const struct block *b = &r->blocks[i];
        long steps = block_steps(b) - r->noise_first;
        if (b->finished)
            continue;
        r->wave_over = 0;
        if (b->stage == r->stage)
            left = steps > left ? steps : left;
    }
    return left;
}

/* Hand 0 decides for all what the next chunk is, or that there is none. When a run is over for all
 * blocks, those that have another begin it with the first of the noise. */
static void plan_chunk(struct run *r)
{
    long most = pace(r);
    r->noise_first += r->noise_steps;
    long left = steps_left(r);
    if (left == 0 && !r->wave_over) {
        r->stage++;
        r->noise_first = 0;
        left = steps_left(r);
    }
    r->noise_steps = left < most ? left : most;
    shared_set(&r->next, 0);
    if (shared_get(&r->quit))
        r->wave_over = 1;
}

static void work_in_step(struct hand *h)
{
    struct run *r = h->run;
    for (;;) {
        if (h->number == 0)
            plan_chunk(r);
        meet(h);
        if (r->wave_over)
            return;
        noise_share(h);
        meet(h);
        take_blocks(h);
        meet(h);
        if (h->number == 0)
            tend(r);
    }
}

static void work(struct hand *h)
{
    if (h->run->noise_kind == NOISE_SHARED)
        work_in_step(h);
    else
        work_alone(h);
}

static void *hand_main(void *user)
{
    struct hand *h = user;
    for (;;) {
        meet(h);
        if (h->run->over)
            return NULL;
        work(h);
        meet(h);
    }
}

/* ---- waves --------------------------------------------------------------- */

static void cut_blocks(struct run *r, int timing, long from, long upto)
{
    for (long at = from; at < upto; at += r->shape->lanes) {
        int rows = upto - at < r->shape->lanes ? (int)(upto - at) : r->shape->lanes;
        r->cuts[r->block_count++] = (struct cut){ at, rows, timing };
    }
}

/* Places sorted by time step, so that the rows of a block step alike. */
static void order_by_timing(struct run *r)
{
    long *ticket = r->tickets, place = 0;
    r->block_count = 0;
    for (int t = 0; t < r->timing_count; t++)
        ticket[t] = 0;
    for (long row = 0; row < r->wave_rows; row++)
        ticket[row_timing(r, row)]++;
    for (int t = 0; t < r->timing_count; t++) {
        long rows = ticket[t];
        cut_blocks(r, t, place, place + rows);
        ticket[t] = place;
        place += rows;
    }
    for (long row = 0; row < r->wave_rows; row++)
        r->order[ticket[row_timing(r, row)]++] = row;
}

static int timing_at(const struct run *r, long place)
{
    return r->alike ? alike_timing(r, place) : r->tracks[place].timing;
}

/* Of tracks, or places, in the order of their time steps. */
static void cut_tracks(struct run *r)
{
    long at = 0;
    r->block_count = 0;
    for (long i = 1; i <= r->wave_tracks; i++)
        if (i == r->wave_tracks || timing_at(r, i) != timing_at(r, at)) {
            cut_blocks(r, timing_at(r, at), at, i);
            at = i;
        }
}

int wave_begin(struct run *r)
{
    long left = r->space->points - r->wave_first;
    r->wave_rows = left < r->wave_most ? left : r->wave_most;
    r->wave_tracks = r->wave_rows;
    if (r->tracks)
        chain_tracks(r);
    if (r->alike && alike_wave(r))
        return -1;
    r->block_count = (r->wave_tracks + r->shape->lanes - 1)/r->shape->lanes;
    if (r->order && !r->alike)
        order_by_timing(r);
    else if (r->cuts)
        cut_tracks(r);
    for (long i = 0; i < r->block_count; i++) {
        shared_set(&r->finished[i], 0);
        if (r->blocks)
            block_make(r, i, r->block_memory + (size_t)i*r->block_bytes, &r->blocks[i]);
    }
    r->emitted = r->ready = 0;
    r->noise_first = r->noise_steps = r->stage = 0;
    shared_set(&r->next, 0);
    return 0;
}

static void expect(struct run *r, int hands)
{
    lock_take(&r->lock);
    r->expected = r->hand_count = hands;
    lock_drop(&r->lock);
}

static void start_hands(struct run *r)
{
    r->expected = INT_MAX;
    int made = 1;
    while (made < r->hand_count && thread_start(&r->hands[made].thread, hand_main, &r->hands[made]) == 0)
        made++;
    expect(r, made);
}

static void stop_hands(struct run *r)
{
    r->over = 1;
    meet(&r->hands[0]);
    for (int i = 1; i < r->hand_count; i++)
        thread_join(&r->hands[i].thread);
}

static void run_wave(struct run *r)
{
    if (wave_begin(r)) {
        r->failed = 1;
        return;
    }
    meet(&r->hands[0]);
    work(&r->hands[0]);
    meet(&r->hands[0]);
    tend(r);
    tend_rows(r);
}

int waves_run(struct run *r)
{
    if (r->s->kernels->poll)            /* what is long by all that is known of it is not begun on the slower one */
        r->s->kernels->poll(r);
    start_hands(r);
    while (!r->failed && !shared_get(&r->series_failed) && r->wave_first < r->space->points) {
        run_wave(r);
        r->wave_first += r->wave_rows;
    }
    stop_hands(r);
    tend_last(r);
    if (!r->failed && shared_get(&r->series_failed)) {
        *r->f = r->series_fail;
        r->failed = 1;
    }
    return r->failed ? -1 : 0;
}
