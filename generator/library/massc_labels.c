/* massc_labels.c -- how columns and series of a result lie along its dimensions, for arrays with labels. */
#include "massc_result.h"

static const struct column *column(const struct massc_result *r, int i)
{
    return i >= 0 && i < r->job.table.column_count ? &r->job.table.columns[i] : NULL;
}

static const struct series *series(const struct massc_result *r, int i)
{
    return i >= 0 && i < r->job.table.series_count ? &r->job.table.series[i] : NULL;
}

int massc_column_kind(const struct massc_result *r, int i)
{
    static const enum massc_column_kind kinds[] = {
        [COLUMN_AXIS] = MASSC_COLUMN_AXIS, [COLUMN_RESULT] = MASSC_COLUMN_RESULT, [COLUMN_STATUS] = MASSC_COLUMN_STATUS,
        [COLUMN_TRIAL] = MASSC_COLUMN_TRIAL
    };
    return column(r, i) ? (int)kinds[column(r, i)->kind] : -1;
}

int massc_column_integer(const struct massc_result *r, int i)
{
    return column(r, i) && (column(r, i)->integer || column(r, i)->key);
}

int massc_column_along(const struct massc_result *r, int i, int d)
{
    const struct table *t = &r->job.table;
    if (!column(r, i) || d < 0 || d >= table_rank(t, column(r, i)->made))
        return 0;
    int own = table_moves_along(t, column(r, i));
    return own < 0 || own == d;
}

const char *massc_cell_dim(const struct massc_result *r, int i, int k)
{
    const struct column *c = column(r, i);
    if (c && c->over_nodes && k == 0)
        return extent_name(EXTENT_NODE);
    return c && c->over_modes && k == c->rank - 1 ? extent_name(EXTENT_MODE) : NULL;
}

const char *massc_node_name(const struct massc_result *r, long k)
{
    const struct table *t = &r->job.table;
    return t->node_labels && k >= 0 && k < t->node_label_count ? t->node_labels[k] : NULL;
}

int massc_series_along(const struct massc_result *r, int i, int d)
{
    return series(r, i) && d >= 0 && d < table_rank(&r->job.table, series(r, i)->made);
}

int massc_series_shares(const struct massc_result *r, int i, int d)
{
    struct extent all[SERIES_RANK];
    int rank = series(r, i) ? series_extents(series(r, i), all) : 0;
    return d >= 0 && d < rank && series_share(&r->job.table, all[d].kind);
}

const char *massc_series_time_unit(const struct massc_result *r, int i)
{
    return series(r, i) && series(r, i)->has_time ? series_time_unit(series(r, i)) : NULL;
}
