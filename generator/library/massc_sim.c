/* massc_sim.c -- a single simulation, step by step. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "massc_result.h"
#include "object.h"
#include "sweep/steps.h"

/* Set by massc_sim_open. */
struct massc_sim {
    struct massc *m;                /* outlives it */
    struct massc_result r;          /* of one row; its samples come with the steps */
    struct steps *steps;
    double *numbers;                /* [states of all places]: between the units of the model and the kernel's */
    int is_through;                 /* the table holds the results of these steps */
};

static const struct experiment *of(const struct massc_sim *s)
{
    return s->r.kernel->of->e;
}

static int is_single(const struct massc_sim *s)
{
    return s->r.kernel->program->bytes == 4;
}

/* What went wrong is the error of the model; 0 or -1. */
static int end_call(const struct massc_sim *s, const struct fail *f)
{
    return f->code ? object_fail(s->m, f) : 0;
}

/* ---- opening ---- */

static void fill(double *x, long n)
{
    for (long i = 0; i < n; i++)
        x[i] = NAN;
}

/* What no step has given yet is no number. */
static void begin_empty(struct massc_result *r)
{
    const struct table *t = &r->job.table;
    for (int i = 0; i < t->column_count; i++)
        if (t->columns[i].kind == COLUMN_RESULT)
            fill(r->cells.column[i], t->rows*column_elements(&t->columns[i]));
    for (int i = 0; i < t->series_count; i++)
        fill(r->traces.series[i], t->rows*series_row(t, &t->series[i]));
}

static int open_steps(struct massc_sim *s, struct fail *f)
{
    struct job *job = &s->r.job;
    if (job_begin(job, f) < 0)
        return -1;
    begin_empty(&s->r);
    s->steps = steps_open(&job->sweep, &job->report, f);
    if (!s->steps)
        return -1;
    s->numbers = calloc((size_t)steps_states(s->steps) + 1, sizeof *s->numbers);
    return s->numbers ? 0 : fail_memory(f, NULL);
}

struct massc_sim *massc_sim_open(struct massc *m, const char *exploration, long point, const struct massc_options *o)
{
    struct massc_sim *s;
    struct massc_options own = { .size = sizeof own };
    char row[24];
    if (!object_can(m))
        return NULL;
    s = calloc(1, sizeof *s);
    if (!s) {
        object_fault(m, EXIT_SYSTEM, "out of memory");
        return NULL;
    }
    s->m = m;
    result_options(&own, o);
    snprintf(row, sizeof row, "%ld", point);
    own.size = sizeof own;
    own.point = row;
    __atomic_store_n(&m->cancelled, 0, __ATOMIC_RELAXED);
    result_prepare(&s->r, m, exploration, &own, 1);
    if (m->code == EXIT_OK && !s->r.fail.code && open_steps(s, &s->r.fail) == 0)
        return s;
    if (s->r.fail.code)
        object_fail(m, &s->r.fail);
    massc_sim_close(s);
    return NULL;
}

void massc_sim_close(struct massc_sim *s)
{
    if (!s)
        return;
    steps_close(s->steps);
    result_free(&s->r);
    free(s->numbers);
    free(s);
}

/* ---- steps ---- */

int massc_step(struct massc_sim *s, long n)
{
    struct fail f = { .code = 0 };
    if (!object_can(s->m))
        return -1;
    __atomic_store_n(&s->m->cancelled, 0, __ATOMIC_RELAXED);
    if (n < 0)
        fail(&f, EXIT_USAGE, "%ld is no number of steps", n);
    else if (n > 0 && steps_done(s->steps) < steps_all(s->steps)) {
        s->is_through = 0;
        steps_take(s->steps, n, &f);
    }
    return end_call(s, &f);
}

long massc_sim_done(const struct massc_sim *s)
{
    return steps_done(s->steps);
}

long massc_sim_steps(const struct massc_sim *s)
{
    return steps_all(s->steps);
}

long massc_sim_status(const struct massc_sim *s)
{
    return steps_status(s->steps);
}

double massc_sim_time(const struct massc_sim *s)
{
    const double dt = steps_dt(s->steps);
    const struct series steps = { .first = dt, .every = dt };
    const struct series_clock clock = series_clock(&steps);
    return series_time(&clock, steps_done(s->steps) - steps_origin(s->steps) - 1);
}

const struct massc_result *massc_sim_result(struct massc_sim *s)
{
    struct fail f = { .code = 0 };
    if (!object_can(s->m))
        return NULL;
    if (!s->is_through && steps_done(s->steps) == steps_all(s->steps)) {
        s->is_through = steps_results(s->steps, &f) == 0;
        result_log(&s->r);
    }
    return end_call(s, &f) == 0 ? &s->r : NULL;
}

/* ---- samples ---- */

long massc_sim_samples(const struct massc_sim *s, int i)
{
    const struct sweep *w = &s->r.job.sweep;
    long past = steps_done(s->steps) - steps_origin(s->steps);
    for (int k = 0; k < w->series_count; k++) {
        const struct sweep_series *z = &w->series[k];
        if (z->number == i && i < s->r.job.table.series_count) {
            long n = past > z->first ? (past - z->first)/z->every : 0;
            return n < z->count ? n : z->count;
        }
    }
    return 0;
}

