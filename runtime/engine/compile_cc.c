/* compile_cc.c -- running gcc or clang, and loading what they make.
 *
 * The compiler is a child in its own process group: a Ctrl-C in the terminal
 * reaches us alone, and cc_stop ends the compiler together with the processes
 * it has started. What it says goes to a file, so nothing has to be read while
 * it runs.
 */
#include "engine.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* Bits first: no contraction and no reassociation. The two -fno- flags change no
 * value; they let comparisons become selects and roots become instructions. */
static const char *const flags[] = {
    "-std=c99", "-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno",
    "-fno-trapping-math", "-fPIC", "-shared", "-Wno-psabi", "-w", NULL
};

const char *const *engine_flags(void)
{
    return flags;
}

/* ---- the child ----------------------------------------------------------- */

/* The environment, with messages that is_machines understands; to be freed, or NULL. */
static char **english(void)
{
    size_t n = 0, used = 0;
    while (environ && environ[n])
        n++;
    char **copy = malloc((n + 2)*sizeof *copy);
    for (size_t i = 0; copy && i < n; i++)
        if (strncmp(environ[i], "LC_ALL=", 7) && strncmp(environ[i], "LANGUAGE=", 9))
            copy[used++] = environ[i];
    if (copy) {
        copy[used++] = "LC_ALL=C";
        copy[used] = NULL;
    }
    return copy;
}

static int spawn(struct cc *c, const char *compiler, const char *const *argv)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGTERM);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGCHLD);
    if (posix_spawn_file_actions_init(&files))
        return ENOMEM;
    if (posix_spawnattr_init(&how)) {
        posix_spawn_file_actions_destroy(&files);
        return ENOMEM;
    }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, c->log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&files, 1, 2);
    posix_spawnattr_setpgroup(&how, 0);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &usual);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK
                                   | POSIX_SPAWN_SETSIGDEF);
    char **surroundings = english();
    int why = posix_spawn(&c->pid, compiler, &files, &how, (char *const *)(uintptr_t)argv, surroundings ? surroundings : environ);
    free(surroundings);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    return why;
}

int cc_start(struct cc *c, const char *compiler, struct fail *f)
{
    enum { FLAGS = sizeof flags/sizeof *flags - 1 };
    const char *argv[FLAGS + 6] = { compiler };
    int n = 1;
    for (int i = 0; i < FLAGS; i++)
        argv[n++] = flags[i];
    argv[n++] = "-o";
    argv[n++] = c->object;
    argv[n++] = c->text;
    argv[n++] = "-lm";          /* fma() where the processor has none */
    argv[n] = NULL;
    int why = spawn(c, compiler, argv);
    if (why) {
        c->pid = 0;
        return fail(f, EXIT_SYSTEM, "cannot start %s: %s", compiler, strerror(why));
    }
    return 0;
}

int cc_ended(struct cc *c, int wait)
{
    if (c->pid == 0)
        return 1;
    pid_t got;
    do
        got = waitpid(c->pid, &c->status, wait ? 0 : WNOHANG);
    while (got < 0 && errno == EINTR);
    if (got == 0)
        return 0;
    if (got < 0)                /* a host that ignores SIGCHLD: the object will tell */
        c->status = 0;
    c->pid = 0;
    return 1;
}

/* Politely first: the driver then removes its own temporary files. */
void cc_stop(struct cc *c)
{
    const struct timespec moment = { 0, 5*1000*1000 };
    if (cc_ended(c, 0))
        return;
    kill(-c->pid, SIGTERM);
    for (int i = 0; i < 100; i++) {
        if (cc_ended(c, 0))
            return;
        nanosleep(&moment, NULL);
    }
    kill(-c->pid, SIGKILL);
    cc_ended(c, 1);
}

void cc_clean(struct cc *c)
{
    unlink(c->text);
    unlink(c->object);
    unlink(c->log);
}

/* "folder/name.c:12:5: error" becomes "12:5: error": the name is a temporary one.
 * Returns where the first such line begins, or NULL. */
