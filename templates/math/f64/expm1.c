/* needs: word */
/* expm1.c -- e^x - 1 of doubles, within 1.1 ulp.
 *
 * x = n*ln 2 + r; e^r - 1 = p + low with p a polynomial (minimax by Remez,
 * recomputed) and low what its last sum and the reduction lose; then
 * 2^n*(p + low) + (2^n - 1), the greater parts first.
 */
static INLINE_ real m_expm1(real x)
{
    const num shift = 6755399441055744.0 + 1023.0;         /* 1.5*2^52: n lands low */
    real k, n, a, r, p, s, low, sum;
    mask huge;

    x = at_most(x, lanes(710.0));          /* overflows */
    x = at_least(x, lanes(-40.0));        /* e^-40 - 1 rounds to -1 */
    k = madd(x, lanes(1.4426950408889634), lanes(shift));
    n = k - shift;
    a = madd(n, lanes(-6.93147180369123816490e-1), x);
    r = madd(n, lanes(-1.90821492927058770002e-10), a);
    low = madd(n, lanes(-1.90821492927058770002e-10), a - r);

    p = lanes(2.087537294081924e-9);
    p = madd(p, r, lanes(2.510902570977142e-8));
    p = madd(p, r, lanes(2.7557402644604894e-7));
    p = madd(p, r, lanes(2.755724425045975e-6));
    p = madd(p, r, lanes(2.480158717236234e-5));
    p = madd(p, r, lanes(1.984126988607742e-4));
    p = madd(p, r, lanes(1.3888888888962552e-3));
    p = madd(p, r, lanes(8.333333333321652e-3));
    p = madd(p, r, lanes(4.1666666666666505e-2));
    p = madd(p, r, lanes(0.16666666666666677));
    p = madd(p, r, lanes(0.5));
    p = madd(p, r*r, low);
    low = p - ((r + p) - r);
    p = r + p;

    huge = n > lanes(1023.0);                        /* 2^n: half of it, doubled at the end */
    s = select(huge, lanes(8.9884656743115795e307), m_power(as_word(k)));
    a = s - 1.0;
    low = madd(s, low, (s - a) - 1.0);
    p = s*p;
    sum = a + p;
    sum = sum + ((p - (sum - a)) + low);
    sum = select(huge, sum + sum, sum);
    return select(x == lanes(0.0), x, sum);
}
