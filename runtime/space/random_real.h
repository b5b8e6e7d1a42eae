/* random_real.h -- the laws of jax.random and numpyro in one precision.
 *
 * Included by random_f32.c and random_f64.c behind random_laws.h, real.c,
 * normal.c and
 *
 *   LAWS              the table to fill
 *   TINY, EPS         smallest normal number, distance from 1 to the next
 *   law_log law_exp law_rsqrt law_pow law_tan law_erf law_erfc
 *
 * What a draw of each law is made of stands in law.def, and how it rounds.
 */
typedef struct random_key key;

/* ---- the draws all laws are made of --------------------------------------- */

static real unit(key k, uint64_t n)
{
    key b = random_split(k, n);
    return m_unit(b.hi, b.lo);
}

static real uniform(key k, uint64_t n, real lo, real hi)
{
    real u = madd(unit(k, n), hi - lo, lo);
    return u > lo ? u : lo;
}

static real normal(key k, uint64_t n)
{
    key b = random_split(k, n);
    return m_normal(b.hi, b.lo);
}

static real exponential(key k, uint64_t n) { return -xla_log1p(-unit(k, n)); }

/* ---- gamma (Marsaglia & Tsang 2000) --------------------------------------- */

struct gamma {
    real d, v;              /* the variate is d*v, to be boosted */
    int boosted;            /* concentration < 1: drawn for concentration + 1 */
    key boost;              /* of the uniform whose root is the boost */
};

/* Does the proposal (x, v) fail against the uniform u? */
static int rejects(real d, real x2, real v, real u)
{
    return u >= 1 - (real)0.0331*(x2*x2)
        && law_log(u) >= x2*(real)0.5 + d*((1 - v) + law_log(v));
}

static struct gamma gamma_draw(key k, real concentration)
{
    struct gamma g = { .boosted = !(concentration >= 1), .v = 1 };
    real third = (real)(1.0/3.0), x2 = 0, u = 2, c;

    g.d = (g.boosted ? concentration + 1 : concentration) - third;
    c = third*law_rsqrt(g.d);
    g.boost = random_split(k, 1);
    k = random_split(k, 0);
    while (rejects(g.d, x2, g.v, u)) {
        key normals = random_split(k, 1), uniforms = random_split(k, 2);
        real x = 0, v = -1;
        k = random_split(k, 0);
        while (v <= 0) {
            x = normal(random_split(normals, 1), 0);
            v = madd(x, c, 1);
            normals = random_split(normals, 0);
        }
        x2 = x*x;
        g.v = v*v*v;
        u = unit(uniforms, 0);
    }
    return g;
}

static real gamma_sample(key k, uint64_t n, real concentration)
{
    struct gamma g = gamma_draw(random_split(k, n), concentration);
    real boost = g.boosted ? law_pow(1 - unit(g.boost, 0), 1/concentration) : 1;
    return g.d*g.v*boost;
}

static real loggamma_sample(key k, uint64_t n, real concentration)
{
    struct gamma g = gamma_draw(random_split(k, n), concentration);
    real log_unit = g.boosted ? -exponential(g.boost, 0) : 0;
    real boost = log_unit == 0 ? 0 : log_unit*(1/concentration);
    return law_log(g.d) + law_log(g.v) + boost;
}

/* Component n%count of sample n/count: softmax of loggammas; numpyro keeps it
 * off 0 and 1. */
static real dirichlet(key k, uint64_t n, const double *alpha, uint64_t count)
{
    uint64_t first = n/count*count;
    real most = 0, sum = 0, mine = 0;

    for (uint64_t i = 0; i < count; i++) {
        real l = loggamma_sample(k, first + i, (real)alpha[i]);
        most = i == 0 || l > most ? l : most;
    }
    for (uint64_t i = 0; i < count; i++) {
        real e = law_exp(loggamma_sample(k, first + i, (real)alpha[i]) - most);
        sum += e;
        mine = first + i == n ? e : mine;
    }
    mine *= 1/sum;                      /* XLA divides a row by multiplying */
    return mine < TINY ? TINY : mine > 1 - EPS ? 1 - EPS : mine;
}

static real beta(key k, uint64_t n, double one, double zero)
{
    const double alpha[2] = { one, zero };
    return dirichlet(k, 2*n, alpha, 2);
}

/* Component n%count of sample n/count: the mean and a row of the factor times normals. The sum is one of doubles, in
 * the order of the row: how XLA adds up a product of matrices is its own affair. */
static real multivariate(key k, uint64_t n, const double *many, uint64_t count)
{
    uint64_t first = n/count*count, row = n - first;
    const double *factor = many + count + row*(row + 1)/2;
    double sum = 0;

    for (uint64_t i = 0; i <= row; i++)
        sum += factor[i]*(double)normal(k, first + i);
    return (real)(many[row] + sum);
}

/* ---- laws on the line ----------------------------------------------------- */

static real cauchy(key k, uint64_t n)
{
    return law_tan((real)3.14159265358979323846*(uniform(k, n, EPS, 1) - (real)0.5));
}

static real laplace(key k, uint64_t n)
{
    real u = uniform(k, n, -1 + EPS/2, 1);
    return u > 0 ? xla_log1p(-u) : u < 0 ? -xla_log1p(u) : 0;
}

static real logistic(key k, uint64_t n)
{
    real u = uniform(k, n, TINY, 1);
    return law_log(u) - xla_log1p(-u);
}

static real gumbel(key k, uint64_t n) { return -law_log(-law_log(uniform(k, n, TINY, 1))); }

static real student(key k, uint64_t n, double df)
{
    real chi2 = gamma_sample(random_split(k, 1), n, (real)(0.5*df))*2;
    return normal(random_split(k, 0), n)*root((real)df/chi2);
}

