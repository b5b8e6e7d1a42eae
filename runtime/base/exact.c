/* exact.c -- doubles nearest to what is computed from decimals without rounding.
 *
 * A value is a quotient of two whole numbers of any length the decimals ask for.
 * Its first 60 bits come from long division; the rest only says whether they are
 * all of it. The lengths that occur (two dozen digits, say) take about a microsecond.
 */
#include "exact.h"
#include "number.h"
#include "whole.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

/* ---- whole numbers ------------------------------------------------------- */

enum { LIMBS = 192, FARTHEST = 400 };   /* 10^800 has 2658 bits: room for all that is made here */

struct whole {
    int count;                          /* limbs in use; the last one is not 0 */
    uint32_t limb[LIMBS];
};

static void whole_set(struct whole *w, uint64_t x)
{
    w->count = 0;
    for (; x; x >>= 32)
        w->limb[w->count++] = (uint32_t)x;
}

/* w = w*by + more */
static void whole_multiply(struct whole *w, uint32_t by, uint32_t more)
{
    uint64_t carry = more;
    for (int i = 0; i < w->count; i++) {
        carry += (uint64_t)w->limb[i]*by;
        w->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry)
        w->limb[w->count++] = (uint32_t)carry;
}

static void whole_tens(struct whole *w, int tens)
{
    for (; tens >= 9; tens -= 9)
        whole_multiply(w, 1000000000u, 0);
    for (; tens > 0; tens--)
        whole_multiply(w, 10, 0);
}

static int whole_bits(const struct whole *w)
{
    return w->count ? 32*(w->count - 1) + bit_length(w->limb[w->count - 1]) : 0;
}

static int whole_compare(const struct whole *x, const struct whole *y)
{
    if (x->count != y->count)
        return x->count < y->count ? -1 : 1;
    for (int i = x->count - 1; i >= 0; i--)
        if (x->limb[i] != y->limb[i])
            return x->limb[i] < y->limb[i] ? -1 : 1;
    return 0;
}

