/* netcdf.c -- tables as NetCDF-4, laid out so that xarray shows them labelled.
 *
 * Layout: one dimension per dimension of the table. An axis that bears the name
 * of its dimension is its coordinate; dimensions without one (zip, groups,
 * trials) get the coordinate 0..n-1, and the axes that move along them are named
 * in the `coordinates` attribute of the results, as CF asks. A cell that is an
 * array has dimensions NAME_dim0, NAME_dim1, ... of its own, but for the nodes of
 * results, which all share the dimension `node`.
 *
 * Rows are gathered to blocks, so that small batches do not become small writes.
 */
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "netcdf_parts.h"

enum { GATHER = 1 << 22 };      /* bytes of a block of rows, over all columns */

static void choose_type(struct netcdf_variable *v, int single)
{
    const struct column *c = v->column;
    if (c->key)
        v->type = NC_UINT;
    else if (c->names)
        v->type = NC_STRING;
    else if (c->kind == COLUMN_STATUS)
        v->type = NC_INT;
    else if (c->integer)
        v->type = NC_INT64;
    else
        v->type = single ? NC_FLOAT : NC_DOUBLE;
    v->size = v->type == NC_STRING ? sizeof(char *) : v->type == NC_DOUBLE || v->type == NC_INT64 ? 8 : 4;
}

static int describe_column(struct netcdf *s, int i)
{
    const struct table *t = s->table;
    struct netcdf_variable *v = &s->vars[i];
    v->column = &t->columns[i];
    v->name = table_variable_name(t, i);
    v->elements = column_elements(v->column);
    v->dim = table_moves_along(t, v->column);
    v->is_coordinate = v->dim >= 0 && !column_is_list(v->column)
                    && strcmp(v->column->name, t->dims[v->dim].name) == 0;
    choose_type(v, t->single);
    return v->name ? 0 : -1;
}

static int describe_dim(struct netcdf *s, int d)
{
    s->dims[d].name = table_dim_name(s->table, d);
    s->dims[d].size = (size_t)s->table->dims[d].size;
    s->dims[d].index = -1;
    return s->dims[d].name ? 0 : -1;
}

static int describe_auxiliary(struct netcdf *s)
{
    s->auxiliary = strdup("");
    for (int i = 0; i < s->table->column_count && s->auxiliary; i++) {
        if (s->vars[i].dim < 0 || s->vars[i].is_coordinate)
            continue;
        char *shorter = s->auxiliary;
        s->auxiliary = NULL;
        if (asprintf(&s->auxiliary, "%s%s%s", shorter, *shorter ? " " : "", s->vars[i].name) < 0)
            s->auxiliary = NULL;
        free(shorter);
    }
    return s->auxiliary ? 0 : -1;
}

/* How many rows to gather, and the memory for them. */
static int make_blocks(struct netcdf *s)
{
    size_t row = 0;
    for (int i = 0; i < s->table->column_count; i++)
        row += s->vars[i].size*(size_t)s->vars[i].elements;
    s->room = row ? (long)(GATHER/row) + 1 : 1;
    if (s->room > s->table->rows)
        s->room = s->table->rows;
    for (int i = 0; i < s->table->column_count; i++) {
        struct netcdf_variable *v = &s->vars[i];
        v->block = malloc(v->size*(size_t)v->elements*(size_t)(s->room + 1));
        if (!v->block)
            return -1;
    }
    return 0;
}

static int describe(struct netcdf *s, struct fail *f)
{
    const struct table *t = s->table;
    int missing = 0;
    if (t->dim_count > TABLE_DIMS_MOST)
        return fail(f, EXIT_SYSTEM, "cannot write NetCDF: %d dimensions, but at most %d are "
                    "possible", t->dim_count, TABLE_DIMS_MOST);
    s->written = calloc((size_t)t->attribute_count + 1, 1);
    s->vars = calloc((size_t)t->column_count + 1, sizeof *s->vars);
    s->dims = calloc((size_t)t->dim_count + 1, sizeof *s->dims);
    s->series = calloc((size_t)t->series_count + 1, sizeof *s->series);
    if (!s->vars || !s->dims || !s->written || !s->series)
        return fail(f, EXIT_SYSTEM, "out of memory");
    for (int i = 0; i < t->column_count; i++)
        missing |= describe_column(s, i);
    for (int d = 0; d < t->dim_count; d++)
        missing |= describe_dim(s, d);
    size_t stride = 1;
    for (int d = t->dim_count - 1; d >= 0; d--) {
        s->dims[d].stride = stride;
        stride *= s->dims[d].size;
    }
    if (missing || describe_auxiliary(s) || make_blocks(s))
        return fail(f, EXIT_SYSTEM, "out of memory");
    return 0;
}

