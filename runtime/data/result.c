/* result.c -- a NetCDF result: what it describes, and pieces of what it holds. */
#include "result.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/number.h"
#include "base/text.h"
#include "data_formats.h"
#include "netcdf_read.h"
#include "space/regular.h"

enum {
    TEXT_MOST = 1 << 22,        /* bytes of an attribute */
    NUMBERS_MOST = 64           /* of an attribute; more are no setting */
};

/* While a file is being described. */
struct result_reader {
    const struct netcdf_library *nc;
    struct result *r;
    struct arena *arena;
    struct fail *f;
};

static int check(const struct result_reader *d, int status)
{
    return status ? fail(d->f, EXIT_SYSTEM, "cannot read %s: %s", d->r->path, d->nc->strerror(status)) : 0;
}

/* ---- attributes ---- */

static int is_number(nc_type type)
{
    return type != NC_CHAR && type < NC_STRING;
}

static int read_characters(struct result_reader *d, int var, const char *name, size_t length, const char **text)
{
    char *copy = arena_alloc(d->arena, length + 1);
    *text = copy;
    return check(d, d->nc->get_att_text(d->r->file, var, name, copy));
}

static int read_string(struct result_reader *d, int var, const char *name, const char **text)
{
    char *one[1] = { NULL };
    if (check(d, d->nc->get_att_string(d->r->file, var, name, one)) < 0)
        return -1;
    *text = one[0] ? arena_copy(d->arena, one[0], strlen(one[0])) : "";
    d->nc->free_string(1, one);
    return 0;
}

static int read_numbers(struct result_reader *d, int var, const char *name, nc_type type, size_t length, const char **text)
{
    double values[NUMBERS_MOST];
    char number[NUMBER_SHORTEST];
    if (check(d, d->nc->get_att_double(d->r->file, var, name, values)) < 0)
        return -1;
    *text = "";
    for (size_t i = 0; i < length; i++)
        *text = arena_print(d->arena, "%s%s%s", *text, i ? ", " : "", number_shortest(number, values[i], type == NC_FLOAT));
    return 0;
}

/* What is neither a text nor a few numbers is passed over. */
static int read_attribute(struct result_reader *d, int var, int i, struct result_attribute *out)
{
    char name[NC_MAX_NAME + 1];
    nc_type type;
    size_t length;
    if (check(d, d->nc->inq_attname(d->r->file, var, i, name))
        || check(d, d->nc->inq_att(d->r->file, var, name, &type, &length)))
        return -1;
    *out = (struct result_attribute){ arena_copy(d->arena, name, strlen(name)), "" };
    if (type == NC_CHAR && length <= TEXT_MOST)
        return read_characters(d, var, name, length, &out->text);
    if (type == NC_STRING && length == 1)
        return read_string(d, var, name, &out->text);
    if (is_number(type) && length <= NUMBERS_MOST)
        return read_numbers(d, var, name, type, length, &out->text);
    return 0;
}

static int read_attributes(struct result_reader *d, int var, int count, const struct result_attribute **out)
{
    struct result_attribute *list = ARENA_ARRAY(d->arena, struct result_attribute, count + 1);
    *out = list;
    for (int i = 0; i < count; i++)
        if (read_attribute(d, var, i, &list[i]) < 0)
            return -1;
    return 0;
}

static const char *text_of(const struct result_attribute *list, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(list[i].name, name) == 0)
            return list[i].text;
    return NULL;
}

const char *result_about(const struct result *r, const char *name)
{
    return text_of(r->attributes, r->attribute_count, name);
}

const char *result_about_variable(const struct result *r, int variable, const char *name)
{
    return text_of(r->variables[variable].attributes, r->variables[variable].attribute_count, name);
}

/* ---- dimensions and variables ---- */

static int read_dims(struct result_reader *d, int *ids)
{
    struct result *r = d->r;
    r->dims = ARENA_ARRAY(d->arena, struct result_dim, r->dim_count + 1);
    for (int i = 0; i < r->dim_count; i++) {
        char name[NC_MAX_NAME + 1];
        size_t size;
        if (check(d, d->nc->inq_dim(r->file, ids[i], name, &size)))
            return -1;
        r->dims[i] = (struct result_dim){ arena_copy(d->arena, name, strlen(name)), (long)size, -1 };
    }
    return 0;
}

static enum result_type type_of(nc_type type)
{
    return type == NC_FLOAT || type == NC_DOUBLE ? RESULT_REAL
         : type == NC_STRING ? RESULT_TEXT : is_number(type) ? RESULT_INTEGER : RESULT_OTHER;
}

