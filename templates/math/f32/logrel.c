/* needs: log1p */
/* logrel.c -- log(1 + x)/x of singles, 1 at 0, within 2.5 ulp. */
static INLINE_ real m_logrel(real x)
{
    real r = m_log1p(x)/x;

    r = select(x == lanes(1.0f/0.0f), lanes(0.0f), r);
    return select(as_real(as_word(x) & ~as_word(lanes(-0.0f))) < lanes(1e-9f), lanes(1.0f), r);
}
