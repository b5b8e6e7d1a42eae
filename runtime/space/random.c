/* random.c -- integers, and numbers of either precision by way of random_f32.c and random_f64.c. */
#include "random_laws.h"

static const struct random_laws *laws(int bytes)
{
    return bytes == 4 ? &random_laws_f32 : &random_laws_f64;
}

double random_uniform(struct random_key key, uint64_t n, double lo, double hi, int bytes)
{
    return laws(bytes)->uniform(key, n, lo, hi);
}

double random_normal(struct random_key key, uint64_t n, int bytes)
{
    return laws(bytes)->normal(key, n);
}

int32_t random_integer(struct random_key key, uint64_t n, int32_t lo, int32_t hi)
{
    uint32_t high = random_bits32(random_split(key, 0), n);
    uint32_t low = random_bits32(random_split(key, 1), n);
    uint32_t span = hi > lo ? (uint32_t)hi - (uint32_t)lo : 1;
    uint32_t fold = 0x10000 % span;         /* 2^32 mod span, by halves */

    fold = fold*fold % span;
    return (int32_t)((uint32_t)lo + (high % span*fold + low % span) % span);
}

/* The same with twice the bits: what JAX draws where integers have 64. */
static int64_t wide_integer(struct random_key key, uint64_t n, int64_t lo, int64_t hi)
{
    uint64_t high = random_bits64(random_split(key, 0), n);
    uint64_t low = random_bits64(random_split(key, 1), n);
    uint64_t span = hi > lo ? (uint64_t)hi - (uint64_t)lo : 1;
    uint64_t fold = 0x100000000 % span;

    fold = fold*fold % span;
    return (int64_t)((uint64_t)lo + (high % span*fold + low % span) % span);
}

double random_sample(const struct random_law *law, struct random_key key,
                     uint64_t n, uint64_t total, int bytes)
{
    (void)total;
    if (law->kind != DIST_INTEGER)
        return laws(bytes)->sample(law, key, n);
    if (bytes == 4)
        return random_integer(key, n, (int32_t)law->a[0], (int32_t)law->a[1]);
    return (double)wide_integer(key, n, (int64_t)law->a[0], (int64_t)law->a[1]);
}
