/* w128.h -- whole numbers of 128 bits, not negative.
 *
 * Kept as it is in programs of one file: not every compiler has such a type.
 */
#ifndef W128_H
#define W128_H
#include <stdint.h>

#if defined __SIZEOF_INT128__ && !defined __TINYC__
__extension__ typedef unsigned __int128 w128;
static inline w128 w128_of(uint64_t a) { return a; }
static inline w128 w128_product(uint64_t a, uint64_t b) { return (w128)a*b; }
static inline w128 w128_left(w128 a, int bits) { return a << bits; }         /* by 0 to 127 bits, as the next */
static inline w128 w128_right(w128 a, int bits) { return a >> bits; }
static inline w128 w128_plus(w128 a, w128 b) { return a + b; }
static inline w128 w128_minus(w128 a, w128 b) { return a - b; }
static inline uint64_t w128_low(w128 a) { return (uint64_t)a; }
static inline int w128_compare(w128 a, w128 b) { return (a > b) - (a < b); }    /* -1, 0, 1 */
#else
typedef struct { uint64_t high, low; } w128;
static inline w128 w128_both(uint64_t high, uint64_t low) { w128 w; w.high = high; w.low = low; return w; }
static inline w128 w128_of(uint64_t a) { return w128_both(0, a); }
static inline w128 w128_product(uint64_t a, uint64_t b)
{
    const uint64_t half = 0xffffffffu;
    uint64_t low = (a & half)*(b & half), left = (a >> 32)*(b & half), right = (a & half)*(b >> 32);
    uint64_t middle = (low >> 32) + (left & half) + right;
    return w128_both((a >> 32)*(b >> 32) + (left >> 32) + (middle >> 32), middle << 32 | (low & half));
}
static inline w128 w128_left(w128 a, int bits)
{
    return !bits ? a : bits >= 64 ? w128_both(a.low << (bits - 64), 0) : w128_both(a.high << bits | a.low >> (64 - bits), a.low << bits);
}
static inline w128 w128_right(w128 a, int bits)
{
    return !bits ? a : bits >= 64 ? w128_both(0, a.high >> (bits - 64)) : w128_both(a.high >> bits, a.low >> bits | a.high << (64 - bits));
}
static inline w128 w128_plus(w128 a, w128 b) { return w128_both(a.high + b.high + (a.low + b.low < a.low), a.low + b.low); }
static inline w128 w128_minus(w128 a, w128 b) { return w128_both(a.high - b.high - (a.low < b.low), a.low - b.low); }
static inline uint64_t w128_low(w128 a) { return a.low; }
static inline int w128_compare(w128 a, w128 b)
{
    return a.high != b.high ? (a.high > b.high) - (a.high < b.high) : (a.low > b.low) - (a.low < b.low);
}
#endif
#endif
