/* needs: far */
/* quarter.c -- sine and cosine of doubles near 0, and the way there.
 *
 * |x| = n*pi/2 + r + low, |r| <= pi/4, with pi/2 in three parts (Cody & Waite): the
 * first step is exact, what the second loses goes to [low] with the third. From
 * 2^43 on 2/pi is taken in as many digits as it needs (Payne & Hanek), in whole
 * numbers, for the lanes that are so far out. An infinity gives NaN. Polynomials:
 * minimax by Remez, recomputed. 2/pi rounds n, 1.5*2^52 brings it into the low bits.
 */
static INLINE_ word m_quarter(real a, real *r, real *low)    /* 0 <= a < 2^43 */
{
    real k = madd(a, lanes(0.63661977236758134), lanes(6755399441055744.0));
    real n = k - 6755399441055744.0, b;

    a = madd(n, lanes(-1.5707963267948966), a);
    b = n*-6.123233995736766e-17;
    *r = a + b;
    *low = madd(n, lanes(-6.123233995736766e-17), -b) + (b - (*r - a));
    *low = madd(n, lanes(1.4973849048591698e-33), *low);
    return as_word(k);                                      /* n in the low bits */
}

static INLINE_ real m_near_sin(real r, real low)
{
    real z = r*r, p;

    p = lanes(1.5892960265998611e-10);
    p = madd(p, z, lanes(-2.505069245072605e-8));
    p = madd(p, z, lanes(2.7557313275872623e-6));
    p = madd(p, z, lanes(-1.9841269828618427e-4));
    p = madd(p, z, lanes(8.33333333332094e-3));
    p = madd(p, z, lanes(-0.16666666666666627));
    return r + madd(p, z*r, low*madd(z, lanes(-0.5), lanes(1.0)));
}

static INLINE_ real m_near_cos(real r, real low)
{
    real z = r*r, c = madd(z, lanes(-0.5), lanes(1.0)), p;

    p = lanes(-1.1356265129520101e-11);
    p = madd(p, z, lanes(2.087565754483833e-9));
    p = madd(p, z, lanes(-2.755731386535729e-7));
    p = madd(p, z, lanes(2.480158728778236e-5));
    p = madd(p, z, lanes(-1.3888888888871375e-3));
    p = madd(p, z, lanes(4.166666666666658e-2));
    p = madd(p, z*z, madd(z, lanes(-0.5), 1.0 - c));        /* + what c lost */
    return c + madd(-r, low, p);
}

/* The sine of n*pi/2 + r + low. */
static INLINE_ real m_sin_at(word n, real r, real low)
{
    real y = select((n & 1) != 0, m_near_cos(r, low), m_near_sin(r, low));

    return as_real(as_word(y) ^ (word)(((wrap)n << 62) & (wrap)as_word(lanes(-0.0))));
}

/* Its cosine. */
static INLINE_ real m_cos_at(word n, real r, real low)
{
    real y = select((n & 1) != 0, m_near_sin(r, low), m_near_cos(r, low));

    return as_real(as_word(y) ^ (word)((((wrap)n + 1) << 62) & (wrap)as_word(lanes(-0.0))));
}
