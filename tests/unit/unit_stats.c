/* unit_stats.c -- the measurements file, and the atomic files below it. */
#include "atomic.h"
#include "stats.h"
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *suite_stats(void);

static char folder[64];

static void make_folder(void)
{
    strcpy(folder, "/tmp/unit_stats_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void remove_folder(void)
{
    char command[100];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static const char *in_folder(char out[200], const char *name)
{
    snprintf(out, 200, "%s/%s", folder, name);
    return out;
}

static char *contents(const char *path)
{
    static char text[4096];
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s is missing", path);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static int entries(const char *path)
{
    char command[200], text[16];
    snprintf(command, sizeof command, "ls -A '%s' | wc -l", path);
    FILE *out = popen(command, "r");
    ck_assert_ptr_nonnull(fgets(text, sizeof text, out));
    pclose(out);
    return atoi(text);
}

static const struct stats_row rows[] = {
    { "ab", "tcc", "f64", 8, 2, 441, 80000, 1, 35280000, 0.0012345678, 0.25, 0, 1e-7, 3, 0.5,
      12345678 },
    { "q\"\\\n", "gcc", "f32", 16, 1, 1, 2, 3, 6, 0, 0, 0, 0, NAN, 0, 0 }
};

START_TEST(whole_text)
{
    char path[200];
    struct fail f = { 0 };
    ck_assert_int_eq(stats_write(in_folder(path, "a/b/stats.json"), rows, 2, &f), 0);
    ck_assert_str_eq(contents(path),
        "[\n"
        "  {\"exploration\": \"ab\", \"engine\": \"tcc\", \"real\": \"f64\", \"lanes\": 8, "
        "\"threads\": 2, \"points\": 441, \"steps\": 80000, \"nodes\": 1, "
        "\"node_steps\": 35280000, \"parse_s\": 0.001235, \"lower_s\": 0.25, \"emit_s\": 0, "
        "\"compile_s\": 0, \"simulate_s\": 3, \"write_s\": 0.5, \"peak_bytes\": 12345678},\n"
        "  {\"exploration\": \"q\\\"\\\\\\u000a\", \"engine\": \"gcc\", \"real\": \"f32\", "
        "\"lanes\": 16, \"threads\": 1, \"points\": 1, \"steps\": 2, \"nodes\": 3, "
        "\"node_steps\": 6, \"parse_s\": 0, \"lower_s\": 0, \"emit_s\": 0, \"compile_s\": 0, "
        "\"simulate_s\": null, \"write_s\": 0, \"peak_bytes\": 0}\n"
        "]\n");
    ck_assert_int_eq(stats_write(path, rows, 0, &f), 0);
    ck_assert_str_eq(contents(path), "[\n]\n");
    ck_assert_int_eq(entries(in_folder(path, "a/b")), 1);
}
END_TEST

static const struct { const char *path, *text; } bad[] = {
    { "/dev/full", "cannot write /dev/full: No space left on device" },
    { "/dev/null/x/stats.json", "cannot write /dev/null/x/stats.json: Not a directory" },
    { "/tmp", "cannot write /tmp: Is a directory" }
};

START_TEST(cannot_write)
{
    struct fail f = { 0 };
    ck_assert_int_eq(stats_write(bad[_i].path, rows, 2, &f), -1);
    ck_assert_int_eq(f.code, FAIL_SYSTEM);
    ck_assert_str_eq(f.text, bad[_i].text);
}
END_TEST

START_TEST(direct)
{
    struct fail f = { 0 };
    ck_assert_int_eq(stats_write("/dev/null", rows, 2, &f), 0);
    struct stat s;
    ck_assert(stat("/dev/null", &s) == 0 && S_ISCHR(s.st_mode));
}
END_TEST

/* Until the commit there is the old file, or none; two writers do not meet. */
START_TEST(whole_or_not_at_all)
{
    char path[200];
    struct fail f = { 0 };
    struct atomic a, b;
    in_folder(path, "x");
    ck_assert_int_eq(atomic_open(&a, path, &f), 0);
    ck_assert_int_eq(atomic_open(&b, path, &f), 0);
    ck_assert_int_eq(atomic_write(&a, "first", 5, &f), 0);
    ck_assert_int_eq(atomic_write(&b, "second", 6, &f), 0);
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert_int_eq(atomic_commit(&a, &f), 0);
    ck_assert_str_eq(contents(path), "first");
    ck_assert_int_eq(entries(folder), 2);
    atomic_abandon(&b);
    atomic_abandon(&b);
    ck_assert_str_eq(contents(path), "first");
    ck_assert_int_eq(entries(folder), 1);
}
END_TEST

START_TEST(link_followed)
{
    char real[200], link[200];
    struct fail f = { 0 };
    struct stat s;
    fclose(fopen(in_folder(real, "real"), "w"));
    ck_assert_int_eq(symlink(real, in_folder(link, "link")), 0);
    ck_assert_int_eq(stats_write(link, rows, 0, &f), 0);
    ck_assert(lstat(link, &s) == 0 && S_ISLNK(s.st_mode));
    ck_assert_str_eq(contents(real), "[\n]\n");
}
END_TEST

START_TEST(gone_folder)
{
    char path[200];
    struct fail f = { 0 };
    struct atomic a;
    ck_assert_int_eq(atomic_open(&a, in_folder(path, "d/x"), &f), 0);
    unlink(a.temporary);
    ck_assert_int_eq(rmdir(in_folder(path, "d")), 0);
    ck_assert_int_eq(atomic_commit(&a, &f), -1);
    ck_assert_ptr_nonnull(strstr(f.text, "/d/x: No such file or directory"));
}
END_TEST

Suite *suite_stats(void)
{
    Suite *s = suite_create("stats");
    TCase *t = tcase_create("stats");
    tcase_add_checked_fixture(t, make_folder, remove_folder);
    tcase_add_test(t, whole_text);
    tcase_add_loop_test(t, cannot_write, 0, sizeof bad/sizeof *bad);
    tcase_add_test(t, direct);
    tcase_add_test(t, whole_or_not_at_all);
    tcase_add_test(t, link_followed);
    tcase_add_test(t, gone_folder);
    suite_add_tcase(s, t);
    return s;
}
