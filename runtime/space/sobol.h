/* sobol.h -- Sobol' points: numbers that fill [0, 1), and in several dimensions the cube, more evenly than draws.
 *
 * Point number i of a dimension is the sum without carry of the direction numbers that the Gray code of i has, so any of
 * them is computed by itself. Numbers and order are those of scipy.stats.qmc.Sobol without scrambling, point 0 first.
 */
#ifndef SOBOL_H
#define SOBOL_H
#include <stdint.h>

enum {
    SOBOL_DIMENSIONS = 128,     /* that have direction numbers */
    SOBOL_BITS = 53             /* of a point, and of the number of points */
};

/* Point [i] < 2^53 of dimension [d], from 0, as a whole number of 2^-53; [shift]: what it is shifted by digitally, of
 * which the upper 53 bits count; 0: it is not. */
double sobol_point(int d, uint64_t i, uint64_t shift);
#endif
