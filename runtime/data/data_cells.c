/* data_cells.c -- text with names: a column of a table, a matrix with labels.
 *
 * The first row holds names when some of it is no number; the first column of such a
 * table does when its corner is empty, when it begins with a word, or when the rest
 * is square. The text is gone through twice: to see what it is, and to take values.
 */
#include "data_text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_RANK = 3 };         /* dimensions of a list in a cell, at most */

struct cell_table {
    struct row row;
    char **names;               /* of the columns, as many as width, or NULL */
    long width, rows;           /* cells in a row, rows below the names */
    int labels;                 /* the first column names the rows: 1, else 0 */
    long first, last;           /* columns to take */
    int lists;                  /* the first row below the names holds some */
    int keeps_labels;           /* names of rows are wanted, and they are words */
    char **row_names; long row_name_count;      /* [rows]: those read so far; handed on or freed */
    int rank;                   /* of the cells taken; -1: none yet */
    long size[CELL_RANK];       /* of their lists, -1: none yet */
};

/* Names that count things. */
static int is_count(const char *at, const char *end)
{
    const char *from = at;
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at == end && at > from && at - from < 10;
}

/* ---- names ---- */

static const char *name_at(const void *names, long i)
{
    return ((char *const *)names)[i];
}

static void drop_names(struct cell_table *t)
{
    for (long i = 0; t->names && i < t->width; i++)
        free(t->names[i]);
    free(t->names);
    t->names = NULL;
}

/* The row that was read last names the columns; [shift]: it has no cell above the
 * names of the rows. */
static int keep_names(struct cell_table *t, long width, int shift)
{
    t->width = width;
    t->names = calloc((size_t)width, sizeof *t->names);
    for (long i = 0; t->names && i < width; i++) {
        long from = i - shift;
        t->names[i] = from >= 0 && from < t->row.count ? cell_copy(&t->row.cells[from]) : strdup("");
        if (!t->names[i])
            return fail_memory(t->row.r->f, t->row.r->name);
    }
    return t->names ? 0 : fail_memory(t->row.r->f, t->row.r->name);
}

/* Fails with the columns there are: [wanted] is none of them, or NULL, one is to be named. */
static int refuse_column(const struct cell_table *t, const char *wanted)
{
    char list[500] = "";
    size_t used = 0;
    const char *first = NULL;
    for (long i = 0; i < t->width; i++) {
        if (!*t->names[i])
            continue;
        if (used + 60 > sizeof list) {
            used += (size_t)snprintf(list + used, sizeof list - used, ", ...");
            break;
        }
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%.40s", first ? ", " : "",
                                 t->names[i]);
        first = first ? first : t->names[i];
    }
    if (wanted)
        return fail(t->row.r->f, EXIT_MODEL, "%.200s has no column '%.60s'; it has %s", t->row.r->name,
                    wanted, first ? list : "none");
    return fail(t->row.r->f, EXIT_MODEL, "%.200s has the columns %s; say which, as in %.200s:%.60s, or "
                "put # before their names to take all", t->row.r->name, list, t->row.r->name, first);
}

static int find_column(struct cell_table *t, const char *wanted)
{
    long found = data_find_name(wanted, t->width, name_at, t->names);
    if (found == -2)
        return fail(t->row.r->f, EXIT_MODEL, "%.200s has several columns '%.60s'; write the whole name",
                    t->row.r->name, wanted);
    if (found < 0)
        return refuse_column(t, wanted);
    t->first = found;
    t->last = found + 1;
    return 0;
}

/* ---- names of rows beside names of columns ---- */

/* What the rows' names are like, all of them. */
struct labels {
    long count;                 /* as many as rows */
    long words;                 /* so many are no numbers */
    int counts;                 /* they count up, from 0 or 1 */
    long from;
    int whole;                  /* one of them is a whole number */
    struct cell differs;        /* the first that is not its column's */
    long differs_row;           /* of it, from 1; 0: none differs */
};

