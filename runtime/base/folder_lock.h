/* folder_lock.h -- one writer at a time in a folder of results.
 *
 * The lock is on the folder itself, so nothing stays behind, and ends with the
 * process whatever becomes of it. It is held while the files of a table get their
 * names, not while they are computed.
 */
#ifndef FOLDER_LOCK_H
#define FOLDER_LOCK_H
#include <signal.h>
#include "fail.h"

struct folder_lock {
    int fd;                     /* -1: not locked */
    int error;                  /* errno of why the file system knows no locks, or 0 */
};

/* Waits for the lock. Once it has waited for two seconds, [waits] is told with [user] who holds it (0:
 * not known). Where there are no locks (some network disks) it goes on without. 0, or -1
 * with code 130 when [stop] was raised; both may be NULL. */
int folder_lock(struct folder_lock *l, const char *folder, const volatile sig_atomic_t *stop,
                void (*waits)(void *user, const char *folder, long holder), void *user, struct fail *f);
void folder_unlock(struct folder_lock *l);
#endif
