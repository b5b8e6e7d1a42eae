/* held.c -- rows in memory, then on the disk, in blocks of as many rows as memory holds. */
#include "held.h"
#include <stdlib.h>
#include <string.h>

struct held_table {
    const struct table *table;
    char *path;                 /* of the result */
    struct atomic file;         /* fd -1: memory was enough so far */
    double **cells;             /* [column][room rows]: one piece of memory, and of the file */
    struct slab *slabs;         /* [column], what is handed out */
    size_t bytes;               /* of a block */
    long room;                  /* rows of a block */
    long rows;                  /* that came; behind the blocks in the file, in memory */
    long blocks;                /* in the file */
};

static long row_elements(const struct table *t)
{
    long n = 0;
    for (int c = 0; c < t->column_count; c++)
        n += column_elements(&t->columns[c]);
    return n;
}

static int make_cells(struct held_table *h)
{
    const struct table *t = h->table;
    long each = row_elements(t);
    h->room = each ? HELD_BYTES/(each*(long)sizeof(double)) + 1 : 1;
    if (h->room > t->rows)
        h->room = t->rows < 1 ? 1 : t->rows;
    h->bytes = (size_t)(h->room*each)*sizeof(double);
    h->slabs = calloc((size_t)t->column_count + 1, sizeof *h->slabs);
    h->cells = calloc((size_t)t->column_count + 1, sizeof *h->cells);
    double *block = h->cells ? calloc(1, h->bytes + 1) : NULL;
    if (!h->slabs || !block)
        return -1;
    h->cells[0] = block;
    for (int c = 1; c < t->column_count; c++)
        h->cells[c] = h->cells[c - 1] + h->room*column_elements(&t->columns[c - 1]);
    return 0;
}

struct held_table *held_open(const struct table *t, const char *suffix, struct fail *f)
{
    struct held_table *h = calloc(1, sizeof *h);
    if (!h) {
        fail_memory(f, NULL);
        return NULL;
    }
    h->table = t;
    h->file.fd = -1;
    h->path = table_path(t, suffix, f);
    if (h->path && make_cells(h) == 0)
        return h;
    held_close(h);
    fail_memory(f, NULL);
    return NULL;
}

void held_close(struct held_table *h)
{
    if (!h)
        return;
    atomic_abandon(&h->file);
    if (h->cells)
        free(h->cells[0]);
    free(h->cells);
    free(h->slabs);
    free(h->path);
    free(h);
}

/* The block in memory goes to the file. */
static int spill(struct held_table *h, struct fail *f)
{
    if (h->file.fd < 0 && atomic_scratch(&h->file, h->path, f))
        return -1;
    return atomic_write_at(&h->file, h->cells[0], h->bytes, (long long)h->bytes*h->blocks++, f);
}

int held_take(struct held_table *h, const struct slab *slabs, struct fail *f)
{
    const struct table *t = h->table;
    for (long done = 0, n; done < slabs[0].count[0]; done += n) {
        long at = h->rows - h->blocks*h->room;
        if (at == h->room) {
            if (spill(h, f))
                return -1;
            at = 0;
        }
        n = slabs[0].count[0] - done < h->room - at ? slabs[0].count[0] - done : h->room - at;
        for (int c = 0; c < t->column_count; c++) {
            long each = column_elements(&t->columns[c]);
            memcpy(h->cells[c] + at*each, slabs[c].data + done*each, (size_t)(n*each)*sizeof(double));
        }
        h->rows += n;
    }
    return 0;
}

static int give_block(struct held_table *h, long first, long count, held_give *give, void *user, struct fail *f)
{
    for (int c = 0; c < h->table->column_count; c++)
        h->slabs[c] = slab_of_rows(h->table, c, first, count, h->cells[c]);
    return count ? give(user, h->slabs, h->table->column_count, f) : 0;
}

int held_replay(struct held_table *h, held_give *give, void *user, struct fail *f)
{
    long last = h->rows - h->blocks*h->room;
    if (!h->blocks)
        return give_block(h, 0, last, give, user, f);
    /* Memory is wanted for what is read: the last block joins the others, and stays there. */
    if (last && atomic_write_at(&h->file, h->cells[0], h->bytes, (long long)h->bytes*h->blocks, f))
        return -1;
    long blocks = h->blocks + (last > 0);
    for (long b = 0; b < blocks; b++) {
        long first = b*h->room, count = h->rows - first < h->room ? h->rows - first : h->room;
        if (atomic_read_at(&h->file, h->cells[0], h->bytes, (long long)h->bytes*b, f)
            || give_block(h, first, count, give, user, f))
            return -1;
    }
    return 0;
}

int held_sink_open(struct sink *s, struct fail *f)
{
    s->self = held_open(s->table, s->kind->suffix, f);
    return s->self ? 0 : -1;
}

int held_sink_take(struct sink *s, const struct slab *slabs, int count, struct fail *f)
{
    (void)count;
    return held_take(s->self, slabs, f);
}

void held_sink_close(struct sink *s)
{
    held_close(s->self);
    s->self = NULL;
}
