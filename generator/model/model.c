/* model.c -- questions about a checked experiment, and the names of its parts. */
#include "model.h"
#include <math.h>
#include <string.h>
#include "base/name.h"
#include "base/number.h"

const char *const library_below[] = { "", "systems/", "couplings/", "observers/", NULL };

#define REDUCTION(id, name, over, tally, finish, unit, text) #name,
#define REDUCTION_OF(name, formula, text) #name,
const char *const reduction_names[] = {
#include "reduction.def"
    NULL
};
#undef REDUCTION
#define REDUCTION(id, name, over, tally, finish, unit, text) text,
#define REDUCTION_OF(name, formula, text) text,
const char *const reduction_texts[] = {
#include "reduction.def"
    NULL
};
#undef REDUCTION

#define SOLVER(name, order, stages, noise, times, rows, last, text) #name,
const char *const scheme_names[] = {
#include "solver.def"
    NULL
};
#undef SOLVER
#define SOLVER(name, order, stages, noise, times, rows, last, text) text,
const char *const scheme_texts[] = {
#include "solver.def"
    NULL
};
#undef SOLVER

const char *const axis_words[] = {
    [AXIS_GRID] = "grid", [AXIS_LOG_GRID] = "loggrid", [AXIS_RANGE] = "range", [AXIS_LIST] = "list",
    [AXIS_UNIFORM] = "uniform", [AXIS_SOBOL] = "sobol", [AXIS_LATIN] = "latin", [AXIS_LAW] = "law", [AXIS_KEYS] = "split", NULL
};
const char *const precision_words[] = { "double", "single", NULL };
const char *const coupling_mode_words[] = { "frozen", "per_stage", NULL };

void model_add_input(struct experiment *e, struct input input, struct arena *a)
{
    int hash = (int)(name_hash(input.name, strlen(input.name)) >> 1);
    input.older = map_get(&e->input_of, hash);
    for (int i = input.older; i >= 0; i = e->inputs[i].older)
        if (!strcmp(e->inputs[i].name, input.name) && e->inputs[i].src == input.src)
            return;
    map_put(&e->input_of, hash, e->input_count, a);
    *ARENA_PUSH(a, e->inputs, e->input_count) = input;
}

static void print_time(struct text *out, const char *word, double time, int in_steps)
{
    char digits[32];
    text_print(out, " %s %s%s", word, number_shortest(digits, time, 0), in_steps ? "" : " ms");
}

void model_print_sampling(const struct sampling *when, struct text *out)
{
    if (when->every > 0)
        print_time(out, "every", when->every, when->in_steps);
    if (when->from > 0)
        print_time(out, "from", when->from, when->in_steps);
    if (isfinite(when->to))
        print_time(out, "to", when->to, when->in_steps);
}

double model_inside(const struct quantity *q, double x)
{
    return scale_take(unit_inside(q->unit), x, 0);
}

const char *model_observe_text(const struct observe *o, struct arena *a)
{
    struct text out = { 0 };
    term_print(o->value, &out);
    model_print_sampling(&o->when, &out);
    const char *text = arena_copy(a, text_string(&out), out.len);
    text_free(&out);
    return text;
}

int model_is_column(const struct observe *o, const struct exploration *x)
{
    return o->value && !o->is_series && (!o->owner || o->owner == x);
}

/* Steps whose time is at most [time], as times are compared (docs/numbers.md). */
static long steps_until(double time, double dt, long all)
{
    if (!(time/dt < (double)all))
        return all;
    return number_steps_within(time, dt);
}

double model_step(const struct experiment *e, const struct exploration *x)
{
    return x->row_step > 0 ? x->row_step : model_quantity(e, x, e->simulate.dt)->value;
}

