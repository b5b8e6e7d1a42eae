/* standalone.c -- the program made from a model: its words, and what is done with them. */
#include "standalone.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/name.h"
#include "interrupt.h"
#include "licence.h"
#include "output.h"
#include "runs.h"
#include "settings.h"
#include "standalone_from.h"
#include "standalone_help.h"
#include "standalone_words.h"

struct program_run {
    const struct standalone *s;
    const char *name;               /* of the program, for messages */
    struct arena arena;
    char **words;                   /* behind its name */
    struct asked asked;
    struct runs runs;
    const int *chosen;              /* [runs.count]: the exploration of each leg */
    struct program_settings settings;
};

/* ---- explorations ---- */

static int find(const struct standalone *s, const char *name)
{
    for (int i = 0; i < s->count; i++)
        if (strcmp(s->explorations[i].job.name, name) == 0)
            return i;
    return -1;
}

static int unknown(const struct program_run *p, const char *name, struct fail *f)
{
    struct nearest near;
    nearest_start(&near, name);
    for (int i = 0; i < p->s->count; i++)
        nearest_offer(&near, p->s->explorations[i].job.name);
    if (nearest_best(&near))
        return fail(f, EXIT_USAGE, "there is no exploration '%s'; did you mean '%s'?", name, nearest_best(&near));
    return fail(f, EXIT_USAGE, "there is no exploration '%s'; see %s --list", name, p->name);
}

/* One named twice runs once; none named: all. */
static int choose(struct program_run *p, const char **names, struct fail *f)
{
    int *chosen = ARENA_ARRAY(&p->arena, int, p->s->count), n = 0;
    for (int i = 0; i < p->s->count && !*names; i++)
        chosen[n++] = i;
    for (; *names; names++) {
        int x = find(p->s, *names), seen = 0;
        if (x < 0)
            return unknown(p, *names, f);
        for (int i = 0; i < n; i++)
            seen |= chosen[i] == x;
        if (!seen)
            chosen[n++] = x;
    }
    p->chosen = chosen;
    p->runs.count = n;
    p->runs.legs = ARENA_ARRAY(&p->arena, struct run_leg, n);
    for (int i = 0; i < n; i++) {
        p->runs.legs[i] = (struct run_leg){ .name = p->s->explorations[chosen[i]].job.name };
    }
    return 0;
}

/* ---- running ---- */

static int open_leg(struct program_run *p, int exploration, struct run_leg *leg, struct fail *f)
{
    struct job *job = &leg->job;
    standalone_job(p->s, exploration, &p->arena, job);
    settings_apply(&p->settings, exploration, job);
    leg->is_base = p->s->explorations[exploration].about.scheme && job->space.count == 0 && job->space.trials == 0;
    if (job_open(job, f) < 0)
        return settings_blame(&p->settings, &job->space, f) ? f->code : -1;
    if (*job->space.warning)
        fprintf(stderr, "%s\n", job->space.warning);
    return job_take_part(job, "--", &p->asked.run, f);
}

/* 0; -1, or the exit code where all is told. */
static int open_legs(struct program_run *p, struct fail *f)
{
    int code = settings_read(&p->settings, p->s, p->chosen, p->runs.count, &p->asked.run, &p->arena);
    settings_tell(&p->settings);
    for (int i = 0; i < p->runs.count && code == 0; i++)
        code = open_leg(p, p->chosen[i], &p->runs.legs[i], f);
    return code;
}

static void log_beginning(struct program_run *p)
{
    const struct run_about *about = &p->s->explorations[p->chosen[0]].about;
    int base = 0;
    for (int i = 0; i < p->runs.count; i++)
        base += p->runs.legs[i].is_base;
    log_opening(p->runs.log, arena_print(&p->arena, "made from %s by massc %s", p->s->file, p->s->version), about, base,
                p->runs.count);
}

