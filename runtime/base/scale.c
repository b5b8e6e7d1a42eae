/* scale.c -- numbers from one unit to another, in decimals where that is possible. */
#include "scale.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "exact.h"
#include "number.h"

enum { MOST_TIMES = 99 };       /* digits times that fit 64 bits */

static const double ten[] = {   /* those that are doubles */
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22
};
enum { TENS = sizeof ten/sizeof *ten - 1 };

static struct scale whole(struct scale s)
{
    if (s.times == 0)
        s.times = s.parts = 1;
    return s;
}

int scale_is_one(struct scale s)
{
    s = whole(s);
    return s.tens == 0 && s.times == s.parts;
}

/* What both have is taken out, and tens. */
static struct scale reduced(struct scale s)
{
    double x = s.times, y = s.parts;
    while (y >= 1 && x == floor(x) && y == floor(y) && x < 1e15) {
        double rest = fmod(x, y);
        if (rest == 0) {
            s.times /= y;
            s.parts /= y;
        }
        x = y;
        y = rest;
    }
    for (; s.times >= 10 && fmod(s.times, 10) == 0; s.times /= 10)
        s.tens++;
    for (; s.parts >= 10 && fmod(s.parts, 10) == 0; s.parts /= 10)
        s.tens--;
    return s;
}

struct scale scale_both(struct scale a, struct scale b)
{
    a = whole(a);
    b = whole(b);
    return reduced((struct scale){ a.times*b.times, a.parts*b.parts, a.tens + b.tens });
}

struct scale scale_back(struct scale s)
{
    s = whole(s);
    return (struct scale){ s.parts, s.times, -s.tens };
}

/* The decimal of x > 0 times a whole number and a power of ten. */
static double shifted(double x, int times, int tens, int single)
{
    struct exact decimal;
    char text[NUMBER_SHORTEST];
    uint64_t digits = 0;
    exact_read(number_shortest(text, x, single), &decimal);
    for (int i = 0; i < decimal.count; i++)
        digits = 10*digits + (uint64_t)decimal.digits[i];
    digits *= (uint64_t)times;
    int exponent = decimal.exponent + tens;
    if (digits < 1ULL << 53 && exponent >= -TENS && exponent <= TENS)       /* one rounding */
        return exponent < 0 ? (double)digits/ten[-exponent] : (double)digits*ten[exponent];
    snprintf(text, sizeof text, "%llue%d", (unsigned long long)digits, exponent);
    return strtod(text, NULL);
}

double scale_take(struct scale s, double x, int single)
{
    if (scale_is_one(s) || !isfinite(x) || x == 0)
        return x;
    s = whole(s);
    int decimal = s.parts == 1 && s.times == floor(s.times) && s.times <= MOST_TIMES;
    double size = decimal ? shifted(fabs(x), (int)s.times, s.tens, single)
                          : shifted(fabs(x)*(s.times/s.parts), 1, s.tens, 0);
    return copysign(size, x);
}
