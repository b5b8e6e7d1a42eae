/* twofold.h -- numbers as sums of two doubles: about 104 bits. */
#ifndef TWOFOLD_H
#define TWOFOLD_H

struct twofold { double hi, lo; };      /* |lo| is at most half an ulp of hi */

/* log(x), x > 0 and hi normal: to about 1e-30 absolutely, by Newton's steps on exp; the sums and
 * products are Dekker's (1971) and Knuth's. */
struct twofold twofold_log(struct twofold x);
/* x + n ln 10 */
struct twofold twofold_add_tens(struct twofold x, int n);
/* The double nearest to exp((lo*(m - i) + hi*i)/m) as far as 1e-29 of it can tell. */
double twofold_exp_between(struct twofold lo, struct twofold hi, long i, long m);
#endif
