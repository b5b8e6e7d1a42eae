/* kernel_shape.c -- see kernel_shape.h. */
#include "kernel_shape.h"
#include <string.h>

/* ---- areas --------------------------------------------------------------- */

/* Ticks of [clock] are ticks of STEP. */
static int is_below_step(const struct kernel *k, int clock)
{
    while (clock >= FIRST_CHILD)
        clock = k->clocks[clock].parent;        /* in the end below 0, of one that is called */
    return clock == STEP;
}

/* A clock that ticks when its own entry is called (kernel_eval.h). */
static int is_called(const struct kernel *k, int clock)
{
    return clock >= FIRST_CHILD && k->clocks[clock].parent < 0;
}

static enum kernel_area input_area(const struct kernel *k, const struct kernel_buffer *b)
{
    if (b->clock == STEP && b->rows == 0)
        return AREA_NOISE;
    if (b->rows != 1 || b->bytes != k->bytes)
        return AREA_NONE;
    if (b->over & OVER(0))
        return b->clock == POINT ? AREA_SWEPT : AREA_NONE;
    return b->clock == POINT || b->clock == FIXED ? AREA_FIXED : AREA_NONE;
}

static enum kernel_area output_area(const struct kernel *k, const struct kernel_buffer *b)
{
    if (!(b->over & OVER(0)) || b->bytes != k->bytes)
        return AREA_NONE;
    if (b->clock >= FIRST_CHILD && is_below_step(k, b->clock) && b->rows == 0)
        return AREA_RECORDING;
    return (b->clock == END || is_called(k, b->clock)) && b->rows == 1 ? AREA_RESULT : AREA_NONE;
}

enum kernel_area kernel_area(const struct kernel *k, int buffer)
{
    const struct kernel_buffer *b = &k->buffers[buffer];
    switch ((enum kernel_life)b->life) {
    case INPUT:   return input_area(k, b);
    case LIVE:    return b->clock == POINT ? AREA_HELD : is_below_step(k, b->clock) ? AREA_HISTORY : AREA_NONE;
    case SCRATCH: return AREA_SCRATCH;
    case OUTPUT:  return output_area(k, b);
    }
    return AREA_NONE;
}

/* ---- sizes --------------------------------------------------------------- */

int kernel_over_lanes(const struct kernel *k, int buffer)
{
    return (k->buffers[buffer].over & OVER(0)) != 0;
}

long kernel_places(const struct kernel *k, int buffer)
{
    long n = k->buffers[buffer].slots;
    for (int a = 1; a < k->axis_count; a++)
        n *= k->buffers[buffer].over & OVER(a) ? k->axes[a].extent : 1;
    return n;
}

long kernel_area_places(const struct kernel *k, enum kernel_area area)
{
    long n = 0;
    for (int b = 0; b < k->buffer_count; b++)
        n += kernel_area(k, b) == area ? kernel_places(k, b) : 0;
    return n;
}

int kernel_is_ring(const struct kernel *k, int buffer)
{
    return k->buffers[buffer].rows == 0 && k->buffers[buffer].clock == STEP && kernel_area(k, buffer) == AREA_HISTORY;
}

size_t kernel_bytes(const struct kernel *k, int buffer)
{
    const struct kernel_buffer *b = &k->buffers[buffer];
    long n = kernel_places(k, buffer)*(b->rows ? b->rows : 1)*(kernel_over_lanes(k, buffer) ? k->lanes : 1);
    return (size_t)n*(size_t)b->bytes;
}

double kernel_block_bytes(const struct kernel *k)
{
    double all = (double)k->room*k->lanes*k->bytes;
    for (int i = 0; i < k->buffer_count; i++) {
        const struct kernel_buffer *b = &k->buffers[i];
        double bytes = (double)b->slots*(double)(b->rows ? b->rows : 1)*b->bytes;
        for (int a = 0; a < k->axis_count; a++)
            bytes *= b->over & OVER(a) ? (double)k->axes[a].extent : 1;
        all += bytes;
    }
    return all;
}

int kernel_noise(const struct kernel *k, int term)
{
    for (int b = 0; b < k->buffer_count; b++)
        if (kernel_area(k, b) == AREA_NOISE && term-- == 0)
            return b;
    return -1;
}

int kernel_noises(const struct kernel *k)
{
    int n = 0;
    while (kernel_noise(k, n) >= 0)
        n++;
    return n;
}

long kernel_nodes(const struct kernel *k)
{
    long n = 0;
    for (int a = 0; a < k->axis_count; a++)
        n += k->axes[a].kind == AXIS_NODE ? k->axes[a].extent : 0;
    return n > 0 ? n : 1;
}

