/* job_shard.c -- a job of a part of its rows: what is told of it, and its table. */
#include "job_shard.h"
#include <string.h>

/* ---- rows ---- */

/* Neighbouring rows that one shard holds. */
static long unit_of(const struct space *s)
{
    long chain = space_chain_span(s);           /* where something is carried, whole points, too */
    return s->carry >= 0 || s->trials < 1 ? chain : s->trials;
}

void shard_take(struct job *j, long index, long count)
{
    const struct space *whole = &j->space;
    long unit = unit_of(whole), units = whole->points/unit, each = units/count, longer = units % count;
    long first = each*index + (index < longer ? index : longer);
    space_part(whole, first*unit, (each + (index < longer))*unit, &j->rows);
    j->shard = (struct job_shard){ index, count };
    j->title = arena_print(j->arena, "%s.%ld-of-%ld", j->name, index, count);
}

/* ---- the table ---- */

static void cut_dims(struct job *j)
{
    struct table *t = &j->table;
    long trials = t->trials > 0 ? t->trials : 1;
    struct table_dim *dims = ARENA_ARRAY(j->arena, struct table_dim, 2);
    dims[0] = (struct table_dim){ "point", t->rows/trials };
    if (t->trials > 0)
        dims[1] = j->whole.dims[j->whole.dim_count - 1];
    t->dims = dims;
    t->dim_count = t->trials > 0 ? 2 : 1;
}

static void cut_columns(struct job *j)
{
    struct table *t = &j->table;
    struct column *columns = ARENA_ARRAY(j->arena, struct column, t->column_count + 1);
    memcpy(columns, t->columns, (size_t)t->column_count*sizeof *columns);
    for (int i = 0; i < t->column_count; i++)
        columns[i].dim = columns[i].kind == COLUMN_TRIAL;
    t->columns = columns;
}

/* "1/7" and "rows 6 to 11 of 40", behind what the door said. */
static void add_attributes(struct job *j)
{
    const struct table *t = &j->table;
    struct attribute *all = ARENA_ARRAY(j->arena, struct attribute, j->attribute_count + 2);
    if (!j->attributes)
        return;
    memcpy(all, j->attributes, (size_t)j->attribute_count*sizeof *all);
    const char *which = arena_print(j->arena, "rows %ld to %ld of %ld", t->first, t->first + t->rows - 1, j->whole.rows);
    if (!t->rows)
        which = arena_print(j->arena, "none of %ld rows", j->whole.rows);
    all[j->attribute_count++] = (struct attribute){ "shard", arena_print(j->arena, "%ld/%ld", j->shard.index, j->shard.count) };
    all[j->attribute_count++] = (struct attribute){ "shard_rows", which };
    j->attributes = all;
}

void shard_cut(struct job *j)
{
    struct table *t = &j->table;
    long runs = j->sweep.by_point ? j->space.trials : 1;
    j->whole = *t;
    t->name = j->title;
    t->whole = &j->whole;
    t->shard = j->shard.index;
    t->shards = j->shard.count;
    t->first = j->rows.first/runs;
    t->rows = j->rows.points/runs;
    cut_dims(j);
    cut_columns(j);
    add_attributes(j);
}