static int run_legs(struct program_run *p, struct fail *f)
{
    const struct standalone_from from = from_words(p->s, p->name, p->words, &p->asked.run, &p->arena);
    p->runs.run_id = from.run_id;
    log_beginning(p);
    for (int i = 0; i < p->runs.count; i++) {
        struct run_leg *leg = &p->runs.legs[i];
        runs_take(&p->runs, leg);
        leg->is_compiled = 1;
        leg->job.formats &= p->s->formats | FORMAT_LONG_TEXT;
        from_add(&from, &leg->job);
        if (runs_plan(leg, f) < 0)
            return -1;
    }
    return runs_go(&p->runs, f);
}

static int run_all(struct program_run *p)
{
    struct fail f = { .code = 0 };
    const struct job_options *o = &p->asked.run;
    const struct standalone_parts *parts = p->s->parts;
    p->runs.dir = o->no_files ? NULL : o->out ? o->out : arena_print(&p->arena, "out/%s", p->s->stem);
    int loads = parts && p->runs.dir && job_formats(o) & p->s->formats & FORMAT_NETCDF;
    if (loads && parts->begin)
        parts->begin();
    p->runs.log = runlog_open(stderr, job_log_form(o));
    int code = runs_end(&p->runs, run_legs(p, &f), &f);
    if (loads && parts->end)
        parts->end();
    return code;
}

static int print_version(const struct program_run *p, struct fail *f)
{
    struct text out = { 0 };
    text_print(&out, "%s: %s, made by massc %s, %s\n", p->name, p->s->file, p->s->version, p->s->compiler);
    text_print(&out, "\n%s", runtime_licence);
    int status = write_stdout(&out, f);
    text_free(&out);
    return status;
}

static int print_about(struct program_run *p, const int *chosen, int count, struct fail *f)
{
    struct text out = { 0 };
    if (p->asked.help)
        standalone_help(p->s, p->name, &out);
    else
        standalone_list(p->s, chosen, count, &p->arena, &out, f);
    int status = f->code ? -1 : write_stdout(&out, f);
    text_free(&out);
    return status;
}

/* Said instead of a signal in the middle of the work. */
static int check_processor(const struct standalone *s, struct fail *f)
{
    char names[400];
    const char *lacks = s->needs && s->parts && s->parts->lacks ? s->parts->lacks(s->needs, names, sizeof names) : NULL;
    if (!lacks)
        return 0;
    return fail(f, EXIT_SYSTEM, "the processor here lacks %s; this program was %s; massc build with another --march makes one for it",
                lacks, s->compiler);
}

/* -1, or the exit code. */
static int answer(struct program_run *p, struct fail *f)
{
    if (asked_read(&p->asked, p->name, p->words, &p->arena, f) < 0)
        return -1;
    if (p->asked.version)
        return print_version(p, f);
    if (choose(p, p->asked.names, f) < 0)
        return -1;
    if (p->asked.help || p->asked.list)
        return print_about(p, p->chosen, p->runs.count, f);
    if (asked_check(&p->asked, p->s, f) < 0 || runs_check(&p->runs, f) < 0 || check_processor(p->s, f) < 0)
        return -1;
    int code = open_legs(p, f);
    code = code ? code : run_all(p);
    runs_close(&p->runs);
    return code;
}

/* What it is called, without folders. */
static const char *name_of(const char *path, const struct standalone *s)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    const char *name = slash ? slash + 1 : path;
    return name && *name ? name : s->stem;
}

int standalone_main(const struct standalone *s, int argc, char **argv)
{
    static char *nothing[] = { NULL };
    struct program_run p = { .s = s, .name = name_of(argc > 0 ? argv[0] : NULL, s) };
    struct fail f = { .code = 0 };
    p.words = argc > 0 ? argv + 1 : nothing;
    open_standard_streams(p.name);
    signal(SIGPIPE, SIG_IGN);           /* a write that fails says so itself */
    signal(SIGXFSZ, SIG_IGN);
    p.runs = (struct runs){ .program = p.name, .file = s->file, .again = p.name, .o = &p.asked.run };
    int code = answer(&p, &f);
    if (code < 0)
        code = tell_error(p.name, &f);
    arena_free(&p.arena);
    return code;
}
