/* round.c -- to the nearest whole number, halves to even. */
static INLINE_ real m_round(real x)
{
    const num edge = 4503599627370496.0;  /* 2^52: no digits behind the point from here on */
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign);

    a = select(a < lanes(edge), (a + edge) - edge, a);
    return as_real(as_word(a) | sign);
}