static void add_label(const struct text_reader *r, struct labels *l, const struct cell *c,
                      const char *column)
{
    int whole = is_count(c->at, c->end);
    long value = whole ? strtol(c->at, NULL, 10) : -1;
    if (l->count == 0) {
        l->from = value;
        l->counts = value == 0 || value == 1;
    }
    l->counts &= value == l->from + l->count;
    l->whole |= whole;
    l->words += cell_is_word(r, c);
    l->count++;
    if (!l->differs_row && (!column || !cell_is(c, column))) {
        l->differs = *c;
        l->differs_row = l->count;
    }
}

/* The columns' names, looked at in the same way. */
static struct labels column_labels(const struct cell_table *t)
{
    struct labels l = { 0 };
    for (long i = t->labels; i < t->width; i++) {
        const char *name = t->names[i];
        struct cell c = { .at = name, .end = name + strlen(name) };
        add_label(t->row.r, &l, &c, NULL);
    }
    return l;
}

/* Names of one side that only count, below an empty corner, are none beside words. */
static int only_count(const struct cell_table *t, const struct labels *rows)
{
    struct labels columns = column_labels(t);
    return (rows->counts && !columns.whole && !*t->names[0]) || (columns.counts && !rows->whole);
}

/* Rows and columns have to name the same things in the same order. */
static int judge_labels(const struct cell_table *t, const struct labels *rows)
{
    if (!rows->differs_row || only_count(t, rows))
        return 0;
    const struct cell *c = &rows->differs;
    long i = rows->differs_row;
    int shown = c->end - c->at > 60 ? 60 : (int)(c->end - c->at);
    reader_go_to(t->row.r, c);
    if (i >= t->width)
        return reader_fail(t->row.r, c->at, "row %ld, '%.*s', has no column", i, shown, c->at);
    return reader_fail(t->row.r, c->at, "row %ld is '%.*s', but column %ld is '%.60s'; both have to be "
                     "in the same order", i, shown, c->at, i, t->names[i]);
}

/* ---- what the rows are ---- */

/* What the first row and the one below it look like. */
struct first_rows {
    int word, gap;              /* the first cell is a word, is empty */
    int named;                  /* it has names */
    long filled;                /* cells in it */
    long below;                 /* cells of the row below; 0: there is none */
};

/* A word that is no misspelt number. */
static int is_name(const struct text_reader *r, const struct cell *c)
{
    return cell_is_word(r, c) && (c->quoted || !strchr("0123456789.+-", *c->at));
}

/* Does the first row name columns? One name tells; several such as 7Networks_1 do where
 * all are words. A first cell alone may name the row. */
static int has_names(const struct cell_table *t)
{
    long words = 0, cells = row_filled(&t->row);
    for (long i = 1; i < cells; i++) {
        if (is_name(t->row.r, &t->row.cells[i]))
            return 1;
        words += cell_is_word(t->row.r, &t->row.cells[i]);
    }
    const struct cell *first = t->row.cells;
    if (cells < 2)
        return is_name(t->row.r, first);
    return words > 1 && words == cells - 1
        && (cell_is_empty(first) || cell_is_word(t->row.r, first));
}

static int look_below(struct cell_table *t, struct first_rows *f)
{
    struct text_reader ahead = *t->row.r;
    struct row below = { .r = &ahead, .begun = 1 };
    int more = row_next(&below);
    f->below = more > 0 ? row_filled(&below) : 0;
    for (long i = 0; i < f->below; i++)
        t->lists |= *below.cells[i].at == '[';
    free(below.cells);
    return more < 0 ? -1 : 0;
}

static int read_first(struct cell_table *t, struct first_rows *f)
{
    int more = row_next(&t->row);
    if (more == 0)
        return fail(t->row.r->f, EXIT_MODEL, "%s: no numbers in it", t->row.r->name);
    if (more < 0 || look_below(t, f))
        return -1;
    const struct cell *c = t->row.cells;
    f->word = cell_is_word(t->row.r, c);
    f->gap = cell_is_empty(c);
    f->named = has_names(t);
    f->filled = row_filled(&t->row);
    int shift = t->row.count + 1 == f->below;
    long width = t->row.count < f->below ? t->row.count : f->below;
    return keep_names(t, shift ? f->below : width > f->filled ? width : f->filled, shift);
}

