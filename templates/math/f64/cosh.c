/* needs: exp */
/* cosh.c -- hyperbolic cosine of doubles, within 1.4 ulp.
 *
 * Half e^|x| first, as e^|x| may overflow.
 */
static inline real m_cosh(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0))), h;

    h = m_exp_parts(select(a > lanes(711.0), lanes(711.0), a), lanes(-0.0), lanes(0.5));
    return h + 0.25/h;
}
