/* hypot.c -- sqrt(x*x + y*y) of singles without overflow, within 1 ulp; inf if either is. */
static inline real m_hypot(real x, real y)
{
    word minus = as_word(lanes(-0.0f));
    real a = as_real(as_word(x) & ~minus), b = as_real(as_word(y) & ~minus);
    real most = select(a > b, a, b), down, up, r;

    down = select(most > lanes(1e18f), lanes(1.0842022e-19f), select(most < lanes(1e-18f), lanes(9.2233720e18f), lanes(1.0f)));
    up = select(most > lanes(1e18f), lanes(9.2233720e18f), select(most < lanes(1e-18f), lanes(1.0842022e-19f), lanes(1.0f)));
    a = a*down;
    b = b*down;
    r = root(madd(a, a, b*b))*up;
    return select(either(a == lanes(1.0f/0.0f), b == lanes(1.0f/0.0f)), lanes(1.0f/0.0f), r);
}
