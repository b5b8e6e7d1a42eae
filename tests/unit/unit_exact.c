/* unit_exact.c -- decimals: how they are read, and the doubles nearest to what is computed of them.
 *
 * What is expected is the C library's own reading of the decimal that is the result.
 */
#include "base/exact.h"
#include "libcheck.h"
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "suites.h"

__extension__ typedef __int128 wide;

#define ONES "111111111111111111111111111111111111111111111111111111111111111111111111"     /* 72 of them */
#define NEARLY "11111111111111111111111111111111111111111111111111111111111111111111111"    /* 71 */

/* ---- reading ---- */

static const struct { const char *text, *read; } decimals[] = {
    { "0.1", "1 1e-1" }, { "-1e-3", "1 -1e-3" }, { "+5", "1 5e0" }, { "", "0 e0" }, { "-", "0 -e0" }, { "x", "0 e0" },
    { ".", "0 e0" }, { ".5", "1 5e-1" }, { "5.", "1 5e0" }, { "12e+3", "1 12e3" }, { "12E3", "1 12e3" }, { "1e5x9", "1 1e5" },
    { "1e", "1 1e0" }, { "1e-", "1 1e0" }, { "e5", "0 e0" }, { ".e5", "0 e0" }, { "19/2", "1 19e0" }, { "1e1:", "1 1e1" },
    { "0000", "1 e0" }, { "-0.000e7", "1 -e0" }, { "1500", "1 15e2" }, { "100e-2", "1 1e0" }, { "0.00120300", "1 1203e-6" },
    { "9080.70", "1 90807e-1" }, { "1e400", "1 1e400" }, { "1e401", "1 1e400" }, { "1e99999", "1 1e400" }, { "1e99999999999999999999", "1 1e400" },
    { "1e-400", "1 1e-400" }, { "1e-401", "1 e0" }, { "-1e-99999999999999999999", "1 -e0" }, { "12.5e-399", "1 125e-400" },
    { "12.5e-400", "1 e0" }, { ONES, "1 " ONES "e0" }, { ONES "34", "1 " ONES "e2" }, { "-." ONES "34e5", "1 -" ONES "e-67" },
    { ONES "34.56", "1 " ONES "e2" }, { "1." NEARLY "4", "1 1" NEARLY "e-71" }, { NEARLY "05", "1 " NEARLY "e2" }
};

START_TEST(reads)
{
    struct exact x;
    char read[120], digits[80] = "";
    int any = exact_read(decimals[_i].text, &x);
    for (int i = 0; i < x.count; i++)
        digits[i] = (char)('0' + x.digits[i]);
    snprintf(read, sizeof read, "%d %s%se%d", any, x.negative ? "-" : "", digits, x.exponent);
    ck_assert_str_eq(read, decimals[_i].read);
}
END_TEST

START_TEST(shortest)
{
    struct exact x;
    exact_shortest(-0.00125, &x);
    ck_assert(x.negative && x.count == 3 && x.exponent == -5 && !memcmp(x.digits, "\1\2\5", 3));
    exact_shortest(0x1p80, &x);
    ck_assert(!x.negative && x.count == 17 && x.exponent == 8);     /* 1.2089258196146292e+24 */
}
END_TEST

/* ---- one decimal as a double ---- */

static double nearest_to(const char *text)
{
    struct exact x, one;
    ck_assert(exact_read(text, &x) && exact_read("1", &one));
    double at_low = exact_between(&x, &one, 0, 1), at_high = exact_between(&one, &x, 1, 1);
    ck_assert_msg(at_low == at_high, "%s: %a at the low end, %a at the high one", text, at_low, at_high);
    return at_low;
}

/* Ties, the edges of the format, and lengths that meet every way of carrying. */
static const char *const hard[] = {
    "0", "1", "-1", "9007199254740993", "9007199254740995", "9007199254740993.00000000000000000001", "-9007199254740994.99999999",
    "4294967295", "4294967296", "18446744073709551615", "18446744073709551616", "340282366920938463463374607431768211455",
    "340282366920938463463374607431768211456", "1e400", "-1e400", "1.7976931348623157e308", "1.7976931348623159e308",
    "1.79769313486231580793e308", "1.79769313486231580794e308", "5e-324", "2.4703282292062327e-324", "2.4703282292062328e-324",
    "7.4109846876186981e-324", "7.4109846876186982e-324", "2.2250738585072014e-308", "2.2250738585072011e-308", "2.22507385850720088e-308",
    "-2.2250738585072012e-308", "4.9e-325", "1e-340", "1e-342", "1e-343", "1e-345", "1e-400", "1e22", "1e23", "8.5e-310", "0.1", "0.30000000000000004"
};

