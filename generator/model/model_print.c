/* model_print.c -- everything the checker found out, as text (--dump model). */
#include <math.h>
#include <string.h>
#include "base/number.h"
#include "model.h"
#include "ast/rules.h"

static void number(struct text *out, double x)
{
    char digits[32];
    text_add(out, number_shortest(digits, x, 0));
}

static void range(struct text *out, const char *word, double lo, double hi)
{
    if (isinf(lo) && isinf(hi))
        return;
    text_print(out, " %s [", word);
    number(out, lo);
    text_add(out, ", ");
    number(out, hi);
    text_add(out, "]");
}

/* ----------------------------------------------------------------- definitions -- */

static void print_state(struct text *out, const struct state *s)
{
    text_print(out, "  state %s = ", s->name);
    if (s->start)
        term_print(s->start, out);
    else
        number(out, s->initial);
    if (s->unit)
        text_print(out, " [%s]", s->unit);
    range(out, "in", s->lo, s->hi);
    if (s->clamped || s->wrapped)
        range(out, s->clamped ? "clamp" : "wrap", s->bound_lo, s->bound_hi);
    if (s->per_stage)
        text_add(out, " per stage");
    if (s->draw) {
        text_print(out, " ~ %s(", random_kinds[s->draw->law.kind].name);
        for (int i = 0; i < s->draw->law.count; i++) {
            text_add(out, i ? ", " : "");
            number(out, s->draw->law.a[i]);
        }
        text_add(out, ")");
    }
    text_add(out, "\n");
}

static void print_unit(struct text *out, const char *unit)
{
    if (unit)
        text_print(out, " [%s]", unit);
}

static void print_model(struct text *out, const char *word, const struct model *m)
{
    text_print(out, "%s %s\n%s", word, m->name, m->strict ? "  units strict\n" : "");
    if (m->modes)
        text_print(out, "  modes %d\n", m->modes);
    for (int i = 0; i < m->reference_count; i++)
        text_print(out, "  reference \"%s\"\n", m->references[i]);
    for (int i = 0; i < m->state_count; i++)
        print_state(out, &m->states[i]);
    for (int i = 0; i < m->input_count; i++) {
        text_print(out, "  %s %s", m->out < 0 ? "input" : "from", m->inputs[i].name);
        print_unit(out, m->inputs[i].unit);
        for (int k = 0; k < m->inputs[i].source_count; k++)
            text_print(out, "%s%s", k ? ", " : " from ", m->inputs[i].sources[k]);
        text_add(out, "\n");
    }
    for (int i = 0; i < m->function_count; i++) {
        const struct function *f = &m->functions[i];
        text_print(out, "  %s(", f->name);
        for (int k = 0; k < f->arity; k++)
            text_print(out, "%s%s", f->args[k], k + 1 < f->arity ? ", " : ") = ");
        term_print(f->value, out);
        text_add(out, "\n");
    }
    for (int i = 0; i < m->let_count; i++) {
        text_print(out, "  %s = ", m->lets[i].name);
        term_print(m->lets[i].value, out);
        print_unit(out, m->lets[i].unit);
        text_add(out, m->lets[i].watched ? "   # watched\n" : "\n");
    }
    for (int i = 0; i < m->state_count; i++) {
        text_print(out, "  %s%s = ", m->states[i].name, m->is_map ? "+" : "'");
        term_print(m->states[i].rate, out);
        text_add(out, "\n");
    }
}

/* Each definition once. */
static void print_observers(struct text *out, const struct experiment *e)
{
    for (int i = 0; i < e->observer_count; i++) {
        int older = i - 1;
        while (older >= 0 && e->observers[older].model->states != e->observers[i].model->states)
            older--;
        if (older < 0)
            print_model(out, "observer", e->observers[i].model);
    }
}

static void print_terms(const struct term *const *terms, int count, struct text *out)
{
    for (int i = 0; terms && i < count; i++) {
        text_add(out, i ? ", " : "");
        term_print(terms[i], out);
    }
}

