/* number.c -- numbers as text, the same under every locale.
 *
 * A million rows have to be written in well under a second, which printf and
 * strtod at three precisions do not allow. So the usual magnitudes are converted
 * exactly in 128-bit integers: with x = m 2^e, the number of 17 (float: 9) digits
 * is floor(m 5^k 2^(e+k)), and whether a shorter one reads back is a comparison
 * with half the distance to the neighbour of x. Magnitudes for which 5^k or the
 * shift do not fit go through printf.
 *
 * Any decimal of 15 (6) digits survives a double (float), so a shorter one shows
 * as trailing zeros of the 15 (6) digits; fewer need not be tried.
 */
#include "number.h"
#include "base/w128.h"
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POWERS = 28 };       /* 5^27 < 2^63: four times m 5^k stays below 2^118 */

static const uint64_t five[POWERS] = {
    1u, 5u, 25u, 125u, 625u, 3125u, 15625u, 78125u, 390625u, 1953125u, 9765625u, 48828125u,
    244140625u, 1220703125u, 6103515625u, 30517578125u, 152587890625u, 762939453125u,
    3814697265625u, 19073486328125u, 95367431640625u, 476837158203125u, 2384185791015625u,
    11920928955078125u, 59604644775390625u, 298023223876953125u, 1490116119384765625u,
    7450580596923828125u
};

static const uint64_t ten[] = {
    1u, 10u, 100u, 1000u, 10000u, 100000u, 1000000u, 10000000u, 100000000u, 1000000000u,
    10000000000u, 100000000000u, 1000000000000u, 10000000000000u, 100000000000000u,
    1000000000000000u, 10000000000000000u, 100000000000000000u
};

/* digits x 10^exponent */
struct decimal {
    uint64_t digits;
    int exponent;
};

/* A positive number m 2^e of a format with so many digits. */
struct binary {
    uint64_t m;
    int e;
    int bits;               /* of m, the first of which is set */
    int edge;               /* the neighbour below is at half the distance */
    int least, most;        /* digits that always survive, that always suffice */
};

/* 0 for a subnormal, where the distance of neighbours follows another rule. */
static int take_double(double x, struct binary *b)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint64_t fraction = bits & (((uint64_t)1 << 52) - 1);
    int exponent = (int)(bits >> 52 & 0x7ff);
    *b = (struct binary){ fraction | (uint64_t)1 << 52, exponent - 1075, 53, !fraction, 15, 17 };
    return exponent != 0;
}

static int take_float(float x, struct binary *b)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint32_t fraction = bits & (((uint32_t)1 << 23) - 1);
    int exponent = (int)(bits >> 23 & 0xff);
    *b = (struct binary){ fraction | (uint32_t)1 << 23, exponent - 150, 24, !fraction, 6, 9 };
    return exponent != 0;
}

/* floor(log10(x)) or one less, from x >= 2^b. */
static int log_ten(const struct binary *b)
{
    int bits = b->bits - 1 + b->e;
    return bits * 30103 / 100000 - (bits < 0);
}

/* x as a fixed-point number: value / 2^shift is x 10^k, with [most] digits before
 * the point. Two bits more than needed, so that half and a quarter of the
 * distance between neighbours are whole numbers. */
struct scaled {
    w128 value;
    int shift, k;
};

static int scale(const struct binary *b, struct scaled *s)
{
    s->k = b->most - 1 - log_ten(b);
    for (int tries = 0; tries < 2; tries++, s->k--) {
        s->shift = 2 - (b->e + s->k);
        if (s->k < 0 || s->k >= POWERS || s->shift < 2 || s->shift > 70)
            return 0;
        s->value = w128_left(w128_product(b->m, five[s->k]), 2);
        if (w128_compare(w128_right(s->value, s->shift), w128_of(ten[b->most])) < 0)
            return 1;
    }
    return 0;
}

/* The decimal with [drop] digits fewer that is nearest to x, ties to even. */
static uint64_t nearest(const struct scaled *s, int drop)
{
    uint64_t whole = w128_low(w128_right(s->value, s->shift));
    w128 rest = w128_minus(s->value, w128_left(w128_of(whole), s->shift));
    uint64_t n = whole / ten[drop];
    w128 left = w128_plus(w128_left(w128_of(whole % ten[drop]), s->shift), rest);
    w128 half = w128_right(w128_left(w128_of(ten[drop]), s->shift), 1);
    int beyond = w128_compare(left, half);
    return n + (beyond > 0 || (beyond == 0 && (n & 1)));
}

/* Whether n, with [drop] digits fewer, is read as x: nearer than half way to a
 * neighbour, or half way and x is even. */
