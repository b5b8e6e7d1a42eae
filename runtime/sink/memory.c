/* memory.c -- tables in memory: all cells of all columns. */
#include <stdlib.h>
#include <string.h>
#include "sink.h"

int cells_open(struct cells *c, const struct table *t, struct fail *f)
{
    *c = (struct cells){ .column = calloc((size_t)t->column_count + 1, sizeof *c->column),
                         .count = t->column_count };
    for (int i = 0; c->column && i < c->count; i++) {
        size_t each = (size_t)column_elements(&t->columns[i])*sizeof(double);
        c->column[i] = calloc((size_t)t->rows + 1, each);
        if (!c->column[i]) {
            cells_close(c);
            return fail(f, EXIT_SYSTEM, "not enough memory for %ld rows", t->rows);
        }
    }
    return c->column ? 0 : fail(f, EXIT_SYSTEM, "not enough memory");
}

void cells_close(struct cells *c)
{
    for (int i = 0; c->column && i < c->count; i++)
        free(c->column[i]);
    free(c->column);
    *c = (struct cells){ .column = NULL };
}

/* Numbers between two neighbours along dimension [d] of a cell. */
static long stride(const struct column *c, int d)
{
    long n = column_elements(c);
    for (int i = 1; i <= d; i++)
        n /= i <= c->rank ? c->shape[i - 1] : i == c->rank + 1 && c->key ? 2 : 1;
    return n;
}

/* Copies what the slab holds below dimension [d], which goes to [to]. */
static const double *put_below(const struct column *c, const struct slab *s, int d, double *to, const double *from)
{
    long each = d < SLAB_RANK ? stride(c, d) : 0;
    if (d == SLAB_RANK) {
        *to = *from;
        return from + 1;
    }
    for (long i = 0; i < s->count[d]; i++)
        from = put_below(c, s, d + 1, to + (s->first[d] + i)*each, from);
    return from;
}

static void cells_put(struct cells *c, const struct table *t, const struct slab *s)
{
    const struct column *column = &t->columns[s->variable];
    size_t n = (size_t)column_elements(column);
    if (slab_is_whole(t, s))
        memcpy(c->column[s->variable] + (size_t)s->first[0]*n, s->data, (size_t)s->count[0]*n*sizeof(double));
    else
        put_below(column, s, 0, c->column[s->variable], s->data);
}

/* ---- the sink ---- */

static int open_cells(struct sink *s, struct fail *f)
{
    s->self = s->to;
    return cells_open(s->to, s->table, f);
}

static int take(struct sink *s, const struct slab *slabs, int count, struct fail *f)
{
    (void)f;
    for (int i = 0; i < count; i++)
        cells_put(s->self, s->table, &slabs[i]);
    return 0;
}

const struct sink_kind sink_memory = { .name = "memory", .takes_pieces = 1, .open = open_cells, .take = take };
