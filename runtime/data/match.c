/* match.c -- the places of one dimension in two results: which are the same, by their coordinates. */
#include "match.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A place: its number or text, and where it is. */
struct coordinate_place { double at; const char *text; long index; };

struct coordinate_places {
    struct coordinate_place *list;
    long count;
};

#define SINGLE 3e-7                 /* floats of one number, however it was rounded, lie no farther apart */

static int by_place(const void *x, const void *y)
{
    const struct coordinate_place *a = x, *b = y;
    int order = a->text ? strcmp(a->text, b->text) : isnan(a->at) || isnan(b->at) ? !!isnan(a->at) - !!isnan(b->at)
              : a->at < b->at ? -1 : a->at > b->at;
    return order ? order : a->index < b->index ? -1 : 1;
}

static int by_index(const void *x, const void *y)
{
    const long a = *(const long *)x, b = *(const long *)y;
    return a < b ? -1 : a > b;
}

/* Below 0: [a] comes before [b]; 0: they are the same. */
static int compare(const struct coordinate_place *a, const struct coordinate_place *b, double tolerance)
{
    if (a->text)
        return strcmp(a->text, b->text);
    if (isnan(a->at) || isnan(b->at))
        return !!isnan(a->at) - !!isnan(b->at);
    if (a->at == b->at || fabs(a->at - b->at) <= tolerance*fmax(fabs(a->at), fabs(b->at)))
        return 0;
    return a->at < b->at ? -1 : 1;
}

static int read_places(const struct result *r, int dim, struct coordinate_places *p, struct arena *arena, struct fail *f)
{
    const struct result_dim *d = &r->dims[dim];
    const long first = 0;
    int texts = r->variables[d->coordinate].type == RESULT_TEXT;
    const char *const *text = texts ? result_texts(r, d->coordinate, arena, f) : NULL;
    double *at = ARENA_ARRAY(arena, double, d->size + 1);
    if (texts ? !text : d->size && result_read(r, d->coordinate, &first, &d->size, at, f) < 0)
        return -1;
    p->count = d->size;
    p->list = ARENA_ARRAY(arena, struct coordinate_place, d->size + 1);
    for (long i = 0; i < d->size; i++)
        p->list[i] = (struct coordinate_place){ at[i], text ? text[i] : NULL, i };
    return 0;
}

/* Where the coordinates begin alike, however long they are: 1 where they do so to the end of the shorter one; -1. */
static int in_line(const struct result *a, int in_a, const struct result *b, int in_b, long count, double tolerance, struct fail *f)
{
    enum { PIECE = 4096 };
    double of_a[PIECE], of_b[PIECE];
    for (long first = 0; first < count; first += PIECE) {
        long n = count - first < PIECE ? count - first : PIECE;
        if (result_read(a, in_a, &first, &n, of_a, f) < 0 || result_read(b, in_b, &first, &n, of_b, f) < 0)
            return -1;
        for (long i = 0; i < n; i++)
            if (compare(&(struct coordinate_place){ .at = of_a[i] }, &(struct coordinate_place){ .at = of_b[i] }, tolerance))
                return 0;
    }
    return 1;
}

/* Those behind the first [count] of [size]. */
static struct alone tail(long count, long size)
{
    struct alone t = { .count = size - count };
    for (long i = 0; i < MATCH_SHOWN && count + i < size; i++)
        t.at[i] = count + i;
    return t;
}

static struct alone some_of(long *list, long count)
{
    struct alone some = { .count = count };
    qsort(list, (size_t)count, sizeof *list, by_index);
    memcpy(some.at, list, (size_t)(count < MATCH_SHOWN ? count : MATCH_SHOWN)*sizeof *list);
    return some;
}

struct matched_places { long a, b; };

/* Both are sorted: what is the same meets. */
static void merge(struct coordinate_places *a, struct coordinate_places *b, double tolerance, struct matching *out, struct arena *arena)
{
    struct matched_places *pairs = ARENA_ARRAY(arena, struct matched_places, a->count + 1);
    long *only_a = ARENA_ARRAY(arena, long, a->count + 1), *only_b = ARENA_ARRAY(arena, long, b->count + 1);
    long i = 0, k = 0, a_count = 0, b_count = 0;
    long *at_a = ARENA_ARRAY(arena, long, a->count + 1), *at_b = ARENA_ARRAY(arena, long, a->count + 1);
    qsort(a->list, (size_t)a->count, sizeof *a->list, by_place);
    qsort(b->list, (size_t)b->count, sizeof *b->list, by_place);
    while (i < a->count || k < b->count) {
        int order = i == a->count ? 1 : k == b->count ? -1 : compare(&a->list[i], &b->list[k], tolerance);
        if (order == 0)
            pairs[out->count++] = (struct matched_places){ a->list[i++].index, b->list[k++].index };
        else if (order < 0)
            only_a[a_count++] = a->list[i++].index;
        else
            only_b[b_count++] = b->list[k++].index;
    }
    qsort(pairs, (size_t)out->count, sizeof *pairs, by_index);      /* whose first member is a */
    for (long n = 0; n < out->count; n++) {
        at_a[n] = pairs[n].a;
        at_b[n] = pairs[n].b;
        out->reordered |= n && at_b[n] < at_b[n - 1];
    }
    out->a = at_a;
    out->b = at_b;
    out->only_a = some_of(only_a, a_count);
    out->only_b = some_of(only_b, b_count);
}

static int is_number(const struct result_variable *v)
{
    return v->type == RESULT_REAL || v->type == RESULT_INTEGER;
}

int result_match(const struct result *a, int dim_a, const struct result *b, int dim_b, double tolerance, struct matching *out,
                 struct arena *arena, struct fail *f)
{
    int in_a = a->dims[dim_a].coordinate, in_b = b->dims[dim_b].coordinate;
    const struct result_variable *v = in_a < 0 ? NULL : &a->variables[in_a], *w = in_b < 0 ? NULL : &b->variables[in_b];
    int numbers = v && w && is_number(v) && is_number(w), texts = v && w && v->type == RESULT_TEXT && w->type == RESULT_TEXT;
    long size_a = a->dims[dim_a].size, size_b = b->dims[dim_b].size, less = size_a < size_b ? size_a : size_b;
    struct coordinate_places of_a, of_b;
    *out = (struct matching){ .by_position = size_a == size_b, .count = size_a == size_b ? size_a : 0 };
    if (!numbers && !texts)
        return 0;
    if (numbers && (v->single || w->single))
        tolerance = fmax(tolerance, SINGLE);
    int alike = numbers ? in_line(a, in_a, b, in_b, less, tolerance, f) : 0;
    if (alike && less) {
        *out = (struct matching){ .by_position = 1, .count = less, .only_a = tail(less, size_a), .only_b = tail(less, size_b) };
        return alike < 0 ? -1 : 0;
    }
    if (read_places(a, dim_a, &of_a, arena, f) < 0 || read_places(b, dim_b, &of_b, arena, f) < 0)
        return -1;
    *out = (struct matching){ .count = 0 };
    merge(&of_a, &of_b, tolerance, out, arena);
    return 0;
}
