/* netcdf_library.c -- libnetcdf, loaded when first needed.
 *
 * The variables below are the module's only state: the library is written once,
 * under pthread_once, and never unloaded, because HDF5 registers handlers for the
 * exit of threads and of the program. Its first call is made here too, since that
 * is where most of its start goes.
 */
#include "netcdf_library.h"
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What libnetcdf is called, the newest first, and where it is called that. The
 * name without a number comes with the headers, whatever the system. */
static const struct { const char *soname, *package, *id, *version; } known[] = {
    { "libnetcdf.so.22", "libnetcdf22", "debian", "13" },
    { "libnetcdf.so.19", "libnetcdf19", "debian", "12" },
    { "libnetcdf.so", NULL, NULL, NULL },
};
enum { NAMES = sizeof known/sizeof *known };

/* Of the forty libraries that it brings those with most to look up, each behind what it needs: loaded by itself a
 * library is searched for its own names, loaded with all others everything is. One that is not there is none that
 * it needs, or is found later; that of a newer system has another name. What HDF5 calls within itself, half of all that is left, is looked up as it
 * is called; what libnetcdf calls is looked up at once. */
static const char *const first[] = { "libldap-2.5.so.0", "libicuuc.so.72", "libssl.so.3", "libhdf5_serial.so.103" };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t in_use = PTHREAD_MUTEX_INITIALIZER;
static struct netcdf_library library;
static int loaded;
static char refusal[400];           /* why not; written before [refused] is set */
static atomic_int refused;

/* The thread of netcdf_preload. */
static struct {
    atomic_int state;               /* who changes the rest has TAKEN it */
    pthread_t thread;               /* while it RUNS, to be joined */
    pid_t process;                  /* whose thread it is */
} ahead;
enum { AHEAD_NONE, AHEAD_TAKEN, AHEAD_RUNS };

/* HDF5 prints its error stack unless told otherwise, and where it is built
 * thread-safe it has to be told in every thread; libnetcdf does so in the first
 * only. H5Eset_auto2 of HDF5 1.10 and later; NULL: an HDF5 without it. */
typedef int silence(int64_t stack, int (*print)(int64_t, void *), void *data);
static silence *silence_hdf5;

/* ---- why it is not there ---- */

/* Whether a line KEY=value of os-release, perhaps quoted, has this value. */
static int has_setting(const char *os_release, const char *key, const char *value)
{
    size_t n = strlen(key), length = strlen(value);
    for (const char *line = os_release; *line; line += *line == '\n') {
        const char *at = line + n + 1;
        if (strncmp(line, key, n) == 0 && line[n] == '=') {
            at += *at == '"' || *at == '\'';
            if (strncmp(at, value, length) == 0 && strchr("\"'\n", at[length]))
                return 1;
        }
        line += strcspn(line, "\n");
    }
    return 0;
}

void netcdf_package(const char *os_release, char *out, size_t size)
{
    for (int i = 0; i < NAMES; i++)
        if (known[i].package && has_setting(os_release, "ID", known[i].id)
            && has_setting(os_release, "VERSION_ID", known[i].version)) {
            snprintf(out, size, "Debian package %s", known[i].package);
            return;
        }
    size_t used = (size_t)snprintf(out, size, "package");
    for (int i = 0; i < NAMES && used < size; i++)
        if (known[i].package)
            used += (size_t)snprintf(out + used, size - used, "%s %s of Debian %s", i ? "," : "",
                                     known[i].package, known[i].version);
}

static void read_os_release(char *text, size_t size)
{
    FILE *file = fopen("/etc/os-release", "re");
    text[file ? fread(text, 1, size - 1, file) : 0] = '\0';
    if (file)
        fclose(file);
}

/* What dlerror said behind "soname: "; all of it where it names another library,
 * one that this one needs. */
static const char *reason(const char *soname, const char *said)
{
    size_t n = strlen(soname);
    return strncmp(said, soname, n) == 0 && strncmp(said + n, ": ", 2) == 0 ? said + n + 2 : said;
}

static int is_absent(const char *soname, const char *said)
{
    return reason(soname, said) != said && strstr(said, strerror(ENOENT)) != NULL;
}