/* ---- one shape ----------------------------------------------------------- */

static int same_axis(const struct kernel_axis *a, const struct kernel_axis *b)
{
    return a->kind == b->kind && a->extent == b->extent && a->from == b->from && a->to == b->to;
}

static int same_clock(const struct kernel_clock *a, const struct kernel_clock *b)
{
    return a->parent == b->parent && a->every == b->every && a->first == b->first && a->after_origin == b->after_origin && a->upto == b->upto;
}

static int same_buffer(const struct kernel_buffer *a, const struct kernel_buffer *b)
{
    return a->life == b->life && a->over == b->over && a->slots == b->slots && a->clock == b->clock
        && a->rows == b->rows && a->bytes == b->bytes && !strcmp(a->name, b->name);
}

int kernel_same_shape(const struct kernel *a, const struct kernel *b)
{
    int same = a->bytes == b->bytes && a->lanes == b->lanes && a->room >= b->room && a->dead == b->dead
            && a->axis_count == b->axis_count && a->clock_count == b->clock_count && a->buffer_count == b->buffer_count;
    for (int i = 0; same && i < a->axis_count; i++)
        same = same_axis(&a->axes[i], &b->axes[i]);
    for (int i = 0; same && i < a->clock_count; i++)
        same = same_clock(&a->clocks[i], &b->clocks[i]);
    for (int i = 0; same && i < a->buffer_count; i++)
        same = same_buffer(&a->buffers[i], &b->buffers[i]);
    return same;
}

/* ---- what cannot be run -------------------------------------------------- */

enum { MOST_AXES = 8*(int)sizeof(unsigned) };

static const char *axis_fault(const struct kernel *k)
{
    if (k->axis_count < 1 || k->axis_count > MOST_AXES || k->axes[0].kind != AXIS_LANE || k->axes[0].extent != k->lanes)
        return "has no axis of its lanes";
    for (int a = 1; a < k->axis_count; a++)
        if (k->axes[a].extent < 0 || k->axes[a].kind == AXIS_LANE)
            return "has an axis of a negative extent, or of lanes twice";
    return NULL;
}

/* A child of POINT is the kernel's own: it ticks within start, for the steps before the first. */
static const char *clock_fault(const struct kernel *k)
{
    if (k->clock_count < FIRST_CHILD)
        return "lacks a clock";
    for (int c = FIRST_CHILD; c < k->clock_count; c++)
        if (!is_called(k, c) && (k->clocks[c].parent < POINT || k->clocks[c].parent >= c || k->clocks[c].parent == END || k->clocks[c].every < 1))
            return "has a clock that does not tick";
    return NULL;
}

static const char *buffer_fault(const struct kernel *k, int buffer)
{
    const struct kernel_buffer *b = &k->buffers[buffer];
    if (b->slots < 0 || b->rows < 0)
        return "has a negative count";
    if (!b->name || (b->bytes != 4 && b->bytes != 8) || b->clock < 0 || b->clock >= k->clock_count
        || (k->axis_count < MOST_AXES && b->over >> k->axis_count))
        return "has a buffer that its tables do not know";
    if (kernel_area(k, buffer) == AREA_NONE || (b->rows == 0 && b->life != INPUT && kernel_area(k, buffer) != AREA_RECORDING && !kernel_is_ring(k, buffer)))
        return "has a buffer that nobody fills or reads";
    if (kernel_area(k, buffer) == AREA_NOISE && (b->bytes != k->bytes || kernel_places(k, buffer) == 0))
        return "has an empty noise, or one of another precision";
    return NULL;
}

static const char *dead_fault(const struct kernel *k)
{
    if (k->dead < 0)
        return NULL;
    if (k->dead >= k->buffer_count || kernel_area(k, k->dead) != AREA_HISTORY || k->buffers[k->dead].over != OVER(0)
        || k->buffers[k->dead].slots != 1 || k->buffers[k->dead].rows != 1 || k->buffers[k->dead].bytes != k->bytes)
        return "does not say which lanes are dead";
    return NULL;
}

const char *kernel_fault(const struct kernel *k)
{
    const char *fault = k->buffer_count < 0 || k->room < 0 ? "has a negative count" : axis_fault(k);
    fault = fault ? fault : clock_fault(k);
    for (int b = 0; !fault && b < k->buffer_count; b++)
        fault = buffer_fault(k, b);
    fault = fault ? fault : dead_fault(k);
    if (fault)
        return fault;
    if (!k->name || !k->start || !k->results || (k->dead >= 0 && !k->advance))
        return "lacks a function";
    return NULL;
}
