/* massc_run.c -- an exploration of a model into a result. */
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
#include "job/choose.h"
#include "job/job_build.h"
#include "massc_result.h"
#include "object.h"

/* The members of massc_options are options of a run under the same names; 0 and NULL are not
 * given. */
static int read_options(const struct massc_options *o, struct arena *a, struct job_options *out, struct fail *f)
{
    const struct option_table table = job_option_table(JOB_WRITES_KERNEL | JOB_RUNS, out);
    const struct { const char *name, *value; } given[] = {
        { "engine", o->engine },
        { "threads", o->threads ? arena_print(a, "%d", o->threads) : NULL },
        { "lanes", o->lanes ? arena_print(a, "%d", o->lanes) : NULL },
        { "point", o->point },
    };
    for (size_t i = 0; i < sizeof given/sizeof *given; i++) {
        const struct option *option = option_find(&table, given[i].name);
        if (given[i].value && option_give(option, given[i].name, given[i].value, out, f) < 0)
            return -1;
    }
    return 0;
}

static const char **copy_list(const char *const *list, struct arena *a)
{
    int count = 0;
    while (list && list[count])
        count++;
    const char **copy = ARENA_ARRAY(a, const char *, count + 1);
    for (int i = 0; i < count; i++)
        copy[i] = arena_copy(a, list[i], strlen(list[i]));
    return list ? copy : NULL;
}

static const char *copy_text(const char *text, struct arena *a)
{
    return text ? arena_copy(a, text, strlen(text)) : NULL;
}

/* All that was asked, for as long as the result lives. */
static void keep_asked(struct massc_result *r, struct job_options o)
{
    struct arena *a = &r->options;
    o.sets = copy_list(o.sets, a);
    o.axes = copy_list(o.axes, a);
    o.records = copy_list(o.records, a);
    o.key = copy_text(o.key, a);
    o.point = copy_text(o.point, a);
    r->asked = o;
    r->asked_of = copy_text(r->chosen, a);
}

/* ---- callbacks ---- */

static void begin(void *user)
{
    struct massc_result *r = user;
    long points = r->job.rows.points;
    pace_begin(&r->pace, r->job.name, clock_seconds());
    object_log(r->m, MASSC_NOTE, "%s: %ld point%s", r->job.name, points, points == 1 ? "" : "s");
}

static void show_compiled(void *user, const char *engine, double seconds)
{
    const struct massc_result *r = user;
    object_log(r->m, MASSC_NOTE, "%s: compiled by %s in %.1f ms", r->job.name, engine, 1e3*seconds);
}

static void show_progress(void *user, const struct progress *p)
{
    struct massc_result *r = user;
    double now = clock_seconds();
    pace_see(&r->pace, p, now);
    const struct massc_progress shown = {
        .exploration = r->job.name, .engine = p->engine, .points = p->points, .points_done = p->points_done,
        .steps = p->work, .steps_done = p->done, .fraction = progress_part(p), .diverged = p->diverged,
        .elapsed = now - r->pace.began, .left = pace_left(&r->pace), .speed = pace_speed(&r->pace)
    };
    if (r->o->progress)
        r->o->progress(r->o->user, shown.fraction);
    if (r->o->watch)
        r->o->watch(r->o->user, &shown);
}

static void log_end(const struct massc_result *r)
{
    const struct sweep_report *p = &r->job.report;
    if (*p->note)
        object_log(r->m, MASSC_NOTE, "%s", p->note);
    if (p->diverged)
        object_log(r->m, MASSC_WARNING, "%s: %ld of %ld point%s left the finite numbers; see column status", r->job.name,
                   p->diverged, p->points, p->points == 1 ? "" : "s");
    if (p->undefined)
        object_log(r->m, MASSC_WARNING, "%s: at %ld of %ld point%s an observation is not a number; the first is in column '%s'",
                   r->job.name, p->undefined, p->points, p->points == 1 ? "" : "s", r->job.table.columns[p->undefined_column].name);
    object_log(r->m, MASSC_NOTE, "%s: %ld row%s by %s in %.3f s", r->job.name, r->job.table.rows, r->job.table.rows == 1 ? "" : "s",
               p->engines, p->simulate_s);
}

/* ---- the run ---- */

/* All that comes before the first point. */
static int prepare(struct massc_result *r, const struct job_options *o, struct fail *f)
{
    struct job *job = &r->job;
    struct arena *a = &r->pipe.arena;
    const struct exploration *x = choose_exploration(r->e, r->chosen, f);
    if (!x)
        return -1;
    r->x = x;
    build_job(r->e, x, a, job);
    if (job_open(job, f) < 0)
        return fail_in_front(f, "exploration '%s': ", x->name);
    if (job_take_part(job, "", o, f) < 0)
        return -1;
    r->pipe.options.lanes = o->lanes;
    r->pipe.options.one_row = o->point != NULL;
    r->pipe.texts = build_texts((enum engine)o->engine);
    const struct program *p = pipeline_emit(&r->pipe, r->e, x, &r->c);
    build_kernel(p, text_string(&r->c), job);
    job_take_options(job, o);
    job->sweep.stop = r->o->stop;
    job->sweep.cancel = &r->m->cancelled;
    job->watch = (struct job_watch){ .begin = begin, .compiled = show_compiled, .progress = show_progress, .user = r };
    job_add(job, &sink_memory, &r->cells);
    job_add(job, &sink_traces, &r->traces);
    return job_plan(job, f);
}

/* The options first: of one row the checker knows more. */
static void try_prepare(void *user)
{
    struct massc_result *r = user;
    const char *const chosen[] = { r->chosen, NULL };
    struct job_options o = object_options(r->m);
    o.engine = ENGINE_AUTO;
    if (read_options(r->o, &r->options, &o, &r->fail) < 0)
        return;
    o.records = (const char **)(size_t)r->o->record;        /* only read */
    keep_asked(r, o);
    struct overrides over = overrides_of(&o);
    over.chosen = r->chosen ? chosen : NULL;
    r->e = object_check(r->m, r->m->src, over, &r->pipe, &r->library);
    if (r->e)
        prepare(r, &o, &r->fail);
}

static void run(struct massc_result *r)
{
    if (object_guarded(r->m, try_prepare, r) < 0 || (!r->e && !r->fail.code))
        return;
    if (r->fail.code || job_run(&r->job, &r->fail) < 0 || job_commit(&r->job, &r->fail) < 0)
        object_fail(r->m, &r->fail);
    else
        log_end(r);
}

struct massc_result *massc_run(struct massc *m, const char *name, const struct massc_options *o)
{
    static const struct massc_options plain = { 0 };
    struct massc_result *r;
    if (!object_can(m))
        return NULL;
    r = calloc(1, sizeof *r);
    if (!r) {
        object_fault(m, EXIT_SYSTEM, "out of memory");
        return NULL;
    }
    r->m = m;
    r->chosen = name;
    r->o = o ? o : &plain;
    __atomic_store_n(&m->cancelled, 0, __ATOMIC_RELAXED);
    run(r);
    r->m = NULL;
    r->o = NULL;
    r->chosen = NULL;
    if (m->code == EXIT_OK)
        return r;
    massc_result_close(r);
    return NULL;
}

void massc_result_close(struct massc_result *r)
{
    if (!r)
        return;
    job_close(&r->job);
    cells_close(&r->cells);
    traces_close(&r->traces);
    text_free(&r->c);
    pipeline_close(&r->pipe);
    arena_free(&r->options);
    free(r);
}
