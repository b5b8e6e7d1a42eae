/* needs: word */
/* far.c -- angles of doubles far from 0, by quarters of a turn.
 *
 * x = n*pi/2 + r + low, |r| <= pi/4. From 2^43 on 2/pi is taken in as many digits as
 * it needs (Payne & Hanek), in whole numbers, for the lanes that are so far out. An
 * infinity gives NaN.
 */
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
