/* needs: far */
/* quarter.c -- sine and cosine of singles near 0, and the way there.
 *
 * |x| = n*pi/2 + r + low, |r| <= pi/4, with pi/2 in three parts (Cody & Waite): the
 * first step is exact, what the second loses goes to [low] with the third. From
 * 2^16 on 2/pi is taken in as many digits as it needs (Payne & Hanek), in whole
 * numbers, for the lanes that are so far out. An infinity gives NaN. Polynomials:
 * minimax by Remez, recomputed. 2/pi rounds n, 1.5*2^23 brings it into the low bits.
 */
static INLINE_ word m_quarter(real a, real *r, real *low)    /* 0 <= a < 2^16 */
{
    real k = madd(a, lanes(0.636619747f), lanes(12582912.0f));
    real n = k - 12582912.0f, b;

    a = madd(n, lanes(-1.57079637f), a);
    b = n*4.37113883e-8f;
    *r = a + b;
    *low = madd(n, lanes(4.37113883e-8f), -b) + (b - (*r - a));
    *low = madd(n, lanes(1.71512451e-15f), *low);
    return as_word(k);                                      /* n in the low bits */
}

static INLINE_ real m_near_sin(real r, real low)
{
    real z = r*r, p;

    p = lanes(-1.9508741e-4f);
    p = madd(p, z, lanes(8.332113e-3f));
    p = madd(p, z, lanes(-0.16666654f));
    return r + madd(p, z*r, low*madd(z, lanes(-0.5f), lanes(1.0f)));
}

static INLINE_ real m_near_cos(real r, real low)
{
    real z = r*r, c = madd(z, lanes(-0.5f), lanes(1.0f)), p;

    p = lanes(2.4425683e-5f);
    p = madd(p, z, lanes(-1.3887251e-3f));
    p = madd(p, z, lanes(4.1666646e-2f));
    p = madd(p, z*z, madd(z, lanes(-0.5f), 1.0f - c));      /* + what c lost */
    return c + madd(-r, low, p);
}

/* The sine of n*pi/2 + r + low. */
static INLINE_ real m_sin_at(word n, real r, real low)
{
    real y = select((n & 1) != 0, m_near_cos(r, low), m_near_sin(r, low));

    return as_real(as_word(y) ^ (word)(((wrap)n << 30) & (wrap)as_word(lanes(-0.0f))));
}

/* Its cosine. */
static INLINE_ real m_cos_at(word n, real r, real low)
{
    real y = select((n & 1) != 0, m_near_sin(r, low), m_near_cos(r, low));

    return as_real(as_word(y) ^ (word)((((wrap)n + 1) << 30) & (wrap)as_word(lanes(-0.0f))));
}
