/* file.c -- which file a name on the command line means.
 *
 * Folders are only read when a name was wrong: the way from a good command line
 * to a result looks at nothing but the file.
 */
#include "file.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include "base/shell.h"
#include "source/diag.h"
#include "library.h"
#include "base/name.h"

static int ends_in_mass(const char *name)
{
    size_t len = strlen(name);
    return len > 5 && strcmp(name + len - 5, ".mass") == 0;
}

/* The folder part of a path, "" when it has none, with its last slash. */
static const char *folder_of(const char *path, struct arena *a)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_copy(a, path, (size_t)(slash - path) + 1) : "";
}

const char *file_stem(const char *path, struct arena *a)
{
    const char *slash = strrchr(path, '/');
    const char *last = slash ? slash + 1 : path;
    return arena_copy(a, last, strlen(last) - (ends_in_mass(last) ? 5 : 0));
}

/* "x/e.nc" for "x/e.csv" and for "x/e.results.csv", the text of a series: the first that is there. */
static const char *netcdf_beside(const char *name, const char *ending, struct arena *a)
{
    const char *stem = arena_copy(a, name, strlen(name) - strlen(ending)), *first = arena_print(a, "%s.nc", stem), *whole = first;
    struct stat about;
    for (const char *dot; stat(whole, &about) != 0 && (dot = strrchr(stem, '.')) && !strchr(dot, '/'); ) {
        stem = arena_copy(a, stem, (size_t)(dot - stem));
        whole = arena_print(a, "%s.nc", stem);
    }
    return stat(whole, &about) == 0 ? whole : first;
}

const char *file_result(const char *name, const char *how, const char *instead, struct arena *a, struct fail *f)
{
    const char *slash = strrchr(name, '/'), *dot = strrchr(slash ? slash : name, '.'), *ending = dot ? dot : "";
    struct stat about;
    if (stat(name, &about) != 0) {
        const char *whole = arena_print(a, "%s.nc", name);
        return stat(whole, &about) == 0 ? whole : name;
    }
    if (strcmp(ending, ".csv") == 0 || strcmp(ending, ".json") == 0 || strcmp(ending, ".npy") == 0) {
        fail(f, EXIT_USAGE, "%s %s", how, shell_word(netcdf_beside(name, ending, a)).text);
        return NULL;
    }
    if (strcmp(ending, ".mass") == 0) {
        fail(f, EXIT_USAGE, "'%s' is a model; massc run %s %s", name, shell_word(name).text, instead);
        return NULL;
    }
    return name;
}

struct visitor {
    void (*visit)(void *user, const char *entry);
    void *user;
};

static void visit_model(void *user, const char *entry)
{
    const struct visitor *v = user;
    if (ends_in_mass(entry))
        v->visit(v->user, entry);
}

void file_each(const char *folder, void (*visit)(void *user, const char *entry), void *user)
{
    struct visitor v = { visit, user };
    source_each(*folder ? folder : ".", visit_model, &v);
}

struct model_search {
    struct nearest near;
    struct arena *arena;
};

/* The directory entry dies with the next one, so the candidate is copied. */
static void offer(void *user, const char *entry)
{
    struct model_search *s = user;
    nearest_offer(&s->near, arena_copy(s->arena, entry, strlen(entry)));
}

/* An embedded model of nearly that name, or NULL. */
static const char *nearest_model(const char *name)
{
    struct nearest near;
    const char *model;
    nearest_start(&near, name);
    for (int i = 0; (model = library_name(i)); i++) {
        const char *slash = strrchr(model, '/');
        if (library_is_model(model))
            nearest_offer(&near, slash ? slash + 1 : model);
    }
    return nearest_best(&near);
}

/* Neither the name nor it with .mass is there. */
static void missing(const char *name, struct arena *a, struct fail *f)
{
    struct model_search s = { .arena = a };
    const char *folder = folder_of(name, a);
    const char *last = name + strlen(folder);
    const char *longer = arena_print(a, "%s.mass", name), *link = source_dangling(name, a);
    const char *found = link ? name : longer;
    if (!link)
        link = source_dangling(longer, a);
    if (link) {
        fail(f, EXIT_SYSTEM, "'%s' %s", found, link);
        return;
    }
    nearest_start(&s.near, ends_in_mass(last) ? last : arena_print(a, "%s.mass", last));
    file_each(folder, offer, &s);
    const char *best = nearest_best(&s.near), *model = best || *folder ? NULL : nearest_model(name);
    if (best)
        fail(f, EXIT_SYSTEM, "no file '%s'; did you mean '%s%s'?", name, folder, best);
    else if (model)
        fail(f, EXIT_SYSTEM, "no file '%s'; did you mean '%s' of the library?", name, model);
    else
        fail(f, EXIT_SYSTEM, "no file '%s'", name);
}

/* A folder, a loop of links: there is something, but nothing to read. */
static int is_no_file(const char *name, struct fail *f)
{
    struct stat about;
    int error = stat(name, &about) == 0 ? 0 : errno;
    if (error == 0 && S_ISDIR(about.st_mode))
        fail(f, EXIT_SYSTEM, "'%s' is a folder; name a .mass file in it", name);
    else if (error != ENOENT)
        fail(f, EXIT_SYSTEM, "cannot read '%s': %s", name, strerror(error));
    return f->code != 0;
}

static int is_file(const char *name)
{
    struct stat about;
    return stat(name, &about) == 0 && !S_ISDIR(about.st_mode);
}

const char *file_find(const char *name, struct arena *a, struct fail *f)
{
    const char *with = arena_print(a, "%s.mass", name);
    if (strcmp(name, "-") == 0 || (*name && is_file(name)))
        return name;
    if (*name && is_file(with))
        return with;
    if (*name && (is_no_file(name, f) || is_no_file(with, f)))
        return NULL;
    const char *within = library_path(name, a);
    if (!within)
        missing(name, a, f);
    return within;
}

struct experiment *file_read(struct pipeline *p, const char *path, const struct overrides *over, int *code)
{
    const struct source *src = library_source(path, &p->arena);
    return src ? pipeline_check(p, src, over, code) : pipeline_read(p, path, over, code);
}
