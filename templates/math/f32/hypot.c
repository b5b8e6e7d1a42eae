/* hypot.c -- sqrt(x*x + y*y) of singles without overflow, within 1.2 ulp; inf if either is. */
static INLINE_ real m_hypot(real x, real y)
{
    word minus = as_word(lanes(-0.0f));
    real a = as_real(as_word(x) & ~minus), b = as_real(as_word(y) & ~minus);
    real most = select(a > b, a, b), down, up, r;

    down = select(most < lanes(1e-18f), lanes(0x1p100f), lanes(1.0f));
    down = select(most > lanes(1e18f), lanes(0x1p-100f), down);
    up = select(most < lanes(1e-18f), lanes(0x1p-100f), lanes(1.0f));
    up = select(most > lanes(1e18f), lanes(0x1p100f), up);
    a = a*down;
    b = b*down;
    r = root(madd(a, a, b*b))*up;
    return select(either(a == lanes(1.0f/0.0f), b == lanes(1.0f/0.0f)), lanes(1.0f/0.0f), r);
}
