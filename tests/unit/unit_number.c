/* unit_number.c -- numbers as text: whole texts, reading back, no locale. */
#include "base/number.h"
#include "libcheck.h"
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_number(void);

static const struct { double x; int single; const char *text; } shortest[] = {
    { 0, 0, "0" }, { -0.0, 0, "-0" }, { 12, 0, "12" }, { -3, 1, "-3" },
    { 0.1, 0, "0.1" }, { 0.1, 1, "0.1" }, { 1e-6, 0, "1e-06" }, { 1e-4, 0, "0.0001" },
    { 1e-5, 1, "1e-05" }, { 1.5e-7, 0, "1.5e-07" }, { 0.3, 0, "0.3" },
    { 0.1 + 0.2, 0, "0.30000000000000004" }, { 1.0/3, 0, "0.3333333333333333" },
    { 1.0/3, 1, "0.33333334" }, { 1e15, 0, "1000000000000000" }, { 1e16, 0, "1e+16" },
    { 123456789012345680.0, 0, "1.2345678901234568e+17" }, { 1e22, 0, "1e+22" },
    { 1e23, 0, "1e+23" }, { 16777216, 1, "16777216" }, { 123456789, 1, "123456790" },
    { DBL_MAX, 0, "1.7976931348623157e+308" }, { DBL_MIN, 0, "2.2250738585072014e-308" },
    { 5e-324, 0, "5e-324" }, { FLT_MAX, 1, "3.4028235e+38" }, { 1e-45f, 1, "1e-45" },
    { 9007199254740993.0, 0, "9007199254740992" }, { 0.228571429f, 1, "0.22857143" },
    { 1.8f, 1, "1.8" }, { 100000, 0, "100000" }, { -12.5, 0, "-12.5" },
    { -100, 0, "-100" }, { 999999999999999, 0, "999999999999999" }, { 2.5e-4, 0, "0.00025" },
    { 0.1f, 0, "0.10000000149011612" }, { 16777217, 1, "16777216" }, { 16777218, 1, "16777218" },
    { 16777215, 1, "16777215" }, { 1e300, 1, "inf" }, { 123456789, 0, "123456789" }, { 1234567890123450, 0, "1234567890123450" },
    { NAN, 0, "nan" }, { NAN, 1, "nan" }, { INFINITY, 0, "inf" }, { -INFINITY, 1, "-inf" }
};

START_TEST(shortest_text)
{
    char out[NUMBER_SHORTEST];
    ck_assert_str_eq(number_shortest(out, shortest[_i].x, shortest[_i].single),
                     shortest[_i].text);
}
END_TEST

static uint64_t scramble(uint64_t *s)
{
    *s ^= *s << 13;
    *s ^= *s >> 7;
    *s ^= *s << 17;
    return *s;
}

static void must_read_back(double x, int single)
{
    char out[NUMBER_SHORTEST];
    number_shortest(out, x, single);
    ck_assert_uint_lt(strlen(out), NUMBER_SHORTEST);
    if (isnan(x))
        return;
    double back = single ? (double)strtof(out, NULL) : strtod(out, NULL);
    ck_assert_msg(back == x, "%a became %s", x, out);
}

/* The digits without point and exponent, and without the zeros around them. */
static void only_digits(const char *text, char out[NUMBER_SHORTEST])
{
    int n = 0;
    for (; *text && *text != 'e'; text++)
        if (*text >= '0' && *text <= '9' && (n || *text != '0'))
            out[n++] = *text;
    while (n && out[n - 1] == '0')
        n--;
    out[n] = '\0';
}

/* As short as the C library finds a decimal that reads back, and the nearest of those. */
static void must_be_shortest(float x)
{
    char out[NUMBER_SHORTEST], want[64], digits[NUMBER_SHORTEST], wanted[NUMBER_SHORTEST];
    for (int n = 0; n < 9; n++) {
        snprintf(want, sizeof want, "%.*e", n, (double)x);
        if (strtof(want, NULL) == x)
            break;
    }
    only_digits(number_shortest(out, x, 1), digits);
    only_digits(want, wanted);
    ck_assert_msg(!strcmp(digits, wanted), "%a became %s, not %s", (double)x, out, want);
}

