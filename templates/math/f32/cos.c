/* needs: quarter */
/* cos.c -- cosine of singles, within 0.8 ulp; see quarter.c for the range. */
static inline real m_cos(real x)
{
    real r, low;
    word n = m_quarter(x, &r, &low);
    real y = select((n & 1) != 0, m_near_sin(r, low), m_near_cos(r, low));

    return select((((n & 3) + 1) & 2) != 0, -y, y);
}
