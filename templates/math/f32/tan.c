/* needs: quarter */
/* tan.c -- tangent of singles, within 2.3 ulp. */
static INLINE_ real m_tan_at(word n, real r, real low)
{
    real s = m_near_sin(r, low), c = m_near_cos(r, low);
    mask odd = (n & 1) != 0;

    return select(odd, -c, s)/select(odd, s, c);
}

static COLD_ real m_tan_far(real a, real y)
{
    real r, low;
    word n = m_quarter_far(a, &r, &low);

    return select(m_is_far(a), m_tan_at(n, r, low), y);
}

static INLINE_ real m_tan(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0f));
    real a = as_real(as_word(x) ^ sign), r, low, y;
    word n = m_quarter(a, &r, &low);

    y = m_tan_at(n, r, low);
    if (some_(m_is_far(a)))
        y = m_tan_far(a, y);
    return as_real(as_word(y) ^ sign);
}
