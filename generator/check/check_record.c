/* check_record.c -- recordings: what becomes a series beside the table.
 *
 * A `record` line names states, watched quantities or observations. An observation that
 * varies over time and that no other line reads is recorded, too. How often is judged
 * for each exploration, since it may have a time step of its own.
 */
#include <math.h>
#include <string.h>
#include "base/number.h"
#include "checker.h"

/* -------------------------------------------------------------------- times -- */

/* The multiple of a step next to [every], to offer. */
static double nearest_multiple(double every, double dt)
{
    double k = nearbyint(every/dt);
    return (k < 1 ? 1 : k)*dt;
}

static int is_swept(struct check *c, const struct exploration *x, const struct recording *r)
{
    int axis = model_axis(x, c->e->simulate.dt);
    if (axis < 0 || (r->is_asked && x->row_step > 0))
        return 0;
    diag_error(c->diags, x->axes[axis].at, "'%s' is recorded, and series of different time steps do not fit into one "
               "array; record it in an exploration without simulate.dt%s", r->name,
               r->is_asked ? ", or look at one of its points: --point 0" : "");
    return 1;
}

static int is_on_grid(struct check *c, const struct sampling *when, double dt)
{
    if (when->every == 0 || number_steps(when->every, dt) == number_steps_within(when->every, dt))
        return 1;
    diag_error(c->diags, when->every_at, "every %s ms is no whole number of steps of %s ms; the next that is: every %.12g ms",
               number_text(c, when->every), number_text(c, dt), nearest_multiple(when->every, dt));
    return 0;
}

/* Why there is no sample. */
static const char *why_none(struct check *c, const struct sampling *when, double dt)
{
    double duration = c->e->simulate.duration, end = when->to < duration ? when->to : duration;
    if (when->from >= duration)
        return arena_print(c->arena, "the run ends at %s", time_text(c, duration));
    if (when->every == 0)
        return arena_print(c->arena, "no step of %s ends behind %s and up to %s", time_text(c, dt),
                           time_text(c, when->from), time_text(c, end));
    return arena_print(c->arena, "no multiple of %s lies behind %s and up to %s", time_text(c, when->every),
                       time_text(c, when->from), time_text(c, end));
}

static void judge_times(struct check *c, const struct exploration *x, const struct recording *r)
{
    double dt = model_step(c->e, x), duration = c->e->simulate.duration;
    if (!isfinite(dt) || !isfinite(duration) || is_swept(c, x, r))
        return;
    if (is_on_grid(c, &r->when, dt) && model_window(c->e, x, &r->when).count == 0)
        diag_error(c->diags, r->at, "'%s' has no sample: %s", r->name, why_none(c, &r->when, dt));
}

/* --------------------------------------------------------------- what is recorded -- */

/* The recording of this name that shares an exploration with [owner], or NULL. */
static struct recording *called(struct check *c, const struct exploration *owner, const char *name)
{
    const struct symbol *y = owner ? owned_find(c, &c->recorded, owner, name) : scope_find(&c->all_recorded, name);
    return y ? &c->e->recordings[y->index] : NULL;
}

/* Whether the values of a line can be one array: all over nodes, or none. */
static int fit(struct check *c, const struct ast_expr *name, const struct recording *r, const struct term *t)
{
    int over = t->type.over & OVER_NODE ? 1 : 0;
    if (t->type.at_end || !(t->type.over & OVER_TIME)) {
        diag_error(c->diags, name->at, "'%s' %s; only what varies over time is recorded", name->name,
                   t->type.at_end ? "is known at the end of a run" : "does not change while a run goes on");
        return 0;
    }
    if (r->count && t->type.of_trials != r->values[0]->type.of_trials) {
        diag_error(c->diags, name->at, "'%s' is %s, '%s' is not; give it a line of its own: record %s", name->name,
                   t->type.of_trials ? "made of all trials" : "of each trial", r->labels[0], name->name);
        return 0;
    }
    if (r->count && !(t->type.over & OVER_MODE) != !r->keeps_modes) {
        diag_error(c->diags, name->at, "'%s' is %s, '%s' is not; give it a line of its own: record %s", name->name,
                   r->keeps_modes ? "one number for all modes" : "of each mode", r->labels[0], name->name);
        return 0;
    }
    if (r->count && over != r->keeps_nodes) {
        diag_error(c->diags, name->at, "'%s' is %s, '%s' is not; give it a line of its own: record %s", name->name,
                   over ? "at each node" : "one number for all nodes", r->labels[0], name->name);
        return 0;
    }
    return 1;
}

