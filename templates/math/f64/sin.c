/* needs: quarter */
/* sin.c -- sine of doubles, within 0.8 ulp. */
static COLD_ real m_sin_far(real a, real y)
{
    real r, low;
    word n = m_quarter_far(a, &r, &low);

    return select(m_is_far(a), m_sin_at(n, r, low), y);
}

static INLINE_ real m_sin(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign), r, low, y;
    word n = m_quarter(a, &r, &low);

    y = m_sin_at(n, r, low);
    if (some_(m_is_far(a)))
        y = m_sin_far(a, y);
    return as_real(as_word(y) ^ sign);
}