/* The coordinate of a dimension that no axis is called after. */
static int define_index(struct netcdf *s, struct netcdf_dimension *dim, struct fail *f)
{
    char meaning[TABLE_NAME_MOST + 40];
    snprintf(meaning, sizeof meaning, "number along '%s', from 0", dim->name);
    if (netcdf_check(s, s->nc->def_var(s->file.id, dim->name, NC_INT64, 1, &dim->id, &dim->index), f))
        return -1;
    return netcdf_put_text(s, dim->index, "long_name", strcmp(dim->name, "point") ? meaning
                           : "number of the point, from 0", f);
}

static int define_dims(struct netcdf *s, struct fail *f)
{
    for (int d = 0; d < s->table->dim_count; d++) {
        struct netcdf_dimension *dim = &s->dims[d];
        int named = 0;
        if (netcdf_check(s, s->nc->def_dim(s->file.id, dim->name, dim->size, &dim->id), f))
            return -1;
        for (int i = 0; i < s->table->column_count; i++)
            named |= s->vars[i].dim == d && s->vars[i].is_coordinate;
        if (!named && define_index(s, dim, f))
            return -1;
    }
    return 0;
}

/* What columns and series share: the dimension of the nodes, or of the modes. */
static int define_places(struct netcdf *s, struct netcdf_dimension *n, int kind, struct fail *f)
{
    const char *name = extent_name(kind);
    n->index = -1;
    for (int i = 0; i < s->table->column_count; i++) {
        const struct column *c = &s->table->columns[i];
        if (kind == EXTENT_NODE ? c->over_nodes : c->over_modes)
            n->size = (size_t)c->shape[kind == EXTENT_NODE ? 0 : c->rank - 1];
    }
    for (int i = 0; i < s->table->series_count && series_share(s->table, kind); i++) {
        long size = kind == EXTENT_NODE ? s->table->series[i].nodes : s->table->series[i].modes;
        n->size = size ? (size_t)size : n->size;
    }
    if (!n->size)
        return 0;
    if (netcdf_check(s, s->nc->def_dim(s->file.id, name, n->size, &n->id), f))
        return -1;
    if (netcdf_check(s, s->nc->def_var(s->file.id, name, netcdf_place_type(s, kind), 1, &n->id, &n->index), f))
        return -1;
    return netcdf_put_text(s, n->index, "long_name", netcdf_place_doc(s, kind), f);
}

static int define_cell_dim(struct netcdf *s, const struct netcdf_variable *v, int k, int *id,
                           struct fail *f)
{
    if (v->column->over_nodes && k == 0) {
        *id = s->node.id;
        return 0;
    }
    if (v->column->over_modes && k == v->column->rank - 1) {
        *id = s->mode.id;
        return 0;
    }
    long size = k < v->column->rank ? v->column->shape[k] : 2;
    char *name = table_cell_dim_name(s->table, (int)(v - s->vars), k);
    if (!name)
        return fail(f, EXIT_SYSTEM, "out of memory");
    int status = netcdf_check(s, s->nc->def_dim(s->file.id, name, (size_t)size, id), f);
    free(name);
    return status;
}

static int cell_rank(const struct netcdf_variable *v)
{
    return v->column->rank + (v->column->key ? 1 : 0);
}

static int define_shape(struct netcdf *s, const struct netcdf_variable *v, int *ids, size_t *sizes, int *rank,
                        struct fail *f)
{
    *rank = 0;
    for (int d = 0; d < table_rank(s->table, v->column->made); d++)
        if (v->dim < 0 || v->dim == d) {
            ids[*rank] = s->dims[d].id;
            sizes[(*rank)++] = s->dims[d].size;
        }
    for (int k = 0; k < cell_rank(v); k++) {
        sizes[*rank] = k < v->column->rank ? (size_t)v->column->shape[k] : 2;
        if (define_cell_dim(s, v, k, &ids[(*rank)++], f))
            return -1;
    }
    return 0;
}

