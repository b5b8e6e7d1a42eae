/* npy.h -- heads of NumPy's files, format 1.0. */
#ifndef NPY_H
#define NPY_H
#include <stddef.h>
#include "table.h"

enum {
    NPY_RANK = TABLE_DIMS_MOST + 5,     /* dimensions, a cell's or a series' among them */
    NPY_HEAD = 1024                     /* bytes that are enough for any head */
};

/* Begun with rank 0; sizes slowest first. */
struct npy_shape { int rank; long size[NPY_RANK]; };

/* Adds a dimension behind the others. */
void npy_extend(struct npy_shape *shape, long size);
/* Writes the head of an array in C order, of numbers of [type], as "<f8"; returns its
 * length, which 64 divides. */
size_t npy_head(char out[NPY_HEAD], const char *type, const struct npy_shape *shape);
/* The head of a series' array, of a column's; and of that the type of its numbers. */
size_t npy_series_head(char out[NPY_HEAD], const struct table *t, const struct series *s);
size_t npy_column_head(char out[NPY_HEAD], const struct table *t, int column, const char **type);
#endif