static void print_coupling(struct text *out, const struct experiment *e, const struct coupling *k)
{
    text_print(out, "coupling %s", k->role);
    for (int i = 1; i < k->input_count; i++)
        text_print(out, ", %s", k->inputs[i] < 0 ? "?" : e->model->inputs[k->inputs[i]].name);
    text_print(out, " = %s%s(", k->delayed ? "delayed " : "", k->def);
    for (int i = 0; k->source_states && i < k->source_count; i++)
        text_print(out, "%s%s = %s", i ? ", " : "", k->sources[i],
                   k->source_states[i] >= 0 ? e->model->states[k->source_states[i]].name : e->model->lets[k->source_lets[i]].name);
    text_add(out, ")");
    if (k->graph >= 0 && e->graphs[k->graph].name)
        text_print(out, " on %s", e->graphs[k->graph].name);
    if (k->linear)
        text_add(out, " with delays = linear");
    for (int i = 0; i < k->output_count; i++)
        text_print(out, "%s%s", i ? ", " : "\n  to   ", k->outputs[i]);
    text_add(out, "\n  pre  = ");
    print_terms(k->pre, k->pre_count, out);
    text_add(out, "\n  post = ");
    print_terms(k->post, k->post_count, out);
    text_add(out, "\n");
}

/* ------------------------------------------------------------------ quantities -- */

static void print_values(struct text *out, const double *values, int count, int row)
{
    enum { SHOWN = 64 };
    text_add(out, count ? "" : "[");
    for (int i = 0; i < count && i < SHOWN; i++) {
        text_add(out, model_comma(row, i));
        number(out, values[i]);
    }
    if (count > SHOWN)
        text_print(out, ", ... %d more", count - SHOWN);
    text_add(out, model_close(row));
}

static void print_quantity(struct text *out, const struct quantity *q, int nodes)
{
    text_print(out, "  %s = ", q->path);
    if (q->formula && !q->given) {
        term_print(q->formula, out);
        text_add(out, " = ");
    }
    if (q->sparse)
        text_print(out, "%d edges", q->sparse->row[nodes]);
    else if (q->values)
        print_values(out, q->values, q->value_count, model_row(q));
    else if (q->kind == QUANTITY_NOISE_KEY)
        text_print(out, "%lld", (long long)q->seed);
    else
        number(out, q->value);
    if (q->unit)
        text_print(out, " [%s]", q->unit);
    range(out, "in", q->lo, q->hi);
    if (q->owner)
        text_print(out, "   # of %s", q->owner->name);
    text_add(out, "\n");
}

static void print_stimulus(struct text *out, const struct experiment *e, const struct stimulus *m)
{
    text_print(out, "stimulus%s%s", m->name ? " " : "", m->name ? m->name : "");
    for (int i = 0; i < m->state_count; i++)
        text_print(out, "%s%s", i ? ", " : " on ", e->model->states[m->states[i]].name);
    for (int i = 0; i < m->input_count; i++)
        text_print(out, "%s%s", i || m->state_count ? ", " : " on ", e->model->inputs[m->inputs[i]].name);
    text_add(out, " = ");
    term_print(m->value, out);
    for (int i = 0, shown = 0; m->where && i < e->nodes; i++)
        if (m->where[i] != 0)
            text_print(out, "%s%d", shown++ ? ", " : " at nodes ", i);
    text_add(out, "\n");
}

static void print_start(struct text *out, const struct start *s)
{
    text_print(out, "start from \"%s\"", s->file);
    if (s->point >= 0)
        text_print(out, " point %ld", s->point);
    text_add(out, "\n");
}

/* In whose sense the gain is taken, where that matters, and how numbers are correlated. */
static void print_noise(struct text *out, const struct experiment *e, const struct noise *z)
{
    static const char *const forms[] = { "additive", "multiplicative", "" };    /* ORDER noise_gain */
    int is_formula = z->form == NOISE_FORMULA;
    text_print(out, "noise%s%s%s%s on ", z->name ? " " : "", z->name ? z->name : "", is_formula ? "" : z->name ? " = " : " ", forms[z->form]);
    for (int i = 0; e->model && i < z->state_count; i++)
        text_print(out, "%s%s", i ? ", " : "", e->model->states[z->states[i]].name);
    if (is_formula && z->gain) {
        text_add(out, " = ");
        term_print(z->gain, out);
    }
    if (z->is_stratonovich)
        text_add(out, " stratonovich");
    if (z->draws.values)
        text_print(out, " with draws = \"%s\"", z->draws_file);
    if (z->tau >= 0)
        text_add(out, "   # coloured");
    else if (z->form != NOISE_ADDITIVE)
        text_print(out, "   # in the sense of %s", z->is_stratonovich ? "Stratonovich" : "Ito");
    if (z->across_states || z->across_nodes)
        text_print(out, "%scorrelated across %s", z->tau >= 0 || z->form != NOISE_ADDITIVE ? ", " : "   # ", !z->across_nodes ? "states" : z->across_states ? "states and nodes" : "nodes");
    text_add(out, "\n");
}

