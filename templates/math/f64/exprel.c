/* needs: word */
/* exprel.c -- (e^x - 1)/x of doubles, 1 at 0, within 2.5 ulp.
 *
 * x = n*ln 2 + r; e^x - 1 = 2^n*p + (2^n - 1) with p = e^r - 1, the polynomial of
 * expm1.c. Of great n, 64 come after the division: it is finite longer than e^x is.
 */
static inline real m_exprel(real x)
{
    const num shift = 6755399441055744.0 + 1023.0;         /* 1.5*2^52: n lands low */
    real k, n, r, p, s, v;
    mask huge;

    v = select(x > lanes(720.0), lanes(720.0), x);          /* overflows */
    s = select(v < lanes(-40.0), lanes(-40.0), v);          /* e^-40 - 1 rounds to -1 */
    k = madd(s, lanes(1.4426950408889634), lanes(shift));
    n = k - shift;
    r = madd(n, lanes(-6.93147180369123816490e-1), s);
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

    huge = n > lanes(1000.0);
    s = m_power(as_word(select(huge, k - 64.0, k)));
    r = madd(s, p, s - 1.0)/v*select(huge, lanes(18446744073709551616.0), lanes(1.0));
    return select(as_real(as_word(x) & ~as_word(lanes(-0.0))) < lanes(1e-17), lanes(1.0), r);
}
