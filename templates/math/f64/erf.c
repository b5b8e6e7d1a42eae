/* needs: exp */
/* erf.c -- error function of doubles, within 1.5 ulp, and what erfc needs.
 *
 * Below 1 x times a polynomial in x^2; above, 1 - erfc |x|, where
 * erfc a = e^(-a^2)/(1 + 2a)*P((a - 4)/(a + 4)) (after Shepherd & Laframboise 1981).
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

static inline real m_erfc_far(real a)       /* erfc a, a >= 1/2 */
{
    real s, lost, q, p;

    a = select(a > lanes(27.3), lanes(27.3), a);          /* erfc rounds to 0 */
    s = a*a;
    lost = madd(a, a, -s);
    q = (a - 4.0)/(a + 4.0);

    p = lanes(1.8159683692126614e-9);
    p = madd(p, q, lanes(-9.74071401158506e-9));
    p = madd(p, q, lanes(-1.794275439366615e-8));
    p = madd(p, q, lanes(1.0350808924071176e-7));
    p = madd(p, q, lanes(7.480837726591029e-8));
    p = madd(p, q, lanes(-8.198141750174992e-7));
    p = madd(p, q, lanes(2.9356481638321855e-7));
    p = madd(p, q, lanes(5.706702373145457e-6));
    p = madd(p, q, lanes(-1.1221864046405688e-5));
    p = madd(p, q, lanes(-2.4398143672819707e-5));
    p = madd(p, q, lanes(0.00015062161235025238));
    p = madd(p, q, lanes(-0.00019925694291536133));
    p = madd(p, q, lanes(-0.0007577732739791785));
    p = madd(p, q, lanes(0.00503197001485629));
    p = madd(p, q, lanes(-0.016197734059846706));
    p = madd(p, q, lanes(0.0371675155341592));
    p = madd(p, q, lanes(-0.06633036581204968));
    p = madd(p, q, lanes(0.09373283499851469));
    p = madd(p, q, lanes(-0.10103906603631148));
    p = madd(p, q, lanes(0.06809705425468893));
    p = madd(p, q, lanes(0.015379652102619863));
    p = madd(p, q, lanes(-0.1396211168405625));
    p = madd(p, q, lanes(1.2329951186255526));

    return m_exp_parts(-s, -lost, p/madd(a, lanes(2.0), lanes(1.0)));
}

static inline real m_erf(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign);
    real r = select(a < lanes(1.0), m_erf_near(a), 1.0 - m_erfc_far(a));

    return as_real(as_word(r) | sign);
}
