/* hypot.c -- sqrt(x*x + y*y) of doubles without overflow, within 1.2 ulp; inf if either is. */
static INLINE_ real m_hypot(real x, real y)
{
    word minus = as_word(lanes(-0.0));
    real a = as_real(as_word(x) & ~minus), b = as_real(as_word(y) & ~minus);
    real most = select(a > b, a, b), down, up, r;

    down = select(most < lanes(1e-153), lanes(0x1p700), lanes(1.0));
    down = select(most > lanes(1e153), lanes(0x1p-700), down);
    up = select(most < lanes(1e-153), lanes(0x1p-700), lanes(1.0));
    up = select(most > lanes(1e153), lanes(0x1p700), up);
    a = a*down;
    b = b*down;
    r = root(madd(a, a, b*b))*up;
    return select(either(a == lanes(1.0/0.0), b == lanes(1.0/0.0)), lanes(1.0/0.0), r);
}
