/* needs: log */
/* log1p.c -- log(1 + x) of doubles, within 0.6 ulp (1 for subnormals).
 *
 * As log of u = 1 + x, with what the sum loses, times 2^-e, added to the low part
 * of s.
 */
static INLINE_ real m_log1p(real x)
{
    real u = x + 1.0, d = u - 1.0, lost = (1.0 - (u - d)) + (x - d);
    word w = m_minus(as_word(u), as_word(lanes(0.70710678118654757)));  /* sqrt 1/2 */
    real e = as_real((w >> 52) + 0x4338000000000000) - 6755399441055744.0;
    real m = as_real(m_minus(as_word(u), w & ~0xfffffffffffffLL));
    real f = m - 1.0, t = m + 1.0, y = 1.0/t, s = f*y, low, r, special;

    lost = lost*as_real(m_minus(as_word(lanes(1.0)), w & ~0xfffffffffffffLL));
    lost = select(x < lanes(1e18), lost, lanes(0.0));
    low = madd(-s, m - (t - 1.0), madd(-s, t, f)) + madd(-s, lost, lost);
    r = m_log_sum(e, s, low*y);
    special = select(x == lanes(-1.0), lanes(-1.0/0.0), lanes(0.0/0.0));
    r = select(x > lanes(-1.0), r, special);
    r = select(x < lanes(1.0/0.0), r, x);
    return select(x == lanes(0.0), x, r);
}