static void add_value(struct check *c, struct recording *r, const char *label, const struct term *t)
{
    int labels = r->count;
    r->keeps_nodes = t->type.over & OVER_NODE ? 1 : 0;
    r->keeps_modes = t->type.over & OVER_MODE ? 1 : 0;
    *ARENA_PUSH(c->arena, r->labels, labels) = label;
    *ARENA_PUSH(c->arena, r->values, r->count) = t;
}

/* The command line has the last word on when and where something is sampled. */
static int ask_otherwise(struct recording *there, const struct recording *r)
{
    int same = r->is_asked && there->count == r->count;
    for (int i = 0; same && i < r->count; i++)
        same = !strcmp(there->labels[i], r->labels[i]);
    if (same) {
        there->when = r->when;
        there->values = r->values;
        there->keeps_nodes = r->keeps_nodes;
        there->keeps_modes = r->keeps_modes;
        there->at = r->at;
        there->is_asked = 1;
    }
    return same;
}

/* A name for what is recorded of another: of a node V_3. */
static const char *name_for(struct check *c, const struct recording *r)
{
    const struct term *t = r->values[0];
    const char *name = t->kind == TERM_AT ? arena_print(c->arena, "%s_%d", r->name, t->index) : arena_print(c->arena, "%s_2", r->name);
    while (called(c, r->owner, name) || owned_find(c, &c->observes, r->owner, name)
           || (c->dynamics && scope_find(&c->dynamics->scope, name)))
        name = arena_print(c->arena, "%s_", name);
    return name;
}

/* Of the same values at another node or at other times the line that gives them a name of their own. */
static const char *other_line(struct check *c, const struct recording *other, const struct recording *r)
{
    struct text mine = { 0 }, theirs = { 0 };
    term_print(r->values[0], &mine);
    model_print_sampling(&r->when, &mine);
    term_print(other->values[0], &theirs);
    model_print_sampling(&other->when, &theirs);
    const char *line = "";
    if (strcmp(text_string(&mine), text_string(&theirs)))
        line = arena_print(c->arena, "; give this one a name: observe %s = %s", name_for(c, r), text_string(&mine));
    text_free(&mine);
    text_free(&theirs);
    return line;
}

static void add_recording(struct check *c, struct recording r)
{
    struct recording *other = called(c, r.owner, r.name);
    if (other && ask_otherwise(other, &r))
        return;
    if (other && (r.is_asked || r.of_states || other->of_states)) {
        diag_error(c->diags, r.at, "what is recorded together is called '%s', and so is another recording; %s", r.name,
                   r.is_asked ? "ask for one name at a time" : r.of_states ? "record all of them in one line, or one name a line"
                   : "choose another name");
        diag_note(c->diags, other->at, "the other one is here");
        return;
    }
    if (other) {
        diag_error(c->diags, r.at, "'%s' is recorded twice%s", r.name, other_line(c, other, &r));
        diag_note(c->diags, other->at, "it is recorded here");
        return;
    }
    owned_put(c, &c->recorded, r.owner, r.name, r.at, c->e->recording_count);
    scope_put(c->arena, &c->all_recorded, r.name, r.at, SYMBOL_OBSERVE, c->e->recording_count);
    *ARENA_PUSH(c->arena, c->e->recordings, c->e->recording_count) = r;
}

/* A value at one time is no series. */
static int is_at_time(struct check *c, const struct ast_stmt *s)
{
    const struct ast_clause *at = ast_find_clause(s, CLAUSE_AT);
    if (!at || at->name)
        return 0;
    diag_error(c->diags, at->at, "'record' takes samples over time; what is at one is observed: observe %s_then = %s at %s",
               s->value->name, s->value->name, expr_text(c, at->args));
    return 1;
}

/* Whether a line has the name already. */
static int is_listed(const struct ast_expr *first, const struct ast_expr *name)
{
    while (first != name && strcmp(first->name, name->name))
        first = first->next;
    return first != name;
}

