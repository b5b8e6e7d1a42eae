/* needs: round */
/* trunc.c -- the whole part, towards 0. */
static INLINE_ real m_trunc(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign), r = m_round(a);

    r = select(r > a, r - 1.0, r);
    return as_real(as_word(r) | sign);
}
