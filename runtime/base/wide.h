/* wide.h -- what functions of the language have as constants and the C library has not. */
#ifndef WIDE_H
#define WIDE_H

/* f(x)/x with f(x) = x + ..., and its limits at 0 and infinity. */
long double wide_relative(long double f, long double x, long double at_infinity);
/* The remainder of a/b with the sign of b. */
long double wide_modulo(long double a, long double b);
#endif
