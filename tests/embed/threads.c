/* threads.c -- eight threads that compile, run and step different models at the same time, each with objects of its own.
 *
 *   threads FILE...          one model for each thread; under the thread sanitizer it finds what they share
 *
 * What comes out must be what one thread alone got before. One more thread cancels runs that would take for ever.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>
#include "embed.h"

enum { MOST = 16, ROUNDS = 3 };

int passed, failed;

/* A model, what a thread alone made of it, and who is at it. */
struct job {
    const char *path;
    struct massc_result *want;      /* read by all, changed by nobody */
    pthread_t thread;
    int wrong;                      /* set by its thread */
    atomic_int calls;               /* of the callback */
};

static void see(void *user, double fraction)
{
    struct job *j = user;
    atomic_fetch_add(&j->calls, fraction >= 0);
}

static void listen(void *user, int level, const char *line)
{
    struct job *j = user;
    atomic_fetch_add(&j->calls, level >= 0 && line != NULL);
}

/* Short runs: what threads share is to be found, and instrumented code is slow. */
static struct massc *open_short(const char *path)
{
    struct massc *m = massc_open(path);
    massc_set(m, "simulate.transient = 0 ms");
    massc_set(m, "simulate.duration = 20 ms");          /* not where the file looks at later times */
    return m;
}

static struct massc_result *run(struct job *j, int threads)
{
    const struct massc_options o = { .size = sizeof o, .engine = "tcc", .threads = threads, .progress = see, .user = j };
    struct massc *m = open_short(j->path);
    massc_log(m, listen, j);
    struct massc_result *r = massc_run(m, massc_exploration(m, 0), &o);
    if (!r)
        printf("%s: %s", j->path, massc_error(m));
    massc_close(m);
    return r;
}

static int same(const struct massc_result *a, const struct massc_result *b)
{
    for (int i = 0; i < massc_columns(a); i++)
        if (memcmp(massc_values(a, i), massc_values(b, i), (size_t)(massc_rows(a)*massc_elements(a, i))*sizeof(double)) != 0)
            return 0;
    return massc_columns(a) == massc_columns(b);
}

/* Some steps of the first row, from a snapshot twice, in the state of a text that is wrong in between. */
static int steps_agree(const char *path)
{
    const struct massc_options o = { .size = sizeof o, .engine = "tcc" };
    struct massc *m = open_short(path);
    struct massc_sim *s = massc_sim_open(m, massc_exploration(m, 0), 0, &o);
    long shape[3];
    if (!s) {                           /* pure functions have no steps */
        int is_pure = strstr(massc_error(m), "nothing is simulated") != NULL;
        massc_close(m);
        return is_pure;
    }
    massc_sim_shape(s, shape);
    size_t size = massc_snapshot(s, NULL, 0), bytes = (size_t)(shape[0]*shape[1]*shape[2])*sizeof(double);
    void *kept = malloc(size);
    double *x = malloc(bytes), *y = malloc(bytes);
    massc_snapshot(s, kept, size);
    massc_step(s, 50);
    massc_state(s, x);
    int wrong = massc_text(m, "model", 5);
    massc_restore(s, kept, size);
    massc_step(s, 50);
    massc_state(s, y);
    int agree = memcmp(x, y, bytes) == 0 && wrong == -1;
    massc_sim_close(s);
    massc_close(m);
    free(kept);
    free(x);
    free(y);
    return agree;
}

static void *work(void *user)
{
    struct job *j = user;
    for (int i = 0; i < ROUNDS; i++) {
        struct massc_result *r = run(j, 1 + i % 2);
        j->wrong += !r || !same(r, j->want) || !steps_agree(j->path);
        massc_result_close(r);
    }
    return NULL;
}

/* ---- cancelling ---- */

static const char endless[] = "model M\n  state x = 1\n  x' = -x\nend\nsimulate euler with dt = 1e-6 ms, duration = 1e6 ms\n"
                              "observe l = last(x)\nexplore e\n  initial.x = [1, 2, 3, 4]\nend\n";

struct stopping { struct massc *m; atomic_int is_over; };

static void *stop(void *user)
{
    struct stopping *s = user;
    const struct timespec moment = { 0, 10*1000*1000 };
    while (!atomic_load(&s->is_over)) {
        nanosleep(&moment, NULL);
        massc_cancel(s->m);
    }
    return NULL;
}

static void check_cancelled(void)
{
    const struct massc_options o = { .size = sizeof o, .engine = "tcc", .threads = 2 };
    struct stopping s = { .m = massc_open_text(endless, strlen(endless)) };
    pthread_t other;
    NEED(massc_code(s.m) == 0 && pthread_create(&other, NULL, stop, &s) == 0, s.m);
    CHECK(massc_run(s.m, "e", &o) == NULL && massc_code(s.m) == MASSC_STOPPED);
    struct massc_sim *sim = massc_sim_open(s.m, "e", 1, &o);
    NEED(sim, s.m);
    CHECK(massc_step(sim, 1000000000) == -1 && massc_code(s.m) == MASSC_STOPPED);
    long done = massc_sim_done(sim);
    CHECK(done > 0 && massc_step(sim, 1) != 1 && massc_sim_done(sim) <= done + 1);
    atomic_store(&s.is_over, 1);
    pthread_join(other, NULL);
    CHECK(massc_step(sim, 10) == 0 && massc_sim_done(sim) >= done + 10);
    massc_sim_close(sim);
    massc_close(s.m);
}

int main(int argc, char **argv)
{
    struct job jobs[MOST] = { { .path = NULL } };
    int count = argc - 1 < MOST ? argc - 1 : MOST, calls = 0;
    for (int i = 0; i < count; i++) {
        jobs[i].path = argv[i + 1];
        jobs[i].want = run(&jobs[i], 1);
        if (!jobs[i].want)
            return 1;
    }
    for (int i = 0; i < count; i++)
        CHECK(pthread_create(&jobs[i].thread, NULL, work, &jobs[i]) == 0);
    for (int i = 0; i < count; i++) {
        pthread_join(jobs[i].thread, NULL);
        CHECK(!jobs[i].wrong || (puts(jobs[i].path), 0));
        massc_result_close(jobs[i].want);       /* of an object that is gone, in another thread */
        calls += jobs[i].calls;
    }
    CHECK(calls > count);
    check_cancelled();
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
