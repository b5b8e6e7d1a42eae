/* needs: exp erf */
/* erfc.c -- complementary error function of singles, within 3.5 ulp also in the tail. */
static INLINE_ real m_erfc(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0f))), r = m_erfc_far(a);

    r = select(x < lanes(0.0f), 2.0f - r, r);
    return select(a < lanes(0.8f), 1.0f - m_erf_near(x), r);
}
