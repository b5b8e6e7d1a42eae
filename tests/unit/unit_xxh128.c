/* xxh128.c against the library of the algorithm's author. */
#define XXH_INLINE_ALL
#include <xxhash.h>
#include "libcheck.h"
#include <stdlib.h>
#include "base/xxh128.h"

enum { MOST = 6000 };

static void fill(unsigned char *bytes, size_t n)
{
    uint32_t x = 12345;
    for (size_t i = 0; i < n; i++) {
        x = x*1664525u + 1013904223u;
        bytes[i] = (unsigned char)(x >> 24);
    }
}

/* In pieces of up to [most] bytes; whole: 0. */
static struct xxh128_hash hash_of(const unsigned char *bytes, size_t n, size_t most)
{
    struct xxh128 x;
    xxh128_begin(&x);
    for (size_t at = 0, k = 1; at < n; k = k*7 + 3) {
        size_t part = most ? 1 + k % most : n;
        part = part < n - at ? part : n - at;
        xxh128_add(&x, bytes + at, part);
        xxh128_total(&x);                       /* changes nothing */
        at += part;
    }
    return xxh128_total(&x);
}

START_TEST(every_length_in_pieces_of_any_size)
{
    static const size_t pieces[] = { 0, 1, 63, 64, 65, 256, 257, 900 };
    unsigned char *bytes = malloc(MOST);
    fill(bytes, MOST);
    for (size_t n = 0; n < MOST; n += n < 700 ? 1 : 37) {
        XXH128_hash_t want = XXH3_128bits(bytes, n);
        struct xxh128_hash got = hash_of(bytes, n, pieces[_i]);
        ck_assert_msg(got.low == want.low64 && got.high == want.high64, "%zu bytes", n);
    }
    free(bytes);
}
END_TEST

Suite *suite_xxh128(void)
{
    Suite *s = suite_create("xxh128");
    TCase *c = tcase_create("xxh128");
    tcase_set_timeout(c, 60);
    tcase_add_loop_test(c, every_length_in_pieces_of_any_size, 0, 8);
    suite_add_tcase(s, c);
    return s;
}
