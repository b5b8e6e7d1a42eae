/* data_text.c -- numbers in text.
 *
 * Text is read without regard to the locale: a point is a point. Every message
 * about text says line and column. A file whose first line holds numbers alone is
 * read here, in any mixture of commas, tabs and blanks; what has names, or
 * quotes, is a table of cells and is read by data_cells.c.
 */
#include "data_text.h"
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- places and messages ---- */

int reader_line_ends(const struct text_reader *r)
{
    return r->at == r->end || *r->at == '\n' || *r->at == '\r' || *r->at == '#';
}

void reader_skip_blanks(struct text_reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || (*r->at == '\t' && r->separator != '\t')))
        r->at++;
}

void reader_next_line(struct text_reader *r)
{
    const char *end = strpbrk(r->at, "\r\n");
    r->at = !end ? r->end : end[0] == '\r' && end[1] == '\n' ? end + 2 : end + 1;
    r->line = r->at;
    r->line_number++;
}

int reader_fail(const struct text_reader *r, const char *at, const char *format, ...)
{
    char text[sizeof r->f->text];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return fail(r->f, EXIT_MODEL, "%s:%ld:%ld: %s", r->name, r->line_number, at - r->line + 1, text);
}

int reader_missing_number(const struct text_reader *r, const char *at)
{
    return reader_fail(r, at, "a number is missing; write nan for no value");
}

/* ---- numbers ---- */

static int push(struct text_reader *r, double value)
{
    if (r->count == MOST_VALUES)
        return fail(r->f, EXIT_SYSTEM, "%s: too large: at most %d numbers are read", r->name, MOST_VALUES);
    if (r->count == r->room) {
        size_t room = r->room ? r->room * 2 : 256;
        double *more = realloc(r->values, room * sizeof *more);
        if (!more)
            return fail_memory(r->f, r->name);
        r->values = more;
        r->room = room;
    }
    r->values[r->count++] = value;
    return 0;
}

/* strtod alone would read on over the end of the word, and take nothing for a zero. */
static int convert(const struct text_reader *r, const char *from, const char *to, double *value)
{
    char *stop;
    if (from == to || strchr(" \t\r\n", *from))
        return 0;
    *value = strtod_l(from, &stop, r->plain);
    return stop == to;
}

int reader_is_number(const struct text_reader *r, const char *from, const char *to)
{
    double value;
    return convert(r, from, to, &value);
}

/* Spreadsheets of some countries write 0,5 and put ';' between numbers. */
static int is_decimal_comma(const struct text_reader *r, const char *from, const char *to)
{
    const char *comma = memchr(from, ',', (size_t)(to - from));
    return comma && comma > from && r->separator != ',' && reader_is_number(r, from, comma)
        && reader_is_number(r, comma + 1, to);
}

int reader_number(struct text_reader *r, const char *from, const char *to)
{
    double value;
    int shown = to - from > 40 ? 40 : (int)(to - from);
    if (!convert(r, from, to, &value))
        return reader_fail(r, from, "'%.*s' is not a number%s", shown, from,
                         is_decimal_comma(r, from, to) ? "; write a point for the comma" : "");
    /* strtod takes 1e999 for infinity. */
    if (isinf(value) && memchr("0123456789", to[-1], 10))
        return reader_fail(r, from, "'%.*s' is too large for a number", shown, from);
    return push(r, value);
}

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
    if (bad)
        free(r.values);
    else
        out->values = r.values;
    return bad ? -1 : 0;
}
