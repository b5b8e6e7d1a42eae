/* command_list.c -- massc list [WORD...]: the model library, one line a name; of words, what has
 * all of them in its name, its texts, those of its parts, or its references.
 *
 * Folders of $MASSC_PATH come first, as they do where a name is looked up; what
 * they hide of the built-in models is left out.
 */
#include <stdlib.h>
#include <string.h>
#include "ast/ast.h"
#include "driver.h"
#include "job/file.h"
#include "job/library.h"

struct listed {
    const char *name, *doc;
    int kind;                       /* the sub-folder, a row of library_below; of what is in "" by what it is */
    int is_wanted;                  /* has the words */
};

struct listing {
    struct arena arena;
    struct model_library library;
    const char **words;             /* NULL-terminated */
    struct listed *entries;
    int count;
    const char *folder;             /* being read */
    int below;                      /* ... its sub-folder, a row of library_below */
};

enum { MODELS, SYSTEMS, COUPLINGS, OBSERVERS };         /* ORDER library_below */
static const char *const titles[] = { "models", "systems", "couplings", "observers" };

/* ---- words ---------------------------------------------------------------------- */

static int has(const char *text, const char *word)
{
    return text && strcasestr(text, word) != NULL;
}

/* In the text of a statement, or of what stands in it: references are such statements. */
static int says(const struct ast_stmt *s, const char *word)
{
    int found = has(s->doc, word);
    for (const struct ast_stmt *x = s->body; x && !found; x = x->next)
        found = says(x, word);
    return found;
}

/* A kind that a word names, or -1. */
static int kind_named(const char *word)
{
    int kind = OBSERVERS;
    while (kind >= 0 && strcasecmp(titles[kind], word) != 0)
        kind--;
    return kind;
}

static int has_words(const struct listing *l, const struct ast_stmt *s, int kind)
{
    for (const char **word = l->words; *word; word++) {
        int named = kind_named(*word);
        if (named >= 0 ? named != kind : !has(s->name, *word) && !says(s, *word))
            return 0;
    }
    return 1;
}

/* ---- what there is ---------------------------------------------------------------- */

/* Models and systems share their names. */
static int is_listed(const struct listing *l, const char *name, int kind)
{
    for (int i = 0; i < l->count; i++) {
        int other = l->entries[i].kind;
        if ((other == kind || (other < COUPLINGS && kind < COUPLINGS)) && strcmp(l->entries[i].name, name) == 0)
            return 1;
    }
    return 0;
}

/* Files with errors are listed as far as they parse; `massc show` tells more. */
static void add_source(struct listing *l, const struct source *src)
{
    struct diags diags = { .arena = &l->arena };
    const struct ast *tree = ast_parse(src, &diags, &l->arena);
    for (const struct ast_stmt *s = tree->body; s; s = s->next) {
        int kind = s->kind == AST_COUPLING_DEF ? COUPLINGS : s->kind == AST_OBSERVER ? OBSERVERS : l->below == SYSTEMS ? SYSTEMS : MODELS;
        if (!s->name || (s->kind != AST_MODEL && kind < COUPLINGS) || is_listed(l, s->name, kind))
            continue;
        *ARENA_PUSH(&l->arena, l->entries, l->count) = (struct listed){ s->name, s->doc ? s->doc : "", kind, has_words(l, s, kind) };
    }
}

static void add_file(void *user, const char *entry)
{
    struct listing *l = user;
    const char *why;
    const char *path = arena_print(&l->arena, "%s/%s%s", l->folder, library_below[l->below], entry);
    const struct source *src = source_read(path, &l->arena, &why);
    if (src)
        add_source(l, src);
}

static void add_folders(struct listing *l)
{
    for (const char **folder = l->library.path; *folder; folder++) {
        l->folder = *folder;
        for (l->below = 0; library_below[l->below]; l->below++)
            file_each(arena_print(&l->arena, "%s/%s", *folder, library_below[l->below]), add_file, l);
    }
}

static int row_of(const char *name)
{
    const char *last = strrchr(name, '/');
    int row = 0;
    while (last && library_below[row] && strncmp(library_below[row], name, (size_t)(last + 1 - name)) != 0)
        row++;
    return library_below[row] ? row : 0;
}

static void add_embedded(struct listing *l)
{
    const char *name;
    for (int i = 0; (name = library_name(i)); i++) {
        const struct source *src = library_find(&l->library, "", name, &l->arena);
        l->below = row_of(name);
        if (src)
            add_source(l, src);
    }
}

/* ---- the list ------------------------------------------------------------------------ */

static int by_kind_and_name(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;
    return x->kind != y->kind ? x->kind - y->kind : strcmp(x->name, y->name);
}

static void print(const struct listing *l, struct text *out)
{
    int width = 0, kind = -1;
    for (int i = 0; i < l->count; i++)
        if (l->entries[i].is_wanted && (int)strlen(l->entries[i].name) > width)
            width = (int)strlen(l->entries[i].name);
    for (int i = 0; i < l->count; i++) {
        const struct listed *e = &l->entries[i];
        if (!e->is_wanted)
            continue;
        if (e->kind != kind)
            text_print(out, "%s%s\n", kind >= 0 ? "\n" : "", titles[e->kind]);
        kind = e->kind;
        if (*e->doc)
            text_print(out, "  %-*s  %s\n", width, e->name, e->doc);
        else
            text_print(out, "  %s\n", e->name);
    }
}

static int nothing_found(const char *const *words)
{
    struct fail f = { .code = 0 };
    fail(&f, EXIT_MODEL, "no model, coupling or observer speaks of '%s'%s; massc list shows all", words[0], words[1] ? " and the others" : "");
    return complain(&f);
}

int command_list(const struct options *o)
{
    struct listing l = { .words = o->operands };
    struct text out = { 0 };
    library_open(&l.library, &l.arena);
    add_folders(&l);
    add_embedded(&l);
    if (l.count)
        qsort(l.entries, (size_t)l.count, sizeof *l.entries, by_kind_and_name);
    print(&l, &out);
    int code = out.len ? print_text(&out) : o->operand_count ? nothing_found(o->operands) : 0;
    text_free(&out);
    arena_free(&l.arena);
    return code;
}
