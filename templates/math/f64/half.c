/* needs: far */
/* half.c -- the sine of doubles within half a turn, and the way there.
 *
 * |x| = n*pi + r, |r| <= pi/2, with pi in three parts (Cody & Waite): the first step
 * is exact, the last part matters where little is left. The sine of r is one
 * polynomial (minimax by Remez, recomputed), whose rounding must not leave [-1, 1].
 */
static INLINE_ real m_half(real a, real n)                  /* 0 <= a < 2^43; n may be halves */
{
    real r;

    r = madd(n, lanes(-3.141592653589793), a);
    r = madd(n, lanes(-1.2246467991473532e-16), r);
    return madd(n, lanes(2.9947698097183397e-33), r);
}

static INLINE_ real m_half_sin(real r)
{
    real z = r*r, p;

    p = lanes(2.7214196722853237e-15);
    p = madd(p, z, lanes(-7.6430193774367627e-13));
    p = madd(p, z, lanes(1.6058941002415119e-10));
    p = madd(p, z, lanes(-2.5052106904423958e-8));
    p = madd(p, z, lanes(2.7557319211569486e-6));
    p = madd(p, z, lanes(-1.9841269841212479e-4));
    p = madd(p, z, lanes(8.3333333333332066e-3));
    p = madd(p, z, lanes(-0.16666666666666666));
    p = at_most(madd(p, z*r, r), lanes(1.0));
    return at_least(p, lanes(-1.0));
}

/* y, its sign changed where n, in the low bits, is odd. */
static INLINE_ real m_half_signed(word n, real y)
{
    return as_real(as_word(y) ^ (word)((wrap)n << 63));
}

/* The sine of n*pi/2 + r + low, |r| <= pi/4: an odd quarter is taken to an even one beside it;
 * of an infinity NaN. */
static COLD_ real m_half_far(word n, real r, real low)
{
    mask odd = (n & 1) != 0, below = r < lanes(0.0);
    real back = select(odd, select(below, lanes(1.0), lanes(-1.0)), lanes(0.0));
    real y = m_half_sin(madd(back, lanes(1.5707963267948966), madd(back, lanes(6.123233995736766e-17), low) + r));

    return m_half_signed((n >> 1) & 1, (r - r) + select(back < lanes(0.0), -y, y));
}
