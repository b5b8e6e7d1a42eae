/* netcdf_series.c -- series in a NetCDF file, and how what is large lies in it.
 *
 * A series is one variable over the dimensions of the table, time (ms), state (names), node and
 * mode (numbers). It is copied from its spool chunk by chunk: without compression arrays
 * lie in one piece, with it in chunks that hold as many of the innermost dimensions as fit,
 * so that a chunk is a piece of the spool, too.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "netcdf_parts.h"

enum { CHUNK = 1 << 19 };       /* bytes of a chunk, at most */

/* The sizes of pieces: inner dimensions whole, one in about equal parts, outer ones one by one. */
static long cut(const size_t *sizes, int rank, size_t most, size_t *chunk)
{
    size_t left = most > 0 ? most : 1, all = 1;
    for (int d = rank - 1; d >= 0; d--) {
        size_t size = sizes[d] ? sizes[d] : 1, parts = (size + left - 1)/left;
        chunk[d] = (size + parts - 1)/parts;
        all *= chunk[d];
        left = chunk[d] < size ? 1 : left/chunk[d];
        if (left < 1)
            left = 1;
    }
    return (long)all;
}

int netcdf_pack(struct netcdf *s, int variable, const size_t *sizes, int rank, size_t each, long *piece,
                struct fail *f)
{
    size_t chunk[NETCDF_RANK];
    long numbers = cut(sizes, rank, CHUNK/each, chunk);
    if (piece)
        *piece = numbers;
    if (!rank || !s->table->compress)
        return 0;
    if (netcdf_check(s, s->nc->def_var_chunking(s->file.id, variable, NC_CHUNKED, chunk), f))
        return -1;
    return netcdf_check(s, s->nc->def_var_deflate(s->file.id, variable, 1, 1, s->table->compress), f);
}

/* ---- dimensions and their coordinates ---- */

/* The series before [i] that has the same dimension, if they share it; else -1. */
static int earlier(const struct table *t, int i, int kind)
{
    for (int k = 0; k < i && series_share(t, kind); k++) {
        struct extent own[SERIES_RANK];
        int rank = series_extents(&t->series[k], own);
        for (int d = 0; d < rank; d++)
            if ((int)own[d].kind == kind)
                return k;
    }
    return -1;
}

static int index_of(const struct series *s, int kind)
{
    struct extent own[SERIES_RANK];
    int rank = series_extents(s, own);
    for (int d = 0; d < rank; d++)
        if ((int)own[d].kind == kind)
            return d;
    return -1;
}

static int define_coordinate(struct netcdf *s, const struct series *of, const char *name, int kind, int id, int *variable, struct fail *f)
{
    static const struct { nc_type type; const char *doc, *comment; } about[] = {
        [EXTENT_TIME] = { NC_DOUBLE, "time", "observation starts at 0; a sample is the state behind a step" },
        [EXTENT_STATE] = { NC_STRING, "name of the quantity", NULL },
        [EXTENT_NODE] = { NC_NAT, NULL, NULL },
        [EXTENT_MODE] = { NC_NAT, NULL, NULL },
    };
    int is_place = kind == EXTENT_NODE || kind == EXTENT_MODE;
    nc_type type = is_place ? netcdf_place_type(s, kind) : about[kind].type;
    if (netcdf_check(s, s->nc->def_var(s->file.id, name, type, 1, &id, variable), f)
        || netcdf_put_text(s, *variable, "units", kind == EXTENT_TIME ? series_time_unit(of) : NULL, f)
        || netcdf_put_text(s, *variable, "long_name", is_place ? netcdf_place_doc(s, kind) : about[kind].doc, f)
        || netcdf_put_text(s, *variable, "comment", about[kind].comment, f))
        return -1;
    return kind == EXTENT_TIME ? netcdf_put_text(s, *variable, "axis", "T", f) : 0;
}