static int reads_back(const struct scaled *s, const struct binary *b, uint64_t n, int drop)
{
    w128 there = w128_left(w128_product(n, ten[drop]), s->shift);
    int side = w128_compare(there, s->value);
    w128 off = side > 0 ? w128_minus(there, s->value) : w128_minus(s->value, there);
    int far = w128_compare(off, w128_left(w128_of(five[s->k]), side < 0 && b->edge ? 0 : 1));
    return far < 0 || (far == 0 && !(b->m & 1));
}

static int quick(const struct binary *b, struct decimal *d)
{
    struct scaled s;
    if (!scale(b, &s))
        return 0;
    for (int digits = b->least; digits <= b->most; digits++) {
        int drop = b->most - digits;
        uint64_t n = nearest(&s, drop);
        if (drop == 0 || reads_back(&s, b, n, drop)) {
            *d = (struct decimal){ n, drop - s.k };
            return 1;
        }
    }
    return 0;
}

/* The decimal of a float with [unit] times fewer digits, if it is read as x: all of [value], x 10^k, in whole numbers of
 * 64 bits, of which [whole] stand before the point, and [gap] is half the distance between neighbours. */
static inline int take_digits(uint64_t value, uint32_t whole, int shift, uint64_t gap, int odd, uint32_t unit, uint64_t *n)
{
    uint32_t down = whole/unit;
    uint64_t all = (uint64_t)unit << shift, left = value - ((uint64_t)(down*unit) << shift), half = all >> 1;
    int up = left > half || (left == half && (down & 1));
    uint64_t off = up ? all - left : left;
    *n = down + (uint32_t)up;
    return off < gap || (off == gap && !odd);
}

/* The same as quick, of a float whose powers of five fit. What more digits are not enough for, fewer are not: but where the
 * neighbour below is nearer than the one above. */
static int quick_float(const struct binary *b, struct decimal *d)
{
    int k = 8 - log_ten(b), shift, odd = (int)(b->m & 1);
    uint64_t value;
    for (int tries = 0;; tries++, k--) {
        shift = 2 - (b->e + k);
        if (b->edge || tries == 2 || k < 0 || k > 15 || shift < 2 || shift > 60)
            return 0;
        value = b->m*five[k] << 2;
        if (value >> shift < 1000000000u)
            break;
    }
    uint32_t whole = (uint32_t)(value >> shift);
    uint64_t gap = five[k] << 1, n, fewer;
    take_digits(value, whole, shift, gap, odd, 1, &n);
    int drop = take_digits(value, whole, shift, gap, odd, 10, &fewer);
    n = drop ? fewer : n;               /* about as often as not */
    if (drop && take_digits(value, whole, shift, gap, odd, 100, &fewer)) {
        n = fewer;
        drop = 2;
        if (take_digits(value, whole, shift, gap, odd, 1000, &fewer)) {
            n = fewer;
            drop = 3;
        }
    }
    *d = (struct decimal){ n, drop - k };
    return 1;
}

/* Digits and exponent of printf's "d<point>ddde+dd", whatever the point. */
static void parse(const char *text, struct decimal *d)
{
    int decimals = -1;
    d->digits = 0;
    for (; *text != 'e'; text++)
        if (*text >= '0' && *text <= '9') {
            d->digits = d->digits * 10 + (uint64_t)(*text - '0');
            decimals++;
        }
    d->exponent = atoi(text + 1) - decimals;
}

/* Tries precisions from [digits] on, by the C library. */
static void slow(double x, int single, int digits, struct decimal *d)
{
    char text[64];
    for (int most = single ? 9 : 17; digits <= most; digits++) {
        snprintf(text, sizeof text, "%.*e", digits - 1, x);
        if (single ? strtof(text, NULL) == (float)x : strtod(text, NULL) == x)
            break;
    }
    parse(text, d);
}

/* Whole numbers without a rounding error are their own shortest digits. */
static int whole(double x, int single, struct decimal *d)
{
    if (x < 1 || x >= (single ? 16777216.0 : 9007199254740992.0) || x != (double)(int64_t)x)
        return 0;
    *d = (struct decimal){ (uint64_t)(int64_t)x, 0 };
    return 1;
}

static void convert(double x, int single, struct decimal *d)
{
    struct binary b;
    if (whole(x, single, d))
        return;
    if (!(single ? take_float((float)x, &b) : take_double(x, &b)))
        slow(x, single, 1, d);      /* may have a single digit */
    else if (!(single && quick_float(&b, d)) && !quick(&b, d))
        slow(x, single, b.least, d);
}

static char *put(char *out, const char *bytes, int n)
{
    memcpy(out, bytes, (size_t)n);
    return out + n;
}

static char *put_zeros(char *out, int n)
{
    memset(out, '0', (size_t)n);
    return out + n;
}

