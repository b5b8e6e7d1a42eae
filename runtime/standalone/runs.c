/* runs.c -- explorations into tables, one after the other. */
#include "runs.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/atomic.h"
#include "base/text.h"
#include "interrupt.h"
#include "output.h"

/* ---- what options ask for together ---- */

static int check_formats(const struct job_options *o, struct fail *f)
{
    if (o->no_netcdf && o->formats & FORMAT_NETCDF)
        return fail(f, EXIT_USAGE, "--format asks for the NetCDF file that --no-netcdf leaves out; leave one of them out");
    if (o->no_files && (o->compress || o->formats))
        return fail(f, EXIT_USAGE, "%s is for files, and --no-files writes none; leave one of them out", o->compress ? "--compress" : "--format");
    return job_check_compress(o, "--compress", "--format", f);
}

/* One row of what? */
static int check_point(const struct runs *r, struct fail *f)
{
    const char *point = r->o->point;
    if (point && r->count > 1)
        return fail(f, EXIT_USAGE, "--point looks at one exploration, and '%s' has %d; name it: %s %s --point %s",
                    r->file, r->count, r->again, r->legs[0].name, point);
    return 0;
}

int runs_check(const struct runs *r, struct fail *f)
{
    return check_point(r, f) < 0 || check_formats(r->o, f) < 0 ? -1 : 0;
}

/* ---- what a job tells ---- */

/* Said while it can still be stopped. */
static void begin(void *user)
{
    struct run_leg *leg = user;
    const char *what = leg->job.dir ? job_overwrites(&leg->job) : NULL;
    log_exploration(leg->runs->log, leg->name, leg->is_base, &leg->job);
    if (what)
        runlog_phase(leg->runs->log, "%s", what);
    if (leg->is_compiled)
        runlog_start(leg->runs->log, leg->name);
}

/* The clock of the sweep runs from the first kernel on. */
static void show_compiled(void *user, const char *engine, double seconds)
{
    struct run_leg *leg = user;
    log_compiled(leg->runs->log, leg->name, engine, seconds);
    if (!leg->is_compiled)
        runlog_start(leg->runs->log, leg->name);
    leg->is_compiled = 1;
}

static void show_progress(void *user, const struct progress *p)
{
    struct run_leg *leg = user;
    runlog_work(leg->runs->log, p);
}

static void show_compiling(void *user, const char *engine)
{
    struct run_leg *leg = user;
    runlog_pause(leg->runs->log, PAUSE_COMPILING, leg->name, engine);
}

static void show_writing(void *user, const char *path)
{
    struct run_leg *leg = user;
    runlog_pause(leg->runs->log, PAUSE_WRITING, leg->name, path);
}

static void show_waiting(void *user, const char *folder, long holder)
{
    struct run_leg *leg = user;
    tell_folder_waits(leg->runs->program, folder, holder);
}

/* ---- getting ready ---- */

void runs_take(struct runs *r, struct run_leg *leg)
{
    struct job *j = &leg->job;
    leg->runs = r;
    job_take_options(j, r->o);
    j->dir = r->dir;
    j->no_netcdf_option = "--no-netcdf";
    j->watch = (struct job_watch){ .begin = begin, .compiled = show_compiled, .progress = show_progress, .compiling = show_compiling,
                                   .writing = show_writing, .waits = show_waiting, .user = leg };
    j->sweep.stop = interrupt_flag();
}

int runs_plan(struct run_leg *leg, struct fail *f)
{
    job_add(&leg->job, &sink_screen, NULL);
    return job_plan(&leg->job, f);
}

/* Finds out now, not after hours, that the file cannot be written. */
static int probe(const char *path, struct fail *f)
{
    struct atomic file;
    if (!path)
        return 0;
    if (atomic_open(&file, path, f) < 0)
        return -1;
    int status = atomic_write(&file, "\n", 1, f);
    atomic_abandon(&file);
    return status;
}

/* ---- running ---- */

/* Results that took hours are not thrown away because the screen is a full disk:
 * that is told when all are written. */
static void print_table(struct runs *r, struct run_leg *leg)
{
    if (r->count > 1)
        printf("%s%s\n", leg == r->legs ? "" : "\n", leg->name);
    (void)print_job(&leg->job, &r->unprinted);
}

static int writes(const struct table *t, const struct sink_kind *kind, const char *suffix)
{
    char own[TABLE_SUFFIX];
    for (int i = 0; (!kind->wanted || kind->wanted(t)) && sink_suffix(kind, t, i, own); i++)
        if (strcmp(own, suffix) == 0)
            return 1;
    return 0;
}

/* A file of a format that was not written now would be taken for one of this table. */
static void warn_of_older(const struct runs *r, const struct run_leg *leg)
{
    struct table all = leg->job.table;
    struct fail ignored = { .code = 0 };
    char suffix[TABLE_SUFFIX];
    all.formats = FORMAT_CSV | FORMAT_NETCDF | FORMAT_NPY | FORMAT_LONG_TEXT;
    for (int k = 0; r->dir && leg->job.file_kinds[k]; k++)
        for (int i = 0; sink_suffix(leg->job.file_kinds[k], &all, i, suffix); i++) {
            char *path = writes(&leg->job.table, leg->job.file_kinds[k], suffix) ? NULL : table_path(&all, suffix, &ignored);
            if (path && access(path, F_OK) == 0)
                tell_warning(r->program, "%s is of an earlier run", path);
            free(path);
        }
}

