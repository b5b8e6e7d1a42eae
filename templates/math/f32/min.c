/* min.c -- the lesser of two; NaN if either is, as in NumPy. */
static INLINE_ real m_min(real x, real y)
{
    return select(either(y < x, y != y), y, x);
}
