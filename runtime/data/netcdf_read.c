/* netcdf_read.c -- opening and unpacking for readers of NetCDF files. */
#include "netcdf_read.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An absolute path: that of the descriptor. Without /proc, the real path. */
static char *name_of(const char *path, int fd)
{
    char name[40];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    return access(name, R_OK) == 0 ? strdup(name) : realpath(path, NULL);
}

int netcdf_read_open(const struct netcdf_library *nc, const char *path, int fd, int *file, struct fail *f)
{
    char *name = name_of(path, fd);
    if (!name)
        return fail(f, EXIT_SYSTEM, "cannot read %s: %s", path, strerror(errno));
    int status = nc->open(name, NC_NOWRITE, file);
    free(name);
    return status ? fail(f, EXIT_SYSTEM, "cannot read %s: %s%s", path, nc->strerror(status), status == NC_EHDFERR
                         ? "; the file is not whole: cut short, damaged or still being written" : "") : 0;
}

void netcdf_read_unpack(const struct netcdf_library *nc, int file, int variable, double *values, long count)
{
    double scale = 1, offset = 0, fill = NAN;
    nc->get_att_double(file, variable, "scale_factor", &scale);
    nc->get_att_double(file, variable, "add_offset", &offset);
    nc->get_att_double(file, variable, "_FillValue", &fill);
    for (long i = 0; i < count; i++) {
        double value = values[i];
        values[i] = value == fill ? NAN : scale == 1 && offset == 0 ? value : value*scale + offset;
    }
}
