/* needs: word */
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

#define m_is_far(a) ((a) >= lanes(8796093022208.0))         /* 2^43 */

/* x = m*2^e, m of 53 bits. The bits of 2/pi above 2^(1 - e) give multiples of 4, those
 * 192 after them make m*2/pi mod 4 to 137 bits behind the point; no double is nearer
 * than 2^-62 to a multiple of pi/2. */
static int m_quarter_digits(whole x, unsigned long long *high, unsigned long long *low)
{
    static const unsigned digits[38] = {                    /* 2/pi, behind 32 zeros */
        0, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab,
        0xdebbc561, 0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e,
        0xe88235f5, 0x2ebb4484, 0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b,
        0xbdf9283b, 0x1ff897ff, 0xde05980f, 0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7,
        0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b, 0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1,
        0x1f8d5d08, 0x56033046
    };
    const unsigned long long m = (x & 0xfffffffffffffLL) | 0x10000000000000LL, all = 0xffffffff;
    int from = (int)(x >> 52) - 1075 + 30, down = 32 - from%32;
    unsigned long long w[6], q[6], t = 0;

    for (int i = 0; i < 6; i++) {
        const unsigned *d = digits + from/32 + 5 - i;
        w[i] = (((unsigned long long)d[0] << 32 | d[1]) >> down) & all;
        t = w[i]*(m & all) + (t >> 32);
        q[i] = t & all;
    }
    t = 0;
    for (int i = 1; i < 6; i++) {
        t = w[i - 1]*(m >> 32) + q[i] + (t >> 32);
        q[i] = t & all;
    }
    *high = q[5] << 34 | q[4] << 2 | q[3] >> 30;            /* the fraction */
    *low = q[3] << 34 | q[2] << 2 | q[1] >> 30;
    return (int)(q[5] >> 30);
}

/* As m_quarter, for the lanes that are far. */
static COLD_ word m_quarter_far(real a, real *r, real *low)
{
    word n = as_word(a);

    *r = *low = a;
    for (int l = 0; l < WIDTH; l++) {
        unsigned long long h, g;
        num x = lane_(a, l), s = 1.1102230246251565e-16, p, q;     /* 2^-53 */

        if (!(x >= 8796093022208.0 && x - x == 0.0))
            continue;
        lane_(n, l) = m_quarter_digits(lane_(as_word(a), l), &h, &g);
        if (h >> 63) {                                      /* to the nearest: 1 less */
            lane_(n, l) += 1;
            s = -s;
            g = ~g + 1;
            h = ~h + (g == 0);
        }
        for (; !(h >> 63); s *= 0.5) {
            h = h << 1 | g >> 63;
            g <<= 1;
        }
        p = s*(num)(whole)(h >> 11);                        /* p + q: of pi/2 */
        q = s*(num)(whole)((h & 0x7ff) << 42 | g >> 22)*1.1102230246251565e-16;
        s = p*1.5707963267948966;
        q = FMA_(p, 1.5707963267948966, -s) + FMA_(p, 6.123233995736766e-17, q*1.5707963267948966);
        lane_(*r, l) = s + q;
        lane_(*low, l) = q - (lane_(*r, l) - s);
    }
    return n;
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
