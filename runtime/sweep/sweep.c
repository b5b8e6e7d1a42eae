/* sweep.c -- a sweep from its description to its report: compile, plan, run.
 *
 * Planning means: how many steps, how many rows a wave holds, how much memory
 * each hand needs. All of it is allocated here, before the first step, so that
 * nothing can run out while hands are at work.
 */
#include "sweep_run.h"
#include "base/number.h"
#include <float.h>
#include <math.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    CELL_BYTES = 32 << 20,      /* of a wave's cells; 10^6 rows of four columns */
    PURE_BYTES = 2 << 20,       /* the same for a hand where cells are all the work: L2 */
    BLOCK_BYTES = 64 << 20,     /* of the blocks that are advanced in step */
    WAVE_MOST = 1 << 20,        /* rows */
    PURE_SPAN = 64,             /* blocks of a pure function taken at a time */
    THREAD_WORTH = 50000        /* node steps for which another thread is started */
};

/* ---- steps --------------------------------------------------------------- */

/* A step that looks like a decimal of 15 digits at most is that decimal: time 3 of 0.1
 * is 0.3 then, and not the 0.30000000000000004 of three times the double. */
static double decimal_rest(double dt)
{
    enum { CERTAIN = 15 };
    struct exact decimal;
    if (!isfinite(dt))
        return 0;
    exact_shortest(dt, &decimal);
    return decimal.count <= CERTAIN ? exact_rest(&decimal, dt) : 0;
}

static struct timing timing_with(const struct sweep *s, double dt)
{
    long steps = number_steps(s->duration, dt), transient = number_steps(s->transient, dt), settle = number_steps(s->settle, dt);
    int bad = steps < 0 || transient < 0 || settle < 0;
    return (struct timing){ dt, decimal_rest(dt), bad ? -1 : transient, bad ? -1 : steps + transient, bad ? -1 : settle };
}

/* The time steps of a sweep, and how many there are. */
static int dt_count(const struct sweep *s)
{
    return s->dt_axis >= 0 ? (int)s->space->dims[s->space->axes[s->dt_axis].dim].size : 1;
}

static double dt_of(const struct sweep *s, int i)
{
    return s->dt_axis >= 0 ? axis_value(&s->space->axes[s->dt_axis], s->space->bytes, i, 0) : s->dt;
}

static double least_step(const struct sweep *s)
{
    double least = dt_of(s, 0);
    for (int i = 1; i < dt_count(s); i++)
        least = fmin(least, dt_of(s, i));
    return s->settle_once ? fmin(least, s->dt) : least;
}

long sweep_most_steps(const struct sweep *s)
{
    long most = -1;
    for (int i = 0; i < dt_count(s); i++) {
        long steps = timing_with(s, dt_of(s, i)).steps;
        most = steps > most ? steps : most;
    }
    return most;
}

static int make_timing(struct run *r, struct timing *t, double dt)
{
    const struct sweep *s = r->s;
    *t = timing_with(s, dt);
    if (r->shape->dead < 0)
        t->steps = t->transient = t->settle = 0;
    else if (t->steps < 0)
        return fail(r->f, EXIT_MODEL, "simulate.dt = %g makes no number of steps of %g", dt,
                    s->duration + s->transient + s->settle);
    return 0;
}

static int open_timing(struct run *r, int i, double dt)
{
    struct timing *t = &r->timings[i];
    if (make_timing(r, t, dt))
        return -1;
    if (t->steps > r->report->steps)
        r->report->steps = t->steps;
    return 0;
}

static int open_timings(struct run *r)
{
    double work = 0;
    r->timing_count = dt_count(r->s);
    r->timings = calloc((size_t)r->timing_count, sizeof *r->timings);
    r->tickets = calloc((size_t)r->timing_count, sizeof *r->tickets);
    if (!r->timings || !r->tickets)
        return fail(r->f, EXIT_SYSTEM, "not enough memory for the time steps");
    for (int i = 0; i < r->timing_count; i++) {
        if (open_timing(r, i, dt_of(r->s, i)))
            return -1;
        long steps = r->timings[i].steps + (r->stages > 1 ? r->timings[i].settle : 0);
        work += steps > 0 ? (double)steps : 1;
    }
    r->work = work/r->timing_count*(double)r->space->points;
    return 0;
}

/* ---- waves --------------------------------------------------------------- */

static int processors(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return CPU_COUNT(&set);
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (int)n : 1;
}

static long smaller(long a, long b)
{
    return a < b ? a : b;
}

static long larger(long a, long b)
{
    return a > b ? a : b;
}

/* Blocks that may stand in memory together; each dt may leave one half empty. */
static long blocks_in_step(const struct run *r, long threads)
{
    return larger((long)(BLOCK_BYTES/r->block_bytes), threads);
}

/* Starting a thread takes as long as some thousand steps. */
static int plan_hands(const struct run *r, long threads)
{
    double worth = r->work*(double)kernel_nodes(r->shape)/THREAD_WORTH + 1;
    long most = r->noise_kind == NOISE_SHARED ? threads : smaller(threads, r->block_most);
    return (int)(worth < (double)most ? (long)worth : most);
}

