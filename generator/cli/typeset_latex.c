/* typeset_latex.c -- a definition for LaTeX (amsmath): see typeset.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "ast/ast.h"
#include "base/number.h"
#include "model/builtin.h"
#include "show.h"
#include "typeset.h"

struct latex { struct arena *arena; struct text *out; };

static void term(const struct latex *w, const struct term *t);

static int level_of(const struct term *t)
{
    return t->kind == TERM_OP && t->op != AST_DIV ? ast_spelling(t->op)->level : 1000;
}

static void within(const struct latex *w, const char *open, const struct term *t, const char *close)
{
    text_add(w->out, open);
    term(w, t);
    text_add(w->out, close);
}

static void placed(const struct latex *w, const struct term *t, int least)
{
    if (level_of(t) < least)
        within(w, "\\left(", t, "\\right)");
    else
        term(w, t);
}

static void power(const struct latex *w, const struct term *x, const struct term *y)
{
    if (level_of(x) < 1000 || term_is_op(x, AST_DIV))
        within(w, "\\left(", x, "\\right)");
    else
        within(w, "{", x, "}");
    within(w, "^{", y, "}");
}

static void choice(const struct latex *w, const struct term *t)
{
    text_add(w->out, "\\begin{cases} ");
    for (; term_is_op(t, AST_IF); t = t->args[2]) {
        term(w, t->args[1]);
        within(w, " & \\text{if } ", t->args[0], " \\\\ ");
    }
    term(w, t);
    text_add(w->out, " & \\text{otherwise} \\end{cases}");
}

static const char *sign_of(enum ast_op op)
{
    switch (op) {
    case AST_MUL: return " \\, ";
    case AST_LE:  return " \\le ";
    case AST_GE:  return " \\ge ";
    case AST_NE:  return " \\ne ";
    case AST_EQ:  return " = ";
    case AST_AND: return " \\land ";
    case AST_OR:  return " \\lor ";
    case AST_NOT: return "\\lnot ";
    default:      return ast_spelling(op)->sign;
    }
}

static void operation(const struct latex *w, const struct term *t)
{
    const struct ast_spelling *s = ast_spelling(t->op);
    if (t->op == AST_IF) {
        choice(w, t);
    } else if (t->op == AST_POW) {
        power(w, t->args[0], t->args[1]);
    } else if (t->op == AST_DIV) {
        within(w, "\\frac{", t->args[0], "}");
        within(w, "{", t->args[1], "}");
    } else {
        if (t->count == 2)
            placed(w, t->args[0], s->left);
        text_add(w->out, sign_of(t->op));
        placed(w, t->args[t->count - 1], s->right);
    }
}

/* Functions that LaTeX knows; the others are names. */
static const char *function(const struct latex *w, const struct term *t)
{
    static const struct { int row; const char *command; } known[] = {
        { FUNCTION_exp, "\\exp" }, { FUNCTION_log, "\\log" }, { FUNCTION_sin, "\\sin" }, { FUNCTION_cos, "\\cos" }, { FUNCTION_tan, "\\tan" },
        { FUNCTION_asin, "\\arcsin" }, { FUNCTION_acos, "\\arccos" }, { FUNCTION_atan, "\\arctan" }, { FUNCTION_sinh, "\\sinh" },
        { FUNCTION_cosh, "\\cosh" }, { FUNCTION_tanh, "\\tanh" }, { FUNCTION_min, "\\min" }, { FUNCTION_max, "\\max" }
    };
    for (size_t i = 0; i < sizeof known/sizeof *known; i++)
        if (term_is_call(t, known[i].row))
            return known[i].command;
    return t->kind == TERM_APPLY ? typeset_latex_name(w->arena, t->name)
         : arena_print(w->arena, "\\operatorname{%s}", typeset_latex_text(w->arena, t->name));
}

static void call(const struct latex *w, const struct term *t)
{
    if (term_is_call(t, FUNCTION_pow)) {
        power(w, t->args[0], t->args[1]);
        return;
    }
    if (term_is_call(t, FUNCTION_abs) || term_is_call(t, FUNCTION_sqrt)) {
        int root = term_is_call(t, FUNCTION_sqrt);
        within(w, root ? "\\sqrt{" : "\\left|", t->args[0], root ? "}" : "\\right|");
        return;
    }
    text_print(w->out, "%s\\left(", function(w, t));
    for (int i = 0; i < t->count; i++)
        within(w, i ? ", " : "", t->args[i], "");
    text_add(w->out, "\\right)");
}

static void indexed(const struct latex *w, const struct term *t)
{
    text_add(w->out, "{");
    placed(w, t->args[0], 1000);
    text_print(w->out, t->kind == TERM_AT ? "}_{%d}" : t->index ? "}_{i%+d}" : "}_{i}", t->index);
}

static void earlier(const struct latex *w, const struct term *t)
{
    term(w, t->args[0]);
    within(w, "\\left(t - ", t->args[1], "\\right)");
}

static void over_modes(const struct latex *w, const struct term *t)
{
    text_print(w->out, "\\operatorname{%s}_{\\mathrm{mode}}\\left(", t->name);
    within(w, "", t->args[0], "\\right)");
}

/* "2e-06" as a power of ten. */
static void number(const struct latex *w, double x)
{
    char text[NUMBER_SHORTEST], *exponent;
    exponent = strchr(number_shortest(text, x, 0), 'e');
    if (exponent)
        text_print(w->out, "%.*s \\times 10^{%ld}", (int)(exponent - text), text, strtol(exponent + 1, NULL, 10));
    else
        text_add(w->out, isinf(x) ? x < 0 ? "-\\infty" : "\\infty" : text);
}

