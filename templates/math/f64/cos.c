/* needs: half */
/* cos.c -- cosine of doubles, within 1.85 ulp: minus the sine of what the angle is away
 * from the middle between two multiples of pi. */
static COLD_ real m_cos_far(real a, real y)
{
    real r, low;
    word n = m_quarter_far(a, &r, &low);

    return select(m_is_far(a), m_half_far((word)((wrap)n + 1), r, low), y);
}

static INLINE_ real m_cos(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0)));
    real k = madd(a - 1.5707963267948966, lanes(0.3183098861837907), lanes(6755399441055744.0)), y;

    y = -m_half_signed(as_word(k), m_half_sin(m_half(a, (k - 6755399441055744.0) + 0.5)));
    if (some_(m_is_far(a)))
        y = m_cos_far(a, y);
    return y;
}
