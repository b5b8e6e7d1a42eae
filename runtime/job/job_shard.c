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

static void cut_dims(const struct table *whole, struct arena *a, struct table *t)
{
    long trials = t->trials > 0 ? t->trials : 1;
    t->dims = ARENA_ARRAY(a, struct table_dim, 2);
    t->dims[0] = (struct table_dim){ "point", t->rows/trials };
    if (t->trials > 0)
        t->dims[1] = whole->dims[whole->dim_count - 1];
    t->dim_count = t->trials > 0 ? 2 : 1;
}

void shard_table(const struct table *whole, const char *name, long first, long rows, struct arena *a, struct table *piece)
{
    *piece = *whole;
    piece->name = name;
    piece->whole = whole;
    piece->first = first;
    piece->rows = rows;
    piece->columns = ARENA_ARRAY(a, struct column, whole->column_count + 1);
    cut_dims(whole, a, piece);
    for (int i = 0; i < whole->column_count; i++) {
        piece->columns[i] = whole->columns[i];
        piece->columns[i].dim = whole->columns[i].kind == COLUMN_TRIAL;
    }
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
    long runs = j->sweep.by_point ? j->space.trials : 1;
    j->whole = j->table;
    shard_table(&j->whole, j->title, j->rows.first/runs, j->rows.points/runs, j->arena, &j->table);
    j->table.shard = j->shard.index;
    j->table.shards = j->shard.count;
    add_attributes(j);
}
