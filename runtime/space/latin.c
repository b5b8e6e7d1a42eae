/* latin.c -- see latin.h. */
#include "latin.h"

enum { SHUFFLED_MOST = 256, ROUNDS = 8 };

/* Even but for a share of 2^-33, as [end] is at most 2^31. */
static uint64_t below(struct random_key key, uint64_t n, uint64_t end)
{
    return random_bits64(key, n) % end;
}

/* Exchanges j and a place up to j, from the last j on; where the element is when all are made. */
static uint64_t shuffled(struct random_key key, uint64_t at, uint64_t n)
{
    for (uint64_t j = n - 1; j > 0; j--) {
        uint64_t other = below(key, j, j + 1);
        at = at == j ? other : at == other ? j : at;
    }
    return at;
}

/* The least whole number whose square is not below [n]. */
static uint64_t side(uint64_t n)
{
    uint64_t lo = 1, hi = (uint64_t)1 << 31;
    while (lo < hi) {
        uint64_t middle = (lo + hi)/2;
        if (middle*middle < n)
            lo = middle + 1;
        else
            hi = middle;
    }
    return lo;
}

static uint64_t feistel(struct random_key key, uint64_t at, uint64_t a, uint64_t b)
{
    uint64_t low = at % a, high = at/a;
    for (uint64_t round = 0; round < ROUNDS; round += 2) {
        low = (low + below(key, round << 32 | high, a)) % a;
        high = (high + below(key, (round + 1) << 32 | low, b)) % b;
    }
    return high*a + low;
}

uint64_t latin_place(struct random_key key, uint64_t i, uint64_t n)
{
    if (n <= SHUFFLED_MOST)
        return shuffled(key, i, n);
    uint64_t a = side(n), b = (n - 1)/a + 1;
    do
        i = feistel(key, i, a, b);
    while (i >= n);
    return i;
}
