/* heaviside.c -- 0 below 0, 1 above, 1/2 at 0; NaN for NaN. */
static inline real m_heaviside(real x)
{
    real r = select(x > lanes(0.0f), lanes(1.0f), x);

    r = select(x < lanes(0.0f), lanes(0.0f), r);
    return select(x == lanes(0.0f), lanes(0.5f), r);
}
