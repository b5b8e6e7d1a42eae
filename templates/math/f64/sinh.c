/* needs: exp */
/* sinh.c -- hyperbolic sine of doubles, within 1.7 ulp.
 *
 * Below 1 a polynomial in x^2 times x (minimax by Remez, recomputed); above,
 * half e^|x| first, as e^|x| may overflow.
 */
static INLINE_ real m_sinh(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign), z = a*a, h, p;

    h = m_exp_parts(at_most(a, lanes(711.0)), lanes(-0.0), lanes(0.5));

    p = lanes(7.758748240123255e-13);
    p = madd(p, z, lanes(1.605725978965984e-10));
    p = madd(p, z, lanes(2.5052123136416973e-8));
    p = madd(p, z, lanes(2.7557319157074076e-6));
    p = madd(p, z, lanes(0.00019841269841431864));
    p = madd(p, z, lanes(0.008333333333333148));
    p = madd(p, z, lanes(0.16666666666666669));

    p = select(a < lanes(1.0), madd(p, z*a, a), h - 0.25/h);
    return as_real(as_word(p) | sign);
}