void netcdf_explain(const char *const *said, const char *os_release, char *out, size_t size)
{
    char package[200];
    for (int i = 0; i < NAMES && said[i]; i++)
        if (!is_absent(known[i].soname, said[i])) {
            snprintf(out, size, "cannot load libnetcdf: %s", reason(known[i].soname, said[i]));
            return;
        }
    netcdf_package(os_release, package, sizeof package);
    snprintf(out, size, "libnetcdf is not installed (%s)", package);
}

/* ---- loading ---- */

/* At exit HDF5 tries once more to write what a full disk refused, and crashes.
 * Every file is closed by then; there is nothing for its handler to do. */
static void no_exit_handler(void)
{
    int (*dont_atexit)(void);
    *(void **)&dont_atexit = dlsym(library.handle, "H5dont_atexit");
    if (dont_atexit)
        dont_atexit();
}

/* They stay for good, as libnetcdf does. */
static void open_first(void)
{
    for (size_t i = 0; i < sizeof first/sizeof *first; i++)
        if (!dlopen(first[i], RTLD_LAZY | RTLD_LOCAL))
            dlerror();
}

static int open_any(void)
{
    static char texts[NAMES][300], os_release[4096];
    const char *said[NAMES + 1] = { NULL };
    open_first();
    for (int i = 0; i < NAMES && !library.handle; i++) {
        library.handle = dlopen(known[i].soname, RTLD_NOW | RTLD_LOCAL);
        const char *why = library.handle ? NULL : dlerror();
        snprintf(texts[i], sizeof texts[i], "%s", why ? why : "");
        said[i] = texts[i];
    }
    if (library.handle)
        return 0;
    read_os_release(os_release, sizeof os_release);
    netcdf_explain(said, os_release, refusal, sizeof refusal);
    return -1;
}

static int look_up(void)
{
#define LOOK_UP(name) \
    if (!(*(void **)&library.name = dlsym(library.handle, "nc_" #name))) { \
        snprintf(refusal, sizeof refusal, "cannot use libnetcdf: it has no nc_" #name); \
        return -1; \
    }
    NETCDF_CALLS(LOOK_UP)
#undef LOOK_UP
    *(void **)&silence_hdf5 = dlsym(library.handle, "H5Eset_auto2");
    return 0;
}

/* libnetcdf and HDF5 abort or crash where memory runs out while they start. */
static int has_room(void)
{
    enum { BYTES = 32 << 20 };
    void *room = mmap(NULL, BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED)
        snprintf(refusal, sizeof refusal, "cannot load libnetcdf: %s", strerror(ENOMEM));
    return room != MAP_FAILED && munmap(room, BYTES) == 0;
}

static int start(void)
{
    if (!has_room())
        return -1;
    no_exit_handler();
    int status = library.initialize();
    if (status)
        snprintf(refusal, sizeof refusal, "cannot use libnetcdf: %s", library.strerror(status));
    return status;
}

static void load(void)
{
    loaded = !open_any() && !look_up() && !start();
    atomic_store(&refused, !loaded);
}

static void *load_aside(void *unused)
{
    pthread_once(&once, load);
    return unused;
}

void netcdf_preload(void)
{
    int none = AHEAD_NONE;
    if (!atomic_compare_exchange_strong(&ahead.state, &none, AHEAD_TAKEN))
        return;
    ahead.process = getpid();
    int runs = !pthread_create(&ahead.thread, NULL, load_aside, NULL);
    atomic_store(&ahead.state, runs ? AHEAD_RUNS : AHEAD_NONE);
}

/* To its end, not only until all is loaded: a thread that still ends while the process does
 * holds memory of the C library (what dlerror said) that nobody seems to own. A process that
 * was forked meanwhile has no such thread. */
static void wait_for_preload(void)
{
    int runs = AHEAD_RUNS;
    if (!atomic_compare_exchange_strong(&ahead.state, &runs, AHEAD_TAKEN))
        return;
    if (ahead.process == getpid())
        pthread_join(ahead.thread, NULL);
    atomic_store(&ahead.state, AHEAD_NONE);
}

const char *netcdf_refusal(void)
{
    return atomic_load(&refused) ? refusal : NULL;
}

const struct netcdf_library *netcdf_lock(void)
{
    wait_for_preload();
    pthread_once(&once, load);
    if (!loaded)
        return NULL;
    pthread_mutex_lock(&in_use);
    if (silence_hdf5)
        silence_hdf5(0, NULL, NULL);        /* 0: H5E_DEFAULT, this thread's stack */
    return &library;
}

void netcdf_unlock(void)
{
    pthread_mutex_unlock(&in_use);
}
