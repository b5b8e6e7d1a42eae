/* lua_request.c -- one run that a script asked for, done without Lua.
 *
 * Nothing here may raise a Lua error, so that everything can be freed at one place
 * (request_run). What has to outlive the run is copied into the result.
 */
#include "lua_request.h"
#include <string.h>
#include "cli/driver.h"
#include "job/choose.h"
#include "job/noise_file.h"
#include "job/provenance.h"
#include "sink/runlog.h"

enum { SPACE_TEXT = 200 };      /* bytes of a space in a few words */

/* What a run owns. */
struct work {
    struct request *q;
    struct pipeline pipe;
    struct model_library library;
    struct experiment *own;             /* as it was checked for this run */
    const struct experiment *e;         /* the same, with the noise of load_noise */
    struct text c;                      /* of the kernel */
    struct job job;
    struct noise_forms noise;           /* option save_noise */
    struct runlog *log;
    struct overrides over;
    const char *chosen[2];              /* of the overrides */
    const char *before;                 /* what is overwritten, or NULL */
    struct fail *f;
};

const char *request_messages(const struct diags *d, struct arena *a)
{
    struct text text = { 0 };
    diag_print(d, &text);
    size_t n = text.len;
    while (n > 0 && text.bytes[n - 1] == '\n')
        n--;
    const char *copy = arena_copy(a, text_string(&text), n);
    text_free(&text);
    return copy;
}

/* ---- warnings ---- */

static void warn(struct work *w, const char *text)
{
    struct request *q = w->q;
    if (*text)
        q->warning = arena_print(&q->result->arena, "%s%s%s", q->warning, *q->warning ? "\n" : "", text);
}

/* The file was read before, and again for this run: same words, same place. */
static int is_known(const struct request *q, const struct diag *d)
{
    for (const struct diag *k = q->known ? q->known->first : NULL; k; k = k->next)
        if (k->at.from == d->at.from && strcmp(k->text, d->text) == 0
            && (!k->at.src || !d->at.src || strcmp(k->at.src->path, d->at.src->path) == 0))
            return 1;
    return 0;
}

/* What the checker warns of because of this run: a value set on an axis. */
static void warn_news(struct work *w)
{
    struct diags news = { .arena = &w->pipe.arena };
    for (const struct diag *d = w->pipe.diags.first; d; d = d->next)
        if (d->severity == SEVERITY_WARNING && !is_known(w->q, d)) {
            struct diag *copy = ARENA_NEW(news.arena, struct diag);
            *copy = *d;
            copy->next = NULL;
            news.last = *(news.last ? &news.last->next : &news.first) = copy;
            news.warnings++;
        }
    warn(w, request_messages(&news, &w->q->result->arena));
}

/* ---- compiling ---- */

static int refuse(struct work *w, struct fail *f)
{
    w->q->messages = request_messages(&w->pipe.diags, &w->q->result->arena);
    return fail(f, EXIT_MODEL, "%s cannot run%s", w->q->e->src->path, w->q->space ? " over the space" : "");
}

static int check(struct work *w, const char **name, struct fail *f)
{
    const struct source *from = w->q->e->src;
    struct arena *a = &w->pipe.arena;
    const struct source *src = source_text(from->path, from->text, (size_t)from->len, a);
    struct ast *tree = ast_parse(src, &w->pipe.diags, a);
    if (w->q->space && request_graft(w->q, &w->pipe, tree, name, f) < 0)
        return -1;
    w->chosen[0] = *name;
    w->over.chosen = *name ? w->chosen : NULL;
    w->over.part = w->q->space && w->q->space->space.part;
    if (w->over.part)
        w->over.point = NULL;                   /* it counts in the slice */
    if (w->pipe.diags.errors == 0)
        w->e = w->own = model_check(tree, &w->library.calls, &w->over, &w->pipe.diags, a);
    if (w->pipe.diags.errors)
        return refuse(w, f);
    warn_news(w);
    return 0;
}

/* Draws, dimensions of Sobol' points and sorted rows go by the whole names. */
static int names_matter(const struct space *s)
{
    int draws = s->sorted;
    for (int i = 0; i < s->count; i++)
        draws |= axis_draws(&s->axes[i]) || s->axes[i].kind == AXIS_SOBOL;
    return draws;
}

/* Short names are fine as long as they sort like the whole ones: else the space
 * and its run would draw differently. */
