/* npy.c -- heads of NumPy's files. */
#include "npy.h"
#include <stdio.h>
#include <string.h>

void npy_extend(struct npy_shape *shape, long size)
{
    if (shape->rank < NPY_RANK)
        shape->size[shape->rank++] = size;
}

size_t npy_head(char out[NPY_HEAD], const char *type, const struct npy_shape *shape)
{
    enum { MAGIC = 10, BLOCK = 64 };
    char text[NPY_HEAD - MAGIC - BLOCK];
    size_t used = (size_t)snprintf(text, sizeof text, "{'descr': '%s', 'fortran_order': False, 'shape': (", type);
    for (int d = 0; d < shape->rank; d++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%ld", d ? ", " : "", shape->size[d]);
    used += (size_t)snprintf(text + used, sizeof text - used, "%s), }", shape->rank == 1 ? "," : "");
    size_t length = (MAGIC + used + 1 + BLOCK - 1)/BLOCK*BLOCK;
    memset(out, ' ', length);
    memcpy(out, "\x93NUMPY\x01", 8);
    out[8] = (char)((length - MAGIC) & 255);
    out[9] = (char)((length - MAGIC) >> 8);
    memcpy(out + MAGIC, text, used);
    out[length - 1] = '\n';
    return length;
}

size_t npy_series_head(char out[NPY_HEAD], const struct table *t, const struct series *s)
{
    struct npy_shape shape = { .rank = 0 };
    struct extent own[SERIES_RANK];
    int rank = series_extents(s, own);
    for (int d = 0; d < table_rank(t, s->made); d++)
        npy_extend(&shape, t->dims[d].size);
    for (int d = 0; d < rank; d++)
        npy_extend(&shape, own[d].size);
    return npy_head(out, t->single ? "<f4" : "<f8", &shape);
}
