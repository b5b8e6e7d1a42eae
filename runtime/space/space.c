/* space.c -- from a row to the samples of every axis, and what may be a space.
 *
 * A space is a mixed-radix number: each dimension has a size and a block, the
 * number of rows between two of its positions; the position in row i is
 * i / block % size. Nothing else is stored, whatever the number of points.
 *
 * Three orders meet here. Random draws and warnings follow the axes sorted by
 * name; the table follows the declaration, or with [sorted] the peer's order,
 * which puts groups before everything else.
 */
#include "space.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "sobol.h"

static const long MOST = 1L << 62;

/* ---- names ---- */

/* Names compare component by component, as the keys of nested dictionaries do:
 * the end of a component comes before every character. */
static int rank_of(unsigned char c)
{
    return c == '\0' ? 0 : c == '.' ? 1 : c + 2;
}

static int compare_paths(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return rank_of((unsigned char)*a) - rank_of((unsigned char)*b);
}

static int compare_axes(const void *a, const void *b)
{
    const struct axis *const *x = a, *const *y = b;
    return compare_paths((*x)->path, (*y)->path);
}

/* The axes sorted by name; the caller frees. NULL is an error. */
static struct axis **sort_axes(struct space *s, struct fail *f)
{
    struct axis **order = calloc((size_t)s->count + 1, sizeof *order);
    if (!order) {
        fail_memory(f, NULL);
        return NULL;
    }
    for (int a = 0; a < s->count; a++)
        order[a] = &s->axes[a];
    qsort(order, (size_t)s->count, sizeof *order, compare_axes);
    for (int a = 1; a < s->count; a++)
        if (compare_paths(order[a - 1]->path, order[a]->path) == 0) {
            s->fault = (int)((order[a] > order[a - 1] ? order[a] : order[a - 1]) - s->axes);
            fail(f, EXIT_MODEL, "axis '%s' is declared twice; keep one", order[a]->path);
            free(order);
            return NULL;
        }
    return order;
}

static void give_keys(const struct space *s, struct axis **order)
{
    struct random_key key = random_key(s->key, s->bytes);
    for (int a = 0; a < s->count; a++)
        order[a]->draw = order[a]->own_key ? random_key(order[a]->key, s->bytes)
                                           : random_split(key, (uint64_t)a + 1);
}

/* ---- dimensions ---- */

struct labelled {
    const char *group;
    int axis;
};

static int by_group(const void *x, const void *y)
{
    const struct labelled *a = x, *b = y;
    int order = strcmp(a->group, b->group);
    return order ? order : a->axis - b->axis;
}

/* Of each axis the first of its group, -1 without one; counts the groups. The caller frees. */
static int *find_leaders(struct space *s, struct fail *f)
{
    struct labelled *sorted = malloc(((size_t)s->count + 1)*sizeof *sorted);
    int *leader = malloc(((size_t)s->count + 1)*sizeof *leader), n = 0;
    for (int a = 0; sorted && leader && a < s->count; a++) {
        leader[a] = -1;
        if (s->axes[a].group)
            sorted[n++] = (struct labelled){ s->axes[a].group, a };
    }
    if (!sorted || !leader) {
        fail_memory(f, NULL);
        free(leader);
        leader = NULL;
    } else if (n > 0) {
        qsort(sorted, (size_t)n, sizeof *sorted, by_group);
    }
    s->group_count = 0;
    for (int i = 0; leader && i < n; i++) {
        int begins = i == 0 || strcmp(sorted[i - 1].group, sorted[i].group) != 0;
        leader[sorted[i].axis] = begins ? sorted[i].axis : leader[sorted[i - 1].axis];
        s->group_count += begins;
    }
    free(sorted);
    return leader;
}

/* While dimensions are given out. */
struct group_dims {
    const int *leader;          /* [axis]: as find_leaders has it */
    int *dim;                   /* [axis]: of a leader, -1 until its group has one */
};

