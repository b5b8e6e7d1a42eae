/* companion.c -- where a table comes from, beside its CSV file: NAME.json.
 *
 * A CSV file has no place for attributes that every reader would pass over. The
 * companion says them, and by length and hash which CSV file they belong to. Of a piece
 * it says what of, and length and hash of all files, so that whoever joins pieces knows.
 */
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "sink.h"
#include "whole_table.h"

static void add_file(FILE *out, const char *key, const struct table *t, const char *suffix)
{
    fputs(",\n  ", out);
    json_string(out, key);
    fputs(": { \"file\": ", out);
    char *name = NULL;
    if (asprintf(&name, "%s.%s", t->name, suffix) >= 0)
        json_string(out, name);
    free(name);
}

/* Columns that are the same in all rows of a point: who averages them must know. */
static void add_made(FILE *out, const struct table *t)
{
    int count = 0;
    for (int i = 0; i < t->column_count; i++)
        if (t->columns[i].made && table_step(t, t->columns[i].made) > 1) {
            fputs(count++ ? ", " : ",\n  \"over_trial\": [", out);
            json_string(out, t->columns[i].name);
        }
    fputs(count ? "]" : "", out);
}

static char *compose(const struct table *t, const struct sink_files *files, size_t *size)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    if (!out)
        return NULL;
    for (int i = 0; i < t->attribute_count; i++) {
        fputs(i ? ",\n  " : "{\n  ", out);
        json_string(out, t->attributes[i].name);
        fputs(": ", out);
        json_string(out, t->attributes[i].value ? t->attributes[i].value : "");
    }
    fprintf(out, "%s  \"rows\": %ld", t->attribute_count ? ",\n" : "{\n", t->rows);
    add_made(out, t);
    if (t->whole)
        whole_describe(out, t);
    for (int i = 0; i < files->count; i++) {
        const struct sink_file *file = &files->listed[i];
        const struct checksum *sum = &file->sum;
        add_file(out, file->key ? file->key : file->suffix, t, file->suffix);
        if (file->has_sum)
            fprintf(out, ", \"bytes\": %lld, \"xxh128\": \"%s\"", sum->bytes, sum->hash);
        fputs(" }", out);
    }
    fputs("\n}\n", out);
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

/* A file that waits for its name, as it lies on the disk; one that is written directly has no sum. */
static int sum_file(const struct table *t, const struct atomic_group *group, struct sink_file *file, struct fail *f)
{
    char *path = table_path(t, file->suffix, f);
    int status = path ? 0 : -1;
    for (int i = 0; i < group->count && path; i++)
        if (group->files[i].temporary && strcmp(group->files[i].path, path) == 0) {
            status = checksum_file(group->files[i].temporary, &file->sum, f);
            file->has_sum = status == 0;
        }
    free(path);
    return status;
}

static int sum_piece(const struct table *t, struct sink_files *files, struct fail *f)
{
    for (int i = 0; t->whole && i < files->count; i++)
        if (!files->listed[i].has_sum && sum_file(t, &files->group, &files->listed[i], f))
            return -1;
    return 0;
}

static int commit(struct sink *s, struct sink_files *files, struct fail *f)
{
    struct atomic file;
    size_t size = 0;
    char *path = table_path(s->table, s->kind->suffix, f);
    int summed = path && sum_piece(s->table, files, f) == 0;
    char *text = summed ? compose(s->table, files, &size) : NULL;
    int status = text ? 0 : fail(f, EXIT_SYSTEM, "out of memory");
    if (status == 0 && (status = atomic_open(&file, path, f)) == 0) {
        status = atomic_write(&file, text, size, f);
        if (status)
            atomic_abandon(&file);
        else
            status = atomic_add(&files->group, &file, f);
    }
    free(text);
    free(path);
    return status;
}

const struct sink_kind sink_companion = { .name = "companion", .suffix = "json", .commit = commit };
