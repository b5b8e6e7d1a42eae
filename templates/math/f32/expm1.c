/* needs: word */
/* expm1.c -- e^x - 1 of singles, within 0.9 ulp.
 *
 * x = n*ln 2 + r; e^r - 1 = p + low with p a polynomial (minimax by Remez,
 * recomputed) and low what its last sum and the reduction lose; then
 * 2^n*(p + low) + (2^n - 1), the greater parts first.
 */
static INLINE_ real m_expm1(real x)
{
    const num shift = 12582912.0f + 127.0f;         /* 1.5*2^23: n lands in the low bits */
    real k, n, a, r, p, s, low, sum;
    mask huge;

    x = at_most(x, lanes(89.0f));          /* overflows */
    x = at_least(x, lanes(-20.0f));        /* e^-20 - 1 rounds to -1 */
    k = madd(x, lanes(1.44269504f), lanes(shift));
    n = k - shift;
    a = madd(n, lanes(-0.693359375f), x);
    r = madd(n, lanes(2.12194440e-4f), a);
    low = madd(n, lanes(2.12194440e-4f), a - r);

    p = lanes(1.9845876e-4f);
    p = madd(p, r, lanes(1.3940668e-3f));
    p = madd(p, r, lanes(8.33339e-3f));
    p = madd(p, r, lanes(4.166636e-2f));
    p = madd(p, r, lanes(0.16666666f));
    p = madd(p, r, lanes(0.5f));
    p = madd(p, r*r, low);
    low = p - ((r + p) - r);
    p = r + p;

    huge = n > lanes(127.0f);                        /* 2^n: half of it, doubled at the end */
    s = select(huge, lanes(1.70141183e38f), m_power(as_word(k)));
    a = s - 1.0f;
    low = madd(s, low, (s - a) - 1.0f);
    p = s*p;
    sum = a + p;
    sum = sum + ((p - (sum - a)) + low);
    sum = select(huge, sum + sum, sum);
    return select(x == lanes(0.0f), x, sum);
}
