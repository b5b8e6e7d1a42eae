/* data_text.c -- arrays as text: numbers, and the names of their columns and rows.
 *
 * Names are taken as spreadsheets, pandas and R write them. The first line names
 * the columns if it holds no number but a word, or nothing in its first cell.
 * Below such a line the first cells may name the rows. Text without names is
 * numbers between commas or blanks.
 *
 * Text is read without regard to the locale: a point is a point. Every message
 * about a number says line and column.
 */
#include "data_formats.h"
#include <ctype.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SHOWN = 40,                         /* bytes of a word that a message repeats */
    MOST_CELLS = 1 << 20                /* of a line, where there are names */
};

struct cell {                           /* blanks and quotes aside */
    const char *at;
    int len, quoted;
};

struct cells {
    struct cell *list;
    long count, room;
};

struct text_reader {
    const char *name;
    const char *at, *end, *line;        /* line: where the current one begins */
    long line_number, rows, columns;
    struct cells cells;                 /* of the current line, where there are names */
    struct cells column_names;
    struct cells row_names;             /* no more than there are columns */
    int has_names;                      /* a first line names the columns */
    int rows_named;                     /* the first cells are names */
    const char *wanted;                 /* the column to read, or NULL: all */
    long wanted_at;
    double *values;
    size_t count, room;
    locale_t plain;
    struct fail *f;
};

/* ---- cells ---- */

static int line_ends(const struct text_reader *r)
{
    return r->at == r->end || *r->at == '\n' || *r->at == '\r' || *r->at == '#';
}

static void skip_blanks(struct text_reader *r, const char *blanks)
{
    while (r->at < r->end && *r->at && strchr(blanks, *r->at))
        r->at++;
}

static long place(const struct text_reader *r, const char *at)
{
    return at - r->line + 1;
}

static int add_cell(struct text_reader *r, struct cells *to, struct cell c)
{
    if (to->count == MOST_CELLS)
        return fail(r->f, BAD_FILE, "%s:%ld: at most %d columns are read where they have names", r->name,
                    r->line_number, MOST_CELLS);
    if (to->count == to->room) {
        long room = to->room ? 2*to->room : 64;
        struct cell *more = realloc(to->list, (size_t)room*sizeof *more);
        if (!more)
            return fail_memory(r->f, r->name);
        to->list = more;
        to->room = room;
    }
    to->list[to->count++] = c;
    return 0;
}

/* What stands between cells that may be words: commas, else tabs, else blanks. */
static char separator(const struct text_reader *r)
{
    char found = ' ';
    int quoted = 0;
    for (const char *s = r->line; s < r->end && !strchr("\r\n", *s) && (quoted || *s != '#'); s++) {
        quoted ^= *s == '"';
        if (!quoted && *s == ',')
            return ',';
        if (!quoted && *s == '\t')
            found = '\t';
    }
    return found;
}

/* The quote at r->at and what stands up to the next; two together are one of the name. */
static int quoted_cell(struct text_reader *r, struct cell *c)
{
    const char *s = r->at + 1;
    while (s < r->end && !strchr("\r\n", *s) && (s[0] != '"' || s[1] == '"'))
        s += s[0] == '"' ? 2 : 1;
    if (s >= r->end || *s != '"')
        return fail(r->f, BAD_CONTENT, "%s:%ld:%ld: the quote is not closed on its line", r->name,
                    r->line_number, place(r, r->at));
    *c = (struct cell){ r->at + 1, (int)(s - r->at - 1), 1 };
    r->at = s + 1;
    return 0;
}

static void plain_cell(struct text_reader *r, struct cell *c, const char *stops)
{
    const char *from = r->at;
    while (r->at < r->end && *r->at && !strchr(stops, *r->at))
        r->at++;
    const char *to = r->at;
    while (to > from && strchr(" \t", to[-1]))
        to--;
    *c = (struct cell){ from, (int)(to - from), 0 };
}

/* The cell at r->at; r->at goes behind it and the [sep] that follows. 0 separates at
 * commas and blanks, for lines of numbers alone. 1, or 0 where the line ends, or -1. */
