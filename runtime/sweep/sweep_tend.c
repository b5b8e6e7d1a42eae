/* sweep_tend.c -- what hand 0 does beside computing.
 *
 * Rows, progress, the stop flag and the choice of the engine are the caller's thread's
 * alone, looked after between two chunks and while it waits for the others.
 */
#include "sweep_run.h"

static const double TEND_EVERY = 0.01, PROGRESS_EVERY = 0.05, EMIT_EVERY = 1.0;
enum { EMIT_ROWS = 4096 };

static void give_up(struct run *r)
{
    r->failed = 1;
    shared_set(&r->quit, 1);
}

/* Rows of the wave that are complete, counted from its start. */
static long rows_ready(struct run *r)
{
    while (r->ready < r->block_count && shared_get(&r->finished[r->ready]))
        r->ready++;
    if (r->ready == r->block_count)
        return r->wave_rows;
    if (r->alike)
        return alike_ready(r, r->cuts ? r->cuts[r->ready].first : r->ready*r->shape->lanes);
    return r->order ? 0 : r->tracks ? chain_ready(r) : r->ready*r->shape->lanes;
}

static void emit(struct run *r, int everything, double at)
{
    long rows = rows_ready(r);
    if (r->failed || rows == r->emitted)
        return;
    if (!everything && rows - r->emitted < EMIT_ROWS && at - r->last_emit < EMIT_EVERY)
        return;
    r->last_emit = at;
    if (rows_emit(r, rows))
        give_up(r);
}

static void progress(struct run *r, double at)
{
    double nodes = r->shape->dead >= 0 ? (double)kernel_nodes(r->shape) : 1, done = 0, spared = 0;
    struct progress p = { .points = r->space->points, .points_done = r->space->points,
                          .is_simulated = r->shape->dead >= 0, .engine = r->report->engine };
    for (int i = 0; i < r->hand_count; i++) {
        const struct hand *h = &r->hands[i];
        done += (double)shared_see(&h->done);
        spared += (double)shared_see(&h->spared);
        p.diverged += shared_see(&h->diverged);
    }
    r->last_progress = at;
    p.work = p.done = r->work*nodes;        /* of a part of time steps that differ it is a guess */
    if (r->wave_first < r->space->points) {
        p.points_done = r->wave_first + rows_ready(r);
        p.done = done < r->work ? done*nodes : p.work;
    }
    p.taken = (done - spared)*nodes;
    r->s->progress(r->s->user, &p);
}

void tend(struct run *r)
{
    if (!r->failed && sweep_stopped(r)) {
        emit(r, 1, clock_seconds());          /* what is complete need not be done again */
        fail(r->f, EXIT_INTERRUPTED, "interrupted");
        give_up(r);
    }
    double at = clock_seconds();
    if (r->failed || at - r->last_look < TEND_EVERY)
        return;
    r->last_look = at;
    emit(r, 0, at);
    if (r->s->kernels->poll)
        r->s->kernels->poll(r);
    if (r->s->progress && at - r->last_progress >= PROGRESS_EVERY)
        progress(r, at);
}

void tend_rows(struct run *r)
{
    emit(r, 1, clock_seconds());
}

void tend_last(struct run *r)
{
    if (r->s->progress && !r->failed)
        progress(r, clock_seconds());
}
