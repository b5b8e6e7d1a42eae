/* xxh128.c -- see xxh128.h.
 *
 * Up to 240 bytes are mixed by formulas of their own. More of them go in stripes of 64 bytes into eight
 * sums, which are scrambled after each block of 16 stripes; the last 64 bytes are a stripe in any case.
 */
#include "xxh128.h"
#include <string.h>
#include "base/w128.h"

enum { SECRET = 192, STRIPES = 16, SHORT = 240 };

static const uint64_t prime[] = { 0, 0x9E3779B185EBCA87u, 0xC2B2AE3D27D4EB4Fu, 0x165667B19E3779F9u, 0x85EBCA77C2B2AE63u, 0x27D4EB2F165667C5u };
static const uint32_t small[] = { 0, 0x9E3779B1u, 0x85EBCA77u, 0xC2B2AE3Du };

static const unsigned char secret[SECRET] = {
    0xb8, 0xfe, 0x6c, 0x39, 0x23, 0xa4, 0x4b, 0xbe, 0x7c, 0x01, 0x81, 0x2c, 0xf7, 0x21, 0xad, 0x1c,
    0xde, 0xd4, 0x6d, 0xe9, 0x83, 0x90, 0x97, 0xdb, 0x72, 0x40, 0xa4, 0xa4, 0xb7, 0xb3, 0x67, 0x1f,
    0xcb, 0x79, 0xe6, 0x4e, 0xcc, 0xc0, 0xe5, 0x78, 0x82, 0x5a, 0xd0, 0x7d, 0xcc, 0xff, 0x72, 0x21,
    0xb8, 0x08, 0x46, 0x74, 0xf7, 0x43, 0x24, 0x8e, 0xe0, 0x35, 0x90, 0xe6, 0x81, 0x3a, 0x26, 0x4c,
    0x3c, 0x28, 0x52, 0xbb, 0x91, 0xc3, 0x00, 0xcb, 0x88, 0xd0, 0x65, 0x8b, 0x1b, 0x53, 0x2e, 0xa3,
    0x71, 0x64, 0x48, 0x97, 0xa2, 0x0d, 0xf9, 0x4e, 0x38, 0x19, 0xef, 0x46, 0xa9, 0xde, 0xac, 0xd8,
    0xa8, 0xfa, 0x76, 0x3f, 0xe3, 0x9c, 0x34, 0x3f, 0xf9, 0xdc, 0xbb, 0xc7, 0xc7, 0x0b, 0x4f, 0x1d,
    0x8a, 0x51, 0xe0, 0x4b, 0xcd, 0xb4, 0x59, 0x31, 0xc8, 0x9f, 0x7e, 0xc9, 0xd9, 0x78, 0x73, 0x64,
    0xea, 0xc5, 0xac, 0x83, 0x34, 0xd3, 0xeb, 0xc3, 0xc5, 0x81, 0xa0, 0xff, 0xfa, 0x13, 0x63, 0xeb,
    0x17, 0x0d, 0xdd, 0x51, 0xb7, 0xf0, 0xda, 0x49, 0xd3, 0x16, 0x55, 0x26, 0x29, 0xd4, 0x68, 0x9e,
    0x2b, 0x16, 0xbe, 0x58, 0x7d, 0x47, 0xa1, 0xfc, 0x8f, 0xf8, 0xb8, 0xd1, 0x7a, 0xd0, 0x31, 0xce,
    0x45, 0xcb, 0x3a, 0x8f, 0x95, 0x16, 0x04, 0x28, 0xaf, 0xd7, 0xfb, 0xca, 0xbb, 0x4b, 0x40, 0x7e,
};

/* ---- words ---------------------------------------------------------------------------------- */

