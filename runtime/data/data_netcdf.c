/* data_netcdf.c -- a variable of a NetCDF file, through libnetcdf.
 *
 * Packed variables are unpacked; a value that is the fill value is read as NaN,
 * so that a gap never looks like a number.
 */
#include "data_formats.h"
#include "netcdf_library.h"
#include <dlfcn.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CALLS(X) X(open) X(close) X(strerror) X(inq_nvars) X(inq_var) X(inq_dimlen) \
                 X(get_var_double) X(get_att_double)

struct nc {
    struct {
#define POINTER(name) __typeof__(nc_##name) *name;
        CALLS(POINTER)
#undef POINTER
    } call;
    const char *path;           /* for messages only: see name_of */
    int file;
    struct fail *f;
};

static int find_calls(struct nc *nc, void *library)
{
    void *p;
#define FIND(name) \
    if (!(p = dlsym(library, "nc_" #name))) \
        return fail(nc->f, EXIT_SYSTEM, "cannot read %s: libnetcdf has no nc_" #name, nc->path); \
    memcpy(&nc->call.name, &p, sizeof p);
    CALLS(FIND)
#undef FIND
    return 0;
}

/* Reports a code of the library unless it is 0. */
static int check(const struct nc *nc, int code)
{
    return code ? fail(nc->f, EXIT_SYSTEM, "cannot read %s: %s", nc->path, nc->call.strerror(code)) : 0;
}

static int refuse_variable(const struct nc *nc, const char *wanted)
{
    char list[600] = "", name[NC_MAX_NAME + 1];
    size_t used = 0;
    int count = 0, rank, dims[NC_MAX_VAR_DIMS], atts;
    nc_type type;
    nc->call.inq_nvars(nc->file, &count);
    for (int i = 0; i < count && used + 50 < sizeof list; i++)
        if (nc->call.inq_var(nc->file, i, name, &type, &rank, dims, &atts) == 0)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%.40s", i ? ", " : "", name);
    if (wanted)
        return fail(nc->f, EXIT_MODEL, "%.200s has no variable '%.60s'; it has %s", nc->path, wanted,
                    count ? list : "none");
    if (count == 0)
        return fail(nc->f, EXIT_MODEL, "%.200s has no variables", nc->path);
    return fail(nc->f, EXIT_MODEL, "%.200s has %s; say which, as in %.200s:%.*s", nc->path, list,
                nc->path, (int)strcspn(list, ","), list);
}

struct nc_names {
    const struct nc *nc;
    char name[NC_MAX_NAME + 1];
};

static const char *variable_name(void *names, long i)
{
    struct nc_names *n = names;
    int rank, dims[NC_MAX_VAR_DIMS], atts;
    nc_type type;
    *n->name = '\0';
    n->nc->call.inq_var(n->nc->file, (int)i, n->name, &type, &rank, dims, &atts);
    return n->name;
}

static int find_variable(const struct nc *nc, const char *wanted, int *var)
{
    int count = 0;
    if (check(nc, nc->call.inq_nvars(nc->file, &count)))
        return -1;
    struct nc_names names = { .nc = nc };
    long found = wanted ? data_find_name(wanted, count, variable_name, &names) : count == 1 ? 0 : -1;
    *var = (int)found;
    if (found == -2)
        return fail(nc->f, EXIT_MODEL, "%.200s has several variables that end in '.%.60s'; write "
                    "the whole name", nc->path, wanted);
    return found < 0 ? refuse_variable(nc, wanted) : 0;
}

static int read_shape(const struct nc *nc, int var, struct data *out)
{
    char name[NC_MAX_NAME + 1];
    int rank, dims[NC_MAX_VAR_DIMS], atts;
    nc_type type;
    if (check(nc, nc->call.inq_var(nc->file, var, name, &type, &rank, dims, &atts)))
        return -1;
    if (type == NC_CHAR || type >= NC_STRING)
        return fail(nc->f, EXIT_MODEL, "%s: variable '%s' does not hold numbers", nc->path, name);
    if (rank > 4)
        return fail(nc->f, EXIT_MODEL, "%s: variable '%s' has more than 4 dimensions", nc->path, name);
    out->rank = rank;
    for (int d = 0; d < rank; d++) {
        size_t size;
        if (check(nc, nc->call.inq_dimlen(nc->file, dims[d], &size)))
            return -1;
        out->shape[d] = (long)size;
    }
    return 0;
}

static void unpack(const struct nc *nc, int var, struct data *out)
{
    double scale = 1, offset = 0, fill = NAN;
    nc->call.get_att_double(nc->file, var, "scale_factor", &scale);
    nc->call.get_att_double(nc->file, var, "add_offset", &offset);
    nc->call.get_att_double(nc->file, var, "_FillValue", &fill);
    for (long i = 0, n = data_count(out); i < n; i++) {
        double value = out->values[i];
        out->values[i] = value == fill ? NAN : scale == 1 && offset == 0 ? value : value * scale + offset;
    }
}

static int read_variable(const struct nc *nc, const char *wanted, struct data *out)
{
    int var;
    if (find_variable(nc, wanted, &var) || read_shape(nc, var, out)
        || data_allocate(nc->path, out, nc->f))
        return -1;
    if (check(nc, nc->call.get_var_double(nc->file, var, out->values))) {
        data_free(out);
        return -1;
    }
    unpack(nc, var, out);
    return 0;
}

/* libnetcdf takes names for URLs, with fragments and parameters in brackets, and
 * would open a connection. What it is handed is an absolute path without any
 * letter of the user's: that of the descriptor. Without /proc, the real path. */
static char *name_of(const char *path, int fd)
{
    char name[40];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    return access(name, R_OK) == 0 ? strdup(name) : realpath(path, NULL);
}

static int read_file(struct nc *nc, int fd, const char *variable, struct data *out)
{
    char *name = name_of(nc->path, fd);
    int bad = !name ? fail(nc->f, EXIT_SYSTEM, "cannot read %s: %s", nc->path, strerror(errno))
                    : check(nc, nc->call.open(name, NC_NOWRITE, &nc->file));
    free(name);
    if (bad)
        return -1;
    bad = read_variable(nc, variable, out);
    nc->call.close(nc->file);
    return bad;
}

int data_read_netcdf(const char *path, int fd, const char *variable, struct data *out,
                     struct fail *f)
{
    struct nc nc = { .path = path, .f = f };
    const struct netcdf_library *library = netcdf_lock();
    if (!library)
        return fail(f, EXIT_SYSTEM, "cannot read %s: %s", path, netcdf_refusal());
    int bad = find_calls(&nc, library->handle) || read_file(&nc, fd, variable, out);
    netcdf_unlock();
    return bad ? -1 : 0;
}