static void print_simulation(struct text *out, const struct experiment *e)
{
    const struct simulate *s = &e->simulate;
    for (int i = 0; i < e->noise_count; i++)
        print_noise(out, e, &e->noises[i]);
    for (int i = 0; i < e->stimulus_count; i++)
        print_stimulus(out, e, &e->stimuli[i]);
    for (int i = 0; i < e->history_count; i++) {
        text_print(out, "history %s = ", e->model->states[e->histories[i].state].name);
        term_print(e->histories[i].value, out);
        text_add(out, "\n");
    }
    if (e->start.present)
        print_start(out, &e->start);
    if (!s->present)
        return;
    text_print(out, "simulate %s with duration = ", scheme_names[s->scheme]);
    number(out, s->duration);
    text_print(out, " %s, transient = ", s->unit);
    number(out, s->transient);
    text_print(out, " %s, coupling = %s\n", s->unit, coupling_mode_words[s->per_stage]);
}

static void print_recording(struct text *out, const struct recording *r)
{
    text_print(out, "record %s =", r->name);
    for (int i = 0; i < r->count; i++) {
        text_add(out, i ? ", " : " ");
        term_print(r->values[i], out);
    }
    model_print_sampling(&r->when, out);
    text_print(out, "%s%s\n", r->owner ? "   # of " : "", r->owner ? r->owner->name : "");
}

/* ---------------------------------------------------------------- explorations -- */

static void print_form(struct text *out, const struct axis *x)
{
    if (x->has_seed) {
        text_print(out, "split(%lld)", (long long)x->seed);
    } else if (x->values) {
        long total = x->n*axis_elements(x);
        print_values(out, x->values, (int)(total < 1000000 ? total : 1000000), 0);
    } else if (x->kind == AXIS_LAW) {
        text_print(out, "~ %s", random_kinds[x->law.kind].name);
        print_values(out, x->law.many ? x->law.many : x->law.a, x->law.many ? (int)random_many(&x->law) : x->law.count, 0);
    } else {
        text_print(out, "%s(", axis_words[x->kind]);
        number(out, x->lo);
        text_add(out, ", ");
        number(out, x->hi);
        text_add(out, ")");
    }
}

static void print_axis(struct text *out, const struct axis_decl *decl)
{
    const struct axis *x = &decl->axis;
    text_print(out, "  %s: ", x->path);
    print_form(out, x);
    text_print(out, " n %ld", x->n);
    for (int i = 0; i < x->rank; i++)
        text_print(out, "%s%ld", i ? " x " : " shape ", x->shape[i]);
    if (x->own_key)
        text_print(out, " key %lld", (long long)x->key);
    if (x->group)
        text_print(out, " group %s", x->group);
    text_print(out, "%s%s\n", x->broadcast ? " broadcast" : "", decl->per_node ? " per node" : "");
}

static void print_exploration(struct text *out, const struct exploration *x)
{
    text_print(out, "explore %s %s key %lld%s\n", x->name, x->zip ? ast_word_ZIP : ast_word_PRODUCT,
               (long long)x->key, x->sorted ? " sorted" : "");
    for (int i = 0; i < x->axis_count; i++)
        print_axis(out, &x->axes[i]);
    if (x->trials)
        text_print(out, "  trials %ld%s\n", x->trials, x->average_trials ? " average" : "");
}

void model_print(const struct experiment *e, struct text *out)
{
    text_print(out, "experiment %s, %s precision, %d node%s\n", e->name,
               precision_words[e->single], e->nodes, e->nodes == 1 ? "" : "s");
    text_add(out, e->literal ? "arithmetic literal\n" : "");
    text_add(out, e->strict ? "units strict\n" : "");
    if (e->model)
        print_model(out, "model", e->model);
    for (int i = 0; i < e->coupling_count; i++)
        print_coupling(out, e, &e->couplings[i]);
    print_observers(out, e);
    print_simulation(out, e);
    text_add(out, "quantities\n");
    for (int i = 0; i < e->quantity_count; i++)
        if (!e->quantities[i].is_hidden)
            print_quantity(out, &e->quantities[i], e->nodes);
    for (int i = 0; i < e->observe_count; i++) {
        const struct observe *o = &e->observes[i];
        text_print(out, "observe%s %s = ", o->is_series ? " series" : "", o->name);
        term_print(o->value, out);
        print_unit(out, o->unit);
        model_print_sampling(&o->when, out);
        text_print(out, "%s%s\n", o->owner ? "   # of " : "", o->owner ? o->owner->name : "");
    }
    for (int i = 0; i < e->recording_count; i++)
        print_recording(out, &e->recordings[i]);
    for (int i = 0; i < e->exploration_count; i++)
        print_exploration(out, &e->explorations[i]);
}
