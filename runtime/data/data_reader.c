/* data_reader.c -- a place in text, the numbers there, and messages about it.
 *
 * Text is read without regard to the locale: a point is a point. Every message
 * about text says line and column.
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
    return fail(r->f, EXIT_MODEL, "%s:%ld:%ld: %s", r->name, r->line_number, (long)(at - r->line) + 1, text);
}

int reader_missing_number(const struct text_reader *r, const char *at)
{
    return reader_fail(r, at, "a number is missing; write nan for no value");
}

/* ---- numbers ---- */

int reader_keep(struct text_reader *r, double value)
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
    return reader_keep(r, value);
}
