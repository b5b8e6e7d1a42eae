/* random_f64.c -- uniforms, normals and the laws in double precision.
 *
 * exp and erfc are XLA's. For log, pow, tan and erf it calls the C library; ours
 * stand in for them, and now and then round the last bit the other way.
 */
#define REAL  8
#define LANES 1
#define WIDTH 1
#include "../templates/math/real.c"
#include "../templates/math/threefry.c"
#include "../templates/math/f64/word.c"
#include "../templates/math/f64/exp.c"
#include "../templates/math/f64/exp2.c"
#include "../templates/math/f64/erf.c"
#include "../templates/math/f64/log.c"
#include "../templates/math/f64/log2.c"
#include "../templates/math/f64/pow.c"
#include "../templates/math/f64/far.c"
#include "../templates/math/f64/quarter.c"
#include "../templates/math/f64/tan.c"
#include "../templates/math/f64/normal.c"
#include "random_laws.h"

#define LAWS random_laws_f64
#define TINY 2.2250738585072014e-308
#define EPS  2.2204460492503131e-16

static real law_log(real x) { return m_log(x); }

static real law_floor(real x)               /* |x| < 2^51 */
{
    real r = (x + 6755399441055744.0) - 6755399441055744.0;
    return r > x ? r - 1 : r;
}

/* Cephes exp: e^x = 2^n*(1 + 2p/(q - p)), 2^n in two factors. */
static real law_exp(real x)
{
    real n, z, p, q;
    word half;

    if (x < -708.39641853226408 || x > 709.78271289338397)
        return x < 0 ? 0 : 1.0/0.0;
    n = law_floor(madd(x, 1.4426950408889634, 0.5));
    x = madd(n, -6.93145751953125e-1, x);
    x = madd(n, -1.42860682030941723212e-6, x);
    z = x*x;
    p = madd(z, 1.26177193074810590878e-4, 3.02994407707441961300e-2);
    p = madd(p, z, 1.0)*x;
    q = madd(z, 3.00198505138664455042e-6, 2.52448340349684104192e-3);
    q = madd(q, z, 2.27265548208155028766e-1);
    q = madd(q, z, 2.0);
    half = (word)n/2;
    return (1 + 2*(p/(q - p)))*as_real((half + 1023) << 52)*as_real(((word)n - half + 1023) << 52);
}

static real law_rsqrt(real x) { return 1/root(x); }

static real horner(const double *c, int count, real x);

/* Cephes erfc, x > 0. */
static real law_erfc(real x)
{
    static const double t[] = {
        9.60497373987051638749e0, 9.00260197203842689217e1, 2.23200534594684319226e3,
        7.00332514112805075473e3, 5.55923013010394962768e4 };
    static const double u[] = {
        1, 3.35617141647503099647e1, 5.21357949780152679795e2, 4.59432382970980127987e3,
        2.26290000613890934246e4, 4.92673942608635921086e4 };
    static const double p[] = {
        2.46196981473530512524e-10, 5.64189564831068821977e-1, 7.46321056442269912687e0,
        4.86371970985681366614e1, 1.96520832956077098242e2, 5.26445194995477358631e2,
        9.34528527171957607540e2, 1.02755188689515710272e3, 5.57535335369399327526e2 };
    static const double q[] = {
        1, 1.32281951154744992508e1, 8.67072140885989742329e1, 3.54937778887819891062e2,
        9.75708501743205489753e2, 1.82390916687909736289e3, 2.24633760818710981792e3,
        1.65666309194161350182e3, 5.57535340817727675546e2 };
    static const double r[] = {
        5.64189583547755073984e-1, 1.27536670759978104416e0, 5.01905042251180477414e0,
        6.16021097993053585195e0, 7.40974269950448939160e0, 2.97886665372100240670e0 };
    static const double s[] = {
        1, 2.26052863220117276590e0, 9.39603524938001434673e0, 1.20489539808096656605e1,
        1.70814450747565897222e1, 9.60896809063285878198e0, 3.36907645100081516050e0 };
    real z = x*x;

    if (x < 1)
        return 1 - x*horner(t, 5, z)/horner(u, 6, z);
    if (z > 708)
        return 0;
    return law_exp(-z)*(x < 8 ? horner(p, 9, x) : horner(r, 6, x))
                      /(x < 8 ? horner(q, 9, x) : horner(s, 7, x));
}

static real law_pow(real x, real y) { return m_pow(x, y); }
static real law_tan(real x) { return m_tan(x); }
static real law_erf(real x) { return m_erf(x); }

double random_pow(double x, double y) { return m_pow(x, y); }
double random_tan(double x) { return m_tan(x); }

#include "random_real.h"
