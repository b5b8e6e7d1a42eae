/* command_build.c -- massc build FILE [NAME...] -o PROG: explorations as a program that runs without massc.
 *
 * Each kernel and the tables of the program are a C text; gcc or clang compiles them, and links the runtime's objects, which
 * travel inside massc, behind them. Kernels are compiled for the oldest processor that was named, all else for any.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "built/archive.h"
#include "driver.h"
#include "engine/program_build.h"
#include "job/choose.h"
#include "job/file.h"
#include "job/provenance.h"
#include "job/standalone_make.h"
#include "lower/given.h"
#include "session.h"
#include "show.h"
#include "standalone/interrupt.h"

/* Unless --march says otherwise. Of other processors nothing is said to the compiler. */
#if defined __x86_64__
#define BUILD_MARCH "x86-64-v3"
#define BUILD_ANY "x86-64"
#else
#define BUILD_MARCH NULL
#define BUILD_ANY NULL
#endif

struct build_command {
    struct options o;               /* as given, for an engine that optimises */
    struct session session;
    const struct exploration **list; int count;
    const char *output;
    char compiler[1024];
    struct build_order build;
    struct build_about about;
};

/* ---- the compiler ---- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int find_compiler(struct build_command *b, struct fail *f)
{
    const char *cc = getenv("CC");
    enum engine wanted = (enum engine)b->o.run.engine;
    const char *found = NULL;
    if (wanted)
        found = engine_path(wanted, b->compiler, sizeof b->compiler);
    else if (cc && *cc)
        found = engine_called(cc, b->compiler, sizeof b->compiler);
    else if (!(found = engine_path(ENGINE_GCC, b->compiler, sizeof b->compiler)))
        found = engine_path(ENGINE_CLANG, b->compiler, sizeof b->compiler);
    if (!found && wanted)
        return fail(f, EXIT_SYSTEM, "%s is not installed (searched in PATH)", engine_name(wanted));
    if (!found && cc && *cc)
        return fail(f, EXIT_SYSTEM, "CC is '%s', and that is no program in PATH; it is one word here, the name of a compiler", cc);
    if (!found)
        return fail(f, EXIT_SYSTEM, "build needs gcc or clang, and neither is installed (searched in PATH)");
    b->build.compiler = b->compiler;
    b->build.name = wanted ? engine_name(wanted) : base_name(b->compiler);
    return 0;
}

static int ask_compiler(struct build_command *b, struct fail *f)
{
    b->build.march = b->o.march ? b->o.march : BUILD_MARCH;
    b->build.any = BUILD_ANY;
    b->build.is_static = b->o.is_static;
    b->build.stop = interrupt_flag();
    return find_compiler(b, f) < 0 || build_ask(&b->build, &b->session.pipe.arena, &b->about, f) < 0 ? -1 : 0;
}

/* ---- the program's place ---- */

/* A slip of the hand must not cost a model. */
static int check_output(struct build_command *b, struct fail *f)
{
    struct stat there, file;
    const char *source = b->session.e->src->path;
    b->output = b->o.output ? b->o.output : file_stem(source, &b->session.pipe.arena);
    if (stat(b->output, &there) < 0)
        return 0;
    if (S_ISDIR(there.st_mode))
        return fail(f, EXIT_USAGE, "'%s' is a folder; name the program: -o PROG", b->output);
    if (stat(source, &file) == 0 && file.st_dev == there.st_dev && file.st_ino == there.st_ino)
        return fail(f, EXIT_USAGE, "-o would overwrite '%s' itself; name another file", source);
    return 0;
}

/* ---- the texts ---- */

/* The program's own words, in the arena. */
static void describe(struct build_command *b, struct standalone *p)
{
    struct arena *a = &b->session.pipe.arena;
    struct text about = { 0 };
    show_experiment(b->session.e, a, &about);
    p->about = about.len ? arena_copy(a, about.bytes, about.len) : NULL;
    text_free(&about);
    p->compiler = arena_print(a, "built by %s%s%s", b->about.version, b->build.march ? " for " : "", b->build.march ? b->build.march : "");
    p->needs = b->about.needs;
    p->formats = FORMAT_CSV | FORMAT_NPY | (b->o.is_static ? 0 : FORMAT_NETCDF);
    p->no_netcdf = b->o.is_static ? "it was built with --static" : NULL;
}

