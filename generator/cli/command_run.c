/* command_run.c -- massc run FILE [NAME...]: explorations into tables.
 *
 * First everything that can be wrong with the model is found out, for all
 * explorations; only then the first one runs. The table is printed as soon as
 * its rows are complete, then its files are finished: an exploration leaves all
 * its files or none.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/atomic.h"
#include "command_space.h"
#include "driver.h"
#include "job/file.h"
#include "interrupt.h"
#include "data/netcdf_library.h"
#include "job/noise_file.h"
#include "job/provenance.h"
#include "sink/runlog.h"
#include "session.h"
#include "sinks.h"
#include "job/space_build.h"
#include "job/stats_row.h"

/* One exploration on its way. */
struct job {
    const struct exploration *x;
    struct program *program;
    struct text c;
    struct space space;
    struct table table;
    struct sinks sinks;
    struct sweep_report report;
    long done;                      /* points, so far */
    double part;                    /* of the work, so far */
    int written;                    /* its files are complete */
    double lower_s, emit_s;
};

struct run {
    const struct options *o;
    struct session session;
    struct runlog *log;
    struct job *jobs;
    int count;
    const char *dir;                /* of the results, or NULL */
    struct provenance from;         /* of them */
    int unlocked;                   /* it was told that the folder knows no locks */
    struct fail unprinted;          /* why a table is not on the screen */
    struct noise_file noise;        /* --save-noise */
};

/* ---- what to run ---- */

/* An exploration named twice runs once. */
static void add_job(struct run *r, const struct exploration *x)
{
    for (int i = 0; i < r->count; i++)
        if (r->jobs[i].x == x)
            return;
    r->jobs[r->count++].x = x;
}

/* A file without explorations has one called "run", a table of one row. */
static int pick_all(struct run *r)
{
    struct experiment *e = r->session.e;
    for (int i = 0; i < e->exploration_count; i++)
        add_job(r, &e->explorations[i]);
    if (r->count != 1 || e->observe_count + r->jobs[0].x->axis_count > 0)
        return 0;
    struct fail f = { .code = 0 };
    fail(&f, EXIT_MODEL, "'%s' has nothing to run: it observes nothing and explores nothing; add a line "
         "observe NAME = mean(x), and simulate", r->session.path);
    return complain(&f);
}

static int pick(struct run *r)
{
    const char **names = r->o->operands + 1;
    int most = r->session.e->exploration_count + r->o->operand_count + 1;
    r->jobs = ARENA_ARRAY(&r->session.pipe.arena, struct job, most);
    if (!*names)
        return pick_all(r);
    for (; *names; names++) {
        const struct exploration *x = session_find(&r->session, *names);
        if (!x)
            return EXIT_USAGE;
        add_job(r, x);
    }
    return 0;
}

/* ---- what is printed instead of run ---- */

static int dump_stage(struct run *r)
{
    struct pipeline *p = &r->session.pipe;
    enum dump dump = r->o->dump;
    int code = 0;
    for (int i = 0; i < r->count && code == 0 && (dump == DUMP_IR || dump == DUMP_C); i++) {
        const char *mark = dump == DUMP_C ? "/* exploration %s */\n" : "# exploration %s\n";
        if (r->count > 1)
            text_print(&p->dumped, mark, r->jobs[i].x->name);
        if (!pipeline_emit(p, r->session.e, r->jobs[i].x, &r->jobs[i].c))
            code = EXIT_MODEL;
        text_free(&r->jobs[i].c);
    }
    return code ? code : print_text(&p->dumped);
}

static int dump_spaces(struct run *r)
{
    int code = 0;
    for (int i = 0; i < r->count && code == 0; i++) {
        if (r->count > 1)
            printf("%s%s\n", i ? "\n" : "", r->jobs[i].x->name);
        code = space_show(&r->session, r->jobs[i].x, NULL, 0);
    }
    return code;
}

/* ---- getting ready ---- */

