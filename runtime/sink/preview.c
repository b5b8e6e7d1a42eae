/* preview.c -- a table that is in nobody's memory, as the screen shows it. */
#include "preview.h"
#include <stdlib.h>

enum {
    HEAD = 60, TAIL = 5,        /* rows the screen may want of a long table */
    BATCH = 64                  /* rows computed at a time */
};

struct feed {
    const struct table *table;
    table_fill *fill;
    void *user;
    struct cells cells;         /* of a batch */
    struct slab *slabs;
};

static int open_feed(struct feed *d, struct fail *f)
{
    struct table batch = *d->table;
    batch.rows = BATCH;
    d->slabs = calloc((size_t)d->table->column_count + 1, sizeof *d->slabs);
    return d->slabs ? cells_open(&d->cells, &batch, f) : fail(f, EXIT_SYSTEM, "not enough memory");
}

static void close_feed(struct feed *d)
{
    cells_close(&d->cells);
    free(d->slabs);
}

static int give(struct feed *d, struct sink *screen, long first, long end, struct fail *f)
{
    for (; first < end; first += BATCH) {
        long count = end - first < BATCH ? end - first : BATCH;
        d->fill(d->user, first, count, d->cells.column);
        for (int c = 0; c < d->table->column_count; c++)
            d->slabs[c] = slab_of_rows(d->table, c, first, count, d->cells.column[c]);
        if (sink_take(screen, d->slabs, d->table->column_count, f) < 0)
            return -1;
    }
    return 0;
}

int preview_open(struct sink *screen, const struct table *t, table_fill *fill, void *user, struct fail *f)
{
    struct feed d = { .table = t, .fill = fill, .user = user };
    long n = t->rows, head = n < HEAD ? n : HEAD, tail = n - TAIL > head ? n - TAIL : head;
    if (sink_open(screen, &sink_screen, t, NULL, f) < 0)
        return -1;
    int status = open_feed(&d, f);
    if (status == 0)
        status = give(&d, screen, 0, head, f) < 0 || give(&d, screen, tail, n, f) < 0 ? -1 : 0;
    close_feed(&d);
    if (status < 0)
        sink_abandon(screen);
    return status;
}
