/* definition.c -- see definition.h. */
#include "definition.h"
#include <stdio.h>
#include <string.h>
#include "base/name.h"
#include "driver.h"
#include "job/file.h"

/* As many as the first list of the definition has values. */
static int nodes_of(const struct ast_stmt *def)
{
    int n = 0;
    for (const struct ast_stmt *s = def->body; s && !n; s = s->next)
        if (s->kind == AST_MODES)               /* lists are vectors */
            return 1;
        else if ((s->kind == AST_STATE || s->kind == AST_PARAM) && s->value->op == AST_LIST)
            for (const struct ast_expr *e = s->value->first; e; e = e->next)
                n++;
    return n ? n : 1;
}

static const char *use_model(struct arena *a, const struct ast_stmt *def)
{
    return arena_print(a, "network\n  nodes %d\n  dynamics %s\nend\n", nodes_of(def), def->name);
}

/* How many outputs a coupling has. */
static int outputs_of(const struct ast_stmt *def)
{
    int n = 0;
    const struct ast_stmt *s = def->body;
    while (s && !(s->kind == AST_DEFINE && !strcmp(s->name, "post")))
        s = s->next;
    for (const struct ast_expr *e = s ? s->value : NULL; e; e = e->next)
        n++;
    return n ? n : 1;
}

/* A matrix that the definition has for its edges, or NULL. */
static const struct ast_expr *edges_of(const struct ast_stmt *def)
{
    for (const struct ast_stmt *s = def->body; s; s = s->next) {
        const struct ast_clause *per = s->kind == AST_PARAM ? ast_find_clause(s, CLAUSE_PER) : NULL;
        if (per && !strcmp(per->args->name, "edge") && (s->value->op == AST_LIST || s->value->op == AST_STRING))
            return s->value;
    }
    return NULL;
}

/* As many nodes as that has, and no edge. */
static const char *graph_for(struct arena *a, const struct ast_stmt *def)
{
    const struct ast_expr *edges = edges_of(def);
    struct text t = { 0 };
    if (!edges)
        return "  nodes 2\n  graph weights = ones - eye\n";
    ast_print_expr(edges, &t);
    const char *graph = arena_print(a, "  graph weights = 0*%s\n", text_string(&t));
    text_free(&t);
    return graph;
}

/* A model with as many states as the coupling reads, and as many inputs as it feeds. */
static const char *use_coupling(struct arena *a, const struct ast_stmt *def)
{
    const char *states = "", *list = "", *inputs = "c";
    int n = 0, outputs = outputs_of(def);
    for (int i = 1; i < outputs; i++)
        inputs = arena_print(a, "%s, c%d", inputs, i);
    for (const struct ast_stmt *s = def->body; s; s = s->next)
        for (const struct ast_expr *x = s->kind == AST_SOURCE ? s->value : NULL; x; x = x->next) {
            states = arena_print(a, "%s  state s%d = 0\n  s%d' = c\n", states, n, n);
            list = arena_print(a, "%s%ss%d", list, n ? ", " : "", n);
            n++;
        }
    return arena_print(a, "model Probe\n%s  input %s\nend\nnetwork\n  dynamics Probe\n%s"
                       "  coupling %s = %s(%s)\nend\n", states, inputs, graph_for(a, def), inputs, def->name, list);
}

/* A model with as many states as the observer is driven by. */
static const char *use_observer(struct arena *a, const struct ast_stmt *def)
{
    const char *states = "", *list = "";
    int n = 0;
    for (const struct ast_stmt *s = def->body; s; s = s->next)
        for (const struct ast_expr *x = s->kind == AST_SOURCE ? s->value : NULL; x; x = x->next) {
            states = arena_print(a, "%s  state s%d = 0\n  s%d' = 0\n", states, n, n);
            list = arena_print(a, "%s%ss%d", list, n ? ", " : "", n);
            n++;
        }
    return arena_print(a, "model Probe\n%send\nnetwork\n  nodes %d\n  dynamics Probe\nend\nsimulate euler with dt = 1 ms, duration = 1 ms\n"
                       "observe shown = %s(%s)\n", states, nodes_of(def), def->name, list);
}

int definition_is(const struct ast_stmt *s)
{
    return s->kind == AST_MODEL || s->kind == AST_COUPLING_DEF || s->kind == AST_OBSERVER;
}

static void append(struct arena *a, struct ast_stmt ***end, const struct ast_stmt *s)
{
    struct ast_stmt *copy = **end = ARENA_NEW(a, struct ast_stmt);
    *copy = *s;
    copy->next = NULL;
    *end = &copy->next;
}

struct experiment *definition_use(struct lookup *l, const struct ast *file, const struct ast_stmt *def, const struct overrides *over)
{
    struct arena *a = l->arena;
    const char *text = def->kind == AST_COUPLING_DEF ? use_coupling(a, def) : def->kind == AST_OBSERVER ? use_observer(a, def) : use_model(a, def);
    const struct source *src = source_text("<show>", text, strlen(text), a);
    struct ast tree = *file;
    struct ast_stmt **end = &tree.body;
    tree.body = NULL;
    for (const struct ast_stmt *s = file->body; s; s = s->next)
        if (definition_is(s) || s->kind == AST_USE)
            append(a, &end, s);
    for (const struct ast_stmt *s = ast_parse(src, l->diags, a)->body; s; s = s->next)
        append(a, &end, s);
    return model_check(&tree, &l->library->calls, over, l->diags, a);
}

int definition_unknown(const char *name)
{
    struct nearest near;
    struct fail f = { .code = 0 };
    const char *offer;
    nearest_start(&near, name);
    for (int i = 0; (offer = library_name(i)); i++)
        nearest_offer(&near, strrchr(offer, '/') ? strrchr(offer, '/') + 1 : offer);
    if (nearest_best(&near))
        fail(&f, EXIT_MODEL, "no model '%s'; did you mean '%s'?", name, nearest_best(&near));
    else
        fail(&f, EXIT_MODEL, "no model '%s'; massc list shows what there is", name);
    return complain(&f);
}

int definition_report(const struct lookup *l)
{
    struct text text = { 0 };
    diag_print(l->diags, &text);
    fputs(text_string(&text), stderr);
    text_free(&text);
    return EXIT_MODEL;
}

const struct source *definition_source(struct lookup *l, const char *given)
{
    struct fail ignored = { .code = 0 };
    const char *why;
    const struct source *src = NULL;
    for (const char *const *below = library_below; *below && !src; below++)
        src = library_find(l->library, *below, given, l->arena);
    const char *path = src ? NULL : file_find(given, l->arena, &ignored);
    return path ? source_read(path, l->arena, &why) : src;
}
