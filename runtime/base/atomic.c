/* atomic.c -- files that are there whole or not at all.
 *
 * The temporary name is found with O_EXCL rather than by chance or a counter, so
 * that threads and processes writing the same table do not share one. Its writer
 * holds a lock on it: one whose lock is free belongs to a run that was killed, on
 * this machine or another, and the next run into the folder removes it.
 */
#include "atomic.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "utf8.h"

enum {
    NAME_TRIES = 1000,          /* temporary files of one process for one path */
    NAME_MOST = 255,            /* bytes of a name, of any file system in use */
    ENDING_MOST = 40,           /* bytes of .massc-PID-N.tmp */
    LINKS_MOST = 40,            /* one after the other, as for the system */
    OWN_S = 2,                  /* unlocked for so long: not this process', though it has its number */
    ORPHAN_S = 3600             /* ... no run's, whoever has its number now */
};

/* In the name of every temporary file, and of nobody else's. */
#define MARK ".massc-"

static int cannot_write(const struct atomic *a, int error, struct fail *f)
{
    return fail(f, EXIT_SYSTEM, "cannot write %s: %s", a->path, strerror(error));
}

static int is_disk_error(int error)
{
    return error == ENOSPC || error == EDQUOT || error == EIO || error == EFBIG;
}

static int is_folder(const char *path)
{
    struct stat s;
    int error = errno;
    int yes = stat(path, &s) == 0 && S_ISDIR(s.st_mode);
    errno = error;
    return yes;
}

/* Some network file systems refuse to create before they see that the folder exists. */
int atomic_folders(char *path, unsigned mode)
{
    for (char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        int failed = mkdir(path, mode) && errno != EEXIST && !is_folder(path);
        *at = '/';
        if (failed)
            return -1;
    }
    return 0;
}

/* ---- temporary files of runs that were killed ---- */

/* The process in NAME.massc-PID-N.tmp, or 0. */
static long owner(const char *name)
{
    const char *mark = NULL;
    long process;
    int number, used = 0;
    for (const char *at = name; (at = strstr(at, MARK)); at++)
        mark = at;
    if (!mark || sscanf(mark, MARK "%ld-%d.tmp%n", &process, &number, &used) != 2)
        return 0;
    return mark[used] == '\0' ? process : 0;      /* where the end is missing, [used] stays 0 */
}

/* Killed, though its parent has not taken notice. */
static int is_zombie(long process)
{
    char path[40], text[256], *end;
    snprintf(path, sizeof path, "/proc/%ld/stat", process);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? 0 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    text[n > 0 ? n : 0] = '\0';
    end = strrchr(text, ')');           /* of its name, which may hold any letter */
    return end && end[1] == ' ' && (end[2] == 'Z' || end[2] == 'X');
}

static int is_alive(long process)
{
    return !is_zombie(process)
        && (kill((pid_t)process, 0) == 0 || errno == EPERM);
}

/* A lock that cannot be had says nothing where the disk knows no locks. A process
 * that lives, also this one on another thread, may stand between making its file and
 * locking it, or have lent the lock to a library. */
static int is_orphan(int fd, long process)
{
    struct stat about;
    int old = process == (long)getpid() ? OWN_S : ORPHAN_S;
    return fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == geteuid()
        && flock(fd, LOCK_EX | LOCK_NB) == 0 && (!is_alive(process) || time(NULL) - about.st_mtime > old);
}

static void remove_orphan(int folder, const char *name)
{
    long process = owner(name);
    int fd = process <= 0 ? -1
           : openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return;
    if (is_orphan(fd, process))
        unlinkat(folder, name, 0);
    close(fd);
}

/* Removes what killed runs left in the folder of [target]. */
static void remove_orphans(const char *target)
{
    int error = errno;
    const char *slash = strrchr(target, '/');
    char *folder = strndup(target, (size_t)(slash - target) + 1);
    DIR *dir = folder ? opendir(folder) : NULL;
    for (struct dirent *e; dir && (e = readdir(dir)); )
        remove_orphan(dirfd(dir), e->d_name);
    if (dir)
        closedir(dir);
    free(folder);
    errno = error;
}