/* A group is as long as its shortest member. */
static void place_axis(struct space *s, const struct group_dims *p, struct axis *a)
{
    int leader = p->leader[a - s->axes];
    struct space_dim *dim = leader >= 0 && p->dim[leader] >= 0 ? &s->dims[p->dim[leader]] : NULL;
    if (dim) {
        dim->axis = -1;
        dim->size = a->n < dim->size ? a->n : dim->size;
    } else {
        dim = &s->dims[s->dim_count++];
        *dim = (struct space_dim){ .name = a->group ? a->group : a->label ? a->label : a->path, .size = a->n,
                                   .axis = (int)(a - s->axes), .group = a->group != NULL };
    }
    a->dim = (int)(dim - s->dims);
    if (leader >= 0)
        p->dim[leader] = a->dim;
}

static void place_none(struct space *s, const struct group_dims *p)
{
    s->dim_count = 0;
    for (int a = 0; a < s->count; a++)
        p->dim[a] = -1;
}

static void place_declared(struct space *s, const struct group_dims *p)
{
    place_none(s, p);
    for (int a = 0; a < s->count; a++)
        place_axis(s, p, &s->axes[a]);
}

static void place_sorted(struct space *s, const struct group_dims *p, struct axis **order)
{
    place_none(s, p);
    for (int a = 0; a < s->count; a++)
        if (order[a]->group)
            place_axis(s, p, order[a]);
    for (int a = 0; a < s->count; a++)
        if (!order[a]->group)
            place_axis(s, p, order[a]);
}

static void place_zipped(struct space *s)
{
    if (s->dim_count < 2)
        return;
    long size = s->dims[0].size;
    for (int d = 1; d < s->dim_count; d++)
        size = s->dims[d].size < size ? s->dims[d].size : size;
    s->dims[0] = (struct space_dim){ .name = "point", .size = size, .axis = -1 };
    s->dim_count = 1;
    for (int a = 0; a < s->count; a++)
        s->axes[a].dim = 0;
}

struct dim_name {
    const char *name;
    int dim;
};

static int by_name(const void *x, const void *y)
{
    const struct dim_name *a = x, *b = y;
    int order = strcmp(a->name, b->name);
    return order ? order : a->dim - b->dim;
}

/* The first dimension whose name an earlier one has, or -1. */
static int find_again(const struct dim_name *sorted, int count)
{
    int again = -1;
    for (int i = 1; i < count; i++)
        if (!strcmp(sorted[i - 1].name, sorted[i].name) && (again < 0 || sorted[i].dim < again))
            again = sorted[i].dim;
    return again;
}

/* Groups stand in front now, each with a name of its own: of two dimensions the later is one axis. */
static int check_names(struct space *s, struct fail *f)
{
    struct dim_name *names = malloc(((size_t)s->dim_count + 1)*sizeof *names);
    if (!names)
        return fail_memory(f, NULL);
    for (int d = 0; d < s->dim_count; d++)
        names[d] = (struct dim_name){ s->dims[d].name, d };
    qsort(names, (size_t)s->dim_count, sizeof *names, by_name);
    int again = find_again(names, s->dim_count);
    free(names);
    if (again < 0)
        return 0;
    s->fault = s->dims[again].axis;
    return fail(f, EXIT_MODEL, "'%s' names two dimensions of the space; rename the group", s->dims[again].name);
}

static int count_points(struct space *s, struct fail *f)
{
    s->points = 1;
    for (int d = s->dim_count - 1; d >= 0; d--) {
        struct space_dim *dim = &s->dims[d];
        dim->block = s->points;
        if (dim->size <= MOST / s->points) {
            s->points *= dim->size;
            continue;
        }
        s->fault = dim->axis;
        return fail(f, EXIT_MODEL, "axis '%s': with its %ld positions the space has more than "
                        "2^62 points; write zip, or fewer values", dim->name, dim->size);
    }
    return 0;
}

/* ---- warnings ---- */

enum { SENTENCE = 400, SHOWN = 200 };

static void warn(struct space *s, const char *text)
{
    size_t used = strlen(s->warning);
    snprintf(s->warning + used, sizeof s->warning - used, "%s%s", used ? "\n" : "", text);
}

