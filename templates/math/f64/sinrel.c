/* needs: sin */
/* sinrel.c -- sin(x)/x of doubles, 1 at 0 and 0 at infinity, within 2.5 ulp. */
static INLINE_ real m_sinrel(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0))), r = m_sin(a)/a;

    r = select(a == lanes(1.0/0.0), lanes(0.0), r);
    return select(a < lanes(1e-17), lanes(1.0), r);
}