START_TEST(hard_decimals_are_read_as_the_library_does)
{
    double got = nearest_to(hard[_i]), want = strtod(hard[_i], NULL);
    ck_assert_msg(got == want, "%s: %a, not %a", hard[_i], got, want);
}
END_TEST

static uint64_t scramble(uint64_t *s)
{
    *s ^= *s << 13;
    *s ^= *s >> 7;
    *s ^= *s << 17;
    return *s;
}

START_TEST(any_decimal_is_read_as_the_library_does)
{
    uint64_t s = 0x9e3779b97f4a7c15;
    for (int k = 0; k < 3000; k++) {
        char text[100];
        int length = 1 + (int)(scramble(&s) % 70), n = k % 2;
        text[0] = '-';
        for (int i = 0; i < length; i++)
            text[n++] = (char)('0' + scramble(&s) % 10);
        snprintf(text + n, sizeof text - (size_t)n, "e%d", (int)(scramble(&s) % 660) - 340 - length);
        double got = nearest_to(text), want = strtod(text, NULL);
        ck_assert_msg(got == want, "%s: %a, not %a", text, got, want);
    }
}
END_TEST

/* ---- between two decimals ---- */

/* [v] x 10^e, with so many zeros behind that say nothing. */
static void spell(char *out, wide v, int e, int zeros)
{
    char digits[48];
    int n = 0;
    for (wide rest = v < 0 ? -v : v; rest || !n; rest /= 10)
        digits[n++] = (char)('0' + (int)(rest % 10));
    *out = '-';
    out += v < 0;
    while (n > 0)
        *out++ = digits[--n];
    for (int i = 0; i < zeros; i++)
        *out++ = '0';
    sprintf(out, "e%d", e - zeros);
}

/* Value i of an even grid is from + i*step, all of them whole multiples of 10^e. */
static void check_grid(int64_t from, int64_t step, int e, long i, long m, int zeros)
{
    char low[120], high[120], at[120];
    struct exact lo, hi;
    spell(low, from, e, zeros % 5);
    spell(high, from + (wide)step*m, e, zeros / 5);
    spell(at, from + (wide)step*i, e, 0);
    ck_assert(exact_read(low, &lo) && exact_read(high, &hi));
    double want = strtod(at, NULL), got = exact_between(&lo, &hi, i, m);
    ck_assert_msg(got == want, "%ld of %ld from %s to %s: %a, not %a", i, m, low, high, got, want);
    struct exact_short s = exact_shorten(&lo, &hi, m);
    if (s.unit > 0) {
        double quick = (s.lo*(double)(m - i) + s.hi*(double)i)/s.unit;
        ck_assert_msg(quick == want, "%ld of %ld from %s to %s: %a in doubles, not %a", i, m, low, high, quick, want);
    }
}

START_TEST(grids_hold_their_decimals)
{
    uint64_t s = 88172645463325252u;
    for (int k = 0; k < 4000; k++) {
        int few = (int)(scramble(&s) % 40) + 1;
        int64_t from = (int64_t)(scramble(&s) >> (64 - few)), step = (int64_t)(scramble(&s) >> (64 - few)) - (k % 3 ? 0 : from);
        long m = 1 + (long)(scramble(&s) >> (63 - few)), i = (long)(scramble(&s) % (uint64_t)(m + 1));
        check_grid(k % 4 < 2 ? from : -from, step, (int)(scramble(&s) % 60) - 40, i, m, (int)(scramble(&s) % 25));
    }
    check_grid(-7, 7, 3, 1, 3, 0);              /* a zero in between */
    check_grid(0, 5, -1, 1L << 40, 1L << 41, 7);
    check_grid(5, -5, -1, 1, 2, 0);
    check_grid(1, 4294967296, 0, 3L << 32, 5L << 32, 0);
}
END_TEST

