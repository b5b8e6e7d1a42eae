/* matrix.h -- values of graph expressions: a number, one a node, a matrix over the nodes that is dense or sparse.
 *
 * Element [i][j] is of the edge to node i from node j. What an operation makes is sparse where that follows from
 * zero being kept (2*ring, W*(W > 1)), and dense else; the numbers are the same. Which edges are listed by their
 * offset follows from what was written (struct matrix_wrap), not from values.
 */
#ifndef MATRIX_H
#define MATRIX_H
#include <stdint.h>
#include "base/arena.h"
#include "ast/ast.h"

enum { MATRIX_MOST = 1 << 28 };             /* numbers of a dense one: 2 GiB */

enum matrix_form {
    MATRIX_NUMBER,                          /* the same everywhere */
    MATRIX_COLUMN, MATRIX_ROW,              /* one a target, one a source */
    MATRIX_DENSE, MATRIX_SPARSE,
    MATRIX_TABLE                            /* numbers for each node in columns: positions */
};

/* The nodes are places of a torus of so many rows and columns (a ring: one row), and the value looks the same from
 * each of them. Rows 0: from any order of the nodes, as ones and numbers; -1: it does not look the same. */
struct matrix_wrap { int rows, columns; };

/* Made by the functions below and matrix_leaf's like, in the arena of the work. */
struct matrix {
    enum matrix_form form;
    double number;                          /* of NUMBER */
    double *values;                         /* [n] of COLUMN and ROW, [n*n] of DENSE, [row[n]] of SPARSE, [n*columns] */
    int *row, *source;                      /* of SPARSE: elements of row i are row[i] .. row[i+1]-1, sources ascending */
    int columns;                            /* of TABLE */
    int is_own;                             /* nobody else has the values: an operation may write over them */
    struct matrix_wrap wrap;
};

struct matrix_work {
    struct arena *arena;
    long n;                                 /* nodes */
    int bytes;                              /* precision of what is drawn: 4 or 8 */
    const char *why;                        /* what a function could not do, when it returned NULL */
};

struct matrix *matrix_new(struct matrix_work *w, enum matrix_form form, struct matrix_wrap wrap);
struct matrix *matrix_number(struct matrix_work *w, double x);
/* Room for n*n numbers, or NULL: too many. */
double *matrix_room(struct matrix_work *w);
/* A sparse one of elements in any order, of which no two stand in one place; that is for the caller to see to. */
struct matrix *matrix_of_elements(struct matrix_work *w, long count, const int *target, const int *source, const double *values);

/* x op y of each element, ADD to NE and AND, OR (1 or 0); f of each. [x] and [y] are gone then. */
struct matrix *matrix_two(struct matrix_work *w, enum ast_op op, struct matrix *x, struct matrix *y);
struct matrix *matrix_each(struct matrix_work *w, double (*f)(void *user, double x), void *user, struct matrix *x);
struct matrix *matrix_each_two(struct matrix_work *w, double (*f)(void *user, double x, double y), void *user, struct matrix *x, struct matrix *y);
/* All elements written out. */
struct matrix *matrix_dense(struct matrix_work *w, struct matrix *x);
/* Element [i][j] of a matrix over the nodes. */
double matrix_element(const struct matrix *x, long n, int i, int j);
/* The first element that is not finite, or negative where [positive]: its place n*i + j (of COLUMN i, ROW j) and value; 0: there is none. */
int matrix_fault(const struct matrix *x, long n, int positive, long *place, double *value);
/* Without the elements that are 0; of a sparse one. */
void matrix_prune(struct matrix *x, long n);

/* What the language calls by name: a row of matrix.def. */
struct matrix_function {
    const char *name;
    int least, most;                        /* arguments */
    int numbers;                            /* those are numbers, else matrices */
    int key;                                /* the last one is a key */
    const char *args, *example, *text;
    struct matrix *(*make)(struct matrix_work *w, const double *numbers, int count, int64_t key);
    struct matrix *(*take)(struct matrix_work *w, struct matrix *x);
};
extern const struct matrix_function matrix_functions[];        /* a name of NULL behind the last */
const struct matrix_function *matrix_function_find(const char *name);  /* or NULL */
#endif
