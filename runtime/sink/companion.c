/* companion.c -- where a table comes from, beside its CSV file: NAME.json.
 *
 * A CSV file has no place for attributes that every reader would pass over. The
 * companion says them, and by length and hash which CSV file they belong to.
 */
#include <stdlib.h>
#include "base/json.h"
#include "sink.h"

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

static int commit(struct sink *s, struct sink_files *files, struct fail *f)
{
    struct atomic file;
    size_t size = 0;
    char *path = table_path(s->table, s->kind->suffix, f);
    char *text = path ? compose(s->table, files, &size) : NULL;
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
