/* unit_runlog.c -- the run log where nothing can be redrawn. */
#include "sink/runlog.h"
#include "libcheck.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

Suite *suite_runlog(void);

static char *logged(enum runlog_form form)
{
    static char text[4000];
    FILE *err = tmpfile();
    struct runlog *log = runlog_open(err, form);
    runlog_steps(log, 2);
    runlog_step(log, "reads %s", "model.mass");
    runlog_step(log, "exploration \"%s\"", "g_sweep");
    runlog_phase(log, "%d points", 10);
    runlog_start(log, "g_sweep");
    for (int i = 1; i <= 10; i++)
        runlog_work(log, &(struct progress){ .points = 10, .points_done = i, .work = 10, .done = i, .taken = i, .engine = "" });
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
    static const char words[] = "step 1 of 2: reads model.mass\nstep 2 of 2: exploration \"g_sweep\"\n10 points\n";
    ck_assert_str_eq(logged(RUNLOG_AUTO), words);
    ck_assert_str_eq(logged(RUNLOG_LINES), words);
    ck_assert_str_eq(logged(RUNLOG_BAR), words);
    ck_assert_str_eq(logged(RUNLOG_NONE), words);
    ck_assert_str_eq(logged(RUNLOG_SILENT), "");
}
END_TEST

/* Programs see the first and the last, however short it was. */
START_TEST(objects)
{
    const char *text = logged(RUNLOG_JSON);
    int lines = 0;
    ck_assert(strncmp(text, "{\"event\": \"step\", \"step\": 1, \"steps\": 2, \"text\": \"reads model.mass\"}\n"
                      "{\"event\": \"step\", \"step\": 2, \"steps\": 2, \"text\": \"exploration \\\"g_sweep\\\"\"}\n"
                      "{\"event\": \"log\", \"text\": \"10 points\"}\n", 100) == 0);
    for (const char *at = text; *at; at++)
        lines += *at == '\n';
    ck_assert_int_eq(lines, 5);
    ck_assert_ptr_nonnull(strstr(text, "\"points_done\": 1,"));
    ck_assert_ptr_nonnull(strstr(text, "\"points_done\": 10,"));
}
END_TEST

/* Of a sweep that is looked at twice a second for a minute. */
START_TEST(beats)
{
    static const struct { enum runlog_form form; double first, every; int count; } wanted[] = {
        { RUNLOG_LINES, 2, 10, 6 }, { RUNLOG_JSON, 0.5, 1, 60 }, { RUNLOG_BAR, 0.5, 0.5, 119 }
    };
    struct beat b = runlog_beat(wanted[_i].form);
    int count = 0;
    for (int i = 1; i < 120; i++)
        if (beat_due(&b, i*0.5)) {
            ck_assert_double_eq(b.last, wanted[_i].first + count*wanted[_i].every);
            count++;
        }
    ck_assert_int_eq(count, wanted[_i].count);
}
END_TEST

/* Of something that is waited for for a minute. */
START_TEST(pause_beats)
{
    static const struct { enum runlog_form form; double first, every; int count; } wanted[] = {
        { RUNLOG_LINES, 10, 10, 5 }, { RUNLOG_JSON, 1, 1, 59 }, { RUNLOG_BAR, 1, 0.25, 236 }
    };
    struct beat b = runlog_pause_beat(wanted[_i].form);
    int count = 0;
    for (int i = 1; i < 240; i++)
        if (beat_due(&b, i*0.25)) {
            ck_assert_double_eq(b.last, wanted[_i].first + count*wanted[_i].every);
            count++;
        }
    ck_assert_int_eq(count, wanted[_i].count);
}
END_TEST

static const struct progress half = { .points = 10, .points_done = 5, .work = 10, .done = 5, .taken = 5, .engine = "" };

/* What took a second shows on one line, which is empty again when it is over; the bar of a sweep
 * comes back where it was. */
