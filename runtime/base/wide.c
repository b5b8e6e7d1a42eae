/* wide.c -- see wide.h. */
#include "wide.h"
#include <math.h>

long double wide_relative(long double f, long double x, long double at_infinity)
{
    return x == 0 ? 1 : isinf(x) ? at_infinity : f/x;
}

/* fmod is exact; a remainder with the sign of a moves by b, one of 0 takes b's sign. */
long double wide_modulo(long double a, long double b)
{
    long double r = fmodl(a, b);
    return r == 0 ? copysignl(r, b) : (r < 0) != (b < 0) ? r + b : r;
}
