/* unit_runlog.c -- the bar as text, and a log that is no terminal. */
#include "sink/runlog.h"
#include "libcheck.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

Suite *suite_runlog(void);

static const struct {
    long done, total;
    double seconds;
    int width;
    const char *text;
} bars[] = {
    { 0, 441, 0, 80, "g_sweep   0%|          | 0/441 points [00:00<?, ? points/s]" },
    { 185, 441, 1.3, 80, "g_sweep  41%|████▏     | 185/441 points [00:01<00:02, 142 points/s]" },
    { 441, 441, 4, 80, "g_sweep 100%|██████████| 441/441 points [00:04<00:00, 110 points/s]" },
    { 97300, 1000000, 1, 90,
      "g_sweep   9%|▉         | 97300/1000000 points [00:01<00:09, 97.3 k points/s]" },
    { 1, 3, 7300, 80, "g_sweep  33%|███▎      | 1/3 points [2:01:40<4:03:20, 7300 s/point]" },
    { 185, 441, 1.3, 60, "g_sweep  41% 185/441 points [00:01<00:02, 142 points/s]" },
    { 185, 441, 1.3, 0, "g_sweep  41% 185/441 points [00:01<00:02, 142 points/s]" }
};

START_TEST(bar)
{
    char out[512];
    ck_assert_str_eq(runlog_bar(out, sizeof out, "g_sweep", bars[_i].done, bars[_i].total,
                                bars[_i].seconds, bars[_i].width), bars[_i].text);
}
END_TEST

static char *logged(int quiet)
{
    static char text[1000];
    FILE *err = tmpfile();
    struct runlog *log = runlog_open(err, quiet);
    runlog_phase(log, "reads %s", "model.mass");
    runlog_start(log, "g_sweep", 10);
    for (int i = 1; i <= 10; i++)
        runlog_update(log, i);
    runlog_finish(log);
    runlog_close(log);
    rewind(err);
    text[fread(text, 1, sizeof text - 1, err)] = '\0';
    fclose(err);
    return text;
}

/* What takes no time has no bar. */
START_TEST(plain_log)
{
    ck_assert_str_eq(logged(0), "reads model.mass\n");
    ck_assert_str_eq(logged(1), "");
}
END_TEST

START_TEST(no_log)
{
    runlog_phase(NULL, "x");
    runlog_start(NULL, "x", 1);
    runlog_update(NULL, 1);
    runlog_finish(NULL);
    runlog_close(NULL);
}
END_TEST

Suite *suite_runlog(void)
{
    Suite *s = suite_create("runlog");
    TCase *t = tcase_create("runlog");
    tcase_add_loop_test(t, bar, 0, sizeof bars/sizeof *bars);
    tcase_add_test(t, plain_log);
    tcase_add_test(t, no_log);
    suite_add_tcase(s, t);
    return s;
}
