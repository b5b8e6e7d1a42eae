/* Whole numbers by hand, as compilers have them that lack the type or the builtin: w128.h, whole.h. */
__extension__ typedef unsigned __int128 builtin;
#undef __SIZEOF_INT128__
#include "base/w128.h"
#include "base/whole.h"
#include "libcheck.h"

static uint64_t state = 88172645463325252u;

static uint64_t next(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

/* Of any length. */
static uint64_t some(void)
{
    uint64_t x = next();
    return next() % 8 ? x >> (next() % 64) : next() % 2 ? 0 - (x & 1) : 0;
}

static builtin value_of(w128 a)
{
    return (builtin)w128_low(w128_right(a, 64)) << 64 | w128_low(a);
}

static w128 wide_some(void)
{
    return w128_plus(w128_left(w128_of(some()), 64), w128_of(some()));
}

START_TEST(wide_numbers_by_hand)
{
    for (int i = 0; i < 200000; i++) {
        uint64_t x = some(), y = some();
        w128 a = wide_some(), b = wide_some();
        builtin p = value_of(a), q = value_of(b);
        int bits = (int)(next() % 128);
        ck_assert(value_of(w128_product(x, y)) == (builtin)x*y);
        ck_assert(value_of(w128_plus(a, b)) == p + q);
        ck_assert(value_of(w128_minus(a, b)) == p - q);
        ck_assert(value_of(w128_left(a, bits)) == p << bits && value_of(w128_right(a, bits)) == p >> bits);
        ck_assert_int_eq(w128_compare(a, b), (p > q) - (p < q));
        ck_assert_int_eq(w128_compare(a, a), 0);
    }
}
END_TEST

START_TEST(what_does_not_fit)
{
    for (int i = 0; i < 200000; i++) {
        long a = (long)some(), b = (long)some(), want = 77, got = 77;
        int bad = __builtin_mul_overflow(a, b, &want);
        ck_assert_int_eq(overflows_product(a, b, &got), bad);
        ck_assert(bad ? got == 77 : got == want);
        got = 77;
        bad = __builtin_add_overflow(a, b, &want);
        ck_assert_int_eq(overflows_sum(a, b, &got), bad);
        ck_assert(bad ? got == 77 : got == want);
    }
}
END_TEST

START_TEST(lengths)
{
    ck_assert_int_eq(bit_length(0), 0);
    for (int i = 0; i < 64; i++) {
        uint64_t top = (uint64_t)1 << i;
        ck_assert_int_eq(bit_length(top), i + 1);
        ck_assert_int_eq(bit_length(top | (next() & (top - 1))), i + 1);
    }
}
END_TEST

Suite *suite_whole(void)
{
    Suite *s = suite_create("whole");
    TCase *c = tcase_create("whole");
    tcase_set_timeout(c, 60);
    tcase_add_test(c, wide_numbers_by_hand);
    tcase_add_test(c, what_does_not_fit);
    tcase_add_test(c, lengths);
    suite_add_tcase(s, c);
    return s;
}
