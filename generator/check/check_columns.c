/* check_columns.c -- what result files cannot hold: names that are taken, too long or
 * twice there, too many dimensions. Found before anything runs.
 */
#include <string.h>
#include "checker.h"

struct telling {
    struct check *c;
    const struct exploration *x;
};

/* What stands at the top of a file is told once, not for every exploration. */
static int is_told(struct check *c, struct span at, const char *text)
{
    const char *key = arena_print(c->arena, "%p %d %s", (const void *)at.src, at.from, text);
    if (scope_find(&c->reported, key))
        return 1;
    scope_put(c->arena, &c->reported, key, at, SYMBOL_POISON, 0);
    return 0;
}

/* An axis of that name has a longer one, too. */
static void offer_path(struct check *c, const struct exploration *x, const char *name)
{
    for (int i = 0; i < x->axis_count; i++) {
        const struct axis *it = &x->axes[i].axis;
        if (!strcmp(it->label, name) && strcmp(it->path, name))
            diag_note(c->diags, x->axes[i].at, "the axis is here; write %s, which is a name of its own", it->path);
    }
}

static void tell(void *user, int axis, int observe, int recording, const char *text)
{
    const struct telling *t = user;
    struct check *c = t->c;
    const struct axis_decl *moved = axis >= 0 ? &t->x->axes[axis] : NULL;
    struct span at = moved ? moved->at : observe >= 0 ? c->e->observes[observe].at
                   : recording >= 0 ? c->e->recordings[recording].at : t->x->at;
    if (is_told(c, at, text))
        return;
    diag_error(c->diags, at, "%s", text);
    const struct axis *it = moved ? &moved->axis : NULL;
    if (it && strcmp(it->path, it->label) && !it->group)
        diag_note(c->diags, at, "write %s, which is a name of its own", it->path);
    if (observe >= 0 || recording >= 0)
        offer_path(c, t->x, observe >= 0 ? c->e->observes[observe].name : c->e->recordings[recording].name);
}

void check_columns(struct check *c)
{
    for (int i = 0; c->library && c->library->table_faults && i < c->e->exploration_count; i++) {
        struct telling t = { c, &c->e->explorations[i] };
        c->library->table_faults(c->e, t.x, c->arena, tell, &t);
    }
}
