/* unit_stats.c -- the measurements file, and the atomic files below it. */
#include "base/atomic.h"
#include "sink/stats.h"
#include "folder.h"
#include "libcheck.h"
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

Suite *suite_stats(void);

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
    { "ab", "tcc", "f64", 8, 2, 441, 440, 80000, 1, 35280000, 0.0012345678, 0.25, 0, 1e-7, 3, 0.5,
      12345678 },
    { "q\"\\\n", "gcc", "f32", 16, 1, 1, 1, 2, 3, 6, 0, 0, 0, 0, NAN, 0, 0 }
};

START_TEST(whole_text)
{
    char path[200];
    struct fail f = { 0 };
    ck_assert_int_eq(stats_write(in_folder(path, "a/b/stats.json"), rows, 2, &f), 0);
    ck_assert_str_eq(contents(path),
        "[\n"
        "  {\"exploration\": \"ab\", \"engine\": \"tcc\", \"real\": \"f64\", \"lanes\": 8, "
        "\"threads\": 2, \"points\": 441, \"simulations\": 440, \"steps\": 80000, \"nodes\": 1, "
        "\"node_steps\": 35280000, \"parse_s\": 0.001235, \"lower_s\": 0.25, \"emit_s\": 0, "
        "\"compile_s\": 0, \"simulate_s\": 3, \"write_s\": 0.5, \"peak_bytes\": 12345678},\n"
        "  {\"exploration\": \"q\\\"\\\\\\u000a\", \"engine\": \"gcc\", \"real\": \"f32\", "
        "\"lanes\": 16, \"threads\": 1, \"points\": 1, \"simulations\": 1, \"steps\": 2, \"nodes\": 3, "
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
    ck_assert_int_eq(f.code, EXIT_SYSTEM);
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

/* A name as long as a file system takes leaves no room for an ending. */
START_TEST(long_names)
{
    static const char *const letters[] = { "x", "\xc3\xa9", "\xf0\x9f\xa7\xa0" };
    for (int i = 0; i < 3; i++) {
        char name[256] = "", path[400];
        struct fail f = { 0 };
        struct atomic a, b;
        while (strlen(name) + strlen(letters[i]) <= 255)
            strcat(name, letters[i]);
        snprintf(path, sizeof path, "%s/%s", folder, name);
        ck_assert_msg(atomic_open(&a, path, &f) == 0 && atomic_open(&b, path, &f) == 0, "%s", f.text);
        const char *base = strrchr(a.temporary, '/') + 1, *mark = strstr(base, ".massc-");
        ck_assert(mark && (mark - base)%(long)strlen(letters[i]) == 0);      /* no half character */
        ck_assert_int_eq(atomic_commit(&a, &f), 0);
        atomic_abandon(&b);
        ck_assert_int_eq(entries(folder), 1);
        ck_assert_int_eq(unlink(path), 0);
    }
}
END_TEST

static void fill(const char *name, const char *text)
{
    char path[200];
    FILE *out = fopen(in_folder(path, name), "w");
    fputs(text, out);
    fclose(out);
}

static void add(struct atomic_group *g, const char *name)
{
    char path[200];
    struct fail f = { 0 };
    struct atomic a;
    ck_assert_int_eq(atomic_open(&a, in_folder(path, name), &f), 0);
    ck_assert_int_eq(atomic_write(&a, "new", 3, &f), 0);
    ck_assert_int_eq(atomic_add(g, &a, &f), 0);
}

START_TEST(group_together)
{
    char path[200];
    struct fail f = { 0 };
    struct atomic_group g = { .count = 0 };
    fill("a", "old");
    add(&g, "a");
    add(&g, "b");
    ck_assert_int_eq(entries(folder), 3);
    ck_assert_str_eq(contents(in_folder(path, "a")), "old");
    ck_assert_int_eq(atomic_group_commit(&g, &f), 0);
    ck_assert_int_eq(entries(folder), 2);
    ck_assert_str_eq(contents(in_folder(path, "a")), "new");
    ck_assert_str_eq(contents(in_folder(path, "b")), "new");
}
END_TEST

/* The third file cannot get its name: what was there before is there again. */
START_TEST(group_not_at_all)
{
    char path[200];
    struct fail f = { 0 };
    struct atomic_group g = { .count = 0 };
    fill("a", "old");
    add(&g, "a");
    add(&g, "b");
    add(&g, "c");
    ck_assert_int_eq(mkdir(in_folder(path, "c"), 0777), 0);
    ck_assert_int_eq(atomic_group_commit(&g, &f), -1);
    ck_assert_ptr_nonnull(strstr(f.text, "/c: Is a directory"));
    ck_assert_int_eq(entries(folder), 2);
    ck_assert_str_eq(contents(in_folder(path, "a")), "old");
    ck_assert_int_eq(access(in_folder(path, "b"), F_OK), -1);
    add(&g, "a");
    atomic_group_abandon(&g);
    atomic_group_abandon(&g);
    ck_assert_int_eq(entries(folder), 2);
    rmdir(in_folder(path, "c"));
}
END_TEST

/* The temporary file went with the folder, and is found there. */
START_TEST(moved_folder)
{
    char old[200], new[200];
    struct fail f = { 0 };
    struct atomic a;
    ck_assert_int_eq(atomic_open(&a, in_folder(old, "d/x"), &f), 0);
    in_folder(old, "d");
    ck_assert_int_eq(rename(old, in_folder(new, "moved")), 0);
    ck_assert_int_eq(atomic_commit(&a, &f), -1);
    ck_assert_int_eq(entries(new), 0);
    ck_assert_int_eq(rmdir(new), 0);
}
END_TEST

/* Where the standard input is closed a file gets descriptor 0, which is one as any other. */
START_TEST(descriptor_zero)
{
    char path[200];
    struct fail f = { 0 };
    struct atomic a;
    int input = dup(0);
    struct stat about;
    close(0);
    ck_assert_int_eq(atomic_open(&a, in_folder(path, "x"), &f), 0);
    ck_assert_int_eq(a.fd, 0);
    ck_assert_int_eq(flock(0, LOCK_EX | LOCK_NB), 0);
    ck_assert_int_eq(atomic_write(&a, "first", 5, &f), 0);
    ck_assert_int_eq(atomic_commit(&a, &f), 0);
    ck_assert_int_eq(fstat(0, &about), -1);             /* it was closed */
    ck_assert_str_eq(contents(path), "first");
    ck_assert_int_eq(entries(folder), 1);

    ck_assert_int_eq(atomic_open(&a, path, &f), 0);
    ck_assert_int_eq(a.fd, 0);
    ck_assert_int_eq(atomic_write(&a, "second", 6, &f), 0);
    atomic_abandon(&a);
    ck_assert_int_eq(fstat(0, &about), -1);
    ck_assert_str_eq(contents(path), "first");
    ck_assert_int_eq(entries(folder), 1);

    ck_assert_int_eq(atomic_open(&a, in_folder(path, "d/x"), &f), 0);
    ck_assert_int_eq(a.fd, 0);
    in_folder(path, "d");
    char moved[200];
    ck_assert_int_eq(rename(path, in_folder(moved, "moved")), 0);
    atomic_abandon(&a);                                 /* found by its descriptor */
    ck_assert_int_eq(fstat(0, &about), -1);
    ck_assert_int_eq(entries(moved), 0);
    ck_assert_int_eq(rmdir(moved), 0);

    ck_assert_int_eq(atomic_scratch(&a, in_folder(path, "y"), &f), 0);
    ck_assert_int_eq(a.fd, 0);
    ck_assert_int_eq(atomic_write_at(&a, "xyz", 3, 2, &f), 0);
    char back[3];
    ck_assert_int_eq(atomic_read_at(&a, back, 3, 2, &f), 0);
    ck_assert_int_eq(memcmp(back, "xyz", 3), 0);
    atomic_abandon(&a);
    ck_assert_int_eq(fstat(0, &about), -1);
    ck_assert_int_eq(entries(folder), 1);

    ck_assert_int_eq(atomic_open(&a, "/dev/full", &f), 0);
    ck_assert_int_eq(a.fd, 0);
    ck_assert_int_eq(atomic_write(&a, "x", 1, &f), -1);
    ck_assert_str_eq(f.text, "cannot write /dev/full: No space left on device");
    atomic_abandon(&a);
    ck_assert_int_eq(fstat(0, &about), -1);
    dup2(input, 0);
    close(input);
}
END_TEST

/* What was written is shorter than what is asked for. */
START_TEST(read_behind_the_end)
{
    char path[200], back[8];
    struct fail f = { 0 };
    struct atomic a;
    ck_assert_int_eq(atomic_scratch(&a, in_folder(path, "x"), &f), 0);
    ck_assert_int_eq(atomic_write_at(&a, "abcd", 4, 0, &f), 0);
    ck_assert_int_eq(atomic_read_at(&a, back, 4, 1, &f), -1);
    ck_assert_ptr_nonnull(strstr(f.text, "/x: the file is cut short"));
    ck_assert_int_eq(atomic_read_at(&a, back, 3, 1, &f), 0);
    ck_assert_int_eq(memcmp(back, "bcd", 3), 0);
    atomic_abandon(&a);
    ck_assert_int_eq(entries(folder), 0);
}
END_TEST

/* A socket of that name is neither written to nor replaced. */
START_TEST(socket_in_the_way)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    char path[200];
    struct fail f = { 0 };
    struct atomic a;
    in_folder(path, "s");
    snprintf(at.sun_path, sizeof at.sun_path, "%.100s", path);
    int s = socket(AF_UNIX, SOCK_STREAM, 0);
    ck_assert_int_eq(bind(s, (struct sockaddr *)&at, sizeof at), 0);
    ck_assert_int_eq(atomic_open(&a, path, &f), -1);
    ck_assert_ptr_nonnull(strstr(f.text, "a socket of that name is in the way"));
    ck_assert_int_eq(entries(folder), 1);
    close(s);
}
END_TEST

/* Of the process, of a killed one, and what looks like neither. */
START_TEST(orphans_of_killed_runs)
{
    char path[200], name[100];
    struct fail f = { 0 };
    struct atomic a;
    int ended = fork();
    if (ended == 0)
        _exit(0);
    ck_assert_int_eq(waitpid(ended, NULL, 0), ended);
    const struct { long process; const char *text; int goes; } cases[] = {
        { ended, "x.massc-%ld-0.tmp", 1 },              { ended, "x.massc-%ld-0.tmp.csv", 0 },
        { ended, "x.massc-%ld-0", 0 },                  { ended, "x.massk-%ld-0.tmp", 0 },
        { ended, "x.massc-1-0.tmp.massc-%ld-3.tmp", 1 }, { getpid(), "x.massc-%ld-900.tmp", 0 },
        { getppid(), "x.massc-%ld-0.tmp", 0 },          { 0, "x.massc-%ld-0.tmp", 0 },
    };
    for (size_t i = 0; i < sizeof cases/sizeof *cases; i++) {
        snprintf(name, sizeof name, cases[i].text, cases[i].process);
        fill(name, "half");
        ck_assert_int_eq(atomic_open(&a, in_folder(path, "y"), &f), 0);
        ck_assert_msg(access(in_folder(path, name), F_OK) == -cases[i].goes, "%s", name);
        atomic_abandon(&a);
        unlink(path);
    }
    ck_assert_int_eq(entries(folder), 0);
}
END_TEST

/* Its number may be another's by now: what is old and not locked goes, young does not. */
START_TEST(old_orphans)
{
    static const struct { int mine; long age; int goes; } cases[] = {
        { 1, 0, 0 }, { 1, 10, 1 }, { 0, 10, 0 }, { 0, 3500, 0 }, { 0, 3700, 1 }
    };
    char path[200], name[100];
    struct fail f = { 0 };
    struct atomic a;
    snprintf(name, sizeof name, "x.massc-%ld-900.tmp", cases[_i].mine ? (long)getpid() : (long)getppid());
    fill(name, "half");
    struct utimbuf then = { time(NULL) - cases[_i].age, time(NULL) - cases[_i].age };
    ck_assert_int_eq(utime(in_folder(path, name), &then), 0);
    int held = open(path, O_RDWR);
    ck_assert_int_eq(flock(held, LOCK_EX | LOCK_NB), 0);
    ck_assert_int_eq(atomic_open(&a, in_folder(path, "y"), &f), 0);
    atomic_abandon(&a);
    ck_assert_int_eq(access(in_folder(path, name), F_OK), 0);   /* locked: somebody writes it */
    close(held);
    ck_assert_int_eq(atomic_open(&a, in_folder(path, "y"), &f), 0);
    atomic_abandon(&a);
    ck_assert_int_eq(access(in_folder(path, name), F_OK), -cases[_i].goes);
    unlink(path);
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
    tcase_add_test(t, long_names);
    tcase_add_test(t, group_together);
    tcase_add_test(t, group_not_at_all);
    tcase_add_test(t, descriptor_zero);
    tcase_add_test(t, read_behind_the_end);
    tcase_add_test(t, socket_in_the_way);
    tcase_add_test(t, orphans_of_killed_runs);
    tcase_add_loop_test(t, old_orphans, 0, 5);
    tcase_add_test(t, moved_folder);
    suite_add_tcase(s, t);
    return s;
}
