/* lookup.h -- functions given by points: a straight line between two, the first and the last value
 * beyond them. Of what is no number they are none. Samples of a stimulus are such points, too, maybe
 * with a value for each node, with cubics between them and other values beyond.
 */
#ifndef LOOKUP_H
#define LOOKUP_H
#include "base/text.h"

enum lookup_way { WAY_LINEAR, WAY_CUBIC };
enum lookup_ends { ENDS_HOLD, ENDS_EXTRAPOLATE, ENDS_ZERO };

/* Set by check_table.c or check_samples.c, in the checker's arena. */
struct point_table {
    const char *unit_x, *unit_y;        /* as they are declared, or NULL */
    int count;                          /* of points, at least 2 */
    const double *points;               /* [count][2], as declared; of samples NULL */
    const double *x, *y, *slope;        /* [count] in the coherent units, x rising; the slope behind a point, 0 of the last */
    int of_time;                        /* samples of a stimulus: y and slope are of the pieces between them, [columns][count - 1], and ... */
    enum lookup_way way;
    enum lookup_ends ends;
    int columns;                        /* one for each node, or 1 */
    const double *second, *third;       /* ... of cubics what stands before the square and the cube; else NULL */
    const double *from, *to;            /* [count - 1]: where each piece holds; the outer ones for ever */
    const double *first, *last;         /* [columns] of the outer samples */
};

/* As a kernel computes it, in double. */
double lookup_at(const struct point_table *l, double x);
/* "[[0, 1], [1, 2.5], ...]" */
void lookup_print(const struct point_table *l, struct text *out);
#endif
