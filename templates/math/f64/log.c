/* needs: word */
/* log.c -- natural logarithm of doubles, within 0.56 ulp.
 *
 * x = 2^e*m with m in [sqrt 1/2, sqrt 2); s = (m - 1)/(m + 1) is kept in two
 * parts, log m = 2s + s^3*R(s^2), and everything but the leading parts is summed
 * first. R: minimax by Remez, recomputed. ln 2 is split as in msun: e times the
 * high part is exact. The noise needs this accuracy, see normal.c.
 */
static INLINE_ real m_log_series(real z)
{
    real r = lanes(0.13251195599030555);
    r = madd(r, z, lanes(0.1325013250652767));
    r = madd(r, z, lanes(0.15387090136703518));
    r = madd(r, z, lanes(0.18181775679227774));
    r = madd(r, z, lanes(0.22222222646633355));
    r = madd(r, z, lanes(0.28571428569086893));
    r = madd(r, z, lanes(0.4000000000000624));
    return madd(r, z, lanes(0.6666666666666666));
}

/* e*ln 2 + 2*(s + low) + s^3*R(s^2) */
static INLINE_ real m_log_sum(real e, real s, real low)
{
    real a = e*6.93147180369123816490e-1, b = s + s, sum = a + b;
    real r = madd(e, lanes(1.90821492927058770002e-10), low + low);

    r = madd(s*s*s, m_log_series(s*s), r);
    return sum + ((b - (sum - a)) + r);
}

/* log(x/2^down) for 0 < x < inf, x not subnormal. */
static INLINE_ real m_log_down(real x, real down)
{
    word w = m_minus(as_word(x), as_word(lanes(0.70710678118654757)));  /* sqrt 1/2 */
    real e = as_real((w >> 52) + 0x4338000000000000) - (down + 6755399441055744.0);
    real m = as_real(m_minus(as_word(x), w & ~0xfffffffffffffLL));
    real f = m - 1.0, t = m + 1.0, y = 1.0/t, s = f*y;

    return m_log_sum(e, s, madd(-s, m - (t - 1.0), madd(-s, t, f))*y);
}

static INLINE_ real m_log(real x)
{
    mask tiny = x < lanes(2.2250738585072014e-308);
    real down = select(tiny, lanes(54.0), lanes(0.0));
    real r = m_log_down(select(tiny, x*18014398509481984.0, x), down);      /* 2^54 */
    real special = select(x == lanes(0.0), lanes(-1.0/0.0), lanes(0.0/0.0));

    r = select(x > lanes(0.0), r, special);
    return select(x < lanes(1.0/0.0), r, x);
}
