/* merge.c -- a table in pieces becomes one: what is written, and the writing. */
#include <string.h>
#include "merge_parts.h"

/* What the pieces were written as; long text as their runs said. */
static int formats_of(const struct merge_set *s)
{
    int formats = s->whole.formats & FORMAT_LONG_TEXT;
    for (int i = 0; i < s->suffix_count; i++) {
        const char *suffix = s->suffixes[i], *dot = strrchr(suffix, '.'), *last = dot ? dot + 1 : suffix;
        formats |= strcmp(last, "csv") == 0 ? FORMAT_CSV : strcmp(last, "nc") == 0 ? FORMAT_NETCDF : FORMAT_NPY;
    }
    return formats;
}

static int has_file(const struct merge_set *s, const char *suffix)
{
    int found = 0;
    for (int i = 0; i < s->suffix_count && !found; i++)
        found = strcmp(s->suffixes[i], suffix) == 0;
    return found;
}

/* A table of these formats has these files; pieces that have others were written by something else. */
static int check_files(const struct merge_set *s, const struct job *j, struct fail *f)
{
    char suffix[TABLE_SUFFIX];
    for (int i = 0; i < j->sink_count; i++)
        for (int k = 0; j->sinks[i].kind != &sink_companion && sink_suffix(j->sinks[i].kind, &j->table, k, suffix); k++)
            if (!has_file(s, suffix))
                return fail(f, EXIT_SYSTEM, "the pieces of %s in '%s' have no file .%s, and a table like theirs has one; run the shards again",
                            s->whole.name, s->of->folder, suffix);
    return 0;
}

int merge_plan(struct merge_set *s, const char *dir, struct fail *f)
{
    struct job *j = &s->job;
    s->whole.formats = formats_of(s);
    s->whole.dir = dir;
    s->whole.no_netcdf_option = "running the shards with --no-netcdf";
    *j = (struct job){ .name = s->whole.name, .arena = s->of->arena, .dir = dir, .table = s->whole };
    j->table.shard = j->table.shards = j->table.first = 0;
    j->sweep.stop = s->of->stop;
    for (int i = 0; sink_file_kinds[i]; i++)
        if (sink_file_kinds[i] == &sink_csv ? table_has(&j->table, FORMAT_CSV) : !sink_file_kinds[i]->wanted || sink_file_kinds[i]->wanted(&j->table))
            job_add(j, sink_file_kinds[i] == &sink_csv ? &merge_csv : sink_file_kinds[i],
                    sink_file_kinds[i] == &sink_csv ? (void *)s : &j->spools);
    return check_files(s, j, f);
}

static int open_all(struct job *j, struct fail *f)
{
    for (int i = 0; i < j->sink_count; i++)
        if (sink_open(&j->sinks[i], j->sinks[i].kind, &j->table, j->sinks[i].to, f) < 0)
            return -1;
    return 0;
}

int merge_write(struct merge_set *s, struct fail *f)
{
    struct job *j = &s->job;
    int has_numbers = table_has(&j->table, FORMAT_NETCDF) || table_has(&j->table, FORMAT_NPY);
    int status = open_all(j, f);
    if (!status && has_numbers && j->table.series_count)
        status = spools_open_made(&j->spools, &j->table, f);
    if (!status && has_numbers)
        status = merge_rows(s, f);
    if (!status)
        status = job_commit(j, f);
    if (status)
        job_abandon(j);
    return status;
}

void merge_close(struct merge *m)
{
    for (int i = 0; i < m->count; i++)
        job_close(&m->sets[i].job);
    m->count = 0;
}
