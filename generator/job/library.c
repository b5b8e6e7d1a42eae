/* library.c -- where models, distributions and data come from. */
#include "library.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "data/data.h"
#include "emit/embedded.h"
#include "base/fail.h"
#include "job_build.h"
#include "noise_file.h"
#include "space/random.h"
#include "table_check.h"

/* ---- models ---- */

static const char *embedded(const char *name, size_t *len)
{
    for (const struct embedded_file *f = embedded_files; f->path; f++)
        if (f->model && strcmp(f->model, name) == 0) {
            *len = f->len;
            return f->text;
        }
    return NULL;
}

const char *library_name(int i)
{
    for (const struct embedded_file *f = embedded_files; f->path; f++)
        if (f->model && i-- == 0)
            return f->model;
    return NULL;
}

static const char within[] = "<massc>/";

int library_is_model(const char *name)
{
    return strncmp(name, "couplings/", 10) != 0 && strncmp(name, "observers/", 10) != 0;
}

/* The embedded model of a name, wherever it lies; couplings and observers are no experiments. */
static const struct embedded_file *embedded_model(const char *name, size_t len)
{
    for (const struct embedded_file *f = embedded_files; f->path; f++) {
        const char *slash = f->model ? strrchr(f->model, '/') : NULL, *last = slash ? slash + 1 : f->model;
        if (last && library_is_model(f->model) && strlen(last) == len && memcmp(last, name, len) == 0)
            return f;
    }
    return NULL;
}

const char *library_path(const char *name, struct arena *a)
{
    return embedded_model(name, strlen(name)) ? arena_print(a, "%s%s.mass", within, name) : NULL;
}

const struct source *library_source(const char *path, struct arena *a)
{
    size_t len = strlen(path), front = sizeof within - 1;
    if (len < front + 5 || memcmp(path, within, front) != 0)
        return NULL;
    const struct embedded_file *f = embedded_model(path + front, len - front - 5);
    return f ? source_text(path, f->text, f->len, a) : NULL;
}

static const struct source *find_below(const char *folder, const char *name, struct arena *a)
{
    const char *why;
    const char *path = arena_print(a, "%s%s%s.mass", folder, *folder ? "/" : "", name);
    return access(path, R_OK) == 0 ? source_read(path, a, &why) : NULL;
}

const struct source *library_find(const struct model_library *l, const char *below, const char *name, struct arena *a)
{
    size_t len;
    const struct source *src = NULL;
    const char *whole = arena_print(a, "%s%s", below, name);
    for (const char **folder = l->path; *folder && !src; folder++)
        src = find_below(*folder, whole, a);
    const char *text = src ? NULL : embedded(whole, &len);
    return text ? source_text(arena_print(a, "%s%s.mass", within, name), text, len, a) : src;
}

/* ---- data ---- */

/* Where a NaN is allowed the file does not matter, where not it must be placed. */
static const char *refuse_nan(const struct data *d, struct arena *a)
{
    char place[100];
    data_place(d, d->nan, place, sizeof place);
    return arena_print(a, "%s is not a number", place);
}

/* The checker names the file itself: "cannot read 'x.csv': " and a reason. */
static const char *reason(const char *text, const char *spec, struct arena *a)
{
    static const char start[] = "cannot read ";
    size_t path = data_path_length(spec), whole = strlen(spec);
    if (strncmp(text, start, sizeof start - 1) == 0)
        text += sizeof start - 1;
    if (strncmp(text, spec, whole) == 0 && text[whole] == ':')
        text += whole + 1;
    else if (strncmp(text, spec, path) == 0 && text[path] == ':')
        text += path + 1;
    text += strspn(text, " ");
    return arena_copy(a, text, strlen(text));
}

/* What was read, for good, or why it is no use; [bad]: it could not be read. */
static int take_data(struct data_held *h, int bad, const struct fail *f, const char *spec, struct arena *a, struct data *out, const char **why)
{
    if (bad) {
        if (f->no_memory)
            guard_out_of_memory();
        *why = reason(f->text, spec, a);
        return -1;
    }
    data_hold(h);
    bad = h->data.nan >= 0;
    if (bad)
        *why = refuse_nan(&h->data, a);
    else
        *out = data_keep(&h->data, a);
    data_drop(h);
    return bad ? -1 : 0;
}

static int read_data(const char *spec, int matrix, struct arena *a, struct data *out,
                     const char **why)
{
    struct data_held h;
    struct fail f = { .code = 0 };
    int bad = data_read(spec, matrix ? DATA_MATRIX : DATA_VALUES, &h.data, &f) < 0;
    return take_data(&h, bad, &f, spec, a, out, why);
}

static int parse_data(const struct source *src, const char *column, int matrix, struct arena *a, struct data *out, const char **why)
{
    struct data_held h;
    struct fail f = { .code = 0 };
    int bad = data_read_memory(src->path, src->text, (size_t)src->len, column, matrix ? DATA_MATRIX : DATA_VALUES, &h.data, &f) < 0;
    return take_data(&h, bad, &f, src->path, a, out, why);
}

static const struct source *shipped(const char *name, struct arena *a)
{
    const char *path = arena_print(a, "models/data/%s", name);
    for (const struct embedded_file *f = embedded_files; f->path; f++)
        if (strcmp(f->path, path) == 0)
            return source_text(name, f->text, f->len, a);
    return NULL;
}

static int read_ending(const char *path, const char *const *names, int count, long point, long most, struct arena *a,
                     struct ending *out, const char **why)
{
    struct fail f = { .code = 0 };
    int bad = ending_read(path, names, count, point, most, a, out, &f);
    if (bad && f.no_memory)
        guard_out_of_memory();
    if (bad)
        *why = reason(f.text, path, a);
    return bad;
}

/* ---- all of it ---- */

static const char **split_path(const char *list, struct arena *a)
{
    size_t most = strlen(list) + 2;
    const char **path = ARENA_ARRAY(a, const char *, most);
    for (int n = 0; *list;) {
        size_t len = strcspn(list, ":");
        if (len > 0)
            path[n++] = arena_copy(a, list, len);
        list += len + (list[len] == ':');
    }
    return path;
}

void library_open(struct model_library *l, struct arena *a)
{
    const char *list = getenv("MASSC_PATH");
    l->path = split_path(list ? list : "", a);
    l->calls = (struct library){
        .path = l->path, .embedded = embedded, .names = library_name, .read_data = read_data, .has_member = data_has_member, .shipped = shipped, .parse_data = parse_data, .read_ending = read_ending,
        .data_path = data_path_length, .noise_shape = noise_shape,
        .row_step = build_row_step, .table_faults = table_check,
    };
}
