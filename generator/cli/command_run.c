/* command_run.c -- massc run FILE [NAME...]: explorations into tables.
 *
 * First everything that can be wrong with the model is found out, for all
 * explorations; only then the first one runs, as standalone/runs.h says.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/shell.h"
#include "command_plot.h"
#include "command_space.h"
#include "data/netcdf_library.h"
#include "driver.h"
#include "job/choose.h"
#include "job/file.h"
#include "job/job_build.h"
#include "job/noise_file.h"
#include "job/provenance.h"
#include "plot/plot.h"
#include "session.h"
#include "sink/runlog.h"
#include "standalone/interrupt.h"
#include "standalone/runs.h"

/* What it knows of an exploration besides its leg. */
struct picked {
    const struct exploration *x;
    struct text c;                  /* of its kernel */
};

struct run_command {
    const struct options *o;
    struct session session;
    struct runs runs;
    struct picked *picked;          /* [runs.count], the one of leg i */
    struct provenance from;         /* of the results */
    struct noise_forms noise;       /* --save-noise */
    const struct again *again;      /* what is run again, or NULL */
};

/* ---- what to run ---- */

static int is_base(const struct experiment *e, const struct exploration *x)
{
    return e->simulate.present && x->axis_count == 0 && x->trials == 0;
}

/* An exploration named twice runs once. */
static void add_leg(struct run_command *r, const struct exploration *x)
{
    int n = r->runs.count;
    for (int i = 0; i < n; i++)
        if (r->picked[i].x == x)
            return;
    r->picked[n] = (struct picked){ .x = x };
    r->runs.legs[n] = (struct run_leg){ .name = x->name, .is_base = is_base(r->session.e, x) };
    r->runs.count++;
}

/* A file without explorations has one called "run", a table of one row. */
static int pick_all(struct run_command *r)
{
    const struct experiment *e = r->session.e;
    for (int i = 0; i < e->exploration_count; i++)
        add_leg(r, &e->explorations[i]);
    struct fail f = { .code = 0 };
    return choose_something(e, r->session.path, &f) < 0 ? complain(&f) : 0;
}

