/* sweep_classes.c -- which positions along a dimension are alike, to what is simulated and to what
 * is observed of the steps.
 */
#include "sweep_alike.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    POSITIONS_MOST = 1 << 20,   /* of a dimension that are compared */
    OBSERVER_BYTES = 16 << 20   /* of all observers of a block */
};

/* ---- classes ---------------------------------------------------------------------------- */

/* What the positions of a dimension are compared by: a number of each. */
struct alike_number { const double *table; long stride; };

struct alike_test {
    struct alike_number *by; int count;
    int is_own;                 /* positions are all different, whatever those say */
    int bytes;
};

static uint64_t bits_of(const struct alike_test *c, int i, long position)
{
    double x = c->by[i].table[position*c->by[i].stride];
    uint64_t bits;
    x = c->bytes == 4 ? (float)x : x;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static uint64_t mixed(uint64_t h, uint64_t x)
{
    h = (h ^ x)*0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

static int equal(const struct alike_test *c, long a, long b)
{
    for (int i = 0; i < c->count; i++)
        if (bits_of(c, i, a) != bits_of(c, i, b))
            return 0;
    return 1;
}

static void compare_by(struct alike_test *c, const double *table, long stride)
{
    if (!table)
        c->is_own = 1;
    else
        c->by[c->count++] = (struct alike_number){ table, stride };
}

/* Along the axis nothing repeats. */
static int is_rising(const struct axis *a)
{
    return (a->kind == AXIS_GRID || a->kind == AXIS_LOG_GRID || a->kind == AXIS_RANGE) && a->lo < a->hi;
}

static int slot_is(const struct run *r, long i, int dim, enum sweep_reader reader)
{
    return r->slots[i].dim == dim && r->s->slots[i].reader == reader;
}

static void compare_slots(const struct run *r, int dim, enum sweep_reader reader, struct alike_test *c)
{
    for (long i = 0; i < r->points && !c->is_own; i++)
        if (slot_is(r, i, dim, reader)) {
            c->is_own |= r->slots[i].axis && is_rising(r->slots[i].axis);
            compare_by(c, r->slots[i].table, r->slots[i].stride);
        }
}

/* Words of the keys, and the trials, of which each has normals of its own. */
static void compare_noise(const struct run *r, int dim, struct alike_test *c)
{
    for (int i = 0; i < r->noise_count; i++) {
        const struct sweep_noise *z = &r->s->noises[i];
        int axis = z->axis;
        if (!r->noises[i].by_lane)
            continue;
        c->is_own |= r->space->trials > 0 && dim == rows_trial_dim(r);
        if (axis < 0 || r->space->axes[axis].dim != dim)
            continue;
        c->is_own |= z->given != NULL;
        for (int word = 0; word < 2 && !c->is_own; word++)
            compare_by(c, r->tables[axis] ? r->tables[axis] + word : NULL, 2);
    }
}

static void compare_steps(const struct run *r, int dim, struct alike_test *c)
{
    int dt = r->s->dt_axis;
    c->is_own |= r->legs > 1 && (dim == r->space->carry || dim == r->space->way);
    compare_slots(r, dim, READ_BY_STEPS, c);
    if (dt >= 0 && r->space->axes[dt].dim == dim)
        compare_by(c, r->tables[dt], 1);
    compare_noise(r, dim, c);
}

/* Numbers the positions' classes in their order, by a table with room for twice as many. */
static long number_classes(const struct alike_test *c, long n, int *of, int *table, long room)
{
    long count = 0;
    for (long i = 0; i < room; i++)
        table[i] = -1;
    for (long i = 0; i < n; i++) {
        uint64_t at = 0;
        for (int k = 0; k < c->count; k++)
            at = mixed(at, bits_of(c, k, i));
        for (at &= (uint64_t)room - 1; table[at] >= 0 && !equal(c, table[at], i); at = (at + 1) & ((uint64_t)room - 1))
            ;
        if (table[at] < 0)
            table[at] = (int)i;
        of[i] = table[at] == i ? (int)count++ : of[table[at]];
    }
    return count;
}

/* A power of two. */
static long power_above(long n)
{
    long room = 16;
    while (room < n)
        room *= 2;
    return room;
}

static int classify(const struct alike_test *c, long n, struct classes *out)
{
    int own = c->is_own || (c->count && n > POSITIONS_MOST);
    *out = (struct classes){ NULL, own ? n : 1 };
    if (own || !c->count)
        return 0;
    long room = power_above(2*n);
    int *table = malloc(sizeof *table*(size_t)room);
    out->of = malloc(sizeof *out->of*(size_t)n);
    if (table && out->of)
        out->count = number_classes(c, n, out->of, table, room);
    int bad = !table || !out->of;
    free(table);
    if (out->count == n || out->count == 1 || bad) {
        free(out->of);
        out->of = NULL;
    }
    return bad ? -1 : 0;
}

/* Of one dimension. */
static int open_classes(struct run *r, int dim)
{
    struct sharing *k = r->alike;
    long n = r->space->dims[dim].size;
    struct alike_number *by = calloc((size_t)(r->points + 2*r->noise_count + 1), sizeof *by);
    if (!by)
        return -1;
    struct alike_test steps = { .by = by, .bytes = r->shape->bytes };
    compare_steps(r, dim, &steps);
    int bad = classify(&steps, n, &k->same[dim]);
    struct alike_test seen = { .by = by, .bytes = r->shape->bytes };
    compare_slots(r, dim, READ_BY_OBSERVERS, &seen);
    bad = bad || classify(&seen, k->same[dim].count < n ? n : 0, &k->seen[dim]);
    for (long i = 0; i < r->points && k->same[dim].count < n; i++)
        k->ends |= slot_is(r, i, dim, READ_AT_END);
    free(by);
    return bad ? -1 : 0;
}

/* ---- open and close ---------------------------------------------------------------------------- */

static size_t take_bytes(size_t *at, size_t bytes)
{
    size_t here = *at;
    *at += (bytes + 63) & ~(size_t)63;
    return here;
}

/* Whether an observer has a buffer of its own: the points, what follows from them, and what is kept of the
 * steps by what looks at them alone. Its clock counts from time 0 on, or below one that does. */
int alike_is_own(const struct kernel *k, int buffer)
{
    enum kernel_area area = kernel_area(k, buffer);
    int clock = k->buffers[buffer].clock;
    if (area != AREA_HISTORY)
        return area == AREA_SWEPT || area == AREA_HELD;
    while (clock >= FIRST_CHILD && !k->clocks[clock].after_origin)
        clock = k->clocks[clock].parent;
    return clock >= FIRST_CHILD;
}

/* The memory of an observer: history in front, which begins as 0. */
static int lay_observer(struct run *r)
{
    static const enum kernel_area order[] = { AREA_HISTORY, AREA_SWEPT, AREA_HELD };
    const struct kernel *s = r->shape;
    struct sharing *k = r->alike;
    k->own = calloc((size_t)s->buffer_count + 1, sizeof *k->own);
    for (int a = 0; k->own && a < 3; a++) {
        if (order[a] == AREA_SWEPT)
            k->own_swept = k->own_bytes;
        for (int b = 0; b < s->buffer_count; b++) {
            if (kernel_area(s, b) != order[a] || !alike_is_own(s, b))
                continue;
            k->own[b] = k->own_bytes;
            k->own_bytes += kernel_bytes(s, b);
            if (order[a] != AREA_SWEPT)
                k->own_bytes = (k->own_bytes + 63) & ~(size_t)63;
        }
        k->own_bytes = (k->own_bytes + 63) & ~(size_t)63;
    }
    k->own_at = take_bytes(&k->own_bytes, (size_t)s->buffer_count*sizeof(void *));
    k->own_job = take_bytes(&k->own_bytes, sizeof(struct kernel_job));
    return k->own ? 0 : -1;
}

static int is_of_use(const struct run *r)
{
    for (int d = 0; d < r->space->dim_count; d++)
        if (alike_along(r, d))
            return 1;
    return 0;
}

double alike_seen(const struct run *r)
{
    double all = 1;
    for (int d = 0; d < r->space->dim_count; d++)
        if (alike_along(r, d))
            all *= (double)r->alike->seen[d].count;
    return all;
}

static void count_observers(struct run *r)
{
    double most = (double)(OBSERVER_BYTES/r->alike->own_bytes), all = alike_seen(r);
    all = all < (double)r->space->points ? all : (double)r->space->points;
    r->alike->observers = (long)(all < most ? all : most < 1 ? 1 : most);
    r->block_bytes = r->layout.size + (size_t)(r->alike->observers - 1)*r->alike->own_bytes;
}

/* Tests compare with what comes of it when every row is simulated. */
static int is_wanted(const struct run *r)
{
    return !r->s->simulate_all && !getenv("MASSC_SIMULATE_ALL") && r->shape->dead >= 0 && r->space->points > 1 && !r->is_stepped;
}

int alike_open(struct run *r)
{
    size_t dims = (size_t)r->space->dim_count + 1;
    r->block_bytes = r->layout.size;
    if (!is_wanted(r))
        return 0;
    struct sharing *k = r->alike = calloc(1, sizeof *k);
    int bad = !k || !(k->same = calloc(dims, sizeof *k->same)) || !(k->seen = calloc(dims, sizeof *k->seen));
    for (int d = 0; d < r->space->dim_count && !bad; d++)
        bad = open_classes(r, d);
    if (bad || (is_of_use(r) && lay_observer(r)))
        return fail(r->f, EXIT_SYSTEM, "not enough memory to find points that are alike");
    if (is_of_use(r))
        count_observers(r);
    else
        alike_close(r);
    return 0;
}

void alike_close(struct run *r)
{
    struct sharing *k = r->alike;
    if (!k)
        return;
    for (int d = 0; d < r->space->dim_count; d++) {
        free(k->same ? k->same[d].of : NULL);
        free(k->seen ? k->seen[d].of : NULL);
    }
    free(k->same);
    free(k->seen);
    free(k->own);
    free(k->members);
    free(k->places);
    free(k->simulation);
    free(k->table);
    free(k->names);
    free(k);
    r->alike = NULL;
}

/* Memory for waves of wave_most rows. */
int alike_waves(struct run *r)
{
    struct sharing *k = r->alike;
    size_t most = (size_t)r->wave_most + 1;
    if (!k)
        return 0;
    k->table_room = power_above(2*r->wave_most);
    k->members = malloc(most*sizeof *k->members);
    k->places = malloc(most*sizeof *k->places);
    k->simulation = malloc(most*sizeof *k->simulation);
    k->names = malloc(most*sizeof *k->names);
    k->table = malloc((size_t)k->table_room*sizeof *k->table);
    return k->members && k->places && k->simulation && k->names && k->table ? 0 : -1;
}
