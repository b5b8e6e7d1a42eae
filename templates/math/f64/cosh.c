/* needs: exp */
/* cosh.c -- hyperbolic cosine of doubles, within 1.4 ulp.
 *
 * Half e^|x| first, as e^|x| may overflow.
 */
static INLINE_ real m_cosh(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0))), h;

    h = m_exp_parts(at_most(a, lanes(711.0)), lanes(-0.0), lanes(0.5));
    return h + 0.25/h;
}