static void check_record(struct check *c, const struct ast_stmt *s, struct exploration *owner)
{
    if (is_at_time(c, s))
        return;
    struct recording r = { .at = s->value->at, .owner = owner, .doc = s->doc, .is_asked = s->at.src != c->files->src };
    struct sampling line = sampling_of(c, s);
    struct sampled names = sampled_open();
    for (const struct ast_expr *name = s->value; name; name = name->next) {
        const struct term *t = observed_name(c, owner, name, s, &line, &names);
        if (t && fit(c, name, &r, t))
            add_value(c, &r, name->name, t);
        if (t && is_listed(s->value, name))
            diag_error(c->diags, name->at, "'%s' stands here twice", name->name);
    }
    if (!r.count)
        return;
    r.when = sampled_when(&line, &names);
    r.of_states = r.count > 1;
    r.name = r.of_states ? "results" : r.labels[0];
    add_recording(c, r);
}

/* As if the line stood in each exploration that runs. What is wrong with it is said once. */
static void check_asked(struct check *c, const char *text)
{
    const struct ast_stmt *s = override_record(c, text);
    int before = c->diags->errors;
    for (int i = 0; s && i < c->e->exploration_count && c->diags->errors == before; i++)
        if (override_chooses(c, &c->e->explorations[i]))
            check_record(c, s, &c->e->explorations[i]);
}

/* What varies over time, makes no column and is read by nobody. */
static void record_unread(struct check *c)
{
    for (int i = 0; i < c->e->observe_count; i++) {
        const struct observe *o = &c->e->observes[i];
        if (!o->value || !o->is_series || o->is_still || observe_is_used(c, i))
            continue;
        struct recording r = { .name = o->name, .doc = o->doc, .of = o, .at = o->at,
                               .owner = o->owner, .when = o->when };
        add_value(c, &r, o->name, o->value);
        add_recording(c, r);
    }
}

/* A reduction of some of the steps; 0 after an error. */
static int judge_window(struct check *c, const struct exploration *x, const struct observe *o, const struct sampling *when)
{
    double dt = model_quantity(c->e, x, c->e->simulate.dt)->value;
    int axis = model_axis(x, c->e->simulate.dt);
    if (!isfinite(dt) || !isfinite(c->e->simulate.duration))
        return 1;
    if (axis >= 0)
        diag_error(c->diags, x->axes[axis].at, "'%s' looks at a part of the time, which is another number of steps for each "
                   "value of simulate.dt; observe all of it here", o->name);
    else if (!is_on_grid(c, when, dt))
        return 0;
    else if (model_window(c->e, x, when).count == 0)
        diag_error(c->diags, o->at, "'%s' sees no step: %s", o->name, why_none(c, when, dt));
    else
        return 1;
    return 0;
}

/* "500 ms or 500.1 ms" */
static const char *times_beside(struct check *c, double dt, long before, long every)
{
    long under = before - before%every;
    const char *unit = c->e->simulate.is_map ? "" : " ms";
    return under > 0 ? arena_print(c->arena, "%.12g%s or %.12g%s", (double)under*dt, unit, (double)(under + every)*dt, unit)
                     : arena_print(c->arena, "%.12g%s", (double)every*dt, unit);
}

/* One time of what is there from the first step on, or of the samples that a name has. */
static int judge_time(struct check *c, const struct exploration *x, const struct observe *o, const struct sampling *when)
{
    double dt = model_quantity(c->e, x, c->e->simulate.dt)->value, at = when->one;
    int axis = model_axis(x, c->e->simulate.dt), errors = c->diags->errors;
    if (!isfinite(dt) || !isfinite(c->e->simulate.duration))
        return 1;
    if (axis < 0 && !is_on_grid(c, when, dt))
        return 0;
    long all = number_steps(c->e->simulate.duration, dt), every = when->every > 0 ? number_steps(when->every, dt) : 1;
    long before = at/dt < (double)all + 1 ? number_steps_within(at, dt) : all + 1;
    if (axis >= 0)
        diag_error(c->diags, x->axes[axis].at, "'%s' looks at one time, which is another step for each value of simulate.dt; "
                   "last(...) is the end of each", o->name);
    else if (before < 1)
        diag_error(c->diags, when->every_at, "no state belongs to %s: the first is at %s, behind the first step; the initial "
                   "state is no sample", time_text(c, at), time_text(c, dt));
    else if (before > all || number_steps(at, dt) > all)
        diag_error(c->diags, when->every_at, "no state belongs to %s: the last is at %.12g%s", time_text(c, at), (double)all*dt,
                   c->e->simulate.is_map ? "" : " ms");
    else if (number_steps(at, dt) != before || before%every)
        diag_error(c->diags, when->every_at, "no state belongs to %s: %s are %s long; the nearest times are %s", time_text(c, at),
                   every > 1 ? "the pauses between samples" : "steps", time_text(c, every > 1 ? when->every : dt),
                   times_beside(c, dt, before, every));
    else if (!(at > when->from && at <= when->to))
        diag_error(c->diags, when->every_at, "no sample belongs to %s: what is looked at is there behind %s and up to %s",
                   time_text(c, at), time_text(c, when->from),
                   time_text(c, isfinite(when->to) ? when->to : c->e->simulate.duration));
    return c->diags->errors == errors;
}

