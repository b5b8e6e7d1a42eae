/* unit_gnuplot.c -- programs called gnuplot that come to no end. */
#include "plot/picture.h"
#include "base/clock.h"
#include "libcheck.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *suite_gnuplot(void);

static char folder[] = "/tmp/massc-gnuplot-XXXXXX", program[100];
static char given[4900];        /* the PATH of all other suites */

static void open_folder(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(program, sizeof program, "%s/gnuplot", folder);
    snprintf(given, sizeof given, "%s", getenv("PATH"));
}

static void close_folder(void)
{
    unlink(program);
    rmdir(folder);
    setenv("PATH", given, 1);
}

/* In front of the path, whatever a test before has made of it. */
static void put_program(const char *text)
{
    char path[5000];
    FILE *out = fopen(program, "w");
    fputs(text, out);
    fclose(out);
    ck_assert_int_eq(chmod(program, 0755), 0);
    snprintf(path, sizeof path, "%s:%s", folder, given);
    setenv("PATH", path, 1);
}

static int draw(double patience, const volatile sig_atomic_t *stop, struct fail *f)
{
    struct text script = { 0 }, image = { 0 };
    text_add(&script, "plot x\n");
    int status = gnuplot_run(&script, FORMAT_SVG, patience, stop, &image, f);
    if (status == 0)
        ck_assert_str_eq(text_string(&image), "<?xml ?><svg></svg>\n");
    text_free(&script);
    text_free(&image);
    return status;
}

START_TEST(comes_to_no_end)
{
    struct fail f = { .code = 0 };
    double begun = clock_seconds();
    put_program("#!/bin/sh\nsleep 300\n");
    ck_assert_int_eq(draw(0.3, NULL, &f), -1);
    ck_assert_int_eq(f.code, EXIT_SYSTEM);
    ck_assert_ptr_nonnull(strstr(f.text, "within 0.3 s and was ended; see whether gnuplot itself works"));
    ck_assert_ptr_nonnull(strstr(f.text, "-o X.gp"));
    ck_assert(clock_seconds() - begun < 60);
}
END_TEST

START_TEST(is_stopped)
{
    const volatile sig_atomic_t stop = 1;
    struct fail f = { .code = 0 };
    put_program("#!/bin/sh\nsleep 300\n");
    ck_assert_int_eq(draw(300, &stop, &f), -1);
    ck_assert_int_eq(f.code, EXIT_INTERRUPTED);
}
END_TEST

START_TEST(takes_its_time)
{
    struct fail f = { .code = 0 };
    put_program("#!/bin/sh\nsleep 0.5\necho '<?xml ?><svg></svg>'\n");
    ck_assert_msg(draw(300, NULL, &f) == 0, "%s", f.text);
}
END_TEST

/* What is said of programs that end as they should not. */
static const struct { const char *program, *says; } ends[] = {
    { "#!/bin/sh\nkill -9 $$\n", "gnuplot failed: Killed" },
    { "#!/bin/sh\nexit 4\n", "gnuplot failed" },
    { "#!/bin/sh\nexit 127\n", "gnuplot is not installed (Debian package gnuplot-nox); --term draws without it, -o X.gp writes the script" },
    { "#!/bin/sh\necho lost >&2\nexit 127\n", "gnuplot failed: lost" },
    { "#!/bin/sh\nprintf '\\nplot z\\n     ^\\n\"-\" line 1: \\n\\tno z\\nmore\\n' >&2\nexit 1\n", "gnuplot failed: no z" },
    { "#!/bin/sh\nprintf 'a line without an end' >&2\n", "gnuplot failed: a line without an end" },
    { "#!/bin/sh\nprintf '<?xml </svg>'\nexit 1\n", "gnuplot failed" },
    { "#!/bin/sh\nprintf '<?xml ?></svg'\n", "gnuplot failed" },
    { "#!/bin/sh\nprintf '<xml ?></svg>'\n", "gnuplot failed" },
    { "#!/nowhere/sh\n", "gnuplot is not installed (Debian package gnuplot-nox); --term draws without it, -o X.gp writes the script" },
};

