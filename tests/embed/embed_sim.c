/* embed_sim.c -- simulations step by step are the rows that a run gives. */
#include "embed.h"
#include <math.h>
#include <string.h>

static const struct massc_options tcc = { .size = sizeof tcc, .engine = "tcc" };

static struct massc *open_text(const char *text)
{
    struct massc *m = massc_open_text(text, strlen(text));
    NEED(m && massc_code(m) == 0, m);
    return m;
}

static struct massc_result *run_row(struct massc *m, const char *exploration, long point, struct massc_options o)
{
    char row[24];
    snprintf(row, sizeof row, "%ld", point);
    o.point = row;
    struct massc_result *r = massc_run(m, exploration, &o);
    NEED(r, m);
    return r;
}

/* ---- the same bits ---- */

/* Also where they are no numbers. */
static int same_table(const struct massc_result *a, const struct massc_result *b)
{
    int same = massc_rows(a) == massc_rows(b) && massc_columns(a) == massc_columns(b);
    for (int i = 0; same && i < massc_columns(a); i++)
        same = memcmp(massc_values(a, i), massc_values(b, i), (size_t)(massc_rows(a)*massc_elements(a, i))*sizeof(double)) == 0;
    return same;
}

static long row_of_series(const struct massc_result *r, int i)
{
    long n = 1;
    for (int d = 0; d < massc_series_dims(r, i); d++)
        n *= massc_series_size(r, i, d);
    return n;
}

/* NANs may be of either sign where nothing was recorded. */
static int same_series(const struct massc_result *a, const struct massc_result *b)
{
    int same = massc_series_count(a) == massc_series_count(b);
    for (int i = 0; same && i < massc_series_count(a); i++)
        for (long k = 0; same && k < row_of_series(a, i); k++) {
            double x = massc_series_values(a, i)[k], y = massc_series_values(b, i)[k];
            same = memcmp(&x, &y, sizeof x) == 0 || (isnan(x) && isnan(y));
        }
    return same;
}

/* Through all steps, [chunk] at a time; with [odd] a snapshot is taken now and then, some steps further gone back to. */
static void step_through(struct massc *m, struct massc_sim *s, long chunk, int odd)
{
    size_t size = massc_snapshot(s, NULL, 0);
    char *kept = malloc(size);
    for (long calls = 0; massc_sim_done(s) < massc_sim_steps(s); calls++) {
        if (odd && calls % 3 == 0) {
            massc_snapshot(s, kept, size);
            NEED(massc_step(s, 2*chunk + 1) == 0, m);
            NEED(massc_restore(s, kept, size) == 0, m);
        }
        NEED(massc_step(s, chunk) == 0, m);
    }
    free(kept);
}

static void check_row(struct massc *m, const char *exploration, long point, const char *engine)
{
    const struct massc_options o = { .size = sizeof o, .engine = engine };
    struct massc_result *want = run_row(m, exploration, point, o);
    const long chunks[] = { 1000000, 7, 64, 1 };
    for (int i = 0; i < 4; i++) {
        struct massc_sim *s = massc_sim_open(m, exploration, point, &o);
        if (!s && massc_code(m) == MASSC_MODEL && strstr(massc_error(m), "nothing is simulated"))
            break;
        NEED(s, m);
        if (chunks[i] == 1 && massc_sim_steps(s) > 20000) {
            massc_sim_close(s);
            continue;
        }
        step_through(m, s, chunks[i], i == 2);
        const struct massc_result *got = massc_sim_result(s);
        NEED(got, m);
        CHECK(same_table(got, want) && same_series(got, want));
        if (failed)
            printf("%s %ld by %ld\n", exploration, point, chunks[i]);
        massc_sim_close(s);
    }
    massc_result_close(want);
}

static void check_explorations(struct massc *m, const char *engine)
{
    for (int k = 0; massc_exploration(m, k); k++) {
        check_row(m, massc_exploration(m, k), 0, engine);
        check_row(m, massc_exploration(m, k), massc_points(m, massc_exploration(m, k)) - 1, engine);
    }
}

/* All explorations of files, the first and the last row of each, in the precision of the file and in single. */
void check_rows(int count, char **paths)
{
    for (int i = 0; i < count; i++) {
        struct massc *m = massc_open(paths[i]);
        NEED(m && massc_code(m) == 0, m);
        check_explorations(m, "tcc");
        NEED(massc_precision(m, 4) == 0, m);
        check_explorations(m, "auto");
        massc_close(m);
    }
}

/* ---- by hand ---- */

