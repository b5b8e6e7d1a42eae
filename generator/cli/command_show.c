/* command_show.c -- massc show MODEL|FILE: what models and couplings are made of.
 *
 * What is shown is the checked model, with resolved values and units. Of a file every
 * definition is shown.
 */
#include "ast/rules.h"
#include "definition.h"
#include "driver.h"
#include "show.h"
#include "typeset.h"

static int look_at(struct lookup *l, const struct ast *file, const struct ast_stmt *def, struct shown *out)
{
    const struct overrides none = { .sets = NULL };
    const struct experiment *e = definition_use(l, file, def, &none);
    if (l->diags->errors)
        return definition_report(l);
    *out = (struct shown){ .kind = ast_rules[def->kind].word, .name = def->name, .doc = def->doc, .e = e };
    if (def->kind == AST_COUPLING_DEF)
        out->coupling = e->couplings;
    else
        out->model = def->kind == AST_OBSERVER ? e->observers[0].model : e->model;
    return 0;
}

static int show_definition(struct lookup *l, const struct options *o, const struct ast *file,
                           const struct ast_stmt *def, struct text *out)
{
    struct shown shown;
    int code = look_at(l, file, def, &shown);
    if (code)
        return code;
    if (out->len && !o->json)
        text_add(out, "\n");
    if (o->json)
        show_json(&shown, l->arena, out);
    else if (o->latex)
        typeset_latex(&shown, l->arena, out);
    else
        show_text(&shown, l->arena, out);
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
        fail(&f, EXIT_MODEL, "'%s' defines no model, coupling or observer", file->src->path);
    return complain(&f);
}

static int show_source(struct lookup *l, const struct options *o, const struct source *src, struct text *out)
{
    const struct ast *file = ast_parse(src, l->diags, l->arena);
    int code = l->diags->errors ? definition_report(l) : 0, found = 0;
    for (const struct ast_stmt *s = file->body; s && !code; s = s->next)
        if (definition_is(s)) {
            code = show_definition(l, o, file, s, out);
            found = 1;
        }
    return found || code ? code : nothing_defined(file);
}

/* A model, a coupling and an observer may have one name: all are shown, but to programs, which take one object; couplings/NAME
 * and observers/NAME are the others. */
static int show_named(struct lookup *l, const struct options *o, const char *given, struct text *out)
{
    int found = 0, code = 0;
    for (const char *const *below = library_below; *below && !code && !(found && o->json); below++) {
        const struct source *src = library_find(l->library, *below, given, l->arena);
        if (src)
            code = show_source(l, o, src, out);
        found += src != NULL;
    }
    const struct source *file = found ? NULL : definition_source(l, given);
    return found ? code : file ? show_source(l, o, file, out) : definition_unknown(given);
}

static int show_one(const struct options *o, const char *given, struct text *out)
{
    struct arena arena = { 0 };
    struct diags diags = { .arena = &arena };
    struct model_library library;
    library_open(&library, &arena);
    int code = show_named(&(struct lookup){ &arena, &diags, &library }, o, given, out);
    arena_free(&arena);
    return code;
}

int command_show(const struct options *o)
{
    struct text out = { 0 };
    int code = 0;
    if (o->operand_count == 0)
        return complain_usage("show needs the name of a model or a file: massc show MODEL|FILE; see massc show --help");
    if (o->json && o->latex)
        return complain_usage("--json and --latex are two forms; leave one of them out");
    for (int i = 0; i < o->operand_count && code == 0; i++)
        code = show_one(o, o->operands[i], &out);
    int printed = print_text(&out);
    text_free(&out);
    return code ? code : printed;
}