static int prepare(struct run *r, struct job *j, struct fail *f)
{
    struct pipeline *p = &r->session.pipe;
    double lowered = p->lower_s, emitted = p->emit_s;
    j->program = pipeline_emit(p, r->session.e, j->x, &j->c);
    if (!j->program)
        return fail(f, EXIT_MODEL, "cannot compile '%s'", j->x->name);
    j->lower_s = p->lower_s - lowered;
    j->emit_s = p->emit_s - emitted;
    build_table(j->program, &j->space, &p->arena, &j->table);
    j->table.dir = r->dir;
    j->table.no_netcdf = r->o->no_netcdf;
    if (r->dir)
        provenance_add(&r->from, r->session.e, j->x, &p->arena, &j->table);
    return 0;
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

static const char *result_folder(struct run *r)
{
    struct arena *a = &r->session.pipe.arena;
    if (r->o->no_files)
        return NULL;
    return r->o->out ? r->o->out : arena_print(a, "out/%s", file_stem(r->session.e->src->path, a));
}

/* ---- running ---- */

struct callbacks {
    struct run *run;
    struct job *job;
};

static int take_rows(void *user, const struct table_batch *b, struct fail *f)
{
    struct callbacks *c = user;
    return sinks_rows(&c->job->sinks, b, f);
}

static int take_noise(void *user, const void *normals, long count, struct fail *f)
{
    struct callbacks *c = user;
    return noise_file_write(&c->run->noise, normals, count, f);
}

static void show_progress(void *user, long done, long points, double fraction, const char *engine)
{
    struct callbacks *c = user;
    (void)engine;
    c->job->done = done;
    c->job->part = fraction;
    runlog_work(c->run->log, (long)(fraction*(double)points), fraction);
}

/* Said while it can still be stopped. */
static void log_overwriting(struct run *r, const struct job *j)
{
    const char *what = r->dir ? provenance_overwrites(&j->table, &r->session.pipe.arena) : NULL;
    if (what)
        runlog_phase(r->log, "%s", what);
}

static int sweep_job(struct run *r, struct job *j, struct fail *f)
{
    struct callbacks user = { r, j };
    struct sweep s = {
        .space = &j->space, .text = text_string(&j->c), .engine = r->o->engine,
        .threads = r->o->threads, .table = &j->table, .rows = take_rows,
        .noise_used = r->noise.open ? take_noise : NULL,
        .progress = show_progress, .user = &user, .stop = interrupt_flag(),
    };
    build_sweep(j->program, &j->space, &r->session.pipe.arena, &s);
    log_overwriting(r, j);
    runlog_start(r->log, j->x->name, j->space.points);
    int status = sweep_run(&s, &j->report, f);
    runlog_finish(r->log);
    provenance_engine(&j->table, j->report.engines);
    return status;
}

static const char *plural(long n)
{
    return n == 1 ? "" : "s";
}

/* Where nothing is simulated, points are what counts. */
static void log_sweep(struct run *r, const struct job *j)
{
    const struct sweep_report *p = &j->report;
    double seconds = p->simulate_s > 0 ? p->simulate_s : 1e-9;
    char size[100] = "", rate[60];
    snprintf(rate, sizeof rate, "%.3g points/s", (double)p->points/seconds);
    if (p->steps > 0) {
        snprintf(size, sizeof size, " x %ld step%s x %ld node%s", p->steps, plural(p->steps), p->nodes,
                 plural(p->nodes));
        snprintf(rate, sizeof rate, "%.3g M node-steps/s", 1e-6*p->node_steps/seconds);
    }
    runlog_phase(r->log, "%s: %ld point%s%s, %s, %s, %d lane%s, %d thread%s: %.3g s, %s",
                 j->x->name, p->points, plural(p->points), size, r->session.e->single ? "f32" : "f64",
                 engine_name(p->engine), p->lanes, plural(p->lanes), p->threads, plural(p->threads),
                 p->compile_s + p->simulate_s, rate);
}

/* No compiler is a fine machine; that one would be faster is worth a word, and so is
 * a cache that cannot be trusted. */
static void note_compiler(struct run *r, const struct job *j)
{
    char path[1024];
    if (r->o->engine == ENGINE_AUTO && j->report.engine == ENGINE_TCC
        && !engine_path(ENGINE_GCC, path, sizeof path)
        && !engine_path(ENGINE_CLANG, path, sizeof path))
        runlog_phase(r->log, "note: neither gcc nor clang is installed; either is faster than tcc");
    if (*j->report.note)
        runlog_phase(r->log, "note: %s", j->report.note);
}

/* Results that took hours are not thrown away because the screen is a full disk:
 * that is told when all are written. */
static void print_table(struct run *r, struct job *j)
{
    if (r->count > 1)
        printf("%s%s\n", j == r->jobs ? "" : "\n", j->x->name);
    (void)sinks_print(&j->sinks, &r->unprinted);
}

/* Beside a table without its NetCDF file an old one would be taken for it. */
static void warn_of_older(const struct run *r, const struct job *j)
{
    struct fail ignored = { .code = 0 };
    char *path = r->dir && r->o->no_netcdf ? table_path(&j->table, "nc", &ignored) : NULL;
    if (path && access(path, F_OK) == 0)
        caution("%s is of an earlier run", path);
    free(path);
}

static void log_files(struct run *r, const struct job *j)
{
    warn_of_older(r, j);
    if (j->sinks.unlocked && !r->unlocked)
        caution("'%s' cannot be locked (%s): another run must not write there now", r->dir,
                strerror(j->sinks.unlocked));
    r->unlocked |= j->sinks.unlocked;
    if (r->dir)
        runlog_phase(r->log, "wrote %s/%s.csv%s and .json, run %.8s", r->dir, j->x->name,
                     r->o->no_netcdf ? "" : ", .nc", r->from.run_id);
    if (r->o->save_noise)
        runlog_phase(r->log, "wrote %s", r->o->save_noise);
}

/* All files or none: noise that cannot be kept leaves no table either. */
static int commit(struct run *r, struct job *j, struct fail *f)
{
    if (noise_file_commit(&r->noise, &j->sinks.group, f) < 0)
        return -1;
    return sinks_commit(&j->sinks, f);
}

static int run_job(struct run *r, struct job *j, struct fail *f)
{
    if (sinks_open(&j->sinks, &j->table, "--no-netcdf", f) < 0 || sweep_job(r, j, f) < 0
        || (log_sweep(r, j), print_table(r, j), commit(r, j, f)) < 0) {
        sinks_abandon(&j->sinks);
        noise_file_abandon(&r->noise);
        return -1;
    }
    sinks_abandon(&j->sinks);
    j->written = 1;
    log_files(r, j);
    note_compiler(r, j);
    return 0;
}

/* ---- afterwards ---- */

static struct stats_row stats_of(const struct run *r, const struct job *j)
{
    struct stats_row row = stats_row_of(j->x->name, r->session.e->single, &j->report);
    row.parse_s = r->session.pipe.parse_s;
    row.lower_s = j->lower_s;
    row.emit_s = j->emit_s;
    row.write_s = j->sinks.seconds;
    return row;
}

static int write_stats(const struct run *r, struct fail *f)
{
    struct stats_row *rows = calloc((size_t)r->count, sizeof *rows);
    if (!rows)
        return fail(f, EXIT_SYSTEM, "out of memory");
    for (int i = 0; i < r->count; i++)
        rows[i] = stats_of(r, &r->jobs[i]);
    int status = stats_write(r->o->stats, rows, r->count, f);
    free(rows);
    return status;
}

static void caution_of(const struct run *r, const struct job *j)
{
    const struct sweep_report *p = &j->report;
    const char *name = r->count > 1 ? j->x->name : "", *colon = r->count > 1 ? ": " : "";
    if (p->diverged)
        caution("%s%s%ld of %ld point%s left the finite numbers; see column status", name, colon,
                p->diverged, p->points, plural(p->points));
    if (p->undefined)
        caution("%s%sat %ld of %ld point%s an observation is not a number; the first is in column "
                "'%s'", name, colon, p->undefined, p->points, plural(p->points),
                j->table.columns[p->undefined_column].name);
}

static int judge(const struct run *r)
{
    long bad = 0;
    for (int i = 0; i < r->count; i++) {
        bad += r->jobs[i].report.diverged + r->jobs[i].report.undefined;
        caution_of(r, &r->jobs[i]);
    }
    return bad && r->o->strict ? EXIT_NUMERIC : EXIT_OK;
}

static int run_jobs(struct run *r, struct fail *f)
{
    if (r->dir && provenance_open(&r->from, r->o->typed, r->session.e, NULL, &r->session.pipe.arena, f) < 0)
        return -1;
    for (int i = 0; i < r->count; i++)
        if (prepare(r, &r->jobs[i], f) < 0)
            return -1;
    interrupt_watch();                  /* from here on there is something to clean up */
    if (check_stdout(f) < 0 || probe(r->o->stats, f) < 0)
        return -1;
    if (r->o->save_noise && noise_file_open(&r->noise, r->o->save_noise, r->session.e, r->jobs[0].x,
                                            &r->session.pipe.arena, f) < 0) {
        noise_file_abandon(&r->noise);
        return -1;
    }
    for (int i = 0; i < r->count; i++)
        if (run_job(r, &r->jobs[i], f) < 0)
            return -1;
    if (r->o->stats && write_stats(r, f) < 0)
        return -1;
    return r->unprinted.code ? fail(f, r->unprinted.code, "%s", r->unprinted.text) : 0;
}

/* A process must not end while a thread is loading a library. */
static void finish_preload(void)
{
    if (netcdf_lock())
        netcdf_unlock();
}

/* What the command line and the file ask for is judged before anything runs. */
static int open_spaces(struct run *r)
{
    int code = 0;
    for (int i = 0; i < r->count && code == 0; i++)
        code = session_space(&r->session, r->jobs[i].x, &r->jobs[i].space);
    return code;
}

static void close_jobs(struct run *r)
{
    for (int i = 0; i < r->count; i++) {
        space_close(&r->jobs[i].space);
        text_free(&r->jobs[i].c);
    }
}

/* How far it came: somebody has to decide whether to start again. */
static void tell_interruption(const struct run *r)
{
    const struct job *j = r->jobs;
    while (j + 1 < r->jobs + r->count && j->written)
        j++;
    if (j->part > 0)
        fprintf(stderr, "massc: interrupted: %s after %ld of %ld point%s, %.0f%% of the work; "
                "nothing of it is kept\n", j->x->name, j->done, j->space.points,
                plural(j->space.points), 100*j->part);
    else
        fputs("massc: interrupted\n", stderr);
    for (const struct job *done = r->jobs; done < j && r->dir; done++)
        fprintf(stderr, "massc: %s is complete in '%s'\n", done->x->name, r->dir);
}

static int run_all(struct run *r)
{
    struct fail f = { .code = 0 };
    r->dir = result_folder(r);
    if (r->dir && !r->o->no_netcdf)
        netcdf_preload();
    r->log = runlog_open(stderr, r->o->quiet);
    int status = run_jobs(r, &f);
    runlog_close(r->log);
    if (r->dir && !r->o->no_netcdf)
        finish_preload();
    if (status < 0 && (f.code == EXIT_INTERRUPTED || *interrupt_flag())) {
        f.code = EXIT_INTERRUPTED;      /* whatever else failed, failed because of it */
        tell_interruption(r);
    } else if (status < 0)
        complain(&f);
    return status < 0 ? f.code : judge(r);
}

/* ---- noise from and to files ---- */

static int load_noise(struct run *r)
{
    struct fail f = { .code = 0 };
    if (!r->o->load_noise)
        return 0;
    int status = noise_load(r->session.e, r->o->load_noise, &r->session.pipe.arena, &f);
    return status < 0 ? complain(&f) : 0;
}

static int check_noise(struct run *r)
{
    struct fail f = { .code = 0 };
    if (r->o->save_noise && r->count > 1)
        return complain_usage("--save-noise keeps the noise of one exploration; name it: "
                              "massc run %s %s --save-noise %s", r->o->operands[0],
                              r->jobs[0].x->name, r->o->save_noise);
    for (int i = 0; r->o->load_noise && i < r->count; i++)
        if (noise_fits(r->session.e, r->jobs[i].x, &r->session.pipe.arena, &f) < 0)
            return complain(&f);
    return 0;
}

/* ---- the command ---- */

static int run_or_dump(struct run *r)
{
    if (r->o->dump == DUMP_AST || r->o->dump == DUMP_MODEL)
        return dump_stage(r);
    int code = pick(r);
    if (code)
        return code;
    if (r->o->dump_space)
        return dump_spaces(r);
    if (r->o->dump != DUMP_NONE)
        return dump_stage(r);
    code = check_noise(r);
    if (code == 0)
        code = open_spaces(r);
    if (code == 0)
        code = run_all(r);
    close_jobs(r);
    return code;
}

int command_run(const struct options *o)
{
    struct run r = { .o = o };
    if (o->operand_count == 0)
        return complain_usage("run needs a file: massc run FILE [NAME...]");
    int code = session_open(&r.session, o, o->operands[0]);
    if (code == 0)
        code = load_noise(&r);
    if (code == 0)
        code = run_or_dump(&r);
    session_close(&r.session);
    return code;
}
