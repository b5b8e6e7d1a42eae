/* interp_f64.c -- the kernels' own math at one lane, for the oracle. */
#include <string.h>
#define REAL 8
#define LANES 1
#define WIDTH 1
#include "../../templates/math/real.c"
#include "tests/property/math_f64.h"

double interp_call_f64(const char *name, double x, double y);

double interp_call_f64(const char *name, double x, double y)
{
    (void)y;
    if (strcmp(name, "m_exp") == 0)  return (double)m_exp((num)x);
    if (strcmp(name, "m_tanh") == 0) return (double)m_tanh((num)x);
    if (strcmp(name, "m_sin") == 0)  return (double)m_sin((num)x);
    if (strcmp(name, "m_cos") == 0)  return (double)m_cos((num)x);
    if (strcmp(name, "m_abs") == 0)  return (double)m_abs((num)x);
    return 0.0/0.0;
}
