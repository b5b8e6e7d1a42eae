/* data_text.h -- what the readers of text share: a place in it, numbers, messages. */
#ifndef DATA_TEXT_H
#define DATA_TEXT_H
#include <locale.h>
#include "data_formats.h"

/* Set by data_read_text, moved on by the functions below. Where a row may begin it is copied to look
 * ahead. */
struct text_reader {
    const char *name;           /* for messages */
    const char *at, *end;       /* of what is left; a byte 0 stands at the end */
    const char *line;           /* where the current line begins, and its number */
    long line_number;           /* from 1 */
    char separator;             /* of values: ',' (or tabs or blanks), ';', '\t', or ' ' */
    double *values;             /* all that was read; data_read_text hands it on or frees it */
    size_t count, room;         /* numbers of it that are there, that there is room for */
    locale_t plain;             /* "C": a point is a point */
    struct fail *f;             /* the caller's; all functions that fail fill it and return -1 */
};

void reader_skip_blanks(struct text_reader *r);
/* At the end of the text or of a line, or at a comment. */
int reader_line_ends(const struct text_reader *r);
/* Goes behind the end of the line, whatever is left on it: a newline, a return or both. */
void reader_next_line(struct text_reader *r);

/* Reads what stands between two places, which has to be one number, and keeps it. */
int reader_number(struct text_reader *r, const char *from, const char *to);
int reader_keep(struct text_reader *r, double value);
/* The same as reader_number, but only tells whether it is one. */
int reader_is_number(const struct text_reader *r, const char *from, const char *to);

/* Fails at a place in the current line: "FILE:LINE:COLUMN: text". */
int reader_fail(const struct text_reader *r, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int reader_missing_number(const struct text_reader *r, const char *at);

/* ---- rows of cells (data_rows.c) ---- */

/* Of a row: set by row_next, good until the next one is read. */
struct cell {
    const char *at, *end;       /* without quotes; quotes inside are doubled still */
    const char *line;           /* the beginning of the line where it stands */
    long line_number;           /* of that line */
    int quoted;                 /* it stood in quotes: empty it counts as a cell all the same, see row_filled */
};

struct row {
    struct text_reader *r;      /* the caller's; it stands at the end of the row's line when one was read */
    int begun;                  /* a line was read; else the place is at the beginning of one */
    struct cell *cells;         /* of the row that was read last, for the caller to free */
    long count, room;           /* cells of the row; that there is room for */
};

/* Reads the next row that has something in it: 1; 0: there is none; -1: failed. */
int row_next(struct row *row);
/* How many cells there are without empty ones at the end. */
long row_filled(const struct row *row);
/* What stands between cells, seen from a first line. */
char row_separator(const struct text_reader *r);

int cell_is_empty(const struct cell *c);
/* Neither empty nor a number nor a list. */
int cell_is_word(const struct text_reader *r, const struct cell *c);
int cell_is(const struct cell *c, const char *name);
char *cell_copy(const struct cell *c);      /* to be freed; NULL when memory ran out */
/* Messages that follow are about the line of this cell. */
void reader_go_to(struct text_reader *r, const struct cell *c);

/* Text in which words or quotes stand beside the numbers (data_cells.c): [out] gets its
 * shape, [r] the values. */
int data_read_cells(struct text_reader *r, struct data_part part, struct data *out);
/* A list of edges: its first row names columns 'source' and 'target' (data_edges.c). [row] holds that row; [out] gets
 * the edges and its shape, [r] the numbers. */
int data_is_edges(const struct row *first);
int data_read_edges(struct row *first, struct data_part part, struct data *out);
#endif
