/* check_units.c -- dimensions through all that is written, and what results are shown in.
 *
 * The kernel counts in one coherent system (model/unit.def), so an expression means what it
 * says whatever units its parts are declared in, if their dimensions fit. That is judged here,
 * when all else is sound: a misfit is a warning, under `units strict` an error, and what
 * it stands in is of no known dimension any more. What has no unit is of unknown dimension,
 * which fits all; under `units strict` it is a pure number. A bare number is a pure number
 * but for 0, inf and nan, which fit all. So a model without units has nothing to be told.
 */
#include "units.h"
#include <string.h>
#include "model/formula.h"

/* ----------------------------------------------------------------------- parts -- */

/* Whether the time has a unit where these stand: a pure number is no sign of that. */
static int says_something(const char *unit)
{
    struct known k = units_declared(unit, 0);
    return k.is == KNOWN && !dimension_is_number(k.of);
}

static int model_is_timed(const struct model *m, const struct quantity *params, int count)
{
    int timed = 0;
    for (int i = 0; i < count; i++)
        timed |= says_something(params[i].unit);
    for (int i = 0; i < m->state_count; i++)
        timed |= says_something(m->states[i].unit);
    for (int i = 0; i < m->input_count; i++)
        timed |= says_something(m->inputs[i].unit);
    return timed;
}

static void judge_let(struct units *u, const struct let *y, struct known *out)
{
    struct known want = units_declared(y->unit, 0);
    *out = y->value ? units_walk(u, y->value) : units_unknown;
    if (!units_differ(*out, want)) {
        *out = units_joined(*out, want);
        return;
    }
    units_wants(u, y->value, want, y->at, arena_print(u->c->arena, "'%s' is declared in [%s]", y->name, y->unit));
    *out = want;
}

/* A value that is declared in [unit] and follows from [t]. The kernel has it as the formula gives it. */
static void judge_formula(struct units *u, const struct term *t, const char *name, const char *unit, struct span at)
{
    if (!t)
        return;
    struct known has = units_walk(u, t), want = units_declared(unit, 0);
    const char *text = term_text(u->c->arena, t, MOST_QUOTED);
    if (has.is == UNKNOWN && want.is == KNOWN && !scale_is_one(unit_inside(unit)))
        units_report(u, at, arena_print(u->c->arena, "'%s' is declared in [%s], and '%s' in nothing, so that it counts in [%s]; declare units "
                     "of what it follows from, or [%s]", name, unit, text, dimension_unit(want.of, u->c->arena), dimension_unit(want.of, u->c->arena)));
    else
        units_wants(u, t, want, at, arena_print(u->c->arena, "'%s' is declared in [%s]", name, unit ? unit : ""));
}

/* Of the quantities of an experiment. */
static void judge_formulas(struct units *u, const struct param *params, int count)
{
    const struct quantity *all = u->c->e->quantities;
    for (int i = 0; i < count; i++)
        judge_formula(u, all[params[i].quantity].formula, params[i].name, all[params[i].quantity].unit, all[params[i].quantity].at);
}

const char *units_of_formula(struct check *c, const struct term *t, const struct formula_names *names)
{
    struct diags quiet = { .arena = c->arena };
    struct check view = *c;
    struct units u = { .c = &view, .model = names->model, .params = names->params, .own = names->own,
                       .strict = c->e->strict || (names->model && names->model->strict) };
    view.diags = &quiet;
    struct known k = units_walk(&u, t);
    if (t->kind == TERM_REF && t->ref == REF_PARAM)
        return names->params ? names->params[t->index].unit : c->e->quantities[names->own[t->index].quantity].unit;
    if (t->kind == TERM_REF && t->ref == REF_QUANTITY)
        return c->e->quantities[t->index].unit;
    return k.is == KNOWN && !dimension_is_number(k.of) ? dimension_unit(k.of, c->arena) : NULL;
}

