/* faults.c -- a system that fails at one call: preloaded by tests/faults.lua.
 *
 * Counts calls over all processes of a run; number $FAULT_AT fails with $FAULT_ERRNO, or
 * ends its process by a signal where that is negative. Of $FAULT_CALLS
 *   output     write, pwrite, fsync, ftruncate, fallocate, close and rename of files below
 *              $FAULT_FOLDER: what makes a result
 *   other      what stands around it: opening, making, removing, looking at and reading files
 *              there, locks, processes, pipes, memory that is to be run
 * The count and the name of the call that failed are left in the file $FAULT_COUNT.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum calls { OUTPUT, OTHER };

static struct {
    _Atomic long count;
    char fell[24];              /* set by the call that fails */
} *shared;                      /* by all processes */
static long fails_at;
static int with;
static enum calls calls;
static char folder[4096];           /* with a slash behind, as it was given ... */
static char resolved[4096];         /* ... and without links, as the system names what lies in it */

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("FAULT_COUNT"), *below = getenv("FAULT_FOLDER"), *which = getenv("FAULT_CALLS");
    int fd = path && below ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (fd < 0 || ftruncate(fd, sizeof *shared))
        return;
    void *page = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (page == MAP_FAILED)
        return;
    char *real = realpath(below, NULL);
    snprintf(folder, sizeof folder, "%s/", below);
    snprintf(resolved, sizeof resolved, "%s/", real ? real : below);
    free(real);
    fails_at = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
    with = getenv("FAULT_ERRNO") ? atoi(getenv("FAULT_ERRNO")) : EIO;
    calls = which && strcmp(which, "other") == 0 ? OTHER : OUTPUT;
    shared = page;
}

static int is_in(const char *path, const char *in)
{
    size_t n = strlen(in);
    return strncmp(path, in, n) == 0 || (strlen(path) == n - 1 && strncmp(path, in, n - 1) == 0);
}

static int is_below(const char *path)
{
    return shared && (is_in(path, folder) || is_in(path, resolved));
}

static int is_output(int fd)
{
    char link[40], path[4096];
    int error = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = shared ? readlink(link, path, sizeof path - 1) : -1;
    path[n > 0 ? n : 0] = '\0';
    errno = error;
    return strncmp(path, resolved, strlen(resolved)) == 0;
}

static int falls(enum calls kind, int is_it, const char *name)
{
    if (!is_it || !shared || kind != calls || atomic_fetch_add(&shared->count, 1) + 1 != fails_at)
        return 0;
    snprintf(shared->fell, sizeof shared->fell, "%s", name);
    if (with < 0)
        raise(-with);
    errno = with;
    return 1;
}

/* The function NAME of [type] with its parameters and, as they are handed on, arguments. */
#define INTERPOSE(kind, is_it, type, name, parameters, arguments)                         \
    type name parameters                                                                  \
    {                                                                                     \
        type (*real) parameters = (type (*) parameters)dlsym(RTLD_NEXT, #name);           \
        return falls(kind, is_it, #name) ? (type)-1 : real arguments;                     \
    }

/* ---- what makes a result ---- */

INTERPOSE(OUTPUT, is_output(fd), ssize_t, write, (int fd, const void *bytes, size_t n), (fd, bytes, n))
INTERPOSE(OUTPUT, is_output(fd), ssize_t, pwrite, (int fd, const void *bytes, size_t n, off_t at), (fd, bytes, n, at))
INTERPOSE(OUTPUT, is_output(fd), ssize_t, pwrite64, (int fd, const void *bytes, size_t n, off64_t at), (fd, bytes, n, at))
INTERPOSE(OUTPUT, is_output(fd), int, fsync, (int fd), (fd))
INTERPOSE(OUTPUT, is_output(fd), int, ftruncate, (int fd, off_t size), (fd, size))
INTERPOSE(OUTPUT, is_output(fd), int, ftruncate64, (int fd, off64_t size), (fd, size))
INTERPOSE(OUTPUT, is_output(fd), int, fallocate, (int fd, int mode, off_t at, off_t size), (fd, mode, at, size))
INTERPOSE(OUTPUT, is_output(fd), int, fallocate64, (int fd, int mode, off64_t at, off64_t size), (fd, mode, at, size))
INTERPOSE(OUTPUT, is_below(to), int, rename, (const char *from, const char *to), (from, to))
INTERPOSE(OUTPUT, is_below(to), int, renameat2,
          (int from_folder, const char *from, int to_folder, const char *to, unsigned flags),
          (from_folder, from, to_folder, to, flags))

/* The file is closed, as the system does it, and its writer told of the fault. A lock's
 * descriptor, which is closed when the file has its name, holds no more of it. */
int close(int fd)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "close");
    int fault = falls(OUTPUT, is_output(fd), "close"), error = errno, status = real(fd);
    errno = fault ? error : errno;
    return fault ? -1 : status;
}