/* _FillValue marks what is missing; CF wants none on coordinates. Nothing is
 * filled beforehand: a file that is committed has all its rows. */
static int define_missing(struct netcdf *s, const struct netcdf_variable *v, struct fail *f)
{
    const float nan_single = NAN;
    const double nan_double = NAN;
    const void *value = v->type == NC_FLOAT ? (const void *)&nan_single : &nan_double;
    if (v->dim >= 0 || (v->type != NC_FLOAT && v->type != NC_DOUBLE))
        return 0;
    return netcdf_check(s, s->nc->put_att(s->file.id, v->id, "_FillValue", v->type, 1, value), f);
}

static int define_variable(struct netcdf *s, struct netcdf_variable *v, struct fail *f)
{
    const struct column *c = v->column;
    int ids[NETCDF_RANK], rank;
    size_t sizes[NETCDF_RANK];
    if (define_shape(s, v, ids, sizes, &rank, f)
        || netcdf_check(s, s->nc->def_var(s->file.id, v->name, v->type, rank, ids, &v->id), f)
        || (v->dim < 0 && netcdf_pack(s, v->id, sizes, rank, v->size, NULL, f))
        || define_missing(s, v, f)
        || netcdf_put_unit(s, v->id, "units", c->unit, f) || netcdf_put_text(s, v->id, "drawn", c->drawn, f))
        return -1;
    const char *doc = c->doc;
    if (!doc && c->kind == COLUMN_STATUS)
        doc = "first step at which a state was not finite; 0: none";
    if (!doc && c->kind == COLUMN_TRIAL)
        doc = "number of the trial, from 0";
    if (!doc)
        doc = c->name;
    if (netcdf_put_text(s, v->id, "long_name", doc, f))
        return -1;
    return v->dim < 0 && *s->auxiliary ? netcdf_put_text(s, v->id, "coordinates", s->auxiliary, f) : 0;
}

static int define_variables(struct netcdf *s, struct fail *f)
{
    int *order = calloc((size_t)s->table->column_count + 1, sizeof *order);
    int status = order ? 0 : fail(f, EXIT_SYSTEM, "out of memory");
    if (!status)
        table_order(s->table, order);
    for (int i = 0; i < s->table->column_count && !status; i++)
        status = define_variable(s, &s->vars[order[i]], f);
    free(order);
    return status;
}

/* Those of which the value is known, and that are not there yet. */
static int put_attributes(struct netcdf *s, struct fail *f)
{
    for (int i = 0; i < s->table->attribute_count; i++) {
        const struct attribute *a = &s->table->attributes[i];
        if (s->written[i] || !a->value)
            continue;
        if (netcdf_put_text(s, NC_GLOBAL, a->name, a->value, f))
            return -1;
        s->written[i] = 1;
    }
    return 0;
}

/* "g_sweep: 8 rows over coupling.instant.G (8)", unless an attribute says it better. */
static int put_title(struct netcdf *s, struct fail *f)
{
    const struct table *t = s->table;
    char *text = NULL;
    size_t size = 0;
    for (int i = 0; i < t->attribute_count; i++)
        if (strcmp(t->attributes[i].name, "title") == 0)
            return 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return fail_memory(f, NULL);
    fprintf(out, "%s: %ld row%s", t->name, t->rows, t->rows == 1 ? "" : "s");
    for (int d = 0; d < t->dim_count; d++)
        fprintf(out, "%s%s (%ld)", d ? ", " : " over ", t->dims[d].name, t->dims[d].size);
    int status = fclose(out) ? fail_memory(f, NULL) : netcdf_put_text(s, NC_GLOBAL, "title", text, f);
    free(text);
    return status;
}

static int define(struct netcdf *s, struct fail *f)
{
    int before;
    if (netcdf_put_text(s, NC_GLOBAL, "Conventions", "CF-1.8", f) || put_title(s, f) || put_attributes(s, f))
        return -1;
    if (netcdf_check(s, s->nc->set_fill(s->file.id, NC_NOFILL, &before), f)
        || define_dims(s, f) || define_places(s, &s->node, EXTENT_NODE, f) || define_places(s, &s->mode, EXTENT_MODE, f)
        || define_variables(s, f) || netcdf_define_series(s, f))
        return -1;
    return netcdf_check(s, s->nc->enddef(s->file.id), f);
}

