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
#include "base/shell.h"
#include "command_plot.h"
#include "command_space.h"
#include "data/netcdf_library.h"
#include "driver.h"
#include "interrupt.h"
#include "job/file.h"
#include "job/job_build.h"
#include "job/noise_file.h"
#include "job/provenance.h"
#include "plot/plot.h"
#include "run_log.h"
#include "session.h"
#include "sink/runlog.h"

/* One exploration on its way. */
struct leg {
    struct run_command *command;
    const struct exploration *x;
    struct text c;                  /* of its kernel */
    struct job job;
    int is_compiled;                /* there is a kernel; the run sets it */
};

struct run_command {
    const struct options *o;
    struct session session;
    struct runlog *log;
    struct leg *legs;               /* in the order in which they run */
    int count;
    const char *dir;                /* of the results, or NULL */
    struct provenance from;         /* of them */
    int unlocked;                   /* it was told that the folder knows no locks */
    struct fail unprinted;          /* why a table is not on the screen */
    struct noise_forms noise;       /* --save-noise */
    const struct again *again;      /* what is run again, or NULL */
};

/* ---- what to run ---- */

/* An exploration named twice runs once. */
static void add_leg(struct run_command *r, const struct exploration *x)
{
    for (int i = 0; i < r->count; i++)
        if (r->legs[i].x == x)
            return;
    r->legs[r->count++] = (struct leg){ .command = r, .x = x };
}

/* A file without explorations has one called "run", a table of one row. */
static int pick_all(struct run_command *r)
{
    const struct experiment *e = r->session.e;
    for (int i = 0; i < e->exploration_count; i++)
        add_leg(r, &e->explorations[i]);
    if (r->count != 1 || e->observe_count + e->recording_count + r->legs[0].x->axis_count > 0)
        return 0;
    struct fail f = { .code = 0 };
    fail(&f, EXIT_MODEL, "'%s' has nothing to run: it observes, records and explores nothing; add a line "
         "record x or observe NAME = mean(x), and simulate", r->session.path);
    return complain(&f);
}

static int pick(struct run_command *r)
{
    const char **names = r->o->operands + 1;
    int most = r->session.e->exploration_count + r->o->operand_count + 1;
    r->legs = ARENA_ARRAY(&r->session.pipe.arena, struct leg, most);
    if (!*names)
        return pick_all(r);
    for (; *names; names++) {
        const struct exploration *x = session_choose(&r->session, *names);
        if (!x)
            return EXIT_USAGE;
        add_leg(r, x);
    }
    return 0;
}

/* One row of what? */
static int check_point(struct run_command *r)
{
    const char *first = r->legs[0].x->name, *point = r->o->run.point;
    if (point && r->count > 1)
        return complain_usage("--point looks at one exploration, and '%s' has %d; name it: massc run %s %s --point %s",
                              r->session.path, r->session.e->exploration_count, shell_word(r->o->operands[0]).text, first, point);
    if (point && r->o->run.save_noise)
        return complain_usage("--save-noise keeps the noise of all rows, not of one; leave out --point");
    return 0;
}

/* ---- what is printed instead of run ---- */

static int dump_stage(struct run_command *r)
{
    struct pipeline *p = &r->session.pipe;
    int dump = r->o->dump;
    for (int i = 0; i < r->count && (dump == DUMP_IR || dump == DUMP_C); i++) {
        const char *mark = dump == DUMP_C ? "/* exploration %s */\n" : "# exploration %s\n";
        if (r->count > 1)
            text_print(&p->dumped, mark, r->legs[i].x->name);
        pipeline_emit(p, r->session.e, r->legs[i].x, &r->legs[i].c);
        text_free(&r->legs[i].c);
    }
    return print_text(&p->dumped);
}

static int dump_spaces(struct run_command *r)
{
    int code = 0;
    for (int i = 0; i < r->count && code == 0; i++) {
        if (r->count > 1)
            printf("%s%s\n", i ? "\n" : "", r->legs[i].x->name);
        code = space_show(&r->session, r->legs[i].x, NULL, 0);
    }
    return code;
}

/* ---- getting ready ---- */

