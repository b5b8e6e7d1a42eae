/* needs: word */
/* exprel.c -- (e^x - 1)/x of doubles, 1 at 0, within 2.5 ulp.
 *
 * x = n*ln 2 + r; e^x - 1 = 2^n*p + (2^n - 1) with p = e^r - 1, the polynomial of
 * expm1.c. Dividend and divisor are taken 2^-16 as large: the quotient is finite
 * longer than e^x is. Where the divisor is not 0 but tiny, they are equal.
 */
static INLINE_ real m_exprel(real x)
{
    const num shift = 6755399441055744.0 + 1023.0 - 16.0;  /* 1.5*2^52: n lands low */
    const num down = 1.52587890625e-5;                     /* 2^-16 */
    real v = at_most(x, lanes(718.0));                   /* overflows */
    real a = at_least(v, lanes(-40.0));                  /* e^-40 - 1 rounds to -1 */
    real k = madd(a, lanes(1.4426950408889634), lanes(shift)), n = k - shift, r, p, s;

    r = madd(n, lanes(-6.93147180369123816490e-1), a);
    r = madd(n, lanes(-1.90821492927058770002e-10), r);

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
    p = madd(p, r*r, r);

    s = m_power(as_word(k));
    v = v*down;
    return select(v == lanes(0.0), lanes(1.0), madd(s, p, s - down)/v);
}
