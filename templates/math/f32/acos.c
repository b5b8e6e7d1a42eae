/* needs: asin */
/* acos.c -- arccosine of singles, within 1.2 ulp.
 *
 * pi/2 - asin x; above 1/2 2 asin sqrt((1 - x)/2), below -1/2 pi minus that.
 */
static INLINE_ real m_acos(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0f))), z, t, p;
    mask far = a > lanes(0.5f);

    z = select(far, madd(a, lanes(-0.5f), lanes(0.5f)), x*x);
    t = select(far, root(z), x);
    p = m_asin_series(z)*(z*t);
    a = t + p;
    p = 1.57079637f - (t + (p + 4.37113883e-8f));
    z = 3.14159274f - ((a + a) + 8.74227766e-8f);
    return select(far, select(x < lanes(0.0f), z, a + a), p);
}
