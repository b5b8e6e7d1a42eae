/* interp_real.h -- the kernels' own math at one lane; interp_f32.c and
 * interp_f64.c include it once each, with REAL and INTERP_CALL set. The list is
 * that of the rule `math` in files.ninja.
 */
#include <string.h>
#define LANES 1
#define WIDTH 1
#include "../../templates/math/real.c"

#define ONE(name) if (strcmp(call, "m_" #name) == 0) return (double)m_##name((num)x);
#define TWO(name) if (strcmp(call, "m_" #name) == 0) return (double)m_##name((num)x, (num)y);
#define INTERP_FUNCTIONS \
    ONE(exp) ONE(tanh) ONE(sin) ONE(cos) ONE(abs) ONE(log) ONE(atan) ONE(erf) ONE(floor) \
    ONE(heaviside) ONE(cosh) ONE(sign) ONE(expm1) TWO(max) TWO(min) TWO(mod) TWO(pow)
