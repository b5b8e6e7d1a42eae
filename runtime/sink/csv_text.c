/* csv_text.c -- files, lines and cells of CSV.
 *
 * Lines end in \n, as pandas writes them; quoting is RFC 4180's. Lists inside a
 * cell are JSON with the NaN and Infinity that Python's json module reads.
 */
#include "csv_text.h"
#include "base/number.h"
#include <stdlib.h>
#include <string.h>

enum { CSV_LIST = 64 };         /* elements up to which an array is written out */

/* ---- a file ---- */

struct csv_file *csv_file_open(const struct table *t, const char *suffix, struct fail *f)
{
    struct csv_file *c = calloc(1, sizeof *c);
    char *path = c ? table_path(t, suffix, f) : NULL;
    if (c)
        c->sum = checksum_open();
    if (path && c->sum && atomic_open(&c->file, path, f) == 0) {
        free(path);
        return c;
    }
    if (!f->code)
        fail_memory(f, NULL);
    if (c)
        checksum_close(c->sum);
    free(path);
    free(c);
    return NULL;
}

static int write_out(struct csv_file *c, const char *bytes, size_t n, struct fail *f)
{
    checksum_add(c->sum, bytes, n);
    return atomic_write(&c->file, bytes, n, f);
}

static int flush(struct csv_file *c, struct fail *f)
{
    size_t n = c->used;
    c->used = 0;
    return n ? write_out(c, c->buffer, n, f) : 0;
}

char *csv_file_room(struct csv_file *c, size_t n, struct fail *f)
{
    if (n > CSV_BUFFER - c->used && flush(c, f))
        return NULL;
    return c->buffer + c->used;
}

int csv_file_put(struct csv_file *c, const char *bytes, size_t n, struct fail *f)
{
    if (n > CSV_BUFFER)
        return flush(c, f) ? -1 : write_out(c, bytes, n, f);
    char *room = csv_file_room(c, n, f);
    if (!room)
        return -1;
    memcpy(room, bytes, n);
    c->used += n;
    return 0;
}

int csv_file_add(struct csv_file *c, struct sink_files *files, const char *key, const char *suffix, struct fail *f)
{
    if (flush(c, f)) {
        csv_file_abandon(c);
        return -1;
    }
    struct checksum sum = checksum_total(c->sum);
    int status = atomic_add(&files->group, &c->file, f);
    checksum_close(c->sum);
    free(c);
    return status ? status : sink_list(files, key, suffix, &sum, f);
}

void csv_file_abandon(struct csv_file *c)
{
    if (!c)
        return;
    atomic_abandon(&c->file);
    checksum_close(c->sum);
    free(c);
}

/* ---- a line ---- */

static char *reserve(struct csv_line *l, size_t n, struct fail *f)
{
    if (l->room - l->used < n) {
        size_t room = 2*(l->used + n);
        char *text = realloc(l->text, room);
        if (!text)
            return fail_memory(f, NULL), NULL;
        l->text = text;
        l->room = room;
    }
    return l->text + l->used;
}

int csv_line_add(struct csv_line *l, const char *bytes, size_t n, struct fail *f)
{
    char *to = reserve(l, n, f);
    if (!to)
        return -1;
    memcpy(to, bytes, n);
    l->used += n;
    return 0;
}

int csv_line_text(struct csv_line *l, const char *text, struct fail *f)
{
    if (!strpbrk(text, ",\"\r\n"))
        return csv_line_add(l, text, strlen(text), f);
    if (csv_line_add(l, "\"", 1, f))
        return -1;
    for (; *text; text++)
        if (csv_line_add(l, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1, f))
            return -1;
    return csv_line_add(l, "\"", 1, f);
}

/* ---- cells ---- */

int csv_cells_open(struct csv_cells *c, const struct table *t, struct fail *f)
{
    *c = (struct csv_cells){ .table = t };
    c->order = calloc((size_t)t->column_count + 1, sizeof *c->order);
    c->elements = calloc((size_t)t->column_count + 1, sizeof *c->elements);
    if (!c->order || !c->elements)
        return fail_memory(f, NULL);
    table_order(t, c->order);
    for (int i = 0; i < t->column_count; i++)
        c->elements[i] = column_elements(&t->columns[c->order[i]]);
    if (table_has(t, FORMAT_NETCDF) && asprintf(&c->elsewhere, "see %s.nc", t->name) < 0) {
        c->elsewhere = NULL;
        return fail_memory(f, NULL);
    }
    return 0;
}

void csv_cells_close(struct csv_cells *c)
{
    free(c->order);
    free(c->elements);
    free(c->elsewhere);
    *c = (struct csv_cells){ .table = NULL };
}

/* Large arrays stand in the NetCDF file, or where there is none, here. A list never needs
 * doubled quotes. */
int csv_cells_put(const struct csv_cells *c, int i, const struct slab *slabs, long row, struct csv_line *line,
                  struct fail *f)
{
    const struct column *about = &c->table->columns[c->order[i]];
    const double *cell = slabs[c->order[i]].data + row*c->elements[i];
    if (c->elements[i] > CSV_LIST && c->elsewhere)
        return csv_line_text(line, c->elsewhere, f);
    if (column_name_of(about, *cell))
        return csv_line_text(line, column_name_of(about, *cell), f);
    size_t room = ((size_t)c->elements[i] + 2)*LIST_NUMBER;
    char *at = reserve(line, room, f);
    if (!at)
        return -1;
    if (!column_is_list(about)) {
        number_shortest(at, *cell, c->table->single && !about->integer);
        line->used += strlen(at);
        return 0;
    }
    *at = '"';
    size_t n = column_list(about, cell, c->table->single, LIST_JSON, at + 1, room - 2*LIST_NUMBER + 2);
    at[n + 1] = '"';
    line->used += n + 2;
    return 0;
}
