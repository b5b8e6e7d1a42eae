/* check_simulate.c -- scheme, time step, duration.
 *
 * Times are kept in ms, of a map in steps. Their values are judged after all settings, those of
 * the command line included, so that a step set to nothing is reported where it
 * was set.
 */
#include <math.h>
#include <string.h>
#include "base/number.h"
#include "checker.h"

static enum scheme find_scheme(struct check *c, const struct ast_stmt *s)
{
    int at = name_one_of(s->name, scheme_names);
    if (at >= 0)
        return (enum scheme)at;
    struct offer o;
    offer_start(&o, s->name);
    for (int i = 0; scheme_names[i]; i++)
        offer_add(&o, scheme_names[i]);
    diag_error(c->diags, s->name_at, "unknown scheme '%s'%s", s->name,
               offer_end(c, &o, "there are"));
    return SCHEME_heun;
}

const char *simulate_example(struct arena *a, enum scheme scheme, const char *duration)
{
    return scheme == SCHEME_map ? "simulate map with steps = 1000"
         : arena_print(a, "simulate %s with dt = 0.1 ms, duration = %s", scheme_names[scheme], duration);
}

static int has_equations(const struct model *m)
{
    int i = 0;
    while (i < m->state_count && !m->states[i].rate_at.src)
        i++;
    return i < m->state_count;
}

/* Whether the scheme is one for such a model; else it counts as one. */
static int fits_model(struct check *c, const struct ast_stmt *s, const struct model *m)
{
    struct simulate *sim = &c->e->simulate;
    if (!m || !has_equations(m) || m->is_map == (sim->scheme == SCHEME_map))
        return 1;
    diag_error(c->diags, s->name_at, m->is_map ? "%s is a map, and '%s' takes rates; write: %s"
               : "%s has rates, and '%s' takes one that says the next state (%s+ = ...); write: %s", m->name, s->name,
               m->is_map ? simulate_example(c->arena, SCHEME_map, "") : m->state_count ? m->states[0].name : "x",
               simulate_example(c->arena, SCHEME_heun, "1 s"));
    sim->scheme = m->is_map ? SCHEME_map : SCHEME_heun;
    return 0;
}

static void set_coupling_mode(struct check *c, const struct ast_expr *a)
{
    const struct ast_expr *mode = a->first;
    int at = mode->op == AST_NAME ? name_one_of(mode->name, coupling_mode_words) : -1;
    if (at >= 0) {
        c->e->simulate.per_stage = at;
        return;
    }
    struct offer o;
    offer_start(&o, mode->op == AST_NAME ? mode->name : "");
    for (int i = 0; coupling_mode_words[i]; i++)
        offer_add(&o, coupling_mode_words[i]);
    diag_error(c->diags, mode->at, "coupling is per_stage or frozen, got '%s'%s",
               expr_text(c, mode), nearest_best(&o.near) ? offer_end(c, &o, "") : "");
    text_free(&o.list);
}

static void set_dt(struct check *c, const struct ast_expr *a)
{
    quantity_set(c, c->e->simulate.dt, a->first);
}

/* A value that is no time is reported here and left infinite. */
static void set_duration(struct check *c, const struct ast_expr *a)
{
    double *duration = &c->e->simulate.duration;
    c->e->simulate.steps = 0;
    if (!const_value(c, a->first, "ms", duration))
        *duration = INFINITY;
    else if (isinf(*duration))
        diag_error(c->diags, a->first->at, "duration must be finite, got %s",
                   number_text(c, *duration));
    c->duration_at = a->first->at;
}

/* The duration is theirs when the time step is known; of a map its steps. */
static void set_steps(struct check *c, const struct ast_expr *a)
{
    struct simulate *sim = &c->e->simulate;
    long steps = 0;
    sim->duration = INFINITY;
    sim->steps = const_whole(c, a->first, "steps", 1, &steps) ? steps : 0;
    c->duration_at = a->first->at;
}

