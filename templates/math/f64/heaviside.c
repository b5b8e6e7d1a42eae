/* heaviside.c -- 0 below 0, 1 from 0 on; NaN for NaN. */
static INLINE_ real m_heaviside(real x)
{
    real r = select(x >= lanes(0.0), lanes(1.0), x);

    return select(x < lanes(0.0), lanes(0.0), r);
}
