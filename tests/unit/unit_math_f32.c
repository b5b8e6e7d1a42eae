/* unit_math_f32.c -- the elementary functions of templates/math/f32; see ulp.h. */
#define REAL 4
#include "ulp.h"

Suite *suite_math_f32(void) { return math_suite(); }
