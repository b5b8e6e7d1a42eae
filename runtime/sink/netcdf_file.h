/* netcdf_file.h -- where libnetcdf puts a file that is written.
 *
 * libnetcdf does not survive a last write or a close that fails, and takes names
 * for URLs. So a file of up to NETCDF_IN_MEMORY bytes of data is built in memory
 * and written by us. A larger one goes through libnetcdf to the temporary file,
 * under a name without any letter of the user's, in a process of its own
 * (contained.h), whose death is an error.
 */
#ifndef NETCDF_FILE_H
#define NETCDF_FILE_H
#include "base/atomic.h"
#include "data/netcdf_library.h"

enum { NETCDF_IN_MEMORY = 4 << 20 };

struct netcdf_file {        /* set by netcdf_file_open */
    const struct netcdf_library *nc;
    struct atomic *atomic;  /* the caller's, open */
    int id;                 /* for calls of libnetcdf */
    int is_open, in_memory; /* libnetcdf has it to close; it is an image, not yet in [atomic] */
    int has_failed;         /* libnetcdf is not asked to close it any more */
};

/* Creates the file for [bytes] of data, in memory or straight in [atomic], whose place on
 * the disk is asked for now. On failure netcdf_file_abandon still has to follow. The caller
 * holds the lock of the library in all of these. */
int netcdf_file_open(struct netcdf_file *file, struct atomic *atomic, int in_memory, size_t bytes,
                     const struct netcdf_library *nc, struct fail *f);
/* Whether it is able to build a file in memory. */
int netcdf_file_has_images(const struct netcdf_library *nc);

/* 0 when libnetcdf was content; else says what the system did, or what it said. */
int netcdf_file_check(struct netcdf_file *file, int status, struct fail *f);

/* Writes what is left, and closes; failing or not, abandon has to follow. */
int netcdf_file_finish(struct netcdf_file *file, struct fail *f);
/* Closes what is open still; the file is the caller's. */
void netcdf_file_abandon(struct netcdf_file *file);
#endif
