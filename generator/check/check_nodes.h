/* check_nodes.h -- graphs, expressions over nodes and what nodes are called: beside checker.h, for those who ask.
 */
#ifndef CHECK_NODES_H
#define CHECK_NODES_H
#include "checker.h"

/* The first of the members that the archive [string] has, as an expression of its own; NULL: it has none of them. */
const struct ast_expr *data_member(struct check *c, const struct ast_expr *string, const char *const *members);
/* The graphs of the network. */
void check_graphs(struct check *c);
/* The graph of that name (NULL: the one without), or -1; the same of a name that is written, where none is reported. */
int graph_called(const struct check *c, const char *name);
int graph_find(struct check *c, const struct ast_expr *name);
/* Sets a matrix of a graph to an expression, for c->e->nodes nodes (0: not known yet, then set); after an error it stays. */
void matrix_set(struct check *c, struct quantity *q, const struct ast_expr *e);
/* Whether an expression names a matrix, and is no number. */
int  matrix_is(const struct ast_expr *e);
/* Reads the lists and files of such an expression, which may say how many nodes there are; 0 after an error. */
int matrix_open(struct check *c, const struct quantity *q, const struct ast_expr *e);
/* Values of nodes from an expression over data; 0 after an error. Whether it is one: it names data, files, matrices. */
int nodes_set(struct check *c, const struct quantity *q, const struct ast_expr *e, struct data *out);
int is_of_nodes(struct check *c, const struct ast_expr *e);
/* The lists and files of all graphs, before anything asks for the number of nodes. */
void graphs_open(struct check *c);

/* What a list or file is read for. */
struct leaf_wish {
    const char *what;               /* "weights", in messages */
    enum edge_column column;        /* of a list of edges */
    int lines, tables;              /* a number of each node may stand here; positions may */
};
/* Its value, read once; NULL after an error. */
struct matrix *leaf_value(struct check *c, const struct ast_expr *e, const struct leaf_wish *wish);
/* Whether it is a list of edges that has that column. */
int leaf_has(struct check *c, const struct ast_expr *e, enum edge_column column);
/* `data NAME =`: the names; what stands behind one, or NULL: it is none. Between enter (0: it is made of itself) and
 * leave it is being read. */
void check_data_names(struct check *c);
const struct ast_expr *data_called(struct check *c, const char *name);
int  data_enter(struct check *c, const struct ast_expr *name);
void data_leave(struct check *c, const struct ast_expr *name);
void check_unused_data(struct check *c);
/* The node that files call so, or -1. */
int  node_called(const struct check *c, const char *label);
/* Names the nodes as a file does, or compares with the names they have; 0: those differ. */
int  labels_take(struct check *c, const struct ast_expr *e, char *const *labels, long count);
/* The number of a node, one that is there if how many there are is [sure]. */
int const_node(struct check *c, const struct ast_expr *e, int sure, long *node);
#endif
