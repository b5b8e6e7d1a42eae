/* check_simulate.c -- scheme, time step, duration.
 *
 * Times are kept in ms. Their values are judged after all settings, those of
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
    if (!const_value(c, a->first, "ms", duration))
        *duration = INFINITY;
    else if (isinf(*duration))
        diag_error(c->diags, a->first->at, "duration must be finite, got %s",
                   number_text(c, *duration));
    c->duration_at = a->first->at;
}

static void set_transient(struct check *c, const struct ast_expr *a)
{
    double *transient = &c->e->simulate.transient;
    if (!const_value(c, a->first, "ms", transient))
        *transient = 0;
    if (*transient >= 0 && isfinite(*transient))
        return;
    diag_error(c->diags, a->first->at, "transient must be 0 or more, got %s",
               number_text(c, *transient));
    *transient = 0;
}

static const struct {
    const char *name;
    void (*set)(struct check *c, const struct ast_expr *a);
} settings[] = {
    { "dt", set_dt }, { "duration", set_duration }, { "transient", set_transient },
    { "coupling", set_coupling_mode }
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
        offer_add(&o, settings[k].name);
    diag_error(c->diags, a->at, "unknown setting '%s'%s", a->name, offer_end(c, &o, "there are"));
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
        } else if (i >= 0) {
            seen |= 1u << i;
            settings[i].set(c, a);
        } else {
            unknown_setting(c, a);
            unknown = 1;
        }
    }
    for (int i = 0; i < 2; i++)
        if (unknown || name_is_broken(c, settings[i].name))
            seen |= 1u << i;
    if ((seen & 3) != 3)
        diag_error(c->diags, s->at, "simulate needs %s; write: simulate %s with dt = 0.1 ms, "
                   "duration = 1 s", seen & 1 ? "'duration'" : seen & 2 ? "'dt'"
                   : "'dt' and 'duration'", scheme_names[c->e->simulate.scheme]);
}

int simulate_set(struct check *c, const char *name, const struct ast_expr *assign)
{
    static const char prefix[] = "simulate.";
    if (!strncmp(name, prefix, sizeof prefix - 1))
        name += sizeof prefix - 1;
    int i = find_setting(name);
    if (i <= 0 || !c->e->simulate.present)      /* dt is a quantity */
        return 0;
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
    sim->dt = quantity_add(c, (struct quantity){
        .kind = QUANTITY_DT, .path = "simulate.dt", .name = "dt", .at = s->at, .unit = "ms",
        .doc = "time step", .value = INFINITY, .lo = 0, .hi = INFINITY
    });
    sim->duration = INFINITY;
    c->duration_at = s->at;
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

/* [INFINITY] stands for a value that was reported already or left out. */
void check_times(struct check *c)
{
    struct simulate *sim = &c->e->simulate;
    int errors = c->diags->errors;
    if (!sim->present)
        return;
    judge_times(c, sim);
    if (c->diags->errors > errors)
        sim->duration = INFINITY;
}
