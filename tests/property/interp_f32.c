/* interp_f32.c -- see interp_real.h. */
#define REAL 4
#include "interp_real.h"
#include "tests/property/math_f32.h"

double interp_call_f32(const char *call, double x, double y);

double interp_call_f32(const char *call, double x, double y)
{
    INTERP_FUNCTIONS
    return 0.0/0.0;
}