/* Counted by hand: whole multiples of a power of ten, below 2^53 with what they are multiplied by. */
static const struct { const char *lo, *hi; long m; double low, high, unit; } shorter[] = {
    { "0.1", "0.5", 4, 1, 5, 40 }, { "-3", "2e3", 5, -3, 2000, 5 }, { "0", "0.25", 2, 0, 25, 200 }, { "0.5", "0", 1, 5, 0, 10 },
    { "0", "0", 3, 0, 0, 3 }, { "1e3", "-2e-1", 7, 10000, -2, 70 }, { "0e5", "1e2", 2, 0, 100, 2 },
    { "0", "9007199254740991", 1, 0, 9007199254740991.0, 1 }, { "0", "9007199254740992", 1, 0, 0, 0 }, { "0", "9007199254740993", 1, 0, 0, 0 },
    { "9007199254740991", "0", 1, 9007199254740991.0, 0, 1 }, { "9007199254740993", "0", 1, 0, 0, 0 },
    { "0", "1e15", 9, 0, 1e15, 9 }, { "0", "1e15", 10, 0, 0, 0 }, { "1e-15", "0", 9, 1, 0, 9e15 }, { "1e-15", "0", 10, 0, 0, 0 },
    { "1", "2", 1000000000000, 1, 2, 1e12 }, { "1", "2", 1000000000001, 0, 0, 0 }, { "1e-400", "1", 1, 0, 0, 0 }, { "1", "1e400", 1, 0, 0, 0 }
};

START_TEST(short_decimals)
{
    struct exact lo, hi;
    ck_assert(exact_read(shorter[_i].lo, &lo) && exact_read(shorter[_i].hi, &hi));
    struct exact_short s = exact_shorten(&lo, &hi, shorter[_i].m);
    ck_assert_msg(s.lo == shorter[_i].low && s.hi == shorter[_i].high && s.unit == shorter[_i].unit, "%s to %s in %ld: %.17g %.17g %.17g",
                  shorter[_i].lo, shorter[_i].hi, shorter[_i].m, s.lo, s.hi, s.unit);
}
END_TEST

/* ---- what is left ---- */

/* Of fractions of whole numbers of any length, by another program. */
static const struct { const char *decimal; double x, rest; } rests[] = {
    { "0.1", 0x1.999999999999ap-4, -0x1.999999999999ap-58 }, { "-0.1", -0x1.999999999999ap-4, 0x1.999999999999ap-58 },
    { "0.3", 0x1.3333333333334p-2, -0x1.999999999999ap-55 }, { "1e23", 0x1.52d02c7e14af6p+76, 0x1p+23 }, { "2.5", 2.5, 0 },
    { "0.5", 0, 0.5 }, { "-3", 4, -7 }, { "3", -4, 7 }, { "0", -0.75, 0.75 }, { "1e22", 0x1.0f0cf064dd592p+73, 0 },
    { "123456789012345678901234567890", 0x1.8ee90ff6c373ep+96, 0x1.dc9c7e15a4p+39 },
    { "1e300", 0x1.7e43c8800759cp+996, -0x1.698fdc7ace0cap+942 }, { "1e-300", 0x1.56e1fc2f8f359p-997, -0x0.00000004d6491p-1022 },
    { "0.333333333333333314829616256247390992939472198486328125", 0x1.5555555555555p-2, 0 },
    { "0.3333333333333333", 0x1.5555555555555p-2, -0x1.118ee1fcb625p-56 }, { "9007199254740993", 0x1p+53, 1 },
    { "9007199254740992.0000001", 0x1p+53, 0x1.ad7f29abcaf48p-24 }, { "4503599627370495.5", 0x1.fffffffffffffp+51, 0 },
    { "1.7976931348623157e308", 0x1.fffffffffffffp+1023, -0x1.4e53663a912b6p+966 }, { "40", 0x1p+33, -0x1.ffffffd8p+32 }
};

START_TEST(rests_are_exact)
{
    struct exact x;
    ck_assert(exact_read(rests[_i].decimal, &x));
    double got = exact_rest(&x, rests[_i].x);
    ck_assert_msg(got == rests[_i].rest, "%s less %a: %a, not %a", rests[_i].decimal, rests[_i].x, got, rests[_i].rest);
    struct twofold both = exact_twofold(&x);
    ck_assert(both.hi == strtod(rests[_i].decimal, NULL));
    if (both.hi == rests[_i].x)
        ck_assert(both.lo == rests[_i].rest);
}
END_TEST

Suite *suite_exact(void)
{
    Suite *s = suite_create("exact");
    TCase *t = tcase_create("exact");
    tcase_add_loop_test(t, reads, 0, (int)(sizeof decimals/sizeof *decimals));
    tcase_add_test(t, shortest);
    tcase_add_loop_test(t, hard_decimals_are_read_as_the_library_does, 0, (int)(sizeof hard/sizeof *hard));
    tcase_add_test(t, any_decimal_is_read_as_the_library_does);
    tcase_add_test(t, grids_hold_their_decimals);
    tcase_add_loop_test(t, short_decimals, 0, (int)(sizeof shorter/sizeof *shorter));
    tcase_add_loop_test(t, rests_are_exact, 0, (int)(sizeof rests/sizeof *rests));
    suite_add_tcase(s, t);
    return s;
}
