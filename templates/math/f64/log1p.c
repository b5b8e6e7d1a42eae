/* needs: log */
/* log1p.c -- log(1 + x) of doubles, within 0.6 ulp.
 *
 * As log of u = 1 + x, with what the sum loses, times 2^-e, added to the low part
 * of s.
 */
static inline real m_log1p(real x)
{
    real u = x + 1.0, d = u - 1.0, lost = (1.0 - (u - d)) + (x - d);
    word w = as_word(u) - 0x3fe6a09e667f3bcd;                       /* sqrt 1/2 */
    real e = as_real((w >> 52) + 0x4338000000000000) - 6755399441055744.0;
    real m = as_real(as_word(u) - (w & ~0xfffffffffffffLL));
    real f = m - 1.0, t = m + 1.0, y = 1.0/t, s = f*y, low, r;

    lost = lost*as_real(0x3ff0000000000000 - (w & ~0xfffffffffffffLL));
    lost = select(x < lanes(1e18), lost, lanes(0.0));
    low = madd(-s, m - (t - 1.0), madd(-s, t, f)) + madd(-s, lost, lost);
    r = m_log_sum(e, s, low*y);
    r = select(x > lanes(-1.0), r, select(x == lanes(-1.0), lanes(-1.0/0.0), lanes(0.0/0.0)));
    return select(x < lanes(1.0/0.0), r, x);
}