START_TEST(ends_badly)
{
    struct fail f = { .code = 0 };
    put_program(ends[_i].program);
    if (strncmp(ends[_i].program, "#!/nowhere", 10) == 0)
        setenv("PATH", folder, 1);
    ck_assert_int_eq(draw(300, NULL, &f), -1);
    ck_assert_int_eq(f.code, EXIT_SYSTEM);
    ck_assert_str_eq(f.text, ends[_i].says);
}
END_TEST

/* A picture longer than a piece, with line ends behind it, arrives whole. */
START_TEST(arrives_whole)
{
    struct fail f = { .code = 0 };
    struct text script = { 0 }, image = { 0 };
    put_program("#!/bin/sh\nprintf '%%PDF'\nhead -c 40000 /dev/zero | tr '\\0' x\nprintf '%%%%EOF\\r\\n\\n'\n");
    ck_assert_msg(gnuplot_run(&script, FORMAT_PDF, 300, NULL, &image, &f) == 0, "%s", f.text);
    ck_assert_uint_eq(image.len, 4 + 40000 + 5 + 3);
    ck_assert_uint_eq(strspn(text_string(&image) + 4, "x"), 40000);
    text_free(&script);
    text_free(&image);
}
END_TEST

/* Neither a picture nor a failure leaves a file open. */
START_TEST(leaves_nothing_open)
{
    struct fail f = { .code = 0 };
    int before = dup(0), after;
    close(before);
    put_program("#!/bin/sh\necho '<?xml ?><svg></svg>'\n");
    ck_assert_int_eq(draw(300, NULL, &f), 0);
    put_program("#!/bin/sh\nexit 4\n");
    ck_assert_int_eq(draw(300, NULL, &f), -1);
    after = dup(0);
    close(after);
    ck_assert_int_eq(after, before);
}
END_TEST

/* A host that ignores the end of its children has nothing to wait for; the picture tells. */
START_TEST(is_not_waited_for)
{
    struct fail f = { .code = 0 };
    void (*old)(int) = signal(SIGCHLD, SIG_IGN);
    put_program("#!/bin/sh\necho '<?xml ?><svg></svg>'\n");
    int bad = draw(60, NULL, &f);
    signal(SIGCHLD, old);
    ck_assert_msg(bad == 0, "%s", f.text);
}
END_TEST

/* Of a path the empty parts are skipped, and what cannot be started is none. */
START_TEST(is_found)
{
    char path[300];
    struct fail f = { .code = 0 };
    put_program("#!/bin/sh\n");
    snprintf(path, sizeof path, "::/nowhere:%s:", folder);
    setenv("PATH", path, 1);
    ck_assert_int_eq(gnuplot_find(&f), 0);
    ck_assert_int_eq(chmod(program, 0644), 0);
    if (getuid() != 0)
        ck_assert_int_eq(gnuplot_find(&f), -1);
    setenv("PATH", "/nowhere:/", 1);
    f = (struct fail){ .code = 0 };
    ck_assert_int_eq(gnuplot_find(&f), -1);
    ck_assert_int_eq(f.code, EXIT_SYSTEM);
    unsetenv("PATH");
    ck_assert_int_eq(gnuplot_find(&f), -1);
}
END_TEST

Suite *suite_gnuplot(void)
{
    Suite *s = suite_create("gnuplot");
    TCase *t = tcase_create("gnuplot");
    tcase_set_timeout(t, 120);
    tcase_add_unchecked_fixture(t, open_folder, close_folder);
    tcase_add_test(t, comes_to_no_end);
    tcase_add_test(t, is_stopped);
    tcase_add_test(t, takes_its_time);
    tcase_add_loop_test(t, ends_badly, 0, sizeof ends/sizeof *ends);
    tcase_add_test(t, arrives_whole);
    tcase_add_test(t, leaves_nothing_open);
    tcase_add_test(t, is_not_waited_for);
    tcase_add_test(t, is_found);
    suite_add_tcase(s, t);
    return s;
}
