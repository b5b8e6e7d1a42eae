/* command_show.c -- massc show MODEL: what a model or coupling is made of.
 *
 * A definition is only checked where it is used, so it is used here: in a
 * network made up around its name. What is shown is the checked model, with
 * resolved values and units.
 */
#include <stdio.h>
#include <string.h>
#include "ast.h"
#include "driver.h"
#include "file.h"
#include "library.h"
#include "name.h"
#include "show.h"

struct lookup {
    struct arena arena;
    struct diags diags;
    struct model_library library;
    struct shown shown;
};

static const char probe_times[] = "simulate euler with dt = 1 ms, duration = 1 ms\n";

static const char *use_model(struct arena *a, const char *name)
{
    return arena_print(a, "network\n  nodes 1\n  dynamics %s\nend\n%s", name, probe_times);
}

/* A model with as many states as the coupling reads. */
static const char *use_coupling(struct arena *a, const char *name, const struct ast_stmt *def)
{
    const char *states = "", *list = "";
    int n = 0;
    for (const struct ast_stmt *s = def->body; s; s = s->next)
        for (const struct ast_expr *x = s->kind == AST_SOURCE ? s->value : NULL; x; x = x->next) {
            states = arena_print(a, "%s  state s%d = 0\n  s%d' = c\n", states, n, n);
            list = arena_print(a, "%s%ss%d", list, n ? ", " : "", n);
            n++;
        }
    return arena_print(a, "model Probe\n%s  input c\nend\nnetwork\n  nodes 2\n  dynamics Probe\n"
                       "  graph weights = ones - eye\n  coupling c = %s(%s)\nend\n%s",
                       states, name, list, probe_times);
}

/* The made-up file lies in the definition's own folder, where its name is found. */
static void check(struct lookup *l, const char *folder, const char *text)
{
    const char *path = arena_print(&l->arena, "%s<show>", folder);
    const struct source *src = source_text(path, text, strlen(text), &l->arena);
    const struct overrides none = { .sets = NULL };
    l->shown.e = model_check(ast_parse(src, &l->diags, &l->arena), &l->library.calls, &none,
                             &l->diags, &l->arena);
}

static const struct ast_stmt *find_definition(const struct ast *tree, const char *name)
{
    for (const struct ast_stmt *s = tree->body; s; s = s->next)
        if (s->name && strcmp(s->name, name) == 0
            && (s->kind == AST_MODEL || s->kind == AST_COUPLING_DEF))
            return s;
    return NULL;
}

static int unknown(const char *name)
{
    struct nearest near;
    struct fail f = { .code = 0 };
    const char *offer;
    nearest_start(&near, name);
    for (int i = 0; (offer = library_name(i)); i++)
        nearest_offer(&near, strncmp(offer, "couplings/", 10) ? offer : offer + 10);
    if (nearest_best(&near))
        fail(&f, EXIT_MODEL, "no model '%s'; did you mean '%s'?", name, nearest_best(&near));
    else
        fail(&f, EXIT_MODEL, "no model '%s'; massc list shows what there is", name);
    return complain(&f);
}

static int report(const struct lookup *l)
{
    struct text text = { 0 };
    diag_print(&l->diags, &text);
    fputs(text_string(&text), stderr);
    text_free(&text);
    return EXIT_MODEL;
}

/* A name of the library, or the path of a file that defines what its name says. */
static const struct source *find_source(struct lookup *l, const char *given)
{
    struct fail ignored = { .code = 0 };
    const char *why;
    const struct source *src = library_find(&l->library, given, &l->arena);
    const char *path = src ? NULL : file_find(given, &l->arena, &ignored);
    return path ? source_read(path, &l->arena, &why) : src;
}

static int look_up(struct lookup *l, const char *given)
{
    const char *name = l->shown.name = file_stem(given, &l->arena);
    const struct source *src = find_source(l, given);
    if (!src)
        return unknown(given);
    const struct ast_stmt *def = find_definition(ast_parse(src, &l->diags, &l->arena), name);
    if (l->diags.errors)
        return report(l);
    if (!def)
        return unknown(given);
    int is_model = def->kind == AST_MODEL;
    check(l, file_folder(src->path, &l->arena),
          is_model ? use_model(&l->arena, name) : use_coupling(&l->arena, name, def));
    if (l->diags.errors)
        return report(l);
    l->shown.doc = def->doc;
    l->shown.model = is_model ? l->shown.e->model : NULL;
    l->shown.coupling = is_model ? NULL : l->shown.e->couplings;
    return 0;
}

static int show_one(const struct options *o, const char *given, struct text *out)
{
    struct lookup l = { .diags = { .arena = &l.arena } };
    library_open(&l.library, &l.arena);
    int code = look_up(&l, given);
    if (code == 0 && o->json)
        show_json(&l.shown, out);
    else if (code == 0)
        show_text(&l.shown, &l.arena, out);
    arena_free(&l.arena);
    return code;
}

int command_show(const struct options *o)
{
    struct text out = { 0 };
    int code = 0;
    if (o->operand_count == 0)
        return complain_usage("show needs the name of a model: massc show MODEL");
    for (int i = 0; i < o->operand_count && code == 0; i++) {
        if (i && !o->json)
            text_add(&out, "\n");
        code = show_one(o, o->operands[i], &out);
    }
    int printed = print_text(&out);
    text_free(&out);
    return code ? code : printed;
}