START_TEST(paused)
{
    char text[4000];
    FILE *err = tmpfile();
    struct runlog *log = runlog_open(err, RUNLOG_BAR);
    runlog_pause(log, PAUSE_COMPILING, "g", "gcc");
    runlog_resume(log);
    runlog_pause(log, PAUSE_COMPILING, "g", "gcc");
    usleep(1050*1000);
    runlog_pause(log, PAUSE_COMPILING, "g", "gcc");
    runlog_phase(log, "compiled");
    runlog_start(log, "g");
    usleep(350*1000);
    runlog_work(log, &half);
    runlog_pause(log, PAUSE_WRITING, "g", "out/m/g.nc");
    usleep(1050*1000);
    runlog_pause(log, PAUSE_WRITING, "g", "out/m/g.nc");
    runlog_pause(log, PAUSE_WRITING, "g", "out/m/h.nc");
    runlog_resume(log);
    runlog_resume(log);
    runlog_finish(log);
    runlog_close(log);
    rewind(err);
    text[fread(text, 1, sizeof text - 1, err)] = '\0';
    fclose(err);
    static const char front[] = "\rg: compiling with gcc 00:01\x1b[K\r\x1b[Kcompiled\n\rg  50%|";
    ck_assert_msg(strncmp(text, front, strlen(front)) == 0, "%s", text);
    const char *wait = strstr(text, "\x1b[K\rg: writing g.nc 00:01\x1b[K\rg  50%|");
    ck_assert_msg(wait != NULL, "%s", text);
    ck_assert_ptr_null(strstr(text, "h.nc"));
    ck_assert_str_eq(strrchr(text, '\x1b'), "\x1b[K\n");
}
END_TEST

/* A bar that is there makes room for a line and is drawn again; the end of the sweep is drawn, and ends its line. */
START_TEST(bar)
{
    char text[4000];
    FILE *err = tmpfile();
    struct runlog *log = runlog_open(err, RUNLOG_BAR);
    int drawn = 0;
    runlog_start(log, "g");
    runlog_phase(log, "before");
    usleep(350*1000);
    runlog_work(log, &(struct progress){ .points = 10, .points_done = 5, .work = 10, .done = 5, .taken = 5, .engine = "" });
    runlog_phase(log, "between");
    runlog_work(log, &(struct progress){ .points = 10, .points_done = 10, .work = 10, .done = 10, .taken = 10, .engine = "" });
    runlog_finish(log);
    runlog_finish(log);
    runlog_phase(log, "behind");
    runlog_close(log);
    rewind(err);
    text[fread(text, 1, sizeof text - 1, err)] = '\0';
    fclose(err);
    ck_assert(strncmp(text, "before\n\rg  50%|", 15) == 0);
    ck_assert_ptr_nonnull(strstr(text, "\x1b[K\r\x1b[Kbetween\n\rg  50%|"));
    ck_assert_ptr_nonnull(strstr(text, "\rg 100%|"));
    ck_assert_str_eq(strrchr(text, '\r') + strcspn(strrchr(text, '\r'), "\x1b"), "\x1b[K\nbehind\n");
    for (const char *at = text; *at; at++)
        drawn += *at == '\r';
    ck_assert_int_eq(drawn, 4);
}
END_TEST

START_TEST(no_log)
{
    runlog_steps(NULL, 1);
    runlog_step(NULL, "x");
    runlog_phase(NULL, "x");
    runlog_start(NULL, "x");
    runlog_work(NULL, &(struct progress){ .points = 1 });
    runlog_pause(NULL, PAUSE_WRITING, "x", "x");
    runlog_resume(NULL);
    runlog_finish(NULL);
    runlog_close(NULL);
}
END_TEST

Suite *suite_runlog(void)
{
    Suite *s = suite_create("runlog");
    TCase *t = tcase_create("runlog");
    tcase_add_test(t, plain_log);
    tcase_add_test(t, objects);
    tcase_add_loop_test(t, beats, 0, 3);
    tcase_add_loop_test(t, pause_beats, 0, 3);
    tcase_add_test(t, bar);
    tcase_add_test(t, paused);
    tcase_add_test(t, no_log);
    suite_add_tcase(s, t);
    return s;
}