static int next_cell(struct text_reader *r, char sep, struct cell *c)
{
    const char *blanks = sep == '\t' ? " " : " \t";
    char stops[] = { '#', '\r', '\n', sep ? sep : ',', sep == ',' ? ',' : '\t', sep ? sep : ' ', 0 };
    skip_blanks(r, blanks);
    if (*r->at != '"')
        plain_cell(r, c, stops);
    else if (quoted_cell(r, c))
        return -1;
    skip_blanks(r, blanks);
    if (line_ends(r))
        return 0;
    if (*r->at == (sep ? sep : ','))
        r->at++;
    return 1;
}

static int split_line(struct text_reader *r, char sep)
{
    int more = 1;
    r->cells.count = 0;
    while (more > 0) {
        struct cell c;
        more = next_cell(r, sep, &c);
        if (more < 0 || add_cell(r, &r->cells, c))
            return -1;
    }
    return 0;
}

/* ---- what cells are ---- */

/* Whether the cell is a number; strtod alone would read on over its end. */
static int number_of(const struct text_reader *r, const struct cell *c, double *value)
{
    char *stop;
    if (!c->len || isspace((unsigned char)*c->at))
        return 0;
    *value = strtod_l(c->at, &stop, r->plain);
    return stop == c->at + c->len;
}

/* A number, or several with blanks between. */
static int holds_numbers(const struct text_reader *r, const struct cell *c)
{
    const char *s = c->at, *end = c->at + c->len;
    while (s < end) {
        char *stop;
        strtod_l(s, &stop, r->plain);
        if (stop == s || (stop < end && !strchr(" \t", *stop)))
            return 0;
        for (s = stop; s < end && strchr(" \t", *s);)
            s++;
    }
    return c->len > 0;
}

/* A name that is no misspelt number. */
static int is_word(const struct text_reader *r, const struct cell *c)
{
    unsigned char first = c->len ? (unsigned char)*c->at : 0;
    return (isalpha(first) || first == '_' || first >= 0x80) && !holds_numbers(r, c);
}

static int is_name(const struct text_reader *r, const struct cell *c)
{
    return c->len > 0 && !holds_numbers(r, c);
}

/* ",0,1,2": what pandas writes above a matrix without names. */
static int counts_up(const struct text_reader *r)
{
    double value;
    for (long i = 1; i < r->cells.count; i++)
        if (!number_of(r, &r->cells.list[i], &value) || value != (double)(i - 1))
            return 0;
    return r->cells.count > 1;
}

/* Whether the cells of the first line are names. */
static int names_columns(const struct text_reader *r, char sep)
{
    int corner = r->cells.list[0].len == 0, words = 0, numbers = 0;
    for (long i = 0; i < r->cells.count; i++) {
        const struct cell *c = &r->cells.list[i];
        if (!c->quoted && memchr(c->at, ';', (size_t)c->len))
            return 0;
        words += is_word(r, c);
        numbers += !c->quoted && holds_numbers(r, c);
    }
    return (words && (corner || !numbers)) || (corner && sep == ',' && counts_up(r));
}

/* ---- rows ---- */

static int refuse_cell(const struct text_reader *r, const struct cell *c)
{
    int first = c->at == r->line + strspn(r->line, " \t\"");
    const char *way_out = "";
    if (!c->len)
        return fail(r->f, BAD_CONTENT, "%s:%ld:%ld: a number is missing; write nan for no value", r->name,
                    r->line_number, place(r, c->at));
    if (memchr(c->at, ';', (size_t)c->len))
        way_out = "; put commas or blanks between numbers, and points into them";
    else if (r->rows == 0 && !r->has_names && first)
        way_out = "; names of rows need a line of names above them, any other line a # in front";
    else if (*c->at == '[')
        way_out = "; lists are read from the NetCDF file";
    return fail(r->f, BAD_CONTENT, "%s:%ld:%ld: '%.*s' is not a number%s", r->name, r->line_number,
                place(r, c->at), c->len > SHOWN ? SHOWN : c->len, c->at, way_out);
}

static int push(struct text_reader *r, const struct cell *c)
{
    double value;
    if (!number_of(r, c, &value))
        return refuse_cell(r, c);
    if (isinf(value) && isdigit((unsigned char)c->at[c->len-1]))
        return fail(r->f, BAD_CONTENT, "%s:%ld:%ld: '%.*s' is too large for a number", r->name,
                    r->line_number, place(r, c->at), c->len > SHOWN ? SHOWN : c->len, c->at);
    if (r->count == MOST_VALUES)
        return fail(r->f, BAD_FILE, "%s: too large: at most %d numbers are read", r->name, MOST_VALUES);
    if (r->count == r->room) {
        size_t room = r->room ? r->room*2 : 256;
        double *more = realloc(r->values, room*sizeof *more);
        if (!more)
            return fail_memory(r->f, r->name);
        r->values = more;
        r->room = room;
    }
    r->values[r->count++] = value;
    return 0;
}