/* Looks at all rows below the first: how many, and what their first cells are. */
static int scan(struct cell_table *t, struct labels *l)
{
    int more;
    while ((more = row_next(&t->row)) > 0) {
        t->rows++;
        add_label(t->row.r, l, t->row.cells, t->rows < t->width ? t->names[t->rows] : NULL);
    }
    return more;
}

/* No names above: the first row is one of values. */
static void take_first_row(struct cell_table *t, const struct first_rows *f, const struct labels *l,
                           struct text_reader start)
{
    drop_names(t);
    *t->row.r = start;
    t->row.begun = 0;
    t->width = f->filled;
    t->labels = f->word && t->width > 1 && l->words == t->rows;
    t->rows++;
}

static int choose_columns(struct cell_table *t, struct data_part part, const struct labels *l)
{
    if (part.name)
        return find_column(t, part.name);
    t->first = t->labels;
    t->last = t->width;
    long columns = t->last - t->first;
    if (columns == 0)
        return fail(t->row.r->f, EXIT_MODEL, "%s: no numbers in it", t->row.r->name);
    if (t->names && columns > 1 && (part.use == DATA_VALUES || t->lists))
        return refuse_column(t, NULL);
    return t->names && t->labels && part.use == DATA_MATRIX ? judge_labels(t, l) : 0;
}

/* Finds out what the first row and the first column are, and goes before the first
 * row of values. */
static int lay_out(struct cell_table *t, struct data_part part)
{
    struct first_rows f = { 0 };
    struct labels l = { 0 };
    struct text_reader start = *t->row.r, mark;
    if (read_first(t, &f))
        return -1;
    mark = *t->row.r;
    if (scan(t, &l))
        return -1;
    int square = t->rows == t->width - 1;
    if (t->rows > 0 && (part.name || f.named || f.gap || (f.word && square && !l.differs_row))) {
        *t->row.r = mark;
        t->labels = !*t->names[0] || (t->width > 1 && l.words == t->rows)
                 || (square && part.use == DATA_MATRIX);
    } else if (part.name) {
        return fail(t->row.r->f, EXIT_MODEL, "%s: no values below a line that names '%.60s'",
                    t->row.r->name, part.name);
    } else {
        take_first_row(t, &f, &l, start);
    }
    t->keeps_labels = t->labels && l.words > 0 && part.use == DATA_MATRIX;
    return choose_columns(t, part, &l);
}

/* ---- values ---- */

static int refuse_shape(const struct cell_table *t, const char *at)
{
    return reader_fail(t->row.r, at, "a list of another shape than the first one");
}

/* The length of a list that ends here, at a depth. */
static int take_length(struct cell_table *t, const char *at, int level, long n)
{
    if (t->size[level] < 0)
        t->size[level] = n;
    return n == t->size[level] ? 0 : refuse_shape(t, at);
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && strchr(" \t\r\n", *at))
        at++;
    return at;
}

/* A number, or a list of such things; [at] goes behind it. */
static int read_value(struct cell_table *t, const char **at, const char *end, int level)
{
    const char *from = *at = skip_blanks(*at, end);
    if (from == end || *from != '[') {
        if (t->rank < 0)
            t->rank = level;
        while (*at < end && (level == 0 || !strchr(",] \t\r\n", **at)))
            ++*at;
        return level == t->rank ? reader_number(t->row.r, from, *at) : refuse_shape(t, from);
    }
    if (t->rank >= 0 && level >= t->rank)
        return refuse_shape(t, from);
    if (level == CELL_RANK)
        return reader_fail(t->row.r, from, "lists nest %d deep at most", CELL_RANK);
    for (long n = 1;; n++) {
        ++*at;
        if (read_value(t, at, end, level + 1))
            return -1;
        *at = skip_blanks(*at, end);
        if (*at == end || !strchr(",]", **at))
            return reader_fail(t->row.r, *at, "a ',' or ']' is missing in the list");
        if (**at == ']') {
            ++*at;
            return take_length(t, from, level, n);
        }
    }
}

