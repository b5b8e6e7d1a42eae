/* needs: floor */
/* mod.c -- the remainder of x/y with the sign of y, as in Python: exact, but for the
 * rounding of the sum with y where the signs of x and y differ.
 *
 * x - y*floor(x/y) is exact while |x/y| < 2^53; a quotient that rounded up to the
 * next whole number leaves it just outside [0, y), where it is put right. For lanes
 * with greater quotients it comes from whole numbers, 11 bits of the quotient at a
 * time.
 */
static whole m_mod_rest(whole x, whole y)   /* as bits; 0 < y <= x < inf */
{
    const unsigned long long one = 0x10000000000000LL;
    unsigned long long m = x & (one - 1), d = y & (one - 1);
    int e = (int)(x >> 52), f = (int)(y >> 52), by;

    m = e ? m | one : m;                    /* x = m*2^e, y = d*2^f but for a factor */
    e = e ? e : 1;
    d = f ? d | one : d;
    f = f ? f : 1;
    for (m %= d; e > f && m; e -= by) {
        by = e - f < 11 ? e - f : 11;
        m = (m << by)%d;
    }
    for (; m && m < one && f > 1; f--)
        m <<= 1;
    return (whole)(m < one ? m : (m & (one - 1)) | (unsigned long long)f << 52);
}

static COLD_ real m_mod_far(real x, real y, real r)
{
    word minus = as_word(lanes(-0.0)), a = as_word(x) & ~minus, b = as_word(y) & ~minus;
    word bits = as_word(r);

    for (int l = 0; l < WIDTH; l++) {
        num q = lane_(x, l)/lane_(y, l), d = lane_(x, l) - lane_(x, l);
        if ((q >= 9007199254740992.0 || q <= -9007199254740992.0) && d == 0.0 && lane_(b, l) != 0)
            lane_(bits, l) = m_mod_rest(lane_(a, l), lane_(b, l))
                           | (lane_(as_word(x), l) & lane_(minus, l));
    }
    return as_real(bits);
}

static INLINE_ real m_mod(real x, real y)
{
    word minus = as_word(lanes(-0.0));
    real q = m_floor(x/y), r = select(q == lanes(0.0), x, madd(-q, y, x));

    if (some_(as_real(as_word(q) & ~minus) >= lanes(9007199254740992.0)))
        r = m_mod_far(x, y, r);
    r = select(both(r != lanes(0.0), (as_word(r) ^ as_word(y)) < 0), r + y, r);
    return as_real((as_word(r) & ~minus) | (as_word(y) & minus));      /* 0 too */
}
