/* needs: word */
/* far.c -- angles of singles far from 0, by quarters of a turn.
 *
 * x = n*pi/2 + r + low, |r| <= pi/4. From 2^16 on 2/pi is taken in as many digits as
 * it needs (Payne & Hanek), in whole numbers, for the lanes that are so far out. An
 * infinity gives NaN.
 */
#define m_is_far(a) ((a) >= lanes(65536.0f))                /* 2^16 */

/* x = m*2^e, m of 24 bits. The bits of 2/pi above 2^(1 - e) give multiples of 4, those
 * 96 after them make m*2/pi mod 4 to 70 bits behind the point; no single is nearer
 * than 2^-30 to a multiple of pi/2. */
static int m_quarter_digits(whole x, long long *fraction)
{
    static const unsigned digits[8] = {                     /* 2/pi, behind 32 zeros */
        0, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab
    };
    const unsigned long long m = (x & 0x7fffff) | 0x800000, all = 0xffffffff;
    int from = (x >> 23) - 150 + 30, down = 32 - from%32;
    unsigned long long q[3], t = 0;

    for (int i = 0; i < 3; i++) {
        const unsigned *d = digits + from/32 + 2 - i;
        t = ((((unsigned long long)d[0] << 32 | d[1]) >> down) & all)*m + (t >> 32);
        q[i] = t & all;
    }
    t = q[2] << 34 | q[1] << 2 | q[0] >> 30;
    *fraction = (long long)t;                               /* to the nearest: signed */
    return (int)((q[2] >> 30) + (t >> 63));
}

/* As m_quarter, for the lanes that are far. */
static COLD_ word m_quarter_far(real a, real *r, real *low)
{
    word n = as_word(a);

    *r = *low = a;
    for (int l = 0; l < WIDTH; l++) {
        num x = lane_(a, l);
        long long f;
        double d;

        if (!(x >= 65536.0f && x - x == 0.0f))
            continue;
        lane_(n, l) = m_quarter_digits(lane_(as_word(a), l), &f);
        d = (double)f*8.515303950216386e-20;                /* pi/2*2^-64 */
        lane_(*r, l) = (num)d;
        lane_(*low, l) = (num)(d - (double)(num)d);
    }
    return n;
}
