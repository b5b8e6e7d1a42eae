/* needs: exp erf */
/* erfc.c -- complementary error function of doubles, within 3.5 ulp also in the tail. */
static INLINE_ real m_erfc(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0))), r = m_erfc_far(a);

    r = select(x < lanes(0.0), 2.0 - r, r);
    return select(a < lanes(0.8), 1.0 - m_erf_near(x), r);
}
