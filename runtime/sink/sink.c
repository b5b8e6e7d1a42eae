/* sink.c -- what all sinks have in common. */
#include "sink.h"
#include <stdlib.h>
#include <string.h>

/* ---- slabs ---- */

/* Numbers along dimension [d] of a slab of whole cells, d > 0. */
static long whole(const struct column *c, int d)
{
    return d <= c->rank ? c->shape[d - 1] : d == c->rank + 1 && c->key ? 2 : 1;
}

struct slab slab_of_rows(const struct table *t, int column, long first, long count, const double *data)
{
    struct slab s = { .variable = column, .series = -1, .first[0] = first, .count[0] = count, .data = data };
    for (int d = 1; d < SLAB_RANK; d++)
        s.count[d] = whole(&t->columns[column], d);
    return s;
}

struct slab slab_of_samples(const struct table *t, int series, long first, long count, long first_sample, long samples,
                            const double *data)
{
    const struct series *s = &t->series[series];
    return (struct slab){
        .variable = -1, .series = series, .first = { first, first_sample }, .data = data,
        .count = { count, samples, s->state_count ? s->state_count : 1, series_places(s), 1 },
    };
}

int slab_is_whole(const struct table *t, const struct slab *s)
{
    for (int d = 1; d < SLAB_RANK; d++)
        if (s->first[d] != 0 || s->count[d] != whole(&t->columns[s->variable], d))
            return 0;
    return 1;
}

int slabs_make_rows(const struct table *t, const struct slab *slabs, int count)
{
    for (int i = 0; i < count; i++)
        if (slabs[i].series >= 0 || slabs[i].variable != i || slabs[i].first[0] != slabs[0].first[0]
            || slabs[i].count[0] != slabs[0].count[0] || !slab_is_whole(t, &slabs[i]))
            return 0;
    return count == t->column_count;
}

/* ---- files ---- */

int sink_list(struct sink_files *files, const char *key, const char *suffix, const struct checksum *sum,
              struct fail *f)
{
    if (files->count == files->room) {
        int room = files->room ? 2*files->room : 8;
        struct sink_file *listed = realloc(files->listed, (size_t)room*sizeof *listed);
        if (!listed)
            return fail_memory(f, NULL);
        files->listed = listed;
        files->room = room;
    }
    struct sink_file *file = &files->listed[files->count++];
    *file = (struct sink_file){ .key = key, .has_sum = sum != NULL };
    snprintf(file->suffix, sizeof file->suffix, "%s", suffix);
    if (sum)
        file->sum = *sum;
    return 0;
}

void sink_writing(const struct sink_files *files, const char *path)
{
    if (files->writing)
        files->writing(files->user, path);
}

void sink_files_close(struct sink_files *files)
{
    atomic_group_abandon(&files->group);
    free(files->listed);
    *files = (struct sink_files){ .count = 0 };
}

int sink_suffix(const struct sink_kind *kind, const struct table *t, int i, char out[TABLE_SUFFIX])
{
    if (kind->suffixes)
        return kind->suffixes(t, i, out);
    if (i > 0 || !kind->suffix)
        return 0;
    snprintf(out, TABLE_SUFFIX, "%s", kind->suffix);
    return 1;
}

/* ---- sinks ---- */

int sink_open(struct sink *s, const struct sink_kind *kind, const struct table *t, void *to, struct fail *f)
{
    *s = (struct sink){ .kind = kind, .table = t, .to = to };
    return kind->open ? kind->open(s, f) : 0;
}

int sink_take(struct sink *s, const struct slab *slabs, int count, struct fail *f)
{
    if (!s->kind->take)
        return 0;
    if (!s->kind->takes_pieces && !slabs_make_rows(s->table, slabs, count))
        return fail(f, EXIT_INTERNAL, "%s takes whole rows only", s->kind->name);
    return count ? s->kind->take(s, slabs, count, f) : 0;
}

int sink_draws(struct sink *s, int term, const void *normals, long count, struct fail *f)
{
    return s->kind->draws ? s->kind->draws(s, term, normals, count, f) : 0;
}

int sink_show(struct sink *s, FILE *out, struct fail *f)
{
    return s->kind->show ? s->kind->show(s, out, f) : 0;
}

int sink_commit(struct sink *s, struct sink_files *files, struct fail *f)
{
    return s->kind->commit ? s->kind->commit(s, files, f) : 0;
}

void sink_abandon(struct sink *s)
{
    if (s->self && s->kind->abandon)
        s->kind->abandon(s);
    s->self = NULL;
}
