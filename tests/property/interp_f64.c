/* interp_f64.c -- see interp_real.h. */
#define REAL 8
#include "interp_real.h"
#include "tests/property/math_f64.h"

double interp_call_f64(const char *call, double x, double y);

double interp_call_f64(const char *call, double x, double y)
{
    INTERP_FUNCTIONS
    return 0.0/0.0;
}
