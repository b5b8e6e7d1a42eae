/* atomic.h -- files that are there whole or not at all.
 *
 * What is written goes to PATH.massc-PID-N.tmp in the same folder (PATH is cut where
 * the name would be too long), which a commit renames to PATH; there is no fsync, so a
 * power cut is not covered. A path that exists and is no regular file (/dev/stdout,
 * /dev/null) is written directly, but a FIFO with a name, a socket or a disk is
 * refused; a symbolic link is followed, also to where nothing is yet. Errors are EXIT_SYSTEM and read "cannot write
 * PATH: No space left on device"; a full disk is noticed at the write or at the close,
 * whichever the file system reports it at.
 */
#ifndef ATOMIC_H
#define ATOMIC_H
#include <stddef.h>
#include "fail.h"

/* Set by atomic_open or atomic_scratch, which own nothing where they fail; whoever commits,
 * abandons or adds it to a group frees all of it. */
struct atomic {
    char *path;             /* as asked for, named in messages */
    char *target;           /* what is renamed over: absolute, links followed */
    char *temporary;        /* what is written; NULL: target itself, directly */
    int fd;                 /* -1 when closed */
    int has_old;            /* while a group is committed: the old file is called temporary */
};

/* Files that get their names together. */
struct atomic_group {
    struct atomic *files;   /* in the order in which atomic_add took them; NULL while empty */
    int count, room;        /* of these; all 0 is a group of none */
};

/* Creates the folder with its parents and an empty temporary file, locked as long
 * as it is open. Removes those that killed runs left there. These and all below that take [f]:
 * 0, or -1 with code 3. */
int atomic_open(struct atomic *a, const char *path, struct fail *f);
int atomic_write(struct atomic *a, const void *bytes, size_t n, struct fail *f);
/* An empty file without a name in the folder of [path], for what is read again before the
 * end; nothing of it is left, however the program ends. A group does not take it. */
int atomic_scratch(struct atomic *a, const char *path, struct fail *f);
/* At a place of a regular file. Reading more than there is is an error. */
int atomic_write_at(struct atomic *a, const void *bytes, size_t n, long long at, struct fail *f);
int atomic_read_at(const struct atomic *a, void *bytes, size_t n, long long at, struct fail *f);
/* Asks the disk for the room of so many bytes. File systems that cannot promise it say
 * so, and are believed until they fail. */
int atomic_reserve(struct atomic *a, long long bytes, struct fail *f);
/* Takes the lock on the temporary file again, after somebody else may have had it. */
void atomic_relock(struct atomic *a);
/* Closes and renames; on failure the temporary file is removed. Frees. */
int atomic_commit(struct atomic *a, struct fail *f);
/* Closes, removes the temporary file, frees; harmless when called again. */
void atomic_abandon(struct atomic *a);

/* Closes a file that is complete and hands it to [g]; on failure it is abandoned. What a
 * group holds is the group's: a commit or an abandon frees it. */
int atomic_add(struct atomic_group *g, struct atomic *a, struct fail *f);
/* All files get their names, or what was there under them is there again: on every
 * file system that can exchange two names (else older files are gone then). */
int atomic_group_commit(struct atomic_group *g, struct fail *f);
/* Removes the temporary files, frees; harmless when called again. */
void atomic_group_abandon(struct atomic_group *g);

/* Creates the folders that [path] lies in; [path] is changed in between. -1: errno says why. */
int atomic_folders(char *path, unsigned mode);
/* Asks the disk for a little more room behind the temporary file: 0, or the errno
 * of why there is none. For writers that fail without saying why. */
int atomic_disk_error(const struct atomic *a);
#endif