static int check_names(const struct work *w, const struct exploration *x, struct fail *f)
{
    const struct space *s = &w->q->space->space;
    const struct quantity *all = w->e->quantities;
    for (int i = 0; i < x->axis_count && names_matter(s); i++)
        for (int k = 0; k < i; k++) {
            int here = script_compare_paths(s->axes[i].path, s->axes[k].path);
            int there = script_compare_paths(all[x->axes[i].quantity].path, all[x->axes[k].quantity].path);
            if ((here < 0) == (there < 0))
                continue;
            return fail(f, EXIT_MODEL, "'%s' and '%s' would draw in another order than '%s' and '%s', which "
                        "they mean; write the whole names", s->axes[k].path, s->axes[i].path,
                        all[x->axes[k].quantity].path, all[x->axes[i].quantity].path);
        }
    return 0;
}

/* Axes of the block are those of the space, in order; labels are text to the end. */
static int adopt_groups(struct work *w, struct exploration *x, struct fail *f)
{
    const struct space *s = &w->q->space->space;
    if (x->axis_count + x->both_ways != s->count)
        return fail(f, EXIT_INTERNAL, "the space has %d axes, its exploration %d", s->count, x->axis_count + x->both_ways);
    for (int i = 0; i < x->axis_count; i++)
        x->axes[i].axis.group = s->axes[i].group;
    return check_names(w, x, f);
}

/* The rows that a slice kept, of the same space in the run's precision. Where the trials
 * are the exploration's, each of the slice's points stands for all of its trials. */
static int cut_part(struct work *w, struct fail *f)
{
    struct space *rows = &w->job.rows;
    if (!w->q->space || !w->q->space->space.part)
        return 0;
    const struct space *s = &w->q->space->space;
    long trials = s->trials == 0 && rows->trials > 0 ? rows->trials : 1;
    if (s->trials > 0 && s->trials != rows->trials)
        return fail(f, EXIT_MODEL, "the slice was made of a space with %ld trials, and 'trials' is %ld; "
                    "leave it out", s->trials, rows->trials);
    if (trials > 1 && s->points > 1 && s->stride != 1)
        return fail(f, EXIT_MODEL, "the exploration has %ld trials: a slice of its points takes them in "
                    "order, one after the other; give the space {trials = %ld}", trials, trials);
    rows->first = s->first*trials;
    rows->stride = trials > 1 ? 1 : s->stride;
    rows->points = s->points*trials;
    rows->part = 1;
    return 0;
}

/* ---- noise from and to files ---- */

static int open_noise(struct work *w, const struct exploration *x, struct fail *f)
{
    const struct options *o = &w->q->o;
    struct arena *a = &w->pipe.arena;
    int slice = w->q->space && w->q->space->space.part;
    if ((o->run.load_noise && slice) || (o->run.save_noise && w->job.rows.part))
        return fail(f, EXIT_USAGE, "noise is kept of whole spaces, not of %s", slice ? "a slice" : "a point");
    if (o->run.load_noise && (!(w->e = noise_load(w->own, o->run.load_noise, NULL, 0, "load_noise", a, f))
                          || noise_fits(w->e, x, "load_noise", a, f) < 0))
        return -1;
    return o->run.save_noise ? noise_forms(w->e, x, o->run.save_noise, "save_noise", a, &w->noise, f) : 0;
}

/* ---- getting ready ---- */

static int open_job(struct work *w, struct exploration *x, struct fail *f)
{
    if (w->q->space && adopt_groups(w, x, f) < 0)
        return -1;
    build_job(w->own, x, &w->pipe.arena, &w->job);
    if (job_open(&w->job, f) < 0)
        return fail_in_front(f, "exploration '%s': ", x->name);
    if (!w->q->space)
        warn(w, w->job.space.warning);      /* a space said so when it was made */
    return cut_part(w, f) < 0 ? -1 : job_take_part(&w->job, "", &w->q->o.run, f);
}

static int set_origin(struct work *w, const struct exploration *x, struct fail *f)
{
    struct provenance from;
    if (provenance_open(&from, w->q->command, w->e, w->job.shard.count ? NULL : &w->job.rows, &w->pipe.arena, f) < 0)
        return -1;
    from.options = provenance_options(&w->q->o.run, w->over.chosen, &w->pipe.arena);
    if (w->q->space) {
        char *text = arena_alloc(&w->pipe.arena, SPACE_TEXT);
        space_describe(&w->q->space->space, text, SPACE_TEXT);
        from.space = text;
    }
    provenance_add(&from, w->e, x, &w->job);
    return 0;
}

static void begin(void *user)
{
    struct work *w = user;
    if (w->before)
        runlog_phase(w->log, "%s", w->before);
    runlog_start(w->log, w->job.name);
}

static void show_progress(void *user, const struct progress *p)
{
    struct work *w = user;
    runlog_work(w->log, p);
}

