/* data_rows.c -- rows of cells in text.
 *
 * Cells follow RFC 4180, and what is near it: ';', tabs or blanks for commas, blanks
 * around a cell, separators left over at the end of a line. A # at the beginning of a
 * line or behind a blank begins a comment.
 */
#include "data_text.h"
#include <stdlib.h>
#include <string.h>

/* ---- cells ---- */

int cell_is_empty(const struct cell *c)
{
    return c->at == c->end;
}

int cell_is_word(const struct text_reader *r, const struct cell *c)
{
    return !cell_is_empty(c) && *c->at != '[' && !reader_is_number(r, c->at, c->end);
}

int cell_is(const struct cell *c, const char *name)
{
    const char *at = c->at;
    for (; at < c->end && *name == *at; name++)
        at += 1 + (c->quoted && *at == '"');
    return at == c->end && !*name;
}

char *cell_copy(const struct cell *c)
{
    char *copy = malloc((size_t)(c->end - c->at) + 1), *to = copy;
    for (const char *at = c->at; copy && at < c->end; at += 1 + (c->quoted && *at == '"'))
        *to++ = *at;
    if (copy)
        *to = '\0';
    return copy;
}

/* Messages that follow are about this cell. */
void reader_go_to(struct text_reader *r, const struct cell *c)
{
    r->line = c->line;
    r->line_number = c->line_number;
}

/* ---- rows ---- */

static int is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static int at_comment(const struct text_reader *r)
{
    return *r->at == '#' && (r->at == r->line || is_blank(r->at[-1]));
}

static int at_line_end(const struct text_reader *r)
{
    return r->at == r->end || *r->at == '\n' || *r->at == '\r' || at_comment(r);
}

static int at_separator(const struct text_reader *r)
{
    return *r->at == r->separator || (r->separator == ' ' && *r->at == '\t');
}

/* Reads a cell in quotes, which may go on over lines. */
static int read_quoted(struct text_reader *r, struct cell *c)
{
    const char *quote = r->at++;
    c->at = r->at;
    c->quoted = 1;
    for (; *r->at != '"' || r->at[1] == '"'; r->at++) {
        if (r->at == r->end) {
            reader_go_to(r, c);
            return reader_fail(r, quote, "the quote that begins here is not closed");
        }
        r->at += *r->at == '"';
        if (*r->at == '\n') {
            r->line = r->at + 1;
            r->line_number++;
        }
    }
    c->end = r->at++;
    if (r->separator != ' ')
        reader_skip_blanks(r);
    if (!at_separator(r) && !at_line_end(r))
        return reader_fail(r, r->at, "a '%c' is missing behind the quote",
                         r->separator == ' ' ? ',' : r->separator);
    return 0;
}

static void read_plain(struct text_reader *r, struct cell *c)
{
    c->at = r->at;
    while (!at_line_end(r) && !at_separator(r))
        r->at++;
    for (c->end = r->at; c->end > c->at && is_blank(c->end[-1]); )
        c->end--;
}

static int add_cell(struct row *row, struct cell c)
{
    if (row->count == row->room) {
        long room = row->room ? row->room*2 : 64;
        struct cell *more = realloc(row->cells, (size_t)room*sizeof *more);
        if (!more)
            return fail_memory(row->r->f, row->r->name);
        row->cells = more;
        row->room = room;
    }
    row->cells[row->count++] = c;
    return 0;
}

/* Reads the cells of a line; the place is then at its end. */
static int read_cells(struct row *row)
{
    struct text_reader *r = row->r;
    row->count = 0;
    reader_skip_blanks(r);
    for (;;) {
        struct cell c = { .line = r->line, .line_number = r->line_number };
        if (*r->at == '"' && read_quoted(r, &c))
            return -1;
        if (!c.quoted)
            read_plain(r, &c);
        if (add_cell(row, c))
            return -1;
        reader_skip_blanks(r);
        if (at_line_end(r))
            return 0;
        r->at += at_separator(r);
        reader_skip_blanks(r);
        if (r->separator == ' ' && at_line_end(r))
            return 0;
    }
}

/* How many cells there are without empty ones at the end. */
long row_filled(const struct row *row)
{
    long n = row->count;
    while (n > 0 && cell_is_empty(&row->cells[n - 1]) && !row->cells[n - 1].quoted)
        n--;
    return n;
}

/* Reads the next row that has something in it: 1; 0: there is none; -1: failed. */
int row_next(struct row *row)
{
    while (row->r->at < row->r->end) {
        if (row->begun)
            reader_next_line(row->r);
        row->begun = 1;
        if (read_cells(row))
            return -1;
        if (row_filled(row) > 0)
            return 1;
    }
    return 0;
}

/* ---- separators ---- */

/* Does [c] separate something in the line, outside of quotes? A tab behind another
 * separator is a blank. */
static int separates(const struct text_reader *r, char c)
{
    int quoted = 0;
    for (const char *at = r->at; *at && *at != '\n' && *at != '\r'; at++) {
        quoted ^= *at == '"';
        if (!quoted && *at == '#' && (at == r->at || is_blank(at[-1])))
            return 0;
        if (!quoted && *at == c && (c != '\t' || (!strchr(",;", at[at > r->at ? -1 : 0])
                                                  && !strchr(" \t\r\n", at[1]))))
            return 1;
    }
    return 0;
}

/* Words between blanks, or one name with blanks in it: the line below tells. */
static char blank_or_none(struct text_reader r)
{
    struct row row = { .r = &r };
    r.separator = ' ';
    int one = row_next(&row) == 1 && row_next(&row) == 1 && row.count == 1;
    free(row.cells);
    return one ? ',' : ' ';
}

char row_separator(const struct text_reader *r)
{
    static const char separators[] = ";\t,";
    for (const char *c = separators; *c; c++)
        if (separates(r, *c))
            return *c;
    struct fail ignored = { .code = 0 };
    struct text_reader copy = *r;
    copy.f = &ignored;
    return blank_or_none(copy);
}