/* Files without strings hold texts as rows of so many characters: those along a dimension, or, where it has the
 * name of the variable, one each. */
static void take_characters(struct result_reader *d, const int *ids, const int *dims, struct result_variable *v)
{
    int last = 0, one = v->rank == 1;
    while (v->rank && last + 1 < d->r->dim_count && ids[last] != dims[v->rank - 1])
        last++;
    if (v->rank == 0 || (one && strcmp(v->name, d->r->dims[last].name) != 0))
        return;
    v->type = RESULT_TEXT;
    v->characters = one ? 1 : d->r->dims[last].size;
    v->rank -= !one;
}

/* [ids]: of the file's dimensions, in the order of r->dims. */
static int read_variable(struct result_reader *d, const int *ids, int var, struct result_variable *v)
{
    const struct result *r = d->r;
    char name[NC_MAX_NAME + 1];
    int dims[NC_MAX_VAR_DIMS];
    nc_type type;
    if (check(d, d->nc->inq_var(r->file, var, name, &type, &v->rank, dims, &v->attribute_count)))
        return -1;
    v->name = arena_copy(d->arena, name, strlen(name));
    v->type = v->rank > RESULT_RANK ? RESULT_OTHER : type_of(type);
    v->single = type == NC_FLOAT;
    if (type == NC_CHAR && v->rank <= RESULT_RANK)
        take_characters(d, ids, dims, v);
    for (int k = 0; k < v->rank && k < RESULT_RANK; k++)
        while (v->dims[k] + 1 < r->dim_count && ids[v->dims[k]] != dims[k])
            v->dims[k]++;
    if (read_attributes(d, var, v->attribute_count, &v->attributes) < 0)
        return -1;
    v->is_whole = v->type == RESULT_INTEGER && !text_of(v->attributes, v->attribute_count, "scale_factor")
               && !text_of(v->attributes, v->attribute_count, "add_offset");
    v->is_unsigned = type == NC_UINT64;
    v->unit = text_of(v->attributes, v->attribute_count, "units");
    v->doc = text_of(v->attributes, v->attribute_count, "long_name");
    v->coordinates = text_of(v->attributes, v->attribute_count, "coordinates");
    return 0;
}

static void find_coordinates(struct result *r)
{
    for (int i = 0; i < r->variable_count; i++) {
        const struct result_variable *v = &r->variables[i];
        if (v->rank == 1 && strcmp(v->name, r->dims[v->dims[0]].name) == 0)
            r->dims[v->dims[0]].coordinate = i;
    }
}

static int describe(struct result_reader *d)
{
    struct result *r = d->r;
    if (check(d, d->nc->inq_dimids(r->file, &r->dim_count, NULL, 0))
        || check(d, d->nc->inq_nvars(r->file, &r->variable_count))
        || check(d, d->nc->inq_natts(r->file, &r->attribute_count)))
        return -1;
    int *ids = ARENA_ARRAY(d->arena, int, r->dim_count + 1);
    r->variables = ARENA_ARRAY(d->arena, struct result_variable, r->variable_count + 1);
    if (check(d, d->nc->inq_dimids(r->file, &r->dim_count, ids, 0)) || read_dims(d, ids))
        return -1;
    for (int i = 0; i < r->variable_count; i++)
        if (read_variable(d, ids, i, &r->variables[i]) < 0)
            return -1;
    find_coordinates(r);
    return read_attributes(d, NC_GLOBAL, r->attribute_count, &r->attributes);
}

/* ---- opening ---- */

int result_open(struct result *r, const char *path, struct arena *a, struct fail *f)
{
    struct stat about;
    const char *why;
    *r = (struct result){ .path = path, .fd = regular_open(path, &about, &why) };
    if (r->fd < 0)
        return fail(f, EXIT_SYSTEM, "cannot read %s: %s", path, why);
    struct result_reader d = { netcdf_lock(), r, a, f };
    if (!d.nc) {
        close(r->fd);
        r->fd = -1;
        return fail(f, EXIT_SYSTEM, "cannot read %s: %s", path, netcdf_refusal());
    }
    int bad = netcdf_read_open(d.nc, path, r->fd, &r->file, f);
    if (!bad && (bad = describe(&d)))
        d.nc->close(r->file);
    netcdf_unlock();
    if (bad) {
        close(r->fd);
        r->fd = -1;
    }
    return bad;
}

void result_close(struct result *r)
{
    if (r->fd < 0)
        return;
    const struct netcdf_library *nc = netcdf_lock();
    nc->close(r->file);
    netcdf_unlock();
    close(r->fd);
    r->fd = -1;
}

