/* needs: log2 */
/* log10.c -- decimal logarithm of singles, within 0.51 ulp; exact at powers of ten. */
static INLINE_ real m_log10(real x)
{
    const num c = 0.301030010f;            /* log10 2, and what it lacks */
    real low, high = m_log2_parts(x, &low), r = high*c;
    real rest = madd(high, lanes(c), -r) + madd(low, lanes(c), high*-1.43209888e-8f);

    return select(high - high == lanes(0.0f), r + rest, r);
}
