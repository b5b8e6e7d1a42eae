/* spool.c -- raw arrays of series: gathered by row, written to their place, read again. */
#include "spool_parts.h"
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "base/whole.h"
#include "npy.h"
#include "trials_series.h"

/* ---- to the disk ---- */

static int flush(struct spool *s, long slot, struct fail *f)
{
    struct gathered *g = &s->gathered[slot];
    long long at = s->head + (long long)s->size*((long long)g->row*s->row + g->first);
    size_t bytes = s->size*(size_t)g->count;
    if (g->row < 0)
        return 0;
    g->row = -1;
    return atomic_write_at(&s->file, s->numbers + s->size*(size_t)(slot*s->room), bytes, at, f);
}

static void convert(const struct spool *s, void *out, const double *from, long count)
{
    if (s->size == sizeof(double))
        memcpy(out, from, (size_t)count*sizeof(double));
    else
        for (long i = 0; i < count; i++)
            ((float *)out)[i] = (float)from[i];
}

int spool_put(struct spool *s, long row, long first, const double *from, long count, struct fail *f)
{
    long slot = row % s->slots;
    struct gathered *g = &s->gathered[slot];
    while (count) {
        if (g->row >= 0 && (g->row != row || g->first + g->count != first || g->count == s->room) && flush(s, slot, f))
            return -1;
        if (g->row < 0)
            *g = (struct gathered){ row, first, 0 };
        long n = count < s->room - g->count ? count : s->room - g->count;
        convert(s, s->numbers + s->size*(size_t)(slot*s->room + g->count), from, n);
        g->count += n;
        first += n;
        from += n;
        count -= n;
    }
    return 0;
}

/* ---- slabs ---- */

/* One row of a slab, in pieces that follow one another in the array. */
static int put_row(struct spool *s, const struct slab *slab, long i, struct fail *f)
{
    long places = s->places, states = s->states;
    long row = slab->first[0] + i, time = slab->first[1], times = slab->count[1];
    const double *from = slab->data + i*times*slab->count[2]*slab->count[3];
    if (slab->count[2] == states && slab->count[3] == places)
        return spool_put(s, row, time*s->sample, from, times*s->sample, f);
    for (long k = 0; k < times; k++)
        for (long state = 0; state < slab->count[2]; state++, from += slab->count[3])
            if (spool_put(s, row, (time + k)*s->sample + (slab->first[2] + state)*places + slab->first[3], from,
                    slab->count[3], f))
                return -1;
    return 0;
}

/* The array that takes the slabs of a series, or NULL. */
static struct spool *taker(const struct spools *s, int series)
{
    if (series < 0 || series >= s->table->series_count)
        return NULL;
    return s->table->series[series].made && !s->is_made ? &s->runs[series] : &s->list[series];
}

static int fits(const struct spools *s, const struct spool *to, const struct slab *slab)
{
    if (!to)
        return 0;
    const long most[] = { to->rows, s->table->series[slab->series].samples, to->states, to->places };
    for (int d = 0; d < 4; d++)
        if (slab->first[d] < 0 || slab->count[d] < 0 || slab->first[d] > most[d] - slab->count[d])
            return 0;
    return 1;
}

static int take(struct spools *s, const struct slab *slab, struct fail *f)
{
    struct spool *spool = taker(s, slab->series);
    if (!fits(s, spool, slab))
        return fail(f, EXIT_INTERNAL, "samples of no series, or beyond its end");
    long end = slab->first[1] + slab->count[1];
    for (long i = 0; i < slab->count[0]; i++) {
        long *until = &spool->until[slab->first[0] + i];
        if (put_row(spool, slab, i, f))
            return -1;
        if (*until < end)
            *until = end;
    }
    return 0;
}

int spools_take(struct spools *s, const struct slab *slabs, int count, struct fail *f)
{
    int status = 0;
    for (int i = 0; i < count && status == 0; i++)
        status = take(s, &slabs[i], f);
    return status;
}

/* ---- opening ---- */

/* The NPY file itself: a head, then the array. */
static int open_npy(struct spool *s, const struct table *t, const char *path, const struct series *about,
                    struct fail *f)
{
    char head[NPY_HEAD];
    if (atomic_open(&s->file, path, f))
        return -1;
    s->head = (long long)npy_series_head(head, t, about);
    if (!s->file.temporary)
        return fail(f, EXIT_SYSTEM, "cannot write %s: not a regular file", path);
    return atomic_write_at(&s->file, head, (size_t)s->head, 0, f);
}

static int open_file(struct spool *s, const struct table *t, const struct series *about, int is_scratch, struct fail *f)
{
    char suffix[TABLE_SUFFIX];
    char *path = table_path(t, table_part(suffix, about->name, "npy"), f);
    int status = !path ? -1 : table_has(t, FORMAT_NPY) && !is_scratch ? open_npy(s, t, path, about, f)
               : atomic_scratch(&s->file, path, f);
    free(path);
    return status ? -1 : atomic_reserve(&s->file, s->head + (long long)s->size*s->row*s->rows, f);
}