static void term(const struct latex *w, const struct term *t)
{
    if (t->kind == TERM_OP)
        operation(w, t);
    else if (t->kind == TERM_CALL || t->kind == TERM_COMPOSED || t->kind == TERM_APPLY || t->kind == TERM_DOT)
        call(w, t);
    else if (t->kind == TERM_SHIFT || (t->kind == TERM_AT && t->gone == OVER_MODE))
        indexed(w, t);
    else if (t->kind == TERM_REDUCE && t->gone == OVER_MODE)
        over_modes(w, t);
    else if (t->kind == TERM_PAST)
        earlier(w, t);
    else if (t->kind == TERM_NUMBER && !t->name)
        number(w, t->value);
    else if (t->kind == TERM_NUMBER || t->kind == TERM_REF)
        text_add(w->out, typeset_latex_name(w->arena, t->name));
    else
        text_print(w->out, "\\text{%s}", typeset_latex_text(w->arena, term_text(w->arena, t, 0)));
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static void equation(const struct latex *w, const char *left, const struct term *right, int more)
{
    text_print(w->out, "  %s &= ", left);
    if (right)
        term(w, right);
    text_add(w->out, more ? " \\\\\n" : "\n");
}

static void model_equations(const struct latex *w, const struct model *m)
{
    struct arena *a = w->arena;
    for (int i = 0; i < m->function_count; i++) {
        const struct function *f = &m->functions[i];
        const char *left = typeset_latex_name(a, f->name);
        for (int k = 0; k < f->arity; k++)
            left = arena_print(a, "%s%s%s", left, k ? ", " : "(", typeset_latex_name(a, f->args[k]));
        equation(w, arena_print(a, "%s)", left), f->value, 1);
    }
    for (int i = 0; i < m->let_count; i++)
        equation(w, typeset_latex_name(a, m->lets[i].name), m->lets[i].value, 1);
    for (int i = 0; i < m->state_count; i++) {
        const char *name = typeset_latex_name(a, m->states[i].name);
        equation(w, arena_print(a, m->is_map ? "%s^{+}" : "\\frac{\\mathrm{d} %s}{\\mathrm{d} t}", name), m->states[i].rate,
                 i + 1 < m->state_count);
    }
}

static const char *word(struct arena *a, const char *name)
{
    return arena_print(a, "\\mathrm{%s}", typeset_latex_text(a, name));
}

static void coupling_equations(const struct latex *w, const struct coupling *c)
{
    struct arena *a = w->arena;
    for (int i = 0; i < c->pre_count; i++) {
        const char *pre = word(a, model_pre_name(c, i, a));
        equation(w, pre, c->pre[i], 1);
        text_print(w->out, "  %s &= \\sum_j w_{ij} \\, %s \\\\\n", word(a, model_sum_name(c, i, a)), pre);
    }
    for (int i = 0; i < c->post_count; i++)
        equation(w, word(a, model_post_name(c, i, a)), c->post[i], i + 1 < c->post_count);
}

/* [formula]: what it follows from, or NULL. */
static void row(const struct latex *w, const char *name, const struct term *formula, const char *value, const char *unit, const char *doc)
{
    struct arena *a = w->arena;
    text_print(w->out, "  $%s$ & ", typeset_latex_name(a, name));
    if (formula)
        within(w, "$", formula, "$ = ");
    text_print(w->out, "%s & %s & %s \\\\\n", typeset_latex_text(a, value), unit ? typeset_latex_text(a, unit) : "",
               doc ? typeset_latex_text(a, doc) : "");
}

/* [row]: numbers of a row of a matrix, or 0. */
static const char *value_of(struct arena *a, double value, const double *values, int count, int row)
{
    char text[NUMBER_SHORTEST];
    const char *all = values ? "" : arena_print(a, "%s", number_shortest(text, value, 0));
    for (int i = 0; values && i < count; i++)
        all = arena_print(a, "%s%s%s", all, row ? model_comma(row, i) : i ? ", " : "", number_shortest(text, values[i], 0));
    return values && row ? arena_print(a, "%s%s", all, model_close(row)) : all;
}

static void tables(const struct latex *w, const struct shown *s)
{
    const struct param *params = s->model ? s->model->params : s->coupling->params;
    int count = s->model ? s->model->param_count : s->coupling->param_count;
    text_add(w->out, "\\begin{tabular}{llll}\n");
    for (int i = 0; s->model && i < s->model->state_count; i++) {
        const struct state *y = &s->model->states[i];
        row(w, y->name, y->start, value_of(w->arena, y->initial, y->values, y->value_count, 0), y->unit, y->doc);
    }
    if (s->model && count)
        text_add(w->out, "  \\hline\n");
    for (int i = 0; i < count; i++) {
        const struct quantity *q = &s->e->quantities[params[i].quantity];
        row(w, q->name, q->given ? NULL : q->formula, value_of(w->arena, q->value, q->values, q->value_count, model_row(q)), q->unit, q->doc);
    }
    text_add(w->out, "\\end{tabular}\n");
}

void typeset_latex(const struct shown *s, struct arena *a, struct text *out)
{
    struct latex w = { a, out };
    text_print(out, "%% %s%s%s, for \\usepackage{amsmath}\n\\begin{align*}\n", s->name, s->doc ? ": " : "", s->doc ? s->doc : "");
    if (s->model)
        model_equations(&w, s->model);
    else
        coupling_equations(&w, s->coupling);
    text_add(out, "\\end{align*}\n");
    tables(&w, s);
}
