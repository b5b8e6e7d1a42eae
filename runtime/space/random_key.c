/* random_key.c -- keys and bits, for what draws numbers.
 *
 * A child key, a block of bits and element n of a draw are all one encryption of
 * a 64-bit counter, so nothing here depends on how many elements are drawn.
 */
#define WIDTH 1
#include "random_laws.h"
#include "../templates/math/threefry.c"

struct random_key random_key(int64_t seed, int bytes)
{
    uint64_t s = (uint64_t)seed;
    return (struct random_key){ bytes == 4 ? 0 : (uint32_t)(s >> 32), (uint32_t)s };
}

struct random_key random_split(struct random_key key, uint64_t child)
{
    bits hi = (uint32_t)(child >> 32), lo = (uint32_t)child;
    threefry(1, key.hi, key.lo, &hi, &lo);
    return (struct random_key){ hi, lo };
}

struct random_key random_fold_in(struct random_key key, uint32_t data)
{
    return random_split(key, data);
}

uint32_t random_bits32(struct random_key key, uint64_t n)
{
    struct random_key block = random_split(key, n);
    return block.hi ^ block.lo;
}

uint64_t random_bits64(struct random_key key, uint64_t n)
{
    struct random_key block = random_split(key, n);
    return (uint64_t)block.hi << 32 | block.lo;
}