/* massc keeps long lists in the NetCDF file beside a table. */
static int is_elsewhere(const struct cell *c)
{
    return c->end - c->at > 7 && memcmp(c->at, "see ", 4) == 0 && memcmp(c->end - 3, ".nc", 3) == 0;
}

static int read_cell(struct cell_table *t, const struct cell *c, long column)
{
    const char *at = c->at;
    reader_go_to(t->row.r, c);
    if (cell_is_empty(c))
        return reader_missing_number(t->row.r, at);
    if (is_elsewhere(c))
        return reader_fail(t->row.r, at, "the list stands in another file: \"%.*s:%.60s\"",
                         (int)(c->end - c->at) - 4, c->at + 4, t->names ? t->names[column] : "");
    if (t->last - t->first > 1)
        return reader_number(t->row.r, at, c->end);
    if (read_value(t, &at, c->end, 0))
        return -1;
    at = skip_blanks(at, c->end);
    return at < c->end ? reader_fail(t->row.r, at, "something follows the list") : 0;
}

static int keep_row_name(struct cell_table *t, const struct cell *c)
{
    if (!t->row_names)
        t->row_names = calloc((size_t)t->rows, sizeof *t->row_names);
    char *name = t->row_names ? cell_copy(c) : NULL;
    if (!name)
        return fail_memory(t->row.r->f, t->row.r->name);
    t->row_names[t->row_name_count++] = name;
    return 0;
}

static int read_row(struct cell_table *t, long row)
{
    long extra = row_filled(&t->row) > t->width, n = extra ? row_filled(&t->row) : t->row.count;
    if (n < t->width || extra)
        return reader_fail(t->row.r, extra ? t->row.cells[t->width].at : t->row.r->at, "row %ld has %ld value%s, "
                         "the first line %ld", row, n, n == 1 ? "" : "s", t->width);
    const char *line = t->row.r->line;
    long line_number = t->row.r->line_number;
    for (long i = t->first; i < t->last; i++)
        if (read_cell(t, &t->row.cells[i], i))
            return -1;
    if (t->keeps_labels && keep_row_name(t, &t->row.cells[0]))
        return -1;
    t->row.r->line = line;
    t->row.r->line_number = line_number;
    return 0;
}

static void take_shape(const struct cell_table *t, struct data *out)
{
    long columns = t->last - t->first;
    out->rank = t->rows > 1 && columns > 1 ? 2 : 1;
    out->shape[0] = out->rank == 2 ? t->rows : t->rows*columns;
    out->shape[1] = columns;
    for (int i = 0; i < t->rank; i++)
        out->shape[out->rank++] = t->size[i];
}

static int read_table(struct cell_table *t, struct data_part part, struct data *out)
{
    if (lay_out(t, part))
        return -1;
    for (long row = 1; row <= t->rows; row++)
        if (row_next(&t->row) < 0 || read_row(t, row))
            return -1;
    take_shape(t, out);
    out->labels = t->row_names;
    out->label_count = t->row_name_count;
    t->row_names = NULL;
    return 0;
}

/* 1: it is one, read or not; 0: the text is none. */
static int tries_edges(struct text_reader *r, struct data_part part, struct data *out, int *bad)
{
    struct text_reader start = *r;
    struct row first = { .r = r };
    int more = part.use == DATA_MATRIX ? row_next(&first) : 0, are = more > 0 && data_is_edges(&first);
    if (are)
        *bad = data_read_edges(&first, part, out);
    free(first.cells);
    if (!are && more >= 0)
        *r = start;
    if (more < 0)
        *bad = -1;
    return are || more < 0;
}

int data_read_cells(struct text_reader *r, struct data_part part, struct data *out)
{
    struct cell_table t = { .row.r = r, .rank = -1, .size = { -1, -1, -1 } };
    int bad = 0;
    r->at = r->line;
    r->separator = row_separator(r);
    if (tries_edges(r, part, out, &bad))
        return bad;
    bad = read_table(&t, part, out);
    data_free_names(t.row_names, t.row_name_count);
    drop_names(&t);
    free(t.row.cells);
    return bad;
}
