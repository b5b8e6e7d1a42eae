/* matrix_made.h -- the matrices that matrix.def makes of numbers: made_ring and its like. Private to this folder. */
#ifndef MATRIX_MADE_H
#define MATRIX_MADE_H
#include "matrix.h"

#define MADE(name, least, most, args, key, example, text) \
    struct matrix *made_##name(struct matrix_work *w, const double *numbers, int count, int64_t seed);
#include "matrix.def"
#endif
