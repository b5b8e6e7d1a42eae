/* check_part.c -- what the parts of a network ask of it.
 */
#include <string.h>
#include "checker.h"

const struct ast_stmt *network_only(struct check *c, enum ast_kind kind, const char *what)
{
    const struct ast_stmt *first = NULL;
    for (const struct ast_stmt *s = c->network ? c->network->body : NULL; s; s = s->next) {
        if (s->kind != kind)
            continue;
        if (first) {
            diag_error(c->diags, s->at, "a network has one '%s' statement", what);
            diag_note(c->diags, first->at, "the first one is here");
            break;
        }
        first = s;
    }
    return first;
}

int network_state(struct check *c, const struct ast_expr *name)
{
    const struct model *m = c->e->model;
    for (int i = 0; i < m->state_count; i++)
        if (!strcmp(m->states[i].name, name->name))
            return i;
    if (name_is_broken(c, name->name) || scope_find(&c->reported, name->name))
        return -1;
    struct offer o;
    offer_start(&o, name->name);
    for (int i = 0; i < m->state_count; i++)
        offer_add(&o, m->states[i].name);
    diag_error(c->diags, name->at, "'%s' is no state of %s%s", name->name, m->name,
               offer_end(c, &o, "it has"));
    return -1;
}

int nodes_unsure(const struct check *c)
{
    return c->open_nodes || name_is_broken(c, "nodes") || name_is_broken(c, "graph") || name_is_broken(c, "network");
}