static int put_indices(struct netcdf *s, struct fail *f)
{
    for (int d = 0; d < s->table->dim_count; d++)
        if (s->dims[d].index >= 0 && netcdf_put_index(s, s->dims[d].index, s->dims[d].size, f))
            return -1;
    if (s->node.size && netcdf_put_places(s, s->node.index, EXTENT_NODE, s->node.size, f))
        return -1;
    return s->mode.size ? netcdf_put_places(s, s->mode.index, EXTENT_MODE, s->mode.size, f) : 0;
}

size_t netcdf_bytes(const struct table *t)
{
    double bytes = 0;
    for (int i = 0; i < t->column_count; i++) {
        struct netcdf_variable v = { .column = &t->columns[i], .dim = table_moves_along(t, &t->columns[i]) };
        choose_type(&v, t->single);
        long rows = v.dim < 0 ? table_count(t, v.column->made) : t->dims[v.dim].size;
        bytes += (double)v.size*(double)column_elements(v.column)*(double)rows;
    }
    for (int i = 0; i < t->series_count; i++)
        bytes += (t->single ? 4.0 : 8.0)*(double)series_row(t, &t->series[i])*(double)table_count(t, t->series[i].made);
    return (size_t)bytes;
}

static int open_file(struct netcdf *s, struct atomic *file, int in_memory, struct fail *f)
{
    size_t bytes = s->table->compress ? 0 : netcdf_bytes(s->table);
    return netcdf_file_open(&s->file, file, in_memory, bytes, s->nc, f) || define(s, f) || put_indices(s, f)
        || netcdf_put_coordinates(s, f) ? -1 : 0;
}

/* Closes and frees. */
static void discard(struct netcdf *s)
{
    netcdf_file_abandon(&s->file);
    for (int i = 0; s->vars && i < s->table->column_count; i++) {
        free(s->vars[i].name);
        free(s->vars[i].block);
    }
    for (int d = 0; s->dims && d < s->table->dim_count; d++)
        free(s->dims[d].name);
    free(s->vars);
    free(s->dims);
    free(s->auxiliary);
    free(s->series);
    free(s->written);
    free(s);
}

static struct netcdf *open_locked(const struct table *t, struct atomic *file, int in_memory,
                                  const struct netcdf_library *nc, struct fail *f)
{
    struct netcdf *s = calloc(1, sizeof *s);
    if (!s) {
        fail(f, EXIT_SYSTEM, "out of memory");
        return NULL;
    }
    s->table = t;
    s->nc = nc;
    if (describe(s, f) || open_file(s, file, in_memory, f)) {
        discard(s);
        return NULL;
    }
    return s;
}

/* The largest block of whole items (rows, or points of what is made of trials) from [item] on
 * that is a hyperslab: the outermost dimension at whose edge [item] stands and of which [left]
 * holds one step or more. Returns its items. A range of them takes at most two slabs a
 * dimension. */
static long cut_slab(const struct netcdf *s, const struct column *c, size_t item, size_t left, size_t *start, size_t *count)
{
    size_t step = (size_t)table_step(s->table, c->made);
    int rank = table_rank(s->table, c->made);
    int level = 0;
    while (level < rank && (item % (s->dims[level].stride/step) || left < s->dims[level].stride/step))
        level++;
    for (int d = 0; d < rank; d++) {
        start[d] = item/(s->dims[d].stride/step) % s->dims[d].size;
        count[d] = d < level ? 1 : s->dims[d].size;
    }
    if (level == rank)
        return 1;
    size_t stride = s->dims[level].stride/step, steps = left/stride;
    if (steps > s->dims[level].size - start[level])
        steps = s->dims[level].size - start[level];
    count[level] = steps;
    return (long)(steps*stride);
}

static void cut_cell(const struct netcdf_variable *v, size_t *start, size_t *count)
{
    for (int k = 0; k < cell_rank(v); k++) {
        start[k] = 0;
        count[k] = k < v->column->rank ? (size_t)v->column->shape[k] : 2;
    }
}

