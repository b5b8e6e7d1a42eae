/* needs: log2 exp2 */
/* pow.c -- x^y of singles, within 1.4 ulp, with the special values of C's pow.
 *
 * |x|^y = 2^(y*log2 |x|), the exponent in two parts; the sign of x counts where y
 * is an odd whole number.
 */
static INLINE_ real m_pow_whole(real x)      /* to the nearest, for x >= 0 */
{
    const num edge = 8388608.0f;          /* 2^23 */

    return select(x < lanes(edge), (x + edge) - edge, x);
}

static INLINE_ real m_pow(real x, real y)
{
    const num limit = 1.09951163e12f;       /* 2^40: exponents that saturate anyway */
    word sign = as_word(lanes(-0.0f));
    real a = as_real(as_word(x) & ~sign), b = as_real(as_word(y) & ~sign);
    real low, log = m_log2_parts(a, &low), half = b*0.5f, v, e, r;
    mask whole_y = m_pow_whole(b) == b;
    mask odd = both(whole_y, m_pow_whole(half) != half);

    v = at_most(y, lanes(limit));
    v = at_least(v, lanes(-limit));
    e = v*log;
    low = madd(v, low, madd(v, log, -e));
    r = at_most(e, lanes(129.0f));
    r = at_least(r, lanes(-151.0f));
    r = m_exp2_parts(r, select(r == e, low, lanes(0.0f)));

    r = select(both(odd, as_word(x) < 0), -r, r);
    odd = both(both(x < lanes(0.0f), x > lanes(-1.0f/0.0f)), neither(whole_y));
    r = select(odd, lanes(0.0f/0.0f), r);
    return select(either(x == lanes(1.0f), y == lanes(0.0f)), lanes(1.0f), r);
}
