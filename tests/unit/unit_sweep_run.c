/* unit_sweep_run.c -- how sweeps end, and which engine runs them. */
#include "base/number.h"
#include "sweeps.h"
#include <pthread.h>
#include "sweep/sweep_run.h"

/* digits x 10^-places, read as a file's numbers are. */
static double decimal(long digits, int places)
{
    char text[48];
    snprintf(text, sizeof text, "%lde-%d", digits, places);
    return strtod(text, NULL);
}

/* dt is [step] of some decimal place, the duration n of them and [more]: in whole
 * numbers there is no doubt how many steps that makes. */
START_TEST(steps_of_decimals)
{
    static const long counts[] = { 1, 2, 3, 7, 10, 70, 999, 1000, 12345, 99999, 1000000, 7654321,
                                   100000000, 999999999, 1000000000 };
    int pairs = 0;
    for (int places = 0; places < 6; places++)
        for (long step = 1; step < 100; step += 3)
            for (size_t i = 0; i < sizeof counts/sizeof *counts; i++, pairs++) {
                long n = counts[i];
                double dt = decimal(step, places);
                ck_assert_int_eq(number_steps(decimal(step*n, places), dt), n);
                ck_assert_int_eq(number_steps(decimal(step*n*1000 + 1, places + 3), dt), n + 1);
                ck_assert_int_eq(number_steps(decimal(step*n*1000 - 1, places + 3), dt), n);
            }
    ck_assert_int_ge(pairs, 2000);
}
END_TEST

/* A chunk takes a fiftieth of a second, a step at least, and grows by a factor of eight at most. */
START_TEST(chunks_follow_the_clock)
{
    ck_assert_int_eq(block_chunk(1, 0), 8);
    ck_assert_int_eq(block_chunk(5, 0), 40);
    ck_assert_int_eq(block_chunk(1000, 1./1024), 20);       /* 20.48 */
    ck_assert_int_eq(block_chunk(1, 1./1024), 8);
    ck_assert_int_eq(block_chunk(1, 1./64), 1);             /* 1.28 */
    ck_assert_int_eq(block_chunk(1, 1), 1);
    ck_assert_int_eq(block_chunk(1000, 1e9), 1);
    ck_assert_int_ge(block_chunk(1L << 60, 1e-300), 1L << 40);
}
END_TEST

Suite *suite_sweep_run(void);

static struct trial_run *endless(int own)
{
    struct axis a = rates;
    a.n = 20000;
    struct trial_run *t = plan(1, &a, 2);
    t->sweep.threads = 2;
    t->sweep.duration = own ? 100 : 1e9;
    take_text(t, texts_make(8, 8, own ? "#define OWN 1" : "", "decay"));
    open_space(t);
    return t;
}

/* As Ctrl-C does it: a handler in the thread that sweeps. */
static volatile sig_atomic_t told;
static void tell(int signal) { (void)signal; told = 1; }

struct stopper { pthread_t target, thread; double at; };

static void *stop_soon(void *user)
{
    struct stopper *s = user;
    const struct timespec moment = { 0, 200*1000*1000 };
    nanosleep(&moment, NULL);
    s->at = now();
    pthread_kill(s->target, SIGUSR1);
    return NULL;
}

static void ends_when_told(struct trial_run *t)
{
    struct sigaction on = { .sa_handler = tell };
    struct stopper s = { .target = pthread_self() };
    told = 0;
    t->sweep.stop = &told;
    sigaction(SIGUSR1, &on, NULL);
    ck_assert_int_eq(pthread_create(&s.thread, NULL, stop_soon, &s), 0);
    ck_assert_int_eq(run(t), -1);
    pthread_join(s.thread, NULL);
    ck_assert_int_eq(t->fail.code, 130);
    ck_assert(now() - s.at < 0.5);
}

START_TEST(a_stop_is_obeyed_soon)
{
    struct trial_run *t = endless(0);
    ends_when_told(t);
    done(t);
}
END_TEST

START_TEST(complete_rows_outlive_a_stop)
{
    struct trial_run *t = endless(1);
    t->stop_after = 1000;
    ck_assert_int_eq(run(t), -1);
    ck_assert_int_eq(t->fail.code, 130);
    ck_assert(now() - t->stopped_at < 0.5);
    ck_assert_int_ge(t->rows, 1000);
    ck_assert_int_lt(t->rows, 20000);
    struct decay last = decay_double(t->cells[0][t->rows - 1], 0.125, 0, 800, random_key(5, 8));
    equals_decay(t, 1, t->rows - 1, last);
    done(t);
}
END_TEST

