/* sweep_layout.c -- how the buffers of a block lie in its memory. */
#include "sweep_run.h"
#include <stdlib.h>

static size_t reserve(size_t *at, size_t bytes)
{
    size_t here = *at;
    *at += (bytes + 63) & ~(size_t)63;
    return here;
}

static size_t bytes_of(const struct run *r, int buffer)
{
    return kernel_bytes(r->shape, buffer)*(kernel_is_ring(r->shape, buffer) ? 2*(size_t)r->ring_rows : 1);
}

/* Lays the buffers of an area one after the other: each at a multiple of 64, or all
 * without a gap as one list. Returns where the first begins. */
static size_t lay_area(const struct run *r, struct layout *y, size_t *at, enum kernel_area area, int as_list)
{
    const struct kernel *k = r->shape;
    size_t begin = *at, end = *at;
    for (int b = 0; b < k->buffer_count; b++) {
        if (kernel_area(k, b) != area)
            continue;
        y->buffer[b] = end;
        end += as_list ? bytes_of(r, b) : (bytes_of(r, b) + 63) & ~(size_t)63;
    }
    *at = (end + 63) & ~(size_t)63;
    return begin;
}

int layout_open(struct run *r)
{
    const struct kernel *k = r->shape;
    struct layout *y = &r->layout;
    size_t at = 0, count = (size_t)k->buffer_count, lanes = (size_t)k->lanes;
    y->buffer = calloc(count + 1, sizeof *y->buffer);
    r->rows = calloc(count + 1, sizeof *r->rows);
    if (!y->buffer || !r->rows)
        return fail(r->f, EXIT_SYSTEM, "not enough memory");
    lay_area(r, y, &at, AREA_HISTORY, 0);
    y->live = at;
    y->swept = lay_area(r, y, &at, AREA_SWEPT, 1);
    lay_area(r, y, &at, AREA_HELD, 0);
    lay_area(r, y, &at, AREA_SCRATCH, 0);
    y->room = reserve(&at, (size_t)k->room*lanes*(size_t)k->bytes);
    at += 64;                           /* a step stores into both: not 4096 bytes apart */
    y->result = lay_area(r, y, &at, AREA_RESULT, 1);
    y->at = reserve(&at, count*sizeof(void *));
    y->status = reserve(&at, lanes*sizeof(long));
    y->keys = reserve(&at, (size_t)r->s->noise_count*lanes*sizeof(struct random_key));
    y->kept = reserve(&at, chain_bytes(r));
    y->size = at + 64;                  /* blocks do not all begin at the same cache set */
    for (int b = 0; b < k->buffer_count; b++)
        r->rows[b] = kernel_is_ring(k, b) ? r->ring_rows : k->buffers[b].rows;
    return 0;
}

void layout_point_at(const struct run *r, const struct block *b, char *live, void **at)
{
    const char *fixed = r->s->graph;
    for (int i = 0; i < r->shape->buffer_count; i++) {
        enum kernel_area area = kernel_area(r->shape, i);
        at[i] = (area == AREA_HISTORY ? live : b->memory) + r->layout.buffer[i];
        if (area == AREA_NOISE || area == AREA_RECORDING)
            at[i] = NULL;
        if (area == AREA_FIXED) {
            at[i] = (void *)(size_t)fixed;      /* kernels only read it */
            fixed += kernel_bytes(r->shape, i);
        }
    }
}
