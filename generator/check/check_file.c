/* check_file.c -- models and couplings by name.
 *
 * A definition is looked for in the file itself, then in NAME.mass next to it,
 * then in the library's folders and what is below them (library_below),
 * then among the embedded files, where couplings are called "couplings/NAME".
 * A file is read once, a definition checked once, however often it is used.
 */
#include <string.h>
#include <unistd.h>
#include "checker.h"
#include "wording/foreign.h"

/* -------------------------------------------------------------------- files -- */

/* What a file defines under a name, or NULL. */
static struct defined *defined_as(const struct file *f, enum ast_kind kind, const char *name)
{
    const struct symbol *y = scope_find(&f->defines, name);
    while (y && f->defined[y->index].stmt->kind != kind)
        y = scope_find_older(y);
    return y ? &f->defined[y->index] : NULL;
}

static int is_definition(const struct ast_stmt *s)
{
    return s->kind == AST_MODEL || s->kind == AST_COUPLING_DEF || s->kind == AST_OBSERVER;
}

static void list_definitions(struct check *c, struct file *f)
{
    for (const struct ast_stmt *s = f->tree->body; s; s = s->next) {
        if (!is_definition(s) || defined_as(f, s->kind, s->name))
            continue;
        scope_put(c->arena, &f->defines, s->name, s->name_at, SYMBOL_POISON, f->defined_count);
        *ARENA_PUSH(c->arena, f->defined, f->defined_count) = (struct defined){ .stmt = s };
    }
}

struct file *file_add(struct check *c, const struct source *src, const struct ast *tree,
                      int errors)
{
    struct file *f = ARENA_NEW(c->arena, struct file);
    *f = (struct file){ .src = src, .tree = tree, .failed = errors > 0 };
    struct file **end = &c->files;
    while (*end)
        end = &(*end)->next;
    *end = f;
    model_add_input(c->e, (struct input){ .name = src->path, .src = src }, c->arena);
    for (const struct ast_broken *b = tree->broken; b; b = b->next)
        file_mark_broken(c, f, b->at);
    list_definitions(c, f);
    return f;
}

static struct file *file_parse(struct check *c, const struct source *src)
{
    int before = c->diags->errors;
    const struct ast *tree = ast_parse(src, c->diags, c->arena);
    return file_add(c, src, tree, c->diags->errors - before);
}

static struct file *file_known(struct check *c, const char *path)
{
    struct file *f = c->files;
    while (f && strcmp(f->src->path, path))
        f = f->next;
    return f;
}

/* The file, or NULL: there is none. One that is there but cannot be read is an
 * error at [at]. */
static struct file *file_open(struct check *c, const char *path, struct span at)
{
    struct file *f = file_known(c, path);
    const char *why = NULL;
    if (f || (access(path, F_OK) && !source_dangling(path, c->arena)))
        return f;
    const struct source *src = source_read(path, c->arena, &why);
    if (src)
        return file_parse(c, src);
    diag_error(c->diags, at, "cannot read '%s': %s", path, why);
    return NULL;
}

static struct file *file_embedded(struct check *c, const char *name)
{
    size_t len = 0;
    if (!c->library || !c->library->embedded)
        return NULL;
    const char *path = arena_print(c->arena, "<massc>/%s.mass", name);
    struct file *f = file_known(c, path);
    const char *text = f ? NULL : c->library->embedded(name, &len);
    return text ? file_parse(c, source_text(path, text, len, c->arena)) : f;
}

/* That of the experiment's file. */
static const char *folder(struct check *c)
{
    return folder_of_text(c, c->files->src->path);
}

/* -------------------------------------------------------------- definitions -- */

/* Its faults are reported now. [place]: where it is known from the beginning, or NULL. */
static void make(struct check *c, const struct file *f, const struct ast_stmt *s, struct definition **place)
{
    struct definition *d = ARENA_NEW(c->arena, struct definition);
    if (place)
        *place = d;
    d->stmt = s;
    d->file = f;
    d->next = c->definitions;
    c->definitions = d;
    int before = c->diags->errors;
    if (s->kind == AST_COUPLING_DEF)
        check_coupling(c, d);
    else
        check_model(c, d);
    d->failed = f->failed || c->diags->errors > before;
}

static struct definition *defined_in(struct check *c, struct file *f, enum ast_kind kind, const char *name)
{
    struct defined *known = f ? defined_as(f, kind, name) : NULL;
    if (known && !known->definition)
        make(c, f, known->stmt, &known->definition);
    return known ? known->definition : NULL;
}

const struct ast_stmt *definition_check(struct check *c, struct file *f, const struct ast_stmt *s)
{
    const struct ast_stmt *first = defined_as(f, s->kind, s->name)->stmt;
    if (first == s)
        defined_in(c, f, s->kind, s->name);
    else
        make(c, f, s, NULL);
    return first;
}

/* Looks into NAME.mass of one folder. */
static struct definition *look(struct check *c, const char *dir, enum ast_kind kind,
                               const char *name, struct span at)
{
    const char *path = arena_print(c->arena, "%s%s.mass", dir, name);
    return defined_in(c, file_open(c, path, at), kind, name);
}