static void plan_waves(struct run *r)
{
    long lanes = r->shape->lanes, threads = r->s->threads > 0 ? r->s->threads : processors();
    long cells = r->shape->dead >= 0 ? CELL_BYTES : smaller(CELL_BYTES, PURE_BYTES*threads);
    long rows = smaller(WAVE_MOST, cells/((long)rows_bytes(r) + 1));
    long odd = r->s->dt_axis >= 0 ? r->timing_count : 0;
    if (r->noise_kind == NOISE_SHARED) {
        long blocks = blocks_in_step(r, threads), places = blocks > odd ? (blocks - odd)*lanes : blocks;
        rows = smaller(rows, r->alike ? alike_rows(r, places) : places);
    }
    rows = larger(rows, threads*lanes);
    rows = smaller(rows, larger(r->space->points, 1));      /* a part may be empty */
    r->wave_most = r->legs > 1 ? chain_rows(r, rows) : (rows + lanes - 1)/lanes*lanes;
    long tracks = space_cuts_chains(r->space) || r->legs == 1 ? r->wave_most : larger(r->wave_most/r->legs, 1);
    tracks = r->alike ? smaller(tracks, alike_places(r, r->wave_most)) : tracks;
    r->block_most = smaller((tracks + lanes - 1)/lanes + odd, tracks);
    r->hand_count = plan_hands(r, threads);
    r->span = r->shape->dead >= 0 ? 1
            : larger(1, smaller(PURE_SPAN, r->block_most/(4*r->hand_count)));
}

static int open_waves(struct run *r)
{
    plan_waves(r);
    size_t blocks = (size_t)r->block_most, rows = (size_t)r->wave_most;
    r->finished = calloc(blocks + 1, sizeof *r->finished);
    int bad = !r->finished;
    if (r->s->dt_axis >= 0) {
        r->order = r->legs > 1 ? NULL : calloc(rows + 1, sizeof *r->order);
        r->cuts = calloc(blocks + 1, sizeof *r->cuts);
        bad |= (!r->order && r->legs == 1) || !r->cuts;
    }
    if (r->noise_kind == NOISE_SHARED) {
        r->blocks = calloc(blocks + 1, sizeof *r->blocks);
        r->block_memory = numbers(blocks*r->block_bytes);
        bad |= !r->blocks || !r->block_memory;
    }
    if (bad || alike_waves(r))
        return fail(r->f, EXIT_SYSTEM, "not enough memory for %ld rows", r->wave_most);
    return rows_buffers(r) || chain_open(r);
}

/* ---- hands --------------------------------------------------------------- */

enum { BLOCK, BEFORE, AGAIN, MARK, AGAIN_AT, NOISE, STREAMS, POSITION, PLACE, PICKS, PARTS };

/* Where the parts of a hand's memory lie; returns the size of all. */
static size_t lay_out(const struct run *r, size_t offset[PARTS])
{
    const struct kernel *k = r->shape;
    const size_t sizes[PARTS] = {
        [BLOCK] = r->noise_kind == NOISE_SHARED ? 0 : r->block_bytes,
        [BEFORE] = r->layout.live, [AGAIN] = r->layout.live, [MARK] = r->layout.live,
        [AGAIN_AT] = (size_t)k->buffer_count*sizeof(void *),
        [NOISE] = r->noise_kind == NOISE_LANES ? r->noise_bytes : 0,
        [STREAMS] = r->stream_bytes,
        [POSITION] = sizeof(long)*(size_t)k->lanes*(size_t)(r->space->dim_count + 1),
        [PLACE] = sizeof(long)*(size_t)k->lanes,
        [PICKS] = sizeof(struct pick)*(size_t)k->lanes
    };
    size_t at = 0;
    for (int i = 0; i < PARTS; i++) {
        offset[i] = at;
        at += (sizes[i] + 127) & ~(size_t)127;
    }
    return at;
}

static void open_hand(struct run *r, int i, char *memory, const size_t offset[PARTS])
{
    struct hand *h = &r->hands[i];
    h->run = r;
    h->number = i;
    h->chunk = 1;
    h->memory = memory + offset[BLOCK];
    h->before = memory + offset[BEFORE];
    h->again = memory + offset[AGAIN];
    h->mark = memory + offset[MARK];
    h->again_at = (void **)(memory + offset[AGAIN_AT]);
    h->noise = r->noise_kind == NOISE_LANES ? memory + offset[NOISE] : NULL;
    h->streams = memory + offset[STREAMS];
    h->position = (long *)(memory + offset[POSITION]);
    h->place = (long *)(memory + offset[PLACE]);
    h->picks = (struct pick *)(memory + offset[PICKS]);
    memset(h->position, 0, offset[PLACE] - offset[POSITION]);
}

