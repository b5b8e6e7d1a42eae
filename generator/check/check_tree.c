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

int expr_count(const struct ast_expr *list)
{
    int n = 0;
    for (; list; list = list->next)
        n++;
    return n;
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
