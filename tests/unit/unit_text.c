/* unit_text.c -- growing text, and words for a shell. */
#include "libcheck.h"
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

Suite *suite_text(void)
{
    Suite *s = suite_create("text");
    TCase *t = tcase_create("text");
    tcase_add_test(t, grows);
    tcase_add_loop_test(t, shell_words, 0, sizeof words/sizeof *words);
    suite_add_tcase(s, t);
    return s;
}
