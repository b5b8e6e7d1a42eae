/* needs: word */
/* log2.c -- binary logarithm of singles, within 0.51 ulp, and in two parts for pow.
 *
 * x = 2^e*m with m in [sqrt 1/2, sqrt 2), s = (m - 1)/(m + 1), and ln m = 2 atanh s
 * = 2(s + s^3*(1/3 + s^2*Q(s^2))): every product down to Q is a pair of singles, so
 * the sum of the parts has a relative error below 2^-34. Q: minimax by Remez.
 */
static INLINE_ real m_log2_parts(real x, real *low)
{
    mask tiny = x < lanes(1.17549435e-38f);
    real a = select(tiny, x*16777216.0f, x);                     /* 2^24 */
    word w = m_minus(as_word(a), as_word(lanes(0.707106769f)));    /* sqrt 1/2 */
    real e = as_real((w >> 23) + 0x4b400000) - 12582912.0f;
    real m = as_real(m_minus(as_word(a), w & ~0x7fffff));
    real f = m - 1.0f, t = m + 1.0f, y = 1.0f/t;
    real s = f*y, s2 = madd(-s, m - (t - 1.0f), madd(-s, t, f))*y;
    real z = s*s, z2 = madd(s, s2 + s2, madd(s, s, -z));
    real q, u, u2, v, v2, h, h2, sum;

    q = lanes(0.11709414f);
    q = madd(q, z, lanes(0.14273562f));
    q = madd(q, z, lanes(0.20000076f));
    q = q*z;
    u = q + 0.333333343f;
    u2 = (q - (u - 0.333333343f)) - 9.9341078e-9f;
    v = z*u;                            /* times z */
    v2 = madd(z, u2, madd(z2, u, madd(z, u, -v)));
    h = s*v;                            /* times s */
    h2 = madd(s, v2, madd(s2, v, madd(s, v, -h)));
    u = s + h;                          /* plus s: atanh s */
    u2 = (h - (u - s)) + (s2 + h2);
    h = u*2.88539004f;                 /* times 2/ln 2 */
    h2 = madd(u, lanes(2.88539004f), -h);
    h2 = madd(u2, lanes(2.88539004f), madd(u, lanes(3.8519261e-8f), h2));

    e = select(tiny, e - 24.0f, e);
    sum = e + h;
    *low = (h - (sum - e)) + h2;
    u = select(x == lanes(0.0f), lanes(-1.0f/0.0f), lanes(0.0f/0.0f));
    sum = select(x > lanes(0.0f), sum, u);
    return select(x < lanes(1.0f/0.0f), sum, x);
}

static INLINE_ real m_log2(real x)
{
    real low, high = m_log2_parts(x, &low);
    return high + low;
}
