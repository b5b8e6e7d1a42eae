/* check_tree.c -- what the tree of an expression says by itself: how many, how large, which
 * name it reads.
 */
#include <string.h>
#include "checker.h"

void builtin_offer(struct offer *o)
{
    for (int i = 0; builtins[i].name; i++)
        offer_add(o, builtins[i].name);
}

int expr_size(const struct ast_expr *e)
{
    int n = 1;
    for (const struct ast_expr *x = e->first; x; x = x->next)
        n += expr_size(x);
    return n;
}

int expr_argument(const struct ast_expr *list, const char *name)
{
    int n = 0;
    for (; list; list = list->next, n++)
        if (!strcmp(list->name, name))
            return n;
    return -1;
}

const struct ast_expr *expr_free_name(const struct ast_expr *e)
{
    if (e->op == AST_NAME && !builtin_is_constant(e->name))
        return e;
    const struct ast_expr *found = NULL;
    for (const struct ast_expr *x = e->first; x && !found; x = x->next)
        found = expr_free_name(x);
    return found;
}

int check_arguments(struct check *c, const struct ast_stmt *s)
{
    int arity = expr_count(s->params);
    if (arity > MOST_ARGUMENTS)
        diag_error(c->diags, s->name_at, "a function takes %d arguments at most, not %d",
                   MOST_ARGUMENTS, arity);
    for (const struct ast_expr *a = s->params; a; a = a->next) {
        const char *why = name_reserved(a->name);
        if (why)
            diag_error(c->diags, a->at, "'%s' is %s; choose another name", a->name, why);
        for (const struct ast_expr *b = s->params; b != a; b = b->next)
            if (!strcmp(a->name, b->name)) {
                diag_error(c->diags, a->at, "'%s' is an argument twice", a->name);
                break;
            }
    }
    return arity;
}