static void warn_group(struct space *s, int d, const long *sizes, int n)
{
    int unequal = 0;
    for (int i = 0; i < n; i++)
        unequal |= sizes[i] != s->dims[d].size;
    if (!unequal)
        return;
    char text[SENTENCE], list[SHOWN];
    snprintf(text, sizeof text, "WARNING: Axes in group '%.60s' have different sizes %s. Using minimum size %ld.",
             s->dims[d].name, text_list(list, sizeof list, sizes, n), s->dims[d].size);
    warn(s, text);
}

/* [sizes] of the axes, those of a dimension side by side, has room for all. */
static void warn_groups(struct space *s, struct axis **order, long *sizes, int *end)
{
    for (int a = 0; a < s->count; a++)
        end[s->axes[a].dim]++;
    for (int d = 1; d < s->dim_count; d++)
        end[d] += end[d - 1];
    for (int a = s->count - 1; a >= 0; a--)
        sizes[--end[order[a]->dim]] = order[a]->n;
    for (int d = 0; d < s->dim_count; d++)              /* now each is where its own begin */
        if (s->dims[d].group)
            warn_group(s, d, sizes + end[d], (d + 1 < s->dim_count ? end[d + 1] : s->count) - end[d]);
}

static void warn_zip(struct space *s, long *sizes)
{
    long least = LONG_MAX;
    unsigned long lost = 0;
    for (int d = 0; d < s->dim_count; d++) {
        sizes[d] = s->dims[d].size;
        least = sizes[d] < least ? sizes[d] : least;
    }
    for (int d = 0; d < s->dim_count; d++)
        lost += (unsigned long)(sizes[d] - least);
    if (!lost)
        return;
    char text[SENTENCE], list[SHOWN];
    snprintf(text, sizeof text,
             "WARNING: In zip mode, effective axes have different sizes %s. Using minimum size %ld, losing %lu combinations.",
             text_list(list, sizeof list, sizes, s->dim_count), least, lost);
    warn(s, text);
}

/* Says in the peer's words what is cut off; the dimensions are in its order. */
static int warn_all(struct space *s, struct axis **order, struct fail *f)
{
    long *sizes = calloc((size_t)s->count + 1, sizeof *sizes);
    int *end = calloc((size_t)s->count + 1, sizeof *end);
    if (sizes && end)
        warn_groups(s, order, sizes, end);
    if (sizes && end && s->mode == SPACE_ZIP)
        warn_zip(s, sizes);
    int status = sizes && end ? 0 : fail_memory(f, NULL);
    free(sizes);
    free(end);
    return status;
}

/* In the words of scipy, once. */
static void warn_sobol(struct space *s)
{
    for (int a = 0; a < s->count; a++) {
        long n = s->axes[a].kind == AXIS_SOBOL ? s->dims[s->axes[a].dim].size : 1, power = 1;
        while (power <= n/2)
            power *= 2;
        if (n == power)
            continue;
        char text[SENTENCE];
        snprintf(text, sizeof text, "WARNING: The balance properties of Sobol' points require n to be a power of 2; '%.60s' has %ld, "
                 "write %ld or %ld.", s->axes[a].label ? s->axes[a].label : s->axes[a].path, n, power, 2*power);
        warn(s, text);
        return;
    }
}

/* ---- open and close ---- */

/* Those that move together are the dimensions of one sequence. */
static int number_sobol(struct space *s, struct axis **order, struct fail *f)
{
    for (int a = 0; a < s->count; a++) {
        order[a]->dimension = 0;
        for (int b = 0; b < a && order[a]->kind == AXIS_SOBOL; b++)
            order[a]->dimension += order[b]->kind == AXIS_SOBOL && order[b]->dim == order[a]->dim;
        if (order[a]->dimension < SOBOL_DIMENSIONS)
            continue;
        s->fault = (int)(order[a] - s->axes);
        return fail(f, EXIT_MODEL, "axis '%s' is dimension %d of the Sobol' sequence along '%s', and direction numbers are known "
                    "of %d; write latin, or uniform, for some of them", order[a]->path, order[a]->dimension + 1,
                    s->dims[order[a]->dim].name, SOBOL_DIMENSIONS);
    }
    warn_sobol(s);
    return 0;
}

/* Behind all others: the rows that are there and back stand side by side. */
static void place_way(struct space *s, struct axis *way)
{
    way->dim = s->way = s->dim_count;
    s->dims[s->dim_count++] = (struct space_dim){ .name = way->label ? way->label : way->path, .size = way->n,
                                                  .axis = (int)(way - s->axes) };
}