static void judge_rate(struct units *u, const struct state *y)
{
    struct known want = units_product(units_declared(y->unit, u->strict), units_time(u), -WHOLE);
    const char *what = u->model->is_map ? "next value" : "derivative";
    if (u->timed)
        units_wants_rate(u, y, want, arena_print(u->c->arena, "the %s of '%s' is %s", what, y->name, units_spoken(u, want)));
    else if (y->rate)
        units_walk(u, y->rate);
    struct known said = units_declared(y->rate_unit, 0);
    if (y->rate_unit && y->rate)
        units_wants(u, y->rate, said, y->rate_at, arena_print(u->c->arena, "%s%s is declared in [%s]", y->name,
                                                               u->model->is_map ? "+" : "'", y->rate_unit));
}

/* What a value in the kernel's unit is shown in: [unit], which is said of it, or the coherent unit. */
static struct display displayed_in(const struct units *u, const char *unit, struct known k)
{
    struct unit said;
    if (!unit)
        return (struct display){ .unit = k.is == KNOWN && u->timed && !dimension_is_number(k.of) ? dimension_unit(k.of, u->c->arena) : NULL };
    if (!unit_read(unit, &said) || !u->timed || units_differ(k, units_dimension(said.dimension)))
        return (struct display){ .unit = unit };
    return (struct display){ unit, scale_back(said.scale) };
}

/* The dimensions of the derived quantities of a model, which is [d]'s. */
static struct known *judge_model(struct check *c, const struct definition *d)
{
    struct model *m = d->model;
    struct known *lets = ARENA_ARRAY(c->arena, struct known, m->let_count + 1);
    struct units u = { .c = c, .model = m, .params = d->params, .strict = c->e->strict || m->strict, .lets = lets };
    u.timed = u.strict || model_is_timed(m, d->params, d->param_count);
    for (int i = 0; i < d->param_count; i++)
        judge_formula(&u, d->params[i].formula, d->params[i].name, d->params[i].unit, d->params[i].at);
    for (int i = 0; i < m->state_count; i++)
        judge_formula(&u, m->states[i].start, m->states[i].name, m->states[i].unit, m->states[i].at);
    for (int i = 0; i < m->let_count; i++)
        judge_let(&u, &m->lets[i], &lets[i]);
    for (int i = 0; i < m->let_count; i++)
        m->lets[i].display = displayed_in(&u, m->lets[i].unit, lets[i]);
    for (int i = 0; i < m->state_count; i++)
        judge_rate(&u, &m->states[i]);
    for (int i = 0; i < m->function_count; i++)         /* of arguments that may be anything */
        if (m->functions[i].value)
            units_walk(&u, m->functions[i].value);
    return lets;
}

/* What an experiment reads of its model. */
static struct units in_experiment(struct check *c, struct known *lets)
{
    const struct experiment *e = c->e;
    struct units u = { .c = c, .model = e->model, .strict = e->strict || (e->model && e->model->strict), .lets = lets };
    u.own = e->model ? e->model->params : NULL;
    for (int i = 0; i < e->quantity_count; i++)
        u.timed |= e->quantities[i].kind != QUANTITY_DT && says_something(e->quantities[i].unit);
    return u;
}

static void judge_coupling(struct check *c, struct units u, const struct coupling *k)
{
    if (!k->pre || !k->post || !k->source_states)
        return;
    struct known *sums = ARENA_ARRAY(c->arena, struct known, k->pre_count);
    u.own = k->params;
    u.coupling = k;
    u.strict = c->e->strict;
    judge_formulas(&u, k->params, k->param_count);
    for (int i = 0; i < k->pre_count; i++)
        sums[i] = units_walk(&u, k->pre[i]);
    u.sums = sums;
    for (int i = 0; i < k->input_count; i++) {
        const struct model_input *in = k->inputs[i] >= 0 ? &u.model->inputs[k->inputs[i]] : NULL;
        if (in)
            units_wants(&u, k->post[model_output(k, i)], units_declared(in->unit, 0), k->at,
                        arena_print(c->arena, "input '%s' is declared in [%s]", in->name, in->unit ? in->unit : ""));
    }
}

/* Of what a state is changed by in a step, a root of the time; to the power of [times]. */
static struct known noise_wants(const struct units *u, const struct state *y, int times)
{
    struct known root = units_dimension(dimension_times(dimension_of_number, units_time(u).of, WHOLE/2));
    return units_product(units_dimension(dimension_of_number), units_product(units_declared(y->unit, u->strict), root, -WHOLE), times*WHOLE);
}

