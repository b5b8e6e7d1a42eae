/* atan.c -- arctangent of singles, within 1.9 ulp.
 *
 * |x| is brought below tan(pi/8) by -1/x or (x - 1)/(x + 1) (Cephes); the
 * polynomial is minimax by Remez, recomputed.
 */
static INLINE_ real m_atan_series(real t)    /* atan t - t, |t| <= tan(pi/8) */
{
    real z = t*t, p;

    p = lanes(-0.060777575f);
    p = madd(p, z, lanes(0.105936386f));
    p = madd(p, z, lanes(-0.1424351f));
    p = madd(p, z, lanes(0.1999847f));
    p = madd(p, z, lanes(-0.33333316f));
    return p*(z*t);
}

static INLINE_ real m_atan(real x)
{
    word sign = as_word(x) & as_word(lanes(-0.0f));
    real a = as_real(as_word(x) ^ sign), t, base, low;
    mask mid = a > lanes(0.414213562f), far = a > lanes(2.41421356f);

    t = select(far, lanes(-1.0f), select(mid, a - 1.0f, a))
       /select(far, a, select(mid, a + 1.0f, lanes(1.0f)));
    base = select(mid, lanes(0.785398185f), lanes(0.0f));
    base = select(far, lanes(1.57079637f), base);
    low = base*-2.78275e-8f;                      /* what base lacks of n*pi/4 */
    t = base + (t + (m_atan_series(t) + low));
    return as_real(as_word(t) | sign);
}
