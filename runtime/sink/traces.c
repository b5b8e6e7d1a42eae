/* traces.c -- series in memory: all samples of all rows. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "sink.h"
#include "trials_series.h"

static double memory_of_machine(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), bytes = sysconf(_SC_PAGESIZE);
    return pages > 0 && bytes > 0 ? (double)pages*(double)bytes : 1e18;
}

/* With the runs of what is made of trials. */
static double bytes_of(const struct table *t, const struct series *s)
{
    double row = (double)s->samples*(s->state_count ? (double)s->state_count : 1)*(double)series_places(s);
    double runs = s->made ? (double)table_runs(t)*(double)s->samples*(double)trials_sample(s) : 0;
    return ((double)t->rows*row + runs)*sizeof(double);
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

static int open_runs(struct traces *m, const struct table *t, int i)
{
    size_t row = (size_t)(t->series[i].samples*trials_sample(&t->series[i]));
    m->runs[i] = calloc((size_t)table_runs(t)*row + 1, sizeof(double));
    return m->runs[i] ? 0 : -1;
}

/* Systems promise more memory than they have, and end who takes it. */
int traces_open(struct traces *m, const struct table *t, struct fail *f)
{
    double bytes = 0;
    *m = (struct traces){ .series = calloc((size_t)t->series_count + 1, sizeof *m->series),
                          .runs = calloc((size_t)t->series_count + 1, sizeof *m->runs), .count = t->series_count };
    if (!m->series || !m->runs) {
        traces_close(m);
        return fail(f, EXIT_SYSTEM, "not enough memory");
    }
    for (int i = 0; i < m->count; i++)
        bytes += bytes_of(t, &t->series[i]);
    int bad = bytes > memory_of_machine();
    for (int i = 0; i < m->count && !bad; i++) {
        long row = series_row(t, &t->series[i]);
        m->series[i] = row < 0 ? NULL : calloc((size_t)t->rows*(size_t)row + 1, sizeof(double));
        bad = !m->series[i] || (t->series[i].made && open_runs(m, t, i));
    }
    if (!bad)
        return 0;
    traces_close(m);
    return fail_size(t, largest(t), bytes, f);
}

void traces_close(struct traces *m)
{
    for (int i = 0; m->series && m->runs && i < m->count; i++) {
        free(m->series[i]);
        free(m->runs[i]);
    }
    free(m->series);
    free(m->runs);
    *m = (struct traces){ .series = NULL };
}

void traces_put(struct traces *m, const struct table *t, const struct slab *slab)
{
    const struct series *s = &t->series[slab->series];
    const double *from = slab->data;
    double *to = s->made ? m->runs[slab->series] : m->series[slab->series];
    long places = s->made ? trials_places(s) : series_places(s), sample = s->made ? trials_sample(s) : series_sample(s), row = s->samples*sample;
    for (long r = 0; r < slab->count[0]; r++)
        for (long k = 0; k < slab->count[1]; k++)
            for (long v = 0; v < slab->count[2]; v++, from += slab->count[3])
                memcpy(to + (slab->first[0] + r)*row + (slab->first[1] + k)*sample + (slab->first[2] + v)*places + slab->first[3],
                       from, (size_t)slab->count[3]*sizeof(double));
}

/* ---- what is made of trials ---- */

struct traced {
    const struct table *t;
    const struct series *s;
    const double *runs;
    double *to;
};

static int read_run(void *user, long run, long first, long count, double *out, struct fail *f)
{
    const struct traced *m = user;
    long sample = trials_sample(m->s);
    (void)f;
    memcpy(out, m->runs + (run*m->s->samples + first)*sample, (size_t)(count*sample)*sizeof *out);
    return 0;
}

/* In the precision of the run, and in each of the rows that the point has. */
static int put_point(void *user, long point, long first, long count, const double *from, struct fail *f)
{
    const struct traced *m = user;
    long sample = series_sample(m->s), rows = table_step(m->t, m->s->made);
    (void)f;
    for (long r = 0; r < rows; r++)
        for (long i = 0; i < count*sample; i++)
            m->to[((point*rows + r)*m->s->samples + first)*sample + i] = m->t->single ? (double)(float)from[i] : from[i];
    return 0;
}

static int traces_make(struct traces *m, const struct table *t, struct fail *f)
{
    for (int i = 0; i < m->count; i++) {
        struct traced user = { t, &t->series[i], m->runs[i], m->series[i] };
        if (!m->runs[i])
            continue;
        long points = table_count(t, t->series[i].made);
        const struct trials_store store = { .user = &user, .points = points, .trials = points > 0 ? table_runs(t)/points : 1,
                                            .read = read_run, .put = put_point };
        if (trials_make_series(&t->series[i], &store, f))
            return -1;
        free(m->runs[i]);
        m->runs[i] = NULL;
    }
    return 0;
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

static int commit(struct sink *s, struct sink_files *files, struct fail *f)
{
    (void)files;
    return traces_make(s->self, s->table, f);
}

const struct sink_kind sink_traces = {
    .name = "traces", .takes_pieces = 1, .takes_series = 1, .open = open_traces, .take = take, .commit = commit
};
