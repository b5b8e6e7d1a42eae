/* unit_c_text.c -- C texts: numbers, strings and comments that say what they should, words and names.
 * What numbers and strings say to compilers is in tests/written.lua.
 */
#include "libcheck.h"
#include <stdlib.h>
#include <string.h>
#include "suites.h"
#include "base/arena.h"
#include "emit/c_rename.h"
#include "emit/c_text.h"
#include "emit/c_words.h"

/* ---- texts ---------------------------------------------------------------------------- */

static const struct { const char *text, *remark; } remarks[] = {
    { "slope, in kHz/nA?", "slope, in kHz/nA?" }, { "a */ b", "a *. b" }, { "a /* b", "a /. b" }, { "*/*/", "*.*." }, { "what?\?/", "what?./" },
    { "line\nline\r\\", "line line.." }, { "\316\261 is Greek", "\316\261 is Greek" }, { "\xff\xfe", ".." },
    { "\342\200\256turned", ".turned" }, { "\342\201\246x\330\234", ".x." }
};

START_TEST(comments_end_where_they_should)
{
    struct arena a = { 0 };
    ck_assert_str_eq(c_remark(&a, remarks[_i].text), remarks[_i].remark);
    arena_free(&a);
}
END_TEST

START_TEST(records_break_between_members)
{
    struct arena a = { 0 };
    struct text t = { 0 };
    struct c_record none = c_open(&a, &t, 0);
    c_close(&none);
    ck_assert_str_eq(text_string(&t), "{ 0 }");
    text_free(&t);
    struct c_record r = c_open(&a, &t, 0);
    c_member_string(&r, ".name", "x");
    c_member_string(&r, ".none", NULL);
    c_member_integer(&r, ".least", INT64_MIN);
    c_member_integer(&r, ".zero", 0);
    c_member_number(&r, ".minus", -0.0);
    c_close(&r);
    ck_assert_str_eq(text_string(&t), "{ .name = \"x\", .least = -9223372036854775807 - 1, .minus = -0.0 }");
    text_free(&t);
    r = c_open(&a, &t, 0);
    for (int i = 0; i < 40; i++)
        c_member_integer(&r, ".member", 1000 + i);
    c_close(&r);
    for (const char *line = text_string(&t); line; line = strchr(line + 1, '\n'))
        ck_assert_uint_le(strcspn(line + 1, "\n"), C_COLUMNS);
    text_free(&t);
    arena_free(&a);
}
END_TEST

/* ---- words --------------------------------------------------------------------------- */

static const struct { const char *text, *wide; } longs[] = {
    { "long a; unsigned long long b; long double c; long *d;", "long long a; unsigned long long b; long double c; long long *d;" },
    { "f(long, long) /* long */ \"long\" '\"' longer", "f(long long, long long) /* long */ \"long\" '\"' longer" },
    { "(long)long_ + sizeof(long), double", "(long long)long_ + sizeof(long long), double" }
};

START_TEST(long_becomes_wide)
{
    struct text t = { 0 };
    c_wide(longs[_i].text, &t);
    ck_assert_str_eq(text_string(&t), longs[_i].wide);
    text_free(&t);
}
END_TEST

static const char shared[] = "typedef float real;\nstruct job { int start; };\n#define madd(a, b, c) ((a)*(b) + (c))\n";
static const char own[] =
    "enum { Y, POINT_ };\nstatic const int rows[] = { Y };\n"
    "/* start of start */\nstatic void start(struct job *job, real x_start)\n{\n    job->start = madd(rows[0], Y, x_start); /* \"start\" */\n}\n"
    "const char *const named = \"start\";\nstruct job all = { .start = 1 };\n";
static const char renamed[] =
    "enum { X_Y, X_POINT_ };\nstatic const int x_rows[] = { X_Y };\n"
    "/* start of start */\nstatic void x_start_(struct job *job, real x_start)\n{\n    job->start = madd(x_rows[0], X_Y, x_start); /* \"start\" */\n}\n"
    "const char *const x_named_ = \"start\";\nstruct job x_all = { .start = 1 };\n";

START_TEST(names_get_a_prefix)
{
    struct arena a = { 0 };
    struct text t = { 0 };
    struct c_renames all = { NULL, 0 };
    c_rename(own, "x_", (const char *const[]){ shared, NULL }, (const char *const[]){ "int x_named;", NULL }, &a, &all, &t);
    ck_assert_str_eq(text_string(&t), renamed);
    ck_assert_int_eq(all.count, 6);
    text_free(&t);
    arena_free(&a);
}
END_TEST

START_TEST(names_stay_that_nobody_has)
{
    struct arena a = { 0 };
    struct text t = { 0 };
    struct c_renames all = { NULL, 0 };
    c_rename(own, "", (const char *const[]){ shared, NULL }, (const char *const[]){ "int other(int named);", NULL }, &a, &all, &t);
    ck_assert_str_eq(text_string(&t), own);
    text_free(&t);
    c_rename("int start;", "", (const char *const[]){ shared, NULL }, (const char *const[]){ "", NULL }, &a, &all, &t);
    ck_assert_str_eq(text_string(&t), "int start_;");           /* the one before has it */
    text_free(&t);
    arena_free(&a);
}
END_TEST

START_TEST(macros_end)
{
    struct text t = { 0 };
    c_undefine("#define A 1\n#if A\n# define f(x) A\n#else\n#define f(x) (x)\n#endif\n/* #define B */\n#define KEPT\n",
               (const char *const[]){ "KEPT", NULL }, &t);
    ck_assert_str_eq(text_string(&t), "#undef A\n#undef f\n");
    text_free(&t);
}
END_TEST

Suite *suite_c_text(void)
{
    Suite *s = suite_create("c_text");
    TCase *t = tcase_create("c_text");
    tcase_add_loop_test(t, comments_end_where_they_should, 0, sizeof remarks/sizeof *remarks);
    tcase_add_test(t, records_break_between_members);
    tcase_add_loop_test(t, long_becomes_wide, 0, sizeof longs/sizeof *longs);
    tcase_add_test(t, names_get_a_prefix);
    tcase_add_test(t, names_stay_that_nobody_has);
    tcase_add_test(t, macros_end);
    suite_add_tcase(s, t);
    return s;
}
