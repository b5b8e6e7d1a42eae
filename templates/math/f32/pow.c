/* needs: log2 exp2 */
/* pow.c -- x^y of singles, within 1.3 ulp, with the special values of C's pow.
 *
 * |x|^y = 2^(y*log2 |x|), the exponent in two parts; the sign of x counts where y
 * is an odd whole number.
 */
static inline real m_pow_whole(real x)      /* to the nearest, for x >= 0 */
{
    return select(x < lanes(8388608.0f), (x + 8388608.0f) - 8388608.0f, x);  /* 2^23 */
}

static inline real m_pow(real x, real y)
{
    word sign = as_word(lanes(-0.0f));
    real a = as_real(as_word(x) & ~sign), b = as_real(as_word(y) & ~sign);
    real low, log = m_log2_parts(a, &low), v, e, r, half = b*0.5f;
    mask whole_y = m_pow_whole(b) == b;
    mask odd = both(whole_y, m_pow_whole(half) != half);

    v = select(y > lanes(1.09951163e12f), lanes(1.09951163e12f), y);      /* 2^40: enough to saturate */
    v = select(v < lanes(-1.09951163e12f), lanes(-1.09951163e12f), v);
    e = v*log;
    low = madd(v, low, madd(v, log, -e));
    r = select(e > lanes(129.0f), lanes(129.0f), e);
    r = select(r < lanes(-151.0f), lanes(-151.0f), r);
    r = m_exp2_parts(r, select(r == e, low, lanes(0.0f)));

    r = select(both(odd, as_word(x) < 0), -r, r);
    r = select(both(both(x < lanes(0.0f), x > lanes(-1.0f/0.0f)), neither(whole_y)), lanes(0.0f/0.0f), r);
    return select(either(x == lanes(1.0f), y == lanes(0.0f)), lanes(1.0f), r);
}
