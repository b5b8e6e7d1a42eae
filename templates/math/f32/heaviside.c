/* heaviside.c -- 0 below 0, 1 from 0 on; NaN for NaN. */
static INLINE_ real m_heaviside(real x)
{
    real r = select(x >= lanes(0.0f), lanes(1.0f), x);

    return select(x < lanes(0.0f), lanes(0.0f), r);
}
