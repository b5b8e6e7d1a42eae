/* needs: round */
/* ceil.c -- the least whole number not below x; -0 from (-1, 0), as in C. */
static INLINE_ real m_ceil(real x)
{
    real r = m_round(x);

    r = select(r < x, r + 1.0f, r);
    return as_real(as_word(r) | (as_word(x) & as_word(lanes(-0.0f))));
}
