/* needs: half */
/* sin.c -- sine of singles, within 1.85 ulp. */
static COLD_ real m_sin_far(real a, real y)
{
    real r, low;
    word n = m_quarter_far(a, &r, &low);

    return select(m_is_far(a), m_half_far(n, r, low), y);
}

static INLINE_ real m_sin(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0f));
    real a = as_real(as_word(x) ^ sign), k = madd(a, lanes(0.318309873f), lanes(12582912.0f)), y;

    y = m_half_signed(as_word(k), m_half_sin(m_half(a, k - 12582912.0f)));
    if (some_(m_is_far(a)))
        y = m_sin_far(a, y);
    return as_real(as_word(y) ^ sign);
}
