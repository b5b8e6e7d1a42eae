/* slabs.h -- rows of a table as a sweep hands them out, for tests of what takes them. */
#ifndef SLABS_H
#define SLABS_H
#include "libcheck.h"
#include "sink/sink.h"

enum { SLABS_MOST = 8 };

struct rows_of { struct slab slab[SLABS_MOST]; int count; };

/* Rows first .. first+count-1; data[c] holds all rows of column c. */
static inline struct rows_of rows_of(const struct table *t, const double *const *data, long first, long count)
{
    struct rows_of r = { .count = t->column_count };
    ck_assert_int_le(t->column_count, SLABS_MOST);
    for (int c = 0; c < t->column_count; c++)
        r.slab[c] = slab_of_rows(t, c, first, count, data[c] + first*column_elements(&t->columns[c]));
    return r;
}

static inline int take_rows(struct sink *s, const double *const *data, long first, long count, struct fail *f)
{
    struct rows_of r = rows_of(s->table, data, first, count);
    return sink_take(s, r.slab, r.count, f);
}

/* Its file under its name. */
static inline int commit_alone(struct sink *s, struct fail *f)
{
    struct sink_files files = { .count = 0 };
    int status = sink_commit(s, &files, f) || atomic_group_commit(&files.group, f) ? -1 : 0;
    sink_files_close(&files);
    return status;
}
#endif
