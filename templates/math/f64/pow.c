/* needs: log2 exp2 */
/* pow.c -- x^y of doubles, within 1.4 ulp, with the special values of C's pow.
 *
 * |x|^y = 2^(y*log2 |x|), the exponent in two parts; the sign of x counts where y
 * is an odd whole number.
 */
static INLINE_ real m_pow_whole(real x)      /* to the nearest, for x >= 0 */
{
    const num edge = 4503599627370496.0;  /* 2^52 */

    return select(x < lanes(edge), (x + edge) - edge, x);
}

static INLINE_ real m_pow(real x, real y)
{
    const num limit = 1.2676506002282294e30; /* 2^100: exponents that saturate anyway */
    word sign = as_word(lanes(-0.0));
    real a = as_real(as_word(x) & ~sign), b = as_real(as_word(y) & ~sign);
    real low, log = m_log2_parts(a, &low), half = b*0.5, v, e, r;
    mask whole_y = m_pow_whole(b) == b;
    mask odd = both(whole_y, m_pow_whole(half) != half);

    v = at_most(y, lanes(limit));
    v = at_least(v, lanes(-limit));
    e = v*log;
    low = madd(v, low, madd(v, log, -e));
    r = at_most(e, lanes(1025.0));
    r = at_least(r, lanes(-1076.0));
    r = m_exp2_parts(r, select(r == e, low, lanes(0.0)));

    r = select(both(odd, as_word(x) < 0), -r, r);
    odd = both(both(x < lanes(0.0), x > lanes(-1.0/0.0)), neither(whole_y));
    r = select(odd, lanes(0.0/0.0), r);
    return select(either(x == lanes(1.0), y == lanes(0.0)), lanes(1.0), r);
}
