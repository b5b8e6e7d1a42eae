/* kernels.c -- two kernels of one exploration, timed in turn.
 *
 *   kernels --flags                what massc gives to gcc and clang
 *   kernels [--apart] OLD.so NEW.so POINTS [FIXED FIXED [POINTS]]
 *
 * race.lua calls it. OLD.so and NEW.so are what two massc emit, with drive_2.c or drive_3.c behind;
 * POINTS holds the swept values, a point a line, of which the lanes of one block are taken
 * at equal distances. FIXED, of either side, holds the fixed arrays of the model, one after the other;
 * without, and for "-", they are filled with 1/nodes. The second POINTS is that of NEW, if it is another. Noise is the kernel's own normals.
 *
 * A round takes both kernels through the life of a block, start to finish, TURNS times
 * each, and keeps the shortest time of either; their ratio is the round's, of times a lane and
 * node, since two massc may choose blocks of other sizes. The median of the rounds is what counts:
 * what other work does to the machine comes and goes, and meets both. Time is that of the
 * thread, so that waiting for a processor is none. Both work in the same memory, laid out as
 * in runtime/sweep/sweep_block.c and a little further on each round: where it lies is worth
 * some percent, some places much more.
 *
 * --apart: how far results of the first points, after APART steps, lie apart: the greatest
 * difference over the greatest of its column. Else it
 * prints: M node-steps/s of OLD, of NEW, their ratio, quartiles of the ratio, lanes (OLD/NEW
 * where they differ).
 */
#include "engine/compile.h"
#include "vector/vector.h"
#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TURNS = 8, LEAST_ROUNDS = 5, MOST_ROUNDS = 31, GRAIN = 32, PAGE = 4096, APART = 200 };
static const double TURN = 1.5e-3;      /* seconds: shorter than a slice of the scheduler */
static const double LONG = 3.0;         /* seconds of all rounds, where there are more than the least */

struct shape { long bytes, lanes, nodes, is_stepped, points, noise, fixed; };     /* as drive_shape fills it; drive_2.c leaves the last */

struct side {
    struct shape n;
    void *points;                       /* of the block, where drive_lay put it */
    const double *values; size_t count; /* of the points, one after the other */
    long (*lay)(char *memory, const void *graph, void **points);
    void (*drive)(const void *noise, long steps, long lives);
    int (*draw)(long count, void *out);
    const void *(*results)(long *count);        /* NULL in drive_2.c */
    void *graph;                        /* the fixed arrays */
    double best, ever;                  /* seconds: of the round, of all */
};

struct ground {
    void *noise;
    long steps, lives;                  /* of a turn */
};

static double now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9*(double)t.tv_nsec;
}

static _Noreturn void stop(const char *what, const char *why)
{
    fprintf(stderr, "kernels: %s: %s\n", what, why);
    exit(1);
}

static void *room(size_t bytes)
{
    bytes = (bytes + 127) & ~(size_t)63;
    void *p = aligned_alloc(64, bytes);
    if (!p)
        stop("memory", "not enough");
    return memset(p, 0, bytes);
}

/* ---- both sides ------------------------------------------------------------ */

static void *symbol(void *library, const char *path, const char *name)
{
    void *s = library ? dlsym(library, name) : NULL;
    if (!s)
        stop(path, dlerror());
    return s;
}

static void open_side(struct side *s, const char *path)
{
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    void (*shape)(struct shape *);
    *(void **)&shape = symbol(library, path, "drive_shape");
    *(void **)&s->lay = symbol(library, path, "drive_lay");
    *(void **)&s->drive = symbol(library, path, "drive");
    *(void **)&s->draw = symbol(library, path, "drive_draw");
    *(void **)&s->results = dlsym(library, "drive_results");
    s->n = (struct shape){ 0 };
    shape(&s->n);
    s->ever = 1e9;
}

static void put(const struct side *s, void *to, long at, double x)
{
    if (s->n.bytes == 4)
        ((float *)to)[at] = (float)x;
    else
        ((double *)to)[at] = x;
}

/* ---- what kernels read ------------------------------------------------------- */

