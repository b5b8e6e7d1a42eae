/* job_build.c -- from a checked exploration to a job of the runtime.
 *
 * Here the two halves of massc meet: the left-hand sides are the runtime's
 * names, the right-hand sides the generator's.
 */
#include "ir/cost.h"
#include "job_build.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "ir/place.h"
#include "job/job_table.h"

/* ---- options ---- */

struct overrides overrides_of(const struct job_options *o)
{
    return (struct overrides){ .sets = o->sets, .axes = o->axes, .records = o->records,
                               .point = o->point, .key = o->key, .trials = o->trials,
                               .real = o->real, .noise = o->load_noise != NULL };
}

/* ---- spaces ---- */

/* Which way a row was come to, where it goes there and back. */
static struct axis way_axis(void)
{
    static const double values[] = { 0, 1 };
    static const char *const names[] = { "up", "down", NULL };
    return (struct axis){ .path = "way", .label = "way", .doc = "up: along the axis that is carried along; down: back from its end",
                          .kind = AXIS_LIST, .n = 2, .values = values, .names = names, .is_way = 1 };
}

struct space build_space(const struct experiment *e, const struct exploration *x, struct arena *a)
{
    struct space s = {
        .mode = x->zip ? SPACE_ZIP : SPACE_PRODUCT, .key = x->key, .bytes = e->single ? 4 : 8,
        .sorted = x->sorted, .trials = x->trials, .count = x->axis_count,
        .axes = ARENA_ARRAY(a, struct axis, x->axis_count + 2),
    };
    for (int i = 0; i < x->axis_count; i++)
        s.axes[i] = x->axes[i].axis;
    if (x->both_ways)
        s.axes[s.count++] = way_axis();
    return s;
}

double build_row_step(const struct experiment *e, const struct exploration *x, const char *point, struct arena *a)
{
    struct space s = build_space(e, x, a);
    struct fail ignored = { .code = 0 };
    int axis = model_axis(x, e->simulate.dt);
    long *samples = ARENA_ARRAY(a, long, x->axis_count + 1), row;
    double step = 0;
    if (space_open(&s, &ignored) == 0 && space_index(&s, strtol(point, NULL, 10), &row, &ignored) == 0) {
        space_samples(&s, row, samples, NULL);
        step = axis_value(&s.axes[axis], s.bytes, samples[axis], 0);
    }
    space_close(&s);
    if (ignored.no_memory)
        guard_out_of_memory();
    return step;
}

unsigned build_texts(enum engine e)
{
    char path[4096];
    if (e == ENGINE_AUTO && !engine_path(ENGINE_GCC, path, sizeof path) && !engine_path(ENGINE_CLANG, path, sizeof path))
        return TEXT_OF_CALLS;
    return e == ENGINE_AUTO ? TEXT_OF_EXPRESSIONS | TEXT_OF_CALLS : e == ENGINE_TCC ? TEXT_OF_CALLS : TEXT_OF_EXPRESSIONS;
}

void build_job(const struct experiment *e, const struct exploration *x, struct arena *a, struct job *out)
{
    *out = (struct job){ .name = x->name, .arena = a, .space = build_space(e, x, a),
                         .sweep.kernels = &sweep_compiled, .file_kinds = sink_file_kinds };
}

/* ---- tables ---- */

/* Name, dimensions and times, which are those decimals that multiples of the step's are: the same
 * sample has the same time, whatever the interval and the first. */
static struct series series_shape(const struct experiment *e, const struct exploration *x, const struct recording *r,
                                  struct samples when)
{
    const double dt = model_step(e, x);
    const struct series steps = { .first = dt, .every = dt };
    const struct series_clock clock = series_clock(&steps);
    return (struct series){
        .name = r->name, .samples = when.count, .has_time = 1, .nodes = r->keeps_nodes ? e->nodes : 0, .modes = r->keeps_modes ? e->model->modes : 0,
        .time_unit = e->simulate.unit, .every = series_time(&clock, when.every - 1), .first = series_time(&clock, when.first + when.every - 1),
        .states = r->of_states ? r->labels : NULL, .state_count = r->of_states ? r->count : 0
    };
}

