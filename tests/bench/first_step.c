/* first_step.c -- how long it is from a text to the first step of its simulation, in process, by libtcc.
 *
 *   first_step FILE...
 *
 * Of each file, in ms and the best of some rounds: checking the text (massc_open_text); a simulation of the first row to behind
 * its first step (massc_sim_open, massc_step), which emits and compiles; both together; the same
 * text and simulation once more in the same object.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "massc.h"

enum { ROUNDS = 9, LONGEST = 1 << 20 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return 1e3*(double)t.tv_sec + 1e-6*(double)t.tv_nsec;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

static const struct massc_options tcc = { .size = sizeof tcc, .engine = "tcc" };

/* Ms to behind the first step; -1: there is none. */
static double first_step(struct massc *m)
{
    double begun = now();
    struct massc_sim *s = massc_sim_open(m, massc_exploration(m, 0), 0, &tcc);
    if (!s || massc_step(s, 1) != 0)
        return -1;
    double took = now() - begun;
    massc_sim_close(s);
    return took;
}

struct times { double open, step, all, again; };

static int measure(const char *text, size_t len, struct times *t)
{
    double begun = now();
    struct massc *m = massc_open_text(text, len);
    double open = now() - begun, step = first_step(m), all = now() - begun;
    if (step < 0) {
        fputs(massc_error(m), stdout);
        massc_close(m);
        return -1;
    }
    begun = now();
    massc_text(m, text, len);
    first_step(m);
    *t = (struct times){ least(t->open, open), least(t->step, step), least(t->all, all), least(t->again, now() - begun) };
    massc_close(m);
    return 0;
}

int main(int argc, char **argv)
{
    static char text[LONGEST];
    struct times worst = { 0, 0, 0, 0 };
    printf("%-48s %8s %8s %8s %8s\n", "ms", "check", "step", "all", "again");
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        size_t len = f ? fread(text, 1, sizeof text, f) : 0;
        struct times t = { 1e9, 1e9, 1e9, 1e9 };
        int bad = !f;
        if (f)
            fclose(f);
        for (int round = 0; round < ROUNDS && !bad; round++)
            bad = measure(text, len, &t) < 0;
        if (bad)
            continue;
        printf("%-48s %8.3f %8.3f %8.3f %8.3f\n", argv[i], t.open, t.step, t.all, t.again);
        worst.all = t.all > worst.all ? t.all : worst.all;
        worst.again = t.again > worst.again ? t.again : worst.again;
    }
    printf("%-48s %8s %8s %8.3f %8.3f\n", "the slowest", "", "", worst.all, worst.again);
    return 0;
}