/* The strength on one state; whether that was a fault. */
static int judge_strength(const struct units *u, const struct noise *z, int number)
{
    struct check *c = u->c;
    const struct state *y = &u->model->states[z->states[number]];
    const struct quantity *q = &c->e->quantities[z->strengths[number]];
    struct known want = noise_wants(u, y, z->is_nsig ? 2 : 1), has = units_declared(q->unit, u->strict);
    int silent = !q->unit && !u->strict && scale_is_one(unit_inside(y->unit));
    if (want.is != KNOWN || silent || (q->unit && !units_differ(has, want)) || (u->strict && !units_differ(has, want)))
        return 0;
    const char *unit = dimension_unit(want.of, c->arena);
    if (q->unit)
        units_report(u, z->at, arena_print(c->arena, "%s is %s, and noise on '%s' wants [%s]", q->path, units_spoken(u, has), y->name, unit));
    else
        units_report(u, z->at, arena_print(c->arena, "%s has no unit, and '%s' is in [%s]; write %s = %s [%s]", q->path, y->name, y->unit,
                                           q->name, number_text(c, q->value), unit));
    return 1;
}

/* One over what the state is in. */
static void judge_scaling(const struct units *u, const struct noise *z)
{
    struct check *c = u->c;
    const struct quantity *q = &c->e->quantities[z->scaling];
    for (int i = 0; i < z->state_count; i++) {
        const struct state *y = &u->model->states[z->states[i]];
        struct known want = units_product(units_dimension(dimension_of_number), units_declared(y->unit, u->strict), -WHOLE);
        struct known has = units_declared(q->unit, u->strict);
        if ((!q->unit && !u->strict && scale_is_one(unit_inside(y->unit))) || want.is != KNOWN || has.is != KNOWN || !units_differ(has, want))
            continue;
        units_report(u, z->at, arena_print(c->arena, "%s is %s, and '%s' wants [%s]", q->path, units_spoken(u, has), y->name,
                                           dimension_unit(want.of, c->arena)));
        return;
    }
}

static void judge_gain(struct units u, const struct noise *z)
{
    struct check *c = u.c;
    u.own = z->params;
    u.lets = NULL;
    for (int i = 0; i < z->state_count; i++) {
        const struct state *y = &u.model->states[z->states[i]];
        int errors = c->diags->errors + c->diags->warnings;
        struct known want = noise_wants(&u, y, 1);
        units_wants(&u, z->gain, want, z->at, arena_print(c->arena, "the noise on '%s' is %s", y->name, units_spoken(&u, want)));
        if (c->diags->errors + c->diags->warnings > errors)
            return;
    }
}

static void judge_noise(struct check *c, const struct units *u)
{
    for (int i = 0; u->timed && i < c->e->noise_count; i++) {
        const struct noise *z = &c->e->noises[i];
        int bad = 0;
        for (int k = 0; z->strengths && k < z->state_count && !bad; k++)
            bad = judge_strength(u, z, k);
        if (z->scaling >= 0)
            judge_scaling(u, z);
        if (z->gain)
            judge_gain(*u, z);
    }
}

static void judge_history(struct check *c, struct units u, const struct history *h)
{
    const struct state *y = &u.model->states[h->state];
    struct known want = units_declared(y->unit, u.strict);
    u.lets = NULL;
    if (h->value)
        units_wants(&u, h->value, want, h->at, arena_print(c->arena, "the history of '%s' is %s", y->name, units_spoken(&u, want)));
}

