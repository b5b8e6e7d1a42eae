/* program_build.c -- C texts and an archive in, a program out. */
#include "program_build.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "base/atomic.h"
#include "engine.h"
#include "processor.h"

enum { NAMES = 64, WORDS = 32 };        /* bytes of a file name; words of a command, but for objects */

/* A folder that nobody else looks into. */
struct room {
    char path[CACHE_PATH - NAMES];
};

/* ---- the folder ---- */

static int room_open(struct room *r, struct fail *f)
{
    const char *base = getenv("TMPDIR");
    if (!base || !*base)
        base = "/tmp";
    int made = snprintf(r->path, sizeof r->path, "%s%s/massc-build-XXXXXX", *base == '/' ? "" : "./", base);
    if (made >= (int)sizeof r->path)
        return fail(f, EXIT_SYSTEM, "the name of the folder for temporary files is too long: %.200s...", base);
    if (!mkdtemp(r->path))
        return fail(f, EXIT_SYSTEM, "cannot make a folder in %s: %s; TMPDIR names another one", base, strerror(errno));
    return 0;
}

static void room_close(const struct room *r)
{
    char path[CACHE_PATH];
    struct dirent *entry;
    DIR *dir = opendir(r->path);
    while (dir && (entry = readdir(dir)))
        if (snprintf(path, sizeof path, "%s/%.255s", r->path, entry->d_name) < (int)sizeof path)
            unlink(path);
    if (dir)
        closedir(dir);
    rmdir(r->path);
}

static const char *in_room(const struct room *r, int number, const char *ending, char out[CACHE_PATH])
{
    snprintf(out, CACHE_PATH, "%s/%d.%s", r->path, number, ending);
    return out;
}

/* ---- asking ---- */

/* "12.2.0" of #define __VERSION__ "12.2.0"; clang's own begins with its name. */
static const char *version_of(const char *macros, const char *name, struct arena *a)
{
    const char *at = strstr(macros, "#define __VERSION__ \"");
    if (!at)
        return NULL;
    at += strlen("#define __VERSION__ \"");
    size_t n = strcspn(at, "\"\n");
    const char *said = arena_copy(a, at, n), *digits = strpbrk(said, "0123456789");
    return arena_print(a, "%s %s", name, digits ? digits : said);
}

/* The first line that says an error, without the program's name. */
static const char *first_error(const char *log, struct arena *a)
{
    const char *at = strstr(log, "error: ");
    at = at ? at + strlen("error: ") : log;
    return arena_copy(a, at, strcspn(at, "\n"));
}

static int take_answer(const struct build_order *b, int status, const char *said, struct arena *a, struct build_about *out, struct fail *f)
{
    struct text needs = { 0 };
    if (status != 0 && b->march)
        return fail(f, EXIT_USAGE, "--march %s: %s does not know it: %.400s", b->march, b->name, first_error(said, a));
    out->version = status == 0 ? version_of(said, strstr(said, "#define __clang__ ") ? "clang" : "gcc", a) : NULL;
    if (!out->version)
        return fail(f, EXIT_SYSTEM, "%s is no compiler of C: it said %.200s", b->compiler, *said ? first_error(said, a) : "nothing");
    processor_needs(said, &needs);
    out->needs = needs.len ? arena_copy(a, needs.bytes, needs.len) : NULL;
    text_free(&needs);
    return 0;
}

int build_ask(const struct build_order *b, struct arena *a, struct build_about *out, struct fail *f)
{
    struct room room;
    struct child child = { 0 };
    char log[CACHE_PATH];
    size_t size;
    const char *march = b->march ? arena_print(a, "-march=%s", b->march) : "-xc";
    const char *argv[] = { b->compiler, march, "-dM", "-E", "-xc", "/dev/null", NULL };
    if (room_open(&room, f) < 0)
        return -1;
    int status = child_start(&child, argv, in_room(&room, 0, "log", log), f);
    if (status == 0) {
        child_ended(&child, 1);
        char *said = cache_slurp(log, &size);
        status = take_answer(b, child.status, said ? said : "", a, out, f);
        free(said);
    }
    room_close(&room);
    return status;
}

/* ---- compiling ---- */

static int start_text(const struct build_order *b, const struct room *r, const struct build_text *t, int i, struct child *c, struct fail *f)
{
    char text[CACHE_PATH], object[CACHE_PATH], log[CACHE_PATH], march[NAMES + 8], symbol[4096];
    const char *argv[WORDS] = { b->compiler };
    int n = 1;
    in_room(r, i, "c", text);
    if (cache_write(text, t->text, strlen(t->text)))
        return fail(f, EXIT_SYSTEM, "cannot write %s: %s", text, strerror(errno));
    for (const char *const *flag = engine_flags(); t->kernel && *flag; flag++)
        if (strcmp(*flag, "-march=native") && strcmp(*flag, "-shared") && strcmp(*flag, "-fPIC"))
            argv[n++] = *flag;
    if (t->kernel ? b->march : b->any) {
        snprintf(march, sizeof march, "-march=%s", t->kernel ? b->march : b->any);
        argv[n++] = march;
    }
    if (t->kernel) {
        snprintf(symbol, sizeof symbol, "-DKERNEL_SYMBOL=%s", t->kernel);
        argv[n++] = symbol;
    } else {
        argv[n++] = "-std=gnu11";
        argv[n++] = "-O1";
        argv[n++] = "-w";
    }
    argv[n++] = "-c";
    argv[n++] = "-o";
    argv[n++] = in_room(r, i, "o", object);
    argv[n++] = text;
    argv[n] = NULL;
    return child_start(c, argv, in_room(r, i, "log", log), f);
}

