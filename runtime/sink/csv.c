/* csv.c -- tables as text: a header, then one line a row; of series files of their own. */
#include <stdlib.h>
#include "csv_numbers.h"
#include "csv_text.h"
#include "held.h"
#include "spool.h"

struct csv {
    struct csv_cells cells;
    struct csv_file *file;
    struct csv_line line;
    struct csv_numbers *numbers;        /* every cell is one number: it writes the rows; or NULL */
    struct held_table *rows;    /* whose axes series repeat; NULL: none is written */
};

static int put_header(struct csv *s, struct fail *f)
{
    const struct table *t = s->cells.table;
    for (int i = 0; i < t->column_count; i++)
        if ((i && csv_line_add(&s->line, ",", 1, f))
            || csv_line_text(&s->line, t->columns[s->cells.order[i]].name, f))
            return -1;
    return csv_line_add(&s->line, "\n", 1, f) || csv_file_put(s->file, s->line.text, s->line.used, f) ? -1 : 0;
}

static int put_row(struct csv *s, const struct slab *slabs, long row, struct fail *f)
{
    s->line.used = 0;
    for (int i = 0; i < s->cells.table->column_count; i++)
        if ((i && csv_line_add(&s->line, ",", 1, f)) || csv_cells_put(&s->cells, i, slabs, row, &s->line, f))
            return -1;
    return csv_line_add(&s->line, "\n", 1, f) || csv_file_put(s->file, s->line.text, s->line.used, f) ? -1 : 0;
}

/* ---- the sink ---- */

static int wanted(const struct table *t)
{
    return table_has(t, FORMAT_CSV);
}

static int suffixes(const struct table *t, int i, char out[TABLE_SUFFIX])
{
    if (i == 0)
        return snprintf(out, TABLE_SUFFIX, "csv") > 0;
    for (int k = 0; k < t->series_count; k++)
        if (series_has_text(t, &t->series[k]) && --i == 0)
            return table_part(out, t->series[k].name, "csv") != NULL;
    return 0;
}

static void abandon(struct sink *sink)
{
    struct csv *s = sink->self;
    csv_numbers_close(s->numbers);
    csv_file_abandon(s->file);
    csv_cells_close(&s->cells);
    held_close(s->rows);
    free(s->line.text);
    free(s);
    sink->self = NULL;
}

static int has_text(const struct table *t)
{
    int any = 0;
    for (int i = 0; i < t->series_count; i++)
        any |= series_has_text(t, &t->series[i]);
    return any;
}

static int open_sink(struct sink *sink, struct fail *f)
{
    const struct table *t = sink->table;
    struct csv *s = sink->self = calloc(1, sizeof *s);
    if (!s)
        return fail_memory(f, NULL);
    if (csv_cells_open(&s->cells, t, f) == 0 && (s->file = csv_file_open(t, sink->kind->suffix, f))
        && (!has_text(t) || (s->rows = held_open(t, sink->kind->suffix, f))) && put_header(s, f) == 0
        && ((s->numbers = csv_numbers_open(s->file, &s->cells, f)) || !f->code))
        return 0;
    abandon(sink);
    return -1;
}

static int take(struct sink *sink, const struct slab *slabs, int count, struct fail *f)
{
    struct csv *s = sink->self;
    (void)count;
    if (s->numbers && csv_numbers_take(s->numbers, slabs, f))
        return -1;
    for (long row = 0; row < slabs[0].count[0] && !s->numbers; row++)
        if (put_row(s, slabs, row, f))
            return -1;
    return s->rows ? held_take(s->rows, slabs, f) : 0;
}

static int commit(struct sink *sink, struct sink_files *files, struct fail *f)
{
    struct csv *s = sink->self;
    int status = s->numbers ? csv_numbers_finish(s->numbers, f) : 0;
    if (!status) {
        status = csv_file_add(s->file, files, sink->kind->name, sink->kind->suffix, f);
        s->file = NULL;
    }
    const struct spools *spools = sink->to;
    if (status == 0 && s->rows && spools && spools->list)
        status = csv_series_write(&s->cells, s->rows, spools, files, f);
    abandon(sink);
    return status;
}

const struct sink_kind sink_csv = {
    .name = "csv", .suffix = "csv", .suffixes = suffixes, .wanted = wanted, .open = open_sink, .take = take,
    .commit = commit, .abandon = abandon,
};
