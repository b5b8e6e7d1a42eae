/* needs: atan */
/* atan2.c -- angle of the point (x, y) in doubles, within 2 ulp, with the special
 * values of C's atan2: zeros and infinities keep their signs.
 *
 * n*pi/4 plus or minus the arctangent of a quotient below tan(pi/8).
 */
static INLINE_ real m_atan2(real y, real x)
{
    word minus = as_word(lanes(-0.0)), sign = as_word(y) & minus;
    real a = as_real(as_word(y) ^ sign), b = as_real(as_word(x) & ~minus);
    real n, s, t, u, v;
    mask steep = a > b, left = (as_word(x) & minus) != 0, mid;

    u = select(steep, b, a);
    v = select(steep, a, b);
    mid = both(u == v, v == lanes(1.0/0.0));
    s = select(v > lanes(4.4942328371557898e307), lanes(0.25), lanes(1.0));  /* 2^1022 */
    u = select(mid, lanes(1.0), u*s);
    v = select(mid, lanes(1.0), v*s);
    v = select(v == lanes(0.0), lanes(1.0), v);
    mid = u > v*0.41421356237309503;
    t = select(mid, u - v, u)/select(mid, u + v, v);

    n = select(mid, lanes(1.0), lanes(0.0));              /* n*pi/4 + s*atan t */
    n = select(steep, 2.0 - n, n);
    n = select(left, 4.0 - n, n);
    s = select(steep, lanes(-1.0), lanes(1.0));
    s = select(left, -s, s);
    u = madd(n, lanes(3.061616997868383e-17), s*m_atan_series(t));
    t = madd(n, lanes(0.78539816339744828), madd(s, t, u));
    t = as_real(as_word(t) | sign);
    return select(both(x == x, y == y), t, x + y);
}
