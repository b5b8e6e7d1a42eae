/* standalone_job.c -- from constant tables to a job. */
#include "standalone.h"
#include <string.h>

/* A table is constant, a job is not. */
static void *copy_of(struct arena *a, const void *from, int count, size_t size)
{
    void *to = arena_alloc(a, (size_t)count*size + 1);
    if (count)
        memcpy(to, from, (size_t)count*size);
    return to;
}

void standalone_job(const struct standalone *s, int i, struct arena *a, struct job *out)
{
    const struct standalone_exploration *x = &s->explorations[i];
    *out = x->job;
    out->file_kinds = s->file_kinds;
    out->sweep.kernels = &sweep_ready;
    out->sweep.kernel = x->kernel;
    out->sweep.maker = s->compiler;
    out->sweep.draw = s->parts && s->parts->draw ? s->parts->draw(x->kernel->bytes) : NULL;
    out->arena = a;
    out->space.axes = copy_of(a, x->axes, x->job.space.count, sizeof *x->axes);
    out->series = copy_of(a, x->series, x->job.series_count, sizeof *x->series);
    out->late.series = copy_of(a, x->late_series, x->job.late.series_count, sizeof *x->late_series);
    out->attributes = copy_of(a, x->attributes, x->job.attribute_count, sizeof *x->attributes);
}