/* ---- truncated normal ----------------------------------------------------- */

/* Lower tail of the standard normal. */
static real ndtr(real x)
{
    const real half_root2 = (real)0.70710678118654752440;
    real w = x*half_root2, z = w < 0 ? -w : w;

    if (z < half_root2)
        return (real)0.5*(1 + law_erf(w));
    return (real)0.5*(w > 0 ? 2 - law_erfc(z) : law_erfc(z));
}

static real horner(const double *c, int count, real x)
{
    real r = (real)c[0];
    for (int i = 1; i < count; i++)
        r = madd(r, x, (real)c[i]);
    return r;
}

/* Inverse of ndtr (Cephes ndtri), 0 < p < 1. */
static real ndtri(real p)
{
    static const double p0[] = {
        -5.99633501014107895267e1, 9.80010754185999661536e1, -5.66762857469070293439e1,
        1.39312609387279679503e1, -1.23916583867381258016e0 };
    static const double q0[] = {
        1, 1.95448858338141759834e0, 4.67627912898881538453e0, 8.63602421390890590575e1,
        -2.25462687854119370527e2, 2.00260212380060660359e2, -8.20372256168333339912e1,
        1.59056225126211695515e1, -1.18331621121330003142e0 };
    static const double p1[] = {
        4.05544892305962419923e0, 3.15251094599893866154e1, 5.71628192246421288162e1,
        4.40805073893200834700e1, 1.46849561928858024014e1, 2.18663306850790267539e0,
        -1.40256079171354495875e-1, -3.50424626827848203418e-2, -8.57456785154685413611e-4 };
    static const double q1[] = {
        1, 1.57799883256466749731e1, 4.53907635128879210584e1, 4.13172038254672030440e1,
        1.50425385692907503408e1, 2.50464946208309415979e0, -1.42182922854787788574e-1,
        -3.80806407691578277194e-2, -9.33259480895457427372e-4 };
    static const double p2[] = {
        3.23774891776946035970e0, 6.91522889068984211695e0, 3.93881025292474443415e0,
        1.33303460815807542389e0, 2.01485389549179081538e-1, 1.23716634817820021358e-2,
        3.01581553508235416007e-4, 2.65806974686737550832e-6, 6.23974539184983293730e-9 };
    static const double q2[] = {
        1, 6.02427039364742014255e0, 3.67983563856160859403e0, 1.37702099489081330271e0,
        2.16236993594496635890e-1, 1.34204006088543189037e-2, 3.28014464682127739104e-4,
        2.89247864745380683936e-6, 6.79019408009981274425e-9 };
    const real exp_minus_2 = (real)0.13533528323661269189;
    int high = p > (real)0.86466471676338730811;
    real q = high ? 1 - p : p, x;

    if (q > exp_minus_2) {
        real w = q - (real)0.5, ww = w*w;
        x = w + w*ww*(horner(p0, 5, ww)/horner(q0, 9, ww));
        x *= -(real)2.5066282746310002;
    } else {
        real z = root(-2*law_log(q)), inverse = 1/z;
        int far = z >= 8;
        x = z - law_log(z)/z
          - horner(far ? p2 : p1, 9, inverse)/horner(far ? q2 : q1, 9, inverse)/z;
    }
    return high ? x : -x;
}

/* loc -/+ (loc - bound), in numpyro's roundings; an interval open to the left is
 * taken as it is. */
static real turned(real loc, real bound, int mirrored, int left)
{
    real away = loc - bound;
    return !left ? bound : mirrored ? loc + away : loc - away;
}

/* a: loc, scale, low, high; an infinite bound is none. numpyro mirrors an interval
 * right of loc to the left, where the tail has more digits. */
static real truncated_normal(key k, uint64_t n, const double *a)
{
    real loc = (real)a[0], scale = (real)a[1], low = (real)a[2], high = (real)a[3];
    int left = low > -1.0/0.0, right = high < 1.0/0.0, mirrored = left && loc < low;
    real u, at_low = 0, at_high = 1, q;

    if (!left && !right)
        return loc + normal(k, n)*scale;
    u = uniform(k, n, TINY, 1);
    if (left)
        at_low = ndtr((turned(loc, low, mirrored, 1) - loc)/scale);
    if (right)
        at_high = ndtr((turned(loc, high, mirrored, left) - loc)/scale);
    else
        at_high = !mirrored;
    q = left ? (1 - u)*at_low + u*at_high : u*at_high;
    if (left && right)
        q = q < TINY ? TINY : q > 1 - EPS ? 1 - EPS : q;
    q = loc + scale*ndtri(q);
    return mirrored ? 2*loc - q : q;
}

/* ---- numpyro's distributions ---------------------------------------------- */

static real affine(real loc, real x, real scale)    /* two roundings, see above */
{
    real y = x*scale;
    return loc + y;
}

static real magnitude(real x) { return x < 0 ? -x : x; }

static real law_sample(const struct random_law *law, key k, uint64_t n)
{
    const double *p = law->a;
    real a = (real)p[0], b = (real)p[1], c = (real)p[2];

    switch (law->kind) {
#define LAW(id, name, params, draw, example, text) case DIST_##id: return draw;
#include "law.def"
#undef LAW
    case DISTRIBUTIONS: break;
    }
    return 0;
}

/* ---- the table ------------------------------------------------------------ */

static double uniform_at(key k, uint64_t n, double lo, double hi)
{
    return (double)uniform(k, n, (real)lo, (real)hi);
}

static double normal_at(key k, uint64_t n) { return (double)normal(k, n); }

static double sample_at(const struct random_law *law, key k, uint64_t n)
{
    return (double)law_sample(law, k, n);
}

const struct random_laws LAWS = { uniform_at, normal_at, sample_at };
