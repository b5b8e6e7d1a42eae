/* data_netcdf.c -- a variable of a NetCDF file, through libnetcdf.
 *
 * Packed variables are unpacked; a value that is the fill value is read as NaN,
 * so that a gap never looks like a number.
 */
#include "data_formats.h"
#include "netcdf_read.h"
#include <stdio.h>
#include <string.h>

struct nc {
    const struct netcdf_library *call;
    const char *path;           /* for messages only: see netcdf_read.h */
    int file;
    struct fail *f;
};

/* Reports a code of the library unless it is 0. */
static int check(const struct nc *nc, int code)
{
    return code ? fail(nc->f, EXIT_SYSTEM, "cannot read %s: %s", nc->path, nc->call->strerror(code)) : 0;
}

static int refuse_variable(const struct nc *nc, const char *wanted)
{
    char list[600] = "", name[NC_MAX_NAME + 1];
    size_t used = 0;
    int count = 0, rank, dims[NC_MAX_VAR_DIMS], atts;
    nc_type type;
    nc->call->inq_nvars(nc->file, &count);
    for (int i = 0; i < count && used + 50 < sizeof list; i++)
        if (nc->call->inq_var(nc->file, i, name, &type, &rank, dims, &atts) == 0)
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
    char *name;                 /* of the variable that was looked at last: room for NC_MAX_NAME letters */
};

static const char *variable_name(const void *names, long i)
{
    const struct nc_names *n = names;
    int rank, dims[NC_MAX_VAR_DIMS], atts;
    nc_type type;
    *n->name = '\0';
    n->nc->call->inq_var(n->nc->file, (int)i, n->name, &type, &rank, dims, &atts);
    return n->name;
}

static int find_variable(const struct nc *nc, const char *wanted, int *var)
{
    int count = 0;
    if (check(nc, nc->call->inq_nvars(nc->file, &count)))
        return -1;
    char name[NC_MAX_NAME + 1];
    struct nc_names names = { nc, name };
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
    if (check(nc, nc->call->inq_var(nc->file, var, name, &type, &rank, dims, &atts)))
        return -1;
    if (type == NC_CHAR || type >= NC_STRING)
        return fail(nc->f, EXIT_MODEL, "%s: variable '%s' does not hold numbers", nc->path, name);
    if (rank > 4)
        return fail(nc->f, EXIT_MODEL, "%s: variable '%s' has more than 4 dimensions", nc->path, name);
    out->rank = rank;
    for (int d = 0; d < rank; d++) {
        size_t size;
        char unused[NC_MAX_NAME + 1];
        if (check(nc, nc->call->inq_dim(nc->file, dims[d], unused, &size)))
            return -1;
        out->shape[d] = (long)size;
    }
    return 0;
}

static int read_variable(const struct nc *nc, const char *wanted, struct data *out)
{
    int var;
    if (find_variable(nc, wanted, &var) || read_shape(nc, var, out)
        || data_allocate(nc->path, out, nc->f))
        return -1;
    const size_t first[4] = { 0 };
    size_t count[4];
    for (int d = 0; d < out->rank; d++)
        count[d] = (size_t)out->shape[d];
    if (check(nc, nc->call->get_vara_double(nc->file, var, first, count, out->values))) {
        data_free(out);
        return -1;
    }
    netcdf_read_unpack(nc->call, nc->file, var, out->values, data_count(out));
    return 0;
}

static int read_file(struct nc *nc, int fd, const char *variable, struct data *out)
{
    if (netcdf_read_open(nc->call, nc->path, fd, &nc->file, nc->f) < 0)
        return -1;
    int bad = read_variable(nc, variable, out);
    nc->call->close(nc->file);
    return bad;
}

int data_read_netcdf(const char *path, int fd, const char *variable, struct data *out,
                     struct fail *f)
{
    struct nc nc = { .call = netcdf_lock(), .path = path, .f = f };
    if (!nc.call)
        return fail(f, EXIT_SYSTEM, "cannot read %s: %s", path, netcdf_refusal());
    int bad = read_file(&nc, fd, variable, out);
    netcdf_unlock();
    return bad ? -1 : 0;
}
