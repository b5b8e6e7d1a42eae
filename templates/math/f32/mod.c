/* needs: round floor */
/* mod.c -- x - y*floor(x/y), with the sign of y as in Python.
 *
 * The remainder is exact while |x/y| < 2^23; a quotient that rounded up to the
 * next whole number leaves it just outside [0, y), where it is put right. Beyond,
 * the quotient has no digits behind the point and the remainder means nothing.
 */
static inline real m_mod(real x, real y)
{
    real q = m_floor(x/y), r = select(q == lanes(0.0f), x, madd(-q, y, x));

    r = select(both(r < lanes(0.0f), y > lanes(0.0f)), r + y, r);
    return select(both(r > lanes(0.0f), y < lanes(0.0f)), r + y, r);
}
