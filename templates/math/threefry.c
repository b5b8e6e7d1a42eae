/* threefry.c -- Threefry-2x32 with 20 rounds (Salmon et al. 2011, Random123),
 * on lanes of 32-bit words.
 */
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

static inline void four_rounds(bits *a, bits *b, int r0, int r1, int r2, int r3)
{
    *a += *b, *b = turn(*b, r0) ^ *a;
    *a += *b, *b = turn(*b, r1) ^ *a;
    *a += *b, *b = turn(*b, r2) ^ *a;
    *a += *b, *b = turn(*b, r3) ^ *a;
}

/* Encrypts the counters (a, b) in place. */
static inline void threefry(unsigned k0, unsigned k1, bits *a, bits *b)
{
    const unsigned k2 = k0 ^ k1 ^ 0x1bd11bda;

    *a += k0, *b += k1;
    four_rounds(a, b, 13, 15, 26, 6);
    *a += k1, *b += k2 + 1;
    four_rounds(a, b, 17, 29, 16, 24);
    *a += k2, *b += k0 + 2;
    four_rounds(a, b, 13, 15, 26, 6);
    *a += k0, *b += k1 + 3;
    four_rounds(a, b, 17, 29, 16, 24);
    *a += k1, *b += k2 + 4;
    four_rounds(a, b, 13, 15, 26, 6);
    *a += k2, *b += k0 + 5;
}
