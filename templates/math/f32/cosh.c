/* needs: exp */
/* cosh.c -- hyperbolic cosine of singles, within 1.4 ulp.
 *
 * Half e^|x| first, as e^|x| may overflow.
 */
static INLINE_ real m_cosh(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0f))), h;

    h = m_exp_parts(at_most(a, lanes(90.0f)), lanes(-0.0f), lanes(0.5f));
    return h + 0.25f/h;
}