/* d.ddde+xx */
static char *lay_exponent(char *out, const char *digits, int count, int exponent)
{
    *out++ = digits[0];
    if (count > 1) {
        *out++ = '.';
        out = put(out, digits + 1, count - 1);
    }
    return out + sprintf(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
}

static const char pairs[] = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
                            "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

/* Writes the [count] digits of [n] from [first] on. */
static void put_digits(uint64_t n, char *first, int count)
{
    char *end = first + count;
    for (; n >> 32; n /= 100)
        memcpy(end -= 2, pairs + 2*(n % 100), 2);
    uint32_t m = (uint32_t)n;
    for (; m >= 100; m /= 100)
        memcpy(end -= 2, pairs + 2*(m % 100), 2);
    if (m >= 10)
        memcpy(end - 2, pairs + 2*m, 2);
    else if (end > first)
        end[-1] = (char)('0' + m);
}

/* Of [n] > 0, at most 17 digits: from its highest bit b it is floor(b*log10(2)) + 1 or one more. */
static int count_digits(uint64_t n)
{
    int bit = 0;
    for (int step = 32; step; step /= 2)
        bit += n >> bit >> step ? step : 0;
    int less = bit*1233 >> 12;
    return less + 1 + (less + 1 < 18 && n >= ten[less + 1]);
}

/* Digits behind a point end with the last that is not 0; a point that nothing follows goes, too. */
static char *trim(char *end)
{
    while (end[-1] == '0')
        end--;
    return end[-1] == '.' ? end - 1 : end;
}

/* [point]: digits before the decimal point. */
static char *lay_point(char *out, uint64_t digits, int count, int point)
{
    if (point <= 0) {
        memcpy(out, "0.0000", 6);
        put_digits(digits, out + 2 - point, count);
        return trim(out + 2 - point + count);
    }
    put_digits(digits, out + 1, count);
    for (int i = 0; i < point; i++)
        out[i] = out[i + 1];
    out[point] = '.';
    return trim(out + 1 + count);
}

static char *lay(char *out, struct decimal d)
{
    int count = count_digits(d.digits), exponent = d.exponent + count - 1;
    if (exponent >= -4 && exponent < 16 && d.exponent < 0)
        return lay_point(out, d.digits, count, exponent + 1);
    if (exponent >= -4 && exponent < 16) {
        put_digits(d.digits, out, count);
        return put_zeros(out + count, d.exponent);
    }
    char digits[24] = "";               /* clang 14 takes what only a loop writes for undefined, and copies nothing of it */
    put_digits(d.digits, digits, count);
    while (count > 1 && digits[count - 1] == '0')
        count--;
    return lay_exponent(out, digits, count, exponent);
}

char *number_put(char *out, double x, int single)
{
    struct decimal d;
    if (single)
        x = (float)x;
    if (isnan(x))
        return put(out, "nan", 3);
    if (signbit(x))
        *out++ = '-';
    if (isinf(x))
        return put(out, "inf", 3);
    if (x == 0) {
        *out = '0';
        return out + 1;
    }
    convert(fabs(x), single, &d);
    return lay(out, d);
}

char *number_shortest(char out[NUMBER_SHORTEST], double x, int single)
{
    *number_put(out, x, single) = '\0';
    return out;
}

/* Replaces the locale's decimal point, between two digits, by a point. */
static char *plain_point(char *out)
{
    char *from = out + strspn(out, " -0123456789");
    size_t length = strcspn(from, "0123456789");
    if (*from == '\0' || from[length] == '\0')
        return out;
    *from = '.';
    memmove(from + 1, from + length, strlen(from + length) + 1);
    return out;
}

char *number_fixed(char out[NUMBER_FIXED], double x, int decimals)
{
    snprintf(out, NUMBER_FIXED, "% .*f", decimals, x);
    return isfinite(x) ? plain_point(out) : out;
}

char *number_exponent(char out[NUMBER_FIXED], double x, int decimals)
{
    snprintf(out, NUMBER_FIXED, "% .*e", decimals, x);
    return isfinite(x) && decimals > 0 ? plain_point(out) : out;
}

/* ---- steps ------------------------------------------------------------------- */

/* Times are written as decimals and kept as doubles: a quotient this near to a whole
 * number is that number (kernel.h says the same of times within a run). */
static int quotient(double duration, double dt, double *q, double *whole)
{
    *q = duration/dt;
    *whole = nearbyint(*q);
    if (!(dt > 0) || !(*q >= 0) || *q > 9e15)
        return -1;
    return fabs(*q - *whole) <= fmax(1e-9, 4*DBL_EPSILON**q);
}

long number_steps(double duration, double dt)
{
    double q, whole;
    int is_whole = quotient(duration, dt, &q, &whole);
    return is_whole < 0 ? -1 : (long)(is_whole ? whole : ceil(q));
}

long number_steps_within(double duration, double dt)
{
    double q, whole;
    int is_whole = quotient(duration, dt, &q, &whole);
    return is_whole < 0 ? -1 : (long)(is_whole ? whole : floor(q));
}
