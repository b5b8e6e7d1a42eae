/* needs: exp */
/* erf.c -- error function of singles, within 1.5 ulp, and what erfc needs.
 *
 * Below 1 x times a polynomial in x^2; above, 1 - erfc |x|, where
 * erfc a = e^(-a^2)/(1 + 2a)*P((a - 2)/(a + 2)) (after Shepherd & Laframboise 1981).
 * Both polynomials: minimax by Remez, recomputed.
 */
static INLINE_ real m_erf_near(real x)       /* erf x, |x| <= 1 */
{
    real z = x*x, p;

    p = lanes(7.898764e-5f);
    p = madd(p, z, lanes(-0.0008024839f));
    p = madd(p, z, lanes(0.005190165f));
    p = madd(p, z, lanes(-0.026854917f));
    p = madd(p, z, lanes(0.112836175f));
    p = madd(p, z, lanes(-0.3761263f));
    p = madd(p, z, lanes(-5.86353828e-8f));
    return madd(x, lanes(1.12837923f), p*x);      /* 2/sqrt pi */
}

static INLINE_ real m_erfc_far(real a)       /* erfc a, a >= 0.8 */
{
    real s, d, t, q, p, low;

    a = at_most(a, lanes(10.1f));          /* erfc rounds to 0 */
    s = a*a;
    d = madd(a, lanes(2.0f), lanes(1.0f));
    t = 1.0f/d;
    low = madd(t, (d - 1.0f) - (a + a), madd(-t, d, lanes(1.0f))) - madd(a, a, -s);
    q = (a - 2.0f)/(a + 2.0f);

    p = lanes(-1.8752758e-5f);
    p = madd(p, q, lanes(-0.0014885548f));
    p = madd(p, q, lanes(0.00110451f));
    p = madd(p, q, lanes(0.008755882f));
    p = madd(p, q, lanes(-0.008010599f));
    p = madd(p, q, lanes(-0.05422479f));
    p = madd(p, q, lanes(0.16404998f));
    p = madd(p, q, lanes(-0.1660302f));
    p = madd(p, q, lanes(-0.092763804f));
    p = madd(p, q, lanes(1.2769784f));

    return m_exp_parts(-s, low, p*t);       /* low: what s and t lack */
}

static INLINE_ real m_erf(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0f));
    real a = as_real(as_word(x) ^ sign);
    real r = select(a < lanes(1.0f), m_erf_near(a), 1.0f - m_erfc_far(a));

    return as_real(as_word(r) | sign);
}