static void write_tables(struct build_command *b, struct standalone_made *m, struct text *out)
{
    describe(b, &m->program);
    const struct standalone_writing w = {
        .program = &m->program, .extents = m->extents, .file_kinds = b->o.is_static ? "sink_plain_kinds" : "sink_file_kinds",
        .parts = b->o.is_static ? "built_plain" : "built_with_netcdf", .beside = (const char *const[]){ runtime_headers, NULL },
        .arena = &b->session.pipe.arena,
    };
    text_add(out, "#include <math.h>\n");
    text_add(out, runtime_headers);
    standalone_text(&w, out);
}

/* What was asked when it was built is part of each question it is asked. */
static void keep_options(struct build_command *b, struct standalone_made *m)
{
    const char *options = provenance_options(&b->o.run, b->o.chosen, &b->session.pipe.arena);
    for (int i = 0; i < b->count; i++)
        for (int k = 0; k < m->jobs[i].attribute_count; k++)
            if (strcmp(m->jobs[i].attributes[k].name, "options") == 0)
                m->jobs[i].attributes[k].value = options;
}

static int make_program(struct build_command *b, struct standalone_made *m, struct fail *f)
{
    struct text tables = { 0 };
    struct build_text *texts = ARENA_ARRAY(&b->session.pipe.arena, struct build_text, b->count + 1);
    standalone_kernels(m, &b->session.pipe, b->session.e, 0, NULL);
    if (standalone_tables_of(m, &b->session.pipe, b->session.e, b->o.typed, f) < 0)
        return -1;
    keep_options(b, m);
    write_tables(b, m, &tables);
    for (int i = 0; i < b->count; i++)
        texts[i] = (struct build_text){ text_string(&m->kernels.parts[i].text), m->kernels.parts[i].symbol };
    texts[b->count] = (struct build_text){ text_string(&tables), NULL };
    int status = build_program(&b->build, texts, b->count + 1, b->output, f);
    text_free(&tables);
    return status;
}

/* ---- the command ---- */

/* What is wrong with an exploration is told where it is written. */
static int check_spaces(struct build_command *b)
{
    int code = 0;
    for (int i = 0; i < b->count && code == 0; i++) {
        struct job job;
        code = session_job(&b->session, b->list[i], &job);
        job_close(&job);
    }
    return code;
}

static int build(struct build_command *b, struct fail *f)
{
    struct standalone_made made = { .list = NULL };
    int blamed;
    if (check_output(b, f) < 0 || ask_compiler(b, f) < 0)
        return -1;
    b->build.archive = runtime_archive;
    b->build.archive_size = (size_t)(runtime_archive_end - runtime_archive);
    interrupt_watch();                  /* from here on there is something to clean up */
    int status = standalone_open(&made, &b->session.pipe, b->session.e, b->list, b->count, &blamed, f);
    if (status == 0)
        status = make_program(b, &made, f);
    standalone_close(&made);
    if (status == 0)
        fprintf(stderr, "wrote %s, %s\n", b->output, made.program.compiler);
    return status;
}

static int build_session(struct build_command *b)
{
    struct fail f = { .code = 0 };
    b->list = ARENA_ARRAY(&b->session.pipe.arena, const struct exploration *, b->session.e->exploration_count + 1);
    b->count = session_pick(&b->session, b->o.operands + 1, b->list);
    if (b->count < 0)
        return EXIT_USAGE;
    int code = !b->o.operands[1] && choose_something(b->session.e, b->session.path, &f) < 0 ? complain(&f) : 0;
    if (code == 0)
        code = check_spaces(b);
    if (code == 0 && build(b, &f) < 0)
        code = *interrupt_flag() ? EXIT_INTERRUPTED : complain(&f);
    if (code == EXIT_INTERRUPTED)
        fputs("massc: interrupted\n", stderr);
    return code;
}

int command_build(const struct options *o)
{
    struct build_command b = { .o = *o };
    if (o->operand_count == 0)
        return complain_usage("build needs a file: massc build FILE [NAME...] -o PROG; see massc build --help");
    struct options optimised = *o;
    optimised.run.engine = ENGINE_GCC;
    if (!optimised.data)                /* a program is made to be asked */
        optimised.data = DATA_ALL;
    int code = session_open(&b.session, &optimised, o->operands[0]);
    if (code == 0)
        code = build_session(&b);
    session_close(&b.session);
    return code;
}
