/* sweep_delay.c -- how far the points of a sweep look back at most, and how many rows that makes. */
#include "sweep_run.h"
#include <limits.h>
#include <math.h>

static const double SLACK = 1e-6;       /* a kernel divides in single precision */

/* The greatest of an axis, or the least. */
static double end_of(const struct run *r, int axis, int least)
{
    const struct axis *a = &r->space->axes[axis];
    double end = axis_inside(a, r->space->bytes, 0, 0);
    for (long i = 0; i < a->n; i++)
        for (long e = 0; e < axis_elements(a); e++) {
            double x = axis_inside(a, r->space->bytes, i, e);
            end = isnan(x) || (least ? x < end : x > end) ? x : end;
        }
    return end;
}

/* In ms, or -1. */
static double longest(struct run *r, const struct sweep_delay *d)
{
    double times = d->axis < 0 ? d->times : end_of(r, d->axis, 0), speed = d->speed_axis < 0 ? d->speed : end_of(r, d->speed_axis, 1);
    if (isnan(d->times))
        return fail(r->f, EXIT_MODEL, "the delays of %s follow from other parameters, so that nothing says how long they may be; give a value "
                    "or an axis", d->name);
    int is_speed = d->speed || d->speed_axis >= 0;
    if (is_speed && !(speed > 0))
        return fail(r->f, EXIT_MODEL, "%s.speed is %g at one of the points; a speed must be positive", d->name, speed);
    double delay = is_speed ? times/speed : times;
    if (d->axis >= 0 && !(end_of(r, d->axis, 1) >= 0))
        return fail(r->f, EXIT_MODEL, "a delay of %s is less than 0 at one of the points", d->name);
    if (!(delay <= d->most))
        return fail(r->f, EXIT_MODEL, "delays of %s are up to %g ms long, and most_delay says %g ms; raise it, or leave out what is longer",
                    d->name, delay, d->most);
    return isfinite(delay) ? delay : fail(r->f, EXIT_MODEL, "a delay of %s is %g ms at one of the points", d->name, delay);
}

/* Places in a ring are ints. */
static int check_ring(struct run *r, int buffer)
{
    double bytes = 2*(double)r->ring_rows*(double)kernel_bytes(r->shape, buffer);
    if (bytes <= INT_MAX)
        return 0;
    return fail(r->f, EXIT_MODEL, "delays of up to %ld steps need %.1f GB for a block of %d points; a larger dt or shorter delays need less",
                r->ring_rows - 3, bytes/1e9, r->shape->lanes);
}

int delays_open(struct run *r, double dt)
{
    double steps = 0;
    for (int i = 0; i < r->s->delay_count; i++) {
        double delay = longest(r, &r->s->delays[i]);
        if (delay < 0)
            return -1;
        steps = fmax(steps, delay/dt);
    }
    double rows = steps*(1 + SLACK) + 4;
    if (!(rows < INT_MAX/4))
        return fail(r->f, EXIT_MODEL, "delays of %.3g steps are more than a ring holds; a larger dt or shorter delays make it less", steps);
    r->ring_rows = 2;
    while ((double)r->ring_rows < rows)
        r->ring_rows *= 2;
    for (int b = 0; b < r->shape->buffer_count; b++)
        if (kernel_is_ring(r->shape, b) && check_ring(r, b))
            return -1;
    return 0;
}
