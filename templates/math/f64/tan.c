/* needs: quarter */
/* tan.c -- tangent of doubles, within 2.3 ulp; see quarter.c for the range. */
static inline real m_tan(real x)
{
    real r, low;
    mask odd = (m_quarter(x, &r, &low) & 1) != 0;
    real s = m_near_sin(r, low), c = m_near_cos(r, low);

    return select(odd, -c, s)/select(odd, s, c);
}
