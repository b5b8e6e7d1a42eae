/* merge_about.c -- companions of pieces: what they say, and what two of them have in common. */
#include <fcntl.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/json_parse.h"
#include "merge_parts.h"
#include "sink/whole_table.h"

/* ---- the text ---- */

static char *read_all(const char *path, struct arena *a, struct fail *f)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), error = 0;
    size_t size = 0, used = 0;
    if (fd < 0 || fstat(fd, &about) || !S_ISREG(about.st_mode))
        error = fd < 0 || errno ? errno : EINVAL;
    else
        size = (size_t)about.st_size;
    char *text = arena_alloc(a, size + 1);
    for (ssize_t n = 1; !error && used < size && n > 0; used += n > 0 ? (size_t)n : 0) {
        n = read(fd, text + used, size - used);
        error = n < 0 ? errno : 0;
    }
    if (fd >= 0)
        close(fd);
    return error ? fail(f, EXIT_SYSTEM, "cannot read %s: %s", path, strerror(error)), NULL : text;
}

/* ---- attributes ---- */

/* The lines of a text but for one that begins so. */
static const char *without_line(const char *text, const char *begins, struct arena *a)
{
    const char *line = text;
    size_t n = strlen(begins);
    while (*line && strncmp(line, begins, n) != 0)
        line += strcspn(line, "\n") + (line[strcspn(line, "\n")] == '\n');
    const char *end = line + strcspn(line, "\n");
    return *line ? arena_print(a, "%.*s%s", (int)(line - text), text, *end ? end + 1 : end) : text;
}

/* A command line without --shard. */
static const char *without_shard(const char *typed, struct arena *a)
{
    const char *word = strstr(typed, " --shard");
    if (!word || (word[8] != ' ' && word[8] != '='))
        return typed;
    const char *end = word + 9 + strcspn(word + 9, " ");
    return arena_print(a, "%.*s%s", (int)(word - typed), typed, end);
}

static void add_attribute(struct merge_about *out, const char *name, const char *value, struct arena *a)
{
    if (strcmp(name, "shard") == 0 || strcmp(name, "shard_rows") == 0)
        return;
    if (strcmp(name, "options") == 0)
        value = without_line(value, "--shard=", a);
    if (strcmp(name, "command") == 0)
        value = without_shard(value, a);
    out->attributes[out->attribute_count++] = (struct attribute){ name, value };
}

struct attribute *merge_attribute(const struct merge_about *x, const char *name)
{
    for (int i = 0; i < x->attribute_count; i++)
        if (strcmp(x->attributes[i].name, name) == 0)
            return &x->attributes[i];
    return NULL;
}

/* ---- files ---- */

/* Of one of its files: 0 when it says so in another way than a companion does. */
static int add_file(const struct json *from, const char *stem, struct merge_about *out)
{
    const struct json *file = json_member(from, "file"), *bytes = json_member(from, "bytes"), *hash = json_member(from, "xxh128");
    size_t n = strlen(stem);
    if (!file || file->kind != JSON_STRING || strncmp(file->text, stem, n) || file->text[n] != '.' || !bytes || bytes->kind != JSON_NUMBER
        || !hash || hash->kind != JSON_STRING)
        return 0;
    struct checksum sum = { .bytes = (long long)bytes->number };
    snprintf(sum.hash, sizeof sum.hash, "%s", hash->text);
    out->suffixes[out->count] = file->text + n + 1;
    out->sums[out->count++] = sum;
    return 1;
}

/* ---- all of it ---- */

/* The name that it gives itself is right. */
static int read_rest(const struct json *root, const char *stem, struct arena *a, struct merge_about *out)
{
    const struct json *rows = json_member(root, "rows"), *whole = json_member(root, "whole");
    int good = 1;
    if (!rows || rows->kind != JSON_NUMBER)
        return 0;
    out->rows = (long)rows->number;
    out->attributes = ARENA_ARRAY(a, struct attribute, root->count + 1);
    out->suffixes = ARENA_ARRAY(a, const char *, root->count + 1);
    out->sums = ARENA_ARRAY(a, struct checksum, root->count + 1);
    for (const struct json *x = root->first; x; x = x->next)
        if (x->kind == JSON_STRING)
            add_attribute(out, x->name, x->text, a);
        else if (x->kind == JSON_OBJECT && x != whole)
            good &= add_file(x, stem, out);
    return good;
}

