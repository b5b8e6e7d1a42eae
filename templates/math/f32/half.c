/* needs: far */
/* half.c -- the sine of singles within half a turn, and the way there.
 *
 * |x| = n*pi + r, |r| <= pi/2, with pi in three parts (Cody & Waite): the first step
 * is exact, the last part matters where little is left. The sine of r is one
 * polynomial (minimax by Remez, recomputed), whose rounding must not leave [-1, 1].
 */
static INLINE_ real m_half(real a, real n)                  /* 0 <= a < 2^16; n may be halves */
{
    real r;

    r = madd(n, lanes(-3.14159274f), a);
    r = madd(n, lanes(8.74227766e-8f), r);
    return madd(n, lanes(3.43024902e-15f), r);
}

static INLINE_ real m_half_sin(real r)
{
    real z = r*r, p;

    p = lanes(2.6060957e-6f);
    p = madd(p, z, lanes(-1.9809777e-4f));
    p = madd(p, z, lanes(8.333069e-3f));
    p = madd(p, z, lanes(-0.1666666f));
    p = at_most(madd(p, z*r, r), lanes(1.0f));
    return at_least(p, lanes(-1.0f));
}

/* y, its sign changed where n, in the low bits, is odd. */
static INLINE_ real m_half_signed(word n, real y)
{
    return as_real(as_word(y) ^ (word)((wrap)n << 31));
}

/* The sine of n*pi/2 + r + low, |r| <= pi/4: an odd quarter is taken to an even one beside it;
 * of an infinity NaN. */
static COLD_ real m_half_far(word n, real r, real low)
{
    mask odd = (n & 1) != 0, below = r < lanes(0.0f);
    real back = select(odd, select(below, lanes(1.0f), lanes(-1.0f)), lanes(0.0f));
    real y = m_half_sin(madd(back, lanes(1.57079637f), madd(back, lanes(-4.37113883e-8f), low) + r));

    return m_half_signed((n >> 1) & 1, (r - r) + select(back < lanes(0.0f), -y, y));
}