static int open_hands(struct run *r)
{
    size_t offset[PARTS], each = lay_out(r, offset);
    r->hands = calloc((size_t)r->hand_count, sizeof *r->hands);
    r->hand_memory = numbers(each*(size_t)r->hand_count);
    if (!r->hands || !r->hand_memory)
        return fail(r->f, EXIT_SYSTEM, "not enough memory for %d threads", r->hand_count);
    for (int i = 0; i < r->hand_count; i++)
        open_hand(r, i, r->hand_memory + each*(size_t)i, offset);
    return 0;
}

/* ---- the whole ----------------------------------------------------------- */

void note_engine(struct run *r, const char *engine, const char *version)
{
    char *all = r->report->engines;
    size_t used = strlen(all), room = sizeof r->report->engines - used;
    snprintf(all + used, room, "%s%s%s%s", used ? ", then " : "", engine, *version ? " " : "", version);
}

static int open_meeting(struct run *r)
{
    return bell_open(&r->met) || lock_open(&r->lock) ? fail(r->f, EXIT_SYSTEM, "not enough memory") : 0;
}

/* Sizes are computed in whole numbers later; this keeps them far from wrapping. */
static int check_size(struct run *r)
{
    double bytes = kernel_block_bytes(r->shape);
    if (bytes > 1e13)
        return fail(r->f, EXIT_SYSTEM, "a block of %d points needs %.0f GB", r->shape->lanes, bytes/1e9);
    r->points = kernel_area_places(r->shape, AREA_SWEPT);
    r->results = kernel_area_places(r->shape, AREA_RESULT);
    if (kernel_area_places(r->shape, AREA_FIXED) > 0 && !r->s->graph)
        return fail(r->f, EXIT_INTERNAL, "the kernel reads fixed arrays, and there are none");
    return delays_open(r, least_step(r->s)) || layout_open(r);
}

static int prepare(struct run *r)
{
    r->legs = space_legs(r->space);
    r->stages = r->s->settle > 0 && !r->s->settle_once ? 2 : 1;
    if (r->shape->dead < 0 && (r->legs > 1 || r->s->settle > 0))
        return fail(r->f, EXIT_INTERNAL, "the kernel has no state that would go on");
    return check_size(r) || open_timings(r) || rows_open(r) || trials_open(r) || noise_open(r) || alike_open(r)
        || series_open(r) || open_waves(r) || open_hands(r) ? -1 : 0;
}

static void release(struct run *r)
{
    if (r->shape)
        rows_close(r);
    alike_close(r);
    trials_close(r);
    chain_close(r);
    series_close(r);
    noise_close(r);
    free(r->layout.buffer);
    free(r->rows);
    free(r->timings);
    free(r->tickets);
    free(r->order);
    free(r->cuts);
    free(r->finished);
    free(r->blocks);
    free(r->block_memory);
    free(r->hands);
    free(r->hand_memory);
    if (r->s->kernels->close)
        r->s->kernels->close(r);
}

static int settle_all(struct run *r)
{
    struct timing plain;
    return r->s->settle > 0 && r->s->settle_once && (make_timing(r, &plain, r->s->dt) || settle_once(r, &plain));
}

int run_begin(struct run *r)
{
    if (open_meeting(r))
        return -1;
    r->last_emit = r->last_progress = clock_seconds();
    r->chunk = 1;
    if (!settle_all(r))
        return 0;
    run_end(r);
    return -1;
}

void run_end(struct run *r)
{
    bell_close(&r->met);
    lock_close(&r->lock);
}

struct run *run_open(const struct sweep *s, struct sweep_report *report, struct fail *f)
{
    struct run *r = calloc(1, sizeof *r);
    if (!r) {
        fail(f, EXIT_SYSTEM, "not enough memory");
        return NULL;
    }
    r->s = s;
    r->space = s->space;
    r->f = f;
    r->report = report;
    *r->report = (struct sweep_report){ .engine = "" };
    if (s->kernels->open(r) == 0) {
        r->report->lanes = r->shape->lanes;
        r->report->nodes = kernel_nodes(r->shape);
        r->report->points = s->space->points;
        if (prepare(r) == 0)
            return r;
    }
    run_close(r);
    return NULL;
}

void run_close(struct run *r)
{
    if (!r)
        return;
    release(r);
    free(r);
}

static int simulate(struct run *r)
{
    double begun = clock_seconds();
    int is_begun = run_begin(r) == 0, bad = !is_begun || waves_run(r);
    for (int i = 0; i < r->hand_count; i++) {
        r->report->node_steps += r->hands[i].integrated*(double)kernel_nodes(r->shape);
        r->report->simulations += r->hands[i].simulated;
    }
    r->report->threads = r->hand_count;
    r->report->simulate_s = clock_seconds() - begun - r->report->write_s;
    if (is_begun)
        run_end(r);
    return bad;
}

int sweep_run(const struct sweep *s, struct sweep_report *report, struct fail *f)
{
    struct sweep_report ignored;
    struct run *r = run_open(s, report ? report : &ignored, f);
    int bad = !r || simulate(r);
    run_close(r);
    return bad ? -1 : 0;
}