static int pick(struct run_command *r)
{
    struct arena *a = &r->session.pipe.arena;
    const char **names = r->o->operands + 1;
    int most = r->session.e->exploration_count + r->o->operand_count + 1;
    r->runs = (struct runs){ .program = "massc", .file = r->session.path, .o = &r->o->run, .legs = ARENA_ARRAY(a, struct run_leg, most),
                             .again = arena_print(a, "massc run %s", shell_word(r->o->operands[0]).text) };
    r->picked = ARENA_ARRAY(a, struct picked, most);
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

/* ---- what is printed instead of run ---- */

static int dump_stage(struct run_command *r)
{
    struct pipeline *p = &r->session.pipe;
    int dump = r->o->dump;
    for (int i = 0; i < r->runs.count && (dump == DUMP_IR || dump == DUMP_C); i++) {
        const char *mark = dump == DUMP_C ? "/* exploration %s */\n" : "# exploration %s\n";
        struct picked *k = &r->picked[i];
        if (r->runs.count > 1)
            text_print(&p->dumped, mark, k->x->name);
        pipeline_emit(p, r->session.e, k->x, &k->c);
        text_free(&k->c);
    }
    return print_text(&p->dumped);
}

static int dump_spaces(struct run_command *r)
{
    int code = 0;
    for (int i = 0; i < r->runs.count && code == 0; i++) {
        if (r->runs.count > 1)
            printf("%s%s\n", i ? "\n" : "", r->picked[i].x->name);
        code = space_show(&r->session, r->picked[i].x, NULL, 0);
    }
    return code;
}

/* ---- getting ready ---- */

/* Makes the kernel's text. */
static void emit(struct run_command *r, int i)
{
    struct pipeline *p = &r->session.pipe;
    struct picked *k = &r->picked[i];
    struct job *job = &r->runs.legs[i].job;
    double lowered = p->lower_s, emitted = p->emit_s;
    const struct program *program = pipeline_emit(p, r->session.e, k->x, &k->c);
    build_kernel(program, text_string(&k->c), job);
    job->parse_s = p->parse_s;
    job->lower_s = p->lower_s - lowered;
    job->emit_s = p->emit_s - emitted;
}

/* What is run again is there to be compared. */
static int spare_result(const struct run_command *r, const struct job *job, struct fail *f)
{
    char *path = r->again && r->runs.dir ? table_path(&job->table, sink_netcdf.suffix, f) : NULL;
    if (path && again_is(r->again, path))
        fail(f, EXIT_USAGE, "this would overwrite '%s' itself; give another folder: --out DIR", r->again->result);
    free(path);
    return f->code ? -1 : 0;
}

static int prepare(struct run_command *r, int i, struct fail *f)
{
    const struct options *o = r->o;
    const struct exploration *x = r->picked[i].x;
    struct run_leg *leg = &r->runs.legs[i];
    emit(r, i);
    runs_take(&r->runs, leg);
    if (r->runs.dir)
        provenance_add(&r->from, r->session.e, x, &leg->job);
    if (o->run.save_noise) {
        if (noise_forms(r->session.e, x, o->run.save_noise, "--save-noise", &r->session.pipe.arena, &r->noise, f) < 0)
            return -1;
        job_add(&leg->job, &sink_noise, &r->noise);
    }
    return runs_plan(leg, f) < 0 ? -1 : spare_result(r, &leg->job, f);
}

static const char *result_folder(struct run_command *r)
{
    struct arena *a = &r->session.pipe.arena;
    if (r->o->run.no_files)
        return NULL;
    return r->o->run.out ? r->o->run.out : arena_print(a, "out/%s", file_stem(r->session.e->src->path, a));
}

/* ---- behind each exploration ---- */

/* No compiler is a fine machine; that one would be faster is worth a word, and so is
 * a cache that cannot be trusted. */
static void note_compiler(struct run_command *r, const struct job *job)
{
    char path[1024];
    if (r->o->run.engine == ENGINE_AUTO && strcmp(job->report.engine, engine_name(ENGINE_TCC)) == 0
        && !engine_path(ENGINE_GCC, path, sizeof path)
        && !engine_path(ENGINE_CLANG, path, sizeof path))
        runlog_phase(r->runs.log, "note: neither gcc nor clang is installed; either is faster than tcc");
    if (*job->report.note)
        runlog_phase(r->runs.log, "note: %s", job->report.note);
}

/* --plot: the picture beside the table. A result that makes none is no error; where drawing
 * fails the table is there all the same, and it is told when all are. */
static void draw(struct run_command *r, const struct job *job)
{
    struct arena arena = { 0 };
    struct fail f = { .code = 0 };
    const struct plot_request q = { .kind = PLOT_AUTO };
    char *path = r->o->draws ? table_path(&job->table, sink_netcdf.suffix, &r->runs.unprinted) : NULL;
    const struct picture *made = path ? plot_make(path, &q, &arena, &f) : NULL;
    const char *to = made ? plot_beside(path, NULL, &arena) : NULL;
    if (made && plot_write(made, to, interrupt_flag(), &f) == 0)
        runlog_phase(r->runs.log, "wrote %s", to);
    else if (f.code == EXIT_MODEL)
        runlog_phase(r->runs.log, "note: no picture: %s", f.text);
    else if (f.code)
        fail(&r->runs.unprinted, f.code, "%s", f.text);
    free(path);
    arena_free(&arena);
}

static void finish_leg(struct run_leg *leg, void *user)
{
    struct run_command *r = user;
    for (int i = 0; r->o->run.save_noise && i < r->noise.count; i++)
        runlog_phase(r->runs.log, "wrote %s", r->noise.forms[i].path);
    draw(r, &leg->job);
    note_compiler(r, &leg->job);
}

/* ---- running ---- */

static void log_beginning(struct run_command *r)
{
    const struct run_about about = build_about(r->session.e);
    int base = 0;
    for (int i = 0; i < r->runs.count; i++)
        base += r->runs.legs[i].is_base;
    log_opening(r->runs.log, arena_print(&r->session.pipe.arena, "checked %s in %s", r->session.path, log_took(r->session.pipe.parse_s).text),
                &about, base, r->runs.count);
}

static int run_legs(struct run_command *r, struct fail *f)
{
    struct arena *a = &r->session.pipe.arena;
    log_beginning(r);
    if (r->runs.dir && provenance_open(&r->from, r->o->typed, r->session.e, r->o->run.shard ? NULL : &r->runs.legs[0].job.rows, a, f) < 0)
        return -1;
    r->from.options = provenance_options(&r->o->run, r->o->chosen, a);
    r->runs.run_id = r->from.run_id;
    for (int i = 0; i < r->runs.count; i++)
        if (prepare(r, i, f) < 0)
            return -1;
    return runs_go(&r->runs, f);
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
    for (int i = 0; i < r->runs.count && code == 0; i++)
        if (!(code = session_job(&r->session, r->picked[i].x, &r->runs.legs[i].job))
            && job_take_part(&r->runs.legs[i].job, "--", &r->o->run, &f) < 0)
            code = complain(&f);
    return code;
}

static void close_legs(struct run_command *r)
{
    runs_close(&r->runs);
    for (int i = 0; i < r->runs.count; i++)
        text_free(&r->picked[i].c);
}

static int run_all(struct run_command *r)
{
    struct fail f = { .code = 0 };
    r->runs.dir = result_folder(r);
    r->runs.behind = finish_leg;
    r->runs.user = r;
    r->runs.log = runlog_open(stderr, job_log_form(&r->o->run));
    return runs_end(&r->runs, run_legs(r, &f), &f);
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
    const struct job_options *o = &r->o->run;
    if (o->point && o->save_noise)
        return complain_usage("--save-noise keeps the noise of all rows, not of one; leave out --point");
    if (o->save_noise && r->runs.count > 1)
        return complain_usage("--save-noise keeps the noise of one exploration; name it: %s %s --save-noise %s", r->runs.again,
                              r->runs.legs[0].name, shell_word(o->save_noise).text);
    for (int i = 0; o->load_noise && i < r->runs.count; i++)
        if (noise_fits(r->session.e, r->picked[i].x, "--load-noise", &r->session.pipe.arena, &f) < 0)
            return complain(&f);
    return 0;
}

/* ---- the command ---- */

static int judge_and_run(struct run_command *r)
{
    struct fail f = { .code = 0 };
    int code = pick(r);
    if (code)
        return code;
    if (r->o->dump == DUMP_SPACE)
        return dump_spaces(r);
    if (r->o->dump != DUMP_NONE)
        return dump_stage(r);
    code = runs_check(&r->runs, &f) < 0 ? complain(&f) : 0;
    if (code == 0)
        code = check_noise(r);
    if (code == 0)
        code = check_plot(r);
    if (code == 0)
        code = open_jobs(r);
    if (code == 0)
        code = run_all(r);
    close_legs(r);
    return code;
}

/* libnetcdf is loaded beside all that follows the check. */
static int run_or_dump(struct run_command *r)
{
    if (r->o->dump == DUMP_AST || r->o->dump == DUMP_MODEL)
        return dump_stage(r);
    if (r->o->dump != DUMP_NONE || r->o->run.no_files || !(job_formats(&r->o->run) & FORMAT_NETCDF))
        return judge_and_run(r);
    netcdf_preload();
    int code = judge_and_run(r);
    finish_preload();
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
