/* vector.c -- how many lanes a second the vector primitives do, by instruction set and
 * block: `ninja vector_bench`. Asserts nothing.
 */
#include "vector/vector.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST = 1024 };
static const char *const isas[] = { "x86-64-v4", "x86-64-v3", "generic" };
static const char *const names[] = { "v_fma_svv", "v_select_vvv", "v_div_vv", "v_m_exp", "v_m_tanh", "v_m_sin", "v_m_pow" };
enum { NAMES = sizeof names/sizeof *names };

/* Not at the same place of a page: processors compare only its bits first. */
static double a[MOST + 40] __attribute__((aligned(64))), b[MOST + 40] __attribute__((aligned(64)));
static double d[MOST] __attribute__((aligned(64)));

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9*(double)t.tv_nsec;
}

static void call(const char *name, void (*f)(void), int bytes, long n)
{
    if (strcmp(name, "v_fma_svv") != 0)
        ((void (*)(long, void *, const void *, const void *, const void *))f)(n, d, a, b, a);
    else if (bytes == 4)
        ((void (*)(long, void *, float, const void *, const void *))f)(n, d, 0.5f, a, b);
    else
        ((void (*)(long, void *, double, const void *, const void *))f)(n, d, 0.5, a, b);
}

/* The best of some runs of about 2 ms, in 10^9 lanes a second. */
static double rate(const char *name, const struct vector_set *s, long n)
{
    double best = 0;
    int at = 0;
    while (at < s->count && strcmp(s->entries[at].name, name) != 0)
        at++;
    if (at == s->count)
        return 0;
    for (int run = 0, calls = 1; run < 20; run++) {
        double from = now(), took;
        for (int i = 0; i < calls; i++)
            call(name, s->entries[at].address, s->bytes, n);
        took = now() - from;
        best = (double)(calls*n)/took*1e-9 > best ? (double)(calls*n)/took*1e-9 : best;
        calls *= took < 2e-3 ? 2 : 1;
    }
    return best;
}

int main(void)
{
    printf("%-10s %-9s %5s", "G lanes/s", "", "block");
    for (int i = 0; i < NAMES; i++)
        printf(" %12s", names[i]);
    for (int bytes = 4; bytes <= 8; bytes += 4)
        for (size_t k = 0; k < sizeof isas/sizeof *isas; k++)
            for (long n = 64; n <= MOST; n *= 4) {
                const struct vector_set *s = vector_set_for(bytes, isas[k]);
                if (!s)
                    continue;
                for (int i = 0; i < MOST; i++) {
                    double x = 4.0*i/MOST - 2, y = 0.1 + i%7;
                    if (bytes == 4) {
                        ((float *)a)[i] = (float)x;
                        ((float *)b)[i] = (float)y;
                    } else {
                        a[i] = x;
                        b[i] = y;
                    }
                }
                printf("\n%-10s %-9s %5ld", s->isa, bytes == 4 ? "f32" : "f64", n);
                for (int i = 0; i < NAMES; i++)
                    printf(" %12.3f", rate(names[i], s, n));
                fflush(stdout);
            }
    printf("\n");
    return 0;
}
