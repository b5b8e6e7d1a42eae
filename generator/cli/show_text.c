/* show_text.c -- a model or coupling for people: aligned sections. */
#include <math.h>
#include <string.h>
#include "ast/ast.h"
#include "base/number.h"
#include "base/utf8.h"
#include "show.h"
#include "typeset.h"

enum {
    CELLS = 5,                      /* name, value, unit, range, doc */
    WIDEST_LINE = 100               /* of texts that are broken */
};

struct shown_row {
    const char *cells[CELLS];
};

/* ---- cells ---- */

static const char *number(struct arena *a, double x)
{
    char text[32];
    return arena_print(a, "%s", number_shortest(text, x, 0));
}

static const char *numbers(struct arena *a, const double *values, int n, int row)
{
    struct text list = { 0 };
    char one[32];
    for (int i = 0; i < n; i++)
        text_print(&list, "%s%s", model_comma(row, i), number_shortest(one, values[i], 0));
    text_add(&list, n ? model_close(row) : "[]");
    const char *kept = arena_copy(a, list.bytes, list.len);
    text_free(&list);
    return kept;
}

static const char *range(struct arena *a, const char *word, double lo, double hi)
{
    if (!isfinite(lo) && !isfinite(hi))
        return "";
    return arena_print(a, "%s [%s, %s]", word, number(a, lo), number(a, hi));
}

static const char *or_empty(const char *s)
{
    return s ? s : "";
}

/* What follows from others is shown with what it follows from: "2*a = 4". */
static const char *derived(struct arena *a, const struct term *formula, const char *value)
{
    return formula ? arena_print(a, "%s = %s", term_text(a, formula, 0), value) : value;
}

static struct shown_row param_row(struct arena *a, const struct quantity *q)
{
    const char *value = derived(a, q->given ? NULL : q->formula, q->values ? numbers(a, q->values, q->value_count, model_row(q)) : number(a, q->value));
    const char *where = range(a, "in", q->lo, q->hi);
    if (q->per_edge)
        where = arena_print(a, "%s%sper edge", where, *where ? " " : "");
    return (struct shown_row){ { q->name, value, or_empty(q->unit), where, or_empty(q->doc) } };
}

static struct shown_row state_row(struct arena *a, const struct state *s)
{
    const char *bounds = range(a, "in", s->lo, s->hi);
    if (s->clamped || s->wrapped)
        bounds = arena_print(a, "%s%s", range(a, s->clamped ? "clamp" : "wrap", s->bound_lo, s->bound_hi), s->per_stage ? " per stage" : "");
    const char *value = derived(a, s->start, s->values ? numbers(a, s->values, s->value_count, 0) : number(a, s->initial));
    return (struct shown_row){ { s->name, value, or_empty(s->unit), bounds, or_empty(s->doc) } };
}

/* ---- columns ---- */

static int widest(const struct shown_row *rows, int n, int column)
{
    int most = 0;
    for (int i = 0; i < n; i++) {
        int w = box_width(rows[i].cells[column]);
        most = w > most ? w : most;
    }
    return most;
}

/* Blanks are owed until another cell follows, so that no line ends in them. */
static void print_row(struct text *out, const struct shown_row *row, const int *room)
{
    int owed = 2;
    for (int c = 0; c < CELLS; c++) {
        const char *cell = row->cells[c];
        if (*cell) {
            text_print(out, "%*s%s", owed, "", cell);
            owed = 0;
        }
        owed += room[c] ? room[c] - box_width(cell) + 2 : 0;
    }
    text_add(out, "\n");
}

static void print_rows(struct text *out, const char *title, const struct shown_row *rows, int n)
{
    int room[CELLS];
    if (n == 0)
        return;
    for (int c = 0; c < CELLS; c++)
        room[c] = widest(rows, n, c);
    text_print(out, "\n%s\n", title);
    for (int i = 0; i < n; i++)
        print_row(out, &rows[i], room);
}

/* ---- sections ---- */

static void print_params(const struct shown *w, const struct param *params, int n,
                         struct arena *a, struct text *out)
{
    struct shown_row *rows = ARENA_ARRAY(a, struct shown_row, n + 1);
    for (int i = 0; i < n; i++)
        rows[i] = param_row(a, &w->e->quantities[params[i].quantity]);
    print_rows(out, "parameters", rows, n);
}

static void print_states(const struct model *m, struct arena *a, struct text *out)
{
    struct shown_row *rows = ARENA_ARRAY(a, struct shown_row, m->state_count + 1);
    for (int i = 0; i < m->state_count; i++)
        rows[i] = state_row(a, &m->states[i]);
    print_rows(out, "states", rows, m->state_count);
}

static void print_names(struct text *out, const char *title, const char *const *names, int n)
{
    if (n)
        text_print(out, "\n%s\n  ", title);
    for (int i = 0; i < n; i++)
        text_print(out, "%s%s%s", i ? ", " : "", names[i], i + 1 < n ? "" : "\n");
}

/* Equations, as they are written, or typeset where there are letters for that. */
struct equations_shown { struct arena *arena; struct text *out; int typeset, tall; };

static void print_equation(struct equations_shown *s, const char *left, const char *mark, const struct term *right)
{
    if (!s->typeset) {
        text_print(s->out, "  %s%s = ", left, mark);
        term_print(right, s->out);
        text_add(s->out, "\n");
        return;
    }
    struct box x = typeset_equation(s->arena, left, mark, right);
    if (s->tall > 0 || (x.height > 1 && s->tall == 0))          /* a blank line on both sides of one that has several */
        text_add(s->out, "\n");
    box_print(&x, 2, s->out);
    s->tall = x.height > 1;
}

