/* data_text.c -- numbers in text.
 *
 * A file whose first line holds numbers alone is
 * read here, in any mixture of commas, tabs and blanks; what has names, or
 * quotes, is a table of cells and is read by data_cells.c.
 */
#include "data_text.h"
#include <stdlib.h>
#include <string.h>

/* ---- lines of numbers ---- */

/* The end of the word that begins here. */
static const char *word_end(const struct text_reader *r)
{
    const char *end = r->at;
    while (end < r->end && *end != r->separator && !strchr(" \t#\r\n", *end))
        end++;
    return end;
}

/* Nothing but separators up to the end of the line, as spreadsheets leave behind? */
static int rest_is_empty(const struct text_reader *r)
{
    struct text_reader ahead = *r;
    for (;;) {
        reader_skip_blanks(&ahead);
        if (reader_line_ends(&ahead))
            return 1;
        if (*ahead.at++ != r->separator)
            return 0;
    }
}

/* The numbers of a line that has some; how many, or -1. [gap]: where one could stand
 * behind the last separator. */
static long read_row(struct text_reader *r, const char **gap)
{
    *gap = NULL;
    for (long n = 0;; ) {
        if (*r->at == r->separator)
            return reader_missing_number(r, r->at);
        const char *end = word_end(r);
        if (reader_number(r, r->at, end))
            return -1;
        n++;
        r->at = end;
        reader_skip_blanks(r);
        if (reader_line_ends(r))
            return n;
        if (*r->at == r->separator) {
            *gap = ++r->at;
            if (rest_is_empty(r))
                return n;
        }
        *gap = NULL;
        reader_skip_blanks(r);
    }
}

/* Lines of as many numbers each. */
static int read_rows(struct text_reader *r, long *rows, long *columns)
{
    for (; r->at < r->end; reader_next_line(r)) {
        const char *gap;
        if (rest_is_empty(r))
            continue;
        reader_skip_blanks(r);
        long n = read_row(r, &gap);
        if (n < 0)
            return -1;
        if ((*rows)++ == 0)
            *columns = n;
        if (n < *columns && gap)
            return reader_missing_number(r, gap);
        if (n != *columns)
            return fail(r->f, EXIT_MODEL, "%s:%ld: row %ld has %ld value%s, row 1 has %ld", r->name,
                        r->line_number, *rows, n, n == 1 ? "" : "s", *columns);
    }
    return 0;
}

static int read_numbers(struct text_reader *r, struct data *out)
{
    long rows = 0, columns = 0;
    if (read_rows(r, &rows, &columns))
        return -1;
    out->rank = rows > 1 && columns > 1 ? 2 : 1;
    out->shape[0] = out->rank == 2 ? rows : rows*columns;
    out->shape[1] = columns;
    return 0;
}

/* ---- what the text is ---- */

/* Passes over lines without a value; 0 at the end. */
static int find_first_line(struct text_reader *r)
{
    while (r->at < r->end) {
        reader_skip_blanks(r);
        if (!reader_line_ends(r) && !rest_is_empty(r))
            return 1;
        reader_next_line(r);
    }
    return 0;
}

/* How many numbers stand in the line, gaps left out; -1: there is something else. */
static long count_numbers(struct text_reader r)
{
    for (long n = 0;; n++) {
        while (r.at < r.end && (*r.at == r.separator || *r.at == ' ' || *r.at == '\t'))
            r.at++;
        if (reader_line_ends(&r))
            return n;
        const char *end = word_end(&r);
        if (!reader_is_number(&r, r.at, end))
            return -1;
        r.at = end;
    }
}

/* A first line that begins with a gap, with one more number in the line below or a name,
 * is one of names beside an empty corner. */
static int has_corner(struct text_reader r, long count)
{
    int gap = *r.at == r.separator || *r.line == '\t';
    reader_next_line(&r);
    long below = gap && find_first_line(&r) ? count_numbers(r) : 0;
    return below < 0 || below == count + 1;
}

static int is_numeric(const struct text_reader *r)
{
    long count = count_numbers(*r);
    return count > 0 && !has_corner(*r, count);
}

static int read_any(struct text_reader *r, struct data_part part, struct data *out)
{
    r->separator = ',';
    if (!find_first_line(r))
        return fail(r->f, EXIT_MODEL, "%s: no numbers in it", r->name);
    if (memchr(r->at, ';', strcspn(r->at, "\r\n#\"")))
        r->separator = ';';
    return !part.name && is_numeric(r) ? read_numbers(r, out) : data_read_cells(r, part, out);
}

int data_read_text(const char *name, struct data_part part, struct bytes text, struct data *out,
                   struct fail *f)
{
    if (text.size >= 2 && (memcmp(text.at, "\xff\xfe", 2) == 0 || memcmp(text.at, "\xfe\xff", 2) == 0))
        return fail(f, EXIT_SYSTEM, "%s: it is text in UTF-16; save it as UTF-8", name);
    if (memchr(text.at, 0, text.size))
        return fail(f, EXIT_SYSTEM, "%s: neither text nor a format that is known", name);
    struct text_reader r = { .name = name, .at = (const char *)text.at, .line_number = 1, .f = f };
    r.end = r.at + text.size;
    if (text.size >= 3 && memcmp(r.at, "\xef\xbb\xbf", 3) == 0)
        r.at += 3;
    r.line = r.at;
    r.plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!r.plain)
        return fail_memory(f, name);
    int bad = read_any(&r, part, out);
    freelocale(r.plain);
    out->values = r.values;
    if (bad)
        data_free(out);
    return bad ? -1 : 0;
}
