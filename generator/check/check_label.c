/* check_label.c -- nodes by their numbers, and by what files of graphs call them.
 */
#include <string.h>
#include "check_nodes.h"

int node_called(const struct check *c, const char *label)
{
    if (!c->e->labels || !c->label_of.first)
        return -1;
    const struct symbol *y = scope_find(&c->label_of, label);
    return y ? y->index : -1;
}

static void name_nodes(struct check *c, char *const *labels, int count)
{
    struct span nowhere = { 0 };
    const char **names = ARENA_ARRAY(c->arena, const char *, count);
    for (int i = 0; i < count; i++) {
        names[i] = labels[i];
        if (!scope_find(&c->label_of, labels[i]))
            scope_put(c->arena, &c->label_of, labels[i], nowhere, SYMBOL_LET, i);
    }
    c->e->labels = names;
}

int labels_take(struct check *c, const struct ast_expr *e, char *const *labels, long count)
{
    if (!labels || count != c->e->nodes)
        return 1;
    if (!c->e->labels) {
        name_nodes(c, labels, (int)count);
        return 1;
    }
    for (int i = 0; i < count; i++)
        if (strcmp(labels[i], c->e->labels[i])) {
            diag_error(c->diags, e->at, "node %d is '%s' here, and '%s' in a file before; the files must name the same nodes in the same order",
                       i, labels[i], c->e->labels[i]);
            return 0;
        }
    return 1;
}

/* A node by what files call it. */
static int labelled_node(struct check *c, const struct ast_expr *e, long *node)
{
    struct offer o;
    *node = node_called(c, e->name);
    if (*node >= 0)
        return 1;
    if (!c->e->labels) {
        if (!nodes_unsure(c))
            diag_error(c->diags, e->at, "nodes are numbered from 0, and no file of a graph names them: at node 3");
        return 0;
    }
    offer_start(&o, e->name);
    for (int i = 0; i < c->e->nodes; i++)
        offer_add(&o, c->e->labels[i]);
    diag_error(c->diags, e->at, "there is no node '%s'%s", e->name, offer_end(c, &o, "there are"));
    return 0;
}

int const_node(struct check *c, const struct ast_expr *e, int sure, long *node)
{
    if (e->op == AST_STRING)
        return labelled_node(c, e, node);
    if (!const_whole(c, e, "a node", 0, node))
        return 0;
    if (!sure || *node < c->e->nodes)
        return 1;
    if (c->e->nodes == 1)
        diag_error(c->diags, e->at, "there is no node %ld; the network has node 0 only", *node);
    else
        diag_error(c->diags, e->at, "there is no node %ld; the network has nodes 0 to %d", *node, c->e->nodes - 1);
    return 0;
}
