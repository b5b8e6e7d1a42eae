/* needs: round */
/* floor.c -- the greatest whole number not above x. */
static INLINE_ real m_floor(real x)
{
    real r = m_round(x);

    return select(r > x, r - 1.0f, r);
}
