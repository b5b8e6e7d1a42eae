/* needs: log */
/* log1p.c -- log(1 + x) of singles, within 0.92 ulp.
 *
 * As log of u = 1 + x, with what the sum loses, times 2^-e, added to f to first
 * order.
 */
static INLINE_ real m_log1p(real x)
{
    real u = x + 1.0f, t = u - 1.0f, lost = (1.0f - (u - t)) + (x - t);
    word w = m_minus(as_word(u), as_word(lanes(0.666666687f)));     /* 2/3 */
    real e = as_real((w >> 23) + 0x4b400000) - 12582912.0f;         /* 1.5*2^23 */
    real f = as_real(m_minus(as_word(u), w & ~0x7fffff)) - 1.0f, r, special;

    lost = lost*as_real(m_minus(as_word(lanes(1.0f)), w & ~0x7fffff));
    lost = select(x < lanes(1e9f), lost, lanes(0.0f));
    lost = lost*madd(f, f - 1.0f, lanes(1.0f));                     /* about 1/(1 + f) */
    r = madd(m_log_series(f), f*f, madd(e, lanes(-2.12194440e-4f), lost));
    t = e*0.693359375f;
    u = t + f;
    r = u + ((f - (u - t)) + r);
    special = select(x == lanes(-1.0f), lanes(-1.0f/0.0f), lanes(0.0f/0.0f));
    r = select(x > lanes(-1.0f), r, special);
    r = select(x < lanes(1.0f/0.0f), r, x);
    return select(x == lanes(0.0f), x, r);
}
