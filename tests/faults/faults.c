/* faults.c -- a disk that fails at one call: preloaded by tests/faults.lua.
 *
 * Counts the calls write, pwrite, fsync, fallocate, close and rename that touch files below
 * $FAULT_FOLDER, over all processes of a run, in the file $FAULT_COUNT; number $FAULT_AT
 * fails with $FAULT_ERRNO, or ends its process by a signal where that is negative.
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
#include <sys/mman.h>
#include <unistd.h>

static _Atomic long *count;     /* shared by all processes */
static long fails_at;
static int with;
static char folder[4096];

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("FAULT_COUNT"), *below = getenv("FAULT_FOLDER");
    int fd = path && below ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (fd < 0 || ftruncate(fd, sizeof *count))
        return;
    void *page = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (page == MAP_FAILED)
        return;
    snprintf(folder, sizeof folder, "%s/", below);
    fails_at = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
    with = getenv("FAULT_ERRNO") ? atoi(getenv("FAULT_ERRNO")) : EIO;
    count = page;
}

static int is_output(int fd)
{
    char link[40], path[4096];
    int error = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = count ? readlink(link, path, sizeof path - 1) : -1;
    path[n > 0 ? n : 0] = '\0';
    errno = error;
    return strncmp(path, folder, strlen(folder)) == 0;
}

static int falls(int is_it)
{
    if (!is_it || !count || atomic_fetch_add(count, 1) + 1 != fails_at)
        return 0;
    if (with < 0)
        raise(-with);
    errno = with;
    return 1;
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *bytes, size_t n)
{
    REAL(write);
    return falls(is_output(fd)) ? -1 : real(fd, bytes, n);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at)
{
    REAL(pwrite);
    return falls(is_output(fd)) ? -1 : real(fd, bytes, n, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
    REAL(pwrite64);
    return falls(is_output(fd)) ? -1 : real(fd, bytes, n, at);
}

int fsync(int fd)
{
    REAL(fsync);
    return falls(is_output(fd)) ? -1 : real(fd);
}

int ftruncate(int fd, off_t size)
{
    REAL(ftruncate);
    return falls(is_output(fd)) ? -1 : real(fd, size);
}

int ftruncate64(int fd, off64_t size)
{
    REAL(ftruncate64);
    return falls(is_output(fd)) ? -1 : real(fd, size);
}

int fallocate(int fd, int mode, off_t at, off_t size)
{
    REAL(fallocate);
    return falls(is_output(fd)) ? -1 : real(fd, mode, at, size);
}

/* The file is closed, as the system does it, and its writer told of the fault. */
int close(int fd)
{
    REAL(close);
    int fault = falls(is_output(fd)), error = errno, status = real(fd);
    errno = fault ? error : errno;
    return fault ? -1 : status;
}

int rename(const char *from, const char *to)
{
    REAL(rename);
    return falls(1) ? -1 : real(from, to);
}

/* A disk that cannot exchange names is another disk, not a fault. */
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    REAL(renameat2);
    return falls(1) ? -1 : real(from_folder, from, to_folder, to, flags);
}
