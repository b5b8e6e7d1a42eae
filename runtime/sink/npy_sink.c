/* npy_sink.c -- tables as NumPy's arrays, one file each.
 *
 * DIR/TABLE.COLUMN.npy has the dimensions of the table and those of the column's cells; of
 * what is made of trials all but theirs, of an axis, or the trials, the one dimension it moves along, so that x[i] is where row i of
 * that dimension stands. DIR/TABLE.SERIES.npy has the dimensions of the table, then time,
 * state and node: it is the spool's own file (spool.h).
 */
#include "npy.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "held.h"
#include "spool.h"

/* ---- a column ---- */

struct column_file {
    const struct table *table;
    int column;
    const char *type;
    size_t size;                /* bytes of a number */
    long each, stride;          /* numbers of a cell; rows between two that are written */
    long left;                  /* rows that are written yet */
    char *room;                 /* as many numbers as are converted at once */
    struct atomic file;
};

enum { NUMBERS = 1 << 14 };

static const char *type_of(const struct table *t, const struct column *c, size_t *size)
{
    int is_real = !c->key && !c->integer, is_short = c->key || (is_real && t->single);
    *size = is_short ? 4 : 8;
    return c->key ? "<u4" : c->integer ? "<i8" : t->single ? "<f4" : "<f8";
}

/* The dimension a column moves along; -1: all. */
static int moves_along(const struct table *t, const struct column *c)
{
    return c->kind == COLUMN_AXIS ? c->dim : c->kind == COLUMN_TRIAL ? t->dim_count - 1 : -1;
}

static void describe(struct column_file *c, const struct table *t, int column, struct npy_shape *shape)
{
    const struct column *about = &t->columns[column];
    int along = moves_along(t, about);
    *c = (struct column_file){ .table = t, .column = column, .each = column_elements(about),
                               .stride = table_step(t, about->made), .left = table_count(t, about->made), .file.fd = -1 };
    c->type = type_of(t, about, &c->size);
    for (int d = 0; d < (along < 0 ? table_rank(t, about->made) : t->dim_count); d++)
        if (along < 0 || d == along)
            npy_extend(shape, t->dims[d].size);
    for (int d = along + 1; along >= 0 && d < t->dim_count; d++)
        c->stride *= t->dims[d].size;
    if (along >= 0)
        c->left = t->dims[along].size;
    for (int d = 0; d < about->rank; d++)
        npy_extend(shape, about->shape[d]);
    if (about->key)
        npy_extend(shape, 2);
}

size_t npy_column_head(char out[NPY_HEAD], const struct table *t, int column, const char **type)
{
    struct npy_shape shape = { .rank = 0 };
    struct column_file c;
    describe(&c, t, column, &shape);
    *type = c.type;
    return npy_head(out, c.type, &shape);
}

static int64_t whole(double x)
{
    return isnan(x) ? 0 : x > 9e18 ? INT64_MAX : x < -9e18 ? INT64_MIN : (int64_t)x;
}

static void convert(const struct column_file *c, const double *from, long count)
{
    for (long i = 0; i < count; i++)
        switch (c->type[1]) {
        case 'u': ((uint32_t *)c->room)[i] = (uint32_t)whole(from[i]); break;
        case 'i': ((int64_t *)c->room)[i] = whole(from[i]); break;
        default:
            if (c->size == sizeof(float))
                ((float *)c->room)[i] = (float)from[i];
            else
                ((double *)c->room)[i] = from[i];
        }
}

static int put(struct column_file *c, const double *from, long count, struct fail *f)
{
    while (count) {
        long n = count < NUMBERS ? count : NUMBERS;
        convert(c, from, n);
        if (atomic_write(&c->file, c->room, c->size*(size_t)n, f))
            return -1;
        from += n;
        count -= n;
    }
    return 0;
}

/* Rows come in order; of an axis the first ones count, all slower dimensions being at 0. */
static int take_rows(void *user, const struct slab *slabs, int count, struct fail *f)
{
    struct column_file *c = user;
    const struct slab *s = &slabs[c->column];
    (void)count;
    if (c->stride == 1) {
        long n = s->count[0] < c->left ? s->count[0] : c->left;
        c->left -= n;
        return put(c, s->data, n*c->each, f);
    }
    for (long i = 0; i < s->count[0] && c->left; i++)
        if ((s->first[0] + i) % c->stride == 0) {
            c->left--;
            if (put(c, s->data + i*c->each, c->each, f))
                return -1;
        }
    return 0;
}

static int write_column(const struct table *t, int column, struct held_table *rows, struct sink_files *files, struct fail *f)
{
    char suffix[TABLE_SUFFIX], head[NPY_HEAD];
    struct column_file c;
    struct npy_shape shape = { .rank = 0 };
    describe(&c, t, column, &shape);
    char *path = table_path(t, table_part(suffix, t->columns[column].name, "npy"), f);
    c.room = malloc(NUMBERS*sizeof(double));
    int status = !path ? -1 : !c.room ? fail_memory(f, NULL) : atomic_open(&c.file, path, f);
    if (status == 0)
        status = atomic_write(&c.file, head, npy_head(head, c.type, &shape), f);
    if (status == 0)
        status = held_replay(rows, take_rows, &c, f);
    if (status == 0)
        status = atomic_add(&files->group, &c.file, f);
    if (status == 0)
        status = sink_list(files, NULL, suffix, NULL, f);
    atomic_abandon(&c.file);
    free(c.room);
    free(path);
    return status;
}

/* ---- the sink ---- */

static int wanted(const struct table *t)
{
    return table_has(t, FORMAT_NPY);
}

static int suffixes(const struct table *t, int i, char out[TABLE_SUFFIX])
{
    if (i >= t->column_count + t->series_count)
        return 0;
    table_part(out, i < t->column_count ? t->columns[i].name : t->series[i - t->column_count].name, "npy");
    return 1;
}

static int commit(struct sink *s, struct sink_files *files, struct fail *f)
{
    const struct table *t = s->table;
    struct spools *spools = s->to;
    char suffix[TABLE_SUFFIX];
    int status = 0;
    for (int c = 0; c < t->column_count && status == 0; c++)
        status = write_column(t, c, s->self, files, f);
    for (int i = 0; spools && spools->list && i < t->series_count && status == 0; i++) {
        status = spools_give(spools, i, &files->group, f);
        if (status == 0)
            status = sink_list(files, NULL, table_part(suffix, t->series[i].name, "npy"), NULL, f);
    }
    held_sink_close(s);
    return status;
}

const struct sink_kind sink_npy = {
    .name = "npy", .suffix = "npy", .suffixes = suffixes, .wanted = wanted, .open = held_sink_open, .take = held_sink_take,
    .commit = commit, .abandon = held_sink_close,
};
