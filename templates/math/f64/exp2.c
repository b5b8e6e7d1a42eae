/* needs: word */
/* exp2.c -- 2^x of doubles, within 0.95 ulp.
 *
 * x = n + r with |r| <= 1/2; 2^r is a polynomial (minimax by Remez, recomputed)
 * and 2^n comes in two factors, as in exp.c.
 */
static INLINE_ real m_exp2_parts(real x, real low)       /* 2^(x + low) */
{
    const num shift = 6755399441055744.0 + 2046.0;  /* 1.5*2^52: n lands in the low bits */
    real k = x + shift, n = k - shift, r = (x - n) + low, p;

    p = lanes(4.4347611694122505e-10);
    p = madd(p, r, lanes(7.073798210618911e-9));
    p = madd(p, r, lanes(1.0178199758726194e-7));
    p = madd(p, r, lanes(1.3215435200822768e-6));
    p = madd(p, r, lanes(1.525273349238602e-5));
    p = madd(p, r, lanes(1.5403530457262906e-4));
    p = madd(p, r, lanes(1.3333558146775692e-3));
    p = madd(p, r, lanes(9.618129107594011e-3));
    p = madd(p, r, lanes(5.550410866482008e-2));
    p = madd(p, r, lanes(0.2402265069591013));
    p = madd(p, r, lanes(0.6931471805599453));
    p = madd(p, r, lanes(1.0));
    return m_scaled(p, n, as_word(k));
}

static INLINE_ real m_exp2(real x)
{
    x = at_most(x, lanes(1025.0));       /* overflows */
    x = at_least(x, lanes(-1076.0));     /* rounds to 0 */
    return m_exp2_parts(x, lanes(-0.0));
}