/* ---- opening ---- */

/* Opens a->target itself if it exists and cannot be replaced by renaming: 1 when
 * opened, 0 when it is to be replaced, -1 with errno. A FIFO with a name may have
 * nobody at its other end and is refused with ENXIO; a pipe without one, as behind
 * /dev/stdout, was given to us for writing. */
static int open_direct(struct atomic *a, int has_name)
{
    struct stat s;
    if (stat(a->target, &s) || S_ISREG(s.st_mode))
        return 0;
    if (S_ISSOCK(s.st_mode) || S_ISBLK(s.st_mode) || (S_ISFIFO(s.st_mode) && has_name)) {
        errno = ENXIO;
        return -1;
    }
    a->fd = open(a->target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return a->fd < 0 ? -1 : 1;
}

/* The lock on a new file. Taken by a run that looks for orphans, or removed by
 * it: the name is lost. A disk without locks has none to lose. */
static int keep(int fd)
{
    struct stat about;
    if (flock(fd, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK)
        return 0;
    return fstat(fd, &about) || about.st_nlink > 0;
}

/* A long name is cut, between two characters, to leave room for the ending. */
static char *temporary_name(const char *target, int n)
{
    const char *base = strrchr(target, '/') + 1;
    size_t length = utf8_cut(base, NAME_MOST - ENDING_MOST) + (size_t)(base - target);
    char *name = NULL;
    return asprintf(&name, "%.*s" MARK "%ld-%d.tmp", (int)length, target, (long)getpid(), n) < 0 ? NULL : name;
}

static int open_temporary(struct atomic *a)
{
    for (int n = 0; n < NAME_TRIES && (a->temporary = temporary_name(a->target, n)); n++) {
        a->fd = open(a->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (a->fd >= 0 && keep(a->fd))
            return 0;
        int error = a->fd >= 0 ? EEXIST : errno;
        if (a->fd >= 0)
            close(a->fd);
        a->fd = -1;
        free(a->temporary);     /* not ours: nothing to remove */
        a->temporary = NULL;
        errno = error;
        if (error != EEXIST)
            break;
    }
    return -1;
}

static void release(struct atomic *a)
{
    free(a->path);
    free(a->target);
    free(a->temporary);
    *a = (struct atomic){ .fd = -1 };
}

static int open_any(struct atomic *a, int has_name)
{
    if (!a->path || !a->target || atomic_folders(a->target, 0777))
        return -1;
    int direct = open_direct(a, has_name);
    if (direct)
        return direct;
    remove_orphans(a->target);
    return open_temporary(a);
}

/* Libraries take "http://x" for a URL. */
static void squeeze_slashes(char *path)
{
    char *to = path;
    for (const char *from = path; *from; from++)
        if (*from != '/' || to == path || to[-1] != '/')
            *to++ = *from;
    *to = '\0';
}

static char *absolute(const char *path)
{
    char *folder = *path == '/' ? strdup("") : getcwd(NULL, 0), *whole = NULL;
    if (!folder || asprintf(&whole, "%s/%s", folder, path) < 0)
        whole = NULL;
    free(folder);
    if (whole)
        squeeze_slashes(whole);
    return whole;
}

/* What a [path] without a real path means: a thing without a name, as a pipe behind
 * /dev/stdout, or a link's target where nothing is yet, which may be a link. */
static char *beyond_links(const char *path)
{
    struct stat s;
    char *at = absolute(path), to[PATH_MAX];
    if (!at || stat(path, &s) == 0)             /* no working folder: errno says so */
        return at;
    for (int n = 0; at && n < LINKS_MOST; n++) {
        char *next = NULL;
        ssize_t size = readlink(at, to, sizeof to - 1);
        if (size < 0)
            return at;
        to[size] = '\0';
        int folder = *to == '/' ? 0 : (int)(strrchr(at, '/') + 1 - at);
        if (asprintf(&next, "%.*s%s", folder, at, to) < 0)
            next = NULL;
        free(at);
        at = next;
    }
    free(at);
    errno = at ? ELOOP : ENOMEM;
    return NULL;
}

static void explain(const struct atomic *a, int error, struct fail *f)
{
    struct stat s;
    if (!a->path || (!a->target && error == ENOMEM))
        fail(f, EXIT_SYSTEM, "out of memory");
    else if (error == ENXIO && a->target && stat(a->target, &s) == 0 && !S_ISREG(s.st_mode))
        fail(f, EXIT_SYSTEM, "cannot write %s: a %s of that name is in the way", a->path,
             S_ISFIFO(s.st_mode) ? "FIFO" : S_ISSOCK(s.st_mode) ? "socket" : "device");
    else
        cannot_write(a, error, f);
}

/* Whether a path stands for a descriptor that nothing can be written to: opening the path would
 * find what lies behind it, and lose what is written. */
static int is_closed(const char *path)
{
    static const char *const names[] = { "/dev/stdin", "/dev/stdout", "/dev/stderr" };
    int fd = -1, used = 0;
    for (int i = 0; i < 3; i++)
        if (strcmp(path, names[i]) == 0)
            fd = i;
    if (fd < 0 && ((sscanf(path, "/dev/fd/%d%n", &fd, &used) != 1 && sscanf(path, "/proc/self/fd/%d%n", &fd, &used) != 1)
                   || path[used]))
        return 0;
    int flags = fcntl(fd, F_GETFL);
    return flags >= 0 && (flags & O_ACCMODE) == O_RDONLY;
}

int atomic_open(struct atomic *a, const char *path, struct fail *f)
{
    *a = (struct atomic){ .path = strdup(path), .target = realpath(path, NULL), .fd = -1 };
    int has_name = a->target != NULL;
    if (!a->target)
        a->target = beyond_links(path);
    if (is_closed(path))
        errno = EBADF;
    else if (open_any(a, has_name) >= 0)
        return 0;
    explain(a, errno, f);
    release(a);
    return -1;
}

/* Disks that make no file without a name get one whose name goes at once. */
static int open_nameless(struct atomic *a)
{
    char *slash = strrchr(a->target, '/');
    char *folder = strndup(a->target, (size_t)(slash - a->target) + 1);
    a->fd = folder ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
    int error = folder ? errno : ENOMEM;
    free(folder);
    if (a->fd >= 0)
        return 0;
    if (error != EOPNOTSUPP && error != EISDIR && error != ENOENT && error != EINVAL) {
        errno = error;
        return -1;
    }
    if (open_temporary(a))
        return -1;
    unlink(a->temporary);
    free(a->temporary);
    a->temporary = NULL;
    return 0;
}

int atomic_scratch(struct atomic *a, const char *path, struct fail *f)
{
    *a = (struct atomic){ .path = strdup(path), .target = absolute(path), .fd = -1 };
    if (a->path && a->target && atomic_folders(a->target, 0777) == 0 && open_nameless(a) == 0)
        return 0;
    explain(a, errno, f);
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

int atomic_write_at(struct atomic *a, const void *bytes, size_t n, long long at, struct fail *f)
{
    for (const char *from = bytes; n; ) {
        ssize_t done = pwrite(a->fd, from, n, (off_t)at);
        if (done < 0 && errno != EINTR)
            return cannot_write(a, errno, f);
        if (done > 0) {
            from += done;
            at += done;
            n -= (size_t)done;
        }
    }
    return 0;
}

int atomic_read_at(const struct atomic *a, void *bytes, size_t n, long long at, struct fail *f)
{
    for (char *to = bytes; n; ) {
        ssize_t done = pread(a->fd, to, n, (off_t)at);
        if (done == 0 || (done < 0 && errno != EINTR))
            return fail(f, EXIT_SYSTEM, "cannot read what was written for %s: %s", a->path,
                        done ? strerror(errno) : "the file is cut short");
        if (done > 0) {
            to += done;
            at += done;
            n -= (size_t)done;
        }
    }
    return 0;
}

int atomic_reserve(struct atomic *a, long long bytes, struct fail *f)
{
    if (bytes > 0 && fallocate(a->fd, FALLOC_FL_KEEP_SIZE, 0, (off_t)bytes) && is_disk_error(errno))
        return cannot_write(a, errno, f);
    return 0;
}

void atomic_relock(struct atomic *a)
{
    flock(a->fd, LOCK_EX | LOCK_NB);
}

static int close_file(struct atomic *a, struct fail *f)
{
    int fd = a->fd;
    a->fd = -1;
    if (fd >= 0 && close(fd) && errno != EINTR)
        return cannot_write(a, errno, f);
    return 0;
}

/* Where the folder was moved meanwhile the file went with it. */
static void remove_temporary(const struct atomic *a, int fd)
{
    char link[40], path[PATH_MAX];
    if (!a->temporary || unlink(a->temporary) == 0 || fd < 0)
        return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    path[n > 0 ? n : 0] = '\0';
    if (strstr(path, MARK))
        unlink(path);
}

void atomic_abandon(struct atomic *a)
{
    remove_temporary(a, a->fd);
    if (a->fd >= 0)
        close(a->fd);
    release(a);
}

/* ---- names ---- */

/* Closing tells of a full quota on network disks; the lock goes on. */
static int finish(struct atomic *a, struct fail *f)
{
    int lock = a->fd >= 0 && a->temporary ? fcntl(a->fd, F_DUPFD_CLOEXEC, 0) : -1;
    int status = close_file(a, f);
    a->fd = lock;
    return status;
}

static int exchange(const struct atomic *a)
{
    return renameat2(AT_FDCWD, a->temporary, AT_FDCWD, a->target, RENAME_EXCHANGE);
}

/* The file that was there is kept under the temporary name, where the file system can: a
 * disk that fails is not one that exchanges no names. */
static int put(struct atomic *a, struct fail *f)
{
    if (!a->temporary)
        return 0;
    errno = 0;
    a->has_old = !is_folder(a->target) && exchange(a) == 0;
    if (!a->has_old && is_disk_error(errno))
        return cannot_write(a, errno, f);
    return a->has_old || rename(a->temporary, a->target) == 0 ? 0 : cannot_write(a, errno, f);
}

static void take_back(struct atomic *a)
{
    if (!a->has_old)
        unlink(a->target);
    else if (exchange(a))
        return;                 /* the old file stays, with the temporary name */
    atomic_abandon(a);
}

static void settle(struct atomic *a)
{
    if (a->has_old)
        unlink(a->temporary);
    if (a->fd >= 0)
        close(a->fd);
    release(a);
}

static int has_room(struct atomic_group *g, struct fail *f)
{
    if (g->count < g->room)
        return 1;
    int room = g->room ? 2*g->room : 8;
    struct atomic *files = realloc(g->files, (size_t)room*sizeof *files);
    if (!files)
        return fail_memory(f, NULL), 0;
    g->files = files;
    g->room = room;
    return 1;
}

int atomic_add(struct atomic_group *g, struct atomic *a, struct fail *f)
{
    if (!has_room(g, f) || finish(a, f)) {
        atomic_abandon(a);
        return -1;
    }
    g->files[g->count++] = *a;
    *a = (struct atomic){ .fd = -1 };
    return 0;
}

int atomic_group_commit(struct atomic_group *g, struct fail *f)
{
    int done = 0;
    while (done < g->count && put(&g->files[done], f) == 0)
        done++;
    if (done < g->count) {
        while (done-- > 0)
            take_back(&g->files[done]);
        atomic_group_abandon(g);
        return -1;
    }
    for (int i = 0; i < g->count; i++)
        settle(&g->files[i]);
    free(g->files);
    *g = (struct atomic_group){ .count = 0 };
    return 0;
}

void atomic_group_abandon(struct atomic_group *g)
{
    for (int i = 0; i < g->count; i++)
        atomic_abandon(&g->files[i]);
    free(g->files);
    *g = (struct atomic_group){ .count = 0 };
}

int atomic_commit(struct atomic *a, struct fail *f)
{
    struct atomic_group alone = { .count = 0 };
    return atomic_add(&alone, a, f) ? -1 : atomic_group_commit(&alone, f);
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
    return is_disk_error(error) ? error : 0;
}
