/* check_driven.c -- what is an observer's own where its definition is checked, as a model is (check_model.c): what
 * drives it, what it shows.
 */
#include <string.h>
#include "checker.h"

const char *observer_name_taken(const char *name)
{
    if (name_one_of(name, reduction_names) >= 0)
        return "a reduction";
    return builtin_find(name) || !strcmp(name, "dot") ? "a function of the language" : NULL;
}

static void declare_drives(struct check *c, struct definition *d, const struct ast_stmt *s)
{
    struct model *m = d->model;
    for (const struct ast_expr *n = s->value; n; n = n->next)
        if (scope_declare(c, &d->scope, n->name, n->at, SYMBOL_INPUT, m->input_count))
            *ARENA_PUSH(c->arena, m->inputs, m->input_count) = (struct model_input){ .name = n->name, .unit = n->unit, .doc = s->doc, .at = n->at };
}

void check_drives(struct check *c, struct definition *d)
{
    const struct ast_stmt *def = d->stmt;
    const char *taken = observer_name_taken(def->name);
    int found = 0;
    if (taken)
        diag_error(c->diags, def->name_at, "'%s' is %s; choose another name", def->name, taken);
    for (const struct ast_stmt *s = def->body; s; s = s->next) {
        const struct ast_clause *draw = s->kind == AST_STATE ? ast_find_clause(s, CLAUSE_DRAW) : NULL;
        if (draw)
            diag_error(c->diags, draw->at, "the states of an observer begin where they are said, not where trials draw them");
        if (s->kind == AST_SOURCE)
            declare_drives(c, d, s);
        found |= s->kind == AST_SOURCE || s->kind == AST_INPUT;         /* the latter is reported as out of place */
    }
    if (!found && !d->file->failed)
        diag_error(c->diags, def->name_at, "observer '%s' looks at nothing; write: from x", def->name);
}

void check_out(struct check *c, struct definition *d)
{
    struct model *m = d->model;
    struct symbol *y = scope_find(&d->scope, "out");
    if (y && y->kind == SYMBOL_POISON)
        return;
    if (!y || y->kind != SYMBOL_LET) {
        if (y)
            diag_error(c->diags, y->at, "'out' is %s, and says what observer '%s' shows; write: out = ...", symbol_kind_name(y->kind), m->name);
        else if (!d->file->failed && !name_is_broken(c, "out"))
            diag_error(c->diags, m->at, "observer '%s' does not say what it shows; write: out = %s", m->name,
                       m->state_count ? m->states[0].name : "y");
        return;
    }
    y->used = 1;
    const struct let *out = &m->lets[y->index];
    if (out->value && !(out->value->type.over & OVER_TIME))
        diag_error(c->diags, out->at, "'out' reads neither a state nor what drives observer '%s', and would be the same at all times", m->name);
    else
        m->out = y->index;
}

/* Whether the files read so far, or the library, have an observer of that name. */
static int is_observer(const struct check *c, const char *name)
{
    const char *known;
    for (const struct file *f = c->files; f; f = f->next)
        for (int i = 0; i < f->defined_count; i++)
            if (f->defined[i].stmt->kind == AST_OBSERVER && !strcmp(f->defined[i].stmt->name, name))
                return 1;
    for (int i = 0; c->library && c->library->names && (known = c->library->names(i)); i++)
        if (!strncmp(known, "observers/", 10) && !strcmp(known + 10, name))
            return 1;
    return 0;
}

const char *observer_elsewhere(struct check *c, const char *name)
{
    return is_observer(c, name)
         ? arena_print(c->arena, "'%s' is an observer, which is called in an observation: observe NAME = %s(...)", name, name) : NULL;
}
