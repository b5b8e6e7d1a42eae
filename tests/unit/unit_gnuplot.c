/* unit_gnuplot.c -- programs called gnuplot that come to no end. */
#include "plot/picture.h"
#include "base/clock.h"
#include "libcheck.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *suite_gnuplot(void);

static char folder[] = "/tmp/massc-gnuplot-XXXXXX", program[100];

static void open_folder(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(program, sizeof program, "%s/gnuplot", folder);
}

static void close_folder(void)
{
    unlink(program);
    rmdir(folder);
}

/* In front of the path; tests are processes of their own. */
static void put_program(const char *text)
{
    char path[5000];
    FILE *out = fopen(program, "w");
    fputs(text, out);
    fclose(out);
    ck_assert_int_eq(chmod(program, 0755), 0);
    snprintf(path, sizeof path, "%s:%s", folder, getenv("PATH"));
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

Suite *suite_gnuplot(void)
{
    Suite *s = suite_create("gnuplot");
    TCase *t = tcase_create("gnuplot");
    tcase_set_timeout(t, 120);
    tcase_add_unchecked_fixture(t, open_folder, close_folder);
    tcase_add_test(t, comes_to_no_end);
    tcase_add_test(t, is_stopped);
    tcase_add_test(t, takes_its_time);
    suite_add_tcase(s, t);
    return s;
}
