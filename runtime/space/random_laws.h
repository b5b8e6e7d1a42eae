/* random_laws.h -- what random.c knows of the two precisions.
 *
 * random_f32.c and random_f64.c each fill one table from the same text,
 * random_real.h, over the same templates/math that kernels are made of.
 */
#ifndef RANDOM_LAWS_H
#define RANDOM_LAWS_H
#include "random.h"

/* As the functions of random.h are called that have [bytes] besides; sample but for DIST_INTEGER. */
struct random_laws {
    double (*uniform)(struct random_key key, uint64_t n, double lo, double hi);
    double (*normal)(struct random_key key, uint64_t n);
    double (*sample)(const struct random_law *law, struct random_key key, uint64_t n);
};

/* Of doubles, by the texts of templates/math. */
double random_pow(double x, double y);
double random_tan(double x);

extern const struct random_laws random_laws_f32, random_laws_f64;
#endif
