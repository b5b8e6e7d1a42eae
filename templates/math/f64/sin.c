/* needs: half */
/* sin.c -- sine of doubles, within 1.85 ulp. */
static COLD_ real m_sin_far(real a, real y)
{
    real r, low;
    word n = m_quarter_far(a, &r, &low);

    return select(m_is_far(a), m_half_far(n, r, low), y);
}

static INLINE_ real m_sin(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign), k = madd(a, lanes(0.3183098861837907), lanes(6755399441055744.0)), y;

    y = m_half_signed(as_word(k), m_half_sin(m_half(a, k - 6755399441055744.0)));
    if (some_(m_is_far(a)))
        y = m_sin_far(a, y);
    return as_real(as_word(y) ^ sign);
}