static int define_extent(struct netcdf *s, int i, int d, const struct extent *e, struct fail *f)
{
    struct netcdf_series *v = &s->series[i];
    int before = earlier(s->table, i, e->kind);
    v->coordinate[d] = -1;
    if ((e->kind == EXTENT_NODE || e->kind == EXTENT_MODE) && series_share(s->table, e->kind)) {
        v->ids[d] = e->kind == EXTENT_NODE ? s->node.id : s->mode.id;
        return 0;
    }
    if (before >= 0) {
        v->ids[d] = s->series[before].ids[index_of(&s->table->series[before], e->kind)];
        return 0;
    }
    char *name = series_dim_name(s->table, i, e->kind);
    int status = !name ? fail_memory(f, NULL) : netcdf_check(s, s->nc->def_dim(s->file.id, name, (size_t)e->size, &v->ids[d]), f);
    if (!status)
        status = define_coordinate(s, &s->table->series[i], name, e->kind, v->ids[d], &v->coordinate[d], f);
    free(name);
    return status;
}

/* ---- variables ---- */

static const char *entry(const char *const *list, int i)
{
    return list && list[i] ? list[i] : NULL;
}

/* The unit of all states; NULL: they have several, or none. */
static const char *common_unit(const struct series *about)
{
    const char *unit = about->state_count ? entry(about->units, 0) : about->unit;
    for (int i = 1; unit && i < about->state_count; i++)
        if (!entry(about->units, i) || strcmp(unit, entry(about->units, i)))
            unit = NULL;
    return unit;
}

/* Names of the file have no '/'. */
static void without_slash(char *name)
{
    for (; *name; name++)
        if (*name == '/')
            *name = '_';
}

