/* netcdf_file.h -- where libnetcdf puts a file that is written.
 *
 * libnetcdf does not survive a last write or a close that fails, and takes names
 * for URLs. So a file of up to NETCDF_IN_MEMORY bytes of data is built in memory
 * and written by us. A larger one goes through libnetcdf to the temporary file,
 * under a name without any letter of the user's; what the disk refuses is found
 * out before libnetcdf closes it.
 */
#ifndef NETCDF_FILE_H
#define NETCDF_FILE_H
#include "base/atomic.h"
#include "data/netcdf_library.h"

enum { NETCDF_IN_MEMORY = 4 << 20 };

struct netcdf_file {
    const struct netcdf_library *nc;
    struct atomic atomic;
    int id;                 /* for calls of libnetcdf */
    int is_open, in_memory;
    int has_failed;         /* libnetcdf is not asked to close it any more */
};

/* Creates the file at [path] for [bytes] of data, whose place on the disk is asked
 * for now. On failure netcdf_file_abandon still has to follow. The caller holds the
 * lock of the library in all of these. */
int netcdf_file_open(struct netcdf_file *file, const char *path, size_t bytes,
                     const struct netcdf_library *nc, struct fail *f);

/* 0 when libnetcdf was content; else says what the system did, or what it said. */
int netcdf_file_check(struct netcdf_file *file, int status, struct fail *f);

/* Writes what is left and renames; failing or not, abandon has to follow. */
int netcdf_file_commit(struct netcdf_file *file, struct atomic_group *g, struct fail *f);
/* Closes, and removes the temporary file unless it was committed. */
void netcdf_file_abandon(struct netcdf_file *file);
#endif