/* ---- what stands around it ---- */

#define OPENS(name)                                                                       \
    int name(const char *path, int flags, ...)                                            \
    {                                                                                     \
        int (*real)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name); \
        va_list list;                                                                     \
        va_start(list, flags);                                                            \
        int mode = va_arg(list, int);                                                     \
        va_end(list);                                                                     \
        return falls(OTHER, is_below(path), #name) ? -1 : real(path, flags, mode);        \
    }
OPENS(open)
OPENS(open64)

INTERPOSE(OTHER, is_below(path), int, mkdir, (const char *path, mode_t mode), (path, mode))
INTERPOSE(OTHER, is_below(path), int, stat, (const char *path, struct stat *s), (path, s))
INTERPOSE(OTHER, is_output(fd), int, fstat, (int fd, struct stat *s), (fd, s))
INTERPOSE(OTHER, is_below(path), int, access, (const char *path, int mode), (path, mode))
INTERPOSE(OTHER, is_output(fd), ssize_t, read, (int fd, void *bytes, size_t n), (fd, bytes, n))
INTERPOSE(OTHER, is_output(fd), ssize_t, pread, (int fd, void *bytes, size_t n, off_t at), (fd, bytes, n, at))
INTERPOSE(OTHER, is_output(fd), ssize_t, pread64, (int fd, void *bytes, size_t n, off64_t at), (fd, bytes, n, at))
INTERPOSE(OTHER, is_output(fd), off_t, lseek, (int fd, off_t at, int from), (fd, at, from))
INTERPOSE(OTHER, is_output(fd), off64_t, lseek64, (int fd, off64_t at, int from), (fd, at, from))
INTERPOSE(OTHER, is_output(fd), int, flock, (int fd, int how), (fd, how))
INTERPOSE(OTHER, 1, pid_t, fork, (void), ())
INTERPOSE(OTHER, 1, int, pipe2, (int ends[2], int flags), (ends, flags))
INTERPOSE(OTHER, 1, pid_t, waitpid, (pid_t child, int *how, int flags), (child, how, flags))
INTERPOSE(OTHER, 1, int, memfd_create, (const char *name, unsigned flags), (name, flags))
INTERPOSE(OTHER, protection & PROT_EXEC, int, mprotect, (void *at, size_t n, int protection), (at, n, protection))
INTERPOSE(OTHER, fd >= 0 && is_output(fd), void *, mmap, (void *at, size_t n, int protection, int flags, int fd, off_t offset),
          (at, n, protection, flags, fd, offset))

int fcntl(int fd, int request, ...)
{
    int (*real)(int, int, ...) = (int (*)(int, int, ...))dlsym(RTLD_NEXT, "fcntl");
    va_list list;
    va_start(list, request);
    long argument = va_arg(list, long);
    va_end(list);
    return falls(OTHER, request == F_DUPFD_CLOEXEC && is_output(fd), "fcntl") ? -1 : real(fd, request, argument);
}
