/* needs: half */
/* cos.c -- cosine of singles, within 1.85 ulp: minus the sine of what the angle is away
 * from the middle between two multiples of pi. */
static COLD_ real m_cos_far(real a, real y)
{
    real r, low;
    word n = m_quarter_far(a, &r, &low);

    return select(m_is_far(a), m_half_far((word)((wrap)n + 1), r, low), y);
}

static INLINE_ real m_cos(real x)
{
    real a = as_real(as_word(x) & ~as_word(lanes(-0.0f)));
    real k = madd(a - 1.57079637f, lanes(0.318309873f), lanes(12582912.0f)), y;

    y = -m_half_signed(as_word(k), m_half_sin(m_half(a, (k - 12582912.0f) + 0.5f)));
    if (some_(m_is_far(a)))
        y = m_cos_far(a, y);
    return y;
}
