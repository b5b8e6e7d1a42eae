/* standalone_tables.h -- the tables of one exploration as C; private to standalone_*.c. */
#ifndef STANDALONE_TABLES_H
#define STANDALONE_TABLES_H
#include "standalone_pen.h"

/* The names of an exploration's tables; NULL: it is empty. */
struct standalone_tables {
    /* By standalone_tables: */
    const char *axes, *slots, *graph, *delays, *noises, *labels, *attributes, *uses;
    /* By standalone_columns: */
    const char *results, *result_at, *followers, *late, *sweep_series, *series, *late_series;
};

/* Write those of exploration [i]. */
void standalone_tables(struct standalone_pen *p, int i, struct standalone_tables *out);
void standalone_columns(struct standalone_pen *p, int i, struct standalone_tables *out);
#endif