static int fix_dims(struct space *s, const struct group_dims *p, struct axis **order, struct axis *way, struct fail *f)
{
    place_sorted(s, p, order);
    if (warn_all(s, order, f) || check_names(s, f))
        return -1;
    if (!s->sorted)
        place_declared(s, p);
    if (s->mode == SPACE_ZIP)
        place_zipped(s);
    for (int a = 0; a < s->count; a++)
        s->carry = s->axes[a].is_carried ? s->axes[a].dim : s->carry;
    if (number_sobol(s, order, f))
        return -1;
    if (way)
        place_way(s, way);
    if (s->trials > 0)
        s->dims[s->dim_count++] = (struct space_dim){ .name = "trial", .size = s->trials, .axis = -1 };
    return count_points(s, f);
}

/* Of all axes but [way], if there is one. */
static int open_axes(struct space *s, struct axis *way, struct fail *f)
{
    struct axis **order = sort_axes(s, f);
    if (!order)
        return -1;
    give_keys(s, order);
    int *leader = find_leaders(s, f), *dim = malloc(((size_t)s->count + 1)*sizeof *dim);
    s->dims = calloc((size_t)s->count + 2, sizeof *s->dims);
    int bad = !leader ? -1 : !dim || !s->dims ? fail_memory(f, NULL)
            : fix_dims(s, &(struct group_dims){ leader, dim }, order, way, f);
    free(dim);
    free(leader);
    free(order);
    return bad;
}

static int open_checked(struct space *s, struct fail *f)
{
    int ways = s->count > 0 && s->axes[s->count - 1].is_way;
    s->count -= ways;
    int bad = open_axes(s, ways ? &s->axes[s->count] : NULL, f);
    s->count += ways;
    return bad;
}

int space_open(struct space *s, struct fail *f)
{
    s->dims = NULL;
    s->dim_count = s->group_count = s->part = 0;
    s->points = s->first = 0;
    s->stride = 1;
    s->fault = s->carry = s->way = -1;
    s->warning[0] = '\0';
    if (s->trials < 0)
        return fail(f, EXIT_MODEL, "the number of trials must not be negative, got %ld", s->trials);
    for (int a = 0; a < s->count; a++)
        if (axis_check(&s->axes[a], s->bytes, f)) {
            s->fault = a;
            return -1;
        }
    if (open_checked(s, f)) {
        space_close(s);
        return -1;
    }
    return 0;
}

void space_close(struct space *s)
{
    if (!s->part)
        free(s->dims);
    s->dims = NULL;
    s->dim_count = 0;
    s->points = 0;
}

void space_describe(const struct space *s, char *out, size_t size)
{
    char tail[32] = "";
    if (s->group_count)
        snprintf(tail, sizeof tail, ", groups=%d", s->group_count);
    snprintf(out, size, "Space(N=%ld, mode='%s', axes=%d%s)", s->points,
             s->part || s->mode == SPACE_ZIP ? "zip" : "product", s->count, tail);
}

/* ---- rows ---- */

static long position(const struct space_dim *dim, long row)
{
    return row / dim->block % dim->size;
}

void space_samples(const struct space *s, long i, long *sample, long *trial)
{
    long row = s->first + i * s->stride;
    for (int a = 0; a < s->count; a++)
        sample[a] = position(&s->dims[s->axes[a].dim], row);
    if (trial)
        *trial = s->trials > 0 ? row % s->trials : 0;
}

/* ---- chains ---- */

static long ways(const struct space *s)
{
    return s->way >= 0 ? s->dims[s->way].size : 1;
}

long space_legs(const struct space *s)
{
    return s->carry >= 0 ? s->dims[s->carry].size*ways(s) : 1;
}

/* Up the way, and down from its end. */
long space_leg_row(const struct space *s, long whole, long leg)
{
    if (s->carry < 0)
        return whole;
    const struct space_dim *along = &s->dims[s->carry];
    long way = leg/along->size, at = leg % along->size;
    if (s->way >= 0)
        whole += (way - position(&s->dims[s->way], whole))*s->dims[s->way].block;
    return whole + ((way ? along->size - 1 - at : at) - position(along, whole))*along->block;
}

