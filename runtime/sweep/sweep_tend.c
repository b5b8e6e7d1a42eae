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
    atomic_store(&r->quit, 1);
}

/* Rows of the wave that are complete, counted from its start. */
static long rows_ready(struct run *r)
{
    while (r->ready < r->block_count && atomic_load(&r->finished[r->ready]))
        r->ready++;
    if (r->ready == r->block_count)
        return r->wave_rows;
    return r->order ? 0 : r->ready*r->shape->lanes;
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
    double done = 0;
    for (int i = 0; i < r->hand_count; i++)
        done += (double)atomic_load_explicit(&r->hands[i].done, memory_order_relaxed);
    double fraction = r->work > 0 ? done/r->work : 0;
    r->last_progress = at;
    long rows = r->wave_first < r->space->points ? r->wave_first + rows_ready(r)
                                                 : r->space->points;
    r->s->progress(r->s->user, rows, r->space->points,
                   fraction < 1 ? fraction : 1, engine_name(r->report->engine));
}

void tend(struct run *r)
{
    if (r->s->stop && *r->s->stop && !r->failed) {
        emit(r, 1, clock_seconds());          /* what is complete need not be done again */
        fail(r->f, EXIT_INTERRUPTED, "interrupted");
        give_up(r);
    }
    double at = clock_seconds();
    if (r->failed || at - r->last_look < TEND_EVERY)
        return;
    r->last_look = at;
    emit(r, 0, at);
    sweep_engine_poll(r);
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
