/* needs: asin */
/* acos.c -- arccosine of doubles, within 1.2 ulp.
 *
 * pi/2 - asin x; above 1/2 2 asin sqrt((1 - x)/2), below -1/2 pi minus that.
 */
static INLINE_ real m_acos(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0))), z, t, p;
    mask far = a > lanes(0.5);

    z = select(far, madd(a, lanes(-0.5), lanes(0.5)), x*x);
    t = select(far, root(z), x);
    p = m_asin_series(z)*(z*t);
    a = t + p;
    p = 1.5707963267948966 - (t + (p - 6.123233995736766e-17));
    z = 3.1415926535897931 - ((a + a) - 1.2246467991473532e-16);
    return select(far, select(x < lanes(0.0), z, a + a), p);
}
