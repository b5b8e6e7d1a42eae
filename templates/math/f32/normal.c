/* normal.c -- a normal single from two random words (threefry.c), to the bit as XLA on a
 * machine with fused multiply-add.
 *
 * u in (-1, 1), then sqrt 2 * erfinv u (Giles 2010), which needs log(1 - u*u):
 * for u*u < sqrt 2 - 1 the Cephes rational function of log1p, else the Cephes
 * logf. Each line rounds where XLA's code rounds; none may be simplified.
 */
static INLINE_ real xla_log(real x)          /* 0 < x < inf, not subnormal */
{
    word w = as_word(x);
    real e = as_real((w >> 23) + 0x4b000000) - (8388608.0f + 126.0f);
    real m = as_real((w & 0x007fffff) | 0x3f000000);
    mask low = m < lanes(0.70710677f);
    real z, m3, p, q, r;

    e = e - select(low, lanes(1.0f), lanes(0.0f));
    m = (m - 1.0f) + select(low, m, lanes(0.0f));
    z = m*m;
    m3 = z*m;

    p = madd(m, lanes(7.0376836292e-2f), lanes(-1.1514610310e-1f));
    p = madd(m, p, lanes(1.1676998740e-1f));
    q = madd(m, lanes(-1.2420140846e-1f), lanes(1.4249322787e-1f));
    q = madd(m, q, lanes(-1.6668057665e-1f));
    r = madd(m, lanes(2.0000714765e-1f), lanes(-2.4999993993e-1f));
    r = madd(m, r, lanes(3.3333331174e-1f));
    q = madd(madd(p, m3, q), m3, r);
    q = madd(q, m3, e*-2.12194440e-4f);
    return madd(e, lanes(0.693359375f), madd(z, lanes(-0.5f), m) + q);
}

static INLINE_ real xla_log1p(real x)        /* -1 < x <= 0 */
{
    real p, q, x2 = x*x, large = xla_log(x + 1.0f);

    p = madd(lanes(4.5270000862445199635215e-5f), x, lanes(4.9854102823193375972212e-1f));
    p = madd(p, x, lanes(6.5787325942061044846969f));
    p = madd(p, x, lanes(29.911919328553073277375f));
    p = madd(p, x, lanes(60.949667980987787057556f));
    p = madd(p, x, lanes(57.112963590585538103336f));
    p = madd(p, x, lanes(20.039553499201281259648f));

    q = x + 15.062909083469192043167f;
    q = madd(q, x, lanes(83.047565967967209469434f));
    q = madd(q, x, lanes(221.76239823732856465394f));
    q = madd(q, x, lanes(309.09872225312059774938f));
    q = madd(q, x, lanes(216.42788614495947685003f));
    q = madd(q, x, lanes(60.118660497603843919306f));

    p = x + madd(x2, lanes(-0.5f), (x*x2)*(p/q));
    return select(x > lanes(-0.41421356f), p, large);
}

static INLINE_ real xla_erfinv(real u)       /* -1 < u < 1 */
{
    real w = -xla_log1p(-(u*u));
    real x = w - 2.5f, y = root(w) - 3.0f, p, q;

    p = madd(lanes(2.81022636e-08f), x, lanes(3.43273939e-07f));
    p = madd(p, x, lanes(-3.5233877e-06f));
    p = madd(p, x, lanes(-4.39150654e-06f));
    p = madd(p, x, lanes(0.00021858087f));
    p = madd(p, x, lanes(-0.00125372503f));
    p = madd(p, x, lanes(-0.00417768164f));
    p = madd(p, x, lanes(0.246640727f));
    p = madd(p, x, lanes(1.50140941f));

    q = madd(lanes(-0.000200214257f), y, lanes(0.000100950558f));
    q = madd(q, y, lanes(0.00134934322f));
    q = madd(q, y, lanes(-0.00367342844f));
    q = madd(q, y, lanes(0.00573950773f));
    q = madd(q, y, lanes(-0.0076224613f));
    q = madd(q, y, lanes(0.00943887047f));
    q = madd(q, y, lanes(1.00167406f));
    q = madd(q, y, lanes(2.83297682f));

    return select(w < lanes(5.0f), p, q)*u;
}

static INLINE_ real m_unit(bits a, bits b)   /* a multiple of 2^-23 in [0, 1) */
{
    return as_real((word)((a ^ b) >> 9) | 0x3f800000) - 1.0f;
}

static INLINE_ real m_normal(bits a, bits b)
{
    const num least = -0.99999994f;         /* the single after -1 */

    return xla_erfinv(madd(m_unit(a, b), lanes(2.0f), lanes(least)))*1.41421354f;
}
