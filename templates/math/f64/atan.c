/* atan.c -- arctangent of doubles, within 1.9 ulp.
 *
 * |x| is brought below tan(pi/8) by -1/x or (x - 1)/(x + 1) (Cephes); the
 * polynomial is minimax by Remez, recomputed.
 */
static INLINE_ real m_atan_series(real t)    /* atan t - t, |t| <= tan(pi/8) */
{
    real z = t*t, p;

    p = lanes(0.015191613372244867);
    p = madd(p, z, lanes(-0.03347036010610995));
    p = madd(p, z, lanes(0.0450334475135977));
    p = madd(p, z, lanes(-0.05218346302081957));
    p = madd(p, z, lanes(0.05877011445840365));
    p = madd(p, z, lanes(-0.0666622554972665));
    p = madd(p, z, lanes(0.07692282665518321));
    p = madd(p, z, lanes(-0.09090908139845467));
    p = madd(p, z, lanes(0.11111111088030354));
    p = madd(p, z, lanes(-0.1428571428538532));
    p = madd(p, z, lanes(0.19999999999997645));
    p = madd(p, z, lanes(-0.33333333333333326));
    return p*(z*t);
}

static INLINE_ real m_atan(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0));
    real a = as_real(as_word(x) ^ sign), t, base, low;
    mask mid = a > lanes(0.41421356237309503), far = a > lanes(2.4142135623730951);

    t = select(far, lanes(-1.0), select(mid, a - 1.0, a))
       /select(far, a, select(mid, a + 1.0, lanes(1.0)));
    base = select(mid, lanes(0.78539816339744831), lanes(0.0));
    base = select(far, lanes(1.5707963267948966), base);
    low = base*3.8981718325193755e-17;            /* what base lacks of n*pi/4 */
    t = base + (t + (m_atan_series(t) + low));
    return as_real(as_word(t) | sign);
}
