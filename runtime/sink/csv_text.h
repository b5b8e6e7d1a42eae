/* csv_text.h -- what CSV files of a table are made of: files, lines, cells. */
#ifndef CSV_TEXT_H
#define CSV_TEXT_H
#include "sink.h"

/* ---- a file that is written ---- */

enum { CSV_BUFFER = 1 << 16 };

/* Made by csv_file_open, freed by adding or abandoning it. */
struct csv_file {
    struct atomic file;                 /* under its temporary name */
    struct checksum_stream *sum;        /* of what was written */
    size_t used;                        /* bytes of the buffer that wait to be written */
    char buffer[CSV_BUFFER];
};

/* DIR/TABLE.SUFFIX; NULL and [f] filled where it cannot be written. */
struct csv_file *csv_file_open(const struct table *t, const char *suffix, struct fail *f);
int  csv_file_put(struct csv_file *c, const char *bytes, size_t n, struct fail *f);
/* Room for [n] bytes, at most CSV_BUFFER, that follow; what of it was taken is c->used. NULL: [f] says why. */
char *csv_file_room(struct csv_file *c, size_t n, struct fail *f);
/* Hands the file to the group, complete, and lists it under [key] (NULL: its suffix). Frees. */
int  csv_file_add(struct csv_file *c, struct sink_files *files, const char *key, const char *suffix, struct fail *f);
void csv_file_abandon(struct csv_file *c);      /* takes NULL */

/* ---- a line ---- */

/* All 0 is an empty one; begun again by used = 0. Not NUL-terminated. */
struct csv_line {
    char *text;                         /* for the caller to free */
    size_t used, room;                  /* bytes of the line; there is room for */
};

int  csv_line_add(struct csv_line *l, const char *bytes, size_t n, struct fail *f);
/* In quotes where RFC 4180 wants them. */
int  csv_line_text(struct csv_line *l, const char *text, struct fail *f);

/* ---- cells ---- */

/* How a table's cells are written. Set by csv_cells_open, freed by csv_cells_close, also after a failure. */
struct csv_cells {
    const struct table *table;  /* outlives it */
    int *order;                 /* [column_count]: columns as they are written, see table_order */
    long *elements;             /* of column order[i] */
    char *elsewhere;            /* what stands for a large array, "see NAME.nc"; NULL: nothing does */
};

int  csv_cells_open(struct csv_cells *c, const struct table *t, struct fail *f);
/* Cell [i], counted in [order], of row [row] of a group. */
int  csv_cells_put(const struct csv_cells *c, int i, const struct slab *slabs, long row, struct csv_line *line,
                   struct fail *f);
void csv_cells_close(struct csv_cells *c);

/* ---- series (csv_series.c) ---- */

struct held_table;
struct spools;
/* One file each: a line a sample and node. [rows] are all rows of the table. */
int  csv_series_write(const struct csv_cells *cells, struct held_table *rows, const struct spools *spools,
                      struct sink_files *files, struct fail *f);
#endif
