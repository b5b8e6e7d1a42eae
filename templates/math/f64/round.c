/* round.c -- to the nearest whole number, halves to even. */
static inline real m_round(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign);

    a = select(a < lanes(4503599627370496.0), (a + 4503599627370496.0) - 4503599627370496.0, a);       /* 2^52 */
    return as_real(as_word(a) | sign);
}
