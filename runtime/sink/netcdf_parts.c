/* netcdf_parts.c -- what columns and series of a NetCDF file are written with. */
#include "netcdf_parts.h"
#include <string.h>

int netcdf_check(struct netcdf *s, int status, struct fail *f)
{
    return netcdf_file_check(&s->file, status, f);
}

static int is_ascii(const char *s)
{
    while (*s && !(*s & 0x80))
        s++;
    return *s == '\0';
}

/* Text beyond ASCII is a string, not characters: readers other than libnetcdf
 * (h5netcdf) take only that for UTF-8. */
int netcdf_put_text(struct netcdf *s, int id, const char *name, const char *value, struct fail *f)
{
    if (!value)
        return 0;
    if (!is_ascii(value))
        return netcdf_check(s, s->nc->put_att_string(s->file.id, id, name, 1, &value), f);
    return netcdf_check(s, s->nc->put_att_text(s->file.id, id, name, strlen(value), value), f);
}

/* xarray turns numbers whose unit is one of these words into durations, nanoseconds in whole numbers;
 * by its sign a unit means the same, and numbers stay what they are. */
int netcdf_put_unit(struct netcdf *s, int id, const char *name, const char *unit, struct fail *f)
{
    static const char *const signs[][2] = {
        { "nanoseconds", "ns" }, { "microseconds", "us" }, { "milliseconds", "ms" }, { "seconds", "s" },
        { "minutes", "min" }, { "hours", "h" }, { "days", "d" },
    };
    for (size_t i = 0; unit && i < sizeof signs/sizeof *signs; i++)
        if (strcmp(unit, signs[i][0]) == 0)
            unit = signs[i][1];
    return netcdf_put_text(s, id, name, unit, f);
}

int netcdf_put_index(struct netcdf *s, int variable, size_t size, struct fail *f)
{
    long long values[1024];
    for (size_t first = 0; first < size; first += 1024) {
        size_t n = size - first < 1024 ? size - first : 1024;
        for (size_t i = 0; i < n; i++)
            values[i] = (long long)(first + i);
        if (netcdf_check(s, s->nc->put_vara(s->file.id, variable, &first, &n, values), f))
            return -1;
    }
    return 0;
}

/* Whether the nodes have names. */
static int is_named(const struct netcdf *s, int kind)
{
    return kind == EXTENT_NODE && s->table->node_labels;
}

nc_type netcdf_place_type(const struct netcdf *s, int kind)
{
    return is_named(s, kind) ? NC_STRING : NC_INT64;
}

const char *netcdf_place_doc(const struct netcdf *s, int kind)
{
    return is_named(s, kind) ? "name of the node" : kind == EXTENT_NODE ? "number of the node, from 0" : "number of the mode, from 0";
}

int netcdf_put_places(struct netcdf *s, int variable, int kind, size_t size, struct fail *f)
{
    size_t first = 0;
    if (!is_named(s, kind) || size != (size_t)s->table->node_label_count)
        return netcdf_put_index(s, variable, size, f);
    return netcdf_check(s, s->nc->put_vara(s->file.id, variable, &first, &size, s->table->node_labels), f);
}
