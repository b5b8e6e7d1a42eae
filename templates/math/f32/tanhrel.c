/* needs: tanh */
/* tanhrel.c -- tanh(x)/x of singles, 1 at 0, within 2.75 ulp. */
static INLINE_ real m_tanhrel(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0f))), r = m_tanh(a)/a;

    return select(a < lanes(1e-9f), lanes(1.0f), r);
}
