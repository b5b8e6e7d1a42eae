/* unit_math_f64.c -- the elementary functions of templates/math/f64; see ulp.h. */
#define REAL 8
#include "ulp.h"

Suite *suite_math_f64(void) { return math_suite(); }
