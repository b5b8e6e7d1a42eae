/* check_past.c -- x(t - tau): what a model reads of the past of its own states.
 *
 * In a circle with check_expr.c, check_helper.c, check_mode.c: a delay is an expression.
 */
#include <math.h>
#include <string.h>
#include "delays.h"

/* What is taken from the time, or NULL. */
static const struct ast_expr *taken_from_time(const struct ast_expr *e)
{
    int is = e && !e->next && e->op == AST_SUB && e->first->op == AST_NAME && !strcmp(e->first->name, "t") && !expr_has_time(e->first->next);
    return is ? e->first->next : NULL;
}

const struct term *past_call(struct walk *w, const struct ast_expr *e, const struct symbol *state)
{
    struct check *c = w->c;
    const struct ast_expr *tau = taken_from_time(e->first);
    if (w->def->stmt->kind == AST_OBSERVER) {
        diag_error(c->diags, e->at, "an observer keeps no past; let a state follow '%s': z' = (%s - z)/tau", e->name, e->name);
        return NULL;
    }
    if (!tau) {
        diag_error(c->diags, e->at, "the past of '%s' is written %s(t - tau), with a delay that is a number or a parameter", e->name, e->name);
        return NULL;
    }
    const struct term *delay = expr_check(w, tau, WANT_NUMBER);
    if (!delay)
        return NULL;
    if (delay->kind != TERM_NUMBER && !(delay->kind == TERM_REF && delay->ref == REF_PARAM && !delay->type.matrix)) {
        diag_error(c->diags, tau->at, "a delay is a number or a parameter, and '%s' is neither; declare one: param tau = 5", expr_text(c, tau));
        return NULL;
    }
    if (delay->kind == TERM_NUMBER && (delay->value < 0 || !isfinite(delay->value))) {
        diag_error(c->diags, tau->at, "a delay must be 0 or more, got %s", number_text(c, delay->value));
        return NULL;
    }
    const struct term **args = ARENA_ARRAY(c->arena, const struct term *, 2);
    args[0] = expr_symbol(w, e, state);
    args[1] = delay;
    return term_make(c->arena, (struct term){ .kind = TERM_PAST, .name = e->name, .at = e->at, .args = args, .count = 2, .type = args[0]->type });
}

/* ms, of the values that are known here. */
static double delay_of(const struct check *c, const struct term *delay)
{
    const struct quantity *q = delay->kind == TERM_REF ? &c->e->quantities[c->e->model->params[delay->index].quantity] : NULL;
    double most = !q ? delay->value : q->values ? 0 : model_inside(q, q->value);
    for (int i = 0; q && q->values && i < q->value_count; i++)
        most = fmax(most, model_inside(q, q->values[i]));
    return most;
}

static double longest_in(const struct check *c, const struct term *t, int state)
{
    double most = t && t->kind == TERM_PAST && t->args[0]->index == state ? delay_of(c, t->args[1]) : 0;
    for (int i = 0; t && i < t->count; i++)
        most = fmax(most, longest_in(c, t->args[i], state));
    return most;
}

double past_longest(const struct check *c, int state)
{
    const struct model *m = c->e->model;
    double most = 0;
    for (int i = 0; i < m->let_count; i++)
        most = fmax(most, longest_in(c, m->lets[i].value, state));
    for (int i = 0; i < m->state_count; i++)
        most = fmax(most, longest_in(c, m->states[i].rate, state));
    for (int i = 0; i < m->function_count; i++)
        most = fmax(most, longest_in(c, m->functions[i].value, state));
    return most;
}

static void judge_delay(struct check *c, const struct term *t)
{
    const struct quantity *q = &c->e->quantities[c->e->model->params[t->index].quantity];
    double least = q->values ? INFINITY : q->value;
    for (int i = 0; q->values && i < q->value_count; i++)
        least = fmin(least, q->values[i]);
    if (q->formula && !q->given)
        diag_error(c->diags, q->at, "%s is a delay, and follows from other parameters; give it a value of its own", q->path);
    else if (!(least >= 0) || !isfinite(least))
        diag_error(c->diags, q->at, "%s is a delay, which must be 0 or more, got %s", q->path, number_text(c, least));
}

static void judge_term(struct check *c, const struct term *t)
{
    if (t && t->kind == TERM_PAST && t->args[1]->kind == TERM_REF)
        judge_delay(c, t->args[1]);
    for (int i = 0; t && i < t->count; i++)
        judge_term(c, t->args[i]);
}

void past_judge(struct check *c)
{
    const struct model *m = c->e->model;
    for (int i = 0; m && i < m->let_count; i++)
        judge_term(c, m->lets[i].value);
    for (int i = 0; m && i < m->state_count; i++)
        judge_term(c, m->states[i].rate);
    for (int i = 0; m && i < m->function_count; i++)
        judge_term(c, m->functions[i].value);
}
