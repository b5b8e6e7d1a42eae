/* needs: word */
/* exp.c -- e^x of singles, within 0.9 ulp.
 *
 * x = n*ln 2 + r with |r| <= ln 2/2; e^r is a polynomial (minimax by Remez,
 * recomputed), and 2^n comes in two factors where there is no instruction for it: their
 * exponents are the halves of n + 254, so that 2^128 and the subnormals are reached
 * without a branch.
 * ln 2 is split as in Cephes: n times the high part is exact.
 */
static INLINE_ real m_exp_parts(real x, real low, real factor)  /* factor*e^(x + low) */
{
    const num shift = 12582912.0f + 254.0f;         /* 1.5*2^23: n lands in the low bits */
    real k, n, r, p;

    k = madd(x, lanes(1.44269504f), lanes(shift));
    n = k - shift;
    r = madd(n, lanes(-0.693359375f), x);
    r = madd(n, lanes(2.12194440e-4f), r) + low;

    p = lanes(1.3814548e-3f);
    p = madd(p, r, lanes(8.368745e-3f));
    p = madd(p, r, lanes(4.166839e-2f));
    p = madd(p, r, lanes(1.6666521e-1f));
    p = madd(p, r, lanes(0.49999994f));
    p = madd(p, r, lanes(1.0f));
    p = madd(p, r, lanes(1.0f));

    return m_scaled(p*factor, n, as_word(k));
}

static INLINE_ real m_exp(real x)
{
    x = at_most(x, lanes(89.0f));          /* e^89 overflows */
    x = at_least(x, lanes(-104.0f));      /* e^-104 rounds to 0 */
    return m_exp_parts(x, lanes(-0.0f), lanes(1.0f));
}
