/* traces.c -- series in memory: all samples of all rows. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "sink.h"

static double memory_of_machine(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), bytes = sysconf(_SC_PAGESIZE);
    return pages > 0 && bytes > 0 ? (double)pages*(double)bytes : 1e18;
}

static double bytes_of(const struct table *t, const struct series *s)
{
    return (double)t->rows*(double)s->samples*(s->state_count ? (double)s->state_count : 1)
         *(s->nodes ? (double)s->nodes : 1)*sizeof(double);
}

/* [bytes]: of all series. */
static int fail_size(const struct table *t, const struct series *s, double bytes, struct fail *f)
{
    double each = bytes_of(t, s)/sizeof(double)/(double)(t->rows > 0 ? t->rows : 1);
    return fail(f, EXIT_SYSTEM, "the series need %.3g GB of memory, '%s' %.3g of them (%ld row%s of %.0f numbers); record "
                "less often (every), or fewer points", bytes/1e9, s->name, bytes_of(t, s)/1e9, t->rows,
                t->rows == 1 ? "" : "s", each);
}

static const struct series *largest(const struct table *t)
{
    const struct series *found = t->series;
    for (int i = 1; i < t->series_count; i++)
        if (bytes_of(t, &t->series[i]) > bytes_of(t, found))
            found = &t->series[i];
    return found;
}

/* Systems promise more memory than they have, and end who takes it. */
int traces_open(struct traces *m, const struct table *t, struct fail *f)
{
    double bytes = 0;
    *m = (struct traces){ .series = calloc((size_t)t->series_count + 1, sizeof *m->series), .count = t->series_count };
    if (!m->series)
        return fail(f, EXIT_SYSTEM, "not enough memory");
    for (int i = 0; i < m->count; i++)
        bytes += bytes_of(t, &t->series[i]);
    int bad = bytes > memory_of_machine();
    for (int i = 0; i < m->count && !bad; i++) {
        long row = series_row(t, &t->series[i]);
        m->series[i] = row < 0 ? NULL : calloc((size_t)t->rows*(size_t)row + 1, sizeof(double));
        bad = !m->series[i];
    }
    if (!bad)
        return 0;
    traces_close(m);
    return fail_size(t, largest(t), bytes, f);
}

void traces_close(struct traces *m)
{
    for (int i = 0; m->series && i < m->count; i++)
        free(m->series[i]);
    free(m->series);
    *m = (struct traces){ .series = NULL };
}

void traces_put(struct traces *m, const struct table *t, const struct slab *slab)
{
    const struct series *s = &t->series[slab->series];
    const double *from = slab->data;
    long nodes = s->nodes ? s->nodes : 1, sample = series_sample(s), row = series_row(t, s);
    for (long r = 0; r < slab->count[0]; r++)
        for (long k = 0; k < slab->count[1]; k++)
            for (long v = 0; v < slab->count[2]; v++, from += slab->count[3])
                memcpy(m->series[slab->series] + (slab->first[0] + r)*row + (slab->first[1] + k)*sample
                       + (slab->first[2] + v)*nodes + slab->first[3], from, (size_t)slab->count[3]*sizeof(double));
}

/* ---- the sink ---- */

static int open_traces(struct sink *s, struct fail *f)
{
    s->self = s->to;
    return traces_open(s->to, s->table, f);
}

static int take(struct sink *s, const struct slab *slabs, int count, struct fail *f)
{
    (void)f;
    for (int i = 0; i < count; i++)
        traces_put(s->self, s->table, &slabs[i]);
    return 0;
}

const struct sink_kind sink_traces = {
    .name = "traces", .takes_pieces = 1, .takes_series = 1, .open = open_traces, .take = take
};
