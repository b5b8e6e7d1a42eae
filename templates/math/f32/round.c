/* round.c -- to the nearest whole number, halves to even. */
static inline real m_round(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0f));
    real a = as_real(as_word(x) ^ sign);

    a = select(a < lanes(8388608.0f), (a + 8388608.0f) - 8388608.0f, a);       /* 2^23 */
    return as_real(as_word(a) | sign);
}
