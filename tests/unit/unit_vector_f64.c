/* unit_vector_f64.c -- the vector primitives of doubles; see primitives.h. */
#define REAL 8
#include "primitives.h"

Suite *suite_vector_f64(void) { return vector_suite(); }
