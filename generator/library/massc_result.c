/* massc_result.c -- what a result of the library holds: its table and its series. */
#include "massc_result.h"
#include <math.h>
#include <string.h>

/* ---- tables ---- */

static const struct column *column(const struct massc_result *r, int i)
{
    return i >= 0 && i < r->job.table.column_count ? &r->job.table.columns[i] : NULL;
}

long massc_rows(const struct massc_result *r)
{
    return r->job.table.rows;
}

int massc_columns(const struct massc_result *r)
{
    return r->job.table.column_count;
}

int massc_find(const struct massc_result *r, const char *name)
{
    for (int i = 0; i < r->job.table.column_count; i++)
        if (strcmp(r->job.table.columns[i].name, name) == 0)
            return i;
    return -1;
}

const char *massc_name(const struct massc_result *r, int i)
{
    return column(r, i) ? column(r, i)->name : NULL;
}

const char *massc_unit(const struct massc_result *r, int i)
{
    return column(r, i) ? column(r, i)->unit : NULL;
}

const char *massc_doc(const struct massc_result *r, int i)
{
    return column(r, i) ? column(r, i)->doc : NULL;
}

int massc_shape(const struct massc_result *r, int i, long shape[4])
{
    const struct column *c = column(r, i);
    if (!c)
        return 0;
    if (c->key) {
        shape[0] = 2;
        return 1;
    }
    memcpy(shape, c->shape, sizeof c->shape);
    return c->rank;
}

long massc_elements(const struct massc_result *r, int i)
{
    return column(r, i) ? column_elements(column(r, i)) : 0;
}

const double *massc_values(const struct massc_result *r, int i)
{
    return column(r, i) ? r->cells.column[i] : NULL;
}

const char *massc_value_name(const struct massc_result *r, int i, double x)
{
    return column(r, i) ? column_name_of(column(r, i), x) : NULL;
}

int massc_dims(const struct massc_result *r)
{
    return r->job.table.dim_count;
}

const char *massc_dim_name(const struct massc_result *r, int d)
{
    return d >= 0 && d < r->job.table.dim_count ? r->job.table.dims[d].name : NULL;
}

long massc_dim_size(const struct massc_result *r, int d)
{
    return d >= 0 && d < r->job.table.dim_count ? r->job.table.dims[d].size : 0;
}

/* ---- series ---- */

static const struct series *series(const struct massc_result *r, int i)
{
    return i >= 0 && i < r->job.table.series_count ? &r->job.table.series[i] : NULL;
}

static const struct extent *extent(const struct massc_result *r, int i, int d, struct extent all[SERIES_RANK])
{
    int rank = series(r, i) ? series_extents(series(r, i), all) : 0;
    return d >= 0 && d < rank ? &all[d] : NULL;
}

/* An entry of a list of the states of a series. */
static const char *of_state(const struct massc_result *r, int i, const char *const *list, int k)
{
    return list && k >= 0 && k < series(r, i)->state_count ? list[k] : NULL;
}

int massc_series_count(const struct massc_result *r)
{
    return r->job.table.series_count;
}

int massc_find_series(const struct massc_result *r, const char *name)
{
    for (int i = 0; i < r->job.table.series_count; i++)
        if (strcmp(r->job.table.series[i].name, name) == 0)
            return i;
    return -1;
}

const char *massc_series_name(const struct massc_result *r, int i)
{
    return series(r, i) ? series(r, i)->name : NULL;
}

const char *massc_series_unit(const struct massc_result *r, int i)
{
    return series(r, i) ? series(r, i)->unit : NULL;
}

const char *massc_series_doc(const struct massc_result *r, int i)
{
    return series(r, i) ? series(r, i)->doc : NULL;
}

int massc_series_dims(const struct massc_result *r, int i)
{
    struct extent all[SERIES_RANK];
    return series(r, i) ? series_extents(series(r, i), all) : 0;
}

const char *massc_series_dim_name(const struct massc_result *r, int i, int d)
{
    struct extent all[SERIES_RANK];
    const struct extent *e = extent(r, i, d, all);
    return e ? extent_name(e->kind) : NULL;
}

long massc_series_size(const struct massc_result *r, int i, int d)
{
    struct extent all[SERIES_RANK];
    const struct extent *e = extent(r, i, d, all);
    return e ? e->size : 0;
}

double massc_series_time(const struct massc_result *r, int i, long k)
{
    const struct series *s = series(r, i);
    if (!s || !s->has_time || k < 0 || k >= s->samples)
        return NAN;
    struct series_clock clock = series_clock(s);
    return series_time(&clock, k);
}

const char *massc_series_state(const struct massc_result *r, int i, int k)
{
    return series(r, i) ? of_state(r, i, series(r, i)->states, k) : NULL;
}

const char *massc_series_state_unit(const struct massc_result *r, int i, int k)
{
    return series(r, i) ? of_state(r, i, series(r, i)->units, k) : NULL;
}

const char *massc_series_state_doc(const struct massc_result *r, int i, int k)
{
    return series(r, i) ? of_state(r, i, series(r, i)->docs, k) : NULL;
}

const double *massc_series_values(const struct massc_result *r, int i)
{
    return series(r, i) ? r->traces.series[i] : NULL;
}
