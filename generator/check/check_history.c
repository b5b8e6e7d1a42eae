/* check_history.c -- `history S = expr`: what a state was before the first step, a function of the time.
 */
#include <string.h>
#include "check_nodes.h"
#include "delays.h"

/* Only the time is there to be read. */
static const struct term *read_name(struct walk *w, const struct ast_expr *e)
{
    struct check *c = w->c;
    const struct term *constant = expr_constant(w, e);
    if (!constant)
        diag_error(c->diags, e->at, "a history reads the time t, which is below 0 there, and numbers; there is no '%s'", e->name);
    return constant;
}

/* The [user] of the walk: whether the number of nodes is known. */
static const struct term *read_call(struct walk *w, const struct ast_expr *e)
{
    return samples_are(e) ? samples_call(w, e, *(const int *)w->user) : scope_call(w, e);
}

static int find_state(struct check *c, const struct ast_stmt *s)
{
    const struct ast_expr name = { .op = AST_NAME, .name = s->name, .at = s->name_at };
    return c->blind ? model_part(c, s->name, SYMBOL_STATE) : network_state(c, &name);
}

static int is_said(struct check *c, const struct ast_stmt *s, int state)
{
    for (int i = 0; i < c->e->history_count; i++)
        if (c->e->histories[i].state == state) {
            diag_error(c->diags, s->name_at, "'%s' has its history already", s->name);
            diag_note(c->diags, c->e->histories[i].at, "it is here");
            return 1;
        }
    return 0;
}

static void read_history(struct check *c, const struct ast_stmt *s, int sure)
{
    struct scope none = { 0 };
    struct walk w = { .c = c, .name = read_name, .call = read_call, .user = &sure, .scope = &none };
    int state = c->e->model ? find_state(c, s) : -1;
    const struct term *value = expr_check(&w, s->value, WANT_NUMBER);
    if (state < 0 || is_said(c, s, state))
        return;
    *ARENA_PUSH(c->arena, c->e->histories, c->e->history_count) = (struct history){ state, value, s->name_at };
}

static int reads_past(const struct term *t, int state)
{
    int found = t && t->kind == TERM_PAST && t->args[0]->index == state;
    for (int i = 0; t && i < t->count && !found; i++)
        found = reads_past(t->args[i], state);
    return found;
}

static int model_reads_past(const struct model *m, int state)
{
    int found = 0;
    for (int i = 0; i < m->state_count && !found; i++)
        found = reads_past(m->states[i].rate, state);
    for (int i = 0; i < m->let_count && !found; i++)
        found = reads_past(m->lets[i].value, state);
    for (int i = 0; i < m->function_count && !found; i++)
        found = reads_past(m->functions[i].value, state);
    return found;
}

/* Derived quantities may be made of any state. */
static int coupling_reads(const struct coupling *k, int state)
{
    int found = 0;
    for (int n = 0; k->delayed && k->source_states && n < k->source_count && !found; n++)
        found = k->source_states[n] == state || k->source_lets[n] >= 0;
    return found;
}

int history_is_read(const struct check *c, int state)
{
    int used = model_reads_past(c->e->model, state);
    for (int i = 0; i < c->e->coupling_count && !used; i++)
        used = coupling_reads(&c->e->couplings[i], state);
    return used;
}

static void judge_used(struct check *c, const struct history *h)
{
    int used = history_is_read(c, h->state);
    const char *name = c->e->model->states[h->state].name;
    if (!used && !c->diags->errors)
        diag_warn(c->diags, h->at, "unused-history", "nothing reads the past of '%s': no coupling that is delayed, and no %s(t - tau)", name, name);
}

void check_histories(struct check *c, int sure)
{
    for (const struct ast_stmt *s = c->network ? c->network->body : NULL; s; s = s->next)
        if (s->kind == AST_HISTORY)
            read_history(c, s, sure);
    for (int i = 0; i < c->e->history_count; i++)
        judge_used(c, &c->e->histories[i]);
}
