/* unit_progress.c -- how far a sweep is as a bar, a line and JSON; no clock is looked at. */
#include "sink/progress.h"
#include "libcheck.h"
#include <math.h>
#include <string.h>

Suite *suite_progress(void);

static struct progress points(long done, long all)
{
    return (struct progress){ .points = all, .points_done = done, .work = (double)all, .done = (double)done,
                              .taken = (double)done, .engine = "" };
}

static struct progress steps(double done, double all, long diverged)
{
    return (struct progress){ .points = 441, .points_done = (long)(441*done/all), .is_simulated = 1, .work = all,
                              .done = done, .taken = done, .diverged = diverged, .engine = "gcc" };
}

static struct pace seen(const char *name, struct progress at, double seconds)
{
    struct pace p;
    pace_begin(&p, name, 100);
    pace_see(&p, &at, 100 + seconds);
    return p;
}

/* ---- pure functions: points are what counts ---- */

static const struct {
    long done, total;
    double seconds;
    int width;
    const char *text;
} bars[] = {
    { 0, 441, 0, 80, "g_sweep   0%|          | 0/441 points [00:00<?, ? points/s]" },
    { 185, 441, 1.3, 80, "g_sweep  41%|████▏     | 185/441 points [00:01<00:02, 142 points/s]" },
    { 441, 441, 4, 80, "g_sweep 100%|██████████| 441/441 points [00:04<00:00, 110 points/s]" },
    { 97300, 1000000, 1, 90, "g_sweep   9%|▉         | 97300/1000000 points [00:01<00:09, 97.3 k points/s]" },
    { 1, 3, 7300, 80, "g_sweep  33%|███▎      | 1/3 points [2:01:40<4:03:20, 7300 s/point]" },
    { 0, 1, 5, 80, "g_sweep   0%|          | 0/1 point [00:05<?, ? points/s]" },
    { 185, 441, 1.3, 67, "g_sweep  41%|████▏     | 185/441 points [00:01<00:02, 142 points/s]" },
    { 185, 441, 1.3, 66, "g_sweep  41% 185/441 points [00:01<00:02, 142 points/s]" },
    { 185, 441, 1.3, 24, "g_sweep  41% 185/441 poi" },
    { 185, 441, 1.3, 0, "" }
};

START_TEST(bar_of_points)
{
    char out[PACE_TEXT];
    struct pace p = seen("g_sweep", points(bars[_i].done, bars[_i].total), bars[_i].seconds);
    ck_assert_str_eq(pace_bar(&p, 100 + bars[_i].seconds, bars[_i].width, 1, out), bars[_i].text);
}
END_TEST

/* ---- simulations: steps are ---- */

static const struct {
    double done, total, seconds;
    long diverged;
    int width, blocks;
    const char *text;
} moves[] = {
    { 1.46e7, 3.528e7, 2, 0, 100, 1,
      "ab_grid  41%|████▏     | 182/441 points, 14.6/35.3 M node-steps [00:02<00:03, 7.30 M/s]" },
    { 1.46e7, 3.528e7, 2, 0, 80, 1, "ab_grid  41%|████▏     | 14.6/35.3 M node-steps [00:02<00:03, 7.30 M/s]" },
    { 1.46e7, 3.528e7, 2, 0, 80, 0, "ab_grid  41%|####      | 14.6/35.3 M node-steps [00:02<00:03, 7.30 M/s]" },
    { 1.46e7, 3.528e7, 2, 12, 105, 0,
      "ab_grid  41%|####      | 14.6/35.3 M node-steps [00:02<00:03, 7.30 M/s], 12 diverged" },
    { 1.46e7, 3.528e7, 2, 12, 76, 0, "ab_grid  41% 14.6/35.3 M node-steps [00:02<00:03, 7.30 M/s], 12 diverged" },
    { 80, 800, 1, 0, 90, 0, "ab_grid  10%|#         | 44/441 points, 80/800 node-steps [00:01<00:09, 80.0/s]" },
    { 8, 999, 100, 0, 80, 0, "ab_grid   0%|          | 8/999 node-steps [01:40<3:26:28, 12.5 s/node-step]" },
    { 9.99e11, 1e12, 1000, 0, 80, 0, "ab_grid  99%|######### | 1.00/1.00 T node-steps [16:40<00:01, 999 M/s]" },
    { 9e14, 1.2e16, 1000, 0, 80, 0, "ab_grid   7%|          | 0.9/12.0 P node-steps [16:40<3:25:33, 900 G/s]" }
};