static double *read_numbers(const char *path, size_t *count)
{
    FILE *f = fopen(path, "r");
    double *all = NULL, x;
    size_t n = 0, most = 0;
    while (f && fscanf(f, "%lf", &x) == 1) {
        if (n == most && !(all = realloc(all, (most = 2*most + 1024)*sizeof *all)))
            stop("memory", "not enough");
        all[n++] = x;
    }
    if (!f)
        stop(path, "cannot read");
    fclose(f);
    *count = n;
    return all;
}

/* Lane l gets line l*lines/lanes. */
static void put_points(struct side *s)
{
    size_t width = (size_t)s->n.points, lanes = (size_t)s->n.lanes;
    if (width && (s->count == 0 || s->count % width))
        stop("points", "not the numbers of the kernel's points");
    for (size_t lane = 0; lane < lanes && width; lane++)
        for (size_t p = 0; p < width; p++)
            put(s, s->points, (long)(p*lanes + lane), s->values[lane*(s->count/width)/lanes*width + p]);
}

/* Of 1/nodes, enough for every weight matrix, or what [path] holds. */
static void *graph_of(const struct side *s, const char *path)
{
    size_t count = (size_t)(s->n.fixed ? s->n.fixed : 8*s->n.nodes*s->n.nodes + 4096), given = 0;
    int is_given = path && strcmp(path, "-") != 0;
    double *values = is_given ? read_numbers(path, &given) : NULL;
    void *graph = room(count*(size_t)s->n.bytes);
    if (is_given && given != count)
        stop(path, "not the numbers of the kernel's fixed arrays");
    for (size_t i = 0; i < count; i++)
        put(s, graph, (long)i, is_given ? values[i] : 1.0/(double)s->n.nodes);
    free(values);
    return graph;
}

/* Enough for both, whose lanes may be of another number. */
static void *noise_of(const struct side *s, long steps)
{
    long a = s[0].n.noise, b = s[1].n.noise, n = steps*(a > b ? a : b);
    void *noise = room((size_t)(n*s->n.bytes));
    if (n && !s->draw(n, noise))
        vector_set((int)s->n.bytes, 0)->draw(0, 42, 0, n, 1, noise);
    return noise;
}

/* ---- turns ------------------------------------------------------------------- */

/* The other side has worked in the same memory since. */
static double turn(struct side *s, const struct ground *g)
{
    put_points(s);
    double begun = now(CLOCK_THREAD_CPUTIME_ID);
    s->drive(g->noise, g->steps, g->lives);
    return now(CLOCK_THREAD_CPUTIME_ID) - begun;
}

/* Lasts about a TURN; steps are a multiple of GRAIN, or 1 where nothing is integrated. */
static void choose_size(struct side s[2], struct ground *g)
{
    long *grows = s->n.is_stepped ? &g->steps : &g->lives;
    double took = 0;
    g->steps = s->n.is_stepped ? GRAIN : 1;
    g->lives = 1;
    for (; took < TURN/4 && *grows < 1L << 22; *grows *= 4) {
        g->noise = noise_of(s, g->steps);
        turn(s, g);
        took = turn(s, g);
        free(g->noise);
    }
    *grows /= 4;
    if (took < TURN)
        *grows = (long)((double)*grows*TURN/took)/GRAIN*GRAIN;
    g->noise = noise_of(s, g->steps);
}

