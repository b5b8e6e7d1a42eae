/* needs: exp */
/* erf.c -- error function of doubles, within 1.5 ulp, and what erfc needs.
 *
 * Below 1 x times a polynomial in x^2; above, 1 - erfc |x|, where
 * erfc a = e^(-a^2)/(a + 4)*P((a - 4)/(a + 4)) (after Shepherd & Laframboise
 * 1981).
 * Both polynomials: minimax by Remez, recomputed.
 */
static inline real m_erf_near(real x)       /* erf x, |x| <= 1 */
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

static inline real m_erfc_far(real a)       /* erfc a, a >= 0.8 */
{
    real s, d, t, q, p, low;

    a = select(a > lanes(27.3), lanes(27.3), a);          /* erfc rounds to 0 */
    s = a*a;
    d = a + 4.0;
    t = 1.0/d;
    low = madd(t, d - a - 4.0, madd(-t, d, lanes(1.0))) - madd(a, a, -s);
    q = (a - 4.0)*t;

    p = lanes(-1.1003514710505425e-8);
    p = madd(p, q, lanes(2.9140788843023964e-10));
    p = madd(p, q, lanes(1.1712686780398198e-7));
    p = madd(p, q, lanes(-7.396158368458706e-8));
    p = madd(p, q, lanes(-8.405242647494792e-7));
    p = madd(p, q, lanes(1.422695867947968e-6));
    p = madd(p, q, lanes(4.691725228799832e-6));
    p = madd(p, q, lanes(-1.8860134778533653e-5));
    p = madd(p, q, lanes(-3.634381606426095e-6));
    p = madd(p, q, lanes(0.0001768125983290639));
    p = madd(p, q, lanes(-0.00045505282986087745));
    p = madd(p, q, lanes(-0.0002809588270780288));
    p = madd(p, q, lanes(0.00611205567237061));
    p = madd(p, q, lanes(-0.026370053344210064));
    p = madd(p, q, lanes(0.07638151490819178));
    p = madd(p, q, lanes(-0.17401093723972477));
    p = madd(p, q, lanes(0.33085158787805086));
    p = madd(p, q, lanes(-0.5408538313132402));
    p = madd(p, q, lanes(0.7732087022652365));
    p = madd(p, q, lanes(-0.976548729080882));
    p = madd(p, q, lanes(1.095995661000491));

    return m_exp_parts(-s, low, p*t);       /* low: what s and t lack */
}

static inline real m_erf(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign);
    real r = select(a < lanes(1.0), m_erf_near(a), 1.0 - m_erfc_far(a));

    return as_real(as_word(r) | sign);
}
