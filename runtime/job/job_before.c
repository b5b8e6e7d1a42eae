/* job_before.c -- which files a run writes, and what it replaces. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "job.h"

static const char *attribute(const struct table *t, const char *name)
{
    for (int i = 0; i < t->attribute_count; i++)
        if (strcmp(t->attributes[i].name, name) == 0)
            return t->attributes[i].value;
    return "";
}

/* The companion of an earlier run; NULL: there is none, or no file. */
static char *map_companion(const struct table *t, size_t *size)
{
    struct fail ignored = { .code = 0 };
    struct stat about;
    char *path = table_path(t, sink_companion.suffix, &ignored);
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) : -1;
    void *text = MAP_FAILED;
    if (fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0) {
        *size = (size_t)about.st_size;
        text = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
    }
    if (fd >= 0)
        close(fd);
    free(path);
    return text == MAP_FAILED ? NULL : text;
}

static int says(const char *text, size_t size, const char *name, const char *value)
{
    char line[200];
    int n = snprintf(line, sizeof line, "\n  \"%s\": \"%s\"", name, value);
    return n < (int)sizeof line && memmem(text, size, line, (size_t)n) != NULL;
}

static const char *origin(const struct table *t)
{
    size_t size = 0;
    char *text = map_companion(t, &size);
    if (!text)
        return "of unknown origin";
    const char *what = says(text, size, "run_id", attribute(t, "run_id")) ? "of the same question"
        : says(text, size, "source_hash", attribute(t, "source_hash"))
          ? "of the same file with other values or data" : "of another file";
    munmap(text, size);
    return what;
}

static int exists(const struct table *t, const char *suffix)
{
    struct fail ignored = { .code = 0 };
    char *path = table_path(t, suffix, &ignored);
    int yes = path && access(path, F_OK) == 0;
    free(path);
    return yes;
}

const char *job_files(const struct job *j)
{
    char suffix[TABLE_SUFFIX];
    const char *text = NULL;
    int left = 0, many = 0;
    for (int i = 0; i < j->sink_count; i++)
        for (int k = 0; sink_suffix(j->sinks[i].kind, &j->table, k, suffix); k++)
            many++;
    for (int i = 0; i < j->sink_count; i++)
        for (int k = 0; sink_suffix(j->sinks[i].kind, &j->table, k, suffix); k++, left++)
            text = !text ? arena_print(j->arena, "%s/%s.%s", j->table.dir, j->table.name, suffix)
                 : arena_print(j->arena, "%s%s.%s", text, left < many - 1 ? ", " : " and ", suffix);
    return text;
}

/* A companion alone is no result. */
const char *job_overwrites(const struct job *j)
{
    const struct table *t = &j->table;
    char suffix[TABLE_SUFFIX];
    int found = 0;
    for (int i = 0; i < j->sink_count; i++)
        for (int k = 0; j->sinks[i].kind->take && sink_suffix(j->sinks[i].kind, t, k, suffix); k++)
            found |= exists(t, suffix);
    return found ? arena_print(j->arena, "%s: overwrites %s, %s", t->name, job_files(j), origin(t)) : NULL;
}