static void set_transient(struct check *c, const struct ast_expr *a)
{
    double *transient = &c->e->simulate.transient;
    long steps = 0;
    if (c->e->simulate.is_map) {
        *transient = const_whole(c, a->first, "the transient of a map", 0, &steps) ? (double)steps : 0;
        return;
    }
    if (!const_value(c, a->first, "ms", transient))
        *transient = 0;
    if (*transient >= 0 && isfinite(*transient))
        return;
    diag_error(c->diags, a->first->at, "transient must be 0 or more, got %s",
               number_text(c, *transient));
    *transient = 0;
}

static void set_settle(struct check *c, const struct ast_expr *a)
{
    double *settle = &c->e->simulate.settle;
    c->settle_at = a->first->at;
    if (!time_value(c, a->first, settle))
        *settle = 0;
    if (*settle >= 0 && isfinite(*settle))
        return;
    diag_error(c->diags, a->first->at, "a time to settle must be 0 or more, got %s", number_text(c, *settle));
    *settle = 0;
}

enum { DT, DURATION, STEPS };               /* the first of them */

static const struct {
    const char *name;
    void (*set)(struct check *c, const struct ast_expr *a);
    int of_map;                             /* a map has it, too */
} settings[] = {
    { "dt", set_dt, 0 }, { "duration", set_duration, 0 }, { "steps", set_steps, 1 }, { "transient", set_transient, 1 },
    { "coupling", set_coupling_mode, 1 }, { "settle", set_settle, 1 }
};

static int find_setting(const char *name)
{
    int i = (int)(sizeof settings/sizeof *settings) - 1;
    while (i >= 0 && strcmp(settings[i].name, name))
        i--;
    return i;
}

static void unknown_setting(struct check *c, const struct ast_expr *a)
{
    struct offer o;
    offer_start(&o, a->name);
    for (size_t k = 0; k < sizeof settings/sizeof *settings; k++)
        if ((settings[k].of_map || !c->e->simulate.is_map) && settings[k].set != set_settle)
            offer_add(&o, settings[k].name);
    diag_error(c->diags, a->at, "unknown setting '%s'%s", a->name, offer_end(c, &o, "there are"));
}

static int is_of_flow(struct check *c, int setting, const struct ast_expr *a)
{
    if (!c->e->simulate.is_map || settings[setting].of_map)
        return 0;
    diag_error(c->diags, a->at, "a map has no '%s'; its time counts steps: %s", settings[setting].name,
               simulate_example(c->arena, SCHEME_map, ""));
    return 1;
}

/* Which of the settings that there have to be is missing, by bits of those that are [seen]. */
static const char *missing(unsigned seen, int is_map)
{
    int ends = seen & (1u << DURATION | 1u << STEPS) ? 1 : 0, dt = seen & 1u << DT ? 1 : 0;
    return is_map ? ends ? NULL : "'steps'" : ends && dt ? NULL : ends ? "'dt'" : dt ? "'duration'" : "'dt' and 'duration'";
}

/* A setting nobody knows may be meant for one that is missing. */
static void apply_settings(struct check *c, const struct ast_stmt *s)
{
    const struct ast_clause *with = ast_find_clause(s, CLAUSE_WITH);
    unsigned seen = 0;
    int unknown = 0;
    for (const struct ast_expr *a = with ? with->args : NULL; a; a = a->next) {
        int i = find_setting(a->name);
        if (i >= 0 && seen & 1u << i) {
            diag_error(c->diags, a->at, "'%s' is set twice", a->name);
        } else if (i >= 0 && settings[i].set == set_settle) {
            diag_error(c->diags, a->at, "'settle' is a line of its own: settle %s", expr_text(c, a->first));
        } else if (i >= 0 && is_of_flow(c, i, a)) {
            unknown = 1;
        } else if ((i == STEPS && seen & 1u << DURATION) || (i == DURATION && seen & 1u << STEPS)) {
            diag_error(c->diags, a->at, "'steps' and 'duration' both say where it ends; leave one of them out");
        } else if (i >= 0) {
            seen |= 1u << i;
            settings[i].set(c, a);
        } else {
            unknown_setting(c, a);
            unknown = 1;
        }
    }
    for (int i = DT; i <= STEPS; i++)
        if (unknown || name_is_broken(c, settings[i].name))
            seen |= 1u << i;
    const char *what = missing(seen, c->e->simulate.is_map);
    if (what)
        diag_error(c->diags, s->at, "simulate needs %s; write: %s", what, simulate_example(c->arena, c->e->simulate.scheme, "1 s"));
}

