/* netcdf_read.h -- what readers of NetCDF files share; the library's lock is theirs. */
#ifndef NETCDF_READ_H
#define NETCDF_READ_H
#include "base/fail.h"
#include "netcdf_library.h"

/* Opens the file behind the descriptor for reading. [path] is for messages: libnetcdf takes
 * names for URLs, with fragments and parameters in brackets, and would open a connection; it
 * never sees a letter of the user's. 0, and the file's id in *file; or -1 with code 3. */
int netcdf_read_open(const struct netcdf_library *nc, const char *path, int fd, int *file, struct fail *f);

/* Values as they were read become what they stand for: packed ones are unpacked, and one
 * that is the fill value is NaN, so that a gap never looks like a number. */
void netcdf_read_unpack(const struct netcdf_library *nc, int file, int variable, double *values, long count);
#endif
