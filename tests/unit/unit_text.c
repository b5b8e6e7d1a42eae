/* unit_text.c -- growing text, printing, lists of numbers, words for a shell, characters of more than one byte. */
#include "libcheck.h"
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "suites.h"
#include "base/fail.h"
#include "base/format.h"
#include "base/json.h"
#include "base/name.h"
#include "base/shell.h"
#include "base/text.h"
#include "base/utf8.h"

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

/* Both ways at once; [size] of what is written. */
__attribute__((format(printf, 2, 3)))
static void prints_alike(size_t size, const char *format, ...)
{
    char got[64], want[64];
    va_list args, again;
    memset(got, '#', sizeof got);
    memset(want, '#', sizeof want);
    va_start(args, format);
    va_copy(again, args);
    size_t n = format_into(size ? got : NULL, size, format, args);
    int wanted = vsnprintf(size ? want : NULL, size, format, again);
    va_end(again);
    va_end(args);
    ck_assert_uint_eq(n, (size_t)wanted);
    ck_assert_msg(memcmp(got, want, sizeof got) == 0, "%s, room for %zu: %.40s, wanted %.40s", format, size, got, want);
}

START_TEST(formats)
{
    for (size_t size = 0; size < 40; size++) {
        prints_alike(size, "plain");
        prints_alike(size, "%s", "");
        prints_alike(size, "%s%s|%s", "a", "bc", "def");
        prints_alike(size, "%d %d %d %d", 0, -7, INT_MAX, INT_MIN);
        prints_alike(size, "%ld", LONG_MAX);
        prints_alike(size, "[%ld]", LONG_MIN);
        prints_alike(size, "%c%c%%", 'x', '\xc3');
        prints_alike(size, "%.*s|%.*s|%.*s", 2, "long", 9, "four", 0, "none");
        prints_alike(size, "%.*s", -1, "all of it");
        prints_alike(size, "%s %5d", "with a width", 3);
        prints_alike(size, "%g %x %lu %-4s|", 0.1, 255u, 7ul, "ab");
        prints_alike(size, "%lld %s", 1ll << 40, "behind");
        prints_alike(size, "%.3s", "cut by the format");
    }
}
END_TEST

START_TEST(shell_words)
{
    struct text t = { 0 };
    shell_add(&t, words[_i].word);
    ck_assert_str_eq(text_string(&t), words[_i].spelt);
    ck_assert_str_eq(shell_word(words[_i].word).text, words[_i].spelt);
    text_free(&t);
}
END_TEST

/* A list ends where 24 bytes more might not fit. */
START_TEST(lists_of_numbers)
{
    static const long list[] = { 11, -22, 33, 44, 55, 66 };
    char out[60];
    ck_assert_str_eq(text_list(out, sizeof out, list, 0), "[]");
    ck_assert_str_eq(text_list(out, sizeof out, list, 1), "[11]");
    ck_assert_str_eq(text_list(out, sizeof out, list, 6), "[11, -22, 33, 44, 55, 66]");
    ck_assert_str_eq(text_list(out, 41, list, 6), "[11, -22, 33, 44, 55]");
    ck_assert_str_eq(text_list(out, 40, list, 6), "[11, -22, 33, 44]");
    ck_assert_str_eq(text_list(out, 24, list, 6), "[]");
}
END_TEST

/* The vectors of FNV-1a's authors. */
START_TEST(hashes_of_names)
{
    ck_assert_uint_eq(name_hash("", 0), 0x811c9dc5u);
    ck_assert_uint_eq(name_hash("a", 1), 0xe40c292cu);
    ck_assert_uint_eq(name_hash("foobar", 6), 0xbf9cf968u);
}
END_TEST

START_TEST(names_in_a_list)
{
    static const char *const list[] = { "a", "b", "b", NULL };
    ck_assert_int_eq(name_one_of("a", list), 0);
    ck_assert_int_eq(name_one_of("b", list), 1);
    ck_assert_int_eq(name_one_of("c", list), -1);
    ck_assert_int_eq(name_one_of("a", list + 3), -1);
}
END_TEST

/* ---- errors, and text in JSON ---- */

START_TEST(the_first_error_is_kept)
{
    struct fail f = { 0 };
    ck_assert_int_eq(fail(&f, 3, "%s %d", "one", 1), -1);
    ck_assert_int_eq(fail(&f, 4, "two"), -1);
    ck_assert_int_eq(fail_memory(&f, "x"), -1);
    ck_assert(f.code == 3 && !f.no_memory);
    ck_assert_str_eq(f.text, "one 1");
    ck_assert_int_eq(fail_in_front(&f, "%s: ", "file"), -1);
    ck_assert_str_eq(f.text, "file: one 1");
    f = (struct fail){ 0 };
    ck_assert_int_eq(fail_memory(&f, "x"), -1);
    ck_assert(f.code == EXIT_SYSTEM && f.no_memory);
    ck_assert_str_eq(f.text, "x: out of memory");
    f = (struct fail){ 0 };
    fail_memory(&f, NULL);
    ck_assert_str_eq(f.text, "out of memory");
}
END_TEST

START_TEST(long_errors_are_cut)
{
    struct fail f = { 0 };
    enum { MOST = sizeof f.text - 1 };
    fail(&f, 3, "%01000d", 7);
    fail_in_front(&f, "%0*d|", MOST - 3, 8);
    ck_assert_uint_eq(strlen(f.text), MOST);
    ck_assert_str_eq(f.text + MOST - 4, "8|00");
    fail_in_front(&f, "%01000d", 9);
    ck_assert_uint_eq(strlen(f.text), MOST);
    ck_assert_int_eq(f.text[MOST - 1], '0');
}
END_TEST