START_TEST(a_stop_ends_the_compiler_too)
{
    struct trial_run *t = variant(0);
    t->sweep.engine = ENGINE_GCC;
    char path[100];
    snprintf(path, sizeof path, "%s/slow", texts_home);
    texts_script(path, "sleep 60");
    setenv("MASSC_GCC", path, 1);
    ends_when_told(t);
    done(t);
}
END_TEST

START_TEST(an_error_of_rows_ends_the_run)
{
    struct trial_run *t = _i ? endless(1) : pure(2000, 1000);
    t->sweep.threads = 2;
    t->fail_after = 5000;
    double begun = now();
    ck_assert_int_eq(run(t), -1);
    ck_assert_int_eq(t->fail.code, 3);
    ck_assert_str_eq(t->fail.text, "the disk is full");
    ck_assert_int_lt(t->rows, 20000);
    ck_assert(now() - begun < 5);
    done(t);
}
END_TEST

START_TEST(a_bad_time_step_is_refused)
{
    struct trial_run *t = variant(0);
    t->sweep.dt = 0;
    ck_assert_int_eq(run(t), -1);
    ck_assert_int_eq(t->fail.code, 1);
    done(t);
}
END_TEST

START_TEST(steps_of_a_duration)
{
    ck_assert_int_eq(number_steps(800, 0.01), 80000);
    ck_assert_int_eq(number_steps(5, 0.1), 50);
    ck_assert_int_eq(number_steps(2.1, 0.7), 3);     /* in doubles a little over 3 */
    ck_assert_int_eq(number_steps(5.05, 0.1), 51);
    ck_assert_int_eq(number_steps(0, 0.1), 0);
    ck_assert_int_eq(number_steps(0.01, 0.1), 1);
    ck_assert_int_eq(number_steps(1, 0), -1);
    ck_assert_int_eq(number_steps(1, -1), -1);
    ck_assert_int_eq(number_steps(-1, 1), -1);
    ck_assert_int_eq(number_steps(NAN, 1), -1);
    ck_assert_int_eq(number_steps(1e300, 1e-300), -1);
}
END_TEST

/* ---- auto ---------------------------------------------------------------- */

static struct trial_run *automatic(int own, double duration)
{
    struct axis a = rates;
    a.n = 512;
    struct trial_run *t = plan(1, &a, 2);
    t->sweep.engine = ENGINE_AUTO;
    t->sweep.threads = 2;
    t->sweep.duration = duration;
    take_text(t, texts_make(4, 16, own ? "#define OWN 1" : "/* shared */", "decay"));
    open_space(t);
    return t;
}

/* What was told of compilers: the last one, and all of their seconds. */
static char teller[16];
static double compiling_s;

static void hear(void *user, const char *engine, double seconds)
{
    (void)user;
    snprintf(teller, sizeof teller, "%s", engine);
    compiling_s += seconds;
}

/* Starts on tcc, which would need seconds, ends on gcc, and no row tells. */
START_TEST(auto_changes_over)
{
    double duration = _i ? 60000 : 200000;
    struct trial_run *t = automatic(_i, duration), *by = automatic(_i, duration);
    t->sweep.compile_worth = 1e-6;
    t->sweep.rival_worth = 1e9;
    by->sweep.engine = ENGINE_GCC;
    t->sweep.compiled = hear;
    double begun = now();
    compiling_s = 0;
    run_well(t);
    ck_assert_str_eq(teller, "gcc");
    ck_assert(compiling_s > 0 && compiling_s < now() - begun);
    ck_assert_str_eq(t->report.engine, "gcc");
    ck_assert_str_eq(t->engine, "gcc");
    run_well(by);
    same_cells(t, by, "auto");
    ck_assert_int_eq(compile_is_cached(t->sweep.text, ENGINE_GCC), 1);
    run_well(t);                            /* now from the cache, at once */
    same_cells(t, by, "auto from the cache");
    done(t);
    done(by);
}
END_TEST

/* Of work without end, until it is known which compiler is the better one. */
static volatile sig_atomic_t is_known;
static const char *asked_text;

