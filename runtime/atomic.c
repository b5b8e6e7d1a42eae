/* atomic.c -- files that are there whole or not at all.
 *
 * The temporary name is found with O_EXCL rather than by chance or a counter, so
 * that threads and processes writing the same table do not share one.
 */
#include "atomic.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_TRIES = 1000 };     /* temporary files of one process for one path */

static int cannot_write(const struct atomic *a, int error, struct fail *f)
{
    return fail(f, FAIL_SYSTEM, "cannot write %s: %s", a->path, strerror(error));
}

static int is_folder(const char *path)
{
    struct stat s;
    int error = errno;
    int yes = stat(path, &s) == 0 && S_ISDIR(s.st_mode);
    errno = error;
    return yes;
}

/* Creates the folders [path] lies in; [path] is changed in between. Some network
 * file systems refuse to create before they see that the folder exists. */
static int make_folders(char *path)
{
    for (char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        int failed = mkdir(path, 0777) && errno != EEXIST && !is_folder(path);
        *at = '/';
        if (failed)
            return -1;
    }
    return 0;
}

/* Opens a->target itself if it exists and cannot be replaced by renaming:
 * 1 when opened, 0 when it is to be replaced, -1 with errno. */
static int open_direct(struct atomic *a)
{
    struct stat s;
    if (stat(a->target, &s) || S_ISREG(s.st_mode))
        return 0;
    a->fd = open(a->target, O_WRONLY | O_CLOEXEC);
    return a->fd < 0 ? -1 : 1;
}

static int open_temporary(struct atomic *a)
{
    size_t size = strlen(a->target) + 40;
    a->temporary = malloc(size);
    if (!a->temporary)
        return -1;
    for (int n = 0; n < NAME_TRIES; n++) {
        snprintf(a->temporary, size, "%s.%ld-%d.tmp", a->target, (long)getpid(), n);
        a->fd = open(a->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (a->fd >= 0)
            return 0;
        if (errno != EEXIST)
            break;
    }
    free(a->temporary);         /* not ours: nothing to remove */
    a->temporary = NULL;
    return -1;
}

static void release(struct atomic *a)
{
    free(a->path);
    free(a->target);
    free(a->temporary);
    *a = (struct atomic){ .fd = -1 };
}

static int open_any(struct atomic *a)
{
    if (!a->path || !a->target || make_folders(a->target))
        return -1;
    int direct = open_direct(a);
    return direct ? direct : open_temporary(a);
}

int atomic_open(struct atomic *a, const char *path, struct fail *f)
{
    *a = (struct atomic){ .path = strdup(path), .target = realpath(path, NULL), .fd = -1 };
    if (!a->target)
        a->target = strdup(path);
    if (open_any(a) >= 0)
        return 0;
    int error = errno;
    if (a->path)
        cannot_write(a, error, f);
    else
        fail(f, FAIL_SYSTEM, "out of memory");
    release(a);
    return -1;
}

int atomic_write(struct atomic *a, const void *bytes, size_t n, struct fail *f)
{
    for (const char *at = bytes; n; ) {
        ssize_t done = write(a->fd, at, n);
        if (done < 0 && errno != EINTR)
            return cannot_write(a, errno, f);
        if (done > 0) {
            at += done;
            n -= (size_t)done;
        }
    }
    return 0;
}

int atomic_close(struct atomic *a, struct fail *f)
{
    int fd = a->fd;
    a->fd = -1;
    if (fd >= 0 && close(fd) && errno != EINTR)
        return cannot_write(a, errno, f);
    return 0;
}

int atomic_commit(struct atomic *a, struct fail *f)
{
    int status = atomic_close(a, f);
    if (!status && a->temporary && rename(a->temporary, a->target))
        status = cannot_write(a, errno, f);
    if (status)
        atomic_abandon(a);
    else
        release(a);
    return status;
}

void atomic_abandon(struct atomic *a)
{
    if (a->fd >= 0)
        close(a->fd);
    if (a->temporary)
        unlink(a->temporary);
    release(a);
}

int atomic_disk_error(const struct atomic *a)
{
    enum { LITTLE = 1 << 16 };
    struct stat now;
    int fd = a->temporary ? open(a->temporary, O_WRONLY | O_CLOEXEC) : -1, error = 0;
    if (fd < 0)
        return 0;
    if (fstat(fd, &now) == 0 && fallocate(fd, FALLOC_FL_KEEP_SIZE, now.st_size, LITTLE))
        error = errno;
    close(fd);
    return error == ENOSPC || error == EDQUOT || error == EIO || error == EFBIG ? error : 0;
}