static const char *strip_name(char *log, const char *path)
{
    size_t n = strlen(path);
    const char *first = NULL;
    for (char *at = log; (at = strstr(at, path)); ) {
        if (at[n] != ':') {
            at += n;
            continue;
        }
        if (!first && at[n + 1] >= '1' && at[n + 1] <= '9')
            first = at;
        memmove(at, at + n + 1, strlen(at + n + 1) + 1);
    }
    return first;
}

/* Does the compiler say that the machine had no more of something? gcc names our text
 * when its own temporary files meet a full disk. */
static int is_machines(const char *log)
{
    static const int errors[] = { ENOSPC, EDQUOT, EIO, EFBIG, EROFS, EMFILE, ENFILE, ENOMEM };
    for (size_t i = 0; i < sizeof errors/sizeof *errors; i++)
        if (strstr(log, strerror(errors[i])))
            return 1;
    return strstr(log, "out of memory") || strstr(log, "error writing to")
        || strstr(log, "Killed signal terminated");
}

/* A message that names a line of our text is our fault (70); anything else, from
 * a full disk to a missing assembler, is the machine's (3). */
void cc_excuse(const struct cc *c, const char *name, struct fail *f)
{
    size_t size;
    char *log = cache_slurp(c->log, &size);
    const char *said = log ? log : "";
    const char *line = log ? strip_name(log, c->text) : NULL;
    if (line && !is_machines(said))
        fail(f, EXIT_INTERNAL, "%s rejected the generated C: %.600s", name, line);
    else if (WIFSIGNALED(c->status))
        fail(f, EXIT_SYSTEM, "%s was ended by signal %d", name, WTERMSIG(c->status));
    else
        fail(f, EXIT_SYSTEM, "%s failed: %.600s", name, *said ? said : "it said nothing");
    free(log);
}

/* ---- shared objects ------------------------------------------------------ */

struct object {
    void *library;
    int fd;                     /* of the copy in memory, or -1; open as long as it is
                                   loaded, because libraries are told apart by name */
};

static void *load_from_memory(const void *bytes, size_t size, int *fd)
{
    char path[40];
    *fd = memfd_create("massc", MFD_CLOEXEC);
    if (*fd < 0)
        return NULL;
    snprintf(path, sizeof path, "/proc/self/fd/%d", *fd);
    void *library = NULL;
    if (write(*fd, bytes, size) == (ssize_t)size)
        library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        close(*fd);
        *fd = -1;
    }
    return library;
}

struct object *object_load(const void *bytes, size_t size, const char *path, struct fail *f)
{
    struct object *o = malloc(sizeof *o);
    if (!o) {
        fail(f, EXIT_SYSTEM, "not enough memory");
        return NULL;
    }
    o->library = load_from_memory(bytes, size, &o->fd);
    if (!o->library)
        o->library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!o->library) {
        const char *why = dlerror();
        fail(f, EXIT_INTERNAL, "cannot load a compiled kernel: %s", why ? why : "unknown reason");
        free(o);
        return NULL;
    }
    return o;
}

const struct kernel *object_kernel(const struct object *o)
{
    return dlsym(o->library, "massc_kernel");
}

/* Both leave a line in section .comment; the one of gcc is there in any case, of what
 * the system linked in. */
void object_version(const void *bytes, size_t size, enum engine e, char *out, size_t room)
{
    const char *mark = e == ENGINE_GCC ? "GCC: " : "clang version ";
    const char *at = memmem(bytes, size, mark, strlen(mark));
    const char *end = (const char *)bytes + size;
    size_t n = 0;
    for (at = at ? at + strlen(mark) : end; at < end && *at >= ' ' && *at < 0x7f && n + 1 < room; at++)
        out[n++] = *at;
    out[n] = '\0';
}

void object_close(struct object *o)
{
    dlclose(o->library);
    if (o->fd >= 0)
        close(o->fd);
    free(o);
}