static void ask(void *user, const struct progress *p)
{
    (void)user;
    (void)p;
    is_known = compile_preferred(asked_text) != ENGINE_AUTO;
}

/* Both take chunks of the same run, the better one is kept beside them, and the next run begins with it. */
START_TEST(auto_takes_the_better_of_two)
{
    char path[4096];
    if (!engine_path(ENGINE_GCC, path, sizeof path) || !engine_path(ENGINE_CLANG, path, sizeof path)) {
        printf("# skip auto_takes_the_better_of_two: gcc and clang are not both installed\n");
        return;
    }
    struct trial_run *t = automatic(0, 1e9), *again = automatic(0, 60000), *by = automatic(0, 60000);
    t->sweep.compile_worth = t->sweep.rival_worth = 1e-6;
    t->sweep.progress = ask;
    t->sweep.stop = &is_known;
    asked_text = t->sweep.text;
    ck_assert_int_eq(compile_preferred(asked_text), ENGINE_AUTO);
    ck_assert_int_eq(run(t), -1);
    ck_assert_int_eq(t->fail.code, 130);
    const enum engine better = compile_preferred(asked_text);
    ck_assert(better == ENGINE_GCC || better == ENGINE_CLANG);
    ck_assert(compile_is_cached(asked_text, ENGINE_GCC) && compile_is_cached(asked_text, ENGINE_CLANG));
    ck_assert_str_eq(t->report.engine, engine_name(better));
    compile_prefer(asked_text, ENGINE_CLANG);           /* whichever it was */
    run_well(again);
    ck_assert_str_eq(again->report.engine, "clang");
    compile_prefer(asked_text, ENGINE_GCC);
    by->sweep.rival_worth = 1e-6;                       /* nobody races again */
    run_well(by);
    ck_assert_str_eq(by->report.engine, "gcc");
    same_cells(again, by, "either");
    done(t);
    done(again);
    done(by);
}
END_TEST

START_TEST(auto_leaves_small_work_to_tcc)
{
    struct trial_run *t = automatic(0, 1);
    take_text(t, texts_make(4, 16, "/* small */", "decay"));
    run_well(t);
    ck_assert_str_eq(t->report.engine, "tcc");
    ck_assert_int_eq(compile_is_cached(t->sweep.text, ENGINE_GCC), 0);
    done(t);
}
END_TEST

START_TEST(auto_needs_no_compiler)
{
    struct trial_run *t = automatic(0, 200);
    setenv("MASSC_GCC", "", 1);
    setenv("MASSC_CLANG", "/nonexistent/clang", 1);
    t->sweep.compile_worth = 1e-6;
    run_well(t);
    ck_assert_str_eq(t->report.engine, "tcc");
    done(t);
}
END_TEST

START_TEST(auto_outlives_a_broken_compiler)
{
    struct trial_run *t = automatic(0, 200);
    setenv("MASSC_GCC", "/bin/false", 1);
    setenv("MASSC_CLANG", "/bin/true", 1);
    t->sweep.compile_worth = 1e-6;
    run_well(t);
    ck_assert_str_eq(t->report.engine, "tcc");
    done(t);
}
END_TEST

Suite *suite_sweep_run(void)
{
    Suite *s = suite_create("sweep_run");
    TCase *c = tcase_create("sweep_run");
    tcase_set_timeout(c, 60);
    texts_fixtures(c);
    tcase_add_test(c, a_stop_is_obeyed_soon);
    tcase_add_test(c, complete_rows_outlive_a_stop);
    tcase_add_test(c, a_stop_ends_the_compiler_too);
    tcase_add_loop_test(c, an_error_of_rows_ends_the_run, 0, 2);
    tcase_add_test(c, a_bad_time_step_is_refused);
    tcase_add_test(c, steps_of_a_duration);
    tcase_add_test(c, steps_of_decimals);
    tcase_add_test(c, chunks_follow_the_clock);
    tcase_add_loop_test(c, auto_changes_over, 0, 2);
    tcase_add_test(c, auto_takes_the_better_of_two);
    tcase_add_test(c, auto_leaves_small_work_to_tcc);
    tcase_add_test(c, auto_needs_no_compiler);
    tcase_add_test(c, auto_outlives_a_broken_compiler);
    suite_add_tcase(s, c);
    return s;
}
