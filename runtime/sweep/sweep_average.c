/* sweep_average.c -- rows on their way out, as they are or as means over the trials.
 *
 * The trials of a point are neighbouring rows, so a point is complete when as
 * many rows were taken as there are trials; it may begin in one wave and end in
 * the next. Sums are compensated and follow the order of the trials. A trial
 * that left the finite numbers makes its point do so: a mean over the others
 * would hide it.
 */
#include "sweep_run.h"
#include <math.h>
#include <stdlib.h>

enum { ROOM = 1024 };           /* points that wait to be handed out */

struct average {
    long trials, seen;          /* seen: trials of the point under way */
    double **memory;            /* [outlet]: points [ROOM][elements], sums and what they lost */
    struct slab *slabs;         /* [outlet]: the points, as they are handed out */
    long ready, given;          /* points that wait, and that were handed out */
};

static int check_rows(struct run *r)
{
    const struct space *s = r->space;
    if (s->trials > 0 && s->stride == 1 && s->first % s->trials == 0
        && s->points % s->trials == 0)
        return 0;
    return fail(r->f, EXIT_INTERNAL, "these rows hold no whole trials to average over");
}

int average_open(struct run *r)
{
    if (!r->s->average)
        return 0;
    if (check_rows(r))
        return -1;
    size_t columns = (size_t)r->outlet_count;
    struct average *a = r->average = calloc(1, sizeof *a);
    if (a) {
        a->trials = r->space->trials;
        a->memory = calloc(columns + 1, sizeof *a->memory);
        a->slabs = calloc(columns + 1, sizeof *a->slabs);
    }
    int bad = !a || !a->memory || !a->slabs;
    for (int i = 0; !bad && i < r->outlet_count; i++) {
        size_t elements = (size_t)r->outlets[i].elements;
        a->memory[i] = calloc((ROOM + 2)*elements + 1, sizeof(double));
        bad |= !a->memory[i];
    }
    return bad ? fail(r->f, EXIT_SYSTEM, "not enough memory for the means over the trials") : 0;
}

void average_close(struct run *r)
{
    struct average *a = r->average;
    for (int i = 0; a && a->memory && i < r->outlet_count; i++)
        free(a->memory[i]);
    if (a) {
        free(a->memory);
        free(a->slabs);
    }
    free(a);
    r->average = NULL;
}

/* Neumaier's sum: the exact rounding error goes to [lost]. */
static void add(double *sum, double *lost, double x)
{
    double all = *sum + x;
    *lost += fabs(*sum) >= fabs(x) ? (*sum - all) + x : (x - all) + *sum;
    *sum = all;
}

/* Of an infinite sum nothing sensible was lost. */
static double mean(const struct run *r, double sum, double lost)
{
    double x = (isfinite(sum) ? sum + lost : sum)/(double)r->average->trials;
    return r->shape->bytes == 4 ? (float)x : x;
}

static void take_result(struct run *r, int i, const double *cell)
{
    struct average *a = r->average;
    long n = r->outlets[i].elements;
    double *sums = a->memory[i] + ROOM*n, *lost = sums + n, *out = a->memory[i] + a->ready*n;
    for (long e = 0; e < n; e++) {
        if (a->seen == 0)
            sums[e] = lost[e] = 0;
        add(&sums[e], &lost[e], cell[e]);
        if (a->seen == a->trials - 1)
            out[e] = mean(r, sums[e], lost[e]);
    }
}

static void take_first(struct average *a, const struct outlet *o, int i, const double *cell)
{
    double *out = a->memory[i] + a->ready*o->elements;
    for (long e = 0; e < o->elements; e++)
        out[e] = cell[e];
}

/* The status of a point is that of its first trial that has one. */
static void take_row(struct run *r, long row)
{
    struct average *a = r->average;
    for (int i = 0; i < r->outlet_count; i++) {
        const struct outlet *o = &r->outlets[i];
        const double *cell = r->slabs[i].data + row*o->elements;
        if (o->kind == COLUMN_RESULT)
            take_result(r, i, cell);
        else if (a->seen == 0 || (o->kind == COLUMN_STATUS && a->memory[i][a->ready] == 0))
            take_first(a, o, i, cell);
    }
}

/* To the caller. */
static int hand_over(struct run *r, const struct slab *slabs)
{
    double begun = clock_seconds();
    pthread_mutex_lock(&r->take_lock);
    int bad = r->s->take ? r->s->take(r->s->user, slabs, r->outlet_count, r->f) : 0;
    pthread_mutex_unlock(&r->take_lock);
    r->report->write_s += clock_seconds() - begun;
    if (bad)
        fail(r->f, EXIT_SYSTEM, "the rows could not be written");
    return bad ? -1 : 0;
}

static int give(struct run *r)
{
    struct average *a = r->average;
    for (int i = 0; i < r->outlet_count; i++)
        a->slabs[i] = slab_of_rows(r->s->table, i, a->given, a->ready, a->memory[i]);
    int bad = a->ready > 0 ? hand_over(r, a->slabs) : 0;
    a->given += a->ready;
    a->ready = 0;
    return bad;
}

int average_rows(struct run *r, long count)
{
    struct average *a = r->average;
    if (!a)
        return hand_over(r, r->slabs);
    for (long row = 0; row < count; row++) {
        take_row(r, row);
        if (++a->seen < a->trials)
            continue;
        a->seen = 0;
        if (++a->ready == ROOM && give(r))
            return -1;
    }
    return give(r);
}
