/* unit_csv.c -- the text of CSV files, and what is left when writing fails. */
#include "folder.h"
#include "slabs.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *suite_csv(void);

/* Everything in the folder: "name size" a line. */
static char *listing(void)
{
    return printed_in_folder("find . -type f -printf '%P %s\\n' | sort");
}

static char *contents(const char *name)
{
    static char text[8192];
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s is missing", path);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void must_write(struct table *t, const double *const *cells, const char *expected)
{
    struct fail f = { 0 };
    t->dir = folder;
    struct sink s;
    ck_assert_msg(sink_open(&s, &sink_csv, t, NULL, &f) == 0, "%s", f.text);
    ck_assert_int_eq(take_rows(&s, cells, 0, t->rows, &f), 0);
    ck_assert_int_eq(commit_alone(&s, &f), 0);
    ck_assert_str_eq(contents("g.csv"), expected);
}

START_TEST(numbers)
{
    static const double g[] = { 0.1, 1e-6, -2 }, mean[] = { 1.0/3, NAN, -INFINITY };
    static const double status[] = { 0, 17, 3e9 }, trial[] = { 0, 1, 2 };
    struct column columns[] = {
        { .name = "status", .kind = COLUMN_STATUS, .integer = 1 },
        { .name = "mean_S", .kind = COLUMN_RESULT },
        { .name = "trial", .kind = COLUMN_TRIAL, .integer = 1 },
        { .name = "coupling.instant.G", .kind = COLUMN_AXIS }
    };
    struct table t = { .name = "g", .rows = 3, .columns = columns, .column_count = 4 };
    const double *cells[] = { status, mean, trial, g };
    must_write(&t, cells,
        "coupling.instant.G,trial,mean_S,status\n"
        "0.1,0,0.3333333333333333,0\n"
        "1e-06,1,nan,17\n"
        "-2,2,-inf,3000000000\n");
    t.single = 1;
    must_write(&t, cells,
        "coupling.instant.G,trial,mean_S,status\n"
        "0.1,0,0.33333334,0\n"
        "1e-06,1,nan,17\n"
        "-2,2,-inf,3000000000\n");
}
END_TEST

START_TEST(lists)
{
    static const double key[] = { 0, 42 }, m[] = { 1, 2.5, NAN, INFINITY }, one[] = { 3 };
    static const double large[65] = { 0 };
    struct column columns[] = {
        { .name = "k", .kind = COLUMN_AXIS, .key = 1 },
        { .name = "m", .kind = COLUMN_RESULT, .rank = 2, .shape = { 2, 2 } },
        { .name = "one", .kind = COLUMN_RESULT, .rank = 1, .shape = { 1 } },
        { .name = "large", .kind = COLUMN_RESULT, .rank = 1, .shape = { 65 } }
    };
    struct table t = { .name = "g", .rows = 1, .columns = columns, .column_count = 4 };
    const double *cells[] = { key, m, one, large };
    must_write(&t, cells,
        "k,m,one,large\n"
        "\"[0, 42]\",\"[[1, 2.5], [NaN, Infinity]]\",\"[3]\",see g.nc\n");
}
END_TEST

/* The longest list that is written out, many times: the buffer is emptied in time. */
START_TEST(many_long_lists)
{
    enum { ROWS = 200 };
    double *x = calloc(64*ROWS, sizeof *x);
    struct column column = { .name = "x", .kind = COLUMN_RESULT, .rank = 4,
                             .shape = { 64, 1, 1, 1 } };
    struct table t = { .name = "g", .rows = ROWS, .columns = &column, .column_count = 1,
                       .dir = folder };
    struct fail f = { 0 };
    for (int i = 0; i < 64*ROWS; i++)
        x[i] = -1.2345678901234567e-300;
    const double *cells[] = { x };
    struct sink s;
    ck_assert_int_eq(sink_open(&s, &sink_csv, &t, NULL, &f), 0);
    ck_assert_int_eq(take_rows(&s, cells, 0, ROWS, &f), 0);
    ck_assert_int_eq(commit_alone(&s, &f), 0);
    char expected[32];
    snprintf(expected, sizeof expected, "g.csv %d\n", 2 + ROWS*(2 + 2 + 64*(24 + 6) + 63*2 + 1));
    ck_assert_str_eq(listing(), expected);
    free(x);
}
END_TEST

START_TEST(quoting)
{
    static const double x[] = { 1 };
    struct column columns[] = {
        { .name = "a,b", .kind = COLUMN_AXIS }, { .name = "say \"x\"", .kind = COLUMN_RESULT }
    };
    struct table t = { .name = "g", .rows = 1, .columns = columns, .column_count = 2 };
    const double *cells[] = { x, x };
    must_write(&t, cells, "\"a,b\",\"say \"\"x\"\"\"\n1,1\n");
}
END_TEST

static struct column plain = { .name = "x", .kind = COLUMN_AXIS };
static const double zeros[100000];
static const double *const zero_cells[] = { zeros };

/* Writes rows until it fails; with [abandon] the caller gives up before. */
static int write_zeros(const char *dir, long rows, int give_up, struct fail *f)
{
    struct table t = { .name = "g", .rows = rows, .columns = &plain, .column_count = 1,
                       .dir = dir };
    struct sink s;
    if (sink_open(&s, &sink_csv, &t, NULL, f))
        return -1;
    if (give_up || take_rows(&s, zero_cells, 0, rows, f)) {
        sink_abandon(&s);
        return -1;
    }
    return commit_alone(&s, f);
}

START_TEST(abandoned)
{
    struct fail f = { 0 };
    ck_assert_int_eq(write_zeros(folder, 3, 0, &f), 0);
    ck_assert_int_eq(write_zeros(folder, 100000, 1, &f), -1);
    ck_assert_str_eq(listing(), "g.csv 8\n");
}
END_TEST

/* g.csv is a link to a device that is always full: noticed at the commit of a
 * short table, while writing a long one. */
START_TEST(full_device)
{
    static const long rows[] = { 3, 100000 };
    char link[200], text[300];
    struct fail f = { 0 };
    snprintf(link, sizeof link, "%s/g.csv", folder);
    snprintf(text, sizeof text, "cannot write %s: No space left on device", link);
    ck_assert_int_eq(symlink("/dev/full", link), 0);
    ck_assert_int_eq(write_zeros(folder, rows[_i], 0, &f), -1);
    ck_assert_int_eq(f.code, EXIT_SYSTEM);
    ck_assert_str_eq(f.text, text);
    ck_assert_str_eq(listing(), "");
}
END_TEST

START_TEST(full_disk)
{
    struct fail f = { 0 };
    if (mount("none", folder, "tmpfs", 0, "size=64k")) {
        fprintf(stderr, "unit_csv: skipped full_disk, cannot mount a small disk\n");
        return;
    }
    int small = write_zeros(folder, 3, 0, &f);
    int large = write_zeros(folder, 100000, 0, &f);
    char files[1000];
    strcpy(files, listing());
    umount(folder);
    ck_assert_int_eq(small, 0);
    ck_assert_int_eq(large, -1);
    ck_assert_ptr_nonnull(strstr(f.text, "/g.csv: No space left on device"));
    ck_assert_str_eq(files, "g.csv 8\n");
}
END_TEST

START_TEST(no_folder)
{
    struct fail f = { 0 };
    ck_assert_int_eq(write_zeros("/dev/null/x", 3, 0, &f), -1);
    ck_assert_int_eq(f.code, EXIT_SYSTEM);
    ck_assert_str_eq(f.text, "cannot write /dev/null/x/g.csv: Not a directory");
}
END_TEST

Suite *suite_csv(void)
{
    Suite *s = suite_create("csv");
    TCase *t = tcase_create("csv");
    tcase_add_checked_fixture(t, make_folder, remove_folder);
    tcase_add_test(t, numbers);
    tcase_add_test(t, lists);
    tcase_add_test(t, many_long_lists);
    tcase_add_test(t, quoting);
    tcase_add_test(t, abandoned);
    tcase_add_loop_test(t, full_device, 0, 2);
    tcase_add_test(t, full_disk);
    tcase_add_test(t, no_folder);
    suite_add_tcase(s, t);
    return s;
}