void build_table_names(const struct experiment *e, const struct exploration *x,
                       const struct space *s, struct arena *a, struct table *out)
{
    table_of_points(x->name, s, 0, x->column_count + 1, a, out);
    for (int i = 0; i < x->column_count; i++)
        out->columns[out->column_count++] = (struct column){ .name = e->observes[x->columns[i]].name, .kind = COLUMN_RESULT };
    if (!e->simulate.present || !isfinite(model_step(e, x)) || !isfinite(e->simulate.duration))
        return;                                 /* no series, or a fault that is told */
    out->series = ARENA_ARRAY(a, struct series, x->recording_count + 1);
    for (int i = 0; i < x->recording_count; i++) {
        const struct recording *r = &e->recordings[x->recordings[i]];
        out->series[out->series_count++] = series_shape(e, x, r, model_window(e, x, &r->when));
    }
}

static struct column result_column(const struct program *p, const struct program_result *r)
{
    struct column c = { .name = r->name, .unit = r->unit, .doc = r->doc, .kind = COLUMN_RESULT, .made = r->made, .scale = r->scale };
    if (r->places & OVER(p->node)) {
        c.over_nodes = 1;
        c.shape[c.rank++] = p->nodes;
    }
    if (p->mode >= 0 && r->places & OVER(p->mode)) {
        c.over_modes = 1;
        c.shape[c.rank++] = p->modes;
    }
    return c;
}

/* ---- sweeps ---- */

/* What a plain run has in the place of a sample or a draw. A value that all elements share stands for each. */
static double plain_value(const struct program *p, const struct program_slot *from)
{
    const struct quantity *q = NULL;
    if (from->axis >= 0)
        q = model_quantity(p->e, p->x, p->x->axes[from->axis].quantity);
    else if (from->quantity >= 0)
        q = model_quantity(p->e, p->x, from->quantity);
    for (int i = 0; !q && i < p->e->quantity_count; i++)
        if (p->e->quantities[i].kind == QUANTITY_INITIAL && p->e->quantities[i].index == from->state)
            q = model_quantity(p->e, p->x, i);
    long at = q && q->values && q->modes && !q->each_node ? from->element % q->modes : from->element;
    return !q ? 0 : model_inside(q, q->values && at < q->value_count ? q->values[at] : q->value);
}

static struct sweep_slot slot_of(const struct program *p, const struct program_slot *from,
                                 const struct space *s)
{
    static const enum sweep_reader readers[] = { [BY_STEPS] = READ_BY_STEPS, [BY_OBSERVERS] = READ_BY_OBSERVERS, [AT_END] = READ_AT_END };
    struct sweep_slot slot = { .axis = from->axis, .element = from->element, .plain = plain_value(p, from), .reader = readers[from->reader] };
    if (from->state < 0)
        return slot;
    slot.law = model_draw(p->e, p->x, from->state);
    slot.scale = unit_inside(p->e->model->states[from->state].unit);
    slot.stream = from->state;              /* every state has a stream of its own, numbered [trial][node] */
    slot.key = sweep_trial_key(s, slot.stream);
    slot.per_trial = (long)p->nodes*p->modes;
    return slot;
}

/* The arrays in the precision the kernel works in, each as place has laid it. */
static const void *graph_of(const struct program *p, struct arena *a)
{
    const struct net *n = &p->net;
    if (p->fixed_count == 0)
        return NULL;
    float *narrow = ARENA_ARRAY(a, float, p->bytes == 4 ? p->fixed_count : 1);
    double *all = ARENA_ARRAY(a, double, p->bytes == 8 ? p->fixed_count : 1);
    long at = 0;
    for (int b = 0; b < n->buffer_count; b++)
        for (int i = 0; n->buffers[b].values && i < n->buffers[b].slot_count; i++) {
            const double *from = place_laid(n, b, i);
            for (long k = 0; k < net_places(n, b); k++, at++)
                if (p->bytes == 4)
                    narrow[at] = (float)from[k];
                else
                    all[at] = from[k];
        }
    return p->bytes == 4 ? (const void *)narrow : all;
}

/* What a table shows: parts are none of it, and of a part of a space nothing is made. */
static int is_shown(const struct program_result *r, const struct job *job)
{
    return r->observe >= 0 && !(r->made && job_cuts_points(job));
}

