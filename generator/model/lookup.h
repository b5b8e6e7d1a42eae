/* lookup.h -- functions given by points: a straight line between two, the first and the last value
 * beyond them. Of what is no number they are none.
 */
#ifndef LOOKUP_H
#define LOOKUP_H
#include "base/text.h"

/* Set by check_table.c, in its arena. */
struct point_table {
    const char *unit_x, *unit_y;        /* as they are declared, or NULL */
    int count;                          /* of points, at least 2 */
    const double *points;               /* [count][2], as declared */
    const double *x, *y, *slope;        /* [count] in the coherent units, x rising; the slope behind a point, 0 of the last */
};

/* As a kernel computes it, in double. */
double lookup_at(const struct point_table *l, double x);
/* "[[0, 1], [1, 2.5], ...]" */
void lookup_print(const struct point_table *l, struct text *out);
#endif