/* Said while it can still be stopped. */
static void begin(void *user)
{
    struct leg *j = user;
    const char *what = j->job.dir ? job_overwrites(&j->job) : NULL;
    log_exploration(j->command->log, &j->command->session, j->x, &j->job);
    if (what)
        runlog_phase(j->command->log, "%s", what);
}

/* The clock of the sweep runs from the first kernel on. */
static void show_compiled(void *user, const char *engine, double seconds)
{
    struct leg *j = user;
    log_compiled(j->command->log, j->x, engine, seconds);
    if (!j->is_compiled)
        runlog_start(j->command->log, j->x->name);
    j->is_compiled = 1;
}

static void show_progress(void *user, const struct progress *p)
{
    struct leg *j = user;
    runlog_work(j->command->log, p);
}

static void show_compiling(void *user, const char *engine)
{
    struct leg *j = user;
    runlog_pause(j->command->log, PAUSE_COMPILING, j->x->name, engine);
}

static void show_writing(void *user, const char *path)
{
    struct leg *j = user;
    runlog_pause(j->command->log, PAUSE_WRITING, j->x->name, path);
}

/* Makes the kernel's text. */
static void emit(struct run_command *r, struct leg *j)
{
    struct pipeline *p = &r->session.pipe;
    double lowered = p->lower_s, emitted = p->emit_s;
    const struct program *program = pipeline_emit(p, r->session.e, j->x, &j->c);
    build_kernel(program, text_string(&j->c), &j->job);
    j->job.parse_s = p->parse_s;
    j->job.lower_s = p->lower_s - lowered;
    j->job.emit_s = p->emit_s - emitted;
}

/* What is run again is there to be compared. */
static int spare_result(const struct run_command *r, const struct leg *j, struct fail *f)
{
    char *path = r->again && r->dir ? table_path(&j->job.table, sink_netcdf.suffix, f) : NULL;
    if (path && again_is(r->again, path))
        fail(f, EXIT_USAGE, "this would overwrite '%s' itself; give another folder: --out DIR", r->again->result);
    free(path);
    return f->code ? -1 : 0;
}

