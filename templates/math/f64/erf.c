/* needs: exp */
/* erf.c -- error function of doubles, within 1.5 ulp, and what erfc needs.
 *
 * Below 1 x times a polynomial in x^2; above, 1 - erfc |x|, where
 * erfc a = e^(-a^2)/(1 + 2a)*P((a - 4)/(a + 4)) (after Shepherd & Laframboise 1981).
 * Both polynomials: minimax by Remez, recomputed.
 */
static INLINE_ real m_erf_near(real x)       /* erf x, |x| <= 1 */
{
    real z = x*x, p;

    p = lanes(5.955561931270977e-11);
    p = madd(p, z, lanes(-1.1372126839302695e-9));
    p = madd(p, z, lanes(1.4659663377601758e-8));
    p = madd(p, z, lanes(-1.635031010902982e-7));
    p = madd(p, z, lanes(1.6461001936092314e-6));
    p = madd(p, z, lanes(-1.492559549550525e-5));
    p = madd(p, z, lanes(0.00012055331128871557));
    p = madd(p, z, lanes(-0.0008548326981600232));
    p = madd(p, z, lanes(0.005223977624838836));
    p = madd(p, z, lanes(-0.026866170645080147));
    p = madd(p, z, lanes(0.11283791670954908));
    p = madd(p, z, lanes(-0.3761263890318375));
    p = madd(p, z, lanes(1.533545961316588e-17));
    return madd(x, lanes(1.1283791670955126), p*x);      /* 2/sqrt pi */
}

static INLINE_ real m_erfc_far(real a)       /* erfc a, a >= 0.8 */
{
    real s, d, t, q, p, low;

    a = at_most(a, lanes(27.3));          /* erfc rounds to 0 */
    s = a*a;
    d = madd(a, lanes(2.0), lanes(1.0));
    t = 1.0/d;
    low = madd(t, (d - 1.0) - (a + a), madd(-t, d, lanes(1.0))) - madd(a, a, -s);
    q = (a - 4.0)/(a + 4.0);

    p = lanes(-7.466617913998494e-9);
    p = madd(p, q, lanes(-1.4328652188374204e-8));
    p = madd(p, q, lanes(9.825930867784399e-8));
    p = madd(p, q, lanes(7.19673487106899e-8));
    p = madd(p, q, lanes(-8.146390530098901e-7));
    p = madd(p, q, lanes(2.9460959848896765e-7));
    p = madd(p, q, lanes(5.703858368108952e-6));
    p = madd(p, q, lanes(-1.1221981881255775e-5));
    p = madd(p, q, lanes(-2.439719041065113e-5));
    p = madd(p, q, lanes(0.00015062156891085452));
    p = madd(p, q, lanes(-0.00019925714333503974));
    p = madd(p, q, lanes(-0.0007577732551894863));
    p = madd(p, q, lanes(0.005031970041044468));
    p = madd(p, q, lanes(-0.016197734062918218));
    p = madd(p, q, lanes(0.03716751553212454));
    p = madd(p, q, lanes(-0.06633036581180073));
    p = madd(p, q, lanes(0.09373283499860037));
    p = madd(p, q, lanes(-0.101039066036321));
    p = madd(p, q, lanes(0.0680970542546873));
    p = madd(p, q, lanes(0.015379652102619996));
    p = madd(p, q, lanes(-0.13962111684056247));
    p = madd(p, q, lanes(1.2329951186255526));

    return m_exp_parts(-s, low, p*t);       /* low: what s and t lack */
}

static INLINE_ real m_erf(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign);
    real r = select(a < lanes(1.0), m_erf_near(a), 1.0 - m_erfc_far(a));

    return as_real(as_word(r) | sign);
}
