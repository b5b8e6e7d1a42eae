/* regular.c -- opens what is to be read, if it is a regular file.
 *
 * The kind is asked before opening, since opening a device may do things, and of
 * the descriptor again, since the name may have changed hands in between.
 */
#include "regular.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* What a file that is not regular is called. */
static const char *refusal(const struct stat *about)
{
    switch (about->st_mode & S_IFMT) {
    case S_IFDIR:  return "it is a directory";
    case S_IFIFO:  return "it is a FIFO, not a regular file";
    case S_IFSOCK: return "it is a socket, not a regular file";
    default:       return "it is a device, not a regular file";
    }
}

static int refuse(const char **why, const char *reason)
{
    *why = reason;
    return -1;
}

int regular_open(const char *path, struct stat *about, const char **why)
{
    if (stat(path, about))
        return refuse(why, strerror(errno));
    if (!S_ISREG(about->st_mode)) {
        errno = 0;
        return refuse(why, refusal(about));
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return refuse(why, strerror(errno));
    if (fstat(fd, about) == 0 && S_ISREG(about->st_mode))
        return fd;
    close(fd);
    errno = 0;
    return refuse(why, refusal(about));
}
