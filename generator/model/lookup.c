/* lookup.c -- see lookup.h. */
#include "lookup.h"
#include <math.h>
#include "base/number.h"

double lookup_at(const struct point_table *l, double x)
{
    int last = l->count - 1, i = 0;
    if (x < l->x[0])
        return l->y[0];
    if (!(x < l->x[last]))
        return x >= l->x[last] ? l->y[last] : x;
    while (x >= l->x[i + 1])
        i++;
    return fma(l->slope[i], x - l->x[i], l->y[i]);
}

void lookup_print(const struct point_table *l, struct text *out)
{
    enum { SHOWN = 4 };
    char x[NUMBER_SHORTEST], y[NUMBER_SHORTEST];
    text_add(out, "[");
    for (int i = 0; i < l->count && i < SHOWN; i++)
        text_print(out, "%s[%s, %s]", i ? ", " : "", number_shortest(x, l->points[2*i], 0), number_shortest(y, l->points[2*i + 1], 0));
    text_add(out, l->count > SHOWN ? ", ...]" : "]");
}
