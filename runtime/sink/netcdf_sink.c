/* netcdf_sink.c -- the NetCDF file of a run, begun as late as possible.
 *
 * libnetcdf takes as long to load as a small sweep to run. It is loaded on a thread of
 * its own (netcdf_preload), and rows are held until there are many or the run is over, so
 * that a small table is on the screen before anybody waits for the library.
 */
#include <stdlib.h>
#include <string.h>
#include "data/netcdf_library.h"
#include "netcdf_table.h"

enum { HELD_BYTES = 1 << 20 };      /* rows that may wait, over all columns */

struct late {
    struct netcdf *file;        /* NULL: not begun */
    double **cells;             /* [column], of rows that wait; NULL: none do any more */
    struct slab *slabs;         /* [column], the same as a group */
    long room, held;            /* rows: that may wait, that do */
};

static int wanted(const struct table *t)
{
    return !t->no_netcdf;
}

/* A file that was asked for and cannot be written is an error, even where the CSV
 * file would say the same: what comes next may read the other one. */
static int refuse(const struct sink *s, struct fail *f)
{
    char *path = table_path(s->table, s->kind->suffix, f);
    if (path)
        fail(f, EXIT_SYSTEM, "cannot write %s: %s; %s writes the CSV file alone", path,
             netcdf_refusal(), s->table->no_netcdf_option);
    free(path);
    return -1;
}

/* ---- rows that wait ---- */

static long row_elements(const struct table *t)
{
    long n = 0;
    for (int c = 0; c < t->column_count; c++)
        n += column_elements(&t->columns[c]);
    return n;
}

static void drop_held(struct late *l, const struct table *t)
{
    for (int c = 0; l->cells && c < t->column_count; c++)
        free(l->cells[c]);
    free(l->cells);
    free(l->slabs);
    l->cells = NULL;
    l->slabs = NULL;
}

static int make_held(struct late *l, const struct table *t)
{
    l->room = HELD_BYTES/(row_elements(t)*(long)sizeof(double)) + 1;
    if (l->room > t->rows)
        l->room = t->rows;
    l->slabs = calloc((size_t)t->column_count + 1, sizeof *l->slabs);
    l->cells = calloc((size_t)t->column_count + 1, sizeof *l->cells);
    for (int c = 0; l->slabs && l->cells && c < t->column_count; c++)
        if (!(l->cells[c] = calloc((size_t)(l->room*column_elements(&t->columns[c])), sizeof(double))))
            return -1;
    return l->slabs && l->cells ? 0 : -1;
}

static void hold(struct late *l, const struct table *t, const struct slab *slabs)
{
    for (int c = 0; c < t->column_count; c++) {
        size_t n = (size_t)column_elements(&t->columns[c]);
        memcpy(l->cells[c] + (size_t)l->held*n, slabs[c].data, (size_t)slabs[c].count[0]*n*sizeof(double));
    }
    l->held += slabs[0].count[0];
}

/* Begins the file with the rows that wait. */
static int begin(struct sink *s, struct fail *f)
{
    struct late *l = s->self;
    const struct table *t = s->table;
    if (!netcdf_lock())
        return refuse(s, f);
    netcdf_unlock();
    l->file = netcdf_open(t, f);
    for (int c = 0; c < t->column_count; c++)
        l->slabs[c] = slab_of_rows(t, c, 0, l->held, l->cells[c]);
    int status = l->file ? netcdf_take(l->file, l->slabs, t->column_count, f) : -1;
    drop_held(l, t);
    return status;
}

/* ---- the sink ---- */

static void abandon(struct sink *s)
{
    struct late *l = s->self;
    drop_held(l, s->table);
    if (l->file)
        netcdf_abandon(l->file);
    free(l);
    s->self = NULL;
}

/* Where the library is known by now to be missing, nothing is computed in vain. */
static int open_sink(struct sink *s, struct fail *f)
{
    if (netcdf_refusal())
        return refuse(s, f);
    struct late *l = s->self = calloc(1, sizeof *l);
    if (l && make_held(l, s->table) == 0)
        return 0;
    if (l)
        abandon(s);
    return fail(f, EXIT_SYSTEM, "out of memory");
}

static int take(struct sink *s, const struct slab *slabs, int count, struct fail *f)
{
    struct late *l = s->self;
    if (l->cells && slabs_make_rows(s->table, slabs, count) && slabs[0].count[0] <= l->room - l->held) {
        hold(l, s->table, slabs);
        return 0;
    }
    if (l->cells && begin(s, f) < 0)
        return -1;
    return l->file ? netcdf_take(l->file, slabs, count, f) : 0;
}

static int commit(struct sink *s, struct sink_files *files, struct fail *f)
{
    struct late *l = s->self;
    int status = l->cells ? begin(s, f) : 0;
    if (status == 0) {
        status = netcdf_commit(l->file, &files->group, f);
        l->file = NULL;
    }
    abandon(s);
    if (status == 0)
        sink_list(files, s->kind->name, s->kind->suffix, NULL);
    return status;
}

const struct sink_kind sink_netcdf = {
    .name = "netcdf", .suffix = "nc", .takes_pieces = 1, .wanted = wanted, .open = open_sink,
    .take = take, .commit = commit, .abandon = abandon,
};