int massc_watched(struct massc_sim *s, const char *name, double *out)
{
    struct fail f = { .code = 0 };
    int i = massc_find_series(&s->r, name);
    if (!object_can(s->m))
        return -1;
    if (i < 0) {
        fail(&f, EXIT_USAGE, "'%s' is not recorded here; name it among the records of the options", name);
        return end_call(s, &f);
    }
    long sample = series_sample(&s->r.job.table.series[i]), n = massc_sim_samples(s, i);
    if (n == 0)
        fill(out, sample);
    else
        memcpy(out, s->r.traces.series[i] + (n - 1)*sample, (size_t)sample*sizeof *out);
    return 0;
}

/* ---- states ---- */

int massc_sim_shape(const struct massc_sim *s, long shape[3])
{
    shape[0] = of(s)->model->state_count;
    shape[1] = of(s)->nodes;
    shape[2] = of(s)->model->modes ? of(s)->model->modes : 1;
    return 3;
}

/* Of all places of a state; each number by [scale] of its state. */
static void convert(const struct massc_sim *s, int to_kernel, const double *from, double *to)
{
    const struct model *m = of(s)->model;
    long places = steps_states(s->steps)/m->state_count;
    for (int i = 0; i < m->state_count; i++) {
        struct scale inside = unit_inside(m->states[i].unit), scale = to_kernel ? inside : scale_back(inside);
        for (long k = i*places; k < (i + 1)*places; k++)
            to[k] = scale_is_one(scale) ? from[k] : scale_take(scale, from[k], is_single(s) && !to_kernel);
    }
}

int massc_state(const struct massc_sim *s, double *out)
{
    steps_get(s->steps, s->numbers);
    convert(s, 0, s->numbers, out);
    return 0;
}

int massc_set_state(struct massc_sim *s, const double *in)
{
    struct fail f = { .code = 0 };
    long n = steps_states(s->steps);
    if (!object_can(s->m))
        return -1;
    for (long i = 0; i < n && !f.code; i++)
        if (!isfinite(in[i]))
            fail(&f, EXIT_USAGE, "number %ld of the state is %g; a state has finite numbers", i, in[i]);
    if (!f.code && steps_status(s->steps))
        fail(&f, EXIT_USAGE, "the simulation left the finite numbers at step %ld; a snapshot of before leads back", steps_status(s->steps));
    if (!f.code) {
        convert(s, 1, in, s->numbers);
        steps_put(s->steps, s->numbers);
    }
    return end_call(s, &f);
}

/* ---- numbers that are data ---- */

/* Which quantity slot [i] of the kernel is a number of, or -1; [*axis]: that sweeps it, or -1. */
static int quantity_of(const struct massc_sim *s, int i, int *axis)
{
    const struct program_slot *slot = &s->r.kernel->program->slots[i];
    *axis = slot->axis;
    return slot->axis >= 0 ? s->r.kernel->x->axes[slot->axis].quantity : slot->quantity;
}

/* How many numbers the kernel has of a quantity; 0: it is none of its data. */
static long count_of(const struct massc_sim *s, int quantity, int *axis)
{
    long count = 0;
    int of_slot;
    for (int i = 0; i < s->r.kernel->program->slot_count; i++)
        if (quantity_of(s, i, &of_slot) == quantity) {
            long element = s->r.kernel->program->slots[i].element;
            count = element + 1 > count ? element + 1 : count;
            *axis = of_slot;
        }
    return count;
}

/* Rings hold as much of the past as the delays that were known need. */
static int check_delay(const struct massc_sim *s, int axis, double inside, struct fail *f)
{
    const struct axis *a = axis < 0 ? NULL : &s->r.job.space.axes[axis];
    double least = INFINITY, most = -INFINITY;
    for (long i = 0; a && i < a->n; i++)
        for (long e = 0; e < axis_elements(a); e++) {
            double x = axis_inside(a, s->r.job.space.bytes, i, e);
            least = fmin(least, x);
            most = fmax(most, x);
        }
    if (inside >= least && inside <= most)
        return 0;
    return fail(f, EXIT_MODEL, "delays may be set between two steps to what their axis reaches, not to %g; the past is kept for no longer ones", inside);
}

static int is_of_delays(const struct quantity *q)
{
    return q->kind == QUANTITY_LENGTHS || q->kind == QUANTITY_DELAYS || q->kind == QUANTITY_SPEED;
}

