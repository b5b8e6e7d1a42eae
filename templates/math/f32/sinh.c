/* needs: exp */
/* sinh.c -- hyperbolic sine of singles, within 1.7 ulp.
 *
 * Below 1 a polynomial in x^2 times x (minimax by Remez, recomputed); above,
 * half e^|x| first, as e^|x| may overflow.
 */
static INLINE_ real m_sinh(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0f));
    real a = as_real(as_word(x) ^ sign), z = a*a, h, p;

    h = m_exp_parts(at_most(a, lanes(90.0f)), lanes(-0.0f), lanes(0.5f));

    p = lanes(2.816952e-6f);
    p = madd(p, z, lanes(0.0001983616f));
    p = madd(p, z, lanes(0.00833335f));
    p = madd(p, z, lanes(0.16666667f));

    p = select(a < lanes(1.0f), madd(p, z*a, a), h - 0.25f/h);
    return as_real(as_word(p) | sign);
}
