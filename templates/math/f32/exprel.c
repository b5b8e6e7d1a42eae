/* needs: word */
/* exprel.c -- (e^x - 1)/x of singles, 1 at 0, within 2.5 ulp.
 *
 * x = n*ln 2 + r; e^x - 1 = 2^n*p + (2^n - 1) with p = e^r - 1, the polynomial of
 * expm1.c. Dividend and divisor are taken 2^-10 as large: the quotient is finite
 * longer than e^x is. Where the divisor is not 0 but tiny, they are equal.
 */
static INLINE_ real m_exprel(real x)
{
    const num shift = 12582912.0f + 127.0f - 10.0f; /* 1.5*2^23: n lands in the low bits */
    const num down = 9.765625e-4f;                     /* 2^-10 */
    real v = at_most(x, lanes(94.0f));                   /* overflows */
    real a = at_least(v, lanes(-20.0f));                  /* e^-20 - 1 rounds to -1 */
    real k = madd(a, lanes(1.44269504f), lanes(shift)), n = k - shift, r, p, s;

    r = madd(n, lanes(-0.693359375f), a);
    r = madd(n, lanes(2.12194440e-4f), r);

    p = lanes(1.9845876e-4f);
    p = madd(p, r, lanes(1.3940668e-3f));
    p = madd(p, r, lanes(8.33339e-3f));
    p = madd(p, r, lanes(4.166636e-2f));
    p = madd(p, r, lanes(0.16666666f));
    p = madd(p, r, lanes(0.5f));
    p = madd(p, r*r, r);

    s = m_power(as_word(k));
    v = v*down;
    return select(v == lanes(0.0f), lanes(1.0f), madd(s, p, s - down)/v);
}
