/* command_list.c -- massc list: the model library, one line a name.
 *
 * Folders of $MASSC_PATH come first, as they do where a name is looked up; what
 * they hide of the built-in models is left out.
 */
#include <stdlib.h>
#include <string.h>
#include "base/shell.h"
#include "ast/ast.h"
#include "driver.h"
#include "job/file.h"
#include "job/library.h"

enum { NAME_WIDTH = 26 };

struct listed {
    const char *name, *doc;
    int coupling;
};

struct listing {
    struct arena arena;
    struct model_library library;
    struct listed *entries;
    int count, room;
    const char *folder;             /* being read */
    int couplings;                  /* ... its sub-folder couplings/ */
};

static int is_listed(const struct listing *l, const char *name)
{
    for (int i = 0; i < l->count; i++)
        if (strcmp(l->entries[i].name, name) == 0)
            return 1;
    return 0;
}

static void add(struct listing *l, const char *name, const char *doc, int coupling)
{
    if (is_listed(l, name))
        return;
    if (l->count == l->room) {
        struct listed *old = l->entries;
        l->room = 2*l->room + 32;
        l->entries = ARENA_ARRAY(&l->arena, struct listed, l->room);
        if (old)
            memcpy(l->entries, old, (size_t)l->count*sizeof *old);
    }
    l->entries[l->count++] = (struct listed){ name, doc ? doc : "", coupling };
}

/* Files with errors are listed as far as they parse; `massc show` tells more. */
static void add_source(struct listing *l, const struct source *src)
{
    struct diags diags = { .arena = &l->arena };
    const struct ast *tree = ast_parse(src, &diags, &l->arena);
    for (const struct ast_stmt *s = tree->body; s; s = s->next)
        if (s->name && (s->kind == AST_MODEL || s->kind == AST_COUPLING_DEF))
            add(l, s->name, s->doc, s->kind == AST_COUPLING_DEF);
}

static void add_file(void *user, const char *entry)
{
    struct listing *l = user;
    const char *why;
    const char *path = arena_print(&l->arena, "%s/%s%s", l->folder,
                                   l->couplings ? "couplings/" : "", entry);
    const struct source *src = source_read(path, &l->arena, &why);
    if (src)
        add_source(l, src);
}

static void add_folders(struct listing *l)
{
    for (const char **folder = l->library.path; *folder; folder++) {
        l->folder = *folder;
        for (l->couplings = 0; l->couplings < 2; l->couplings++)
            file_each(arena_print(&l->arena, "%s%s", *folder, l->couplings ? "/couplings" : ""),
                      add_file, l);
    }
}

static void add_embedded(struct listing *l)
{
    const char *name;
    for (int i = 0; (name = library_name(i)); i++) {
        const struct source *src = library_find(&l->library, name, &l->arena);
        if (src)
            add_source(l, src);
    }
}

static int by_kind_and_name(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;
    return x->coupling != y->coupling ? x->coupling - y->coupling : strcmp(x->name, y->name);
}

static void print(const struct listing *l, struct text *out)
{
    for (int i = 0; i < l->count; i++) {
        const struct listed *e = &l->entries[i];
        if (i == 0 || e->coupling != l->entries[i - 1].coupling)
            text_print(out, "%s%s\n", i ? "\n" : "", e->coupling ? "couplings" : "models");
        if (*e->doc)
            text_print(out, "  %-*s %s\n", NAME_WIDTH, e->name, e->doc);
        else
            text_print(out, "  %s\n", e->name);
    }
}

int command_list(const struct options *o)
{
    struct listing l = { .count = 0 };
    struct text out = { 0 };
    if (o->operand_count > 0)
        return complain_usage("list takes no arguments; massc show %s shows a model",
                              shell_word(o->operands[0]).text);
    library_open(&l.library, &l.arena);
    add_folders(&l);
    add_embedded(&l);
    if (l.count)
        qsort(l.entries, (size_t)l.count, sizeof *l.entries, by_kind_and_name);
    print(&l, &out);
    int code = print_text(&out);
    text_free(&out);
    arena_free(&l.arena);
    return code;
}