START_TEST(bar_of_steps)
{
    char out[PACE_TEXT];
    struct pace p = seen("ab_grid", steps(moves[_i].done, moves[_i].total, moves[_i].diverged), moves[_i].seconds);
    pace_bar(&p, 100 + moves[_i].seconds, moves[_i].width, moves[_i].blocks, out);
    ck_assert_str_eq(out, moves[_i].text);
}
END_TEST

/* A character is never cut in two. */
START_TEST(narrow)
{
    char out[PACE_TEXT], want[] = "gémeaux";
    for (int width = 0; width < 7; width++) {
        struct pace p = seen("gémeaux", points(1, 2), 1);
        pace_bar(&p, 101, width, 1, out);
        size_t bytes = (size_t)width + (width > 1);
        ck_assert_uint_eq(strlen(out), bytes);
        ck_assert(memcmp(out, want, bytes) == 0);
    }
}
END_TEST

START_TEST(line)
{
    char out[PACE_TEXT];
    struct pace p = seen("ab_grid", steps(1.46e7, 3.528e7, 0), 2);
    ck_assert_str_eq(pace_line(&p, 102, out), "ab_grid: 41%, 182/441 points, 14.6/35.3 M node-steps, 00:02 gone, "
                     "00:03 left, 7.30 M node-steps/s");
    p = seen("ab_grid", steps(1.46e7, 3.528e7, 1), 2);
    ck_assert_str_eq(pace_line(&p, 102, out), "ab_grid: 41%, 182/441 points, 14.6/35.3 M node-steps, 00:02 gone, "
                     "00:03 left, 7.30 M node-steps/s, 1 diverged");
    p = seen("pure", points(185, 441), 1.3);
    ck_assert_str_eq(pace_line(&p, 101.3, out), "pure: 41%, 185/441 points, 00:01 gone, 00:02 left, 142 points/s");
}
END_TEST

START_TEST(json)
{
    char out[PACE_TEXT];
    struct pace p = seen("a\"b", steps(1e6, 4e6, 3), 2);
    ck_assert_str_eq(pace_json(&p, 102, out),
        "{\"event\": \"progress\", \"exploration\": \"a\\\"b\", \"engine\": \"gcc\", \"points\": 441, \"points_done\": 110, "
        "\"points_diverged\": 3, \"node_steps\": 4000000, \"node_steps_done\": 1000000, \"node_steps_per_s\": 500000, "
        "\"points_per_s\": 55.125, \"percent\": 25, \"elapsed_s\": 2, \"remaining_s\": 6}");
    p = seen("pure", points(0, 441), 0);
    ck_assert_str_eq(pace_json(&p, 100, out),
        "{\"event\": \"progress\", \"exploration\": \"pure\", \"engine\": \"\", \"points\": 441, \"points_done\": 0, "
        "\"points_diverged\": 0, \"node_steps\": 0, \"node_steps_done\": 0, \"node_steps_per_s\": 0, "
        "\"points_per_s\": null, \"percent\": 0, \"elapsed_s\": 0, \"remaining_s\": null}");
}
END_TEST

/* ---- what is waited for ---- */

