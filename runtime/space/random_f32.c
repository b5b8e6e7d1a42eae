/* random_f32.c -- uniforms, normals and the laws in single precision.
 *
 * The elementary functions here are XLA's (the compiler behind JAX), written as
 * it evaluates them on a CPU with fused multiply-add: the same bits, not the
 * most accurate ones. It takes pow and tan from the C library, which rounds
 * nearly always correctly; so do ours of doubles.
 */
#define REAL  4
#define LANES 1
#define WIDTH 1
#include "../templates/math/real.c"
#include "../templates/math/threefry.c"
#include "../templates/math/f32/normal.c"
#include "random_laws.h"

#define LAWS random_laws_f32
#define TINY 1.17549435e-38f
#define EPS  1.1920929e-7f

/* x >= 0; what is below TINY counts as TINY. */
static real law_log(real x)
{
    return x == 0 ? -1.0f/0.0f : xla_log(x < TINY ? TINY : x);
}

static real law_floor(real x)               /* |x| < 2^22 */
{
    real r = (x + 12582912.0f) - 12582912.0f;
    return r > x ? r - 1 : r;
}

/* Cephes expf with floor instead of round; -87.8 to 88.8. */
static real law_exp(real x)
{
    real n, p;

    x = x < -87.8f ? -87.8f : x > 88.8f ? 88.8f : x;
    n = law_floor(madd(x, 1.44269502f, 0.5f));
    n = n > 127 ? 127 : n;
    x = madd(-0.693359375f, n, x);
    x = madd(2.12194440e-4f, n, x);
    p = madd(1.9875691500e-4f, x, 1.3981999507e-3f);
    p = madd(p, x, 8.3334519073e-3f);
    p = madd(p, x, 4.1665795894e-2f);
    p = madd(p, x, 1.6666665459e-1f);
    p = madd(p, x, 0.5f);
    p = madd(p, x*x, x) + 1;
    return p*as_real(((word)n + 127) << 23);
}

/* XLA takes the processor's estimate and one Newton step; this is what most of
 * those round to. */
static real law_rsqrt(real x) { return (real)(1/sqrt((double)x)); }

static real horner(const double *c, int count, real x);

/* XLA's rational function; the sign from |x| >= 3.8325 on. */
static real law_erf(real x)
{
    static const double p[] = {
        2.2905065861350646e-4, 3.4082910107109506e-3, 5.0955695062380861e-2,
        1.8520832239976145e-1, 1.128379143519084 };
    static const double q[] = {
        -1.1791602954361697e-7, 2.3547966471313185e-5, 1.0179625278914885e-3,
        1.4070470171167667e-2, 1.1098505178285362e-1, 4.9746925110067538e-1, 1 };
    real z = x*x;

    if (x >= 3.8325069f || x <= -3.8325069f)
        return x < 0 ? -1 : 1;
    return x*horner(p, 5, z)/horner(q, 7, z);
}

/* Cephes erfcf, x > 0. */
static real law_erfc(real x)
{
    static const double t[] = {
        7.853861353153693e-5, -8.010193625184903e-4, 5.188327685732524e-3,
        -2.685381193529856e-2, 1.128358514861418e-1, -3.761262582423300e-1,
        1.128379165726710 };
    static const double p[] = {
        2.326819970068386e-2, -1.387039388740657e-1, 3.687424674597105e-1,
        -5.824733027278666e-1, 6.210004621745983e-1, -4.944515323274145e-1,
        3.404879937665872e-1, -2.741127028184656e-1, 5.638259427386472e-1 };
    static const double r[] = {
        -1.047766399936249e+1, 1.297719955372516e+1, -7.495518717768503,
        2.921019019210786, -1.015265279202700, 4.218463358204948e-1,
        -2.820767439740514e-1, 5.641895067754075e-1 };
    real z = x*x, y = 1/z;

    if (x < 1)
        return madd(-x, horner(t, 7, z), 1);
    if (z > 88.7228394f)
        return 0;
    return law_exp(-z)*(1/x)*(x < 2 ? horner(p, 9, y) : horner(r, 8, y));
}

static real law_pow(real x, real y) { return (real)random_pow(x, y); }
static real law_tan(real x) { return (real)random_tan(x); }

#include "random_real.h"
