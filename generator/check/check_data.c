/* check_data.c -- arrays of files: found beside the text that names them, read by the
 * library, brought into the shape that is meant.
 */
#include <string.h>
#include <unistd.h>
#include "check_nodes.h"

/* The folder of a file with its slash: "" for the current one. */
const char *folder_of_text(struct check *c, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_copy(c->arena, path, (size_t)(slash - path) + 1) : "";
}

/* The folder that files are named from in an expression: that of the file it stands
 * in; the experiment's, if it stands on the command line. */
static const char *data_folder(struct check *c, const struct ast_expr *string)
{
    for (const struct file *f = c->files; f; f = f->next)
        if (f->src == string->at.src)
            return folder_of_text(c, f->src->path);
    return folder_of_text(c, c->files->src->path);
}

struct file_search {
    struct arena *arena;
    struct nearest near;
};

static void offer_file(void *user, const char *entry)
{
    struct file_search *s = user;
    if (*entry != '.')
        nearest_offer(&s->near, arena_copy(s->arena, entry, strlen(entry)));
}

/* The nearest name among the files of the folder that [path] should be in, or NULL. */
static const char *nearest_file(struct check *c, const char *path)
{
    struct file_search s = { .arena = c->arena };
    const char *slash = strrchr(path, '/'), *last = slash ? slash + 1 : path;
    size_t len = (size_t)(last - path);
    nearest_start(&s.near, last);
    source_each(len ? arena_copy(c->arena, path, len) : ".", offer_file, &s);
    return nearest_best(&s.near);
}

static void no_data(struct check *c, const struct ast_expr *string, const char *path,
                    const char *why)
{
    const char *name = string->name, *link = source_dangling(path, c->arena);
    const char *near = !link && access(path, F_OK) ? nearest_file(c, path) : NULL;
    const char *slash = strrchr(name, '/');
    size_t folder_len = slash ? (size_t)(slash - name) + 1 : 0;
    if (near)
        diag_error(c->diags, string->at, "cannot read '%s': no such file; did you mean '%.*s%s'?",
                   name, (int)folder_len, name, near);
    else
        diag_error(c->diags, string->at, "cannot read '%s': %s", name, link ? link : why);
}

/* "sc.npz:weights" names an array inside a file. */
static const char *path_of(struct check *c, const char *spec)
{
    size_t len = c->library && c->library->data_path ? c->library->data_path(spec) : strlen(spec);
    return arena_copy(c->arena, spec, len);
}

/* Where what was read from [spec] is, or NULL. */
static const char *recorded_place(struct check *c, const char *spec)
{
    for (int i = 0; c->library && i < c->library->recorded_count; i++)
        if (!c->library->recorded[i].text && !strcmp(c->library->recorded[i].path, spec))
            return c->library->recorded[i].place;
    return NULL;
}

/* The file that [string] names, near the text or far. In [spec] as a result names it, in [place] where a run that is
 * done again has it, else NULL. */
static const char *find_data(struct check *c, const struct ast_expr *string, const char **place)
{
    const char *name = string->name, *spec = arena_print(c->arena, "%s%s", data_folder(c, string), name);
    const char *near = path_of(c, spec), *far = path_of(c, name);
    *place = recorded_place(c, spec);
    if (*name == '/' || (!*place && access(near, F_OK) && !access(far, F_OK)))
        spec = name;
    if (!*place)
        *place = recorded_place(c, spec);
    return spec;
}

/* Notes what was read, or says why not. */
static int took_data(struct check *c, const struct ast_expr *string, const char *spec, const char *place, const char *why)
{
    if (why)
        no_data(c, string, path_of(c, *string->name == '/' ? string->name : arena_print(c->arena, "%s%s", data_folder(c, string), string->name)), why);
    else
        model_add_input(c->e, (struct input){ .name = string->name, .path = spec, .place = place }, c->arena);
    return !why;
}

static const char *cannot_read(const struct check *c, const char *place)
{
    return c->library && c->library->recorded && !place ? "the result does not say where it is" : "no data can be read here";
}

