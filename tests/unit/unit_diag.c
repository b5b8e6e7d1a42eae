/* unit_diag.c -- messages as they are printed: order, cap, carets. */
#include "libcheck.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "source/diag.h"
#include "suites.h"

static struct arena arena;
static struct diags d;
static struct text out;

static void setup(void)
{
    d = (struct diags){ .arena = &arena };
}

static void teardown(void)
{
    text_free(&out);
    arena_free(&arena);
}

static struct span span(const char *path, const char *text, int from, int to)
{
    return (struct span){ source_text(path, text, strlen(text), &arena), from, to };
}

static const char *printed(void)
{
    text_free(&out);
    diag_print(&d, &out);
    return text_string(&out);
}

START_TEST(nothing)
{
    ck_assert_str_eq(printed(), "");
    diag_note(&d, (struct span){ 0 }, "hangs on nothing");
    ck_assert_str_eq(printed(), "");
}
END_TEST

START_TEST(without_a_place)
{
    diag_error(&d, (struct span){ 0 }, "x.mass: %s", "no such file");
    diag_note(&d, (struct span){ 0 }, "look elsewhere");
    ck_assert_str_eq(printed(), "massc: error: x.mass: no such file\n"
                                "massc: note: look elsewhere\n");
    ck_assert_int_eq(d.errors, 1);
}
END_TEST

START_TEST(error_and_note)
{
    struct span at = span("m.mass", "model m\n  param tau = 3\n", 16, 19), first = at;
    first.from = 6, first.to = 7;
    diag_error(&d, at, "'%s' is declared twice", "tau");
    diag_note(&d, first, "first declared here");
    ck_assert_str_eq(printed(),
        "m.mass:2:9: error: 'tau' is declared twice\n"
        "    2 |   param tau = 3\n"
        "      |         ^~~\n"
        "m.mass:1:7: note: first declared here\n");
}
END_TEST

START_TEST(warning_ends_in_its_rule)
{
    diag_warn(&d, span("m.mass", "param a = 3", 6, 7), "unused-param", "'a' is never used");
    ck_assert_str_eq(printed(),
        "m.mass:1:7: warning: 'a' is never used [unused-param]\n"
        "    1 | param a = 3\n"
        "      |       ^\n");
    ck_assert_int_eq(d.warnings, 1);
    ck_assert_int_eq(d.errors, 0);
}
END_TEST

/* The caret line only. */
static const struct { const char *text; int from, to; const char *carets; } carets[] = {
    { "\tx = y", 5, 6, "\t    ^" },                             /* a tab is copied */
    { "# \xc3\xa9\xe2\x80\x93 z", 8, 9, "     ^" },             /* characters, not bytes */
    { "a \xc3\xa9\xc3\xa9 b", 2, 6, "  ^~" },
    { "ab\ncd", 1, 5, " ^" },                                   /* clipped to the line */
    { "ab\r\ncd", 2, 3, "  ^" },
    { "ab", 2, 2, "  ^" },                                      /* end of the text */
    { "", 0, 0, "^" },
    { "ab", 50, 60, "  ^" }
};

START_TEST(caret)
{
    diag_error(&d, span("m", carets[_i].text, carets[_i].from, carets[_i].to), "x");
    const char *last = strstr(strstr(printed(), " | ") + 3, " | ") + 3;
    char want[64];
    snprintf(want, sizeof want, "%s\n", carets[_i].carets);
    ck_assert_str_eq(last, want);
}
END_TEST

START_TEST(long_line_is_shown_in_part)
{
    char line[1001];
    memset(line, 'a', 1000);
    line[1000] = 0;
    line[500] = 'X';
    diag_error(&d, span("m", line, 500, 501), "here");
    const char *shown = strstr(printed(), " | ") + 3;
    size_t width = strcspn(shown, "\n");
    ck_assert_uint_eq(width, 126);
    ck_assert(!strncmp(shown, "...a", 4) && !strncmp(shown + width - 4, "a...", 4));
    const char *below = strstr(shown, " | ") + 3;
    ck_assert_uint_eq(strcspn(below, "^"), strcspn(shown, "X"));
}
END_TEST