int merge_about_read(const struct merge *m, const char *name, long piece, long count, struct arena *a, struct merge_about *out,
                     struct fail *f)
{
    struct json_fault fault = { .text = NULL };
    const char *path = merge_path(m, name, piece, count, "json", a), *stem = arena_print(a, "%s.%ld-of-%ld", name, piece, count);
    const char *text = read_all(path, a, f);
    const struct json *root = text ? json_parse(text, NULL, a, &fault) : NULL;
    *out = (struct merge_about){ .count = 0 };
    if (!text)
        return -1;
    if (!root)
        return fail(f, EXIT_SYSTEM, "'%s' is damaged: %s, at byte %d; run that shard again: --shard %ld/%ld", path, fault.text,
                    fault.at.from, piece, count);
    int is_piece = merge_whole(json_member(root, "whole"), a, &out->whole) == 0;
    if (is_piece && (strcmp(out->whole.name, name) != 0 || out->whole.shard != piece || out->whole.shards != count))
        return fail(f, EXIT_SYSTEM, "'%s' says that it is %s.%ld-of-%ld: it was given another name; give it its own back", path,
                    out->whole.name, out->whole.shard, out->whole.shards);
    if (!is_piece || !read_rest(root, stem, a, out))
        return fail(f, EXIT_SYSTEM, "'%s' does not say what it is a piece of; run that shard again: --shard %ld/%ld", path, piece, count);
    return 0;
}

/* ---- two of them ---- */

/* What an attribute is, in words. */
static const char *in_words(const char *name, struct arena *a)
{
    static const struct { const char *name, *words; } known[] = {
        { "source", "the text of the experiment" }, { "source_hash", "the text of the experiment" }, { "used", "the texts of their models" },
        { "files", "the files that they read" }, { "data", "the data" }, { "options", "the options of their runs" },
        { "parameters", "the parameters" }, { "massc_version", "the version of massc" }, { "precision", "the precision" },
        { "key", "the key" }, { "noise", "the noise" }
    };
    for (size_t i = 0; i < sizeof known/sizeof *known; i++)
        if (strcmp(known[i].name, name) == 0)
            return known[i].words;
    return arena_print(a, "the attribute %s", name);
}

/* How a shard was run is no question. */
static int is_of_the_run(const char *name)
{
    return strcmp(name, "command") == 0 || strcmp(name, JOB_ENGINE) == 0;
}

/* The id follows from all that is asked, so it is looked at last. */
static const char *attribute_that_differs(const struct merge_about *x, const struct merge_about *y)
{
    const char *found = NULL;
    for (int i = 0; i < x->attribute_count; i++) {
        const char *name = x->attributes[i].name;
        const struct attribute *other = merge_attribute(y, name);
        int differ = !is_of_the_run(name) && (!other || strcmp(other->value, x->attributes[i].value) != 0);
        if (differ && (!found || strcmp(found, "run_id") == 0))
            found = name;
    }
    return found;
}

/* All but which piece it is. */
static const char *described(const struct table *whole, struct arena *a)
{
    struct table piece = { .whole = whole, .formats = whole->formats, .compress = whole->compress };
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out)
        whole_describe(out, &piece);
    const char *copy = out && fclose(out) == 0 ? arena_copy(a, text, size) : "";
    free(text);
    return copy;
}

const char *merge_about_differ(const struct merge_about *x, const struct merge_about *y, struct arena *a)
{
    const char *name = attribute_that_differs(x, y);
    if (!name)
        name = attribute_that_differs(y, x);
    if (name)
        return in_words(name, a);
    if (strcmp(described(&x->whole, a), described(&y->whole, a)) != 0)
        return "what the table holds";
    int same = x->count == y->count;
    for (int i = 0; i < x->count && same; i++)
        same = strcmp(x->suffixes[i], y->suffixes[i]) == 0;
    return same ? NULL : "the files that were written";
}
