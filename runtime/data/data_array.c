/* data_array.c -- arrays of numbers, and names that mean one of several. */
#include "data_formats.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- arrays ---- */

long data_count(const struct data *d)
{
    long n = 1;
    for (int i = 0; i < d->rank; i++)
        n *= d->shape[i];
    return n;
}

long data_judge_shape(const char *name, const struct data *out, struct fail *f)
{
    long n = 1;
    for (int i = 0; i < out->rank; i++)
        if (out->shape[i] < 1)
            return fail(f, EXIT_MODEL, "%s: the array is empty", name);
    for (int i = 0; i < out->rank; i++) {
        if (out->shape[i] > MOST_VALUES/n)
            return fail(f, EXIT_SYSTEM, "%s: the array is too large: at most %d numbers are read", name,
                        MOST_VALUES);
        n *= out->shape[i];
    }
    return n;
}

int data_allocate(const char *name, struct data *out, struct fail *f)
{
    long n = data_judge_shape(name, out, f);
    if (n < 0)
        return -1;
    out->values = malloc((size_t)n * sizeof *out->values);
    if (!out->values)
        return fail_memory(f, name);
    return 0;
}

struct data data_keep(const struct data *d, struct arena *a)
{
    struct data kept = *d;
    kept.values = ARENA_ARRAY(a, double, data_count(d));
    memcpy(kept.values, d->values, (size_t)data_count(d)*sizeof *kept.values);
    kept.labels = d->labels ? ARENA_ARRAY(a, char *, d->label_count + 1) : NULL;
    for (long i = 0; d->labels && i < d->label_count; i++)
        kept.labels[i] = arena_copy(a, d->labels[i], strlen(d->labels[i]));
    if (!d->edges)
        return kept;
    size_t ends = (size_t)d->shape[0]*sizeof *d->edges->target;
    kept.edges = ARENA_NEW(a, struct data_edges);
    *kept.edges = *d->edges;
    kept.edges->target = memcpy(arena_alloc(a, ends), d->edges->target, ends);
    kept.edges->source = memcpy(arena_alloc(a, ends), d->edges->source, ends);
    return kept;
}

void data_free_names(char **names, long count)
{
    for (long i = 0; names && i < count; i++)
        free(names[i]);
    free(names);
}

void data_free_edges(struct data_edges *edges)
{
    if (!edges)
        return;
    free(edges->target);
    free(edges->source);
    free(edges);
}

void data_free(struct data *d)
{
    free(d->values);
    data_free_names(d->labels, d->label_count);
    data_free_edges(d->edges);
    d->values = NULL;
    d->labels = NULL;
    d->edges = NULL;
}

static void release(struct held *h)
{
    data_free(&((struct data_held *)h)->data);      /* its first member */
}

void data_hold(struct data_held *h)
{
    guard_hold(&h->held, release);
}

void data_drop(struct data_held *h)
{
    guard_drop(&h->held);
    data_free(&h->data);
}

void data_place(const struct data *d, long index, char *out, size_t size)
{
    long at[4] = { 0 };
    for (int i = d->rank - 1; i >= 0; i--) {
        at[i] = index % d->shape[i] + 1;
        index /= d->shape[i];
    }
    if (d->rank < 2)
        snprintf(out, size, "value %ld", d->rank ? at[0] : 1);
    else if (d->rank == 2)
        snprintf(out, size, "row %ld, column %ld", at[0], at[1]);
    else if (d->rank == 3)
        snprintf(out, size, "element [%ld, %ld, %ld]", at[0], at[1], at[2]);
    else
        snprintf(out, size, "element [%ld, %ld, %ld, %ld]", at[0], at[1], at[2], at[3]);
}

/* ---- names ---- */

static int ends_in(const char *name, const char *wanted)
{
    size_t n = strlen(name), m = strlen(wanted);
    return n > m && name[n - m - 1] == '.' && strcmp(name + n - m, wanted) == 0;
}

long data_find_name(const char *wanted, long count, data_name *name, const void *names)
{
    for (int bare = 0; bare < 2; bare++) {
        long found = -1;
        for (long i = 0; i < count && found != -2; i++) {
            const char *is = name(names, i);
            if (bare ? ends_in(is, wanted) : strcmp(is, wanted) == 0)
                found = found < 0 ? i : -2;
        }
        if (found != -1)
            return found;
    }
    return -1;
}