/* "V: membrane potential [mV]; W: recovery". */
static char *list_states(const struct series *about)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (int i = 0; out && i < about->state_count; i++) {
        fprintf(out, "%s%s", i ? "; " : "", about->states[i]);
        if (entry(about->docs, i))
            fprintf(out, ": %s", entry(about->docs, i));
        if (entry(about->units, i))
            fprintf(out, " [%s]", entry(about->units, i));
    }
    if (out && fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

/* Where states have units of their own: `units_V`, `units_W`. */
static int put_units(struct netcdf *s, int i, struct fail *f)
{
    const struct series *about = &s->table->series[i];
    int status = netcdf_put_unit(s, s->series[i].id, "units", common_unit(about), f);
    for (int k = 0; k < about->state_count && !common_unit(about) && !status; k++) {
        char name[TABLE_SUFFIX];
        snprintf(name, sizeof name, "units_%s", about->states[k]);
        without_slash(name);
        status = netcdf_put_unit(s, s->series[i].id, name, entry(about->units, k), f);
    }
    return status;
}

static int describe(struct netcdf *s, int i, struct fail *f)
{
    const struct series *about = &s->table->series[i];
    char *states = about->state_count ? list_states(about) : NULL;
    if (about->state_count && !states)
        return fail_memory(f, NULL);
    int id = s->series[i].id;
    int status = put_units(s, i, f)
              || netcdf_put_text(s, id, "long_name", about->doc ? about->doc : about->state_count ? "recorded states" : about->name, f)
              || netcdf_put_text(s, id, "states", states, f)
              || (*s->auxiliary && netcdf_put_text(s, id, "coordinates", s->auxiliary, f)) ? -1 : 0;
    free(states);
    return status;
}

static int define_one(struct netcdf *s, int i, struct fail *f)
{
    const struct table *t = s->table;
    struct netcdf_series *v = &s->series[i];
    struct extent own[SERIES_RANK];
    int rank = series_extents(&t->series[i], own), front = table_rank(t, t->series[i].made), ids[NETCDF_RANK];
    size_t sizes[NETCDF_RANK];
    char name[TABLE_SUFFIX];
    const float nan_single = NAN;
    const double nan_double = NAN;
    for (int d = 0; d < front; d++) {
        ids[d] = s->dims[d].id;
        sizes[d] = s->dims[d].size;
    }
    for (int d = 0; d < rank; d++) {
        if (define_extent(s, i, d, &own[d], f))
            return -1;
        ids[front + d] = v->ids[d];
        sizes[front + d] = (size_t)own[d].size;
    }
    rank += front;
    snprintf(name, sizeof name, "%s", t->series[i].name);
    without_slash(name);
    nc_type type = t->single ? NC_FLOAT : NC_DOUBLE;
    const void *missing = t->single ? (const void *)&nan_single : &nan_double;
    if (netcdf_check(s, s->nc->def_var(s->file.id, name, type, rank, ids, &v->id), f)
        || netcdf_pack(s, v->id, sizes, rank, t->single ? sizeof(float) : sizeof(double), &v->piece, f)
        || netcdf_check(s, s->nc->put_att(s->file.id, v->id, "_FillValue", type, 1, missing), f))
        return -1;
    return describe(s, i, f);
}

int netcdf_define_series(struct netcdf *s, struct fail *f)
{
    for (int i = 0; i < s->table->series_count; i++)
        if (define_one(s, i, f))
            return -1;
    return 0;
}

/* ---- values ---- */

static int put_times(struct netcdf *s, const struct series *about, int variable, struct fail *f)
{
    double values[1024];
    struct series_clock clock = series_clock(about);
    for (size_t first = 0, n; first < (size_t)about->samples; first += n) {
        n = (size_t)about->samples - first < 1024 ? (size_t)about->samples - first : 1024;
        for (size_t i = 0; i < n; i++)
            values[i] = series_time(&clock, (long)(first + i));
        if (netcdf_check(s, s->nc->put_vara(s->file.id, variable, &first, &n, values), f))
            return -1;
    }
    return 0;
}

int netcdf_put_coordinates(struct netcdf *s, struct fail *f)
{
    for (int i = 0; i < s->table->series_count; i++) {
        const struct series *about = &s->table->series[i];
        struct extent own[SERIES_RANK];
        int rank = series_extents(about, own);
        for (int d = 0; d < rank; d++) {
            int variable = s->series[i].coordinate[d];
            size_t first = 0, n = (size_t)own[d].size;
            int status = variable < 0 ? 0
                       : own[d].kind == EXTENT_TIME ? put_times(s, about, variable, f)
                       : own[d].kind == EXTENT_NODE || own[d].kind == EXTENT_MODE ? netcdf_put_places(s, variable, own[d].kind, n, f)
                       : netcdf_check(s, s->nc->put_vara(s->file.id, variable, &first, &n, about->states), f);
            if (status)
                return -1;
        }
    }
    return 0;
}

/* The largest hyperslab from number [at] of an array on that is one run of at most [most]
 * numbers: outer dimensions at one place, one in part, inner ones whole. Returns its numbers. */
static long cut_run(const size_t *sizes, int rank, size_t at, size_t most, size_t *start, size_t *count)
{
    size_t inner = 1, run = 1;
    int open = 1;               /* nothing inside was cut */
    for (int d = rank - 1; d >= 0; d--) {
        start[d] = at/inner % sizes[d];
        count[d] = 1;
        if (open) {
            size_t room = most/inner, left = sizes[d] - start[d];
            count[d] = room < 1 ? 1 : room < left ? room : left;
            open = count[d] == sizes[d];
            run = inner*count[d];
        }
        inner *= sizes[d];
    }
    return (long)run;
}

static int copy_one(struct netcdf *s, int i, const struct spools *spools, struct fail *f)
{
    const struct table *t = s->table;
    const struct netcdf_series *v = &s->series[i];
    struct extent own[SERIES_RANK];
    size_t sizes[NETCDF_RANK], start[NETCDF_RANK], count[NETCDF_RANK];
    int rank = series_extents(&t->series[i], own), front = table_rank(t, t->series[i].made), status = 0;
    for (int d = 0; d < front; d++)
        sizes[d] = s->dims[d].size;
    for (int d = 0; d < rank; d++)
        sizes[front + d] = (size_t)own[d].size;
    long all = series_row(t, &t->series[i])*table_count(t, t->series[i].made);
    void *numbers = malloc((size_t)v->piece*sizeof(double));
    if (!numbers)
        return fail_memory(f, NULL);
    for (long at = 0, n; at < all && !status; at += n) {
        n = cut_run(sizes, front + rank, (size_t)at, (size_t)v->piece, start, count);
        status = spools_read(spools, i, at, n, numbers, f);
        if (!status)
            status = netcdf_check(s, s->nc->put_vara(s->file.id, v->id, start, count, numbers), f);
    }
    free(numbers);
    return status;
}

int netcdf_copy_series(struct netcdf *s, const struct spools *spools, struct fail *f)
{
    for (int i = 0; i < s->table->series_count; i++)
        if (copy_one(s, i, spools, f))
            return -1;
    return 0;
}
