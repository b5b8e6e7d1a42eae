/* massc.c -- the neural-mass compiler as a library.
 *
 * Settings take part in the checking of a file, so a model is its source and
 * its settings, and is checked again whenever one is added: a millisecond. A run
 * checks once more, into memory of its own, so that its result stands alone.
 *
 * What may ask for memory runs under a guard; what it fills in stands outside of it
 * and can be closed at any moment.
 */
#include "massc_result.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "job/choose.h"
#include "job/job_build.h"
#include "base/clock.h"
#include "base/version.h"

struct settings {
    const char **list;              /* NULL-terminated */
    int count, room;                /* room for the NULL not counted */
};

struct massc {
    struct arena arena;             /* source and settings */
    const struct source *src;       /* NULL: the file could not be read */
    struct settings sets, axes;
    const char *key;
    int real;
    struct pipeline pipe;           /* the last good check; holds what [e] points to */
    struct model_library library;
    struct experiment *e;           /* NULL: never without errors so far */
    int code;
    struct text error;
    char fault[1100];               /* the error where there is no memory for a text */
};

const char *massc_version(void)
{
    return MASSC_VERSION;
}

/* ---- errors ---- */

static void succeed(struct massc *m)
{
    m->code = EXIT_OK;
    m->fault[0] = '\0';
    text_free(&m->error);
}

/* The only error, in memory that is there. */
static int set_fault(struct massc *m, int code, const char *text)
{
    succeed(m);
    m->code = code;
    snprintf(m->fault, sizeof m->fault, "%s\n", text);
    return -1;
}

/* Calls work(user); what it raises is the error of [m]. */
static int guarded(struct massc *m, void (*work)(void *user), void *user)
{
    struct guard g;
    return guard_call(&g, work, user) < 0 ? set_fault(m, g.code, g.text) : 0;
}

struct saying {
    struct massc *m;
    const struct fail *f;
};

static void say(void *user)
{
    struct saying *s = user;
    text_print(&s->m->error, "%s\n", s->f->text);
}

/* Behind the warnings. */
static int set_error(struct massc *m, const struct fail *f)
{
    struct saying s = { m, f };
    struct guard g;
    m->code = f->code;
    return guard_call(&g, say, &s) < 0 ? set_fault(m, f->code, f->text) : -1;
}

/* ---- checking ---- */

static struct overrides settings_of(const struct massc *m)
{
    const struct job_options o = { .sets = m->sets.list, .axes = m->axes.list, .key = m->key, .real = m->real };
    return overrides_of(&o);
}

/* Checks the source with the settings [over] into [p]; NULL after an error. */
static struct experiment *check(struct massc *m, struct overrides over, struct pipeline *p, struct model_library *lib)
{
    pipeline_open(p, &lib->calls);
    library_open(lib, &p->arena);
    const struct source *src = source_text(m->src->path, m->src->text, (size_t)m->src->len,
                                           &p->arena);
    struct ast *tree = ast_parse(src, &p->diags, &p->arena);
    struct experiment *e = model_check(tree, &lib->calls, &over, &p->diags, &p->arena);
    diag_print(&p->diags, &m->error);
    if (p->diags.errors)
        m->code = EXIT_MODEL;
    return p->diags.errors ? NULL : e;
}

struct attempt {
    struct massc *m;
    struct pipeline pipe;
    struct model_library library;
    struct experiment *e;
};

static void try_check(void *user)
{
    struct attempt *t = user;
    t->e = check(t->m, settings_of(t->m), &t->pipe, &t->library);
}

/* Takes over the settings as they are now, or leaves what was there. */
static int refresh(struct massc *m)
{
    struct attempt t = { .m = m };
    if (guarded(m, try_check, &t) < 0 || !t.e) {
        pipeline_close(&t.pipe);
        return -1;
    }
    if (m->e)
        pipeline_close(&m->pipe);
    m->pipe = t.pipe;
    m->pipe.diags.arena = &m->pipe.arena;
    m->library = t.library;
    m->pipe.library = &m->library.calls;
    m->e = t.e;
    return 0;
}

/* ---- opening ---- */

static void add_setting(struct massc *m, struct settings *s, const char *text)
{
    if (s->count == s->room) {
        int room = 2*s->room + 8;
        const char **list = ARENA_ARRAY(&m->arena, const char *, room + 1);
        if (s->list)
            memcpy(list, s->list, (size_t)s->count*sizeof *list);
        s->list = list;
        s->room = room;
    }
    if (text)
        s->list[s->count++] = arena_copy(&m->arena, text, strlen(text));
    s->list[s->count] = NULL;
}

struct opening {
    struct massc *m;
    const char *path;               /* NULL: [len] bytes of text */
    const char *text;
    size_t len;
};

static void start(void *user)
{
    struct opening *o = user;
    struct massc *m = o->m;
    const char *why = NULL;
    add_setting(m, &m->sets, NULL);
    add_setting(m, &m->axes, NULL);
    if (o->path)
        m->src = source_read(o->path, &m->arena, &why);
    else
        m->src = source_text("<text>", arena_copy(&m->arena, o->text, o->len), o->len, &m->arena);
    if (why) {
        m->code = EXIT_SYSTEM;
        text_print(&m->error, "%s: %s\n", o->path, why);
    }
}

