/* needs: word */
/* exp2.c -- 2^x of singles, within 0.95 ulp.
 *
 * x = n + r with |r| <= 1/2; 2^r is a polynomial (minimax by Remez, recomputed)
 * and 2^n comes in two factors, as in exp.c.
 */
static INLINE_ real m_exp2_parts(real x, real low)       /* 2^(x + low) */
{
    const num shift = 12582912.0f + 254.0f;         /* 1.5*2^23: n lands in the low bits */
    real k = x + shift, n = k - shift, r = (x - n) + low, p;

    p = lanes(1.53533e-4f);
    p = madd(p, r, lanes(1.3398925e-3f));
    p = madd(p, r, lanes(9.618438e-3f));
    p = madd(p, r, lanes(5.5503324e-2f));
    p = madd(p, r, lanes(0.24022648f));
    p = madd(p, r, lanes(0.6931472f));
    p = madd(p, r, lanes(1.0f));
    return m_scaled(p, n, as_word(k));
}

static INLINE_ real m_exp2(real x)
{
    x = at_most(x, lanes(129.0f));       /* overflows */
    x = at_least(x, lanes(-151.0f));     /* rounds to 0 */
    return m_exp2_parts(x, lanes(-0.0f));
}
