/* asin.c -- arcsine of singles, within 2.3 ulp.
 *
 * Above 1/2 by pi/2 - 2 asin sqrt((1 - |x|)/2); the polynomial is minimax by
 * Remez, recomputed.
 */
static INLINE_ real m_asin_series(real z)    /* (asin t - t)/t^3, z = t^2 <= 1/4 */
{
    real p;

    p = lanes(0.037528753f);
    p = madd(p, z, lanes(0.01443029f));
    p = madd(p, z, lanes(0.031809792f));
    p = madd(p, z, lanes(0.044516724f));
    p = madd(p, z, lanes(0.075005054f));
    p = madd(p, z, lanes(0.1666666f));
    return p;
}

static INLINE_ real m_asin(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0f));
    real a = as_real(as_word(x) ^ sign), z, t, p;
    mask far = a > lanes(0.5f);

    z = select(far, madd(a, lanes(-0.5f), lanes(0.5f)), a*a);
    t = select(far, root(z), a);
    p = madd(m_asin_series(z), z*t, t);
    p = select(far, 1.57079637f - ((p + p) + 4.37113883e-8f), p);
    return as_real(as_word(p) | sign);
}