START_TEST(pauses)
{
    char out[PACE_TEXT];
    struct pause p = { .kind = PAUSE_COMPILING, .name = "ab_grid", .what = "gcc", .began = 100 };
    ck_assert_str_eq(pause_bar(&p, 103.2, 80, out), "ab_grid: compiling with gcc 00:03");
    ck_assert_str_eq(pause_bar(&p, 103.2, 20, out), "ab_grid: compiling w");
    ck_assert_str_eq(pause_line(&p, 3710, out), "ab_grid: compiling with gcc, 1:00:10 gone");
    ck_assert_str_eq(pause_json(&p, 101.0625, out),
        "{\"event\": \"compiling\", \"exploration\": \"ab_grid\", \"engine\": \"gcc\", \"elapsed_s\": 1.063}");
    p = (struct pause){ .kind = PAUSE_WRITING, .name = NULL, .what = "a\"b.nc", .began = 100 };
    ck_assert_str_eq(pause_bar(&p, 101, 80, out), "writing a\"b.nc 00:01");
    ck_assert_str_eq(pause_line(&p, 110, out), "writing a\"b.nc, 00:10 gone");
    ck_assert_str_eq(pause_json(&p, 102, out),
        "{\"event\": \"writing\", \"exploration\": \"\", \"file\": \"a\\\"b.nc\", \"elapsed_s\": 2}");
}
END_TEST

/* Names of any length are cut. */
START_TEST(long_pause)
{
    char out[PACE_TEXT], name[5000];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    struct pause p = { .kind = PAUSE_WRITING, .name = name, .what = name, .began = 0 };
    ck_assert_uint_eq(strlen(pause_line(&p, 10, out)), 200 + strlen(": writing ") + 200 + strlen(", 00:10 gone"));
    ck_assert_ptr_nonnull(strstr(pause_json(&p, 10, out), "\"elapsed_s\": 10}"));
}
END_TEST

/* ---- speeds ---- */

/* A kernel that is ten times as fast takes over: the time left forgets the slow one within
 * some seconds, and the speed of a sweep that is over is that of all of it. */
START_TEST(faster)
{
    struct pace p;
    double done = 0;
    pace_begin(&p, "x", 0);
    for (int i = 1; i <= 400; i++) {
        struct progress at = steps(done += i <= 200 ? 1e5 : 1e6, 1e9, 0);
        pace_see(&p, &at, i*0.1);
    }
    ck_assert_double_gt(pace_speed(&p), 0.95e7);
    ck_assert_double_lt(pace_speed(&p), 1.0e7);
    ck_assert_double_eq_tol(pace_left(&p), (1e9 - done)/pace_speed(&p), 1e-9);
    struct progress end = steps(1e9, 1e9, 0);
    pace_see(&p, &end, 100);
    ck_assert_double_eq_tol(pace_speed(&p), 1e7, 1e-3);
    ck_assert_double_eq(pace_left(&p), 0);
}
END_TEST

/* Steps that dead points are spared make no speed. */
START_TEST(spared)
{
    struct pace p;
    struct progress at = steps(1e6, 1e9, 0);
    pace_begin(&p, "x", 0);
    pace_see(&p, &at, 1);
    at.done = 9e8;
    at.taken = 2e6;
    pace_see(&p, &at, 2);
    ck_assert_double_eq_tol(pace_speed(&p), 1e6, 1e-3);
    ck_assert_double_eq_tol(pace_left(&p), 100, 1e-6);
}
END_TEST

START_TEST(nothing)
{
    struct pace p = seen("x", points(0, 0), 1);
    char out[PACE_TEXT];
    ck_assert_str_eq(pace_bar(&p, 101, 80, 0, out), "x 100%|##########| 0/0 points [00:01<?, ? points/s]");
}
END_TEST

Suite *suite_progress(void)
{
    Suite *s = suite_create("progress");
    TCase *t = tcase_create("progress");
    tcase_add_loop_test(t, bar_of_points, 0, sizeof bars/sizeof *bars);
    tcase_add_loop_test(t, bar_of_steps, 0, sizeof moves/sizeof *moves);
    tcase_add_test(t, narrow);
    tcase_add_test(t, line);
    tcase_add_test(t, json);
    tcase_add_test(t, pauses);
    tcase_add_test(t, long_pause);
    tcase_add_test(t, faster);
    tcase_add_test(t, spared);
    tcase_add_test(t, nothing);
    suite_add_tcase(s, t);
    return s;
}
