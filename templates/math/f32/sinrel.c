/* needs: sin */
/* sinrel.c -- sin(x)/x of singles, 1 at 0 and 0 at infinity, within 2.5 ulp. */
static INLINE_ real m_sinrel(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0f))), r = m_sin(a)/a;

    r = select(a == lanes(1.0f/0.0f), lanes(0.0f), r);
    return select(a < lanes(1e-9f), lanes(1.0f), r);
}