START_TEST(shortest_floats)
{
    uint64_t s = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = scramble(&s);
        uint32_t m = (uint32_t)(bits >> 40) | 1u << 23;
        if (i % 3 == 0)
            m &= ~0u << bits % 23;      /* few bits: ties, and neighbours that are not equally far */
        must_be_shortest(ldexpf((float)m, (int)(bits % 64) - 56));
    }
    for (int i = 1; i < 2000; i++)
        must_be_shortest((float)(i/1000.0));
}
END_TEST

/* Any bit pattern, and magnitudes as results have them. */
START_TEST(reads_back)
{
    uint64_t s = 88172645463325252u;
    for (int i = 0; i < 30000; i++) {
        uint64_t bits = scramble(&s);
        uint32_t half = (uint32_t)(bits >> 32);
        double x;
        float y;
        memcpy(&x, &bits, sizeof x);
        memcpy(&y, &half, sizeof y);
        must_read_back(x, 0);
        must_read_back(y, 1);
        must_read_back(ldexp((double)(bits >> 11), (int)(bits % 80) - 93), 0);
        must_read_back((float)ldexp((double)half, (int)(bits % 80) - 72), 1);
    }
}
END_TEST

/* Around powers of two the neighbours are not equally far. */
START_TEST(reads_back_at_edges)
{
    for (int e = -1022; e < 1023; e++)
        for (int step = -1; step <= 1; step++) {
            double x = ldexp(1, e);
            must_read_back(step ? nextafter(x, step*INFINITY) : x, 0);
        }
    for (int e = -126; e < 127; e++)
        for (int step = -1; step <= 1; step++) {
            float x = ldexpf(1, e);
            must_read_back(step ? nextafterf(x, (float)step*INFINITY) : x, 1);
        }
}
END_TEST

START_TEST(fixed_and_exponent)
{
    char out[NUMBER_FIXED];
    ck_assert_str_eq(number_fixed(out, 0.1, 6), " 0.100000");
    ck_assert_str_eq(number_fixed(out, -2.5, 1), "-2.5");
    ck_assert_str_eq(number_fixed(out, 42, 0), " 42");
    ck_assert_str_eq(number_exponent(out, 1.25e-7, 6), " 1.250000e-07");
    ck_assert_str_eq(number_fixed(out, -INFINITY, 6), "-inf");
    ck_assert_uint_lt(strlen(number_fixed(out, -DBL_MAX, 60)), NUMBER_FIXED);
}
END_TEST

START_TEST(no_locale)
{
    static const char *const names[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_DE" };
    const char *set = NULL;
    for (int i = 0; i < 4 && !set; i++)
        set = setlocale(LC_NUMERIC, names[i]);
    if (!set) {
        fprintf(stderr, "unit_number: skipped no_locale, no locale with a decimal comma\n");
        return;
    }
    char out[NUMBER_FIXED];
    number_fixed(out, 0.1, 6);
    char digits[3][NUMBER_SHORTEST];
    number_shortest(digits[0], 0.1, 0);
    number_shortest(digits[1], 1.5e-300, 0);
    number_shortest(digits[2], 1.5e-40, 1);
    setlocale(LC_NUMERIC, "C");
    ck_assert_str_eq(out, " 0.100000");
    ck_assert_str_eq(digits[0], "0.1");
    ck_assert_str_eq(digits[1], "1.5e-300");
    ck_assert_str_eq(digits[2], "1.5e-40");
}
END_TEST

Suite *suite_number(void)
{
    Suite *s = suite_create("number");
    TCase *t = tcase_create("number");
    tcase_add_loop_test(t, shortest_text, 0, sizeof shortest/sizeof *shortest);
    tcase_add_test(t, reads_back);
    tcase_add_test(t, shortest_floats);
    tcase_add_test(t, reads_back_at_edges);
    tcase_add_test(t, fixed_and_exponent);
    tcase_add_test(t, no_locale);
    suite_add_tcase(s, t);
    return s;
}
