/* whole.h -- whole numbers: how many bits they have, and results that may not fit. */
#ifndef WHOLE_H
#define WHOLE_H
#include <limits.h>
#include <stdint.h>

/* Bits up to the highest that is set; of 0 none. */
static inline int bit_length(uint64_t n)
{
    int bits = 0;
    for (int step = 32; step; step /= 2)
        if (n >> step) {
            n >>= step;
            bits += step;
        }
    return bits + (n != 0);
}

/* Not 0: a + b, or a*b, does not fit, and [out] is as it was. */
static inline int overflows_sum(long a, long b, long *out)
{
    if (b > 0 ? a > LONG_MAX - b : a < LONG_MIN - b)
        return 1;
    *out = a + b;
    return 0;
}

static inline int overflows_product(long a, long b, long *out)
{
    const unsigned long small = 1u << 31;
    unsigned long x = a < 0 ? 0 - (unsigned long)a : (unsigned long)a, y = b < 0 ? 0 - (unsigned long)b : (unsigned long)b;
    int is_negative = (a < 0) != (b < 0);
    if ((x >= small || y >= small) && y && x > ((unsigned long)LONG_MAX + (unsigned)is_negative)/y)
        return 1;
    *out = is_negative ? (long)(0 - x*y) : (long)(x*y);
    return 0;
}
#endif
