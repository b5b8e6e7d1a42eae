/* needs: word */
/* log.c -- natural logarithm of singles, within 0.92 ulp.
 *
 * x = 2^e*m with m in [2/3, 4/3), f = m - 1: log m = f + f^2*P(f), with P minimax
 * by Remez, recomputed. ln 2 is split as in Cephes: e times the high part is
 * exact.
 */
static INLINE_ real m_log_series(real f)
{
    real p = lanes(0.12007115f);
    p = madd(p, f, lanes(-0.12845117f));
    p = madd(p, f, lanes(0.1075425f));
    p = madd(p, f, lanes(-0.121957645f));
    p = madd(p, f, lanes(0.14304455f));
    p = madd(p, f, lanes(-0.16679579f));
    p = madd(p, f, lanes(0.19999598f));
    p = madd(p, f, lanes(-0.2499982f));
    p = madd(p, f, lanes(0.33333334f));
    return madd(p, f, lanes(-0.5f));
}

static INLINE_ real m_log(real x)
{
    mask tiny = x < lanes(1.17549435e-38f);
    real a = select(tiny, x*16777216.0f, x);                        /* 2^24 */
    real bias = select(tiny, lanes(12582936.0f), lanes(12582912.0f));
    word w = m_minus(as_word(a), as_word(lanes(0.666666687f)));     /* 2/3 */
    real e = as_real((w >> 23) + 0x4b400000) - bias;                /* 1.5*2^23 */
    real f = as_real(m_minus(as_word(a), w & ~0x7fffff)) - 1.0f, r, special;

    r = madd(m_log_series(f), f*f, madd(e, lanes(-2.12194440e-4f), f));
    r = madd(e, lanes(0.693359375f), r);
    special = select(x == lanes(0.0f), lanes(-1.0f/0.0f), lanes(0.0f/0.0f));
    r = select(x > lanes(0.0f), r, special);
    return select(x < lanes(1.0f/0.0f), r, x);
}
