/* compile.c -- which compiler, and from where: cache, libtcc, or a child process.
 *
 * A task for gcc or clang goes through: look into the cache; else write the
 * text, start the compiler, wait, load, check, publish. If the cache folder
 * turns out to be full, the task starts over in a folder of its own.
 */
#include "compile.h"
#include "cache.h"
#include "engine.h"
#include "kernel_shape.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"

/* ---- engines ------------------------------------------------------------- */

static const char *const names[] = {
#define X(NAME, name) name,
    ENGINES(X)
#undef X
};

enum { NEWEST = 24, OLDEST = 8 };       /* versions looked for as gcc-12, clang-14 */

const char *engine_name(enum engine e)
{
    return names[e];
}

int engine_may_be_tcc(enum engine e)
{
    return e == ENGINE_AUTO || e == ENGINE_TCC;
}

static int runnable(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

static const char *search(const char *name, char *out, int size)
{
    const char *path = getenv("PATH");
    while (path) {
        size_t n = strcspn(path, ":");
        int made = snprintf(out, (size_t)size, "%.*s%s%s", (int)n, path, n ? "/" : "./", name);
        if (made > 0 && made < size && runnable(out))
            return out;
        path = path[n] ? path + n + 1 : NULL;
    }
    return NULL;
}

const char *engine_called(const char *set, char *out, int size)
{
    if (!strchr(set, '/'))
        return *set ? search(set, out, size) : NULL;
    if (snprintf(out, (size_t)size, "%s", set) >= size || !runnable(out))
        return NULL;
    return out;
}

const char *engine_path(enum engine e, char *out, int size)
{
    if (e != ENGINE_GCC && e != ENGINE_CLANG) {
        snprintf(out, (size_t)size, "libtcc");
        return out;
    }
    const char *set = getenv(e == ENGINE_GCC ? "MASSC_GCC" : "MASSC_CLANG");
    if (set)
        return engine_called(set, out, size);
    const char *found = search(names[e], out, size);
    for (int version = NEWEST; !found && version >= OLDEST; version--) {
        char name[16];
        snprintf(name, sizeof name, "%s-%d", names[e], version);
        found = search(name, out, size);
    }
    return found;
}

/* ---- small helpers ------------------------------------------------------- */

/* The version first: a kernel of another one is no struct kernel behind it. */
static int check(const struct kernel *k, struct fail *f)
{
    if (!k)
        return fail(f, EXIT_INTERNAL, "the compiled kernel exports no massc_kernel");
    if (k->abi != KERNEL_ABI)
        return fail(f, EXIT_INTERNAL, "the kernel speaks version %d, not %d", k->abi, KERNEL_ABI);
    if ((k->bytes != 4 && k->bytes != 8) || k->lanes < 1 || k->width < 1 || k->lanes%k->width)
        return fail(f, EXIT_INTERNAL, "the kernel has %d lanes of %d bytes", k->lanes, k->bytes);
    const char *fault = kernel_fault(k);
    if (fault)
        return fail(f, EXIT_INTERNAL, "the kernel %s", fault);
    return 0;
}

/* Keeps a rejected text and says where, at the end of the message. */
static void keep(const struct cache *c, const char *key, const char *text, struct fail *f)
{
    char path[CACHE_PATH];
    size_t used = strlen(f->text);
    cache_file(c, key, "c", path);
    unlink(path);
    if (cache_write(path, text, strlen(text)) == 0 && used < sizeof f->text)
        snprintf(f->text + used, sizeof f->text - used, " (text kept in %.*s)",
                 (int)(sizeof f->text - used), path);
}

static int from_tcc(const char *text, struct compiled *out, struct fail *f)
{
    if (tcc_build(text, out, f)) {
        static const char *const none[] = { NULL };
        struct cache c;
        struct fail ignored = { 0 };
        char key[CACHE_KEY];
        cache_key(text, "libtcc", none, key);
        if (f->code == EXIT_INTERNAL && cache_open(&c, 0, &ignored) == 0)
            keep(&c, key, text, f);
        return -1;
    }
    if (check(out->kernel, f)) {
        tcc_drop(out->handle);
        out->handle = NULL;             /* an owner may close what failed, too */
        out->kernel = NULL;
        return -1;
    }
    return 0;
}

/* ---- tasks --------------------------------------------------------------- */

enum state { WORKING, DONE, FAILED };

struct compile_task {
    enum state state;
    enum engine engine;
    char *text;
    char compiler[CACHE_PATH];
    char key[CACHE_KEY];
    struct cache cache;
    struct cc cc;
    double begun;
    struct compiled out;        /* when DONE */
    struct fail fail;           /* when FAILED */
};

/* Loads an object into t->out; [f] says why not. */
static int load(struct compile_task *t, const void *bytes, size_t size, const char *path)
{
    struct fail f = { 0 };
    struct object *o = object_load(bytes, size, path, &f);
    if (!o || check(object_kernel(o), &f)) {
        if (o)
            object_close(o);
        t->fail = f;
        return -1;
    }
    t->out.kernel = object_kernel(o);
    t->out.handle = o;
    t->out.engine = t->engine;
    object_version(bytes, size, t->engine, t->out.version, sizeof t->out.version);
    t->out.seconds = clock_seconds() - t->begun;
    t->state = DONE;
    return 0;
}

static int load_cached(struct compile_task *t)
{
    char path[CACHE_PATH];
    size_t size;
    void *bytes = cache_read(&t->cache, t->key, &size);
    if (!bytes)
        return -1;
    cache_file(&t->cache, t->key, "so", path);
    int bad = load(t, bytes, size, path);
    free(bytes);
    if (bad) {                  /* intact, but not a kernel: made by some other build */
        t->fail = (struct fail){ 0 };
        unlink(path);
        return -1;
    }
    t->out.cached = 1;
    return 0;
}

static int launch(struct compile_task *t, struct fail *f)
{
    char base[CACHE_PATH - 8];
    char name[CACHE_PATH];
    cache_scratch(&t->cache, t->key, name);
    if (snprintf(base, sizeof base, "%s", name) >= (int)sizeof base)
        return fail(f, EXIT_SYSTEM, "the path of the cache is too long");
    snprintf(t->cc.text, CACHE_PATH, "%s.c", base);
    snprintf(t->cc.object, CACHE_PATH, "%s.so", base);
    snprintf(t->cc.log, CACHE_PATH, "%s.log", base);
    if (cache_write(t->cc.text, t->text, strlen(t->text)))
        return fail(f, EXIT_SYSTEM, "cannot write %s: %s", t->cc.text, strerror(errno));
    if (cc_start(&t->cc, t->compiler, f)) {
        cc_clean(&t->cc);
        return -1;
    }
    return 0;
}

/* The same in a folder of our own. */
static int launch_aside(struct compile_task *t, struct fail *f)
{
    if (cache_open(&t->cache, 1, f))
        return -1;
    if (launch(t, f)) {
        cache_close(&t->cache);
        return -1;
    }
    return 0;
}

static int launch_somewhere(struct compile_task *t, struct fail *f)
{
    struct fail first = { 0 };
    if (launch(t, &first) == 0)
        return 0;
    if (t->cache.temporary) {
        cache_close(&t->cache);
        return fail(f, first.code, "%s", first.text);
    }
    return launch_aside(t, f);
}

static void conclude_failure(struct compile_task *t)
{
    if (!t->fail.code)
        cc_excuse(t->cc.text, t->cc.log, t->cc.child.status, names[t->engine], &t->fail);
    cc_clean(&t->cc);
    if (t->fail.code == EXIT_INTERNAL) {   /* the text outlives a temporary folder's close */
        keep(&t->cache, t->key, t->text, &t->fail);
        t->state = FAILED;
        return;
    }
    int full = !t->cache.temporary;
    cache_close(&t->cache);
    struct fail again = { 0 };
    if (full && launch_aside(t, &again) == 0)
        t->fail = (struct fail){ 0 };
    else
        t->state = FAILED;
}

/* The compiler has ended: t->state says what became of it. */
static void conclude(struct compile_task *t)
{
    size_t size = 0;
    void *bytes = t->cc.child.status == 0 ? cache_slurp(t->cc.object, &size) : NULL;
    int bad = !bytes || load(t, bytes, size, t->cc.object);
    free(bytes);
    if (bad) {
        conclude_failure(t);
        return;
    }
    cache_publish(&t->cache, t->key, t->cc.object);
    cc_clean(&t->cc);
    cache_close(&t->cache);
}

static void advance(struct compile_task *t, int wait)
{
    while (t->state == WORKING && child_ended(&t->cc.child, wait))
        conclude(t);
}

static void release(struct compile_task *t)
{
    free(t->text);
    free(t);
}

static struct compile_task *prepare(const char *text, enum engine engine, struct fail *f)
{
    struct compile_task *t = calloc(1, sizeof *t);
    if (!t || !(t->text = strdup(text))) {
        free(t);
        fail(f, EXIT_SYSTEM, "not enough memory");
        return NULL;
    }
    t->engine = engine;
    t->begun = clock_seconds();
    if (!engine_path(engine, t->compiler, sizeof t->compiler))
        fail(f, EXIT_SYSTEM, "%s is not installed (searched in PATH); --engine tcc needs no compiler",
             names[engine]);
    else if (cache_open(&t->cache, 0, f) == 0)
        return t;
    release(t);
    return NULL;
}

struct compile_task *compile_begin(const char *text, enum engine engine, struct fail *f)
{
    struct compile_task *t = prepare(text, engine, f);
    if (!t)
        return NULL;
    cache_key(text, t->compiler, engine_flags(), t->key);
    if (!t->cache.temporary && load_cached(t) == 0)
        return t;
    if (launch_somewhere(t, f)) {
        release(t);
        return NULL;
    }
    return t;
}

int compile_ready(struct compile_task *t)
{
    advance(t, 0);
    return t->state == WORKING ? 0 : t->state == DONE ? 1 : -1;
}

int compile_take(struct compile_task *t, struct compiled *out, struct fail *f)
{
    advance(t, 1);
    int bad = t->state == FAILED;
    if (bad)
        fail(f, t->fail.code, "%s", t->fail.text);
    else
        *out = t->out;
    if (!bad && *t->cache.note)
        snprintf(out->note, sizeof out->note, "%s", t->cache.note);
    release(t);
    return bad ? -1 : 0;
}

void compile_cancel(struct compile_task *t)
{
    if (t->state == WORKING) {
        child_stop(&t->cc.child);
        cc_clean(&t->cc);
        cache_close(&t->cache);
    }
    if (t->state == DONE)
        compile_close(&t->out);
    release(t);
}

/* ---- all at once --------------------------------------------------------- */

static int is_cached(const char *text, enum engine engine, char *note, int size)
{
    char compiler[CACHE_PATH], key[CACHE_KEY];
    struct cache c;
    struct fail ignored = { 0 };
    size_t object_size;
    if (engine == ENGINE_AUTO || engine == ENGINE_TCC
        || !engine_path(engine, compiler, sizeof compiler) || cache_open(&c, 0, &ignored))
        return 0;
    cache_key(text, compiler, engine_flags(), key);
    void *bytes = c.temporary ? NULL : cache_read(&c, key, &object_size);
    if (*c.note)
        snprintf(note, (size_t)size, "%s", c.note);
    cache_close(&c);
    free(bytes);
    return bytes != NULL;
}

int compile_is_cached(const char *text, enum engine engine)
{
    char ignored[1];
    return is_cached(text, engine, ignored, sizeof ignored);
}

/* Of the text whoever compiles it; what names a compiler that is not there any more names no kernel. */
static int open_choice(const char *text, struct cache *c, char key[CACHE_KEY], char path[CACHE_PATH])
{
    struct fail ignored = { 0 };
    if (cache_open(c, 0, &ignored))
        return -1;
    if (c->temporary) {
        cache_close(c);
        return -1;
    }
    cache_key(text, engine_name(ENGINE_AUTO), engine_flags(), key);
    cache_file(c, key, "best", path);
    return 0;
}

void compile_prefer(const char *text, enum engine better)
{
    struct cache c;
    char key[CACHE_KEY], path[CACHE_PATH], scratch[CACHE_PATH];
    if (open_choice(text, &c, key, path))
        return;
    cache_scratch(&c, key, scratch);
    if (cache_write(scratch, engine_name(better), strlen(engine_name(better))) || rename(scratch, path))
        unlink(scratch);
}

enum engine compile_preferred(const char *text)
{
    struct cache c;
    char key[CACHE_KEY], path[CACHE_PATH];
    size_t size = 0;
    char *name = open_choice(text, &c, key, path) ? NULL : cache_slurp(path, &size);
    enum engine found = ENGINE_AUTO;
    for (int e = ENGINE_GCC; name && e <= ENGINE_CLANG; e++)
        found = strcmp(name, names[e]) == 0 ? (enum engine)e : found;
    free(name);
    return found;
}

enum engine compile_choose(const char *text, struct compiled *out)
{
    const enum engine best = compile_preferred(text);
    if (best != ENGINE_AUTO && is_cached(text, best, out->note, sizeof out->note))
        return best;
    for (int e = ENGINE_GCC; e <= ENGINE_CLANG; e++)
        if (is_cached(text, (enum engine)e, out->note, sizeof out->note))
            return (enum engine)e;
    return ENGINE_TCC;
}

int compile(const char *text, enum engine engine, struct compiled *out, struct fail *f)
{
    memset(out, 0, sizeof *out);
    if (engine == ENGINE_AUTO)
        engine = compile_choose(text, out);
    if (engine == ENGINE_TCC) {
        double begun = clock_seconds();
        int bad = from_tcc(text, out, f);
        out->engine = ENGINE_TCC;
        out->seconds = clock_seconds() - begun;
        return bad;
    }
    struct compile_task *t = compile_begin(text, engine, f);
    return t ? compile_take(t, out, f) : -1;
}

void compile_close(struct compiled *c)
{
    if (!c->handle)
        return;
    if (c->engine == ENGINE_TCC)
        tcc_drop(c->handle);
    else
        object_close(c->handle);
    c->handle = NULL;
    c->kernel = NULL;
}
