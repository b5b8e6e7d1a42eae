/* threefry.c -- Threefry-2x32 with 20 rounds (Salmon et al. 2011, Random123),
 * on lanes of 32-bit words.
 */
#ifndef INLINE_
#define INLINE_ inline
#endif
#if WIDTH == 1
typedef unsigned bits;

static inline bits counting(void) { return 0; }
#else
typedef unsigned bits __attribute__((vector_size(4*WIDTH)));

static inline bits counting(void)           /* 0, 1, 2, ... */
{
    bits r;
    for (int l = 0; l < WIDTH; l++)
        r[l] = l;
    return r;
}
#endif

static inline bits turn(bits x, int by) { return x << by | x >> (32 - by); }

/* [count] words at once, a number of the text: each round waits for the one before, not for the others'. */
static INLINE_ void four_rounds(int count, bits *a, bits *b, int r0, int r1, int r2, int r3)
{
    for (int k = 0; k < count; k++) a[k] += b[k], b[k] = turn(b[k], r0) ^ a[k];
    for (int k = 0; k < count; k++) a[k] += b[k], b[k] = turn(b[k], r1) ^ a[k];
    for (int k = 0; k < count; k++) a[k] += b[k], b[k] = turn(b[k], r2) ^ a[k];
    for (int k = 0; k < count; k++) a[k] += b[k], b[k] = turn(b[k], r3) ^ a[k];
}

static INLINE_ void add_keys(int count, bits *a, bits *b, unsigned x, unsigned y)
{
    for (int k = 0; k < count; k++)
        a[k] += x, b[k] += y;
}

/* Encrypts [count] counters (a, b) in place. */
static INLINE_ void threefry(int count, unsigned k0, unsigned k1, bits *a, bits *b)
{
    const unsigned k2 = k0 ^ k1 ^ 0x1bd11bda;

    add_keys(count, a, b, k0, k1);
    four_rounds(count, a, b, 13, 15, 26, 6);
    add_keys(count, a, b, k1, k2 + 1);
    four_rounds(count, a, b, 17, 29, 16, 24);
    add_keys(count, a, b, k2, k0 + 2);
    four_rounds(count, a, b, 13, 15, 26, 6);
    add_keys(count, a, b, k0, k1 + 3);
    four_rounds(count, a, b, 17, 29, 16, 24);
    add_keys(count, a, b, k1, k2 + 4);
    four_rounds(count, a, b, 13, 15, 26, 6);
    add_keys(count, a, b, k2, k0 + 5);
}
