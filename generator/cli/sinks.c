/* sinks.c -- where the rows of one exploration go: screen, CSV, NetCDF.
 *
 * What all rows have in common stands in the companion, NAME.json.
 *
 * libnetcdf takes as long to load as a small sweep to run. It is loaded on a
 * thread of its own, and rows are held until there are many or the run is over,
 * so that a small table is on the screen before anybody waits for the library.
 */
#include "sinks.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/clock.h"
#include "driver.h"
#include "interrupt.h"
#include "data/netcdf_library.h"

enum { HELD_BYTES = 1 << 20 };      /* rows that may wait, over all columns */

static int out_of_memory(struct fail *f)
{
    return fail(f, EXIT_SYSTEM, "out of memory");
}

/* ---- rows that wait ---- */

static long row_elements(const struct table *t)
{
    long n = 0;
    for (int c = 0; c < t->column_count; c++)
        n += column_elements(&t->columns[c]);
    return n;
}

static void drop_held(struct sinks *s)
{
    for (int c = 0; s->cells && c < s->table->column_count; c++)
        free(s->cells[c]);
    free(s->cells);
    s->cells = NULL;
}

static int make_held(struct sinks *s, struct fail *f)
{
    const struct table *t = s->table;
    s->room = HELD_BYTES/(row_elements(t)*(long)sizeof(double)) + 1;
    if (s->room > t->rows)
        s->room = t->rows;
    s->cells = calloc((size_t)t->column_count + 1, sizeof *s->cells);
    for (int c = 0; s->cells && c < t->column_count; c++) {
        s->cells[c] = calloc((size_t)(s->room*column_elements(&t->columns[c])), sizeof(double));
        if (!s->cells[c])
            return out_of_memory(f);
    }
    s->held.cells = (const double *const *)s->cells;
    return s->cells ? 0 : out_of_memory(f);
}

static void hold(struct sinks *s, const struct table_batch *b)
{
    for (int c = 0; c < s->table->column_count; c++) {
        size_t n = (size_t)column_elements(&s->table->columns[c]);
        memcpy(s->cells[c] + (size_t)s->held.count*n, b->cells[c],
               (size_t)b->count*n*sizeof(double));
    }
    s->held.count += b->count;
}

/* A file that was asked for and cannot be written is an error, even where the CSV
 * file would say the same: what comes next may read the other one. */
static int refuse(const struct sinks *s, struct fail *f)
{
    char *path = table_path(s->table, "nc", f);
    if (path)
        fail(f, EXIT_SYSTEM, "cannot write %s: %s; %s writes the CSV file alone", path,
             netcdf_refusal(), s->way_out);
    free(path);
    return -1;
}

static int release_held(struct sinks *s, struct fail *f)
{
    if (!netcdf_lock())
        return refuse(s, f);
    netcdf_unlock();
    s->netcdf = netcdf_open(s->table, f);
    int status = s->netcdf ? netcdf_rows(s->netcdf, &s->held, f) : -1;
    drop_held(s);
    return status;
}

static int netcdf_sink(struct sinks *s, const struct table_batch *b, struct fail *f)
{
    if (s->cells && b->count <= s->room - s->held.count) {
        hold(s, b);
        return 0;
    }
    if (s->cells && release_held(s, f) < 0)
        return -1;
    return s->netcdf ? netcdf_rows(s->netcdf, b, f) : 0;
}

/* ---- all of them ---- */

/* Where the library is known by now to be missing, nothing is computed in vain. */
int sinks_open(struct sinks *s, const struct table *t, const char *way_out, struct fail *f)
{
    memset(s, 0, sizeof *s);
    s->table = t;
    s->way_out = way_out;
    if (t->dir && !t->no_netcdf && netcdf_refusal())
        return refuse(s, f);
    s->screen = screen_open(t, f);
    if (!s->screen || !t->dir)
        return s->screen ? 0 : -1;
    s->csv = csv_open(t, f);
    if (!s->csv)
        return -1;
    return t->no_netcdf ? 0 : make_held(s, f);
}

static int give(struct sinks *s, const struct table_batch *b, struct fail *f)
{
    if (screen_rows(s->screen, b, f) < 0)
        return -1;
    if (!s->csv)
        return 0;
    return csv_rows(s->csv, b, f) < 0 ? -1 : netcdf_sink(s, b, f);
}

int sinks_rows(struct sinks *s, const struct table_batch *b, struct fail *f)
{
    double start = clock_seconds();
    int status = give(s, b, f);
    s->seconds += clock_seconds() - start;
    return status;
}

int sinks_print(struct sinks *s, struct fail *f)
{
    struct screen *screen = s->screen;
    s->screen = NULL;
    return print_screen(screen, f);
}

static int commit_netcdf(struct sinks *s, struct fail *f)
{
    struct netcdf *netcdf;
    if (s->cells && release_held(s, f) < 0)
        return -1;
    netcdf = s->netcdf;
    s->netcdf = NULL;
    return netcdf ? netcdf_commit(netcdf, &s->group, f) : 0;
}

/* All that may fail comes before the first file gets its name. */
static int commit_files(struct sinks *s, struct fail *f)
{
    struct checksum sum;
    struct csv *csv = s->csv;
    if (csv_finish(csv, &sum, f) < 0 || commit_netcdf(s, f) < 0)
        return -1;
    s->csv = NULL;
    if (csv_commit(csv, &s->group, f) < 0
        || companion_write(s->table, &sum, !s->table->no_netcdf, &s->group, f) < 0)
        return -1;
    return 0;
}

static void tell_waiting(const char *folder, long holder)
{
    if (holder)
        caution("process %ld is writing into '%s'; waiting until it is done", holder, folder);
    else
        caution("another run is writing into '%s'; waiting until it is done", folder);
}

static int lock(struct sinks *s, struct fail *f)
{
    if (folder_lock(&s->lock, s->table->dir, interrupt_flag(), tell_waiting, f) < 0)
        return -1;
    s->locked = 1;
    s->unlocked = s->lock.error;
    return 0;
}

static void unlock(struct sinks *s)
{
    if (s->locked)
        folder_unlock(&s->lock);
    s->locked = 0;
}

static int commit(struct sinks *s, struct fail *f)
{
    if (s->csv && (commit_files(s, f) < 0 || lock(s, f) < 0))
        return -1;
    int status = atomic_group_commit(&s->group, f);
    unlock(s);
    return status;
}

int sinks_commit(struct sinks *s, struct fail *f)
{
    double start = clock_seconds();
    int status = commit(s, f);
    s->seconds += clock_seconds() - start;
    return status;
}

void sinks_abandon(struct sinks *s)
{
    unlock(s);
    atomic_group_abandon(&s->group);
    if (!s->table)
        return;
    drop_held(s);
    if (s->screen)
        screen_close(s->screen);
    if (s->csv)
        csv_abandon(s->csv);
    if (s->netcdf)
        netcdf_abandon(s->netcdf);
    s->screen = NULL;
    s->csv = NULL;
    s->netcdf = NULL;
}