/* Waits for it. */
static int watch(const struct build_order *b, struct child *c, struct fail *f)
{
    const struct timespec moment = { 0, 2*1000*1000 };
    while (!child_ended(c, 0)) {
        if (b->stop && *b->stop) {
            child_stop(c);
            return fail(f, EXIT_INTERRUPTED, "interrupted");
        }
        nanosleep(&moment, NULL);
    }
    return 0;
}

static int finish(const struct build_order *b, const struct room *r, int i, struct child *c, struct fail *f)
{
    char text[CACHE_PATH], log[CACHE_PATH];
    if (watch(b, c, f) < 0)
        return -1;
    if (c->status)
        cc_excuse(in_room(r, i, "c", text), in_room(r, i, "log", log), c->status, b->name, f);
    return c->status ? -1 : 0;
}

/* As many at once as there are processors. */
static int compile_all(const struct build_order *b, const struct room *r, const struct build_text *texts, int count, struct fail *f)
{
    long hands = sysconf(_SC_NPROCESSORS_ONLN);
    struct child *children = calloc((size_t)count, sizeof *children);
    int started = 0, ended = 0, status = 0;
    if (!children)
        return fail_memory(f, NULL);
    while (status == 0 && ended < count) {
        while (status == 0 && started < count && started - ended < (hands > 1 ? hands : 1)) {
            status = start_text(b, r, &texts[started], started, &children[started], f);
            started += status == 0;
        }
        if (status == 0)
            status = finish(b, r, ended, &children[ended], f);
        ended += status == 0;
    }
    for (int i = 0; i < started; i++)
        child_stop(&children[i]);
    free(children);
    return status;
}

/* ---- linking ---- */

static int link_all(const struct build_order *b, const struct room *r, int count, struct arena *a, const char *program, struct fail *f)
{
    char path[CACHE_PATH], log[CACHE_PATH], none[CACHE_PATH];
    const char **argv = ARENA_ARRAY(a, const char *, count + WORDS);
    struct child c = { 0 };
    int n = 0;
    in_room(r, count, "a", path);
    if (cache_write(path, b->archive, b->archive_size))
        return fail(f, EXIT_SYSTEM, "cannot write %s: %s", path, strerror(errno));
    argv[n++] = b->compiler;
    if (b->is_static)
        argv[n++] = "-static";
    argv[n++] = "-o";
    argv[n++] = program;
    for (int i = 0; i < count; i++) {
        char object[CACHE_PATH];
        in_room(r, i, "o", object);
        argv[n++] = arena_copy(a, object, strlen(object));
    }
    argv[n++] = path;
    argv[n++] = "-lpthread";
    argv[n++] = "-ldl";
    argv[n++] = "-lm";
    argv[n] = NULL;
    if (child_start(&c, argv, in_room(r, count, "log", log), f) < 0 || watch(b, &c, f) < 0)
        return -1;
    if (c.status)
        cc_excuse(in_room(r, count, "none", none), log, c.status, b->name, f);
    return c.status ? -1 : 0;
}

/* ---- the program ---- */

static int install(const char *from, const char *to, struct fail *f)
{
    struct atomic file;
    size_t size;
    mode_t mask = umask(0);
    umask(mask);
    char *bytes = cache_slurp(from, &size);
    if (!bytes)
        return fail(f, EXIT_SYSTEM, "cannot read %s: %s", from, strerror(errno));
    int status = atomic_open(&file, to, f);
    if (status == 0) {
        status = atomic_write(&file, bytes, size, f);
        if (status == 0 && file.temporary && fchmod(file.fd, 0777 & ~mask) < 0)
            status = fail(f, EXIT_SYSTEM, "cannot make %s a program: %s", to, strerror(errno));
        if (status == 0)
            status = atomic_commit(&file, f);
        else
            atomic_abandon(&file);
    }
    free(bytes);
    return status;
}

int build_program(const struct build_order *b, const struct build_text *texts, int count, const char *path, struct fail *f)
{
    struct room room;
    struct arena arena = { 0 };
    char program[CACHE_PATH];
    if (room_open(&room, f) < 0)
        return -1;
    int status = compile_all(b, &room, texts, count, f);
    if (status == 0)
        status = link_all(b, &room, count, &arena, in_room(&room, count, "program", program), f);
    if (status == 0)
        status = install(program, path, f);
    room_close(&room);
    arena_free(&arena);
    return status;
}
