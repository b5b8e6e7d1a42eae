/* folder_lock.c -- one writer at a time in a folder of results. */
#include "folder_lock.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>
#include "clock.h"

enum {
    PAUSE = 5,                  /* milliseconds between two looks */
    PATIENCE = 2                /* seconds without a word */
};

/* The process that holds a lock, as the kernel lists it, or 0. */
static long find_holder(int fd)
{
    struct stat about;
    char line[256], wanted[64];
    long holder = 0;
    FILE *locks = fopen("/proc/locks", "re");
    if (!locks || fstat(fd, &about)) {
        if (locks)
            fclose(locks);
        return 0;
    }
    snprintf(wanted, sizeof wanted, " %02x:%02x:%llu ", major(about.st_dev), minor(about.st_dev),
             (unsigned long long)about.st_ino);
    while (!holder && fgets(line, sizeof line, locks)) {
        long pid;
        if (strstr(line, wanted) && sscanf(line, "%*s FLOCK %*s WRITE %ld", &pid) == 1 && pid > 0)
            holder = pid;
    }
    fclose(locks);
    return holder;
}

int folder_lock(struct folder_lock *l, const char *folder, const volatile sig_atomic_t *stop,
                void (*waits)(void *user, const char *folder, long holder), void *user, struct fail *f)
{
    const struct timespec moment = { 0, PAUSE*1000*1000 };
    double begun = clock_seconds();
    *l = (struct folder_lock){ .fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) };
    for (int told = 0; l->fd >= 0 && flock(l->fd, LOCK_EX | LOCK_NB); ) {
        int error = errno;
        if (error != EWOULDBLOCK && error != EINTR) {
            folder_unlock(l);
            l->error = error;
            return 0;
        }
        if (stop && *stop) {
            folder_unlock(l);
            return fail(f, EXIT_INTERRUPTED, "interrupted");
        }
        if (!told && clock_seconds() - begun > PATIENCE) {
            told = 1;
            if (waits)
                waits(user, folder, find_holder(l->fd));
        }
        nanosleep(&moment, NULL);
    }
    return 0;
}

void folder_unlock(struct folder_lock *l)
{
    if (l->fd >= 0)
        close(l->fd);
    l->fd = -1;
}
