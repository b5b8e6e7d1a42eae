/* exact.h -- doubles nearest to what is computed from decimals without rounding.
 *
 * 0.1 is no double. A grid or a time that a user wrote in decimals is computed from
 * these decimals in whole numbers and rounded once, so that its values are the
 * doubles that the same decimals are read as.
 */
#ifndef EXACT_H
#define EXACT_H
#include "twofold.h"

/* A decimal: [digits] x 10^exponent, the first digit not 0; zero has no digits. */
struct exact {
    int negative;               /* a minus was written, also before a zero */
    int count;                  /* digits, the last one not 0 either */
    int exponent;               /* of the last digit, at most 400; below -400 the number is a zero */
    char digits[72];            /* each 0 to 9; what is written beyond is dropped */
};

/* Reads "0.1", "-1e-3" as strtod would, whatever the locale; returns 0 for what is no
 * such number. */
int exact_read(const char *text, struct exact *out);
/* The shortest decimal that is read as [x], which must be finite. */
void exact_shortest(double x, struct exact *out);

/* The double nearest to (lo*(m - i) + hi*i)/m, for 0 <= i <= m, m > 0; a magnitude of
 * 1e400 and more is infinite, one below 1e-400 is 0. */
double exact_between(const struct exact *lo, const struct exact *hi, long i, long m);

/* The same in doubles, where all of it is exact below 2^53: nearest to
 * (lo*(m - i) + hi*i)/unit. unit 0: the numbers are too long for that. */
struct exact_short {
    double lo, hi;              /* the two decimals times a power of ten that makes both whole */
    double unit;                /* m times that power */
};
struct exact_short exact_shorten(const struct exact *lo, const struct exact *hi, long m);

/* What the finite double [x] is less than the decimal. */
double exact_rest(const struct exact *decimal, double x);
/* The double nearest to a decimal, and what it is less. */
struct twofold exact_twofold(const struct exact *decimal);
#endif