/* What goes over samples of all trials wants as many of each point. */
static int judge_late(struct check *c, const struct exploration *x, const struct observe *o, const struct term *t)
{
    int axis = t->kind == TERM_REDUCE && t->gone & OVER_TIME && t->type.of_trials ? model_axis(x, c->e->simulate.dt) : -1;
    if (axis >= 0)
        diag_error(c->diags, x->axes[axis].at, "'%s' goes over the samples that all trials give, which are as many as each value of "
                   "simulate.dt makes; observe it in an exploration without simulate.dt", o->name);
    return axis < 0;
}

/* The reductions of one line, as far as the first that is wrong. */
static int judge_reductions(struct check *c, const struct exploration *x, const struct observe *o, const struct term *t)
{
    int right = judge_late(c, x, o, t) && (!t->when || (t->when->is_one ? judge_time : judge_window)(c, x, o, t->when));
    for (int i = 0; i < t->count && right; i++)
        right = judge_reductions(c, x, o, t->args[i]);
    return right;
}

static void judge(struct check *c, const struct exploration *x, const struct recording *r)
{
    judge_times(c, x, r);
    for (int i = 0; i < r->count; i++)
        judge_trials(c, x, r->labels[i], r->at, r->values[i]);
}

/* The explorations from [*from] to before the result have what [owner] declares. */
static int seen_in(const struct check *c, const struct exploration *owner, int *from)
{
    *from = owner ? (int)(owner - c->e->explorations) : 0;
    return owner ? *from + 1 : c->e->exploration_count;
}

static void judge_observe(struct check *c, const struct exploration *x, const struct observe *o)
{
    judge_reductions(c, x, o, o->value);
    if (model_is_column(o, x))
        judge_trials(c, x, o->name, o->at, o->value);
}

static void judge_all(struct check *c)
{
    const struct experiment *e = c->e;
    for (int k = 0, i; k < e->recording_count; k++)
        for (int end = seen_in(c, e->recordings[k].owner, &i); i < end; i++)
            judge(c, &e->explorations[i], &e->recordings[k]);
    for (int k = 0, i; k < e->observe_count; k++)
        for (int end = seen_in(c, e->observes[k].owner, &i); e->observes[k].value && i < end; i++)
            judge_observe(c, &e->explorations[i], &e->observes[k]);
}

/* Of the one row that is run the time step is known. */
static void find_steps(struct check *c)
{
    for (int i = 0; c->over && c->over->point && c->library && c->library->row_step && i < c->e->exploration_count; i++) {
        struct exploration *x = &c->e->explorations[i];
        if (model_axis(x, c->e->simulate.dt) >= 0 && override_chooses(c, x))
            x->row_step = c->library->row_step(c->e, x, c->over->point, c->arena);
    }
}

static int is_recorded(const struct experiment *e, int recording, const struct exploration **owner)
{
    *owner = e->recordings[recording].owner;
    return 1;
}

static int **recordings_of(struct exploration *x, int **count)
{
    *count = &x->recording_count;
    return &x->recordings;
}

void check_records(struct check *c)
{
    if (c->e->simulate.present && !c->diags->errors)
        find_steps(c);
    check_each(c, AST_RECORD, check_record);
    for (int i = 0; c->over && c->over->records && c->over->records[i]; i++)
        check_asked(c, c->over->records[i]);
    record_unread(c);
    list_owned(c, c->e->recording_count, is_recorded, recordings_of);
    if (c->e->simulate.present)
        judge_all(c);
}