static void whole_add(struct whole *x, const struct whole *y)
{
    uint64_t carry = 0;
    int n = x->count > y->count ? x->count : y->count;
    for (int i = 0; i < n; i++) {
        carry += (uint64_t)(i < x->count ? x->limb[i] : 0) + (i < y->count ? y->limb[i] : 0);
        x->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    x->count = n;
    if (carry)
        x->limb[x->count++] = (uint32_t)carry;
}

/* x -= y, which is not larger. */
static void whole_subtract(struct whole *x, const struct whole *y)
{
    uint64_t borrow = 0;
    for (int i = 0; i < x->count; i++) {
        uint64_t less = borrow + (i < y->count ? y->limb[i] : 0);
        borrow = x->limb[i] < less;
        x->limb[i] -= (uint32_t)less;
    }
    while (x->count && !x->limb[x->count - 1])
        x->count--;
}

static void whole_shift(struct whole *w, int bits)
{
    int limbs = bits/32;
    if (!w->count)
        return;
    memmove(w->limb + limbs, w->limb, (size_t)w->count*sizeof *w->limb);
    memset(w->limb, 0, (size_t)limbs*sizeof *w->limb);
    w->count += limbs;
    whole_multiply(w, (uint32_t)1 << bits%32, 0);
}

static void whole_times(struct whole *w, uint64_t by)
{
    struct whole high = *w;
    whole_multiply(w, (uint32_t)by, 0);
    while (w->count && !w->limb[w->count - 1])          /* the low half may be 0 */
        w->count--;
    if (by >> 32) {
        whole_multiply(&high, (uint32_t)(by >> 32), 0);
        whole_shift(&high, 32);
        whole_add(w, &high);
    }
}

static void whole_digits(struct whole *w, const struct exact *x)
{
    whole_set(w, 0);
    for (int i = 0; i < x->count; i++)
        whole_multiply(w, 10, (uint32_t)x->digits[i]);
}

/* A sum of numbers with signs. */
static void add_signed(struct whole *sum, int *negative, const struct whole *w, int minus)
{
    if (*negative == minus) {
        whole_add(sum, w);
    } else if (whole_compare(sum, w) >= 0) {
        whole_subtract(sum, w);
    } else {
        struct whole other = *w;
        whole_subtract(&other, sum);
        *sum = other;
        *negative = minus;
    }
}

/* ---- rounding ------------------------------------------------------------ */

/* q 2^e, a little more if [rest], as the nearest double, ties to even. */
static double nearest(uint64_t q, int e, int rest)
{
    int last = bit_length(q) - 1 + e - 52;        /* exponent of the last bit kept */
    if (last < -1074)
        last = -1074;
    int drop = last - e;
    if (drop > 63)
        return 0;
    uint64_t half = (uint64_t)1 << (drop - 1), low = q & (2*half - 1), kept = q >> drop;
    kept += low > half || (low == half && (rest || kept & 1));
    return ldexp((double)kept, last);
}

/* n/d; both are changed. */
static double divide(struct whole *n, struct whole *d)
{
    if (!n->count)
        return 0;
    int shift = 60 - whole_bits(n) + whole_bits(d);
    whole_shift(shift > 0 ? n : d, shift > 0 ? shift : -shift);
    uint64_t q = 0;
    enum { BITS = 61 };                                 /* n/d is below 2^61 now */
    whole_shift(d, BITS);
    for (int i = 0; i <= BITS; i++) {
        q <<= 1;
        if (whole_compare(n, d) >= 0) {
            whole_subtract(n, d);
            q |= 1;
        }
        whole_shift(n, 1);
    }
    return nearest(q, -shift, n->count > 0);
}

/* ---- decimals ------------------------------------------------------------ */

static void read_exponent(const char *text, struct exact *out)
{
    int minus = text[1] == '-', e = 0;
    for (text += 1 + (text[1] == '-' || text[1] == '+'); *text >= '0' && *text <= '9'; text++)
        if (e < 100000)
            e = 10*e + (*text - '0');
    out->exponent += minus ? -e : e;
}

int exact_read(const char *text, struct exact *out)
{
    int behind = 0, any = 0;
    *out = (struct exact){ .negative = *text == '-' };
    for (text += *text == '-' || *text == '+'; (*text >= '0' && *text <= '9') || *text == '.'; text++) {
        if (*text == '.') {
            behind = 1;
            continue;
        }
        any = 1;
        if (out->count == (int)sizeof out->digits) {
            out->exponent += !behind;
            continue;
        }
        if (*text != '0' || out->count)
            out->digits[out->count++] = (char)(*text - '0');
        out->exponent -= behind;
    }
    if (any && (*text == 'e' || *text == 'E'))
        read_exponent(text, out);
    while (out->count && !out->digits[out->count - 1]) {
        out->count--;
        out->exponent++;
    }
    if (out->exponent < -FARTHEST)
        out->count = 0;
    if (out->exponent > FARTHEST)
        out->exponent = FARTHEST;
    if (!out->count)
        out->exponent = 0;
    return any;
}

void exact_shortest(double x, struct exact *out)
{
    char text[NUMBER_SHORTEST];
    exact_read(number_shortest(text, x, 0), out);
}

/* ---- values -------------------------------------------------------------- */

/* The power of ten of which both are whole multiples. */
static int common(const struct exact *x, const struct exact *y)
{
    if (!x->count || !y->count)
        return x->count ? x->exponent : y->exponent;
    return x->exponent < y->exponent ? x->exponent : y->exponent;
}

static void whole_part(struct whole *w, const struct exact *x, int tens, long share)
{
    whole_digits(w, x);
    whole_tens(w, x->count ? x->exponent - tens : 0);
    whole_times(w, (uint64_t)share);
}

double exact_between(const struct exact *lo, const struct exact *hi, long i, long m)
{
    struct whole n, d, other;
    int tens = common(lo, hi), negative = lo->negative;
    whole_part(&n, lo, tens, m - i);
    whole_part(&other, hi, tens, i);
    add_signed(&n, &negative, &other, hi->negative);
    whole_set(&d, (uint64_t)m);
    whole_tens(tens < 0 ? &d : &n, tens < 0 ? -tens : tens);
    double value = divide(&n, &d);
    return negative && value > 0 ? -value : value;
}

/* A multiple of 10^tens as a double, exactly, or -1. */
static double shortened(const struct exact *x, int tens, double most)
{
    double value = 0;
    for (int i = 0; i < x->count && value <= most; i++)
        value = 10*value + x->digits[i];
    for (int e = x->count ? x->exponent : tens; e > tens && value <= most; e--)
        value *= 10;
    return value <= most ? value : -1;
}

struct exact_short exact_shorten(const struct exact *lo, const struct exact *hi, long m)
{
    const double most = 0x1p53 - 1;             /* 2^53 may have been one more, rounded */
    int tens = common(lo, hi) < 0 ? common(lo, hi) : 0;
    if (m > 1000000000000)
        return (struct exact_short){ 0, 0, 0 };
    double a = shortened(lo, tens, most/(double)m), b = shortened(hi, tens, most/(double)m);
    double unit = (double)m;
    for (; tens < 0 && unit <= most; tens++)
        unit *= 10;
    if (a < 0 || b < 0 || unit > most)
        return (struct exact_short){ 0, 0, 0 };
    return (struct exact_short){ lo->negative ? -a : a, hi->negative ? -b : b, unit };
}

double exact_rest(const struct exact *decimal, double x)
{
    struct whole n, d, other;
    int e, negative = decimal->negative;
    int tens = decimal->exponent < 0 ? -decimal->exponent : 0;
    uint64_t bits = (uint64_t)ldexp(frexp(fabs(x), &e), 53);
    e -= 53;
    whole_part(&n, decimal, -tens, 1);
    whole_set(&other, bits);
    whole_tens(&other, tens);
    whole_set(&d, 1);
    whole_tens(&d, tens);
    whole_shift(e < 0 ? &n : &other, e < 0 ? -e : e);
    whole_shift(&d, e < 0 ? -e : 0);
    add_signed(&n, &negative, &other, !(x < 0));
    double value = divide(&n, &d);
    return negative && value > 0 ? -value : value;
}

struct twofold exact_twofold(const struct exact *decimal)
{
    double hi = exact_between(decimal, decimal, 0, 1);
    return (struct twofold){ hi, exact_rest(decimal, hi) };
}