/* Of a run that is done again: in the texts that were called NAME.mass. */
static struct definition *look_back(struct check *c, enum ast_kind kind, const char *name)
{
    const char *last = arena_print(c->arena, "/%s.mass", name);
    struct definition *d = defined_in(c, c->files, kind, name);
    for (int i = 1; !d && i < c->library->recorded_count; i++) {
        const struct recorded_file *r = &c->library->recorded[i];
        const char *path = r->text ? arena_print(c->arena, "/%s", r->path) : "", *end = strrchr(path, '/');
        if (!end || strcmp(end, last))
            continue;
        struct file *f = file_known(c, r->path);
        d = defined_in(c, f ? f : file_parse(c, source_text(r->path, r->text, r->len, c->arena)), kind, name);
    }
    return d;
}

/* Where the library has definitions of a kind; [below] may go on behind the sub-folder. */
static int is_home(const char *below, enum ast_kind kind)
{
    return (strncmp(below, "couplings/", 10) == 0) == (kind == AST_COUPLING_DEF)
        && (strncmp(below, "observers/", 10) == 0) == (kind == AST_OBSERVER);
}

static struct definition *look_around(struct check *c, enum ast_kind kind, const char *name,
                                      struct span at)
{
    if (c->library && c->library->recorded)
        return look_back(c, kind, name);
    struct definition *d = defined_in(c, c->files, kind, name);
    if (!d)
        d = look(c, folder(c), kind, name, at);
    const char *const *path = c->library ? c->library->path : NULL;
    for (; !d && path && *path; path++)
        for (const char *const *below = library_below; !d && *below; below++)
            if (!**below || is_home(*below, kind))
                d = look(c, arena_print(c->arena, "%s/%s", *path, *below), kind, name, at);
    for (const char *const *below = library_below; !d && *below; below++)
        if (is_home(*below, kind))
            d = defined_in(c, file_embedded(c, arena_print(c->arena, "%s%s", *below, name)), kind, name);
    return d;
}

static void offer_definitions(struct check *c, struct offer *o, enum ast_kind kind)
{
    for (const struct ast_stmt *s = c->files->tree->body; s; s = s->next)
        if (s->kind == kind)
            offer_add(o, s->name);
    const char *name;
    for (int i = 0; c->library && c->library->names && (name = c->library->names(i)); i++) {
        const char *last = strrchr(name, '/');
        if (is_home(name, kind))
            offer_add(o, last ? last + 1 : name);
    }
}

/* NAME.mass was found beside the file, but defines something else: says what. */
static int defined_otherwise(struct check *c, const char *name, struct span at)
{
    const struct file *f = file_known(c, arena_print(c->arena, "%s%s.mass", folder(c), name));
    const struct ast_stmt *s = f && f != c->files ? f->tree->body : NULL;
    while (s && !is_definition(s))
        s = s->next;
    if (!s)
        return 0;
    diag_error(c->diags, at, "'%s' defines %s '%s', not '%s'; a definition is found in a file of "
               "its own name: call the file %s.mass", f->src->path,
               ast_rules[s->kind].word, s->name, name, s->name);
    return 1;
}

struct definition *definition_find(struct check *c, enum ast_kind kind, const char *name,
                                   struct span at)
{
    int before = c->diags->errors;
    struct definition *d = look_around(c, kind, name, at);
    const char *what = ast_rules[kind].word;
    const char *whole = arena_print(c->arena, "%s %s", what, name);
    int bad = !d || (d->failed && d->file != c->files);
    if (!bad || scope_find(&c->reported, whole))
        return d;
    scope_put(c->arena, &c->reported, whole, at, SYMBOL_POISON, 0);
    if (d)
        diag_error(c->diags, at, "%s '%s' has errors, see %s", what, name, d->file->src->path);
    if (d || c->diags->errors > before || name_is_broken(c, name)
        || c->orphans & ast_rules[kind].opens)
        return d;
    if (defined_otherwise(c, name, at))
        return NULL;
    const char *ours = kind == AST_COUPLING_DEF ? foreign_word(FOREIGN_COUPLING, name) : NULL;
    if (ours) {
        diag_error(c->diags, at, "unknown coupling '%s'; write %s(...)", name, ours);
        return NULL;
    }
    struct offer o;
    offer_start(&o, name);
    offer_definitions(c, &o, kind);
    diag_error(c->diags, at, "unknown %s '%s'%s", what, name, offer_end(c, &o, "there are"));
    return NULL;
}

struct definition *definition_observer(struct check *c, const char *name, struct span at)
{
    return look_around(c, AST_OBSERVER, name, at);
}

void offer_observers(struct check *c, struct offer *o)
{
    offer_definitions(c, o, AST_OBSERVER);
}

struct definition *definition_used(struct check *c, const struct ast_stmt *use)
{
    if (!look_around(c, AST_MODEL, use->name, use->name_at)
        && look_around(c, AST_COUPLING_DEF, use->name, use->name_at))
        return definition_find(c, AST_COUPLING_DEF, use->name, use->name_at);
    if (!look_around(c, AST_MODEL, use->name, use->name_at) && definition_observer(c, use->name, use->name_at))
        return definition_find(c, AST_OBSERVER, use->name, use->name_at);
    return definition_find(c, AST_MODEL, use->name, use->name_at);
}
