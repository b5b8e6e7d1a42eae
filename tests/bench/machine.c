/* machine.c -- what one core of this machine can do: its clock, its peak of fused multiply-adds, the bandwidth of its memory.
 *
 *   machine
 *
 * Prints "NAME VALUE" lines:
 *   clock_ghz     of a chain of dependent additions of integers, one a cycle
 *   width_bits    of the vectors
 *   ports         vectors of that width that are multiplied and added in a cycle: 2, or 1 where the widest ones take both halves
 *   fma_f32, fma_f64   GFLOP/s of independent fused multiply-adds
 *   of_ports      fma_f32 over ports x width x clock: at least 0.95, or the measurement is worth nothing
 *   triad_1, triad_2   GB/s of a = b + s*c beyond all caches, by one thread and by two
 *
 * Clock and peak alternate in slices shorter than the scheduler's, of which the fastest count: what
 * else the machine does then meets neither. Time is that of the thread.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined __AVX512F__
enum { BYTES = 64 };
#elif defined __AVX__
enum { BYTES = 32 };
#else
enum { BYTES = 16 };
#endif
typedef float floats __attribute__((vector_size(BYTES)));
typedef double doubles __attribute__((vector_size(BYTES)));

enum { SLICES = 200, CHAINS = 12, TURNS = 20000, LARGE = 1 << 22 };

static double now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9*(double)t.tv_nsec;
}

/* Additions a nanosecond, each of what the one before gave. */
static double slice_clock(void)
{
    unsigned long x = 1, y = 3;
    double begun = now(CLOCK_THREAD_CPUTIME_ID);
    for (int i = 0; i < TURNS; i++) {
        x += y; __asm__ volatile("" : "+r"(x), "+r"(y)); x += y; __asm__ volatile("" : "+r"(x), "+r"(y));
        x += y; __asm__ volatile("" : "+r"(x), "+r"(y)); x += y; __asm__ volatile("" : "+r"(x), "+r"(y));
        x += y; __asm__ volatile("" : "+r"(x), "+r"(y)); x += y; __asm__ volatile("" : "+r"(x), "+r"(y));
        x += y; __asm__ volatile("" : "+r"(x), "+r"(y)); x += y; __asm__ volatile("" : "+r"(x), "+r"(y));
        x += y; __asm__ volatile("" : "+r"(x), "+r"(y)); x += y; __asm__ volatile("" : "+r"(x), "+r"(y));
        x += y; __asm__ volatile("" : "+r"(x), "+r"(y)); x += y; __asm__ volatile("" : "+r"(x), "+r"(y));
        x += y; __asm__ volatile("" : "+r"(x), "+r"(y)); x += y; __asm__ volatile("" : "+r"(x), "+r"(y));
        x += y; __asm__ volatile("" : "+r"(x), "+r"(y)); x += y; __asm__ volatile("" : "+r"(x), "+r"(y));
    }
    return 16.0*TURNS*1e-9/(now(CLOCK_THREAD_CPUTIME_ID) - begun);
}

#ifdef __FMA__
/* GFLOP/s of CHAINS chains beside each other; contraction makes each step one instruction. They are
 * variables, not an array: gcc keeps one in memory. */
#define EACH(do) do(0) do(1) do(2) do(3) do(4) do(5) do(6) do(7) do(8) do(9) do(10) do(11)
#define BEGIN(c) s##c = b + (float)c;
#define STEP(c)  s##c = s##c*a + b; __asm__ volatile("" : "+x"(s##c));
#define SLICE(name, vector, number) \
static double name(void) \
{ \
    vector a = (vector){ 0 } + (number)0.999, b = (vector){ 0 } + (number)1e-3; \
    vector s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11; \
    __asm__ volatile("" : "+x"(a), "+x"(b)); \
    EACH(BEGIN) \
    double begun = now(CLOCK_THREAD_CPUTIME_ID); \
    for (int i = 0; i < TURNS; i++) { \
        EACH(STEP) \
    } \
    double took = now(CLOCK_THREAD_CPUTIME_ID) - begun; \
    return 2.0*TURNS*CHAINS*(BYTES/(double)sizeof(number))*1e-9/took; \
}
SLICE(slice_f32, floats, float)
SLICE(slice_f64, doubles, double)
#else
static double slice_f32(void) { return 0; }
static double slice_f64(void) { return 0; }
#endif

static void raise_to(double *best, double x)
{
    *best = x > *best ? x : *best;
}

static double *a[2], *b[2], *c[2];

/* By [argument], the number of the thread as a pointer; ten times over. */
static void *triad(void *argument)
{
    int t = argument != NULL;
    for (int round = 0; round < 10; round++) {
        for (long i = 0; i < LARGE; i++)
            a[t][i] = b[t][i] + 0.5*c[t][i];
        __asm__ volatile("" : : : "memory");
    }
    return NULL;
}

static double triad_rate(int threads)
{
    double best = 0;
    for (int round = 0; round < 3; round++) {
        pthread_t other;
        double begun = now(CLOCK_MONOTONIC);
        if (threads == 2 && pthread_create(&other, NULL, triad, a))
            return 0;
        triad(NULL);
        if (threads == 2)
            pthread_join(other, NULL);
        raise_to(&best, threads*10.0*3*LARGE*sizeof(double)*1e-9/(now(CLOCK_MONOTONIC) - begun));
    }
    return best;
}

int main(void)
{
    double clock = 0, f32 = 0, f64 = 0;
    for (int i = 0; i < SLICES; i++) {
        raise_to(&clock, slice_clock());
        raise_to(&f32, slice_f32());
        raise_to(&f64, slice_f64());
    }
    double each = 2.0*(BYTES/4)*clock;
    int ports = f32/each > 1.1 || BYTES < 64 ? 2 : 1;
    printf("clock_ghz %.3f\nwidth_bits %d\nports %d\nfma_f32 %.1f\nfma_f64 %.1f\nof_ports %.3f\n", clock, BYTES*8, ports, f32, f64, f32/each/ports);
    for (int t = 0; t < 2; t++) {
        a[t] = malloc(LARGE*sizeof(double));
        b[t] = malloc(LARGE*sizeof(double));
        c[t] = malloc(LARGE*sizeof(double));
        if (!a[t] || !b[t] || !c[t])
            return 3;
        for (long i = 0; i < LARGE; i++)
            a[t][i] = b[t][i] = c[t][i] = 1;
    }
    printf("triad_1 %.1f\n", triad_rate(1));
    printf("triad_2 %.1f\n", triad_rate(2));
    return 0;
}
