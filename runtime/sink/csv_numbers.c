/* csv_numbers.c -- rows of CSV whose cells are one number each.
 *
 * Text takes longer than what it says took to compute. From the first group of many rows on a thread
 * writes them, one batch behind the caller, in the order in which they came: the bytes are the same.
 */
#include "csv_numbers.h"
#include <stdlib.h>
#include <string.h>
#include "base/number.h"
#include "base/parallel.h"

enum {
    BATCH_ROWS = 4096,          /* of a batch */
    WORTH_ROWS = 2048,          /* of a group, from which a thread is started */
    BATCHES = 4
};

/* Rows that wait for the thread: [column as it is written][BATCH_ROWS]. */
struct csv_batch { double *cells; long rows; };

/* Set by csv_numbers_open but for what is said. */
struct csv_numbers {
    struct csv_file *file;
    const struct csv_cells *cells;
    int columns;
    char *single;               /* [column as it is written]: of a float */
    const double **from;        /* [column as it is written]: the rows that are written now */
    int may_start;              /* nothing speaks against a thread; start tries once */
    int is_started;
    struct thread thread;
    struct lock lock;           /* of the four below, from the start on, as the bell */
    struct bell bell;
    long put, written;          /* batches */
    int is_over;                /* no more will come */
    struct fail fail;           /* of the thread; code 0: none */
    struct csv_batch batches[BATCHES];          /* those of put - written are the thread's */
};

/* ---- opening ---- */

static int are_numbers(const struct csv_cells *cells)
{
    const struct table *t = cells->table;
    int all = t->column_count > 0 && (size_t)t->column_count*(NUMBER_SHORTEST + 1) < CSV_BUFFER;
    for (int i = 0; i < t->column_count; i++) {
        const struct column *c = &t->columns[cells->order[i]];
        all &= cells->elements[i] == 1 && !c->names && !column_is_list(c);
    }
    return all;
}

struct csv_numbers *csv_numbers_open(struct csv_file *file, const struct csv_cells *cells, struct fail *f)
{
    const struct table *t = cells->table;
    if (!are_numbers(cells))
        return NULL;
    struct csv_numbers *n = calloc(1, sizeof *n);
    if (!n || !(n->single = calloc((size_t)t->column_count, 1)) || !(n->from = calloc((size_t)t->column_count, sizeof *n->from))) {
        csv_numbers_close(n);
        fail_memory(f, NULL);
        return NULL;
    }
    n->file = file;
    n->cells = cells;
    n->columns = t->column_count;
    n->may_start = t->threads != 1;
    for (int i = 0; i < n->columns; i++)
        n->single[i] = t->single && !t->columns[cells->order[i]].integer;
    return n;
}

/* ---- writing ---- */

/* The [rows] of n->from, straight into the file's buffer. */
static int write_rows(struct csv_numbers *n, long rows, struct fail *f)
{
    for (long row = 0; row < rows; row++) {
        char *room = csv_file_room(n->file, (size_t)n->columns*(NUMBER_SHORTEST + 1), f), *at = room;
        if (!room)
            return -1;
        for (int i = 0; i < n->columns; i++) {
            at = number_put(at, n->from[i][row], n->single[i]);
            *at++ = ',';
        }
        at[-1] = '\n';
        n->file->used += (size_t)(at - room);
    }
    return 0;
}

static void *write_batches(void *user)
{
    struct csv_numbers *n = user;
    lock_take(&n->lock);
    for (;;) {
        while (n->put == n->written && !n->is_over)
            bell_wait(&n->bell, &n->lock);
        if (n->put == n->written)
            break;
        const struct csv_batch *b = &n->batches[n->written % BATCHES];
        int wanted = !n->fail.code;
        lock_drop(&n->lock);
        struct fail f = { .code = 0 };
        for (int i = 0; i < n->columns; i++)
            n->from[i] = b->cells + (long)i*BATCH_ROWS;
        if (wanted)
            write_rows(n, b->rows, &f);
        lock_take(&n->lock);
        if (wanted)
            n->fail = f;
        n->written++;
        bell_ring(&n->bell);
    }
    lock_drop(&n->lock);
    return NULL;
}

/* Where there is no thread to be had, or no memory for it, the caller writes. */
static void start(struct csv_numbers *n)
{
    n->may_start = 0;
    size_t batch = (size_t)n->columns*BATCH_ROWS;
    double *cells = malloc(BATCHES*batch*sizeof *cells);
    for (int i = 0; cells && i < BATCHES; i++)
        n->batches[i].cells = cells + (size_t)i*batch;
    if (!cells || lock_open(&n->lock))
        return;
    if (bell_open(&n->bell)) {
        lock_close(&n->lock);
        return;
    }
    n->is_started = thread_start(&n->thread, write_batches, n) == 0;
    if (!n->is_started) {
        bell_close(&n->bell);
        lock_close(&n->lock);
    }
}

static int put_batch(struct csv_numbers *n, const struct slab *slabs, long first, long rows, struct fail *f)
{
    lock_take(&n->lock);
    while (n->put - n->written == BATCHES)
        bell_wait(&n->bell, &n->lock);
    struct fail said = n->fail;
    lock_drop(&n->lock);
    if (said.code) {
        *f = said;
        return -1;
    }
    struct csv_batch *b = &n->batches[n->put % BATCHES];
    for (int i = 0; i < n->columns; i++)
        memcpy(b->cells + (long)i*BATCH_ROWS, slabs[n->cells->order[i]].data + first, (size_t)rows*sizeof(double));
    b->rows = rows;
    lock_take(&n->lock);
    n->put++;
    bell_ring(&n->bell);
    lock_drop(&n->lock);
    return 0;
}

int csv_numbers_take(struct csv_numbers *n, const struct slab *slabs, struct fail *f)
{
    long rows = slabs[0].count[0];
    if (n->may_start && rows >= WORTH_ROWS)
        start(n);
    if (!n->is_started) {
        for (int i = 0; i < n->columns; i++)
            n->from[i] = slabs[n->cells->order[i]].data;
        return write_rows(n, rows, f);
    }
    for (long first = 0; first < rows; first += BATCH_ROWS)
        if (put_batch(n, slabs, first, rows - first < BATCH_ROWS ? rows - first : BATCH_ROWS, f))
            return -1;
    return 0;
}

/* ---- closing ---- */

int csv_numbers_finish(struct csv_numbers *n, struct fail *f)
{
    if (!n->is_started)
        return 0;
    lock_take(&n->lock);
    n->is_over = 1;
    bell_ring(&n->bell);
    lock_drop(&n->lock);
    thread_join(&n->thread);
    bell_close(&n->bell);
    lock_close(&n->lock);
    n->is_started = 0;
    if (!n->fail.code)
        return 0;
    *f = n->fail;
    return -1;
}

void csv_numbers_close(struct csv_numbers *n)
{
    struct fail ignored = { .code = 0 };
    if (!n)
        return;
    csv_numbers_finish(n, &ignored);
    free(n->batches[0].cells);
    free(n->single);
    free(n->from);
    free(n);
}