/* Room to gather in: what is short is gathered whole, what is long in equal pieces. */
static int make_room(struct spool *s, const struct table *t)
{
    long most = SPOOL_BYTES/t->series_count/(long)s->size;
    s->slots = s->rows < 1 ? 1 : s->rows < SPOOL_ROWS ? s->rows : SPOOL_ROWS;
    s->room = most/s->slots;
    if (s->room > s->row)
        s->room = s->row;
    if (s->room < 1)
        s->room = 1;
    s->until = calloc((size_t)s->rows + 1, sizeof *s->until);
    s->gathered = calloc((size_t)s->slots, sizeof *s->gathered);
    s->numbers = malloc(s->size*(size_t)(s->slots*s->room));
    for (long i = 0; s->gathered && i < s->slots; i++)
        s->gathered[i].row = -1;
    return s->until && s->gathered && s->numbers ? 0 : -1;
}

static int open_one(struct spool *s, const struct table *t, const struct series *about, int is_scratch, struct fail *f)
{
    s->size = t->single ? sizeof(float) : sizeof(double);
    s->places = is_scratch ? trials_places(about) : series_places(about);
    s->states = is_scratch ? trials_parts(about->made) : about->state_count ? about->state_count : 1;
    s->rows = is_scratch ? table_runs(t) : table_count(t, about->made);
    s->sample = s->states*s->places;
    int wide = series_row(t, about) < 0 || overflows_product(about->samples, s->sample, &s->row)
            || s->row > LONG_MAX/(long)sizeof(double)/(s->rows + 1);
    if (wide)
        return fail(f, EXIT_SYSTEM, "series '%s' has more numbers than a file can hold", about->name);
    if (make_room(s, t))
        return fail_memory(f, NULL);
    return open_file(s, t, about, is_scratch, f);
}

static int open_all(struct spools *s, const struct table *t, int is_made, struct fail *f)
{
    size_t count = (size_t)t->series_count + 1;
    *s = (struct spools){ .table = t, .is_made = is_made, .list = calloc(count, sizeof *s->list), .runs = calloc(count, sizeof *s->runs) };
    if (!s->list || !s->runs) {
        free(s->list);
        free(s->runs);
        *s = (struct spools){ .list = NULL };
        return fail_memory(f, NULL);
    }
    for (int i = 0; i < t->series_count; i++)
        s->list[i].file.fd = s->runs[i].file.fd = -1;
    for (int i = 0; i < t->series_count; i++)
        if (open_one(&s->list[i], t, &t->series[i], 0, f) || (t->series[i].made && !is_made && open_one(&s->runs[i], t, &t->series[i], 1, f))) {
            spools_close(s);
            return -1;
        }
    return 0;
}

int spools_open(struct spools *s, const struct table *t, struct fail *f)
{
    return open_all(s, t, 0, f);
}

int spools_open_made(struct spools *s, const struct table *t, struct fail *f)
{
    return open_all(s, t, 1, f);
}

/* ---- the end ---- */

int spool_flush(struct spool *s, struct fail *f)
{
    for (long slot = 0; slot < s->slots; slot++)
        if (flush(s, slot, f))
            return -1;
    return 0;
}

/* Of a row that ended early, or never came. */
static int fill(struct spool *s, long row, struct fail *f)
{
    double missing[256];
    enum { MOST = sizeof missing/sizeof *missing };
    long at = s->until[row]*s->sample;
    for (int i = 0; i < MOST; i++)
        missing[i] = NAN;
    for (; at < s->row; at += MOST)
        if (spool_put(s, row, at, missing, s->row - at < MOST ? s->row - at : MOST, f))
            return -1;
    return 0;
}

int spool_end(struct spool *s, struct fail *f)
{
    for (long row = 0; row < s->rows; row++)
        if (fill(s, row, f))
            return -1;
    return spool_flush(s, f);
}

int spool_read(const struct spool *s, long first, long count, void *out, struct fail *f)
{
    size_t bytes = s->size*(size_t)count;
    return atomic_read_at(&s->file, out, bytes, s->head + (long long)s->size*first, f);
}

int spools_read(const struct spools *s, int series, long first, long count, void *out, struct fail *f)
{
    return spool_read(&s->list[series], first, count, out, f);
}

int spools_give(struct spools *s, int series, struct atomic_group *g, struct fail *f)
{
    return atomic_add(g, &s->list[series].file, f);
}

static size_t memory_of(const struct spool *s)
{
    return s->size*(size_t)(s->slots*s->room) + sizeof *s->gathered*(size_t)s->slots + sizeof *s->until*(size_t)s->rows;
}

size_t spools_memory(const struct spools *s)
{
    size_t bytes = 0;
    for (int i = 0; s->list && i < s->table->series_count; i++)
        bytes += memory_of(&s->list[i]) + memory_of(&s->runs[i]);
    return bytes;
}

void spool_close(struct spool *s)
{
    atomic_abandon(&s->file);
    free(s->until);
    free(s->gathered);
    free(s->numbers);
    *s = (struct spool){ .file.fd = -1 };
}

void spools_close(struct spools *s)
{
    for (int i = 0; s->list && i < s->table->series_count; i++) {
        spool_close(&s->list[i]);
        spool_close(&s->runs[i]);
    }
    free(s->list);
    free(s->runs);
    *s = (struct spools){ .list = NULL };
}