static int prepare(struct run_command *r, struct leg *j, struct fail *f)
{
    const struct options *o = r->o;
    emit(r, j);
    job_take_options(&j->job, &o->run);
    j->job.dir = r->dir;
    j->job.no_netcdf_option = "--no-netcdf";
    j->job.watch = (struct job_watch){ .begin = begin, .compiled = show_compiled, .progress = show_progress,
                                       .compiling = show_compiling, .writing = show_writing,
                                       .waits = tell_waiting, .user = j };
    j->job.sweep.stop = interrupt_flag();
    if (r->dir)
        provenance_add(&r->from, r->session.e, j->x, &j->job);
    if (o->run.save_noise) {
        if (noise_forms(r->session.e, j->x, o->run.save_noise, "--save-noise", &r->session.pipe.arena, &r->noise, f) < 0)
            return -1;
        job_add(&j->job, &sink_noise, &r->noise);
    }
    job_add(&j->job, &sink_screen, NULL);
    return job_plan(&j->job, f) < 0 ? -1 : spare_result(r, j, f);
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

static const char *result_folder(struct run_command *r)
{
    struct arena *a = &r->session.pipe.arena;
    if (r->o->run.no_files)
        return NULL;
    return r->o->run.out ? r->o->run.out : arena_print(a, "out/%s", file_stem(r->session.e->src->path, a));
}

/* ---- running ---- */

static const char *plural(long n)
{
    return n == 1 ? "" : "s";
}

/* No compiler is a fine machine; that one would be faster is worth a word, and so is
 * a cache that cannot be trusted. */
static void note_compiler(struct run_command *r, const struct leg *j)
{
    char path[1024];
    if (r->o->run.engine == ENGINE_AUTO && strcmp(j->job.report.engine, engine_name(ENGINE_TCC)) == 0
        && !engine_path(ENGINE_GCC, path, sizeof path)
        && !engine_path(ENGINE_CLANG, path, sizeof path))
        runlog_phase(r->log, "note: neither gcc nor clang is installed; either is faster than tcc");
    if (*j->job.report.note)
        runlog_phase(r->log, "note: %s", j->job.report.note);
}

/* Results that took hours are not thrown away because the screen is a full disk:
 * that is told when all are written. */
static void print_table(struct run_command *r, struct leg *j)
{
    if (r->count > 1)
        printf("%s%s\n", j == r->legs ? "" : "\n", j->x->name);
    (void)print_job(&j->job, &r->unprinted);
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
static void warn_of_older(const struct run_command *r, const struct leg *j)
{
    struct table all = j->job.table;
    struct fail ignored = { .code = 0 };
    char suffix[TABLE_SUFFIX];
    all.formats = FORMAT_CSV | FORMAT_NETCDF | FORMAT_NPY | FORMAT_LONG_TEXT;
    for (int k = 0; r->dir && sink_file_kinds[k]; k++)
        for (int i = 0; sink_suffix(sink_file_kinds[k], &all, i, suffix); i++) {
            char *path = writes(&j->job.table, sink_file_kinds[k], suffix) ? NULL : table_path(&all, suffix, &ignored);
            if (path && access(path, F_OK) == 0)
                caution("%s is of an earlier run", path);
            free(path);
        }
}

/* Nobody shall look in vain for the text of a series. */
static void note_long_text(const struct run_command *r, const struct leg *j)
{
    const struct table *t = &j->job.table;
    char suffix[TABLE_SUFFIX];
    for (int i = 0; i < t->series_count && table_has(t, FORMAT_CSV); i++)
        if (!series_has_text(t, &t->series[i]))
            runlog_phase(r->log, "note: %s.%s would have %ld lines; --format csv,nc writes it", t->name,
                         table_part(suffix, t->series[i].name, "csv"), series_lines(t, &t->series[i]));
}

static void log_files(struct run_command *r, const struct leg *j)
{
    warn_of_older(r, j);
    if (j->job.unlocked && !r->unlocked)
        caution("'%s' cannot be locked (%s): another run must not write there now", r->dir,
                strerror(j->job.unlocked));
    r->unlocked |= j->job.unlocked;
    if (r->dir)
        runlog_phase(r->log, "wrote %s, run %.8s", job_files(&j->job), r->from.run_id);
    if (r->dir)
        note_long_text(r, j);
    for (int i = 0; r->o->run.save_noise && i < r->noise.count; i++)
        runlog_phase(r->log, "wrote %s", r->noise.forms[i].path);
}

/* --plot: the picture beside the table. A result that makes none is no error; where drawing
 * fails the table is there all the same, and it is told when all are. */
static void draw(struct run_command *r, const struct leg *j)
{
    struct arena arena = { 0 };
    struct fail f = { .code = 0 };
    const struct plot_request q = { .kind = PLOT_AUTO };
    char *path = r->o->draws ? table_path(&j->job.table, sink_netcdf.suffix, &r->unprinted) : NULL;
    const struct picture *made = path ? plot_make(path, &q, &arena, &f) : NULL;
    const char *to = made ? plot_beside(path, NULL, &arena) : NULL;
    if (made && plot_write(made, to, interrupt_flag(), &f) == 0)
        runlog_phase(r->log, "wrote %s", to);
    else if (f.code == EXIT_MODEL)
        runlog_phase(r->log, "note: no picture: %s", f.text);
    else if (f.code)
        fail(&r->unprinted, f.code, "%s", f.text);
    free(path);
    arena_free(&arena);
}

static int run_leg(struct run_command *r, struct leg *j, struct fail *f)
{
    int status = job_run(&j->job, f);
    runlog_finish(r->log);
    if (status == 0) {
        log_sweep(r->log, &r->session, &j->job);
        print_table(r, j);
        status = job_commit(&j->job, f);
    }
    if (status < 0) {
        job_abandon(&j->job);
        return -1;
    }
    log_files(r, j);
    draw(r, j);
    note_compiler(r, j);
    return 0;
}

/* ---- afterwards ---- */

static int write_stats(const struct run_command *r, struct fail *f)
{
    struct stats_row *rows = calloc((size_t)r->count, sizeof *rows);
    if (!rows)
        return fail(f, EXIT_SYSTEM, "out of memory");
    for (int i = 0; i < r->count; i++)
        rows[i] = job_stats(&r->legs[i].job);
    int status = stats_write(r->o->run.stats, rows, r->count, f);
    free(rows);
    return status;
}

static void caution_of(const struct run_command *r, const struct leg *j)
{
    const struct sweep_report *p = &j->job.report;
    const char *name = r->count > 1 ? j->x->name : "", *colon = r->count > 1 ? ": " : "";
    if (p->diverged)
        caution("%s%s%ld of %ld point%s left the finite numbers; see column status", name, colon,
                p->diverged, p->points, plural(p->points));
    if (p->undefined)
        caution("%s%sat %ld of %ld point%s an observation is not a number; the first is in column "
                "'%s'", name, colon, p->undefined, p->points, plural(p->points),
                j->job.table.columns[p->undefined_column].name);
}

static int judge(const struct run_command *r)
{
    long bad = 0;
    for (int i = 0; i < r->count; i++) {
        bad += r->legs[i].job.report.diverged + r->legs[i].job.report.undefined;
        caution_of(r, &r->legs[i]);
    }
    return bad && r->o->run.strict ? EXIT_NUMERIC : EXIT_OK;
}

static void log_beginning(struct run_command *r)
{
    const struct exploration **run = ARENA_ARRAY(&r->session.pipe.arena, const struct exploration *, r->count);
    for (int i = 0; i < r->count; i++)
        run[i] = r->legs[i].x;
    log_opening(r->log, &r->session, run, r->count);
}

static int run_legs(struct run_command *r, struct fail *f)
{
    log_beginning(r);
    if (r->dir && provenance_open(&r->from, r->o->typed, r->session.e, r->o->run.shard ? NULL : &r->legs[0].job.rows, &r->session.pipe.arena, f) < 0)
        return -1;
    r->from.options = provenance_options(&r->o->run, r->o->chosen, &r->session.pipe.arena);
    for (int i = 0; i < r->count; i++)
        if (prepare(r, &r->legs[i], f) < 0)
            return -1;
    interrupt_watch();                  /* from here on there is something to clean up */
    if (check_stdout(f) < 0 || probe(r->o->run.stats, f) < 0)
        return -1;
    for (int i = 0; i < r->count; i++)
        if (run_leg(r, &r->legs[i], f) < 0)
            return -1;
    if (r->o->run.stats && write_stats(r, f) < 0)
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
static int open_jobs(struct run_command *r)
{
    int code = 0;
    struct fail f = { .code = 0 };
    for (int i = 0; i < r->count && code == 0; i++)
        if (!(code = session_job(&r->session, r->legs[i].x, &r->legs[i].job)) && job_take_part(&r->legs[i].job, "--", &r->o->run, &f) < 0)
            code = complain(&f);
    return code;
}

static void close_legs(struct run_command *r)
{
    for (int i = 0; i < r->count; i++) {
        job_close(&r->legs[i].job);
        text_free(&r->legs[i].c);
    }
}

/* How far it came: somebody has to decide whether to start again. */
static void tell_interruption(const struct run_command *r)
{
    const struct leg *j = r->legs, *end = r->legs + r->count;
    while (j < end && j->job.committed)
        j++;
    if (j < end && j->job.fraction > 0)
        fprintf(stderr, "massc: interrupted: %s after %ld of %ld point%s, %.0f%% of the work; "
                "nothing of it is kept\n", j->x->name, j->job.done, j->job.rows.points,
                plural(j->job.rows.points), 100*j->job.fraction);
    else
        fputs("massc: interrupted\n", stderr);
    for (const struct leg *done = r->legs; done < j && r->dir; done++)
        fprintf(stderr, "massc: %s is complete in '%s'\n", done->x->name, r->dir);
}

static int run_all(struct run_command *r)
{
    struct fail f = { .code = 0 };
    r->dir = result_folder(r);
    if (r->dir && job_formats(&r->o->run) & FORMAT_NETCDF)
        netcdf_preload();
    r->log = runlog_open(stderr, job_log_form(&r->o->run));
    int status = run_legs(r, &f);
    runlog_close(r->log);
    if (r->dir && job_formats(&r->o->run) & FORMAT_NETCDF)
        finish_preload();
    if (status < 0 && (f.code == EXIT_INTERRUPTED || *interrupt_flag())) {
        f.code = EXIT_INTERRUPTED;      /* whatever else failed, failed because of it */
        tell_interruption(r);
    } else if (status < 0)
        complain(&f);
    return status < 0 ? f.code : judge(r);
}

/* ---- noise from and to files ---- */

static int load_noise(struct run_command *r)
{
    struct fail f = { .code = 0 };
    if (!r->o->run.load_noise)
        return 0;
    const struct experiment *with = noise_load(r->session.e, r->o->run.load_noise,
                                               r->again ? r->again->files : NULL, r->again ? r->again->file_count : 0,
                                               "--load-noise", &r->session.pipe.arena, &f);
    if (!with)
        return complain(&f);
    r->session.e = with;
    return 0;
}

static int check_formats(struct run_command *r)
{
    const struct job_options *o = &r->o->run;
    struct fail f = { .code = 0 };
    if (o->no_netcdf && o->formats & FORMAT_NETCDF)
        return complain_usage("--format asks for the NetCDF file that --no-netcdf leaves out; leave one of them out");
    if (o->no_files && (o->compress || o->formats))
        return complain_usage("%s is for files, and --no-files writes none; leave one of them out", o->compress ? "--compress" : "--format");
    if (job_check_compress(o, "--compress", "--format", &f) < 0)
        return complain(&f);
    return 0;
}

static int check_plot(struct run_command *r)
{
    struct fail f = { .code = 0 };
    const struct job_options *o = &r->o->run;
    if (r->o->draws && (o->no_files || o->no_netcdf))
        return complain_usage("--plot draws what is in the NetCDF file; leave %s out", o->no_files ? "--no-files" : "--no-netcdf");
    if (r->o->draws && o->shard)
        return complain_usage("--plot draws whole results, and --shard makes a piece of one; leave it out, and plot what massc merge makes");
    return r->o->draws && plot_judge("x.png", &f) < 0 ? complain(&f) : 0;
}

static int check_noise(struct run_command *r)
{
    struct fail f = { .code = 0 };
    if (r->o->run.save_noise && r->count > 1)
        return complain_usage("--save-noise keeps the noise of one exploration; name it: "
                              "massc run %s %s --save-noise %s", shell_word(r->o->operands[0]).text,
                              r->legs[0].x->name, shell_word(r->o->run.save_noise).text);
    for (int i = 0; r->o->run.load_noise && i < r->count; i++)
        if (noise_fits(r->session.e, r->legs[i].x, "--load-noise", &r->session.pipe.arena, &f) < 0)
            return complain(&f);
    return 0;
}

/* ---- the command ---- */

static int run_or_dump(struct run_command *r)
{
    if (r->o->dump == DUMP_AST || r->o->dump == DUMP_MODEL)
        return dump_stage(r);
    int code = pick(r);
    if (code)
        return code;
    if (r->o->dump == DUMP_SPACE)
        return dump_spaces(r);
    if (r->o->dump != DUMP_NONE)
        return dump_stage(r);
    code = check_point(r);
    if (code == 0)
        code = check_noise(r);
    if (code == 0)
        code = check_formats(r);
    if (code == 0)
        code = check_plot(r);
    if (code == 0)
        code = open_jobs(r);
    if (code == 0)
        code = run_all(r);
    close_legs(r);
    return code;
}

static int go_on(struct run_command *r, int code)
{
    if (code == 0)
        code = load_noise(r);
    if (code == 0)
        code = run_or_dump(r);
    session_close(&r->session);
    return code;
}

/* The result has the question, the command line what else there is to say. */
static int run_again(const struct options *o, struct arena *a)
{
    struct fail f = { .code = 0 };
    struct again g;
    struct options merged;
    if (again_read(o->from, a, &g, &f) < 0 || options_again(o, &g, a, &merged, &f) < 0)
        return complain(&f);
    if (strcmp(g.version, MASSC_VERSION) != 0)
        caution("'%s' was made by massc %s, this is %s: its numbers may be others", g.result, g.version, MASSC_VERSION);
    struct run_command r = { .o = &merged, .again = &g };
    return go_on(&r, session_again(&r.session, &merged, &g));
}

int command_run(const struct options *o)
{
    struct run_command r = { .o = o };
    struct arena arena = { 0 };
    if (o->from) {
        int code = run_again(o, &arena);
        arena_free(&arena);
        return code;
    }
    if (o->operand_count == 0)
        return complain_usage("run needs a file: massc run FILE [NAME...]; see massc run --help");
    return go_on(&r, session_open(&r.session, o, o->operands[0]));
}
