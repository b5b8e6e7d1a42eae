/* log.c -- natural logarithm of singles, within 0.9 ulp.
 *
 * x = 2^e*m with m in [2/3, 4/3), f = m - 1: log m = f - f^2/2 + f^3*P(f), with P
 * minimax by Remez, recomputed. ln 2 is split as in Cephes: e times the high
 * part is exact.
 */
/* log(x/2^down) for 0 < x < inf, x not subnormal. */
static inline real m_log_down(real x, real down)
{
    word w = as_word(x) - 0x3f2aaaab;                       /* 2/3 */
    real e = as_real((w >> 23) + 0x4b400000) - (down + 12582912.0f);    /* 1.5*2^23 */
    real f = as_real(as_word(x) - (w & ~0x7fffff)) - 1.0f;
    real z = f*f, p;

    p = lanes(0.12007115f);
    p = madd(p, f, lanes(-0.12845117f));
    p = madd(p, f, lanes(0.1075425f));
    p = madd(p, f, lanes(-0.121957645f));
    p = madd(p, f, lanes(0.14304455f));
    p = madd(p, f, lanes(-0.16679579f));
    p = madd(p, f, lanes(0.19999598f));
    p = madd(p, f, lanes(-0.2499982f));
    p = madd(p, f, lanes(0.33333334f));
    p = madd(p, f, lanes(-0.5f));
    p = madd(p, z, madd(e, lanes(-2.12194440e-4f), f));
    return madd(e, lanes(0.693359375f), p);
}

static inline real m_log(real x)
{
    mask tiny = x < lanes(1.17549435e-38f);
    real down = select(tiny, lanes(24.0f), lanes(0.0f));
    real r = m_log_down(select(tiny, x*16777216.0f, x), down);     /* 2^24 */

    r = select(x > lanes(0.0f), r, select(x == lanes(0.0f), lanes(-1.0f/0.0f), lanes(0.0f/0.0f)));
    return select(x < lanes(1.0f/0.0f), r, x);
}