static double race(struct side *side, const struct ground *g)
{
    side[0].best = side[1].best = 1e9;
    for (int t = 0; t < TURNS; t++)
        for (int i = 0; i < 2; i++) {
            struct side *s = &side[(i + t) & 1];
            double took = turn(s, g);
            s->best = took < s->best ? took : s->best;
            s->ever = took < s->ever ? took : s->ever;
        }
    return side[0].best/(double)(side[0].n.lanes*side[0].n.nodes)/(side[1].best/(double)(side[1].n.lanes*side[1].n.nodes));
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int print_flags(void)
{
    for (const char *const *flag = engine_flags(); *flag; flag++)
        printf("%s ", *flag);
    return 0;
}

/* ---- numbers ------------------------------------------------------------------ */

/* Results of the first points after APART steps, [number of a lane][lane]. */
static double *results_of(struct side *s, const void *noise, char *memory, long *count)
{
    double *all;
    s->lay(memory, s->graph, &s->points);
    for (long p = 0; p < s->n.points; p++)
        for (long lane = 0; lane < s->n.lanes; lane++)
            put(s, s->points, p*s->n.lanes + lane, s->values[(size_t)(lane*s->n.points + p)%s->count]);
    s->drive(noise, s->n.is_stepped ? APART : 1, 1);
    const void *from = s->results(count);
    if (!(all = calloc((size_t)*count + 1, sizeof *all)))
        stop("memory", "not enough");
    for (long i = 0; i < *count; i++)
        all[i] = s->n.bytes == 4 ? (double)((const float *)from)[i] : ((const double *)from)[i];
    *count /= s->n.lanes;
    return all;
}

/* NaN and infinity are as far apart as anything can be, but from themselves. */
static double difference(double a, double b)
{
    return a == b || (a != a && b != b) ? 0 : a - b == a - b ? fabs(a - b) : INFINITY;
}

static double apart(struct side side[2], char *memory)
{
    long count[2], lanes = side[0].n.lanes < side[1].n.lanes ? side[0].n.lanes : side[1].n.lanes;
    const void *noise = noise_of(side, APART);
    double *of[2], all = 0;
    for (int i = 0; i < 2; i++) {
        if (!side[i].results || side[i].n.noise != side[0].n.noise)
            stop("apart", "not kernels that can be compared");
        of[i] = results_of(&side[i], noise, memory, &count[i]);
    }
    if (count[0] != count[1])
        stop("apart", "not the same results");
    for (long r = 0; r < count[0]; r++) {
        double most = 0, greatest = 1e-300;
        for (long lane = 0; lane < lanes; lane++) {
            double a = of[0][r*side[0].n.lanes + lane], b = of[1][r*side[1].n.lanes + lane];
            most = fmax(most, difference(a, b));
            greatest = fmax(greatest, isfinite(b) ? fabs(b) : 0);
        }
        all = fmax(all, most/greatest);
    }
    return all;
}

/* ---- both ---------------------------------------------------------------------- */

static void compare(struct side side[2], char *memory)
{
    struct ground ground;
    double ratios[MOST_ROUNDS];
    int n = 0;
    side[0].lay(memory, side[0].graph, &side[0].points);
    choose_size(side, &ground);
    for (double begun = now(CLOCK_MONOTONIC);
         n < MOST_ROUNDS && (n < LEAST_ROUNDS || now(CLOCK_MONOTONIC) - begun < LONG); n++) {
        for (int i = 0; i < 2; i++)
            side[i].lay(memory + 64*5*n % PAGE, side[i].graph, &side[i].points);
        ratios[n] = race(side, &ground);
    }
    qsort(ratios, (size_t)n, sizeof *ratios, by_size);
    double each = (double)(ground.steps*ground.lives)*1e-6;
    printf("%.1f %.1f %.3f %.3f %.3f %ld", each*(double)(side[0].n.lanes*side[0].n.nodes)/side[0].ever,
           each*(double)(side[1].n.lanes*side[1].n.nodes)/side[1].ever, ratios[n/2], ratios[n/4], ratios[n - 1 - n/4], side[0].n.lanes);
    printf(side[0].n.lanes == side[1].n.lanes ? "\n" : "/%ld\n", side[1].n.lanes);
}

int main(int argc, char **argv)
{
    struct side side[2];
    size_t most = 0;
    int asks = argc > 1 && !strcmp(argv[1], "--apart");
    if (argc == 2 && !strcmp(argv[1], "--flags"))
        return print_flags();
    argc -= asks;
    argv += asks;
    if (argc != 4 && argc != 6 && argc != 7)
        stop("usage", "kernels [--apart] OLD.so NEW.so POINTS [FIXED FIXED [POINTS]]");
    for (int i = 0; i < 2; i++) {
        open_side(&side[i], argv[1 + i]);
        side[i].values = read_numbers(argv[i && argc == 7 ? 6 : 3], &side[i].count);
        side[i].graph = graph_of(&side[i], argc > 4 ? argv[4 + i] : NULL);
        size_t size = (size_t)side[i].lay(NULL, side[i].graph, &side[i].points);
        most = size > most ? size : most;
    }
    char *memory = room(most + PAGE);
    if (asks)
        printf("%.3g\n", apart(side, memory));
    else
        compare(side, memory);
    return 0;
}