static void set_results(const struct program *p, struct job *job)
{
    struct late_column *late = ARENA_ARRAY(job->arena, struct late_column, p->result_count + 1);
    struct column *results = ARENA_ARRAY(job->arena, struct column, p->result_count + 1);
    long *at = ARENA_ARRAY(job->arena, long, p->result_count + 1);
    int count = 0;
    for (int i = 0; i < p->result_count; i++)
        if (is_shown(&p->results[i], job)) {
            at[count] = p->results[i].at;
            if (p->results[i].late)
                late[job->late.column_count++] = (struct late_column){ count, p->results[i].late, p->results[i].lates };
            results[count++] = result_column(p, &p->results[i]);
        }
    job->results = results;
    job->result_count = count;
    job->late.columns = late;
    job->sweep.result_at = at;
}

/* What a recorded value is called: the line's own words, a state's, or how it is written. */
static void recorded_names(const struct experiment *e, const struct recording *r, int i, struct arena *a, const char **doc)
{
    const struct term *t = r->values[i], *of = t->kind == TERM_AT ? t->args[0] : t;
    const struct state *s = of->kind == TERM_REF && of->ref == REF_STATE ? &e->model->states[of->index] : NULL;
    *doc = !r->of_states && r->doc ? r->doc : s ? s->doc : !r->of_states ? term_text(a, of, 0) : NULL;
    if (*doc && t != of)
        *doc = arena_print(a, "%s, node %d", *doc, t->index);
}

/* One quantity has no dimension of states; a curve has none of nodes. */
static struct series series_of(const struct program *p, const struct program_series *s, struct arena *a)
{
    const struct recording *r = s->of;
    struct series out = series_shape(p->e, p->x, r, s->when);
    const char **units = ARENA_ARRAY(a, const char *, r->count), **docs = ARENA_ARRAY(a, const char *, r->count);
    for (int i = 0; i < r->count; i++)
        units[i] = r->display[i].unit;
    for (int i = 0; i < r->count; i++)
        recorded_names(p->e, r, i, a, &docs[i]);
    if (r->of_states) {
        out.units = units;
        out.docs = docs;
    } else {
        out.unit = units[0];
        out.doc = docs[0];
    }
    return out;
}

/* Of each value; NULL where the kernel's unit is that of the table. */
static const struct scale *scales_of(const struct recording *r, struct arena *a)
{
    struct scale *scales = ARENA_ARRAY(a, struct scale, r->count);
    int all = 1;
    for (int i = 0; i < r->count; i++) {
        scales[i] = r->display[i].scale;
        all &= scale_is_one(scales[i]);
    }
    return all ? NULL : scales;
}

/* Of a part of a space nothing is made of trials: a mean is what is averaged then, all else is
 * recorded for nobody. */
static void set_series(const struct program *p, struct job *job)
{
    struct arena *a = job->arena;
    struct series *series = ARENA_ARRAY(a, struct series, p->series_count + 1);
    struct sweep_series *sweep = ARENA_ARRAY(a, struct sweep_series, p->series_count + 1);
    int count = 0, shown = 0;
    for (int i = 0; i < p->series_count; i++) {
        const struct program_series *s = &p->series[i];
        int is_taken = !job_cuts_points(job) || !s->of->values[0]->type.of_trials;
        long places = (long)(s->keeps_nodes ? p->nodes : 1)*(s->keeps_modes ? p->modes : 1);
        sweep[i] = (struct sweep_series){ s->when.every, s->when.first, s->when.count, s->count, places, is_taken ? count : -1, NULL };
        if (!is_taken)
            continue;
        series[count] = series_of(p, s, a);
        series[count].run_places = s->keeps_nodes || s->keeps_modes ? places : 0;
        shown += !s->is_hidden;
        series[count].made = job_cuts_points(job) ? NULL : s->made;
        *(series[count].made ? &series[count].scales : &sweep[i].scales) = scales_of(s->of, a);
        count++;
    }
    job->series = series;
    job->sweep.series = sweep;
    job->series_count = shown;
    job->late.series = series + shown;
    job->late.series_count = count - shown;
    job->sweep.series_count = p->series_count;
}

static struct sweep_slot *slots_of(const struct program *p, const struct space *s, struct arena *a)
{
    struct sweep_slot *slots = ARENA_ARRAY(a, struct sweep_slot, p->slot_count + 1);
    for (int i = 0; i < p->slot_count; i++)
        slots[i] = slot_of(p, &p->slots[i], s);
    return slots;
}

