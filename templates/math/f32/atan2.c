/* needs: atan */
/* atan2.c -- angle of the point (x, y) in singles, within 2 ulp, with the special
 * values of C's atan2: zeros and infinities keep their signs.
 *
 * n*pi/4 plus or minus the arctangent of a quotient below tan(pi/8).
 */
static INLINE_ real m_atan2(real y, real x)
{
    word minus = as_word(lanes(-0.0f)), sign = as_word(y) & minus;
    real a = as_real(as_word(y) ^ sign), b = as_real(as_word(x) & ~minus);
    real n, s, t, u, v;
    mask steep = a > b, left = (as_word(x) & minus) != 0, mid;

    u = select(steep, b, a);
    v = select(steep, a, b);
    mid = both(u == v, v == lanes(1.0f/0.0f));
    s = select(v > lanes(8.5070592e37f), lanes(0.25f), lanes(1.0f));  /* 2^126 */
    u = select(mid, lanes(1.0f), u*s);
    v = select(mid, lanes(1.0f), v*s);
    v = select(v == lanes(0.0f), lanes(1.0f), v);
    mid = u > v*0.414213562f;
    t = select(mid, u - v, u)/select(mid, u + v, v);

    n = select(mid, lanes(1.0f), lanes(0.0f));              /* n*pi/4 + s*atan t */
    n = select(steep, 2.0f - n, n);
    n = select(left, 4.0f - n, n);
    s = select(steep, lanes(-1.0f), lanes(1.0f));
    s = select(left, -s, s);
    u = madd(n, lanes(-8.14603425e-8f), s*m_atan_series(t));
    t = madd(n, lanes(0.785398245f), madd(s, t, u));
    t = as_real(as_word(t) | sign);
    return select(both(x == x, y == y), t, x + y);
}
