/* round.c -- to the nearest whole number, halves to even. */
static INLINE_ real m_round(real x)
{
    const num edge = 8388608.0f;          /* 2^23: no digits behind the point from here on */
    word sign = as_word(x) & as_word(lanes(-0.0f));
    real a = as_real(as_word(x) ^ sign);

    a = select(a < lanes(edge), (a + edge) - edge, a);
    return as_real(as_word(a) | sign);
}
