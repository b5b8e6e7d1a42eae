/* show_json.c -- a model or coupling for programs: one JSON object. */
#include <math.h>
#include "ast/ast.h"
#include "base/number.h"
#include "show.h"

static void add_string(struct text *out, const char *s)
{
    if (!s) {
        text_add(out, "null");
        return;
    }
    text_add(out, "\"");
    for (; *s; s++) {
        if (*s == '"' || *s == '\\')
            text_print(out, "\\%c", *s);
        else if ((unsigned char)*s < ' ')
            text_print(out, "\\u%04x", (unsigned)*s);
        else
            text_bytes(out, s, 1);
    }
    text_add(out, "\"");
}

static void add_number(struct text *out, double x)
{
    char number[32];
    text_add(out, isfinite(x) ? number_shortest(number, x, 0) : "null");
}

static void add_field(struct text *out, const char *name, const char *value)
{
    text_print(out, ", \"%s\": ", name);
    add_string(out, value);
}

static void add_range(struct text *out, const char *name, double lo, double hi)
{
    text_print(out, ", \"%s\": [", name);
    add_number(out, lo);
    text_add(out, ", ");
    add_number(out, hi);
    text_add(out, "]");
}

/* Opens an object of a list. */
static void open_item(struct text *out, int i, const char *name)
{
    text_add(out, i ? ",\n    { \"name\": " : "\n    { \"name\": ");
    add_string(out, name);
}

/* One number, or one for each node; what they follow from. */
static void add_value(struct text *out, const char *name, double value, const double *values, int count, int row, const struct term *formula)
{
    struct text written = { 0 };
    text_print(out, ", \"%s\": ", name);
    for (int k = 0; values && k < count; k++) {
        text_add(out, model_comma(row, k));
        add_number(out, values[k]);
    }
    if (values)
        text_add(out, model_close(row));
    else
        add_number(out, value);
    if (!formula)
        return;
    term_print(formula, &written);
    add_field(out, "formula", text_string(&written));
    text_free(&written);
}

static void add_param(struct text *out, int i, const struct quantity *q)
{
    open_item(out, i, q->name);
    add_value(out, "value", q->value, q->values, q->value_count, model_row(q), q->given ? NULL : q->formula);
    add_field(out, "unit", q->unit);
    add_range(out, "range", q->lo, q->hi);
    if (q->per_edge)
        add_field(out, "per", "edge");
    add_field(out, "doc", q->doc);
    text_add(out, " }");
}

static void add_params(const struct shown *w, const struct param *params, int n, struct text *out)
{
    text_add(out, ",\n  \"parameters\": [");
    for (int i = 0; i < n; i++)
        add_param(out, i, &w->e->quantities[params[i].quantity]);
    text_add(out, "]");
}

static void add_states(const struct model *m, struct text *out)
{
    text_add(out, ",\n  \"states\": [");
    for (int i = 0; i < m->state_count; i++) {
        const struct state *s = &m->states[i];
        open_item(out, i, s->name);
        add_value(out, "initial", s->initial, s->values, s->value_count, 0, s->start);
        add_field(out, "unit", s->unit);
        add_range(out, "range", s->lo, s->hi);
        if (s->clamped || s->wrapped)
            add_range(out, s->clamped ? "clamp" : "wrap", s->bound_lo, s->bound_hi);
        if (s->per_stage)
            text_add(out, ", \"per_stage\": true");
        add_field(out, "doc", s->doc);
        text_add(out, " }");
    }
    text_add(out, "]");
}

static void add_names(struct text *out, const char *title, const char *const *names, int n)
{
    text_print(out, ",\n  \"%s\": [", title);
    for (int i = 0; i < n; i++) {
        text_add(out, i ? ", " : "");
        add_string(out, names[i]);
    }
    text_add(out, "]");
}

static void add_inputs(const struct model *m, struct text *out)
{
    text_add(out, ",\n  \"inputs\": [");
    for (int i = 0; i < m->input_count; i++) {
        const struct model_input *in = &m->inputs[i];
        open_item(out, i, in->name);
        add_field(out, "unit", in->unit);
        text_add(out, ", \"from\": [");
        for (int k = 0; k < in->source_count; k++) {
            text_add(out, k ? ", " : "");
            add_string(out, in->sources[k]);
        }
        text_add(out, "]");
        add_field(out, "doc", in->doc);
        text_add(out, " }");
    }
    text_add(out, "]");
}

static void add_equation(struct text *out, int i, const char *name, const char *kind,
                         const struct term *value)
{
    struct text right = { 0 };
    open_item(out, i, name);
    term_print(value, &right);
    add_field(out, "kind", kind);
    add_field(out, "text", text_string(&right));
    text_add(out, " }");
    text_free(&right);
}

static void add_function(struct text *out, int i, const struct function *f)
{
    add_equation(out, i, f->name, "function", f->value);
    out->len -= 2;                              /* reopens the object */
    text_add(out, ", \"arguments\": [");
    for (int k = 0; k < f->arity; k++) {
        text_add(out, k ? ", " : "");
        add_string(out, f->args[k]);
    }
    text_add(out, "] }");
}

static void add_equations(const struct model *m, struct text *out)
{
    int n = 0;
    text_add(out, ",\n  \"equations\": [");
    for (int i = 0; i < m->function_count; i++)
        add_function(out, n++, &m->functions[i]);
    for (int i = 0; i < m->let_count; i++)
        add_equation(out, n++, m->lets[i].name, m->lets[i].watched ? "watched" : "derived",
                     m->lets[i].value);
    for (int i = 0; i < m->state_count; i++)
        add_equation(out, n++, m->states[i].name, m->is_map ? "next" : "rate", m->states[i].rate);
    text_add(out, "]");
}

static void add_model(const struct shown *w, struct text *out)
{
    if (w->model->modes)
        text_print(out, ",\n  \"modes\": %d", w->model->modes);
    add_states(w->model, out);
    add_params(w, w->model->params, w->model->param_count, out);
    add_inputs(w->model, out);
    add_equations(w->model, out);
}

static void add_coupling(const struct shown *w, struct arena *a, struct text *out)
{
    const struct coupling *c = w->coupling;
    add_names(out, "sources", c->sources, c->source_count);
    if (c->output_count)
        add_names(out, "outputs", c->outputs, c->output_count);
    add_params(w, c->params, c->param_count, out);
    text_add(out, ",\n  \"equations\": [");
    for (int i = 0; i < c->pre_count; i++)
        add_equation(out, i, model_pre_name(c, i, a), "pre", c->pre[i]);
    for (int i = 0; i < c->post_count; i++)
        add_equation(out, c->pre_count + i, model_post_name(c, i, a), "post", c->post[i]);
    text_add(out, "]");
}

void show_json(const struct shown *w, struct arena *a, struct text *out)
{
    text_add(out, "{\n  \"name\": ");
    add_string(out, w->name);
    add_field(out, "kind", w->kind);
    add_field(out, "doc", w->doc);
    if (w->model)
        add_model(w, out);
    else
        add_coupling(w, a, out);
    add_names(out, "references", w->model ? w->model->references : w->coupling->references,
              w->model ? w->model->reference_count : w->coupling->reference_count);
    text_add(out, "\n}\n");
}