/* Nobody shall look in vain for the text of a series. */
static void note_long_text(const struct runs *r, const struct run_leg *leg)
{
    const struct table *t = &leg->job.table;
    char suffix[TABLE_SUFFIX];
    for (int i = 0; i < t->series_count && table_has(t, FORMAT_CSV); i++)
        if (!series_has_text(t, &t->series[i]))
            runlog_phase(r->log, "note: %s.%s would have %ld lines; --format csv,nc writes it", t->name,
                         table_part(suffix, t->series[i].name, "csv"), series_lines(t, &t->series[i]));
}

static void log_files(struct runs *r, const struct run_leg *leg)
{
    warn_of_older(r, leg);
    if (leg->job.unlocked && !r->unlocked)
        tell_warning(r->program, "'%s' cannot be locked (%s): another run must not write there now", r->dir,
                     strerror(leg->job.unlocked));
    r->unlocked |= leg->job.unlocked;
    if (r->dir)
        runlog_phase(r->log, "wrote %s, run %.8s", job_files(&leg->job), r->run_id);
    if (r->dir)
        note_long_text(r, leg);
}

static int run_leg(struct runs *r, struct run_leg *leg, struct fail *f)
{
    int status = job_run(&leg->job, f);
    runlog_finish(r->log);
    if (status == 0) {
        log_sweep(r->log, &leg->job);
        print_table(r, leg);
        status = job_commit(&leg->job, f);
    }
    if (status < 0) {
        job_abandon(&leg->job);
        return -1;
    }
    log_files(r, leg);
    if (r->behind)
        r->behind(leg, r->user);
    return 0;
}

static int write_stats(const struct runs *r, struct fail *f)
{
    struct stats_row *rows = calloc((size_t)r->count, sizeof *rows);
    if (!rows)
        return fail(f, EXIT_SYSTEM, "out of memory");
    for (int i = 0; i < r->count; i++)
        rows[i] = job_stats(&r->legs[i].job);
    int status = stats_write(r->o->stats, rows, r->count, f);
    free(rows);
    return status;
}

int runs_go(struct runs *r, struct fail *f)
{
    interrupt_watch();                  /* from here on there is something to clean up */
    if (check_stdout(f) < 0 || probe(r->o->stats, f) < 0)
        return -1;
    for (int i = 0; i < r->count; i++)
        if (run_leg(r, &r->legs[i], f) < 0)
            return -1;
    if (r->o->stats && write_stats(r, f) < 0)
        return -1;
    return r->unprinted.code ? fail(f, r->unprinted.code, "%s", r->unprinted.text) : 0;
}

/* ---- afterwards ---- */

static void caution_of(const struct runs *r, const struct run_leg *leg)
{
    char text[JOB_CAUTION];
    for (int i = 0; i < JOB_CAUTIONS; i++)
        if (job_caution(&leg->job, i, text))
            tell_warning(r->program, "%s%s%s", r->count > 1 ? leg->name : "", r->count > 1 ? ": " : "", text);
}

static int judge(const struct runs *r)
{
    long bad = 0;
    for (int i = 0; i < r->count; i++) {
        bad += r->legs[i].job.report.diverged + r->legs[i].job.report.undefined;
        caution_of(r, &r->legs[i]);
    }
    return bad && r->o->strict ? EXIT_NUMERIC : EXIT_OK;
}

/* How far it came: somebody has to decide whether to start again. */
static void tell_interruption(const struct runs *r)
{
    const struct run_leg *leg = r->legs, *end = r->legs + r->count;
    while (leg < end && leg->job.committed)
        leg++;
    if (leg < end && leg->job.fraction > 0)
        fprintf(stderr, "%s: interrupted: %s after %ld of %ld point%s, %.0f%% of the work; "
                "nothing of it is kept\n", r->program, leg->name, leg->job.done, leg->job.rows.points,
                plural(leg->job.rows.points), 100*leg->job.fraction);
    else
        fprintf(stderr, "%s: interrupted\n", r->program);
    for (const struct run_leg *done = r->legs; done < leg && r->dir; done++)
        fprintf(stderr, "%s: %s is complete in '%s'\n", r->program, done->name, r->dir);
}

int runs_end(struct runs *r, int status, struct fail *f)
{
    runlog_close(r->log);
    r->log = NULL;
    if (status == 0)
        return judge(r);
    if (f->code == EXIT_INTERRUPTED || *interrupt_flag()) {
        tell_interruption(r);           /* whatever else failed, failed because of it */
        return EXIT_INTERRUPTED;
    }
    return tell_error(r->program, f);
}

void runs_close(struct runs *r)
{
    for (int i = 0; i < r->count; i++)
        job_close(&r->legs[i].job);
}
