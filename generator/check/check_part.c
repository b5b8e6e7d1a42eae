/* check_part.c -- what several parts of a file or of a network ask.
 */
#include <string.h>
#include "checker.h"

void check_each(struct check *c, enum ast_kind kind, check_statement *visit)
{
    struct exploration *x = c->e->explorations;
    for (const struct ast_stmt *s = c->files->tree->body; s; s = s->next)
        if (s->kind == kind)
            visit(c, s, NULL);
    for (const struct ast_stmt *s = c->files->tree->body; s; s = s->next) {
        if (s->kind != AST_EXPLORE)
            continue;
        for (const struct ast_stmt *inner = s->body; inner; inner = inner->next)
            if (inner->kind == kind)
                visit(c, inner, x);
        x++;
    }
}

/* The first of its kind; a second one is an error. */
static const struct ast_stmt *only(struct check *c, const struct ast_stmt *body, enum ast_kind kind, const char *where)
{
    const struct ast_stmt *first = NULL;
    for (const struct ast_stmt *s = body; s; s = s->next) {
        if (s->kind != kind)
            continue;
        if (first) {
            diag_error(c->diags, s->at, "%s has one '%s'", where, ast_rules[kind].word);
            diag_note(c->diags, first->at, "the first one is here");
            break;
        }
        first = s;
    }
    return first;
}

const struct ast_stmt *file_only(struct check *c, enum ast_kind kind)
{
    return only(c, c->files->tree->body, kind, "a file");
}

const struct ast_stmt *network_only(struct check *c, enum ast_kind kind)
{
    return only(c, c->network ? c->network->body : NULL, kind, "a network");
}

int model_part(const struct check *c, const char *name, enum symbol_kind kind)
{
    const struct symbol *y = c->dynamics ? scope_find(&c->dynamics->scope, name) : NULL;
    while (y && y->kind != kind)
        y = scope_find_older(y);
    return y ? y->index : -1;
}

int network_state(struct check *c, const struct ast_expr *name)
{
    const struct model *m = c->e->model;
    int state = model_part(c, name->name, SYMBOL_STATE);
    if (state >= 0 || name_is_broken(c, name->name) || scope_find(&c->reported, name->name))
        return state;
    struct offer o;
    offer_start(&o, name->name);
    for (int i = 0; wording_matters(c) && i < m->state_count; i++)
        offer_add(&o, m->states[i].name);
    diag_error(c->diags, name->at, "'%s' is no state of %s%s", name->name, m->name,
               offer_end(c, &o, "it has"));
    return -1;
}

int network_states(struct check *c, const struct ast_expr *names, int **states)
{
    char *named = ARENA_ARRAY(c->arena, char, c->e->model->state_count + 1);
    int count = 0;
    *states = NULL;
    for (const struct ast_expr *n = names; n; n = n->next) {
        int state = network_state(c, n);
        if (state >= 0 && named[state])
            diag_error(c->diags, n->at, "state '%s' is named twice", n->name);
        else if (state >= 0)
            *ARENA_PUSH(c->arena, *states, count) = state;
        if (state >= 0)
            named[state] = 1;
    }
    return count;
}

/* Whether the network has a line nobody knows, which may be meant to say so. */
static int has_unknown(const struct check *c)
{
    const struct ast_stmt *s = c->network ? c->network->body : NULL;
    while (s && s->kind != AST_UNKNOWN)
        s = s->next;
    return s != NULL;
}

int nodes_unsure(const struct check *c)
{
    return c->open_nodes || name_is_broken(c, "nodes") || name_is_broken(c, "graph") || name_is_broken(c, "network") || has_unknown(c);
}
