/* needs: word */
/* tanh.c -- hyperbolic tangent of doubles, within 1.25 ulp.
 *
 * Below 0.625 x + x^3*P(x^2)/Q(x^2) (Cephes); above, 1 - 2/(e^2|x| + 1) with
 * e^2|x| = 2^n*(1 + p), p = e^r - 1 a polynomial (minimax by Remez, recomputed).
 * Both share one division.
 */
static INLINE_ real m_tanh(real x)
{
    const num shift = 6755399441055744.0 + 1023.0;  /* 1.5*2^52: n lands in the low bits */
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign), k, n, r, s, p, q, z;
    mask small = a < lanes(0.625);

    a = at_most(a, lanes(20.0));            /* 1 from 19.07 on */
    k = madd(a, lanes(2.8853900817779268), lanes(shift));   /* 2/ln 2 */
    n = k - shift;
    r = madd(n, lanes(-6.93147180369123816490e-1), a + a);
    r = madd(n, lanes(-1.90821492927058770002e-10), r);
    s = m_power(as_word(k));

    p = lanes(2.5053770248535292e-8);
    p = madd(p, r, lanes(2.7626093187877297e-7));
    p = madd(p, r, lanes(2.755740770214256e-6));
    p = madd(p, r, lanes(2.480150514183012e-5));
    p = madd(p, r, lanes(1.9841269718696555e-4));
    p = madd(p, r, lanes(1.3888888931667736e-3));
    p = madd(p, r, lanes(8.333333333389736e-3));
    p = madd(p, r, lanes(4.1666666666576466e-2));
    p = madd(p, r, lanes(0.16666666666666588));
    p = madd(p, r, lanes(0.5000000000000006));
    p = madd(p, r*r, r);
    p = madd(s, p, s + 1.0);

    z = a*a;
    q = madd(z, lanes(-9.64399179425052238628e-1), lanes(-9.92877231001918586564e1));
    q = madd(q, z, lanes(-1.61468768441708447952e3))*z;
    k = z + 1.12811678491632931402e2;
    k = madd(k, z, lanes(2.23548839060100448583e3));
    k = madd(k, z, lanes(4.84406305325125486048e3));

    q = select(small, q, lanes(-2.0))/select(small, k, p);
    q = select(small, madd(a, q, a), q + 1.0);
    return as_real(as_word(q) | sign);
}
