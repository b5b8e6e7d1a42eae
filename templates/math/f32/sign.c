/* sign.c -- -1, 0 or 1; NaN for NaN. */
static INLINE_ real m_sign(real x)
{
    return select(x > lanes(0.0f), lanes(1.0f), select(x < lanes(0.0f), lanes(-1.0f), x));
}
