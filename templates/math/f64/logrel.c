/* needs: log1p */
/* logrel.c -- log(1 + x)/x of doubles, 1 at 0, within 2.5 ulp. */
static INLINE_ real m_logrel(real x)
{
    real r = m_log1p(x)/x;

    r = select(x == lanes(1.0/0.0), lanes(0.0), r);
    return select(as_real(as_word(x) & ~as_word(lanes(-0.0))) < lanes(1e-17), lanes(1.0), r);
}