/* The text of a table of the library, where no file is called so: of a run that is done again the result's. */
static const struct source *shipped_text(struct check *c, const char *name, const char *near)
{
    const struct library *l = c->library;
    for (int i = 0; l && i < l->recorded_count; i++)
        if (l->recorded[i].text && !strcmp(l->recorded[i].path, name))
            return source_text(name, l->recorded[i].text, l->recorded[i].len, c->arena);
    return l && !l->recorded && l->shipped && access(near, F_OK) && access(name, F_OK) ? l->shipped(name, c->arena) : NULL;
}

/* 1: it is one, and was read; 0: it is none; -1: it does not fit, which is reported. */
static int read_shipped(struct check *c, const struct ast_expr *string, int matrix, struct data *out)
{
    const char *name = path_of(c, string->name), *why = NULL, *column = string->name + strlen(name);
    const struct source *src = strchr(name, '/') ? NULL : shipped_text(c, name, arena_print(c->arena, "%s%s", data_folder(c, string), name));
    if (!src || !c->library->parse_data)
        return 0;
    if (c->library->parse_data(src, *column && column[1] ? column + 1 : NULL, matrix, c->arena, out, &why)) {
        no_data(c, string, name, why);
        return -1;
    }
    model_add_input(c->e, (struct input){ .name = name, .src = src }, c->arena);
    return 1;
}

static int read_data(struct check *c, const struct ast_expr *string, int matrix,
                     struct data *out)
{
    const char *place, *spec = find_data(c, string, &place), *why = cannot_read(c, place);
    memset(out, 0, sizeof *out);
    int shipped = place ? 0 : read_shipped(c, string, matrix, out);
    if (shipped)
        return shipped > 0;
    int there = c->library && c->library->read_data && !(c->library->recorded && !place);
    if (there && !c->library->read_data(place ? place : spec, matrix, c->arena, out, &why))
        why = NULL;
    return took_data(c, string, spec, place, why);
}

const struct ast_expr *data_member(struct check *c, const struct ast_expr *string, const char *const *members)
{
    const struct library *l = c->library;
    const char *place, *spec = find_data(c, string, &place);
    for (; l && string->op == AST_STRING && *members; members++) {
        struct ast_expr *member = ARENA_NEW(c->arena, struct ast_expr);
        *member = *string;
        member->name = arena_print(c->arena, "%s:%s", string->name, *members);
        if (l->recorded ? recorded_place(c, arena_print(c->arena, "%s:%s", spec, *members)) != NULL : l->has_member && l->has_member(spec, *members))
            return member;
    }
    return NULL;
}

const char *check_result(struct check *c, const struct ast_expr *string, const char *const *names, int count, long point, struct ending *out)
{
    const char *place, *spec = find_data(c, string, &place), *why = cannot_read(c, place);
    memset(out, 0, sizeof *out);
    int there = c->library && c->library->read_ending && !(c->library->recorded && !place);
    if (there && !c->library->read_ending(place ? place : spec, names, count, point, 1, c->arena, out, &why))
        why = NULL;
    return took_data(c, string, spec, place, why) ? place ? place : spec : NULL;
}

int check_data(struct check *c, const struct ast_expr *string, struct data *out)
{
    return read_data(c, string, 0, out);
}

/* A table of one row holds one sample: that is meant where samples are not. */
static void drop_samples(struct data *v, int rank)
{
    while (v->rank > rank && v->shape[0] == 1) {
        v->rank--;
        memmove(v->shape, v->shape + 1, (size_t)v->rank*sizeof *v->shape);
    }
}

int check_matrix(struct check *c, const struct ast_expr *string, struct data *out)
{
    if (!read_data(c, string, 1, out))
        return 0;
    drop_samples(out, 2);
    return 1;
}

int check_data_list(struct check *c, const struct ast_expr *string, struct data *out)
{
    if (!check_data(c, string, out))
        return 0;
    drop_samples(out, 1);
    if (out->rank == 0)
        out->shape[out->rank++] = 1;
    return 1;
}

int is_one_number(const struct ast_expr *e, const struct data *v)
{
    return e->op == AST_STRING && v->rank == 1 && v->shape[0] == 1;
}
