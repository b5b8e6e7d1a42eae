/* asin.c -- arcsine of doubles, within 2.3 ulp.
 *
 * Above 1/2 by pi/2 - 2 asin sqrt((1 - |x|)/2); the polynomial is minimax by
 * Remez, recomputed.
 */
static INLINE_ real m_asin_series(real z)    /* (asin t - t)/t^3, z = t^2 <= 1/4 */
{
    real p;

    p = lanes(0.03265360093330855);
    p = madd(p, z, lanes(-0.02103799153859426));
    p = madd(p, z, lanes(0.02173422598525085));
    p = madd(p, z, lanes(0.0036957096742849687));
    p = madd(p, z, lanes(0.010783001873780331));
    p = madd(p, z, lanes(0.011398437068248085));
    p = madd(p, z, lanes(0.013980876685383725));
    p = madd(p, z, lanes(0.01735160749871244));
    p = madd(p, z, lanes(0.022372215229185335));
    p = madd(p, z, lanes(0.030381942699578963));
    p = madd(p, z, lanes(0.044642857174774696));
    p = madd(p, z, lanes(0.07499999999970638));
    p = madd(p, z, lanes(0.1666666666666676));
    return p;
}

static INLINE_ real m_asin(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign), z, t, p;
    mask far = a > lanes(0.5);

    z = select(far, madd(a, lanes(-0.5), lanes(0.5)), a*a);
    t = select(far, root(z), a);
    p = madd(m_asin_series(z), z*t, t);
    p = select(far, 1.5707963267948966 - ((p + p) - 6.123233995736766e-17), p);
    return as_real(as_word(p) | sign);
}
