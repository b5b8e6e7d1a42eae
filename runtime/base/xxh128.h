/* xxh128.h -- XXH128, the hash of 128 bits by Yann Collet (XXH3, without a seed), of bytes that come in pieces. */
#ifndef XXH128_H
#define XXH128_H
#include <stddef.h>
#include <stdint.h>

enum { XXH128_STRIPE = 64, XXH128_HELD = 256 };

/* Begun by xxh128_begin. */
struct xxh128 {
    uint64_t sums[8];
    uint64_t bytes;             /* that came */
    int stripes;                /* of the block at hand that are in the sums */
    size_t held;                /* bytes that are not, one at least if any came: */
    unsigned char last[XXH128_STRIPE + XXH128_HELD];    /* behind as many that went before */
};

struct xxh128_hash { uint64_t high, low; };

void xxh128_begin(struct xxh128 *x);
void xxh128_add(struct xxh128 *x, const void *bytes, size_t n);
struct xxh128_hash xxh128_total(const struct xxh128 *x);        /* so far; more may come */
#endif
