/* tanh.c -- hyperbolic tangent of singles, within 0.8 ulp.
 *
 * tanh |x| = m/(m + 2) with m = e^2|x| - 1 = 2^n*p + (2^n - 1): p = e^r - 1 is a
 * minimax polynomial (Remez, recomputed), so small x keep all digits. The
 * quotient is corrected by its remainder, which costs less than a division.
 */
static inline real m_tanh(real x)
{
    const num shift = 12582912.0f + 127.0f;         /* 1.5*2^23: n lands in the low bits */
    word sign = as_word(x) & as_word(lanes(-0.0f));
    real a = as_real(as_word(x) ^ sign), k, n, r, s, p, q, top, low, below, y;

    a = select(a > lanes(10.0f), lanes(10.0f), a);          /* 1 from 9.02 on */
    a = a + a;
    k = madd(a, lanes(1.44269504f), lanes(shift));
    n = k - shift;
    r = madd(n, lanes(-0.693359375f), a);
    r = madd(n, lanes(2.12194440e-4f), r);
    s = as_real((as_word(k) & 511) << 23);

    p = lanes(1.9845876e-4f);
    p = madd(p, r, lanes(1.3940668e-3f));
    p = madd(p, r, lanes(8.33339e-3f));
    p = madd(p, r, lanes(4.166636e-2f));
    p = madd(p, r, lanes(0.16666666f));
    p = madd(p, r, lanes(0.5f));
    p = madd(p, r*r, r);

    top = madd(s, p, s - 1.0f);
    below = madd(s, p, s + 1.0f);
    low = top - (below - 2.0f);                             /* what below lost */
    y = 1.0f/below;
    q = top*y;
    q = madd(madd(-q, low, madd(-q, below, top)), y, q);
    return as_real(as_word(q) | sign);
}
