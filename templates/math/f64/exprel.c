/* needs: expm1 */
/* exprel.c -- (e^x - 1)/x of doubles, 1 at 0, within 2.7 ulp.
 *
 * The division comes before the last power of 2, as it is finite a little longer than
 * e^x is.
 */
static inline real m_exprel(real x)
{
    real up, r = m_expm1_parts(x, &up);

    r = r/select(x > lanes(720.0), lanes(720.0), x)*up;
    return select(as_real(as_word(x) & ~as_word(lanes(-0.0))) < lanes(1e-17), lanes(1.0), r);
}