/* Sets the numbers [values] of a quantity of the kernel, one for all or one for each of them. */
static int give_quantity(struct massc_sim *s, int quantity, const double *values, long count, struct fail *f)
{
    const struct quantity *q = model_quantity(of(s), s->r.kernel->x, quantity);
    int axis = -1, of_slot;
    long has = count_of(s, quantity, &axis);
    if (!has)
        return fail(f, EXIT_USAGE, "'%s' is written into the kernel; name it among the data of the options, or put an axis on it", q->path);
    if (count != 1 && count != has)
        return fail(f, EXIT_USAGE, "'%s' has %ld number%s here, not %ld", q->path, has, has == 1 ? "" : "s", count);
    for (long i = 0; i < count; i++) {
        if (!isfinite(values[i]))
            return fail(f, EXIT_USAGE, "number %ld for '%s' is %g; it takes finite numbers", i, q->path, values[i]);
        if (is_of_delays(q) && check_delay(s, axis, model_inside(q, values[i]), f) < 0)
            return -1;
    }
    for (int i = 0; i < s->r.kernel->program->slot_count; i++)
        if (quantity_of(s, i, &of_slot) == quantity)
            steps_give(s->steps, i, model_inside(q, values[count == 1 ? 0 : s->r.kernel->program->slots[i].element]));
    steps_given(s->steps);
    return 0;
}

/* A path, or an end of one that is no other's, as the exploration sees them. */
static int find_quantity(const struct massc_sim *s, const char *name)
{
    const struct experiment *e = of(s);
    size_t len = strlen(name);
    int found = -1, count = 0;
    for (int i = 0; i < e->quantity_count; i++) {
        const struct quantity *q = &e->quantities[i];
        size_t all = strlen(q->path);
        if ((q->owner && q->owner != s->r.kernel->x) || q->is_hidden || all < len || strcmp(q->path + all - len, name) != 0)
            continue;
        if (all == len)
            return i;
        if (q->path[all - len - 1] == '.') {
            found = i;
            count++;
        }
    }
    return count == 1 ? found : -1;
}

int massc_sim_set_array(struct massc_sim *s, const char *name, const double *values, long count)
{
    struct fail f = { .code = 0 };
    if (!object_can(s->m))
        return -1;
    int quantity = find_quantity(s, name);
    if (quantity < 0)
        fail(&f, EXIT_USAGE, "'%s' is no quantity of the model, or more than one", name);
    else
        give_quantity(s, quantity, values, count, &f);
    return end_call(s, &f);
}

int massc_sim_set(struct massc_sim *s, const char *name, double value)
{
    return massc_sim_set_array(s, name, &value, 1);
}

/* The parameter that is all a stimulus of an input says, or -1. */
static int outside_of(const struct experiment *e, const char *input)
{
    for (int i = 0; i < e->stimulus_count; i++) {
        const struct stimulus *z = &e->stimuli[i];
        for (int k = 0; k < z->input_count; k++)
            if (strcmp(e->model->inputs[z->inputs[k]].name, input) == 0 && z->value->kind == TERM_REF && z->value->ref == REF_PARAM)
                return z->params[z->value->index].quantity;
    }
    return -1;
}

int massc_give_input(struct massc_sim *s, const char *input, const double *values, long count)
{
    struct fail f = { .code = 0 };
    if (!object_can(s->m))
        return -1;
    int quantity = outside_of(of(s), input);
    if (quantity < 0)
        fail(&f, EXIT_USAGE, "no stimulus lets '%s' be driven from outside; write in the network: stimulus outside on %s = u with u = 0", input, input);
    else
        give_quantity(s, quantity, values, count, &f);
    return end_call(s, &f);
}

/* ---- noise ---- */

static int find_noise(const struct massc_sim *s, const char *name)
{
    const struct experiment *e = of(s);
    for (int i = 0; i < e->noise_count; i++)
        if (name ? e->noises[i].name && strcmp(e->noises[i].name, name) == 0 : !e->noises[i].name || e->noise_count == 1)
            return i;
    return -1;
}

long massc_noise_width(const struct massc_sim *s, const char *name)
{
    int term = find_noise(s, name);
    return term < 0 ? 0 : steps_normals(s->steps, term);
}

int massc_give_noise(struct massc_sim *s, const char *name, const double *normals, long steps)
{
    struct fail f = { .code = 0 };
    int term = find_noise(s, name);
    if (!object_can(s->m))
        return -1;
    if (term < 0 || !steps_normals(s->steps, term))
        fail(&f, EXIT_USAGE, name ? "there is no noise '%s'" : "there is no such noise", name);
    else if (steps < 0 || steps > LONG_MAX/(long)sizeof *normals/steps_normals(s->steps, term))
        fail(&f, EXIT_USAGE, "%ld is no number of steps", steps);
    else
        steps_give_noise(s->steps, term, normals, steps, &f);
    return end_call(s, &f);
}

/* ---- snapshots ---- */

size_t massc_snapshot(const struct massc_sim *s, void *out, size_t size)
{
    size_t needed = steps_snapshot_size(s->steps);
    if (out && size >= needed)
        steps_snapshot(s->steps, out);
    return needed;
}

int massc_restore(struct massc_sim *s, const void *snapshot, size_t size)
{
    struct fail f = { .code = 0 };
    if (!object_can(s->m))
        return -1;
    s->is_through = 0;
    steps_restore(s->steps, snapshot, size, &f);
    return end_call(s, &f);
}