static int is_called(const struct cell *c, const char *name)
{
    return (int)strlen(name) == c->len && !strncmp(c->at, name, (size_t)c->len);
}

static int unknown_column(struct text_reader *r)
{
    char list[200] = "";
    size_t used = 0;
    for (long i = 0; i < r->column_names.count; i++) {
        const struct cell *c = &r->column_names.list[i];
        if (used + (size_t)c->len + 6 >= sizeof list) {
            strcpy(list + used, ", ...");
            break;
        }
        used += (size_t)sprintf(list + used, "%s%.*s", i ? ", " : "", c->len, c->at);
    }
    return fail(r->f, BAD_CONTENT, "%s: no column '%s'; there are %s", r->name, r->wanted, list);
}

static int find_column(struct text_reader *r)
{
    int found = 0;
    for (long i = 0; i < r->column_names.count; i++)
        if (is_called(&r->column_names.list[i], r->wanted)) {
            r->wanted_at = i;
            found++;
        }
    if (found > 1)
        return fail(r->f, BAD_CONTENT, "%s: %d columns are called '%s'", r->name, found, r->wanted);
    return found ? 0 : unknown_column(r);
}

/* The first row below the names shows whether it has a name itself; where it has, the
 * first name above is that of no column, unless rows are one cell longer (as R writes them). */
static int settle_names(struct text_reader *r, int corner)
{
    struct cells *names = &r->column_names;
    long more = r->cells.count - names->count;
    r->rows_named = corner || more == 1 || (r->cells.count > 1 && is_name(r, r->cells.list));
    if (r->rows_named && r->wanted && !corner && !more && is_called(names->list, r->wanted))
        r->rows_named = 0;              /* words that nobody asked for */
    if (r->rows_named && more != 1)
        memmove(names->list, names->list + 1, (size_t)--names->count*sizeof *names->list);
    r->columns = names->count;
    return r->wanted ? find_column(r) : 0;
}

static int wrong_length(const struct text_reader *r, long n)
{
    if (r->has_names)
        return fail(r->f, BAD_CONTENT, "%s:%ld: row %ld has %ld value%s, the first line names %ld; begin "
                    "a line of other text with #", r->name, r->line_number, r->rows, n, n == 1 ? "" : "s",
                    r->columns);
    return fail(r->f, BAD_CONTENT, "%s:%ld: row %ld has %ld value%s, row 1 has %ld", r->name,
                r->line_number, r->rows, n, n == 1 ? "" : "s", r->columns);
}

static int name_row(struct text_reader *r)
{
    const struct cell *c = r->cells.list;
    if (r->rows > 0 && is_name(r, r->row_names.list) && !c->quoted && holds_numbers(r, c))
        return fail(r->f, BAD_CONTENT, "%s:%ld:%ld: '%.*s' stands in the column of names, which '%.*s' above "
                    "makes it; write nan for no value", r->name, r->line_number, place(r, c->at), c->len,
                    c->at, r->row_names.list->len, r->row_names.list->at);
    return r->rows <= r->columns ? add_cell(r, &r->row_names, *c) : 0;
}

static int read_named_row(struct text_reader *r)
{
    if (split_line(r, separator(r)))
        return -1;
    if (r->rows == 0 && settle_names(r, r->column_names.list[0].len == 0))
        return -1;
    long from = r->rows_named, n = r->cells.count - from;
    if (r->rows_named && name_row(r))
        return -1;
    for (long i = 0; i < n && i < r->columns; i++)
        if ((!r->wanted || i == r->wanted_at) && push(r, &r->cells.list[from+i]))
            return -1;
    r->rows++;
    return n == r->columns ? 0 : wrong_length(r, n);
}

static int read_numbers(struct text_reader *r)
{
    long n = 0;
    for (int more = 1; more; n++) {
        struct cell c;
        more = next_cell(r, 0, &c);
        if (more < 0 || push(r, &c))
            return -1;
    }
    if (r->rows++ == 0)
        r->columns = n;
    return n == r->columns ? 0 : wrong_length(r, n);
}

