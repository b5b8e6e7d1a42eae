/* command_show.c -- massc show MODEL|FILE: what models and couplings are made of.
 *
 * A definition is only checked where it is used, so it is used here: in a
 * network made up around its name. What is shown is the checked model, with
 * resolved values and units. Of a file every definition is shown.
 */
#include <stdio.h>
#include <string.h>
#include "ast/ast.h"
#include "driver.h"
#include "job/file.h"
#include "job/library.h"
#include "base/name.h"
#include "show.h"

struct lookup {
    struct arena arena;
    struct diags diags;
    struct model_library library;
    struct shown shown;
};

static const char probe_times[] = "simulate euler with dt = 1 ms, duration = 1 ms\n", probe_steps[] = "simulate map with steps = 1\n";

static int is_map(const struct ast_stmt *def)
{
    const struct ast_stmt *s = def->body;
    while (s && s->kind != AST_NEXT)
        s = s->next;
    return s != NULL;
}

/* As many as the first list of the definition has values. */
static int nodes_of(const struct ast_stmt *def)
{
    int n = 0;
    for (const struct ast_stmt *s = def->body; s && !n; s = s->next)
        if ((s->kind == AST_STATE || s->kind == AST_PARAM) && s->value->op == AST_LIST)
            for (const struct ast_expr *e = s->value->first; e; e = e->next)
                n++;
    return n ? n : 1;
}

static const char *use_model(struct arena *a, const struct ast_stmt *def)
{
    return arena_print(a, "network\n  nodes %d\n  dynamics %s\nend\n%s", nodes_of(def), def->name,
                       is_map(def) ? probe_steps : probe_times);
}

/* A model with as many states as the coupling reads. */
static const char *use_coupling(struct arena *a, const struct ast_stmt *def)
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
                       states, def->name, list, probe_times);
}

static int is_definition(const struct ast_stmt *s)
{
    return s->kind == AST_MODEL || s->kind == AST_COUPLING_DEF;
}

static void append(struct arena *a, struct ast_stmt ***end, const struct ast_stmt *s)
{
    struct ast_stmt *copy = **end = ARENA_NEW(a, struct ast_stmt);
    *copy = *s;
    copy->next = NULL;
    *end = &copy->next;
}

/* The definitions of the file, used by the statements of a made-up one. */
static void check(struct lookup *l, const struct ast *file, const char *text)
{
    struct arena *a = &l->arena;
    const struct source *src = source_text("<show>", text, strlen(text), a);
    struct ast tree = *file;
    struct ast_stmt **end = &tree.body;
    const struct overrides none = { .sets = NULL };
    tree.body = NULL;
    for (const struct ast_stmt *s = file->body; s; s = s->next)
        if (is_definition(s) || s->kind == AST_USE)
            append(a, &end, s);
    for (const struct ast_stmt *s = ast_parse(src, &l->diags, a)->body; s; s = s->next)
        append(a, &end, s);
    l->shown.e = model_check(&tree, &l->library.calls, &none, &l->diags, a);
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

static int look_at(struct lookup *l, const struct ast *file, const struct ast_stmt *def)
{
    int is_model = def->kind == AST_MODEL;
    check(l, file, is_model ? use_model(&l->arena, def) : use_coupling(&l->arena, def));
    if (l->diags.errors)
        return report(l);
    l->shown.name = def->name;
    l->shown.doc = def->doc;
    l->shown.model = is_model ? l->shown.e->model : NULL;
    l->shown.coupling = is_model ? NULL : l->shown.e->couplings;
    return 0;
}

static int show_definition(struct lookup *l, const struct options *o, const struct ast *file,
                           const struct ast_stmt *def, struct text *out)
{
    int code = look_at(l, file, def);
    if (code)
        return code;
    if (out->len && !o->json)
        text_add(out, "\n");
    if (o->json)
        show_json(&l->shown, out);
    else
        show_text(&l->shown, &l->arena, out);
    return 0;
}

static int nothing_defined(const struct ast *file)
{
    struct fail f = { .code = 0 };
    const struct ast_stmt *s = file->body;
    while (s && s->kind != AST_USE)
        s = s->next;
    if (s)
        fail(&f, EXIT_MODEL, "'%s' defines no model; it uses %s: massc show %s", file->src->path,
             s->name, s->name);
    else
        fail(&f, EXIT_MODEL, "'%s' defines no model and no coupling", file->src->path);
    return complain(&f);
}

static int show_file(struct lookup *l, const struct options *o, const char *given, struct text *out)
{
    const struct source *src = find_source(l, given);
    if (!src)
        return unknown(given);
    const struct ast *file = ast_parse(src, &l->diags, &l->arena);
    int code = l->diags.errors ? report(l) : 0, found = 0;
    for (const struct ast_stmt *s = file->body; s && !code; s = s->next)
        if (is_definition(s)) {
            code = show_definition(l, o, file, s, out);
            found = 1;
        }
    return found || code ? code : nothing_defined(file);
}

static int show_one(const struct options *o, const char *given, struct text *out)
{
    struct lookup l = { .diags = { .arena = &l.arena } };
    library_open(&l.library, &l.arena);
    int code = show_file(&l, o, given, out);
    arena_free(&l.arena);
    return code;
}

int command_show(const struct options *o)
{
    struct text out = { 0 };
    int code = 0;
    if (o->operand_count == 0)
        return complain_usage("show needs the name of a model or a file: massc show MODEL|FILE; see massc show --help");
    for (int i = 0; i < o->operand_count && code == 0; i++)
        code = show_one(o, o->operands[i], &out);
    int printed = print_text(&out);
    text_free(&out);
    return code ? code : printed;
}
