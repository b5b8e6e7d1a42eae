/* sign.c -- -1, 0 or 1; NaN for NaN. */
static INLINE_ real m_sign(real x)
{
    return select(x > lanes(0.0), lanes(1.0), select(x < lanes(0.0), lanes(-1.0), x));
}
