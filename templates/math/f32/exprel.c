/* needs: word */
/* exprel.c -- (e^x - 1)/x of singles, 1 at 0, within 2.5 ulp.
 *
 * x = n*ln 2 + r; e^x - 1 = 2^n*p + (2^n - 1) with p = e^r - 1, the polynomial of
 * expm1.c. Of great n, 64 come after the division: it is finite longer than e^x is.
 */
static inline real m_exprel(real x)
{
    const num shift = 12582912.0f + 127.0f;         /* 1.5*2^23: n lands in the low bits */
    real k, n, r, p, s, v;
    mask huge;

    v = select(x > lanes(96.0f), lanes(96.0f), x);          /* overflows */
    s = select(v < lanes(-20.0f), lanes(-20.0f), v);        /* e^-20 - 1 rounds to -1 */
    k = madd(s, lanes(1.44269504f), lanes(shift));
    n = k - shift;
    r = madd(n, lanes(-0.693359375f), s);
    r = madd(n, lanes(2.12194440e-4f), r);

    p = lanes(1.9845876e-4f);
    p = madd(p, r, lanes(1.3940668e-3f));
    p = madd(p, r, lanes(8.33339e-3f));
    p = madd(p, r, lanes(4.166636e-2f));
    p = madd(p, r, lanes(0.16666666f));
    p = madd(p, r, lanes(0.5f));
    p = madd(p, r*r, r);

    huge = n > lanes(120.0f);
    s = m_power(as_word(select(huge, k - 64.0f, k)));
    r = madd(s, p, s - 1.0f)/v*select(huge, lanes(18446744073709551616.0f), lanes(1.0f));
    return select(as_real(as_word(x) & ~as_word(lanes(-0.0f))) < lanes(1e-9f), lanes(1.0f), r);
}