/* x halves where k is 1: two nodes, then noise. */
static const char decay[] =
    "model Decay\n  state x = 1 [mV]\n  state y = 2\n  param k = 1\n  param c = 0\n  x' = -k*x\n  y' = -y\nend\n"
    "network\n  nodes 2\n  dynamics Decay\n  stimulus out on x = u with u = 0\n"
    "  noise additive on x with sigma = 1, key = 3\nend\n"
    "simulate euler with dt = 0.5 ms, duration = 4 ms, transient = 1 ms\nobserve l = last(x)\nobserve s = sum(last(y) over node)\n"
    "record x, y every 1 ms\n"
    "explore quiet\n  k = [1, 0]\n  noise.sigma = 0\nend\n"
    "explore driven\n  k = [0.5]\n  stimulus.out.u = [[0, 0]]\n  initial.y = [2]\n  noise.sigma = 0\nend\n"
    "explore noisy\n  k = [0, 1]\nend\n";

static void check_states(struct massc *m)
{
    long shape[3];
    double x[4] = { 0 };
    struct massc_sim *s = massc_sim_open(m, "quiet", 0, &tcc);
    NEED(s, m);
    CHECK(massc_sim_shape(s, shape) == 3 && shape[0] == 2 && shape[1] == 2 && shape[2] == 1);
    CHECK(massc_sim_steps(s) == 10 && massc_sim_done(s) == 0 && massc_sim_time(s) == -1);
    CHECK(massc_state(s, x) == 0 && x[0] == 1 && x[1] == 1 && x[2] == 2 && x[3] == 2);
    CHECK(massc_step(s, 2) == 0 && massc_sim_done(s) == 2 && massc_sim_time(s) == 0);
    massc_state(s, x);
    CHECK(x[0] == 0.25 && x[3] == 0.5);
    CHECK(massc_set_state(s, (double[]){ 8, 16, 1, 0 }) == 0 && massc_step(s, 2) == 0);
    massc_state(s, x);
    CHECK(x[0] == 2 && x[1] == 4 && x[2] == 0.25 && x[3] == 0);
    CHECK(massc_set_state(s, (double[]){ 8, NAN, 1, 0 }) == -1 && massc_code(m) == MASSC_USAGE);
    CHECK(massc_step(s, -1) == -1 && massc_code(m) == MASSC_USAGE);
    const struct massc_result *r = massc_sim_result(s);
    NEED(r, m);
    const double *samples = massc_series_values(r, 0), *l = massc_values(r, massc_find(r, "l"));
    CHECK(samples[0] == 2 && samples[1] == 4 && isnan(samples[4]) && isnan(l[0]));
    CHECK(massc_step(s, 100) == 0 && massc_sim_done(s) == 10);
    CHECK(massc_sim_result(s) == r && massc_values(r, massc_find(r, "l")) == l && l[0] == 2.0/64 && massc_series_values(r, 0) == samples);
    CHECK(massc_step(s, 1) == 0 && massc_sim_done(s) == 10 && massc_sim_status(s) == 0);
    massc_sim_close(s);
    CHECK(massc_sim_open(m, "quiet", 2, &tcc) == NULL && massc_code(m) == MASSC_USAGE);
    CHECK(massc_sim_open(m, "loud", 0, &tcc) == NULL && massc_code(m) == MASSC_USAGE);
}

/* Between steps, and before the first, where the start follows. */
static void check_numbers(struct massc *m)
{
    double x[4];
    struct massc_sim *s = massc_sim_open(m, "driven", 0, &tcc);
    NEED(s, m);
    CHECK(massc_sim_set(s, "initial.y", 6) == 0 && massc_sim_set(s, "k", 1) == 0);
    massc_state(s, x);
    CHECK(x[0] == 1 && x[2] == 6 && x[3] == 6);
    CHECK(massc_step(s, 1) == 0 && massc_sim_set(s, "initial.y", 9) == 0);
    massc_state(s, x);
    CHECK(x[0] == 0.5 && x[2] == 3);
    CHECK(massc_sim_set_array(s, "stimulus.out.u", (double[]){ 4, 0 }, 2) == 0 && massc_step(s, 1) == 0);
    massc_state(s, x);
    CHECK(x[0] == 0.25 + 2 && x[1] == 0.25);            /* co-simulation: an input for each node and step */
    CHECK(massc_sim_set(s, "stimulus.out.u", 1) == 0 && massc_sim_set(s, "dynamics.k", 0) == 0 && massc_step(s, 1) == 0);
    massc_state(s, x);
    CHECK(x[0] == 2.75 && x[1] == 0.75);
    CHECK(massc_sim_set_array(s, "stimulus.out.u", (double[]){ 4, 0, 0 }, 3) == -1 && massc_code(m) == MASSC_USAGE);
    CHECK(massc_sim_set(s, "c", 1) == -1 && strstr(massc_error(m), "written into the kernel"));
    CHECK(massc_sim_set(s, "nothing", 1) == -1 && massc_sim_set(s, "k", INFINITY) == -1);
    massc_sim_close(s);
}

