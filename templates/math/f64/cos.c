/* needs: quarter */
/* cos.c -- cosine of doubles, within 0.8 ulp. */
static COLD_ real m_cos_far(real a, real y)
{
    real r, low;
    word n = m_quarter_far(a, &r, &low);

    return select(m_is_far(a), m_cos_at(n, r, low), y);
}

static INLINE_ real m_cos(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0))), r, low, y;
    word n = m_quarter(a, &r, &low);

    y = m_cos_at(n, r, low);
    if (some_(m_is_far(a)))
        y = m_cos_far(a, y);
    return y;
}