struct samples model_window(const struct experiment *e, const struct exploration *x, const struct sampling *when)
{
    double dt = model_step(e, x);
    long all = number_steps(e->simulate.duration, dt);
    if (when->is_one)
        return (struct samples){ 1, number_steps_within(when->one, dt) - 1, 1 };
    long every = when->every > 0 ? number_steps(when->every, dt) : 1;
    long before = steps_until(when->from, dt, all)/every, upto = steps_until(when->to, dt, all)/every;
    return (struct samples){ every, before*every, upto > before ? upto - before : 0 };
}

const char *model_reduction_formula(const char *name)
{
    static const struct { const char *name, *formula; } made[] = {
#define REDUCTION(id, name, over, tally, finish, unit, text)
#define REDUCTION_OF(name, formula, text) { #name, formula },
#include "reduction.def"
#undef REDUCTION
        { NULL, NULL }
    };
    int i = 0;
    while (made[i].name && strcmp(made[i].name, name) != 0)
        i++;
    return made[i].formula;
}

/* What the columns of reduction.def say. */
enum { ALL, TIME, TRIAL };
enum { SAME, SQUARE };
static const struct { unsigned char over, unit; } reductions[] = {
#define REDUCTION(id, name, over, tally, finish, unit, text) [REDUCE_##id] = { over, unit },
#include "reduction.def"
#undef REDUCTION
};

int model_keeps_nodes(enum reduction kind)
{
    return reductions[kind].over == TIME;
}

int model_wants_trials(enum reduction kind)
{
    return reductions[kind].over == TRIAL;
}

int model_keeps_unit(enum reduction kind)
{
    return reductions[kind].unit == SAME;
}

/* [given]: arguments are. */
static int is_fixed(const struct experiment *e, const struct term *t, int given)
{
    if (t->kind == TERM_REF)
        return t->ref == REF_PARAM || t->ref == REF_QUANTITY || (t->ref == REF_ARGUMENT && given)
            || (t->ref == REF_LET && e->fixed_lets && e->fixed_lets[t->index]);
    if (t->kind != TERM_NUMBER && t->kind != TERM_OP && t->kind != TERM_CALL && t->kind != TERM_TABLE && t->kind != TERM_APPLY)
        return 0;
    for (int i = 0; i < t->count; i++)
        if (!is_fixed(e, t->args[i], given))
            return 0;
    return t->kind != TERM_APPLY || is_fixed(e, e->model->functions[t->index].value, 1);
}

int model_is_fixed(const struct experiment *e, const struct term *t)
{
    return is_fixed(e, t, 0);
}

int model_axis(const struct exploration *x, int quantity)
{
    return map_get(&x->axis_of, quantity);
}

const struct setting *model_setting(const struct exploration *x, int quantity)
{
    int i = map_get(&x->setting_of, quantity);
    return i < 0 ? NULL : &x->settings[i];
}

void model_add_axis(struct exploration *x, struct axis_decl axis, struct arena *a)
{
    map_put(&x->axis_of, axis.quantity, x->axis_count, a);
    *ARENA_PUSH(a, x->axes, x->axis_count) = axis;
}

void model_add_setting(struct exploration *x, struct setting setting, struct arena *a)
{
    map_put(&x->setting_of, setting.index, x->setting_count, a);
    *ARENA_PUSH(a, x->settings, x->setting_count) = setting;
}

const struct quantity *model_quantity(const struct experiment *e, const struct exploration *x,
                                      int index)
{
    const struct setting *own = model_setting(x, index);
    int follow = own ? -1 : map_get(&x->follow_of, index);
    return own ? &own->value : follow >= 0 ? &x->follows[follow].value : &e->quantities[index];
}

const struct term *model_formula(const struct experiment *e, const struct exploration *x, int index)
{
    const struct quantity *q = model_quantity(e, x, index);
    return q->given || model_axis(x, index) >= 0 ? NULL : q->formula;
}

