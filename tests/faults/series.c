/* series.c -- writes a table with series in all formats, as the sinks of a run do.
 *
 *   series FOLDER SAMPLES
 *
 * Code 0, or 3 with the reason on stderr. Two rows of two states and one curve.
 */
#include <stdio.h>
#include <stdlib.h>
#include "sink/spool.h"

static const char *const states[] = { "V", "W" };
static struct series series[] = {
    { .name = "results", .states = states, .state_count = 2, .nodes = 2, .has_time = 1, .first = 1, .every = 1 },
    { .name = "curve", .has_time = 1, .first = 1, .every = 1 },
};
static struct column columns[] = {
    { .name = "a", .kind = COLUMN_AXIS }, { .name = "status", .kind = COLUMN_STATUS, .integer = 1 },
};
static struct table_dim dims[] = { { "a", 2 } };
static const double cells[2][2] = { { 1, 2 }, { 0, 0 } };

static int give(const struct table *t, struct spools *spools, struct fail *f)
{
    for (int i = 0; i < t->series_count; i++)
        for (long k = 0; k < t->series[i].samples; k++) {
            double x[2*4];
            for (int n = 0; n < 8; n++)
                x[n] = (double)(k + n);
            struct slab s = slab_of_samples(t, i, 0, 2, k, 1, x);
            if (spools_take(spools, &s, 1, f))
                return -1;
        }
    return spools_complete(spools, f);
}

static int write_sink(struct sink *s, const struct sink_kind *kind, const struct table *t, struct spools *spools,
                      struct sink_files *files, struct fail *f)
{
    struct slab rows[2];
    for (int c = 0; c < 2; c++)
        rows[c] = slab_of_rows(t, c, 0, 2, cells[c]);
    if (sink_open(s, kind, t, spools, f) || sink_take(s, rows, 2, f)) {
        sink_abandon(s);
        return -1;
    }
    return sink_commit(s, files, f);
}

int main(int argc, char **argv)
{
    struct table t = { .name = "g", .rows = 2, .columns = columns, .column_count = 2, .dims = dims, .dim_count = 1,
                       .series = series, .series_count = 2, .formats = FORMAT_CSV | FORMAT_NETCDF | FORMAT_NPY };
    struct fail f = { .code = 0 };
    struct sink_files files = { .count = 0 };
    struct spools spools;
    struct sink s;
    if (argc != 3)
        return EXIT_USAGE;
    t.dir = argv[1];
    series[0].samples = series[1].samples = atol(argv[2]);
    int status = spools_open(&spools, &t, &f);
    if (status == 0)
        status = give(&t, &spools, &f);
    for (int i = 0; sink_file_kinds[i] && status == 0; i++)
        status = write_sink(&s, sink_file_kinds[i], &t, &spools, &files, &f);
    if (status == 0)
        status = atomic_group_commit(&files.group, &f);
    sink_files_close(&files);
    spools_close(&spools);
    if (status)
        fprintf(stderr, "error: %s\n", f.text);
    return status ? f.code : EXIT_OK;
}