START_TEST(texts_in_json)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    json_string(out, "a \"b\" \\ \n\t\x1f\x7f \xc3\xa4");
    json_string(out, "");
    fclose(out);
    ck_assert_str_eq(text, "\"a \\\"b\\\" \\\\ \\u000a\\u0009\\u001f\x7f \xc3\xa4\"\"\"");
    free(text);
}
END_TEST

/* ---- UTF-8 ---- */

/* As RFC 3629 defines it: 7, 11, 16 or 21 bits, six to each byte behind the first. */
static int encode(unsigned long c, char *out)
{
    int more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    for (int i = more; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3f));
    *out = (char)(more ? (~(0xff >> (more + 1)) & 0xff) | (int)c : (int)c);
    return more + 1;
}

/* Every character has its length, and no two bytes begin one but those that do. */
START_TEST(every_character)
{
    static unsigned char begins[256][256];
    for (unsigned long c = 0; c <= 0x10ffff; c++) {
        char text[5] = "";
        int n = encode(c, text), surrogate = c >= 0xd800 && c <= 0xdfff;
        if (utf8_length(text, text + n) != (surrogate ? 0 : n) || (n > 1 && utf8_length(text, text + n - 1) != 0))
            ck_abort_msg("U+%lX", c);
        if (!surrogate)
            begins[(unsigned char)text[0]][(unsigned char)text[1]] = (unsigned char)n;
    }
    for (int a = 0; a < 256; a++)
        for (int b = 0; b < 256; b++) {
            const char text[] = { (char)a, (char)b, (char)0x80, (char)0xbf };
            if (utf8_length(text, text + 4) != (a < 0x80 ? 1 : begins[a][b]) || utf8_continues((char)b) != (b >= 0x80 && b < 0xc0))
                ck_abort_msg("%02x %02x", (unsigned)a, (unsigned)b);
        }
}
END_TEST

static const struct { const char *text; int is; } forms[] = {
    { "", 1 }, { "abc", 1 }, { "\xc3\xa4", 1 }, { "a\xe2\x82\xac" "b", 1 }, { "\xf0\x9f\x99\x82", 1 }, { "\xff", 0 }, { "a\xc3", 0 },
    { "\xc3\xa4\x80", 0 }, { "\xe2\x82" "a", 0 }, { "\xf0\x9f\x99" "a", 0 }, { "ab\xc3" "b", 0 }
};

START_TEST(well_formed_texts)
{
    ck_assert_int_eq(utf8_is(forms[_i].text), forms[_i].is);
}
END_TEST

START_TEST(cuts_between_characters)
{
    static const size_t whole[] = { 0, 1, 1, 3, 3, 3, 6, 7, 7, 7 };
    for (size_t most = 0; most < 10; most++)
        ck_assert_uint_eq(utf8_cut("a\xc3\xa4\xe2\x82\xac" "b", most), whole[most]);
    ck_assert_uint_eq(utf8_cut("\x80\x80\x80", 2), 0);
}
END_TEST

/* The first that is set and not empty decides. */
static const struct { const char *all, *type, *lang; int is; } locales[] = {
    { NULL, NULL, NULL, 0 }, { NULL, NULL, "de_DE.UTF-8", 1 }, { NULL, NULL, "de_DE.utf8", 1 }, { NULL, NULL, "C", 0 },
    { NULL, "C.UTF-8", "C", 1 }, { NULL, "C", "C.UTF-8", 0 }, { "", "", "C.UTF-8", 1 }, { "C", "C.UTF-8", "C.UTF-8", 0 },
    { "en_US.utf-8", "C", "C", 1 }, { "", "POSIX", "C.UTF-8", 0 }
};

static void set(const char *name, const char *value)
{
    if (value)
        setenv(name, value, 1);
    else
        unsetenv(name);
}

START_TEST(locales_of_terminals)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    char *before[3];
    for (int i = 0; i < 3; i++)
        before[i] = getenv(names[i]) ? strdup(getenv(names[i])) : NULL;
    set("LC_ALL", locales[_i].all);
    set("LC_CTYPE", locales[_i].type);
    set("LANG", locales[_i].lang);
    int is = locale_is_utf8();
    for (int i = 0; i < 3; i++) {
        set(names[i], before[i]);
        free(before[i]);
    }
    ck_assert_int_eq(is, locales[_i].is);
}
END_TEST

Suite *suite_text(void)
{
    Suite *s = suite_create("text");
    TCase *t = tcase_create("text");
    tcase_add_test(t, grows);
    tcase_add_test(t, formats);
    tcase_add_loop_test(t, shell_words, 0, sizeof words/sizeof *words);
    tcase_add_test(t, lists_of_numbers);
    tcase_add_test(t, hashes_of_names);
    tcase_add_test(t, names_in_a_list);
    tcase_add_test(t, the_first_error_is_kept);
    tcase_add_test(t, long_errors_are_cut);
    tcase_add_test(t, texts_in_json);
    tcase_add_test(t, every_character);
    tcase_add_loop_test(t, well_formed_texts, 0, sizeof forms/sizeof *forms);
    tcase_add_test(t, cuts_between_characters);
    tcase_add_loop_test(t, locales_of_terminals, 0, sizeof locales/sizeof *locales);
    suite_add_tcase(s, t);
    return s;
}