static uint32_t word(const unsigned char *p)
{
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t word64(const unsigned char *p)
{
    return word(p) | (uint64_t)word(p + 4) << 32;
}

static uint32_t swapped(uint32_t x)
{
    return x >> 24 | (x >> 8 & 0xff00u) | (x << 8 & 0xff0000u) | x << 24;
}

static uint64_t swapped64(uint64_t x)
{
    return (uint64_t)swapped((uint32_t)x) << 32 | swapped((uint32_t)(x >> 32));
}

/* The halves of a product, one upon the other. */
static uint64_t folded(uint64_t a, uint64_t b)
{
    w128 product = w128_product(a, b);
    return w128_low(product) ^ w128_low(w128_right(product, 64));
}

static struct xxh128_hash product(uint64_t a, uint64_t b)
{
    w128 all = w128_product(a, b);
    return (struct xxh128_hash){ w128_low(w128_right(all, 64)), w128_low(all) };
}

static uint64_t avalanche(uint64_t h)
{
    h ^= h >> 37;
    h *= 0x165667919E3779F9u;
    return h ^ h >> 32;
}

static uint64_t avalanche_of_xxh64(uint64_t h)
{
    h ^= h >> 33;
    h *= prime[2];
    h ^= h >> 29;
    h *= prime[3];
    return h ^ h >> 32;
}

/* ---- up to 240 bytes -------------------------------------------------------------------------- */

static struct xxh128_hash of_3(const unsigned char *p, size_t n)
{
    uint32_t low = (uint32_t)p[0] << 16 | (uint32_t)p[n >> 1] << 24 | p[n - 1] | (uint32_t)n << 8, turned = swapped(low);
    uint32_t high = turned << 13 | turned >> 19;
    return (struct xxh128_hash){ avalanche_of_xxh64(high ^ (word(secret + 8) ^ word(secret + 12))),
                                 avalanche_of_xxh64(low ^ (word(secret) ^ word(secret + 4))) };
}

static struct xxh128_hash of_8(const unsigned char *p, size_t n)
{
    uint64_t both = word(p) | (uint64_t)word(p + n - 4) << 32;
    struct xxh128_hash h = product(both ^ word64(secret + 16) ^ word64(secret + 24), prime[1] + (n << 2));
    h.high += h.low << 1;
    h.low ^= h.high >> 3;
    h.low ^= h.low >> 35;
    h.low *= 0x9FB21C651E98DF25u;
    h.low ^= h.low >> 28;
    h.high = avalanche(h.high);
    return h;
}

static struct xxh128_hash of_16(const unsigned char *p, size_t n)
{
    uint64_t low = word64(p), high = word64(p + n - 8);
    struct xxh128_hash m = product(low ^ high ^ word64(secret + 32) ^ word64(secret + 40), prime[1]);
    m.low += (uint64_t)(n - 1) << 54;
    high ^= word64(secret + 48) ^ word64(secret + 56);
    m.high += high + (uint64_t)(uint32_t)high*(small[2] - 1);
    m.low ^= swapped64(m.high);
    struct xxh128_hash h = product(m.low, prime[2]);
    h.high += m.high*prime[2];
    return (struct xxh128_hash){ avalanche(h.high), avalanche(h.low) };
}

static uint64_t mixed_16(const unsigned char *p, const unsigned char *with)
{
    return folded(word64(p) ^ word64(with), word64(p + 8) ^ word64(with + 8));
}

static void mix_32(struct xxh128_hash *h, const unsigned char *a, const unsigned char *b, const unsigned char *with)
{
    h->low += mixed_16(a, with);
    h->low ^= word64(b) + word64(b + 8);
    h->high += mixed_16(b, with + 16);
    h->high ^= word64(a) + word64(a + 8);
}

static struct xxh128_hash of_240(const unsigned char *p, size_t n)
{
    struct xxh128_hash h = { 0, n*prime[1] };
    if (n <= 128) {
        for (size_t i = (n - 1)/32 + 1; i-- > 0; )
            mix_32(&h, p + 16*i, p + n - 16*(i + 1), secret + 32*i);
    } else {
        for (size_t i = 0; i < n/32; i++) {
            mix_32(&h, p + 32*i, p + 32*i + 16, i < 4 ? secret + 32*i : secret + 3 + 32*(i - 4));
            if (i == 3)
                h = (struct xxh128_hash){ avalanche(h.high), avalanche(h.low) };
        }
        mix_32(&h, p + n - 16, p + n - 32, secret + 136 - 17 - 16);
    }
    uint64_t high = h.low*prime[1] + h.high*prime[4] + n*prime[2];
    return (struct xxh128_hash){ 0 - avalanche(high), avalanche(h.low + h.high) };
}

static struct xxh128_hash of_few(const unsigned char *p, size_t n)
{
    if (n > 16)
        return of_240(p, n);
    if (n > 8)
        return of_16(p, n);
    if (n > 3)
        return of_8(p, n);
    if (n > 0)
        return of_3(p, n);
    return (struct xxh128_hash){ avalanche_of_xxh64(word64(secret + 80) ^ word64(secret + 88)),
                                 avalanche_of_xxh64(word64(secret + 64) ^ word64(secret + 72)) };
}

/* ---- more ------------------------------------------------------------------------------------- */

static void add_stripe(uint64_t sums[8], const unsigned char *p, const unsigned char *with)
{
    for (int i = 0; i < 8; i++) {
        uint64_t data = word64(p + 8*i), key = data ^ word64(with + 8*i);
        sums[i ^ 1] += data;
        sums[i] += (key & 0xffffffffu)*(key >> 32);
    }
}

static void scramble(uint64_t sums[8])
{
    for (int i = 0; i < 8; i++)
        sums[i] = (sums[i] ^ sums[i] >> 47 ^ word64(secret + SECRET - XXH128_STRIPE + 8*i))*small[1];
}

static void add_stripes(uint64_t sums[8], int *stripes, const unsigned char *p, size_t count)
{
    for (; count; count--, p += XXH128_STRIPE) {
        add_stripe(sums, p, secret + 8**stripes);
        if (++*stripes == STRIPES) {
            scramble(sums);
            *stripes = 0;
        }
    }
}

static uint64_t merged(const uint64_t sums[8], const unsigned char *with, uint64_t start)
{
    for (int i = 0; i < 4; i++)
        start += folded(sums[2*i] ^ word64(with + 16*i), sums[2*i + 1] ^ word64(with + 16*i + 8));
    return avalanche(start);
}

void xxh128_begin(struct xxh128 *x)
{
    *x = (struct xxh128){ .sums = { small[3], prime[1], prime[2], prime[3], prime[4], small[2], prime[5], small[1] } };
}

/* All stripes of what is held that are not the last bytes so far. */
static void take_held(struct xxh128 *x)
{
    unsigned char *held = x->last + XXH128_STRIPE;
    size_t count = x->held ? (x->held - 1)/XXH128_STRIPE : 0, used = count*XXH128_STRIPE;
    add_stripes(x->sums, &x->stripes, held, count);
    memmove(x->last, x->last + used, XXH128_STRIPE + x->held - used);
    x->held -= used;
}

void xxh128_add(struct xxh128 *x, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    x->bytes += n;
    while (n) {
        if (x->held == XXH128_HELD)
            take_held(x);
        size_t room = XXH128_HELD - x->held, part = n < room ? n : room;
        memcpy(x->last + XXH128_STRIPE + x->held, p, part);
        x->held += part;
        p += part;
        n -= part;
        if (x->held == XXH128_HELD && n > 2*XXH128_HELD) {      /* from where it lies */
            take_held(x);
            size_t fill = XXH128_STRIPE - x->held;
            memcpy(x->last + XXH128_STRIPE + x->held, p, fill);
            add_stripes(x->sums, &x->stripes, x->last + XXH128_STRIPE, 1);
            p += fill;
            n -= fill;
            size_t count = (n - 1)/XXH128_STRIPE;
            add_stripes(x->sums, &x->stripes, p, count);
            p += count*XXH128_STRIPE;
            n -= count*XXH128_STRIPE;
            memcpy(x->last, p - XXH128_STRIPE, XXH128_STRIPE);
            x->held = 0;
        }
    }
}

struct xxh128_hash xxh128_total(const struct xxh128 *x)
{
    struct xxh128 end = *x;
    if (x->bytes <= SHORT)
        return of_few(x->last + XXH128_STRIPE, (size_t)x->bytes);
    take_held(&end);
    add_stripe(end.sums, end.last + end.held, secret + SECRET - XXH128_STRIPE - 7);
    return (struct xxh128_hash){ merged(end.sums, secret + SECRET - XXH128_STRIPE - 11, ~(x->bytes*prime[2])),
                                 merged(end.sums, secret + 11, x->bytes*prime[1]) };
}
