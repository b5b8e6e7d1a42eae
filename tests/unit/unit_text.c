/* unit_text.c -- growing text, and numbers that read back. */
#include "libcheck.h"
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "suites.h"
#include "base/shell.h"
#include "base/text.h"

START_TEST(grows)
{
    struct text t = { 0 };
    ck_assert_str_eq(text_string(&t), "");
    for (int i = 0; i < 1000; i++)
        text_print(&t, "%d,", i % 10);
    ck_assert_uint_eq(t.len, 2000);
    ck_assert_uint_eq(strlen(t.bytes), 2000);
    text_bytes(&t, "a\0b", 3);
    ck_assert_uint_eq(t.len, 2003);
    text_free(&t);
    ck_assert_str_eq(text_string(&t), "");
}
END_TEST

static const struct { const char *word, *spelt; } words[] = {
    { "out/a_sweep.nc", "out/a_sweep.nc" }, { "", "''" }, { "two words", "'two words'" }, { "it's", "'it'\\''s'" },
    { "'", "''\\'''" }, { "a;b", "'a;b'" }, { "$HOME", "'$HOME'" }, { "x~", "'x~'" }, { "\n", "'\n'" }, { "--at=b=2", "--at=b=2" }
};

START_TEST(shell_words)
{
    struct text t = { 0 };
    shell_add(&t, words[_i].word);
    ck_assert_str_eq(text_string(&t), words[_i].spelt);
    ck_assert_str_eq(shell_word(words[_i].word).text, words[_i].spelt);
    text_free(&t);
}
END_TEST

static const struct { double x; int single; const char *text; } numbers[] = {
    { 0, 0, "0" },                  { -0.0, 0, "-0" },
    { 12, 0, "12" },                { -100, 0, "-100" },
    { 0.1, 0, "0.1" },              { 1.0/3, 0, "0.3333333333333333" },
    { 1e-6, 0, "1e-06" },           { 1e15, 0, "1e+15" },
    { 123456789, 0, "123456789" },  { 999999999999999, 0, "999999999999999" },
    { 2.5e-4, 0, "0.00025" },       { 0.1 + 0.2, 0, "0.30000000000000004" },
    { 5e-324, 0, "5e-324" },        { 1.7976931348623157e308, 0, "1.7976931348623157e+308" },
    { 0.1f, 0, "0.10000000149011612" },
    { 0.1f, 1, "0.1" },             { 16777217, 1, "16777216" },
    { 1e300, 1, "inf" },            { 1e-45, 1, "1e-45" },
    { NAN, 0, "nan" },              { INFINITY, 0, "inf" },     { -INFINITY, 0, "-inf" }
};

START_TEST(number)
{
    char out[32];
    ck_assert_str_eq(text_number(out, numbers[_i].x, numbers[_i].single), numbers[_i].text);
}
END_TEST

/* Every bit pattern comes back; a fixed generator keeps the test the same. */
START_TEST(numbers_read_back)
{
    uint64_t bits = 1;
    for (int i = 0; i < 20000; i++) {
        char out[32];
        double x;
        bits = bits*6364136223846793005u + 1442695040888963407u;
        memcpy(&x, &bits, sizeof x);
        if (!isfinite(x))
            continue;
        ck_assert(strtod(text_number(out, x, 0), NULL) == x);
        ck_assert(strtof(text_number(out, x, 1), NULL) == (float)x);
    }
}
END_TEST

START_TEST(number_ignores_locale)
{
    char out[32];
    if (!setlocale(LC_ALL, "de_DE.UTF-8") && !setlocale(LC_ALL, "de_DE"))
        return;                                 /* the machine has no such locale */
    ck_assert_str_eq(text_number(out, 0.5, 0), "0.5");
    setlocale(LC_ALL, "C");
}
END_TEST

Suite *suite_text(void)
{
    Suite *s = suite_create("text");
    TCase *t = tcase_create("text");
    tcase_add_test(t, grows);
    tcase_add_loop_test(t, shell_words, 0, sizeof words/sizeof *words);
    tcase_add_loop_test(t, number, 0, sizeof numbers/sizeof *numbers);
    tcase_add_test(t, numbers_read_back);
    tcase_add_test(t, number_ignores_locale);
    suite_add_tcase(s, t);
    return s;
}