/* z = 2*x after each step; every second one of w. */
static void check_watched(void)
{
    static const char text[] = "model M\n  state x = 1\n  z = 2*x\n  w = 3*x\n  watch z, w\n  x' = -x\nend\nnetwork\n  nodes 2\n  dynamics M\nend\n"
        "simulate euler with dt = 0.5, duration = 4, transient = 0.5\nobserve l = last(x)\nexplore e\n  initial.x = [1]\nend\n";
    static const char *const both[] = { "z", "w every 1 ms", NULL };
    const struct massc_options o = { .size = sizeof o, .engine = "tcc", .record = both };
    struct massc *m = open_text(text);
    struct massc_sim *s = massc_sim_open(m, "e", 0, &o);
    double z[2];
    NEED(s, m);
    const struct massc_result *r = massc_sim_result(s);
    int w = massc_find_series(r, "w");
    CHECK(massc_watched(s, "z", z) == 0 && isnan(z[1]) && massc_sim_samples(s, w) == 0);
    CHECK(massc_step(s, 1) == 0 && massc_watched(s, "z", z) == 0 && isnan(z[0]));
    CHECK(massc_step(s, 1) == 0 && massc_watched(s, "z", z) == 0 && z[0] == 0.5 && z[1] == 0.5 && massc_sim_samples(s, w) == 0);
    CHECK(massc_step(s, 2) == 0 && massc_watched(s, "z", z) == 0 && z[1] == 0.125);
    CHECK(massc_sim_samples(s, w) == 1 && massc_watched(s, "w", z) == 0 && z[0] == 0.375);
    CHECK(massc_watched(s, "x", z) == -1 && massc_code(m) == MASSC_USAGE && massc_sim_samples(s, 9) == 0);
    massc_sim_close(s);
    massc_close(m);
}

/* x' = -x + c: an input of another simulator at its side; the bits do not depend on what is data. */
static const char driven[] =
    "model D\n  state x = 1\n  param k = 1\n  input c\n  x' = -k*x + c\nend\n"
    "network\n  nodes 2\n  dynamics D\n  graph weights = ones - eye\n  coupling c = Linear(x) with G = 0.25\n"
    "  stimulus outside on c = u with u = [0, 0]\nend\n"
    "simulate euler with dt = 0.5, duration = 2\nobserve l = last(x)\nexplore e\n  initial.x = [1]\nend\n";

static void check_data(void)
{
    const struct massc_options some = { .size = sizeof some, .engine = "tcc", .data = "stimulus.outside.u, k" },
                               all = { .size = sizeof all, .engine = "tcc", .data = "all" },
                               wrong = { .size = sizeof wrong, .data = "nothing" };
    struct massc *m = open_text(driven);
    double x[2];
    struct massc_sim *s = massc_sim_open(m, NULL, 0, &some);
    NEED(s, m);
    CHECK(massc_give_input(s, "c", (double[]){ 2, -1 }, 2) == 0 && massc_step(s, 1) == 0);
    massc_state(s, x);
    CHECK(x[0] == 0.5 + 1 + 0.125 && x[1] == 0.5 - 0.5 + 0.125);
    CHECK(massc_give_input(s, "c", (double[]){ 0, 0 }, 2) == 0 && massc_sim_set(s, "k", 2) == 0 && massc_step(s, 1) == 0);
    massc_state(s, x);
    CHECK(x[0] == 0.125*0.125 && x[1] == 0.125*1.625);
    CHECK(massc_give_input(s, "c", x, 3) == -1 && massc_give_input(s, "d", x, 1) == -1);
    CHECK(massc_sim_set(s, "G", 1) == -1);
    massc_sim_close(s);
    s = massc_sim_open(m, NULL, 0, &all);
    NEED(s, m);
    struct massc_result *want = run_row(m, NULL, 0, tcc);
    CHECK(massc_sim_set(s, "G", 0.25) == 0 && massc_step(s, 4) == 0 && same_table(massc_sim_result(s), want));
    massc_result_close(want);
    massc_sim_close(s);
    CHECK(massc_sim_open(m, NULL, 0, &wrong) == NULL && massc_code(m) == MASSC_MODEL && massc_diagnostic(m, 0));
    s = massc_sim_open(m, NULL, 0, &tcc);
    CHECK(s && massc_give_input(s, "c", x, 2) == -1 && strstr(massc_error(m), "written into the kernel"));
    massc_sim_close(s);
    massc_close(m);
}