static struct massc *open_model(struct opening o)
{
    struct massc *m = o.m = calloc(1, sizeof *m);
    if (m && guarded(m, start, &o) == 0 && m->src)
        refresh(m);
    return m;
}

struct massc *massc_open(const char *path)
{
    return open_model((struct opening){ .path = path });
}

struct massc *massc_open_text(const char *text, size_t len)
{
    return open_model((struct opening){ .text = text, .len = len });
}

void massc_close(struct massc *m)
{
    if (!m)
        return;
    if (m->e)
        pipeline_close(&m->pipe);
    arena_free(&m->arena);
    text_free(&m->error);
    free(m);
}

int massc_code(const struct massc *m)
{
    return m->code;
}

const char *massc_error(const struct massc *m)
{
    return m->fault[0] ? m->fault : text_string(&m->error);
}

const char *massc_exploration(const struct massc *m, int i)
{
    return m->e && i >= 0 && i < m->e->exploration_count ? m->e->explorations[i].name : NULL;
}

/* ---- settings ---- */

/* A file that cannot be read stays so. */
static int can_set(struct massc *m)
{
    struct fail f = { .code = 0 };
    if (m->src) {
        succeed(m);
        return 1;
    }
    succeed(m);
    fail(&f, EXIT_SYSTEM, "the file could not be read");
    set_error(m, &f);
    return 0;
}

struct new_setting {
    struct massc *m;
    struct settings *to;
    const char *text;               /* to be added there */
    int64_t key;
};

static void add_one(void *user)
{
    struct new_setting *s = user;
    add_setting(s->m, s->to, s->text);
}

static int take_setting(struct massc *m, struct settings *s, const char *text)
{
    struct new_setting one = { .m = m, .to = s, .text = text };
    int before = s->count;
    if (!can_set(m))
        return -1;
    if (guarded(m, add_one, &one) == 0 && refresh(m) == 0)
        return 0;
    s->count = before;
    s->list[before] = NULL;
    return -1;
}

int massc_set(struct massc *m, const char *setting)
{
    return take_setting(m, &m->sets, setting);
}

int massc_axis(struct massc *m, const char *axis)
{
    return take_setting(m, &m->axes, axis);
}

static void set_key(void *user)
{
    struct new_setting *s = user;
    s->m->key = arena_print(&s->m->arena, "%lld", (long long)s->key);
}

int massc_key(struct massc *m, int64_t key)
{
    struct new_setting one = { .m = m, .key = key };
    const char *before = m->key;
    if (!can_set(m))
        return -1;
    if (guarded(m, set_key, &one) == 0 && refresh(m) == 0)
        return 0;
    m->key = before;
    return -1;
}

int massc_precision(struct massc *m, int bytes)
{
    struct fail f = { .code = 0 };
    int before = m->real;
    if (!can_set(m))
        return -1;
    if (bytes != 0 && bytes != 4 && bytes != 8) {
        fail(&f, EXIT_USAGE, "a precision is 4, 8 or 0 bytes, not %d", bytes);
        return set_error(m, &f);
    }
    m->real = bytes;
    if (refresh(m) == 0)
        return 0;
    m->real = before;
    return -1;
}

/* ---- running ---- */

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

static void begin(void *user)
{
    struct massc_result *r = user;
    pace_begin(&r->pace, r->job.name, clock_seconds());
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

/* All that comes before the first point. */
static int prepare(struct massc_result *r, const struct job_options *o, struct fail *f)
{
    struct job *job = &r->job;
    struct arena *a = &r->pipe.arena;
    const struct exploration *x = choose_exploration(r->e, r->chosen, f);
    if (!x)
        return -1;
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
    job->watch = (struct job_watch){ .begin = begin, .progress = show_progress, .user = r };
    job_add(job, &sink_memory, &r->cells);
    job_add(job, &sink_traces, &r->traces);
    return job_plan(job, f);
}

/* The options first: of one row the checker knows more. */
static void try_prepare(void *user)
{
    struct massc_result *r = user;
    const char *const chosen[] = { r->chosen, NULL };
    struct job_options o = { .engine = ENGINE_AUTO };
    struct overrides over = settings_of(r->m);
    if (read_options(r->o, &r->options, &o, &r->fail) < 0)
        return;
    over.records = r->o->record;
    over.point = o.point;
    over.chosen = r->chosen ? chosen : NULL;
    r->e = check(r->m, over, &r->pipe, &r->library);
    if (r->e)
        prepare(r, &o, &r->fail);
}

static void run(struct massc_result *r)
{
    if (guarded(r->m, try_prepare, r) < 0 || (!r->e && !r->fail.code))
        return;
    if (r->fail.code || job_run(&r->job, &r->fail) < 0 || job_commit(&r->job, &r->fail) < 0)
        set_error(r->m, &r->fail);
}

struct massc_result *massc_run(struct massc *m, const char *name, const struct massc_options *o)
{
    static const struct massc_options plain = { 0 };
    struct fail f = { .code = 0 };
    struct massc_result *r;
    if (!can_set(m))
        return NULL;
    r = calloc(1, sizeof *r);
    if (!r) {
        fail(&f, EXIT_SYSTEM, "out of memory");
        set_error(m, &f);
        return NULL;
    }
    r->m = m;
    r->chosen = name;
    r->o = o ? o : &plain;
    run(r);
    r->m = NULL;
    r->o = NULL;
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