static void set_times(const struct program *p, struct sweep *out, struct arena *a)
{
    const struct experiment *e = p->e;
    out->dt = 1;
    out->dt_axis = p->dt_axis;
    if (!e->simulate.present)
        return;
    out->dt = model_quantity(e, p->x, e->simulate.dt)->value;
    out->duration = e->simulate.duration;
    out->transient = e->simulate.transient;
    out->settle = e->simulate.settle;
    out->settle_once = e->simulate.settle_once;
    out->state = p->has_dynamics ? p->net.buffers[p->step.y].row : 0;
    long *followers = ARENA_ARRAY(a, long, p->follower_count + 1);
    for (int i = 0; i < p->follower_count; i++)
        followers[i] = p->net.buffers[p->followers[i]].row;
    out->followers = followers;
    out->follower_count = p->follower_count;
}

static void set_noise(const struct program *p, struct sweep *out, struct arena *a)
{
    const struct experiment *e = p->e;
    struct sweep_noise *all = ARENA_ARRAY(a, struct sweep_noise, p->noise_count);
    int realised = e->model && e->model->modes ? DATA_RANK : DATA_RANK - 1;
    for (int i = 0; i < p->noise_count; i++) {
        const struct noise *z = &e->noises[i];
        all[i] = (struct sweep_noise){
            .seed = model_quantity(e, p->x, z->key)->seed, .axis = model_axis(p->x, z->key), .given = z->draws.values,
            .given_count = z->draws.rank == realised ? z->draws.shape[0] : 1
        };
    }
    out->noises = all;
    out->noise_count = p->noise_count;
}

static double greatest_of(const struct program *p, int quantity)
{
    const struct quantity *q = model_quantity(p->e, p->x, quantity);
    long count;
    const double *numbers = model_numbers(q, p->nodes, &count);
    double most = 0;
    for (long i = 0; i < count; i++)
        most = fmax(most, model_inside(q, numbers[i]));
    return numbers ? most : model_inside(q, q->value);
}

static void set_delays(const struct program *p, struct sweep *out, struct arena *a)
{
    struct sweep_delay *all = ARENA_ARRAY(a, struct sweep_delay, p->delay_count + 1);
    for (int i = 0; i < p->delay_count; i++) {
        const struct program_delay *d = &p->delays[i];
        all[i] = (struct sweep_delay){ .name = d->name, .axis = d->times < 0 ? -1 : model_axis(p->x, d->times),
                                       .speed_axis = d->speed < 0 ? -1 : model_axis(p->x, d->speed), .most = d->most };
        all[i].times = d->times < 0 ? d->value : all[i].axis < 0 ? greatest_of(p, d->times) : 0;
        if ((d->times >= 0 && model_formula(p->e, p->x, d->times)) || (d->speed >= 0 && model_formula(p->e, p->x, d->speed)))
            all[i].times = NAN;
        all[i].speed = d->speed < 0 || all[i].speed_axis >= 0 ? 0 : greatest_of(p, d->speed);
    }
    out->delays = all;
    out->delay_count = p->delay_count;
}

void build_kernel(const struct program *p, const char *text, struct job *job)
{
    struct arena *a = job->arena;
    set_results(p, job);
    job->node_labels = p->has_dynamics ? p->e->labels : NULL;
    job->node_label_count = job->node_labels ? p->nodes : 0;
    job->sweep.text = text;
    job->sweep.slots = slots_of(p, &job->rows, a);
    job->sweep.graph = graph_of(p, a);
    job->sweep.calls = p->calls;
    job->sweep.step_cost = net_step_cost(&p->net);
    /* Means over the trials need whole ones: a part of a space shows each. */
    job->sweep.average = p->x->average_trials && job->rows.trials > 0 && !job_cuts_points(job);
    set_series(p, job);
    set_times(p, &job->sweep, a);
    set_noise(p, &job->sweep, a);
    set_delays(p, &job->sweep, a);
}

struct run_about build_about(const struct experiment *e)
{
    const struct simulate *m = &e->simulate;
    if (!m->present)
        return (struct run_about){ .single = e->single };
    return (struct run_about){ .scheme = scheme_names[m->scheme], .unit = m->unit, .duration = m->duration, .steps = m->steps,
                               .dt = m->is_map ? 1 : e->quantities[m->dt].value, .transient = m->transient, .nodes = e->nodes,
                               .is_map = m->is_map, .single = e->single };
}