START_TEST(long_line_of_characters)
{
    char line[1203] = "";
    for (int i = 0; i < 400; i++)
        strcat(line, "\xe2\x82\xac");
    for (int at = 0; at < 1200; at += 3)
        diag_error(&d, span("m", line, at, at + 1), "here");
    const char *text = printed();
    for (const char *s = text; *s; s++)
        if ((unsigned char)*s == 0xe2)
            ck_assert((unsigned char)s[1] == 0x82 && (unsigned char)s[2] == 0xac);
}
END_TEST

START_TEST(control_bytes_are_hidden)
{
    diag_error(&d, span("m", "a\x1b[31mb", 0, 1), "x");
    ck_assert_ptr_nonnull(strstr(printed(), "    1 | a?[31mb\n"));
}
END_TEST

START_TEST(sorted_by_file_and_place)
{
    struct span b = span("b.mass", "one\ntwo\n", 4, 7), a = span("a.mass", "one\n", 0, 3);
    diag_error(&d, b, "second");
    diag_error(&d, a, "fourth");
    b.from = 0, b.to = 3;
    diag_warn(&d, b, "rule", "after the error at its place");
    diag_error(&d, b, "first");
    diag_error(&d, b, "first");                         /* dropped */
    b.from = 4, b.to = 7;
    diag_error(&d, b, "third");
    ck_assert_str_eq(printed(),
        "b.mass:1:1: error: first\n    1 | one\n      | ^~~\n"
        "b.mass:1:1: warning: after the error at its place [rule]\n    1 | one\n      | ^~~\n"
        "b.mass:2:1: error: second\n    2 | two\n      | ^~~\n"
        "b.mass:2:1: error: third\n    2 | two\n      | ^~~\n"
        "a.mass:1:1: error: fourth\n    1 | one\n      | ^~~\n");
}
END_TEST

static int count(const char *text, const char *what)
{
    int n = 0;
    while ((text = strstr(text, what)))
        n++, text++;
    return n;
}

START_TEST(at_most_twenty)
{
    for (int i = 0; i < 21; i++)
        diag_error(&d, (struct span){ 0 }, "fault %d", i);
    ck_assert_int_eq(count(printed(), "error:"), 20);
    ck_assert_ptr_nonnull(strstr(text_string(&out), "\n... and 1 more error\n"));
    diag_error(&d, (struct span){ 0 }, "fault 21");
    ck_assert_ptr_nonnull(strstr(printed(), "\n... and 2 more errors\n"));
}
END_TEST

START_TEST(bug)
{
    diag_bug("x.c", 3, "cannot be");
}
END_TEST

Suite *suite_diag(void)
{
    Suite *s = suite_create("diag");
    TCase *t = tcase_create("diag");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, nothing);
    tcase_add_test(t, without_a_place);
    tcase_add_test(t, error_and_note);
    tcase_add_test(t, warning_ends_in_its_rule);
    tcase_add_loop_test(t, caret, 0, sizeof carets/sizeof *carets);
    tcase_add_test(t, long_line_is_shown_in_part);
    tcase_add_test(t, long_line_of_characters);
    tcase_add_test(t, control_bytes_are_hidden);
    tcase_add_test(t, sorted_by_file_and_place);
    tcase_add_test(t, at_most_twenty);
    suite_add_tcase(s, t);
    const char *fork = getenv("CK_FORK");
    if (!fork || strcmp(fork, "no")) {          /* it ends the process */
        TCase *ends = tcase_create("bug");
        tcase_add_exit_test(ends, bug, EXIT_INTERNAL);
        suite_add_tcase(s, ends);
    }
    return s;
}
