/* massc_run.c -- an exploration of a model into a result. */
#include <stdlib.h>
#include <string.h>
#include "base/clock.h"
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
static void keep_asked(struct massc_result *r, struct job_options o, const char *exploration)
{
    struct arena *a = &r->arena;
    o.sets = copy_list(o.sets, a);
    o.axes = copy_list(o.axes, a);
    o.records = copy_list(o.records, a);
    o.key = copy_text(o.key, a);
    o.point = copy_text(o.point, a);
    r->asked = o;
    r->asked_of = copy_text(exploration, a);
}

/* Members that the caller's version has; of one that says no size those of the first. */
void result_options(struct massc_options *to, const struct massc_options *from)
{
    size_t first = offsetof(struct massc_options, watch) + sizeof from->watch, size = from && from->size ? from->size : first;
    if (from)
        memcpy(to, from, size < sizeof *to ? size : sizeof *to);
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
    double made = r->kernel->compiled.kernel ? r->kernel->compile_s : 0;
    object_log(r->m, MASSC_NOTE, "%s: compiled by %s in %.1f ms", r->job.name, engine, 1e3*(made > seconds ? made : seconds));
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
    if (r->o.progress)
        r->o.progress(r->o.user, shown.fraction);
    if (r->o.watch)
        r->o.watch(r->o.user, &shown);
}

void result_log(const struct massc_result *r)
{
    const struct sweep_report *p = &r->job.report;
    char text[JOB_CAUTION];
    if (*p->note)
        object_log(r->m, MASSC_NOTE, "%s", p->note);
    for (int i = 0; i < JOB_CAUTIONS; i++)
        if (job_caution(&r->job, i, text))
            object_log(r->m, MASSC_WARNING, "%s: %s", r->job.name, text);
    object_log(r->m, MASSC_NOTE, "%s: %ld row%s by %s in %.3f s", r->job.name, r->job.table.rows, r->job.table.rows == 1 ? "" : "s",
               p->engines, p->simulate_s);
}

/* ---- the run ---- */

struct preparing {
    struct massc_result *r;
    const char *exploration;
    int is_stepped;
    struct job_options o;
};

static void read_request(void *user)
{
    struct preparing *p = user;
    struct massc_result *r = p->r;
    struct job_options o = object_options(r->m);
    o.engine = ENGINE_AUTO;
    if (read_options(&r->o, &r->arena, &o, &r->fail) < 0)
        return;
    o.records = (const char **)(size_t)r->o.record;         /* only read */
    keep_asked(r, o, p->exploration);
}

/* All that comes before the first point. */
static int plan(struct massc_result *r, int is_stepped, struct fail *f)
{
    struct job *job = &r->job;
    const struct held_kernel *k = r->kernel;
    build_job(k->of->e, k->x, &r->arena, job);
    if (job_open(job, f) < 0)
        return fail_in_front(f, "exploration '%s': ", k->x->name);
    if (job_take_part(job, "", &r->asked, f) < 0)
        return -1;
    build_kernel(k->program, text_string(&k->c), job);
    job_take_options(job, &r->asked);
    job->sweep.kernel = k->compiled.kernel;
    job->sweep.stop = r->o.stop;
    job->sweep.cancel = &r->m->cancelled;
    job->sweep.threads = is_stepped ? 1 : job->sweep.threads;
    job->parse_s = k->of->seconds;
    job->lower_s = k->pipe.lower_s;
    job->emit_s = k->pipe.emit_s;
    job->watch = (struct job_watch){ .begin = begin, .compiled = show_compiled, .progress = is_stepped ? NULL : show_progress, .user = r };
    job_add(job, &sink_memory, &r->cells);
    job_add(job, &sink_traces, &r->traces);
    return job_plan(job, f);
}

static void try_plan(void *user)
{
    struct preparing *p = user;
    plan(p->r, p->is_stepped, &p->r->fail);
}

void result_prepare(struct massc_result *r, struct massc *m, const char *exploration, const struct massc_options *o, int is_stepped)
{
    struct preparing p = { .r = r, .exploration = exploration, .is_stepped = is_stepped };
    r->m = m;
    result_options(&r->o, o);
    if (object_guarded(m, read_request, &p) < 0 || r->fail.code)
        return;
    const struct kernel_request q = { .exploration = r->asked_of, .o = &r->asked, .data = r->o.data };
    r->kernel = kernels_get(m, &q);
    if (r->kernel)
        object_guarded(m, try_plan, &p);
}

void result_free(struct massc_result *r)
{
    job_close(&r->job);
    cells_close(&r->cells);
    traces_close(&r->traces);
    kernels_drop(r->kernel);
    arena_free(&r->arena);
}

struct massc_result *massc_run(struct massc *m, const char *name, const struct massc_options *o)
{
    struct massc_result *r;
    if (!object_can(m))
        return NULL;
    r = calloc(1, sizeof *r);
    if (!r) {
        object_fault(m, EXIT_SYSTEM, "out of memory");
        return NULL;
    }
    __atomic_store_n(&m->cancelled, 0, __ATOMIC_RELAXED);
    result_prepare(r, m, name, o, 0);
    if (m->code == EXIT_OK && !r->fail.code && job_run(&r->job, &r->fail) == 0 && job_commit(&r->job, &r->fail) == 0)
        result_log(r);
    if (r->fail.code)
        object_fail(m, &r->fail);
    r->m = NULL;
    if (m->code == EXIT_OK)
        return r;
    massc_result_close(r);
    return NULL;
}

void massc_result_close(struct massc_result *r)
{
    if (!r)
        return;
    result_free(r);
    free(r);
}
