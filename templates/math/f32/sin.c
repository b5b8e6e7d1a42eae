/* needs: quarter */
/* sin.c -- sine of singles, within 0.8 ulp; see quarter.c for the range. */
static inline real m_sin(real x)
{
    real r, low;
    word n = m_quarter(x, &r, &low);
    real y = select((n & 1) != 0, m_near_cos(r, low), m_near_sin(r, low));

    return select((n & 2) != 0, -y, y);
}