int simulate_set(struct check *c, const char *name, const struct ast_expr *assign)
{
    static const char prefix[] = "simulate.";
    if (!strncmp(name, prefix, sizeof prefix - 1))
        name += sizeof prefix - 1;
    int i = find_setting(name);
    if (i <= DT || !c->e->simulate.present)     /* dt is a quantity */
        return 0;
    if (!is_of_flow(c, i, assign))
        settings[i].set(c, assign);
    return 1;
}

void check_simulate(struct check *c)
{
    struct simulate *sim = &c->e->simulate;
    const struct ast_stmt *s = c->simulate;
    sim->dt = -1;
    sim->unit = "ms";
    sim->per_stage = 1;
    if (!s)
        return;
    sim->present = 1;
    sim->at = s->at;
    sim->scheme = find_scheme(c, s);
    int fits = fits_model(c, s, c->e->model);
    sim->is_map = sim->scheme == SCHEME_map;
    sim->unit = sim->is_map ? "steps" : "ms";
    sim->dt = quantity_add(c, (struct quantity){
        .kind = QUANTITY_DT, .path = "simulate.dt", .name = "dt", .at = s->at, .unit = sim->is_map ? NULL : "ms",
        .doc = "time step", .value = sim->is_map ? 1 : INFINITY, .lo = 0, .hi = INFINITY, .is_hidden = sim->is_map
    });
    sim->duration = INFINITY;
    c->duration_at = s->at;
    if (fits)
        apply_settings(c, s);
    if (!c->e->model && !c->blind)
        diag_error(c->diags, s->at, "there is nothing to simulate: no model; write: use MODEL");
    c->blind |= !c->e->model;
}

static void judge_times(struct check *c, const struct simulate *sim)
{
    const struct quantity *q = &c->e->quantities[sim->dt];
    double dt = q->value, duration = sim->duration;
    int known = isfinite(dt) && isfinite(duration);
    if (isnan(dt))
        diag_error(c->diags, q->value_at, "dt must be a positive number, got nan");
    else if (dt <= 0 && isfinite(dt))
        diag_error(c->diags, q->value_at, "dt must be positive, got %s ms", number_text(c, dt));
    else if (isnan(duration))
        diag_error(c->diags, c->duration_at, "duration must be a positive number, got nan");
    else if (duration <= 0 && isfinite(duration))
        diag_error(c->diags, c->duration_at, "duration must be positive, got %s ms",
                   number_text(c, duration));
    else if (known && !takes_a_step(duration, dt))
        diag_error(c->diags, c->duration_at, "duration (%s ms) is shorter than one step (%s ms)",
                   number_text(c, duration), number_text(c, dt));
    else if (known && (duration + sim->transient)/dt > NUMBER_WHOLE)
        diag_error(c->diags, c->duration_at, "%.3g steps are too many to take",
                   (duration + sim->transient)/dt);
}

int time_value(struct check *c, const struct ast_expr *e, double *out)
{
    const char *unit = c->e->simulate.is_map ? unit_within(e) : NULL;
    if (unit)
        diag_error(c->diags, e->at, "a map counts steps, which have no unit; write a whole number without [%s]", unit);
    else if (!const_value(c, e, c->e->simulate.is_map ? NULL : "ms", out))
        return 0;
    else if (!c->e->simulate.is_map || *out == floor(*out) || isnan(*out))
        return 1;
    else
        diag_error(c->diags, e->at, "a map has whole steps, got %s", number_text(c, *out));
    return 0;
}

const char *time_text(struct check *c, double time)
{
    return arena_print(c->arena, "%s%s", number_text(c, time), c->e->simulate.is_map ? "" : " ms");
}

/* [INFINITY] stands for a value that was reported already or left out. */
void check_times(struct check *c)
{
    struct simulate *sim = &c->e->simulate;
    int errors = c->diags->errors;
    if (!sim->present)
        return;
    double dt = c->e->quantities[sim->dt].value;
    if (sim->steps && isfinite(dt))
        sim->duration = (double)sim->steps*dt;
    judge_times(c, sim);
    if (c->diags->errors > errors)
        sim->duration = INFINITY;
}
