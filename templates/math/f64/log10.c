/* needs: log2 */
/* log10.c -- decimal logarithm of doubles, within 0.51 ulp; exact at powers of ten. */
static INLINE_ real m_log10(real x)
{
    const num c = 0.3010299956639812;      /* log10 2, and what it lacks */
    real low, high = m_log2_parts(x, &low), r = high*c;
    real rest = madd(high, lanes(c), -r) + madd(low, lanes(c), high*-2.8037281277851704e-18);

    return select(high - high == lanes(0.0), r + rest, r);
}