long space_leg(const struct space *s, long whole)
{
    if (s->carry < 0)
        return 0;
    const struct space_dim *along = &s->dims[s->carry];
    long way = s->way >= 0 ? position(&s->dims[s->way], whole) : 0, at = position(along, whole);
    return way*along->size + (way ? along->size - 1 - at : at);
}

long space_chain_span(const struct space *s)
{
    long span = s->carry >= 0 ? s->dims[s->carry].block*s->dims[s->carry].size : 1;
    long both = s->way >= 0 ? s->dims[s->way].block*s->dims[s->way].size : 1;
    return span > both ? span : both;
}

int space_cuts_chains(const struct space *s)
{
    long span = space_chain_span(s);
    return s->part && (s->stride != 1 || s->first % span || s->points % span);
}

/* ---- slices ---- */

struct phrase { char text[80]; };

/* "12 points, 0 to 11" */
static struct phrase existing(const struct space *s)
{
    struct phrase p = { "no points" };
    if (s->points == 1)
        snprintf(p.text, sizeof p.text, "1 point, 0");
    else if (s->points > 1)
        snprintf(p.text, sizeof p.text, "%ld points, 0 to %ld", s->points, s->points - 1);
    return p;
}

static int out_of_range(const struct space *s, long asked, struct fail *f)
{
    char negative[40] = "";
    if (s->points == 1)
        snprintf(negative, sizeof negative, " (or -1)");
    else if (s->points > 1)
        snprintf(negative, sizeof negative, " (or -%ld to -1)", s->points);
    return fail(f, EXIT_USAGE, "index %ld is out of range: the space has %s%s", asked,
                existing(s).text, negative);
}

int space_index(const struct space *s, long asked, long *row, struct fail *f)
{
    long i = asked < 0 ? asked + s->points : asked;
    if (i < 0 || i >= s->points)
        return out_of_range(s, asked, f);
    *row = i;
    return 0;
}

/* An end of a slice, brought into [least, most] as Python does. */
static long clamp_end(long end, long points, long least, long most)
{
    if (end < 0)
        end += points;
    return end < least ? least : end > most ? most : end;
}

/* The slice as it was written: "5:5", "::-2". */
static struct phrase spell(struct space_range r)
{
    struct phrase p;
    char start[24] = "", stop[24] = "", step[24] = "";
    if (r.has_start)
        snprintf(start, sizeof start, "%ld", r.start);
    if (r.has_stop)
        snprintf(stop, sizeof stop, "%ld", r.stop);
    if (r.has_step)
        snprintf(step, sizeof step, ":%ld", r.step);
    snprintf(p.text, sizeof p.text, "%s:%s%s", start, stop, step);
    return p;
}

void space_part(const struct space *s, long first, long count, struct space *out)
{
    *out = *s;
    out->first = s->first + first * s->stride;
    out->points = count;
    out->part = 1;
    out->warning[0] = '\0';
}

int space_slice(const struct space *s, struct space_range r, struct space *out, struct fail *f)
{
    long step = r.has_step ? r.step : 1;
    if (step == 0)
        return fail(f, EXIT_USAGE, "slice %s: the step must not be zero", spell(r).text);
    if (step < -LONG_MAX)
        step = -LONG_MAX;
    long least = step > 0 ? 0 : -1, most = step > 0 ? s->points : s->points - 1;
    long start = step > 0 ? least : most, stop = step > 0 ? most : least;
    if (r.has_start)
        start = clamp_end(r.start, s->points, least, most);
    if (r.has_stop)
        stop = clamp_end(r.stop, s->points, least, most);
    long span = step > 0 ? stop - start : start - stop;
    if (span <= 0)
        return fail(f, EXIT_USAGE, "slice %s of %ld point%s is empty: the space has %s", spell(r).text,
                    s->points, s->points == 1 ? "" : "s", existing(s).text);
    long count = (span - 1) / labs(step) + 1;
    space_part(s, start, count, out);
    out->stride = count > 1 ? s->stride * step : s->stride;
    return 0;
}
