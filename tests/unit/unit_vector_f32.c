/* unit_vector_f32.c -- the vector primitives of singles; see primitives.h. */
#define REAL 4
#include "primitives.h"

Suite *suite_vector_f32(void) { return vector_suite(); }
