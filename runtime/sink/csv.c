/* csv.c -- tables as text: a header, then one line a row.
 *
 * Lines end in \n, as pandas writes them; quoting is RFC 4180's. Lists inside a
 * cell are JSON with the NaN and Infinity that Python's json module reads.
 */
#include "sink.h"
#include "base/number.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    CSV_LIST = 64,              /* elements up to which an array is written out */
    CSV_CELL = (CSV_LIST + 1)*LIST_NUMBER,      /* room for any cell but a header's */
    CSV_BUFFER = 1 << 16
};

struct csv {
    const struct table *table;
    struct atomic file;
    int *order;                 /* columns as they are written */
    long *elements;             /* of column order[i] */
    char *elsewhere;            /* what stands for a large array; NULL: nothing does */
    char *list;                 /* room for any of them then */
    size_t list_size;
    struct checksum_stream *sum;        /* of what was written */
    size_t used;
    char buffer[CSV_BUFFER];
};

static int write_out(struct csv *s, const char *bytes, size_t n, struct fail *f)
{
    checksum_add(s->sum, bytes, n);
    return atomic_write(&s->file, bytes, n, f);
}

static int flush(struct csv *s, struct fail *f)
{
    size_t n = s->used;
    s->used = 0;
    return n ? write_out(s, s->buffer, n, f) : 0;
}

static int put(struct csv *s, const char *bytes, size_t n, struct fail *f)
{
    if (n > CSV_BUFFER - s->used && flush(s, f))
        return -1;
    if (n > CSV_BUFFER)
        return write_out(s, bytes, n, f);
    memcpy(s->buffer + s->used, bytes, n);
    s->used += n;
    return 0;
}

static int put_text(struct csv *s, const char *text, struct fail *f)
{
    if (!strpbrk(text, ",\"\r\n"))
        return put(s, text, strlen(text), f);
    if (put(s, "\"", 1, f))
        return -1;
    for (; *text; text++)
        if (put(s, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1, f))
            return -1;
    return put(s, "\"", 1, f);
}

static int put_header(struct csv *s, struct fail *f)
{
    for (int i = 0; i < s->table->column_count; i++) {
        if (i && put(s, ",", 1, f))
            return -1;
        if (put_text(s, s->table->columns[s->order[i]].name, f))
            return -1;
    }
    return put(s, "\n", 1, f);
}

/* The buffer has room for CSV_CELL bytes; a list never needs doubled quotes. */
static void put_cell(struct csv *s, int i, const double *cell)
{
    const struct column *c = &s->table->columns[s->order[i]];
    char *at = s->buffer + s->used;
    if (s->elements[i] == 1 && c->rank == 0) {
        number_shortest(at, *cell, s->table->single && !c->integer);
        s->used += strlen(at);
        return;
    }
    *at = '"';
    size_t n = column_list(c, cell, s->table->single, LIST_JSON, at + 1, CSV_CELL - LIST_NUMBER);
    at[n + 1] = '"';
    s->used += n + 2;
}

/* A large array, where no other file holds it. */
static int put_list(struct csv *s, int i, const double *cell, struct fail *f)
{
    size_t n = column_list(&s->table->columns[s->order[i]], cell, s->table->single, LIST_JSON, s->list,
                           s->list_size - LIST_NUMBER);
    return put(s, "\"", 1, f) || put(s, s->list, n, f) || put(s, "\"", 1, f) ? -1 : 0;
}

static int put_row(struct csv *s, const struct slab *slabs, long row, struct fail *f)
{
    for (int i = 0; i < s->table->column_count; i++) {
        const double *cell = slabs[s->order[i]].data + row*s->elements[i];
        if (s->used > CSV_BUFFER - CSV_CELL - 2 && flush(s, f))
            return -1;
        if (i)
            s->buffer[s->used++] = ',';
        if (s->elements[i] <= CSV_LIST)
            put_cell(s, i, cell);
        else if (s->elsewhere ? put_text(s, s->elsewhere, f) : put_list(s, i, cell, f))
            return -1;
    }
    return put(s, "\n", 1, f);
}

static void release(struct csv *s)
{
    free(s->order);
    free(s->elements);
    free(s->elsewhere);
    free(s->list);
    checksum_close(s->sum);
    free(s);
}

/* Large arrays stand in the NetCDF file, or where there is none, here. */
static int prepare_lists(struct csv *s)
{
    const struct table *t = s->table;
    size_t size = strlen(t->name) + sizeof "see .nc";
    long most = 1;
    for (int i = 0; i < t->column_count; i++)
        if (s->elements[i] > most)
            most = s->elements[i];
    if (t->no_netcdf) {
        s->list_size = (size_t)(most + 1)*LIST_NUMBER;
        s->list = malloc(s->list_size);
        return s->list ? 0 : -1;
    }
    s->elsewhere = malloc(size);
    if (s->elsewhere)
        snprintf(s->elsewhere, size, "see %s.nc", t->name);
    return s->elsewhere ? 0 : -1;
}

static int prepare(struct csv *s, struct fail *f)
{
    const struct table *t = s->table;
    s->order = calloc((size_t)t->column_count + 1, sizeof *s->order);
    s->elements = calloc((size_t)t->column_count + 1, sizeof *s->elements);
    s->sum = checksum_open();
    if (!s->order || !s->elements || !s->sum)
        return fail(f, EXIT_SYSTEM, "out of memory");
    table_order(t, s->order);
    for (int i = 0; i < t->column_count; i++)
        s->elements[i] = column_elements(&t->columns[s->order[i]]);
    return prepare_lists(s) ? fail(f, EXIT_SYSTEM, "out of memory") : 0;
}

static int open_file(struct csv *s, struct fail *f)
{
    char *path = table_path(s->table, "csv", f);
    int status = path ? atomic_open(&s->file, path, f) : -1;
    free(path);
    return status;
}

static void abandon(struct csv *s)
{
    atomic_abandon(&s->file);
    release(s);
}

static struct csv *open_csv(const struct table *t, struct fail *f)
{
    struct csv *s = calloc(1, sizeof *s);
    if (!s) {
        fail(f, EXIT_SYSTEM, "out of memory");
        return NULL;
    }
    s->table = t;
    if (prepare(s, f) || open_file(s, f)) {
        release(s);
        return NULL;
    }
    if (put_header(s, f)) {
        abandon(s);
        return NULL;
    }
    return s;
}

/* ---- the sink ---- */

static int open_sink(struct sink *s, struct fail *f)
{
    s->self = open_csv(s->table, f);
    return s->self ? 0 : -1;
}

static int take(struct sink *s, const struct slab *slabs, int count, struct fail *f)
{
    (void)count;
    for (long row = 0; row < slabs[0].count[0]; row++)
        if (put_row(s->self, slabs, row, f))
            return -1;
    return 0;
}

static void abandon_sink(struct sink *s)
{
    abandon(s->self);
    s->self = NULL;
}

static int commit(struct sink *s, struct sink_files *files, struct fail *f)
{
    struct csv *csv = s->self;
    if (flush(csv, f)) {
        abandon_sink(s);
        return -1;
    }
    struct checksum sum = checksum_total(csv->sum);
    int status = atomic_add(&files->group, &csv->file, f);
    release(csv);
    s->self = NULL;
    if (!status)
        sink_list(files, s->kind->name, s->kind->suffix, &sum);
    return status;
}

const struct sink_kind sink_csv = {
    .name = "csv", .suffix = "csv", .open = open_sink, .take = take, .commit = commit, .abandon = abandon_sink,
};