static void show_compiling(void *user, const char *engine)
{
    struct work *w = user;
    runlog_pause(w->log, PAUSE_COMPILING, w->job.name, engine);
}

static void show_writing(void *user, const char *path)
{
    struct work *w = user;
    runlog_pause(w->log, PAUSE_WRITING, w->job.name, path);
}

static int plan(struct work *w, struct fail *f)
{
    const struct options *o = &w->q->o;
    struct job *job = &w->job;
    job_take_options(job, &o->run);
    job->no_netcdf_option = "no_netcdf = true";
    job->watch = (struct job_watch){ .begin = begin, .progress = show_progress, .compiling = show_compiling,
                                     .writing = show_writing, .waits = tell_waiting, .user = w };
    job->sweep.stop = w->q->stop;
    if (o->run.save_noise)
        job_add(job, &sink_noise, &w->noise);
    job_add(job, &sink_memory, &w->q->result->cells);
    if (!o->run.out)
        job_add(job, &sink_traces, &w->q->result->traces);
    if (job_check_compress(&o->run, "compress", "format", f) < 0 || job_plan(job, f) < 0)
        return -1;
    w->before = o->run.out ? job_overwrites(job) : NULL;
    script_table_describe(w->q->result, &job->table);
    if (o->run.out)
        w->q->result->series_in = arena_copy(&w->q->result->arena, o->run.out, strlen(o->run.out));
    return 0;
}

static int prepare(struct work *w, struct fail *f)
{
    const char *name = w->q->exploration;
    if (check(w, &name, f) < 0)
        return -1;
    const struct exploration *chosen = choose_exploration(w->own, name, f);
    if (!chosen)
        return -1;
    struct exploration *x = &w->own->explorations[chosen - w->own->explorations];
    if (open_job(w, x, f) < 0 || open_noise(w, x, f) < 0)
        return -1;
    const struct program *p = pipeline_emit(&w->pipe, w->e, x, &w->c);
    build_kernel(p, text_string(&w->c), &w->job);
    w->job.parse_s = w->pipe.parse_s;
    w->job.lower_s = w->pipe.lower_s;
    w->job.emit_s = w->pipe.emit_s;
    if (w->q->o.run.out && set_origin(w, x, f) < 0)
        return -1;
    return plan(w, f);
}

/* ---- running ---- */

/* What is no success: said as a warning, or with "strict" an error. */
static void blame(struct work *w, const char *text)
{
    if (w->q->o.run.strict)
        w->q->strict_fault = text;
    else
        warn(w, text);
}

static void judge(void *user)
{
    struct work *w = user;
    char text[JOB_CAUTION];
    for (int i = JOB_CAUTIONS - 1; i >= 0; i--)         /* the first is the one that ends a strict run */
        if (job_caution(&w->job, i, text))
            blame(w, arena_print(&w->q->result->arena, "%s: %s", w->job.name, text));
}

static int run_job(struct work *w, struct fail *f)
{
    w->log = runlog_open(stderr, job_log_form(&w->q->o.run));
    int status = job_run(&w->job, f);
    runlog_finish(w->log);
    if (status == 0)
        status = job_commit(&w->job, f);
    runlog_close(w->log);
    w->log = NULL;
    return status;
}

/* All that asks for memory without looking whether it got it. */
static void compile_all(void *user)
{
    struct work *w = user;
    w->over = options_overrides(&w->q->o);
    if (session_pipeline(&w->pipe, &w->library, &w->q->o, w->f) == 0)
        prepare(w, w->f);
}

static int guarded(struct work *w, void (*work)(void *user), struct fail *f)
{
    struct guard g;
    w->f = f;
    return guard_call(&g, work, w) < 0 ? fail(f, g.code, "%s", g.text) : f->code ? -1 : 0;
}

static int run(struct work *w, struct fail *f)
{
    if (guarded(w, compile_all, f) < 0 || run_job(w, f) < 0 || guarded(w, judge, f) < 0)
        return -1;
    struct stats_row row = job_stats(&w->job);
    return w->q->o.run.stats ? stats_write(w->q->o.run.stats, &row, 1, f) : 0;
}

int request_run(struct request *q, struct fail *f)
{
    struct work w = { .q = q };
    q->warning = "";
    int status = run(&w, f);
    if (status < 0 && f->code == EXIT_INTERRUPTED)
        *f = (struct fail){ .code = EXIT_INTERRUPTED, .text = "interrupted" };
    job_close(&w.job);
    text_free(&w.c);
    pipeline_close(&w.pipe);
    return status;
}