static void judge_stimulus(struct check *c, struct units u, const struct stimulus *s)
{
    struct known time = units_time(&u);
    u.own = s->params;
    u.lets = NULL;
    judge_formulas(&u, s->params, s->param_count);
    for (int i = 0; s->value && u.timed && i < s->state_count; i++) {
        const struct state *y = &u.model->states[s->states[i]];
        int errors = c->diags->errors + c->diags->warnings;
        struct known want = units_product(units_declared(y->unit, u.strict), time, -WHOLE);
        units_wants(&u, s->value, want, s->at, arena_print(c->arena, "the stimulus on '%s' is %s", y->name, units_spoken(&u, want)));
        if (c->diags->errors + c->diags->warnings > errors)
            return;
    }
    int judged = s->state_count;
    for (int i = 0; s->value && i < s->input_count; i++) {
        const struct model_input *in = &u.model->inputs[s->inputs[i]];
        if (in->unit)
            units_wants(&u, s->value, units_declared(in->unit, 0), s->at, arena_print(c->arena, "input '%s' is declared in [%s]", in->name, in->unit));
        judged |= in->unit != NULL;
    }
    if (s->value && !judged)
        units_walk(&u, s->value);
}

/* ------------------------------------------------------------------------ results -- */

static void show_observe(struct units *u, int index)
{
    struct check *c = u->c;
    struct observe *o = &c->e->observes[index];
    struct known k = o->value ? units_walk(u, o->value) : units_unknown, said = units_declared(o->unit, 0);
    if (o->value && u->timed && o->unit)
        units_wants(u, o->value, said, o->at, arena_print(c->arena, "'%s' is declared in [%s]", o->name, o->unit));
    o->display = displayed_in(u, o->unit ? o->unit : o->value ? o->value->type.unit : NULL, k);
    c->observed_units[index] = k;
}

/* What the definition of an observer says of what it shows. */
static void note_observers(struct check *c, const struct definition *d, const struct known *lets)
{
    const struct experiment *e = c->e;
    for (int i = 0; i < e->observer_count; i++)
        if (e->observers[i].model->lets == d->model->lets && d->model->out >= 0)
            c->observer_units[i] = lets[d->model->out];
}

static void show_recording(struct units *u, struct recording *r)
{
    r->display = ARENA_ARRAY(u->c->arena, struct display, r->count + 1);
    for (int i = 0; i < r->count; i++)
        r->display[i] = r->of ? r->of->display : displayed_in(u, r->values[i]->type.unit, units_walk(u, r->values[i]));
}

static const char *const modes[] = { "strict", NULL };

void check_units_word(struct check *c, const struct ast_stmt *body, int *strict)
{
    for (const struct ast_stmt *s = body; s; s = s->next) {
        if (s->kind != AST_UNITS)
            continue;
        if (name_one_of(s->name, modes) < 0)
            diag_error(c->diags, s->name_at, "units are 'strict' or not spoken of, got '%s'; write units strict", s->name);
        *strict = 1;
    }
}

void check_units(struct check *c)
{
    struct experiment *e = c->e;
    struct known *lets = NULL;
    c->observed_units = ARENA_ARRAY(c->arena, struct known, e->observe_count + 1);
    c->observer_units = ARENA_ARRAY(c->arena, struct known, e->observer_count + 1);
    int errors = c->diags->errors;
    for (const struct definition *d = c->definitions; d; d = d->next)
        if (d->model && !d->failed && (!errors || e->strict || d->model->strict)) {
            struct known *own = judge_model(c, d);
            lets = d == c->dynamics ? own : lets;
            note_observers(c, d, own);
        }
    if (errors)
        return;
    struct units u = in_experiment(c, lets);
    for (int i = 0; u.model && i < e->coupling_count; i++)
        judge_coupling(c, u, &e->couplings[i]);
    if (u.model) {
        judge_noise(c, &u);
        for (int i = 0; i < e->stimulus_count; i++)
            judge_stimulus(c, u, &e->stimuli[i]);
        for (int i = 0; i < e->history_count; i++)
            judge_history(c, u, &e->histories[i]);
    }
    for (int i = 0; i < e->quantity_count; i++)
        if (e->quantities[i].kind == QUANTITY_PARAM)
            judge_formula(&u, e->quantities[i].formula, e->quantities[i].name, e->quantities[i].unit, e->quantities[i].at);
    for (int i = 0; i < e->observe_count; i++)
        show_observe(&u, i);
    for (int i = 0; i < e->recording_count; i++)
        show_recording(&u, &e->recordings[i]);
}