static int keep_column_names(struct text_reader *r)
{
    for (long i = 0; i < r->cells.count; i++)
        if (add_cell(r, &r->column_names, r->cells.list[i]))
            return -1;
    r->has_names = 1;
    return 0;
}

/* Whether the first line names the columns: 1, 0 or -1. A number in front, and it does not. */
static int begins_with_names(struct text_reader *r)
{
    struct cell first;
    char sep = separator(r);
    if (next_cell(r, sep, &first) < 0)
        return -1;
    r->at = r->line;
    if (!first.quoted && holds_numbers(r, &first))
        return 0;
    if (split_line(r, sep))
        return -1;
    r->at = r->line;
    return names_columns(r, sep);
}

static int read_line(struct text_reader *r)
{
    skip_blanks(r, " \t");
    if (line_ends(r))
        return 0;
    r->at = r->line;
    if (r->has_names)
        return read_named_row(r);
    int names = r->rows == 0 ? begins_with_names(r) : 0;
    return names < 0 ? -1 : names ? keep_column_names(r) : read_numbers(r);
}

/* ---- the whole ---- */

static int by_text(const void *a, const void *b)
{
    const struct cell *x = a, *y = b;
    int common = x->len < y->len ? x->len : y->len, order = memcmp(x->at, y->at, (size_t)common);
    return order ? order : x->len - y->len;
}

/* A matrix whose rows and columns have the same names in another order would be
 * read as another matrix. */
static int judge_order(struct text_reader *r)
{
    struct cells *columns = &r->column_names, *rows = &r->row_names;
    long n = rows->count, first = 0;
    if (r->wanted || !r->rows_named || n != columns->count || r->rows != n)
        return 0;
    while (first < n && !by_text(&rows->list[first], &columns->list[first]))
        first++;
    if (first == n)
        return 0;
    struct cell row = rows->list[first], column = columns->list[first];
    qsort(rows->list, (size_t)n, sizeof *rows->list, by_text);
    qsort(columns->list, (size_t)n, sizeof *columns->list, by_text);
    for (long i = 0; i < n; i++)
        if (by_text(&rows->list[i], &columns->list[i]))
            return 0;
    return fail(r->f, BAD_CONTENT, "%s: row %ld is '%.*s' and column %ld '%.*s'; put rows and columns in "
                "one order", r->name, first + 1, row.len, row.at, first + 1, column.len, column.at);
}

/* Goes behind the end of the line: a newline, a return or both. */
static void next_line(struct text_reader *r)
{
    const char *end = strpbrk(r->at, "\r\n");
    r->at = !end ? r->end : end[0] == '\r' && end[1] == '\n' ? end + 2 : end + 1;
}

static int read_lines(struct text_reader *r)
{
    while (r->at < r->end) {
        r->line = r->at;
        r->line_number++;
        if (read_line(r))
            return -1;
        next_line(r);
    }
    if (r->rows == 0)
        return fail(r->f, BAD_CONTENT, r->has_names ? "%s: no numbers below the names"
                    : "%s: no numbers in it", r->name);
    if (r->wanted && !r->has_names)
        return fail(r->f, BAD_CONTENT, "%s: no column '%s'; no line above the numbers names them", r->name,
                    r->wanted);
    return judge_order(r);
}

int data_read_text(const char *name, const char *column, struct bytes text, struct data *out,
                   struct fail *f)
{
    if (memchr(text.at, 0, text.size))
        return fail(f, BAD_FILE, "%s: neither text nor a format that is known", name);
    struct text_reader r = { .name = name, .at = (const char *)text.at, .f = f, .wanted = column };
    r.end = r.at + text.size;
    if (text.size >= 3 && memcmp(r.at, "\xef\xbb\xbf", 3) == 0)
        r.at += 3;
    r.plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!r.plain)
        return fail_memory(f, name);
    int bad = read_lines(&r);
    long columns = column ? 1 : r.columns;
    freelocale(r.plain);
    free(r.cells.list);
    free(r.column_names.list);
    free(r.row_names.list);
    if (bad) {
        free(r.values);
        return -1;
    }
    out->values = r.values;
    out->rank = r.rows > 1 && columns > 1 ? 2 : 1;
    out->shape[0] = out->rank == 2 ? r.rows : r.rows*columns;
    out->shape[1] = columns;
    return 0;
}