const struct param *model_params(const struct experiment *e, const struct quantity *q)
{
    switch (q->kind) {
    case QUANTITY_DYNAMICS: case QUANTITY_INITIAL: return e->model->params;
    case QUANTITY_COUPLING: return e->couplings[q->index].params;
    case QUANTITY_STIMULUS: return e->stimuli[q->index].params;
    case QUANTITY_NOISE_PARAM: return e->noises[q->index].params;
    case QUANTITY_OBSERVER: case QUANTITY_OBSERVED: return e->observers[q->index].model->params;
    default:                return NULL;
    }
}

int model_is_observing(const struct quantity *q)
{
    return q->kind == QUANTITY_OBSERVER || q->kind == QUANTITY_OBSERVED;
}

const struct model *model_behind(const struct experiment *e, const struct quantity *q)
{
    return model_is_observing(q) ? e->observers[q->index].model : e->model;
}

struct experiment model_of_observer(const struct experiment *e, const struct observer *o, struct arena *a)
{
    struct experiment view = *e;
    view.model = o->model;
    view.fixed_lets = o->fixed_lets;
    view.coupling_count = view.noise_count = view.history_count = view.stimulus_count = view.observe_count = 0;
    view.derived = ARENA_ARRAY(a, int, e->derived_count + 1);
    view.derived_count = 0;
    for (int i = 0; i < e->derived_count; i++) {
        const struct quantity *q = &e->quantities[e->derived[i]];
        if (model_is_observing(q) && e->observers[q->index].model->params == o->model->params)
            view.derived[view.derived_count++] = e->derived[i];
    }
    return view;
}

const char *model_noise_text(const struct noise *z, struct arena *a)
{
    return z->name ? arena_print(a, "noise '%s'", z->name) : "noise";
}

int model_noise_varies(const struct exploration *x, const struct noise *z)
{
    return x->trials > 0 || model_axis(x, z->key) >= 0;
}

int model_is_moved(const struct exploration *x, int quantity)
{
    return map_get(&x->moved, quantity) >= 0;
}

const struct random_law *model_draw(const struct experiment *e, const struct exploration *x, int state)
{
    const struct draw *own = x->draws ? x->draws[state] : NULL;
    const struct draw *draw = own ? own : e->model->states[state].draw;
    return draw ? &draw->law : NULL;
}

const double *model_numbers(const struct quantity *q, long nodes, long *count)
{
    *count = q->sparse ? q->sparse->row[nodes] : q->values ? q->value_count : 0;
    return q->sparse ? q->sparse->values : q->values;
}

double model_pair(const struct quantity *q, long nodes, int i, int j)
{
    return q->sparse ? matrix_element(q->sparse, nodes, i, j) : q->values[i*nodes + j];
}

int model_is_matrix(const struct quantity *q)
{
    return q->kind == QUANTITY_WEIGHTS || q->kind == QUANTITY_LENGTHS || q->kind == QUANTITY_DELAYS || (q->per_edge && (q->values || q->sparse));
}

int model_row(const struct quantity *q)
{
    return q->per_edge && q->values ? (int)lround(sqrt(q->value_count)) : q->matrix || q->each_node ? q->modes : 0;
}

const char *model_comma(int row, int i)
{
    return !i ? row ? "[[" : "[" : row && i % row == 0 ? "], [" : ", ";
}

const char *model_close(int row)
{
    return row ? "]]" : "]";
}

static const char *numbered(const char *name, int i, int count, struct arena *a)
{
    return count == 1 ? name : arena_print(a, "%s%d", name, i + 1);
}

const char *model_pre_name(const struct coupling *c, int i, struct arena *a)
{
    return numbered("pre", i, c->pre_count, a);
}

const char *model_sum_name(const struct coupling *c, int i, struct arena *a)
{
    return numbered("sum", i, c->pre_count, a);
}

const char *model_post_name(const struct coupling *c, int i, struct arena *a)
{
    return c->output_count ? c->outputs[i] : numbered("post", i, c->post_count, a);
}

int model_output(const struct coupling *c, int i)
{
    return c->post_count == 1 ? 0 : i;
}
