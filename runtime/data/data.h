/* data.h -- arrays from files: values of an axis, weights, delays, references.
 *
 *   weights.csv          numbers between commas, blanks, tabs or semicolons; # begins a comment
 *   table.csv:mean_S     a column of a text whose first line names them
 *   fc.npy               NumPy, versions 1 to 3, little-endian, C or Fortran order
 *   sc.npz:weights       a member of a NumPy archive
 *   sc.zip:weights       the same of any zip, where members may also be text
 *   rest.nc:coupling_G   a variable of a NetCDF file
 *
 * A member or a column that is the only one need not be named. Folders and endings may be
 * left out of a member's name, and of a column's or a variable's what stands before its
 * last points ("a" for "dynamics.a"), if it is the only one that ends so. A colon
 * belongs to the path where a file is called so. The kind of a file is told by its first bytes,
 * except that a known ending must not lie.
 */
#ifndef DATA_H
#define DATA_H
#include <stddef.h>
#include "base/arena.h"
#include "base/fail.h"
#include "base/guard.h"

enum { DATA_RANK = 5 };         /* of recorded noise: realisations, steps, states, nodes, modes */

/* A text of one row or one column has rank 1, others rank 2; a rank 0 array has
 * one value. No array is empty. */
struct data {
    int rank;                   /* at most DATA_RANK; all is set by data_read */
    long shape[DATA_RANK];              /* [rank], each at least 1; behind them nothing is meant */
    double *values;             /* row-major; of data_read: data_free frees them */
    long nan;                   /* index in values of the first NaN, or -1: whoever asked decides what it means */
    char **labels; long label_count;    /* what names the rows (of a list of edges the nodes); NULL: nothing does. Freed with it */
    struct data_edges *edges;   /* of a list of edges, read as a matrix: [shape[0]] edges with [shape[1]] numbers each; else NULL */
};

/* Columns of a list of edges. */
enum edge_column { EDGE_WEIGHT, EDGE_LENGTH, EDGE_DELAY, EDGE_COLUMNS };
extern const char *const data_edge_columns[EDGE_COLUMNS];

struct data_edges {
    int *target, *source;       /* [edges]: numbers of nodes, or of labels where they are named */
    long nodes;                 /* the largest number and 1 */
    int column[EDGE_COLUMNS];   /* of the numbers, -1: there is none such */
};

/* What is made of text whose rows and columns have names: an array of values takes a
 * column, a matrix what they stand around, and both name the same things in the same order. Text that has
 * columns 'source' and 'target' is a list of edges to a matrix. */
enum data_use { DATA_VALUES, DATA_MATRIX };

/* Reads [spec]. A column of text that holds lists, "[1, 2]" as in massc's results, has
 * their dimensions behind its own. Fails with code 3 when the file cannot be read (missing, no regular
 * file, damaged, not what its ending says, over 1 GiB or 2^28 numbers), with code 1 when its content
 * does not fit (no number, rows of unequal length, a type that holds no numbers,
 * no such member or column, names that differ); [out] needs no data_free then. */
int data_read(const char *spec, enum data_use use, struct data *out, struct fail *f);
void data_free(struct data *d);
/* The same of a text in memory, which messages call [name]; [column]: of it, or NULL. */
int data_read_memory(const char *name, const char *text, size_t size, const char *column, enum data_use use, struct data *out, struct fail *f);
/* Whether a zip archive has a member of that name; 0 also where it cannot be read. */
int data_has_member(const char *path, const char *member);
/* The same with values that live in the arena, for good. */
struct data data_keep(const struct data *d, struct arena *a);

/* What was read, while other code may run out of memory: a guard frees it then. */
struct data_held {
    struct held held;           /* set by data_hold; until data_drop it must not be moved */
    struct data data;           /* of data_read, before it is held */
};
void data_hold(struct data_held *h);
void data_drop(struct data_held *h);        /* frees it, too */

/* How much of [spec] is the path of the file; a name may follow behind a colon. */
size_t data_path_length(const char *spec);

/* Values in all: the product of the shape. */
long data_count(const struct data *d);

/* Where element [index] of values is, counted from 1: "row 4, column 3" of a
 * matrix, "value 7" of a vector, "element [2, 1, 3]" of others. */
void data_place(const struct data *d, long index, char *out, size_t size);
#endif
