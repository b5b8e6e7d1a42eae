/* needs: word */
/* tanh.c -- hyperbolic tangent of singles, within 1.1 ulp.
 *
 * Below 0.7 a polynomial in x^2 times x (minimax by Remez, recomputed); above,
 * 1 - 2/(e^2|x| + 1) with e^2|x| = 2^n*(1 + p), p = e^r - 1 another polynomial.
 */
static INLINE_ real m_tanh(real x)
{
    const num shift = 12582912.0f + 127.0f;         /* 1.5*2^23: n lands in the low bits */
    word sign = as_word(x) & as_word(lanes(-0.0f));
    real a = as_real(as_word(x) ^ sign), k, n, r, s, p, q, z;

    a = at_most(a, lanes(10.0f));          /* 1 from 9.02 on */
    k = madd(a, lanes(2.88539008f), lanes(shift));          /* 2/ln 2 */
    n = k - shift;
    r = madd(n, lanes(-0.693147182f), a + a);
    s = m_power(as_word(k));

    p = lanes(1.3882518e-3f);
    p = madd(p, r, lanes(8.3665475e-3f));
    p = madd(p, r, lanes(4.16672e-2f));
    p = madd(p, r, lanes(0.16666543f));
    p = madd(p, r, lanes(0.49999997f));
    p = madd(p, r*r, r);
    p = 1.0f - 2.0f/madd(s, p, s + 1.0f);

    z = a*a;
    q = lanes(1.8956646e-3f);
    q = madd(q, z, lanes(-7.883305e-3f));
    q = madd(q, z, lanes(2.1571057e-2f));
    q = madd(q, z, lanes(-5.3920954e-2f));
    q = madd(q, z, lanes(0.13332984f));
    q = madd(q, z, lanes(-0.33333325f));
    q = select(a < lanes(0.7f), madd(q, a*z, a), p);
    return as_real(as_word(q) | sign);
}
