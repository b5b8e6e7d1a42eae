/* needs: word */
/* log2.c -- binary logarithm of doubles, within 0.51 ulp, and in two parts for pow.
 *
 * x = 2^e*m with m in [sqrt 1/2, sqrt 2), s = (m - 1)/(m + 1), and ln m = 2 atanh s
 * = 2(s + s^3*(1/3 + s^2*Q(s^2))): every product down to Q is a pair of doubles, so
 * the sum of the parts has a relative error below 2^-64. Q: minimax by Remez.
 */
static INLINE_ real m_log2_parts(real x, real *low)
{
    mask tiny = x < lanes(2.2250738585072014e-308);
    real a = select(tiny, x*18014398509481984.0, x);             /* 2^54 */
    word w = m_minus(as_word(a), as_word(lanes(0.70710678118654757)));    /* sqrt 1/2 */
    real e = as_real((w >> 52) + 0x4338000000000000) - 6755399441055744.0;
    real m = as_real(m_minus(as_word(a), w & ~0xfffffffffffffLL));
    real f = m - 1.0, t = m + 1.0, y = 1.0/t;
    real s = f*y, s2 = madd(-s, m - (t - 1.0), madd(-s, t, f))*y;
    real z = s*s, z2 = madd(s, s2 + s2, madd(s, s, -z));
    real q, u, u2, v, v2, h, h2, sum;

    q = lanes(6.598254209885665e-2);
    q = madd(q, z, lanes(6.62839942473167e-2));
    q = madd(q, z, lanes(7.693379061298447e-2));
    q = madd(q, z, lanes(9.090892175188356e-2));
    q = madd(q, z, lanes(0.11111111260054748));
    q = madd(q, z, lanes(0.14285714285049278));
    q = madd(q, z, lanes(0.20000000000001128));
    q = q*z;
    u = q + 0.3333333333333333;
    u2 = (q - (u - 0.3333333333333333)) + 1.850371707708594e-17;
    v = z*u;                            /* times z */
    v2 = madd(z, u2, madd(z2, u, madd(z, u, -v)));
    h = s*v;                            /* times s */
    h2 = madd(s, v2, madd(s2, v, madd(s, v, -h)));
    u = s + h;                          /* plus s: atanh s */
    u2 = (h - (u - s)) + (s2 + h2);
    h = u*2.8853900817779268;          /* times 2/ln 2 */
    h2 = madd(u, lanes(2.8853900817779268), -h);
    h2 = madd(u2, lanes(2.8853900817779268), madd(u, lanes(4.0710547481862066e-17), h2));

    e = select(tiny, e - 54.0, e);
    sum = e + h;
    *low = (h - (sum - e)) + h2;
    u = select(x == lanes(0.0), lanes(-1.0/0.0), lanes(0.0/0.0));
    sum = select(x > lanes(0.0), sum, u);
    return select(x < lanes(1.0/0.0), sum, x);
}

static INLINE_ real m_log2(real x)
{
    real low, high = m_log2_parts(x, &low);
    return high + low;
}