/* ---- looking ---- */

static const char *variable_name(const void *result, long i)
{
    return ((const struct result *)result)->variables[i].name;
}

int result_find(const struct result *r, const char *name)
{
    return (int)data_find_name(name, r->variable_count, variable_name, r);
}

long result_count(const struct result *r, int variable)
{
    const struct result_variable *v = &r->variables[variable];
    long count = 1;
    for (int k = 0; k < v->rank; k++)
        count *= r->dims[v->dims[k]].size;
    return count;
}

/* ---- values ---- */

int result_read(const struct result *r, int variable, const long *first, const long *count, double *out,
                struct fail *f)
{
    const struct result_variable *v = &r->variables[variable];
    size_t start[RESULT_RANK], size[RESULT_RANK];
    long values = 1;
    for (int k = 0; k < v->rank; k++) {
        start[k] = (size_t)first[k];
        size[k] = (size_t)count[k];
        values *= count[k];
    }
    const struct netcdf_library *nc = netcdf_lock();
    int status = nc->get_vara_double(r->file, variable, start, size, out);
    if (!status)
        netcdf_read_unpack(nc, r->file, variable, out, values);
    netcdf_unlock();
    return status ? fail(f, EXIT_SYSTEM, "cannot read %s of %s: %s", v->name, r->path, nc->strerror(status)) : 0;
}

/* A row of characters without what fills it up. */
static const char *trimmed(struct arena *a, const char *row, size_t n)
{
    n = strnlen(row, n);
    while (n && row[n - 1] == ' ')
        n--;
    return arena_copy(a, row, n);
}

static int read_text(const struct netcdf_library *nc, const struct result *r, int variable, size_t i, char *row, struct arena *a,
                     const char **out)
{
    const struct result_variable *v = &r->variables[variable];
    const size_t start[] = { i, 0 }, size[] = { 1, (size_t)v->characters };
    char *got = NULL;
    int status = v->characters ? nc->get_vara_text(r->file, variable, start, size, row)
                               : nc->get_vara_string(r->file, variable, start, size, &got);
    *out = status ? "" : v->characters ? trimmed(a, row, (size_t)v->characters) : got ? arena_copy(a, got, strlen(got)) : "";
    if (!status && !v->characters)
        nc->free_string(1, &got);
    return status;
}

int result_read_whole(const struct result *r, int variable, const long *first, const long *count, long long *out, struct fail *f)
{
    const struct result_variable *v = &r->variables[variable];
    size_t start[RESULT_RANK], size[RESULT_RANK];
    for (int k = 0; k < v->rank; k++) {
        start[k] = (size_t)first[k];
        size[k] = (size_t)count[k];
    }
    const struct netcdf_library *nc = netcdf_lock();
    int status = nc->get_vara_longlong(r->file, variable, start, size, out);
    netcdf_unlock();
    if (status && !(status == NC_ERANGE && v->is_unsigned))      /* which has the bits all the same */
        return fail(f, EXIT_SYSTEM, "cannot read %s of %s: %s", v->name, r->path, nc->strerror(status));
    return 0;
}

const char *const *result_texts(const struct result *r, int variable, struct arena *a, struct fail *f)
{
    const struct result_variable *v = &r->variables[variable];
    size_t n = (size_t)r->dims[v->dims[0]].size;
    const char **texts = ARENA_ARRAY(a, const char *, n + 1);
    char *row = arena_alloc(a, (size_t)v->characters + 1);
    const struct netcdf_library *nc = netcdf_lock();
    int status = 0;
    for (size_t i = 0; i < n && !status; i++)
        status = read_text(nc, r, variable, i, row, a, &texts[i]);
    netcdf_unlock();
    if (status)
        fail(f, EXIT_SYSTEM, "cannot read %s of %s: %s", v->name, r->path, nc->strerror(status));
    return status ? NULL : texts;
}

int result_each_text(const struct result *r, int variable, long first, long count, result_see_text *see, void *user, struct fail *f)
{
    const struct netcdf_library *nc = netcdf_lock();
    const size_t one = 1;
    int status = 0;
    for (long i = first; i < first + count && !status; i++) {
        size_t at = (size_t)i;
        char *text = NULL;
        status = nc->get_vara_string(r->file, variable, &at, &one, &text);
        if (!status) {
            see(user, i, text ? text : "");
            nc->free_string(1, &text);
        }
    }
    netcdf_unlock();
    return status ? fail(f, EXIT_SYSTEM, "cannot read %s of %s: %s", r->variables[variable].name, r->path, nc->strerror(status)) : 0;
}