/* Normals from outside: x grows by sqrt(0.5) times each. */
static void check_noise(struct massc *m)
{
    double x[4], y[4], root = sqrt(0.5);
    struct massc_sim *s = massc_sim_open(m, "noisy", 0, &tcc), *drawn = massc_sim_open(m, "noisy", 0, &tcc);
    NEED(s && drawn, m);
    CHECK(massc_noise_width(s, NULL) == 2 && massc_noise_width(s, "other") == 0);
    CHECK(massc_give_noise(s, NULL, (double[]){ 1, 0, 2, -1, 7, 7 }, 3) == 0);
    CHECK(massc_step(s, 2) == 0);
    massc_state(s, x);
    CHECK(fabs(x[0] - (1 + 3*root)) < 1e-15 && fabs(x[1] - (1 - root)) < 1e-15);
    CHECK(massc_give_noise(s, NULL, NULL, 0) == 0);
    CHECK(massc_give_noise(s, "other", x, 1) == -1);
    CHECK(massc_step(drawn, 2) == 0 && massc_state(drawn, x) == 0 && massc_set_state(s, x) == 0);
    CHECK(massc_step(s, 5) == 0 && massc_step(drawn, 5) == 0);
    massc_state(s, x);
    massc_state(drawn, y);
    CHECK(memcmp(x, y, sizeof x) == 0);                 /* the third step's are drawn again, and the fourth's are its own */
    massc_sim_close(s);
    massc_sim_close(drawn);
}

/* From one simulation into another, of a later text, too. */
static void check_snapshots(struct massc *m)
{
    double x[4], y[4];
    struct massc_sim *s = massc_sim_open(m, "noisy", 1, &tcc), *other = massc_sim_open(m, "noisy", 0, &tcc), *quiet = massc_sim_open(m, "quiet", 1, &tcc);
    NEED(s && other && quiet, m);
    size_t size = massc_snapshot(s, NULL, 0);
    char *kept = malloc(size);
    CHECK(massc_step(s, 5) == 0 && massc_snapshot(s, kept, size) == size && massc_step(s, 3) == 0);
    CHECK(massc_restore(other, kept, size) == 0 && massc_sim_done(other) == 5 && massc_step(other, 3) == 0);
    massc_state(s, x);
    massc_state(other, y);
    CHECK(memcmp(x, y, sizeof x) == 0);                 /* its k, too */
    CHECK(massc_restore(other, kept, size - 1) == -1 && massc_code(m) == MASSC_MODEL);
    kept[0] = '?';
    CHECK(massc_restore(other, kept, size) == -1 && massc_sim_done(other) == 8);
    free(kept);
    massc_sim_close(s);
    massc_sim_close(other);
    massc_sim_close(quiet);
}

static const char grow[] =
    "model Grow\n  state x = 1\n  param k = 9\n  x' = k*x*x\nend\nsimulate euler with dt = 1 ms, duration = 50 ms\n"
    "observe l = last(x)\nrecord x\nexplore all\n  k = [9, 0]\nend\n";

/* What leaves the finite numbers is led back by a snapshot. */
static void check_dead(void)
{
    struct massc *m = open_text(grow);
    struct massc_sim *s = massc_sim_open(m, "all", 0, &tcc);
    double x, zero = 0;
    char kept[4096];
    NEED(s, m);
    size_t size = massc_snapshot(s, kept, sizeof kept);
    CHECK(size < sizeof kept && massc_step(s, 30) == 0);
    long died = massc_sim_status(s);
    struct massc_result *r = run_row(m, "all", 0, tcc);
    CHECK(died > 2 && died < 30 && massc_values(r, massc_find(r, "status"))[0] == died);
    CHECK(massc_sim_done(s) == 50 && massc_set_state(s, &zero) == -1);
    CHECK(same_table(massc_sim_result(s), r) && same_series(massc_sim_result(s), r));
    CHECK(massc_restore(s, kept, size) == 0 && massc_sim_status(s) == 0 && massc_sim_done(s) == 0);
    CHECK(massc_step(s, 1) == 0 && massc_state(s, &x) == 0 && x == 10);
    massc_result_close(r);
    massc_sim_close(s);
    massc_close(m);
}

void check_sims(void)
{
    struct massc *m = open_text(decay);
    check_states(m);
    check_numbers(m);
    check_noise(m);
    check_snapshots(m);
    massc_close(m);
    check_dead();
    check_data();
    check_watched();
    m = open_text("param a = 1\nobserve b = a\nexplore e\n  a = [1, 2]\nend\n");
    CHECK(massc_sim_open(m, NULL, 0, NULL) == NULL && massc_code(m) == MASSC_MODEL);
    massc_close(m);
}