static const char *name_shown(const struct equations_shown *s, const char *name)
{
    return s->typeset ? typeset_name(s->arena, name) : name;
}

static void print_functions(struct equations_shown *s, const struct model *m)
{
    for (int i = 0; i < m->function_count; i++) {
        const struct function *f = &m->functions[i];
        const char *left = arena_print(s->arena, "%s(", name_shown(s, f->name));
        for (int k = 0; k < f->arity; k++)
            left = arena_print(s->arena, "%s%s%s", left, k ? ", " : "", name_shown(s, f->args[k]));
        print_equation(s, left, ")", f->value);
    }
}

static struct equations_shown begin_equations(struct arena *a, struct text *out)
{
    text_add(out, "\nequations\n");
    return (struct equations_shown){ a, out, locale_is_utf8(), -1 };
}

/* Of each what it usually reads; without sources and texts they share a line. */
static void print_inputs(const struct model *m, struct arena *a, struct text *out)
{
    const char **names = ARENA_ARRAY(a, const char *, m->input_count + 1);
    struct shown_row *rows = ARENA_ARRAY(a, struct shown_row, m->input_count + 1);
    int plain = 1;
    for (int i = 0; i < m->input_count; i++) {
        const struct model_input *in = &m->inputs[i];
        const char *from = "";
        for (int k = 0; k < in->source_count; k++)
            from = arena_print(a, "%s%s%s", from, k ? ", " : "from ", in->sources[k]);
        names[i] = in->unit ? arena_print(a, "%s [%s]", in->name, in->unit) : in->name;
        rows[i] = (struct shown_row){ { in->name, from, or_empty(in->unit), "", or_empty(in->doc) } };
        plain &= !in->source_count && !in->doc;
    }
    if (plain)
        print_names(out, "inputs", names, m->input_count);
    else
        print_rows(out, "inputs", rows, m->input_count);
}

/* A text in lines, of which those behind the first stand further in. */
static void print_wrapped(struct arena *a, const char *text, struct text *out)
{
    int column = 0;
    for (size_t len; *text; text += len + (text[len] == ' ')) {
        len = strcspn(text, " ");
        const char *word = arena_copy(a, text, len);
        int fits = column + 1 + box_width(word) <= WIDEST_LINE;
        text_print(out, "%s%s", !column ? "  " : fits ? " " : "\n    ", word);
        column = (column && fits ? column + 1 : column ? 4 : 2) + box_width(word);
    }
    text_add(out, "\n");
}

static void print_references(const char *const *references, int n, struct arena *a, struct text *out)
{
    for (int i = 0; i < n; i++) {
        text_add(out, i ? "" : "\nreferences\n");
        print_wrapped(a, references[i], out);
    }
}

/* What an observer looks at. */
static const char *const *drives(const struct model *m, struct arena *a)
{
    const char **names = ARENA_ARRAY(a, const char *, m->input_count + 1);
    for (int i = 0; i < m->input_count; i++) {
        const struct model_input *in = &m->inputs[i];
        names[i] = in->unit ? arena_print(a, "%s [%s]", in->name, in->unit) : in->name;
        names[i] = in->doc ? arena_print(a, "%s, %s", names[i], in->doc) : names[i];
    }
    return names;
}

static void print_model(const struct shown *w, struct arena *a, struct text *out)
{
    const struct model *m = w->model;
    const char **watched = ARENA_ARRAY(a, const char *, m->let_count + 1);
    int n = 0;
    if (m->modes)
        text_print(out, "\nmodes\n  %d of each state and input\n", m->modes);
    print_states(m, a, out);
    print_params(w, m->params, m->param_count, a, out);
    if (m->out < 0)
        print_inputs(m, a, out);
    else
        print_names(out, "from", drives(m, a), m->input_count);
    struct equations_shown s = begin_equations(a, out);
    print_functions(&s, m);
    for (int i = 0; i < m->let_count; i++) {
        print_equation(&s, name_shown(&s, m->lets[i].name), "", m->lets[i].value);
        if (m->lets[i].watched)
            watched[n++] = m->lets[i].name;
    }
    for (int i = 0; i < m->state_count; i++)
        print_equation(&s, name_shown(&s, m->states[i].name), m->is_map ? "+" : "'", m->states[i].rate);
    print_names(out, "watched", watched, n);
    print_references(m->references, m->reference_count, a, out);
}

static void print_coupling(const struct shown *w, struct arena *a, struct text *out)
{
    const struct coupling *c = w->coupling;
    print_names(out, "from", c->sources, c->source_count);
    print_names(out, "to", c->outputs, c->output_count);
    print_params(w, c->params, c->param_count, a, out);
    struct equations_shown s = begin_equations(a, out);
    for (int i = 0; i < c->pre_count; i++) {
        print_equation(&s, model_pre_name(c, i, a), "", c->pre[i]);
        if (s.typeset)
            text_print(out, "  %s = Σⱼ wᵢⱼ·%s\n", model_sum_name(c, i, a), model_pre_name(c, i, a));
    }
    for (int i = 0; i < c->post_count; i++)
        print_equation(&s, model_post_name(c, i, a), "", c->post[i]);
    print_references(c->references, c->reference_count, a, out);
}

void show_text(const struct shown *w, struct arena *a, struct text *out)
{
    text_print(out, "%s %s", w->kind, w->name);
    if (w->doc)
        text_print(out, " -- %s", w->doc);
    text_add(out, "\n");
    if (w->model)
        print_model(w, a, out);
    else
        print_coupling(w, a, out);
}

void show_experiment(const struct experiment *e, struct arena *a, struct text *out)
{
    if (e->model)
        show_text(&(struct shown){ .kind = "model", .name = e->model->name, .doc = e->model->doc, .e = e, .model = e->model }, a, out);
}