/* Writes what [v] has gathered. */
static int put_block(struct netcdf *s, struct netcdf_variable *v, struct fail *f)
{
    size_t start[NETCDF_RANK], count[NETCDF_RANK];
    const char *at = v->block;
    while (v->count) {
        long n = v->count;
        if (v->dim < 0)
            n = cut_slab(s, v->column, (size_t)v->first, (size_t)v->count, start, count);
        else {
            start[0] = (size_t)v->first;
            count[0] = (size_t)n;
        }
        int rank = v->dim < 0 ? table_rank(s->table, v->column->made) : 1;
        cut_cell(v, start + rank, count + rank);
        if (netcdf_check(s, s->nc->put_vara(s->file.id, v->id, start, count, at), f))
            return -1;
        at += v->size*(size_t)v->elements*(size_t)n;
        v->first += n;
        v->count -= n;
    }
    return 0;
}

static long long whole(double x, double limit)
{
    if (isnan(x))
        return 0;
    return (long long)(x > limit ? limit : x < -limit ? -limit : x);
}

static void convert(const struct netcdf_variable *v, const double *cell, long count, char *out)
{
    for (long e = 0; e < count; e++)
        switch (v->type) {
        case NC_FLOAT:  ((float *)out)[e] = (float)cell[e]; break;
        case NC_DOUBLE: ((double *)out)[e] = cell[e]; break;
        case NC_UINT:   ((uint32_t *)out)[e] = (uint32_t)whole(cell[e], UINT32_MAX); break;
        case NC_STRING: ((const char **)out)[e] = column_name_of(v->column, cell[e]); break;
        case NC_INT:    ((int32_t *)out)[e] = (int32_t)whole(cell[e], INT32_MAX); break;
        default:        ((long long *)out)[e] = whole(cell[e], 9e18); break;
        }
}

/* Gathers what whole cells say of a variable: all rows of a result; of an axis
 * each value where it is first seen, all slower dimensions being at 0. */
static int gather(struct netcdf *s, struct netcdf_variable *v, const struct slab *from, struct fail *f)
{
    long first = from->first[0], count = from->count[0];
    long stride = v->dim < 0 ? table_step(s->table, v->column->made) : (long)s->dims[v->dim].stride;
    long items = v->dim < 0 ? table_count(s->table, v->column->made) : (long)s->dims[v->dim].size;
    for (long i = (first + stride - 1)/stride; i < items; i++) {
        long row = i*stride - first;
        if (row >= count)
            break;
        if (v->count == 0)
            v->first = i;
        convert(v, from->data + row*v->elements, v->elements, v->block + v->size*(size_t)(v->elements*v->count));
        if (++v->count == s->room && put_block(s, v, f))
            return -1;
    }
    return 0;
}

static int put_blocks(struct netcdf *s, struct fail *f)
{
    for (int i = 0; i < s->table->column_count; i++)
        if (put_block(s, &s->vars[i], f))
            return -1;
    return 0;
}

static int finish_locked(struct netcdf *s, const struct spools *spools, struct fail *f)
{
    int status = put_blocks(s, f);
    if (!status && spools && spools->list)
        status = netcdf_copy_series(s, spools, f);
    if (!status)
        status = put_attributes(s, f);
    if (!status)
        status = netcdf_file_finish(&s->file, f);
    discard(s);
    return status;
}

/* errno is cleared because netcdf_check() reads it after a failure. */
static const struct netcdf_library *lock(void)
{
    const struct netcdf_library *nc = netcdf_lock();
    errno = 0;
    return nc;
}

struct netcdf *netcdf_open(const struct table *t, struct atomic *file, int in_memory, struct fail *f)
{
    const struct netcdf_library *nc = lock();
    if (!nc) {
        fail(f, EXIT_SYSTEM, "cannot write NetCDF: %s", netcdf_refusal());
        return NULL;
    }
    struct netcdf *s = open_locked(t, file, in_memory, nc, f);
    netcdf_unlock();
    return s;
}

int netcdf_take(struct netcdf *s, const struct slab *slabs, int count, struct fail *f)
{
    int status = 0;
    lock();
    for (int i = 0; i < count && !status; i++)
        status = gather(s, &s->vars[slabs[i].variable], &slabs[i], f);
    netcdf_unlock();
    return status;
}

int netcdf_finish(struct netcdf *s, const struct spools *spools, struct fail *f)
{
    lock();
    int status = finish_locked(s, spools, f);
    netcdf_unlock();
    return status;
}

void netcdf_abandon(struct netcdf *s)
{
    lock();
    discard(s);
    netcdf_unlock();
}
